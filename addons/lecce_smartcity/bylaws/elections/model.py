"""An election as the count needs it: who stands, for how many seats, by which rules, and what was in the ballot box.

Data only; leaf module. Persons and lists are known by an ``id``, a whole number or a text that is also printed (the number
on the ballot paper, say): the drawing of lots hashes it, so that anybody can draw again.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from fractions import Fraction

Id = int | str

PLURALITY = "plurality"  # scrutinio maggioritario plurinominale; with fewer preferences than seats: voto limitato
DHONDT = "dhondt"
SAINTE_LAGUE = "sainte_lague"
STV = "stv"  # single transferable vote (voto singolo trasferibile)
SCHULZE = "schulze"

METHODS = (PLURALITY, DHONDT, SAINTE_LAGUE, STV, SCHULZE)
LIST_METHODS = frozenset({DHONDT, SAINTE_LAGUE})
RANKED_METHODS = frozenset({STV, SCHULZE})

SENIORITY = "seniority"  # the earlier entry in the members' book
AGE = "age_older"  # the older person
YOUTH = "age_younger"  # the younger person
LIST_ORDER = "list_order"  # the place on the list
LOT = "lot"  # sorteggio
RUN_OFF = "run_off"  # ballottaggio
TIE_RULES = (SENIORITY, AGE, YOUTH, LIST_ORDER, LOT, RUN_OFF)
# A tie is never left to chance that nobody recorded: the last rule always decides, or says who must decide.
FINAL_TIE_RULES = frozenset({LOT, RUN_OFF})

VACANT = "vacant"  # a reserved seat without a candidate stays empty
OPEN = "open"  # it goes to the others


@dataclass(frozen=True, slots=True)
class Candidate:
    """Who stands.

    groups      codes that quotas look at ("municipality", "woman", …)
    list        id of the list, None outside list elections
    position    place on the list, from 1
    book_date   entry in the members' book (of the indicating body, for a person whom a body indicates)
    born        date of birth
    """

    id: Id
    name: str
    groups: frozenset[str] = frozenset()
    list: Id | None = None
    position: int = 0
    book_date: date | None = None
    born: date | None = None


@dataclass(frozen=True, slots=True)
class CandidateList:
    """A list of candidates; they name it in ``Candidate.list``."""

    id: Id
    name: str


@dataclass(frozen=True, slots=True)
class Quota:
    """At least ``minimum`` and at most ``maximum`` of the elected belong to ``group``.

    A reserved seat is a minimum. ``if_short`` says what becomes of a reserved seat when too few such candidates stand:
    VACANT or OPEN (to all others).
    """

    group: str
    label: str
    minimum: int = 0
    maximum: int | None = None
    if_short: str = OPEN


@dataclass(frozen=True, slots=True)
class Ballot:
    """A paper that marks candidates, a list, or both; ``papers`` of them are alike.

    ``votes`` is how many whole votes each paper carries: more than one only where the statute gives a member several. A paper
    with nothing on it is not a ballot: it is counted in ``Box.blank``.
    """

    choices: tuple[Id, ...]
    list: Id | None = None
    votes: int = 1
    papers: int = 1


@dataclass(frozen=True, slots=True)
class RankedBallot:
    """A paper that orders candidates, first preference first; ``papers`` of them are alike.

    An element may be a tuple of candidates put on the same place; only Schulze's method can count that.
    """

    ranking: tuple[Id | tuple[Id, ...], ...]
    votes: int = 1
    papers: int = 1

    def places(self) -> tuple[tuple[Id, ...], ...]:
        """The ranking with every place as a tuple.

        >>> RankedBallot((3, (1, 2))).places()
        ((3,), (1, 2))
        """
        return tuple(place if isinstance(place, tuple) else (place,) for place in self.ranking)


@dataclass(frozen=True, slots=True)
class Totals:
    """What tellers counted by hand, instead of papers: votes for each candidate and, with lists, for each list.

    valid   votes on valid papers (neither blank nor void)
    """

    valid: int
    candidates: tuple[tuple[Id, int], ...]
    lists: tuple[tuple[Id, int], ...] = ()


@dataclass(frozen=True, slots=True)
class Box:
    """What was in the ballot box: the papers (or the tellers' totals), and the votes on blank and void papers."""

    ballots: tuple[Ballot | RankedBallot, ...] | Totals = ()
    blank: int = 0
    void: int = 0

    @property
    def valid(self) -> int:
        """Votes on valid papers."""
        if isinstance(self.ballots, Totals):
            return self.ballots.valid
        return sum(ballot.votes * ballot.papers for ballot in self.ballots)

    @property
    def cast(self) -> int:
        """All votes found in the box."""
        return self.valid + self.blank + self.void


@dataclass(frozen=True, slots=True)
class Election:
    """Seats to fill and the rules, frozen before the count.

    entitled      votes that the electorate could cast
    voters        votes of those marked on the roll as having voted; None if no roll was kept
    preferences   how many candidates a paper may mark. None: as many as there are seats (ranked ballots: as many as stand).
                  Fewer than the seats is the limited vote. With lists, inside the list; 0 means closed lists
    votes_max     the most votes that one paper may carry
    ties          rules tried in this order; the last is LOT or RUN_OFF
    seed          what the lot is drawn with; drawn and recorded before the box is opened
    run_offs      what run-offs decided: the tied, best first
    threshold     the share of the list votes below which a list gets no seat
    decimals      of a paper's value in STV, the rest ignored; None: exact fractions
    """

    title: str
    held_on: date
    method: str
    seats: int
    candidates: tuple[Candidate, ...]
    entitled: int
    voters: int | None = None
    lists: tuple[CandidateList, ...] = ()
    preferences: int | None = None
    votes_max: int = 1
    quotas: tuple[Quota, ...] = ()
    ties: tuple[str, ...] = (SENIORITY, AGE, LOT)
    seed: str = ""
    run_offs: tuple[tuple[Id, ...], ...] = ()
    threshold: Fraction = Fraction(0)
    decimals: int | None = 5

    @property
    def allowed(self) -> int:
        """How many candidates a paper may mark or rank.

        >>> two = tuple(Candidate(number, f"Candidate {number}") for number in (1, 2))
        >>> Election("Board", date(2026, 5, 15), PLURALITY, 5, two, 10).allowed
        5
        >>> Election("Board", date(2026, 5, 15), SCHULZE, 1, two, 10).allowed
        2
        """
        if self.preferences is not None:
            return self.preferences
        return len(self.candidates) if self.method in RANKED_METHODS else self.seats
