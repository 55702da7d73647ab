# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
"""Two versions of a statute side by side (testo a fronte), article by article, legible in black and white too.

Words that come are bold and underlined, words that go are italic and struck through: the mark never rests on colour alone.
"""

import re
from collections import Counter
from itertools import zip_longest

from reportlab.lib.styles import ParagraphStyle
from reportlab.lib.units import mm
from reportlab.platypus import Paragraph, Table

from ..bylaws.statute import comparison as compared
from . import flow, layout
from .layout import ACCENT, GREY, HAIR, WASH
from .margin import para
from .statute_words import say
from .typefaces import BOLD, ITALIC, REGULAR, markup
from .words import Words

_GAP = 2.5 * mm  # on either side of the line between the columns
_COLUMN = flow.WIDTH / 2 - _GAP
_ROW = 80 * mm  # a higher row is made of several, so that it can break
_TEXT = layout.style("comparison", REGULAR, 9.2, 12.8)
_HUNG = {"bulletFontSize": 9.2}
_NUMBERED = layout.style("comparison_numbered", REGULAR, 9.2, 12.8, leftIndent=6 * mm, **_HUNG)
_POINTED = layout.style("comparison_point", REGULAR, 9.2, 12.8, leftIndent=11 * mm, bulletIndent=6 * mm, **_HUNG)
_HEAD = layout.style("comparison_head", BOLD, 9.6, 13)
_COLUMNS = layout.style("comparison_columns", BOLD, 8.8, 11.6, textColor=ACCENT)
_DIVISION = layout.style("comparison_division", REGULAR, 10, 13.4, textColor=ACCENT)
_TAG = layout.style("comparison_tag", REGULAR, 7.6, 10, textColor=GREY)
_ABSENT = layout.style("comparison_absent", ITALIC, 9, 12.8, textColor=GREY)
_IS_NUMBERED = re.compile(r"\d[\d.]*(?:[- ]?[a-z]+)?\. ")
_IS_POINT = re.compile(r"(?:[A-Za-z]{1,5}|\d{1,3})(?:[- ][a-z]+)?\) |- ")
_MARKED_BULLETS = {compared.INSERT: BOLD, compared.DELETE: ITALIC, compared.EQUAL: REGULAR}


def render(paper):
    """A ``ComparisonPaper`` as PDF bytes."""
    words = Words(paper.lang)
    short = say(words, "comparison_short")
    return flow.build(
        lambda: _story(paper, words),
        paper.association,
        short,
        words,
        paper.generated_at,
        paper.generated_at.date(),
        words("printed_at", date=words.date(paper.generated_at)),
    )


def _story(paper, words):
    yield flow.space(10)
    yield flow.text(say(words, "comparison"), "title")
    if paper.subject:
        yield flow.text(paper.subject, "subtitle")
    yield flow.space(2)
    yield flow.facts([(say(words, "old"), paper.old_label), (say(words, "new"), paper.new_label), *_summary(paper, words)], 0.26)
    yield flow.space(3)
    yield _legend(words)
    yield flow.space(5)
    rows = _Rows(words)
    rows.columns(paper)
    rows.front(paper.comparison)
    for change in paper.comparison.shown(paper.whole):
        if isinstance(change, compared.DivisionChange):
            rows.division(change)
        else:
            rows.article(change)
    if rows.empty:
        yield flow.text(say(words, "no_changes"), "plain")
        return
    yield rows.table()
    unchanged = [change for change in paper.comparison.articles if change.kind == compared.UNCHANGED]
    if unchanged and not paper.whole:
        yield flow.heading(say(words, "unchanged_articles"))
        labels = ((change.new.label() or change.key).replace("Art. ", "Art.\xa0") for change in unchanged)
        yield flow.text("; ".join(labels) + ".", "value")


def _summary(paper, words):
    """How many articles were changed, added …, in one row."""
    kinds = Counter(change.kind for change in paper.comparison.articles)
    counts = (
        ("changed", kinds[compared.CHANGED]),
        ("added", kinds[compared.ADDED]),
        ("removed", kinds[compared.REMOVED]),
        ("moved", kinds[compared.MOVED] + kinds[compared.RENUMBERED]),
        ("unchanged", kinds[compared.UNCHANGED]),
    )
    said = [f"{say(words, key)} {words.number(count)}" for key, count in counts if count]
    rows = [(say(words, "articles_count"), ", ".join(said))] if said else []
    divisions = sum(change.kind != compared.UNCHANGED for change in paper.comparison.divisions)
    return [*rows, (say(words, "divisions_changed"), words.number(divisions))] if divisions else rows


def _legend(words):
    inserted = _marked(((compared.INSERT, say(words, "legend_inserted")),), compared.INSERT)
    deleted = _marked(((compared.DELETE, say(words, "legend_deleted")),), compared.DELETE)
    label = f'<font face="{BOLD}">{markup(say(words, "legend"), BOLD)}:</font>  '
    return Paragraph(f"{label}{deleted}; {inserted}.", layout.STYLES["small"])


def _marked(runs, side):
    """The runs of one side as markup: what stays, and what ``side`` (INSERT or DELETE) adds."""
    runs = [(kind, text) for kind, text in runs if kind in (compared.EQUAL, side)]
    # Platypus shifts the lines through a paragraph that is all of one piece; a second piece, of no visible width, keeps it right.
    end = f'<font face="{REGULAR}" size="1">\xa0</font>' if len(runs) == 1 and runs[0][0] != compared.EQUAL else ""
    return "".join(_run(kind, text) for kind, text in runs) + end


def _run(kind, text):
    if kind == compared.INSERT:
        return f'<font face="{BOLD}"><u>{markup(text, BOLD)}</u></font>'
    if kind == compared.DELETE:
        return f'<font face="{ITALIC}"><strike>{markup(text, ITALIC)}</strike></font>'
    return markup(text, REGULAR)


def _cell(runs, whole, side):
    """One side of a line; what numbers it hangs in the margin, in the type of the run that it comes from."""
    runs = [(kind, text) for kind, text in runs if kind in (compared.EQUAL, side)]
    match = _IS_NUMBERED.match(whole) or _IS_POINT.match(whole)
    if not match:
        return Paragraph(_marked(runs, side), _TEXT) if runs else None
    first, runs = _without(runs, len(match[0]))
    style = _NUMBERED if _IS_NUMBERED.match(whole) else _POINTED
    bullet = match[0].strip() if match[0] != "- " else "–"
    if first != compared.EQUAL:
        style = ParagraphStyle(style.name, style, bulletFontName=_MARKED_BULLETS[first])
    return Paragraph(_marked(runs, side), style, bulletText=bullet)


def _broken(cell):
    """A cell in pieces none of which is higher than ``_ROW``."""
    while cell is not None and cell.wrap(_COLUMN - 7, 0)[1] > _ROW:
        parts = cell.split(_COLUMN - 7, _ROW)
        if len(parts) < 2:
            break
        yield parts[0]
        cell = parts[1]
    yield cell


def _without(runs, length):
    """The runs without their first ``length`` characters, and how these were marked."""
    kinds, rest = set(), []
    for kind, text in runs:
        if length:
            kinds.add(kind)
        rest.append((kind, text[length:]))
        length = max(0, length - len(text))
    return next((kind for kind in kinds if kind != compared.EQUAL), compared.EQUAL), [run for run in rest if run[1]]


class _Rows:
    """The rows of the table of two columns, and the style that they need."""

    def __init__(self, words):
        self.words = words
        self.cells = []
        self.style = [
            ("VALIGN", (0, 0), (-1, -1), "TOP"),
            ("LEFTPADDING", (0, 0), (-1, -1), 4),
            ("RIGHTPADDING", (0, 0), (-1, -1), 3),
            ("TOPPADDING", (0, 0), (-1, -1), 1.8),
            ("BOTTOMPADDING", (0, 0), (-1, -1), 2.2),
            ("LINEAFTER", (1, 0), (1, -1), 0.4, HAIR),
        ]

    @property
    def empty(self):
        """Whether there is nothing but the heads of the columns."""
        return len(self.cells) == 1

    def add(self, old, new):
        """A row; returns its number."""
        self.cells.append([old, None, None, new])
        return len(self.cells) - 1

    def columns(self, paper):
        """The heads of the columns, repeated on every page."""
        texts = (say(self.words, "old_of", label=paper.old_label), say(self.words, "new_of", label=paper.new_label))
        row = self.add(*(para(text, _COLUMNS) for text in texts))
        self.style += [
            ("LINEBELOW", (0, row), (0, row), 0.9, ACCENT),
            ("LINEBELOW", (3, row), (3, row), 0.9, ACCENT),
            ("BOTTOMPADDING", (0, row), (-1, row), 4),
        ]

    def front(self, comparison):
        """Title and preamble, if they changed."""
        changed = [line for line in comparison.preamble if line.kind != compared.UNCHANGED]
        if not changed and all(run.kind == compared.EQUAL for run in comparison.title):
            return
        head = para(say(self.words, "title_and_preamble"), _HEAD)
        self._headed(head, head)
        self._line(compared.LineChange(compared.CHANGED, "", "", comparison.title))
        for line in comparison.preamble:
            self._line(line)

    def division(self, change):
        """A title, chapter or section: its heading on both sides."""
        sides = (compared.DELETE, compared.INSERT)
        there = [any(run.kind in (compared.EQUAL, side) for run in change.runs) for side in sides]
        row = self.add(
            *(
                Paragraph(_marked(change.runs, side), _DIVISION) if is_there else None
                for side, is_there in zip(sides, there, strict=True)
            )
        )
        self.style += [("TOPPADDING", (0, row), (-1, row), 9), ("NOSPLIT", (0, row), (-1, row + 1))]

    def article(self, change):
        """An article: its head, then line against line."""
        old = self._head(change, change.old, compared.DELETE)
        new = self._head(change, change.new, compared.INSERT)
        self._headed(old or para(say(self.words, "absent_before"), _ABSENT), new or para(say(self.words, "absent_now"), _ABSENT))
        if change.kind in (compared.RENUMBERED, compared.MOVED):
            self.add(para(say(self.words, "identical"), _ABSENT), para(say(self.words, "identical"), _ABSENT))
            return
        for line in change.lines:
            self._line(line)

    def _headed(self, old, new):
        row = self.add(old, new)
        self.style += [
            ("BACKGROUND", (0, row), (0, row), WASH),
            ("BACKGROUND", (3, row), (3, row), WASH),
            ("LINEABOVE", (0, row), (0, row), 0.5, GREY),
            ("LINEABOVE", (3, row), (3, row), 0.5, GREY),
            ("TOPPADDING", (0, row), (-1, row), 3),
            ("NOSPLIT", (0, row), (-1, row + 1)),
            ("BOTTOMPADDING", (0, row - 1), (-1, row - 1), 10 if row > 1 else 4),
        ]

    def _head(self, change, article, side):
        """Number and heading of one side, and what happened to the article; None where it is not there."""
        if article is None:
            return None
        number = f"Art. {article.number}" if article.number else ""
        if change.renumbered and change.kind != compared.REMOVED:
            number = _run(side, number)
        else:
            number = markup(number, BOLD)
        heading = _marked(change.heading, side) if change.kind == compared.CHANGED else markup(article.heading, BOLD)
        head = Paragraph(" – ".join(filter(None, [number, heading])), _HEAD)
        tag = self._tag(change, side)
        return [head, para(tag, _TAG)] if tag else head

    def _tag(self, change, side):
        if side == compared.DELETE:
            return say(self.words, "tag_removed") if change.kind == compared.REMOVED else ""
        tags = [say(self.words, f"tag_{change.kind}")] if change.kind in (compared.ADDED, compared.CHANGED) else []
        if change.renumbered and change.old and change.old.number:
            tags.append(say(self.words, "was", label=f"art. {change.old.number}"))
        if change.moved and change.kind != compared.ADDED:
            tags.append(say(self.words, "tag_moved"))
        return ", ".join(tags)

    def _line(self, line):
        old = _broken(_cell(line.runs, line.old, compared.DELETE))
        new = _broken(_cell(line.runs, line.new, compared.INSERT))
        for row in zip_longest(old, new):
            self.add(*row)

    def table(self):
        """The table."""
        self.style = [command if command[0] != "NOSPLIT" else self._kept(command) for command in self.style]
        table = Table(self.cells, colWidths=[_COLUMN, _GAP, _GAP, _COLUMN], repeatRows=1)
        table.setStyle(flow.table_style(self.style))
        return table

    def _kept(self, command):
        """A head stays with its first line, if there is one."""
        name, start, (_column, row) = command
        return name, start, (-1, min(row, len(self.cells) - 1))
