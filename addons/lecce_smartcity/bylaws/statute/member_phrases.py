"""Phrases on members: admission, withdrawal, exclusion, dues, books."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ..rules.kinds import Choice
from . import proposal as why
from .clauses import Clause
from .detecting import BY, DATE, NO, ORGAN, YES, but, day, organ, pattern, time
from .proposal import HIGH, MEDIUM, Detector, Find
from .quantities import LENGTH, length

_ADMISSION = r"ammission|aspirant|domanda|adesione|nuovi (?:soci|associati)|diniego|rigett"
_WITHIN = re.compile(rf"entro (?:il termine di |e non oltre |e non oltre i )?(?:i )?{LENGTH}")
_APPEAL = re.compile(r"chieder|ricor|appell|reclam|impugn|opposizion|opporsi|pronunci")
_REFUSAL = re.compile(
    r"rigett|dinieg|respin|reiezion|mancat\w+ (?:ammissione|accoglimento)|non accogli|non accolt|provvedimento negativo|istanza"
)


def admissions(clause: Clause) -> Iterator[Find]:
    """Terms to decide on an application, and to appeal against a refusal."""
    if (
        not re.search(_ADMISSION, clause.around)
        or clause.has(r"esclus|quota|\bversa|libri|recess|decaden")
        or "esclus" in clause.heading
    ):
        return
    for match in _WITHIN.finditer(clause.folded):
        value = length(match)
        if value is None or value.kind not in ("days", "months"):
            continue
        near = clause.folded[max(0, match.start() - 120) : match.end() + 120]
        known = re.search(_ADMISSION, clause.folded) is not None
        appeals = _APPEAL.search(near) and (
            _REFUSAL.search(clause.around) or (clause.before and _REFUSAL.search(clause.before.folded))
        )
        motivates = re.search(r"motivare|motivat", clause.folded[match.start() : match.end() + 60])
        if appeals and not motivates:
            yield "admission.appeal", value, match.start(), match.end(), why.READ, HIGH if known else MEDIUM
        elif (motivates or re.search(r"deliber|decid|pronunci|esamin|provved|accogli|rispond", near)) and not clause.has(
            r"ammess[oi] nel"
        ):
            yield "admission.decide", value, match.start(), match.end(), why.READ, HIGH if known else MEDIUM


def withdrawals(clause: Clause) -> Iterator[Find]:
    """How long before, and when a withdrawal takes effect."""
    if not re.search(r"recess|receder|recede", clause.around) or clause.has("esclus"):
        return
    match = re.search(
        rf"(?:almeno|preavviso (?:di )?(?:almeno )?|anticipo di (?:almeno )?|con) ?{LENGTH}"
        rf"(?: prima)?",
        clause.folded,
    )
    if match and re.search(r"preavviso|prima|anticipo", match[0] + clause.folded[match.end() : match.end() + 8]):
        value = length(match)
        if value is not None and value.kind in ("days", "months"):
            yield "withdrawal.notice", value, match.start(), match.end(), why.READ, HIGH
    if match := re.search(r"(?:scader\w*|fine|termine|scadenza|chiusura|conclusione) dell'(?:anno|esercizio)", clause.folded):
        yield "withdrawal.effect", Choice("year_end"), match.start(), match.end(), why.READ, HIGH
    elif match := re.search(
        r"(?:ha |avra |con )?effetto (?:immediato|dal momento|dalla (?:data|ricezione|comunicazione)|alla scadenza del preavviso"
        r"|dal termine del preavviso)",
        clause.folded,
    ):
        yield "withdrawal.effect", Choice("notice_end"), match.start(), match.end(), why.READ, MEDIUM


def exclusions(clause: Clause) -> Iterator[Find]:
    """The terms of an exclusion."""
    if not re.search(r"esclus|espuls|radia", clause.around):
        return
    for match in _WITHIN.finditer(clause.folded):
        value = length(match)
        near = clause.folded[max(0, match.start() - 110) : match.end() + 110]
        if value is None:
            continue
        if re.search(r"giudiziari|giudice|tribunale", near):
            if value.kind == "months":
                yield "exclusion.appeal", value, match.start(), match.end(), why.READ, HIGH
        elif re.search(r"difes|giustificazion|controdeduzion|osservazion|discolp", near):
            if value.kind == "days":
                yield "exclusion.defence", value, match.start(), match.end(), why.READ, HIGH
        elif re.search(r"ricors|ricorr|reclam|appell|riesame|opposizion|impugn", near) and value.kind in ("days", "months"):
            yield "exclusion.review", value, match.start(), match.end(), why.READ, HIGH


_NOT_MOVED = (
    r"(?:quot[ae]|qualita|diritti|posizione|partecipazione|contribut\w*)[^.;]{0,80}"
    r"(?:intrasmissibil|intrasferibil|non (?:e |sono )?(?:trasmissibil|trasferibil|cedibil))"
)
_MOVED = r"(?:quot[ae]|qualita)[^.;]{0,60}(?<!non )(?<!non e )(?<!non sono )\b(?:e|sono) (?:trasmissibil|trasferibil)"

MEMBER_DETECTORS: tuple[Detector, ...] = (
    admissions,
    withdrawals,
    exclusions,
    pattern(
        "admission.organ",
        rf"(?:ammission\w*|domand\w*|adesion\w*)[^.;]{{0,80}}(?:deliberat|decis|dispost|accolt|valutat|esaminat)\w* "
        rf"(?:[a-z]+ )?{BY}{ORGAN}",
        organ,
        never="ricors|reclam|rigett|contro",
        need="ammission|domand|adesion",
    ),
    pattern(
        "admission.organ",
        rf"(?:presenta|rivolge|inoltra|indirizza)\w*[^.;]{{0,60}}domanda[^.;]{{0,60}}{BY}{ORGAN},? che (?:delibera|decide"
        rf"|si pronuncia)",
        organ,
    ),
    pattern(
        "admission.organ",
        r"(?P<organ>consiglio direttivo|consiglio di amministrazione|organo di amministrazione|organo amministrativo|assemblea"
        r"|consiglio) (?:delibera|decide|si pronuncia)[^.;]{0,30}(?:sull\w|sulle|in merito alle?|circa le?)[^.;]{0,20}(?:domand"
        r"|ammission|istanz|richiest\w+ di (?:ammission|adesion))",
        organ,
    ),
    pattern(
        "admission.appeal.organ",
        r"(?:si pronunci|pronuncia|decid\w*|ricor\w*|reclam\w*|appell\w*)[^.;]{0,40}?(?:l'|all'|al |ai |il |dell'|dal )"
        r"(?P<organ>assemblea|collegio dei probiviri|probiviri|consiglio direttivo)",
        but(organ, "assembly", "board", "arbitrators", "president"),
        need=_ADMISSION,
        never="esclus",
    ),
    pattern(
        "exclusion.organ",
        rf"esclusion\w*[^.;]{{0,60}}(?:deliberat|decis|dispost|pronunciat|dichiarat|adottat)\w* (?:[a-z]+ )?{BY}{ORGAN}",
        but(organ, "assembly", "board", "arbitrators"),
    ),
    pattern("exclusion.grounds", r"gravi motivi", YES, need="esclus"),
    pattern(
        "exclusion.review.organ",
        r"(?:ricor\w*|reclam\w*|appell\w*|impugn\w*)[^.;]{0,60}(?:all'|al |ai )(?P<organ>assemblea|collegio dei probiviri"
        r"|probiviri)",
        but(organ, "assembly", "arbitrators"),
        need="esclus",
        never="ammission|domanda",
    ),
    pattern("membership.transferable", _NOT_MOVED, NO),
    pattern("membership.transferable", _MOVED, YES, confidence=MEDIUM),
    pattern(
        "membership.refund",
        r"non (?:sono |e |hanno diritto al |ha diritto al |danno diritto al? )(?:rimborsabil|rimborso|ripetibil|restituzione)"
        r"|non (?:possono|puo) (?:ripetere|chiedere la restituzione)",
        NO,
    ),
    pattern(
        "books.inspection",
        r"(?:diritto di |possono |facolta di )?(?:esamin\w*|consult\w*|prendere visione|visionare)[^.;]{0,40}libri",
        YES,
    ),
    pattern("books.inspection.within", rf"entro {LENGTH}", time, need="libri", never="bilanci|convoca|quota"),
    pattern(
        "dues.due_by",
        rf"(?:quot\w*|contribut\w*)[^.;]{{0,100}}(?:vers|pag|corrispos|dovut)\w*[^.;]{{0,60}}entro (?:e non oltre )?"
        rf"{DATE}",
        day,
    ),
    pattern(
        "dues.set_by",
        rf"(?:quot\w*|contribut\w* annual\w*)[^.;]{{0,60}}(?:fissat|deliberat|stabilit|determinat|approvat)\w* "
        rf"(?:[a-z]+ )?{BY}{ORGAN}",
        but(organ, "assembly", "board"),
        never="consiglio e (?:approvat|ratificat)",
    ),
    pattern(
        "dues.set_by",
        r"assemblea[^.;]{0,40}(?:fissa|determina|stabilisce|delibera)[^.;]{0,40}quot",
        Choice("assembly"),
        need="assemblea",
    ),
    pattern("arrears.reminder.first", rf"{LENGTH} dalla scadenza[^.;]{{0,120}}primo sollecito", time),
    pattern("arrears.reminder.second", rf"{LENGTH} dalla scadenza[^.;]{{0,60}}secondo sollecito", time),
    pattern(
        "arrears.final_term", rf"(?:sollecit|diffid|messa in mora)\w*[^.;]{{0,120}}(?:termine di|entro) (?:almeno )?{LENGTH}", time
    ),
    pattern(
        "arrears.propose_after",
        rf"{LENGTH} da(?:l|ll'|lla) ?(?:ultimo |secondo )?(?:sollecito|diffida|messa in mora)[^.;]{{0,80}}(?:esclu|decad|propo)",
        time,
    ),
    pattern(
        "arrears.suspend",
        r"(?:diritto di voto|diritti|esercizio del(?: diritto di)? voto)[^.;]{0,30}(?:e|sono) sospes",
        YES,
        need="moros|sollecit|quota|pagament",
    ),
    pattern("arrears.resolution", r"moros\w*[^.;]{0,40}non[^.;]{0,30}cess", YES),
    pattern("dues.prorata", r"quota[^.;]{0,60}(?:in dodicesimi|per dodicesimi|rateo)", YES),
    pattern(
        "dues.prorata",
        r"(?:ammess|iscri|ader)\w*[^.;]{0,60}corso dell'(?:anno|esercizio)[^.;]{0,60}(?:per intero|intera quota|quota intera)",
        NO,
    ),
)
