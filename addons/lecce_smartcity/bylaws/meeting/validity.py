"""The validity sheet (foglio di validità) of a resolution: every check with its rule, its article, its numbers and the result.

A reader with paper and pencil recomputes it from its own text: each line says what was counted, of what, how many were needed and
why. Sentences come in Italian and English from the same numbers.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from ..rules.kinds import VOTES, Days
from ..rules.model import Words
from ..rules.resolution import Ruling
from ..rules.wording import BASES, COUNTED
from .notice import CLEAR, HOURS, Reach, Term
from .sheet import Line, Sheet, either, formula, line
from .sitting import Reading
from .votes import Resistance, Tally, Verdict

__all__ = [
    "Line",
    "Sheet",
    "barred_line",
    "majority_line",
    "notice_line",
    "proclamation_line",
    "quorum_line",
    "resistance_line",
    "side_lines",
    "validity_sheet",
]


def notice_line(reach: Reach, ruling: Ruling | None, plenary: bool, term: Term | None = None) -> Line:
    """Whether everybody was told in time; a plenary sitting cures what was not.

    ``term`` says how the time is counted; clear days of the ruling when left out.
    """
    long = _length(term or Term(ruling.value.count if ruling and isinstance(ruling.value, Days) else 0))
    told, late, missed = len(reach.in_time), len(reach.late), len(reach.missed)
    total = told + late + missed
    it = f"{told} destinatari su {total} raggiunti {long.it}"
    en = f"{told} of {total} addressees reached {long.en}"
    if reach.presumed:
        it += f", di cui {len(reach.presumed)} per presunzione, senza prova di arrivo"
        en += f", {len(reach.presumed)} of them presumed, without proof of arrival"
    if late or missed:
        it += f"; {late} in ritardo, {missed} non raggiunti"
        en += f"; {late} late, {missed} not reached"
    if plenary:
        it += "; assemblea totalitaria: il difetto è sanato"
        en += "; plenary sitting: the defect is cured"
    return line("notice", reach.complete or plenary, Words(it + ".", en + "."), ruling, f"{told} / {total}")


def _length(term: Term) -> Words:
    """How early a notice must be, in words."""
    number = term.amount
    if not number:
        return Words("prima della riunione", "before the meeting")
    if term.unit == HOURS:
        return Words(f"con almeno {number} ore di anticipo", f"at least {number} hours before")
    if term.counting == CLEAR:
        return Words(f"con almeno {number} giorni liberi", f"with at least {number} free days")
    return Words(f"con almeno {number} giorni di anticipo", f"at least {number} days before")


def quorum_line(reading: Reading, ruling: Ruling) -> Line:
    """Whether enough were present when the vote was taken."""
    verdict = reading.verdict
    base = COUNTED[verdict.share.base]
    it = f"{verdict.count} presenti ({reading.own} in proprio, {reading.by_proxy} per delega) su {verdict.total} {base.it}"
    en = f"{verdict.count} present ({reading.own} in person, {reading.by_proxy} by proxy) of {verdict.total} {base.en}"
    result = either(
        verdict.reached,
        (f"; ne occorrevano {verdict.needed}.", f"; ne occorrevano {verdict.needed}: ne mancano {verdict.missing}."),
        (f"; {verdict.needed} were needed.", f"; {verdict.needed} were needed: {verdict.missing} missing."),
    )
    return line("quorum", verdict.reached, Words(it + result.it, en + result.en), ruling, formula(verdict))


def majority_line(tally: Tally, verdict: Verdict, ruling: Ruling, code: str = "majority", name: str = "") -> Line:
    """Whether the votes in favour were enough, and what was missing."""
    base = _base(tally, verdict)
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
    result = either(
        verdict.reached,
        (": approvata.", f": respinta, mancano {verdict.missing} voti favorevoli."),
        (": adopted.", f": rejected, {verdict.missing} votes in favour missing."),
    )
    return line(code, verdict.reached, Words(it + result.it, en + result.en), ruling, formula(verdict), name=name)


def _base(tally: Tally, verdict: Verdict) -> Words:
    """What the votes in favour are counted against, in words."""
    base = BASES[verdict.share.base]
    if verdict.share.base == VOTES and verdict.total > tally.expressed:
        return Words(f"{base.it} e degli astenuti", f"{base.en} and of the abstentions")
    return base


def barred_line(names: Iterable[str], ruling: Ruling) -> Line | None:
    """Who had no vote on this matter; None if nobody."""
    names = tuple(names)
    if not names:
        return None
    listed = ", ".join(names)
    sentence = Words(
        f"Presenti senza diritto di voto su questa materia: {listed}.", f"Present without a vote on this matter: {listed}."
    )
    return line("barred", None, sentence, ruling)


def resistance_line(test: Resistance, names: Iterable[str], ruling: Ruling | None = None) -> Line:
    """Whether the outcome is the same without the votes of those in conflict."""
    listed = ", ".join(names)
    without = test.without
    it = f"Senza i voti in conflitto ({listed}): {without.count} favorevoli, ne occorrono {without.needed}"
    en = f"Without the votes in conflict ({listed}): {without.count} in favour, {without.needed} needed"
    result = either(
        test.holds,
        ("; l’esito non cambia.", "; l’esito cambia: il voto in conflitto è determinante."),
        ("; the outcome is the same.", "; the outcome changes: the votes in conflict decided."),
    )
    return line("resistance", test.holds, Words(it + result.it, en + result.en), ruling, formula(without))


def side_lines(tallies: Mapping[str, Tally], verdicts: Mapping[str, Verdict], ruling: Ruling) -> tuple[Line, ...]:
    """One line for each side of a joint body: all must agree."""
    return tuple(majority_line(tallies[side], verdict, ruling, "side", side) for side, verdict in verdicts.items())


def proclamation_line(adopted: bool, proclaimed: bool, reason: str) -> Line:
    """What the chair declared, beside what the numbers say."""
    declared = either(proclaimed, ("approvata", "respinta"), ("adopted", "rejected"))
    if adopted == proclaimed:
        return line(
            "proclamation",
            True,
            Words(
                f"Chi presiede proclama la proposta {declared.it}, come risulta dal computo.",
                f"The chair proclaims: {declared.en}, as counted.",
            ),
            None,
        )
    counted = either(adopted, ("approvata", "respinta"), ("adopted", "rejected"))
    sentence = Words(
        f"Chi presiede proclama la proposta {declared.it}; dal computo risulta {counted.it}. Motivo: {reason}",
        f"The chair proclaims: {declared.en}; the count says: {counted.en}. Reason: {reason}",
    )
    return line("proclamation", False, sentence, None)


def validity_sheet(
    checks: Iterable[Line | None], quorum: Verdict, majorities: Iterable[Verdict], proclaimed: bool | None = None, reason: str = ""
) -> Sheet:
    """The sheet of one resolution: ``checks`` in reading order, closed by the proclamation.

    Adopted by the numbers: a quorum, and every majority that is asked for (the sides of a joint body each count). A defect of
    notice or a conflict does not undo a resolution: it is shown, and a judge may annul it (c.c. 23).
    """
    adopted = quorum.reached and all(verdict.reached for verdict in majorities)
    declared = adopted if proclaimed is None else proclaimed
    lines = tuple(check for check in checks if check is not None)
    return Sheet((*lines, proclamation_line(adopted, declared, reason)), adopted, declared, reason)
