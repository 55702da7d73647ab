"""The types of a rule's value: exact, immutable, comparable; a wrong one cannot be made."""

from __future__ import annotations

from calendar import monthrange
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from typing import ClassVar

from .shares import AMOUNT, BASES, BODY, ENTITLED, MEMBERS, PRESENT, SEATS, VOTES, Share, check_whole, invalid

__all__ = [
    "AMOUNT",
    "BASES",
    "BODY",
    "DURATIONS",
    "ENTITLED",
    "MEMBERS",
    "PRESENT",
    "SEATS",
    "TYPES",
    "VOTES",
    "Bands",
    "Choice",
    "Count",
    "DayOfYear",
    "Days",
    "Duration",
    "Flag",
    "Hours",
    "Moment",
    "Money",
    "Months",
    "Rate",
    "Several",
    "Share",
    "Threshold",
    "Value",
    "Years",
    "invalid",
]

@dataclass(frozen=True, slots=True)
class _Counted:
    kind: ClassVar[str] = ""
    count: int

    def __post_init__(self):
        check_whole(self.kind, self.count)


@dataclass(frozen=True, slots=True)
class Count(_Counted):
    """A whole number of things."""

    kind: ClassVar[str] = "count"


@dataclass(frozen=True, slots=True)
class Hours(_Counted):
    """A length of time in hours."""

    kind: ClassVar[str] = "hours"


@dataclass(frozen=True, slots=True)
class Days(_Counted):
    """A length of time in calendar days."""

    kind: ClassVar[str] = "days"


@dataclass(frozen=True, slots=True)
class Months(_Counted):
    """A length of time in calendar months."""

    kind: ClassVar[str] = "months"


@dataclass(frozen=True, slots=True)
class Years(_Counted):
    """A length of time in years, or in financial years where the rule says so."""

    kind: ClassVar[str] = "years"


@dataclass(frozen=True, slots=True)
class Money:
    """An amount in euro cents."""

    kind: ClassVar[str] = "money"
    cents: int

    def __post_init__(self):
        check_whole(self.kind, self.cents)


@dataclass(frozen=True, slots=True)
class Threshold:
    """An amount in euro cents from, or beyond, which a rule bites: ``comparison`` is one of ``<``, ``<=``, ``>``, ``>=``.

    >>> Threshold(7747, ">").met(7747), Threshold(7747, ">").met(7748), Threshold(30_000_000, "<=").met(30_000_000)
    (False, True, True)
    """

    kind: ClassVar[str] = "threshold"
    cents: int
    comparison: str

    def __post_init__(self):
        check_whole(self.kind, self.cents)
        if self.comparison not in ("<", "<=", ">", ">="):
            raise invalid(self.kind, self.comparison)

    def met(self, cents: int) -> bool:
        """Whether that amount falls under the rule."""
        return {
            "<": cents < self.cents,
            "<=": cents <= self.cents,
            ">": cents > self.cents,
            ">=": cents >= self.cents,
        }[self.comparison]


@dataclass(frozen=True, slots=True)
class Rate:
    """A percentage, exact: 2.5 % is ``Rate(25, 1000)``.

    >>> Rate(25, 1000).fraction, Rate(25, 1000).percent
    (Fraction(1, 40), '2.5')
    """

    kind: ClassVar[str] = "rate"
    numerator: int
    denominator: int

    def __post_init__(self):
        check_whole(self.kind, self.numerator)
        check_whole(self.kind, self.denominator, 1)
        exact = Fraction(self.numerator, self.denominator)
        object.__setattr__(self, "numerator", exact.numerator)
        object.__setattr__(self, "denominator", exact.denominator)

    @property
    def fraction(self) -> Fraction:
        return Fraction(self.numerator, self.denominator)

    @property
    def percent(self) -> str:
        """The percentage with a decimal point, or as a fraction where no decimals are exact."""
        hundred = self.fraction * 100
        for digits in range(7):
            if (hundred * 10**digits).denominator == 1:
                whole, rest = divmod(int(hundred * 10**digits), 10**digits)
                return f"{whole}.{rest:0{digits}d}" if digits else str(whole)
        return str(hundred)


@dataclass(frozen=True, slots=True)
class Flag:
    """Yes or no."""

    kind: ClassVar[str] = "flag"
    on: bool

    def __post_init__(self):
        if type(self.on) is not bool:
            raise invalid(self.kind, self.on)


@dataclass(frozen=True, slots=True)
class Choice:
    """One of the codes that the rule offers."""

    kind: ClassVar[str] = "choice"
    code: str

    def __post_init__(self):
        if type(self.code) is not str or not self.code:
            raise invalid(self.kind, self.code)


@dataclass(frozen=True, slots=True)
class Several:
    """Any of the codes that the rule offers, each once; their order means nothing and is kept.

    >>> Several(("pec", "email")).codes
    ('pec', 'email')
    """

    kind: ClassVar[str] = "several"
    codes: tuple[str, ...]

    def __post_init__(self):
        codes = self.codes
        if type(codes) is not tuple or not all(type(code) is str and code for code in codes) or len(set(codes)) != len(codes):
            raise invalid(self.kind, codes)


@dataclass(frozen=True, slots=True)
class DayOfYear:
    """A day of every year; 29 February stands for the last day of February.

    >>> DayOfYear(12, 31).in_year(2026), DayOfYear(2, 29).in_year(2027)
    (datetime.date(2026, 12, 31), datetime.date(2027, 2, 28))
    """

    kind: ClassVar[str] = "day_of_year"
    month: int
    day: int

    def __post_init__(self):
        check_whole(self.kind, self.month, 1)
        check_whole(self.kind, self.day, 1)
        if self.month > 12 or self.day > monthrange(2024, self.month)[1]:
            raise invalid(self.kind, f"{self.month}-{self.day}")

    def in_year(self, year: int) -> date:
        """That day in ``year``."""
        return date(year, self.month, min(self.day, monthrange(year, self.month)[1]))


@dataclass(frozen=True, slots=True)
class Moment:
    """One day of the calendar."""

    kind: ClassVar[str] = "moment"
    day: date

    def __post_init__(self):
        if type(self.day) is not date:
            raise invalid(self.kind, self.day)


@dataclass(frozen=True, slots=True)
class Bands:
    """A value for each band: ((from, value), …), both rising.

    >>> Bands(((0, 1), (100, 2), (1000, 5))).of(999), Bands(((100, 2),)).of(99)
    (2, None)
    """

    kind: ClassVar[str] = "bands"
    bands: tuple[tuple[int, int], ...]

    def __post_init__(self):
        if type(self.bands) is not tuple or not self.bands:
            raise invalid(self.kind, self.bands)
        previous = None
        for band in self.bands:
            if type(band) is not tuple or len(band) != 2:
                raise invalid(self.kind, self.bands)
            for number in band:
                check_whole(self.kind, number)
            if previous and (band[0] <= previous[0] or band[1] < previous[1]):
                raise invalid(self.kind, self.bands, "not_increasing")
            previous = band

    def of(self, number: int) -> int | None:
        """The value of the band in which ``number`` falls; None below the first."""
        found = None
        for first, value in self.bands:
            if number >= first:
                found = value
        return found


Duration = Hours | Days | Months | Years
Value = Share | Count | Duration | Money | Threshold | Rate | Flag | Choice | Several | DayOfYear | Moment | Bands
TYPES: dict[str, type] = {
    kind.kind: kind
    for kind in (
        Share, Count, Hours, Days, Months, Years, Money, Threshold, Rate, Flag, Choice, Several, DayOfYear, Moment, Bands,
    )
}  # fmt: skip
DURATIONS = ("hours", "days", "months", "years")
