"""Refusal of an elected candidate, and the first of those not elected."""

from odoo.addons.lecce_smartcity.bylaws.elections.counting import count
from odoo.addons.lecce_smartcity.bylaws.elections.model import Ballot, Box, Candidate, CandidateList, Quota, Totals
from odoo.addons.lecce_smartcity.bylaws.elections.succession import called

from .papers import elected, election, marked, people, ranked


def test_the_first_of_those_not_elected_is_called_then_the_next():
    sheet = count(election("plurality", 2, "ABCD"), marked((9, "A"), (8, "B"), (7, "C"), (6, "D")))
    assert called(sheet, "A", ["B"]).who == "C"
    assert called(sheet, "A", ["B"], unavailable=["C"]).who == "D"
    assert called(sheet, "B", ["C"]).who == "D", "A went before, and C took that place"


def test_nobody_is_called_while_every_seat_is_held():
    sheet = count(election("plurality", 2, "ABCD"), marked((9, "A"), (8, "B"), (7, "C"), (6, "D")))
    answer = called(sheet, "A", ["B", "C"])
    assert answer.who is None
    assert [decision.code for decision in answer.decisions] == ["no_seat_free"]


def test_with_nobody_left_the_decision_says_so():
    sheet = count(election("plurality", 2, "AB"), marked((9, "A"), (8, "B")))
    answer = called(sheet, "A", ["B"])
    assert answer.who is None
    assert answer.decisions[-1].code == "nobody_left"


def test_a_reserved_seat_is_taken_by_the_next_of_its_group():
    candidates = (*people("AB"), *people("WX", groups=frozenset({"woman"})))
    votes = Totals(30, (("A", 12), ("B", 9), ("W", 5), ("X", 4)))
    sheet = count(election("plurality", 2, candidates, quotas=(Quota("woman", "women", 1),)), Box(votes))
    assert elected(sheet) == ["A", "W"]
    answer = called(sheet, "W", ["A"])
    assert answer.who == "X"
    assert answer.decisions[0].code == "passed_over"
    assert called(sheet, "A", ["W"]).who == "B"


def test_when_the_group_has_nobody_left_the_seat_goes_to_the_next_anyway():
    candidates = (*people("AB"), *people("W", groups=frozenset({"woman"})))
    votes = Totals(30, (("A", 12), ("B", 9), ("W", 9)))
    sheet = count(election("plurality", 2, candidates, quotas=(Quota("woman", "women", 1),)), Box(votes))
    assert called(sheet, "W", ["A"]).who == "B"


def test_in_a_list_election_the_same_list_fills_the_seat():
    lists = (CandidateList("L", "L"), CandidateList("M", "M"))
    candidates = [Candidate(f"{who}{place}", who, list=who, position=place) for who in "LM" for place in (1, 2)]
    board = election("dhondt", 2, candidates, lists=lists, preferences=0)
    sheet = count(board, Box((Ballot((), list="L", papers=5), Ballot((), list="M", papers=4))))
    assert elected(sheet) == ["L1", "M1"]
    assert called(sheet, "M1", ["L1"]).who == "M2"
    assert called(sheet, "M1", ["L1"], unavailable=["M2"]).who is None


def test_after_a_transferable_vote_the_last_one_left_without_a_seat_comes_first():
    sheet = count(election("stv", 1, "ABCD"), ranked((9, "A"), (4, "B"), (3, "C"), (1, "D")))
    assert [reserve.who for reserve in sheet.reserves] == ["B", "C", "D"]
    assert called(sheet, "A", []).who == "B"


def test_a_tie_that_nobody_broke_waits_until_the_place_is_needed():
    sheet = count(election("plurality", 1, "ABC", ties=("run_off",)), marked((9, "A"), (4, "B"), (4, "C")))
    answer = called(sheet, "A", [])
    assert answer.who is None
    assert (answer.pending.rule, answer.pending.who) == ("run_off", ("B", "C"))
