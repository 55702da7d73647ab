"""Two versions of a statute, article by article: what was changed, renumbered, moved, added or taken out, and in which words."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from difflib import SequenceMatcher
from typing import NamedTuple

from .model import KINDS as DIVISIONS
from .model import Article, Division, StatuteText

UNCHANGED = "unchanged"
CHANGED = "changed"  # other words
RENUMBERED = "renumbered"  # the same words under another number
MOVED = "moved"  # the same words and number elsewhere among the articles
ADDED = "added"
REMOVED = "removed"
KINDS = (UNCHANGED, CHANGED, RENUMBERED, MOVED, ADDED, REMOVED)

EQUAL = "equal"
INSERT = "insert"
DELETE = "delete"

_TOKENS = re.compile(r"\s+|\w+|[^\w\s]")
# Beyond this many pairs of words two lines are shown as wholly replaced: nobody reads such a diff, and it takes long.
_PAIRS = 4_000_000


class Run(NamedTuple):
    """Words that stay (``equal``), come (``insert``) or go (``delete``)."""

    kind: str
    text: str


class LineChange(NamedTuple):
    """One line of an article (a paragraph or a point) in both versions; ``old`` or ``new`` is "" where it is not there."""

    kind: str
    old: str
    new: str
    runs: tuple[Run, ...]


@dataclass(frozen=True, slots=True)
class ArticleChange:
    """What became of one article; ``old`` is None when it is new, ``new`` when it is gone.

    ``moved`` and ``renumbered`` hold for changed articles too; ``heading`` are the runs of the heading.
    """

    kind: str
    key: str
    old: Article | None
    new: Article | None
    heading: tuple[Run, ...]
    lines: tuple[LineChange, ...]
    renumbered: bool = False
    moved: bool = False


class DivisionChange(NamedTuple):
    """What became of the name, number and heading of a title, chapter or section.

    ``above`` is the key of the article above which it stands, "" where none follows; ``rank`` 0 for a title, 2 for a section.
    ``kind`` is never ``moved``.
    """

    kind: str
    key: str
    above: str
    rank: int
    runs: tuple[Run, ...]


class Comparison(NamedTuple):
    """Every article of either version in reading order: those of the new one, each one taken out where it stood."""

    title: tuple[Run, ...]
    preamble: tuple[LineChange, ...]
    articles: tuple[ArticleChange, ...]
    divisions: tuple[DivisionChange, ...] = ()

    def changes(self) -> tuple[ArticleChange, ...]:
        """The articles that did not stay as they were."""
        return tuple(article for article in self.articles if article.kind != UNCHANGED)

    def in_order(self) -> Iterator[DivisionChange | ArticleChange]:
        """Divisions and articles in reading order, changed or not."""
        standing: dict[str, list[DivisionChange]] = {}
        for division in self.divisions:
            standing.setdefault(division.above, []).append(division)
        for article in self.articles:
            yield from standing.get(article.key, ())
            yield article
        yield from standing.get("", ())

    def shown(self, whole: bool = False) -> Iterator[DivisionChange | ArticleChange]:
        """What a reader is shown, in reading order: what changed, and the headings under which it stands; all if ``whole``."""
        waiting: list[DivisionChange] = []  # headings that did not change, until something below them did
        for change in self.in_order():
            if isinstance(change, DivisionChange):
                waiting = [division for division in waiting if division.rank < change.rank]
            if whole or change.kind != UNCHANGED:
                yield from waiting
                waiting = []
                yield change
            elif isinstance(change, DivisionChange):
                waiting.append(change)


def runs(old: str, new: str) -> tuple[Run, ...]:
    """The words that stay, go and come, in reading order; what goes stands before what comes.

    >>> runs("almeno quindici giorni prima", "almeno dieci giorni prima")
    ... # doctest: +NORMALIZE_WHITESPACE
    (Run(kind='equal', text='almeno '), Run(kind='delete', text='quindici'), Run(kind='insert', text='dieci'),
     Run(kind='equal', text=' giorni prima'))
    >>> runs("", "nuovo"), runs("uguale", "uguale")
    ((Run(kind='insert', text='nuovo'),), (Run(kind='equal', text='uguale'),))
    """
    if old == new:
        return (Run(EQUAL, old),) if old else ()
    before, after = _TOKENS.findall(old), _TOKENS.findall(new)
    if len(before) * len(after) > _PAIRS:
        return tuple(run for run in (Run(DELETE, old), Run(INSERT, new)) if run.text)
    found: list[Run] = []
    for step, start, end, first, last in SequenceMatcher(None, before, after, autojunk=False).get_opcodes():
        gone, come = "".join(before[start:end]), "".join(after[first:last])
        if step == "equal":
            found.append(Run(EQUAL, gone))
        else:
            found.extend(run for run in (Run(DELETE, gone), Run(INSERT, come)) if run.text)
    return tuple(_without_islands(found))


def _without_islands(found: Sequence[Run]) -> Iterator[Run]:
    """Join changes that only blanks keep apart: "primo secondo" replaced by "terzo quarto" is one replacement."""
    pending = {DELETE: "", INSERT: ""}
    for index, run in enumerate(found):
        inside = any(pending.values()) and index + 1 < len(found)
        if run.kind != EQUAL:
            pending[run.kind] += run.text
        elif inside and not run.text.strip():
            pending = {kind: text + run.text for kind, text in pending.items()}
        else:
            yield from _flush(pending)
            yield run
    yield from _flush(pending)


def _flush(pending: dict[str, str]) -> Iterator[Run]:
    for kind, text in pending.items():
        if text:
            yield Run(kind, text)
        pending[kind] = ""


def lines(old: Sequence[str], new: Sequence[str]) -> tuple[LineChange, ...]:
    """Line by line: equal lines are paired first, what lies between them is compared in order."""
    found: list[LineChange] = []
    for step, start, end, first, last in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if step == "equal":
            found.extend(LineChange(UNCHANGED, line, line, (Run(EQUAL, line),)) for line in old[start:end])
            continue
        gone, come = old[start:end], new[first:last]
        for index in range(max(len(gone), len(come))):
            before = gone[index] if index < len(gone) else ""
            after = come[index] if index < len(come) else ""
            kind = CHANGED if before and after else (REMOVED if before else ADDED)
            found.append(LineChange(kind, before, after, runs(before, after)))
    return tuple(found)


def compare(old: StatuteText, new: StatuteText) -> Comparison:
    """What makes ``new`` of ``old``. An article is the same where its key is the same (``keys.rekey`` carries keys over).

    Two texts with the same words and numbers compare as unchanged throughout.
    """
    before, after = list(old.articles()), list(new.articles())
    known = {article.key: article for article in before}
    stay = _in_place([article.key for article in before], [article.key for article in after])
    found = [_change(known.get(article.key), article, article.key not in stay) for article in after]
    return Comparison(
        runs(old.title, new.title),
        lines(old.preamble.splitlines(), new.preamble.splitlines()),
        tuple(_with_removed(found, before)),
        tuple(_divisions(old, new)),
    )


def _divisions(old: StatuteText, new: StatuteText) -> Iterator[DivisionChange]:
    """Those taken out, then those of the new version."""
    known, kept = dict(_standing(old)), dict(_standing(new))
    for division, above in known.values():
        if division.key not in kept:
            yield DivisionChange(REMOVED, division.key, above, DIVISIONS.index(division.kind), runs(division.label(), ""))
    for division, above in kept.values():
        before = known[division.key][0] if division.key in known else None
        said = runs(before.label() if before else "", division.label())
        yield DivisionChange(_kind_of(before, division), division.key, above, DIVISIONS.index(division.kind), said)


def _standing(text: StatuteText) -> Iterator[tuple[str, tuple[Division, str]]]:
    """Key → each division with the key of the article that follows it."""
    waiting: list[Division] = []
    for _path, node in text.walk():
        if isinstance(node, Division):
            waiting.append(node)
            continue
        yield from ((division.key, (division, node.key)) for division in waiting)
        waiting.clear()
    yield from ((division.key, (division, "")) for division in waiting)


def _kind_of(before: Division | None, after: Division) -> str:
    if before is None:
        return ADDED
    if before.label() == after.label():
        return UNCHANGED
    return RENUMBERED if (before.kind, before.heading) == (after.kind, after.heading) else CHANGED


def _in_place(before: Sequence[str], after: Sequence[str]) -> set[str]:
    """The keys that keep their order: the others were moved, or are only in one version."""
    blocks = SequenceMatcher(None, before, after, autojunk=False).get_matching_blocks()
    return {key for start, _first, size in blocks for key in before[start : start + size]}


def _change(old: Article | None, new: Article, elsewhere: bool) -> ArticleChange:
    body = new.text.splitlines()
    if old is None:
        return ArticleChange(ADDED, new.key, None, new, runs("", new.heading), lines([], body))
    same = old.heading == new.heading and old.paragraphs == new.paragraphs
    renumbered = old.number != new.number
    kind = CHANGED if not same else RENUMBERED if renumbered else MOVED if elsewhere else UNCHANGED
    return ArticleChange(
        kind, new.key, old, new, runs(old.heading, new.heading), lines(old.text.splitlines(), body), renumbered, elsewhere
    )


def _with_removed(found: list[ArticleChange], before: Iterable[Article]) -> Iterator[ArticleChange]:
    """Put each article that is gone after the one which it followed."""
    kept = {change.key for change in found}
    following: dict[str | None, list[ArticleChange]] = {}
    last = None
    for article in before:
        if article.key in kept:
            last = article.key
            continue
        gone = ArticleChange(REMOVED, article.key, article, None, runs(article.heading, ""), lines(article.text.splitlines(), []))
        following.setdefault(last, []).append(gone)
    yield from following.get(None, ())
    for change in found:
        yield change
        yield from following.get(change.key, ())


class Version(NamedTuple):
    """One text of the statute, the first day on which it was in force, and the resolution that adopted it."""

    label: str
    valid_from: date
    text: StatuteText
    resolution: str = ""


class Origin(NamedTuple):
    """Where an article's present words come from: ``amended_by`` the later versions that touched it, the last one deciding."""

    key: str
    since: Version
    amended_by: tuple[Version, ...]


class Coordinated(NamedTuple):
    """The text in force with, for each article, who wrote it; ``repealed``: those gone, and the version that ended them."""

    text: StatuteText
    origins: dict[str, Origin]
    repealed: tuple[tuple[Article, Version], ...]


def coordinated(versions: Iterable[Version], on: date | None = None) -> Coordinated:
    """The coordinated text (testo coordinato) on a day: the version then in force, each article with the versions behind it.

    ``versions`` in any order; ``on`` None takes the latest.

    Raises ValueError: no version had begun by that day.
    """
    begun = sorted(
        (version for version in versions if on is None or version.valid_from <= on), key=lambda version: version.valid_from
    )
    if not begun:
        raise ValueError("no version of the statute had begun")
    origins: dict[str, Origin] = {}
    repealed: dict[str, tuple[Article, Version]] = {}
    for index, version in enumerate(begun):
        if not index:
            origins = {article.key: Origin(article.key, version, ()) for article in version.text.articles()}
            continue
        for change in compare(begun[index - 1].text, version.text).changes():
            if change.kind == REMOVED:
                repealed[change.key] = (change.old, version)
                origins.pop(change.key, None)
            elif change.kind == ADDED:
                repealed.pop(change.key, None)
                origins[change.key] = Origin(change.key, version, ())
            elif change.kind == CHANGED:
                origin = origins[change.key]
                origins[change.key] = origin._replace(amended_by=(*origin.amended_by, version))
    return Coordinated(begun[-1].text, origins, tuple(repealed.values()))
