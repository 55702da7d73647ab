"""Which body decides what, and by which rules."""

from datetime import date

import pytest

from odoo.addons.lecce_smartcity.bylaws.meeting.matters import MATTERS, competence, quorum_code
from odoo.addons.lecce_smartcity.bylaws.rules.catalogue import CATALOGUE
from odoo.addons.lecce_smartcity.bylaws.rules.resolution import RuleBook, StatuteRule, StatuteVersion
from odoo.addons.lecce_smartcity.bylaws.rules.values import Choice

ON = date(2026, 4, 18)


def book(regime="ets", **rules):
    codes = {code.replace("__", "."): Choice(value) for code, value in rules.items()}
    statute = StatuteVersion(
        "2026", date(2026, 1, 1), None, {code: StatuteRule(code, value, "x", "14") for code, value in codes.items()}
    )
    return RuleBook([(date(2020, 1, 1), regime)], [statute])


@pytest.mark.parametrize("matter", MATTERS.values(), ids=MATTERS)
def test_every_rule_that_a_matter_names_is_in_the_catalogue(matter):
    named = {*matter.quorums.values(), matter.majority, matter.abstention, matter.organ} - {""}
    assert named <= set(CATALOGUE)


@pytest.mark.parametrize("matter", MATTERS.values(), ids=MATTERS)
def test_every_matter_has_words_in_both_languages(matter):
    assert matter.words.it and matter.words.en


@pytest.mark.parametrize("matter", ["accounts", "statute_change", "dissolution", "liability", "election"])
def test_a_board_of_an_ets_cannot_decide_what_is_the_assemblys(matter):
    assert competence(matter, "board", book(), ON).params["article"].startswith("D.Lgs. 117/2017 art. 25(1)")


def test_outside_the_third_sector_the_statute_may_let_another_body_elect():
    assert competence("election", "board", book("recognised"), ON) is None


def test_exclusion_is_the_assemblys_until_a_statute_gives_it_to_the_board():
    assert competence("exclusion", "board", book(), ON).params["competent"] == "assembly"
    given = book(exclusion__organ="board")
    assert competence("exclusion", "board", given, ON) is None
    assert competence("exclusion", "arbitrators", given, ON).params["article"] == "statuto art. 14"


def test_a_second_call_without_a_rule_of_its_own_for_the_statute_keeps_the_firsts():
    assert quorum_code("statute_change", "second") == ("quorum.stat.second", "quorum.stat")
    assert quorum_code("ordinary", "second") == ("quorum.ord.second",)
    assert quorum_code("dissolution", "first") == ("quorum.ord.first",)
