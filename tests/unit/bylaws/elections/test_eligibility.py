"""Who may be elected on a day, with every reason."""

from datetime import date

import pytest

from odoo.addons.lecce_smartcity.bylaws.citations import Citation
from odoo.addons.lecce_smartcity.bylaws.elections.eligibility import (
    CAUSES,
    CandidacyRules,
    CandidateFacts,
    candidacy,
    outsiders_quota,
)
from odoo.addons.lecce_smartcity.bylaws.rules.kinds import Days, Months

DAY = date(2026, 5, 15)
GOOD = CandidateFacts(1, status="active", book_date=date(2020, 1, 1), born=date(1980, 1, 1), declared=True)


def rules(**given):
    return CandidacyRules(DAY, given.pop("regime", "ets"), **given)


def reasons(facts, **given):
    return [(reason.code, reason.effect) for reason in candidacy(facts, rules(**given)).reasons]


def test_a_member_in_good_standing_may_be_elected():
    verdict = candidacy(GOOD, rules(seniority=Months(3), max_mandates=2))
    assert verdict.eligible
    assert not verdict.outsider
    assert verdict.reasons == ()


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"status": None}, "not_a_member"),
        ({"status": "ceased"}, "not_a_member"),
        ({"status": "applicant"}, "not_a_member"),
        ({"status": "suspended"}, "suspended"),
        ({"may_be_elected": False}, "category_not_eligible"),
        ({"is_natural_person": False}, "not_natural_person"),
        ({"mandates": 2}, "mandates_exhausted"),
        ({"book_date": None}, "not_in_book"),
        ({"book_date": date(2026, 6, 1)}, "not_in_book"),
        ({"book_date": date(2026, 2, 16)}, "seniority"),
        ({"born": date(2008, 5, 16)}, "minor"),
        ({"causes": ("bankrupt",)}, "ineligible"),
        ({"withdrawn": True}, "withdrawn"),
    ],
)
def test_each_obstacle_bars_and_has_its_article(changes, code):
    verdict = candidacy(GOOD._replace(**changes), rules(seniority=Months(3), max_mandates=2))
    assert not verdict.eligible
    assert [reason.code for reason in verdict.reasons] == [code]
    assert verdict.reasons[0].citation.label()


def test_seniority_and_age_are_reached_on_the_very_day():
    facts = GOOD._replace(book_date=date(2026, 2, 15), born=date(2008, 5, 15))
    assert reasons(facts, seniority=Months(3)) == []
    assert reasons(GOOD._replace(book_date=date(2026, 5, 6)), seniority=Days(10)) == [("seniority", "bars")]


def test_a_missing_declaration_and_an_incompatible_office_are_put_right_before_taking_office():
    facts = GOOD._replace(declared=None, offices=("control_body", "thematic_table"))
    verdict = candidacy(facts, rules(incompatible=frozenset({"control_body"})))
    assert verdict.eligible
    assert [(reason.code, reason.effect, reason.params.get("kind")) for reason in verdict.reasons] == [
        ("declaration_missing", "before_office", None),
        ("incompatible_office", "before_office", "control_body"),
    ]


def test_a_person_indicated_by_a_member_body_is_judged_by_the_body_s_membership():
    facts = GOOD._replace(indicated_by=7, book_date=date(2026, 5, 1))
    assert reasons(facts) == []
    assert reasons(facts, seniority=Months(3)) == [("seniority", "bars")]


def test_an_outsider_is_refused_counted_or_free_as_the_rules_say():
    outsider = GOOD._replace(status=None)
    assert not candidacy(outsider, rules(outsiders="nobody")).eligible
    verdict = candidacy(outsider, rules(outsiders="minority"))
    assert verdict.eligible
    assert verdict.outsider
    assert candidacy(outsider, rules(outsiders="anybody")).eligible


@pytest.mark.parametrize(("seats", "most"), [(1, 0), (2, 0), (3, 1), (7, 3), (8, 3), (9, 4)])
def test_the_majority_of_the_board_are_members_or_indicated_by_members(seats, most):
    assert outsiders_quota(seats).maximum == most
    assert seats - most > seats / 2


def test_every_cause_of_article_2382_bars_with_that_article():
    for cause in CAUSES:
        (reason,) = candidacy(GOOD._replace(causes=(cause,)), rules()).reasons
        assert reason.citation.label() == "c.c. art. 2382"
        assert reason.params == {"cause": cause}


def test_outside_the_third_sector_the_statute_is_cited_or_its_article_if_known():
    unknown = GOOD._replace(status=None)
    assert candidacy(unknown, rules()).reasons[0].citation.label() == "D.Lgs. 117/2017 art. 26(2)"
    assert candidacy(unknown, rules(regime="recognised")).reasons[0].citation.label() == "statuto"
    article = {"not_a_member": Citation("statuto", "14(2)")}
    assert candidacy(unknown, rules(regime="recognised", citations=article)).reasons[0].citation.label() == "statuto art. 14(2)"
