# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
"""Letters on the association's paper, the address where window envelopes show it.

Folded in three into a DL envelope (110 × 220 mm), the window at the right shows the sheet's
band from about 34 to 79 mm from the top: the address stands inside it with 10 mm to spare.
"""

from reportlab.lib.units import mm
from reportlab.platypus import KeepTogether, Paragraph

from . import flow, layout
from .layout import GREY, HAIR, INK, MARGIN, PORTRAIT, STYLES
from .model import FactBox, Quote
from .typefaces import BOLD, REGULAR, markup
from .words import Words

_ADDRESS_X = 112 * mm
_ADDRESS_TOP = PORTRAIT[1] - 51 * mm
_ADDRESS_ROOM = 26 * mm
_FOLDS = (99 * mm, 198 * mm)  # from the top


def render(letter):
    """A ``Letter`` as PDF bytes."""
    words = Words(letter.lang)
    lines = _address_lines(letter)
    rule = flow.head_height(letter.association, words, letter.date)
    address_top = min(_ADDRESS_TOP, rule - 9 * mm)
    leading = _leading(lines)
    bottom = address_top - len(lines) * leading
    top = min(bottom - 9 * mm, PORTRAIT[1] - _FOLDS[0] + 3 * mm)

    def first(canvas):
        _draw_first(canvas, letter, words, lines, leading, address_top)

    return flow.build(
        lambda: _story(letter, words),
        letter.association,
        letter.subject,
        words,
        letter.date,
        letter.date,
        first=first,
        top=max(top, 60 * mm),
    )


def _address_lines(letter):
    """``(text, font, color)`` lines of the address; long ones wrapped, none left out."""
    wrap = layout.Typesetter().wrap
    width = PORTRAIT[0] - MARGIN - _ADDRESS_X
    blocks = [(letter.delivery, REGULAR, GREY)] if letter.delivery else []
    blocks += [
        (line, BOLD if number == 0 else REGULAR, INK)
        for number, line in enumerate(letter.recipient)
    ]
    return [
        (line, font, color)
        for text, font, color in blocks
        for line in wrap(text, font, 10.5, width)
    ]


def _leading(lines):
    """Points between lines: tighter when the address is long, so that the window shows it."""
    return max(12.2, min(14.5, _ADDRESS_ROOM / max(len(lines), 1)))


def _draw_first(canvas, letter, words, lines, leading, address_top):
    """Place and date and reference on the left, the address on the right, fold marks."""
    pen = layout.Pen(canvas)
    y = address_top
    width = _ADDRESS_X - MARGIN - 8 * mm
    when = words.date(letter.date)
    place = f"{letter.place}, {when}" if letter.place else when
    y_left = pen.lines(MARGIN, y, place, width, REGULAR, 10.5, 14.5)
    if letter.protocol:
        reference = f"{words('protocol')} {letter.protocol}"
        pen.lines(MARGIN, y_left, reference, width, REGULAR, 9.5, 13, GREY)
    for text, font, color in lines:
        pen.text(_ADDRESS_X, y, text, font, 9 if color is GREY else 10.5, color)
        y -= leading
    for fold in _FOLDS:
        pen.rule(6 * mm, PORTRAIT[1] - fold, 9.5 * mm, PORTRAIT[1] - fold, HAIR, 0.4)


def _story(letter, words):
    label = markup(words("subject"), BOLD)
    subject = f'<font face="{BOLD}">{label}: {markup(letter.subject, BOLD)}</font>'
    story = [Paragraph(subject, STYLES["subject"])]
    if letter.salutation:
        story.append(flow.text(letter.salutation, "salutation"))
    for part in letter.body:
        story.extend(_part(part))
    ending = [flow.text(letter.closing)] if letter.closing else []
    if letter.signatory:
        ending += [flow.space(5), flow.signature(letter.signatory)]
    if ending:
        story.append(KeepTogether(ending))
    if letter.attachments:
        story += [flow.space(6), flow.text(words("attachments"), "label_bold")]
        story += [
            flow.text(f"{number}. {name}", "small")
            for number, name in enumerate(letter.attachments, 1)
        ]
    return story


def _part(part):
    """The flowables of one part of the body."""
    if isinstance(part, Quote):
        return flow.quote(part.text, part.source)
    if isinstance(part, FactBox):
        return flow.box(part.title, part.rows)
    return [flow.text(part)]
