"""Phrases on convening the assembly, its calls, and on the accounts that it approves."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ..rules.kinds import Choice, DayOfYear, Days, Hours, Months, Several
from . import proposal as why
from .clauses import ASSEMBLY, BOARD, DISSOLUTION, STATUTE, Clause
from .detecting import BY, DATE, NO, YES, but, count, day, listed, organ, pattern, time
from .proposal import HIGH, LOW, MEDIUM, Detector, Find
from .quantities import LENGTH, NUMBER, length

_NOTICE = re.compile(
    rf"{LENGTH}(?P<free> liberi)?\s(?:prima|precedent|antecedent|di (?:preavviso|anticipo)|avanti)"
    rf"|(?:preavviso|anticipo) di (?:almeno )?"
    rf"(?:{LENGTH.replace('<n>', '<n2>').replace('<again>', '<again2>').replace('<unit>', '<unit2>')})(?P<free2> liberi)?"
)
_URGENT = re.compile(rf"urgen\w+[^.;]{{0,80}}?{LENGTH}")
_LONGER = re.compile(rf"termine[^.;]{{0,40}}?{LENGTH}")
_CONVENING = r"avvis|convoca|comunicazione scritta|invito|spedit|inviat|recapitat"


def notices(clause: Clause) -> Iterator[Find]:
    """How long before a meeting it is convened, and from when that counts."""
    spoken = clause.around + (clause.before.folded if clause.before is not None and clause.has("urgen|termine") else "")
    if clause.body not in (ASSEMBLY, BOARD) or not re.search(_CONVENING, spoken):
        return
    if clause.has(r"candidat|bilancio [^.;]{0,40}deposit|sollecit|quota|recess|recede"):
        return
    sure = HIGH if re.search(_CONVENING, clause.folded) else MEDIUM
    for match in _NOTICE.finditer(clause.folded):
        value = length(match) if match["n"] else _second(match)
        if not isinstance(value, (Days, Hours)):
            continue
        urgent = re.search(r"urgen\w+[^.;]{0,60}$", clause.folded[: match.start()]) is not None
        code = _notice_code(clause, match.start(), urgent)
        if code:
            yield code, value, match.start(), match.end(), why.READ if sure == HIGH else why.INFERRED, sure
            yield from _counting(clause, match)
    match = _LONGER.search(clause.folded)
    special = match is not None and clause.body == ASSEMBLY and clause.matter(match.start()) in (STATUTE, DISSOLUTION)
    if special and isinstance(value := length(match), (Days, Hours)):
        yield "notice.extraordinary", value, match.start(), match.end(), why.READ, sure
    match = _URGENT.search(clause.folded)
    if match and isinstance(value := length(match), (Days, Hours)):
        yield _notice_code(clause, match.start(), True), value, match.start(), match.end(), why.READ, sure


def _second(match: re.Match):
    found = re.search(LENGTH, match[0])
    return length(found) if found else None


def _notice_code(clause: Clause, at: int, urgent: bool) -> str:
    if clause.body == BOARD:
        return "notice.board.urgent" if urgent else "notice.board"
    if urgent:
        return "notice.urgent"
    if clause.matter(at) in (STATUTE, DISSOLUTION) and clause.has(r"statut|straordinari|sciogl"):
        return "notice.extraordinary"
    return "notice.ordinary"


def _counting(clause: Clause, match: re.Match) -> Iterator[Find]:
    if clause.body != ASSEMBLY:
        return
    if match["free"] or match["free2"]:
        yield "notice.counting", Choice("clear"), match.start(), match.end(), why.READ, HIGH
    before = clause.folded[: match.start()]
    if found := re.search(r"pervien|pervenire|ricev|consegnat|recapitat", before):
        yield "notice.counts_from", Choice("received"), found.start(), match.end(), why.READ, HIGH
    elif found := re.search(r"spedi|invia|trasmess", before):
        yield "notice.counts_from", Choice("sent"), found.start(), match.end(), why.SENT, LOW


_CHANNELS = listed(
    {
        "pec": r"posta elettronica certificata|\bpec\b",
        "registered_letter": r"raccomandat",
        "by_hand": r"a mano|consegna personale|consegnat[oa] a",
        "email": r"posta elettronica(?! certificata)|e-mail|email|mail\b",
        "letter": r"lettera(?! raccomandata)(?! [a-z]\))|posta ordinaria",
        "sms": r"\bsms\b|messaggi\w* telefonic|whatsapp|messaggistica",
        "fax": r"\b(?:tele)?fax\b",
        "portal": r"area riservata|portale",
        "website": r"sito (?:internet|web)|sito dell'associazione|pubblicazione sul sito",
        "notice_board": r"affissione|affisso|bacheca|albo",
    }
)


def channels(clause: Clause) -> Iterator[Find]:
    """By which means the assembly is convened."""
    if clause.body != ASSEMBLY or not clause.has(r"avvis|convoca|invit"):
        return
    if match := re.search(
        r"\b(?:mediante|tramite|a mezzo|per mezzo|per (?:posta|lettera|raccomandata|e-?mail)|via|con (?:posta|lettera"
        r"|raccomandata))",
        clause.folded,
    ):
        codes = _CHANNELS(clause)
        if codes:
            yield "notice.channels", Several(codes), match.start(), len(clause.folded), why.READ, MEDIUM


def second_call(clause: Clause) -> Iterator[Find]:
    """When a second call may be held."""
    known = "seconda convocazione" in clause.folded or "seconda adunanza" in clause.folded
    if not known and not (
        clause.before is not None and "seconda convocazione" in clause.before.folded and clause.has("dopo la prima|dalla prima")
    ):
        return
    folded = clause.folded
    gap = re.search(
        rf"(?:prima (?:di|che siano (?:trascorse|decorse|passate)|che siano trascorsi|di almeno)|almeno|trascors[eio](?: almeno)?"
        rf"|decors[eio](?: almeno)?|dopo"
        rf"|(?:distanza|intervallo) di(?: almeno)?) {LENGTH}(?! prima)",
        folded,
    )
    if gap and isinstance(value := length(gap), (Days, Hours)):
        if isinstance(value, Hours) and value.count < 12:
            yield "second_call.same_day", YES, gap.start(), gap.end(), why.READ, MEDIUM
        yield "second_call.gap", value, gap.start(), gap.end(), why.READ, HIGH
    elif match := re.search(r"(?:giorno|di) (?:successivo|seguente|dopo)|almeno il giorno|giorno diverso|altro giorno", folded):
        yield "second_call.gap", Days(1), match.start(), match.end(), why.NEXT_DAY, HIGH
        yield "second_call.same_day", NO, match.start(), match.end(), why.NEXT_DAY, HIGH
    if match := re.search(r"(?P<no>non [^.;]{0,60}?)?(?:nello stesso giorno|nel medesimo giorno|lo stesso giorno)", folded):
        yield "second_call.same_day", NO if match["no"] else YES, match.start(), match.end(), why.READ, HIGH
    elif match := re.search(
        r"(?:mezz'ora|\d{2} minuti|trenta minuti|un'ora) (?:dopo|dalla)|(?:trascors|decors)\w+ (?:almeno )?(?:mezz'ora|un'ora"
        r"|\d{2} minuti)",
        folded,
    ):
        yield "second_call.same_day", YES, match.start(), match.end(), why.READ, MEDIUM
    match = re.search(rf"(?:non oltre|entro) (?:i )?{LENGTH}", folded)
    if match and isinstance(value := length(match), Days):
        yield "second_call.within", value, match.start(), match.end(), why.READ, HIGH


def _months_to(match, clause):
    """The end of a month as so many months after 31 December."""
    found = day(match, clause)
    return Months(found.month) if found and found.day in (28, 29, 30, 31) and found.month < 10 else None


ASSEMBLY_DETECTORS: tuple[Detector, ...] = (
    notices,
    channels,
    second_call,
    pattern(
        "notice.counting",
        r"non (?:si )?(?:conta|contano|computa|computano|calcola\w*)[^.;]{0,60}giorno",
        Choice("clear"),
        body=ASSEMBLY,
        need="avvis|convoca",
    ),
    pattern(
        "request.convene_within",
        rf"(?:entro|nel termine di) {LENGTH} (?:dalla|dal ricevimento della|dalla data della|dalla ricezione della) (?:richiesta"
        rf"|domanda)",
        time,
        body=ASSEMBLY,
        need="convoca",
        never="rigett|ammission|esam",
    ),
    pattern(
        "request.convene_within",
        rf"(?:richiest|chied|chiest)\w*[^.;]{{0,120}}convoca[^.;]{{0,60}}entro {LENGTH}",
        time,
        body=(ASSEMBLY, "president"),
        never="rigett|ammission|istanza|chiusura|bilancio",
    ),
    pattern(
        "assembly.per_year",
        rf"almeno {NUMBER} volt[ae] (?:(?:all'|l')anno|ogni anno|per anno|nell'anno|l'esercizio|annu)",
        count,
        body=ASSEMBLY,
    ),
    pattern(
        "assembly.convener",
        rf"convocata (?:[a-z]+ ){{0,3}}?{BY}(?P<organ>presidente|consiglio|organo di amministrazione|organo amministrativo)",
        but(organ, "board", "president"),
        body=ASSEMBLY,
    ),
    pattern(
        "agenda.binding",
        r"(?:delibera|deliberare|discute\w*|deliberazioni)[^.;]{0,30}(?:soltanto|solo|esclusivamente|unicamente) (?:su|sulle"
        r"|sugli)[^.;]{0,60}ordine del giorno|non (?:puo|possono)[^.;]{0,50}(?:deliber|discu)[^.;]{0,50}non (?:siano |sono )?"
        r"(?:iscritt|indicat|compres)",
        YES,
        body=ASSEMBLY,
    ),
    pattern("agenda.binding", r"delibera soltanto sulle materie indicate", YES, body=ASSEMBLY),
    pattern(
        "assembly.plenary",
        r"(?:in (?:mancanza|difetto) (?:di|delle|della)|anche senza|anche in assenza)[^.;]{0,60}(?:convocazione|formalita"
        r"|avviso)[^.;]{0,80}valid",
        YES,
        body=ASSEMBLY,
    ),
    pattern(
        "accounts.approve_within",
        rf"entro (?:il termine di )?(?:i )?{LENGTH} (?:[a-z]+ )?(?:dalla|dopo la|dal|della) (?:chiusura|fine|termine|scadenza)",
        time,
        need="bilanci|rendicont|consuntiv|una volta (?:al)?l'anno|una volta all'anno|annualmente|ordinaria",
    ),
    pattern(
        "accounts.approve_within",
        rf"(?:bilanci|rendicont|consuntiv)[^.;]{{0,120}}entro (?:e non oltre )?{DATE}",
        _months_to,
        never="preventiv|prevision",
        confidence=MEDIUM,
        reason=why.DAY_AS_MONTHS,
    ),
    pattern("budget.approve_by", rf"(?:preventiv\w*|di previsione)[^.;]{{0,120}}(?:entro|non oltre) {DATE}", day),
    pattern(
        "fiscal_year.end",
        rf"(?:esercizi\w*|anno (?:sociale|finanziario|associativo))[^.;]{{0,60}}(?:chiud\w*|termin\w*|scad\w*|al|finisce|fino al)"
        rf" {DATE}",
        day,
    ),
    pattern(
        "fiscal_year.end",
        r"(?:esercizi\w*|anno (?:sociale|finanziario))[^.;]{0,60}(?:coincid\w*|corrispond\w*)[^.;]{0,20}anno solare",
        DayOfYear(12, 31),
    ),
)
