from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from odoo.addons.lecce_smartcity.bylaws import history, spells
from odoo.addons.lecce_smartcity.bylaws.errors import BylawError

FIRST = date(2010, 1, 1)


def event(key, kind, day, **values):
    values.setdefault("category", "ordinary" if kind in ("admission", "readmission") else None)
    return history.Event(key, kind, day, sequence=key, **values)


@st.composite
def lives(draw):
    """Events of one person: admitted, perhaps ceased and readmitted, several times."""
    days = sorted(draw(st.sets(st.integers(0, 3000), min_size=1, max_size=6)))
    events = []
    for place, number in enumerate(days):
        kind = "withdrawal" if place % 2 else "readmission" if place else "admission"
        events.append(event(place + 1, kind, FIRST + timedelta(days=number)))
    return events


def days_of(found, last=4000):
    return {number for number in range(last) if spells.covers(found, FIRST + timedelta(days=number))}


@given(lives())
def test_spells_are_the_days_of_membership(events):
    periods = history.fold(events)
    members = {
        number
        for number in range(4000)
        if history.status_on(periods, FIRST + timedelta(days=number)) in ("active", "suspended")
    }
    assert days_of(spells.spells(events)) == members


@given(lives(), lives())
def test_what_is_left_of_a_duplicate_never_overlaps_what_is_kept(duplicate, kept):
    kept_spells = spells.spells(kept)
    gone = set(spells.redundant(duplicate, kept_spells))
    left = spells.spells([one for one in duplicate if one.key not in gone])
    assert not days_of(left) & days_of(kept_spells)


@given(lives(), lives())
def test_memberships_that_never_overlap_lose_nothing(duplicate, kept):
    mine, other = spells.spells(duplicate), spells.spells(kept)
    if not days_of(mine) & days_of(other):
        assert spells.redundant(duplicate, other) == []


@given(lives(), lives())
def test_lost_days_are_those_of_the_duplicate_alone(duplicate, kept):
    mine, other = spells.spells(duplicate), spells.spells(kept)
    lost = [spells.Spell(start, end, ()) for start, end in spells.lost_days(mine, other)]
    assert days_of(lost) == days_of(mine) - days_of(other)


def test_annulled_events_belong_to_no_spell():
    events = [
        event(1, "admission", FIRST),
        event(2, "correction", FIRST, corrects=1, annuls=True),
        event(3, "admission", date(2015, 1, 1)),
    ]
    assert [spell.keys for spell in spells.spells(events)] == [(3,)]


def test_an_application_belongs_to_the_membership_that_it_led_to():
    events = [
        event(1, "application", FIRST),
        event(2, "refusal", date(2010, 2, 1)),
        event(3, "application", date(2011, 1, 1)),
        event(4, "admission", date(2011, 2, 1)),
        event(5, "suspension", date(2012, 1, 1)),
    ]
    assert [spell.keys for spell in spells.spells(events)] == [(3, 4, 5)]


def test_a_contradiction_is_refused_as_the_fold_refuses_it():
    with pytest.raises(BylawError):
        spells.spells([event(1, "readmission", FIRST)])
