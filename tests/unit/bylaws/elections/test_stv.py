"""Single transferable vote: published examples, the Scottish rules paper by paper, conservation of votes."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from odoo.addons.lecce_smartcity.bylaws.elections.counting import count
from odoo.addons.lecce_smartcity.bylaws.elections.model import Quota

from .oracles import Scottish
from .papers import decisions, elected, election, people, ranked, ranked_boxes, reserves


def test_the_sweets_of_the_encyclopaedia():
    """20 guests, three sweets: 4 orange; 2 pear, orange; 8 chocolate, strawberry; 4 chocolate, bonbon; 1 strawberry; 1 bonbon."""
    sheet = count(election("stv", 3, "OPCSB"), ranked((4, "O"), (2, "PO"), (8, "CS"), (4, "CB"), (1, "S"), (1, "B")))
    assert sheet.settings.droop == 6
    assert elected(sheet) == ["C", "O", "S"]
    assert [(item.kind, item.who) for item in sheet.rounds] == [
        ("first_preferences", ()),
        ("surplus", ("C",)),
        ("exclusion", ("P",)),
        ("exclusion", ("B",)),
        ("last_seats", ()),
    ]
    second = {line.who: line.votes for line in sheet.rounds[1].lines}
    assert second == {"O": 4, "P": 2, "C": 6, "S": 5, "B": 3}


def test_tideman_s_hundred_voters_and_three_seats():
    """Andrea, Brad, Carter, Delilah, Scott: here plain STV elects Scott, and comparing outcomes (CPO-STV) Delilah."""
    box = ranked((25, "A"), (34, "CBD"), (7, "BD"), (8, "DB"), (5, "DS"), (21, "SD"))
    sheet = count(election("stv", 3, "ABCDS"), box)
    assert sheet.settings.droop == 26
    assert elected(sheet) == ["C", "S", "A"]
    assert [item.who for item in sheet.rounds if item.kind == "exclusion"] == [("D",), ("B",)]


def test_the_transfer_value_is_cut_after_five_decimals_as_the_scottish_rule_says():
    """19 votes, quota 8: each paper goes on at 11/19 = 0.57894(7…), and what is cut is accounted for."""
    box = ranked((4, "ABDC"), (6, "C"), (9, "CD"), (4, "CB"), (2, "BAC"), (6, "AC"))
    sheet = count(election("stv", 3, "ABCD"), box)
    surplus = sheet.rounds[1]
    assert (surplus.kind, surplus.who) == ("surplus", ("C",))
    change = {line.who: line.change for line in surplus.lines}
    assert change["D"] == 9 * Fraction(57894, 100_000)
    assert change["B"] == 4 * Fraction(57894, 100_000)
    assert change["A"] == 0, "an elected candidate receives nothing"
    assert surplus.non_transferable == 6 * Fraction(57894, 100_000)
    assert surplus.lost == 11 - 19 * Fraction(57894, 100_000)


def test_exact_fractions_lose_nothing():
    box = ranked((4, "ABDC"), (6, "C"), (9, "CD"), (4, "CB"), (2, "BAC"), (6, "AC"))
    sheet = count(election("stv", 3, "ABCD", decimals=None), box)
    assert {line.who: line.change for line in sheet.rounds[1].lines}["D"] == 9 * Fraction(11, 19)
    assert all(item.lost == 0 for item in sheet.rounds)


def test_a_tie_looks_back_to_the_most_recent_stage_before_it_looks_at_the_tie_rule():
    """B and C end with 4 each; at the stage before, B had 3 and C 4: B is excluded."""
    box = ranked((10, "A"), (3, "B"), (4, "C"), (1, "DB"), (9, "E"))
    sheet = count(election("stv", 2, "ABCDE"), box)
    tie = decisions(sheet, "tie")[0]
    assert (tie.rule, tie.params["stage"], set(tie.who)) == ("preceding_stage", 1, {"B", "C"})
    assert decisions(sheet, "excluded")[1].who == ("B",)


def test_a_tie_at_every_stage_goes_to_the_tie_rule_and_waits_for_the_lot_without_a_seed():
    box = ranked((5, "A"), (2, "B"), (2, "C"))
    sheet = count(election("stv", 2, "ABC", seed=""), box)
    assert (sheet.pending.rule, sheet.pending.who) == ("lot", ("B", "C"))
    assert elected(sheet) == ["A"]
    assert reserves(sheet) == []
    drawn = count(election("stv", 2, "ABC"), box)
    assert drawn.complete
    assert decisions(drawn, "tie")[0].rule == "lot"


def test_the_last_candidates_left_are_elected_without_the_quota():
    sheet = count(election("stv", 2, "ABC"), ranked((5, "A"), (4, "B"), (1, "C")))
    assert elected(sheet) == ["A", "B"]
    low = count(election("stv", 2, "ABC"), ranked((9, "A"), (2, "B"), (1, "C")))
    assert [seat.rule for seat in low.elected] == ["quota_reached", "last_seats"]


def test_a_reserved_seat_guards_and_excludes():
    candidates = (*people("AB"), *people("W", groups=frozenset({"woman"})))
    quota = (Quota("woman", "women", 1),)
    sheet = count(election("stv", 2, candidates, quotas=quota), ranked((6, "A"), (5, "B"), (1, "W")))
    assert elected(sheet) == ["A", "W"]
    assert decisions(sheet, "excluded")[0].rule == "quota"
    maximum = (Quota("man", "men", 0, 1),)
    men = people("AB", groups=frozenset({"man"}))
    sheet = count(election("stv", 2, (*men, *people("W")), quotas=maximum), ranked((6, "A"), (5, "B"), (1, "W")))
    assert elected(sheet) == ["A", "W"]


@given(ranked_boxes(), st.integers(1, 5))
def test_the_count_is_that_of_moving_paper_by_paper(box, seats):
    papers = [ballot.ranking for ballot in box.ballots for _paper in range(ballot.papers)]
    expected = Scottish(papers, "ABCDEF", seats).run()
    sheet = count(election("stv", seats, "ABCDEF"), box)
    if expected is not None and not any(tie.rule == "lot" for tie in decisions(sheet, "tie")):
        by_quota = sorted(seat.who for seat in sheet.elected if seat.rule == "quota_reached")
        last = sorted(seat.who for seat in sheet.elected if seat.rule == "last_seats")
        assert (by_quota, last) == expected


@pytest.mark.parametrize("decimals", [5, 2, None])
@given(box=ranked_boxes(), seats=st.integers(1, 5))
def test_no_vote_is_made_or_lost_at_any_stage(box, seats, decimals):
    sheet = count(election("stv", seats, "ABCDEF", decimals=decimals), box)
    for item in sheet.rounds:
        assert sum(line.votes for line in item.lines) + item.non_transferable + item.lost == box.valid
        assert item.lost >= 0


@given(ranked_boxes(), st.integers(1, 5))
def test_every_seat_is_filled_and_the_quota_is_reached_by_no_more_than_the_seats(box, seats):
    sheet = count(election("stv", seats, "ABCDEF"), box)
    assert len(sheet.elected) == seats
    assert set(elected(sheet)).isdisjoint(reserves(sheet))
    assert len(sheet.elected) + len(sheet.reserves) == 6


@given(st.integers(1, 3), st.permutations("ABC"), st.integers(1, 40), st.integers(0, 40))
def test_a_group_with_enough_quotas_wins_so_many_seats(seats, order, solid, others):
    """Droop proportionality: voters who put A, B, C first, in any order, win a seat for each quota they make."""
    piles = [(solid, (*order, "D", "E")), *([(others, "DE")] if others else [])]
    sheet = count(election("stv", seats, "ABCDE"), ranked(*piles))
    deserved = min(3, solid // sheet.settings.droop, seats)
    assert len({"A", "B", "C"} & set(elected(sheet))) >= deserved
