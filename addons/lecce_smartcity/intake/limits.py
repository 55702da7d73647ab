# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
"""How much a file may hold (reliability I3, I4): far above any members' book, far below harm."""

MAX_BYTES = 25_000_000
MAX_UNPACKED = 50_000_000  # bytes of all parts of a zipped workbook together
MAX_RATIO = 100  # unpacked to packed
MAX_ENTRIES = 1_000
MAX_ROWS = 100_000
MAX_ROW_ELEMENTS = 250_000  # rows that a workbook writes down, blank ones included
MAX_COLUMNS = 256
MAX_CELL = 32_767  # characters, a worksheet cell's own limit
MAX_LINE = 250  # characters of a name, an address, a date: of all fields but the notes
HEADER_ROWS = 20  # the headings are among the first so many rows
