"""Keys of articles and divisions: made once from the heading, carried over to later versions."""

from __future__ import annotations

import re
from dataclasses import replace

from .matching import matched
from .model import Article, Division, StatuteText
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


def rekey(old: StatuteText, new: StatuteText) -> StatuteText:
    """``new`` with the keys of ``old`` wherever an article or division is the same, whatever became of its number.

    An article that is new gets a key of its own, never one that meant another article in ``old``.

    >>> old = StatuteText("", "", (Article("seat", "1", "Sede"), Article("members", "2", "Soci")))
    >>> new = StatuteText("", "", (Article("a", "1", "Scopi"), Article("b", "2", "Sede"), Article("c", "3", "Soci")))
    >>> [(article.number, article.key) for article in rekey(old, new).articles()]
    [('1', 'scopi'), ('2', 'seat'), ('3', 'members')]
    """
    before, after = list(old.articles()), list(new.articles())
    keys = {after[two].key: before[one].key for one, two in matched(before, after)}
    keys |= _division_keys(old, new)
    maker = KeyMaker(node.key for _path, node in old.walk())

    def renewed(node: Division | Article) -> Division | Article:
        otherwise = node.kind if isinstance(node, Division) else "art"
        heading = "" if isinstance(node, Division) else node.heading
        key = keys.get(node.key) or maker.make(heading, f"{otherwise}-{node.number}".strip("-"))
        if isinstance(node, Division):
            return replace(node, key=key, children=tuple(map(renewed, node.children)))
        return replace(node, key=key)

    return replace(new, children=tuple(map(renewed, new.children)))


def _division_keys(old: StatuteText, new: StatuteText) -> dict[str, str]:
    """Keys of the divisions that have their kind and heading in common, else their kind and number."""
    known = [node for _path, node in old.walk() if isinstance(node, Division)]
    found: dict[str, str] = {}
    for tell in (lambda node: (node.kind, plain(node.heading)), lambda node: (node.kind, node.number.lower())):
        waiting: dict[tuple[str, str], list[str]] = {}
        for node in reversed(known):
            if node.key not in found.values() and tell(node)[1]:
                waiting.setdefault(tell(node), []).append(node.key)
        for _path, node in new.walk():
            if isinstance(node, Division) and node.key not in found and waiting.get(tell(node)):
                found[node.key] = waiting[tell(node)].pop()
    return found
