"""Past votes judged again by the rules of a draft statute: which assemblies would have failed, and why.

What people did stays as it was: who came, how they voted. Only the statute changes; mandatory law stands above it as ever.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Mapping
from dataclasses import replace
from datetime import date
from typing import NamedTuple

from ..errors import BylawError
from ..rules.kinds import Days, Flag, Share
from ..rules.model import Words
from ..rules.resolution import RuleBook, Ruling, StatuteVersion
from .matters import ASSEMBLY, MATTERS, competence, quorum_code
from .sheet import Line, either, formula, line
from .sitting import Reading
from .validity import majority_line, quorum_line
from .votes import Tally, Totals, Verdict, majority, quorum


class Past(NamedTuple):
    """One vote that was taken, as it was frozen.

    heads       bases of the quorum, in heads; ``totals`` those of the majority, in votes
    chair       how the chair voted, where it is known
    free_days   whole days between the last notice known and the meeting; None: not known
    """

    key: Hashable
    meeting: Hashable
    on: date
    body: str
    call: str
    matter: str
    reading: Reading
    heads: Totals
    tally: Tally
    totals: Totals
    adopted: bool
    chair: str | None = None
    free_days: int | None = None
    kind: str = "ordinary"


class Verdicts(NamedTuple):
    """What a book of rules says of one vote: ``held`` the quorum was there, ``adopted`` the numbers were enough; with the lines."""

    held: bool
    adopted: bool
    lines: tuple[Line, ...]

    @property
    def failed(self) -> tuple[Line, ...]:
        """What was not enough."""
        return tuple(check for check in self.lines if check.ok is False)


class Replayed(NamedTuple):
    """One vote under the draft, beside what became of it."""

    past: Past
    under: Verdicts

    @property
    def fails(self) -> bool:
        """Adopted then, and not under the draft."""
        return self.past.adopted and not (self.under.held and self.under.adopted)

    @property
    def passes(self) -> bool:
        """Not adopted then, and adopted under the draft."""
        return not self.past.adopted and self.under.held and self.under.adopted


class Summary(NamedTuple):
    """Of ``meetings``, how many would have failed: those without a quorum, or with a resolution that would not have been adopted."""

    meetings: int
    failed: int
    votes: int
    votes_failed: int
    votes_passed: int


def under(book: RuleBook, draft: StatuteVersion) -> RuleBook:
    """The rules as if the draft had always been the statute; the law stays dated."""
    return RuleBook(book.regimes, [replace(draft, valid_from=date.min, valid_to=None)])


def replay(pasts: Iterable[Past], book: RuleBook) -> tuple[Replayed, ...]:
    """Every vote under the rules of ``book`` (see ``under``), in the order given."""
    return tuple(Replayed(past, judge(past, book)) for past in pasts)


def judge(past: Past, book: RuleBook) -> Verdicts:
    """What the rules say of one vote: competence, notice, quorum, majority.

    BylawError where neither law nor statute gives a quorum or a majority (a draft that is not complete).
    """
    quorum_ruling, majority_ruling = rules_of(past, book)
    present = quorum(quorum_ruling.value, past.reading.heads, past.heads)
    verdict = majority(majority_ruling.value, past.tally, past.totals, _chair(past, book), _abstentions(past, book))
    lines = [
        _competence(past, book),
        _notice(past, book),
        quorum_line(past.reading._replace(verdict=present), quorum_ruling),
        majority_line(past.tally, verdict, majority_ruling),
    ]
    found = tuple(check for check in lines if check is not None)
    valid = all(check.ok is not False for check in found if check.code == "competence")
    return Verdicts(present.reached, verdict.reached and valid, found)


def rules_of(past: Past, book: RuleBook) -> tuple[Ruling, Ruling]:
    """The rulings on quorum and majority for that body, matter and call."""
    if past.body != ASSEMBLY:
        return book.resolve("quorum.board", past.on), book.resolve("majority.board", past.on)
    found = None
    for code in quorum_code(past.matter, past.call):
        found = found or _find(book, code, past.on)
    if found is None:
        found = book.resolve(quorum_code(past.matter, past.call)[-1], past.on)
    return found, book.resolve(MATTERS[past.matter].majority, past.on)


def _find(book: RuleBook, code: str, on: date) -> Ruling | None:
    try:
        return book.find(code, on)
    except BylawError:
        return None


def _chair(past: Past, book: RuleBook) -> str | None:
    code = "casting_vote.assembly" if past.body == ASSEMBLY else "casting_vote.board"
    ruling = _find(book, code, past.on)
    prevails = ruling is not None and isinstance(ruling.value, Flag) and ruling.value.on
    return past.chair if prevails else None


def _abstentions(past: Past, book: RuleBook) -> bool | None:
    ruling = _find(book, MATTERS[past.matter].abstention, past.on) if past.body == ASSEMBLY else None
    return counts_abstentions(ruling) if ruling else None


def counts_abstentions(ruling: Ruling) -> bool:
    """Whether abstentions are counted in the base of votes cast."""
    return getattr(ruling.value, "code", "") == "counted"


def _competence(past: Past, book: RuleBook) -> Line | None:
    broken = competence(past.matter, past.body, book, past.on)
    if broken is None:
        return None
    found = line("competence", False, Words("L’organo non sarebbe competente.", "The body would not be competent."), None)
    return found._replace(article=str(broken.params.get("article", "")))


def _notice(past: Past, book: RuleBook) -> Line | None:
    """Whether the notice would have been early enough; told only where the day on which it was known is."""
    ruling = _find(book, f"notice.{past.kind}" if past.body == ASSEMBLY else "notice.board", past.on)
    if past.free_days is None or ruling is None or not isinstance(ruling.value, Days):
        return None
    # At least n free days: all of as many; hence a share of one.
    needed, had = ruling.value.count, past.free_days
    verdict = Verdict(Share(1, 1), had, needed, needed, had >= needed, max(0, needed - had))
    it, en = f"{had} giorni liberi", f"{had} free days"
    result = either(
        verdict.reached, (".", f"; ne occorrono {needed}: mancano {verdict.missing} giorni."), (".", f"; {needed} are needed.")
    )
    return line("notice", verdict.reached, Words(it + result.it, en + result.en), ruling, formula(verdict))


def summary(replayed: Iterable[Replayed]) -> Summary:
    """How many meetings and votes would have gone otherwise.

    >>> summary([])
    Summary(meetings=0, failed=0, votes=0, votes_failed=0, votes_passed=0)
    """
    by_meeting: Mapping[Hashable, list[Replayed]] = {}
    for found in replayed:
        by_meeting.setdefault(found.past.meeting, []).append(found)
    every = [found for group in by_meeting.values() for found in group]
    return Summary(
        len(by_meeting),
        sum(any(found.fails for found in group) for group in by_meeting.values()),
        len(every),
        sum(found.fails for found in every),
        sum(found.passes for found in every),
    )
