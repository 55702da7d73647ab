"""The life of a mandate: when it ends, who holds it meanwhile, how often in a row, beside which others."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta
from typing import NamedTuple

from . import offices
from .body_rules import months
from .citations import Citation
from .errors import Violation
from .rules.kinds import Months, Years
from .terms import add_months

# --- the term ---

ANNIVERSARY = "anniversary"  # n years from the first day
FINANCIAL_YEARS = "financial_years"  # n of the association's years, the one of the appointment included
ACCOUNTS = "accounts"  # until the accounts of the last of them must be approved
TERM_RULES = (ANNIVERSARY, FINANCIAL_YEARS, ACCOUNTS)


def term_end(
    first: date,
    term: Years | Months,
    rule: str = ANNIVERSARY,
    year_end: tuple[int, int] = (12, 31),
    accounts_days: int = 0,
) -> date:
    """The last day of a mandate of ``term`` that begins on ``first``; the association's years count whole terms of twelve months.

    ``year_end`` is (month, day) of the association's year; ``accounts_days`` the term within which its accounts are approved.
    The rule "accounts" is that of c.c. 2383(2): the directors "scadono alla data dell'assemblea convocata per l'approvazione
    del bilancio relativo all'ultimo esercizio della loro carica"; the day given is the latest for that assembly.

    >>> start, three = date(2026, 5, 15), Years(3)
    >>> str(term_end(start, three)), str(term_end(start, three, "financial_years"))
    ('2029-05-14', '2028-12-31')
    >>> str(term_end(start, three, "accounts", accounts_days=120)), str(term_end(start, Months(18)))
    ('2029-04-30', '2027-11-14')
    >>> str(term_end(date(2024, 2, 29), Years(1))), str(term_end(start, Years(1), "financial_years", (4, 30)))
    ('2025-02-27', '2027-04-30')
    """
    if rule == ANNIVERSARY or months(term) % 12:
        return add_months(first, months(term)) - timedelta(days=1)
    closing = _closing(first.year, year_end)
    if closing < first:
        closing = _closing(first.year + 1, year_end)
    closing = _closing(closing.year + months(term) // 12 - 1, year_end)
    return closing + timedelta(days=accounts_days) if rule == ACCOUNTS else closing


def _closing(year: int, year_end: tuple[int, int]) -> date:
    return add_months(date(year, year_end[0], 1), 1) - timedelta(days=1) if year_end == (2, 29) else date(year, *year_end)


# --- what the acts amount to ---


class Act(NamedTuple):
    """One recorded act; ``day`` is that of the acceptance or declaration, or the last day in office."""

    key: int
    kind: str
    day: date
    corrects: int | None = None


class Life(NamedTuple):
    """What the acts of a mandate amount to. ``declarations``: the days on which the holder declared to be eligible."""

    accepted: date | None = None
    ended: date | None = None
    how: str = ""
    void: bool = False
    declarations: tuple[date, ...] = ()


def life(acts: Iterable[Act]) -> Life:
    """What these acts amount to, in the order of their keys.

    An annulment takes back the act it corrects, or the whole mandate when it corrects none; it can be annulled itself.

    >>> acts = [Act(1, "acceptance", date(2026, 5, 20)), Act(2, "resignation", date(2026, 9, 30))]
    >>> life(acts)[:3] == (date(2026, 5, 20), date(2026, 9, 30), "resignation")
    True
    >>> life([*acts, Act(3, "annulment", date(2026, 9, 20), corrects=2)]).ended is None
    True
    >>> life([*acts, Act(3, "annulment", date(2026, 9, 20))]).void
    True
    """
    acts = sorted(acts)
    annulled: set[int] = set()
    for act in reversed(acts):
        if act.kind == offices.ANNULMENT and act.corrects is not None and act.key not in annulled:
            annulled.add(act.corrects)
    found = Life()
    for act in acts:
        if act.key not in annulled:
            found = _lived(found, act)
    return found


def _lived(so_far: Life, act: Act) -> Life:
    if act.kind in (offices.ACCEPTANCE, offices.DECLARATION):
        declarations = (*so_far.declarations, act.day)
        accepted = act.day if act.kind == offices.ACCEPTANCE else so_far.accepted
        return so_far._replace(accepted=accepted, declarations=declarations)
    if act.kind == offices.ANNULMENT:
        return so_far._replace(void=True) if act.corrects is None else so_far
    return so_far._replace(ended=act.day, how=act.kind)


def judge_act(so_far: Life, first: date, act: Act, declared: bool = True, reference: bool = True) -> tuple[Violation, ...]:
    """What is wrong with recording ``act`` of a mandate that begins on ``first``.

    ``declared``: the person declared that nothing makes them ineligible, or the body asks for no declaration; without it
    nobody takes office (D.Lgs. 39/2013 art. 20(4) for bodies under public control: "è condizione per l'acquisizione
    dell'efficacia dell'incarico"). ``reference``: the deciding act or its reasons are given.

    >>> accepted = Life(accepted=date(2026, 5, 20))
    >>> [str(found) for found in judge_act(Life(), date(2026, 5, 15), Act(1, "acceptance", date(2026, 5, 20)), declared=False)]
    ['mandate_declaration_missing']
    >>> judge_act(accepted, date(2026, 5, 15), Act(2, "refusal", date(2026, 5, 21)))[0].code
    'mandate_accepted_already'
    >>> judge_act(accepted, date(2026, 5, 15), Act(2, "resignation", date(2026, 5, 1)))[0].code
    'mandate_end_before_start'
    >>> judge_act(accepted, date(2026, 5, 15), Act(2, "revocation", date(2026, 9, 1)), reference=False)[0].code
    'mandate_act_missing'
    """
    if act.kind == offices.ANNULMENT:
        return ()
    day = {"day": act.day}
    broken = []
    if so_far.void:
        broken.append(Violation("mandate_void"))
    if so_far.ended is not None:
        broken.append(Violation("mandate_ended_already", {"day": so_far.ended}))
    if act.kind in (offices.ACCEPTANCE, offices.REFUSAL):
        if so_far.accepted is not None:
            broken.append(Violation("mandate_accepted_already", {"day": so_far.accepted}))
        if act.kind == offices.ACCEPTANCE and not declared:
            broken.append(Violation("mandate_declaration_missing"))
    elif act.kind == offices.DECLARATION:
        if so_far.accepted is None:
            broken.append(Violation("mandate_not_accepted"))
    elif so_far.accepted is not None and act.day < max(first, so_far.accepted) - timedelta(days=1):
        broken.append(Violation("mandate_end_before_start", day | {"start": max(first, so_far.accepted)}))
    if act.kind in offices.DECIDED_ENDS and not reference:
        broken.append(Violation("mandate_act_missing", {"kind": act.kind}))
    return tuple(broken)


# --- who holds it on a day ---


class MandateFacts(NamedTuple):
    """What the acts say of one mandate. All days are inclusive.

    first     the day from which the appointing act counts
    accepted  the day of acceptance with the declaration that nothing makes the person ineligible
    last      the last day of the term, None without one
    ended     the last day in office by an act (resignation, revocation …), and ``how``
    mayor     the day on which a new mayor took office, when the mandate follows the mayor's
    successor the first day of whoever holds the seat next
    """

    first: date
    accepted: date | None = None
    last: date | None = None
    ended: date | None = None
    how: str = ""
    mayor: date | None = None
    successor: date | None = None
    void: bool = False


class Prorogation(NamedTuple):
    """How long an expired holder stays: ``days``, or until replaced when None; 0: not at all."""

    days: int | None = None
    citation: Citation = offices.HOLDS_UNTIL_REPLACED


class Standing(NamedTuple):
    """The state on a day, since when, until when (None: open), and how it ended or would."""

    state: str
    since: date | None
    until: date | None
    how: str = ""


def standing(facts: MandateFacts, on: date, prorogation: Prorogation = Prorogation()) -> Standing:  # noqa: B008
    """The state of a mandate on the day ``on``.

    c.c. 2385(2), which the courts apply to associations where the statute is silent (Cass. 24214/2019): who holds an office
    whose term is over stays until replaced. A mandate that follows a mayor's is over the day before the next one takes office.

    >>> facts = MandateFacts(date(2023, 5, 15), accepted=date(2023, 5, 20), last=date(2026, 5, 14))
    >>> for day in (date(2023, 5, 16), date(2023, 5, 20), date(2026, 5, 14), date(2026, 5, 15)):
    ...     found = standing(facts, day)
    ...     found.state, str(found.since), str(found.until)
    ('designated', '2023-05-15', 'None')
    ('in_office', '2023-05-20', '2026-05-14')
    ('in_office', '2023-05-20', '2026-05-14')
    ('prorogatio', '2026-05-15', 'None')
    >>> standing(facts._replace(successor=date(2026, 7, 1)), date(2026, 7, 1))[0::3]
    ('ended', 'expiry')
    >>> standing(facts._replace(ended=date(2024, 1, 31), how="resignation"), date(2024, 2, 1))[0::3]
    ('ended', 'resignation')
    >>> standing(facts, date(2026, 7, 1), Prorogation(45)).state
    'ended'
    """
    if facts.void:
        return Standing(offices.VOID, None, None)
    if facts.ended is not None and facts.ended < on:
        return Standing(offices.ENDED, facts.ended, None, facts.how)
    expiry, how = natural_end(facts)
    if facts.accepted is None or facts.accepted > on:
        if expiry is not None and expiry < on:
            return Standing(offices.ENDED, expiry, None, how)
        return Standing(offices.DESIGNATED, facts.first, None)
    begin = max(facts.first, facts.accepted)
    if on < begin:
        return Standing(offices.ACCEPTED, facts.accepted, begin - timedelta(days=1))
    if expiry is None or on <= expiry:
        return Standing(offices.IN_OFFICE, begin, _earlier(facts.ended, expiry), facts.how if facts.ended else "")
    return _after_expiry(facts, on, prorogation, expiry, how)


def _after_expiry(facts, on, prorogation, expiry, how) -> Standing:
    stays_until = None if prorogation.days is None else expiry + timedelta(days=prorogation.days)
    if facts.successor is not None:
        # The holder goes the day before the successor comes.
        stays_until = _earlier(stays_until, facts.successor - timedelta(days=1))
    if stays_until is not None and stays_until < on:
        return Standing(offices.ENDED, max(stays_until, expiry), None, how)
    return Standing(offices.PROROGATIO, expiry + timedelta(days=1), _earlier(facts.ended, stays_until), facts.how or how)


def natural_end(facts: MandateFacts) -> tuple[date | None, str]:
    """The last day of the term without prorogatio, and why: its expiry or the end of the mayor's.

    >>> facts = MandateFacts(date(2024, 6, 1), last=date(2029, 5, 31), mayor=date(2027, 6, 20))
    >>> str(natural_end(facts)[0]), natural_end(facts)[1]
    ('2027-06-19', 'mayor_term')
    """
    cut = facts.mayor and facts.mayor - timedelta(days=1)
    if cut and cut >= facts.first and (facts.last is None or cut < facts.last):
        return cut, offices.MAYOR_TERM
    return facts.last, offices.EXPIRY


def _earlier(one: date | None, other: date | None) -> date | None:
    known = [day for day in (one, other) if day is not None]
    return min(known) if known else None
