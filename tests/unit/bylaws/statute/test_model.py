"""The tree of a statute: one editable text per article, names of places, refusals."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from odoo.addons.lecce_smartcity.bylaws.errors import BylawError
from odoo.addons.lecce_smartcity.bylaws.statute.model import (
    Article,
    Division,
    Paragraph,
    Point,
    StatuteText,
    paragraphs_to_text,
    text_to_paragraphs,
)

from . import texts


def codes(raised):
    return [violation.code for violation in raised.value.violations]


@given(texts.bodies)
def test_an_article_s_body_comes_back_from_its_editable_text(body):
    assert text_to_paragraphs(paragraphs_to_text(body)) == body


@given(st.text())
def test_any_text_typed_into_an_article_keeps_every_word(typed):
    body = text_to_paragraphs(typed)
    assert text_to_paragraphs(paragraphs_to_text(body)) == body


def test_a_year_at_the_start_of_a_paragraph_does_not_become_its_number():
    body = (Paragraph("", "2013. È l’anno della costituzione."),)
    assert paragraphs_to_text(body) == "\\2013. È l’anno della costituzione."
    assert text_to_paragraphs(paragraphs_to_text(body)) == body


def test_white_space_and_invisible_characters_make_no_difference():
    typed = Paragraph(" 1", "L’assemblea \u00a0dei\n soci\u200b è \u202eso\u00advrana.")
    assert typed == Paragraph("1", "L’assemblea dei soci è sovrana.")
    assert StatuteText("  Statuto ", "uno\r\n\n  due ").preamble == "uno\ndue"


def test_what_xml_cannot_hold_does_not_enter_a_text():
    assert Paragraph("", "a\x00b\x0bc\ud800d\uffff").text == "ab cd"


@pytest.mark.parametrize("key", ["", "Sede", "sede legale", "-sede", "sede-", "sedè", "se--de"])
def test_a_key_is_made_of_small_letters_figures_and_single_hyphens(key):
    with pytest.raises(BylawError) as raised:
        Article(key, "1", "Sede")
    assert codes(raised) == ["statute_key_invalid"]


def test_two_places_may_not_have_one_key():
    with pytest.raises(BylawError) as raised:
        texts.statute(texts.title("I", "x", texts.article(1)), texts.article(2, key="title-i"))
    assert codes(raised) == ["statute_key_duplicate"]
    assert raised.value.violations[0].params == {"key": "title-i"}


def test_numbers_labels_and_kinds_that_cannot_be_written_are_refused():
    with pytest.raises(BylawError) as raised:
        Paragraph("primo", "x")
    assert codes(raised) == ["statute_paragraph_number_invalid"]
    with pytest.raises(BylawError) as raised:
        Point("punto", "x")
    assert codes(raised) == ["statute_point_label_invalid"]
    with pytest.raises(BylawError) as raised:
        Division("parte", "part", "I", "Parte")
    assert codes(raised) == ["statute_division_kind_invalid"]


def test_an_article_that_is_not_there_is_named():
    with pytest.raises(BylawError) as raised:
        texts.statute(texts.article(1)).article("sede")
    assert raised.value.violations[0].params == {"key": "sede"}


def test_places_have_names_that_are_unique_whatever_the_numbers():
    twice = texts.statute(
        texts.title("I", "", texts.title("I", "", texts.article("1"), kind="chapter")),
        texts.title("II", "", Division("other", "chapter", "I", "", (texts.article("1", key="b"), texts.article("", key="c")))),
    )
    assert twice.eids() == {
        "title-i": "title_I",
        "chapter-i": "title_I__chp_I",
        "a-1": "art_1",
        "title-ii": "title_II",
        "other": "title_II__chp_I",
        "b": "art_1_2",
        "c": "art_nn_3",
    }


def test_a_paragraph_without_number_is_named_by_its_position():
    body = (Paragraph("", "uno"), Paragraph("1", "due", (Point("a", "x"), Point("-", "y"), Point("a", "z"))))
    text = StatuteText("", "", (Article("k", "12-bis", "", body),))
    assert text.eid("k", 0) == "art_12-bis__para_nn_1"
    assert [text.eid("k", 1, n) for n in range(3)] == [
        "art_12-bis__para_1__point_a",
        "art_12-bis__para_1__point_nn_2",
        "art_12-bis__para_1__point_a_2",
    ]


def test_changed_articles_take_the_place_of_the_old_ones_wherever_they_stand():
    old = texts.statute(texts.title("I", "Parte", texts.article(1), texts.article(2)))
    new = old.with_articles({"a-2": texts.article(2, "Sede", "In Lecce.")})
    assert [article.heading for article in new.articles()] == ["", "Sede"]
    assert new.article("a-1") is old.article("a-1")
