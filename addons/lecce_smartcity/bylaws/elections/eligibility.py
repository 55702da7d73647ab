"""Who may stand for an office on a day, with every reason against it.

A member that is a body does not stand itself: it indicates a person (D.Lgs. 117/2017 art. 26(2): "persone fisiche associate
ovvero indicate dagli enti giuridici associati"), and the conditions of membership are then asked of the body. A reason either
*bars* the candidacy, or is something to put right before taking office.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import NamedTuple

from ..citations import CIVIL_CODE, STATUTE, Citation
from ..regimes import ETS
from ..rules.articles import CTS_26_2, civil
from ..rules.kinds import Days, Months
from ..states import MEMBER_STATUSES, SUSPENDED
from ..terms import add_months, after
from .model import Quota

BARS = "bars"
BEFORE_OFFICE = "before_office"

# c.c. 2382, as it is declared: what makes a person ineligible.
INTERDICTED = "interdicted"
INCAPACITATED = "incapacitated"
BANKRUPT = "bankrupt"
CONVICTED = "disqualified"
CAUSES = (INTERDICTED, INCAPACITATED, BANKRUPT, CONVICTED)

# Whether somebody who is neither a member nor indicated by one may be elected.
NOBODY = "nobody"
MINORITY = "minority"
ANYBODY = "anybody"

OUTSIDER = "outsider"
ADULT_MONTHS = 18 * 12

INELIGIBLE = civil(
    "2382",
    "Non può essere nominato amministratore, e se nominato decade dal suo ufficio, l'interdetto, l'inabilitato, il fallito, o chi è "
    "stato condannato ad una pena che importa l'interdizione, anche temporanea, dai pubblici uffici o l'incapacità ad esercitare "
    "uffici direttivi",
)
ART_2 = Citation(
    CIVIL_CODE,
    "2",
    "La maggiore età è fissata al compimento del diciottesimo anno. Con la maggiore età si acquista la capacità di compiere tutti "
    "gli atti per i quali non sia stabilita una età diversa",
    date(1975, 3, 10),
)
_STATUTE = Citation(STATUTE, "")


class CandidateFacts(NamedTuple):
    """What must be known about a person who stands, on the day of the election.

    status, may_be_elected, book_date   of the member: the person, or the body that indicates the person
    indicated_by        the member body, None for a person who stands in their own name
    declared            whether the person declared that no cause of c.c. 2382 applies; None: not asked yet
    causes              those of CAUSES that are declared or known
    offices             kinds of body in which the person holds office that day
    mandates            consecutive mandates in this body up to that day
    """

    person: Hashable
    is_natural_person: bool = True
    status: str | None = None
    may_be_elected: bool = True
    book_date: date | None = None
    indicated_by: Hashable | None = None
    born: date | None = None
    declared: bool | None = None
    causes: tuple[str, ...] = ()
    offices: tuple[str, ...] = ()
    mandates: int = 0
    withdrawn: bool = False


@dataclass(frozen=True, slots=True)
class CandidacyRules:
    """The rules of one election: law and statute on the day ``on``.

    seniority     in the members' book before one may be elected
    max_mandates  consecutive mandates after which one may not be elected again
    incompatible  kinds of body whose office cannot be held together with this one
    outsiders     NOBODY, MINORITY or ANYBODY (a control body's members, say)
    citations     article by reason code, instead of the generic "statuto"
    """

    on: date
    regime: str
    seniority: Months | Days | None = None
    max_mandates: int | None = None
    incompatible: frozenset[str] = frozenset()
    outsiders: str = NOBODY
    citations: Mapping[str, Citation] = field(default_factory=dict)


class Reason(NamedTuple):
    """Why not, or what is missing; ``effect`` is BARS or BEFORE_OFFICE."""

    code: str
    citation: Citation
    params: Mapping[str, object]
    effect: str


class Candidacy(NamedTuple):
    """The verdict: ``eligible`` unless a reason bars; ``outsider`` counts against the majority of members (see outsiders_quota)."""

    eligible: bool
    outsider: bool
    reasons: tuple[Reason, ...]


def candidacy(facts: CandidateFacts, rules: CandidacyRules) -> Candidacy:
    """Whether this person may be elected on that day, with every reason.

    >>> rules = CandidacyRules(date(2026, 5, 15), "ets", seniority=Months(3), max_mandates=2)
    >>> candidacy(CandidateFacts(1, status="active", book_date=date(2026, 2, 15), declared=True), rules)
    Candidacy(eligible=True, outsider=False, reasons=())
    >>> new = candidacy(CandidateFacts(2, status="active", book_date=date(2026, 2, 16), mandates=2), rules)
    >>> new.eligible, [(reason.code, reason.effect) for reason in new.reasons]
    (False, [('seniority', 'bars'), ('mandates_exhausted', 'bars'), ('declaration_missing', 'before_office')])
    >>> candidacy(CandidateFacts(3, declared=False, causes=("bankrupt",)), rules).reasons[-1].citation.label()
    'c.c. art. 2382'
    """
    outsider = facts.status not in MEMBER_STATUSES
    reasons = tuple(_reasons(facts, rules, outsider))
    return Candidacy(all(reason.effect != BARS for reason in reasons), outsider, reasons)


def outsiders_quota(seats: int, label: str = "") -> Quota:
    """The quota by which the majority of the elected are members or indicated by members.

    D.Lgs. 117/2017 art. 26(2): "La maggioranza degli amministratori è scelta tra le persone fisiche associate ovvero indicate
    dagli enti giuridici associati". A majority is more than half.

    >>> [outsiders_quota(seats).maximum for seats in (1, 2, 3, 4, 9)]
    [0, 0, 1, 1, 4]
    """
    return Quota(OUTSIDER, label or OUTSIDER, 0, (seats - 1) // 2)


def _reasons(facts: CandidateFacts, rules: CandidacyRules, outsider: bool) -> Iterator[Reason]:
    if facts.withdrawn:
        yield _reason("withdrawn", rules)
    if not facts.is_natural_person:
        yield _reason("not_natural_person", rules)
    if not outsider:
        yield from _membership(facts, rules)
    elif rules.outsiders == NOBODY:
        yield _reason("not_a_member", rules, params={"status": facts.status, "indicated_by": facts.indicated_by})
    if facts.born is not None and add_months(facts.born, ADULT_MONTHS) > rules.on:
        yield _reason("minor", rules, params={"born": facts.born})
    if rules.max_mandates is not None and facts.mandates >= rules.max_mandates:
        yield _reason("mandates_exhausted", rules, params={"held": facts.mandates, "maximum": rules.max_mandates})
    yield from _declared(facts, rules)
    for kind in facts.offices:
        if kind in rules.incompatible:
            yield _reason("incompatible_office", rules, BEFORE_OFFICE, {"kind": kind})


def _membership(facts: CandidateFacts, rules: CandidacyRules) -> Iterator[Reason]:
    if facts.status == SUSPENDED:
        yield _reason("suspended", rules)
    if not facts.may_be_elected:
        yield _reason("category_not_eligible", rules)
    if rules.seniority is None:
        return
    if facts.book_date is None or facts.book_date > rules.on:
        yield _reason("not_in_book", rules, params={"book_date": facts.book_date})
    elif (start := after(facts.book_date, rules.seniority)) > rules.on:
        yield _reason("seniority", rules, params={"book_date": facts.book_date, "from": start})


def _declared(facts: CandidateFacts, rules: CandidacyRules) -> Iterator[Reason]:
    for cause in facts.causes:
        yield _reason("ineligible", rules, params={"cause": cause})
    if not facts.causes and not facts.declared:
        yield _reason("declaration_missing", rules, BEFORE_OFFICE)


_LAW = {"ineligible": INELIGIBLE, "declaration_missing": INELIGIBLE, "minor": ART_2}
_LAW_ETS = {**_LAW, "not_natural_person": CTS_26_2, "not_a_member": CTS_26_2}


def _reason(code, rules, effect=BARS, params=None) -> Reason:
    law = _LAW_ETS if rules.regime == ETS else _LAW
    citation = rules.citations.get(code) or law.get(code, _STATUTE)
    return Reason(code, citation, params or {}, effect)
