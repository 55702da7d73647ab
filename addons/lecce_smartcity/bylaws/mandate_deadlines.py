"""What mandates make due, by when, and where it is written."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import NamedTuple

from . import offices
from .citations import Citation
from .regimes import ETS
from .terms import Days, Months, add_months, after

RUNTS_DAYS = Days(30)
DESIGNATION_DAYS = Days(45)
DECLARATION_MONTHS = Months(12)

REGISTER_APPOINTMENT = "register_appointment"
REGISTER_CESSATION = "register_cessation"
REDESIGNATION = "redesignation"
EXPIRY = "expiry"
ACCEPTANCE = "acceptance"
YEARLY_DECLARATION = "yearly_declaration"
DEADLINES = (REGISTER_APPOINTMENT, REGISTER_CESSATION, REDESIGNATION, EXPIRY, ACCEPTANCE, YEARLY_DECLARATION)

# Whose appointment the register publishes.
REGISTERED_KINDS = (*offices.GOVERNING_KINDS, *offices.CONTROL_KINDS)
CHANGES_IN_REGISTER = offices.third_sector("48(3)")


class Deadline(NamedTuple):
    """Something to do by ``due``; ``start`` is the day from which the term was counted."""

    code: str
    due: date
    start: date
    citation: Citation


def register_due(regime: str, kind: str, known_on: date, days: Days = RUNTS_DAYS) -> Deadline | None:
    """By when the directors ask for their entry in the RUNTS; None outside the Third Sector and for other bodies.

    D.Lgs. 117/2017 art. 26(6): "Gli amministratori, entro trenta giorni dalla notizia della loro nomina, devono chiederne
    l'iscrizione nel Registro unico nazionale del terzo settore".

    >>> str(register_due("ets", "board", date(2026, 5, 15)).due)
    '2026-06-14'
    >>> register_due("recognised", "board", date(2026, 5, 15)), register_due("ets", "thematic_table", date(2026, 5, 15))
    (None, None)
    """
    if regime != ETS or kind not in REGISTERED_KINDS:
        return None
    return Deadline(REGISTER_APPOINTMENT, after(known_on, days), known_on, offices.ENTERED_IN_REGISTER)


def cessation_due(regime: str, kind: str, ended_on: date, days: Days = RUNTS_DAYS) -> Deadline | None:
    """By when a cessation is told to the RUNTS (D.Lgs. 117/2017 art. 48: changes within thirty days).

    >>> str(cessation_due("ets", "board", date(2026, 1, 31)).due)
    '2026-03-02'
    """
    if regime != ETS or kind not in REGISTERED_KINDS:
        return None
    return Deadline(REGISTER_CESSATION, after(ended_on, days), ended_on, CHANGES_IN_REGISTER)


def redesignation_due(sworn_on: date, days: Days = DESIGNATION_DAYS) -> Deadline:
    """By when a new mayor names the municipality's representatives anew.

    D.Lgs. 267/2000 art. 50(9): "Tutte le nomine e le designazioni debbono essere effettuate entro quarantacinque giorni
    dall'insediamento ovvero entro i termini di scadenza del precedente incarico."

    >>> str(redesignation_due(date(2027, 6, 20)).due)
    '2027-08-04'
    """
    return Deadline(REDESIGNATION, after(sworn_on, days), sworn_on, offices.REPRESENTATIVES_OF_MUNICIPALITY)


def declaration_due(declarations: Iterable[date], on: date) -> Deadline | None:
    """When the holder of an office in a body under public control next declares that nothing is incompatible with it.

    D.Lgs. 39/2013 art. 20(2): "Nel corso dell'incarico l'interessato presenta annualmente una dichiarazione sulla
    insussistenza di una delle cause di incompatibilità". ``declarations`` begin with that of the acceptance; None without any.

    >>> given = [date(2025, 5, 20), date(2026, 5, 11)]
    >>> str(declaration_due(given, date(2026, 6, 1)).due), declaration_due([], date(2026, 6, 1))
    ('2027-05-11', None)
    """
    given = [day for day in declarations if day <= on]
    if not given:
        return None
    due = add_months(max(given), DECLARATION_MONTHS.count)
    return Deadline(YEARLY_DECLARATION, due, max(given), offices.YEARLY_DECLARATION)


def expiry_due(last: date, first: date, source: str, citation: Citation = offices.STATUTE_SILENT) -> Deadline:
    """The end of a term; for a municipality's designee also the term of the new designation (D.Lgs. 267/2000 art. 50(9)).

    >>> expiry_due(date(2026, 5, 14), date(2023, 5, 15), "municipality").citation.label()
    'D.Lgs. 267/2000 art. 50(8)-(9)'
    """
    if source == offices.BY_MUNICIPALITY:
        citation = offices.REPRESENTATIVES_OF_MUNICIPALITY
    return Deadline(EXPIRY, last, first, citation)
