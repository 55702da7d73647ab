"""Of whom a body is made: the strict minority of seats that others fill, sizes, offices once, directors from the members."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from odoo.addons.lecce_smartcity.bylaws.body_rules import RuleBook, body_rules
from odoo.addons.lecce_smartcity.bylaws.composition import Director, Seat, SeatRules, judge_directors, judge_seats
from odoo.addons.lecce_smartcity.bylaws.rules.kinds import Count

DAY = date(2026, 5, 15)


def rules(regime="ets", kind="board", members=0, **own):
    book = RuleBook([(date(2015, 1, 1), regime)])
    return SeatRules(kind, body_rules(book, kind, DAY, own), members, 500)


def board(elected, municipal):
    return [Seat(n) for n in range(elected)] + [Seat(n, "municipality", public=True) for n in range(elected, elected + municipal)]


def codes(remarks):
    return [(remark.code, remark.severity) for remark in remarks]


@pytest.mark.parametrize("regime", ["unrecognised", "recognised"])
def test_nine_seats_with_six_municipal_are_warned_about_outside_the_third_sector(regime):
    assert codes(judge_seats(board(3, 6), rules(regime))) == [("public_majority", "warning")]


def test_nine_seats_with_six_municipal_are_refused_under_ets_with_article_and_remedy():
    refusal, warning = judge_seats(board(3, 6), rules())
    assert (refusal.code, refusal.severity, refusal.citation.label()) == (
        "majority_not_by_assembly", "refused", "D.Lgs. 117/2017 art. 26(5)",
    )  # fmt: skip
    assert refusal.params == {"designated": 6, "total": 9, "allowed": 4, "needed": 13}
    assert warning.code == "public_majority"


def test_seven_seats_with_three_municipal_stand():
    assert judge_seats(board(4, 3), rules()) == ()


def test_half_is_no_strict_minority():
    assert codes(judge_seats(board(3, 3), rules())) == [("majority_not_by_assembly", "refused")]


def test_from_five_hundred_members_on_the_statute_may_derogate():
    assert codes(judge_seats(board(3, 4), rules(members=499)))[0] == ("majority_not_by_assembly", "refused")
    assert codes(judge_seats(board(3, 4), rules(members=500)))[0] == ("majority_not_by_assembly", "warning")


@pytest.mark.parametrize("kind", ["scientific_committee", "thematic_table", "control_body", "assembly"])
def test_the_rule_on_directors_binds_no_other_body(kind):
    assert judge_seats(board(1, 6), rules(kind=kind)) == ()


def test_a_seat_reserved_to_a_category_but_elected_by_the_assembly_is_the_assemblys():
    seats = [Seat(n) for n in range(3)] + [Seat(3, "category"), Seat(4, "by_right")]
    assert judge_seats(seats, rules()) == ()
    assert codes(judge_seats(seats[1:], rules())) == [("majority_not_by_assembly", "refused")]


def test_size_is_that_of_the_statute():
    own = {"seats_min": Count(5), "seats_max": Count(7)}
    assert codes(judge_seats(board(4, 0), rules(**own))) == [("seats_below_minimum", "refused")]
    assert codes(judge_seats(board(8, 0), rules(**own))) == [("seats_above_maximum", "refused")]
    assert judge_seats(board(5, 0), rules(**own)) == ()


def test_substitutes_are_no_seats_of_the_body():
    seats = [*board(5, 0), Seat("s", "municipality", "substitute", public=True)]
    assert judge_seats(seats, rules(seats_max=Count(5))) == ()


def test_an_office_is_held_once():
    seats = [Seat(1, office="president"), Seat(2, office="president"), Seat(3), Seat(4)]
    assert codes(judge_seats(seats, rules("recognised"))) == [("office_twice", "refused")]


@given(elected=st.integers(0, 40), others=st.integers(0, 40))
def test_under_ets_a_board_stands_exactly_when_the_assembly_fills_more_than_half(elected, others):
    seats = [Seat(n) for n in range(elected)] + [Seat(n, "by_right") for n in range(elected, elected + others)]
    refused = [remark for remark in judge_seats(seats, rules()) if remark.code == "majority_not_by_assembly"]
    assert bool(refused) == (elected + others > 0 and elected * 2 <= elected + others)
    for remark in refused:
        allowed, needed = remark.params["allowed"], remark.params["needed"]
        assert 2 * (elected + others - allowed) > elected + others  # the remedy is one
        assert 2 * (needed - others) > needed and 2 * (needed - 1 - others) <= needed - 1


def test_the_majority_of_directors_come_from_the_members_under_ets_alone():
    outsiders = [Director(n) for n in range(2)]
    members = [Director("m", is_member=True), Director("n", named_by_member=True)]
    assert codes(judge_directors(outsiders + members, rules())) == [("majority_not_members", "refused")]
    assert judge_directors([*outsiders[:1], *members], rules()) == ()
    assert judge_directors(outsiders, rules("recognised")) == ()
    assert judge_directors([], rules()) == ()
