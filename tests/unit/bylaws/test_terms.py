from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from odoo.addons.lecce_smartcity.bylaws import terms
from odoo.addons.lecce_smartcity.bylaws.errors import BylawError
from odoo.addons.lecce_smartcity.bylaws.regimes import REGIMES
from odoo.addons.lecce_smartcity.bylaws.rules.values import Choice, DayOfYear

from .rules.books import statute

NOT_ETS = ("unrecognised", "recognised")


def refused(call, *args, **kwargs):
    with pytest.raises(BylawError) as caught:
        call(*args, **kwargs)
    return [violation.code for violation in caught.value.violations]


def test_admission_is_decided_within_sixty_days_of_the_application():
    term = terms.admission_decision_due(date(2026, 1, 2), "ets")
    assert (term.date, term.code, term.start) == (date(2026, 3, 3), "admission.decide", date(2026, 1, 2))
    assert term.citation.label() == "D.Lgs. 117/2017 art. 23(2)"


def test_an_appeal_on_the_sixtieth_day_is_in_time_and_on_the_next_is_late():
    term = terms.admission_appeal_until(date(2026, 2, 10), "ets")
    assert term.date == date(2026, 4, 11)
    assert term.citation.article == "23(3)"


def test_a_term_that_ends_on_a_sunday_stays_there():
    term = terms.admission_decision_due(date(2026, 1, 14), "ets")
    assert term.date == date(2026, 3, 15) and term.date.weekday() == 6


@pytest.mark.parametrize("regime", NOT_ETS)
def test_outside_the_third_sector_the_law_sets_no_term_for_admissions(regime):
    assert terms.admission_decision_due(date(2026, 1, 2), regime) is None
    assert terms.admission_appeal_until(date(2026, 1, 2), regime) is None
    assert terms.voting_seniority_from(date(2026, 1, 2), regime) is None


@pytest.mark.parametrize("regime", REGIMES)
def test_the_statute_may_set_terms_for_admissions_in_every_regime(regime):
    term = terms.admission_decision_due(date(2026, 1, 2), statute(regime, "admission.decide", terms.Days(90)))
    assert (term.date, term.citation.label(), term.ruling.value) == (date(2026, 4, 2), "statuto art. 7", terms.Days(90))


@pytest.mark.parametrize(
    "notice, year_end, effective",
    [
        (date(2026, 9, 30), (12, 31), date(2026, 12, 31)),
        (date(2026, 10, 1), (12, 31), date(2027, 12, 31)),
        (date(2026, 12, 31), (12, 31), date(2027, 12, 31)),
        (date(2026, 1, 1), (12, 31), date(2026, 12, 31)),
        (date(2026, 3, 30), (6, 30), date(2026, 6, 30)),
        (date(2026, 3, 31), (6, 30), date(2026, 6, 30)),
        (date(2026, 4, 1), (6, 30), date(2027, 6, 30)),
        (date(2026, 7, 1), (6, 30), date(2027, 6, 30)),
        (date(2026, 5, 31), (8, 31), date(2026, 8, 31)),
        (date(2026, 6, 1), (8, 31), date(2027, 8, 31)),
        # The last day of February, in leap years and others
        (date(2027, 11, 29), (2, 29), date(2028, 2, 29)),
        (date(2027, 11, 30), (2, 29), date(2028, 2, 29)),
        (date(2027, 12, 1), (2, 29), date(2029, 2, 28)),
        (date(2026, 11, 30), (2, 29), date(2027, 2, 28)),
        (date(2026, 12, 1), (2, 28), date(2028, 2, 28)),
    ],
)
@pytest.mark.parametrize("regime", REGIMES)
def test_withdrawal_takes_effect_at_a_year_end_three_months_away(
    notice, year_end, effective, regime
):
    term = terms.withdrawal_effective(notice, regime, year_end)
    assert (term.date, term.start) == (effective, notice)
    assert term.citation.label() == "c.c. art. 24(2)"


@pytest.mark.parametrize(
    "notice, length, effective",
    [
        (date(2026, 10, 1), terms.Months(2), date(2026, 12, 31)),
        (date(2026, 10, 1), terms.Months(0), date(2026, 12, 31)),
        (date(2026, 12, 1), terms.Days(30), date(2026, 12, 31)),
        (date(2026, 12, 2), terms.Days(30), date(2027, 12, 31)),
    ],
)
def test_the_statute_may_ask_for_another_notice(notice, length, effective):
    assert terms.withdrawal_effective(notice, statute("ets", "withdrawal.notice", length)).date == effective


def test_the_statute_s_year_and_effect_decide_on_a_withdrawal():
    june = statute("ets", "fiscal_year.end", DayOfYear(6, 30))
    assert terms.withdrawal_effective(date(2026, 10, 1), june).date == date(2027, 6, 30)
    assert terms.withdrawal_effective(date(2026, 10, 1), june, (12, 31)).date == date(2027, 12, 31)
    at_once = statute("ets", "withdrawal.effect", Choice("notice_end"))
    assert terms.withdrawal_effective(date(2026, 10, 1), at_once).date == date(2027, 1, 1)


@given(
    st.dates(date(1950, 1, 1), date(2200, 1, 1)),
    st.integers(0, 30),
    st.sampled_from([(12, 31), (6, 30), (8, 31), (2, 29), (2, 28), (9, 15)]),
)
def test_withdrawal_is_always_at_a_year_end_with_the_notice_given_and_no_later(
    notice, months, year_end
):
    rules = statute("recognised", "withdrawal.notice", terms.Months(months))
    end = terms.withdrawal_effective(notice, rules, year_end).date
    last_of_february = year_end == (2, 29) and end.month == 2 and (end + timedelta(1)).month == 3
    assert (end.month, end.day) == year_end or last_of_february
    earliest = terms.add_months(notice, months)
    assert earliest <= end < terms.add_months(earliest, 12) + timedelta(days=2)


@pytest.mark.parametrize("year_end", [(13, 1), (0, 1), (4, 31), (2, 30), (6, 0)])
def test_a_year_end_that_no_calendar_has_is_refused(year_end):
    assert refused(terms.withdrawal_effective, date(2026, 1, 1), "ets", year_end) == [
        "year_end_invalid"
    ]


@pytest.mark.parametrize("regime", REGIMES)
def test_an_excluded_member_has_six_months_to_go_to_court(regime):
    term = terms.exclusion_appeal_until(date(2026, 8, 31), regime)
    assert term.date == date(2027, 2, 28)
    assert term.citation.label() == "c.c. art. 24(3)"


def test_no_statute_shortens_the_way_to_court():
    term = terms.exclusion_appeal_until(date(2026, 8, 31), statute("ets", "exclusion.appeal", terms.Months(3)))
    assert (term.date, term.ruling.displaced.value) == (date(2027, 2, 28), terms.Months(3))


@pytest.mark.parametrize(
    "book_date, votes_from",
    [
        (date(2026, 1, 31), date(2026, 4, 30)),
        (date(2026, 2, 1), date(2026, 5, 1)),
        (date(2027, 11, 30), date(2028, 2, 29)),
        (date(2026, 11, 30), date(2027, 2, 28)),
    ],
)
def test_members_vote_after_three_months_in_the_book(book_date, votes_from):
    assert terms.voting_seniority_from(book_date, "ets").date == votes_from


def test_the_law_of_the_meeting_s_day_decides_for_those_who_were_in_the_book_before_it():
    assert terms.voting_seniority_from(date(2015, 5, 1), "ets") is None
    late = terms.voting_seniority_from(date(2015, 5, 1), "ets", on=date(2026, 1, 1))
    assert late.date == date(2015, 8, 1)


@given(st.dates(date(1900, 1, 1), date(2300, 1, 1)), st.integers(-400, 400))
def test_months_keep_the_day_or_clamp_to_the_month_s_last(day, months):
    result = terms.add_months(day, months)
    assert (result.year * 12 + result.month) - (day.year * 12 + day.month) == months
    assert result.day == day.day or (
        result.day < day.day and (result + timedelta(days=1)).month != result.month
    )


def test_unknown_names_are_refused():
    assert refused(terms.ruling, "quorum", "ets", date(2026, 1, 1)) == ["rule_unknown"]
    assert refused(terms.ruling, "votes.max", "onlus", date(2026, 1, 1)) == ["legal_regime_unknown"]


def test_a_rule_is_not_applied_before_it_was_law():
    assert terms.ruling("vote.seniority", "ets", date(2017, 8, 2)) is None
    assert terms.ruling("vote.seniority", "ets", date(2017, 8, 3)) is not None
