"""The published tables of thresholds, exactly, and the golden cases of assemblies."""

from datetime import date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from odoo.addons.lecce_smartcity.bylaws.meeting.attendance import Movement
from odoo.addons.lecce_smartcity.bylaws.meeting.proxies import Proxy
from odoo.addons.lecce_smartcity.bylaws.meeting.sitting import timeline
from odoo.addons.lecce_smartcity.bylaws.meeting.votes import Cast, Tally, Totals, majority, possible_resistance, quorum, resistance
from odoo.addons.lecce_smartcity.bylaws.rules.resolution import rulebook
from odoo.addons.lecce_smartcity.bylaws.rules.values import Share

# n → the smallest count that is > 1/2, ≥ 1/2, half and one (rounded down), ≥ 2/3, > 2/3, ≥ 3/4, ≥ 1/3, ≥ 1/10 of n
TABLE = {
    1: (1, 1, 1, 1, 1, 1, 1, 1),
    2: (2, 1, 2, 2, 2, 2, 1, 1),
    3: (2, 2, 2, 2, 3, 3, 1, 1),
    4: (3, 2, 3, 3, 3, 3, 2, 1),
    5: (3, 3, 3, 4, 4, 4, 2, 1),
    6: (4, 3, 4, 4, 5, 5, 2, 1),
    7: (4, 4, 4, 5, 5, 6, 3, 1),
    8: (5, 4, 5, 6, 6, 6, 3, 1),
    9: (5, 5, 5, 6, 7, 7, 3, 1),
    10: (6, 5, 6, 7, 7, 8, 4, 1),
    11: (6, 6, 6, 8, 8, 9, 4, 2),
    12: (7, 6, 7, 8, 9, 9, 4, 2),
    39: (20, 20, 20, 26, 27, 30, 13, 4),
    40: (21, 20, 21, 27, 27, 30, 14, 4),
    99: (50, 50, 50, 66, 67, 75, 33, 10),
    100: (51, 50, 51, 67, 67, 75, 34, 10),
    499: (250, 250, 250, 333, 333, 375, 167, 50),
    500: (251, 250, 251, 334, 334, 375, 167, 50),
}
SHARES = ((1, 2, True), (1, 2, False), (1, 2, True), (2, 3, False), (2, 3, True), (3, 4, False), (1, 3, False), (1, 10, False))
DAY = date(2026, 4, 18)
NINE, TEN = datetime(2026, 4, 18, 9), datetime(2026, 4, 18, 10)


@pytest.mark.parametrize(("n", "needed"), TABLE.items())
def test_each_threshold_of_the_table_is_reached_there_and_not_one_below(n, needed):
    for share, count in zip(SHARES, needed, strict=True):
        rule = Share(*share, "members")
        assert rule.needed(n) == count
        assert quorum(rule, count, Totals(members=n)).reached
        assert not quorum(rule, count - 1, Totals(members=n)).reached
        assert majority(rule, Tally(count, 0), Totals(members=n)).reached
        assert count == 1 or not majority(rule, Tally(count - 1, 0), Totals(members=n)).reached


def test_half_of_twenty_is_seven_in_person_and_three_by_proxy():
    moves = [Movement(member, "in", NINE) for member in range(7)]
    proxies = [Proxy(7 + index, index, datetime(2026, 4, 1)) for index in range(3)]
    rule = rulebook("ets").resolve("quorum.ord.first", DAY).value
    readings = timeline(dict.fromkeys(range(20), 1), moves, proxies, rule, Totals(entitled=20))
    assert (readings[-1].own, readings[-1].by_proxy, readings[-1].verdict.reached) == (7, 3, True)
    fewer = timeline(dict.fromkeys(range(20), 1), moves, proxies[:2], rule, Totals(entitled=20))
    assert fewer[-1].verdict.missing == 1


def test_after_a_deserted_first_call_one_member_alone_approves_the_accounts():
    book = rulebook("ets")
    assert quorum(book.resolve("quorum.ord.second", DAY).value, 1, Totals(members=640, entitled=640)).reached
    assert majority(book.resolve("majority.ord", DAY).value, Tally(1, 0), Totals(members=640, entitled=640)).reached


def test_a_statute_change_asks_three_quarters_in_second_call_too():
    rule = rulebook("recognised").resolve("quorum.stat", DAY).value
    assert rulebook("recognised").find("quorum.stat.second", DAY) is None
    assert [quorum(rule, present, Totals(entitled=100)).reached for present in (74, 75)] == [False, True]


@pytest.mark.parametrize("regime", ["unrecognised", "recognised", "ets"])
def test_three_quarters_of_all_members_dissolve_whoever_is_present(regime):
    rule = rulebook(regime).resolve("quorum.diss", DAY).value
    assert [majority(rule, Tally(count, 0), Totals(members=100, entitled=80)).reached for count in (74, 75)] == [False, True]


def test_six_in_favour_of_whom_two_in_conflict_against_five_do_not_resist():
    rule = rulebook("ets").resolve("majority.ord", DAY).value
    casts = [Cast(n, "favour") for n in range(6)] + [Cast(n, "against") for n in range(6, 11)]
    test = resistance(rule, casts, {0, 1}, Totals())
    assert (test.verdict.reached, test.without.count, test.without.total, test.holds) == (True, 4, 9, False)
    secret = possible_resistance(rule, Tally(6, 5), 2, Totals())
    assert (secret.without.count, secret.holds) == (4, False)


def test_the_recused_count_for_the_quorum_and_not_for_the_base():
    counted = Tally(5, 4, recused=3)
    assert (counted.present, counted.taking_part) == (12, 9)
    assert majority(Share(1, 2, True, "present"), counted, Totals()).needed == 5


@given(st.integers(0, 60), st.integers(0, 60), st.integers(0, 20))
def test_a_vote_that_holds_as_a_possibility_holds_for_whoever_was_in_conflict(favour, against, conflicted):
    rule = Share(1, 2, True, "votes")
    conflicted = min(conflicted, favour + against)
    if not possible_resistance(rule, Tally(favour, against), conflicted, Totals()).holds:
        return
    casts = [Cast(n, "favour" if n < favour else "against") for n in range(favour + against)]
    for people in (set(range(conflicted)), set(range(favour + against - conflicted, favour + against))):
        assert resistance(rule, casts, people, Totals()).holds
