# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
"""The entries (annotazioni) of the members' book in their order, or an extract of them."""

from . import book_closing
from .layout import GREY, INK
from .ledger import Column, Ledger, Row, Span
from .typefaces import BOLD, ITALIC
from .words import Words

_SHARES = {"number": 15, "recorded": 24, "act_date": 25, "kind": 34, "text": 142, "hash": 33}
_HASH_DIGITS = 16


def render(book):
    """A ``BookEntries`` as PDF bytes.

    A rectified entry stays legible, struck through, and says which entry rectifies it. In an
    extract (``book.extract``) each gap in the numbering is marked "omissis".
    """
    words = Words(book.lang)
    title = words("extract" if book.extract else "entries")
    subtitle = words("as_of", date=words.date(book.as_of))
    head = words("head", number=book.head.entry_number, hash=book.head.hash[:16] + "…")
    note = f"{head} · {words('printed_at', date=words.moment(book.generated_at))}"
    year = book.page_year or book.as_of.year
    ledger = Ledger(
        book.association,
        title,
        subtitle,
        note,
        words,
        book.generated_at,
        book.as_of,
        year,
        book.first_page,
    )
    ledger.y -= 2
    ledger.start(
        [
            Column(words(key), share, "right" if key == "number" else "left")
            for key, share in _SHARES.items()
        ]
    )
    previous = 0
    for entry in book.entries:
        if book.extract and entry.number > previous + 1:
            ledger.add(_omissis(words))
        ledger.add(_row(entry, words))
        previous = entry.number
    if book.extract and book.entries and previous < book.head.entry_number:
        ledger.add(_omissis(words))
    count = words.count("entries", len(book.entries)) if book.entries else words("no_entries")
    ledger.end_table(words("end_of_entries", count=count))
    _closing(ledger, book)
    return ledger.finish()


def _omissis(words):
    cells = [()] * len(_SHARES)
    cells[list(_SHARES).index("text")] = (Span(words("omissis"), ITALIC, GREY),)
    return Row(tuple(cells))


def _row(entry, words):
    annulled = entry.annulled_by is not None
    color = GREY if annulled else INK
    remark = ()
    if annulled:
        remark = (Span(words("annulled_by", number=entry.annulled_by), ITALIC, INK),)
    return Row(
        (
            (Span(str(entry.number), BOLD, color),),
            (Span(words.short_date(entry.recorded_on), color=color),),
            (Span(words.short_date(entry.act_date), color=color),),
            (Span(entry.kind, color=color),),
            (Span(entry.text, color=color, struck=annulled), *remark),
            (Span(entry.hash[:_HASH_DIGITS], color=GREY),),
        ),
        label=f"{words('number')} {entry.number}",
    )


def _closing(ledger, book):
    if not book.extract:
        book_closing.seal(ledger, book)
    key = "conformity_extract" if book.extract else "conformity_entries"
    book_closing.conformity(ledger, book, key)
    ledger.bar()
