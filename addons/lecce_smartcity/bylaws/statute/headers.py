"""Which lines open an article or a division, and where a heading ends and the text begins."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from .model import CHAPTER, SECTION, TITLE
from .numerals import LATIN, cardinal, ordinal, plain, position, roman, word_set
from .source_lines import Line

_ARTICLE = re.compile(
    r"(?P<word>art(?:icolo|\.)?)\s?[.:]?\s?(?:n(?:\.|°|º|r\.|um\.)\s?)?(?P<number>\d{1,4}|[a-z]{4,25})\s?(?:\^|°|º|ª)?"
    rf"(?:\s?[-/]?\s?(?P<latin>{'|'.join(LATIN)})(?!\w))?(?-i:(?![a-z0-9_àèéìòù]))(?P<rest>.*)",
    re.IGNORECASE,
)
_DIVISION = re.compile(
    r"(?P<kind>titolo|capo|sezione)\s?(?P<number>[ivxlcdm]{1,8}|\d{1,3}|[a-z]|[a-z]{5,20})\s?(?:\^|°|º|ª)?"
    rf"(?:\s?[-/]?\s?(?P<latin>{'|'.join(LATIN)})(?!\w))?(?!\w)(?P<rest>.*)",
    re.IGNORECASE,
)
_BARE_DIVISION = re.compile(r"(?P<kind>TITOLO|CAPO|SEZIONE)\s?[-–—:]\s?(?P<rest>\S.*)")
_KINDS = {"titolo": TITLE, "capo": CHAPTER, "sezione": SECTION}
_NUMBERED = re.compile(r"(?P<number>\d{1,3})\s?[.)°º]?\s?[-–—.)]?\s?(?P<rest>\S.*)")
_LIST_MARK = re.compile(r"\(?(?:[A-Za-z]{1,2}|\d{1,3})(?:\s?[.)]|\s[-–—]\s)|\d{1,3}\.\d{1,3}\b|\d{1,3}$|[-–—•*·]")
_SEPARATORS = ".-–—:)°º ]|"
_REFERENCE = re.compile(
    r"(?:e ss|e seg|c\.? ?c\b|c\.? ?p\.? ?c|cod|comma|co\.|lett|d\.? ?lgs|d\.? ?p\.? ?r|d\.? ?l\b|d\.? ?m\b|l\. |legge|tuir|cts"
    r"|ultimo comma|(?:primo|secondo|terzo|quarto) comma|(?:del|della|dello|dell'|dei|delle) .{0,60}?(?:codice|legge|decreto|"
    r"statuto|regolamento|costituzione|c\.c))"
)
# Words that a sentence has and a heading has not.
_VERBS = word_set(
    "sono ha hanno può possono deve devono dovrà dovranno potrà potranno viene vengono verrà verranno spetta spettano dura durano "
    "promuove promuovono delibera decidono elegge eleggono provvede provvedono persegue perseguono assume assumono rappresenta "
    "rappresentano riunisce riuniscono compete competono costituisce costituiscono decade decadono deliberano esercita svolge "
    "intende propone prevede stabilisce compone compongono approva fanno fermo qualora perde perdono partecipano partecipa "
    "prevalgono prevale applica applicano rinvia restano resta impegna impegnano"
)
# What a heading does not end with.
_UNFINISHED = word_set(
    "di a da in con su per tra fra e ed o od il lo la i gli le un una del dello della dei degli delle al allo alla ai agli alle dal "
    "dalla dai dalle nel nella nei nelle sul sulla che cui comma art artt articolo lettera n entro all' dall' nell' sull' dell' l'"
)
_ABBREVIATIONS = frozenset(("art", "artt", "lgs", "n", "c", "co", "lett", "l", "ecc", "pag", "sig", "dott", "prof", "ss", "segg"))
MAX_HEADING = 140


@dataclass(frozen=True, slots=True)
class ArticleMark:
    """A line that may open an article: number, what follows it on the line, how sure the form is."""

    number: str
    rest: str
    capital: bool
    separated: bool


@dataclass(frozen=True, slots=True)
class DivisionMark:
    """A line that opens a division: kind, number, what follows it on the line."""

    kind: str
    number: str
    rest: str


def article_mark(text: str) -> ArticleMark | None:
    """What a line says when it has the form of an article's first line.

    >>> article_mark("ART. 12/bis - (Assemblea)")
    ArticleMark(number='12-bis', rest='(Assemblea)', capital=True, separated=True)
    >>> article_mark("Articolo ventunesimo").number
    '21'
    >>> article_mark("art. 36 e seguenti del codice civile") is None, article_mark("Art. 7, comma 2") is None
    (True, True)
    """
    found = _ARTICLE.fullmatch(text) if text[:3].lower() == "art" else None
    number = _number(found["number"]) if found else ""
    if not number:
        return None
    rest = found["rest"].strip()
    bare = rest.lstrip(_SEPARATORS)
    separated = len(bare) < len(rest) or bare.startswith("(")
    if rest.startswith((",", ";", "/")) or rest[:2].lstrip(".")[:1].isdigit() or _is_reference(bare, separated):
        return None
    latin = f"-{found['latin'].lower()}" if found["latin"] else ""
    return ArticleMark(number + latin, bare, found["word"][0] == "A", separated or not rest)


def _is_reference(rest: str, separated: bool) -> bool:
    """Whether an article of a law is cited, rather than one of this text begun."""
    if not separated and rest[:1].islower():
        return True
    return _REFERENCE.match(plain(rest[:120])) is not None and not (separated and rest[:1].isupper())


def _number(word: str) -> str:
    if word.isdigit():
        return str(int(word))
    value = ordinal(word) or (cardinal(word) if len(word) > 3 else None)
    return str(value) if value else ("unico" if word.lower() == "unico" else "")


def division_mark(text: str) -> DivisionMark | None:
    """What a line says when it opens a division.

    >>> division_mark("TITOLO III – Organi"), division_mark("Capo primo")
    (DivisionMark(kind='title', number='III', rest='Organi'), DivisionMark(kind='chapter', number='primo', rest=''))
    >>> division_mark("Titolo di studio") is None, division_mark("Capo II del Libro primo") is None
    (True, True)
    """
    if text[:1].lower() not in "tcs" or len(text) > MAX_HEADING + 40:
        return None
    if bare := _BARE_DIVISION.fullmatch(text):
        return DivisionMark(_KINDS[bare["kind"].lower()], "", bare["rest"].strip(" -–—"))
    found = _DIVISION.fullmatch(text)
    if not found or found["kind"][0].islower():
        return None
    number, rest = found["number"], found["rest"].strip()
    bare = rest.lstrip(_SEPARATORS)
    known = number.isdigit() or roman(number) or ordinal(number) or (len(number) == 1 and number.isupper())
    if not known or bare[:1].islower() or rest[:1] in tuple(",;"):
        return None
    number += f"-{found['latin'].lower()}" if found["latin"] else ""
    return DivisionMark(_KINDS[found["kind"].lower()], number, stripped_heading(bare))


def numbered_heading(text: str) -> tuple[str, str] | None:
    """Number and heading of a line such as "4) Organi", for texts which do not write "Art.".

    >>> numbered_heading("12) Riunioni del Consiglio"), numbered_heading("12. Il Consiglio è convocato dal Presidente.")
    (('12', 'Riunioni del Consiglio'), None)
    """
    found = _NUMBERED.fullmatch(text) if len(text) <= MAX_HEADING else None
    if not found or found["rest"][:1].isdigit() or not is_heading(found["rest"]) or found["rest"][-1:] == ".":
        return None
    return str(int(found["number"])), stripped_heading(found["rest"])


def is_heading(text: str) -> bool:
    """Whether a line reads like a heading and not like a sentence.

    >>> is_heading("Convocazione dell’Assemblea"), is_heading("L’Associazione ha sede in Lecce"), is_heading("SEDE E")
    (True, False, False)
    """
    return begins_heading(text) and plain(text).rpartition(" ")[2].strip(".") not in _UNFINISHED


def begins_heading(text: str) -> bool:
    """The same of a line that may go on on the next one.

    >>> begins_heading("SEDE E"), begins_heading("Il voto è palese")
    (True, False)
    """
    if len(text) > MAX_HEADING or text[-1:] in ";:," or text[:1].islower():
        return False
    words = plain(text).replace("'", "' ").split()
    if len(words) > 16 or (text.endswith(".") and len(words) > 8 and text.upper() != text):
        return False
    if not any(character.isalpha() for character in text):
        return False
    if plain(text).startswith(("e' ", "e ")) or " è " in f" {text.lower()} " or text.startswith("È "):
        return False
    inside = {word.strip('.,;:()"') for word in words}
    return not (inside & _VERBS) and not ("si" in inside and len(words) > 3)


def stripped_heading(text: str) -> str:
    """A heading without the brackets or strokes around it.

    >>> stripped_heading("(Sede)."), stripped_heading("- Organi -"), stripped_heading("Soci (onorari)")
    ('Sede', 'Organi', 'Soci (onorari)')
    """
    text = text.strip(" -–—").removesuffix(".").rstrip()
    if text[:1] in ("(", "[") and closing(text) == len(text) - 1:
        text = text[1:-1].strip()
    return text.strip(" -–—").removesuffix(".").rstrip()


def closing(text: str) -> int:
    """The position of the bracket that closes the one at the start, -1 if it is not found soon."""
    depth = 0
    for index, character in enumerate(text[: MAX_HEADING + 40]):
        depth += (character in "([") - (character in ")]")
        if depth == 0:
            return index
    return -1


def split_heading(rest: str, following: Sequence[Line]) -> tuple[str, str, int]:
    """Heading, begin of the text, and how many of the following lines the heading takes.

    >>> split_heading("(Sede). L’Associazione ha sede in Lecce.", ())
    ('Sede', 'L’Associazione ha sede in Lecce.', 0)
    >>> split_heading("", (Line(2, "SEDE E"), Line(3, "DURATA"), Line(4, "La sede è in Lecce.")))
    ('SEDE E DURATA', '', 2)
    """
    if rest:
        return _same_line(rest, following)
    if not following:
        return "", "", 0
    if following[0].text[0] in "([":
        return _bracketed(following)
    return _next_lines(following)


def _same_line(rest: str, following: Sequence[Line]) -> tuple[str, str, int]:
    if rest[0] in "([":
        if (end := closing(rest)) > 0:
            body = rest[end + 1 :].lstrip(_SEPARATORS)
            return stripped_heading(rest[: end + 1]), body, 0
        heading, body, taken = _bracketed((Line(0, rest), *following[:2]))
        return (heading, body, taken - 1) if taken > 1 else ("", rest, 0)
    runs_on = bool(following) and following[0].runs_on and not following[0].gap and not _listed(following[0].text)
    head, body = _cut(rest, runs_on)
    if head:
        return head, body, 0
    taken = _more_capitals(rest, following)
    heading = " ".join([rest, *(line.text for line in following[:taken])])
    if runs_on or not is_heading(heading):
        return "", rest, 0
    return stripped_heading(heading), "", taken


def _listed(text: str) -> bool:
    return _LIST_MARK.match(text) is not None


def _cut(rest: str, runs_on: bool) -> tuple[str, str]:
    """ "Sede. L’Associazione ha …" and "Sede - L’Associazione ha …" in two; ``runs_on``: the next line goes on."""
    window = rest[:90]
    for mark in (". ", " - ", " – ", " — ", ": ", ".- ", ".– "):
        at = window.find(mark)
        head, body = rest[:at], rest[at + len(mark) :].lstrip(_SEPARATORS)
        last = plain(head).rpartition(" ")[2].rpartition(".")[2]
        sentence = runs_on or not is_heading(body) or (body[-1:] == "." and len(body.split()) > 2)
        parted = at > 2 and body and sentence and not body[0].islower() and last not in _ABBREVIATIONS
        if parted and is_heading(head) and len(head.split()) <= 9:
            return stripped_heading(head), body
    return "", ""


def _bracketed(following: Sequence[Line]) -> tuple[str, str, int]:
    text = ""
    for taken, line in enumerate(following[:3], 1):
        text = f"{text} {line.text}".strip()
        if (end := closing(text)) > 0:
            return stripped_heading(text[: end + 1]), text[end + 1 :].lstrip(_SEPARATORS), taken
    return "", "", 0


def _next_lines(following: Sequence[Line]) -> tuple[str, str, int]:
    first = following[0]
    framed = first.text[0] in "-–—" and first.text[-1] in "-–—"
    if not framed and _listed(first.text):
        return "", "", 0
    after = following[1] if len(following) > 1 else None
    taken = 1 + _more_capitals(first.text, following[1:])
    heading = " ".join(line.text for line in following[:taken])
    runs_on = after is not None and after.runs_on and not _listed(after.text) and not first.capitals
    if runs_on or not is_heading(heading.strip("-–— ")):
        return "", "", 0
    return stripped_heading(heading), "", taken


def _more_capitals(text: str, following: Sequence[Line]) -> int:
    """How many following lines go on with a heading in capitals."""
    if not Line(0, text).capitals or text.endswith("."):
        return 0
    taken = 0
    for line in following[:2]:
        if line.gap or not line.capitals or not begins_heading(line.text) or article_mark(line.text) or division_mark(line.text):
            break
        taken += 1
    return taken


def follows(before: str, number: str) -> bool:
    """Whether an article of that number may come next.

    >>> follows("", "1"), follows("12", "12-bis"), follows("12-bis", "13"), follows("12", "36")
    (True, True, True, False)
    """
    here = position(number)
    last = position(before) if before else (0, 0)
    if here is None or last is None:
        return here is None
    return here == (last[0] + 1, 0) or (here[0] == last[0] and here[1] == last[1] + 1)
