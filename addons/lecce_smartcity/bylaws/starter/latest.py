"""The law's own numbers in their latest wording: a statute is drafted for the time to come."""

from __future__ import annotations

from ..rules.catalogue import CATALOGUE
from ..rules.model import Law


def latest_law(code: str, regime: str) -> Law | None:
    """What the law says last of a rule to a regime; None where it is silent.

    >>> latest_law("exclusion.appeal", "recognised").value, latest_law("vote.seniority", "recognised")
    (Months(count=6), None)
    """
    found = [law for law in CATALOGUE[code].laws if regime in law.regimes]
    return found[-1] if found else None
