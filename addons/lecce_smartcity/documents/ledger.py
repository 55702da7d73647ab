# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
"""The pages of a book: a long table drawn straight onto the canvas, landscape A4.

Row heights follow the text (nothing is cut), the heading is repeated on every page, pages are
numbered "n/year", and the unused rest of a page is barred. Ten thousand rows take seconds
because each word is measured once and a page's text is one text object.
"""

from dataclasses import dataclass, field

from reportlab.lib.units import mm

from . import layout
from .layout import ACCENT, BOOK_MARGIN, GREY, HAIR, INK, LANDSCAPE, WASH
from .typefaces import BOLD, REGULAR, Typesetter, printable, runs, text_width

SIZE, LEADING = 8.2, 10.4
HEAD_SIZE, HEAD_LEADING = 7.6, 9.4
PAD_X, PAD_Y = 4.0, 3.6
BOTTOM = layout.FOOT + 17


@dataclass(frozen=True)
class Column:
    """A column: its heading and its share of the width."""

    title: str
    share: float
    align: str = "left"  # or "right"


@dataclass(frozen=True)
class Span:
    """A piece of a cell that starts on its own line."""

    text: str
    font: str = REGULAR
    color: object = INK
    struck: bool = False


@dataclass(frozen=True)
class Row:
    """Cells (each a tuple of spans) and full-width notes printed below them."""

    cells: tuple[tuple[Span, ...], ...]
    notes: tuple[Span, ...] = ()
    label: str = ""  # what the page's bookmark says


@dataclass
class _Page:
    """What is collected for a page before it is drawn."""

    texts: list = field(default_factory=list)  # (x, y, text, font, color)
    hairs: list = field(default_factory=list)
    strikes: list = field(default_factory=list)


class Ledger:
    """A book in the making. Use: ``start``, ``add`` …, ``end_table``, ``finish``."""

    def __init__(self, association, title, subtitle, note, words, moment, day, year, first_page):
        """``note`` is the foot's text; ``moment`` dates the file; ``year`` follows page numbers."""
        self.words, self.association, self.day = words, association, day
        self.title, self.subtitle, self.note = title, subtitle, note
        self.year, self.first_page, self.page_number = year, first_page, first_page
        self.buffer, self.canvas = layout.new_canvas(LANDSCAPE, words)
        self.name = association.name_on(day)
        layout.stamp(self.canvas, f"{title} — {subtitle}", self.name, words, moment)
        self.pen = layout.Pen(self.canvas, Typesetter())
        self.left, self.right = BOOK_MARGIN, LANDSCAPE[0] - BOOK_MARGIN
        self.columns, self.edges, self.page, self._labelled = (), [], _Page(), False
        self.bookmark(title, level=0)
        self._first_head()

    # ------------------------------------------------------------------ pages
    def _first_head(self):
        y = layout.letterhead(
            self.canvas, self.association, self.words, self.day, LANDSCAPE, BOOK_MARGIN
        )
        y = self.pen.lines(
            self.left, y - 31, self.title, self.right - self.left, BOLD, 19, 23, ACCENT
        )
        self.y = self.pen.lines(
            self.left, y + 5, self.subtitle, self.right - self.left, REGULAR, 10.5, 14, GREY
        )

    def new_page(self):
        """End the page and begin the next, with the table's heading if a table is under way."""
        self._end_page()
        self.canvas.showPage()
        self.page_number += 1
        self._labelled = False
        layout.running_head(
            self.canvas, self.name, f"{self.title} — {self.subtitle}", LANDSCAPE, BOOK_MARGIN
        )
        self.y = LANDSCAPE[1] - 18 * mm
        if self.columns:
            self._heading()

    def _end_page(self):
        self._draw()
        layout.footer(self.canvas, self.note, self.page_label(), LANDSCAPE, BOOK_MARGIN)

    def page_label(self):
        """What the foot calls the page: number and year, as books do."""
        return self.words("book_page", page=self.page_number, year=self.year)

    def _draw(self):
        """Draw what has been collected: lines first, then the text in reading order."""
        canvas, page = self.canvas, self.page
        canvas.setStrokeColor(HAIR)
        canvas.setLineWidth(0.35)
        canvas.lines(page.hairs)
        text, state = canvas.beginText(), (None, None)
        for x, y, string, font, size, color in page.texts:
            if state[0] != (font, size):
                text.setFont(font, size)
            if state[1] is not color:
                text.setFillColor(color)
            state = (font, size), color
            text.setTextOrigin(x, y)
            text.textLine(string)
        canvas.drawText(text)
        canvas.setStrokeColor(GREY)
        canvas.setLineWidth(0.5)
        canvas.lines(page.strikes)
        self.page = _Page()

    def bookmark(self, text, level=1):
        """An outline entry that leads to the current page."""
        key = f"p{self.page_number}-{level}"
        self.canvas.bookmarkPage(key)
        self.canvas.addOutlineEntry(printable(text), key, level, closed=level == 0)

    # ------------------------------------------------------------------ table
    def start(self, columns):
        """Begin a table of these columns over the full width."""
        self.columns = columns
        total = sum(column.share for column in columns)
        width, x = self.right - self.left, self.left
        self.edges = []
        for column in columns:
            step = width * column.share / total
            self.edges.append((x + PAD_X, x + step - PAD_X))
            x += step
        if self.y - BOTTOM < 30 * mm:
            self.new_page()
        else:
            self._heading()

    def _heading(self):
        wrapped = [
            self.pen.typesetter.wrap(column.title, BOLD, HEAD_SIZE, right - left)
            for column, (left, right) in zip(self.columns, self.edges, strict=True)
        ]
        height = max(map(len, wrapped)) * HEAD_LEADING + 2 * PAD_Y
        self.canvas.setFillColor(WASH)
        self.canvas.rect(
            self.left, self.y - height, self.right - self.left, height, stroke=0, fill=1
        )
        self.pen.rule(self.left, self.y, self.right, self.y, ACCENT, 0.8)
        self.pen.rule(self.left, self.y - height, self.right, self.y - height, ACCENT, 0.5)
        for index, lines in enumerate(wrapped):
            for number, line in enumerate(lines):
                y = self.y - PAD_Y - HEAD_SIZE * 0.82 - number * HEAD_LEADING
                self._put(index, y, line, BOLD, HEAD_SIZE, ACCENT)
        self.y -= height

    def _put(self, index, y, line, font, size, color):
        """Collect one line of column ``index``; returns its left and right ends."""
        left, right = self.edges[index]
        if self.columns[index].align == "right":
            left = right - text_width(line, font, size)
        x = left
        for chosen, piece in runs(line, font):
            self.page.texts.append((x, y, piece, chosen, size, color))
            x += text_width(piece, chosen, size) if chosen is not font or piece != line else 0
        return left, x if x > left else left + text_width(line, font, size)

    def _wrapped(self, row):
        """The row as ``(gap above, [(column, text, span)])`` per line."""
        wrap, lines = self.pen.typesetter.wrap, []
        for index, spans in enumerate(row.cells):
            left, right = self.edges[index]
            number = 0
            for span in spans:
                for text in wrap(span.text, span.font, SIZE, right - left):
                    if number == len(lines):
                        lines.append((0, []))
                    lines[number][1].append((index, text, span))
                    number += 1
        width = self.right - PAD_X - self.edges[1][0]
        for span in row.notes:
            texts = wrap(span.text, span.font, SIZE, width)
            lines.extend((0 if n else 2, [(1, text, span)]) for n, text in enumerate(texts))
        return lines

    def add(self, row):
        """Print a row; one that does not fit goes to the next page, one taller than a page on."""
        lines = self._wrapped(row)
        height = sum(gap + LEADING for gap, _line in lines) + 2 * PAD_Y
        page_room = LANDSCAPE[1] - 18 * mm - BOTTOM - 30
        if self.y - height < BOTTOM and (height <= page_room or self.y - BOTTOM < page_room / 2):
            self.new_page()
        if row.label and not self._labelled:
            self.bookmark(row.label)
            self._labelled = True
        self.y -= PAD_Y
        for gap, line in lines:
            if self.y - gap - LEADING < BOTTOM:
                self.new_page()
                self.y -= PAD_Y
            self.y -= gap
            for index, text, span in line:
                y = self.y - SIZE * 0.86
                left, right = self._put(index, y, text, span.font, SIZE, span.color)
                if span.struck:
                    self.page.strikes.append((left, y + 2.4, right, y + 2.4))
            self.y -= LEADING
        self.y -= PAD_Y
        self.page.hairs.append((self.left, self.y, self.right, self.y))

    def end_table(self, text=""):
        """Close the table; ``text``, if any, says below it where it ends."""
        if text and self.y - 24 < BOTTOM:
            self.new_page()
        self._draw()
        self.columns = ()
        if not text:
            return
        self.y -= 15
        self.pen.text((self.left + self.right) / 2, self.y, text, BOLD, SIZE + 0.6, GREY, "centre")
        self.y -= 7

    def bar(self):
        """Bar the rest of the page."""
        layout.close_space(self.canvas, self.y, BOTTOM - 4, self.left, self.right)
        self.y = BOTTOM

    def need(self, height):
        """Go to a new page, barring the rest of this one, unless ``height`` points are free."""
        if self.y - height < BOTTOM:
            self.bar()
            self.new_page()

    def finish(self):
        """The document's bytes."""
        self._end_page()
        self.canvas.showPage()
        self.canvas.save()
        return self.buffer.getvalue()
