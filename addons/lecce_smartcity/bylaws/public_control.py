"""Is the association controlled by public administrations? The question that decides whether it can be an ETS.

D.Lgs. 117/2017 art. 4(2) shuts out "gli enti sottoposti a direzione e coordinamento o controllati" by administrations; the
Ministry of Labour (note 2243 of 4 March 2020) adds that control may be one of fact: a dominant influence on management.
The test suspects, explains and leaves the judgement to people.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import NamedTuple

from .body_rules import ruled
from .citations import Citation
from .offices import NOTE, WARNING, Remark
from .rules.articles import CTS_4_2
from .rules.resolution import RuleBook

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
    """The outcome and every ground for it, the grave ones first."""

    outcome: str
    grounds: tuple[Remark, ...]
    facts: ControlFacts


def assess(facts: ControlFacts, book: RuleBook, on: date) -> Assessment:
    """Whether control by administrations is suspected, to be reviewed, or not in sight on the day ``on``.

    Suspected: administrations fill more than half of the seats, or hold more than half of the votes, or approve the acts, or
    somebody noted a dominant influence. To be reviewed: the president is a public office-holder by right, or most of the
    income is public; each alone proves nothing.

    >>> book, on = RuleBook([(date(2015, 1, 1), "recognised")]), date(2026, 5, 15)
    >>> assess(ControlFacts(public_seats=6, seats=9), book, on).outcome
    'suspected'
    >>> review = assess(ControlFacts(public_seats=3, seats=7, president_by_office=True), book, on)
    >>> review.outcome, [ground.code for ground in review.grounds]
    ('review', ['public_president'])
    >>> assess(ControlFacts(public_seats=1, seats=5), book, on).outcome
    'none'
    >>> assess(ControlFacts(public_seats=3, seats=6), book, on).outcome  # half is no majority
    'none'
    """
    grounds = (*_suspicions(facts, book, on), *_reviews(facts))
    if any(ground.severity == WARNING for ground in grounds):
        return Assessment(SUSPECTED, grounds, facts)
    return Assessment(REVIEW if grounds else NONE, grounds, facts)


def _suspicions(facts: ControlFacts, book: RuleBook, on: date) -> Iterable[Remark]:
    for code, rule, public, total in (
        ("public_majority", "public_control.board", facts.public_seats, facts.seats),
        ("public_votes", "public_control.votes", facts.public_votes, facts.votes),
    ):
        limit = ruled(book, rule, on)
        if limit and total and limit.value.reached(public, total):
            yield _ground(code, WARNING, limit.citation, public=public, total=total)
    if facts.approves_acts:
        yield _ground("public_approval", WARNING)
    if facts.influence.strip():
        yield _ground("public_influence", WARNING, note=facts.influence.strip())


def _reviews(facts: ControlFacts) -> Iterable[Remark]:
    if facts.president_by_office:
        yield _ground("public_president", NOTE)
    if 2 * facts.public_income > facts.income:
        yield _ground("public_income", NOTE, public=facts.public_income, total=facts.income)


def _ground(code: str, severity: str, citation: Citation = CTS_4_2, **params) -> Remark:
    return Remark(code, severity, citation, params)
