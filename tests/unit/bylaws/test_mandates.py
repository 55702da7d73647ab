"""The life of a mandate on every day of it, by its acts; terms by each rule."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from odoo.addons.lecce_smartcity.bylaws import offices
from odoo.addons.lecce_smartcity.bylaws.mandates import (
    Act,
    Life,
    MandateFacts,
    Prorogation,
    judge_act,
    life,
    natural_end,
    standing,
    term_end,
)
from odoo.addons.lecce_smartcity.bylaws.rules.kinds import Months, Years

FIRST, ACCEPTED, LAST = date(2023, 5, 15), date(2023, 5, 20), date(2026, 5, 14)
FACTS = MandateFacts(FIRST, ACCEPTED, LAST)


@pytest.mark.parametrize(
    ("first", "term", "rule", "options", "last"),
    [
        (date(2026, 5, 15), Years(3), "anniversary", {}, date(2029, 5, 14)),
        (date(2024, 2, 29), Years(4), "anniversary", {}, date(2028, 2, 28)),
        (date(2026, 1, 1), Years(1), "anniversary", {}, date(2026, 12, 31)),
        (date(2026, 5, 15), Months(18), "anniversary", {}, date(2027, 11, 14)),
        (date(2026, 5, 15), Years(3), "financial_years", {}, date(2028, 12, 31)),
        (date(2026, 5, 15), Years(3), "financial_years", {"year_end": (6, 30)}, date(2028, 6, 30)),
        (date(2026, 7, 1), Years(3), "financial_years", {"year_end": (6, 30)}, date(2029, 6, 30)),
        (date(2026, 5, 15), Years(3), "accounts", {"accounts_days": 120}, date(2029, 4, 30)),
        (date(2026, 5, 15), Years(2), "financial_years", {"year_end": (2, 29)}, date(2028, 2, 29)),
    ],
)
def test_a_term_ends_by_its_rule(first, term, rule, options, last):
    assert term_end(first, term, rule, **options) == last


def test_a_mandate_is_not_in_office_before_it_is_accepted():
    assert standing(FACTS._replace(accepted=None), date(2023, 6, 1)).state == "designated"
    assert standing(FACTS, date(2023, 5, 19)).state == "designated"
    assert standing(FACTS._replace(accepted=date(2023, 5, 1)), date(2023, 5, 14)).state == "accepted"


def test_a_designation_that_nobody_accepted_ends_with_the_term():
    assert standing(FACTS._replace(accepted=None), date(2026, 5, 15)).state == "ended"


def test_the_holder_of_an_expired_office_stays_until_replaced():
    found = standing(FACTS, date(2030, 1, 1))
    assert (found.state, found.since, found.until) == ("prorogatio", date(2026, 5, 15), None)
    replaced = FACTS._replace(successor=date(2026, 7, 1))
    assert standing(replaced, date(2026, 6, 30)).state == "prorogatio"
    assert (standing(replaced, date(2026, 7, 1)).state, standing(replaced, date(2026, 7, 1)).since) == ("ended", date(2026, 6, 30))


def test_a_statute_may_give_days_or_none():
    assert standing(FACTS, LAST + timedelta(days=45), Prorogation(45)).state == "prorogatio"
    assert standing(FACTS, LAST + timedelta(days=46), Prorogation(45)).state == "ended"
    assert standing(FACTS, LAST + timedelta(days=1), Prorogation(0)).state == "ended"


def test_a_resignation_in_prorogatio_ends_it():
    resigned = FACTS._replace(ended=date(2026, 6, 30), how="resignation")
    assert standing(resigned, date(2026, 6, 30)).state == "prorogatio"
    assert standing(resigned, date(2026, 7, 1)).how == "resignation"


def test_a_new_mayor_ends_the_term_of_the_designee_who_stays_until_replaced():
    facts = MandateFacts(date(2024, 6, 1), date(2024, 6, 1), date(2029, 5, 31), mayor=date(2027, 6, 20))
    assert standing(facts, date(2027, 6, 19)).state == "in_office"
    found = standing(facts, date(2027, 6, 20))
    assert (found.state, found.how) == ("prorogatio", "mayor_term")


def test_a_mayor_who_took_office_before_the_appointment_changes_nothing():
    facts = FACTS._replace(mayor=date(2022, 6, 1))
    assert natural_end(facts) == (LAST, "expiry")


def test_a_void_mandate_never_was():
    assert standing(FACTS._replace(void=True), date(2024, 1, 1)).state == "void"


days = st.dates(date(2020, 1, 1), date(2032, 12, 31))


@given(
    accepted=st.none() | days, last=st.none() | days, ended=st.none() | days, mayor=st.none() | days,
    successor=st.none() | days, stays=st.none() | st.integers(0, 400), on=days,
)  # fmt: skip
def test_states_follow_each_other_and_never_come_back(accepted, last, ended, mayor, successor, stays, on):
    first = date(2023, 1, 1)
    last = last if last is None or last >= first else first
    how = "resignation" if ended else ""
    facts = MandateFacts(first, accepted, last, ended, how, mayor, successor if successor and successor > first else None)
    order = ["designated", "accepted", "in_office", "prorogatio", "ended"]
    today = standing(facts, on, Prorogation(stays)).state
    tomorrow = standing(facts, on + timedelta(days=1), Prorogation(stays)).state
    assert order.index(today) <= order.index(tomorrow)


def test_acts_are_folded_in_their_order_and_annulled_ones_do_not_count():
    acts = [
        Act(1, "acceptance", ACCEPTED), Act(2, "declaration", date(2024, 5, 1)), Act(3, "resignation", date(2024, 9, 30)),
        Act(4, "annulment", date(2024, 10, 1), 3), Act(5, "revocation", date(2025, 1, 31)),
    ]  # fmt: skip
    found = life(reversed(acts))
    assert (found.accepted, found.ended, found.how) == (ACCEPTED, date(2025, 1, 31), "revocation")
    assert found.declarations == (ACCEPTED, date(2024, 5, 1))
    again = life([*acts[:4], Act(6, "annulment", date(2024, 10, 2), 4)])
    assert again.ended == date(2024, 9, 30)


@pytest.mark.parametrize(
    ("so_far", "act", "options", "code"),
    [
        (Life(), Act(1, "acceptance", ACCEPTED), {"declared": False}, "mandate_declaration_missing"),
        (Life(accepted=ACCEPTED), Act(2, "acceptance", ACCEPTED), {}, "mandate_accepted_already"),
        (Life(accepted=ACCEPTED), Act(2, "refusal", ACCEPTED), {}, "mandate_accepted_already"),
        (Life(), Act(1, "declaration", ACCEPTED), {}, "mandate_not_accepted"),
        (Life(ended=LAST), Act(3, "death", LAST), {}, "mandate_ended_already"),
        (Life(void=True), Act(3, "death", LAST), {}, "mandate_void"),
        (Life(accepted=ACCEPTED), Act(2, "death", date(2020, 1, 1)), {}, "mandate_end_before_start"),
        (Life(accepted=ACCEPTED), Act(2, "revocation", LAST), {"reference": False}, "mandate_act_missing"),
        (Life(accepted=ACCEPTED), Act(2, "absence", LAST), {"reference": False}, "mandate_act_missing"),
    ],
)
def test_an_act_that_cannot_be_is_refused_by_name(so_far, act, options, code):
    assert [violation.code for violation in judge_act(so_far, FIRST, act, **options)] == [code]


@pytest.mark.parametrize("kind", [kind for kind in offices.ACTS if kind not in ("acceptance", "refusal", "annulment")])
def test_whatever_may_follow_an_acceptance_is_admitted(kind):
    assert judge_act(Life(accepted=ACCEPTED), FIRST, Act(2, kind, date(2025, 1, 1))) == ()
