# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
"""The scrutiny sheet of an election: everything that a person needs to do the count again, ready to be signed.

The words are those of ``bylaws.elections.words``; here is only type and space. The foot of every page bears the hash of the
sheet, by which paper and stored count can be compared.
"""

import datetime
import hashlib
from dataclasses import dataclass
from itertools import zip_longest

from reportlab.lib.units import mm
from reportlab.platypus import CondPageBreak, KeepTogether

from ..bylaws.elections import words as said
from ..bylaws.elections.sheet import Sheet, dumps
from . import flow, layout
from .grid import facts, grid
from .layout import ACCENT, GREY
from .margin import para
from .model import Association, Signatory
from .typefaces import BOLD
from .words import Words

_BULLET = layout.style("scrutiny_bullet", size=9.6, leading=13.4, leftIndent=5 * mm, bulletIndent=1 * mm, spaceAfter=2.5)
_NOTE = layout.style("scrutiny_note", size=8.4, leading=11.6, textColor=GREY, spaceBefore=3, spaceAfter=4)
_PLAIN = layout.style("scrutiny_plain", size=9.6, leading=13.4, spaceAfter=3)
_STEP = layout.style("scrutiny_step", BOLD, 10, 13.5, textColor=ACCENT, spaceBefore=11, spaceAfter=3)

_TEXTS = {
    "sheet": ("Verbale di scrutinio", "Scrutiny sheet"),
    "provisional": ("Scrutinio non concluso", "Count not concluded"),
    "hash": ("impronta dello scrutinio (SHA-256) {hash}", "hash of the count (SHA-256) {hash}"),
    "signed": (
        "Letto e sottoscritto da chi ha condotto lo scrutinio. Con i dati di questo verbale chiunque può ripeterlo a mano.",
        "Read and signed by those who conducted the count. With the figures of this sheet anybody can do it again by hand.",
    ),
}


@dataclass(frozen=True)
class ScrutinyPaper:
    """A count to be printed: the sheet, for which body, and who signs (the chair and the tellers)."""

    association: Association
    sheet: Sheet
    generated_at: datetime.datetime
    body: str = ""  # e.g. "Consiglio direttivo"
    place: str = ""
    signatories: tuple[Signatory, ...] = ()
    lang: str = "it"


def fingerprint(sheet):
    """SHA-256 (hexadecimal) of the sheet's canonical text."""
    return hashlib.sha256(dumps(sheet).encode()).hexdigest()


def render(paper):
    """A ``ScrutinyPaper`` as PDF bytes."""
    words = Words(paper.lang)
    title = f"{_say(words, 'sheet')} – {paper.sheet.title}"
    return flow.build(
        lambda: _story(paper, words),
        paper.association,
        title,
        words,
        paper.generated_at,
        paper.sheet.held_on,
        _say(words, "hash", hash=fingerprint(paper.sheet)),
    )


def _say(words, key, **values):
    return _TEXTS[key][words.lang == "en"].format(**values)


def _story(paper, words):
    sheet = paper.sheet
    yield flow.space(8)
    yield flow.text(_say(words, "sheet"), "title")
    below = [sheet.title, paper.body, "" if sheet.complete else _say(words, "provisional")]
    yield flow.text(" – ".join(dict.fromkeys(filter(None, below))), "subtitle")
    blocks = said.blocks(sheet, words.lang)
    for block, after in zip_longest(blocks, blocks[1:]):
        if isinstance(block, said.Heading):
            yield CondPageBreak(_room(block, after))
        yield from _drawn(block)
    when = words.date(paper.generated_at)
    closing = [flow.space(8), para(_say(words, "signed"), _PLAIN), flow.space(4)]
    closing += [flow.text(f"{paper.place}, {when}" if paper.place else when, "plain"), flow.space(5)]
    yield KeepTogether([*closing, *flow.signatures(paper.signatories)])


def _room(heading, after):
    """What a heading wants below it: its whole table if that is short, else a good part of it."""
    rows = len(after.rows) + 1 if isinstance(after, said.Table) else 3
    return (18 if heading.level == 1 else 12) * mm + min(rows, 18) * 5.4 * mm


def _drawn(block):
    """The flowables of one block of words."""
    if isinstance(block, said.Heading):
        yield _unbound(flow.heading(block.text)) if block.level == 1 else para(block.text, _STEP)
    elif isinstance(block, said.Paragraph):
        yield from _paragraph(block)
    elif not block.columns:
        yield facts(block.rows, block.align)
    else:
        yield from grid(block.columns, block.rows, block.align, block.strong, block.marked)


def _unbound(heading):
    """A heading that does not drag what follows to the next page; the room for it was asked for before."""
    heading.keepWithNext = 0
    return heading


def _paragraph(block):
    if block.mark == "warning":
        yield flow.space(3)
        yield from flow.quote(block.text)
    elif block.mark == "bullet":
        yield para(block.text, _BULLET, "•")
    else:
        yield para(block.text, _NOTE if block.mark == "note" else _PLAIN)
