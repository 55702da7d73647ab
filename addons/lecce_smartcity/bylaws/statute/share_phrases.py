"""Quorums and majorities: which share of whom, for which matter, in which call, of which body."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import islice

from ..rules.kinds import BODY, ENTITLED, MEMBERS, PRESENT, SEATS, VOTES, Share
from ..rules.model import Words
from . import proposal as why
from .clauses import ASSEMBLY, BOARD, BOTH, DISSOLUTION, FIRST, SECOND, STATUTE, Clause
from .proposal import HIGH, LOW, MEDIUM, Find
from .quantities import FoundShare, shares

_QUORUM = re.compile(
    r"presenz|intervent|presenti|intervenut|costituit|valid[aeoi]\b|rappresentat|partecip|quorum costitutivo|si ritiene valid"
)
_MAJORITY = re.compile(
    r"vot[oi] favorevol|favorevol|deliberazion|deliber[aio]|delibere|approvat|adottat|prese\b|assunt|maggioranz|decision"
    r"|quorum deliberativo"
)
_REQUEST = re.compile(r"richied\w+|richiest\w+|chied\w+|chiest\w+|domanda|istanza|proposta motivata|iniziativa|ravvis\w+|ne facc\w+")
_LAPSE = re.compile(
    r"(?:consiglio|organo|direttivo)[^.;]{0,60}(?:decad|dimission|sciolto)|decad\w+[^.;]{0,60}(?:intero|tutto il) (?:consiglio"
    r"|organo)"
)
_MISSING = re.compile(r"(?:a mancare|venir meno|vien\w* meno|veng\w* meno|venga meno|cess\w+|dimett\w+|dimission\w+|vacan\w+)")
_NOT_ORDINARY = re.compile(
    r"cooptat|coopta|esclus|ammission|ammett|patrimonio|fondo|capitale|revoca|sfiduci|quota|entrate|spes[ae]|elett[oi] (?:chi|il"
    r"|i)|elezione|"
    r"regolament|sede\b"
)
_MOST = 12  # shares of one sentence that are looked at
_ENTITLED_LIKE = ("", MEMBERS, ENTITLED)


def share_finds(clause: Clause) -> Iterator[Find]:
    """Shares of one sentence that a rule of the catalogue asks for."""
    for share in islice(shares(clause.folded), _MOST):
        for code, base, sure in _codes(clause, share):
            value = Share(share.numerator, share.denominator, share.strict, base)
            confidence = sure if share.kind != "half_plus_one" or sure == LOW else MEDIUM if sure == MEDIUM else HIGH
            yield code, value, share.start, share.end, _reason(share, code, base), confidence


def _codes(clause: Clause, share: FoundShare) -> Iterator[tuple[str, str, str]]:
    """(rule, base, confidence) for a share."""
    if _is_request(clause, share):
        if clause.body == BOARD and share.base in ("", BODY, SEATS):
            yield "board.request", share.base or BODY, HIGH if share.base else MEDIUM
        elif share.base in _ENTITLED_LIKE and share.base and not clause.has("preposta|esclu"):
            yield "request.fraction", MEMBERS, HIGH if clause.body == ASSEMBLY else MEDIUM
    elif clause.body == ASSEMBLY or (clause.body != BOARD and clause.matter(share.start) in (STATUTE, DISSOLUTION)):
        yield from _of_assembly(clause, share)
    elif clause.body == BOARD:
        yield from _of_board(clause, share)


def _is_request(clause: Clause, share: FoundShare) -> bool:
    if share.kind not in ("fraction",):
        return False
    around = clause.folded[max(0, share.start - 90) : share.end + 60]
    return _REQUEST.search(around) is not None and re.search(r"vot[oi] favorevol|presenza|costituit", around) is None


def _cue(clause: Clause, share: FoundShare) -> str:
    """ "quorum" or "majority": which the words before the share speak of."""
    before = clause.folded[: share.start]
    quorum = max((match.start() for match in _QUORUM.finditer(before)), default=-1)
    majority = max((match.start() for match in _MAJORITY.finditer(before)), default=-1)
    if share.kind == "any":
        return "quorum"
    if quorum < 0 and majority < 0:
        after = clause.folded[share.end : share.end + 60]
        if share.base == PRESENT or share.base == VOTES:
            return "majority"
        if re.match(r"[^.;]{0,50}(?:costituisc|presenti|e richiest|quorum)", after):
            return "quorum"
        return "quorum" if clause.before is not None and _QUORUM.search(clause.before.folded) and clause.call(share.start) else ""
    if share.base in (PRESENT, VOTES):
        return "majority"
    return "quorum" if quorum > majority else "majority"


def _of_assembly(clause: Clause, share: FoundShare) -> Iterator[tuple[str, str, str]]:
    matter, call, cue = clause.matter(share.start), clause.call(share.start), _cue(clause, share)
    if not cue or share.kind == "unanimity":
        return
    if matter == DISSOLUTION:
        if cue == "majority" and share.base in _ENTITLED_LIKE:
            yield "quorum.diss", MEMBERS, HIGH if share.base else MEDIUM
    elif matter == STATUTE:
        yield from _for_statute(clause, share, call, cue)
    elif cue == "quorum" and (share.base in _ENTITLED_LIKE or share.kind == "any"):
        if matter or clause.has(_NOT_ORDINARY.pattern) or not (share.base or call or share.kind == "any"):
            return
        if share.kind == "any" and not call:
            if clause.has("(?:successiva|nuova|ulteriore) (?:assemblea|convocazione|adunanza|riunione)"):
                yield "quorum.ord.second", ENTITLED, MEDIUM
            return
        if call in (FIRST, BOTH, ""):
            yield "quorum.ord.first", ENTITLED, HIGH if call == FIRST else MEDIUM if call == BOTH else LOW
        if call in (SECOND, BOTH):
            yield "quorum.ord.second", ENTITLED, HIGH if call == SECOND else MEDIUM
    elif cue == "majority" and not matter and not clause.has(_NOT_ORDINARY.pattern) and call != SECOND and not _elects(clause):
        base = share.base or VOTES
        yield "majority.ord", base if base in (VOTES, PRESENT, ENTITLED, MEMBERS) else VOTES, HIGH if share.base else MEDIUM


def _elects(clause: Clause) -> bool:
    return clause.has(r"\b(?:elegge|nomina|eletti|eletto|nominat)\b")


def _for_statute(clause: Clause, share: FoundShare, call: str, cue: str) -> Iterator[tuple[str, str, str]]:
    sure = HIGH if clause.has(r"statut|atto costitutivo") and clause.matter(share.start) == STATUTE else MEDIUM
    if cue == "quorum" and (share.base in _ENTITLED_LIKE or share.kind == "any"):
        if call != SECOND:
            yield "quorum.stat", ENTITLED, sure
        if call in (SECOND, BOTH):
            yield "quorum.stat.second", ENTITLED, sure
    elif cue == "majority" and call != SECOND:
        yield "majority.stat", share.base or PRESENT, sure if share.base else MEDIUM


def _of_board(clause: Clause, share: FoundShare) -> Iterator[tuple[str, str, str]]:
    if share.kind in ("any", "unanimity"):
        return
    if _MISSING.search(clause.folded) and _LAPSE.search(clause.folded):
        yield "board.lapse", SEATS, HIGH
    elif clause.has("coopta"):
        if _MAJORITY.search(clause.folded[: share.start]) and share.base in (BODY, SEATS, ""):
            yield "board.co_optation.majority", share.base or BODY, HIGH
    elif clause.matter(share.start) in ("", ELECTED) and not clause.has(_NOT_ORDINARY.pattern):
        yield from _board_meeting(clause, share)


ELECTED = "election"


def _board_meeting(clause: Clause, share: FoundShare) -> Iterator[tuple[str, str, str]]:
    cue = _cue(clause, share)
    if clause.matter(share.start) == ELECTED or _elects(clause):
        return
    if cue == "quorum" and share.base in (BODY, SEATS, ""):
        yield "quorum.board", share.base or BODY, HIGH if share.base else MEDIUM
    elif cue == "majority" and share.base in (PRESENT, VOTES, BODY, SEATS, ""):
        yield "majority.board", share.base or PRESENT, HIGH if share.base else MEDIUM


def _reason(share: FoundShare, code: str, base: str) -> Words:
    said = {
        "half_plus_one": why.HALF_PLUS_ONE,
        "majority": why.MAJORITY,
        "assoluta": why.MAJORITY,
        "semplice": why.SIMPLE_MAJORITY,
        "any": why.ANY_NUMBER,
    }.get(share.kind, why.READ if share.strict else why.AT_LEAST)
    if code == "quorum.diss":
        return _both(said, why.ALL_MEMBERS)
    if base == ENTITLED and share.base == MEMBERS:
        return _both(said, why.MEMBERS_ENTITLED)
    return said


def _both(one: Words, two: Words) -> Words:
    return Words(f"{one.it} {two.it}", f"{one.en} {two.en}")
