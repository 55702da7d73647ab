"""How votes are taken: tellers who count apart, the order of a roll call, what endangers a secret vote, slips that become papers."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Hashable, Iterable, Mapping
from typing import NamedTuple

from ..errors import Violation
from .votes import ABSTAINED, AGAINST, BLANK, FAVOUR, NOT_VOTING, VOID

COUNTED = (FAVOUR, AGAINST, ABSTAINED, BLANK, VOID)  # what tellers count
NAMED = (FAVOUR, AGAINST, ABSTAINED, NOT_VOTING)  # what a voter answers by name
SECRET = (FAVOUR, AGAINST, ABSTAINED, BLANK)  # what a voter marks on a slip

# Below so many, who voted how may be guessed from the result alone.
ELECTORATE_MIN = 5
CLASS_MIN = 3


class Difference(NamedTuple):
    """What two tellers counted differently."""

    choice: str
    first: int
    second: int


def differences(first: Mapping[str, int], second: Mapping[str, int]) -> tuple[Difference, ...]:
    """Where two tellers' counts differ, in the order of the choices.

    >>> differences({"favour": 12, "against": 3}, {"favour": 11, "against": 3, "abstained": 1})
    (Difference(choice='favour', first=12, second=11), Difference(choice='abstained', first=0, second=1))
    """
    pairs = ((choice, first.get(choice, 0), second.get(choice, 0)) for choice in COUNTED)
    return tuple(Difference(*pair) for pair in pairs if pair[1] != pair[2])


def call_order(who: Iterable[tuple[Hashable, str]], seed: str = "") -> tuple[Hashable, ...]:
    """The order in which ``(id, name)`` are called: by name, or, with a seed, drawn so that anybody can draw it again.

    Each name is hashed with the seed (SHA-256 of ``seed``, a newline, the name, a newline, the id); the hashes are sorted.

    >>> people = [(1, "Bruno"), (2, "anna"), (3, "Carla")]
    >>> call_order(people)
    (2, 1, 3)
    >>> call_order(people, "2026") == call_order(reversed(people), "2026")
    True
    """
    if not seed:
        return tuple(key for key, name in sorted(who, key=lambda one: (one[1].casefold(), str(one[0]))))
    return tuple(key for key, name in sorted(who, key=lambda one: _lot(seed, *one)))


def _lot(seed: str, key: Hashable, name: str) -> bytes:
    return hashlib.sha256(f"{seed}\n{name}\n{key}".encode()).digest()


class Elector(NamedTuple):
    """One voter of a secret vote as the danger is judged: how many votes, on which side of a joint body."""

    votes: int
    side: str = ""


def dangers(electors: Iterable[Elector]) -> tuple[Violation, ...]:
    """Why the result alone may tell who voted how.

    A slip carries one vote (who has three drops three), so a weight is never written on it; but who can look at the result
    knows how large the groups are.

    >>> [str(found) for found in dangers([Elector(1)] * 4)]
    ['secret_small_electorate(minimum=5, voters=4)']
    >>> [str(found) for found in dangers([Elector(1)] * 6 + [Elector(5)])]
    ['secret_small_class(minimum=3, voters=1, votes=5)']
    """
    electors = tuple(electors)
    found = []
    if len(electors) < ELECTORATE_MIN:
        found.append(Violation("secret_small_electorate", {"voters": len(electors), "minimum": ELECTORATE_MIN}))
    weights = Counter(elector.votes for elector in electors)
    if len(weights) > 1:
        found += [
            Violation("secret_small_class", {"votes": votes, "voters": number, "minimum": CLASS_MIN})
            for votes, number in sorted(weights.items())
            if number < CLASS_MIN
        ]
    sides = Counter(elector.side for elector in electors if elector.side)
    found += [
        Violation("secret_small_side", {"side": side, "voters": number, "minimum": CLASS_MIN})
        for side, number in sorted(sides.items())
        if number < CLASS_MIN
    ]
    return tuple(found)


def unanimous(counts: Mapping[str, int]) -> bool:
    """Whether all slips say the same: then everybody knows how everybody voted.

    >>> unanimous({"favour": 9}), unanimous({"favour": 8, "blank": 1})
    (True, False)
    """
    return sum(1 for number in counts.values() if number) == 1


def papers(contents: Iterable[str]) -> str:
    """Slips of an election as rows of papers, those alike together and in an order that says nothing of who dropped them.

    >>> papers(["3 > 1", "blank", "2", "3 > 1"])
    '1 x 2\\n2 x 3 > 1\\n1 x blank'
    """
    return "\n".join(f"{number} x {content}" for content, number in sorted(Counter(contents).items()))
