"""A statute as plain text (typed, pasted, out of a file) to its tree, and the tree to plain text.

The reader keeps every word: what it does not understand stays in the text, what belongs to the printed page (page
numbers, repeated headings, a table of contents) or to the deed (place, day and signatures below the last article) is left
out and listed. Time is linear in the length of the text.
"""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from dataclasses import dataclass, replace

from ..errors import BylawError, Violation
from .bodies import BodyReader
from .closing import closing_begins
from .findings import Finding
from .headers import (
    ArticleMark,
    DivisionMark,
    article_mark,
    begins_heading,
    division_mark,
    follows,
    is_heading,
    numbered_heading,
    split_heading,
    stripped_heading,
)
from .keys import KeyMaker
from .model import KINDS, Article, Division, Paragraph, StatuteText
from .numbering import numbering_findings
from .source_lines import Joiner, Line, is_contents_row, layout_of, page_furniture, read_lines

MAX_ARTICLES = 2_000
_QUOTED = 60
_TOLD = 300  # characters of the text that was left out below the last article


@dataclass(frozen=True, slots=True)
class SplitResult:
    """A statute read from text: the tree, what to look at, on which line each key begins, and the lines left out."""

    statute: StatuteText
    findings: tuple[Finding, ...]
    lines: dict[str, int]
    left_out: tuple[str, ...]


@dataclass(slots=True)
class _Block:
    """A division or article that begins at ``start``; its own lines end before ``end``."""

    mark: ArticleMark | DivisionMark
    start: int
    end: int = 0
    heading: str = ""
    body: tuple[Line, ...] = ()


def split(text: str) -> SplitResult:
    r"""Read a statute.

    >>> result = split("STATUTO\n\nArt. 1 - Sede\nLa sede è in Lecce.\n\nArt. 2 - Soci\n1. Sono soci:\na) tutti;\nb) gli altri.")
    >>> [article.label() for article in result.statute.articles()], result.statute.title
    (['Art. 1 (Sede)', 'Art. 2 (Soci)'], 'STATUTO')
    >>> print(result.statute.article("soci").text)
    1. Sono soci:
    a) tutti;
    b) gli altri.

    Raises BylawError: ``statute_text_empty``, ``statute_text_too_long``, ``statute_too_many_lines``,
    ``statute_too_many_articles``.
    """
    return _Splitter(read_lines(text)).result()


class _Splitter:
    def __init__(self, lines: list[Line]):
        self.findings: list[Finding] = []
        self.left_out: list[str] = []
        self.lines = self._without(lines, page_furniture(lines), "page_marks_left_out")
        rows = {index for index, line in enumerate(self.lines) if is_contents_row(line)}
        self.lines = self._without(self.lines, rows if len(rows) > 2 else set(), "contents_left_out")
        self.layout = layout_of(self.lines)
        self.joiner = Joiner(line.text for line in self.lines)
        self.keys = KeyMaker()
        self.places: dict[str, int] = {}
        self.unread: list[Line] = []

    def _without(self, lines: list[Line], places: set[int], code: str) -> list[Line]:
        if places:
            gone = [lines[index].text for index in sorted(places)]
            self.left_out += gone
            self.findings.append(Finding(code, params={"count": len(gone), "quote": gone[-1][:_QUOTED]}))
        # A page that ends within a sentence leaves no gap.
        return [line for index, line in enumerate(lines) if index not in places]

    def result(self) -> SplitResult:
        blocks = self._blocks()
        count = sum(isinstance(block.mark, ArticleMark) for block in blocks)
        if count > MAX_ARTICLES:
            raise BylawError(Violation("statute_too_many_articles", {"count": count, "limit": MAX_ARTICLES}))
        opening = self.lines[: blocks[0].start] if blocks else self.lines
        self._headings_above(blocks, opening)
        title, preamble = self._opening(opening, whole=not blocks)
        self._without_closing(blocks)
        statute = StatuteText(title, preamble, self._tree(blocks))
        if not blocks:
            self.findings.append(Finding("no_articles"))
        known = [] if not blocks else numbering_findings(statute, self.places)
        return SplitResult(statute, (*self.findings, *known), self.places, tuple(self.left_out))

    # -- where articles and divisions begin
    def _blocks(self) -> list[_Block]:
        blocks = self._marks()
        if not any(isinstance(block.mark, ArticleMark) for block in blocks):
            blocks = self._numbered_headings() or blocks
        blocks = self._without_contents(blocks)
        for block, after in itertools.zip_longest(blocks, blocks[1:]):
            self._fill(block, after.start if after else len(self.lines))
        return blocks

    def _marks(self) -> list[_Block]:
        blocks: list[_Block] = []
        number = ""
        for index, line in enumerate(self.lines):
            mark = article_mark(line.text)
            if mark and self._begins(mark, number, index, blocks):
                blocks.append(_Block(mark, index))
                number = mark.number
            elif mark and mark.separated and follows(number, mark.number):
                self.findings.append(Finding("article_doubtful", line.at, params={"quote": line.text[:_QUOTED]}))
            elif not mark and (division := division_mark(line.text)) and not self._runs_on(index, blocks):
                blocks.append(_Block(division, index))
        return blocks

    def _runs_on(self, index: int, blocks: list[_Block]) -> bool:
        """Whether the line goes on with an unfinished sentence."""
        line, before = self.lines[index], self.lines[index - 1] if index else None
        if before is None or line.gap or before.ended or before.capitals or (blocks and blocks[-1].start == index - 1):
            return False
        return self.layout.wrapped and len(before.text) >= 0.7 * self.layout.width and not is_heading(before.text)

    def _begins(self, mark: ArticleMark, number: str, index: int, blocks: list[_Block]) -> bool:
        runs_on = self._runs_on(index, blocks)
        if follows(number, mark.number) and (mark.capital or (mark.separated and not runs_on)):
            after = self.lines[index + 1] if index + 1 < len(self.lines) else None
            return not (runs_on and (not mark.separated or mark.rest[:1].islower() or (after and after.lower and not mark.rest)))
        return mark.capital and not runs_on and (mark.separated or self.lines[index].gap)

    def _numbered_headings(self) -> list[_Block]:
        blocks: list[_Block] = []
        number = ""
        for index, line in enumerate(self.lines):
            found = numbered_heading(line.text)
            if found and (not number or follows(number, found[0])) and not self._runs_on(index, blocks):
                number = found[0]
                blocks.append(_Block(ArticleMark(number, found[1], True, True), index))
            elif division := division_mark(line.text):
                blocks.append(_Block(division, index))
        if sum(isinstance(block.mark, ArticleMark) for block in blocks) < 3:
            return []
        self.findings.append(Finding("numbered_headings"))
        return blocks

    def _without_contents(self, blocks: list[_Block]) -> list[_Block]:
        """Without a table of contents: a first run of articles, on lines one after the other, that begins anew with 1."""
        ones = [index for index, block in enumerate(blocks) if isinstance(block.mark, ArticleMark) and block.mark.number == "1"]
        if len(ones) != 2:
            return blocks
        run = blocks[ones[0] : ones[1]]
        while run and isinstance(run[-1].mark, DivisionMark):
            run.pop()
        if len(run) < 3 or run[-1].start - run[0].start > len(run) + 2:
            return blocks
        last = run[-1].start
        first = min(block.start for block in blocks[: ones[1]])
        gone = set(range(first, last + 1))
        shift = len(gone)
        self.lines = self._without(self.lines, gone, "contents_left_out")
        return [replace(block, start=block.start - shift) for block in blocks if block.start > last]

    def _fill(self, block: _Block, end: int) -> None:
        lines = self.lines[block.start + 1 : end]
        block.end = end
        if isinstance(block.mark, DivisionMark):
            taken = 0
            heading = [block.mark.rest] if block.mark.rest else []
            while taken < min(3, len(lines)) and self._goes_on(heading, lines[taken]):
                heading.append(lines[taken].text.strip("-–— "))
                taken += 1
            block.heading, block.body = stripped_heading(" ".join(heading)), tuple(lines[taken:])
            return
        block.heading, begin, taken = split_heading(block.mark.rest, lines[:4])
        first = (Line(self.lines[block.start].at, begin),) if begin else ()
        block.body = (*first, *lines[taken:])

    @staticmethod
    def _goes_on(heading: list[str], line: Line) -> bool:
        if not heading:
            return begins_heading(line.text.strip("-–— "))
        return not line.gap and line.capitals and heading[-1].upper() == heading[-1] and begins_heading(line.text)

    def _headings_above(self, blocks: list[_Block], opening: list[Line]) -> None:
        """Headings in capitals above "Art. n": the article's own where articles have no other, else those of a division."""
        articles = [index for index, block in enumerate(blocks) if isinstance(block.mark, ArticleMark)]
        above = [index for index in articles if index and self._last_heading(blocks[index - 1])]
        bare = [index for index in articles if index and not blocks[index].heading]
        own = [index for index in above if index in set(bare)]
        if not above:
            return
        if len(own) >= 0.6 * len(bare):
            for index in own:
                blocks[index].heading = self._taken_from(blocks[index - 1])
            if own and articles[0] == 0 and not blocks[0].heading and len(opening) > 1 and _heads(opening[-2], opening[-1]):
                blocks[0].heading = opening.pop().text
            above = [index for index in above if index not in set(own)]
        used = {block.mark.kind for block in blocks if isinstance(block.mark, DivisionMark)}
        kind = next((kind for kind in KINDS if kind not in used), "")
        for index in reversed(above if kind else []):
            mark = DivisionMark(kind, "", "")
            start = blocks[index].start - 1
            blocks.insert(index, _Block(mark, start, start + 1, self._taken_from(blocks[index - 1])))

    @staticmethod
    def _last_heading(block: _Block) -> bool:
        return isinstance(block.mark, ArticleMark) and len(block.body) > 1 and block.body[-2].ended and _heads(*block.body[-2:])

    @staticmethod
    def _taken_from(block: _Block) -> str:
        heading = block.body[-1].text
        block.body = block.body[:-1]
        return heading

    # -- what stands before the first article
    def _opening(self, lines: Sequence[Line], *, whole: bool) -> tuple[str, str]:
        """Title and preamble; where there is no article at all, what is not the title stays for the tree."""
        first, after = self._title(lines, whole)
        title = " ".join(line.text for line in lines[first:after])
        rest = [*lines[:first], *lines[after:]]
        if whole:
            self.unread = rest
            return title, ""
        rows: list[list[str]] = []
        ended, heads = True, frozenset(self.left_out)
        for line in rest:
            if line.text in heads:
                continue  # the running heading, where it stands first
            if line.lower and not ended:
                rows[-1].append(line.text)
            else:
                rows.append([line.text])
            ended = line.ended
        return title, "\n".join(map(self.joiner.join, rows))

    def _title(self, lines: Sequence[Line], whole: bool) -> tuple[int, int]:
        """First line and end of the title."""
        named = [index for index in range(min(12, len(lines))) if self._names_statute(lines, index)]
        first = next((index for index in named if _bare_title(lines[index].text)), named[0] if named else 0)
        after = first + 1 if named else first
        for line in lines[after : first + 4]:
            if line.ended or not begins_heading(line.text) or (after > first and line.gap and not _bare_title(lines[after - 1].text)):
                break
            if whole and after > first:
                break
            after += 1
        return first, after

    @staticmethod
    def _names_statute(lines: Sequence[Line], index: int) -> bool:
        """Whether a line is the statute's name: "Statuto dell’associazione …", alone or a heading."""
        line = lines[index]
        if line.text[:7].lower() != "statuto" or len(line.text) > 400:
            return False
        alone = index + 1 == len(lines) or lines[index + 1].gap
        return is_heading(line.text) or (alone and not line.text.endswith((".", ";", ":", ",")))

    # -- what stands below the last article
    def _without_closing(self, blocks: Sequence[_Block]) -> None:
        """Leave out what closes the document below the last article."""
        if not blocks or not isinstance(blocks[-1].mark, ArticleMark):
            return
        last = blocks[-1]
        begin = closing_begins(last.body)
        below, last.body = last.body[begin:], last.body[:begin]
        if below:
            gone = [line.text for line in below]
            self.left_out += gone
            self.findings.append(Finding("closing_left_out", below[0].at, params={"quote": " / ".join(gone)[:_TOLD]}))

    # -- the tree
    def _tree(self, blocks: Sequence[_Block]) -> tuple[Division | Article, ...]:
        if not blocks:
            return tuple(self._loose(self.unread))
        root: list[Division | Article] = []
        open_divisions: list[tuple[Division, list[Division | Article], int]] = []

        def close(rank: int) -> list[Division | Article]:
            while open_divisions and open_divisions[-1][2] >= rank:
                division, children, _rank = open_divisions.pop()
                holder = open_divisions[-1][1] if open_divisions else root
                holder.append(replace(division, children=tuple(children)))
            return open_divisions[-1][1] if open_divisions else root

        for block in blocks:
            if isinstance(block.mark, DivisionMark):
                rank = KINDS.index(block.mark.kind)
                close(rank)
                division = Division(self._key(block), block.mark.kind, block.mark.number, block.heading)
                open_divisions.append((division, self._loose(block.body), rank))
            else:
                holder = open_divisions[-1][1] if open_divisions else root
                holder.append(
                    Article(self._key(block), block.mark.number, block.heading, self._paragraphs(block.mark.number, block.body))
                )
        close(0)
        return tuple(root)

    def _key(self, block: _Block) -> str:
        mark = block.mark
        stem = mark.kind if isinstance(mark, DivisionMark) else "art"
        key = (
            self.keys.make(block.heading, f"{stem}-{mark.number}")
            if stem == "art"
            else self.keys.make("", f"{stem}-{mark.number or block.heading}")
        )
        self.places[key] = self.lines[block.start].at
        return key

    def _loose(self, lines: Sequence[Line]) -> list[Division | Article]:
        if not lines:
            return []
        key = self.keys.make("", "text")
        self.places[key] = lines[0].at
        return [Article(key, "", "", self._paragraphs("", lines))]

    def _paragraphs(self, number: str, lines: Sequence[Line]) -> tuple[Paragraph, ...]:
        reader = BodyReader(number, self.layout, self.joiner)
        reader.read(lines)
        return reader.paragraphs()


def _heads(before: Line, line: Line) -> bool:
    """Whether a line in capitals stands above what follows it, and not below what precedes it."""
    return line.capitals and is_heading(line.text) and not line.ended and (before.ended or line.gap)


def _bare_title(text: str) -> bool:
    return text.lower().strip(' "«»“”') in ("statuto", "statuto sociale", "lo statuto", "statuto associativo")


_NAMES = {"title": "TITOLO", "chapter": "CAPO", "section": "SEZIONE"}


def render(statute: StatuteText) -> str:
    """The whole statute as plain text, in a form that ``split`` reads again.

    >>> statute = split("Statuto\\n\\nTITOLO I\\nNorme\\nArt. 1 - Sede\\nLa sede è in Lecce.").statute
    >>> print(render(statute))
    Statuto
    <BLANKLINE>
    TITOLO I - Norme
    <BLANKLINE>
    Art. 1 (Sede)
    La sede è in Lecce.
    """
    blocks = [block for block in (statute.title, statute.preamble) if block]
    for _path, node in statute.walk():
        if isinstance(node, Division):
            blocks.append(" - ".join(part for part in (f"{_NAMES[node.kind]} {node.number}".strip(), node.heading) if part))
        else:
            blocks.append(_render_article(node))
    return "\n\n".join(blocks)


def _render_article(article: Article) -> str:
    head, body = article.label(), article.text
    if article.number and not article.heading and body:
        first = [Line(0, line) for line in body.split("\n", 2)[:2]]
        head += " ()" if split_heading("", first)[2] else ""  # an empty heading, lest the text be read as one
    return "\n".join(part for part in (head, body) if part)
