import copy
import pickle
from datetime import date

import pytest

from odoo.addons.lecce_smartcity.bylaws import states
from odoo.addons.lecce_smartcity.bylaws.citations import Citation
from odoo.addons.lecce_smartcity.bylaws.errors import BylawError, Violation
from odoo.addons.lecce_smartcity.bylaws.regimes import regime_on


def test_an_error_lists_every_violation():
    error = BylawError(Violation(code) for code in ("a", "b"))
    assert [violation.code for violation in error.violations] == ["a", "b"]


def test_an_error_without_a_violation_is_a_programming_mistake():
    with pytest.raises(TypeError):
        BylawError([])


def test_violations_are_values():
    params = {"number": 1}
    violation = Violation("gap", params)
    params["number"] = 2
    assert violation == Violation("gap", {"number": 1})
    assert len({violation, Violation("gap", {"number": 1}), Violation("gap")}) == 2
    with pytest.raises(AttributeError):
        violation.code = "other"


def test_violations_and_errors_survive_copying_and_pickling():
    error = BylawError([Violation("gap", {"number": 1})])
    assert copy.deepcopy(error).violations == error.violations
    assert pickle.loads(pickle.dumps(error)).violations == error.violations


def test_a_citation_knows_when_it_was_in_force():
    citation = Citation("L.", "1", valid_from=date(2024, 8, 3), valid_to=date(2025, 12, 31))
    days = [date(2024, 8, 2), date(2024, 8, 3), date(2025, 12, 31), date(2026, 1, 1)]
    assert [citation.in_force(day) for day in days] == [False, True, True, False]


def test_the_vocabulary_of_states_is_closed():
    assert set(states.EVENT_TYPES) == states.ENTERING | states.CESSATIONS | {"correction"}
    assert not states.ENTERING & states.CESSATIONS
    assert {"application", "refusal"} == set(states.EVENT_TYPES) - states.BOOK_EVENTS
    assert set(states.EVENT_TYPES) >= states.NEEDS_RESOLUTION | states.NEEDS_MOTIVE
    for (status, event), result in states.TRANSITIONS.items():
        assert status is None or status in states.STATUSES
        assert event in states.EVENT_TYPES
        assert result in states.STATUSES


def test_every_event_that_states_know_leads_somewhere():
    led = {event for _status, event in states.TRANSITIONS}
    assert led == set(states.EVENT_TYPES) - {"correction"}


@pytest.mark.parametrize(
    "settings, code",
    [
        ([], "no_legal_regime"),
        ([(date(2026, 1, 2), "ets")], "no_legal_regime"),
        ([(date(2020, 1, 1), "onlus")], "legal_regime_unknown"),
        ([(date(2020, 1, 1), "ets"), (date(2020, 1, 1), "recognised")], "legal_regime_conflict"),
    ],
)
def test_a_regime_that_cannot_be_told_is_refused_by_name(settings, code):
    with pytest.raises(BylawError) as caught:
        regime_on(settings, date(2026, 1, 1))
    assert [violation.code for violation in caught.value.violations] == [code]


def test_a_regime_holds_until_the_next_one_begins_in_whatever_order_they_are_given():
    settings = [(date(2023, 5, 10), "ets"), (date(2013, 2, 1), "unrecognised")]
    assert regime_on(settings, date(2013, 2, 1)) == "unrecognised"
    assert regime_on(iter(settings), date(2030, 1, 1)) == "ets"
