# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
"""The fonts, and how text that people typed becomes text that can be printed.

Nothing a person typed is markup, and nothing gets lost: a character that the fonts
lack is printed as its code point.
"""

import threading
import unicodedata
from functools import cache
from pathlib import Path
from xml.sax.saxutils import escape

from reportlab import rl_config
from reportlab.lib.fonts import addMapping
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont

# No document of ours fetches anything: neither files nor addresses (CVE-2020-28463 class).
rl_config.trustedSchemes = ["data"]
rl_config.trustedHosts = []
# Binary streams: encoding them as text is slow in Python, and makes files a quarter larger.
rl_config.useA85 = 0

REGULAR, BOLD, ITALIC, FALLBACK = "LSC-Regular", "LSC-Bold", "LSC-Italic", "LSC-Fallback"
_FILES = {
    REGULAR: "Lato-Regular.ttf",
    BOLD: "Lato-Bold.ttf",
    ITALIC: "Lato-Italic.ttf",
    FALLBACK: "DejaVuSansCondensed.ttf",
}
_LOCK = threading.Lock()
# Invisible characters without a meaning of their own in a name or an address.
_DROPPED = dict.fromkeys([0x00AD, 0x200B, 0x200C, 0x200D, 0x2060, 0xFEFF, *range(0xFE00, 0xFE10)])
_SPACES = dict.fromkeys([*range(0x09, 0x0E), 0x85, 0x2028, 0x2029], " ")
_TABLE = _DROPPED | _SPACES


def register():
    """Make the fonts known to reportlab, once per process."""
    with _LOCK:
        known = pdfmetrics.getRegisteredFontNames()
        folder = Path(__file__).parent / "fonts"
        for name, filename in _FILES.items():
            if name not in known:
                pdfmetrics.registerFont(TTFont(name, str(folder / filename)))
        for bold, italic, name in ((0, 0, REGULAR), (1, 0, BOLD), (0, 1, ITALIC), (1, 1, BOLD)):
            addMapping(REGULAR, bold, italic, name)


@cache
def _widths(font):
    """Advance widths of ``font`` (its registered name): code point -> thousandths of the size."""
    register()
    face = pdfmetrics.getFont(font).face
    # Code points beyond the first plane are left out: reportlab's ToUnicode map cannot hold
    # them, so that the text could neither be searched nor copied.
    return {
        code: face.charWidths.get(code, face.defaultWidth)
        for code in face.charToGlyph
        if 0x20 <= code <= 0xFFFF and unicodedata.category(chr(code)) not in ("Cc", "Cf", "Cs")
    }


def printable(text):
    """``text`` (any value; None is empty) as one line of characters that the fonts have.

    >>> printable("Anna\\nMaria")
    'Anna Maria'
    >>> printable("Ba\\u0300 \\U0001F600 \\u202e")
    'Bà [U+1F600] [U+202E]'
    """
    text = "" if text is None else str(text)
    if text.isascii() and text.isprintable():
        return text
    text = unicodedata.normalize("NFC", text).translate(_TABLE)
    main, spare = _widths(REGULAR), _widths(FALLBACK)
    return "".join(
        char if ord(char) in main or ord(char) in spare else f"[U+{ord(char):04X}]" for char in text
    )


def runs(text, font):
    """Split printable ``text`` into ``[(font, piece)]``, each piece in a font that has it.

    >>> runs("Noa נועה", REGULAR)
    [('LSC-Regular', 'Noa '), ('LSC-Fallback', 'נועה')]
    """
    if text.isascii():
        return [(font, text)]
    widths, pieces = _widths(font), []
    for char in text:
        chosen = font if ord(char) in widths else FALLBACK
        if pieces and pieces[-1][0] == chosen:
            pieces[-1][1].append(char)
        else:
            pieces.append((chosen, [char]))
    return [(chosen, "".join(chars)) for chosen, chars in pieces]


def markup(text, font=REGULAR):
    """``text`` escaped for a platypus paragraph set in ``font``; newlines become line breaks.

    >>> markup("A & <b>B</b>")
    'A &amp; &lt;b&gt;B&lt;/b&gt;'
    """
    lines = ("" if text is None else str(text)).splitlines() or [""]
    return "<br/>".join(
        "".join(
            escape(piece) if chosen == font else f'<font face="{FALLBACK}">{escape(piece)}</font>'
            for chosen, piece in runs(printable(line), font)
        )
        for line in lines
    )


def text_width(text, font, size):
    """Width in points of printable ``text`` set in ``font`` at ``size`` points."""
    widths = _widths(font)
    try:
        return sum([widths[code] for code in map(ord, text)]) * size / 1000
    except KeyError:
        spare = _widths(FALLBACK)
        return sum(widths.get(c) or spare.get(c, 600) for c in map(ord, text)) * size / 1000


class Typesetter:
    """Measures and wraps text; remembers words, for the life of one document only."""

    def __init__(self):
        self._words = {}

    def _width(self, word, font, size):
        key = (word, font)
        width = self._words.get(key)
        if width is None:
            width = self._words[key] = text_width(word, font, 1)
        return width * size

    def _pieces(self, word, font, size, width):
        """``word`` in pieces that each fit in ``width``: a long word is broken, never cut.

        Addresses of mail and of the net are broken after a sign where one is at hand.
        """
        piece, used = "", 0.0
        for char in word:
            step = text_width(char, font, size)
            if piece and used + step > width:
                end = max(piece.rfind(sign) for sign in "@./-_") + 1
                end = end if end > len(piece) // 3 else len(piece)
                yield piece[:end]
                piece = piece[end:]
                used = text_width(piece, font, size)
            piece += char
            used += step
        yield piece

    def wrap(self, text, font, size, width):
        """The lines of ``text`` in ``width`` points; every character but spaces is kept."""
        text = printable(text)
        if not text:
            return []
        lines, line, used = [], [], 0.0
        space = self._width(" ", font, size)
        for word in filter(None, text.split(" ")):  # not at a no-break space
            length = self._width(word, font, size)
            if line and used + space + length > width:
                lines.append(" ".join(line))
                line, used = [], 0.0
            if length > width:
                *full, word = self._pieces(word, font, size, width)
                lines.extend(full)
                length = self._width(word, font, size)
            used += length + (space if line else 0.0)
            line.append(word)
        if line:
            lines.append(" ".join(line))
        return lines
