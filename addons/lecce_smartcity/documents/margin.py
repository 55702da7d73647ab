# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
"""A page with a narrow column beside the text: for numbers of articles, and notes next to what they are about.

Also what a long document needs to find one's way in: places that remember their page, and lines of contents.
"""

from reportlab.lib.units import mm
from reportlab.platypus import Flowable, Paragraph

from . import flow
from .layout import GREY, INK, Pen
from .typefaces import BOLD, REGULAR, markup, printable, text_width

BESIDE = 33 * mm  # width of the narrow column
GUTTER = 6 * mm
OFFSET = BESIDE + GUTTER
MEASURE = flow.WIDTH - OFFSET  # width of the text


class Row:
    """A paragraph of the text with what stands beside its beginning, and the space after it."""

    def __init__(self, body, notes=(), after=0.0, heading=False):
        """``body``, ``notes``: platypus Paragraphs; ``heading``: stays with what follows."""
        self.body, self.notes, self.after, self.heading = body, tuple(notes), after, heading


class Beside(Flowable):
    """Rows of text in one column, their notes in the narrow one beside it.

    Notes begin at the height of their row or, where those before take longer, right below them, so that long notes do not tear
    the text apart. It breaks across pages; a note that no longer fits goes over with the text. ``place`` is drawn where it begins.
    """

    def __init__(self, rows, place=None, before=0.0, after=0.0):
        super().__init__()
        self.rows, self.place, self.spaceBefore, self.spaceAfter = list(rows), place, before, after

    def wrap(self, width, height):
        """Width, and the height of the longer column."""
        self.width = width
        self.heights = [row.body.wrap(width - OFFSET, height)[1] for row in self.rows]
        self.tops, y = [], 0.0
        for row, body_height in zip(self.rows, self.heights, strict=True):
            self.tops.append(y)
            y += body_height + row.after
        text_height = y - (self.rows[-1].after if self.rows else 0)
        self.placed, free, end = [], 0.0, 0.0
        for row, top in zip(self.rows, self.tops, strict=True):
            for note in row.notes:
                note_height = note.wrap(BESIDE, height)[1]
                start = max(top, free)
                self.placed.append((note, start, note_height))
                end = start + note_height
                free = end + note.style.spaceAfter
        # Without the space after the last note: it is nothing's, and what fits at the foot of a page must fit exactly.
        self.height = max(text_height, end)
        return width, self.height

    def split(self, width, height):
        """What fits in ``height``, and the rest; nothing if only headings would stay behind."""
        self.wrap(width, height)
        stay, go = [], list(self.rows)
        for row, top, body_height in zip(self.rows, self.tops, self.heights, strict=True):
            if top + body_height <= height:
                stay.append(go.pop(0))
                continue
            parts = row.body.split(width - OFFSET, height - top)
            if len(parts) == 2:
                stay.append(Row(parts[0], row.notes))
                go[0] = Row(parts[1], (), row.after)
            break
        while stay and stay[-1].heading:
            go.insert(0, stay.pop())
        if not stay:
            return []
        late = [note for note, start, note_height in self.placed if start + note_height > height]
        if len(late) == len(self.placed) and not any(self.heights[: len(stay)]):
            return []  # a note carried over by itself: it goes to the next page whole, or it would be carried for ever
        stay = [Row(row.body, [note for note in row.notes if note not in late], row.after, row.heading) for row in stay]
        carried = [note for note in late if not any(note in row.notes for row in go)]
        first = go.pop(0) if go else Row(para("", carried[0].style))
        go.insert(0, Row(first.body, [*carried, *first.notes], first.after, first.heading))
        return [Beside(stay, self.place, self.spaceBefore), Beside(go, None, 0, self.spaceAfter)]

    def draw(self):
        """Draw both columns from the top."""
        if self.place:
            self.place.drawOn(self.canv, 0, self.height)
        for row, top, body_height in zip(self.rows, self.tops, self.heights, strict=True):
            row.body.drawOn(self.canv, OFFSET, self.height - top - body_height)
        for note, start, note_height in self.placed:
            note.drawOn(self.canv, 0, self.height - start - note_height)


class Place(Flowable):
    """A point of no size that remembers its page: a bookmark, an entry of the outline, and ``pages[key]``."""

    def __init__(self, key, pages, outline="", level=0, closed=False):
        super().__init__()
        self.key, self.pages, self.outline, self.level, self.closed = key, pages, printable(outline), level, closed

    def wrap(self, _width, _height):
        """No size."""
        return 0, 0

    def draw(self):
        """Leave the bookmark a little above what follows."""
        canvas = self.canv
        self.pages[self.key] = canvas.getPageNumber()
        canvas.bookmarkHorizontal(self.key, 0, 14)
        if self.outline:
            canvas.addOutlineEntry(self.outline, self.key, self.level, self.closed)


class ContentsLine(Flowable):
    """A line of the contents: label, text, a row of dots, page; the whole line leads to its place."""

    SIZE, LEADING = 9.4, 13.0

    def __init__(self, key, label, text, page, strong=False, indent=0.0):
        """``page`` may be None while pages are being counted. ``strong``: a division."""
        super().__init__()
        self.key, self.label, self.text, self.page = key, printable(label), printable(text), page
        self.strong, self.indent = strong, indent
        self.spaceBefore = 5.5 if strong else 0.0
        self.keepWithNext = strong

    def wrap(self, width, _height):
        """As many lines as the text needs."""
        self.width = width
        font = BOLD if self.strong else REGULAR
        label = text_width(self.label, BOLD, self.SIZE) + 7 if self.label else 0
        self.start = self.indent + (label if self.strong else max(label, 20 * mm if self.label else 0))
        self.lines = Pen(None).typesetter.wrap(self.text, font, self.SIZE, width - self.start - 14 * mm) or [""]
        self.height = self.LEADING * len(self.lines)
        return width, self.height

    def draw(self):
        """Draw it and lay a link over it."""
        pen = Pen(self.canv)
        font = BOLD if self.strong else REGULAR
        y = self.height - self.LEADING + 3.2
        pen.text(self.indent, y, self.label, BOLD if self.strong else REGULAR, self.SIZE, INK if self.strong else GREY)
        for line in self.lines:
            end = self.start + pen.text(self.start, y, line, font, self.SIZE)
            y -= self.LEADING
        y += self.LEADING
        page = "" if self.page is None else str(self.page)
        right = self.width - pen.text(self.width, y, page, font, self.SIZE, align="right")
        self._dots(pen, end + 5, max(right, end) - 4, y)
        self.canv.linkRect("", self.key, (self.indent, 0, self.width, self.height), relative=1, thickness=0)

    def _dots(self, pen, start, end, y):
        """Dots on a grid common to all lines, so that they stand below each other."""
        step = 4.2
        first = int(start / step) + 1
        for number in range(first, int(end / step)):
            pen.text(number * step, y, ".", REGULAR, self.SIZE, GREY)


def para(text, style, bullet=None):
    """A Paragraph of plain text; ``bullet`` hangs in its left indent."""
    return Paragraph(markup(text, style.fontName), style, bulletText=None if bullet is None else printable(bullet))
