"""How a resolution is called: number, year and body as text, given at adoption and never computed again."""

from __future__ import annotations


def resolution_name(number: int, year: int, body: str) -> str:
    """The name of a resolution, as minutes write it.

    >>> resolution_name(3, 2026, "Assemblea")
    'Delibera n. 3/2026 – Assemblea'
    """
    return f"Delibera n. {number}/{year} – {body}"
