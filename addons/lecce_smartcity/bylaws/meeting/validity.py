"""The validity sheet (foglio di validità) of a resolution: every check with its rule, its article, its numbers and the result.

A reader with paper and pencil recomputes it from its own text: each line says what was counted, of what, how many were needed and
why. Sentences come in Italian and English from the same numbers.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import NamedTuple

from ..rules.kinds import Days
from ..rules.model import Words
from ..rules.resolution import Ruling
from ..rules.wording import BASES, words
from .notice import Reach
from .sitting import Reading
from .votes import Resistance, Tally, Verdict

_TITLES = {
    "notice": Words("Avviso di convocazione", "Notice"),
    "competence": Words("Competenza", "Competence"),
    "quorum": Words("Numero legale", "Quorum"),
    "majority": Words("Maggioranza", "Majority"),
    "barred": Words("Esclusi dal voto", "Without a vote"),
    "resistance": Words("Prova di resistenza", "Test without conflicted votes"),
    "side": Words("Maggioranza nel gruppo «{name}»", "Majority within “{name}”"),
    "proclamation": Words("Proclamazione", "Proclamation"),
}


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
        return not self.differs and all(line.ok is not False for line in self.lines if line.code != "majority")


def _line(code: str, ok: bool | None, sentence: Words, ruling: Ruling | None, formula: str = "", **names) -> Line:
    title = Words(*(text.format(**names) for text in _TITLES[code]))
    if ruling is None:
        return Line(code, title, ok, sentence, formula)
    rule = Words(words(ruling.value, "it"), words(ruling.value, "en"))
    article = ruling.citation.label() + (f" ({ruling.version})" if ruling.version else "")
    return Line(code, title, ok, sentence, formula, rule, article, ruling.quote)


def _is(ok: bool, it: tuple[str, str], en: tuple[str, str]) -> Words:
    return Words(it[not ok], en[not ok])


def notice_line(reach: Reach, ruling: Ruling, plenary: bool) -> Line:
    """Whether everybody was told in time; a plenary sitting cures what was not."""
    days = ruling.value.count if isinstance(ruling.value, Days) else 0
    told, late, missed = len(reach.in_time), len(reach.late), len(reach.missed)
    total = told + late + missed
    it = f"{told} destinatari su {total} raggiunti con almeno {days} giorni liberi"
    en = f"{told} of {total} addressees reached with at least {days} free days"
    if reach.presumed:
        it += f", di cui {len(reach.presumed)} per presunzione, senza prova di arrivo"
        en += f", {len(reach.presumed)} of them presumed, without proof of arrival"
    if late or missed:
        it += f"; {late} in ritardo, {missed} non raggiunti"
        en += f"; {late} late, {missed} not reached"
    if plenary:
        it += "; assemblea totalitaria: il difetto è sanato"
        en += "; plenary sitting: the defect is cured"
    return _line("notice", reach.complete or plenary, Words(it + ".", en + "."), ruling, f"{told} / {total}")


def quorum_line(reading: Reading, ruling: Ruling) -> Line:
    """Whether enough were present when the vote was taken."""
    verdict = reading.verdict
    base = BASES[verdict.share.base]
    it = f"{verdict.count} presenti ({reading.own} in proprio, {reading.by_proxy} per delega) su {verdict.total} {base.it[4:]}"
    en = f"{verdict.count} present ({reading.own} in person, {reading.by_proxy} by proxy) {base.en}, {verdict.total}"
    result = _is(
        verdict.reached,
        (f"; ne occorrevano {verdict.needed}.", f"; ne occorrevano {verdict.needed}: ne mancano {verdict.missing}."),
        (f"; {verdict.needed} were needed.", f"; {verdict.needed} were needed: {verdict.missing} missing."),
    )
    return _line("quorum", verdict.reached, Words(it + result.it, en + result.en), ruling, _formula(verdict))


def majority_line(tally: Tally, verdict: Verdict, ruling: Ruling, code: str = "majority", name: str = "") -> Line:
    """Whether the votes in favour were enough, and what was missing."""
    base = BASES[verdict.share.base]
    it = (
        f"{tally.favour} favorevoli, {tally.against} contrari, {tally.abstained} astenuti; "
        f"base: {verdict.total} ({base.it}); occorrevano {verdict.needed} voti favorevoli"
    )
    en = (
        f"{tally.favour} in favour, {tally.against} against, {tally.abstained} abstained; "
        f"base: {verdict.total} ({base.en}); {verdict.needed} votes in favour were needed"
    )
    if verdict.tie_broken:
        it, en = it + "; parità: prevale il voto di chi presiede", en + "; a tie: the chair’s vote prevails"
    result = _is(
        verdict.reached,
        (": approvata.", f": respinta, mancano {verdict.missing} voti favorevoli."),
        (": adopted.", f": rejected, {verdict.missing} votes in favour missing."),
    )
    return _line(code, verdict.reached, Words(it + result.it, en + result.en), ruling, _formula(verdict), name=name)


def _formula(verdict: Verdict) -> str:
    """The comparison in whole numbers: count × denominator against total × numerator.

    >>> from ..rules.kinds import Share
    >>> _formula(Verdict(Share(3, 4, False, "members"), 29, 40, 30, False, 1))
    '29 × 4 = 116 ≥ 40 × 3 = 120 : no'
    """
    share = verdict.share
    left, right = verdict.count * share.denominator, verdict.total * share.numerator
    told = "sì" if share.reached(verdict.count, verdict.total) else "no"
    return f"{verdict.count} × {share.denominator} = {left} {share.sign} {verdict.total} × {share.numerator} = {right} : {told}"


def barred_line(names: Iterable[str], ruling: Ruling) -> Line | None:
    """Who had no vote on this matter; None if nobody."""
    names = tuple(names)
    if not names:
        return None
    listed = ", ".join(names)
    sentence = Words(
        f"Presenti senza diritto di voto su questa materia: {listed}.", f"Present without a vote on this matter: {listed}."
    )
    return _line("barred", None, sentence, ruling)


def resistance_line(test: Resistance, names: Iterable[str], ruling: Ruling | None = None) -> Line:
    """Whether the outcome is the same without the votes of those in conflict."""
    listed = ", ".join(names)
    without = test.without
    it = f"Senza i voti in conflitto ({listed}): {without.count} favorevoli, ne occorrono {without.needed}"
    en = f"Without the votes in conflict ({listed}): {without.count} in favour, {without.needed} needed"
    result = _is(
        test.holds,
        ("; l’esito non cambia.", "; l’esito cambia: il voto in conflitto è determinante."),
        ("; the outcome is the same.", "; the outcome changes: the votes in conflict decided."),
    )
    return _line("resistance", test.holds, Words(it + result.it, en + result.en), ruling, _formula(without))


def side_lines(tallies: Mapping[str, Tally], verdicts: Mapping[str, Verdict], ruling: Ruling) -> tuple[Line, ...]:
    """One line for each side of a joint body: all must agree."""
    return tuple(majority_line(tallies[side], verdict, ruling, "side", side) for side, verdict in verdicts.items())


def proclamation_line(adopted: bool, proclaimed: bool, reason: str) -> Line:
    """What the chair declared, beside what the numbers say."""
    declared = _is(proclaimed, ("approvata", "respinta"), ("adopted", "rejected"))
    if adopted == proclaimed:
        return _line(
            "proclamation",
            True,
            Words(
                f"Chi presiede proclama la proposta {declared.it}, come risulta dal computo.",
                f"The chair proclaims: {declared.en}, as counted.",
            ),
            None,
        )
    counted = _is(adopted, ("approvata", "respinta"), ("adopted", "rejected"))
    sentence = Words(
        f"Chi presiede proclama la proposta {declared.it}; dal computo risulta {counted.it}. Motivo: {reason}",
        f"The chair proclaims: {declared.en}; the count says: {counted.en}. Reason: {reason}",
    )
    return _line("proclamation", False, sentence, None)


def validity_sheet(
    checks: Iterable[Line | None], quorum: Verdict, majorities: Iterable[Verdict], proclaimed: bool | None = None, reason: str = ""
) -> Sheet:
    """The sheet of one resolution: ``checks`` in reading order, closed by the proclamation.

    Adopted by the numbers: a quorum, and every majority that is asked for (the sides of a joint body each count). A defect of
    notice or a conflict does not undo a resolution: it is shown, and a judge may annul it (c.c. 23).
    """
    adopted = quorum.reached and all(verdict.reached for verdict in majorities)
    declared = adopted if proclaimed is None else proclaimed
    lines = tuple(line for line in checks if line is not None)
    return Sheet((*lines, proclamation_line(adopted, declared, reason)), adopted, declared, reason)
