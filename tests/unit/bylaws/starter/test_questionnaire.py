"""The questionnaire: its words, and what it says of wrong answers."""

import string

import pytest
from hypothesis import given
from hypothesis import strategies as st

from odoo.addons.lecce_smartcity.bylaws.errors import BylawError
from odoo.addons.lecce_smartcity.bylaws.regimes import REGIMES
from odoo.addons.lecce_smartcity.bylaws.starter.checking import ERROR, SENTENCES, WARNING, check_answers, refuse_errors
from odoo.addons.lecce_smartcity.bylaws.starter.examples import BERGAMO, LECCE
from odoo.addons.lecce_smartcity.bylaws.starter.numerals import adjective, cardinal
from odoo.addons.lecce_smartcity.bylaws.starter.question import PAGES
from odoo.addons.lecce_smartcity.bylaws.starter.questionnaire import QUESTIONS, completed, question, questions_for

from .given import MINIMAL

WRONG = [
    ({"regime": "onlus"}, "answer_not_offered"),
    ({"colour": "red"}, "answer_unknown"),
    ({"name": ""}, "answer_missing"),
    ({"name": " — "}, "answer_missing"),
    ({"name": "Una «città»"}, "answer_characters"),
    ({"name": "Una\ncittà"}, "answer_characters"),
    ({"name": "{city}"}, "answer_characters"),
    ({"name": "A" * 201}, "answer_characters"),
    ({"name": "Lecce E.T.S."}, "name_reserved"),
    ({"short_name": "Ente del Terzo Settore Lecce"}, "name_reserved"),
    ({"province": "Le"}, "province_invalid"),
    ({"city": "Comune di Lecce"}, "city_invalid"),
    ({"city": "73100 Lecce"}, "city_invalid"),
    ({"city": "Lecce."}, "city_invalid"),
    ({"founders": ("Comune di Lecce", "")}, "answer_missing"),
    ({"founders": ["Comune di Lecce"]}, "answer_invalid"),
    ({"themes": ()}, "answer_missing"),
    ({"themes": ("mobility", "mobility")}, "answer_invalid"),
    ({"themes": ("war",)}, "answer_not_offered"),
    ({"board_size": "7"}, "answer_invalid"),
    ({"board_size": True}, "answer_invalid"),
    ({"board_size": 1}, "answer_out_of_bounds"),
    ({"board_size": 5, "municipality_seats": 5}, "too_many_designated"),
    ({"board_size": 5, "municipality_seats": 4, "president": "mayor"}, "too_many_designated"),
    ({"board_size": 3, "municipality_seats": 1}, "reserved_seats_too_few"),
    ({"second_call": "yes"}, "answer_invalid"),
    ({"control_body": "when_required"}, "answer_not_offered"),
    ({"regime": "ets", "control_body": "none"}, "answer_not_offered"),
    ({"regime": "ets", "board_size": 9, "municipality_seats": 6}, "ets_majority_not_elected"),
    ({"regime": "ets", "board_size": 8, "municipality_seats": 4}, "ets_majority_not_elected"),
    ({"regime": "ets", "board_size": 7, "municipality_seats": 3, "president": "mayor"}, "ets_majority_not_elected"),
    ({"regime": "ets", "proxies": 4}, "ets_proxies_too_many"),
    ({"amendment_presence": "1/3"}, "answer_not_offered"),
    ({"year_end": (2, 30)}, "answer_invalid"),
    ({"year_end": "31 dicembre"}, "answer_invalid"),
    ({"endowment": 0}, "endowment_missing"),
    ({"regime": "ets", "endowment": 1_499_999}, "endowment_below_minimum"),
]
DOUBTFUL = [
    ({"board_size": 9, "municipality_seats": 6}, "public_majority"),
    ({"regime": "unrecognised", "board_size": 9, "municipality_seats": 6}, "public_majority"),
    ({"president": "mayor"}, "mayor_not_elected"),
    ({"regime": "ets", "board_size": 9, "president": "mayor"}, "mayor_in_ets"),
]


@pytest.mark.parametrize("change, code", WRONG)
def test_a_wrong_answer_is_an_error_with_a_sentence_in_both_languages(change, code):
    findings = check_answers({**MINIMAL, **change})
    assert [finding.code for finding in findings if finding.severity == ERROR] == [code]
    assert findings[0].severity == ERROR
    for lang in ("it_IT", "en_US"):
        sentence = findings[0].sentence(lang)
        assert sentence[-1] in ".)" and "{" not in sentence.replace(str(change), "").replace("{city}", "")
    with pytest.raises(BylawError):
        refuse_errors({**MINIMAL, **change})


@pytest.mark.parametrize("change, code", DOUBTFUL)
def test_a_doubtful_answer_is_a_warning_that_names_an_article(change, code):
    (finding,) = check_answers({**MINIMAL, **change})
    assert (finding.code, finding.severity) == (code, WARNING)
    assert finding.citation.label() in finding.sentence("it")
    assert refuse_errors({**MINIMAL, **change})["name"] == MINIMAL["name"]


def test_a_board_of_nine_with_six_municipal_seats_is_told_how_to_be_admitted():
    (finding,) = check_answers({**MINIMAL, "regime": "ets", "board_size": 9, "municipality_seats": 6})
    assert finding.sentence("en") == (
        "Members designated by the municipality: 6 of 9 members would not be appointed by the assembly, to which the law reserves "
        "the appointment of the majority. Designate 4 at most or enlarge the board to at least 13. (D.Lgs. 117/2017 art. 26(5))"
    )
    assert check_answers({**MINIMAL, "regime": "ets", "board_size": 9, "municipality_seats": 4}) == ()
    assert check_answers({**MINIMAL, "regime": "ets", "board_size": 13, "municipality_seats": 6}) == ()


@pytest.mark.parametrize("city", ["Lecce", "Reggio nell'Emilia", "L’Aquila", "Forlì", "Ro", "Bolzano/Bozen", "Cava de’ Tirreni"])
def test_names_of_cities_are_admitted(city):
    assert check_answers({**MINIMAL, "city": city}) == ()


def test_every_sentence_is_reached_by_some_answers():
    reached = {code for _change, code in WRONG + DOUBTFUL}
    assert set(SENTENCES) == reached


def test_every_question_has_its_words_and_an_admitted_first_answer():
    assert len({item.code for item in QUESTIONS}) == len(QUESTIONS)
    for item in QUESTIONS:
        assert item.page in PAGES
        for words in (item.label, item.help, *(words for _code, words in item.choices)):
            assert words.it and words.en and words.it != "" and not set("{}") & set(words.it + words.en)
    for regime in REGIMES:
        assert check_answers({**MINIMAL, "regime": regime}) == ()


def test_about_a_dozen_questions_are_essential():
    assert 10 <= sum(item.essential for item in QUESTIONS) <= 16
    assert question("name").essential and not question("arbitrators").essential


def test_a_question_that_a_regime_does_not_ask_is_not_answered_for_it():
    assert "endowment" not in completed({**MINIMAL, "regime": "unrecognised", "endowment": 5})
    assert {item.code for item in questions_for("ets")} == {item.code for item in QUESTIONS}


def test_the_examples_of_the_story_are_admitted():
    assert check_answers(LECCE) == ()
    assert [finding.severity for finding in check_answers(BERGAMO)] == [WARNING]


@given(
    st.dictionaries(
        st.sampled_from([item.code for item in QUESTIONS]),
        st.none() | st.integers() | st.text() | st.booleans() | st.lists(st.text()),
    )
)
def test_no_answer_breaks_the_check(answers):
    assert "name" in completed(answers)
    for finding in check_answers(answers):
        assert finding.sentence("it") and finding.sentence("en")


def test_sentences_have_the_same_gaps_in_both_languages():
    for words in SENTENCES.values():
        gaps = [{name for _text, name, _spec, _conversion in string.Formatter().parse(text) if name} for text in words]
        assert gaps[0] == gaps[1]


@pytest.mark.parametrize(
    "number, words",
    [(1, "uno"), (16, "sedici"), (31, "trentuno"), (33, "trentatré"), (38, "trentotto"), (101, "centouno"), (111, "centoundici"),
     (182, "centottantadue"), (200, "duecento"), (999, "novecentonovantanove"), (1001, "milleuno"), (103_000, "centotremila"),
     (999_999, "novecentonovantanovemilanovecentonovantanove")],
)  # fmt: skip
def test_numbers_are_spelt_as_grammar_books_spell_them(number, words):
    assert cardinal(number) == words


def test_no_two_numbers_have_the_same_words():
    assert len({cardinal(number) for number in range(10_000)}) == 10_000
    assert adjective(1) == "un"
    with pytest.raises(ValueError):
        cardinal(1_000_000)
