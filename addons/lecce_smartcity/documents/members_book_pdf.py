# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
"""The members' book (libro degli associati) as a PDF.

What it must say of each member: name, birth, residence, tax code, date of entry, category,
resolution, date and cause of cessation; ended rows are kept. How it must be kept: numbered
pages, in order, no blank lines, nothing erased.
"""

from collections import Counter

from . import book_closing
from .layout import GREY, INK
from .ledger import Column, Ledger, Row, Span
from .typefaces import BOLD, ITALIC
from .words import Words

_SHARES = {
    "number": 12,
    "member": 46.5,
    "birth": 32,
    "codice_fiscale": 39,
    "address": 48,
    "category": 25,
    "joined": 22.5,
    "resolution": 32,
    "entry": 13,
    "cessation": 28,
}
_MINIMISED = {
    "number": 16,
    "member": 120,
    "category": 50,
    "joined": 30,
    "entry": 18,
    "cessation": 36,
}


def render(book, minimised=False):
    """A ``MembersBook`` as PDF bytes.

    ``minimised`` makes the inspection copy: number, name, category and dates only (art. 5(1)(c)
    GDPR; a member's right to inspect the books does not extend to others' private data).
    """
    words = Words(book.lang)
    ledger = _open(book, words, minimised)
    shares = _MINIMISED if minimised else _SHARES
    right = {"number", "entry"}
    ledger.start(
        [
            Column(words(key), share, "right" if key in right else "left")
            for key, share in shares.items()
        ]
    )
    for row in book.rows:
        ledger.add(_row(row, book, words, shares, minimised))
    count = words.count("rows", len(book.rows)) if book.rows else words("no_rows")
    ledger.end_table(words("end_of_rows", date=words.date(book.as_of), count=count))
    ledger.bar()
    _closing(ledger, book, words, minimised)
    return ledger.finish()


def _open(book, words, minimised):
    title = words("members_book_copy" if minimised else "members_book")
    subtitle = words("as_of", date=words.date(book.as_of))
    head = words("head", number=book.head.entry_number, hash=book.head.hash[:16] + "…")
    note = f"{subtitle} · {head} · {words('printed_at', date=words.moment(book.generated_at))}"
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
    if minimised:
        ledger.y = ledger.pen.lines(
            ledger.left,
            ledger.y - 2,
            words("minimised"),
            ledger.right - ledger.left,
            ITALIC,
            8.6,
            11.5,
            GREY,
        )
    ledger.y += 4
    return ledger


def _row(row, book, words, shares, minimised):
    """One membership as a row; ended ones grey, their name struck but legible."""
    member = row.is_member_on(book.as_of)
    color = INK if member else GREY
    struck = row.ceased_on is not None and not member
    cells = _erased(row, words, color) if row.erased_by else _personal(row, words, color, struck)
    cells |= {
        "number": (Span(str(row.number), BOLD, color, struck),),
        "category": _category(row, words, color, member),
        "joined": _span(words.short_date(row.joined_on), color),
        "resolution": _span(row.resolution, color),
        "entry": _span(row.entry_number, color),
        "cessation": _span(words.short_date(row.ceased_on), color)
        + (() if minimised else _span(row.cessation_cause, color)),
    }
    hidden = minimised or row.erased_by
    notes = (
        ()
        if hidden
        else tuple(Span(words("annotation") + note, ITALIC, color) for note in row.annotations)
    )
    return Row(tuple(cells[key] for key in shares), notes, f"{words('number')} {row.number}")


def _span(text, color):
    return () if text in (None, "") else (Span(str(text), color=color),)


def _category(row, words, color, member):
    suspended = (Span(words("suspended"), ITALIC, color),) if row.suspended and member else ()
    return _span(row.category, color) + suspended


def _personal(row, words, color, struck):
    return {
        "member": (Span(row.name, BOLD, color, struck),),
        "birth": _span(row.birth_place, color) + _span(words.short_date(row.birth_date), color),
        "codice_fiscale": _span(row.codice_fiscale, color),
        "address": _span(row.address, color) + _span(row.contact, GREY),
    }


def _erased(row, words, color):
    """Personal cells of a row whose data were erased: the reason, and nothing of the data."""
    dash = (Span(words("none"), color=GREY),)
    return {
        "member": (Span(words("erased", number=row.erased_by), ITALIC, color),),
        "birth": dash,
        "codice_fiscale": dash,
        "address": dash,
    }


def _closing(ledger, book, words, minimised):
    """The last pages: members by category, seal, conformity, signatures."""
    ledger.new_page()
    ledger.bookmark(words("summary"))
    book_closing.heading(ledger, words("members_by_category", date=words.date(book.as_of)))
    titles = ("category", "active", "suspended_count", "members", "ceased")
    ledger.start(
        [
            Column(
                words(key).capitalize(),
                3 if key == "category" else 1,
                "left" if key == "category" else "right",
            )
            for key in titles
        ]
    )
    for row in _summary(book, words):
        ledger.add(row)
    ledger.end_table()
    if not minimised:
        book_closing.seal(ledger, book)
    key = "conformity_copy" if minimised else "conformity_book"
    book_closing.conformity(ledger, book, key, date=words.date(book.as_of))
    ledger.bar()


def _summary(book, words):
    """Rows (category, active, suspended, members, ceased), in the rows' order, and a total."""
    counts = {}
    for row in book.rows:
        count = counts.setdefault(row.category, Counter())
        if row.is_member_on(book.as_of):
            count["suspended" if row.suspended else "active"] += 1
        elif row.ceased_on is not None:
            count["ceased"] += 1
    total = sum(counts.values(), Counter())
    for category, count in [*sorted(counts.items()), (words("total"), total)]:
        font = {"font": BOLD} if count is total else {}
        figures = (
            count["active"],
            count["suspended"],
            count["active"] + count["suspended"],
            count["ceased"],
        )
        yield Row(((Span(category, **font),), *((Span(words.number(n), **font),) for n in figures)))
