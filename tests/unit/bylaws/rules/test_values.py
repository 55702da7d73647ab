from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from odoo.addons.lecce_smartcity.bylaws.errors import BylawError
from odoo.addons.lecce_smartcity.bylaws.rules import values
from odoo.addons.lecce_smartcity.bylaws.rules.values import (
    Bands,
    Choice,
    Count,
    DayOfYear,
    Days,
    Flag,
    Hours,
    Moment,
    Money,
    Months,
    Rate,
    Several,
    Share,
    Threshold,
    Years,
)

# >½  ≥½  ≥⅔  >⅔  ≥¾  ≥⅓  ≥1/10
TABLE = {
    1: (1, 1, 1, 1, 1, 1, 1),
    2: (2, 1, 2, 2, 2, 1, 1),
    3: (2, 2, 2, 3, 3, 1, 1),
    4: (3, 2, 3, 3, 3, 2, 1),
    5: (3, 3, 4, 4, 4, 2, 1),
    6: (4, 3, 4, 5, 5, 2, 1),
    7: (4, 4, 5, 5, 6, 3, 1),
    8: (5, 4, 6, 6, 6, 3, 1),
    9: (5, 5, 6, 7, 7, 3, 1),
    10: (6, 5, 7, 7, 8, 4, 1),
    11: (6, 6, 8, 8, 9, 4, 2),
    12: (7, 6, 8, 9, 9, 4, 2),
    20: (11, 10, 14, 14, 15, 7, 2),
    21: (11, 11, 14, 15, 16, 7, 3),
    39: (20, 20, 26, 27, 30, 13, 4),
    40: (21, 20, 27, 27, 30, 14, 4),
    99: (50, 50, 66, 67, 75, 33, 10),
    100: (51, 50, 67, 67, 75, 34, 10),
    499: (250, 250, 333, 333, 375, 167, 50),
    500: (251, 250, 334, 334, 375, 167, 50),
}
SHARES = (
    Share(1, 2, True),
    Share(1, 2),
    Share(2, 3),
    Share(2, 3, True),
    Share(3, 4),
    Share(1, 3),
    Share(1, 10),
)


@pytest.mark.parametrize("total, needed", TABLE.items())
def test_shares_need_what_paper_and_pencil_say(total, needed):
    assert tuple(share.needed(total) for share in SHARES) == needed


counts = st.integers(0, 10**6)


@st.composite
def shares(draw):
    denominator = draw(st.integers(1, 500))
    return Share(draw(st.integers(0, denominator)), denominator, draw(st.booleans()), draw(st.sampled_from(values.BASES)))


@st.composite
def bands(draw):
    starts = sorted(draw(st.sets(st.integers(0, 10**6), min_size=1, max_size=6)))
    return Bands(tuple(zip(starts, sorted(draw(st.integers(0, 99)) for _start in starts), strict=True)))


codes = st.text(st.sampled_from("abcdefgh_"), min_size=1, max_size=9)
anything = st.one_of(
    shares(),
    bands(),
    counts.map(Count),
    counts.filter(lambda n: n < 10**6).map(Hours),
    st.integers(0, 999_999).map(Days),
    st.integers(0, 999_999).map(Months),
    st.integers(0, 999_999).map(Years),
    st.integers(0, 10**13).map(Money),
    st.builds(Threshold, st.integers(0, 10**13), st.sampled_from(("<", "<=", ">", ">="))),
    st.builds(Rate, st.integers(0, 10**4), st.integers(1, 10**4)),
    st.booleans().map(Flag),
    codes.map(Choice),
    st.lists(codes, unique=True, max_size=5).map(lambda found: Several(tuple(found))),
    st.dates(date(2024, 1, 1), date(2024, 12, 31)).map(lambda day: DayOfYear(day.month, day.day)),
    st.dates(date(1900, 1, 1), date(2200, 1, 1)).map(Moment),
)


@given(anything)
def test_a_value_survives_storage(value):
    assert values.decode(values.encode(value)) == value


@given(anything.filter(lambda value: value != Several(()) and value != Count(10**6)))
def test_a_value_typed_as_it_is_shown_is_read_back(value):
    assert values.parse(value.kind, values.plain(value), getattr(value, "base", "votes")) == value


@given(anything, st.sampled_from(("it", "en")))
def test_every_value_has_words(value, lang):
    assert values.words(value, lang) and "None" not in values.words(value, lang)


@given(shares(), st.integers(0, 2000), st.integers(0, 2000))
def test_a_share_is_reached_exactly_when_the_fraction_says_so(share, count, total):
    exact = count > share.fraction * total if share.strict else count >= share.fraction * total
    assert share.reached(count, total) is exact


@given(st.sampled_from(sorted(values.TYPES)), st.text(max_size=30))
def test_whatever_is_typed_is_a_value_or_a_named_refusal(kind, text):
    try:
        assert values.parse(kind, text).kind == kind
    except BylawError as error:
        assert [violation.code for violation in error.violations] == ["rule_value_invalid"]


@pytest.mark.parametrize(
    "kind, text, value",
    [
        ("share", "75 %", Share(3, 4)),
        ("share", "più della metà", Share(1, 2, True)),
        ("share", "almeno 2/3", Share(2, 3)),
        ("share", "more than 2/3", Share(2, 3, True)),
        ("days", "15 gg.", Days(15)),
        ("hours", "24 ore", Hours(24)),
        ("money", "€ 1.234,56", Money(123456)),
        ("money", "300.000", Money(30_000_000)),
        ("money", "1,500.00", Money(150_000)),
        ("money", "€1,500", Money(150_000)),
        ("money", "15000", Money(1_500_000)),
        ("threshold", "oltre 77,47", Threshold(7747, ">")),
        ("threshold", "≤ 300.000,00 €", Threshold(30_000_000, "<=")),
        ("rate", "2,5 %", Rate(1, 40)),
        ("flag", "Sì", Flag(True)),
        ("day_of_year", "31 dicembre", DayOfYear(12, 31)),
        ("day_of_year", "1° luglio", DayOfYear(7, 1)),
        ("day_of_year", "30/6", DayOfYear(6, 30)),
        ("moment", "30/09/2026", Moment(date(2026, 9, 30))),
        ("bands", "0:1, 100:2, 1000:5", Bands(((0, 1), (100, 2), (1000, 5)))),
    ],
)
def test_people_type_values_in_their_own_way(kind, text, value):
    assert values.parse(kind, text) == value


@pytest.mark.parametrize(
    "kind, text",
    [
        ("share", "5/4"),
        ("share", "1/0"),
        ("share", "< 1/2"),
        ("share", "120 %"),
        ("days", "3 mesi"),
        ("days", "-1"),
        ("days", "1.5"),
        ("count", "4 days"),
        ("money", "1,234.56.7"),
        ("threshold", "77.47"),
        ("flag", "maybe"),
        ("day_of_year", "31/04"),
        ("moment", "2026-02-30"),
        ("bands", "100:2, 50:3"),
        ("bands", "0:3, 50:1"),
        ("days", ""),
        ("days", "9" * 5000),
        ("nonsense", "1"),
    ],
)
def test_what_is_no_value_is_refused_by_name(kind, text):
    with pytest.raises(BylawError) as caught:
        values.parse(kind, text)
    assert [violation.code for violation in caught.value.violations] == ["rule_value_invalid"]


@pytest.mark.parametrize(
    "make",
    [
        lambda: Share(1, 2, False, "people"),
        lambda: Share(0.5, 1),
        lambda: Count(True),
        lambda: Count(-1),
        lambda: Money(10.0),
        lambda: Flag(1),
        lambda: Choice(""),
        lambda: Several(["a"]),
        lambda: Several(("a", "a")),
        lambda: DayOfYear(2, 30),
        lambda: Threshold(1, "="),
        lambda: values.decode({"kind": "count"}),
        lambda: values.decode({"kind": "count", "count": 1, "other": 2}),
        lambda: values.decode({"kind": "several", "codes": None}),
        lambda: values.decode([]),
        lambda: values.encode(3),
    ],
)
def test_a_wrong_value_cannot_be_made(make):
    with pytest.raises(BylawError):
        make()
