# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
"""The head of what goes by post: place and date on the left, the address where window envelopes show it.

Folded in three into a DL envelope (110 × 220 mm), the window at the right shows the sheet's band from about 34 to 79 mm from the
top: the address stands inside it with 10 mm to spare.
"""

from reportlab.lib.units import mm

from . import flow, layout
from .layout import GREY, HAIR, INK, MARGIN, PORTRAIT
from .typefaces import BOLD, REGULAR

_X = 112 * mm
_TOP = PORTRAIT[1] - 51 * mm
_ROOM = 26 * mm
_FOLDS = (99 * mm, 198 * mm)  # from the top
_WINDOW = 86 * mm  # from the top: what stands above may show in the window


class Address:
    """An address on the first page: measured first, drawn later."""

    def __init__(self, delivery, recipient, association, words, day):
        """``recipient``: lines, the name first; long ones are wrapped, none is left out."""
        self.words, self.day = words, day
        self.lines = _lines(delivery, recipient)
        self.start = min(_TOP, flow.head_height(association, words, day) - 9 * mm)
        # Tighter when the address is long, so that the window shows it.
        self.leading = max(12.2, min(14.5, _ROOM / max(len(self.lines), 1)))

    @property
    def top(self):
        """Where the text of the letter begins (points from the bottom)."""
        return min(self.start - len(self.lines) * self.leading - 9 * mm, PORTRAIT[1] - _FOLDS[0] + 3 * mm)

    @property
    def below(self):
        """Where text may begin at the earliest: below the address and out of the window."""
        return min(self.start - len(self.lines) * self.leading - 5 * mm, PORTRAIT[1] - _WINDOW)

    def draw(self, canvas, place, protocol=""):
        """Place, date and reference on the left, the address on the right, fold marks; returns where the left side ends."""
        pen = layout.Pen(canvas)
        y = self.start
        when = self.words.date(self.day)
        left = pen.lines(MARGIN, y, f"{place}, {when}" if place else when, _X - MARGIN - 8 * mm, REGULAR, 10.5, 14.5)
        if protocol:
            left = pen.lines(MARGIN, left, f"{self.words('protocol')} {protocol}", _X - MARGIN - 8 * mm, REGULAR, 9.5, 13, GREY)
        for text, font, color in self.lines:
            pen.text(_X, y, text, font, 9 if color is GREY else 10.5, color)
            y -= self.leading
        for fold in _FOLDS:
            pen.rule(6 * mm, PORTRAIT[1] - fold, 9.5 * mm, PORTRAIT[1] - fold, HAIR, 0.4)
        return left


def _lines(delivery, recipient):
    """``(text, font, color)`` lines of the address."""
    wrap = layout.Typesetter().wrap
    blocks = [(delivery, REGULAR, GREY)] if delivery else []
    blocks += [(line, REGULAR if number else BOLD, INK) for number, line in enumerate(recipient)]
    return [
        (line, font, color) for text, font, color in blocks for line in wrap(text, font, 10.5, PORTRAIT[0] - MARGIN - _X)
    ]  # fmt: skip
