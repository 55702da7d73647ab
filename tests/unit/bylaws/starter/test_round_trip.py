"""The starter statute as plain text is read back as the same tree."""

import pytest
from hypothesis import given, settings

from odoo.addons.lecce_smartcity.bylaws.regimes import REGIMES
from odoo.addons.lecce_smartcity.bylaws.starter.drafting import draft
from odoo.addons.lecce_smartcity.bylaws.starter.examples import BERGAMO, LECCE
from odoo.addons.lecce_smartcity.bylaws.statute.model import Division
from odoo.addons.lecce_smartcity.bylaws.statute.splitting import render, split

from .given import MINIMAL, answers

WAYS = [LECCE, BERGAMO, *({**MINIMAL, "regime": regime} for regime in REGIMES)]


def shape(node):
    """A node without its keys, which a reader of plain text makes anew from the headings."""
    if isinstance(node, Division):
        return (node.kind, node.number, node.heading, tuple(map(shape, node.children)))
    return (node.number, node.heading, node.paragraphs)


def shapes(statute):
    return (statute.title, statute.preamble, tuple(map(shape, statute.children)))


@pytest.mark.parametrize("way", WAYS)
def test_the_printed_statute_is_read_back_as_the_same_tree_with_nothing_to_look_at(way):
    statute = draft(way).text
    result = split(render(statute))
    assert shapes(result.statute) == shapes(statute)
    assert (result.findings, result.left_out) == ((), ())


@given(answers())
@settings(max_examples=40)
def test_so_is_the_statute_of_any_answers(given_answers):
    statute = draft(given_answers).text
    assert shapes(split(render(statute)).statute) == shapes(statute)


@pytest.mark.parametrize("way", WAYS)
def test_the_reader_makes_a_key_of_its_own_for_every_article(way):
    statute = split(render(draft(way).text)).statute
    assert len({article.key for article in statute.articles()}) == len(list(draft(way).text.articles()))
