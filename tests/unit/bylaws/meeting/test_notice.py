"""When a notice was known and whether it came in time."""

from datetime import date, datetime, timezone

import pytest

from odoo.addons.lecce_smartcity.bylaws.meeting.notice import (
    Evidence,
    Term,
    free_days,
    known,
    last_day_to_reach,
    plenary,
    reach,
    standings,
)

MEETING = date(2026, 4, 18)


def on(day, kind="delivered", channel="pec", recipient=1, hour=9):
    return Evidence(recipient, channel, kind, datetime(2026, 4, day, hour, tzinfo=timezone.utc))


def test_first_and_last_day_do_not_count():
    assert free_days(date(2026, 4, 2), MEETING) == 15
    assert last_day_to_reach(MEETING, 15) == date(2026, 4, 2)


def test_the_legal_day_is_romes_across_midnight_and_summer_time():
    late = Evidence(1, "pec", "delivered", datetime(2026, 4, 2, 22, 5, tzinfo=timezone.utc))
    assert known([late]).on == date(2026, 4, 3)


def test_sending_by_pec_proves_nothing_until_it_is_delivered():
    assert known([on(1, "sent"), on(1, "accepted")]).standing == "missed"


def test_an_ordinary_email_is_presumed_unless_it_bounced_even_after_the_deadline():
    sent = on(1, "sent", "email")
    assert known([sent]).standing == "presumed"
    assert known([sent, on(17, "bounced", "email")]).standing == "missed"


def test_proof_by_another_channel_saves_a_bounced_email():
    assert known([on(1, "sent", "email"), on(1, "bounced", "email"), on(2, "delivered", "hand")]).standing == "proven"


def test_receipts_that_come_twice_or_out_of_order_change_nothing():
    facts = [on(2), on(1, "sent"), on(2), on(3)]
    assert known(facts) == known(sorted(facts)) == known(facts[::-1])


@pytest.mark.parametrize(("day", "late"), [(2, False), (3, True), (18, True)])
def test_a_day_too_late_is_late(day, late):
    found = reach([1], [on(day)], MEETING, 15)
    assert (1 in found.late) is late
    assert found.complete is not late


def test_a_notice_that_arrives_on_the_day_is_late_even_where_no_days_are_asked_for():
    assert reach([1], [on(18)], MEETING, 0).late == {1: 0}


def test_who_was_not_reached_is_listed_and_strangers_are_not():
    found = reach([1, 2], [on(1), on(1, recipient=9)], MEETING, 10)
    assert (found.in_time, found.missed) == (frozenset({1}), frozenset({2}))


def test_one_absent_director_and_the_sitting_is_not_plenary():
    assert plenary({1, 2}, {2, 3}, {4}, {1, 2, 3, 4})
    assert not plenary({1, 2}, {2, 3}, {4}, {1, 2, 4})
    assert not plenary(set(), set(), set(), set())


@pytest.mark.parametrize(("counting", "left", "late"), [("clear", 14, True), ("calendar", 15, False)])
def test_calendar_days_leave_out_the_first_day_alone(counting, left, late):
    term = Term(15, counting=counting)
    assert standings([1], [on(3)], MEETING, term)[1].left == left
    assert (1 in reach([1], [on(3)], MEETING, term).late) is late


def test_where_the_statute_counts_from_the_sending_arrival_may_come_late():
    facts = [on(1, "sent", "registered_letter"), on(17, "delivered", "registered_letter")]
    assert reach([1], facts, MEETING, Term(15)).late == {1: 0}
    assert reach([1], facts, MEETING, Term(15, counts_from="sent")).complete


def test_an_email_counts_from_its_sending_as_presumed_and_not_at_all_if_it_came_back():
    term = Term(15, counts_from="sent")
    assert reach([1], [on(1, "sent", "email")], MEETING, term).presumed == {1}
    assert reach([1], [on(1, "sent", "email"), on(2, "bounced", "email")], MEETING, term).missed == {1}


def test_hours_run_from_instant_to_instant():
    meeting = datetime(2026, 4, 18, 9, tzinfo=timezone.utc)
    term = Term(24, "hours")
    assert reach([1], [on(17, hour=9)], meeting, term).complete
    assert reach([1], [on(17, hour=10)], meeting, term).late == {1: 23}


def test_an_hour_of_the_same_day_is_enough_where_hours_are_counted():
    meeting = datetime(2026, 4, 18, 9, tzinfo=timezone.utc)
    assert reach([1], [on(18, hour=7)], meeting, Term(2, "hours")).complete
    assert reach([1], [on(18, hour=7)], meeting, Term(0, "days")).late == {1: 0}
