"""Bad input: each thing wrong has a name; nothing is counted."""

from dataclasses import replace
from fractions import Fraction

import pytest

from odoo.addons.lecce_smartcity.bylaws.elections.checks import Judge, check
from odoo.addons.lecce_smartcity.bylaws.elections.counting import count
from odoo.addons.lecce_smartcity.bylaws.elections.model import Ballot, Box, Candidate, CandidateList, Quota, RankedBallot, Totals
from odoo.addons.lecce_smartcity.bylaws.errors import BylawError

from .papers import election, marked, people, ranked

GOOD = marked((3, "A"), (2, "B"))


def codes(board, box=GOOD):
    return [violation.code for violation in check(board, box)]


@pytest.mark.parametrize(
    ("settings", "code"),
    [
        ({"entitled": 0}, "empty_electorate"),
        ({"seats": 0}, "seats_below_one"),
        ({"candidates": ()}, "candidates_missing"),
        ({"candidates": (*people("AB"), *people("A"))}, "candidate_duplicate"),
        ({"candidates": (Candidate(1, "x"), Candidate("1", "y"), *people("AB"))}, "candidate_duplicate"),
        ({"preferences": 3}, "preferences_above_seats"),
        ({"preferences": 0}, "preferences_below_one"),
        ({"ties": ("seniority",)}, "tie_rule_without_end"),
        ({"ties": ()}, "tie_rule_without_end"),
        ({"ties": ("beauty", "lot")}, "tie_rule_unknown"),
        ({"method": "stv", "ties": ("run_off",)}, "run_off_not_possible"),
        ({"method": "acclamation"}, "method_unknown"),
        ({"quotas": (Quota("w", "women", 3),)}, "quota_impossible"),
        ({"quotas": (Quota("w", "women", 2, 1),)}, "quota_impossible"),
        ({"quotas": (Quota("w", "women", -1),)}, "quota_invalid"),
        ({"method": "dhondt"}, "lists_missing"),
        ({"method": "dhondt", "lists": (CandidateList("L", "L"), CandidateList("L", "L"))}, "list_duplicate"),
        ({"method": "dhondt", "lists": (CandidateList("L", "L"),)}, "candidate_without_list"),
        ({"method": "dhondt", "lists": (CandidateList("L", "L"),), "threshold": Fraction(1)}, "threshold_invalid"),
        ({"method": "stv", "decimals": -1}, "decimals_invalid"),
        ({"voters": 4}, "more_ballots_than_voters"),
        ({"entitled": 4}, "more_votes_than_entitled"),
        ({"entitled": 6, "voters": 7}, "more_voters_than_entitled"),
    ],
)
def test_a_wrong_election_is_refused_by_name(settings, code):
    board = replace(election("plurality", 2, "AB"), **settings)
    assert code in codes(board)
    with pytest.raises(BylawError):
        count(board, GOOD)


@pytest.mark.parametrize(
    ("ballot", "code"),
    [
        (Ballot(("A", "B", "C")), "ballot_too_many_choices"),
        (Ballot(("Z",)), "ballot_unknown_candidate"),
        (Ballot(("A", "A")), "ballot_duplicate_candidate"),
        (Ballot(()), "ballot_empty"),
        (Ballot(("A",), papers=0), "ballot_papers_invalid"),
        (Ballot(("A",), list="L"), "ballot_unknown_list"),
        (RankedBallot(("A",)), "ballot_wrong_kind"),
    ],
)
def test_a_wrong_paper_is_named_with_its_row(ballot, code):
    found = check(election("plurality", 2, "ABC"), Box((Ballot(("A",)), ballot)))
    assert [(violation.code, violation.params["row"]) for violation in found if violation.code.startswith("ballot")] == [(code, 2)]


def test_a_paper_may_not_put_two_on_one_place_where_papers_are_transferred():
    assert "ballot_equal_places" in codes(election("stv", 1, "ABC"), ranked((1, (("A", "B"), "C"))))
    assert codes(election("schulze", 1, "ABC"), ranked((1, (("A", "B"), "C")))) == []


def test_a_preference_for_a_candidate_of_another_list_is_refused():
    lists = (CandidateList("L", "L"), CandidateList("M", "M"))
    candidates = (*people("AB", list="L"), *people("C", list="M"))
    board = election("dhondt", 2, candidates, lists=lists)
    judge = Judge(board)
    assert [violation.code for violation in judge(Ballot(("A", "C")), 1)] == ["ballot_other_list"]
    assert [violation.code for violation in judge(Ballot(("C",), list="L"), 1)] == ["ballot_other_list"]
    assert [violation.code for violation in judge(Ballot((), list="N"), 1)] == ["ballot_unknown_list"]
    assert judge(Ballot((), list="L"), 1) == []


def test_everything_wrong_is_listed_at_once():
    board = election("plurality", 1, "AB", preferences=2, entitled=2)
    found = codes(board, Box((Ballot(("A", "Z")), Ballot(("B", "B"))), blank=1))
    assert found == [
        "preferences_above_seats",
        "ballot_unknown_candidate",
        "ballot_duplicate_candidate",
        "more_votes_than_entitled",
    ]


def test_an_empty_box_elects_nobody_and_says_so():
    assert codes(election("stv", 1, "AB"), Box((), blank=3)) == ["no_valid_votes"]


@pytest.mark.parametrize(
    ("totals", "code"),
    [
        (Totals(5, (("A", 6), ("B", 0))), "totals_above_valid"),
        (Totals(5, (("A", 5), ("B", 5), ("C", 5))), "totals_above_preferences"),
        (Totals(5, (("A", 2), ("B", 1))), "totals_below_valid"),
        (Totals(5, (("A", -1), ("B", 6))), "totals_not_whole"),
        (Totals(5, (("A", 2.5), ("B", 2.5))), "totals_not_whole"),
        (Totals(5, (("Z", 5),)), "totals_unknown"),
        (Totals(5, (("A", 3), ("A", 2))), "totals_duplicate"),
        (Totals(-5, (("A", 0),)), "box_negative"),
    ],
)
def test_totals_that_do_not_add_up_are_refused(totals, code):
    assert code in codes(election("plurality", 2, "ABC"), Box(totals))


def test_totals_cannot_replace_papers_where_the_order_on_each_counts():
    assert codes(election("stv", 1, "AB"), Box(Totals(5, (("A", 5),)))) == ["totals_not_for_method"]


def test_list_votes_must_be_the_valid_papers_and_preferences_fit_in_their_list():
    lists = (CandidateList("L", "L"), CandidateList("M", "M"))
    candidates = (*people("AB", list="L"), *people("C", list="M"))
    board = election("dhondt", 2, candidates, lists=lists, preferences=1)
    assert codes(board, Box(Totals(10, (), (("L", 6), ("M", 3))))) == ["totals_lists_not_valid"]
    assert codes(board, Box(Totals(9, (("A", 4), ("B", 3)), (("L", 6), ("M", 3))))) == ["totals_above_preferences"]


@pytest.mark.parametrize("box", [Box((), blank=-1), Box((), void=1.5), Box((), blank=True)])
def test_blank_and_void_papers_are_whole_numbers(box):
    assert "box_negative" in codes(election("plurality", 1, "AB"), box)
