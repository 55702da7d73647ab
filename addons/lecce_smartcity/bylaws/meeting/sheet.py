"""What a validity sheet is made of: its lines, their titles, and how one is worded from a ruling."""

from __future__ import annotations

from typing import NamedTuple

from ..rules.catalogue import CATALOGUE
from ..rules.kinds import Choice, Count, Flag, Several
from ..rules.model import Words
from ..rules.resolution import Ruling
from ..rules.wording import words
from .votes import Verdict

TITLES = {
    "competence": Words("Competenza", "Competence"),
    "agenda": Words("Ordine del giorno", "Agenda"),
    "notice": Words("Avviso di convocazione", "Notice"),
    "plenary": Words("Assemblea totalitaria", "Plenary sitting"),
    "proxies": Words("Deleghe", "Proxies"),
    "quorum": Words("Numero legale", "Quorum"),
    "side_quorum": Words("Numero legale nel gruppo «{name}»", "Quorum within “{name}”"),
    "method": Words("Modo della votazione", "How the vote was taken"),
    "count": Words("Computo dei voti", "Count of the votes"),
    "barred": Words("Esclusi dal voto", "Without a vote"),
    "recused": Words("Astenuti per conflitto di interessi", "Standing aside in conflict of interest"),
    "majority": Words("Maggioranza", "Majority"),
    "side": Words("Maggioranza nel gruppo «{name}»", "Majority within “{name}”"),
    "resistance": Words("Prova di resistenza", "Test without conflicted votes"),
    "what_if": Words("Che cosa mancava", "What was missing"),
    "second_call": Words("In seconda convocazione", "In second call"),
    "proclamation": Words("Proclamazione", "Proclamation"),
}
# They judge the proposal, not the sitting: a rejected proposal is a sound resolution.
BARE = (Choice, Count, Flag, Several)
OUTCOME = frozenset({"majority", "side"})


class Line(NamedTuple):
    """One check. ``ok`` None: nothing is judged, something is told. ``formula`` in figures; ``article`` and ``quote`` of the rule."""

    code: str
    title: Words
    ok: bool | None
    sentence: Words
    formula: str = ""
    rule: Words = Words("", "")
    article: str = ""
    quote: str = ""


class Sheet(NamedTuple):
    """All checks of one resolution. ``adopted`` is what the numbers say, ``proclaimed`` what the chair declared, with ``reason``."""

    lines: tuple[Line, ...]
    adopted: bool
    proclaimed: bool
    reason: str = ""

    @property
    def differs(self) -> bool:
        """Whether the chair declared something else than the numbers say."""
        return self.adopted != self.proclaimed

    @property
    def sound(self) -> bool:
        """Whether nothing speaks against the resolution."""
        return not self.differs and all(line.ok is not False for line in self.lines if line.code not in OUTCOME)

    @property
    def defects(self) -> tuple[Line, ...]:
        """The lines that speak against it."""
        return tuple(line for line in self.lines if line.ok is False and line.code not in OUTCOME)


def line(code: str, ok: bool | None, sentence: Words, ruling: Ruling | None, formula: str = "", **names) -> Line:
    """A line on that subject; rule, article and quoted words come from ``ruling``, ``names`` fill the title."""
    title = Words(*(text.format(**names) for text in TITLES[code]))
    if ruling is None:
        return Line(code, title, ok, sentence, formula)
    rule = Words(_rule(ruling, "it"), _rule(ruling, "en"))
    article = ruling.citation.label() + (f" ({ruling.version})" if ruling.version else "")
    return Line(code, title, ok, sentence, formula, rule, article, ruling.quote)


def _rule(ruling: Ruling, lang: str) -> str:
    """What the rule says; a bare number, choice or yes with what it is about.

    >>> from datetime import date
    >>> from ..rules.resolution import rulebook
    >>> _rule(rulebook("ets").resolve("proxy.max.small", date(2026, 4, 18)), "it")
    'Deleghe per associato, piccole associazioni: 3'
    """
    rule = CATALOGUE.get(ruling.code)
    if rule is None or not isinstance(ruling.value, BARE):
        return words(ruling.value, lang)
    return f"{rule.title.text(lang)}: {words(ruling.value, lang, rule.choices)}"


def either(ok: bool, it: tuple[str, str], en: tuple[str, str]) -> Words:
    """The first of each pair where ``ok``, else the second.

    >>> either(False, ("sì", "no"), ("yes", "no"))
    Words(it='no', en='no')
    """
    return Words(it[not ok], en[not ok])


def formula(verdict: Verdict) -> str:
    """The comparison in whole numbers: count × denominator against total × numerator.

    >>> from ..rules.kinds import Share
    >>> formula(Verdict(Share(3, 4, False, "members"), 29, 40, 30, False, 1))
    '29 × 4 = 116 ≥ 40 × 3 = 120 : no'
    """
    share = verdict.share
    left, right = verdict.count * share.denominator, verdict.total * share.numerator
    told = "sì" if share.reached(verdict.count, verdict.total) else "no"
    return f"{verdict.count} × {share.denominator} = {left} {share.sign} {verdict.total} × {share.numerator} = {right} : {told}"
