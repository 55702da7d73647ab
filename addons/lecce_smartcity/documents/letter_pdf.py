# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
"""Letters on the association's paper."""

from reportlab.lib.units import mm
from reportlab.platypus import KeepTogether, Paragraph

from . import flow
from .envelope import Address
from .layout import STYLES
from .model import FactBox, Quote
from .typefaces import BOLD, markup
from .words import Words


def render(letter):
    """A ``Letter`` as PDF bytes."""
    words = Words(letter.lang)
    address = Address(letter.delivery, letter.recipient, letter.association, words, letter.date)
    return flow.build(
        lambda: _story(letter, words),
        letter.association,
        letter.subject,
        words,
        letter.date,
        letter.date,
        first=lambda canvas: address.draw(canvas, letter.place, letter.protocol),
        top=max(address.top, 60 * mm),
    )


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
