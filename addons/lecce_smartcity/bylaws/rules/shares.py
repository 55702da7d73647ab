"""Parts of a whole, exactly."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from typing import ClassVar

from ..errors import BylawError, Violation

# What a share is a share of.
MEMBERS = "members"  # all members
ENTITLED = "entitled"  # members entitled to vote
PRESENT = "present"  # those present, in person or by proxy
VOTES = "votes"  # votes in favour and against
BODY = "body"  # a body's members in office
SEATS = "seats"  # a body's seats
AMOUNT = "amount"  # an amount of money that the rule names
BASES = (MEMBERS, ENTITLED, PRESENT, VOTES, BODY, SEATS, AMOUNT)


def invalid(kind: str, value: object, reason: str = "") -> BylawError:
    """The refusal of something that is no value of that kind."""
    return BylawError(Violation("rule_value_invalid", {"kind": kind, "value": str(value), "reason": reason}))


def check_whole(kind: str, value: object, lowest: int = 0) -> None:
    if type(value) is not int or value < lowest:
        raise invalid(kind, value)


@dataclass(frozen=True, slots=True)
class Share:
    """A part of a stated base, to be reached (``strict`` False: at least) or passed (True: more than).

    >>> Share(3, 4, False, "members").needed(21), Share(1, 2, True, "votes").needed(10)
    (16, 6)
    """

    kind: ClassVar[str] = "share"
    numerator: int
    denominator: int
    strict: bool = False
    base: str = VOTES

    def __post_init__(self):
        check_whole("share", self.numerator)
        check_whole("share", self.denominator, 1)
        if type(self.strict) is not bool or self.base not in BASES or self.numerator > self.denominator:
            raise invalid("share", f"{self.numerator}/{self.denominator} {self.base}")
        exact = Fraction(self.numerator, self.denominator)
        object.__setattr__(self, "numerator", exact.numerator)
        object.__setattr__(self, "denominator", exact.denominator)

    @property
    def fraction(self) -> Fraction:
        return Fraction(self.numerator, self.denominator)

    @property
    def sign(self) -> str:
        return ">" if self.strict else "≥"

    def needed(self, total: int) -> int:
        """The smallest count that reaches this share of ``total``.

        >>> [Share(1, 2, False).needed(n) for n in (1, 2, 20, 21)], [Share(1, 2, True).needed(n) for n in (1, 2, 20, 21)]
        ([1, 1, 10, 11], [1, 2, 11, 11])
        """
        check_whole("share", total)
        part = total * self.numerator
        return part // self.denominator + 1 if self.strict else -(-part // self.denominator)

    def reached(self, count: int, total: int) -> bool:
        """Whether ``count`` of ``total`` is enough; never rounded.

        >>> Share(3, 4, False, "members").reached(29, 40), Share(3, 4, False, "members").reached(30, 40)
        (False, True)
        """
        return count >= self.needed(total)
