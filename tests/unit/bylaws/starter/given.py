"""Answers for the tests: plain ones for each regime, and any that the questionnaire admits."""

import calendar

from hypothesis import strategies as st

from odoo.addons.lecce_smartcity.bylaws.regimes import REGIMES
from odoo.addons.lecce_smartcity.bylaws.starter import question as kinds
from odoo.addons.lecce_smartcity.bylaws.starter.checking import ERROR, check_answers
from odoo.addons.lecce_smartcity.bylaws.starter.questionnaire import questions_for

MINIMAL = {"name": "Associazione Lecce Smart City & Community", "city": "Lecce", "province": "LE"}

_words = st.text("abcdeghilmnoprstuvzAEIOLMNàèéìòù’&-.() 0123456789", min_size=1, max_size=60).filter(
    lambda text: any(letter.isalnum() for letter in text)
)
_days = st.integers(1, 12).flatmap(lambda month: st.tuples(st.just(month), st.integers(1, calendar.monthrange(2024, month)[1])))


def _answer(question, regime):
    codes = [code for code, _words in question.choices_for(regime)]
    if question.code == "city":
        return st.sampled_from(["Lecce", "L’Aquila", "Reggio nell'Emilia", "Bolzano/Bozen", "Cava de’ Tirreni", "Ro"])
    if question.code == "province":
        return st.text("ABCDELMRST", min_size=2, max_size=2)
    return {
        kinds.TEXT: _words,
        kinds.LINES: st.lists(_words, max_size=4).map(tuple),
        kinds.CHOICE: st.sampled_from(codes or [""]),
        kinds.SEVERAL: st.lists(st.sampled_from(codes or [""]), min_size=1, unique=True).map(tuple),
        kinds.FLAG: st.booleans(),
        kinds.NUMBER: st.integers(question.minimum or 0, question.maximum or 0),
        kinds.DAY: _days,
        kinds.MONEY: st.one_of(st.just(0), st.integers(1_500_000, question.maximum or 1_500_000)),
    }[question.kind]


@st.composite
def answers(draw):
    """Answers without errors, of any regime."""
    regime = draw(st.sampled_from(REGIMES))
    given = {question.code: draw(_answer(question, regime)) for question in questions_for(regime)} | {"regime": regime}
    # Seats that the law refuses are another test's; here a few are taken back until they are admitted.
    given["board_size"] = max(given["board_size"], 4)
    given["municipality_seats"] = min(given["municipality_seats"], (given["board_size"] - 1) // 2 - (given["president"] == "mayor"))
    wrong = {finding.question for finding in check_answers(given) if finding.severity == ERROR}
    return {code: answer for code, answer in given.items() if code not in wrong or code in MINIMAL} | (MINIMAL if wrong else {})
