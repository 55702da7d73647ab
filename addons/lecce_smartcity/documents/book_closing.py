# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
"""The end of a book: its seal, the statement of conformity and the signatures."""

from reportlab.lib.units import mm

from .layout import ACCENT, GREY, HAIR, INK
from .typefaces import BOLD, REGULAR

_SIZE, _LEADING = 9.2, 13.0
_PEOPLE_IN_A_ROW, _PEOPLE_HEIGHT = 3, 60


def heading(ledger, text):
    """A heading over what follows; keeps at least 25 mm with it."""
    ledger.need(25 * mm)
    ledger.y -= 22
    ledger.pen.text(ledger.left, ledger.y, text, BOLD, 12, ACCENT)
    ledger.y -= 7


def seal(ledger, book):
    """Print where the book stood: last entry, hash, checkpoint, moment of printing."""
    words = ledger.words
    heading(ledger, words("seal"))
    rows = [
        (words("last_entry"), words.number(book.head.entry_number)),
        (words("head_hash"), book.head.hash),
        (words("checkpoint"), book.head.checkpoint),
        (words("generated_at"), words.moment(book.generated_at)),
    ]
    for label, value in rows:
        if not value:
            continue
        ledger.need(2 * _LEADING)
        ledger.y -= _LEADING
        ledger.pen.text(ledger.left, ledger.y, label, REGULAR, _SIZE, GREY)
        x = ledger.left + 48 * mm
        ledger.y = _LEADING + ledger.pen.lines(
            x, ledger.y, value, ledger.right - x, REGULAR, _SIZE, _LEADING
        )
    ledger.y -= 4


def conformity(ledger, book, key, **values):
    """Print the statement ``key``, place and date, and a line for each signatory.

    The statement says how many pages there are: it stands with the signatures on the last one.
    """
    words = ledger.words
    rows = -(-len(book.signatories) // _PEOPLE_IN_A_ROW)
    ledger.need(4 * 14.5 + 60 + rows * _PEOPLE_HEIGHT + 20)
    text = words(key, entry=words.number(book.head.entry_number), **_pages(ledger), **values)
    heading(ledger, words("conformity"))
    width = min(ledger.right - ledger.left, 235 * mm)
    for line in ledger.pen.typesetter.wrap(text, REGULAR, 10, width):
        ledger.y -= 14.5
        ledger.pen.text(ledger.left, ledger.y, line, REGULAR, 10)
    ledger.y -= 24
    when = words.date(book.generated_at)
    ledger.pen.text(ledger.left, ledger.y, f"{book.place}, {when}" if book.place else when, size=10)
    signatures(ledger, book.signatories)
    ledger.y -= 14


def signatures(ledger, people):
    """Signature lines side by side, a few to a row."""
    width = 78 * mm
    for start in range(0, len(people), _PEOPLE_IN_A_ROW):
        ledger.need(_PEOPLE_HEIGHT)
        ledger.y -= 20
        for index, person in enumerate(people[start : start + _PEOPLE_IN_A_ROW]):
            x = ledger.left + index * (width + 14 * mm)
            ledger.pen.fitted(x, ledger.y, person.role, width, REGULAR, 9, color=GREY)
            ledger.pen.rule(x, ledger.y - 29, x + width, ledger.y - 29, HAIR, 0.6)
            ledger.pen.fitted(x, ledger.y - 40, person.name, width, REGULAR, 9, color=INK)
        ledger.y -= 40


def _pages(ledger):
    """What the statement says of the pages: how many, first and last number."""
    count = ledger.page_number - ledger.first_page + 1
    return {
        "pages": count,
        "first": f"{ledger.first_page}/{ledger.year}",
        "last": f"{ledger.page_number}/{ledger.year}",
    }
