"""Italian agreement: offices and people by gender and number, numbers in letters."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from odoo.addons.lecce_smartcity.bylaws.minutes import facts, grammar

ANNA, BEA = facts.Person("Anna Greco", "f"), facts.Person("Bea Conte", "f")
CIRO = facts.Person("Ciro Leo", "m")


@pytest.mark.parametrize(
    ("people", "said"),
    [
        ([ANNA], "la consigliera Anna Greco"),
        ([CIRO], "il consigliere Ciro Leo"),
        ([ANNA, BEA], "le consigliere Anna Greco e Bea Conte"),
        ([ANNA, CIRO], "i consiglieri Anna Greco e Ciro Leo"),
    ],
)
def test_an_office_agrees_with_those_who_hold_it(people, said):
    assert grammar.officers([facts.Officer(person, "member") for person in people]) == said


@pytest.mark.parametrize(
    ("word", "gender", "said"),
    [
        ("scrutatore", "m", "lo scrutatore"),
        ("segretario", "m", "il segretario"),
        ("associata", "f", "l’associata"),
        ("organo di controllo", "m", "l’organo di controllo"),
        ("presidente", "f", "la presidente"),
    ],
)
def test_the_article_fits_the_first_sound(word, gender, said):
    assert grammar.article(word, [gender]) == said


@pytest.mark.parametrize(
    ("number", "said"),
    [
        (1, "uno"), (11, "undici"), (21, "ventuno"), (23, "ventitré"), (38, "trentotto"), (101, "centouno"), (103, "centotré"),
        (108, "centotto"), (180, "centottanta"), (640, "seicentoquaranta"), (1001, "milleuno"), (2000, "duemila"),
        (1908, "millenovecentotto"), (999_999, "novecentonovantanovemilanovecentonovantanove"),
    ],
)  # fmt: skip
def test_numbers_are_written_in_letters_as_italian_writes_them(number, said):
    assert grammar.cardinal(number) == said


@given(st.integers(0, 999_999), st.integers(0, 999_999))
def test_two_numbers_never_share_their_letters(one, other):
    assert (grammar.cardinal(one) == grammar.cardinal(other)) == (one == other)


def test_a_name_with_a_comma_makes_the_list_take_semicolons():
    assert grammar.listed(["Comune di Lecce, settore cultura", "Anna"]) == "Comune di Lecce, settore cultura; Anna"


def test_before_an_e_the_conjunction_takes_a_d():
    assert grammar.listed(["Anna", "Elena"]) == "Anna ed Elena"
