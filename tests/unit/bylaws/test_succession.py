"""Mandates in a row, absences, the whole body lapsing, who follows; offices that exclude each other; deadlines."""

from datetime import date

import pytest

from odoo.addons.lecce_smartcity.bylaws import mandate_deadlines
from odoo.addons.lecce_smartcity.bylaws.body_rules import RuleBook
from odoo.addons.lecce_smartcity.bylaws.incompatibility import Office, incompatible
from odoo.addons.lecce_smartcity.bylaws.rules.kinds import Days, Share
from odoo.addons.lecce_smartcity.bylaws.rules.resolution import StatuteRule, StatuteVersion
from odoo.addons.lecce_smartcity.bylaws.succession import (
    Absence,
    Served,
    consecutive,
    judge_absences,
    judge_row,
    replacement,
    unjustified_in_a_row,
    whole_body_lapses,
)

TERMS = [Served(date(2018, 5, 15), date(2021, 5, 14)), Served(date(2021, 5, 15), date(2024, 5, 14))]
ETS = RuleBook([(date(2015, 1, 1), "ets")])
RECOGNISED = RuleBook([(date(2015, 1, 1), "recognised")])


def test_a_third_mandate_with_a_limit_of_two_warns():
    ordinal = consecutive(TERMS, date(2024, 5, 15), 36)
    (remark,) = judge_row(ordinal, 2)
    assert (remark.severity, remark.params) == ("warning", {"ordinal": 3, "maximum": 2})
    assert judge_row(ordinal, 3) == () and judge_row(ordinal, None) == () and judge_row(ordinal, 0) == ()


def test_a_whole_term_of_interruption_breaks_the_row():
    assert consecutive(TERMS, date(2027, 5, 14), 36) == 3
    assert consecutive(TERMS, date(2027, 5, 15), 36) == 1


def test_prorogatio_between_two_mandates_does_not_break_the_row():
    assert consecutive([TERMS[0]._replace(last=date(2021, 9, 30))], date(2021, 10, 1), 36) == 2


def test_mandates_of_the_future_do_not_count():
    assert consecutive([Served(date(2030, 1, 1), None)], date(2024, 5, 15), 36) == 1


def test_absences_count_back_to_the_last_presence():
    missed = [Absence(date(2026, month, 1)) for month in (1, 2, 3)]
    assert unjustified_in_a_row(missed) == 3
    assert judge_absences(missed[:2], 3) == () and judge_absences(missed, 0) == () and judge_absences(missed, None) == ()
    assert judge_absences([*missed, Absence(date(2026, 2, 15), present=True)], 3) == ()


@pytest.mark.parametrize(
    ("seats", "holding", "share", "lapses"),
    [
        (9, 6, Share(1, 3, False, "seats"), True),
        (9, 7, Share(1, 3, False, "seats"), False),
        (9, 5, Share(1, 2, False, "seats"), False),
        (9, 4, Share(1, 2, False, "seats"), True),
        (8, 4, Share(1, 2, True, "seats"), False),
        (9, 3, Share(2, 3, False, "seats"), True),
        (9, 9, Share(1, 3, False, "seats"), False),
    ],
)
def test_the_whole_body_lapses_at_its_share(seats, holding, share, lapses):
    assert whole_body_lapses(seats, holding, share) is lapses


@pytest.mark.parametrize("source", ["municipality", "category", "by_right", "body"])
def test_who_designates_a_seat_fills_it_again(source):
    assert replacement(source, "first_non_elected", ["Rossi"]).how == "designating_body"


def test_without_a_runner_up_the_seat_is_elected_again_unless_the_statute_lets_the_board_co_opt():
    assert replacement("assembly", "first_non_elected", []).how == "election"
    assert replacement("assembly", "co_optation", []).until_next_assembly
    assert not replacement("assembly", "first_non_elected", ["Rossi"]).until_next_assembly


@pytest.mark.parametrize(
    ("kinds", "regime", "severities"),
    [
        (("board", "control_body"), "ets", ["refused"]),
        (("treasurer", "auditor"), "ets", ["refused"]),
        (("board", "auditor"), "recognised", ["warning"]),
        (("board", "arbitrators"), "ets", ["warning"]),
        (("control_body", "arbitrators"), "ets", ["warning"]),
        (("board", "president"), "ets", []),
        (("board", "thematic_table"), "ets", []),
        (("board", "control_body", "arbitrators"), "ets", ["refused", "warning", "warning"]),
    ],
)
def test_who_controls_does_not_administer(kinds, regime, severities):
    held = [Office(number, kind) for number, kind in enumerate(kinds)]
    assert [remark.severity for remark in incompatible(held, regime)] == severities


def test_bodies_that_the_statute_sets_apart_are_refused_either_way_round():
    held = [Office(1, "board", "Board"), Office(2, "scientific_committee", "Committee")]
    for pair in ((1, 2), (2, 1)):
        (remark,) = incompatible(held, "recognised", [pair])
        assert (remark.severity, remark.params) == ("refused", {"one": "Board", "other": "Committee"})


def test_two_seats_of_one_body_are_no_two_offices():
    assert incompatible([Office(1, "board"), Office(1, "board", "again")], "ets", [(1, 1)]) == ()


# --- deadlines ---


def test_an_appointment_of_15_may_2026_is_registered_by_14_june():
    found = mandate_deadlines.register_due(ETS, "board", date(2026, 5, 15))
    assert (found.due, found.citation.label()) == (date(2026, 6, 14), "D.Lgs. 117/2017 art. 26(6)")


@pytest.mark.parametrize("kind", ["assembly", "scientific_committee", "thematic_table", "arbitrators", "other"])
def test_other_bodies_are_not_registered(kind):
    assert mandate_deadlines.register_due(ETS, kind, date(2026, 5, 15)) is None
    assert mandate_deadlines.cessation_due(ETS, kind, date(2026, 5, 15)) is None


def test_outside_the_third_sector_there_is_no_such_register():
    assert mandate_deadlines.register_due(RECOGNISED, "board", date(2026, 5, 15)) is None


def test_a_mayor_in_office_on_20_june_2027_designates_by_4_august():
    found = mandate_deadlines.redesignation_due(RECOGNISED, date(2027, 6, 20))
    assert (found.due, found.citation.label()) == (date(2027, 8, 4), "D.Lgs. 267/2000 art. 50(9)")


def test_the_declaration_comes_back_every_year_counted_from_the_last_one():
    given = [date(2024, 5, 20), date(2025, 5, 30)]
    assert mandate_deadlines.declaration_due(RECOGNISED, given, date(2026, 1, 1)).due == date(2026, 5, 30)
    assert mandate_deadlines.declaration_due(RECOGNISED, given, date(2025, 1, 1)).due == date(2025, 5, 20)


def test_a_statute_cannot_lengthen_the_term_of_the_register():
    rule = StatuteRule("board.notice_runts", Days(90))
    book = RuleBook([(date(2015, 1, 1), "ets")], [StatuteVersion("2020", date(2020, 1, 1), None, {rule.code: rule})])
    assert mandate_deadlines.register_due(book, "board", date(2026, 5, 15)).due == date(2026, 6, 14)
