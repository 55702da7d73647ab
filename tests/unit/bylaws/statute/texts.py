"""Statutes made up for the tests, and strategies for Hypothesis."""

from hypothesis import strategies as st

from odoo.addons.lecce_smartcity.bylaws.statute.model import Article, Division, Paragraph, Point, StatuteText

anything = st.text(max_size=40)
numbers = st.sampled_from(["", "1", "2", "3", "2-bis", "12.1", "12.1.3", "1999"])
labels = st.sampled_from(["a", "b", "aa", "iv", "1", "12", "-", "b-bis", "A"])
points = st.builds(Point, labels, anything)
paragraphs = st.builds(Paragraph, numbers, anything, st.lists(points, max_size=4).map(tuple))
bodies = st.lists(paragraphs, max_size=6).map(tuple)


def article(number, heading="", *lines, key=""):
    """An article with one unnumbered paragraph for each line."""
    return Article(key or f"a-{number}", str(number), heading, tuple(Paragraph("", line) for line in lines))


def statute(*children, title="Statuto", preamble=""):
    return StatuteText(title, preamble, children)


def title(number, heading, *children, kind="title", key=""):
    return Division(key or f"{kind}-{number}".lower(), kind, number, heading, children)


# --- statutes as people write them
_NOUNS = [
    "Sede",
    "Scopo",
    "Organi",
    "Assemblea",
    "Soci",
    "Durata",
    "Recesso",
    "Quote",
    "Libri",
    "Bilancio",
    "Convocazione",
    "Deleghe",
]
_TAILS = ["", " dell’Associazione", " e funzioni", " degli organi sociali", " (norme)", " ordinaria e straordinaria"]
headings = st.builds(lambda noun, tail: noun + tail, st.sampled_from(_NOUNS), st.sampled_from(_TAILS))
_SUBJECTS = ["L’Assemblea", "Il Consiglio", "Ogni associato", "È l’organo che", "Chi recede", "Un terzo degli associati"]
_PREDICATES = [
    "ha sede in Lecce",
    "delibera sul bilancio di cui all’art. 7, comma 2",
    "può essere convocato ai sensi dell’art. 20 del codice civile",
    "dura in carica tre anni, salvo proroga",
    "decide entro 60 (sessanta) giorni - anche in videoconferenza - dalla domanda",
    "è nominato con D.Lgs. 117/2017, art. 26",
]
sentences = st.builds("{} {}.".format, st.sampled_from(_SUBJECTS), st.sampled_from(_PREDICATES))
several = st.lists(sentences, min_size=1, max_size=4).map(" ".join)
_ROMAN = ["I", "II", "III", "IV", "V", "VI"]


@st.composite
def written_paragraphs(draw):
    """Numbered from 1 or not at all; some with a list, that a colon opens and letters or strokes mark."""
    numbered = draw(st.booleans())
    found = []
    for position in range(1, draw(st.integers(1, 5)) + 1):
        number = str(position) if numbered else ""
        if draw(st.integers(0, 3)):
            found.append(Paragraph(number, draw(several)))
            continue
        count = draw(st.integers(2, 5))
        style = draw(st.sampled_from(["letters", "strokes", "figures"] if numbered else ["letters", "strokes"]))
        marks = {"letters": "abcde", "strokes": "-----", "figures": "12345"}[style]
        rows = [Point(mark, f"{draw(st.sampled_from(_NOUNS)).lower()} e altro;") for mark in marks[:count]]
        rows[-1] = Point(rows[-1].label, "ogni altra materia.")
        found.append(Paragraph(number, "Sono di sua competenza:", tuple(rows)))
    return tuple(found)


@st.composite
def written_statutes(draw):
    """A whole statute with divisions or without."""
    counts = draw(st.lists(st.integers(1, 4), min_size=1, max_size=5))
    number, parts = 0, []
    for roman, count in zip(_ROMAN, counts, strict=False):
        children = []
        for _ in range(count):
            number += 1
            heading = draw(st.one_of(st.just(""), headings))
            children.append(Article(f"a-{number}", str(number), heading, draw(written_paragraphs())))
        parts.append(Division(f"d-{roman}".lower(), "title", roman, draw(headings), tuple(children)))
    if len(parts) == 1:
        parts = list(parts[0].children)
    preamble = draw(st.sampled_from(["", "Approvato dal Consiglio comunale.", "Premesso che è utile.\nTutto ciò premesso."]))
    return StatuteText(draw(st.sampled_from(["Statuto dell’Associazione", "STATUTO"])), preamble, tuple(parts))


def shape(text):
    """All of a statute but its keys."""

    def bare(node):
        if isinstance(node, Division):
            return (node.kind, node.number, node.heading, tuple(map(bare, node.children)))
        return (node.number, node.heading, node.paragraphs)

    return (text.title, text.preamble, tuple(map(bare, text.children)))
