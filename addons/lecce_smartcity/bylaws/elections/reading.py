"""Papers as tellers type or paste them: one paper a row, or so many alike, in numbers or names of candidates.

    3 > 1 > 4          a ranking; "=" puts two on one place (Schulze): 3 > 1 = 4
    4, 7               two preferences
    B: 4, 7            a list and preferences inside it; "B" alone votes for the list
    12 x 3 > 1         twelve papers that are alike
    3 > 1 (2 votes)    a paper that carries two votes (also "2 voti")
    blank, void        also in Italian: bianca, nulla; "5 x blank" for five

Between candidates stands ">" or a comma, a semicolon or a tab (rows of a spreadsheet); numbers may also be apart by spaces. A row
that begins with "#" is a remark. Nothing is guessed: what is not understood is a verdict on its row.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from ..errors import Violation
from .checks import Judge
from .model import LIST_METHODS, RANKED_METHODS, Ballot, Box, Election, Id, RankedBallot

ROWS_MAX = 200_000
ROW_LENGTH_MAX = 2_000

_PAPERS = re.compile(r"^(\d{1,7})\s*[x×*]\s*(.*)$", re.IGNORECASE)
_VOTES = re.compile(r"^(.*?)\s*\((\d{1,4})\s*(?:vot[ioe]s?)\)$", re.IGNORECASE)
_BLANK = frozenset({"blank", "bianca", "bianche", "in bianco"})
_VOID = frozenset({"void", "nulla", "nulle", "spoiled", "invalid"})


class Row(NamedTuple):
    """What became of one row: a ballot, blank or void papers, or the rules that it breaks."""

    number: int
    text: str
    ballot: Ballot | RankedBallot | None = None
    blank: int = 0
    void: int = 0
    violations: tuple[Violation, ...] = ()


class Reading(NamedTuple):
    """A text read: every row that is not empty, and those that are wrong."""

    rows: tuple[Row, ...]

    @property
    def wrong(self) -> tuple[Row, ...]:
        return tuple(row for row in self.rows if row.violations)

    def box(self) -> Box:
        """The papers of the rows that are right."""
        ballots = tuple(row.ballot for row in self.rows if row.ballot is not None and not row.violations)
        return Box(ballots, sum(row.blank for row in self.rows), sum(row.void for row in self.rows))


def read(text: str, election: Election) -> Reading:
    """Read papers for ``election``; each row gets its verdict.

    >>> from datetime import date
    >>> from .model import Candidate
    >>> people = (Candidate(1, "Ada Leo"), Candidate(2, "Ugo Re"))
    >>> board = Election("Board", date(2026, 5, 15), "stv", 1, people, 10)
    >>> reading = read("3 x 2 > 1\\nUgo Re; Ada Leo\\nbianca\\n1 > 5", board)
    >>> [row.ballot for row in reading.rows[:2]]
    [RankedBallot(ranking=(2, 1), votes=1, papers=3), RankedBallot(ranking=(2, 1), votes=1, papers=1)]
    >>> [(row.number, row.violations[0].code) for row in reading.wrong]
    [(4, 'ballot_unknown_candidate')]

    Raises nothing; a text with too many rows is one row with the violation ``papers_too_many``.
    """
    lines = text.splitlines()
    if len(lines) > ROWS_MAX:
        return Reading((Row(0, "", violations=(Violation("papers_too_many", {"rows": len(lines), "maximum": ROWS_MAX}),)),))
    return Reading(tuple(_rows(lines, _Reader(election))))


def _rows(lines, reader) -> Iterator[Row]:
    for number, line in enumerate(lines, 1):
        line = line.strip().strip("\ufeff")
        if line and not line.startswith("#"):
            yield reader.row(number, line)


class _Reader:
    def __init__(self, election: Election):
        self.judge = Judge(election)
        self.ranked = election.method in RANKED_METHODS
        self.lists = {str(item.id).casefold(): item.id for item in election.lists} if election.method in LIST_METHODS else {}
        names: dict[str, list[Id]] = {}
        for candidate in election.candidates:
            names.setdefault(_folded(candidate.name), []).append(candidate.id)
        # A name that two candidates share means neither: they are told apart by their numbers.
        self.known = {name: ids[0] for name, ids in names.items() if len(ids) == 1}
        self.known.update((str(candidate.id).casefold(), candidate.id) for candidate in election.candidates)

    def row(self, number: int, line: str) -> Row:
        if len(line) > ROW_LENGTH_MAX:
            violation = Violation("ballot_row_too_long", {"row": number, "maximum": ROW_LENGTH_MAX})
            return Row(number, line[:80] + "…", violations=(violation,))
        found = _PAPERS.match(line)
        papers, rest = (int(found[1]), found[2].strip()) if found else (1, line)
        if rest.casefold() in _BLANK:
            return Row(number, line, blank=papers)
        if rest.casefold() in _VOID:
            return Row(number, line, void=papers)
        found = _VOTES.match(rest)
        votes, rest = (int(found[2]), found[1]) if found else (1, rest)
        ballot = RankedBallot(self.ranking(rest), votes, papers) if self.ranked else self.marked(rest, votes, papers)
        return Row(number, line, ballot, violations=tuple(self.judge(ballot, number)))

    def ranking(self, text: str) -> tuple:
        places = [tuple(self.candidate(part) for part in place.split("=") if part.strip()) for place in _parts(text)]
        return tuple(place[0] if len(place) == 1 else place for place in places if place)

    def marked(self, text: str, votes: int, papers: int) -> Ballot:
        head, colon, tail = text.partition(":")
        if colon and self.lists:
            chosen = self.lists.get(head.strip().casefold(), head.strip())
            return Ballot(tuple(map(self.candidate, _parts(tail))), chosen, votes, papers)
        alone = self.lists.get(text.strip().casefold())
        if alone is not None and text.strip().casefold() not in self.known:
            return Ballot((), alone, votes, papers)
        return Ballot(tuple(map(self.candidate, _parts(text))), None, votes, papers)

    def candidate(self, text: str) -> Id:
        """The candidate of that number or name; what is unknown stays as it was written, for the verdict to name it."""
        return self.known.get(_folded(text), text.strip())


def _parts(text: str) -> list[str]:
    """Split at ">", commas, semicolons and tabs, else at the spaces between numbers.

    >>> _parts("3 > 1 = 4"), _parts("3 1  4"), _parts("Ada Leo; Ugo Re;;")
    (['3', '1 = 4'], ['3', '1', '4'], ['Ada Leo', 'Ugo Re'])
    """
    parts = [part.strip().strip('"') for part in re.split(r"[>,;\t]", text)]
    if len(parts) == 1 and re.fullmatch(r"[\d\s]+", text):
        parts = text.split()
    return [part for part in parts if part]


def _folded(text: str) -> str:
    """A name without what typing varies: capitals and spaces.

    >>> _folded("  Ada   LEO ")
    'ada leo'
    """
    return " ".join(text.split()).casefold()
