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


def title(number, heading, *children, kind="title"):
    return Division(f"{kind}-{number}".lower(), kind, number, heading, children)
