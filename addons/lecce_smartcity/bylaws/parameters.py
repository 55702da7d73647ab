"""Names that have moved to ``rules``; kept for whoever still imports them from here."""

from .rules.articles import CIVIL_CODE_FROM, THIRD_SECTOR_CODE_FROM
from .rules.kinds import Days, Months

__all__ = ["CIVIL_CODE_FROM", "THIRD_SECTOR_CODE_FROM", "Days", "Months"]
