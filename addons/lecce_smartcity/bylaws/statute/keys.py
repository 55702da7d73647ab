"""Keys of articles and divisions: made once from the heading, carried over to later versions."""

from __future__ import annotations

import re

from .numerals import plain, word_set

_NOT_IN_KEY = re.compile(r"[^a-z0-9]+")
_SMALL = word_set(
    "a al alla alle allo agli ai con d da dal dalla de dei del dell della delle di e ed gli i il in l la le lo per un una"
)
_LONGEST = 48


def slug(text: str) -> str:
    """A heading as a key: small letters, figures, hyphens; articles and prepositions go.

    >>> slug("Convocazione dell’Assemblea"), slug("Libertà e attività"), slug("§")
    ('convocazione-assemblea', 'liberta-attivita', '')
    """
    words = _NOT_IN_KEY.sub(" ", plain(text[:400])).split()
    key = ""
    for word in [word for word in words if word not in _SMALL] or words:
        if key and len(key) + len(word) >= _LONGEST:
            break
        key = f"{key}-{word}" if key else word[:_LONGEST]
    return key


class KeyMaker:
    """Makes keys that are unique among themselves and among those ``taken``."""

    def __init__(self, taken=()):
        self._times: dict[str, int] = dict.fromkeys(taken, 1)

    def make(self, heading: str, otherwise: str) -> str:
        """A key from a heading, or from ``otherwise`` where the heading gives none.

        >>> keys = KeyMaker(["sede"])
        >>> keys.make("Sede", "art-2"), keys.make("", "art-3-bis"), keys.make("La sede", "art-4")
        ('sede-2', 'art-3-bis', 'sede-3')
        """
        stem = slug(heading) or _NOT_IN_KEY.sub("-", plain(otherwise)).strip("-") or "text"
        key = stem
        while key in self._times:
            self._times[stem] = self._times.get(stem, 0) + 1
            key = f"{stem}-{self._times[stem]}"
        self._times.setdefault(key, 1)
        return key
