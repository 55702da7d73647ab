"""Italian numerals: in words, in Roman and in Arabic figures."""

from __future__ import annotations

import re
import unicodedata


def _words(text: str) -> list[str]:
    return text.split()


_UNITS = _words(
    "zero uno due tre quattro cinque sei sette otto nove dieci undici dodici tredici quattordici quindici sedici "
    "diciassette diciotto diciannove"
)
_TENS = _words("venti trenta quaranta cinquanta sessanta settanta ottanta novanta")
_FIRST = _words("primo secondo terzo quarto quinto sesto settimo ottavo nono decimo")
_ROMAN = re.compile(r"m{0,3}(?:c[md]|d?c{0,3})(?:x[cl]|l?x{0,3})(?:i[xv]|v?i{0,3})")
_ROMAN_VALUES = {"i": 1, "v": 5, "x": 10, "l": 50, "c": 100, "d": 500, "m": 1000}
LATIN = ("bis", "ter", "quater", "quinquies", "sexies", "septies", "octies", "novies", "nonies", "decies")


def _below_hundred(number: int) -> str:
    if number < 20:
        return _UNITS[number]
    tens, unit = _TENS[number // 10 - 2], number % 10
    # The vowel falls before "uno" and "otto": ventuno, trentotto.
    return (tens[:-1] if unit in (1, 8) else tens) + (_UNITS[unit] if unit else "")


def _spellings() -> dict[str, int]:
    words = {_below_hundred(number): number for number in range(100)}
    for hundreds in range(1, 10):
        stem = ("" if hundreds == 1 else _UNITS[hundreds]) + "cento"
        words[stem] = hundreds * 100
        for number in range(1, 100):
            rest = _below_hundred(number)
            words[stem + rest] = hundreds * 100 + number
            if rest[0] in "ou":
                words[stem[:-1] + rest] = hundreds * 100 + number  # centottanta beside centoottanta
    return words | {"un": 1, "una": 1, "mille": 1000}


def _ordinals() -> dict[str, int]:
    words = {word: number for number, word in enumerate(_FIRST, 1)}
    for number in range(11, 200):
        stem = _below_hundred(number) if number < 100 else "cento" + (_below_hundred(number - 100) if number > 100 else "")
        # ventitreesimo and ventiseiesimo keep their vowel.
        words[(stem if stem.endswith(("tre", "sei")) else stem[:-1]) + "esimo"] = number
    return words


_CARDINALS = _spellings()
_ORDINALS = _ordinals()
CARDINAL_WORDS = frozenset(_CARDINALS)


def word_set(text: str) -> frozenset[str]:
    """The words of a line, without accents, for looking up."""
    return frozenset(plain(text).split())


def plain(text: str) -> str:
    """Small letters without accents; one character stays one character, so that places stay true.

    >>> plain("L’età È già METÀ")
    "l'eta e gia meta"
    """
    if text.isascii():
        return text.lower()
    return "".join(map(_plain_character, text))


def _plain_character(character: str) -> str:
    if character in "’‘ʼ`´":
        return "'"
    if character in "–—‐‑−":
        return "-"
    if character in "“”«»":
        return '"'
    lower = character.lower()
    base = unicodedata.normalize("NFD", lower if len(lower) == 1 else character)[0]
    return base if base.isascii() else character


def cardinal(text: str) -> int | None:
    """A whole number in figures or Italian words, to a thousand in words; None for anything else.

    >>> [cardinal(word) for word in ("15", "quindici", "ventitré", "centoventi", "CENTOTTANTA", "un", "molti")]
    [15, 15, 23, 120, 180, 1, None]
    """
    text = plain(text)
    if text.isascii() and text.isdigit():
        return int(text) if len(text) <= 9 else None
    return _CARDINALS.get(text)


def ordinal(text: str) -> int | None:
    """An ordinal in Italian words, masculine or feminine; None for anything else.

    >>> [ordinal(word) for word in ("primo", "Prima", "undicesimo", "VENTITREESIMO", "ventunesima", "ultimo")]
    [1, 1, 11, 23, 21, None]
    """
    text = plain(text)
    return _ORDINALS.get(text) or _ORDINALS.get(f"{text[:-1]}o" if text.endswith("a") else "")


def roman(text: str) -> int | None:
    """A Roman number below 4000; None for anything else.

    >>> [roman(text) for text in ("IV", "xii", "IIII", "")]
    [4, 12, None, None]
    """
    text = text.lower()
    if not text or len(text) > 15 or not _ROMAN.fullmatch(text):
        return None
    values = [_ROMAN_VALUES[letter] for letter in text]
    return sum(-value if value < following else value for value, following in zip(values, [*values[1:], 0], strict=True))


def position(number: str) -> tuple[int, int] | None:
    """Where a number stands in a count: whole number and Latin suffix; None where it tells no place.

    >>> position("12"), position("12-bis"), position("IV"), position("12.3"), position("A")
    ((12, 0), (12, 1), (4, 0), (3, 0), None)
    """
    stem, _dash, suffix = number.partition("-")
    value = cardinal(stem.rpartition(".")[2]) or roman(stem)
    if value is None or (suffix and suffix not in LATIN):
        return None
    return value, LATIN.index(suffix) + 1 if suffix else 0
