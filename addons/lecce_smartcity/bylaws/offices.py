"""Leaf: the words in which bodies, seats and mandates are spoken of, and the remarks that rules make about them."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import NamedTuple

from .citations import CIVIL_CODE, STATUTE, Citation

# --- kinds of body ---

ASSEMBLY = "assembly"
BOARD = "board"
PRESIDENT = "president"
VICE_PRESIDENT = "vice_president"
SECRETARY = "secretary"
TREASURER = "treasurer"
CONTROL_BODY = "control_body"
AUDITOR = "auditor"
ARBITRATORS = "arbitrators"
SCIENTIFIC_COMMITTEE = "scientific_committee"
THEMATIC_TABLE = "thematic_table"
OTHER = "other"
BODY_KINDS = (
    ASSEMBLY, BOARD, PRESIDENT, VICE_PRESIDENT, SECRETARY, TREASURER, CONTROL_BODY, AUDITOR, ARBITRATORS,
    SCIENTIFIC_COMMITTEE, THEMATIC_TABLE, OTHER,
)  # fmt: skip

# Where the offices of the association itself are held: the president of the control body is not “the president”.
GOVERNING_KINDS = (BOARD, PRESIDENT, VICE_PRESIDENT, SECRETARY, TREASURER)
CONTROL_KINDS = (CONTROL_BODY, AUDITOR)

# --- offices: what the holder of a seat is ---

MEMBER = "member"
SUBSTITUTE = "substitute"
OFFICES = (PRESIDENT, VICE_PRESIDENT, SECRETARY, TREASURER, MEMBER, SUBSTITUTE)

# --- who fills a seat ---

BY_ASSEMBLY = "assembly"
BY_MUNICIPALITY = "municipality"
BY_CATEGORY = "category"
BY_RIGHT = "by_right"
CO_OPTED = "co_opted"
BY_BODY = "body"
SOURCES = (BY_ASSEMBLY, BY_MUNICIPALITY, BY_CATEGORY, BY_RIGHT, CO_OPTED, BY_BODY)

# --- who follows when a seat falls vacant ---

FIRST_NON_ELECTED = "first_non_elected"
CO_OPTATION = "co_optation"
DESIGNATING_BODY = "designating_body"
ELECTION = "election"
REPLACEMENTS = (FIRST_NON_ELECTED, CO_OPTATION, DESIGNATING_BODY, ELECTION)

# --- the life of a mandate ---

DESIGNATED = "designated"  # named, has not accepted yet
ACCEPTED = "accepted"  # accepted, the term has not begun
IN_OFFICE = "in_office"
PROROGATIO = "prorogatio"  # the term is over, the holder stays until replaced
ENDED = "ended"
VOID = "void"  # recorded by mistake
STATES = (DESIGNATED, ACCEPTED, IN_OFFICE, PROROGATIO, ENDED, VOID)
HOLDING = (IN_OFFICE, PROROGATIO)

EXPIRY = "expiry"
RESIGNATION = "resignation"
REVOCATION = "revocation"
ABSENCE = "absence"
INELIGIBILITY = "ineligibility"
DEATH = "death"
BODY_LAPSE = "body_lapse"
MAYOR_TERM = "mayor_term"
REPLACED = "replaced"
REFUSAL = "refusal"
# How a mandate ends; the last one is no end but a mandate that never began.
ENDS = (EXPIRY, RESIGNATION, REVOCATION, ABSENCE, INELIGIBILITY, DEATH, BODY_LAPSE, MAYOR_TERM, REPLACED, REFUSAL)
# Ends that are decisions of a body and need its act.
DECIDED_ENDS = (REVOCATION, ABSENCE, INELIGIBILITY)

ACCEPTANCE = "acceptance"
DECLARATION = "declaration"  # the yearly one
ANNULMENT = "annulment"
# What is recorded of a mandate; its expiry needs no act.
ACTS = (ACCEPTANCE, DECLARATION, *(end for end in ENDS if end != EXPIRY), ANNULMENT)

# --- remarks ---

REFUSED = "refused"  # mandatory law: cannot stand
WARNING = "warning"  # may stand; somebody has to know
NOTE = "note"

STATUTE_SILENT = Citation(STATUTE, "")


class Remark(NamedTuple):
    """What a rule says of a body or a mandate: a code, how grave, where it is written, the values of its sentence."""

    code: str
    severity: str
    citation: Citation
    params: Mapping[str, object] = {}


HOLDS_UNTIL_REPLACED = Citation(
    CIVIL_CODE,
    "2385(2)",
    "La cessazione degli amministratori per scadenza del termine ha effetto dal momento in cui il consiglio di amministrazione è "
    "stato ricostituito.",
    date(1942, 4, 21),
)
