"""Ties by the stated rule, reserved seats and quotas."""

from datetime import date
from hashlib import sha256
from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from odoo.addons.lecce_smartcity.bylaws.elections.counting import count
from odoo.addons.lecce_smartcity.bylaws.elections.model import Box, Candidate, Quota, Totals
from odoo.addons.lecce_smartcity.bylaws.elections.quotas import Room, attainable

from .papers import decisions, elected, election, marked, reserves

OLD, NEW = date(2013, 2, 1), date(2024, 6, 30)
ELDER, YOUNGER = date(1950, 1, 1), date(1990, 1, 1)


def tie(*candidates, ties, seats=1, **settings):
    board = election("plurality", seats, candidates, ties=ties, **settings)
    return count(board, Box(Totals(5 * len(candidates), tuple((candidate.id, 5) for candidate in candidates))))


def test_the_earlier_entry_in_the_book_comes_first():
    sheet = tie(Candidate(1, "New", book_date=NEW), Candidate(2, "Old", book_date=OLD), ties=("seniority", "lot"))
    assert elected(sheet) == [2]
    decision = decisions(sheet, "tie")[0]
    assert (decision.rule, decision.params["steps"]) == ("seniority", (("seniority", ((2, OLD), (1, NEW))),))


def test_the_older_comes_first_when_seniority_does_not_decide():
    people = (Candidate(1, "Young", book_date=OLD, born=YOUNGER), Candidate(2, "Old", book_date=OLD, born=ELDER))
    sheet = tie(*people, ties=("seniority", "age_older", "lot"))
    assert elected(sheet) == [2]
    assert decisions(sheet, "tie")[0].rule == "age_older"


def test_the_younger_comes_first_where_the_statute_says_so():
    people = (Candidate(1, "Old", born=ELDER), Candidate(2, "Young", born=YOUNGER))
    sheet = tie(*people, ties=("age_younger", "lot"))
    assert elected(sheet) == [2]
    assert decisions(sheet, "tie")[0].params["steps"] == (("age_younger", ((2, YOUNGER), (1, ELDER))),)


def test_a_missing_date_is_not_held_against_anybody():
    people = (Candidate(1, "Unknown"), Candidate(2, "Old", book_date=OLD))
    sheet = tie(*people, ties=("seniority", "run_off"))
    assert sheet.pending.who == (1, 2)


def test_the_lot_can_be_drawn_again_with_a_hash_of_the_seed_and_the_number():
    people = [Candidate(number, str(number)) for number in range(1, 6)]
    sheet = tie(*people, ties=("lot",), seats=2, seed="42-17-88")
    drawn = sorted(range(1, 6), key=lambda number: sha256(f"42-17-88|{number}".encode()).hexdigest())
    assert elected(sheet) == drawn[:2]
    assert reserves(sheet) == drawn[2:]
    assert [reserve.rank for reserve in sheet.reserves] == [1, 2, 3]


def test_without_a_seed_the_count_waits_for_the_lot():
    sheet = tie(Candidate(1, "A"), Candidate(2, "B"), ties=("lot",), seed="")
    assert (sheet.pending.rule, sheet.pending.who, sheet.pending.seats) == ("lot", (1, 2), 1)
    assert not sheet.complete


def test_a_run_off_is_reported_between_those_still_tied_and_its_outcome_completes_the_count():
    people = (Candidate(1, "A", book_date=OLD), Candidate(2, "B", book_date=NEW), Candidate(3, "C", book_date=NEW))
    sheet = tie(*people, ties=("seniority", "run_off"), seats=2)
    assert elected(sheet) == [1]
    assert (sheet.pending.rule, sheet.pending.who, sheet.pending.seats) == ("run_off", (2, 3), 1)
    done = tie(*people, ties=("seniority", "run_off"), seats=2, run_offs=((3, 2),))
    assert elected(done) == [1, 3]
    assert reserves(done) == [2]


def test_a_tie_that_decides_nothing_is_not_broken():
    sheet = count(election("plurality", 1, "ABC", ties=("run_off",)), marked((5, "A"), (2, "B"), (2, "C")))
    assert sheet.complete
    assert [reserve.rank for reserve in sheet.reserves] == [1, 1]
    assert not decisions(sheet, "tie")


# --- quotas ---


def board(votes, seats, quotas, **groups):
    candidates = [Candidate(who, who, frozenset(groups.get(who, ()))) for who in votes]
    return count(election("plurality", seats, candidates, quotas=quotas), Box(Totals(sum(votes.values()), tuple(votes.items()))))


def test_the_last_elected_gives_way_to_the_most_voted_of_the_missing_group():
    quota = (Quota("woman", "women", 1),)
    sheet = board({"A": 9, "B": 8, "C": 7, "W": 3, "X": 2}, 3, quota, W=["woman"], X=["woman"])
    assert elected(sheet) == ["A", "B", "W"]
    assert [seat.rule for seat in sheet.elected] == ["most_votes", "most_votes", "reserved"]
    assert decisions(sheet, "passed_over")[0].who == ("C",)
    assert reserves(sheet) == ["C", "X"]


def test_a_quota_that_the_votes_meet_changes_nothing():
    quota = (Quota("woman", "women", 1),)
    sheet = board({"A": 9, "W": 8, "C": 7}, 2, quota, W=["woman"])
    assert elected(sheet) == ["A", "W"]
    assert not decisions(sheet, "passed_over")


def test_a_maximum_passes_over_whoever_would_exceed_it():
    quota = (Quota("man", "men", 0, 2),)
    sheet = board({"A": 9, "B": 8, "C": 7, "W": 3}, 3, quota, A=["man"], B=["man"], C=["man"])
    assert elected(sheet) == ["A", "B", "W"]


@pytest.mark.parametrize(("if_short", "seated", "vacant"), [("vacant", ["A"], 1), ("open", ["A", "B"], 0)])
def test_a_reserved_seat_without_candidates_stays_vacant_or_goes_to_the_others_as_stated(if_short, seated, vacant):
    quota = (Quota("municipality", "municipalities", 1, None, if_short),)
    sheet = board({"A": 9, "B": 8}, 2, quota)
    assert elected(sheet) == seated
    assert sheet.vacant == vacant
    assert decisions(sheet, "quota_short")[0].params["vacant"] == vacant


def test_two_quotas_can_be_met_by_one_person():
    quotas = (Quota("woman", "women", 1), Quota("municipality", "municipalities", 1))
    sheet = board({"A": 9, "B": 8, "W": 3}, 2, quotas, W=["woman", "municipality"])
    assert elected(sheet) == ["A", "W"]


def test_a_tie_between_candidates_of_whom_only_one_meets_the_quota_is_no_tie():
    quota = (Quota("woman", "women", 1),)
    sheet = board({"A": 9, "B": 5, "W": 5}, 2, quota, W=["woman"])
    assert elected(sheet) == ["A", "W"]
    assert not decisions(sheet, "tie")


@given(
    st.lists(st.tuples(st.integers(1, 6), st.sets(st.sampled_from(["w", "p", "y"]))), min_size=1, max_size=8),
    st.integers(1, 5),
    st.lists(st.tuples(st.sampled_from(["w", "p", "y"]), st.integers(0, 3), st.integers(0, 3)), max_size=3, unique_by=lambda q: q[0]),
)
def test_the_elected_meet_every_quota_that_the_candidates_can_meet(people, seats, numbers):
    candidates = [Candidate(index, str(index), frozenset(groups)) for index, (_votes, groups) in enumerate(people)]
    quotas = tuple(Quota(group, group, min(low, seats), max(low, high)) for group, low, high in numbers)
    totals = Totals(sum(votes for votes, _groups in people), tuple((index, votes) for index, (votes, _groups) in enumerate(people)))
    sheet = count(election("plurality", seats, candidates, quotas=quotas), Box(totals))
    lowered, _vacant, _decisions = attainable({item.id: item.groups for item in candidates}, quotas, seats)
    seated = [candidates[who] for who in elected(sheet)]
    for quota in lowered:
        held = sum(quota.group in candidate.groups for candidate in seated)
        assert quota.minimum <= held <= quota.maximum


@given(
    st.lists(st.sets(st.sampled_from(["w", "p", "y"])), min_size=1, max_size=7),
    st.integers(1, 5),
    st.lists(st.tuples(st.sampled_from(["w", "p", "y"]), st.integers(0, 3), st.integers(0, 4)), max_size=3, unique_by=lambda q: q[0]),
)
def test_a_quota_is_called_possible_exactly_if_some_choice_of_candidates_meets_it(groups, seats, numbers):
    quotas = tuple(Quota(group, group, low, max(low, high)) for group, low, high in numbers)
    people = dict(enumerate(groups))

    def meets(chosen):
        return all(quota.minimum <= sum(quota.group in people[who] for who in chosen) <= quota.maximum for quota in quotas)

    possible = any(meets(chosen) for size in range(min(seats, len(people)) + 1) for chosen in combinations(people, size))
    assert Room(people, quotas, seats).admits((), (), people) is possible
