"""Which value of a rule holds on a day, and where it is written: the statute in force then, else the law, else nothing."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import lru_cache

from ..citations import STATUTE, Citation
from ..errors import BylawError, Violation
from ..regimes import regime_on
from .catalogue import CATALOGUE, law_on, rule_of
from .derogation import check
from .kinds import Value
from .model import STAT, Law, Rule

FROM_STATUTE = "statute"
FROM_LAW = "law"
REMEMBERED = 10_000  # answers that a book keeps at a time


@dataclass(frozen=True, slots=True)
class StatuteRule:
    """A statute's own value of a rule, the article that gives it (its stable key and its number) and the words it is read from."""

    code: str
    value: Value
    article_key: str = ""
    article_number: str = ""
    paragraph: str = ""
    quote: str = ""

    def citation(self, version: StatuteVersion) -> Citation:
        """Where this is written.

        >>> rule = StatuteRule("vote.seniority", None, "voting", "12", "2", "dopo trenta giorni")
        >>> rule.citation(StatuteVersion("2026", date(2026, 1, 1))).label()
        'statuto art. 12(2)'
        """
        article = f"{self.article_number}({self.paragraph})" if self.paragraph else self.article_number
        return Citation(STATUTE, article, self.quote, version.valid_from, version.valid_to, version.label)


@dataclass(frozen=True, slots=True)
class StatuteVersion:
    """A text of the statute, its rules by code, the first and the last day on which it was in force (None: still)."""

    label: str
    valid_from: date
    valid_to: date | None = None
    rules: Mapping[str, StatuteRule] = field(default_factory=dict)

    def in_force(self, on: date) -> bool:
        """Whether this text was in force on that day."""
        return self.valid_from <= on and (self.valid_to is None or on <= self.valid_to)


@dataclass(frozen=True, slots=True)
class Ruling:
    """What holds on the day ``on``: the value, who says it (``origin``), under which regime, in which article and words.

    ``version``, ``article_key`` and ``quote`` are the statute's when it decides; ``quote`` is else the law's sentence.
    ``confirmed`` is False where an adviser should confirm the law's text. ``displaced`` is a statute's value that mandatory
    law puts aside.
    """

    code: str
    value: Value
    citation: Citation
    origin: str
    severity: str
    regime: str
    version: str
    article_key: str
    quote: str
    on: date
    confirmed: bool = True
    displaced: StatuteRule | None = None


class RuleBook:
    """The rules of one association at all times.

    ``regimes``: (first day, legal regime) pairs; ``versions``: its statutes. Nothing in it changes: make another when a
    statute or a regime does. Thread-safe in the sense that answers are only remembered.

    >>> from .kinds import Months, Days
    >>> statute = StatuteVersion("2026", date(2026, 1, 1), None, {
    ...     "vote.seniority": StatuteRule("vote.seniority", Days(30), "voting", "9", "", "da almeno trenta giorni")})
    >>> book = RuleBook([(date(2020, 1, 1), "ets")], [statute])
    >>> found = book.resolve("vote.seniority", date(2026, 5, 1))
    >>> found.value, found.origin, found.citation.label(), found.version
    (Days(count=30), 'statute', 'statuto art. 9', '2026')
    >>> found = book.resolve("vote.seniority", date(2025, 5, 1))
    >>> found.value, found.origin, found.citation.label()
    (Months(count=3), 'law', 'D.Lgs. 117/2017 art. 24(1)')
    """

    __slots__ = ("_catalogue", "_found", "_regimes", "regimes", "versions")

    def __init__(
        self,
        regimes: Iterable[tuple[date, str]],
        versions: Iterable[StatuteVersion] = (),
        catalogue: Mapping[str, Rule] = CATALOGUE,
    ):
        """BylawError: ``statute_versions_overlap`` when two versions hold on one day, ``rule_unknown``.

        Another catalogue shows what a change of the law would do.
        """
        self._catalogue = catalogue
        self.regimes = tuple(regimes)
        self.versions = tuple(sorted(versions, key=lambda version: version.valid_from))
        self._found: dict[tuple[str, date], Ruling | None] = {}
        self._regimes: dict[date, str] = {}
        for earlier, later in zip(self.versions, self.versions[1:], strict=False):
            if earlier.valid_to is None or earlier.valid_to >= later.valid_from:
                params = {"earlier": earlier.label, "later": later.label, "day": later.valid_from}
                raise BylawError(Violation("statute_versions_overlap", params))
        unknown = sorted({code for version in self.versions for code in version.rules} - set(catalogue))
        if unknown:
            raise BylawError(Violation("rule_unknown", {"rule": code}) for code in unknown)

    def regime(self, on: date) -> str:
        """The legal regime on that day; BylawError as ``regimes.regime_on``."""
        if on not in self._regimes:
            if len(self._regimes) >= REMEMBERED:
                self._regimes.clear()
            self._regimes[on] = regime_on(self.regimes, on)
        return self._regimes[on]

    def version(self, on: date) -> StatuteVersion | None:
        """The statute in force on that day, if any."""
        return next((version for version in self.versions if version.in_force(on)), None)

    def resolve(self, code: str, on: date) -> Ruling:
        """What holds on that day.

        BylawError: ``no_rule_in_force`` when neither statute nor law says anything, ``rule_unknown``, ``no_legal_regime``.

        >>> RuleBook([(date(2020, 1, 1), "recognised")]).resolve("vote.seniority", date(2026, 5, 1))
        Traceback (most recent call last):
        ...
        odoo.addons.lecce_smartcity.bylaws.errors.BylawError: no_rule_in_force(day=2026-05-01, regime=recognised, rule=vote.seniority)
        """
        found = self._answer(code, on)
        if found is None:
            raise BylawError(Violation("no_rule_in_force", {"rule": code, "day": on, "regime": self.regime(on)}))
        return found

    def find(self, code: str, on: date) -> Ruling | None:
        """What holds on that day; None when the rule is optional, or unknown to the regime, and nobody says anything.

        >>> RuleBook([(date(2020, 1, 1), "recognised")]).find("vote.seniority", date(2026, 5, 1)) is None
        True
        """
        rule = rule_of(code, self._catalogue)
        silent = rule.optional or self.regime(on) not in rule.regimes
        return self._answer(code, on) if silent else self.resolve(code, on)

    def _answer(self, code: str, on: date) -> Ruling | None:
        key = (code, on)
        if key not in self._found:
            if len(self._found) >= REMEMBERED:
                self._found.clear()
            self._found[key] = self._decide(code, on)
        return self._found[key]

    def _decide(self, code: str, on: date) -> Ruling | None:
        regime = self.regime(on)
        law = law_on(code, regime, on, self._catalogue)
        version = self.version(on)
        own = version.rules.get(code) if version else None
        if own and not check(code, own.value, regime, on, self._catalogue):
            citation = own.citation(version)
            return Ruling(
                code, own.value, citation, FROM_STATUTE, STAT, regime, version.label, own.article_key, own.quote, on
            )
        return law and self._by_law(law, code, regime, on, own)

    def _by_law(self, law: Law, code: str, regime: str, on: date, displaced: StatuteRule | None) -> Ruling:
        severity = law.severity or self._catalogue[code].severity
        return Ruling(
            code, law.value, law.citation, FROM_LAW, severity, regime, "", "", law.citation.text, on, law.confirmed, displaced
        )


Rules = RuleBook | str


def rulebook(rules: Rules) -> RuleBook:
    """The book itself; for the name of a legal regime, the book of an association that has always had it and no statute.

    >>> rulebook("ets").resolve("vote.seniority", date(2026, 1, 1)).value
    Months(count=3)
    """
    return rules if isinstance(rules, RuleBook) else _law_alone(rules)


@lru_cache(maxsize=16)
def _law_alone(regime: str) -> RuleBook:
    return RuleBook([(date.min, regime)])
