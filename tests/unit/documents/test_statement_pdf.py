import datetime

import pytest
from document_samples import ASSOCIATION, DAY, HEAD, HOSTILE, MOMENT, PRESIDENT, pages, squeezed
from document_samples import without_spaces as squeeze

from odoo.addons.lecce_smartcity.documents import model, statement_pdf


def statement(**values):
    defaults = {
        "association": ASSOCIATION, "member_name": "Conte Angelo", "member_number": 12,
        "category": "ordinario privato", "joined_on": datetime.date(2015, 5, 10), "as_of": DAY,
        "generated_at": MOMENT, "place": "Lecce", "signatory": PRESIDENT, "entry_number": 31,
        "head": HEAD, "birth_place": "Lecce", "birth_date": datetime.date(1970, 5, 9),
    }  # fmt: skip
    return statement_pdf.render(model.MembershipStatement(**(defaults | values)))


def test_a_statement_is_one_page_that_says_number_category_and_date():
    texts = pages(statement())
    assert len(texts) == 1
    for part in ("Conte Angelo", "al n. 12", "«ordinario privato»", "dal 10 maggio 2015",
                 "alla data del 30 giugno 2026", "n. 31", "Lecce, 2 luglio 2026"):  # fmt: skip
        assert part in texts[0]


def test_an_ended_membership_is_not_stated_as_lasting():
    text = pages(statement(ceased_on=datetime.date(2025, 12, 31)))[0]
    assert "al 31 dicembre 2025" in text
    assert "non è più associato/a" in text
    assert "risulta associato" not in text


def test_a_membership_that_will_end_says_when():
    text = pages(statement(ceased_on=datetime.date(2026, 12, 31)))[0]
    assert "risulta associato/a" in text
    assert "L’iscrizione termina il 31 dicembre 2026." in text


def test_a_suspended_membership_says_so():
    assert "sospesa" in pages(statement(suspended=True))[0]


def test_a_statement_speaks_english_too():
    assert "is entered in the members’ book" in pages(statement(lang="en_US"))[0]


@pytest.mark.parametrize("text", [*HOSTILE, "parola " * 43])
def test_hostile_text_is_printed_as_it_is(text):
    pdf = statement(member_name=text, address=text, purpose=text, category=text)
    assert squeezed(pdf).count(squeeze(text)) >= 3


def test_equal_input_gives_equal_bytes():
    assert statement() == statement()
