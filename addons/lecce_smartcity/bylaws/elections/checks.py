"""What is wrong with an election or with what was in the box, before anything is counted.

Every rule broken is listed. Each code has a sentence with its remedy where refusals are worded.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from ..errors import Violation
from .model import (
    FINAL_TIE_RULES,
    LIST_METHODS,
    METHODS,
    OPEN,
    PLURALITY,
    RANKED_METHODS,
    RUN_OFF,
    STV,
    TIE_RULES,
    VACANT,
    Ballot,
    Box,
    Election,
    RankedBallot,
    Totals,
)


def check(election: Election, box: Box) -> tuple[Violation, ...]:
    """Every rule that the election or the box breaks; nothing is counted unless this is empty.

    >>> from datetime import date
    >>> from .model import Candidate
    >>> ada, ugo = Candidate(1, "Ada"), Candidate(2, "Ugo")
    >>> board = Election("Board", date(2026, 5, 15), "plurality", 1, (ada, ugo), entitled=2, preferences=2)
    >>> [str(found) for found in check(board, Box((Ballot((1, 3)), Ballot((1,), papers=2))))]
    ['preferences_above_seats(preferences=2, seats=1)', 'ballot_unknown_candidate(choice=3, row=1)',
     'more_votes_than_entitled(cast=3, entitled=2)']
    """
    settings = check_settings(election)
    if any(found.code == "method_unknown" for found in settings):
        return settings
    return (*settings, *_papers(election, box), *_sums(election, box))


def check_settings(election: Election) -> tuple[Violation, ...]:
    """What is wrong with the election itself."""
    return tuple(_settings(election))


def _settings(election: Election) -> Iterator[Violation]:
    if election.method not in METHODS:
        yield Violation("method_unknown", {"method": election.method})
        return
    if not _whole(election.entitled, 1):
        yield Violation("empty_electorate")
    if not _whole(election.seats, 1):
        yield Violation("seats_below_one", {"seats": election.seats})
    if not election.candidates:
        yield Violation("candidates_missing")
    yield from _repeated("candidate_duplicate", election.candidates)
    yield from _preferences(election)
    yield from _tie_rules(election)
    yield from _quotas(election)
    yield from _lists(election)
    if election.decimals is not None and not _whole(election.decimals, 0):
        yield Violation("decimals_invalid", {"decimals": election.decimals})


def _repeated(code, items) -> Iterator[Violation]:
    # Compared as they are printed: the lot could not tell 1 from "1".
    for who, times in Counter(str(item.id) for item in items).items():
        if times > 1:
            yield Violation(code, {"who": who})


def _preferences(election: Election) -> Iterator[Violation]:
    given = election.preferences
    if given is None:
        return
    params = {"preferences": given, "seats": election.seats}
    if not _whole(given, 0 if election.method in LIST_METHODS else 1):
        yield Violation("preferences_below_one", params)
    elif given > election.seats and election.method not in RANKED_METHODS:
        yield Violation("preferences_above_seats", params)


def _tie_rules(election: Election) -> Iterator[Violation]:
    for rule in election.ties:
        if rule not in TIE_RULES:
            yield Violation("tie_rule_unknown", {"rule": rule})
    if not election.ties or election.ties[-1] not in FINAL_TIE_RULES:
        yield Violation("tie_rule_without_end")
    if election.method == STV and RUN_OFF in election.ties:
        yield Violation("run_off_not_possible")


def _quotas(election: Election) -> Iterator[Violation]:
    for quota in election.quotas:
        params = {"label": quota.label, "minimum": quota.minimum, "maximum": quota.maximum}
        numbers = (quota.minimum, 0 if quota.maximum is None else quota.maximum)
        if not all(_whole(number, 0) for number in numbers) or quota.if_short not in (VACANT, OPEN):
            yield Violation("quota_invalid", params)
        elif quota.minimum > election.seats or (quota.maximum is not None and quota.maximum < quota.minimum):
            yield Violation("quota_impossible", params | {"seats": election.seats})


def _lists(election: Election) -> Iterator[Violation]:
    if election.method not in LIST_METHODS:
        return
    if not election.lists:
        yield Violation("lists_missing")
    yield from _repeated("list_duplicate", election.lists)
    known = {item.id for item in election.lists}
    for candidate in election.candidates:
        if candidate.list not in known:
            yield Violation("candidate_without_list", {"who": candidate.id})
    if not 0 <= election.threshold < 1:
        yield Violation("threshold_invalid", {"threshold": election.threshold})


# --- papers ---


def _papers(election: Election, box: Box) -> Iterator[Violation]:
    if isinstance(box.ballots, Totals):
        yield from _totals(election, box.ballots)
        return
    judge = Judge(election)
    for row, ballot in enumerate(box.ballots, 1):
        yield from judge(ballot, row)


class Judge:
    """What is wrong with one paper of an election; made once, asked for every row."""

    def __init__(self, election: Election):
        self.election = election
        self.ranked = election.method in RANKED_METHODS
        self.with_lists = election.method in LIST_METHODS
        self.list_of = {candidate.id: candidate.list for candidate in election.candidates}
        self.lists = {item.id for item in election.lists}

    def __call__(self, ballot: Ballot | RankedBallot, row: int) -> list[Violation]:
        """Every rule that this paper breaks; ``row`` is its place in the file or on the screen."""
        if isinstance(ballot, RankedBallot) is not self.ranked:
            return [Violation("ballot_wrong_kind", {"row": row})]
        found = [Violation(code, {"row": row, **params}) for code, params in self._numbers(ballot)]
        if self.ranked:
            places = ballot.places()
            choices = tuple(who for place in places for who in place)
            if self.election.method == STV and any(len(place) > 1 for place in places):
                found.append(Violation("ballot_equal_places", {"row": row}))
        else:
            choices = ballot.choices
            found.extend(Violation(code, {"row": row, **params}) for code, params in self._list(ballot))
        found.extend(Violation(code, {"row": row, **params}) for code, params in self._choices(ballot, choices))
        return found

    def _numbers(self, ballot):
        if not _whole(ballot.votes, 1):
            yield "ballot_votes_not_whole", {"votes": ballot.votes}
        elif ballot.votes > self.election.votes_max:
            yield "ballot_votes_above_maximum", {"votes": ballot.votes, "maximum": self.election.votes_max}
        if not _whole(ballot.papers, 1):
            yield "ballot_papers_invalid", {"papers": ballot.papers}

    def _choices(self, ballot, choices):
        if not choices and getattr(ballot, "list", None) is None:
            yield "ballot_empty", {}
        if len(choices) > self.election.allowed:
            yield "ballot_too_many_choices", {"count": len(choices), "allowed": self.election.allowed}
        if len(set(choices)) == len(choices) and all(who in self.list_of for who in choices):
            return
        for who, times in Counter(choices).items():
            if who not in self.list_of:
                yield "ballot_unknown_candidate", {"choice": who}
            if times > 1:
                yield "ballot_duplicate_candidate", {"choice": who}

    def _list(self, ballot):
        if not self.with_lists:
            if ballot.list is not None:
                yield "ballot_unknown_list", {"choice": ballot.list}
            return
        if ballot.list is not None and ballot.list not in self.lists:
            yield "ballot_unknown_list", {"choice": ballot.list}
            return
        voted = {self.list_of[who] for who in ballot.choices if who in self.list_of}
        if ballot.list is not None:
            voted.add(ballot.list)
        if len(voted) > 1:
            yield "ballot_other_list", {"choice": ", ".join(sorted(map(str, ballot.choices)))}


# --- totals counted by hand ---


def _totals(election: Election, totals: Totals) -> Iterator[Violation]:
    if election.method in RANKED_METHODS:
        yield Violation("totals_not_for_method")
        return
    known = {candidate.id: candidate.list for candidate in election.candidates}
    lists = {item.id for item in election.lists}
    rows = [*((who, votes, known) for who, votes in totals.candidates), *((who, votes, lists) for who, votes in totals.lists)]
    for who, votes, where in rows:
        if who not in where:
            yield Violation("totals_unknown", {"who": who})
        if not _whole(votes, 0):
            yield Violation("totals_not_whole", {"who": who, "votes": votes})
    for given in (totals.candidates, totals.lists):
        for who, times in Counter(who for who, _votes in given).items():
            if times > 1:
                yield Violation("totals_duplicate", {"who": who})
    if not _whole(totals.valid, 0):
        yield Violation("box_negative", {"votes": totals.valid})
    elif all(who in where and _whole(votes, 0) for who, votes, where in rows):
        yield from _totals_add_up(election, totals, known)


def _totals_add_up(election, totals, known):
    candidates, lists = dict(totals.candidates), dict(totals.lists)
    if election.method == PLURALITY:
        yield from _within(candidates, totals.valid, election.allowed)
        if sum(candidates.values()) < totals.valid:
            yield Violation("totals_below_valid", {"sum": sum(candidates.values()), "valid": totals.valid})
        return
    if sum(lists.values()) != totals.valid:
        yield Violation("totals_lists_not_valid", {"sum": sum(lists.values()), "valid": totals.valid})
    for item in election.lists:
        inside = {who: votes for who, votes in candidates.items() if known[who] == item.id}
        yield from _within(inside, lists.get(item.id, 0), election.allowed)


def _within(candidates, papers, allowed):
    for who, votes in candidates.items():
        if votes > papers:
            yield Violation("totals_above_valid", {"who": who, "votes": votes, "valid": papers})
    if sum(candidates.values()) > papers * allowed:
        params = {"sum": sum(candidates.values()), "maximum": papers * allowed, "valid": papers, "allowed": allowed}
        yield Violation("totals_above_preferences", params)


def _sums(election: Election, box: Box) -> Iterator[Violation]:
    for votes in (box.blank, box.void):
        if not _whole(votes, 0):
            yield Violation("box_negative", {"votes": votes})
            return
    try:
        cast = box.cast
    except TypeError:  # a count that is not a number has its own violation
        return
    if type(cast) is not int:
        return
    if not cast - box.blank - box.void:
        yield Violation("no_valid_votes")
    if election.voters is not None and election.voters > election.entitled:
        yield Violation("more_voters_than_entitled", {"voters": election.voters, "entitled": election.entitled})
    if election.voters is not None and cast > election.voters:
        yield Violation("more_ballots_than_voters", {"cast": cast, "voters": election.voters})
    elif _whole(election.entitled, 1) and cast > election.entitled:
        yield Violation("more_votes_than_entitled", {"cast": cast, "entitled": election.entitled})


def _whole(number, least: int) -> bool:
    return type(number) is int and number >= least
