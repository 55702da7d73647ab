"""Plurality, with several preferences and as a limited vote."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from odoo.addons.lecce_smartcity.bylaws.elections.counting import count
from odoo.addons.lecce_smartcity.bylaws.elections.model import Ballot, Box, Totals
from odoo.addons.lecce_smartcity.bylaws.errors import BylawError

from .papers import decisions, elected, election, marked, marked_boxes, reserves


def test_the_most_voted_are_elected_in_the_order_of_votes():
    sheet = count(election("plurality", 2, "ABC"), marked((3, "AB"), (2, "BC"), (1, "B")))
    assert elected(sheet) == ["B", "A"]
    assert reserves(sheet) == ["C"]
    assert [int(seat.figure) for seat in sheet.elected] == [6, 3]


def test_the_limited_vote_leaves_a_minority_a_seat():
    """Three seats, two preferences: 60 voters cannot take all seats from 40."""
    papers = marked((60, "AB"), (40, "CD"))
    sheet = count(election("plurality", 3, "ABCD", preferences=2, ties=("seniority", "run_off")), papers)
    assert set(elected(sheet)) == {"A", "B"}
    assert sheet.pending.who == ("C", "D")


def test_a_candidate_without_votes_is_not_elected_even_if_a_seat_stays_vacant():
    sheet = count(election("plurality", 3, "ABC"), marked((3, "A"), (2, "B")))
    assert elected(sheet) == ["A", "B"]
    assert (sheet.vacant, reserves(sheet)) == (1, [])
    assert decisions(sheet, "without_votes")[0].who == ("C",)


def test_totals_counted_by_tellers_give_the_same_result_as_the_papers():
    papers = count(election("plurality", 2, "ABC"), marked((3, "AB"), (2, "BC"), (1, "B")))
    totals = count(election("plurality", 2, "ABC"), Box(Totals(6, (("A", 3), ("B", 6), ("C", 2)))))
    assert totals.elected == papers.elected
    assert totals.reserves == papers.reserves


def test_a_paper_of_a_member_with_several_votes_counts_as_so_many_whole_votes():
    board = election("plurality", 1, "AB", votes_max=5)
    sheet = count(board, Box((Ballot(("A",), votes=5), Ballot(("B",), papers=4))))
    assert elected(sheet) == ["A"]
    assert sheet.turnout.cast == 9


@pytest.mark.parametrize(
    ("votes", "code"), [(0, "ballot_votes_not_whole"), (1.5, "ballot_votes_not_whole"), (6, "ballot_votes_above_maximum")]
)
def test_a_paper_carries_only_whole_votes_and_no_more_than_the_statute_gives(votes, code):
    with pytest.raises(BylawError) as refused:
        count(election("plurality", 1, "AB", votes_max=5), Box((Ballot(("A",), votes=votes),)))
    assert code in [violation.code for violation in refused.value.violations]


@given(marked_boxes(), st.integers(3, 5))
def test_nobody_elected_has_fewer_votes_than_somebody_who_is_not(box, seats):
    sheet = count(election("plurality", seats, "ABCDEF", preferences=3), box)
    if sheet.elected and sheet.reserves:
        assert min(seat.figure for seat in sheet.elected) >= max(reserve.figure for reserve in sheet.reserves)
    assert sum(line.votes for line in sheet.rounds[0].lines) == sum(len(ballot.choices) * ballot.papers for ballot in box.ballots)


@given(marked_boxes(), st.sampled_from("ABCDEF"))
def test_another_vote_for_an_elected_candidate_does_not_take_the_seat_away(box, who):
    board = election("plurality", 3, "ABCDEF")
    before = count(board, box)
    after = count(board, Box((*box.ballots, Ballot((who,)))))
    if who in elected(before):
        assert who in elected(after)
