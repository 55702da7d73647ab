# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
"""Tables of texts as wide as they need to be: set smaller, then in parts side by side, before anything is cut."""

from reportlab.lib.enums import TA_RIGHT
from reportlab.lib.units import mm
from reportlab.platypus import Spacer, Table

from . import flow, layout
from .layout import ACCENT, GREY, HAIR, INK, WASH
from .margin import para
from .typefaces import BOLD, REGULAR, printable, runs, text_width

_SIZES = (9.0, 8.5, 8.0, 7.5, 7.0, 6.5, 6.0)
_PAD = 0.54  # on either side of a cell, in parts of the size
_NARROW = 26 * mm  # a text column is never made narrower than this by wrapping
_ROWS = 38  # of a table in several columns, on a page
_LONG = 14  # rows from which a narrow table is set in columns
_GAP = 9 * mm


def facts(rows, align="ll", width=None):
    """(label, value) rows; with ``align`` "lr" the values stand at the right of a narrow table, as figures do."""
    if align == "ll":
        return flow.facts(rows, 0.32)
    width = width or flow.WIDTH * 0.55
    return grid(("", ""), rows, align, width=width, head=False)[0]


def grid(columns, rows, align, strong=(), marked=(), width=None, head=True):
    """Flowables of a table: usually one; several, with the first column repeated, if there are more columns than fit.

    ``align``: a letter for each column, "l" or "r". ``strong``: rows, ``marked``: (row, column) cells to stress. Tables break
    across pages with their heads repeated.
    """
    width = width or flow.WIDTH
    columns, rows = [*map(printable, columns)], [[*map(printable, row)] for row in rows]
    table = _Grid(columns, rows, align, frozenset(strong), frozenset(marked), head)
    sets = table.sets(width)
    if sets > 1:
        return list(_beside(table, sets, width))
    size, groups = table.fitted(width)
    made = []
    for group in groups:
        if made:
            made.append(Spacer(1, 4 * mm))
        made.append(table.drawn(group, size, width))
    return made


def _beside(table, sets, width):
    """A long narrow table as several columns of rows beside each other, page by page, read down then across."""
    chunk = sets * _ROWS
    for start in range(0, len(table.rows), chunk):
        rows = table.rows[start : start + chunk]
        each = -(-len(rows) // sets)
        filled = []
        for at in range(each):
            row = []
            for place in range(sets):
                number = place * each + at
                row += (rows[number] if number < len(rows) else [""] * len(table.columns)) + ([""] if place < sets - 1 else [])
            filled.append(row)
        columns = ([*table.columns, ""] * sets)[:-1]
        align = "g".join([table.align] * sets)
        wide = _Grid(columns, filled, align, frozenset(), frozenset(), table.head)
        yield wide.drawn(list(range(len(columns))), _SIZES[0], width)
        yield Spacer(1, 4 * mm)


class _Grid:
    def __init__(self, columns, rows, align, strong, marked, head):
        self.columns, self.rows, self.align = columns, rows, align
        self.strong, self.marked, self.head = strong, marked, head
        texts = [[row[at] for row in rows] for at in range(len(columns))]
        self.natural = [self._widest(texts[at], columns[at]) for at in range(len(columns))]

    @staticmethod
    def _widest(texts, title):
        """Width of the widest text at 1 point, in bold (what is stressed must fit too)."""
        return max([text_width(text, BOLD, 1) for text in {*texts, title}], default=0)

    def sets(self, width):
        """How many times the table fits beside itself, if that is worth it."""
        if len(self.rows) < _LONG or self.strong or self.marked or not self.head:
            return 1
        own = sum(self._natural(at, _SIZES[0]) for at in range(len(self.columns)))
        return max(1, min(3, int((width + _GAP) // (own + _GAP)), len(self.rows) // 6))

    def fitted(self, width):
        """``(size, groups of columns)``: the largest size at which all columns fit, else the smallest, in several tables."""
        every = range(len(self.columns))
        for size in _SIZES:
            if sum(self._least(at, size) for at in every) <= width:
                return size, [list(every)]
        size, groups = _SIZES[-1], [[0]]
        used = first = self._least(0, size)
        for at in list(every)[1:]:
            least = self._least(at, size)
            if used + least > width and len(groups[-1]) > 1:
                groups.append([0])
                used = first
            groups[-1].append(at)
            used += least
        return size, self._even(len(groups), size, width) or groups

    def _even(self, count, size, width):
        """As many groups, about equally many columns in each, if they fit like that."""
        rest = list(range(1, len(self.columns)))
        each = -(-len(rest) // count)
        groups = [[0, *rest[start : start + each]] for start in range(0, len(rest), each)]
        return groups if all(sum(self._least(at, size) for at in group) <= width for group in groups) else None

    def _natural(self, at, size):
        if self.align[at] == "g":
            return _GAP
        return (self.natural[at] + 2 * _PAD) * size + 0.6  # platypus breaks a line that fits exactly

    def _least(self, at, size):
        """A column of figures needs its natural width; one of texts may wrap."""
        natural = self._natural(at, size)
        return natural if self.align[at] == "r" else min(natural, max(_NARROW, natural / 4))

    def _widths(self, group, size, width):
        natural = [self._natural(at, size) for at in group]
        least = [self._least(at, size) for at in group]
        if sum(natural) <= width:
            spare = width - sum(natural)
            texts = [at for at in group if self.align[at] == "l"]
            if "g" in self.align:  # columns beside each other are kept apart
                texts = [at for at in group if self.align[at] != "g"]
            return [n + (spare / len(texts) if at in texts else 0) if texts else n + spare / len(group)
                    for at, n in zip(group, natural, strict=True)]  # fmt: skip
        # Texts share what the figures leave, by how much they would like.
        spare = max(0.0, width - sum(least))
        wish = [n - low for n, low in zip(natural, least, strict=True)]
        return [low + spare * want / sum(wish) if sum(wish) else low for low, want in zip(least, wish, strict=True)]

    def drawn(self, group, size, width):
        """The platypus table of these columns."""
        styles = _styles(size)
        top = [[para(self.columns[at], styles["head", self.align[at]]) for at in group]] if self.head else []
        body = [
            [self._cell(row[at], styles[self._kind(number, at), self.align[at]], self.align[at]) for at in group]
            for number, row in enumerate(self.rows)
        ]
        table = Table([*top, *body], colWidths=self._widths(group, size, width), repeatRows=len(top), hAlign="LEFT", spaceAfter=5)
        first = len(top)
        style = [
            ("FONTSIZE", (0, first), (-1, -1), size),
            ("LEADING", (0, first), (-1, -1), size * 1.32),
            ("VALIGN", (0, 0), (-1, -1), "TOP"),
            ("LEFTPADDING", (0, 0), (-1, -1), _PAD * size),
            ("RIGHTPADDING", (0, 0), (-1, -1), _PAD * size),
            ("TOPPADDING", (0, 0), (-1, -1), 2.2),
            ("BOTTOMPADDING", (0, 0), (-1, -1), 2.6),
        ]
        bands = tuple(self._bands(group))
        style += [("LINEBELOW", (start, first), (end, -1), 0.3, HAIR) for start, end in bands]
        if top:
            style.append(("VALIGN", (0, 0), (-1, 0), "BOTTOM"))
            for start, end in bands:
                style += [("BACKGROUND", (start, 0), (end, 0), WASH), ("LINEABOVE", (start, 0), (end, 0), 0.9, ACCENT)]
        places = {at: place for place, at in enumerate(group)}
        style += [("ALIGN", (place, first), (place, -1), "RIGHT") for at, place in places.items() if self.align[at] == "r"]
        bold = [(row, at) for row in self.strong for at in places] + [place for place in self.marked if place[1] in places]
        style += [("FONTNAME", (places[at], first + row), (places[at], first + row), BOLD) for row, at in bold]
        style += [
            ("BOX", (places[at], first + row), (places[at], first + row), 0.8, INK) for row, at in self.marked if at in places
        ]
        table.setStyle(flow.table_style(style))
        return table

    def _bands(self, group):
        """First and last column of each run of columns without a gap."""
        start = 0
        for place, at in enumerate(group):
            if self.align[at] == "g":
                yield start, place - 1
                start = place + 1
        yield start, len(group) - 1

    @staticmethod
    def _cell(text, style, align):
        """A figure is drawn as it is, which is quick; words are a paragraph, which can wrap."""
        return text if align == "r" and len(runs(text, REGULAR)) < 2 else para(text, style)

    def _kind(self, row, at):
        return "strong" if row in self.strong or (row, at) in self.marked else "plain"


def _styles(size):
    fonts = {"head": (BOLD, GREY, size - 0.6), "plain": (REGULAR, INK, size), "strong": (BOLD, INK, size)}
    return {
        (kind, side): layout.style(f"grid_{kind}_{side}", font, points, points * 1.32, textColor=color, **aligned)
        for kind, (font, color, points) in fonts.items()
        for side, aligned in (("l", {}), ("g", {}), ("r", {"alignment": TA_RIGHT}))
    }
