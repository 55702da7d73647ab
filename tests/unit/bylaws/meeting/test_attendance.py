"""Arrivals, departures, dropped lines and proxies: who is present when."""

from datetime import datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from odoo.addons.lecce_smartcity.bylaws.citations import Citation
from odoo.addons.lecce_smartcity.bylaws.errors import BylawError
from odoo.addons.lecce_smartcity.bylaws.meeting.attendance import Movement, intervals, present_at
from odoo.addons.lecce_smartcity.bylaws.meeting.proxies import HolderRules, Proxy, check_proxies, presence
from odoo.addons.lecce_smartcity.bylaws.meeting.sitting import reading_at, timeline, turns
from odoo.addons.lecce_smartcity.bylaws.meeting.votes import Totals
from odoo.addons.lecce_smartcity.bylaws.rules.values import Share

NINE = datetime(2026, 4, 18, 9)
BEFORE = datetime(2026, 4, 10)
HALF = Share(1, 2, False, "entitled")
CTS = Citation("D.Lgs. 117/2017", "24(3)")


def at(minutes):
    return NINE + timedelta(minutes=minutes)


def line(moves, proxies=(), members=21, weights=None):
    weights = weights or dict.fromkeys(range(members), 1)
    return timeline(weights, moves, proxies, HALF, Totals(entitled=len(weights)))


def test_from_the_hall_to_the_line_is_two_stays_without_a_gap():
    stays = intervals([Movement(1, "in", at(0)), Movement(1, "remote", at(30)), Movement(1, "out", at(60))])[1]
    assert [(stay.start, stay.end, stay.remote) for stay in stays] == [(at(0), at(30), False), (at(30), at(60), True)]


def test_impossible_movements_are_all_named():
    with pytest.raises(BylawError) as refused:
        intervals([Movement(1, "out", at(0)), Movement(2, "in", at(0)), Movement(2, "in", at(5))])
    assert [violation.code for violation in refused.value.violations] == ["left_without_arriving", "arrived_twice"]


def test_the_quorum_is_lost_when_two_lines_drop():
    moves = [Movement(n, "remote" if n < 2 else "in", at(0)) for n in range(11)]
    moves += [Movement(0, "out", at(162)), Movement(1, "out", at(162))]
    found = turns(line(moves))
    assert [(turn.kind, turn.at, turn.verdict.count) for turn in found] == [("opening", at(0), 11), ("lost", at(162), 9)]


def test_a_proxy_leaves_with_its_holder_and_lapses_when_the_principal_arrives():
    proxies = [Proxy(1, 0, BEFORE), Proxy(2, 0, BEFORE)]
    moves = [Movement(0, "in", at(0)), Movement(1, "in", at(10)), Movement(0, "out", at(20))]
    readings = line(moves, proxies)
    assert [(reading.own, reading.by_proxy) for reading in readings] == [(1, 2), (2, 1), (1, 0)]


def test_a_revoked_proxy_has_no_effect_from_that_instant():
    readings = line([Movement(0, "in", at(0))], [Proxy(1, 0, BEFORE, revoked_at=at(15))])
    assert [(reading.at, reading.heads) for reading in readings] == [(at(0), 2), (at(15), 1)]


def test_guests_are_not_counted():
    assert line([Movement("guest", "in", at(0))]) == ()


def test_a_proxy_for_one_item_does_not_count_for_another():
    given_for = Proxy(1, 0, BEFORE, items=frozenset({"accounts"}))
    assert set(presence({0}, [given_for], at(0), "accounts")) == {0, 1}
    assert set(presence({0}, [given_for], at(0), "election")) == {0}


def test_before_anybody_came_there_is_no_reading():
    readings = line([Movement(0, "in", at(5))])
    assert reading_at(readings, at(4)) is None
    assert reading_at(readings, at(500)).heads == 1


@pytest.mark.parametrize(("cap", "held", "refused"), [(3, 3, 0), (3, 4, 1), (5, 5, 0), (5, 6, 1)])
def test_the_cap_of_proxies(cap, held, refused):
    entitled = {*range(held), "holder"}
    found = check_proxies([Proxy(n, "holder", BEFORE) for n in range(held)], entitled, HolderRules(cap, CTS))
    assert [violation.code for violation in found] == ["proxy_cap_exceeded"] * refused


def test_every_reason_against_a_proxy_is_given():
    rules = HolderRules(1, CTS, {"director": "director"}, CTS)
    proxies = [Proxy(1, "director", BEFORE), Proxy(1, 2, BEFORE), Proxy(3, 3, BEFORE), Proxy(2, 4, BEFORE)]
    found = [(violation.code, violation.params["principal"]) for violation in check_proxies(proxies, {1, 2, 3, "director"}, rules)]
    assert found == [
        ("proxy_holder_excluded", 1),
        ("proxy_given_twice", 1),
        ("proxy_holder_has_given_one", 1),
        ("proxy_to_oneself", 3),
        ("proxy_holder_not_entitled", 2),
    ]


members = st.integers(0, 6)
movements = st.lists(st.tuples(members, st.sampled_from(["in", "remote", "out"]), st.integers(0, 60)), max_size=30)
given_proxies = st.lists(st.tuples(members, members, st.one_of(st.none(), st.integers(0, 60))), max_size=6)


def possible(raw):
    """Only those of the movements that can happen, in order of time."""
    where, moves = {}, []
    for who, kind, minute in sorted(raw, key=lambda move: move[2]):
        if where.get(who, "out") != kind:
            where[who] = kind
            moves.append(Movement(who, kind, at(minute)))
    return moves


@given(movements, given_proxies, st.integers(0, 60))
def test_the_running_count_is_what_a_fresh_count_at_that_instant_says(raw, raw_proxies, minute):
    moves = possible(raw)
    proxies = [Proxy(p, h, BEFORE, None if r is None else at(r)) for p, h, r in raw_proxies]
    weights = {n: n + 1 for n in range(7)}
    reading = reading_at(line(moves, proxies, weights=weights), at(minute))
    there = presence(present_at(intervals(moves), at(minute)), proxies, at(minute))
    assert (reading.heads if reading else 0) == len(there)
    assert (reading.votes if reading else 0) == sum(weights[member] for member in there)
