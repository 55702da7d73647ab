import itertools
import time
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from odoo.addons.lecce_smartcity.bylaws import states
from odoo.addons.lecce_smartcity.bylaws.errors import BylawError
from odoo.addons.lecce_smartcity.bylaws.history import (
    Event,
    fold,
    period_on,
    status_on,
    transitions_from,
)

DAY = timedelta(days=1)


def violations(events):
    with pytest.raises(BylawError) as caught:
        fold(events)
    return [violation.code for violation in caught.value.violations]


def spans(periods):
    return [(str(p.date_from), p.date_to and str(p.date_to), p.status) for p in periods]


def admission(key=1, day=date(2015, 2, 1), category="ordinary"):
    return Event(key, "admission", day, category=category)


def test_no_events_make_no_periods():
    assert fold([]) == []
    assert status_on([], date(2026, 1, 1)) is None


def test_withdrawal_takes_effect_when_its_last_day_is_over():
    periods = fold([admission(), Event(2, "withdrawal", date(2026, 12, 31))])
    assert status_on(periods, date(2026, 12, 31)) == "active"
    assert status_on(periods, date(2027, 1, 1)) == "ceased"
    assert periods[-1].category == "ordinary"  # in which category they left


def test_a_member_of_one_day_was_a_member_that_day():
    day = date(2026, 3, 1)
    periods = fold([admission(day=day), Event(2, "death", day)])
    assert [status_on(periods, day + n * DAY) for n in (-1, 0, 1)] == [None, "active", "ceased"]


def test_application_and_admission_on_one_day_leave_no_applicant():
    day = date(2026, 1, 2)
    assert spans(fold([Event(1, "application", day), admission(2, day)])) == [
        ("2026-01-02", None, "active")
    ]


def test_events_of_one_day_follow_their_recording():
    day = date(2026, 1, 2)
    events = [
        Event("b", "application", day, sequence=1),
        Event("a", "admission", day, category="x", sequence=2),
    ]
    assert spans(fold(events)) == [("2026-01-02", None, "active")]


def test_the_whole_life_of_a_membership():
    events = [
        Event(1, "application", date(2020, 1, 10), category="supporter"),
        Event(2, "refusal", date(2020, 2, 1)),
        Event(3, "admission", date(2020, 3, 1), category="ordinary"),  # appeal upheld
        Event(4, "suspension", date(2021, 1, 1)),
        Event(5, "category_change", date(2021, 2, 1), category="research"),
        Event(6, "reinstatement", date(2021, 3, 1)),
        Event(7, "exclusion", date(2022, 6, 30)),
        Event(8, "application", date(2023, 1, 1)),
        Event(9, "readmission", date(2023, 2, 1), category="ordinary"),
    ]
    periods = fold(events)
    assert [(p.status, p.category) for p in periods] == [
        ("applicant", "supporter"),
        ("not_admitted", "supporter"),
        ("active", "ordinary"),
        ("suspended", "ordinary"),
        ("suspended", "research"),
        ("active", "research"),
        ("ceased", "research"),
        ("applicant", None),
        ("active", "ordinary"),
    ]
    assert period_on(periods, date(2022, 7, 1)).event_key == 7


@pytest.mark.parametrize(
    "events, codes",
    [
        ([Event(1, "suspension", date(2020, 1, 1))], ["transition_not_allowed"]),
        ([Event(1, "readmission", date(2020, 1, 1), "x")], ["readmission_without_membership"]),
        ([admission(category=None)], ["category_missing"]),
        ([Event(1, "resignation", date(2020, 1, 1))], ["event_type_unknown"]),
        ([admission(), admission()], ["event_key_repeated", "transition_not_allowed"]),
        ([admission(), Event(2, "withdrawal", date.max)], ["date_out_of_range"]),
        (
            [admission(), Event(2, "correction", date(2020, 1, 1), corrects=99, annuls=True)],
            ["correction_of_unknown_event"],
        ),
        (
            [admission(), Event(2, "lapse", date(2020, 1, 1)), admission(3, date(2021, 1, 1))],
            ["admission_of_former_member"],
        ),
        (
            [Event(1, "application", date(2020, 1, 1)), Event(2, "death", date(2020, 2, 1))],
            ["transition_not_allowed"],
        ),
    ],
)
def test_what_cannot_have_happened_is_refused_by_name(events, codes):
    assert violations(events) == codes


def test_all_violations_are_listed_with_what_a_sentence_needs():
    with pytest.raises(BylawError) as caught:
        fold(
            [
                admission(),
                Event(2, "reinstatement", date(2020, 1, 1)),
                Event(3, "refusal", date(2021, 1, 1)),
            ]
        )
    assert [violation.params for violation in caught.value.violations] == [
        {"from": "active", "event": "reinstatement", "date": date(2020, 1, 1), "key": 2},
        {"from": "active", "event": "refusal", "date": date(2021, 1, 1), "key": 3},
    ]


def test_no_readmission_on_the_last_day_of_membership_but_on_the_next():
    last = date(2026, 12, 31)
    events = [admission(), Event(2, "withdrawal", last)]
    assert violations([*events, Event(3, "readmission", last, "x")])
    assert fold([*events, Event(3, "readmission", last + DAY, "x")])[-1].status == "active"


def test_a_correction_replaces_what_it_gives():
    fix = Event(2, "correction", date(2020, 1, 1), corrects=1, new_effective_date=date(2015, 3, 1))
    (period,) = fold([admission(), fix])
    assert (period.date_from, period.category, period.event_key) == (
        date(2015, 3, 1),
        "ordinary",
        1,
    )
    recategorised = Event(3, "correction", date(2020, 1, 2), corrects=1, new_category="founder")
    (period,) = fold([admission(), fix, recategorised])
    assert (period.date_from, period.category) == (date(2015, 3, 1), "founder")


def test_the_later_of_two_corrections_wins_by_recording_then_by_date():
    def fix(key, on, new_date, sequence=0):
        return Event(
            key, "correction", on, corrects=1, new_effective_date=new_date, sequence=sequence
        )

    early, late = date(2015, 3, 1), date(2015, 4, 1)
    day, next_day = date(2020, 1, 1), date(2020, 1, 2)
    assert fold([admission(), fix(2, next_day, late), fix(3, day, early)])[0].date_from == late
    assert fold([admission(), fix(2, next_day, late, 1), fix(3, day, early, 2)])[0].date_from == (
        early
    )


def test_an_annulled_withdrawal_never_was():
    gone = Event(2, "withdrawal", date(2020, 12, 31))
    annulment = Event(3, "correction", date(2021, 1, 15), corrects=2, annuls=True)
    assert spans(fold([admission(), gone, annulment])) == [("2015-02-01", None, "active")]


def test_annulling_the_annulment_restores_the_event_at_any_depth():
    events = [admission(), Event(2, "withdrawal", date(2020, 12, 31))]
    for depth in range(1, 2000):
        key = len(events) + 1
        events.append(Event(key, "correction", date(2021, 1, 1), corrects=key - 1, annuls=True))
        if depth < 5 or depth > 1996:
            status = "active" if depth % 2 else "ceased"
            assert fold(events)[-1].status == status


def test_a_correction_of_a_correction_replaces_what_that_one_says():
    fix = Event(2, "correction", date(2020, 1, 1), corrects=1, new_effective_date=date(2015, 3, 1))
    refix = Event(
        3, "correction", date(2021, 1, 1), corrects=2, new_effective_date=date(2015, 4, 1)
    )
    assert fold([admission(), fix, refix])[0].date_from == date(2015, 4, 1)


def test_corrections_in_a_circle_are_refused():
    events = [
        admission(),
        Event(2, "correction", date(2020, 1, 1), corrects=3, annuls=True),
        Event(3, "correction", date(2020, 1, 1), corrects=2, annuls=True),
        Event(4, "correction", date(2020, 1, 1), corrects=4, annuls=True),
    ]
    assert violations(events) == ["correction_cycle"] * 3


def test_an_annulled_admission_leaves_later_events_without_ground():
    events = [
        admission(),
        Event(2, "suspension", date(2020, 1, 1)),
        Event(3, "correction", date(2021, 1, 1), corrects=1, annuls=True),
    ]
    assert violations(events) == ["transition_not_allowed"]


@pytest.mark.parametrize("was_member", [False, True])
@pytest.mark.parametrize("status", [None, *states.STATUSES])
def test_what_the_form_offers_is_what_the_fold_accepts(status, was_member):
    offered = transitions_from(status, was_member)
    assert "correction" not in offered
    assert not ("admission" in offered and "readmission" in offered)
    for event in offered:
        assert (status, event) in states.TRANSITIONS


@st.composite
def lives(draw):
    """A possible life: events drawn from what is allowed, on days that do not go back."""
    status, was_member, boundary, events = None, False, date(2000, 1, 1), []
    for key in range(draw(st.integers(1, 10))):
        kind = draw(st.sampled_from(sorted(transitions_from(status, was_member))))
        boundary += draw(st.integers(0, 40)) * DAY
        day = boundary - DAY if kind in states.CESSATIONS else boundary
        category = draw(st.sampled_from("abc"))
        events.append(Event(key, kind, day, category=category, sequence=key))
        status = states.TRANSITIONS[status, kind]
        was_member = was_member or status in states.MEMBER_STATUSES
    return events, status


@given(lives(), st.randoms())
def test_every_day_from_the_first_event_has_exactly_one_status(life, random):
    events, last_status = life
    periods = fold(events)
    for before, after in itertools.pairwise(periods):
        assert before.date_from < before.date_to == after.date_from
    assert periods[-1].date_to is None
    assert periods[-1].status == last_status
    first = periods[0].date_from
    assert status_on(periods, first - DAY) is None
    for offset in range(0, 400, 7):
        day = first + offset * DAY
        holding = [p for p in periods if p.date_from <= day and (not p.date_to or day < p.date_to)]
        assert [p.status for p in holding] == [status_on(periods, day)]
    shuffled = list(events)
    random.shuffle(shuffled)
    assert fold(shuffled) == periods


@given(lives(), st.data())
def test_annulling_an_impossible_event_restores_the_history(life, data):
    events, _status = life
    wrong = Event("wrong", "correction", date(2030, 1, 1), corrects=0, annuls=True, sequence=98)
    undo = Event("undo", "correction", date(2030, 1, 2), corrects="wrong", annuls=True, sequence=99)
    mixed = data.draw(st.permutations([*events, wrong, undo]))
    assert fold(mixed) == fold(events)


def test_ten_thousand_memberships_are_folded_in_well_under_a_third_of_a_second():
    histories = [
        [admission(1), Event(2, "withdrawal", date(2020, 12, 31), sequence=1)]
        for _member in range(10_000)
    ]
    timings = []
    for _attempt in range(3):
        start = time.process_time()
        for events in histories:
            fold(events)
        timings.append(time.process_time() - start)
    assert min(timings) < 0.3
