"""The life of a mandate: when it ends, who holds it meanwhile, how often in a row, beside which others."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta
from fractions import Fraction
from typing import NamedTuple

from . import offices
from .citations import Citation
from .offices import REFUSED, STATUTE_SILENT, WARNING, Remark
from .regimes import ETS
from .terms import add_months

# --- the term ---

ANNIVERSARY = "anniversary"  # n years from the first day
FINANCIAL_YEARS = "financial_years"  # n of the association's years, the one of the appointment included
ACCOUNTS = "accounts"  # until the accounts of the last of them must be approved
TERM_RULES = (ANNIVERSARY, FINANCIAL_YEARS, ACCOUNTS)


def term_end(
    first: date,
    years: int,
    rule: str = ANNIVERSARY,
    year_end: tuple[int, int] = (12, 31),
    accounts_days: int = 0,
) -> date:
    """The last day of a mandate of ``years`` that begins on ``first``.

    ``year_end`` is (month, day) of the association's year; ``accounts_days`` the term within which its accounts are approved.
    The rule "accounts" is that of c.c. 2383(2): the directors "scadono alla data dell'assemblea convocata per l'approvazione
    del bilancio relativo all'ultimo esercizio della loro carica"; the day given is the latest for that assembly.

    >>> start = date(2026, 5, 15)
    >>> str(term_end(start, 3)), str(term_end(start, 3, "financial_years")), str(term_end(start, 3, "accounts", accounts_days=120))
    ('2029-05-14', '2028-12-31', '2029-04-30')
    >>> str(term_end(date(2024, 2, 29), 1)), str(term_end(start, 1, "financial_years", (4, 30)))
    ('2025-02-27', '2027-04-30')
    """
    if rule == ANNIVERSARY:
        return add_months(first, 12 * years) - timedelta(days=1)
    closing = _closing(first.year, year_end)
    if closing < first:
        closing = _closing(first.year + 1, year_end)
    closing = _closing(closing.year + years - 1, year_end)
    return closing + timedelta(days=accounts_days) if rule == ACCOUNTS else closing


def _closing(year: int, year_end: tuple[int, int]) -> date:
    return add_months(date(year, year_end[0], 1), 1) - timedelta(days=1) if year_end == (2, 29) else date(year, *year_end)


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


# --- in a row ---


class Served(NamedTuple):
    """The days of one mandate, both included; ``last`` None while it lasts."""

    first: date
    last: date | None


def consecutive(earlier: Iterable[Served], first: date, interruption_months: int) -> int:
    """The ordinal of a mandate that begins on ``first`` in its unbroken row.

    A row is broken by an interval of ``interruption_months`` or more (a whole term, as statutes usually say).

    >>> before = [Served(date(2020, 5, 15), date(2023, 5, 14)), Served(date(2023, 5, 15), date(2026, 6, 30))]
    >>> consecutive(before, date(2026, 7, 1), 36), consecutive(before, date(2029, 7, 1), 36)
    (3, 1)
    >>> consecutive([], date(2026, 7, 1), 36)
    1
    """
    row, begins = 1, first
    for served in sorted(earlier, key=lambda item: item.first, reverse=True):
        if served.first >= begins:
            continue
        if served.last is not None and add_months(served.last + timedelta(days=1), interruption_months) <= begins:
            break
        row, begins = row + 1, served.first
    return row


def judge_row(ordinal: int, maximum: int | None, citation: Citation = STATUTE_SILENT) -> tuple[Remark, ...]:
    """A mandate beyond the maximum of consecutive ones is told to whoever appoints.

    Ministry of the Interior, opinion 3220 of 29 January 2025: a municipal council's guidelines (two mandates, say) bind the
    mayor even where the association's statute allows re-election.

    >>> [str(remark.params["ordinal"]) for remark in judge_row(3, 2)], judge_row(2, 2), judge_row(9, None)
    (['3'], (), ())
    """
    if not maximum or ordinal <= maximum:
        return ()
    return (Remark("mandates_above_maximum", WARNING, citation, {"ordinal": ordinal, "maximum": maximum}),)


# --- beside each other ---


class Office(NamedTuple):
    """An office that a person holds: its body and the body's kind."""

    body: object
    kind: str
    name: str = ""


_CONTROL = offices.third_sector(
    "30(5)",
    "Ai componenti dell'organo di controllo si applica l'articolo 2399 del codice civile.",
)
_CONTROL_CIVIL = offices.civil("2399")


def incompatible(held: Iterable[Office], regime: str, declared: Iterable[tuple[object, object]] = ()) -> tuple[Remark, ...]:
    """Which offices of one person cannot stand side by side.

    Who controls does not administer: D.Lgs. 117/2017 art. 30(5) with c.c. 2399 in an ETS, elsewhere by the same principle.
    Who judges disputes among members neither administers nor controls: practice. ``declared`` are pairs of bodies that the
    statute sets apart.

    >>> board, control = Office(1, "board", "Board"), Office(2, "control_body", "Control body")
    >>> [(r.code, r.severity, r.citation.label()) for r in incompatible([board, control], "ets")]
    [('offices_incompatible', 'refused', 'D.Lgs. 117/2017 art. 30(5)')]
    >>> [(r.severity, r.citation.label()) for r in incompatible([board, control], "recognised")]
    [('warning', 'c.c. art. 2399')]
    >>> incompatible([board, Office(3, "thematic_table")], "ets")
    ()
    >>> [r.severity for r in incompatible([board, Office(3, "thematic_table")], "ets", declared=[(3, 1)])]
    ['refused']
    """
    held = list(dict.fromkeys(held))
    apart = {frozenset(pair) for pair in declared}
    found = []
    for index, one in enumerate(held):
        for other in held[index + 1 :]:
            judged = _judge_pair(one, other, regime, apart)
            if judged:
                severity, citation = judged
                params = {"one": one.name or one.kind, "other": other.name or other.kind}
                found.append(Remark("offices_incompatible", severity, citation, params))
    return tuple(found)


def _judge_pair(one: Office, other: Office, regime: str, apart: set) -> tuple[str, Citation] | None:
    if one.body == other.body:
        return None
    kinds = {one.kind, other.kind}
    if kinds & set(offices.CONTROL_KINDS) and kinds & set(offices.GOVERNING_KINDS):
        return (REFUSED, _CONTROL) if regime == ETS else (WARNING, _CONTROL_CIVIL)
    if frozenset((one.body, other.body)) in apart:
        return REFUSED, STATUTE_SILENT
    if offices.ARBITRATORS in kinds and kinds & {*offices.GOVERNING_KINDS, *offices.CONTROL_KINDS}:
        return WARNING, STATUTE_SILENT
    return None


# --- lapse ---


class Absence(NamedTuple):
    """One meeting of the body from which a holder was absent, or was not (``present``)."""

    day: date
    justified: bool = False
    present: bool = False


def unjustified_in_a_row(meetings: Iterable[Absence]) -> int:
    """How many of the last meetings in a row a holder missed without a reason; a justified absence neither counts nor breaks.

    >>> missed = [Absence(date(2026, 1, 9)), Absence(date(2026, 2, 6), justified=True), Absence(date(2026, 3, 6))]
    >>> unjustified_in_a_row(missed), unjustified_in_a_row([*missed, Absence(date(2026, 4, 3), present=True)])
    (2, 0)
    """
    count = 0
    for meeting in sorted(meetings, key=lambda item: item.day, reverse=True):
        if meeting.present:
            break
        count += not meeting.justified
    return count


def judge_absences(meetings: Iterable[Absence], limit: int | None, citation: Citation = STATUTE_SILENT) -> tuple[Remark, ...]:
    """Whether the statute's number of absences is reached. The lapse itself is a decision of the body, with an act.

    >>> judge_absences([Absence(date(2026, month, 1)) for month in (1, 2, 3)], 3)[0].code
    'lapse_by_absence'
    """
    count = unjustified_in_a_row(meetings)
    if not limit or count < limit:
        return ()
    return (Remark("lapse_by_absence", WARNING, citation, {"count": count, "limit": limit}),)


def whole_body_lapses(seats: int, holding: int, share: Fraction, strict: bool = False) -> bool:
    """Whether so many seats are vacant that the whole body lapses (simul stabunt, simul cadent; c.c. 2386(4)).

    ``share`` of the seats must be vacant (more than it, when ``strict``).

    >>> [whole_body_lapses(9, holding, Fraction(1, 3)) for holding in (7, 6)]
    [False, True]
    >>> [whole_body_lapses(8, 4, Fraction(1, 2), strict) for strict in (False, True)]
    [True, False]
    """
    vacant = seats - holding
    reached = vacant * share.denominator - share.numerator * seats
    return vacant > 0 and (reached > 0 if strict else reached >= 0)


# --- who follows ---


class Replacement(NamedTuple):
    """Who fills a vacant seat: ``how`` is one of offices.REPLACEMENTS; ``person`` the first non-elected, if there is one."""

    how: str
    person: object = None
    until_next_assembly: bool = False


def replacement(source: str, rule: str, runners_up: Iterable[object] = ()) -> Replacement:
    """Who follows on a seat that fell vacant.

    Who designates a seat fills it again, whatever the rule for elected seats. The first non-elected follows while there is
    one; otherwise the remaining directors co-opt until the next assembly, as in c.c. 2386(1): "Gli amministratori così nominati
    restano in carica fino alla prossima assemblea".

    >>> replacement("municipality", "co_optation").how
    'designating_body'
    >>> replacement("assembly", "first_non_elected", ["Rossi", "Bianchi"]).person
    'Rossi'
    >>> replacement("assembly", "first_non_elected")
    Replacement(how='co_optation', person=None, until_next_assembly=True)
    >>> replacement("assembly", "new_appointment")
    Replacement(how='new_appointment', person=None, until_next_assembly=False)
    """
    if source not in (offices.BY_ASSEMBLY, offices.CO_OPTED):
        return Replacement(offices.DESIGNATING_BODY)
    if rule == offices.FIRST_NON_ELECTED:
        for person in runners_up:
            return Replacement(offices.FIRST_NON_ELECTED, person)
        rule = offices.CO_OPTATION
    return Replacement(rule, None, until_next_assembly=rule == offices.CO_OPTATION)


__all__ = [
    "ACCOUNTS", "ANNIVERSARY", "FINANCIAL_YEARS", "TERM_RULES",
    "Absence", "MandateFacts", "Office", "Prorogation", "Replacement", "Served", "Standing",
    "consecutive", "incompatible", "judge_absences", "judge_row", "natural_end", "replacement", "standing", "term_end",
    "unjustified_in_a_row", "whole_body_lapses",
]  # fmt: skip
