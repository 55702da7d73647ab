"""Dates as people write them."""

from datetime import date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from odoo.addons.lecce_smartcity.intake.dates import DateError, parse_date, render_date

TODAY = date(2026, 6, 30)
MONTHS = (
    "gennaio",
    "febbraio",
    "marzo",
    "aprile",
    "maggio",
    "giugno",
    "luglio",
    "agosto",
    "settembre",
    "ottobre",
    "novembre",
    "dicembre",
)


@pytest.mark.parametrize(
    "text",
    [
        "01/03/2020",
        "1/3/2020",
        "1-3-2020",
        "01.03.20",
        "1.3.2020",
        "2020-03-01",
        "2020/3/1",
        "1 marzo 2020",
        "1° marzo 2020",
        "1º Marzo 2020",
        "1^ marzo 2020",
        "primo marzo 2020",
        "1 mar 2020",
        "1-mar-20",
        "1 mar. '20",
        "lì 1 marzo 2020",
        "domenica 1 marzo 2020",
        "1 marzo del 2020",
        "March 1, 2020",
        "1st March 2020",
        " 01/03/2020 00:00:00 ",
        "2020-03-01T00:00:00",
        "43891",
        43891,
        43891.5,
        datetime(2020, 3, 1, 10, 30),
        date(2020, 3, 1),
    ],
)
def test_every_usual_spelling_means_the_same_day(text):
    assert parse_date(text, today=TODAY) == date(2020, 3, 1)


@pytest.mark.parametrize(
    "text",
    [
        "31/02/2019",
        "29.02.19",
        "2019-02-30",
        "31 aprile 2020",
        "00/01/2020",
        "1/13/2020",
        "1/1/0020",
    ],
)
def test_a_day_that_the_calendar_lacks_is_refused_and_not_moved(text):
    with pytest.raises(DateError) as caught:
        parse_date(text, today=TODAY)
    assert caught.value.code == "date_invalid"
    assert caught.value.reason == "impossible"


@pytest.mark.parametrize(
    "text",
    [
        "ieri",
        "2015",
        2015,
        "marzo 2020",
        "1/3",
        "1/3/2020?",
        "1/3/2020 o 1/4/2020",
        "13 marzo",
        "1 mrz 2020",
        "20200301",
        20200301,
        -1,
        3.4e38,
        float("nan"),
        float("inf"),
        True,
        "١/٣/٢٠٢٠",
        "1/3/020",
    ],
)
def test_what_is_doubtful_is_refused(text):
    with pytest.raises(DateError):
        parse_date(text, today=TODAY)


@pytest.mark.parametrize("blank", [None, "", "   "])
def test_an_empty_cell_is_no_date(blank):
    assert parse_date(blank, today=TODAY) is None


def test_two_figures_of_a_year_mean_the_past_for_a_birth_and_the_latest_for_an_event():
    assert parse_date("24.10.37", kind="birth", today=TODAY) == date(1937, 10, 24)
    assert parse_date("24.10.04", kind="birth", today=TODAY) == date(2004, 10, 24)
    assert parse_date("31.12.26", kind="birth", today=TODAY) == date(1926, 12, 31)
    assert parse_date("31.12.26", today=TODAY) == date(2026, 12, 31)
    assert parse_date("24.10.37", today=TODAY) == date(1937, 10, 24)
    assert parse_date("29.02.00", today=TODAY) == date(2000, 2, 29)


@given(st.dates(date(1850, 1, 1), date(2200, 12, 31)))
def test_a_date_written_is_the_date_read(day):
    forms = (
        render_date(day),
        day.isoformat(),
        f"{day.day}.{day.month}.{day.year}",
        f"{day.day} {MONTHS[day.month - 1]} {day.year}",
        f"{day.day}-{MONTHS[day.month - 1][:3]}-{day.year}",
    )
    assert {parse_date(form, today=TODAY) for form in forms} == {day}


@given(st.one_of(st.text(), st.integers(), st.floats()), st.sampled_from(["event", "birth"]))
def test_any_cell_is_read_or_refused_by_name(value, kind):
    try:
        found = parse_date(value, kind=kind, today=TODAY)
    except DateError as error:
        assert error.reason in ("unreadable", "impossible")
    else:
        assert found is None or isinstance(found, date)
