# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
"""The proxy form (delega) at the foot of a notice: prefilled with the principal, the holder's name left open.

A proxy without a holder's name is void (c.c. 2372(2)): the form says so. Instructions bind the holder towards the principal.
"""

from reportlab.lib.units import mm
from reportlab.platypus import Flowable, Table

from . import flow, layout
from .layout import ACCENT, GREY, HAIR
from .margin import para
from .meeting_model import SECOND
from .meeting_words import pair, when
from .typefaces import BOLD, REGULAR, printable, text_width

_ITEMS_MAX = 8  # more would not fit below a notice
_TEXTS = {
    "cut": ("tagliare qui e consegnare al delegato", "cut here and hand to the holder"),
    "title": ("Delega", "Proxy"),
    "giver": ("{name}, n. {number} nel libro degli associati", "{name}, no. {number} in the members’ book"),
    "giver_bare": ("{name}", "{name}"),
    "acting": (", rappresentato da ", ", represented by "),
    "delegates": ("delega", "appoints"),
    "holder": ("Cognome e nome del delegato (associato)", "Surname and name of the holder (a member)"),
    "holder_number": ("n. nel libro", "no. in the book"),
    "at": ("a rappresentarlo a: {title}, {calls}.", "as its representative at: {title}, {calls}."),
    "second": ("e in seconda convocazione {when}", "and, in second call, {when}"),
    "all": ("su tutti i punti all’ordine del giorno", "on all items of the agenda"),
    "some": ("solo sui punti n.", "only on items no."),
    "instructions": (
        "Istruzioni di voto (facoltative; senza istruzioni il delegato vota come crede)",
        "Instructions (optional; without them the holder votes as he or she sees fit)",
    ),
    "favour": ("favorevole", "in favour"),
    "against": ("contrario", "against"),
    "abstained": ("astenuto", "abstain"),
    "others": ("Per gli altri punti:", "For the other items:"),
    "rules": (
        "La delega è scritta, non può essere rilasciata in bianco e non si può passare ad altri; si può revocare e cessa se il "
        "delegante interviene.",
        "A proxy is in writing, names its holder and cannot be passed on; it can be revoked, and lapses when the principal attends.",
    ),
    "both": ("Vale per la prima e la seconda convocazione.", "It holds for the first and the second call."),
    "one": ("Vale per la sola prima convocazione.", "It holds for the first call only."),
    "cap": ("Ogni associato può avere al massimo {cap} deleghe{article}.", "One member may hold {cap} proxies at most{article}."),
    "cap_one": ("Ogni associato può avere una sola delega{article}.", "One member may hold one proxy only{article}."),
    "excluded": ("Non si può delegare a: {who}{article}.", "No proxy may be given to: {who}{article}."),
    "place": ("Luogo e data", "Place and date"),
    "signature": ("Firma del delegante", "Signature of the principal"),
}
_TITLE = layout.style("proxy_title", BOLD, 12.5, 16, textColor=ACCENT, spaceAfter=2)
_PLAIN = layout.style("proxy_plain", size=9.4, leading=13)
_GIVER = layout.style("proxy_giver", BOLD, 10, 13.6)
_SMALL = layout.style("proxy_small", size=7.8, leading=10.4, textColor=GREY)
_BOX = "☐"


def _say(words, key, **values):
    return pair(words, _TEXTS[key], **values)


def flowables(convocation, addressee, words):
    """The form: a line to cut along and what stands below it, at the foot of the page, never torn."""
    parts = [_Cut(_say(words, "cut")), *_form(convocation, addressee, words)]
    table = Table([[parts]], colWidths=[flow.WIDTH])
    whole = ((0, 0), (-1, -1))
    table.setStyle(flow.table_style([(side, *whole, 0) for side in ("LEFTPADDING", "RIGHTPADDING", "TOPPADDING", "BOTTOMPADDING")]))
    yield _AtFoot(table)


def _form(convocation, addressee, words):
    terms = convocation.proxy
    key = "giver" if addressee.number else "giver_bare"
    giver = _say(words, key, name=addressee.principal, number=addressee.number)
    if addressee.representative:
        giver += _say(words, "acting") + addressee.representative
    yield para(_say(words, "title"), _TITLE)
    yield para(giver, _GIVER)
    yield para(_say(words, "delegates"), _PLAIN)
    yield _blanks((_say(words, "holder"), 0.8), (_say(words, "holder_number"), 0.2))
    yield para(_say(words, "at", title=convocation.title, calls=_calls(convocation.calls, terms, words)), _PLAIN)
    yield flow.space(1.5)
    yield _scope(words)
    voted = [line for line in convocation.agenda if line.votes]
    if voted:
        yield flow.space(3)
        yield _instructions(voted, words)
    yield flow.space(1.5)
    yield para(" ".join(_limits(terms, len(convocation.calls) > 1, words)), _SMALL)
    yield flow.space(3)
    yield _blanks((_say(words, "place"), 0.4), (_say(words, "signature"), 0.6))


def _calls(calls, terms, words):
    """When the meeting is, both calls where the proxy holds for both."""
    told = [when(words, calls[0].starts)]
    told += [_say(words, "second", when=when(words, one.starts)) for one in calls[1:] if one.call == SECOND and terms.both_calls]
    return " ".join(told)


def _limits(terms, two_calls, words):
    """What a proxy may not be, with the articles."""
    yield _say(words, "rules")
    if two_calls:
        yield _say(words, "both" if terms.both_calls else "one")
    if terms.cap is not None:
        yield _say(words, "cap_one" if terms.cap == 1 else "cap", cap=terms.cap, article=_cited(terms.cap_article))
    if terms.excluded:
        yield _say(words, "excluded", who="; ".join(terms.excluded), article=_cited(terms.excluded_article))


def _cited(article):
    return f" ({article})" if article else ""


def _scope(words):
    some = f"{_BOX} {_say(words, 'some')}"
    table = Table([[para(f"{_BOX} {_say(words, 'all')}", _PLAIN), para(some, _PLAIN), ""]],
                  colWidths=[flow.WIDTH * share for share in (0.42, 0.24, 0.34)])  # fmt: skip
    table.setStyle(flow.table_style([*_tight(), ("LINEBELOW", (2, 0), (2, 0), 0.5, GREY)]))
    return table


def _instructions(voted, words):
    """A row for each item to be voted on, with a box for each vote."""
    head = [
        para(_say(words, "instructions"), _SMALL),
        *(para(_say(words, key), _SMALL) for key in ("favour", "against", "abstained")),
    ]
    widths = [flow.WIDTH - 54 * mm, 18 * mm, 18 * mm, 18 * mm]
    rows = [
        [para(_shortened(f"{line.number.rstrip('.')}. {line.title}", widths[0] - 4), _PLAIN), *([para(_BOX, _PLAIN)] * 3)]
        for line in voted[:_ITEMS_MAX]
    ]
    style = [
        *_tight(),
        ("LINEBELOW", (0, 0), (-1, -1), 0.3, HAIR),
        ("TOPPADDING", (0, 0), (-1, -1), 1),
        ("BOTTOMPADDING", (0, 0), (-1, -1), 1.4),
    ]
    if len(voted) > _ITEMS_MAX:
        rows.append([para(_say(words, "others"), _PLAIN), "", "", ""])
        style.append(("SPAN", (1, len(rows)), (-1, len(rows))))
    table = Table([head, *rows], colWidths=widths)
    table.setStyle(flow.table_style(style))
    return table


def _shortened(text, width):
    """One line of the item's title; the whole of it is in the agenda above."""
    text = printable(text)
    if text_width(text, REGULAR, _PLAIN.fontSize) <= width:
        return text
    while text and text_width(text + "…", REGULAR, _PLAIN.fontSize) > width:
        text = text[:-1]
    return text.rstrip() + "…"


def _blanks(*fields):
    """Lines to write on, what belongs there in small type below; ``fields``: (text, share of the width)."""
    widths, cells = [], []
    for number, (text, share) in enumerate(fields):
        if number:
            widths.append(6 * mm)
            cells.append("")
        widths.append((flow.WIDTH - 6 * mm * (len(fields) - 1)) * share)
        cells.append(para(text, _SMALL))
    table = Table([[""] * len(cells), cells], colWidths=widths, rowHeights=[7.5 * mm, None])
    lines = [("LINEBELOW", (at, 0), (at, 0), 0.5, GREY) for at in range(0, len(cells), 2)]
    table.setStyle(flow.table_style([*_tight(), *lines]))
    return table


def _tight():
    whole = ((0, 0), (-1, -1))
    return [("LEFTPADDING", *whole, 0), ("RIGHTPADDING", *whole, 0), ("TOPPADDING", *whole, 0), ("BOTTOMPADDING", *whole, 1),
            ("VALIGN", *whole, "BOTTOM")]  # fmt: skip


class _Cut(Flowable):
    """A dashed line with scissors and a word."""

    def __init__(self, text):
        super().__init__()
        self.text = text

    def wrap(self, width, _height):
        """As wide as the page's text."""
        self.width = width
        return width, 7 * mm

    def draw(self):
        """Draw it."""
        pen = layout.Pen(self.canv)
        y = 4.2 * mm
        self.canv.saveState()
        self.canv.setDash(3, 2.4)
        used = pen.text(0, y - 3, "✂", REGULAR, 10, GREY)
        pen.rule(used + 4, y, self.width, y, GREY, 0.6)
        self.canv.restoreState()
        pen.text(self.width, y - 8.5, self.text, REGULAR, 7, GREY, "right")


class _AtFoot(Flowable):
    """Something drawn at the foot of the page; on a page of its own it stands at the top."""

    def __init__(self, content):
        super().__init__()
        self.content = content

    def wrap(self, width, height):
        """All the room that is left, if it is enough."""
        self.width = width
        own = self.content.wrap(width, height)[1]
        alone = height > layout.PORTRAIT[1] - 60 * mm
        self.height = own if own > height or alone else height - 0.1
        return width, self.height

    def draw(self):
        """Draw the content at the bottom of the room taken."""
        self.content.drawOn(self.canv, 0, 0)
