"""Phrases on the board, the other bodies, mandates and elections."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ..rules.kinds import SEATS, Choice, Count, Days, Months, Several, Share, Years
from . import proposal as why
from .clauses import ARBITRATORS, BOARD, CONTROL, PRESIDENT, Clause
from .detecting import BY, ORGAN, YES, but, count, organ, pattern, time
from .proposal import HIGH, LOW, MEDIUM, Detector, Find
from .quantities import LENGTH, NUMBER, length, whole

_N2 = NUMBER.replace("<n>", "<n2>").replace("<again>", "<again2>")
_PEOPLE = r"(?:membri|componenti|consiglieri|persone|amministratori|soci|associati|revisori|probiviri|sindaci)"
_SIZE = re.compile(
    rf"(?:(?:da|fra|tra)(?: un (?:minimo|numero minimo|numero) di| un minimo di)? {NUMBER}(?: {_PEOPLE})? (?:a|ad|e|fino a"
    rf"|sino a)(?: un massimo di)? {_N2}"
    rf"|non (?:inferiore|minore) a {NUMBER.replace('<n>', '<n3>').replace('<again>', '<again3>')}(?: {_PEOPLE})?,? (?:e|ne|ma)? ?"
    rf"(?:non )?(?:superiore|maggiore) a "
    rf"{NUMBER.replace('<n>', '<n4>').replace('<again>', '<again4>')}"
    rf"|(?:da )?non meno di {NUMBER.replace('<n>', '<n5>').replace('<again>', '<again5>')}(?: {_PEOPLE})? e "
    rf"(?:da )?non piu di {NUMBER.replace('<n>', '<n6>').replace('<again>', '<again6>')}"
    rf"|(?:da|di|in numero di) {NUMBER.replace('<n>', '<n7>').replace('<again>', '<again7>')} (?:[a-z]+ )?{_PEOPLE})"
)
_MADE_OF = re.compile(r"compost|format[oa]|costituit[oa]|si compone|consta|component[ie] (?:e|sono)|numero")
_SINGLE = r"monocratic|unico (?:componente|membro)"


def sizes(clause: Clause) -> Iterator[Find]:
    """Of how many persons a body is made."""
    if clause.body not in (BOARD, CONTROL, ARBITRATORS) or not _MADE_OF.search(clause.folded):
        return
    match = _SIZE.search(clause.folded)
    if not match:
        return
    low, high = _pair(match)
    if not low or not high or low > high or high > 60:
        return
    place = (match.start(), match.end())
    if clause.body == BOARD:
        reason = why.FIXED_NUMBER if low == high else why.READ
        yield "board.size.min", Count(low), *place, reason, HIGH
        yield "board.size.max", Count(high), *place, reason, HIGH
    elif low == high:
        code = "control.size" if clause.body == CONTROL else "arbitrators.size"
        yield code, Count(low), *place, why.CONTROL if "revis" in clause.folded else why.READ, HIGH


def _pair(match: re.Match) -> tuple[int | None, int | None]:
    for one, two in (("n", "n2"), ("n3", "n4"), ("n5", "n6"), ("n7", "n7")):
        if match[one]:
            return whole(match, one), whole(match, two)
    return None, None


_TERMS = re.compile(
    rf"(?:dur\w+|rest\w+|riman\w+|nominat\w+|elett\w+)[^.;]{{0,50}}?(?:per (?:la durata di )?|in carica (?:per )?){LENGTH}|"
    rf"(?:in carica|nominat\w+|elett\w+|dur\w+)[^.;]{{0,30}}(?:per )?un (?P<period>biennio|triennio|quadriennio|quinquennio)"
)
_PERIODS = {"biennio": 2, "triennio": 3, "quadriennio": 4, "quinquennio": 5}
_TERM_CODES = {BOARD: "board.term", CONTROL: "control.term", ARBITRATORS: "arbitrators.term"}


def terms(clause: Clause) -> Iterator[Find]:
    """For how long a body is in office."""
    match = _TERMS.search(clause.folded)
    code = _TERM_CODES.get(clause.body)
    if clause.body == PRESIDENT and clause.heading_body == BOARD:
        code = None
    if not match or not code:
        return
    value = Years(_PERIODS[match["period"]]) if match["period"] else length(match)
    if isinstance(value, (Years, Months)) and value.count:
        sure = HIGH if clause.body == clause.heading_body or not clause.heading_body else MEDIUM
        yield code, value, match.start(), match.end(), why.CONTROL if "revisor" in clause.around else why.READ, sure


_MANDATES = re.compile(
    rf"(?P<not>non )(?:[a-z']+ ){{0,9}}?(?:piu di|oltre) {NUMBER} (?:mandati|volte|incarichi)(?: consecutiv\w+)?"
    rf"|(?:massimo|limite)(?: di)? {_N2} mandati"
    r"|rieleggibil\w*[^.;]{0,30}?(?P<once>per un solo mandato|una sola volta|per una sola volta|per un altro mandato"
    r"|per un secondo mandato|per una volta)"
)


def mandates(clause: Clause) -> Iterator[Find]:
    """How many mandates in a row."""
    match = _MANDATES.search(clause.folded)
    code = {BOARD: "board.mandates.max", PRESIDENT: "president.mandates.max"}.get(clause.body)
    if not match or not code:
        return
    place = (match.start(), match.end())
    if match["once"]:
        yield code, Count(2), *place, why.ONE_REELECTION, HIGH
        return
    number = whole(match) if match["n"] else whole(match, "n2")
    if number:
        again = re.search(r"rielett|rieleggibil|riconfermat|rinnovat", clause.folded[: match.start() + 40]) is not None
        yield code, Count(number), *place, why.REELECTIONS if again else why.READ, LOW if again else HIGH


_EVERY = re.compile(
    rf"(?:almeno )?(?:una volta )?ogni {NUMBER} (?P<unit>mesi|mese|giorni)|(?P<month>una volta al mese|mensilmente|ogni mese)"
    rf"|(?P<quarter>trimestralmente|ogni trimestre|una volta al trimestre)|(?P<half>ogni semestre|una volta al semestre)"
    rf"|almeno {_N2} volt[ae] (?:(?:all'|l')anno|ogni anno|per anno|nell'anno)"
)


def meetings(clause: Clause) -> Iterator[Find]:
    """How often the board meets."""
    match = _EVERY.search(clause.folded)
    if clause.body != BOARD or not match or not clause.has(r"riuni|convoca|sedut|adunanz"):
        return
    place = (match.start(), match.end())
    if match["n"]:
        value = length(match)
        if value is not None and value.count:
            yield "board.meets_every", value, *place, why.READ, HIGH
    elif match["n2"]:
        times = whole(match, "n2")
        if times and 12 % times == 0:
            yield "board.meets_every", Months(12 // times), *place, why.TIMES_A_YEAR, HIGH
    else:
        yield "board.meets_every", Months(1 if match["month"] else 3 if match["quarter"] else 6), *place, why.READ, HIGH


def requests(clause: Clause) -> Iterator[Find]:
    """How many directors may ask for a meeting, as a number."""
    match = re.search(
        rf"(?:richied|richiest|chied|chiest)\w*[^.;]{{0,50}}?(?:almeno |da )?{NUMBER} (?:dei suoi |suoi |dei )?(?:consiglieri"
        rf"|membri|componenti|amministratori)",
        clause.folded,
    )
    if clause.body == BOARD and match and clause.has(r"riuni|convoca"):
        number = whole(match)
        if number:
            yield "board.request", Count(number), match.start(), match.end(), why.READ, HIGH


def replacement(clause: Clause) -> Iterator[Find]:
    """Who takes the seat of a director who leaves."""
    if clause.body not in (BOARD, "") or not clause.has(r"mancare|cess|dimission|sostitu|vacan|meno|decess|mancanza|integra|subentr"):
        return
    for code, regex in (
        ("first_non_elected", r"prim[oi] (?:(?:dei|tra i|fra i) )?(?:candidati )?non elett[oi]"),
        ("co_optation", r"coopta"),
        (
            "designating_body",
            r"(?:ente|soggetto|organo|chi) (?:che )?(?:lo |li |l')?(?:ha |aveva )?designa\w*[^.;]{0,60}sostitu"
            r"|sostitu\w*[^.;]{0,60}designat",
        ),
        ("election", r"assemblea[^.;]{0,60}(?:sostituzione|elezione|nuov)|(?:nuova elezione|elezioni suppletive)"),
    ):
        if match := re.search(regex, clause.folded):
            second = code == "co_optation" and clause.before is not None and re.search("non elett", clause.before.folded)
            yield (
                "board.replacement",
                Choice(code),
                match.start(),
                match.end(),
                why.READ,
                LOW if second or code in ("election", "designating_body") else HIGH,
            )
            return


_TIE = (
    (
        "seniority",
        r"anzian\w+ (?:di iscrizione|associativa)|(?:piu lungo tempo|prima) (?:nel libro|iscritt)|maggiore anzianita "
        r"(?:di iscrizione|associativa)",
    ),
    ("age_older", r"piu anziano (?:di|d')\s?eta|piu anziano(?! di iscriz)|maggiore eta|anzianita (?:anagrafica|di eta)"),
    ("age_younger", r"piu giovane"),
    ("run_off", r"ballottaggio"),
    ("lot", r"sorteggio|estrazione a sorte|a sorte"),
)


def ties(clause: Clause) -> Iterator[Find]:
    """Who is elected in a tie."""
    match = re.search(r"parita di (?:voti|preferenze|suffragi)|caso di parita", clause.folded)
    if not match or not clause.has(r"\belett|elezion|candidat|ballottaggio|sorteggio"):
        return
    found = [(place.start(), code) for code, regex in _TIE if (place := re.search(regex, clause.folded))]
    if found:
        yield (
            "election.tie",
            Several(tuple(code for _place, code in sorted(found))),
            match.start(),
            len(clause.folded),
            why.READ,
            HIGH,
        )


_MOST = Share(1, 2, True, SEATS)
_LENGTH2 = LENGTH.replace("<n>", "<n2>").replace("<again>", "<again2>").replace("<unit>", "<unit2>")
_CHOSEN = rf"(?:elett[oa]|nominat[oa]|scelt[oa]|designat[oa])(?: [a-z]+)?,? {BY}{ORGAN}"
_OWN = r"(?:elegge|nomina|sceglie)[^.;]{0,60}"

BOARD_DETECTORS: tuple[Detector, ...] = (
    sizes,
    terms,
    mandates,
    meetings,
    requests,
    replacement,
    ties,
    pattern(
        "control.size", _SINGLE, Count(1), body=CONTROL, never="anche monocratic|o monocratic|monocratic[ao] o |oppure|puo essere"
    ),
    pattern("arbitrators.size", rf"(?:da|di) {NUMBER} probiviri", count),
    pattern(
        "board.absences",
        rf"(?:assen\w*|manc\w*|non (?:partecip|interv|prend)\w*|disert\w*)[^.;]{{0,60}}?{NUMBER} (?:riunioni|sedute|adunanze"
        rf"|assenze|volte)",
        count,
        body=BOARD,
        need="decad|decaden|dimission",
    ),
    pattern("board.absences", rf"{NUMBER} assenze (?:[a-z]+ )?(?:consecutiv|ingiustificat|non giustificat)", count, body=BOARD),
    pattern(
        "board.co_optation.max",
        rf"(?:coopt\w*|sostitui\w*)[^.;]{{0,90}}(?:non piu di|massimo(?: di)?|fino a|numero non superiore a) {NUMBER} "
        rf"(?:component|membr|consiglier)",
        count,
        body=BOARD,
        need="coopta",
    ),
    pattern(
        "board.unpaid",
        r"(?:cariche|incarichi|carica)[^.;]{0,80}(?:gratuit|senza compenso|non (?:sono )?retribuit|non prevede compens)",
        YES,
        never="salvo diversa|puo stabilire un compenso",
    ),
    pattern(
        "board.prorogation",
        r"(?:rest\w*|riman\w*|continu\w*)[^.;]{0,30}in carica fino (?:al|all'|alla)[^.;]{0,40}(?:insediament|nomina|elezion"
        r"|sostituzion|nuov)|prorogatio",
        YES,
        never="coopta|sostituto",
    ),
    pattern(
        "president.chosen_by",
        rf"presidente[^.;]{{0,60}}?{_CHOSEN}",
        but(organ, "assembly", "board"),
        never="presidente del(?:l'assemblea| collegio)|vice ?-?presidente e",
    ),
    pattern(
        "president.chosen_by",
        rf"consiglio[^.;]{{0,60}}{_OWN}(?:il |al proprio interno il |tra i (?:suoi|propri) (?:membri|componenti) il )?presidente",
        Choice("board"),
        body=BOARD,
    ),
    pattern(
        "president.chosen_by",
        r"presidente e (?:di diritto )?il (?:sindaco|rettore)|il (?:sindaco|rettore)[^.;]{0,40}(?:e|assume) (?:di diritto )?"
        r"(?:il |la carica di )?presidente",
        Choice("by_right"),
    ),
    pattern(
        "president.by_right",
        r"presidente e (?:di diritto )?il sindaco|il sindaco[^.;]{0,40}(?:e|assume) (?:di diritto )?(?:il "
        r"|la carica di )?presidente",
        Choice("mayor"),
    ),
    pattern("president.by_right", r"presidente e (?:di diritto )?il rettore", Choice("rector")),
    pattern(
        "secretary.chosen_by",
        rf"segretario[^.;]{{0,50}}?{_CHOSEN}",
        but(organ, "assembly", "board", "president"),
        never="segretario (?:dell'assemblea|della riunione|verbalizzante)",
    ),
    pattern("treasurer.chosen_by", rf"tesoriere[^.;]{{0,50}}?{_CHOSEN}", but(organ, "assembly", "board", "president")),
    pattern(
        "pa.designation",
        rf"(?:design|nomin)\w*[^.;]{{0,160}}entro {LENGTH} (?:dall'insediamento|dalla scadenza|dall'elezione del sindaco)",
        time,
        need="sindaco|comune",
    ),
    pattern(
        "board.ineligible",
        r"interdett\w*[^.;]{0,80}fallit\w*[^.;]{0,120}(?:interdizione|pubblici uffici)|(?:art|articolo)\.? ?2382",
        Several(("interdicted", "incapacitated", "bankrupt", "disqualified")),
        need="elegg|nominat|decad",
    ),
    pattern(
        "board.elected_share",
        r"nomina della maggioranza degli amministratori[^.;]{0,60}assemblea|maggioranza dei (?:componenti|consiglieri|membri) e "
        r"(?:in ogni caso )?(?:elett|nominat)\w+ dall'assemblea",
        _MOST,
    ),
    pattern("board.members_share", r"maggioranza degli amministratori e scelta (?:tra|fra)", _MOST),
    pattern(
        "board.notice_runts",
        rf"entro {LENGTH}[^.;]{{0,100}}(?:nomina)[^.;]{{0,120}}registro unico"
        rf"|amministratori[^.;]{{0,40}}entro {_LENGTH2}[^.;]{{0,60}}nomina",
        lambda match, _clause: length(match) if match["n"] else Days(whole(match, "n2") or 30),
        need="registro unico|runts",
    ),
    pattern("mandate.acceptance", rf"accett\w*[^.;]{{0,60}}entro {LENGTH}", time, need="caric|nomin"),
    pattern(
        "mandate.declaration",
        r"dichiar\w*[^.;]{0,60}(?:insussistenza|non sussist\w*|assenza)[^.;]{0,40}(?:ineleggibil|incompatibil|decaden)",
        YES,
    ),
    pattern("election.candidacies_before", rf"candidatur\w*[^.;]{{0,100}}{LENGTH} prima", time),
    pattern("election.preferences.max", rf"(?:non piu di|massimo(?: di)?|fino a|sino a) {NUMBER} preferenz", count),
    pattern(
        "committees.founded_by",
        rf"(?:comitat|commission|tavol)\w*[^.;]{{0,60}}(?:istituit|costituit|nominat)\w* {BY}{ORGAN}",
        but(organ, "assembly", "board", "president"),
    ),
    pattern(
        "committees.founded_by",
        r"consiglio[^.;]{0,40}(?:istituisce|costituisce|puo istituire|puo costituire|nomina)[^.;]{0,40}(?:comitat|commission"
        r"|tavol)",
        Choice("board"),
    ),
    pattern(
        "regulations.organ",
        rf"regolament\w*[^.;]{{0,80}}(?:approvat|deliberat|adottat|emanat)\w* {BY}{ORGAN}",
        but(organ, "assembly", "board", "president"),
        never="regolamento dei lavori",
    ),
)
