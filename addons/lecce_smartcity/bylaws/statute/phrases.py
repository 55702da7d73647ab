"""Phrases of a statute that fix numbers, as proposals for the rules of the catalogue.

Nothing is decided here: a person confirms each value beside the sentence it comes from. A sentence that could be read
in several ways is left alone rather than guessed, or comes with a low confidence.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from ..regimes import ETS
from ..rules.catalogue import CATALOGUE
from ..rules.kinds import Count, Flag
from .assembly_phrases import ASSEMBLY_DETECTORS
from .board_phrases import BOARD_DETECTORS
from .clauses import Clause, clauses
from .list_phrases import list_finds
from .member_phrases import MEMBER_DETECTORS
from .model import Article, StatuteText
from .proposal import CONFIDENCES, Detector, Proposal
from .share_phrases import share_finds
from .vote_phrases import VOTE_DETECTORS

DETECTORS: tuple[Detector, ...] = (share_finds, *ASSEMBLY_DETECTORS, *VOTE_DETECTORS, *BOARD_DETECTORS, *MEMBER_DETECTORS)
MAX_CHARACTERS = 400_000  # of all articles together; the rest of a longer text is not looked at
_PER_CODE = 3


def propose(statute: StatuteText, regime: str | None = None) -> tuple[Proposal, ...]:
    """The rule values that a statute's sentences seem to fix, in the order of the text; of a regime's rules only, if one is given.

    For one rule the surest readings come, at most three with different values: where there are several, the text says
    several things or was not understood.

    >>> from .splitting import split
    >>> text = split("Art. 9 - Assemblea\\nIn prima convocazione basta la presenza della metà più uno degli associati.").statute
    >>> [(p.code, str(p.value.fraction), p.value.sign, p.confidence) for p in propose(text)]
    [('quorum.ord.first', '1/2', '>', 'high')]
    """
    found: list[Proposal] = []
    left = MAX_CHARACTERS
    for article in statute.articles():
        left -= len(article.text)
        if left < 0:
            break
        found += propose_article(article)
    return tuple(_surest(row for row in found if regime is None or _of_regime(row.code, regime)))


def _of_regime(code: str, regime: str) -> bool:
    # TUIR 148(8) ends where the Third Sector Code's own tax rules begin.
    return regime in CATALOGUE[code].regimes and not (code == "tax.single_vote" and regime == ETS)


def propose_article(article: Article) -> Iterator[Proposal]:
    """The same for one article, every reading."""
    rows = list(clauses(article))
    for clause in rows:
        for detector in DETECTORS:
            for code, value, start, end, reason, confidence in detector(clause):
                if value.kind in CATALOGUE[code].kinds:
                    yield _proposal(clause, code, value, start, end, reason, confidence)
    for clause, code, value, reason, confidence in list_finds(rows):
        yield _proposal(clause, code, value, 0, len(clause.folded), reason, confidence)


def _proposal(clause: Clause, code, value, start, end, reason, confidence) -> Proposal:
    article = clause.article
    number = article.paragraphs[clause.index].number or str(clause.index + 1)
    first, last = clause.start, clause.start + len(clause.text)
    places = (first, last, clause.place(start), clause.place(end))
    return Proposal(code, value, article.key, article.number, number, clause.index, clause.text, *places, reason, confidence)


def _consistent(found: Iterable[Proposal]) -> list[Proposal]:
    """Where some members have several votes, that each has one is not the most."""
    found = list(found)
    several = any(row.code == "votes.max" and row.value != Count(1) for row in found)
    gone = {("votes.max", Count(1)), ("tax.single_vote", Flag(True))} if several else set()
    return [row for row in found if (row.code, row.value) not in gone]


def _surest(found: Iterable[Proposal]) -> list[Proposal]:
    best: dict[tuple[str, object], Proposal] = {}
    rows = list(enumerate(_consistent(found)))
    for _order, row in sorted(rows, key=lambda pair: (CONFIDENCES.index(pair[1].confidence), pair[0])):
        best.setdefault((row.code, row.value), row)
    times: dict[str, int] = {}
    kept = set()
    for row in best.values():
        times[row.code] = times.get(row.code, 0) + 1
        if times[row.code] <= _PER_CODE:
            kept.add(id(row))
    return [row for _order, row in rows if id(row) in kept]
