"""A sitting read at one instant, the sides of a joint body, the cap of proxies by size, absences running."""

from datetime import date, datetime, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from odoo.addons.lecce_smartcity.bylaws.meeting import absences, sides
from odoo.addons.lecce_smartcity.bylaws.meeting.attendance import Movement
from odoo.addons.lecce_smartcity.bylaws.meeting.matters import constitutive
from odoo.addons.lecce_smartcity.bylaws.meeting.proxies import Proxy, holder_cap
from odoo.addons.lecce_smartcity.bylaws.meeting.sitting import (
    for_item,
    last_lost,
    present_with_proxies,
    reading,
    reading_at,
    timeline,
    turns,
)
from odoo.addons.lecce_smartcity.bylaws.meeting.votes import Totals
from odoo.addons.lecce_smartcity.bylaws.rules.resolution import RuleBook, StatuteRule, StatuteVersion
from odoo.addons.lecce_smartcity.bylaws.rules.values import Count, Share

NINE = datetime(2026, 4, 18, 9)
BEFORE = datetime(2026, 4, 10)
DAY = date(2026, 4, 18)
HALF = Share(1, 2, False, "entitled")
WHOLE = Totals(entitled=7)
WEIGHTS = {number: number + 1 for number in range(7)}
SIDES = {number: "Lecce" if number < 4 else "Bergamo" for number in range(7)}
OF_SIDES = {"Lecce": Totals(entitled=4), "Bergamo": Totals(entitled=3)}

members = st.integers(0, 6)
movements = st.lists(st.tuples(members, st.sampled_from(["in", "remote", "out"]), st.integers(0, 60)), max_size=30)
given_proxies = st.lists(st.tuples(members, members, st.one_of(st.none(), st.integers(0, 60))), max_size=6)


def at(minutes):
    return NINE + timedelta(minutes=minutes)


def possible(raw):
    """Only those of the movements that can happen, in order of time."""
    where, moves = {}, []
    for who, kind, minute in sorted(raw, key=lambda move: move[2]):
        if where.get(who, "out") != kind:
            where[who] = kind
            moves.append(Movement(who, kind, at(minute)))
    return moves


def hall(moves, when):
    there = {}
    for move in moves:
        if move.at <= when:
            there.pop(move.who, None)
            if move.kind != "out":
                there[move.who] = move.kind == "remote"
    return there


def proxies_of(raw):
    return [Proxy(p, h, BEFORE, None if r is None else at(r)) for p, h, r in raw]


@given(movements, given_proxies, st.integers(0, 60))
def test_a_reading_at_one_instant_is_that_of_the_timeline(raw, raw_proxies, minute):
    moves, proxies = possible(raw), proxies_of(raw_proxies)
    now = reading(WEIGHTS, hall(moves, at(minute)), proxies, at(minute), HALF, WHOLE)
    then = reading_at(timeline(WEIGHTS, moves, proxies, HALF, WHOLE), at(minute))
    assert now[1:] == (then[1:] if then else (0, 0, 0, 0, now.verdict))
    assert len(present_with_proxies(WEIGHTS, hall(moves, at(minute)), proxies, at(minute))) == now.heads


@given(movements, st.integers(0, 60), members)
def test_one_more_arrival_never_loses_a_quorum(raw, minute, who):
    there = hall(possible(raw), at(minute))
    before = reading(WEIGHTS, there, (), at(minute), HALF, WHOLE).verdict
    after = reading(WEIGHTS, {**there, who: False}, (), at(minute), HALF, WHOLE).verdict
    assert after.count >= before.count
    assert after.reached >= before.reached


@given(movements, given_proxies, st.integers(0, 60))
def test_the_story_of_the_sides_agrees_with_each_side_at_any_instant(raw, raw_proxies, minute):
    moves, proxies = possible(raw), proxies_of(raw_proxies)
    lines = sides.timelines(SIDES, WEIGHTS, moves, proxies, HALF, OF_SIDES)
    whole = timeline(WEIGHTS, moves, proxies, HALF, WHOLE)
    told = [turn for turn in sides.turns(whole, lines) if turn.at <= at(minute)]
    current = reading_at(whole, at(minute))
    if current is None:
        assert not told
        return
    reached = current.verdict.reached and not sides.lacking(lines, at(minute))
    assert told[-1].verdict.reached == reached
    assert (last_lost(told) is None) == reached


@given(movements, given_proxies)
def test_turns_alternate(raw, raw_proxies):
    told = turns(timeline(WEIGHTS, possible(raw), proxies_of(raw_proxies), HALF, WHOLE))
    assert all(one.verdict.reached != other.verdict.reached for one, other in pairwise(told))
    assert [turn.kind for turn in told[:1]] in ([], ["opening"])


def test_a_side_of_which_nobody_came_lacks_its_quorum():
    moves = [Movement(number, "in", at(0)) for number in range(4)]
    lines = sides.timelines(SIDES, WEIGHTS, moves, (), HALF, OF_SIDES)
    assert sides.lacking(lines, at(1)) == ("Bergamo",)
    assert sides.turns(timeline(WEIGHTS, moves, (), HALF, WHOLE), lines)[0].verdict.reached is False


def test_a_proxy_across_the_sides_does_not_count_for_a_side():
    moves = [Movement(0, "in", at(0)), Movement(1, "in", at(0))]
    lines = sides.timelines(SIDES, WEIGHTS, moves, [Proxy(5, 0, BEFORE), Proxy(6, 1, BEFORE)], HALF, OF_SIDES)
    assert sides.lacking(lines, at(1)) == ("Bergamo",)


@pytest.mark.parametrize(("members", "cap"), [(2, 3), (499, 3), (500, 5), (5000, 5)])
def test_the_cap_by_members(members, cap):
    assert holder_cap(RuleBook([(date(2020, 1, 1), "ets")]), members, DAY).value == Count(cap)


def test_a_statute_may_lower_the_cap_and_a_recognised_association_has_none_by_law():
    rule = StatuteRule("proxy.max.small", Count(1), "proxies", "9")
    one = StatuteVersion("2026", date(2026, 1, 1), None, {"proxy.max.small": rule})
    assert holder_cap(RuleBook([(date(2020, 1, 1), "ets")], [one]), 600, DAY).value == Count(1)
    assert holder_cap(RuleBook([(date(2020, 1, 1), "ets")], [one]), 40, DAY).value == Count(1)
    assert holder_cap(RuleBook([(date(2020, 1, 1), "recognised")]), 40, DAY) is None
    assert holder_cap(RuleBook([(date(2020, 1, 1), "recognised")], [one]), 40, DAY).value == Count(1)


def test_an_agenda_without_anything_to_decide_has_no_quorum_of_its_own():
    assert constitutive([], lambda ruling: 0) is None


def test_a_proxy_for_other_items_is_left_out():
    only = Proxy(1, 0, BEFORE, items=frozenset({5}))
    assert for_item([only], None) == () == for_item([only], 6)
    assert for_item([only], 5)[0].items is None


standings = st.lists(st.sampled_from([absences.PRESENT, absences.EXCUSED, absences.ABSENT]), max_size=12)


@given(standings, standings)
def test_only_what_follows_the_last_presence_runs(before, after):
    told = [*before, absences.PRESENT, *[one for one in after if one != absences.PRESENT]]
    facts = [absences.Attended("Anna", date(2020, 1, 1) + timedelta(days=index), how) for index, how in enumerate(told)]
    run = absences.running(facts).get("Anna")
    assert (run.count if run else 0) == after.count(absences.ABSENT)
