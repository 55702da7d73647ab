import time
from datetime import date

import pytest

from odoo.addons.lecce_smartcity.bylaws.citations import Citation
from odoo.addons.lecce_smartcity.bylaws.franchise import (
    MemberFacts,
    entitlement,
    roll_rules,
    validate_bands,
)
from odoo.addons.lecce_smartcity.bylaws.rules.values import Bands, Count, Days, Months

from .rules.books import statute

ON = date(2026, 4, 30)
ETS = roll_rules("ets", ON)
PLAIN = roll_rules("unrecognised", ON)
BANDS = ((0, 1), (100, 2), (500, 4), (1000, 5))


def member(**facts):
    return MemberFacts(**{"member": 1, "status": "active", "book_date": date(2013, 2, 1), **facts})


def codes(verdict):
    return [reason.code for reason in verdict.reasons]


@pytest.mark.parametrize("status", ["applicant", "ceased", "not_admitted", None])
def test_who_is_not_a_member_does_not_vote_and_is_told_what_they_are(status):
    verdict = entitlement(member(status=status, category_may_vote=False), ETS)
    assert verdict[:3] == (False, False, 0)
    assert codes(verdict) == ["not_a_member"]
    assert verdict.reasons[0].params == {"status": status}


def test_every_reason_is_listed_with_its_citation():
    facts = member(
        status="suspended",
        category_may_vote=False,
        book_date=date(2026, 3, 1),
        is_legal_person=True,
    )
    verdict = entitlement(facts, ETS)
    assert [(r.code, r.citation.label(), r.blocking) for r in verdict.reasons] == [
        ("suspended", "statuto", "entitlement"),
        ("category_without_vote", "statuto", "entitlement"),
        ("seniority", "D.Lgs. 117/2017 art. 24(1)", "entitlement"),
        ("representative_missing", "statuto", "exercise"),
    ]
    assert verdict[:3] == (False, False, 0)


def test_admitted_but_not_annotated_is_not_in_an_ets_roll():
    verdict = entitlement(member(book_date=None), ETS)
    assert (verdict.entitled, codes(verdict)) == (False, ["not_in_book"])
    assert entitlement(member(book_date=None), PLAIN).may_vote


def test_annotated_after_the_meeting_is_not_in_the_book_that_day():
    verdict = entitlement(member(book_date=date(2026, 5, 1)), ETS)
    assert codes(verdict) == ["not_in_book", "seniority"]
    assert verdict.reasons[1].params["from"] == date(2026, 8, 1)


@pytest.mark.parametrize(
    "book_date, entitled", [(date(2026, 1, 31), True), (date(2026, 2, 1), False)]
)
def test_three_months_are_counted_forward_from_the_book(book_date, entitled):
    assert entitlement(member(book_date=book_date), ETS).entitled is entitled
    assert entitlement(member(book_date=book_date), PLAIN).entitled


def test_a_legal_person_without_representative_counts_in_the_quorum_and_cannot_vote():
    verdict = entitlement(member(is_legal_person=True), ETS)
    assert verdict[:3] == (True, False, 1)
    assert codes(verdict) == ["representative_missing"]
    assert entitlement(member(is_legal_person=True, has_representative=True), ETS).may_vote
    lax = roll_rules("ets", ON, require_representative=False)
    assert entitlement(member(is_legal_person=True), lax).may_vote


@pytest.mark.parametrize(
    "size, votes", [(0, 1), (99, 1), (100, 2), (999, 4), (1000, 5), (1200, 5), (None, 1)]
)
def test_ets_members_vote_by_bands_of_their_size(size, votes):
    facts = member(is_ets_body=True, ets_size=size, bands=BANDS)
    assert entitlement(facts, ETS).votes == votes


def test_more_than_five_votes_are_cut_to_five_and_a_lower_statute_maximum_holds():
    facts = member(is_ets_body=True, ets_size=1200, bands=((0, 1), (1000, 6)))
    assert entitlement(facts, ETS).votes == 5
    assert entitlement(facts, roll_rules(statute("ets", "votes.max", Count(3)), ON)).votes == 3


def test_nobody_else_has_more_than_one_vote():
    municipality = member(is_legal_person=True, has_representative=True, ets_size=1200, bands=BANDS)
    assert entitlement(municipality, ETS).votes == 1
    ets_body = member(is_ets_body=True, ets_size=1200, bands=BANDS)
    assert entitlement(ets_body, PLAIN).votes == 1
    assert entitlement(ets_body._replace(bands=()), ETS).votes == 1


def test_a_statute_cannot_raise_the_votes_and_its_bands_hold_where_the_category_has_none():
    body = member(is_ets_body=True, ets_size=1200)
    assert entitlement(body, roll_rules(statute("ets", "votes.max", Count(6)), ON)).votes == 1
    banded = roll_rules(statute("ets", "votes.bands", Bands(((0, 1), (1000, 4)))), ON)
    assert entitlement(body, banded).votes == 4
    assert entitlement(body._replace(bands=((0, 2),)), banded).votes == 2


def test_the_statute_s_own_seniority_applies_with_its_article():
    for regime in ("recognised", "ets"):
        rules = roll_rules(statute(regime, "vote.seniority", Days(30), "9"), ON)
        late = entitlement(member(book_date=date(2026, 4, 1)), rules)
        assert [(r.citation.label(), r.params["from"]) for r in late.reasons] == [("statuto art. 9", date(2026, 5, 1))]
        assert entitlement(member(book_date=date(2026, 3, 31)), rules).may_vote
        assert codes(entitlement(member(book_date=None), rules)) == ["not_in_book"]
    none_asked = roll_rules(statute("ets", "vote.seniority", Months(0)), ON)
    assert entitlement(member(book_date=ON), none_asked).may_vote
    assert codes(entitlement(member(book_date=None), none_asked)) == ["not_in_book"]


def test_the_statute_s_articles_replace_the_generic_citation():
    rules = roll_rules("ets", ON, citations={"suspended": Citation("statuto", "11")})
    (reason,) = entitlement(member(status="suspended"), rules).reasons
    assert reason.citation.label() == "statuto art. 11"


def test_outside_the_third_sector_no_article_of_its_code_is_cited():
    facts = member(status="suspended", category_may_vote=False, is_legal_person=True)
    for verdict in (entitlement(facts, PLAIN), entitlement(member(status="ceased"), PLAIN)):
        assert not any("117/2017" in reason.citation.source for reason in verdict.reasons)


def test_an_ets_roll_before_the_code_asks_for_no_seniority():
    rules = roll_rules("ets", date(2016, 1, 1))
    assert (rules.seniority, rules.votes_max) == (None, 1)


@pytest.mark.parametrize(
    "bands, found",
    [
        (BANDS, []),
        ((), []),
        (((0, 6),), ["band_votes_above_maximum"]),
        (((0, 0),), ["band_votes_below_one"]),
        (((0, 2), (0, 3)), ["bands_not_increasing"]),
        (((0, 3), (100, 2)), ["bands_not_increasing"]),
        (
            ((100, 0), (50, 7)),
            ["band_votes_below_one", "band_votes_above_maximum", "bands_not_increasing"],
        ),
    ],
)
def test_bands_are_checked_and_all_their_faults_listed(bands, found):
    assert [violation.code for violation in validate_bands(bands)] == found


def test_ten_thousand_members_are_decided_in_a_tenth_of_a_second():
    roll = [
        member(
            member=number,
            book_date=date(2014 + number % 12, 1 + number % 12, 1 + number % 28),
            is_legal_person=number % 3 == 0,
            has_representative=number % 6 == 0,
        )
        for number in range(10_000)
    ]
    timings = []
    for _attempt in range(3):
        start = time.process_time()
        for facts in roll:
            entitlement(facts, ETS)
        timings.append(time.process_time() - start)
    assert min(timings) < 0.12
