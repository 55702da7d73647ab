"""Where a rule is written."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

CIVIL_CODE = "c.c."
THIRD_SECTOR_CODE = "D.Lgs. 117/2017"
STATUTE = "statuto"


@dataclass(frozen=True, slots=True)
class Citation:
    """A source, an article (paragraph in brackets) and the sentence that decides.

    ``text`` is the Italian wording, quoted; empty when the source (a statute, say) is not
    known to the program. ``valid_from`` and ``valid_to`` are the first and the last day on
    which that wording was in force; None means unbounded. ``version`` names the text of a
    statute that has been changed since, or may be.
    """

    source: str
    article: str
    text: str = ""
    valid_from: date | None = None
    valid_to: date | None = None
    version: str = ""

    def label(self) -> str:
        """The short form printed beside a verdict.

        >>> Citation("c.c.", "24(2)").label()
        'c.c. art. 24(2)'
        >>> Citation("D.Lgs. 117/2017", "24(1)").label()
        'D.Lgs. 117/2017 art. 24(1)'
        >>> Citation("statuto", "").label()
        'statuto'
        """
        return f"{self.source} art. {self.article}" if self.article else self.source

    def in_force(self, on: date) -> bool:
        """Whether this wording was in force on that day.

        >>> Citation("c.c.", "24", valid_from=date(1942, 4, 21)).in_force(date(1942, 4, 20))
        False
        """
        return (self.valid_from is None or self.valid_from <= on) and (
            self.valid_to is None or on <= self.valid_to
        )
