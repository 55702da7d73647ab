"""The agenda as it was sent: its points in order, and the digest that shows that nothing was changed since.

Disp. att. c.c. 8: the notice contains "gli argomenti da trattare"; on what it does not contain nothing is decided.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable
from typing import NamedTuple


class AgendaItem(NamedTuple):
    """One point of the agenda; ``number`` as printed ("3.1"), ``documents`` the SHA-1 or SHA-256 of each document."""

    key: int
    number: str
    subject: str
    matter: str
    proposal: str = ""
    closed_door: bool = False
    late: bool = False
    documents: tuple[str, ...] = ()

    @property
    def depth(self) -> int:
        """How far below the first level: 0, 1, …

        >>> AgendaItem(1, "3.1", "Relazione", "information").depth
        1
        """
        return self.number.count(".")


def digest(items: Iterable[AgendaItem]) -> str:
    """SHA-256 of the agenda as the notice carried it: numbers, subjects, matters and proposals; late items are not of it.

    >>> one = AgendaItem(1, "1", "Bilancio", "accounts")
    >>> digest([one]) == digest([one._replace(key=9)]), digest([one]) == digest([one._replace(subject="Bilanci")])
    (True, False)
    """
    rows = [[item.number, item.subject, item.matter, item.proposal or "", item.closed_door] for item in items if not item.late]
    return hashlib.sha256(json.dumps(rows, ensure_ascii=False, separators=(",", ":")).encode()).hexdigest()
