"""What mandates make due, by when, and where it is written."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import NamedTuple

from . import offices
from .body_rules import months, ruled
from .citations import Citation
from .rules.resolution import RuleBook
from .terms import add_months, after

REGISTER_APPOINTMENT = "register_appointment"
REGISTER_CESSATION = "register_cessation"
REDESIGNATION = "redesignation"
EXPIRY = "expiry"
YEARLY_DECLARATION = "yearly_declaration"
DEADLINES = (REGISTER_APPOINTMENT, REGISTER_CESSATION, REDESIGNATION, EXPIRY, YEARLY_DECLARATION)

# Whose appointment the register publishes.
REGISTERED_KINDS = (*offices.GOVERNING_KINDS, *offices.CONTROL_KINDS)


class Deadline(NamedTuple):
    """Something to do by ``due``; ``start`` is the day from which the term was counted."""

    code: str
    due: date
    start: date
    citation: Citation


def _due(code: str, rule: str, book: RuleBook, start: date) -> Deadline | None:
    term = ruled(book, rule, start)
    return term and Deadline(code, after(start, term.value), start, term.citation)


def register_due(book: RuleBook, kind: str, known_on: date) -> Deadline | None:
    """By when the directors ask for their entry in the RUNTS; None outside the Third Sector and for other bodies.

    D.Lgs. 117/2017 art. 26(6): "Gli amministratori, entro trenta giorni dalla notizia della loro nomina, devono chiederne
    l'iscrizione nel Registro unico nazionale del terzo settore".

    >>> book = RuleBook([(date(2015, 1, 1), "ets")])
    >>> str(register_due(book, "board", date(2026, 5, 15)).due), register_due(book, "thematic_table", date(2026, 5, 15))
    ('2026-06-14', None)
    >>> register_due(RuleBook([(date(2015, 1, 1), "recognised")]), "board", date(2026, 5, 15)) is None
    True
    """
    return _due(REGISTER_APPOINTMENT, "board.notice_runts", book, known_on) if kind in REGISTERED_KINDS else None


def cessation_due(book: RuleBook, kind: str, ended_on: date) -> Deadline | None:
    """By when a cessation is told to the RUNTS (D.Lgs. 117/2017 art. 48: changes within thirty days).

    >>> str(cessation_due(RuleBook([(date(2015, 1, 1), "ets")]), "board", date(2026, 1, 31)).due)
    '2026-03-02'
    """
    return _due(REGISTER_CESSATION, "ets.changes_runts", book, ended_on) if kind in REGISTERED_KINDS else None


def redesignation_due(book: RuleBook, sworn_on: date) -> Deadline | None:
    """By when a new mayor names the municipality's representatives anew.

    D.Lgs. 267/2000 art. 50(9): "Tutte le nomine e le designazioni debbono essere effettuate entro quarantacinque giorni
    dall'insediamento ovvero entro i termini di scadenza del precedente incarico."

    >>> str(redesignation_due(RuleBook([(date(2015, 1, 1), "recognised")]), date(2027, 6, 20)).due)
    '2027-08-04'
    """
    return _due(REDESIGNATION, "pa.designation", book, sworn_on)


def declaration_due(book: RuleBook, declarations: Iterable[date], on: date) -> Deadline | None:
    """When the holder of an office in a body under public control next declares that nothing is incompatible with it.

    D.Lgs. 39/2013 art. 20(2): "Nel corso dell'incarico l'interessato presenta annualmente una dichiarazione sulla
    insussistenza di una delle cause di incompatibilità". ``declarations`` begin with that of the acceptance; None without any.

    >>> book, given = RuleBook([(date(2015, 1, 1), "recognised")]), [date(2025, 5, 20), date(2026, 5, 11)]
    >>> str(declaration_due(book, given, date(2026, 6, 1)).due), declaration_due(book, [], date(2026, 6, 1))
    ('2027-05-11', None)
    """
    last = max((day for day in declarations if day <= on), default=None)
    term = last and ruled(book, "pa.declaration.renewed", last)
    return term and Deadline(YEARLY_DECLARATION, add_months(last, months(term.value)), last, term.citation)


def expiry_due(book: RuleBook, last: date, first: date, source: str, citation: Citation = offices.STATUTE_SILENT) -> Deadline:
    """The end of a term; for a municipality's designee also the term of the new designation (D.Lgs. 267/2000 art. 50(9)).

    >>> book = RuleBook([(date(2015, 1, 1), "recognised")])
    >>> expiry_due(book, date(2026, 5, 14), date(2023, 5, 15), "municipality").citation.label()
    'D.Lgs. 267/2000 art. 50(9)'
    """
    if source == offices.BY_MUNICIPALITY:
        designation = ruled(book, "pa.designation", last)
        citation = designation.citation if designation else citation
    return Deadline(EXPIRY, last, first, citation)
