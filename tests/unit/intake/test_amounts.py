"""Amounts of money as people write them."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from odoo.addons.lecce_smartcity.intake.amounts import AmountError, parse_amount, render_amount


@pytest.mark.parametrize(
    "text, cents",
    [
        ("50", 5000),
        ("50,00", 5000),
        ("50,5", 5050),
        ("50.00", 5000),
        ("€ 1.000,00", 100000),
        ("1.000,00 €", 100000),
        ("€1.000", 100000),
        ("1.000", 100000),
        ("1.234.567,89", 123456789),
        ("1,000.00", 100000),
        ("1,000,000", 100000000),
        ("1 000,00", 100000),
        ("1'000,00", 100000),
        ("EUR 25", 2500),
        ("25 euro", 2500),
        ("Euro 25,00", 2500),
        ("50,-", 5000),
        ("50,=", 5000),
        ("0", 0),
        ("0,50", 50),
        (50, 5000),
        (50.0, 5000),
        (19.99, 1999),
        (Decimal("1000.10"), 100010),
    ],
)
def test_a_sum_is_read_in_cents(text, cents):
    assert parse_amount(text) == cents


@pytest.mark.parametrize(
    "value, code",
    [
        ("cinquanta", "amount_invalid"),
        ("50 e rotti", "amount_invalid"),
        ("50,123", "amount_ambiguous"),
        ("1,000", "amount_ambiguous"),
        ("10.00.00", "amount_invalid"),
        ("1.00,00", "amount_invalid"),
        ("0.500", "amount_invalid"),
        ("50 + 10", "amount_invalid"),
        ("-50", "amount_negative"),
        ("€ -50,00", "amount_negative"),
        ("(50)", "amount_negative"),
        (-1, "amount_negative"),
        (0.001, "amount_invalid"),
        (float("nan"), "amount_invalid"),
        (float("inf"), "amount_invalid"),
        (True, "amount_invalid"),
        ("9" * 5000, "amount_invalid"),
        ("٥٠", "amount_invalid"),
    ],
)
def test_what_is_no_sum_is_refused_by_name(value, code):
    with pytest.raises(AmountError) as caught:
        parse_amount(value)
    assert caught.value.code == code


@given(st.integers(0, 10**12 - 1))
def test_a_sum_written_is_the_sum_read(cents):
    italian = render_amount(cents)
    english = f"{cents // 100:,}.{cents % 100:02d}"
    plain = f"{cents // 100},{cents % 100:02d}"
    for text in (italian, f"€ {italian}", english, plain, Decimal(cents).scaleb(-2)):
        assert parse_amount(text) == cents


@given(st.one_of(st.text(), st.integers(), st.floats()))
def test_any_cell_is_read_or_refused_by_name(value):
    try:
        found = parse_amount(value)
    except AmountError as error:
        assert error.code in ("amount_invalid", "amount_negative", "amount_ambiguous")
    else:
        assert found is None or found >= 0
