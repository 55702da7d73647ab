# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
"""The minutes (verbale) of a sitting: computed parts and the secretary's words, signatures, the attendance as an annex.

In the book they bear its running page numbers; before they are approved every page says that they are a draft.
"""

import datetime
from dataclasses import dataclass, field

from reportlab.lib.colors import HexColor
from reportlab.lib.enums import TA_JUSTIFY
from reportlab.lib.units import mm
from reportlab.platypus import CondPageBreak, KeepTogether, PageBreak

from . import flow, layout, rich_text
from .flow import heading, space, text
from .grid import grid
from .layout import GREY, MARGIN, PORTRAIT
from .margin import para
from .model import Association, Signatory
from .typefaces import BOLD, markup, text_width
from .words import Words

DRAFT = "draft"
APPROVED = "approved"
ENTERED = "entered"

_CLAUSE = layout.style("minutes_clause", size=10.5, leading=15.2, alignment=TA_JUSTIFY, leftIndent=14, bulletIndent=2, spaceAfter=4)
_TITLE = layout.style("minutes_title", BOLD, 16, 21, textColor=layout.ACCENT, spaceAfter=8)
_MARK = HexColor("#eceef1")

_TEXTS = {
    "draft": ("BOZZA", "DRAFT"),
    "draft_note": ("bozza non ancora approvata", "draft, not yet approved"),
    "book": ("{book} – verbale n. {number}/{year}", "{book} – minutes no. {number}/{year}"),
    "minutes": ("verbale n. {number}/{year}", "minutes no. {number}/{year}"),
    "attendance": ("Allegato: presenze", "Annex: attendance"),
    "number": ("N.", "No."),
    "member": ("Avente diritto", "Entitled"),
    "through": ("Intervenuto", "Present through"),
    "times": ("Presenza", "Times"),
    "votes": ("Voti", "Votes"),
    "total": ("Totale: {heads} presenti, {votes} voti", "Total: {heads} present, {votes} votes"),
    "rectifies": ("Rettifica il verbale n. {number}/{year}", "Rectifies minutes no. {number}/{year}"),
    "rectified": ("Rettificato dal verbale n. {number}/{year}", "Rectified by minutes no. {number}/{year}"),
    "hash": ("impronta (SHA-256) {hash}", "hash (SHA-256) {hash}"),
}


@dataclass(frozen=True)
class Part:
    """One part: its title, the computed sentences, what the secretary wrote (HTML or plain), the sentences that follow it."""

    title: str
    paragraphs: tuple[str, ...] = ()
    notes: str = ""
    after: tuple[str, ...] = ()
    clauses: bool = False  # sentences after the first are clauses of one long sentence ("che …;")


@dataclass(frozen=True)
class Attended:
    """One line of the annex: who was present, through whom, when; times as they are printed."""

    number: str
    name: str
    through: str = ""
    times: str = ""
    votes: int = 1


@dataclass(frozen=True)
class BookPlace:
    """Where the minutes stand in the book of the body: its name, number and year, and the first page."""

    book: str
    number: int
    year: int
    first_page: int


@dataclass(frozen=True)
class MinutesPaper:
    """Minutes to be printed. ``parts``: the first is the heading; ``state``: draft, approved or entered."""

    association: Association
    title: str
    parts: tuple[Part, ...]
    held_on: datetime.date
    generated_at: datetime.datetime
    state: str = DRAFT
    place: BookPlace | None = None
    signatories: tuple[Signatory, ...] = ()
    attended: tuple[Attended, ...] = ()
    rectifies: tuple[int, int] | None = None  # number, year
    rectified_by: tuple[int, int] | None = None
    hash: str = ""
    lang: str = "it"
    attachments: tuple[str, ...] = field(default=())


def render(paper):
    """A ``MinutesPaper`` as PDF bytes."""
    words = Words(paper.lang)
    place = paper.place
    running = None
    note = _say(words, "hash", hash=paper.hash) if paper.hash else ""
    if place:

        def running(page):
            head = _say(words, "minutes", number=place.number, year=place.year)
            return f"{head} · {words('book_page', page=place.first_page + page - 1, year=place.year)}"

    if paper.state == DRAFT:
        note = _say(words, "draft_note")
    return flow.build(
        lambda: _story(paper, words),
        paper.association,
        paper.title,
        words,
        paper.generated_at,
        paper.held_on,
        note,
        first=_first_page(place, words),
        running=running,
        under=_watermark(words) if paper.state == DRAFT else None,
    )


def _say(words, key, **values):
    return _TEXTS[key][words.lang == "en"].format(**values)


def _first_page(place, words):
    """The book and its page at the head of the first page, where following pages have their running head."""
    if not place:
        return None

    def draw(canvas):
        said = _say(words, "book", book=place.book, number=place.number, year=place.year)
        page = words("book_page", page=place.first_page, year=place.year)
        layout.Pen(canvas).text(PORTRAIT[0] - MARGIN, PORTRAIT[1] - 10 * mm, f"{said} · {page}", size=8.2, color=GREY, align="right")

    return draw


def _watermark(words):
    said = _say(words, "draft")

    def under(canvas):
        canvas.saveState()
        canvas.translate(PORTRAIT[0] / 2, PORTRAIT[1] / 2)
        canvas.rotate(52)
        canvas.setFont(BOLD, 120)
        canvas.setFillColor(_MARK)
        canvas.drawString(-text_width(said, BOLD, 120) / 2, -40, said)
        canvas.restoreState()

    return under


def _story(paper, words):
    story = [para(paper.title, _TITLE)]
    for key, pair in (("rectifies", paper.rectifies), ("rectified", paper.rectified_by)):
        if pair:
            story.append(text(_say(words, key, number=pair[0], year=pair[1]), "label_bold"))
    for place, part in enumerate(paper.parts):
        story.extend(_part(part, first=place == 0))
    if paper.signatories:
        story.append(KeepTogether([space(8), *flow.signatures(paper.signatories)]))
    if paper.attended:
        story.extend(_annex(paper, words))
    return story


def _part(part, first):
    story = [] if first else [CondPageBreak(60), heading(part.title)]
    for at, sentence in enumerate(part.paragraphs):
        if part.clauses and at:
            story.append(flow.Paragraph(markup(sentence, _CLAUSE.fontName), _CLAUSE, bulletText="–"))
        else:
            story.append(text(sentence))
    return [*story, *rich_text.flowables(part.notes), *map(text, part.after)]


def _annex(paper, words):
    rows = [(one.number, one.name, one.through, one.times, str(one.votes)) for one in paper.attended]
    columns = [_say(words, key) for key in ("number", "member", "through", "times", "votes")]
    total = _say(words, "total", heads=len(rows), votes=sum(one.votes for one in paper.attended))
    return [PageBreak(), heading(_say(words, "attendance")), *grid(columns, rows, "rlllr"), text(total, "label_bold")]
