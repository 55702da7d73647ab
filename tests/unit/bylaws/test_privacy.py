from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from odoo.addons.lecce_smartcity.bylaws import privacy

DAYS = st.dates(date(2018, 5, 25), date(2100, 1, 1))


@pytest.mark.parametrize(
    ("received", "due", "extended"),
    [
        (date(2026, 1, 31), date(2026, 2, 28), date(2026, 4, 30)),
        (date(2028, 1, 31), date(2028, 2, 29), date(2028, 4, 30)),
        (date(2026, 2, 28), date(2026, 3, 28), date(2026, 5, 28)),
        (date(2026, 12, 15), date(2027, 1, 15), date(2027, 3, 15)),
    ],
)
def test_a_request_is_answered_within_a_month_or_three(received, due, extended):
    assert privacy.answer_due(received).date == due
    assert privacy.answer_due(received, extended=True).date == extended


def test_a_term_names_its_article():
    assert privacy.answer_due(date(2026, 1, 31)).citation.label() == "GDPR art. 12(3)"


@given(DAYS)
def test_the_answer_is_due_in_the_following_month(received):
    due = privacy.answer_due(received).date
    assert (due.year * 12 + due.month) - (received.year * 12 + received.month) == 1
    assert due.day <= received.day
    assert privacy.extension_possible_until(received) == due < privacy.answer_due(received, True).date


@given(DAYS, st.integers(0, 240))
def test_data_are_kept_to_the_last_day_and_not_one_more(start, months):
    last = privacy.retention_until(start, months)
    assert not privacy.retention_over(start, months, last)
    assert privacy.retention_over(start, months, last + timedelta(days=1))
