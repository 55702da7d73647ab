"""The scrutiny sheet: everything that a person needs to do the count again, and its JSON form.

Data only; the words are in ``words.py``, the paper in ``documents/``. Figures are whole numbers or fractions, never rounded.
``Id`` is an ``int`` or a ``str``.
"""

from __future__ import annotations

import json
from collections.abc import Container, Mapping
from dataclasses import dataclass, field, fields, is_dataclass
from datetime import date
from fractions import Fraction

from ..errors import BylawError, Violation
from .model import Candidate, CandidateList, Id, Quota

VERSION = 1

# --- kinds of round
VOTES = "votes"  # plurality: the votes of each candidate
LIST_VOTES = "list_votes"  # the votes of each list, and who passes the threshold
QUOTIENTS = "quotients"  # a matrix: lists by divisors
PREFERENCES = "preferences"  # inside a list (``who`` names it)
FIRST = "first_preferences"  # STV: stage 1
SURPLUS = "surplus"  # STV: the surplus of ``who``
EXCLUSION = "exclusion"  # STV: the papers of ``who``
LAST_SEATS = "last_seats"  # STV: as many candidates left as seats
PAIRS = "pairs"  # Schulze: a matrix, voters who put the row above the column
PATHS = "paths"  # Schulze: a matrix, strength of the strongest path from row to column
SEATS = "seats"  # seats given in the order found, quotas applied

# --- status of a line
CONTINUING = "continuing"
ELECTED = "elected"
EXCLUDED = "excluded"
OUT = "below_threshold"
NOT_ELECTED = "not_elected"


def standing(who: Id, elected: Container[Id], pending: object) -> str:
    """The status of a candidate in the last round: open while a tie is."""
    if who in elected:
        return ELECTED
    return "" if pending else NOT_ELECTED


@dataclass(frozen=True, slots=True)
class Line:
    """A candidate or a list in a round: the figure at its end, by how much it changed, and how it stands.

    The figure is votes or preferences; in the round SEATS of Schulze the rank, in closed lists the place on the list.
    """

    who: Id
    votes: Fraction
    change: Fraction | None = None
    status: str = ""


@dataclass(frozen=True, slots=True)
class Matrix:
    """A table of figures: ``cells[r][c]``, None where there is none. ``columns`` are ids or divisors.

    In PATHS a cell is the weakest link of the strongest path: votes for and against.

    ``marked`` are the (row, column) positions that decided: the quotients that won, the stronger of two paths.
    """

    rows: tuple[Id, ...]
    columns: tuple[Id, ...]
    cells: tuple[tuple[Fraction | tuple[Fraction, Fraction] | None, ...], ...]
    marked: tuple[tuple[int, int], ...] = ()


@dataclass(frozen=True, slots=True)
class Decision:
    """What was decided, about whom, by which rule.

    ``code`` and ``rule`` are keys of ``words.py``; ``params`` hold what the sentence needs (numbers, dates, texts, ids).
    """

    code: str
    who: tuple[Id, ...] = ()
    rule: str = ""
    params: Mapping[str, object] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Round:
    """One step of the count.

    who              whose surplus or exclusion, or the list whose preferences these are
    non_transferable votes on papers that name nobody who continues, all so far (STV)
    lost             votes lost because fractions of a paper's value are ignored, all so far (STV)
    """

    number: int
    kind: str
    who: tuple[Id, ...] = ()
    lines: tuple[Line, ...] = ()
    matrix: Matrix | None = None
    non_transferable: Fraction | None = None
    lost: Fraction | None = None
    decisions: tuple[Decision, ...] = ()


@dataclass(frozen=True, slots=True)
class Seat:
    """An elected candidate: order of election (from 1), what elected them, and the figure."""

    place: int
    who: Id
    figure: Fraction
    rule: str  # "most_votes", "quotient", "quota_reached", "last_seats", "path", "reserved"
    list: Id | None = None


@dataclass(frozen=True, slots=True)
class Reserve:
    """One of those not elected, in the order in which they would be called; equal ``rank``: a tie nobody had to break."""

    rank: int
    who: Id
    figure: Fraction
    list: Id | None = None


@dataclass(frozen=True, slots=True)
class Pending:
    """A tie that the count may not break: ``rule`` "run_off", or "lot" while no seed is recorded; for ``seats`` seats.

    ``who`` are candidates, or lists if ``lists``.
    """

    rule: str
    who: tuple[Id, ...]
    seats: int
    lists: bool = False


@dataclass(frozen=True, slots=True)
class Turnout:
    """Votes, not persons: entitled, marked on the roll (None without one), found in the box."""

    entitled: int
    voters: int | None
    cast: int
    valid: int
    blank: int
    void: int


@dataclass(frozen=True, slots=True)
class Settings:
    """The rules of this election, as they were frozen."""

    method: str
    seats: int
    preferences: int
    ties: tuple[str, ...]
    seed: str
    votes_max: int = 1
    threshold: Fraction = Fraction(0)
    decimals: int | None = None
    droop: int | None = None  # the quota of an STV count
    quotas: tuple[Quota, ...] = ()


@dataclass(frozen=True, slots=True)
class Pile:
    """Papers that were alike: the text on them (numbers of candidates: "3 > 1 = 2", "list A: 4, 7"), votes, papers."""

    text: str
    votes: int
    papers: int


@dataclass(frozen=True, slots=True)
class Sheet:
    """A whole count.

    vacant    seats that nobody could fill (0 while a tie is open)
    elected   in order of election
    reserves  those not elected, in the order in which they are called; with lists: list by list; none while a tie is open
    pending   the tie that stopped the count, if one did
    piles     the papers, so that the count can be done again (empty if tellers gave totals)
    """

    title: str
    held_on: date
    settings: Settings
    turnout: Turnout
    candidates: tuple[Candidate, ...]
    lists: tuple[CandidateList, ...]
    rounds: tuple[Round, ...]
    elected: tuple[Seat, ...]
    reserves: tuple[Reserve, ...]
    vacant: int = 0
    pending: Pending | None = None
    piles: tuple[Pile, ...] = ()

    @property
    def complete(self) -> bool:
        """Whether nothing is left to decide."""
        return self.pending is None

    def name(self, who: Id) -> str:
        """The name of a candidate."""
        return next((candidate.name for candidate in self.candidates if candidate.id == who), str(who))

    def list_name(self, who: Id) -> str:
        """The name of a list."""
        return next((item.name for item in self.lists if item.id == who), str(who))


# --- JSON ---

_CLASSES = {
    kind.__name__: kind
    for kind in (
        *(Candidate, CandidateList, Quota, Line, Matrix, Decision, Round, Seat, Reserve, Pending),
        *(Turnout, Settings, Pile, Sheet),
    )
}  # fmt: skip


def encode(sheet: Sheet) -> dict:
    """The sheet as what ``json.dumps`` takes; ``decode`` gives the equal sheet back."""
    return {"version": VERSION, "sheet": _plain(sheet)}


def decode(data: Mapping) -> Sheet:
    """The sheet that was encoded. Raises BylawError ``sheet_unreadable``."""
    try:
        if data["version"] != VERSION:
            raise ValueError(data["version"])
        sheet = _rich(data["sheet"])
        if not isinstance(sheet, Sheet):
            raise TypeError("not a sheet")
        return sheet
    except (KeyError, TypeError, ValueError, ZeroDivisionError) as error:
        raise BylawError(Violation("sheet_unreadable", {"problem": str(error)})) from None


def dumps(sheet: Sheet) -> str:
    """The sheet as one canonical text: equal sheets, equal texts."""
    return json.dumps(encode(sheet), ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def _plain(value):
    if is_dataclass(value):
        content = {item.name: _plain(getattr(value, item.name)) for item in fields(value)}
        return {"_": type(value).__name__, **content}
    if isinstance(value, Fraction):
        return {"_": "n", "v": str(value)}
    if isinstance(value, date):
        return {"_": "d", "v": value.isoformat()}
    if isinstance(value, frozenset):
        return {"_": "s", "v": sorted(value)}
    if isinstance(value, Mapping):
        return {"_": "m", "v": {key: _plain(item) for key, item in value.items()}}
    if isinstance(value, (tuple, list)):
        return [_plain(item) for item in value]
    return value


def _rich(value):
    if isinstance(value, list):
        return tuple(_rich(item) for item in value)
    if not isinstance(value, dict):
        return value
    kind = value["_"]
    if kind in _CLASSES:
        return _CLASSES[kind](**{name: _rich(item) for name, item in value.items() if name != "_"})
    given = value["v"]
    return {
        "n": lambda: Fraction(given),
        "d": lambda: date.fromisoformat(given),
        "s": lambda: frozenset(given),
        "m": lambda: {key: _rich(item) for key, item in given.items()},
    }[kind]()
