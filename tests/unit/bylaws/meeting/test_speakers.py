"""Who speaks next, and for how long."""

from datetime import datetime, timedelta

from odoo.addons.lecce_smartcity.bylaws.meeting.speakers import Clock, Request, in_order

NOON = datetime(2026, 4, 18, 12)


def test_points_of_order_are_heard_before_everybody_in_the_order_in_which_they_were_raised():
    asked = [Request(who, kind, NOON + timedelta(minutes=at)) for at, (who, kind) in enumerate(
        [("Anna", "floor"), ("Bruno", "order"), ("Carla", "against"), ("Dario", "order")]
    )]  # fmt: skip
    assert [request.who for request in in_order(asked)] == ["Bruno", "Dario", "Anna", "Carla"]


def test_a_pause_costs_a_speaker_no_time():
    clock = Clock(0, NOON, limit=180).paused(NOON + timedelta(seconds=50)).running(NOON + timedelta(minutes=20))
    assert clock.left(NOON + timedelta(minutes=20, seconds=30)) == 100


def test_a_speaker_without_a_limit_is_never_over():
    assert Clock(0, NOON).left(NOON + timedelta(hours=2)) is None


def test_a_clock_that_was_set_back_takes_nothing_away():
    assert Clock(40, NOON).elapsed(NOON - timedelta(hours=1)) == 40
