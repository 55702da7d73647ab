# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
"""The frozen roll of a meeting: who is called, who may vote with how many votes, and why somebody may not."""

import datetime
from collections import Counter
from dataclasses import dataclass

from . import book_closing
from .layout import GREY, INK
from .ledger import Column, Ledger, Row, Span
from .meeting_words import pair
from .model import Association, Signatory
from .typefaces import BOLD, ITALIC
from .words import Words

VOTES = "may_vote"  # entitled, and somebody can cast it
SUSPENDED = "suspended"  # entitled, nobody can cast it now
NO_VOTE = "no_vote"

_SHARES = {"number": 12, "name": 66, "category": 36, "capacity": 32, "votes": 12, "right": 34, "why": 81}
_TEXTS = {
    "title": ("Elenco dei convocati e degli aventi diritto al voto", "Roll of those called and entitled to vote"),
    "as_of": ("{title} – situazione al {date}", "{title} – as of {date}"),
    "frozen": ("fissato il {date}", "frozen on {date}"),
    "draft": ("non ancora fissato", "not frozen yet"),
    "number": ("N.", "No."),
    "name": ("Nominativo", "Name"),
    "category": ("Categoria", "Category"),
    "capacity": ("Titolo", "Called as"),
    "votes": ("Voti", "Votes"),
    "right": ("Diritto di voto", "Right to vote"),
    "why": ("Motivo e fonte", "Reason and source"),
    VOTES: ("sì", "yes"),
    SUSPENDED: ("sì, non esercitabile", "yes, cannot be cast"),
    NO_VOTE: ("no", "no"),
    "acting": ("rappresentato da {name}", "represented by {name}"),
    "added": ("aggiunto: {why}", "added: {why}"),
    "end": ("Fine dell’elenco: {count}", "End of the roll: {count}"),
    "names_one": ("1 nominativo", "1 name"),
    "names_many": ("{count} nominativi", "{count} names"),
    "summary": ("Riepilogo", "Summary"),
    "called": ("Convocati", "Called"),
    "entitled": ("Aventi diritto", "Entitled"),
    "castable": ("Voti esercitabili", "Votes that can be cast"),
    "total": ("Totale", "Total"),
    "page": ("pagina {page}", "page {page}"),
    "printed": ("stampato il {date}", "printed on {date}"),
    "signatures": ("Firme", "Signatures"),
}


@dataclass(frozen=True)
class RollRow:
    """One line. ``right``: VOTES, SUSPENDED or NO_VOTE; ``reasons`` with their articles, in words."""

    name: str
    number: str = ""
    category: str = ""
    capacity: str = ""  # "associato", "organo di controllo", "invitato"
    representative: str = ""
    votes: int = 0
    right: str = NO_VOTE
    reasons: tuple[str, ...] = ()
    added: str = ""  # why it joined after the roll was frozen


@dataclass(frozen=True)
class RollPaper:
    """The roll of one meeting, in its order."""

    association: Association
    title: str  # "Assemblea degli associati del 18 aprile 2026"
    record_date: datetime.date
    generated_at: datetime.datetime
    rows: tuple[RollRow, ...]
    frozen_at: datetime.datetime | None = None
    signatories: tuple[Signatory, ...] = ()
    lang: str = "it"


class _Pages(Ledger):
    """Pages that belong to no book."""

    def page_label(self):
        """The page's number alone."""
        return pair(self.words, _TEXTS["page"], page=self.page_number)


def render(paper):
    """A ``RollPaper`` as PDF bytes."""
    words = Words(paper.lang)
    subtitle = _say(words, "as_of", title=paper.title, date=words.date(paper.record_date))
    frozen = _say(words, "frozen", date=words.moment(paper.frozen_at)) if paper.frozen_at else _say(words, "draft")
    note = f"{subtitle} · {frozen} · {_say(words, 'printed', date=words.moment(paper.generated_at))}"
    args = (words, paper.generated_at, paper.record_date, paper.record_date.year, 1)
    ledger = _Pages(paper.association, _say(words, "title"), subtitle, note, *args)
    ledger.y += 4
    ledger.start([_column(words, key, share, key in ("number", "votes")) for key, share in _SHARES.items()])
    for row in paper.rows:
        ledger.add(_row(row, words))
    count = _say(words, "names_one") if len(paper.rows) == 1 else _say(words, "names_many", count=words.number(len(paper.rows)))
    ledger.end_table(_say(words, "end", count=count))
    ledger.need(150)
    _summary(ledger, paper, words)
    if paper.signatories:
        ledger.need(90)
        book_closing.heading(ledger, _say(words, "signatures"))
        book_closing.signatures(ledger, paper.signatories)
    return ledger.finish()


def _say(words, key, **values):
    return pair(words, _TEXTS[key], **values)


def _column(words, key, share, right):
    return Column(_say(words, key), share, "right" if right else "left")


def _row(row, words):
    color = GREY if row.right == NO_VOTE else INK
    name = [Span(row.name, BOLD, color)]
    if row.representative:
        name.append(Span(_say(words, "acting", name=row.representative), color=GREY))
    why = [Span(reason, color=color) for reason in row.reasons]
    if row.added:
        why.append(Span(_say(words, "added", why=row.added), ITALIC, color))
    cells = {
        "number": _span(row.number, color),
        "name": tuple(name),
        "category": _span(row.category, color),
        "capacity": _span(row.capacity, color),
        "votes": _span(words.number(row.votes) if row.votes else "–", color),
        "right": _span(_say(words, row.right), color),
        "why": tuple(why),
    }
    return Row(tuple(cells[key] for key in _SHARES), label=row.name)


def _span(text, color):
    return (Span(text, color=color),) if text else ()


def _summary(ledger, paper, words):
    """How many are called and entitled, and the votes, by the title under which they are called."""
    book_closing.heading(ledger, _say(words, "summary"))
    counts = {}
    for row in paper.rows:
        count = counts.setdefault(row.capacity, Counter())
        entitled = row.right != NO_VOTE
        castable = row.votes if row.right == VOTES else 0
        count.update({"called": 1, "entitled": entitled, "votes": row.votes * entitled, "castable": castable})
    keys = ("called", "entitled", "votes", "castable")
    ledger.start([_column(words, "capacity", 3, False), *(_column(words, key, 1.2, True) for key in keys)])
    total = sum(counts.values(), Counter())
    for capacity, count in [*counts.items(), (_say(words, "total"), total)]:
        font = {"font": BOLD} if count is total else {}
        ledger.add(Row(((Span(capacity or "–", **font),), *((Span(words.number(count[key]), **font),) for key in keys))))
    ledger.end_table()
