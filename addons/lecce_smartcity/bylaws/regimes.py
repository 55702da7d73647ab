"""Under which law an association lives on a day: a dated setting, never an assumption.

``unrecognised``  associazione non riconosciuta (c.c. 36-38; 20-24 by analogy)
``recognised``    associazione riconosciuta (c.c. 14-35, D.P.R. 361/2000)
``ets``           ente del Terzo settore, entered in the RUNTS (D.Lgs. 117/2017)
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from .errors import BylawError, Violation

UNRECOGNISED = "unrecognised"
RECOGNISED = "recognised"
ETS = "ets"
REGIMES = (UNRECOGNISED, RECOGNISED, ETS)


def regime_on(settings: Iterable[tuple[date, str]], day: date) -> str:
    """The legal regime in force on ``day``.

    ``settings`` are (first day, regime) pairs in any order; each holds until the next one.

    Raises BylawError: ``no_legal_regime`` when none has begun by that day,
    ``legal_regime_unknown`` for a value outside REGIMES, ``legal_regime_conflict`` when two
    different regimes begin on the same deciding day.

    >>> settings = [(date(2013, 2, 1), "unrecognised"), (date(2023, 5, 10), "ets")]
    >>> regime_on(settings, date(2023, 5, 9)), regime_on(settings, date(2023, 5, 10))
    ('unrecognised', 'ets')
    >>> regime_on(settings, date(2013, 1, 31))
    Traceback (most recent call last):
    ...
    odoo.addons.lecce_smartcity.bylaws.errors.BylawError: no_legal_regime(day=2013-01-31)
    """
    begun = [setting for setting in settings if setting[0] <= day]
    if not begun:
        raise BylawError(Violation("no_legal_regime", {"day": day}))
    since = max(begun)[0]
    candidates = sorted({regime for date_from, regime in begun if date_from == since})
    unknown = [regime for regime in candidates if regime not in REGIMES]
    if unknown:
        raise BylawError(Violation("legal_regime_unknown", {"regime": name}) for name in unknown)
    if len(candidates) > 1:
        params = {"date_from": since, "regimes": tuple(candidates)}
        raise BylawError(Violation("legal_regime_conflict", params))
    return candidates[0]
