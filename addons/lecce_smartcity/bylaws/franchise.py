"""The right to vote of one member on one day, with every reason against it.

Being a member, being paid up and being entitled to vote are three different things: arrears
are never a reason here. Two questions are kept apart: is the member *entitled* (counted among
"gli associati aventi diritto al voto", hence in the quorum), and can the vote be *exercised*.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import lru_cache
from typing import NamedTuple

from .citations import STATUTE, Citation
from .errors import Violation
from .regimes import ETS
from .rules.articles import CC_21_1, CTS_24_1, CTS_24_2
from .rules.catalogue import CATALOGUE
from .rules.kinds import Duration
from .rules.resolution import Rules, rulebook
from .states import MEMBER_STATUSES, SUSPENDED
from .terms import VOTE_SENIORITY, after

ENTITLEMENT = "entitlement"
EXERCISE = "exercise"

VOTES_MAX = "votes.max"
VOTES_BANDS = "votes.bands"
# Every rule that decides a roll.
CODES = (VOTE_SENIORITY, VOTES_MAX, VOTES_BANDS)
# What no statute may exceed.
HIGHEST_VOTES = max(law.value.count for law in CATALOGUE[VOTES_MAX].laws)

_STATUTE = Citation(STATUTE, "")
_CITATIONS = {
    "not_a_member": CC_21_1,
    "suspended": _STATUTE,
    "category_without_vote": _STATUTE,
    "not_in_book": CTS_24_1,
    "seniority": CTS_24_1,
    "representative_missing": _STATUTE,
}


class MemberFacts(NamedTuple):
    """What must be known about one member on the day of the roll.

    status             one of states.STATUSES, None without any history
    category_may_vote  whether the statute gives the member's category a vote
    book_date          day of annotation in the members' book, None if not annotated
    has_representative whether a representative of this legal person is in office that day
    is_ets_body        whether the member is itself a Third-Sector body (ETS)
    ets_size           how many members that body has
    bands              the statute's ((members from, votes), ...) for ETS members
    """

    member: Hashable
    status: str | None
    category_may_vote: bool = True
    book_date: date | None = None
    is_legal_person: bool = False
    has_representative: bool = False
    is_ets_body: bool = False
    ets_size: int = 0
    bands: tuple[tuple[int, int], ...] = ()


class Reason(NamedTuple):
    """Why not. ``blocking`` says what it takes away: "entitlement" or only "exercise"."""

    code: str
    citation: Citation
    params: Mapping[str, object]
    blocking: str


class Entitlement(NamedTuple):
    """entitled: counts in the quorum; may_vote: the vote can be cast; votes: 0 if not entitled."""

    entitled: bool
    may_vote: bool
    votes: int
    reasons: tuple[Reason, ...]


@dataclass(frozen=True, slots=True)
class RollRules:
    """The rules of one roll: law and statute as they are on the day ``on``.

    ``seniority`` in the book before a member votes, None if none is asked for. ``bands``: the statute's plural votes of members
    that are Third-Sector bodies, where their category has none. ``citations``: article by reason code.
    """

    on: date
    regime: str
    seniority: Duration | None
    votes_max: int
    require_representative: bool = True
    citations: Mapping[str, Citation] = field(default_factory=lambda: dict(_CITATIONS))
    bands: tuple[tuple[int, int], ...] = ()


def roll_rules(
    rules: Rules,
    on: date,
    require_representative: bool = True,
    citations: Mapping[str, Citation] | None = None,
) -> RollRules:
    """The rules that decide a roll on ``on``.

    ``rules`` is the association's RuleBook, or the name of a legal regime for the law alone. ``citations`` replace the generic
    "statuto" by its articles, by reason code.

    >>> rules = roll_rules("ets", date(2026, 4, 30))
    >>> rules.seniority, rules.votes_max
    (Months(count=3), 5)
    >>> rules = roll_rules("recognised", date(2026, 4, 30))
    >>> rules.seniority, rules.votes_max
    (None, 1)
    """
    book = rulebook(rules)
    regime = book.regime(on)
    seniority = book.find(VOTE_SENIORITY, on)
    bands = book.find(VOTES_BANDS, on)
    articles = {**_CITATIONS}
    if regime == ETS:
        articles["not_a_member"] = CTS_24_2
    if seniority:
        articles["seniority"] = seniority.citation
        if regime != ETS:
            articles["not_in_book"] = seniority.citation
    return RollRules(
        on=on,
        regime=regime,
        seniority=seniority and seniority.value,
        votes_max=book.resolve(VOTES_MAX, on).value.count,
        require_representative=require_representative,
        citations={**articles, **(citations or {})},
        bands=bands.value.bands if bands else (),
    )


def entitlement(facts: MemberFacts, rules: RollRules) -> Entitlement:
    """Whether this member is entitled, may vote, with how many votes; else every reason.

    D.Lgs. 117/2017 art. 24(1): "hanno diritto di voto tutti coloro che sono iscritti da almeno
    tre mesi nel libro degli associati"; 24(2): "Ciascun associato ha un voto".
    For who is not a member that is the only reason: the others are rules about members.

    >>> rules = roll_rules("ets", date(2026, 4, 30))
    >>> entitlement(MemberFacts(1, "active", book_date=date(2026, 1, 31)), rules)
    Entitlement(entitled=True, may_vote=True, votes=1, reasons=())
    >>> new = entitlement(MemberFacts(2, "active", book_date=date(2026, 2, 1)), rules)
    >>> new.entitled, [(r.code, str(r.params["from"]), r.citation.label()) for r in new.reasons]
    (False, [('seniority', '2026-05-01', 'D.Lgs. 117/2017 art. 24(1)')])
    >>> body = MemberFacts(3, "active", book_date=date(2013, 2, 1), is_legal_person=True)
    >>> verdict = entitlement(body, rules)
    >>> verdict.entitled, verdict.may_vote, verdict.votes, verdict.reasons[0].code
    (True, False, 1, 'representative_missing')
    """
    if facts.status not in MEMBER_STATUSES:
        citation = rules.citations.get("not_a_member", _STATUTE)
        reason = Reason("not_a_member", citation, {"status": facts.status}, ENTITLEMENT)
        return Entitlement(False, False, 0, (reason,))
    reasons = _reasons(facts, rules)
    votes = _votes(facts, rules)
    if not reasons:
        return Entitlement(True, True, votes, ())
    entitled = all(reason.blocking != ENTITLEMENT for reason in reasons)
    return Entitlement(entitled, False, votes if entitled else 0, tuple(reasons))


def _reasons(facts: MemberFacts, rules: RollRules) -> list[Reason]:
    found = []
    if facts.status == SUSPENDED:
        found.append(_reason("suspended", rules))
    if not facts.category_may_vote:
        found.append(_reason("category_without_vote", rules))
    found.extend(_book_reasons(facts.book_date, rules))
    if facts.is_legal_person and rules.require_representative and not facts.has_representative:
        found.append(_reason("representative_missing", rules, EXERCISE))
    return found


def _book_reasons(book_date: date | None, rules: RollRules) -> Iterable[Reason]:
    if rules.seniority is None and rules.regime != ETS:
        return
    if book_date is None or book_date > rules.on:
        yield _reason("not_in_book", rules, ENTITLEMENT, {"book_date": book_date})
    if rules.seniority is not None and book_date is not None:
        votes_from = _votes_from(book_date, rules.seniority)
        if votes_from > rules.on:
            params = {"book_date": book_date, "from": votes_from}
            yield _reason("seniority", rules, ENTITLEMENT, params)


# Forward from the book date: subtracting from the meeting's date clamps differently.
_votes_from = lru_cache(maxsize=4096)(after)


def _reason(
    code: str, rules: RollRules, blocking: str = ENTITLEMENT, params: Mapping | None = None
) -> Reason:
    return Reason(code, rules.citations.get(code, _STATUTE), params or {}, blocking)


def _votes(facts: MemberFacts, rules: RollRules) -> int:
    """1; for ETS members of an ETS the band's votes, never above the maximum."""
    if not facts.is_ets_body or rules.regime != ETS:
        return 1
    votes = 1
    for members_from, band_votes in sorted(facts.bands or rules.bands):
        if (facts.ets_size or 0) >= members_from:
            votes = band_votes
    return max(1, min(votes, rules.votes_max))


def validate_bands(bands: Iterable[tuple[int, int]], votes_max: int = HIGHEST_VOTES) -> tuple[Violation, ...]:
    """What is wrong with a statute's bands ((members from, votes), ...) of plural votes.

    D.Lgs. 117/2017 art. 24(2): "più voti, sino ad un massimo di cinque, in proporzione al
    numero dei loro associati o aderenti".

    >>> validate_bands([(0, 1), (100, 2), (1000, 5)])
    ()
    >>> [str(violation) for violation in validate_bands([(0, 1), (100, 6)])]
    ['band_votes_above_maximum(maximum=5, members_from=100, votes=6)']
    >>> [violation.code for violation in validate_bands([(100, 3), (50, 0)])]
    ['band_votes_below_one', 'bands_not_increasing']
    """
    violations = []
    previous = None
    for members_from, votes in bands:
        params = {"members_from": members_from, "votes": votes}
        if votes > votes_max:
            params_max = params | {"maximum": votes_max}
            violations.append(Violation("band_votes_above_maximum", params_max))
        if votes < 1:
            violations.append(Violation("band_votes_below_one", params))
        if previous and (members_from <= previous[0] or votes < previous[1]):
            violations.append(Violation("bands_not_increasing", params))
        previous = (members_from, votes)
    return tuple(violations)
