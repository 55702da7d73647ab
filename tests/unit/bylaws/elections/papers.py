"""Elections and papers in few words, for the tests of the counts."""

from datetime import date

from hypothesis import strategies as st

from odoo.addons.lecce_smartcity.bylaws.elections.model import Ballot, Box, Candidate, Election, RankedBallot

DAY = date(2026, 5, 15)


def people(names, **facts):
    """Candidates whose id is their name."""
    return tuple(Candidate(name, name, **facts) for name in names)


def election(method, seats, candidates, **settings):
    """An election of that many seats; the lot is drawn with the seed "seed"."""
    settings = {"entitled": 10**6, "ties": ("lot",), "seed": "seed", **settings}
    return Election("Board", DAY, method, seats, people(candidates) if isinstance(candidates, str) else tuple(candidates), **settings)


def ranked(*piles):
    """A box of ranked papers: (number of papers, ranking) or (number of papers, ranking, votes each)."""
    return Box(tuple(RankedBallot(tuple(ranking), *votes, papers=papers) for papers, ranking, *votes in piles))


def marked(*piles):
    """A box of papers that mark candidates."""
    return Box(tuple(Ballot(tuple(choices), papers=papers) for papers, choices in piles))


def elected(sheet):
    return [seat.who for seat in sheet.elected]


def reserves(sheet):
    return [reserve.who for reserve in sheet.reserves]


def decisions(sheet, code):
    return [decision for item in sheet.rounds for decision in item.decisions if decision.code == code]


@st.composite
def ranked_boxes(draw, names="ABCDEF", most=25):
    """A box of rankings without equal places."""
    ranking = st.permutations(names).flatmap(lambda order: st.integers(1, len(names)).map(lambda length: order[:length]))
    pile = st.tuples(st.integers(1, 9), ranking)
    return ranked(*draw(st.lists(pile, min_size=1, max_size=most)))


@st.composite
def marked_boxes(draw, names="ABCDEF", allowed=3):
    """A box of papers that mark up to so many candidates."""
    choices = st.permutations(names).flatmap(lambda order: st.integers(1, allowed).map(lambda length: order[:length]))
    return marked(*draw(st.lists(st.tuples(st.integers(1, 9), choices), min_size=1, max_size=20)))
