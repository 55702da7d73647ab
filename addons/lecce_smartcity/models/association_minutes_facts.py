from bisect import bisect_right
from typing import NamedTuple

from odoo import models

from ..bylaws import offices
from ..bylaws.meeting import matters
from ..bylaws.meeting.attendance import OUT
from ..bylaws.minutes import facts, grammar
from ..bylaws.rules import encoding
from ..documents import rich_text
from ..intake.identifiers import decode_codice_fiscale
from .legal_time import ROME, UTC, legal_day

# Names stand in the text up to so many; beyond, in the attendance sheet.
NAMES_MAX = 24
ATTENDANCE_SHEET = {"it": "foglio delle presenze", "en": "attendance sheet"}
SCRUTINY_SHEET = {"it": "verbale di scrutinio", "en": "scrutiny sheet"}
# Seats by the kind of their body, where the office alone does not say what the holder is called.
BY_BODY = {
    offices.CONTROL_BODY: "control", offices.AUDITOR: "auditor", offices.ARBITRATORS: "arbitrator",
}  # fmt: skip
STEPS = {"suspended", "resumed"}


def wall(instant):
    """Return a stored instant as clocks in Italy show it, without a zone; None for none."""
    return instant.replace(tzinfo=UTC).astimezone(ROME).replace(tzinfo=None) if instant else None


class Gathered(NamedTuple):
    """What is read once for a whole sitting: people by roll line, offices by person, movements, readings, votes by item."""

    people: dict
    offices: dict
    movements: list
    readings: list
    ballots: models.Model
    lang: str


class AssociationSitting(models.Model):
    """The facts of a sitting from which its minutes are written: gathered in a few queries, whatever the number of members."""

    _inherit = "association.sitting"

    def _as_minutes(self, lang="it", approval=facts.AT_ONCE, notary="", identification="", discussions=None):
        """Return the ``facts.Sitting`` of this sitting, which was opened.

        :param lang: of names of papers and of "on behalf of": it or en
        :param approval: at_once or next_sitting
        :param notary: who draws the minutes up as a public deed
        :param identification: how those on the line are identified, where it is told otherwise than by the attendance
        :param discussions: ``{item id: HTML}``: what the secretary wrote, instead of the notes of the hall
        """
        self.ensure_one()
        meeting, gathered = self.meeting_id, self._gather_for_minutes(lang)
        quorum = self._opening_quorum()
        named = quorum.heads <= NAMES_MAX
        items = self._minutes_items(gathered, discussions or {})
        return facts.Sitting(
            association=self.company_id.name,
            body=meeting.body_kind,
            body_name=meeting.body_id.name,
            kind=meeting._notice_kind() if meeting.kind == "ordinary" and meeting.date else meeting.kind,
            call=self.call,
            mode=meeting.mode,
            opened_at=wall(self.opened_at),
            closed_at=wall(self.closed_at),
            place=meeting.place or "",
            chair=self._minutes_chair(gathered),
            secretary=self._person(self.secretary_partner_id),
            told=self._minutes_told(gathered),
            quorum=quorum,
            items=items,
            link=meeting.link or "" if meeting.mode != "in_person" else "",
            identification=identification or self._minutes_identification(lang),
            second_call=len(meeting.sitting_ids) > 1,
            deserted=self._minutes_deserted(),
            present_names=self._present_names(gathered) if named else (),
            tellers=self._minutes_tellers(gathered.ballots),
            approval=approval,
            attachments=self._minutes_attachments(items, named, gathered.ballots, lang),
            notary=notary,
            plenary=self.was_plenary,
            **self._minutes_officers(gathered),
        )

    # --- what is read once ---

    def _gather_for_minutes(self, lang):
        meeting = self.meeting_id
        columns = ["name", "acting_name", "partner_id", "acting_partner_id", "is_director", "is_control"]
        lines = self.env["association.meeting.roll"].search_fetch([("meeting_id", "=", meeting.id)], columns)
        ballots = self.env["association.ballot"].search([("sitting_id", "=", self.id), ("state", "in", ("proclaimed", "annulled"))])
        # sudo: who holds an office is no secret
        holders = self.env["association.mandate"].sudo()._holders(self.company_id, self._legal_day())
        held, rank = {}, list(grammar.OFFICES)
        for holder in holders.values():
            code = BY_BODY.get(holder.kind) or (holder.office if holder.office in grammar.OFFICES else "member")
            held[holder.partner] = min(held.get(holder.partner, code), code, key=rank.index)
        return Gathered(
            {line.id: line for line in lines}, held, self._as_movements(), self._timeline(), ballots.sorted("round"), lang
        )

    def _of_roll(self, line):
        """Return the ``facts.Person`` of a line of the roll: who acts, and for whom."""
        person = line.acting_partner_id or line.partner_id
        if line.acting_partner_id and line.acting_partner_id != line.partner_id:
            return facts.Person(line.acting_name or person.name, self._gender(person), line.name)
        return facts.Person(line.name, self._gender(person))

    def _person(self, partner):
        return facts.Person(partner.name or "", self._gender(partner))

    @staticmethod
    def _gender(partner):
        """Return the grammatical gender that the codice fiscale tells; of whom it does not tell, the unmarked one."""
        code = (partner.codice_fiscale or "").strip()
        if len(code) != 16:
            return facts.BODY
        try:
            return {"F": facts.FEMALE, "M": facts.MALE}[decode_codice_fiscale(code).gender]
        except ValueError:
            return facts.BODY

    # --- who presides, who is there ---

    def _minutes_chair(self, gathered):
        partner = self.chair_partner_id
        office = gathered.offices.get(partner.id, "associate")
        line = gathered.people.get(self.chair_id.id)
        # Who presides as an officer does so in person, whatever else they represent.
        person = self._person(partner) if office != "associate" or not line else self._of_roll(line)
        return facts.Officer(person, office)

    def _event_facts(self, kind):
        return next((event.facts or {} for event in self.event_ids.sorted("id") if event.kind == kind), {})

    def _opening_quorum(self):
        """Return the ``facts.Quorum`` that was read when the sitting opened."""
        told = self._event_facts("opened")
        value = told.get("value")
        return facts.Quorum(
            wall(self.opened_at),
            *(told.get(name, 0) for name in ("own", "remote", "by_proxy", "votes", "needed", "total")),
            reached=bool(told.get("reached")),
            base=encoding.decode(value).base if value else "entitled",
            article=told.get("article", ""),
        )

    def _present_names(self, gathered):
        """Return who counted as present at the opening, as the text names them; through whom, if by proxy."""
        names = []
        for who, presence in self._present(self.opened_at).items():
            line, holder = gathered.people.get(who), gathered.people.get(presence.holder)
            if line and presence.holder == who:
                names.append(grammar.named(self._of_roll(line), gathered.lang))
            elif line and holder:
                person = holder.acting_partner_id or holder.partner_id
                name = holder.acting_name or holder.name
                names.append(grammar.named(facts.Person(name, self._gender(person), line.name), gathered.lang))
        return tuple(sorted(names))

    def _minutes_officers(self, gathered):
        """Return directors and control body, present and absent, at an assembly: a body names its own among those present."""
        if self.meeting_id.body_kind != matters.ASSEMBLY:
            return {}
        hall = self._in_hall(self.opened_at)
        there, officers = set(self.chair_partner_id.ids), {}
        for line in gathered.people.values():
            person = line.acting_partner_id or line.partner_id
            if line.id in hall:
                there.add(person.id)
            if line.is_director or line.is_control:
                own = line.partner_id
                code = gathered.offices.get(own.id) or ("control" if line.is_control else "member")
                officers[own.id] = facts.Officer(self._person(own), code)
        rank = list(grammar.OFFICES)
        ordered = sorted(officers.items(), key=lambda pair: (rank.index(pair[1].office), pair[1].person.name))
        return {
            "officers_present": tuple(officer for key, officer in ordered if key in there),
            "officers_absent": tuple(officer for key, officer in ordered if key not in there),
        }

    def _minutes_identification(self, lang):
        """Return how those on the line were identified, as the attendance noted it."""
        if self.meeting_id.mode == "in_person":
            return ""
        noted = self.env["association.attendance"]._read_group(
            [("sitting_id", "=", self.id), ("kind", "=", "remote"), ("identification", "!=", False), ("strikes_id", "=", False)],
            ["identification"],
        )
        return grammar.listed([grammar.IDENTIFIED[code][lang == "en"] for (code,) in noted], lang)

    def _minutes_tellers(self, ballots):
        tellers = self.env["association.ballot.count"].search([("ballot_id", "in", ballots.ids)]).teller_id
        return tuple(self._person(partner) for partner in tellers.sudo().partner_id.sorted("name"))  # sudo: their names alone

    # --- how it was convened ---

    def _minutes_told(self, gathered):
        """Return the notice and its proof; None where none went out."""
        meeting = self.meeting_id
        if not meeting.convened_at:
            return None
        # sudo: how many were written to by which channel, no address
        counts = self.env["association.notice"].sudo()._read_group(
            [("meeting_id", "=", meeting.id), ("kind", "=", "convocation"), ("state", "in", ("handed", "sent", "delivered"))],
            ["channel"], ["__count"],
        )  # fmt: skip
        by_post = tuple((channel, number) for channel, number in counts if channel != "portal")
        if not counts:
            return None
        reach, term = meeting._reach(), meeting._notice_term()
        ruling = meeting._notice_ruling(legal_day(meeting.date))

        def names(keys):
            lines = (gathered.people.get(key) for key in keys)
            return tuple(sorted(line.name for line in lines if line))

        return facts.Told(
            sent_on=legal_day(meeting.convened_at),
            channels=by_post or tuple(counts),
            recipients=len(reach.in_time) + len(reach.late) + len(reach.missed),
            in_time=len(reach.in_time),
            presumed=len(reach.presumed),
            days=term.amount,
            article=ruling.citation.label() if ruling else "",
            late=names(reach.late),
            missed=names(reach.missed),
            plenary=self.was_plenary and bool(reach.late or reach.missed),
            unit="hours" if term.unit == "hours" else "calendar" if term.counting == "calendar" else "free",
        )

    def _minutes_deserted(self):
        """Return the first call, if this is the second and nobody, or too few, came to it."""
        first = self.meeting_id.sitting_ids.filtered(lambda one: one.call == "first" and one.state == "deserted")
        if self.call != "second" or not first:
            return None
        told = first._event_facts("deserted")
        numbers = (told.get(name, 0) for name in ("heads", "needed", "total"))
        return facts.Deserted(wall(first.starts_at), wall(first.closed_at), *numbers)

    def _minutes_attachments(self, items, named, ballots, lang):
        found = [] if named else [ATTENDANCE_SHEET[lang]]
        for item in items:
            found.extend(item.attachments)
        if any(ballot.method == "election" and ballot.state == "proclaimed" for ballot in ballots):
            found.append(SCRUTINY_SHEET[lang])
        return tuple(dict.fromkeys(found))

    # --- the items ---

    def _minutes_items(self, gathered, discussions):
        agenda = self.meeting_id.item_ids._in_order()
        steps = self._minutes_steps(agenda, gathered)
        votes = self._minutes_votes(gathered)
        return tuple(
            facts.Item(
                number=item.number or "",
                title=item.name,
                outcome=item._minutes_outcome(self),
                presenter=self._person(item.presenter_id) if item.presenter_id else None,
                discussion=self._discussion(discussions.get(item.id, item.discussion)),
                late=item.is_late,
                closed_door=item.is_closed_door,
                steps=steps.get(item.id, ()),
                votes=votes.get(item.id, ()),
                attachments=tuple(item.sudo().attachment_ids.mapped("name")),  # sudo: the names of what the item carries
                reason=item.set_aside_reason or "",
            )
            for item in agenda
        )

    @staticmethod
    def _discussion(text):
        return tuple(rich_text.plain(text or "").splitlines())

    def _minutes_steps(self, agenda, gathered):
        """Return ``{item id: steps}``: who came and left while it was dealt with, and each suspension.

        Before the first item was taken up they stand at the first of the agenda.
        """
        if not agenda:
            return {}
        taken_up = sorted((item.started_at, -index, item.id) for index, item in enumerate(agenda) if item.started_at)
        starts = [started for started, _index, _key in taken_up]
        found = {}
        for at, step in self._told_steps(gathered):
            place = bisect_right(starts, at)
            key = taken_up[place - 1][2] if place else (taken_up[0][2] if taken_up else agenda[0].id)
            found.setdefault(key, []).append(step)
        return {key: tuple(steps) for key, steps in found.items()}

    def _told_steps(self, gathered):
        """Return (instant, ``facts.Step``) in order: arrivals and departures of one minute and kind together."""
        end = self.closed_at or self._instant()
        moments = [reading.at for reading in gathered.readings]

        def heads(at):
            place = bisect_right(moments, at)
            return gathered.readings[place - 1].heads if place else 0

        groups, last = {}, {}
        for move in gathered.movements:
            before, last[move.who] = last.get(move.who, OUT), move.kind
            if self.opened_at < move.at < end and move.who in gathered.people and before != move.kind:
                groups.setdefault((move.at.replace(second=0), move.kind), []).append(move)
        turns = [turn for turn in self._story_turns() if turn.at < end]
        told = []
        for (minute, kind), moves in groups.items():
            at = moves[-1].at
            people = tuple(self._of_roll(gathered.people[move.who]) for move in moves)
            mine = [turn.kind for turn in turns if minute <= turn.at <= at]
            lost, found = kind == OUT and "lost" in mine, kind != OUT and "regained" in mine
            told.append((at, facts.Step(wall(at), kind, people, heads(at), lost, found)))
        told += [
            (event.at, facts.Step(wall(event.at), event.kind, (), (event.facts or {}).get("heads", 0), reason=event.reason or ""))
            for event in self.event_ids if event.kind in STEPS
        ]  # fmt: skip
        return sorted(told, key=lambda pair: pair[0])


class AssociationAgendaItem(models.Model):
    _inherit = "association.agenda.item"

    def _minutes_outcome(self, sitting):
        """Return the ``outcome`` of this item as the minutes of ``sitting`` tell it."""
        self.ensure_one()
        decided = self.ballot_ids.filtered("proclaimed")
        if decided and sitting not in decided.sitting_id:
            return "elsewhere"
        if self.child_ids and not decided and self.state in ("open", "discussed"):
            return "heading"
        return self.state
