"""Count an election: the one door. Bad input is refused with every reason; nothing is half counted."""

from __future__ import annotations

from collections import Counter

from ..errors import BylawError
from . import lists, plurality, schulze, stv
from .checks import check
from .model import DHONDT, PLURALITY, SAINTE_LAGUE, SCHULZE, STV, Box, Election, RankedBallot, Totals
from .sheet import Pile, Settings, Sheet, Turnout

_METHODS = {PLURALITY: plurality.count, DHONDT: lists.count, SAINTE_LAGUE: lists.count, STV: stv.count, SCHULZE: schulze.count}


def count(election: Election, box: Box) -> Sheet:
    """The scrutiny sheet of ``election`` with what was in ``box``. Raises BylawError with all that ``checks.check`` finds.

    The order of the papers never matters, nor does the order of the candidates.

    >>> from datetime import date
    >>> from .model import Ballot, Candidate
    >>> board = Election(
    ...     "Board", date(2026, 5, 15), "plurality", 1, (Candidate(1, "Ada"), Candidate(2, "Ugo")), entitled=9
    ... )
    >>> sheet = count(board, Box((Ballot((1,), papers=4), Ballot((2,), papers=3)), blank=1))
    >>> [(seat.who, str(seat.figure), seat.rule) for seat in sheet.elected], [item.who for item in sheet.reserves]
    ([(1, '4', 'most_votes')], [2])
    """
    violations = check(election, box)
    if violations:
        raise BylawError(violations)
    return Sheet(
        title=election.title,
        held_on=election.held_on,
        settings=_settings(election, box),
        turnout=Turnout(election.entitled, election.voters, box.cast, box.valid, box.blank, box.void),
        candidates=election.candidates,
        lists=election.lists,
        piles=_piles(box),
        **_METHODS[election.method](election, box),
    )


def _settings(election, box):
    transferable = election.method == STV
    return Settings(
        method=election.method,
        seats=election.seats,
        preferences=election.allowed,
        ties=election.ties,
        seed=election.seed,
        votes_max=election.votes_max,
        threshold=election.threshold,
        decimals=election.decimals if transferable else None,
        droop=stv.droop(box.valid, election.seats) if transferable else None,
        quotas=election.quotas,
    )


def _piles(box) -> tuple[Pile, ...]:
    """Papers that are alike, most first: the same for any order of the papers."""
    if isinstance(box.ballots, Totals):
        return ()
    papers: Counter = Counter()
    for ballot in box.ballots:
        papers[_text(ballot), ballot.votes] += ballot.papers
    ordered = sorted(papers.items(), key=lambda item: (-item[1], item[0]))
    return tuple(Pile(text, votes * number, number) for (text, votes), number in ordered)


def _text(ballot) -> str:
    """What is on a paper: ``3 > 1 = 2``; ``4, 7``; ``A: 4, 7``."""
    if isinstance(ballot, RankedBallot):
        return " > ".join(" = ".join(sorted(map(str, place))) for place in ballot.places())
    choices = ", ".join(sorted(map(str, ballot.choices)))
    return choices if ballot.list is None else f"{ballot.list}: {choices}".rstrip(": ")
