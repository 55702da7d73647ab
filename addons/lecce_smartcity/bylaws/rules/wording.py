"""A rule's value in words: Italian or English."""

from __future__ import annotations

from .kinds import (
    Bands,
    Choice,
    Count,
    DayOfYear,
    Days,
    Flag,
    Hours,
    Moment,
    Money,
    Months,
    Rate,
    Several,
    Share,
    Threshold,
    Value,
    Years,
)
from .model import Words

BASES = {
    "members": Words("degli associati", "of all members"),
    "entitled": Words("degli associati aventi diritto al voto", "of the members entitled to vote"),
    "present": Words("dei presenti", "of those present"),
    "votes": Words("dei voti espressi", "of the votes cast"),
    "body": Words("dei componenti in carica", "of the body’s members in office"),
    "seats": Words("dei componenti dell’organo", "of the body’s seats"),
    "amount": Words("dell’importo", "of the amount"),
}
# The same without "of the": for "82 of 160 members entitled to vote".
COUNTED = {
    "members": Words("associati", "members"),
    "entitled": Words("associati aventi diritto al voto", "members entitled to vote"),
    "present": Words("presenti", "present"),
    "votes": Words("voti espressi", "votes cast"),
    "body": Words("componenti in carica", "members of the body in office"),
    "seats": Words("componenti dell’organo", "seats of the body"),
}
_NUMBERS = (
    Words("zero", "zero"), Words("un", "one"), Words("due", "two"), Words("tre", "three"), Words("quattro", "four"),
    Words("cinque", "five"), Words("sei", "six"), Words("sette", "seven"), Words("otto", "eight"), Words("nove", "nine"),
)  # fmt: skip
_PARTS = {
    3: (Words("terzo", "third"), Words("terzi", "thirds")),
    4: (Words("quarto", "quarter"), Words("quarti", "quarters")),
    5: (Words("quinto", "fifth"), Words("quinti", "fifths")),
    6: (Words("sesto", "sixth"), Words("sesti", "sixths")),
    7: (Words("settimo", "seventh"), Words("settimi", "sevenths")),
    8: (Words("ottavo", "eighth"), Words("ottavi", "eighths")),
    9: (Words("nono", "ninth"), Words("noni", "ninths")),
    10: (Words("decimo", "tenth"), Words("decimi", "tenths")),
    20: (Words("ventesimo", "twentieth"), Words("ventesimi", "twentieths")),
}
_UNITS = {
    Hours: (Words("ora", "hour"), Words("ore", "hours")),
    Days: (Words("giorno", "day"), Words("giorni", "days")),
    Months: (Words("mese", "month"), Words("mesi", "months")),
    Years: (Words("anno", "year"), Words("anni", "years")),
}
_MONTHS = (
    Words("gennaio", "January"), Words("febbraio", "February"), Words("marzo", "March"), Words("aprile", "April"),
    Words("maggio", "May"), Words("giugno", "June"), Words("luglio", "July"), Words("agosto", "August"),
    Words("settembre", "September"), Words("ottobre", "October"), Words("novembre", "November"), Words("dicembre", "December"),
)  # fmt: skip
_COMPARISONS = {
    "<": Words("meno di {}", "less than {}"),
    "<=": Words("fino a {}", "up to {}"),
    ">": Words("oltre {}", "more than {}"),
    ">=": Words("{} o più", "{} or more"),
}


def words(value: Value, lang: str = "it", choices: tuple[tuple[str, Words], ...] = ()) -> str:
    """The value in words; ``choices`` are those of its rule.

    >>> words(Share(3, 4, False, "members")), words(Share(3, 4, False, "members"), "en")
    ('almeno tre quarti (≥ 3/4) degli associati', 'at least three quarters (≥ 3/4) of all members')
    >>> words(Share(1, 2, True, "votes")), words(Share(0, 1, False, "entitled"))
    ('più della metà (> 1/2) dei voti espressi', 'qualunque numero (≥ 0) degli associati aventi diritto al voto')
    >>> words(Days(1)), words(Months(3), "en"), words(Threshold(30_000_000, "<="), "it")
    ('1 giorno', '3 months', 'fino a 300.000,00 €')
    """
    match value:
        case Share():
            return _share(value, lang)
        case Hours(count) | Days(count) | Months(count) | Years(count):
            return f"{count} {_UNITS[type(value)][count != 1].text(lang)}"
        case Count(count):
            return _thousands(count, lang)
        case Money(cents):
            return _amount(cents, lang)
        case Threshold(cents, comparison):
            return _COMPARISONS[comparison].text(lang).format(_amount(cents, lang))
        case Rate():
            return f"{value.percent.replace('.', ',') if _italian(lang) else value.percent} %"
        case DayOfYear(month, day):
            return f"{_first(day, lang)} {_month(month, lang)}"
        case Moment(day):
            return f"{_first(day.day, lang)} {_month(day.month, lang)} {day.year}"
    return _listed(value, lang, choices)


def _listed(value: Value, lang: str, choices: tuple[tuple[str, Words], ...]) -> str:
    match value:
        case Flag(on):
            return (Words("sì", "yes") if on else Words("no", "no")).text(lang)
        case Choice(code):
            return _choice(code, lang, choices)
        case Several(codes):
            return ", ".join(_choice(code, lang, choices) for code in codes) or Words("nessuno", "none").text(lang)
        case Bands(bands):
            pattern = Words("da {}: {}", "from {}: {}").text(lang)
            return "; ".join(pattern.format(_thousands(first, lang), _thousands(number, lang)) for first, number in bands)
    raise TypeError(f"not a rule's value: {value!r}")


def _italian(lang: str | None) -> bool:
    return str(lang or "").lower().startswith("it")


def _share(share: Share, lang: str) -> str:
    base = BASES[share.base].text(lang)
    if share.numerator == share.denominator and not share.strict:
        return Words(f"la totalità {base}", f"all {base}").text(lang)
    if not share.numerator:
        word = Words("almeno uno", "at least one") if share.strict else Words("qualunque numero", "any number")
        return f"{word.text(lang)} ({share.sign} 0) {base}"
    head = _strict(share) if share.strict else Words("almeno", "at least")
    return f"{head.text(lang)} {_part(share).text(lang)} ({share.sign} {share.numerator}/{share.denominator}) {base}"


def _strict(share: Share) -> Words:
    return Words("più della" if share.fraction * 2 == 1 else "più di", "more than")


def _part(share: Share) -> Words:
    if share.denominator == 2:
        return Words("metà" if share.strict else "la metà", "half")
    if share.denominator not in _PARTS or share.numerator >= len(_NUMBERS):
        return Words(f"{share.numerator}/{share.denominator}", f"{share.numerator}/{share.denominator}")
    number, part = _NUMBERS[share.numerator], _PARTS[share.denominator][share.numerator != 1]
    return Words(f"{number.it} {part.it}", f"{number.en} {part.en}")


def _choice(code: str, lang: str, choices: tuple[tuple[str, Words], ...]) -> str:
    found = dict(choices).get(code)
    return found.text(lang) if found else code


def _first(day: int, lang: str) -> str:
    return "1°" if day == 1 and _italian(lang) else str(day)


def _month(month: int, lang: str) -> str:
    return _MONTHS[month - 1].text(lang)


def _thousands(number: int, lang: str) -> str:
    return f"{number:,}".replace(",", "." if _italian(lang) else ",")


def _amount(cents: int, lang: str) -> str:
    whole, part = _thousands(cents // 100, lang), f"{cents % 100:02d}"
    return f"{whole},{part} €" if _italian(lang) else f"€{whole}.{part}"
