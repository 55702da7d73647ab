"""Which article of one version is which of the other, by words: what a new text without keys needs."""

from __future__ import annotations

import itertools
from collections import Counter
from collections.abc import Callable, Hashable, Iterator, Sequence

from .model import Article
from .numerals import plain

_SAME = 0.5  # from here on two articles are taken for the same
_HEADING = 0.35  # what an equal heading adds to the likeness of the words
_NUMBER = 0.1
_COMMON = 40  # a pair of words found in more articles tells nothing
_LEAST = 0.12  # an equal heading or number alone is not enough


def matched(old: Sequence[Article], new: Sequence[Article]) -> list[tuple[int, int]]:
    """Pairs of positions (old, new) of articles that are the same, each at most once, in the order of ``new``.

    First articles with the same heading and words, then the same words, then the most alike: shared words, with the
    heading and the number as tie-breakers. An article that was written anew under an old heading counts as the same.

    >>> from .model import Paragraph
    >>> def row(number, heading, text): return Article(f"k{number}", number, heading, (Paragraph("", text),))
    >>> old = [row("1", "Sede", "La sede è in Lecce."), row("2", "Soci", "Sono soci i fondatori e gli ordinari.")]
    >>> new = [row("1", "Soci", "Sono soci i fondatori, gli ordinari e gli onorari."), row("2", "Sede", "La sede è in Lecce.")]
    >>> matched(old, new)
    [(1, 0), (0, 1)]
    """
    left, right = set(range(len(old))), set(range(len(new)))
    pairs: list[tuple[int, int]] = []

    def take(found: Iterator[tuple[int, int]]) -> None:
        for one, two in found:
            if one in left and two in right:
                left.discard(one)
                right.discard(two)
                pairs.append((one, two))

    bodies = [[_body(article) for article in side] for side in (old, new)]
    heads = [[plain(article.heading) for article in side] for side in (old, new)]
    take(_equal(left, right, lambda side, index: (heads[side][index], bodies[side][index])))
    take(_equal(left, right, lambda side, index: bodies[side][index] or None))
    take(iter(_alike(old, new, left, right, bodies, heads)))
    take(_equal(left, right, lambda side, index: heads[side][index] or None))
    return sorted(pairs, key=lambda pair: pair[1])


def _body(article: Article) -> str:
    return " ".join(_words(article))


def _words(article: Article) -> list[str]:
    return "".join(character if character.isalnum() else " " for character in plain(article.text)).split()


def _equal(left: set[int], right: set[int], key: Callable[[int, int], Hashable | None]) -> Iterator[tuple[int, int]]:
    """Pairs that have a value in common; several with one value are paired in order."""
    found: dict[Hashable, list[int]] = {}
    for index in sorted(left, reverse=True):
        if (value := key(0, index)) is not None:
            found.setdefault(value, []).append(index)
    for index in sorted(right):
        waiting = found.get(key(1, index))
        if waiting:
            yield waiting.pop(), index


def _alike(old, new, left, right, bodies, heads) -> list[tuple[int, int]]:
    """Pairs that share enough, the most alike first."""
    grams = [{index: _grams(bodies[side][index]) for index in rest} for side, rest in enumerate((left, right))]
    holders: dict[str, list[int]] = {}
    for index, found in grams[0].items():
        for gram in found:
            holders.setdefault(gram, []).append(index)
    scored = []
    for two, found in grams[1].items():
        shared = Counter(one for gram in found for one in holders.get(gram, ()) if len(holders[gram]) <= _COMMON)
        for one, count in shared.items():
            likeness = 2 * count / (len(grams[0][one]) + len(found))
            score = likeness
            score += _HEADING if heads[0][one] and heads[0][one] == heads[1][two] else 0
            score += _NUMBER if old[one].number == new[two].number else 0
            if score >= _SAME and likeness >= _LEAST:
                scored.append((-score, two, one))
    return [(one, two) for _score, two, one in sorted(scored)]


def _grams(body: str) -> set[str]:
    """The pairs of neighbouring words of a text; the words themselves of a short one."""
    words = body.split()
    if len(words) < 4:
        return set(words)
    return {f"{one} {two}" for one, two in itertools.pairwise(words)}
