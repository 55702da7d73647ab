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

from .citations import CIVIL_CODE, STATUTE, Citation
from .errors import Violation
from .parameters import (
    CIVIL_CODE_FROM,
    PARAMETERS,
    VOTE_SENIORITY,
    VOTES_MAX,
    Days,
    Months,
    parameter,
)
from .regimes import ETS
from .states import MEMBER_STATUSES, SUSPENDED
from .terms import after

ENTITLEMENT = "entitlement"
EXERCISE = "exercise"

_LAW = {row.code: row.citation for row in PARAMETERS}
_STATUTE = Citation(STATUTE, "")
_CITATIONS = {
    "not_a_member": Citation(
        CIVIL_CODE,
        "21(1)",
        "Le deliberazioni dell'assemblea sono prese a maggioranza di voti e con la presenza di "
        "almeno la metà degli associati",
        CIVIL_CODE_FROM,
    ),
    "suspended": _STATUTE,
    "category_without_vote": _STATUTE,
    "not_in_book": _LAW[VOTE_SENIORITY],
    "seniority": _LAW[VOTE_SENIORITY],
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

    ``seniority_months`` (or ``seniority_days``, if the statute counts so) in the book before a
    member votes, None if no seniority is asked for. ``citations``: article by reason code.
    """

    on: date
    regime: str
    seniority_months: int | None
    votes_max: int
    require_representative: bool = True
    citations: Mapping[str, Citation] = field(default_factory=lambda: dict(_CITATIONS))
    seniority_days: int | None = None

    @property
    def seniority(self) -> Months | Days | None:
        if self.seniority_days is not None:
            return Days(self.seniority_days)
        return None if self.seniority_months is None else Months(self.seniority_months)


def roll_rules(
    regime: str,
    on: date,
    overrides: Mapping | None = None,
    require_representative: bool = True,
    citations: Mapping[str, Citation] | None = None,
) -> RollRules:
    """The rules that decide a roll on ``on``; ``overrides`` as for ``terms.parameter``.

    ``citations`` replace the generic "statuto" by its articles, by reason code.

    >>> rules = roll_rules("ets", date(2026, 4, 30))
    >>> rules.seniority_months, rules.votes_max
    (3, 5)
    >>> rules = roll_rules("recognised", date(2026, 4, 30))
    >>> rules.seniority_months, rules.votes_max
    (None, 1)
    """
    seniority = parameter(VOTE_SENIORITY, regime, on, overrides)
    # Outside the Third Sector the law knows no plural vote, whatever a statute says.
    plural = parameter(VOTES_MAX, regime, on, overrides) if regime == ETS else None
    articles = {**_CITATIONS}
    if regime == ETS:
        articles["not_a_member"] = _LAW[VOTES_MAX]
    if seniority:
        articles["seniority"] = seniority.citation
        if regime != ETS:
            articles["not_in_book"] = seniority.citation
    length = seniority and seniority.value
    return RollRules(
        on=on,
        regime=regime,
        seniority_months=length.count if isinstance(length, Months) else None,
        seniority_days=length.count if isinstance(length, Days) else None,
        votes_max=plural.value if plural else 1,
        require_representative=require_representative,
        citations={**articles, **(citations or {})},
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
    asked_for = rules.seniority_months is not None or rules.seniority_days is not None
    if not asked_for and rules.regime != ETS:
        return
    if book_date is None or book_date > rules.on:
        yield _reason("not_in_book", rules, ENTITLEMENT, {"book_date": book_date})
    if asked_for and book_date is not None:
        votes_from = _votes_from(book_date, rules.seniority_months, rules.seniority_days)
        if votes_from > rules.on:
            params = {"book_date": book_date, "from": votes_from}
            yield _reason("seniority", rules, ENTITLEMENT, params)


@lru_cache(maxsize=4096)
def _votes_from(book_date: date, months: int | None, days: int | None) -> date:
    # Forward from the book date: subtracting from the meeting's date clamps differently.
    return after(book_date, Months(months) if days is None else Days(days))


def _reason(
    code: str, rules: RollRules, blocking: str = ENTITLEMENT, params: Mapping | None = None
) -> Reason:
    return Reason(code, rules.citations.get(code, _STATUTE), params or {}, blocking)


def _votes(facts: MemberFacts, rules: RollRules) -> int:
    """1; for ETS members of an ETS the band's votes, never above the maximum."""
    if not facts.is_ets_body or rules.regime != ETS:
        return 1
    votes = 1
    for members_from, band_votes in sorted(facts.bands):
        if (facts.ets_size or 0) >= members_from:
            votes = band_votes
    return max(1, min(votes, rules.votes_max))


def validate_bands(bands: Iterable[tuple[int, int]], votes_max: int = 5) -> tuple[Violation, ...]:
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
