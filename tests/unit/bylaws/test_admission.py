import itertools

import pytest

from odoo.addons.lecce_smartcity.bylaws import admission, states


def item(name, level="required", done=False):
    return admission.Requirement(name, level, done)


def test_nobody_decides_by_moving_an_application_by_hand():
    decided = set(admission.APPLICATION_STATES) - set(admission.PENDING)
    for origin, target in itertools.product(admission.APPLICATION_STATES, decided):
        assert origin == target or not admission.may_move(origin, target)


def test_a_decided_application_does_not_go_back_by_hand():
    for origin in ("admitted", "refused", "withdrawn"):
        for target in admission.PENDING:
            assert not admission.may_move(origin, target)


def test_every_outcome_is_an_event_that_an_applicant_may_meet():
    possible = {event for origin, event in states.TRANSITIONS if origin == states.APPLICANT}
    assert set(admission.OUTCOMES) == possible


def test_what_is_missing_is_named_the_mandatory_first():
    found = admission.missing([item("PEC"), item("act", "mandatory"), item("cv", "optional")])
    assert found.names == ("act", "PEC")


def test_a_waiver_does_not_reach_what_is_mandatory():
    lacking = [item("PEC"), item("act", "mandatory")]
    assert admission.obstacles(lacking, waived=True) == ("act",)
    assert admission.obstacles([item("PEC")], waived=True) == ()


def test_a_complete_application_meets_no_obstacle():
    assert admission.obstacles([item("PEC", done=True), item("act", "mandatory", True)]) == ()


@pytest.mark.parametrize("status", states.MEMBER_STATUSES)
def test_a_member_does_not_apply(status):
    assert admission.may_apply(status, pending=False).code == "already_member"


@pytest.mark.parametrize("status", [None, "ceased", "not_admitted", "applicant"])
def test_who_is_no_member_applies_once(status):
    assert admission.may_apply(status, pending=False) is None
    assert admission.may_apply(status, pending=True).code == "application_pending"


def test_a_former_member_is_readmitted():
    assert admission.admission_type(True) == "readmission"
