"""Who may attack a resolution, until when, and what a court may do with it."""

from datetime import date

import pytest

from odoo.addons.lecce_smartcity.bylaws.errors import BylawError
from odoo.addons.lecce_smartcity.bylaws.meeting import challenges
from odoo.addons.lecce_smartcity.bylaws.meeting.challenges import Facts, remedies, step
from odoo.addons.lecce_smartcity.bylaws.rules.resolution import RuleBook

ON = date(2026, 4, 18)


def book(regime):
    return RuleBook([(date(2015, 1, 1), regime)])


@pytest.mark.parametrize("regime", ["unrecognised", "recognised", "ets"])
def test_any_member_may_challenge_an_assembly_s_resolution_and_the_law_sets_no_term(regime):
    (found,) = remedies(Facts("project", "assembly", ON), book(regime))
    assert found.citation.label() == "c.c. art. 23(1)"
    assert "member" in found.who and not found.confirmed and "non pone un termine" in found.note.it


@pytest.mark.parametrize("regime", ["unrecognised", "recognised"])
def test_the_ninety_days_of_companies_do_not_reach_an_association_that_is_no_third_sector_body(regime):
    grounds = {found.ground for found in remedies(Facts("project", "assembly", ON, True, True), book(regime))}
    assert grounds == {"illegal"}


def test_members_in_conflict_of_a_third_sector_body_open_ninety_days():
    found = remedies(Facts("project", "assembly", ON, members_in_conflict=True), book("ets"))[0]
    assert (found.until, found.citation.label()) == (date(2026, 7, 17), "D.Lgs. 117/2017 art. 24(2)")
    assert found.open_on(date(2026, 7, 17)) and not found.open_on(date(2026, 7, 18))


def test_the_term_of_an_excluded_member_begins_with_the_notification():
    assert remedies(Facts("exclusion", "assembly", ON), book("recognised"))[0].until is None
    told = Facts("exclusion", "assembly", ON, notified_on=date(2026, 8, 31))
    assert remedies(told, book("recognised"))[0].until == date(2027, 2, 28)


def test_a_refused_applicant_may_ask_the_assembly_for_sixty_days():
    told = Facts("admission", "board", ON, adopted=False, notified_on=date(2026, 2, 10))
    assert [found.until for found in remedies(told, book("ets"))] == [date(2026, 4, 11)]
    assert remedies(told, book("recognised")) == ()


def test_whoever_voted_for_a_resolution_in_conflict_may_not_challenge_it():
    found = remedies(Facts("project", "assembly", ON, members_in_conflict=True), book("ets"))
    choices = {"Anna": "favour", "Bruno": None, "Carla": "against", "Dario": "abstained"}
    assert challenges.standing(found[0], choices) == {"Bruno", "Carla", "Dario"}
    assert challenges.standing(found[1], choices) == set(choices)


def test_an_annulment_that_falls_on_appeal_leaves_the_resolution_confirmed():
    state = "adopted"
    for measure in ("challenge", "suspension", "annulment", "reversal"):
        state = step(state, measure, ON, ON, ON)
    assert state == "confirmed"


@pytest.mark.parametrize(("state", "measure"), [("adopted", "annulment"), ("annulled", "suspension"), ("confirmed", "lifting")])
def test_a_measure_out_of_order_is_refused(state, measure):
    with pytest.raises(BylawError, match="measure_out_of_order"):
        step(state, measure, ON, ON, ON)


def test_a_measure_is_neither_before_the_resolution_nor_in_the_future():
    with pytest.raises(BylawError, match="measure_before_adoption"):
        step("adopted", "challenge", date(2026, 4, 17), ON, ON)
    with pytest.raises(BylawError, match="measure_in_future"):
        step("adopted", "challenge", date(2026, 4, 19), ON, ON)


def test_what_is_suspended_or_annulled_is_not_executed_and_what_is_challenged_is():
    assert {"suspended", "annulled"} == challenges.STOPPED
