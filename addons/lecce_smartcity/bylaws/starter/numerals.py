"""Italian words for the typed values of rules, as a notary writes them: "quindici giorni", "tre quarti", "31 dicembre"."""

from __future__ import annotations

from ..rules.kinds import Count, DayOfYear, Days, Hours, Money, Months, Share, Value, Years

_SMALL = (
    "zero", "uno", "due", "tre", "quattro", "cinque", "sei", "sette", "otto", "nove", "dieci", "undici", "dodici", "tredici",
    "quattordici", "quindici", "sedici", "diciassette", "diciotto", "diciannove",
)  # fmt: skip
_TENS = ("", "", "venti", "trenta", "quaranta", "cinquanta", "sessanta", "settanta", "ottanta", "novanta")
_ORDINALS = ("", "primo", "secondo", "terzo", "quarto", "quinto", "sesto", "settimo", "ottavo", "nono", "decimo")
_MONTHS = (
    "", "gennaio", "febbraio", "marzo", "aprile", "maggio", "giugno", "luglio", "agosto", "settembre", "ottobre", "novembre",
    "dicembre",
)  # fmt: skip
# A single one, and several. The article agrees: "un giorno", "un’ora".
_UNITS = {
    Hours: ("un’ora", "ore"),
    Days: ("un giorno", "giorni"),
    Months: ("un mese", "mesi"),
    Years: ("un anno", "anni"),
}


def cardinal(number: int) -> str:
    """A whole number from 0 to 999,999 in words, standing alone.

    >>> [cardinal(n) for n in (3, 8, 21, 23, 28, 100, 108, 180, 500)]
    ['tre', 'otto', 'ventuno', 'ventitré', 'ventotto', 'cento', 'centotto', 'centottanta', 'cinquecento']
    >>> cardinal(1000), cardinal(15_000), cardinal(21_103)
    ('mille', 'quindicimila', 'ventunomilacentotré')
    """
    if not 0 <= number < 1_000_000:
        raise ValueError(number)
    words = _below_million(number)
    # The accent falls on a final "tre" of a compound: ventitré, centotré.
    return words[:-1] + "é" if words.endswith("tre") and words != "tre" else words


def _below_million(number: int) -> str:
    if number < 20:
        return _SMALL[number]
    if number < 100:
        tens, unit = divmod(number, 10)
        # The vowel of the tens falls before uno and otto: ventuno, ventotto.
        stem = _TENS[tens][:-1] if unit in (1, 8) else _TENS[tens]
        return stem + (_SMALL[unit] if unit else "")
    if number < 1000:
        hundreds, rest = divmod(number, 100)
        stem = ("" if hundreds == 1 else _SMALL[hundreds]) + "cento"
        words = _below_million(rest) if rest else ""
        return (stem[:-1] if words.startswith("otto") or 80 <= rest < 90 else stem) + words
    thousands, rest = divmod(number, 1000)
    stem = "mille" if thousands == 1 else _below_million(thousands) + "mila"
    return stem + (_below_million(rest) if rest else "")


def adjective(number: int, feminine: bool = False) -> str:
    """A number before a noun: only one agrees.

    >>> adjective(1), adjective(1, feminine=True), adjective(9), adjective(21)
    ('un', 'una', 'nove', 'ventuno')
    """
    if number == 1:
        return "una" if feminine else "un"
    return cardinal(number)


def share(numerator: int, denominator: int) -> str:
    """A fraction as a noun, without an article unless it is one part: "un decimo", "tre quarti", "la metà".

    >>> share(1, 10), share(3, 4), share(2, 3), share(1, 2), share(1, 20), share(1, 1)
    ('un decimo', 'tre quarti', 'due terzi', 'la metà', 'un ventesimo', 'la totalità')
    """
    if (numerator, denominator) == (1, 2):
        return "la metà"
    if numerator == denominator:
        return "la totalità"
    part = _ordinal(denominator)
    return f"un {part}" if numerator == 1 else f"{cardinal(numerator)} {part[:-1]}i"


def _ordinal(number: int) -> str:
    if number < len(_ORDINALS):
        return _ORDINALS[number]
    words = cardinal(number)
    if words.endswith("tré"):
        return words[:-1] + "eesimo"
    # Sei keeps its vowel (ventiseiesimo), the others lose it (ventesimo).
    return (words if words.endswith("sei") else words[:-1]) + "esimo"


def euros(cents: int) -> str:
    """An amount in euro, in figures with words beside it as deeds have it.

    >>> euros(1_500_000), euros(1000), euros(15050)
    ('euro 15.000,00 (quindicimila/00)', 'euro 10,00 (dieci/00)', 'euro 150,50 (centocinquanta/50)')
    """
    whole, rest = divmod(cents, 100)
    return f"euro {whole:,}".replace(",", ".") + f",{rest:02d} ({cardinal(whole)}/{rest:02d})"


def day_of_year(month: int, day: int) -> str:
    """A day of every year.

    >>> day_of_year(12, 31), day_of_year(1, 1), day_of_year(2, 29)
    ('31 dicembre', '1° gennaio', 'ultimo giorno di febbraio')
    """
    if (month, day) == (2, 29):
        return "ultimo giorno di febbraio"
    return f"{'1°' if day == 1 else day} {_MONTHS[month]}"


def the_day(value: DayOfYear) -> str:
    """A day of every year with its article, which the number's vowel elides.

    >>> [the_day(DayOfYear(3, day)) for day in (1, 8, 11, 31)], the_day(DayOfYear(2, 29))
    (['il 1° marzo', 'l’8 marzo', 'l’11 marzo', 'il 31 marzo'], 'l’ultimo giorno di febbraio')
    """
    words = day_of_year(value.month, value.day)
    return f"l’{words}" if words[0] == "u" or value.day in (8, 11) else f"il {words}"


def in_words(value: Value, feminine: bool = False) -> str:
    """A value as it stands in a sentence.

    >>> in_words(Days(15)), in_words(Hours(24)), in_words(Years(1)), in_words(Count(1)), in_words(Count(9))
    ('quindici giorni', 'ventiquattro ore', 'un anno', 'un', 'nove')
    >>> in_words(Share(3, 4)), in_words(Share(1, 2, True)), in_words(DayOfYear(12, 31)), in_words(Money(1000))
    ('tre quarti', 'più della metà', '31 dicembre', 'euro 10,00 (dieci/00)')
    """
    if isinstance(value, tuple(_UNITS)):
        one, several = _UNITS[type(value)]
        return one if value.count == 1 else f"{cardinal(value.count)} {several}"
    if isinstance(value, Share):
        words = share(value.numerator, value.denominator)
        return _more_than(words) if value.strict else words
    if isinstance(value, DayOfYear):
        return day_of_year(value.month, value.day)
    if isinstance(value, Money):
        return euros(value.cents)
    if isinstance(value, Count):
        return adjective(value.count, feminine)
    raise TypeError(type(value).__name__)


def of(value: Share) -> str:
    """A share after "di": "della maggioranza", "di almeno due terzi".

    >>> of(Share(1, 2, True)), of(Share(2, 3)), of(Share(1, 3, True))
    ('della maggioranza', 'di almeno due terzi', 'di più di un terzo')
    """
    if (value.numerator, value.denominator, value.strict) == (1, 2, True):
        return "della maggioranza"
    return f"di {in_words(value)}" if value.strict else f"di almeno {in_words(value)}"


def _more_than(words: str) -> str:
    """ "più della metà", "più di un terzo", "più dei due terzi"."""
    if words.startswith("la "):
        return f"più della {words[3:]}"
    return f"più di {words}" if words.startswith("un ") else f"più dei {words}"
