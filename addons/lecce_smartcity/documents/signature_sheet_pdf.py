# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
"""The attendance sheet (foglio firme): who is called, represented by whom, with which proxies, and room to sign in and out.

Drawn straight onto the canvas: an assembly of thousands takes seconds. Each page says whose names it holds, so that several
desks can share it, and leaves room for its own count.
"""

import datetime
from dataclasses import dataclass

from reportlab.lib.units import mm

from . import layout
from .layout import ACCENT, GREY, HAIR, INK, PORTRAIT, WASH
from .meeting_model import CallTime
from .meeting_words import call, pair, when
from .model import Association, Signatory
from .typefaces import BOLD, ITALIC, REGULAR
from .words import Words

_MARGIN = 12 * mm
_LEFT, _RIGHT = _MARGIN, PORTRAIT[0] - _MARGIN
_LATER_TOP = PORTRAIT[1] - 18 * mm
_BOTTOM = layout.FOOT + 30  # above the page's count
_SIZE, _SMALL, _STEP = 8.8, 7.2, 9.2
_ROW = 10.2 * mm
_GROUP = 7.5 * mm
_HEAD = 9.5 * mm
_CLOSING, _SIGNING = 52 * mm, 26 * mm
_HELD_MAX = 12  # principals named in a row; the rest is counted
# number, name, votes, proxies, time in, signature in, time out, signature out
_WIDTHS = tuple(part * mm for part in (11, 57, 9, 30, 12, 31, 12, 24))
_EDGES = tuple(_LEFT + sum(_WIDTHS[:at]) for at in range(len(_WIDTHS) + 1))
_PAD = 3.2

_TEXTS = {
    "title": ("Foglio firme", "Attendance sheet"),
    "number": ("N.", "No."),
    "name": ("Nominativo", "Name"),
    "votes": ("Voti", "Votes"),
    "proxies": ("Deleghe di", "Proxies of"),
    "in": ("Entrata: ora e firma", "In: time and signature"),
    "out": ("Uscita: ora e firma", "Out: time and signature"),
    "acting": ("rappresentato da {name}", "represented by {name}"),
    "given": ("ha delegato {name}", "proxy given to {name}"),
    "no_vote": ("–", "–"),
    "more": ("e altri {count}", "and {count} more"),
    "page_one": ("In questa pagina: 1 nominativo, {votes}", "On this page: 1 name, {votes}"),
    "page_many": ("In questa pagina: {rows} nominativi, {votes}", "On this page: {rows} names, {votes}"),
    "votes_one": ("1 voto", "1 vote"),
    "votes_many": ("{count} voti", "{count} votes"),
    "own": ("presenti in proprio", "present in person"),
    "by_proxy": ("per delega", "by proxy"),
    "present_votes": ("voti", "votes"),
    "nobody": ("Nessun nominativo.", "No names."),
    "totals": ("Riepilogo", "Summary"),
    "called": ("Nominativi nel foglio", "Names on this sheet"),
    "entitled": ("Con diritto di voto", "Entitled to vote"),
    "all_votes": ("Voti spettanti", "Votes they hold"),
    "given_count": ("Deleghe rilasciate", "Proxies given"),
    "opened": ("Aperto alle ore", "Opened at"),
    "closed": ("Chiuso alle ore", "Closed at"),
    "printed": ("stampato il {date}", "printed on {date}"),
}


@dataclass(frozen=True)
class SheetRow:
    """Who may sign. ``votes`` None: called without a vote. ``came`` and ``left``: times already noted ("9:05", "9:05 online")."""

    name: str
    number: str = ""
    votes: int | None = None
    representative: str = ""  # who acts for a legal person
    holds: tuple[str, ...] = ()  # principals whose proxies it holds
    given_to: str = ""  # the holder of its own proxy
    note: str = ""
    group: str = ""  # heading under which it stands: "Associati", "Organo di controllo"
    came: str = ""
    left: str = ""


@dataclass(frozen=True)
class SignatureSheet:
    """The sheet of one sitting; rows in the order in which they are printed, groups together."""

    association: Association
    title: str  # "Assemblea degli associati"
    sitting: CallTime
    rows: tuple[SheetRow, ...]
    generated_at: datetime.datetime
    signatories: tuple[Signatory, ...] = ()
    lang: str = "it"


def render(sheet):
    """A ``SignatureSheet`` as PDF bytes."""
    return _Drawing(sheet).drawn()


class _Block:
    """A row or a heading with its lines, measured before pages are made."""

    def __init__(self, row, lines=(), heading=""):
        self.row, self.lines, self.heading = row, lines, heading
        deepest = max((len(column) for column in lines), default=0)
        self.height = _GROUP if heading else max(_ROW, deepest * _STEP + 8)


class _Drawing:
    def __init__(self, sheet):
        self.sheet, self.words = sheet, Words(sheet.lang)
        self.buffer, self.canvas = layout.new_canvas(PORTRAIT, self.words)
        self.pen = layout.Pen(self.canvas)
        self.day = sheet.sitting.starts.date()
        self.name = sheet.association.name_on(self.day)
        self.subtitle = " – ".join((call(self.words, sheet.sitting.call), when(self.words, sheet.sitting.starts)))

    def say(self, key, **values):
        """One of this paper's texts."""
        return pair(self.words, _TEXTS[key], **values)

    def drawn(self):
        """The document's bytes."""
        sheet, title = self.sheet, f"{self.say('title')} – {self.sheet.title}"
        layout.stamp(self.canvas, title, self.name, self.words, sheet.generated_at)
        top = self._first_head(title)
        pages = self._pages(list(self._blocks()), top)
        last = pages[-1]
        room = (top if len(pages) == 1 else _LATER_TOP) - sum(block.height for block in last) - _HEAD - _BOTTOM
        total = len(pages) + (room < _CLOSING + _SIGNING * -(-len(sheet.signatories) // 2))
        for number, page in enumerate(pages, 1):
            if number > 1:
                self._next(title, page)
            bottom = self._table(page, top if number == 1 else _LATER_TOP)
            self._count(page)
            self._foot(number, total)
        if total > len(pages):
            self._next(title, ())
            self._foot(total, total)
            bottom = _LATER_TOP
        self._closing(bottom - 10 * mm)
        self.canvas.showPage()
        self.canvas.save()
        return self.buffer.getvalue()

    # --- measuring ---

    def _blocks(self):
        group = ""
        for row in self.sheet.rows:
            if row.group != group:
                group = row.group
                yield _Block(None, heading=group)
            yield _Block(row, (self._name_lines(row), self._proxy_lines(row)))

    def _name_lines(self, row):
        wrap, width = self.pen.typesetter.wrap, _WIDTHS[1] - 2 * _PAD
        lines = [(text, BOLD, _SIZE, INK) for text in wrap(row.name, BOLD, _SIZE, width)]
        told = [self.say("acting", name=row.representative)] if row.representative else []
        told += [self.say("given", name=row.given_to)] if row.given_to else []
        told += [row.note] if row.note else []
        return lines + [(text, REGULAR, _SMALL, GREY) for part in told for text in wrap(part, REGULAR, _SMALL, width)]

    def _proxy_lines(self, row):
        wrap, width = self.pen.typesetter.wrap, _WIDTHS[3] - 2 * _PAD
        names = list(row.holds[:_HELD_MAX])
        if len(row.holds) > _HELD_MAX:
            names.append(self.say("more", count=len(row.holds) - _HELD_MAX))
        return [(text, REGULAR, _SMALL, INK) for name in names for text in wrap(name, REGULAR, _SMALL, width)]

    def _pages(self, blocks, top):
        """The blocks page by page; a group's heading is never the last of a page."""
        pages, page, room = [], [], top - _HEAD - _BOTTOM
        for at, block in enumerate(blocks):
            need = block.height + (blocks[at + 1].height if block.heading and at + 1 < len(blocks) else 0)
            if page and need > room:
                pages.append(page)
                page, room = [], _LATER_TOP - _HEAD - _BOTTOM
            page.append(block)
            room -= block.height
        return [*pages, page]

    # --- drawing ---

    def _first_head(self, title):
        y = layout.letterhead(self.canvas, self.sheet.association, self.words, self.day, PORTRAIT, _MARGIN)
        y = self.pen.lines(_LEFT, y - 25, title, _RIGHT - _LEFT, BOLD, 17, 21, ACCENT)
        below = [self.subtitle, self.sheet.sitting.place]
        for text in filter(None, below):
            y = self.pen.lines(_LEFT, y + 4, text, _RIGHT - _LEFT, REGULAR, 10, 13.5, GREY) - 4
        return y + 2

    def _next(self, title, page):
        self.canvas.showPage()
        rows = [block.row.name for block in page if block.row]
        span = f"{rows[0]} … {rows[-1]}" if rows else ""
        layout.running_head(self.canvas, title, span or self.subtitle, PORTRAIT, _MARGIN)

    def _foot(self, number, total):
        note = f"{self.name} · {self.subtitle} · {self.say('printed', date=self.words.moment(self.sheet.generated_at))}"
        layout.footer(self.canvas, note, self.words("page_of", page=number, total=total), PORTRAIT, _MARGIN)

    def _table(self, page, top):
        """The head and the rows; returns where they end."""
        y = self._table_head(top)
        if not page:
            self.pen.text(_LEFT, y - 14, self.say("nobody"), ITALIC, 9, GREY)
            return y - 22
        grid = self.canvas.beginPath()
        for block in page:
            bottom = y - block.height
            if block.heading:
                self.canvas.setFillColor(WASH)
                self.canvas.rect(_LEFT, bottom, _RIGHT - _LEFT, block.height, stroke=0, fill=1)
                self.pen.text(_LEFT + _PAD, bottom + 7, block.heading, BOLD, 9, ACCENT)
            else:
                self._row(block, y, bottom)
                for x in _EDGES[1:-1]:
                    grid.moveTo(x, y)
                    grid.lineTo(x, bottom)
            grid.moveTo(_LEFT, bottom)
            grid.lineTo(_RIGHT, bottom)
            y = bottom
        self.canvas.setStrokeColor(HAIR)
        self.canvas.setLineWidth(0.4)
        self.canvas.drawPath(grid)
        return y

    def _table_head(self, y):
        self.canvas.setFillColor(WASH)
        self.canvas.rect(_LEFT, y - _HEAD, _RIGHT - _LEFT, _HEAD, stroke=0, fill=1)
        self.pen.rule(_LEFT, y, _RIGHT, y, ACCENT, 0.8)
        self.pen.rule(_LEFT, y - _HEAD, _RIGHT, y - _HEAD, ACCENT, 0.5)
        heads = ((0, "number"), (1, "name"), (2, "votes"), (3, "proxies"), (4, "in"), (6, "out"))
        for at, key in heads:
            self.pen.text(_EDGES[at] + _PAD, y - _HEAD / 2 - 2.6, self.say(key), BOLD, 7.6, ACCENT)
        return y - _HEAD

    def _row(self, block, y, bottom):
        row = block.row
        base = y - _SIZE - 3
        self.pen.text(_EDGES[1] - _PAD, base, row.number, REGULAR, _SIZE, INK, "right")
        told = self.say("no_vote") if row.votes is None else self.words.number(row.votes)
        self.pen.text(_EDGES[3] - _PAD, base, told, REGULAR, _SIZE, GREY if row.votes is None else INK, "right")
        for column, lines in zip((1, 3), block.lines, strict=True):
            at = base
            for text, font, size, color in lines:
                self.pen.text(_EDGES[column] + _PAD, at, text, font, size, color)
                at -= _STEP
        for column, text in ((4, row.came), (6, row.left)):
            self.pen.fitted(_EDGES[column] + _PAD, base, text, _WIDTHS[column] - 2 * _PAD, REGULAR, 8, 5)

    def _count(self, page):
        """The page's own count: what it holds, and room for how many came."""
        rows = [block.row for block in page if block.row]
        votes = sum(row.votes or 0 for row in rows)
        told = self._votes(votes)
        key = "page_one" if len(rows) == 1 else "page_many"
        y = layout.FOOT + 17
        self.pen.text(_LEFT, y, self.say(key, rows=self.words.number(len(rows)), votes=told), BOLD, 8, INK)
        x = _RIGHT
        for name in ("present_votes", "by_proxy", "own"):
            self.pen.rule(x - 15 * mm, y - 1.5, x, y - 1.5, GREY, 0.5)
            x -= 15 * mm + 4
            x -= self.pen.text(x, y, self.say(name), REGULAR, 8, GREY, "right") + 10

    def _votes(self, count):
        return self.say("votes_one") if count == 1 else self.say("votes_many", count=self.words.number(count))

    def _closing(self, y):
        """Totals of the whole sheet, and who signs it."""
        rows = self.sheet.rows
        voting = [row for row in rows if row.votes is not None]
        facts = (
            ("called", self.words.number(len(rows))),
            ("entitled", self.words.number(len(voting))),
            ("all_votes", self.words.number(sum(row.votes for row in voting))),
            ("given_count", self.words.number(sum(bool(row.given_to) for row in rows))),
            ("opened", ""),
            ("closed", ""),
        )
        self.pen.text(_LEFT, y, self.say("totals"), BOLD, 11, ACCENT)
        y -= 16
        for key, value in facts:
            self.pen.text(_LEFT, y, self.say(key), REGULAR, 9, GREY)
            if value:
                self.pen.text(_LEFT + 62 * mm, y, value, BOLD, 9, INK, "right")
            else:
                self.pen.rule(_LEFT + 42 * mm, y - 1.5, _LEFT + 62 * mm, y - 1.5, GREY, 0.5)
            y -= 14
        self._signatures(y - 8)

    def _signatures(self, y):
        width = (_RIGHT - _LEFT - 14 * mm) / 2
        for at, person in enumerate(self.sheet.signatories):
            x = _LEFT + (at % 2) * (width + 14 * mm)
            if at and at % 2 == 0:
                y -= _SIGNING
            self.pen.fitted(x, y, person.role, width, REGULAR, 9.5)
            self.pen.rule(x, y - 14 * mm, x + width, y - 14 * mm, HAIR, 0.6)
            self.pen.fitted(x, y - 14 * mm - 12, person.name, width, REGULAR, 9.5)
