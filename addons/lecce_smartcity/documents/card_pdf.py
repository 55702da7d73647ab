# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
"""Membership cards: ISO/IEC 7810 ID-1 (85.60 × 53.98 mm), one alone or ten on a sheet."""

from reportlab.lib.units import mm

from . import layout, qr_code
from .layout import ACCENT, GREY, INK, PORTRAIT
from .typefaces import BOLD, REGULAR, printable, text_width
from .words import Words

CARD = (85.60 * mm, 53.98 * mm)
_EDGE = 5 * mm
_QR = 23 * mm
_COLUMNS, _ROWS = 2, 5


def render(card):
    """A ``MemberCard`` as PDF bytes: one page of the card's size.

    Raises ``ValueError`` when the text of the QR code is too long to be read from a card.
    """
    words = Words(card.lang)
    buffer, canvas = layout.new_canvas(CARD, words)
    _stamp(canvas, card, words)
    _draw(canvas, card, words, 0, 0)
    canvas.showPage()
    canvas.save()
    return buffer.getvalue()


def render_sheet(cards):
    """``MemberCard``s as PDF bytes: A4 sheets of ten with crop marks (at least one card).

    Raises ``ValueError`` for no cards, and as ``render``.
    """
    cards = list(cards)
    if not cards:
        raise ValueError("A sheet of cards needs at least one card.")
    words = Words(cards[0].lang)
    buffer, canvas = layout.new_canvas(PORTRAIT, words)
    _stamp(canvas, cards[0], words, len(cards))
    left = (PORTRAIT[0] - _COLUMNS * CARD[0]) / 2
    bottom = (PORTRAIT[1] - _ROWS * CARD[1]) / 2
    per_sheet = _COLUMNS * _ROWS
    for start in range(0, len(cards), per_sheet):
        _crop_marks(canvas, left, bottom)
        for place, card in enumerate(cards[start : start + per_sheet]):
            row, column = divmod(place, _COLUMNS)
            y = bottom + (_ROWS - 1 - row) * CARD[1]
            _draw(canvas, card, Words(card.lang), left + column * CARD[0], y)
        canvas.showPage()
    canvas.save()
    return buffer.getvalue()


def _stamp(canvas, card, words, count=1):
    title = words("card") if count > 1 else f"{words('card')} — {card.member_name}"
    name = card.association.name_on(card.issued_on)
    layout.stamp(canvas, title, name, words, card.issued_on)


def _crop_marks(canvas, left, bottom):
    """Marks outside the block of cards, where the cuts begin and end."""
    pen = layout.Pen(canvas)
    right, top = left + _COLUMNS * CARD[0], bottom + _ROWS * CARD[1]
    gap, length = 1.5 * mm, 4 * mm
    for column in range(_COLUMNS + 1):
        x = left + column * CARD[0]
        pen.rule(x, bottom - gap, x, bottom - gap - length, GREY, 0.3)
        pen.rule(x, top + gap, x, top + gap + length, GREY, 0.3)
    for row in range(_ROWS + 1):
        y = bottom + row * CARD[1]
        pen.rule(left - gap, y, left - gap - length, y, GREY, 0.3)
        pen.rule(right + gap, y, right + gap + length, y, GREY, 0.3)


def _draw(canvas, card, words, x, y):
    """Draw one card with its lower left corner at ``x``, ``y`` (points)."""
    pen = layout.Pen(canvas)
    width, height = CARD
    canvas.saveState()
    path = canvas.beginPath()
    path.rect(x, y, width, height)
    canvas.clipPath(path, stroke=0, fill=0)
    _draw_head(pen, card, words, x, y)
    room = width - 2 * _EDGE
    _draw_name(pen, card.member_name, x + _EDGE, y + height - 23.5 * mm, room)
    dates = [(words("since"), words.date(card.member_since))]
    if card.valid_to:
        dates.append((words("valid_to"), words.date(card.valid_to)))
    facts = [
        [(words("card_number"), card.member_number)],
        [(words("category"), card.category)],
        dates,
    ]
    _draw_facts(pen, facts, x + _EDGE, y + 4.8 * mm, room - _QR - 1 * mm)
    qr_code.draw(canvas, qr_code.matrix(card.qr, _QR / mm), x + width - _QR - 3.2 * mm, y + 3.2 * mm, _QR)
    canvas.restoreState()


def _draw_head(pen, card, words, x, y):
    """The band: the association's name (on two lines if long) and what the card is."""
    width, height = CARD
    band = 14.5 * mm
    top = y + height
    pen.canvas.setFillColor(ACCENT)
    pen.canvas.rect(x, top - band, width, band, stroke=0, fill=1)
    room = width - 2 * _EDGE
    name = card.association.name_on(card.issued_on)
    size, lines = 9.5, []
    while size >= 6.5:
        lines = pen.typesetter.wrap(name, BOLD, size, room)
        if len(lines) <= 2:
            break
        size -= 0.5
    lines = lines[:2]
    base = top - band / 2 + (2.2 if len(lines) == 1 else 6.4)
    for number, line in enumerate(lines):
        pen.text(x + _EDGE, base - number * size * 1.15, line, BOLD, size, layout.WASH)
    title = words("card")
    pen.text(x + _EDGE, top - band + 2.6 * mm, title, REGULAR, 6.6, layout.HAIR)


def _draw_name(pen, name, x, y, room):
    """The member's name on one line, or on two smaller ones; only a huge one is shortened."""
    text = printable(name)
    if text_width(text, BOLD, 12) <= room:
        pen.text(x, y, text, BOLD, 12.5 if text_width(text, BOLD, 12.5) <= room else 12, INK)
        return
    for size in (11, 10, 9, 8, 7):
        lines = pen.typesetter.wrap(text, BOLD, size, room)
        if len(lines) <= 2:
            break
    if len(lines) > 2:
        pen.text(x, y + 5, lines[0], BOLD, size, INK)
        pen.fitted(x, y - size * 1.2 + 5, " ".join(lines[1:]), room, BOLD, size, size)
        return
    for number, line in enumerate(lines):
        pen.text(x, y + 5 - number * size * 1.2, line, BOLD, size, INK)


def _draw_facts(pen, facts, x, y, room):
    """Rows of (label, value) pairs, label above value; a row's pairs share the width."""
    for number, row in enumerate(reversed(facts)):
        base = y + number * 7.6 * mm
        width = room / len(row)
        for place, (label, value) in enumerate(row):
            left = x + place * width
            pen.text(left, base + 8.6, label, REGULAR, 5.6, GREY)
            pen.fitted(left, base, value, width - 3, BOLD, 8, 5, INK)
