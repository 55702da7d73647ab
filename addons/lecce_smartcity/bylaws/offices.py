"""Leaf: the words in which bodies, seats and mandates are spoken of, and the remarks that rules make about them."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import NamedTuple

from .citations import CIVIL_CODE, STATUTE, THIRD_SECTOR_CODE, Citation

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
NEW_APPOINTMENT = "new_appointment"
REPLACEMENTS = (FIRST_NON_ELECTED, CO_OPTATION, DESIGNATING_BODY, NEW_APPOINTMENT)

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


def third_sector(article: str, text: str = "") -> Citation:
    """An article of the Third-Sector code (D.Lgs. 117/2017)."""
    return Citation(THIRD_SECTOR_CODE, article, text, date(2017, 8, 3))


def civil(article: str, text: str = "") -> Citation:
    """An article of the Civil code."""
    return Citation(CIVIL_CODE, article, text, date(1942, 4, 21))


LOCAL_BODIES_ACT = "D.Lgs. 267/2000"  # TUEL
OFFICES_ACT = "D.Lgs. 39/2013"

APPOINTED_BY_ASSEMBLY = third_sector(
    "26(5)",
    "La nomina di uno o più amministratori può essere attribuita dall'atto costitutivo o dallo statuto ad enti del Terzo settore o "
    "senza scopo di lucro, ad enti di cui all'articolo 4, comma 3, o a lavoratori o utenti dell'ente. In ogni caso, la nomina della "
    "maggioranza degli amministratori è, salvo quanto previsto dall'articolo 25, comma 2, riservata all'assemblea.",
)
CHOSEN_AMONG_MEMBERS = third_sector(
    "26(2)",
    "La maggioranza degli amministratori è scelta tra le persone fisiche associate ovvero indicate dagli enti giuridici associati. "
    "Si applica l'articolo 2382 del codice civile.",
)
ENTERED_IN_REGISTER = third_sector(
    "26(6)",
    "Gli amministratori, entro trenta giorni dalla notizia della loro nomina, devono chiederne l'iscrizione nel Registro unico "
    "nazionale del terzo settore, indicando per ciascuno di essi il nome, il cognome, il luogo e la data di nascita, il domicilio "
    "e la cittadinanza, nonché a quali di essi è attribuita la rappresentanza dell'ente, precisando se disgiuntamente "
    "o congiuntamente.",
)
CONTROLLED_BY_ADMINISTRATIONS = third_sector(
    "4(2)",
    "Non sono enti del Terzo settore le amministrazioni pubbliche […] nonché gli enti sottoposti a direzione e coordinamento o "
    "controllati dai suddetti enti",
)
INELIGIBLE = civil(
    "2382",
    "Non può essere nominato amministratore, e se nominato decade dal suo ufficio, l'interdetto, l'inabilitato, il fallito, o chi è "
    "stato condannato ad una pena che importa l'interdizione, anche temporanea, dai pubblici uffici o l'incapacità ad esercitare "
    "uffici direttivi.",
)
HOLDS_UNTIL_REPLACED = Citation(
    CIVIL_CODE,
    "2385(2)",
    "La cessazione degli amministratori per scadenza del termine ha effetto dal momento in cui il consiglio di amministrazione è "
    "stato ricostituito.",
    date(1942, 4, 21),
)
REPRESENTATIVES_OF_MUNICIPALITY = Citation(
    LOCAL_BODIES_ACT,
    "50(8)-(9)",
    "Sulla base degli indirizzi stabiliti dal consiglio il sindaco e il presidente della provincia provvedono alla nomina, alla "
    "designazione e alla revoca dei rappresentanti del comune e della provincia presso enti, aziende ed istituzioni. Tutte le nomine "
    "e le designazioni debbono essere effettuate entro quarantacinque giorni dall'insediamento ovvero entro i termini di scadenza "
    "del precedente incarico.",
    date(2000, 10, 13),
)
YEARLY_DECLARATION = Citation(
    OFFICES_ACT,
    "20(2)",
    "Nel corso dell'incarico l'interessato presenta annualmente una dichiarazione sulla insussistenza di una delle cause di "
    "incompatibilità di cui al presente decreto.",
    date(2013, 5, 4),
)
