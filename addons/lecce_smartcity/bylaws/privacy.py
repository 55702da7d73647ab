"""Dates of the law on personal data: when a request is to be answered, when data are to go.

Months are counted by the common calendar, as for every other term here (``terms.add_months``).
"""

from __future__ import annotations

from datetime import date

from .citations import Citation
from .terms import Term, add_months

GDPR = "GDPR"
GDPR_FROM = date(2018, 5, 25)

ANSWER_MONTHS = 1
EXTENSION_MONTHS = 2

PRIVACY_ANSWER = "privacy.answer"
PRIVACY_EXTENSION = "privacy.extension"

_ANSWER = Citation(
    GDPR,
    "12(3)",
    "Il titolare del trattamento fornisce all'interessato le informazioni relative all'azione "
    "intrapresa riguardo a una richiesta ai sensi degli articoli da 15 a 22 senza ingiustificato "
    "ritardo e, comunque, al più tardi entro un mese dal ricevimento della richiesta stessa",
    GDPR_FROM,
)
_EXTENSION = Citation(
    GDPR,
    "12(3)",
    "Tale termine può essere prorogato di due mesi, se necessario, tenuto conto della "
    "complessità e del numero delle richieste",
    GDPR_FROM,
)


def answer_due(received_on: date, extended: bool = False) -> Term:
    """The last day on which a data subject's request may be answered.

    GDPR art. 12(3): one month from receipt; extended, two more, counted from receipt as well.
    No day is moved because it is a holiday: the earlier date is the safe one.

    >>> str(answer_due(date(2026, 1, 31)).date)
    '2026-02-28'
    >>> str(answer_due(date(2026, 1, 31), extended=True).date)
    '2026-04-30'
    """
    if extended:
        end = add_months(received_on, ANSWER_MONTHS + EXTENSION_MONTHS)
        return Term(end, PRIVACY_EXTENSION, _EXTENSION, received_on)
    return Term(add_months(received_on, ANSWER_MONTHS), PRIVACY_ANSWER, _ANSWER, received_on)


def extension_possible_until(received_on: date) -> date:
    """The last day on which the person may be told of an extension: within the first month.

    GDPR art. 12(3): "Il titolare del trattamento informa l'interessato di tale proroga, e dei
    motivi del ritardo, entro un mese dal ricevimento della richiesta."

    >>> str(extension_possible_until(date(2026, 3, 31)))
    '2026-04-30'
    """
    return add_months(received_on, ANSWER_MONTHS)


def retention_until(start: date, months: int) -> date:
    """The last day on which data kept for ``months`` from ``start`` may still be there.

    GDPR art. 5(1)(e): no longer "di quanto sia necessario". ``start`` is the fact that the rule
    counts from: the last day of a membership, the end of a term, the day of a log.

    >>> str(retention_until(date(2015, 12, 31), 120))
    '2025-12-31'
    """
    return add_months(start, months)


def retention_over(start: date, months: int, on: date) -> bool:
    """Whether on the day ``on`` the data are kept for longer than ``months`` from ``start``.

    >>> ceased = date(2015, 12, 31)
    >>> retention_over(ceased, 120, date(2025, 12, 31)), retention_over(ceased, 120, date(2026, 1, 1))
    (False, True)
    """
    return on > retention_until(start, months)
