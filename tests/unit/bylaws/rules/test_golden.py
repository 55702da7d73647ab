"""The examples that lawyers would give, and what a change of the law may touch."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from odoo.addons.lecce_smartcity.bylaws import franchise, terms
from odoo.addons.lecce_smartcity.bylaws.citations import Citation
from odoo.addons.lecce_smartcity.bylaws.rules.catalogue import CATALOGUE
from odoo.addons.lecce_smartcity.bylaws.rules.model import Law
from odoo.addons.lecce_smartcity.bylaws.rules.resolution import RuleBook, StatuteRule, StatuteVersion
from odoo.addons.lecce_smartcity.bylaws.rules.values import Flag, Months, Share

from .books import statute

ETS = [(date(2018, 1, 1), "ets")]
REFORM = date(2029, 3, 1)


@pytest.mark.parametrize("meeting, allowed", [(date(2024, 7, 1), False), (date(2024, 9, 1), True)])
def test_a_remote_assembly_of_an_ets_whose_statute_is_silent(meeting, allowed):
    ruling = RuleBook(ETS).resolve("remote.allowed", meeting)
    assert ruling.value == Flag(allowed)
    assert (ruling.citation.label(), ruling.origin) == ("D.Lgs. 117/2017 art. 24(4)", "law")
    assert ("Salvo che" in ruling.quote) is allowed


def test_a_statute_that_provided_for_it_made_it_possible_before_and_one_that_forbids_it_still_does():
    assert statute("ets", "remote.allowed", Flag(True)).resolve("remote.allowed", date(2024, 7, 1)).value == Flag(True)
    assert statute("ets", "remote.allowed", Flag(False)).resolve("remote.allowed", date(2024, 9, 1)).value == Flag(False)


def test_the_regime_of_the_day_chooses_the_law():
    book = RuleBook([(date(2010, 1, 1), "unrecognised"), (date(2023, 5, 10), "ets")])
    assert book.find("vote.seniority", date(2023, 5, 9)) is None
    assert book.resolve("vote.seniority", date(2023, 5, 10)).value == Months(3)
    assert book.resolve("remote.allowed", date(2023, 5, 9)).citation.label() == "D.L. 18/2020 art. 106"
    assert book.resolve("remote.allowed", date(2023, 5, 10)).value == Flag(False)


@pytest.mark.parametrize("favour, passed", [(29, False), (30, True)])
def test_dissolution_counts_all_members(favour, passed):
    share = RuleBook(ETS).resolve("quorum.diss", date(2026, 1, 1)).value
    assert share.reached(favour, 40) is passed and share.base == "members"


def test_a_change_of_the_statute_in_second_call_still_needs_three_quarters_unless_the_statute_says_otherwise():
    book = RuleBook(ETS)
    on = date(2026, 1, 1)
    assert book.find("quorum.stat.second", on) is None
    assert book.resolve("quorum.stat", on).value.needed(21) == 16
    own = statute("ets", "quorum.stat.second", Share(1, 2, False, "entitled"))
    assert own.resolve("quorum.stat.second", on).value.needed(21) == 11


@pytest.mark.parametrize("members, cap", [(499, 3), (500, 5)])
def test_the_number_of_proxies_depends_on_the_number_of_members(members, cap):
    book, on = RuleBook(ETS), date(2026, 1, 1)
    large = members >= book.resolve("proxy.large_from", on).value.count
    assert book.resolve("proxy.max.large" if large else "proxy.max.small", on).value.count == cap


def test_legal_interest_runs_at_the_rate_of_each_day():
    book = RuleBook(ETS)
    cents, day, due = 0, date(2025, 4, 1), 100_000
    while day <= date(2026, 6, 30):
        cents += due * book.resolve("legal.rate", day).value.fraction / 365
        day += timedelta(days=1)
    assert round(cents) == 2300


@pytest.mark.parametrize(
    "first, second, obliged",
    [((160_000, 310_000, 2), (151_000, 300_000, 8), True), ((160_000, 310_000, 2), (150_000, 300_000, 8), False)],
)
def test_the_control_body_is_due_when_two_limits_of_three_are_exceeded_for_two_years(first, second, obliged):
    book = RuleBook(ETS)

    def exceeded(assets, income, employees, on):
        return (
            book.resolve("ets.control.assets", on).value.met(assets * 100)
            + book.resolve("ets.control.income", on).value.met(income * 100)
            + (employees > book.resolve("ets.control.employees", on).value.count)
        )

    years = [exceeded(*first, date(2024, 12, 31)), exceeded(*second, date(2025, 12, 31))]
    needed = book.resolve("ets.limits.exceeded", date(2025, 12, 31)).value.count
    assert (min(years) >= needed) is obliged


# --- the law changes


def amended(code, value):
    rule = CATALOGUE[code]
    return {**CATALOGUE, code: rule.amended(Law(value, Citation("L. 1/2029", "1", "", REFORM), valid_from=REFORM))}


@given(st.dates(date(2018, 1, 1), date(2040, 1, 1)), st.sampled_from(sorted(CATALOGUE)))
def test_a_change_of_the_law_touches_no_day_before_it_and_no_other_rule(day, code):
    before, after = RuleBook(ETS), RuleBook(ETS, catalogue=amended("vote.seniority", Months(6)))
    if day < REFORM or code != "vote.seniority":
        assert _answer(before, code, day) == _answer(after, code, day)
    else:
        assert _answer(after, code, day).value == Months(6)


def _answer(book, code, day):
    try:
        return book.find(code, day)
    except ValueError as error:
        return str(error)


@given(st.dates(date(2020, 1, 1), date(2040, 1, 1)), st.dates(date(2018, 1, 1), date(2040, 1, 1)))
def test_verdicts_on_days_before_a_change_of_the_law_stay_what_they_were(meeting, booked):
    before, after = RuleBook(ETS), RuleBook(ETS, catalogue=amended("vote.seniority", Months(6)))
    facts = franchise.MemberFacts(1, "active", book_date=booked)
    verdicts = [franchise.entitlement(facts, franchise.roll_rules(book, meeting)) for book in (before, after)]
    votes_from = [terms.voting_seniority_from(booked, book, meeting).date for book in (before, after)]
    if meeting < REFORM:
        assert verdicts[0] == verdicts[1] and votes_from[0] == votes_from[1]
    else:
        assert votes_from == [terms.add_months(booked, 3), terms.add_months(booked, 6)]
        assert verdicts[1].entitled == (votes_from[1] <= meeting)


def test_a_mandatory_rule_that_comes_later_puts_an_older_statute_aside_from_its_day_on():
    twelfth, twentieth = Share(1, 12, False, "members"), Share(1, 20, False, "members")
    version = StatuteVersion("2020", date(2020, 1, 1), None, {"request.fraction": StatuteRule("request.fraction", twelfth)})
    book = RuleBook(ETS, [version], amended("request.fraction", twentieth))
    assert book.resolve("request.fraction", REFORM - timedelta(days=1)).origin == "statute"
    ruling = book.resolve("request.fraction", REFORM)
    assert (ruling.origin, ruling.value, ruling.displaced.value) == ("law", twentieth, twelfth)
