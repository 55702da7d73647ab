"""Phrases on votes, proxies and remote participation in the assembly."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ..rules.kinds import Choice, Count, Several
from . import proposal as why
from .clauses import ASSEMBLY, BOARD, PRESIDENT, STATUTE, Clause
from .detecting import NO, YES, count, listed, pattern, time
from .proposal import HIGH, MEDIUM, Detector, Find
from .quantities import LENGTH, NUMBER, whole

_UP_TO = (
    r"(?:(?:non|nessun\w*) (?:[a-z']+ ){0,9}?piu di|non oltre|sino ad? un massimo di|fino ad? un massimo di|(?:un )?massimo"
    r"(?: di)?|al massimo|con un limite di|solo|sola)"
)
_PROXIES = re.compile(
    rf"{_UP_TO} {NUMBER} (?:altr[iao] )?(?:deleg|associat|soci\b|socio\b|person|voti per delega|aderenti)|(?P<one>una sola delega"
    rf"|un solo associato|un solo socio|un'unica delega)"
)


def proxies(clause: Clause) -> Iterator[Find]:
    """How many proxies one member may hold."""
    if not clause.has(r"deleg|rappresent") or clause.body == BOARD:
        return
    found = [(match, 1 if match["one"] else whole(match)) for match in _PROXIES.finditer(clause.folded)]
    found = [(match, number) for match, number in found if number is not None and number < 50]
    if not found:
        return
    sizes = re.search(r"cinquecento|\b500\b", clause.folded)
    if sizes and len(found) == 2:
        (small, low), (large, high) = found
        yield "proxy.max.small", Count(low), small.start(), small.end(), why.READ, HIGH
        yield "proxy.max.large", Count(high), large.start(), large.end(), why.READ, HIGH
        return
    match, number = found[0]
    for code in ("proxy.max.small", "proxy.max.large"):
        yield code, Count(number), match.start(), match.end(), why.BOTH_SIZES, MEDIUM if sizes else HIGH


_EXCLUDED = {
    "directors": r"consiglier|amministrator|(?:component|membr)\w+ (?:del(?:l'|l'organo| consiglio)[^.;]{0,30}"
    r"(?:direttivo|amministra)|(?:degli|di) organi)",
    "control_body": r"organo di controllo|revisor|collegio sindacale",
    "employees": r"dipendent",
    "officers": r"cariche|chi ricopre",
}


def excluded_holders(clause: Clause) -> Iterator[Find]:
    """To whom no proxy may be given."""
    match = re.search(
        r"deleg\w*[^.;]{0,80}(?:non (?:puo|possono)|vietat|esclus)|non (?:puo"
        r"|possono)[^.;]{0,80}deleg",
        clause.folded,
    )
    if not match or not clause.has(r"conferi|rilasci|a chi|ai |agli |ricev|portator"):
        return
    codes = listed(_EXCLUDED)(clause)
    if codes:
        members = (
            ("non_members",)
            if re.search(r"non e (?:associat|soci)|non (?:associati|soci)|altr[oi] (?:associat|soci)", clause.around)
            else ()
        )
        yield "proxy.excluded_holders", Several((*members, *codes)), match.start(), len(clause.folded), why.READ, MEDIUM


def abstentions(clause: Clause) -> Iterator[Find]:
    """Whether abstentions count in the base of a vote."""
    match = re.search(r"astenut\w*|astensioni", clause.folded)
    if not match or not clause.has(r"comput|cont[aei]|calcol|consider|equival"):
        return
    window = clause.folded[max(0, match.start() - 60) : match.end() + 110]
    ignored = re.search(
        r"non (?:si |sono |vengono |vanno )?(?:comput|cont|calcol|consider)|esclus|non tra i votanti|non computandosi", window
    )
    code = "abstention.stat" if clause.matter(match.start()) == STATUTE else "abstention.ord"
    yield (
        code,
        Choice("ignored" if ignored else "counted"),
        match.start(),
        match.end(),
        why.READ,
        HIGH if clause.body == ASSEMBLY else MEDIUM,
    )


_SECRET = listed(
    {
        "persons": r"person[ae]\b",
        "elections": r"elezion|cariche|nomin",
        "exclusion": r"esclusion",
    }
)


def secret_votes(clause: Clause) -> Iterator[Find]:
    """What is voted on in secret."""
    match = re.search(
        r"(?:scrutinio|voto|votazione|votazioni|forma) segret[oae]|segret[oaei]\b[^.;]{0,30}(?:elezion|person)|e segreto",
        clause.folded,
    )
    if match and not clause.has(r"non [^.;]{0,20}segret|salvo|quando lo|se (?:lo )?richie") and clause.body in (ASSEMBLY, ""):
        codes = _SECRET(clause) or (("exclusion",) if "esclus" in clause.around else ())
        if codes:
            yield "vote.secret", Several(codes), match.start(), match.end(), why.READ, HIGH


def casting_vote(clause: Clause) -> Iterator[Find]:
    """What a tie means."""
    match = re.search(
        r"parita(?: di vot[oi]| dei voti)?[^.;]{0,60}?(?P<yes>prevale|prevarra|decide il voto|decisivo|determinante|vale doppio"
        r"|voto doppio)"
        r"|parita(?: di vot[oi]| dei voti)?[^.;]{0,60}?(?P<no>respint|non (?:e |si intende )?approvat|reiezione|rigettat"
        r"|non accolt)",
        clause.folded,
    )
    if not match or clause.has(r"\b(?:eletto|eletti)\b|ballottaggio|sorteggio"):
        return
    if match["yes"] and not re.search(r"president|presied", clause.folded[match.start() :]):
        return
    code = {ASSEMBLY: "casting_vote.assembly", BOARD: "casting_vote.board"}.get(clause.body)
    if code:
        value, reason = (YES, why.READ) if match["yes"] else (NO, why.NO_CASTING)
        yield code, value, match.start(), match.end(), reason, HIGH


_CONFLICT = r"(?:interesse in conflitto|conflitto (?:di |d')\s?interess)[^.;]{0,160}(?:asten|astien|non (?:vota|partecip|puo votare))"
_DIRECTORS = r"consiglier|amministrator|(?:component|membr)\w+ (?:del consiglio|dell'organo)"
_REMOTE = (
    r"videoconferenza|audioconferenza|teleconferenza|audio-?\s?video|mezzi di telecomunicazione|modalita telematic|via telematica"
    r"|a distanza|da remoto|mezzi (?:elettronici|telematici)|collegamento (?:audio|video)"
)
_IDENTIFIED = listed(
    {
        "document": r"document[oi]",
        "spid_cie": r"identita digitale|\bspid\b|\bcie\b|carta d'identita elettronica",
        "known_to_chair": r"conoscenza personale|personalmente conosciut|noti? al presidente",
        "portal": r"area riservata|credenziali|portale",
    }
)


def remote_identification(clause: Clause) -> Iterator[Find]:
    """How those who take part from afar are identified."""
    match = re.search(
        r"identita[^.;]{0,60}(?:accertat|verificat|comprovat|attestat)|identific\w*[^.;]{0,40}(?:mediante|tramite"
        r"|con)",
        clause.folded,
    )
    if match and (codes := _IDENTIFIED(clause)) and clause.body in (ASSEMBLY, ""):
        yield "remote.identification", Several(codes), match.start(), len(clause.folded), why.READ, MEDIUM


_REFUSED = r"non (?:e |sono )?(?:ammess|consentit|previst)|esclus[ao]|vietat|non (?:puo|possono)|non (?:mediante|per|con|tramite)"


def _allowed(code: str, regex: str, **more) -> tuple[Detector, Detector]:
    return (
        pattern(code, regex, YES, never=rf"{_REFUSED}|salvo che", **more),
        pattern(code, rf"(?:{_REFUSED})[^.;]{{0,60}}(?:{regex})|(?:{regex})[^.;]{{0,40}}(?:{_REFUSED})", NO, **more),
    )


VOTE_DETECTORS: tuple[Detector, ...] = (
    proxies,
    excluded_holders,
    abstentions,
    secret_votes,
    casting_vote,
    pattern(
        "vote.seniority",
        rf"(?:iscritt\w*|ammess\w*|soci\b|associat\w*)[^.;]{{0,40}}?da (?:almeno|non meno di|oltre) {LENGTH}",
        time,
        need="vot",
        never="candidat|eleggibil",
    ),
    pattern(
        "votes.max",
        r"(?:ciascun|ogni|al)\s?(?:associato|socio|aderente)[^.;]{0,40}(?:ha|spetta|dispone di|esprime|esprimere)[^.;]{0,20}\bun "
        r"(?:solo |unico )?voto",
        Count(1),
        never="enti del terzo settore|delega",
    ),
    pattern("votes.max", rf"(?:piu voti)[^.;]{{0,80}}massimo di {NUMBER}", count, need="vot"),
    pattern("votes.max", rf"(?:fino|sino) ad? (?:un massimo di )?{NUMBER} voti", count, need=r"enti del terzo settore|\bets\b"),
    pattern(
        "vote.if_in_arrears",
        r"in regola (?:con|nel)[^.;]{0,40}(?:quot|pagament|versament|contribut)",
        Choice("denied"),
        need="vot|assemblea",
        never="candidat|elettorato passivo",
        confidence=MEDIUM,
    ),
    pattern(
        "tax.single_vote",
        r"(?:ciascun|ogni)\s?(?:associato|socio|aderente)[^.;]{0,40}(?:ha|dispone di) (?:diritto (?:a|ad) )?un (?:solo "
        r"|unico )?voto",
        YES,
        never="enti del terzo settore|delega",
        confidence=MEDIUM,
    ),
    pattern(
        "conflict.member conflict.board",
        _CONFLICT,
        Choice("abstains"),
        body=("", PRESIDENT, ASSEMBLY, BOARD),
        need="conflitto",
        never="si considera",
        confidence=MEDIUM,
    ),
    pattern(
        "vote.directors_excluded",
        rf"(?:(?:{_DIRECTORS})[^.;]{{0,40}}(?:non votano|non hanno (?:diritto (?:di|al) )?voto|si astengono|non possono votare"
        rf"|non partecipano al voto))|non hanno voto gli amministratori",
        Several(("accounts", "liability")),
        need="bilanci|rendicont",
    ),
    pattern(
        "proxy.allowed",
        r"(?:puo|possono|ammess\w*)[^.;]{0,60}(?:farsi rappresentare|essere rappresentat|delegare|delega)|(?:farsi"
        r"|si fa) rappresentare[^.;]{0,60}deleg",
        YES,
        never=r"non (?:e|sono) ammess|non (?:puo|possono) (?:farsi|delegare|essere)|consiglier",
        need="assemblea|associat|soci",
    ),
    pattern(
        "proxy.allowed",
        r"non (?:e|sono) ammess\w+ (?:la delega|le deleghe|deleghe|il voto per delega)|il voto non e delegabile|non (?:puo"
        r"|possono) (?:farsi rappresentare|delegare)",
        NO,
        body=(ASSEMBLY, ""),
        never="consigli|amministra",
    ),
    pattern(
        "proxy.both_calls",
        r"deleg\w*[^.;]{0,120}(?:val|efficac)\w*[^.;]{0,40}(?:prima e (?:per |in )?(?:la )?seconda|entrambe le convocazioni"
        r"|anche (?:per|in) (?:la )?seconda)",
        YES,
    ),
    remote_identification,
    # Of meetings: books too may be inspected from afar.
    *_allowed("remote.allowed", _REMOTE, body=ASSEMBLY, need="assemble|riunion|adunan|sedut|interven|partecip|votazion"),
    *_allowed("vote.electronic", r"(?:voto|votare|espress\w*)[^.;]{0,60}(?:via elettronica|elettronic[oa]|telematic)", body=ASSEMBLY),
    *_allowed("vote.postal", r"(?:voto|votare)[^.;]{0,30}per corrispondenza|voto postale", need="vot"),
    *_allowed("consultation.written", r"consultazione scritta|consenso (?:espresso )?per iscritto", need="deliber|decision|organ"),
)
