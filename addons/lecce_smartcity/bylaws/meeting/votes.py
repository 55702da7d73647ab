"""Quorums and majorities, exact: what was counted, of what, how many were needed, and what was missing.

Three denominators are never mixed: members (or those entitled), those present, and votes cast. Heads and votes are two totals:
a sitting's quorum counts heads, a majority counts votes.
"""

from __future__ import annotations

from collections.abc import Collection, Hashable, Iterable, Mapping
from dataclasses import dataclass, replace
from typing import NamedTuple

from ..errors import BylawError, Violation
from ..rules.kinds import BODY, ENTITLED, MEMBERS, PRESENT, SEATS, VOTES, Share

FAVOUR = "favour"
AGAINST = "against"
ABSTAINED = "abstained"
BLANK = "blank"
VOID = "void"
NOT_VOTING = "not_voting"  # present, took no part
RECUSED = "recused"  # conflict of interest: counts for the sitting, not for the majority
BARRED = "barred"  # the law takes the vote away on this matter (directors on the accounts)
CHOICES = (FAVOUR, AGAINST, ABSTAINED, BLANK, VOID, NOT_VOTING, RECUSED, BARRED)


@dataclass(frozen=True, slots=True)
class Tally:
    """How many votes each way, of those present when the vote was taken."""

    favour: int
    against: int
    abstained: int = 0
    blank: int = 0
    void: int = 0
    not_voting: int = 0
    recused: int = 0
    barred: int = 0

    def __post_init__(self):
        for choice in CHOICES:
            number = getattr(self, choice)
            if type(number) is not int or number < 0:
                raise BylawError(Violation("tally_invalid", {"choice": choice, "value": number}))

    @property
    def present(self) -> int:
        """All present, with those who may not take part in this vote."""
        return self.taking_part + self.recused + self.barred

    @property
    def taking_part(self) -> int:
        """Those present who may take part: the base of a majority of those present."""
        return self.expressed + self.abstained + self.blank + self.void + self.not_voting

    @property
    def expressed(self) -> int:
        """Votes in favour and against."""
        return self.favour + self.against


class Totals(NamedTuple):
    """The bases that do not depend on who came: in votes for a majority, in heads for a quorum."""

    members: int = 0
    entitled: int = 0
    body: int = 0
    seats: int = 0


class Verdict(NamedTuple):
    """``count`` of ``total`` against ``share``: ``needed`` is the smallest count that is enough.

    ``missing``: how many more would have been enough: arrivals for a quorum; for a majority, votes in favour from others than
    those who voted (each also enlarges a base of votes cast). ``tie_broken``: the president's vote decided.
    """

    share: Share
    count: int
    total: int
    needed: int
    reached: bool
    missing: int
    tie_broken: bool = False


def quorum(share: Share, present: int, totals: Totals) -> Verdict:
    """Whether enough are present. Nobody is never enough, whatever the share.

    c.c. 21(1): "con la presenza di almeno la metà degli associati"; in second call "qualunque sia il numero degli intervenuti".

    >>> half = Share(1, 2, False, "entitled")
    >>> [quorum(half, n, Totals(entitled=21)).reached for n in (10, 11)]
    [False, True]
    >>> quorum(Share(0, 1, False, "entitled"), 0, Totals(entitled=21)).missing
    1
    """
    total = _of_all(share.base, totals)
    needed = max(1, share.needed(total))
    return Verdict(share, present, total, needed, present >= needed, max(0, needed - present))


def _of_all(base: str, totals: Totals) -> int:
    try:
        return {MEMBERS: totals.members, ENTITLED: totals.entitled, BODY: totals.body, SEATS: totals.seats}[base]
    except KeyError:
        raise BylawError(Violation("base_not_for_quorum", {"base": base})) from None


def majority(
    share: Share, tally: Tally, totals: Totals, president: str | None = None, abstentions: bool = False
) -> Verdict:
    """Whether the votes in favour are enough. Without a vote in favour nothing is adopted.

    ``president``: how the president voted, where the statute lets that vote prevail in a tie; else None. ``abstentions``: they
    count in the base of votes cast, where the statute says so; the law's "maggioranza di voti" leaves them out.

    >>> more_than_half = Share(1, 2, True, "votes")
    >>> majority(more_than_half, Tally(4, 3, abstained=13), Totals()).reached
    True
    >>> majority(Share(1, 2, True, "present"), Tally(8, 5, abstained=3), Totals())[1:6]
    (8, 16, 9, False, 1)
    >>> tied = majority(more_than_half, Tally(2, 2), Totals(), president="favour")
    >>> tied.reached, tied.tie_broken
    (True, True)
    """
    total = _base(share.base, tally, totals) + _abstentions(share.base, tally, abstentions)
    needed = max(1, share.needed(total))
    reached = tally.favour >= needed
    broken = not reached and president == FAVOUR and tally.favour == tally.against > 0 and _is_simple(share)
    missing = 0 if reached or broken else _missing(share, tally, total)
    return Verdict(share, tally.favour, total, needed, reached or broken, missing, broken)


def _abstentions(base: str, tally: Tally, counted: bool) -> int:
    """What abstentions add to a base of votes cast, where the statute counts them."""
    return tally.abstained if counted and base == VOTES else 0


def _is_simple(share: Share) -> bool:
    # The prevailing vote resolves a tie of votes; it does not replace a qualified majority.
    return share.base == VOTES and share.strict and share.fraction * 2 == 1


def _base(base: str, tally: Tally, totals: Totals) -> int:
    if base == VOTES:
        return tally.expressed
    if base == PRESENT:
        return tally.taking_part
    return _of_all(base, totals)


def _missing(share: Share, tally: Tally, total: int) -> int:
    if share.base != VOTES:
        return max(1, share.needed(total) - tally.favour)
    more = 1
    while not share.reached(tally.favour + more, total + more):
        if share.fraction == 1:
            return 0  # with a vote against, unanimity cannot be reached by more votes
        more += 1
    return more


class Cast(NamedTuple):
    """One named vote. ``votes``: how many it weighs."""

    voter: Hashable
    choice: str
    votes: int = 1


def tally(casts: Iterable[Cast]) -> Tally:
    """The totals of named votes, in votes.

    >>> tally([Cast("Anna", "favour"), Cast("Bruno", "against", 3)])
    Tally(favour=1, against=3, abstained=0, blank=0, void=0, not_voting=0, recused=0, barred=0)

    Raises BylawError: ``choice_unknown``, ``voted_twice``.
    """
    counts = dict.fromkeys(CHOICES, 0)
    seen, violations = set(), []
    for cast in casts:
        if cast.choice not in counts:
            violations.append(Violation("choice_unknown", {"choice": cast.choice, "voter": cast.voter}))
        elif cast.voter in seen:
            violations.append(Violation("voted_twice", {"voter": cast.voter}))
        else:
            counts[cast.choice] += cast.votes
        seen.add(cast.voter)
    if violations:
        raise BylawError(violations)
    return Tally(**counts)


class Resistance(NamedTuple):
    """The vote counted again without those in conflict (prova di resistenza)."""

    verdict: Verdict
    without: Verdict

    @property
    def holds(self) -> bool:
        """Whether the outcome is the same: the conflicted votes did not decide."""
        return self.verdict.reached == self.without.reached


def resistance(
    share: Share,
    casts: Collection[Cast],
    conflicted: Collection[Hashable],
    totals: Totals,
    president: str | None = None,
    abstentions: bool = False,
) -> Resistance:
    """Whether the resolution stands without the votes of those in conflict.

    c.c. 2373(1), through D.Lgs. 117/2017 art. 24(2): a resolution adopted with the determining vote of members in conflict may
    be challenged if it may harm the association.

    >>> casts = [Cast(n, "favour") for n in range(6)] + [Cast(n, "against") for n in range(6, 11)]
    >>> test = resistance(Share(1, 2, True, "votes"), casts, {0, 1}, Totals())
    >>> test.verdict.reached, test.without.reached, test.holds
    (True, False, False)
    """
    verdict = majority(share, tally(casts), totals, president, abstentions)
    left = tally(cast for cast in casts if cast.voter not in conflicted)
    return Resistance(verdict, majority(share, left, totals, president, abstentions))


def possible_resistance(
    share: Share, counted: Tally, conflicted: int, totals: Totals, president: str | None = None, abstentions: bool = False
) -> Resistance:
    """The same test where nobody knows who voted how: as if all ``conflicted`` votes had gone to the side that won.

    What it says is a possibility: where it holds, the votes in conflict cannot have decided; else they may have.

    >>> test = possible_resistance(Share(1, 2, True, "votes"), Tally(6, 5), 2, Totals())
    >>> test.without.count, test.holds
    (4, False)
    """
    verdict = majority(share, counted, totals, president, abstentions)
    winners = FAVOUR if verdict.reached else AGAINST
    left = replace(counted, **{winners: max(0, getattr(counted, winners) - conflicted)})
    return Resistance(verdict, majority(share, left, totals, president, abstentions))


def parallel_majorities(
    share: Share, groups: Mapping[Hashable, tuple[Tally, Totals]], abstentions: bool = False
) -> Mapping[Hashable, Verdict]:
    """The verdict within each group of members: a joint body's resolution needs all of them.

    >>> sides = {"Lecce": (Tally(3, 1), Totals()), "Bergamo": (Tally(1, 2), Totals())}
    >>> {side: verdict.reached for side, verdict in parallel_majorities(Share(1, 2, True, "votes"), sides).items()}
    {'Lecce': True, 'Bergamo': False}
    """
    return {group: majority(share, counted, totals, None, abstentions) for group, (counted, totals) in groups.items()}
