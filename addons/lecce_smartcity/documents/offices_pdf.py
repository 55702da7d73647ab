# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
"""Who holds which office on a day: bodies, seats, holders, who chose them, by which act, from when to when; vacancies."""

import datetime
from dataclasses import dataclass

from reportlab.lib.units import mm
from reportlab.platypus import CondPageBreak, KeepTogether, Table

from . import flow, layout
from .grid import grid
from .layout import ACCENT, GREY, HAIR, WASH
from .margin import para
from .model import Association, Signatory
from .typefaces import BOLD, ITALIC
from .words import Words

IN_OFFICE = "in_office"
PROROGATIO = "prorogatio"  # the term is over, the holder stays until replaced
DESIGNATED = "designated"  # named, has not accepted yet
VACANT = "vacant"


@dataclass(frozen=True)
class SeatRow:
    """A seat of a body on that day. Texts are in the reader's language.

    ``source`` says who fills the seat ("designato dal Comune di Lecce"), ``act`` by which act the holder was named. ``until`` is
    the last day, None while nothing ends it; for PROROGATIO the day on which the term ended.
    """

    seat: str  # "Presidente", "Consigliere"
    source: str = ""
    holder: str = ""
    on_behalf: str = ""  # the member that designated the person
    act: str = ""
    since: datetime.date | None = None
    until: datetime.date | None = None
    state: str = IN_OFFICE  # VACANT whenever there is no holder
    note: str = ""

    @property
    def standing(self):
        """The state that is shown."""
        return self.state if self.holder else VACANT


@dataclass(frozen=True)
class BodySheet:
    """A body: its rules in short (label, value), its seats in order, and remarks of law or statute about its composition."""

    name: str
    seats: tuple[SeatRow, ...] = ()
    facts: tuple[tuple[str, str], ...] = ()
    remarks: tuple[str, ...] = ()
    description: str = ""


@dataclass(frozen=True)
class OfficesPaper:
    """The bodies of an association as of a day."""

    association: Association
    as_of: datetime.date
    generated_at: datetime.datetime
    bodies: tuple[BodySheet, ...]
    place: str = ""
    signatories: tuple[Signatory, ...] = ()
    lang: str = "it"


_TEXTS = {
    "title": ("Organi e cariche", "Bodies and offices"),
    "as_of": ("Situazione al {date}", "As of {date}"),
    "summary": ("Riepilogo", "Summary"),
    "body": ("Organo", "Body"),
    "seats": ("Posti", "Seats"),
    "held": ("Coperti", "Held"),
    "vacant_count": ("Vacanti", "Vacant"),
    "next_expiry": ("Prossima scadenza", "Next expiry"),
    "seat": ("Carica", "Office"),
    "holder": ("Titolare", "Holder"),
    "source": ("Nomina", "Filled by"),
    "act": ("Atto", "Act"),
    "since": ("Dal", "From"),
    "until": ("Al", "Until"),
    "vacant": ("vacante", "vacant"),
    "prorogatio": ("in prorogatio", "stays until replaced"),
    "designated": ("in attesa di accettazione", "has not accepted yet"),
    "for": ("per {member}", "for {member}"),
    "no_seats": ("Nessun posto previsto.", "No seats."),
    "no_bodies": ("Nessun organo.", "No bodies."),
    "remarks": ("Rilievi sulla composizione", "Remarks on the composition"),
    "prorogatio_why": (
        "In prorogatio: il mandato è scaduto e il titolare resta in carica fino alla sostituzione (art. 2385, secondo comma, c.c.).",
        "Stays until replaced: the term is over and the holder remains in office until replaced (c.c. art. 2385(2)).",
    ),
}
_SIZE = 8.6
_CELL = layout.style("office_cell", size=_SIZE, leading=11.4)
_NAME = layout.style("office_name", BOLD, size=9, leading=11.6)
_SMALL = layout.style("office_small", size=7.6, leading=9.8, textColor=GREY)
_ABSENT = layout.style("office_absent", ITALIC, size=9, leading=11.6, textColor=GREY)
_HEAD = layout.style("office_head", BOLD, size=8, leading=10.4, textColor=GREY)
_BULLET = layout.style("office_bullet", size=9, leading=12.4, leftIndent=5 * mm, bulletIndent=1 * mm, spaceAfter=2)
_REMARKS = layout.style("office_remarks", BOLD, size=9, leading=12.4, spaceBefore=5, spaceAfter=2)
_COLUMNS = [share * flow.WIDTH for share in (0.155, 0.24, 0.19, 0.175, 0.12, 0.12)]


def render(paper):
    """An ``OfficesPaper`` as PDF bytes."""
    words = Words(paper.lang)
    return flow.build(
        lambda: _story(paper, words),
        paper.association,
        f"{_say(words, 'title')} – {_say(words, 'as_of', date=words.date(paper.as_of))}",
        words,
        paper.generated_at,
        paper.as_of,
        words("printed_at", date=words.moment(paper.generated_at)),
    )


def _say(words, key, **values):
    return _TEXTS[key][words.lang == "en"].format(**values)


def _story(paper, words):
    yield flow.space(8)
    yield flow.text(_say(words, "title"), "title")
    yield flow.text(_say(words, "as_of", date=words.date(paper.as_of)), "subtitle")
    if not paper.bodies:
        yield flow.text(_say(words, "no_bodies"), "plain")
    elif len(paper.bodies) > 1:
        yield from _summary(paper.bodies, words)
    for body in paper.bodies:
        yield from _body(body, words)
    if any(seat.standing == PROROGATIO for body in paper.bodies for seat in body.seats):
        yield flow.space(3)
        yield flow.text(_say(words, "prorogatio_why"), "source")
    if paper.signatories:
        when = words.date(paper.generated_at)
        place = flow.text(f"{paper.place}, {when}" if paper.place else when, "plain")
        yield KeepTogether([flow.space(8), place, flow.space(5), *flow.signatures(paper.signatories)])


def _summary(bodies, words):
    rows = []
    for body in bodies:
        vacant = sum(seat.standing in (VACANT, DESIGNATED) for seat in body.seats)  # whoever has not accepted holds nothing
        ends = [seat.until for seat in body.seats if seat.standing == IN_OFFICE and seat.until]
        counts = (len(body.seats), len(body.seats) - vacant, vacant)
        rows.append((body.name, *map(words.number, counts), words.short_date(min(ends, default=None))))
    columns = [_say(words, key) for key in ("body", "seats", "held", "vacant_count", "next_expiry")]
    yield from grid(columns, rows, "lrrrr")


def _body(body, words):
    yield CondPageBreak(62 * mm)
    heading = flow.heading(body.name)
    heading.keepWithNext = 0
    yield heading
    if body.description:
        yield para(body.description, _CELL)
        yield flow.space(1.5)
    if body.facts:
        yield flow.facts(body.facts, 0.3)
        yield flow.space(3)
    if body.seats:
        yield _seats(body.seats, words)
    else:
        yield para(_say(words, "no_seats"), _ABSENT)
    if body.remarks:
        title = para(_say(words, "remarks"), _REMARKS)
        title.keepWithNext = 1
        yield title
        yield from (para(remark, _BULLET, "•") for remark in body.remarks)


def _seats(seats, words):
    """The table of a body's seats; it breaks between rows, its head is repeated."""
    head = [para(_say(words, key), _HEAD) for key in ("seat", "holder", "source", "act", "since", "until")]
    rows = [_row(seat, words) for seat in seats]
    table = Table([head, *rows], colWidths=_COLUMNS, repeatRows=1)
    style = [
        ("VALIGN", (0, 0), (-1, -1), "TOP"),
        ("LEFTPADDING", (0, 0), (-1, -1), 3.5),
        ("RIGHTPADDING", (0, 0), (-1, -1), 3.5),
        ("TOPPADDING", (0, 0), (-1, -1), 3),
        ("BOTTOMPADDING", (0, 0), (-1, -1), 3.6),
        ("LINEABOVE", (0, 0), (-1, 0), 0.9, ACCENT),
        ("BACKGROUND", (0, 0), (-1, 0), WASH),
        ("LINEBELOW", (0, 1), (-1, -1), 0.3, HAIR),
    ]
    table.setStyle(flow.table_style(style))
    return table


def _row(seat, words):
    standing = seat.standing
    holder = [para(seat.holder, _NAME) if seat.holder else para(_say(words, VACANT), _ABSENT)]
    if seat.on_behalf and seat.holder:
        holder.append(para(_say(words, "for", member=seat.on_behalf), _SMALL))
    if standing in (DESIGNATED, PROROGATIO):
        holder.append(para(_say(words, standing), _SMALL))
    if seat.note:
        holder.append(para(seat.note, _SMALL))
    held = bool(seat.holder)
    return [
        para(seat.seat, _CELL),
        holder,
        para(seat.source, _CELL),
        para(seat.act.replace("n. ", "n.\xa0") if held else "", _CELL),
        para(words.short_date(seat.since) if held else "", _CELL),
        para(words.short_date(seat.until) if held else "", _CELL),
    ]
