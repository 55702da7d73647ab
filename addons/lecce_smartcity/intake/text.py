# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
"""Text as people type it: cleaned for keeping, folded for comparing."""

import re
import unicodedata
from functools import lru_cache


def word_set(text):
    """A set of words, written as a line of them."""
    return frozenset(text.split())


# What secretariats type into a cell that has no value.
_BLANKS = word_set("- -- --- – — _ / // n.d. n.d nd n/d n/a")
# Control characters and the invisible marks that reverse or hide text (reliability I4).
HIDDEN = re.compile(
    r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u00ad\u061c\u200b-\u200f\u202a-\u202e"
    r"\u2060-\u2064\u2066-\u2069\ufeff]"
)
_SPACES = re.compile(r"\s+")
_LINES = re.compile(r"[^\S\n]+")
_NOT_WORD = re.compile(r"[\W_]+")


def tidy(text):
    r"""One line of text: no hidden characters, single spaces, composed accents.

    >>> tidy("  Maria\u00a0 Luisa \u202eRossi ")
    'Maria Luisa Rossi'
    """
    if text.isascii() and text.isprintable() and "  " not in text:
        return text.strip()
    if HIDDEN.search(text):
        text = HIDDEN.sub("", text)
    text = _SPACES.sub(" ", text).strip()
    return text if text.isascii() else unicodedata.normalize("NFC", text)


def tidy_lines(text):
    """Like ``tidy``, but a text's own line breaks are kept (notes)."""
    text = HIDDEN.sub("", text.replace("\r\n", "\n").replace("\r", "\n"))
    lines = (_LINES.sub(" ", line).strip() for line in text.split("\n"))
    return unicodedata.normalize("NFC", "\n".join(lines)).strip()


def is_blank(text):
    """Whether a tidied text stands for "nothing here".

    >>> [is_blank(text) for text in ("", "-", "n.d.", "0")]
    [True, True, True, False]
    """
    return not text or (len(text) < 5 and text.lower() in _BLANKS)


@lru_cache(maxsize=16384)
def fold(text):
    """Text for comparing: no case, accents or punctuation, single spaces.

    >>> fold("D'Amico  NICCOLÒ"), fold("P. IVA"), fold("N.°")
    ('d amico niccolo', 'p iva', 'n')
    """
    if not text.isascii():
        text = text.replace("°", "").replace("º", "").replace("ª", "")
        decomposed = unicodedata.normalize("NFKD", text)
        text = "".join(char for char in decomposed if not unicodedata.combining(char))
    return _NOT_WORD.sub(" ", text.casefold()).strip()
