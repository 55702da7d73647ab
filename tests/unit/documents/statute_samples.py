"""Statutes for the tests of documents: any tree that hypothesis can think of, and one that reads like a statute."""

import datetime

from hypothesis import strategies as st

from odoo.addons.lecce_smartcity.bylaws.statute.model import Article, Division, Paragraph, Point, StatuteText
from odoo.addons.lecce_smartcity.documents.akoma_ntoso.model import ActVersion, Decision, NotaryDeed, RuleValue

words = st.text(max_size=30) | st.sampled_from(["<b>&amp;</b>", "]]>", "Titolo I", "a) 1. - Art. 2", "\x00\x0b\r\n", "&#0;", "𝄞 è"])
numbers = st.sampled_from(["", "1", "2", "2-bis", "12.1.3"])
labels = st.sampled_from(["a", "bb", "iv", "1", "-", "a-bis"])
points = st.builds(Point, labels, words)
paragraphs = st.builds(Paragraph, numbers, words, st.lists(points, max_size=3).map(tuple))
articles = st.builds(lambda n, h, p: ("article", n, h, tuple(p)), words | numbers, words, st.lists(paragraphs, max_size=3))
kinds = st.sampled_from(["title", "chapter", "section"])
nodes = st.recursive(
    articles,
    lambda inner: st.builds(lambda k, n, h, c: (k, n, h, tuple(c)), kinds, words, words, st.lists(inner, max_size=3)),
    max_leaves=8,
)


def _node(row, keys):
    kind, number, heading, inner = row
    key = next(keys)
    if kind == "article":
        return Article(key, number, heading, inner)
    return Division(key, kind, number, heading, tuple(_node(child, keys) for child in inner))


def _text(title, preamble, rows):
    keys = (f"{stem}-{number}" for number in range(10_000) for stem in ("art", "k", "sede-legale"))
    return StatuteText(title, preamble, tuple(_node(row, keys) for row in rows))


statutes = st.builds(_text, words, st.lists(words, max_size=3).map("\n".join), st.lists(nodes, min_size=1, max_size=4))

STATUTE = StatuteText(
    "Statuto dell’Associazione Lecce Smart City & Community",
    "L’anno duemilaquindici, il giorno dieci del mese di maggio, in Lecce,\nsi conviene quanto segue.",
    (
        Division(
            "general",
            "title",
            "I",
            "Disposizioni generali",
            (
                Article(
                    "name", "1", "Denominazione", (Paragraph("", "È costituita l’associazione «Lecce Smart City & Community»."),)
                ),
                Article(
                    "seat", "2", "Sede", (Paragraph("1", "La sede è a Lecce."), Paragraph("2", "Può cambiare."))
                ),
            ),
        ),
        Division(
            "bodies",
            "title",
            "II",
            "Organi",
            (
                Division(
                    "assembly",
                    "chapter",
                    "I",
                    "Assemblea",
                    (
                        Article(
                            "quorum",
                            "3",
                            "Costituzione e deliberazioni",
                            (
                                Paragraph(
                                    "1",
                                    "In prima convocazione occorre la presenza della metà più uno degli associati.",
                                ),
                                Paragraph(
                                    "2",
                                    "Sono organi dell’associazione:",
                                    (Point("a", "l’Assemblea;"), Point("b", "il Consiglio direttivo;"), Point("-", "gli altri.")),
                                ),
                                Paragraph("2-bis", "Il voto è palese."),
                            ),
                        ),
                    ),
                ),
            ),
        ),
        Article("final", "4", "Rinvio", (Paragraph("", "Per quanto non previsto si applica il codice civile."),)),
    ),
)


def version(text=STATUTE, **values):
    """A version of that statute, or of ``text``."""
    defaults = {
        "association": "Associazione Lecce Smart City & Community",
        "authority": "93123456789",
        "work_date": datetime.date(2015, 5, 10),
        "adopted_on": datetime.date(2024, 4, 12),
        "generated_on": datetime.date(2026, 7, 2),
        "label": "2",
        "in_force_from": datetime.date(2024, 5, 1),
        "in_force_to": datetime.date(2026, 12, 31),
        "decisions": (
            Decision("Atto costitutivo", datetime.date(2015, 5, 10)),
            Decision("n. 2/2024", datetime.date(2024, 4, 12), "Assemblea straordinaria"),
        ),
        "deed": NotaryDeed(
            "dott.ssa Anna Greco", "Lecce", datetime.date(2024, 4, 12), "12.345", "6.789",
            "Agenzia delle Entrate di Lecce", datetime.date(2024, 4, 30), "n. 1234, serie 1T",
        ),
        "rules": (
            RuleValue("quorum.ord.first", {"kind": "share", "n": 1, "d": 2, "strict": True}, "quorum", "1", "metà più uno"),
            RuleValue("dues.bands", {"bands": [[0, 50], [100, 100]]}, "final"),
        ),
    }  # fmt: skip
    return ActVersion(text, **(defaults | values))
