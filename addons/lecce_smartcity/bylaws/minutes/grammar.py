"""Italian agreement: articles, offices and participles by gender and number; numbers, hours and days as minutes write them."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime

from .facts import FEMALE, Officer, Person

# Office → (masculine singular, feminine singular, masculine plural, feminine plural), without article. The feminine forms are those
# of regular Italian word formation.
OFFICES = {
    "president": ("presidente", "presidente", "presidenti", "presidenti"),
    "vice_president": ("vicepresidente", "vicepresidente", "vicepresidenti", "vicepresidenti"),
    "member": ("consigliere", "consigliera", "consiglieri", "consigliere"),
    "secretary": ("segretario", "segretaria", "segretari", "segretarie"),
    "treasurer": ("tesoriere", "tesoriera", "tesorieri", "tesoriere"),
    "auditor": ("revisore", "revisora", "revisori", "revisore"),
    "control": ("componente dell’organo di controllo", "componente dell’organo di controllo",
                "componenti dell’organo di controllo", "componenti dell’organo di controllo"),
    "arbitrator": ("proboviro", "probovira", "probiviri", "probovire"),
    "associate": ("associato", "associata", "associati", "associate"),
    "teller": ("scrutatore", "scrutatrice", "scrutatori", "scrutatrici"),
}  # fmt: skip
OFFICES_EN = {
    "president": ("president", "presidents"),
    "vice_president": ("vice-president", "vice-presidents"),
    "member": ("director", "directors"),
    "secretary": ("secretary", "secretaries"),
    "treasurer": ("treasurer", "treasurers"),
    "auditor": ("auditor", "auditors"),
    "control": ("member of the control body", "members of the control body"),
    "arbitrator": ("arbitrator", "arbitrators"),
    "associate": ("member", "members"),
    "teller": ("teller", "tellers"),
}
# How somebody on the line was identified → (Italian, English), after "mediante", "by".
IDENTIFIED = {
    "known": ("conoscenza personale", "personal knowledge"),
    "document": ("documento di identità", "identity document"),
    "qr": ("codice riportato sull’avviso di convocazione", "the code on the notice"),
    "portal": ("accesso personale all’area riservata", "their own account in the members’ area"),
    "spid_cie": ("SPID o carta d’identità elettronica", "SPID or electronic identity card"),
    "video": ("riconoscimento audio e video", "being seen and heard"),
}
_VOWELS = "aeiouhàèéìòù"


def form(genders: Sequence[str]) -> int:
    """Which of the four forms agrees with people of these genders: a group is feminine only if all are.

    >>> form(["f"]), form(["n"]), form(["f", "f"]), form(["f", "m"])
    (1, 0, 3, 2)
    """
    feminine = bool(genders) and all(gender == FEMALE for gender in genders)
    return (2 if len(genders) != 1 else 0) + feminine


def agree(genders: Sequence[str], *forms: str) -> str:
    """The form of a participle or adjective for these people: (m. sing., f. sing., m. plur., f. plur.).

    >>> agree(["f"], "presente", "presente", "presenti", "presenti"), agree(["f"], "chiamato", "chiamata", "chiamati", "chiamate")
    ('presente', 'chiamata')
    """
    return forms[form(genders)]


def article(word: str, genders: Sequence[str]) -> str:
    """The word with its definite article.

    >>> article("presidente", ["f"]), article("associata", ["f"]), article("scrutatori", ["m", "m"]), article("associati", ["m", "f"])
    ('la presidente', 'l’associata', 'gli scrutatori', 'gli associati')
    """
    vowel = word[:1].lower() in _VOWELS
    hard = (
        word[:2].lower() in ("ps", "gn", "pn")
        or word[:1].lower() in "zxy"
        or (word[:1].lower() == "s" and word[1:2].lower() not in _VOWELS)
    )
    which = form(genders)
    if which < 2 and vowel:
        return f"l’{word}"
    found = ("lo" if hard else "il", "la", "gli" if hard or vowel else "i", "le")[which]
    return f"{found} {word}"


def of_article(word: str, genders: Sequence[str]) -> str:
    """The word with "di" and its article.

    >>> of_article("presidente", ["m"]), of_article("assemblea", ["f"]), of_article("associati", ["m", "m"])
    ('del presidente', 'dell’assemblea', 'degli associati')
    """
    said = article(word, genders)
    for plain, joined in (("l’", "dell’"), ("il ", "del "), ("lo ", "dello "), ("la ", "della "), ("i ", "dei "), ("gli ", "degli ")):
        if said.startswith(plain):
            return joined + said[len(plain) :]
    return "delle " + said[3:]


def office(officer: Officer, lang: str = "it") -> str:
    """An officer with title and name.

    >>> office(Officer(Person("Anna Greco", "f"), "member")), office(Officer(Person("Anna Greco", "f"), "member"), "en")
    ('la consigliera Anna Greco', 'director Anna Greco')
    """
    person = named(officer.person, lang)
    if lang == "en":
        return f"{OFFICES_EN[officer.office][0]} {person}"
    gender = [officer.person.gender]
    return f"{article(OFFICES[officer.office][form(gender)], gender)} {person}"


def officers(group: Sequence[Officer], lang: str = "it") -> str:
    """Officers by office, each office said once.

    >>> anna, bea, ciro = (Person("Anna", "f"), Person("Bea", "f"), Person("Ciro", "m"))
    >>> officers([Officer(anna, "president"), Officer(bea, "member"), Officer(ciro, "member")])
    'la presidente Anna e i consiglieri Bea e Ciro'
    >>> officers([Officer(bea, "member"), Officer(anna, "member")], "en")
    'directors Bea and Anna'
    """
    by_office: dict[str, list[Person]] = {}
    for officer in group:
        by_office.setdefault(officer.office, []).append(officer.person)
    said = []
    for code, people in by_office.items():
        names = listed([named(person, lang) for person in people], lang)
        if lang == "en":
            said.append(f"{OFFICES_EN[code][len(people) != 1]} {names}")
        else:
            genders = [person.gender for person in people]
            said.append(f"{article(OFFICES[code][form(genders)], genders)} {names}")
    return listed(said, lang)


def named(person: Person, lang: str = "it") -> str:
    """A name, with the body for which it acts.

    >>> named(Person("Carlo Leo", "m", "Comune di Lecce")), named(Person("Carlo Leo", "m", "Comune di Lecce"), "en")
    ('Carlo Leo (per Comune di Lecce)', 'Carlo Leo (for Comune di Lecce)')
    """
    if not person.on_behalf:
        return person.name
    return f"{person.name} ({'for' if lang == 'en' else 'per'} {person.on_behalf})"


_THROUGH = {
    "own": ("in proprio", "in person"),
    "remote": ("in collegamento", "on the line"),
    "proxy": ("per delega a", "by proxy to"),
}


def present_through(ways: Sequence[tuple[str, str, Sequence]], lang: str = "it") -> str:
    """How somebody was present: the ways (``own``, ``remote``, ``proxy``), who acted, the stays; a way without stays is left out.

    >>> present_through([("own", "", ["a stay"]), ("remote", "", []), ("proxy", "Anna Greco", ["another"])])
    'in proprio; per delega a Anna Greco'
    >>> present_through([("own", "Carlo Leo", ["a stay"])], "en")
    'in person: Carlo Leo'
    """
    said = []
    for way, who, stays in ways:
        if stays:
            words = _THROUGH[way][lang == "en"]
            said.append(f"{words} {who}" if way == "proxy" else f"{words}: {who}" if who else words)
    return "; ".join(said)


def listed(parts: Sequence[str], lang: str = "it") -> str:
    """A list in words; a comma inside a part makes the separators semicolons.

    >>> listed(["a", "b", "c"]), listed(["a", "b"], "en"), listed(["a, b", "c"])
    ('a, b e c', 'a and b', 'a, b; c')
    """
    parts = list(parts)
    if any("," in part for part in parts):
        return "; ".join(parts)
    if len(parts) < 2:
        return "".join(parts)
    last = parts[-1]
    word = "and" if lang == "en" else ("ed" if last[:1].lower() == "e" else "e")
    return f"{', '.join(parts[:-1])} {word} {last}"


_UNITS = (
    "zero", "uno", "due", "tre", "quattro", "cinque", "sei", "sette", "otto", "nove", "dieci", "undici", "dodici", "tredici",
    "quattordici", "quindici", "sedici", "diciassette", "diciotto", "diciannove",
)  # fmt: skip
_TENS = ("", "", "venti", "trenta", "quaranta", "cinquanta", "sessanta", "settanta", "ottanta", "novanta")


def cardinal(number: int) -> str:
    """A number in Italian letters, below a million.

    >>> [cardinal(n) for n in (0, 3, 21, 23, 28, 100, 108, 180, 342, 1000, 2026, 101_000)]
    ['zero', 'tre', 'ventuno', 'ventitré', 'ventotto', 'cento', 'centotto', 'centottanta', 'trecentoquarantadue', 'mille', \
'duemilaventisei', 'centounomila']

    ValueError: below zero, or a million and more.
    """
    if not 0 <= number < 1_000_000:
        raise ValueError(f"no words for {number}")
    said = _letters(number)
    return said[:-3] + "tré" if number > 20 and said.endswith("tre") else said


def _letters(number: int) -> str:
    if number < 20:
        return _UNITS[number]
    if number < 100:
        ten, unit = _TENS[number // 10], number % 10
        return ten + "" if not unit else (ten[:-1] if unit in (1, 8) else ten) + _UNITS[unit]
    if number < 1000:
        head = ("" if number < 200 else _UNITS[number // 100]) + "cento"
        rest = number % 100
        if not rest:
            return head
        tail = _letters(rest)
        return (head[:-1] if tail.startswith("o") else head) + tail
    thousands, rest = divmod(number, 1000)
    head = "mille" if thousands == 1 else _letters(thousands) + "mila"
    return head + (_letters(rest) if rest else "")


def counted(number: int) -> str:
    """A number as minutes write it, in figures and letters.

    >>> counted(82)
    'n. 82 (ottantadue)'
    """
    return f"n. {number} ({cardinal(number)})"


_MONTHS = (
    ("gennaio", "January"), ("febbraio", "February"), ("marzo", "March"), ("aprile", "April"), ("maggio", "May"),
    ("giugno", "June"), ("luglio", "July"), ("agosto", "August"), ("settembre", "September"), ("ottobre", "October"),
    ("novembre", "November"), ("dicembre", "December"),
)  # fmt: skip


def day(on: date, lang: str = "it") -> str:
    """A day in words.

    >>> day(date(2026, 5, 1)), day(date(2026, 4, 18), "en")
    ('1° maggio 2026', '18 April 2026')
    """
    number = "1°" if on.day == 1 and lang != "en" else str(on.day)
    return f"{number} {_MONTHS[on.month - 1][lang == 'en']} {on.year}"


def hour(at: datetime) -> str:
    """The hour of an instant already in Rome's time.

    >>> hour(datetime(2026, 4, 18, 9, 5))
    '9:05'
    """
    return f"{at.hour}:{at.minute:02d}"
