# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
"""How numbers are written in an act ("Titolo I", "Art. 12", "2.", "a)"), and how they are read back."""

import re

from ...bylaws.errors import BylawError
from ...bylaws.statute.model import CHAPTER, SECTION, TITLE, Paragraph, Point

# kind -> element of Akoma Ntoso
ELEMENTS = {TITLE: "title", CHAPTER: "chapter", SECTION: "section"}
DIVISIONS = {
    "it": {TITLE: "Titolo", CHAPTER: "Capo", SECTION: "Sezione"},
    "en": {TITLE: "Title", CHAPTER: "Chapter", SECTION: "Section"},
}
ARTICLE = "Art."
_TRAILING = " .:;–—-"
_WORDS = {
    "title": re.compile(r"(?:titolo|title|tit\.)(?=[\s.:–—-]|$)", re.IGNORECASE),
    "chapter": re.compile(r"(?:capo|capitolo|chapter)(?=[\s.:–—-]|$)", re.IGNORECASE),
    "section": re.compile(r"(?:sezione|section|sec\.|§)", re.IGNORECASE),
    "article": re.compile(r"(?:articolo|article|artículo|artikel|art\.?|§)(?=[\s.:–—\d-]|$)", re.IGNORECASE),
}
_BULLETS = {"-", "–", "—", "•", "·", "*", "▪", "◦", "−"}


def own(lang):
    """Language of the words for divisions: Italian unless ``lang`` says English."""
    return "en" if lang.lower().startswith("en") else "it"


def division_num(kind, number, lang):
    """A division's number as printed; "" where it has none.

    >>> division_num("title", "I", "it"), division_num("section", "2", "en")
    ('Titolo I', 'Section 2')
    """
    return f"{DIVISIONS[own(lang)][kind]} {number}" if number else ""


def article_num(number):
    """An article's number as printed.

    >>> article_num("12-bis"), article_num("")
    ('Art. 12-bis', '')
    """
    return f"{ARTICLE} {number}" if number else ""


def point_num(label):
    """A point's label as printed.

    >>> point_num("a"), point_num("-")
    ('a)', '–')
    """
    return "–" if label == "-" else f"{label})"


def bare_num(num, element):
    """The number without the word before it and the punctuation around it, for acts that others wrote.

    >>> bare_num("TITOLO II –", "title"), bare_num("Articolo 3.", "article"), bare_num("Parte I", "part")
    ('II', '3', 'Parte I')
    """
    word = _WORDS.get(element)
    match = word.match(num) if word else None
    return num[match.end() if match else 0 :].strip(_TRAILING)


def paragraph_number(num):
    """A paragraph's number, or None when ``num`` is not one that a paragraph may bear.

    >>> paragraph_number("1."), paragraph_number("(2-bis)"), paragraph_number("12.3 "), paragraph_number("Comma unico")
    ('1', '2-bis', '12.3', None)
    """
    bare = num.strip(" .:;–—-()[]")
    return _borne_by(Paragraph, bare)


def point_label(num):
    """A point's label, "-" for a bullet, or None when ``num`` is neither.

    >>> point_label("a)"), point_label("(iv)"), point_label("•"), point_label("primo")
    ('a', 'iv', '-', None)
    """
    if num in _BULLETS or not num:
        return "-"
    bare = num.strip(" .:;–—-()[]")
    return _borne_by(Point, bare)


def _borne_by(unit, mark):
    """``mark`` if a paragraph or point may bear it; the statute's own model decides."""
    try:
        unit(mark, "")
    except BylawError:
        return None
    return mark
