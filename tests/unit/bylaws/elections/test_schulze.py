"""Schulze: the published election of 45 voters, every path tried, several seats."""

from hypothesis import given, settings
from hypothesis import strategies as st

from odoo.addons.lecce_smartcity.bylaws.elections.counting import count
from odoo.addons.lecce_smartcity.bylaws.elections.model import Box, RankedBallot

from .oracles import beats
from .papers import elected, election, ranked, reserves

VOTERS_45 = ranked((5, "ACBED"), (5, "ADECB"), (8, "BEDAC"), (3, "CABED"), (7, "CAEBD"), (2, "CBADE"), (7, "DCEBA"), (8, "EBADC"))


def path(sheet, start, end):
    matrix = sheet.rounds[1].matrix
    return matrix.cells[matrix.rows.index(start)][matrix.columns.index(end)]


def test_the_forty_five_voters_of_the_method_s_author():
    sheet = count(election("schulze", 1, "ABCDE"), VOTERS_45)
    assert elected(sheet) + reserves(sheet) == ["E", "A", "C", "B", "D"]
    strengths = {"AB": 28, "AC": 28, "AD": 30, "AE": 24, "EA": 25}
    assert {pair: path(sheet, *pair)[0] for pair in strengths} == strengths


def test_several_seats_go_in_that_order():
    assert elected(count(election("schulze", 3, "ABCDE"), VOTERS_45)) == ["E", "A", "C"]


def test_who_beats_everybody_one_by_one_is_elected():
    sheet = count(election("schulze", 1, "ABC"), ranked((4, "ABC"), (3, "BAC"), (2, "CAB")))
    assert elected(sheet) == ["A"]


def test_candidates_whom_a_paper_does_not_name_stand_last_on_it_together():
    named = count(election("schulze", 1, "ABC"), ranked((2, "A"), (1, "BC")))
    assert elected(named) == ["A"]
    matrix = named.rounds[0].matrix
    assert matrix.cells[1][2] == 1
    assert matrix.cells[2][1] == 0


def test_equal_places_prefer_neither():
    sheet = count(election("schulze", 1, "ABC"), Box((RankedBallot((("A", "B"), "C"), papers=3),)))
    assert sheet.rounds[0].matrix.cells[0][1] == 0
    assert sheet.rounds[0].matrix.cells[0][2] == 3


def test_a_tie_between_the_best_goes_to_the_tie_rule_only_if_not_all_have_a_seat():
    box = ranked((1, "ABC"), (1, "BAC"))
    assert count(election("schulze", 2, "ABC", ties=("run_off",)), box).complete
    waiting = count(election("schulze", 1, "ABC", ties=("run_off",)), box)
    assert (waiting.pending.who, waiting.pending.seats) == (("A", "B"), 1)


@st.composite
def weak_orders(draw, names="ABCD"):
    """Papers that may put several candidates on one place and leave some out."""
    piles = []
    for _pile in range(draw(st.integers(1, 9))):
        order = draw(st.permutations(names))[: draw(st.integers(1, len(names)))]
        places = [[order[0]]]
        for who in order[1:]:
            places[-1].append(who) if draw(st.booleans()) else places.append([who])
        piles.append((draw(st.integers(1, 9)), tuple(tuple(place) for place in places)))
    return piles


@settings(max_examples=60)
@given(weak_orders())
def test_the_order_is_that_of_trying_every_path(piles):
    sheet = count(election("schulze", 1, "ABCD"), ranked(*piles))
    before = beats(piles, "ABCD")
    marked = {
        (sheet.rounds[1].matrix.rows[row], sheet.rounds[1].matrix.columns[column]) for row, column in sheet.rounds[1].matrix.marked
    }
    assert marked == before
    rank = {line.who: line.votes for line in sheet.rounds[2].lines}
    assert all(rank[first] < rank[second] for first, second in before)


@given(weak_orders())
def test_turning_every_paper_round_turns_a_strict_order_round(piles):
    """Reversal symmetry, for papers that name everybody."""
    full = [(number, ranking) for number, ranking in piles if sum(map(len, ranking)) == 4]
    if not full:
        return
    there = beats(full, "ABCD")
    sheet = count(election("schulze", 1, "ABCD"), ranked(*((number, ranking[::-1]) for number, ranking in full)))
    best = {line.who for line in sheet.rounds[2].lines if line.votes == 1}
    alone = [who for who in "ABCD" if all((who, other) in there for other in "ABCD" if other != who)]
    assert not set(alone) & best or best == set("ABCD")
