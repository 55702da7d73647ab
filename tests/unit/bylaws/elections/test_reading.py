"""Papers as they are typed or pasted: every row gets its verdict."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from odoo.addons.lecce_smartcity.bylaws.elections.counting import count
from odoo.addons.lecce_smartcity.bylaws.elections.model import Ballot, Candidate, CandidateList, RankedBallot
from odoo.addons.lecce_smartcity.bylaws.elections.reading import ROWS_MAX, read

from .papers import elected, election

PEOPLE = (Candidate(1, "Ada Leo"), Candidate(2, "Ugo Re"), Candidate(3, "Ivo D'Amico"))


def row(text, method="stv", **settings):
    (found,) = read(text, election(method, 2, PEOPLE, **settings)).rows
    return found


@pytest.mark.parametrize(
    ("text", "ballot"),
    [
        ("2 > 1", RankedBallot((2, 1))),
        ("2,1", RankedBallot((2, 1))),
        ("2\t1\t\t", RankedBallot((2, 1))),
        ("2 1 3", RankedBallot((2, 1, 3))),
        ("  ugo  RE ; Ada Leo", RankedBallot((2, 1))),
        ('"Ivo D\'Amico","Ada Leo"', RankedBallot((3, 1))),
        ("12 x 2 > 1", RankedBallot((2, 1), papers=12)),
        ("12× 2", RankedBallot((2,), papers=12)),
        ("2 > 1 (3 votes)", RankedBallot((2, 1), votes=3)),
        ("2 > 1 (3 voti)", RankedBallot((2, 1), votes=3)),
    ],
)
def test_a_ranking_is_read_however_it_is_typed(text, ballot):
    found = row(text, votes_max=5)
    assert found.ballot == ballot
    assert found.violations == ()


def test_equal_places_are_read_for_schulze_and_refused_for_transferable_votes():
    assert row("3 > 1 = 2", "schulze").ballot == RankedBallot((3, (1, 2)))
    assert [violation.code for violation in row("3 > 1 = 2").violations] == ["ballot_equal_places"]


@pytest.mark.parametrize(
    ("text", "blank", "void"), [("blank", 1, 0), ("Bianca", 1, 0), ("7 x bianche", 7, 0), ("nulla", 0, 1), ("2 x void", 0, 2)]
)
def test_blank_and_void_papers_are_counted_and_are_no_ballots(text, blank, void):
    found = row(text)
    assert (found.ballot, found.blank, found.void) == (None, blank, void)


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("1 > 9", "ballot_unknown_candidate"),
        ("1 > Nobody", "ballot_unknown_candidate"),
        ("1 > 1", "ballot_duplicate_candidate"),
        ("0 x 1", "ballot_papers_invalid"),
        ("1 (2 votes)", "ballot_votes_above_maximum"),
        (">", "ballot_empty"),
        ("1" + " " * 3000 + "2", "ballot_row_too_long"),
    ],
)
def test_a_row_that_is_wrong_says_why_and_which_row_it_is(text, code):
    reading = read(f"1 > 2\n\n{text}", election("stv", 2, PEOPLE))
    assert [(bad.number, bad.violations[0].code, bad.violations[0].params["row"]) for bad in reading.wrong] == [(3, code, 3)]
    assert reading.box().valid == 1


def test_two_candidates_of_one_name_are_told_apart_by_their_numbers():
    twins = (Candidate(1, "Ada Leo"), Candidate(2, "Ada Leo"))
    reading = read("Ada Leo\n2", election("stv", 1, twins))
    assert [bad.number for bad in reading.wrong] == [1]
    assert reading.rows[1].ballot == RankedBallot((2,))


def test_lists_are_read_with_and_without_preferences():
    lists = (CandidateList("A", "Civica"), CandidateList("B", "Insieme"))
    people = (Candidate(1, "Ada", list="A"), Candidate(2, "Ugo", list="A"), Candidate(3, "Ivo", list="B"))
    reading = read("A: 1, 2\nb\n3\nA: 3\nC: 1", election("dhondt", 2, people, lists=lists))
    assert [item.ballot for item in reading.rows[:3]] == [Ballot((1, 2), "A"), Ballot((), "B"), Ballot((3,))]
    assert [(bad.number, bad.violations[0].code) for bad in reading.wrong] == [(4, "ballot_other_list"), (5, "ballot_unknown_list")]


def test_remarks_and_empty_rows_are_passed_over_but_keep_their_numbers():
    reading = read("\ufeff# papers of the first box\n\n1 > 2\n   \n2", election("stv", 1, PEOPLE))
    assert [item.number for item in reading.rows] == [3, 5]


def test_a_text_of_too_many_rows_is_refused_at_once():
    (only,) = read("\n" * (ROWS_MAX + 1), election("stv", 1, PEOPLE)).rows
    assert only.violations[0].code == "papers_too_many"


def test_what_is_read_can_be_counted():
    board = election("stv", 1, PEOPLE)
    assert elected(count(board, read("3 x 2 > 1\n2 x 1\nbianca", board).box())) == [2]


@given(st.text(max_size=200))
def test_no_text_breaks_the_reading(text):
    for method in ("stv", "plurality"):
        for item in read(text, election(method, 2, PEOPLE)).rows:
            assert item.violations or item.ballot or item.blank or item.void or item.text
