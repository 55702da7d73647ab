"""The English of minutes: the same facts in the same order as the Italian, which is the text that counts."""

from __future__ import annotations

from collections.abc import Sequence

from ..rules.wording import BASES, COUNTED
from . import facts
from .grammar import day, hour, listed, named, office, officers
from .italian import letter

AGENDA = "Agenda"
CONSTITUTION = "Constitution of the sitting"
CLOSING = "Closing"
ATTACHMENTS = "Attachments"

_CALLS = {"first": "in first call", "second": "in second call"}
_KINDS = {"ordinary": "ordinary", "extraordinary": "extraordinary", "urgent": "urgently convened"}
_CHANNELS = {
    "pec": "certified e-mail (PEC)",
    "email": "e-mail",
    "registered_letter": "registered letter",
    "hand": "delivery by hand",
    "portal": "publication in the members’ area",
}
_METHODS = {
    "hands": "by show of hands",
    "roll_call": "by roll call",
    "named": "by open vote, each on their own device",
    "secret": "by secret ballot",
    "election": "by secret ballot on papers",
    "written": "by written consultation",
}
_BODIES = {
    "assembly": "assembly",
    "board": "board",
    "control_body": "control body",
    "arbitrators": "arbitrators",
    "scientific_committee": "scientific committee",
    "thematic_table": "thematic table",
}
_CHAIR = "the chair"


def _the_body(sitting: facts.Sitting) -> str:
    return f"the {_BODIES.get(sitting.body) or sitting.body_name}"


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]


def _kind(sitting: facts.Sitting) -> str:
    return f"{_KINDS[sitting.kind]} " if sitting.body == "assembly" else ""


def title(sitting: facts.Sitting) -> str:
    """The heading: "Minutes of the ordinary assembly of 18 April 2026"."""
    return f"Minutes of the {_kind(sitting)}{_the_body(sitting)[4:]} of {day(sitting.opened_at, 'en')}"


def heading(sitting: facts.Sitting) -> tuple[str, ...]:
    """Day, hour, place, call, and who presides and writes."""
    at = sitting.opened_at
    where = {
        "in_person": f"at {sitting.place or '…'}",
        "mixed": f"at {sitting.place or '…'} and at the same time by audio and video connection",
        "remote": "by audio and video connection",
    }[sitting.mode]
    call = f" {_CALLS[sitting.call]}" if sitting.second_call or sitting.call == "second" else ""
    first = (
        f"On {day(at, 'en')} at {hour(at)}, {where}, the {_kind(sitting)}{_the_body(sitting)[4:]} of the association "
        f"“{sitting.association}” met{call} to discuss and decide on the agenda that follows."
    )
    source = f", under {sitting.chair_article}" if sitting.chair_article else ""
    chair = office(sitting.chair, "en")
    second = f"{_capital(chair)} takes the chair{source}; {named(sitting.secretary, 'en') or '…'} is called to write the minutes."
    if sitting.notary:
        second = f"{_capital(chair)} takes the chair{source}; the minutes are drawn up as a public deed by {sitting.notary}."
    return first, second


def agenda(sitting: facts.Sitting) -> tuple[str, ...]:
    """The items in their order; late ones say so."""
    last = len(sitting.items) - 1
    return tuple(
        f"{item.number}) {item.title}{' (item added after the notice)' if item.late else ''}{'.' if place == last else ';'}"
        for place, item in enumerate(sitting.items)
    )


def constitution(sitting: facts.Sitting) -> tuple[str, ...]:
    """How it was convened, who is there, and that it is validly constituted."""
    said = ["The chair records:"]
    if sitting.told:
        said.append(_told(sitting.told))
    elif sitting.plenary:
        who = "all members and officers" if sitting.body == "assembly" else "all its members"
        said.append(f"that, though no notice was given, {who} are present: the sitting is plenary;")
    if sitting.deserted:
        said.append(_deserted(sitting.deserted))
    said.append(_present(sitting))
    if sitting.identification or sitting.mode != "in_person":
        said.append(_remote(sitting))
    if sitting.officers_present or sitting.officers_absent:
        said.append(_officers(sitting))
    if sitting.tellers:
        names = listed([named(teller, "en") for teller in sitting.tellers], "en")
        said.append(f"that {names} {'is' if len(sitting.tellers) == 1 else 'are'} appointed to count the votes;")
    said.append(_valid(sitting))
    return tuple(said)


def _told(told: facts.Told) -> str:
    channels = listed([f"{_CHANNELS.get(code, code)} ({number})" for code, number in told.channels], "en")
    source = f" ({told.article})" if told.article else ""
    text = (
        f"that the notice was sent on {day(told.sent_on, 'en')} by {channels}, and that {told.in_time} of {told.recipients} "
        f"addressees knew of it {_term(told)}{source}"
    )
    if told.presumed:
        text += f", {told.presumed} of them by presumption, without proof of arrival"
    if told.late:
        text += f"; late: {listed(told.late, 'en')}"
    if told.missed:
        text += f"; without proof of receipt: {listed(told.missed, 'en')}"
    if told.plenary:
        text += "; all members and officers being present, the sitting is plenary and any defect is cured"
    return text + ";"


def _term(told: facts.Told) -> str:
    """ "at least 15 free days before": the term, as the rule counts it."""
    if not told.days:
        return "before the sitting"
    one = {"free": "free day", "calendar": "day", "hours": "hour"}[told.unit]
    return f"at least {told.days} {one}{'' if told.days == 1 else 's'} before"


def _deserted(call: facts.Deserted) -> str:
    there = "nobody was present" if not call.heads else f"{call.heads} of {call.total} were present, {call.needed} being needed"
    return (
        f"that the first call, for {day(call.called_for, 'en')} at {hour(call.called_for)}, was declared deserted at "
        f"{hour(call.closed_at)}: {there};"
    )


def _present(sitting: facts.Sitting) -> str:
    now = sitting.quorum
    parts = [f"{now.own} in person" + (f" ({now.remote} of them connected)" if now.remote else "")]
    if now.by_proxy:
        parts.append(f"{now.by_proxy} by written proxy")
    votes = f", with {now.votes} votes" if now.votes != now.heads else ""
    names = f": {listed(sitting.present_names, 'en')}" if sitting.present_names else ", as in the attached attendance sheet"
    are = "is" if now.heads == 1 else "are"
    how = f"{listed(parts, 'en')}{votes}{names}"
    return f"that at {hour(now.at)} {now.heads} of {now.total} {COUNTED[now.base].en} {are} present, {how};"


def _remote(sitting: facts.Sitting) -> str:
    where = f" ({sitting.link})" if sitting.link else ""
    how = f"; those connected are identified by {sitting.identification}" if sitting.identification else ""
    return (
        f"that the connection{where} allows the chair to identify those taking part and to conduct the discussion, and everybody to "
        f"speak and vote in real time{how};"
    )


def _officers(sitting: facts.Sitting) -> str:
    said = [
        f"{officers(group, 'en')} {'is' if len(group) == 1 else 'are'} {word}"
        for group, word in ((sitting.officers_present, "present"), (sitting.officers_absent, "absent"))
        if group
    ]
    return f"that {'; '.join(said)};"


def _valid(sitting: facts.Sitting) -> str:
    now = sitting.quorum
    source = f" ({now.article})" if now.article else ""
    if not now.reached:
        return (
            f"that the quorum of {now.needed} present{source} is not reached, {now.needed - now.heads} missing: "
            f"{_the_body(sitting)} cannot decide."
        )
    call = f" {_CALLS[sitting.call]}" if sitting.second_call or sitting.call == "second" else ""
    enough = f"at least {now.needed} being needed" if now.needed > 1 else "whatever the number of those present"
    return f"and therefore, {enough}{source}, declares {_the_body(sitting)} validly constituted and able to decide{call}."


def item_title(item: facts.Item) -> str:
    """ "Item 3 – Approval of the accounts"."""
    return f"Item {item.number} – {item.title}"


def item(item: facts.Item, sitting: facts.Sitting) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """One item, before and after its discussion: who came and left and who presents; the votes and what came of them."""
    before = []
    if item.late:
        before.append("The item was added after the notice was sent.")
    if item.closed_door:
        before.append("The item is dealt with behind closed doors.")
    before.extend(_step(step) for step in item.steps)
    if item.presenter:
        before.append(f"{named(item.presenter, 'en')} presents the item.")
    after = []
    for place, vote in enumerate(item.votes):
        after.extend(_vote(vote, sitting, place))
    if not item.votes:
        after.append(_without_vote(item, sitting))
    if item.attachments:
        after.append(f"Attached: {listed(item.attachments, 'en')}.")
    return tuple(before), tuple(filter(None, after))


def _without_vote(item: facts.Item, sitting: facts.Sitting) -> str:
    return {
        "noted": f"{_capital(_the_body(sitting))} takes note.",
        "deferred": f"The item is put off to another sitting{_because(item.reason)}.",
        "withdrawn": f"The item is withdrawn{_because(item.reason)}.",
        "open": "The item is not dealt with.",
        "elsewhere": "The item is dealt with in the other call.",
    }.get(item.outcome, "")


def _because(reason: str) -> str:
    return f": {reason.rstrip('.')}" if reason else ""


def _step(step: facts.Step) -> str:
    if step.kind in ("suspended", "resumed"):
        said = "suspended" if step.kind == "suspended" else f"resumed with {step.heads} present"
        return f"At {hour(step.at)} the sitting is {said}{_because(step.reason)}."
    names = listed([named(person, "en") for person in step.people], "en")
    one = len(step.people) == 1
    verb = {
        "in": "arrives" if one else "arrive", "remote": "connects" if one else "connect", "out": "leaves" if one else "leave",
    }[step.kind]  # fmt: skip
    tail = f"; {step.heads} present"
    if step.quorum_lost:
        tail += ": the quorum is lost"
    if step.quorum_regained:
        tail += ": the quorum is found again"
    return f"At {hour(step.at)} {names} {verb}{tail}."


def _vote(vote: facts.Vote, sitting: facts.Sitting, place: int) -> list[str]:
    now = vote.quorum
    if vote.annulled:
        at = f"At {hour(vote.opened_at)} a" if vote.opened_at else "A"
        return [f"{at} vote is called on the proposal: “{vote.question}”. The vote is annulled: {vote.annulled.rstrip('.')}."]
    opening = (
        f"The discussion being over, at {hour(vote.opened_at)}, {now.heads} of {now.total} entitled being present, the chair puts to "
        f"the vote{' again' if place else ''}, {_METHODS.get(vote.method, vote.method)}, "
    )
    if vote.elected or vote.method == "election":
        return [opening + f"the election: “{vote.question}”.", *_conflicts(vote.conflicts), _elected(vote)]
    said = [opening + f"the following proposal: “{vote.question}”", *_conflicts(vote.conflicts), _result(vote)]
    said.extend(
        f"{named(dissent.person, 'en')} asks that the reasons of the vote be recorded: {dissent.reason}" for dissent in vote.dissents
    )
    said.append(_proclaimed(vote, _the_body(sitting)))
    return said


def _conflicts(conflicts: Sequence[facts.Conflict]) -> list[str]:
    sentences = {
        "recused": "{name} declares a conflict of interest and does not vote: {reason}. The presence counts for the quorum.",
        "declared": "{name} declares an interest in the decision and votes: {reason}.",
    }
    barred: dict[str, list[facts.Person]] = {}
    for one in conflicts:
        if one.kind == "barred":
            barred.setdefault(one.reason, []).append(one.person)
    said = [
        f"{listed([named(person, 'en') for person in people], 'en')}, having no vote on this matter, "
        f"{'takes' if len(people) == 1 else 'take'} no part: {reason}."
        for reason, people in barred.items()
    ]
    others = (one for one in conflicts if one.kind != "barred")
    return said + [sentences[one.kind].format(name=named(one.person, "en"), reason=one.reason) for one in others]


def _result(vote: facts.Vote) -> str:
    parts = [f"{vote.favour} in favour{_names(vote.in_favour_names)}", f"{vote.against} against{_names(vote.against_names)}"]
    parts.append(f"{vote.abstained} abstained{_names(vote.abstained_names)}")
    parts += [f"{number} {word}" for word, number in (("blank", vote.blank), ("void", vote.void)) if number]
    if vote.not_voting:
        parts.append(f"{vote.not_voting} took no part")
    source = f", {vote.article}" if vote.article else ""
    tie = " In a tie the vote of the chair prevails." if vote.tie_broken else ""
    return (
        f"The result, in votes: {'; '.join(parts)}. To be adopted the proposal needs {vote.needed} votes in favour, reckoned on "
        f"{vote.total} ({BASES[vote.base].en}{source}).{tie}"
    )


def _names(names: Sequence[str]) -> str:
    return f" ({listed(names, 'en')})" if names else ""


def _proclaimed(vote: facts.Vote, body: str) -> str:
    said = "adopted" if vote.proclaimed else "rejected"
    number = f" The resolution has the number {vote.resolution}." if vote.resolution and vote.proclaimed else ""
    if vote.adopted != vote.proclaimed:
        counted = "adopted" if vote.adopted else "rejected"
        return (
            f"The chair proclaims the proposal {said}, while by the count it is {counted}. "
            f"Reason: {vote.differs_reason.rstrip('.')}.{number}"
        )
    missing = vote.needed - vote.favour
    tail = f", {missing} {'vote' if missing == 1 else 'votes'} in favour missing" if not vote.adopted and missing > 0 else ""
    decides = f"; {body} decides accordingly" if vote.proclaimed else ""
    return f"The chair proclaims the result: the proposal is {said}{tail}{decides}.{number}"


def _elected(vote: facts.Vote) -> str:
    who = listed([f"{name} ({votes} {'vote' if votes == 1 else 'votes'})" for name, votes in vote.elected], "en")
    tail = [f"{number} {word}" for word, number in (("blank", vote.blank), ("void", vote.void)) if number]
    papers = f" Papers: {'; '.join(tail)}." if tail else ""
    if not vote.elected:
        return f"The chair declares that no candidate is elected.{papers}"
    number = f" The resolution has the number {vote.resolution}." if vote.resolution else ""
    verb = "is" if len(vote.elected) == 1 else "are"
    return f"As in the attached scrutiny sheet, {who} {verb} elected.{papers} The chair proclaims the result.{number}"


def closing(sitting: facts.Sitting) -> tuple[str, ...]:
    """The closing hour, the approval, and the head of the book as an outside anchor."""
    said = []
    if sitting.closed_at:
        later = "" if sitting.closed_at.date() == sitting.opened_at.date() else f" on {day(sitting.closed_at, 'en')}"
        said.append(
            f"There being nothing else to deal with and nobody asking to speak, the chair closes the sitting at "
            f"{hour(sitting.closed_at)}{later}."
        )
    if sitting.approval == facts.AT_ONCE:
        said.append("These minutes are read, approved and signed.")
    else:
        said.append("These minutes will be read and put to approval at the next sitting.")
    if sitting.previous_head:
        number, fingerprint = sitting.previous_head
        said.append(f"Last entry of the book before these minutes: no. {number}, hash\n{fingerprint}.")
    return tuple(said)


def attachments(sitting: facts.Sitting) -> tuple[str, ...]:
    """The list of attachments, lettered."""
    last = len(sitting.attachments) - 1
    return tuple(f"{letter(place)}) {name}{'.' if place == last else ';'}" for place, name in enumerate(sitting.attachments))
