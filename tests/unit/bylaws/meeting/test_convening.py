from datetime import date, datetime, timedelta, timezone
from zoneinfo import ZoneInfo

import pytest

from odoo.addons.lecce_smartcity.bylaws.meeting import convening
from odoo.addons.lecce_smartcity.bylaws.meeting.deadlines import accounts_due, last_year_end
from odoo.addons.lecce_smartcity.bylaws.rules.kinds import Days, Flag, Hours, Months, Share
from odoo.addons.lecce_smartcity.bylaws.rules.resolution import RuleBook, StatuteRule, StatuteVersion

ROME = ZoneInfo("Europe/Rome")
UTC = timezone.utc
DAY = date(2026, 5, 1)
TENTH = Share(1, 10, False, "members")


def book(**rules):
    """An ETS whose statute sets these rules; two underscores stand for the point of a code."""
    own = {name.replace("__", "."): value for name, value in rules.items()}
    own = {code: StatuteRule(code, value, "assembly", "18") for code, value in own.items()}
    return RuleBook([(date(2015, 1, 1), "ets")], [StatuteVersion("2024", date(2024, 1, 1), None, own)])


def faults(first, second, **rules):
    told = book(**rules)
    gap, same_day, within = (told.find(code, DAY) for code in ("second_call.gap", "second_call.same_day", "second_call.within"))
    return [violation.code for violation in convening.second_call(first, second, gap, same_day, within)]


def at(day, hour, minute=0, month=5):
    return datetime(2026, month, day, hour, minute, tzinfo=ROME)


# --- the second call ---


def test_by_analogy_with_companies_the_second_call_is_on_another_day():
    assert faults(at(8, 9), at(8, 21)) == ["second_call_same_day"]
    assert faults(at(8, 23), at(9, 0, 30)) == []


def test_a_statute_that_says_hours_counts_hours():
    assert faults(at(8, 9), at(9, 8, 59), second_call__gap=Hours(24)) == ["second_call_too_early"]
    assert faults(at(8, 9), at(9, 9), second_call__gap=Hours(24)) == []


def test_a_statute_that_allows_the_same_day_puts_the_laws_day_aside():
    assert faults(at(8, 9), at(8, 10), second_call__same_day=Flag(True)) == []
    assert faults(at(8, 9), at(8, 9, 30), second_call__same_day=Flag(True), second_call__gap=Hours(1)) == ["second_call_too_early"]


def test_a_second_call_has_its_latest_day():
    assert faults(at(8, 9), at(18, 9), second_call__within=Days(10)) == []
    assert faults(at(8, 9), at(19, 9), second_call__within=Days(10)) == ["second_call_too_late"]


def test_a_second_call_is_after_the_first():
    assert faults(at(8, 9), at(8, 9)) == ["second_call_before_first"]


def test_the_proposed_second_call_is_at_the_same_hour_on_the_night_when_summer_time_begins():
    first = at(28, 17, month=3)
    proposed = convening.earliest_second_call(first.astimezone(UTC), Days(1))
    assert proposed.astimezone(ROME) == datetime(2026, 3, 29, 17, tzinfo=ROME)
    assert proposed - first.astimezone(UTC) == timedelta(hours=23)


# --- the notice ---


def test_clear_days_leave_out_both_ends():
    assert convening.send_by(at(18, 17), Days(15)).day == date(2026, 5, 2)
    assert convening.send_by(at(18, 17), Days(15), "calendar").day == date(2026, 5, 3)


def test_a_meeting_after_midnight_in_rome_is_on_that_day():
    assert convening.send_by(datetime(2026, 5, 17, 22, 30, tzinfo=UTC), Days(0)).day == date(2026, 5, 17)


def test_hours_are_counted_on_the_clock_of_the_world():
    latest = convening.send_by(at(29, 12, month=3).astimezone(UTC), Hours(24))
    assert latest.at == at(28, 11, month=3)  # that night has an hour less
    assert latest.passed(latest.at + timedelta(seconds=1))
    assert not latest.passed(latest.at)


def test_the_last_day_lasts_until_midnight_in_rome():
    latest = convening.send_by(at(18, 17), Days(15))
    assert not latest.passed(datetime(2026, 5, 2, 21, 59, tzinfo=UTC))
    assert latest.passed(datetime(2026, 5, 2, 22, 0, tzinfo=UTC))


# --- requests ---


@pytest.mark.parametrize(("members", "needed"), [(1, 1), (10, 1), (11, 2), (40, 4), (99, 10), (100, 10), (499, 50), (500, 50)])
def test_a_tenth_of_the_members_is_counted_exactly(members, needed):
    assert convening.support([(DAY, needed, members)], TENTH).reached_on == DAY
    assert convening.support([(DAY, needed - 1, members)], TENTH).reached_on is None
    assert convening.support([(DAY, needed, members)], TENTH).needed == needed


def test_the_day_on_which_there_were_enough_stays_when_members_join_later():
    days = [(DAY, 2, 20), (DAY + timedelta(days=1), 2, 40)]
    assert convening.support(days, TENTH).reached_on == DAY


# --- deadlines ---


def test_the_accounts_are_due_as_the_statute_says():
    due = accounts_due(book(accounts__approve_within=Months(4)), date(2025, 12, 31))
    assert (due.due, due.citation.article) == (date(2026, 4, 30), "18")


def test_a_year_that_ends_today_is_not_over_yet():
    assert last_year_end(date(2026, 12, 31), 12, 31) == date(2025, 12, 31)
