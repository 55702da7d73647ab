"""D'Hondt and Sainte-Laguë on published tables, thresholds, preferences, lists that run out of candidates."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from odoo.addons.lecce_smartcity.bylaws.elections.counting import count
from odoo.addons.lecce_smartcity.bylaws.elections.model import Ballot, Box, Candidate, CandidateList, Quota, Totals

from .oracles import highest_averages
from .papers import decisions, elected, election, reserves


def lists(method, seats, votes, size=None, **settings):
    """An election of closed lists of ``size`` candidates each, and the box with those totals."""
    size = size or seats
    candidates = [
        Candidate(f"{who}{place}", f"{who} {place}", list=who, position=place) for who in votes for place in range(1, size + 1)
    ]
    settings = {"lists": tuple(CandidateList(who, who) for who in votes), "preferences": 0, **settings}
    return election(method, seats, candidates, **settings), Box(Totals(sum(votes.values()), (), tuple(votes.items())))


def seats_of(sheet):
    found = {}
    for seat in sheet.elected:
        found[seat.list] = found.get(seat.list, 0) + 1
    return found


# The table that encyclopaedias print for both methods: 230,000 votes, 8 seats.
TABLE = {"A": 100_000, "B": 80_000, "C": 30_000, "D": 20_000}


@pytest.mark.parametrize(
    ("method", "seats"), [("dhondt", {"A": 4, "B": 3, "C": 1}), ("sainte_lague", {"A": 3, "B": 3, "C": 1, "D": 1})]
)
def test_the_classic_table_of_eight_seats(method, seats):
    assert seats_of(count(*lists(method, 8, TABLE))) == seats


@pytest.mark.parametrize(("method", "seats"), [("dhondt", {"A": 4, "B": 2, "C": 1}), ("sainte_lague", {"A": 3, "B": 2, "C": 2})])
def test_the_classic_table_of_seven_seats(method, seats):
    """53,000, 24,000 and 23,000 votes: D'Hondt favours the largest list."""
    assert seats_of(count(*lists(method, 7, {"A": 53_000, "B": 24_000, "C": 23_000}))) == seats


def test_the_quotients_are_printed_exactly_with_those_that_won():
    matrix = count(*lists("dhondt", 8, TABLE)).rounds[1].matrix
    assert matrix.columns == (1, 2, 3, 4, 5)
    assert matrix.cells[0][2] == Fraction(100_000, 3)
    assert {position for position in matrix.marked if position[0] == 0} == {(0, 0), (0, 1), (0, 2), (0, 3)}


def test_equal_quotients_go_to_the_list_with_more_votes():
    """The second quotient of A equals the first of B for the last seat."""
    sheet = count(*lists("dhondt", 2, {"A": 200, "B": 100}))
    assert seats_of(sheet) == {"A": 2}
    assert decisions(sheet, "equal_quotients")[0].rule == "more_list_votes"


def test_equal_lists_go_to_a_lot_or_wait_for_a_run_off():
    board, box = lists("dhondt", 1, {"A": 50, "B": 50}, ties=("age_older", "run_off"))
    sheet = count(board, box)
    assert (sheet.pending.rule, sheet.pending.who, sheet.pending.lists) == ("run_off", ("A", "B"), True)
    drawn = count(*lists("dhondt", 1, {"A": 50, "B": 50}))
    assert drawn.complete
    assert decisions(drawn, "tie")[0].rule == "lot"


def test_a_list_below_the_threshold_gets_nothing_and_one_exactly_on_it_does():
    votes = {"A": 85, "B": 10, "C": 5}
    board, box = lists("sainte_lague", 10, votes, threshold=Fraction(1, 10))
    sheet = count(board, box)
    assert "C" not in seats_of(sheet)
    assert "B" in seats_of(sheet)
    assert decisions(sheet, "below_threshold")[0].who == ("C",)


def test_a_list_with_too_few_candidates_leaves_its_seats_to_the_next_quotients():
    sheet = count(*lists("dhondt", 3, {"A": 90, "B": 10}, size=2))
    assert seats_of(sheet) == {"A": 2, "B": 1}
    assert decisions(sheet, "list_exhausted")[0].who == ("A",)


def preferences(*papers, **settings):
    candidates = [Candidate(who, who, list=who[0], position=int(who[1])) for who in ("A1", "A2", "A3", "B1", "B2")]
    board = election("dhondt", 3, candidates, lists=(CandidateList("A", "A"), CandidateList("B", "B")), preferences=2, **settings)
    return count(board, Box(papers))


def test_inside_a_list_the_preferences_decide():
    sheet = preferences(
        Ballot(("A2",), papers=5), Ballot(("A3", "A2"), papers=2), Ballot((), list="A", papers=3), Ballot(("B2",), list="B", papers=4)
    )
    assert elected(sheet) == ["A2", "A3", "B2"]
    assert reserves(sheet) == ["A1", "B1"]


def test_equal_preferences_go_by_the_tie_rule_of_the_election():
    sheet = preferences(Ballot((), list="A", papers=9), ties=("list_order", "lot"))
    assert elected(sheet) == ["A1", "A2", "A3"]
    sheet = preferences(Ballot((), list="A", papers=5), Ballot((), list="B", papers=4), ties=("list_order", "lot"))
    assert elected(sheet) == ["A1", "B1", "A2"]


def test_a_tie_inside_a_list_is_broken_once_for_all_its_seats():
    sheet = preferences(Ballot((), list="A", papers=7), Ballot((), list="B", papers=4))
    assert len(decisions(sheet, "tie")) == 2
    assert {tie.who[0][0] for tie in decisions(sheet, "tie")} == {"A", "B"}


def test_a_quota_passes_over_inside_the_list_whose_quotient_was_the_lowest():
    candidates = [
        Candidate(f"{who}{place}", who, frozenset({"woman"} if place == 3 else ()), who, place) for who in "AB" for place in (1, 2, 3)
    ]
    board = election(
        *("dhondt", 3, candidates),
        lists=(CandidateList("A", "A"), CandidateList("B", "B")),
        preferences=0,
        quotas=(Quota("woman", "women", 1),),
    )
    sheet = count(board, Box(Totals(100, (), (("A", 60), ("B", 40)))))
    assert elected(sheet) == ["A1", "B1", "A3"]
    assert [seat.rule for seat in sheet.elected] == ["quotient", "quotient", "reserved"]


@given(
    st.dictionaries(st.sampled_from("ABCDEFG"), st.integers(1, 10_000), min_size=1),
    st.integers(1, 15),
    st.sampled_from([("dhondt", range(1, 99)), ("sainte_lague", range(1, 99, 2))]),
)
def test_seats_are_those_of_giving_them_one_after_the_other(votes, seats, method):
    method, divisors = method
    expected = highest_averages(votes, seats, list(divisors))
    if expected:
        assert seats_of(count(*lists(method, seats, votes))) == {who: won for who, won in expected.items() if won}


@given(st.dictionaries(st.sampled_from("ABCD"), st.integers(1, 500), min_size=2), st.integers(1, 9))
def test_one_more_seat_never_costs_a_list_one(votes, seats):
    """No Alabama paradox: highest averages are house monotone."""
    fewer = seats_of(count(*lists("sainte_lague", seats, votes, size=10)))
    more = seats_of(count(*lists("sainte_lague", seats + 1, votes, size=10)))
    assert all(more.get(who, 0) >= won for who, won in fewer.items())


@given(st.dictionaries(st.sampled_from("ABCD"), st.integers(1, 500), min_size=2), st.integers(1, 9))
def test_dhondt_never_gives_a_list_less_than_its_whole_share(votes, seats):
    won = seats_of(count(*lists("dhondt", seats, votes)))
    total = sum(votes.values())
    assert all(won.get(who, 0) >= votes[who] * seats // total for who in votes)
