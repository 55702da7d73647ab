"""Lines of a validity sheet beside notice, quorum and majority: competence, agenda, proxies, the count, and what was missing."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from ..rules.kinds import VOTES, Count, Share
from ..rules.model import Words
from ..rules.resolution import Ruling
from .matters import ASSEMBLY, MATTERS
from .sheet import Line, either, formula, line
from .votes import Resistance, Tally, Totals, Verdict, quorum

_BODIES = {
    ASSEMBLY: Words("l’assemblea", "the assembly"),
    "board": Words("l’organo di amministrazione", "the board"),
}
_COUNTED = (
    ("favour", Words("favorevoli", "in favour")),
    ("against", Words("contrari", "against")),
    ("abstained", Words("astenuti", "abstained")),
    ("blank", Words("schede bianche", "blank")),
    ("void", Words("schede nulle", "void")),
    ("not_voting", Words("presenti che non partecipano al voto", "present, taking no part")),
    ("recused", Words("astenuti per conflitto di interessi", "standing aside in conflict")),
    ("barred", Words("senza voto su questa materia", "without a vote on this matter")),
)


def competence_line(matter: str, body: str, name: str, regime: str, organ: Ruling | None = None) -> Line:
    """Whether the body may decide that matter: by the law's list, else by the statute's rule ``organ``.

    ``body`` is its kind, ``name`` how it is called.

    >>> competence_line("accounts", "board", "Consiglio", "ets").ok
    False
    """
    kind = MATTERS[matter]
    article = kind.reserved.get(regime)
    told = Words(f"Materia: {kind.words.it.lower()}; delibera: {name}", f"Matter: {kind.words.en.lower()}; decided by: {name}")
    if article:
        found = line("competence", body == ASSEMBLY, _competent(told, body == ASSEMBLY, ASSEMBLY), None)
        return found._replace(article=article.label(), quote=article.text)
    chosen = getattr(organ.value, "code", "") if organ else ""
    if not chosen:
        return line("competence", True, Words(told.it + ".", told.en + "."), None)
    # The assembly is sovereign over what a statute gives to a body that it appoints.
    right = chosen == body or (body == ASSEMBLY and organ.origin != "law")
    return line("competence", right, _competent(told, right, chosen), organ)


def _competent(told: Words, right: bool, competent: str) -> Words:
    body = _BODIES.get(competent, Words(competent, competent))
    end = either(right, ("; è competente.", f"; è competente {body.it}."), ("; it is competent.", f"; {body.en} is competent."))
    return Words(told.it + end.it, told.en + end.en)


def agenda_line(late: bool, plenary: bool, ruling: Ruling | None) -> Line:
    """Whether the subject stood in the notice as it was sent; a plenary sitting may decide what did not."""
    if not late:
        sentence = Words(
            "L’argomento era nell’ordine del giorno inviato con l’avviso.", "The subject was on the agenda sent with the notice."
        )
        return line("agenda", True, sentence, ruling)
    bound = ruling is None or getattr(ruling.value, "on", True)
    it = "L’argomento è stato aggiunto dopo l’invio dell’avviso"
    en = "The subject was added after the notice had been sent"
    if plenary:
        return line("agenda", True, Words(it + ": l’assemblea totalitaria lo sana.", en + ": the plenary sitting cures it."), ruling)
    return line("agenda", not bound, Words(it + ".", en + "."), ruling)


def plenary_line(members: int, others: int, ruling: Ruling | None = None) -> Line:
    """All were there: ``members`` entitled to be called, and ``others`` (directors and control body who are no members)."""
    it = f"Sono presenti tutti i {members} associati e i {others} altri componenti degli organi: la convocazione non occorre."
    en = f"All {members} members and the {others} other holders of offices are present: no notice is needed."
    return line("plenary", True, Words(it, en), ruling)


def proxies_line(held: Mapping[str, int], ruling: Ruling | None) -> Line | None:
    """The proxies used in this vote: ``held`` is how many each holder, by name, used. None if nobody did.

    >>> proxies_line({}, None) is None
    True
    """
    if not held:
        return None
    total, most = sum(held.values()), max(held.values())
    it = f"{total} voti per delega, di {len(held)} delegati; nessuno ne ha usate più di {most}"
    en = f"{total} votes by proxy, held by {len(held)}; nobody used more than {most}"
    cap = ruling.value.count if ruling and isinstance(ruling.value, Count) else None
    if cap is None:
        return line("proxies", None, Words(it + ".", en + "."), ruling)
    ok = most <= cap
    over = ", ".join(f"{name} ({count})" for name, count in held.items() if count > cap)
    end = either(ok, ("; al massimo {cap}.", "; al massimo {cap}: {over}."), ("; at most {cap}.", "; at most {cap}: {over}."))
    names = {"cap": cap, "over": over}
    sentence = Words(it + end.it.format(**names), en + end.en.format(**names))
    return line("proxies", ok, sentence, ruling, f"{most} ≤ {cap} : {'sì' if ok else 'no'}")


def method_line(is_secret: bool, ruling: Ruling | None) -> Line | None:
    """Whether the vote was secret where the statute, by ``ruling``, asks for it; None where it may be either.

    >>> method_line(False, None) is None
    True
    """
    if ruling is None:
        return None
    sentence = either(
        is_secret,
        ("Si è votato a scrutinio segreto, come richiesto.", "Si è votato in modo palese, ma è richiesto lo scrutinio segreto."),
        ("The vote was secret, as asked for.", "The vote was open, but a secret one is asked for."),
    )
    return line("method", is_secret, sentence, ruling)


def count_line(tally: Tally) -> Line:
    """All votes present, by what became of them: the bases of every majority can be read off.

    >>> count_line(Tally(8, 5, abstained=3)).formula
    '8 + 5 + 3 = 16'
    """
    shown = [(getattr(tally, name), told) for name, told in _COUNTED if getattr(tally, name) or name in ("favour", "against")]
    it = ", ".join(f"{number} {told.it}" for number, told in shown)
    en = ", ".join(f"{number} {told.en}" for number, told in shown)
    sentence = Words(f"{it}: {tally.present} voti presenti in tutto.", f"{en}: {tally.present} votes present in all.")
    return line("count", None, sentence, None, " + ".join(str(number) for number, _told in shown) + f" = {tally.present}")


def recused_line(names: Iterable[str], ruling: Ruling | None) -> Line | None:
    """Who stood aside: counted for the sitting, not for the base of the majority. None if nobody did."""
    names = tuple(names)
    if not names:
        return None
    listed = ", ".join(names)
    sentence = Words(
        f"Astenuti per conflitto, contati per il numero legale e non per la maggioranza: {listed}.",
        f"Standing aside, counted for the quorum and not for the majority: {listed}.",
    )
    return line("recused", None, sentence, ruling)


def missing_votes_line(verdict: Verdict, ruling: Ruling) -> Line | None:
    """With how many more votes in favour a rejected proposal would have been adopted; None where none would have helped.

    >>> from ..rules.resolution import rulebook
    >>> from datetime import date
    >>> ruling = rulebook("ets").resolve("majority.ord", date(2026, 4, 18))
    >>> from .votes import majority
    >>> missing_votes_line(majority(ruling.value, Tally(4, 5), Totals()), ruling).formula
    '6 × 2 = 12 > 11 × 1 = 11 : sì'
    """
    if verdict.reached or not verdict.missing:
        return None
    more = verdict.missing
    # Votes in favour from others than those who voted enlarge a base of votes cast.
    total = verdict.total + (more if verdict.share.base == VOTES else 0)
    then = Verdict(verdict.share, verdict.count + more, total, verdict.share.needed(total), True, 0)
    it = f"Con {more} voti favorevoli in più la proposta sarebbe stata approvata."
    en = f"With {more} more votes in favour the proposal would have been adopted."
    return line("what_if", None, Words(it, en), ruling, formula(then))


def second_call_line(present: int, totals: Totals, ruling: Ruling | None) -> Line | None:
    """What the quorum of the second call, ``ruling``, would have said of those present; None where there is none."""
    if ruling is None or not isinstance(ruling.value, Share):
        return None
    then = quorum(ruling.value, present, totals)
    it = f"In seconda convocazione gli stessi {present} presenti "
    en = f"In second call the same {present} present "
    result = either(
        then.reached,
        ("sarebbero bastati.", f"non sarebbero bastati: ne occorrono {then.needed}."),
        ("would have been enough.", f"would not have been enough: {then.needed} are needed."),
    )
    return line("second_call", None, Words(it + result.it, en + result.en), ruling, formula(then))


def possible_resistance_line(test: Resistance, conflicted: int, ruling: Ruling | None = None) -> Line:
    """Whether ``conflicted`` votes of people in conflict may have decided, where nobody knows how they voted.

    ``test`` is the worst case: as if all of them had gone to the side that won.

    >>> from .votes import possible_resistance
    >>> more_than_half = Share(1, 2, True, "votes")
    >>> tests = [possible_resistance(more_than_half, votes, 2, Totals()) for votes in (Tally(9, 5), Tally(6, 5))]
    >>> [(line.ok, line.formula) for line in (possible_resistance_line(test, 2) for test in tests)]
    [(True, '7 × 2 = 14 > 12 × 1 = 12 : sì'), (None, '4 × 2 = 8 > 9 × 1 = 9 : no')]
    """
    it = f"Come hanno votato i {conflicted} voti in conflitto non si sa. Se fossero andati tutti a chi ha prevalso, senza di loro "
    en = f"How the {conflicted} votes in conflict went is not known. Had all gone to the side that won, without them "
    result = either(
        test.holds,
        ("l’esito sarebbe lo stesso.", "l’esito sarebbe stato diverso: possono essere stati determinanti."),
        ("the outcome would be the same.", "the outcome would have been another: they may have decided."),
    )
    return line("resistance", test.holds or None, Words(it + result.it, en + result.en), ruling, formula(test.without))


def side_quorum_lines(present: Mapping[str, int], bodies: Mapping[str, int], ruling: Ruling) -> tuple[Line, ...]:
    """One line for each side of a joint body: enough of its own must be there. ``bodies``: its members in office."""
    found = []
    for side, total in bodies.items():
        verdict = quorum(ruling.value, present.get(side, 0), Totals(total, total, total, total))
        it = f"{verdict.count} presenti su {verdict.total}; ne occorrevano {verdict.needed}."
        en = f"{verdict.count} present of {verdict.total}; {verdict.needed} were needed."
        found.append(line("side_quorum", verdict.reached, Words(it, en), ruling, formula(verdict), name=side))
    return tuple(found)
