# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
"""The notice of a meeting (avviso di convocazione), one addressee each, with the proxy form at its foot.

A proxy may be written at the foot of the notice (disp. att. c.c. 8; D.Lgs. 117/2017 art. 24(3)): the form stands below a line to
cut along, on the last page if there is room, else on a page of its own.
"""

from functools import cache

from reportlab.lib.units import mm
from reportlab.platypus import KeepTogether, Paragraph, Table

from . import flow, layout, proxy_form, qr_code
from .envelope import Address
from .layout import ACCENT, GREY, HAIR, MARGIN, STYLES, WASH
from .margin import para
from .meeting_model import CANCELLATION, CONVOCATION, IN_PERSON, SECOND, UPDATE, WRITTEN
from .meeting_words import call, mode, pair, when
from .typefaces import BOLD, ITALIC, REGULAR, markup
from .words import Words

_QR = 25  # mm
_MASK = 3  # any mask can be read; looking for the best one would take most of the time of a notice
_TEXTS = {
    CONVOCATION: ("Avviso di convocazione: {title}", "Notice of meeting: {title}"),
    UPDATE: ("Avviso di convocazione aggiornato: {title}", "Updated notice of meeting: {title}"),
    CANCELLATION: ("Riunione annullata: {title}", "Meeting cancelled: {title}"),
    "updated": ("Questo avviso sostituisce quello inviato prima.", "This notice takes the place of the one sent before."),
    "cancelled": (
        "la riunione indicata qui sotto è annullata e non si terrà.",
        "the meeting described below is cancelled and will not be held.",
    ),
    "reason": ("Motivo: {reason}", "Reason: {reason}"),
    "intro": (
        "è convocata la riunione indicata qui sotto, che si tiene {mode}, con l’ordine del giorno che segue.",
        "the meeting described below is hereby convened. It is held {mode}; its agenda follows.",
    ),
    "all": ("Gentili associate, gentili associati,", "Dear members,"),
    "person": ("Gentile {name},", "Dear {name},"),
    "body": ("Spettabile {name},", "To {name}:"),
    "second": (
        "Si tiene solo se la prima convocazione va deserta.",
        "Held only if too few attend the first call.",
    ),
    "agenda": ("Ordine del giorno", "Agenda"),
    "documents": ("Documenti: {names}", "Documents: {names}"),
    "information": ("senza votazione", "no vote"),
    "attend": ("Partecipazione e voto", "Attendance and vote"),
    "remote": (
        "Chi partecipa a distanza si collega all’indirizzo indicato prima dell’ora di inizio e si fa identificare da chi presiede o "
        "dalla segreteria: chi non è stato identificato non può votare.",
        "Whoever attends remotely connects to the address given above before the meeting begins and is identified by the chair or "
        "the secretary: without identification there is no vote.",
    ),
    "written": (
        "Non ci si riunisce: si vota per iscritto entro il giorno e l’ora indicati; il voto che arriva dopo non si conta.",
        "Nobody meets: votes are given in writing by the day and hour shown; a vote that arrives later is not counted.",
    ),
    "record": (
        "Hanno diritto di voto gli associati che risultano averlo al {date}.",
        "Members who hold the right to vote on {date} may vote.",
    ),
    "vote_one": ("A Lei spetta un voto.", "You have one vote."),
    "vote_many": ("A Lei spettano {count} voti.", "You have {count} votes."),
    "where": ("I documenti si leggono qui: {where}", "The documents can be read here: {where}"),
    "proxy": (
        "Chi non può intervenire può farsi rappresentare con la delega in calce.",
        "Whoever cannot attend may be represented: the proxy form is at the foot of this notice.",
    ),
    "sources": ("Fonti", "Sources"),
    "checkin": (
        "Codice per l’ingresso: mostrarlo alla segreteria, anche dal telefono.",
        "Code for the check-in: show it to the secretary, on paper or on the phone.",
    ),
    "join": ("Collegamento", "Link"),
}
_BELOW = layout.style("agenda_below", size=8.6, leading=11.8, textColor=GREY)
_CALL = layout.style("call_name", BOLD, 8.8, 12.2, textColor=ACCENT)
_WHEN = layout.style("call_when", BOLD, 11, 14.6)
_WHERE = layout.style("call_where", size=9.4, leading=12.6)
_QUOTE = layout.style("notice_quote", ITALIC, 9.2, 12.4)
_SOURCE = layout.style("notice_source", size=8.4, leading=11.4, textColor=GREY, spaceAfter=3)
_POINT = layout.style("attend_point", size=10, leading=14, leftIndent=5 * mm, bulletIndent=1 * mm, spaceAfter=3)


def render(convocation, addressee):
    """A ``Convocation`` for one ``Addressee`` as PDF bytes.

    Raises ``ValueError`` when the text of the code for the check-in is too long to be read from paper.
    """
    words = Words(convocation.lang)
    title = _say(words, convocation.kind, title=convocation.title)
    address = Address(addressee.delivery, addressee.lines, convocation.association, words, convocation.date)
    shown = addressee.qr and convocation.kind != CANCELLATION
    modules = qr_code.matrix(addressee.qr, _QR, _MASK) if shown else None

    def first(canvas):
        left = address.draw(canvas, convocation.place, convocation.protocol)
        if modules:
            _draw_code(canvas, modules, left, words)

    lines = 3 if convocation.protocol else 2
    top = min(address.below, address.start - lines * 14.5 - (_QR + 3) * mm) if modules else address.below
    return flow.build(
        lambda: _story(convocation, addressee, words, title),
        convocation.association,
        title,
        words,
        convocation.date,
        convocation.date,
        first=first,
        top=max(top, 60 * mm),
        pages=2 if _has_form(convocation, addressee) else 1,
    )


def _has_form(convocation, addressee):
    """Whether the addressee may give a proxy for this meeting."""
    live = convocation.kind != CANCELLATION
    return bool(live and convocation.proxy and addressee.principal and addressee.votes is not None)


def _say(words, key, **values):
    return pair(words, _TEXTS[key], **values)


def _draw_code(canvas, modules, top, words):
    """The code for the check-in below place and date, with a word beside it."""
    size = _QR * mm
    bottom = top - size - 1.5 * mm
    qr_code.draw(canvas, modules, MARGIN - 1.5 * mm, bottom, size)
    pen = layout.Pen(canvas)
    pen.lines(MARGIN + size + 1.5 * mm, bottom + size - 12, _say(words, "checkin"), 44 * mm, REGULAR, 8, 10.6, GREY)


def _story(convocation, addressee, words, title):
    yield Paragraph(markup(title, BOLD).join((f'<font face="{BOLD}">', "</font>")), STYLES["subject"])
    yield flow.text(addressee.salutation or _salutation(addressee, words), "salutation")
    if convocation.kind == CANCELLATION:
        yield from _cancelled(convocation, words)
        return
    if convocation.kind == UPDATE:
        yield flow.text(_say(words, "updated"))
    yield flow.text(_say(words, "intro", mode=mode(words, convocation.mode)))
    if convocation.intro:
        yield flow.text(convocation.intro)
    yield _calls(convocation.calls, words)
    yield flow.heading(_say(words, "agenda"))
    yield from _agenda(convocation.agenda, words)
    points = list(_points(convocation, addressee, words))
    if points:
        head, first, *rest = flow.heading(_say(words, "attend")), *(para(point, _POINT, "•") for point in points)
        yield KeepTogether([head, first])
        yield from rest
    closing = _closing(convocation)
    if convocation.sources:
        closing = [flow.text(_say(words, "sources"), "subheading"), *_sources(convocation.sources), *closing]
    yield KeepTogether(closing)  # a signature does not stand on a page of its own
    if _has_form(convocation, addressee):
        yield from proxy_form.flowables(convocation, addressee, words)


def _salutation(addressee, words):
    """By name; a legal person as such; all where the notice is nobody's own."""
    if not addressee.qr and not addressee.principal:
        return _say(words, "all")
    return _say(words, "body" if addressee.representative else "person", name=addressee.lines[0])


def _sources(sources):
    """The articles on which the notice rests, each with where it is written."""
    for source in sources:
        yield para(f"«{source.text}»", _QUOTE)
        yield para(source.source, _SOURCE)


def _cancelled(convocation, words):
    """What a cancellation says: which meeting, and why."""
    yield flow.text(_say(words, "cancelled"))
    if convocation.cancel_reason:
        yield flow.text(_say(words, "reason", reason=convocation.cancel_reason))
    yield _calls(convocation.calls, words)
    yield KeepTogether(_closing(convocation))


def _closing(convocation):
    closing = [flow.text(convocation.closing)] if convocation.closing else []
    return [*closing, flow.space(1), flow.signature(convocation.convener, room=9 * mm)]


def _points(convocation, addressee, words):
    """What a member has to know about taking part."""
    if convocation.mode != IN_PERSON:
        yield convocation.remote_how or _say(words, "written" if convocation.mode == WRITTEN else "remote")
    if convocation.record_date:
        said = _say(words, "record", date=words.date(convocation.record_date))
        if addressee.votes is not None:
            said += " " + _say(words, "vote_one" if addressee.votes == 1 else "vote_many", count=words.number(addressee.votes))
        yield said
    if addressee.standing:
        yield addressee.standing
    if convocation.documents_where:
        yield _say(words, "where", where=convocation.documents_where)
    if _has_form(convocation, addressee):
        yield _say(words, "proxy")


def _calls(calls, words):
    """The sittings beside each other, two in a row."""
    cells = [[_call_cell(one, words)] for one in calls] if len(calls) == 1 else None
    rows = cells or [[_call_cell(one, words) for one in calls[at : at + 2]] for at in range(0, len(calls), 2)]
    for row in rows:
        row.extend([""] * (len(rows[0]) - len(row)))
    columns = len(rows[0])
    table = Table(rows, colWidths=[flow.WIDTH / columns] * columns, spaceBefore=2, spaceAfter=4)
    whole = ((0, 0), (-1, -1))
    style = [
        ("BACKGROUND", *whole, WASH),
        ("LINEABOVE", (0, 0), (-1, 0), 0.9, ACCENT),
        ("VALIGN", *whole, "TOP"),
        ("LEFTPADDING", *whole, 8),
        ("RIGHTPADDING", *whole, 8),
        ("TOPPADDING", *whole, 6),
        ("BOTTOMPADDING", *whole, 7),
        ("NOSPLIT", *whole),
    ]
    if columns > 1:
        style.append(("LINEBEFORE", (1, 0), (1, -1), 0.6, HAIR))
    table.setStyle(flow.table_style(style))
    return table


def _call_cell(one, words):
    cell = [para(call(words, one.call), _CALL), para(when(words, one.starts), _WHEN)]
    if one.place:
        cell.append(para(one.place, _WHERE))
    if one.link:
        cell.append(para(f"{_say(words, 'join')}: {one.link}", _WHERE))
    if one.call == SECOND:
        cell.append(para(_say(words, "second"), _BELOW))
    return cell


def _agenda(lines, words):
    """The numbered tree; what is said of an item stands below it."""
    for line in lines:
        below = [line.matter, "" if line.votes else _say(words, "information"), line.note]
        told = [" · ".join(filter(None, below))]
        if line.documents:
            told.append(_say(words, "documents", names=", ".join(line.documents)))
        told = list(filter(None, told))
        title, after = _levels(min(line.level, 4))
        item = para(line.title, title, f"{line.number.rstrip('.')}.")
        item.keepWithNext = bool(told)
        yield item
        if told:
            yield para("\n".join(told), after)


@cache
def _levels(level):
    """The styles of an item and of what stands below it, as deep in the tree as it is."""
    start = (0, 8, 18, 30, 44)[level] * mm
    indent = {"leftIndent": start + (8, 10, 12, 14, 16)[level] * mm}
    title = layout.style(
        f"agenda_{level}", BOLD if level == 0 else REGULAR, 10.5, 14.2, spaceBefore=3.5, bulletIndent=start, bulletFontName=BOLD,
        bulletFontSize=10.5, bulletColor=ACCENT, **indent,
    )  # fmt: skip
    return title, layout.style(f"agenda_below_{level}", size=8.8, leading=12, textColor=GREY, **indent)
