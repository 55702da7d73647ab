"""Is the association controlled by public administrations? The question that decides whether it can be an ETS.

D.Lgs. 117/2017 art. 4(2) shuts out "gli enti sottoposti a direzione e coordinamento o controllati" by administrations; the
Ministry of Labour (note 2243 of 4 March 2020) adds that control may be one of fact: a dominant influence on management.
The test suspects, explains and leaves the judgement to people.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from .offices import CONTROLLED_BY_ADMINISTRATIONS, NOTE, WARNING, Remark

NONE = "none"
REVIEW = "review"
SUSPECTED = "suspected"
OUTCOMES = (NONE, REVIEW, SUSPECTED)


class ControlFacts(NamedTuple):
    """What the test looks at.

    public_seats, seats    of the organ of administration, and how many of them administrations fill
    public_votes, votes    in the assembly, and how many of them administrations hold
    approves_acts          the statute gives an administration the approval, or a veto, over the association's acts
    president_by_office    the president is a public office-holder by right (the mayor, say)
    public_income, income  in cents, of the last year; 0 when unknown
    influence              what somebody noted about an influence in fact; empty if nothing
    """

    public_seats: int = 0
    seats: int = 0
    public_votes: int = 0
    votes: int = 0
    approves_acts: bool = False
    president_by_office: bool = False
    public_income: int = 0
    income: int = 0
    influence: str = ""


class Assessment(NamedTuple):
    """The outcome and every ground for it, the grave ones first; ``near`` tells how far the counts are from a majority."""

    outcome: str
    grounds: tuple[Remark, ...]
    facts: ControlFacts


def assess(facts: ControlFacts) -> Assessment:
    """Whether control by administrations is suspected, to be reviewed, or not in sight.

    Suspected: administrations fill more than half of the seats, or hold more than half of the votes, or approve the acts, or
    somebody noted a dominant influence. To be reviewed: the president is a public office-holder by right, or most of the
    income is public; each alone proves nothing.

    >>> assess(ControlFacts(public_seats=6, seats=9)).outcome
    'suspected'
    >>> review = assess(ControlFacts(public_seats=3, seats=7, president_by_office=True))
    >>> review.outcome, [ground.code for ground in review.grounds]
    ('review', ['public_president'])
    >>> assess(ControlFacts(public_seats=1, seats=5)).outcome
    'none'
    >>> assess(ControlFacts(public_seats=3, seats=6)).outcome  # half is no majority
    'none'
    """
    grounds = (*_suspicions(facts), *_reviews(facts))
    if any(ground.severity == WARNING for ground in grounds):
        return Assessment(SUSPECTED, grounds, facts)
    return Assessment(REVIEW if grounds else NONE, grounds, facts)


def _suspicions(facts: ControlFacts) -> Iterable[Remark]:
    if 2 * facts.public_seats > facts.seats:
        yield _ground("public_majority", WARNING, public=facts.public_seats, total=facts.seats)
    if 2 * facts.public_votes > facts.votes:
        yield _ground("public_votes", WARNING, public=facts.public_votes, total=facts.votes)
    if facts.approves_acts:
        yield _ground("public_approval", WARNING)
    if facts.influence.strip():
        yield _ground("public_influence", WARNING, note=facts.influence.strip())


def _reviews(facts: ControlFacts) -> Iterable[Remark]:
    if facts.president_by_office:
        yield _ground("public_president", NOTE)
    if 2 * facts.public_income > facts.income:
        yield _ground("public_income", NOTE, public=facts.public_income, total=facts.income)


def _ground(code: str, severity: str, **params) -> Remark:
    return Remark(code, severity, CONTROLLED_BY_ADMINISTRATIONS, params)
