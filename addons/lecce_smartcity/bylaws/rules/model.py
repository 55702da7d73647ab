"""What a rule of the catalogue is."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import NamedTuple

from ..citations import Citation
from ..regimes import REGIMES
from .kinds import Value

# Severities
HARD = "hard"  # mandatory law: a statute may be stricter or kinder only as the rule says
DEFAULT = "default"  # the law's answer when the statute is silent
STAT = "statute"  # the statute's own; the law says nothing
WARN = "warn"  # a duty to be reminded of; it stops nothing
SEVERITIES = (HARD, DEFAULT, STAT, WARN)

# What a statute may put instead of the law's value
NONE = "none"  # nothing
LOWER = "lower"  # the same or lower; of several codes, fewer
HIGHER = "higher"  # the same or higher; of several codes, more
FREE = "free"  # anything
DEROGATIONS = (NONE, LOWER, HIGHER, FREE)

# The day for which a rule is resolved
DAY = "day"
YEAR_END = "year_end"


class Words(NamedTuple):
    """A text in the two languages."""

    it: str
    en: str

    def text(self, lang: str | None) -> str:
        """The text for a language code: ``it`` and ``it_IT`` are Italian, all others English.

        >>> Words("quota", "dues").text("it_IT"), Words("quota", "dues").text("en_US")
        ('quota', 'dues')
        """
        return self.it if str(lang or "").lower().startswith("it") else self.en


@dataclass(frozen=True, slots=True)
class Law:
    """The law's own value of a rule, for some regimes, from a first to a last day (both included, None: unbounded).

    ``severity`` and ``derogation`` replace the rule's for this value alone. ``confirmed`` is False where the source was not
    read for this catalogue: an adviser should confirm it. ``note`` says what the number does not.
    """

    value: Value
    citation: Citation
    regimes: tuple[str, ...] = REGIMES
    valid_from: date | None = None
    valid_to: date | None = None
    severity: str = ""
    derogation: str = ""
    confirmed: bool = True
    note: Words | None = None

    def in_force(self, on: date) -> bool:
        """Whether the law gave this value on that day."""
        return (self.valid_from is None or self.valid_from <= on) and (self.valid_to is None or on <= self.valid_to)


@dataclass(frozen=True, slots=True)
class Rule:
    """One parameter of law or statute.

    code         dotted name that never changes
    topic        which group of the catalogue
    kind         type of the value: a key of ``kinds.TYPES``; ``also`` lists other kinds a statute may use
    base         of a share: what it is a share of; ``bases`` lists others a statute may name
    severity     one of SEVERITIES; where a regime's law is silent a rule is the statute's own whatever this says
    laws         the law's values; no two for one regime on one day
    derogation   what a statute may put instead of the law's value
    choices      of a choice or several: code → words, in rising order where ``lower`` or ``higher`` mean something
    minimum      the least value that makes sense, ``maximum`` the most (as values of the kind)
    optional     silence of law and statute is an answer: there is no such limit
    formula      how the value is used, in words
    examples     a sentence each
    regimes      in which the rule exists
    dated_by     the day for which it is resolved: the act's own (DAY), or the last one of the financial year (YEAR_END)
    note         what the page of the rule adds
    """

    code: str
    topic: str
    kind: str
    severity: str
    title: Words
    explanation: Words
    laws: tuple[Law, ...] = ()
    derogation: str = FREE
    base: str = ""
    bases: tuple[str, ...] = ()
    also: tuple[str, ...] = ()
    choices: tuple[tuple[str, Words], ...] = ()
    minimum: Value | None = None
    maximum: Value | None = None
    optional: bool = False
    regimes: tuple[str, ...] = REGIMES
    dated_by: str = DAY
    formula: Words | None = None
    examples: tuple[Words, ...] = ()
    note: Words | None = None

    @property
    def kinds(self) -> tuple[str, ...]:
        """Every kind of value that a statute may give."""
        return (self.kind, *self.also)

    def amended(self, law: Law) -> Rule:
        """This rule with a new law from its first day on: what held for its regimes ends the day before.

        >>> from .articles import CC_24_2
        >>> from .kinds import Months
        >>> old = Rule("a", "t", "months", "default", Words("", ""), Words("", ""), (Law(Months(3), CC_24_2),))
        >>> new = old.amended(Law(Months(6), CC_24_2, valid_from=date(2030, 1, 1)))
        >>> [(law.value.count, str(law.valid_from), str(law.valid_to)) for law in new.laws]
        [(3, 'None', '2029-12-31'), (6, '2030-01-01', 'None')]
        """
        kept = []
        for old in self.laws:
            ended = old.valid_to is not None and old.valid_to < law.valid_from
            spared = tuple(regime for regime in old.regimes if ended or regime not in law.regimes)
            touched = tuple(regime for regime in old.regimes if regime not in spared)
            if spared:
                kept.append(replace(old, regimes=spared))
            if touched and (old.valid_from is None or old.valid_from < law.valid_from):
                kept.append(replace(old, regimes=touched, valid_to=law.valid_from - timedelta(days=1)))
        return replace(self, laws=(*kept, law))

    def choice_words(self, code: str, lang: str | None) -> str:
        """The words of one of the choices; the code itself if it is none."""
        return dict(self.choices)[code].text(lang) if code in dict(self.choices) else code
