"""The articles of law that the catalogue cites, each with the sentence that decides, and ways to make a ``Law`` of one."""

from __future__ import annotations

from datetime import date

from ..citations import CIVIL_CODE, THIRD_SECTOR_CODE, Citation
from ..regimes import ETS, REGIMES
from .kinds import Value
from .model import Law, Words

CIVIL_CODE_FROM = date(1942, 4, 21)
THIRD_SECTOR_CODE_FROM = date(2017, 8, 3)
ONLY_ETS = (ETS,)


def civil(article: str, text: str = "") -> Citation:
    """An article of the codice civile."""
    return Citation(CIVIL_CODE, article, text, CIVIL_CODE_FROM)


def third_sector(article: str, text: str = "", since: date = THIRD_SECTOR_CODE_FROM, until: date | None = None) -> Citation:
    """An article of the codice del Terzo settore, in a wording between two days."""
    return Citation(THIRD_SECTOR_CODE, article, text, since, until)


def law(
    value: Value,
    citation: Citation,
    regimes: tuple[str, ...] | None = None,
    *,
    confirmed: bool = True,
    severity: str = "",
    derogation: str = "",
    note: Words | None = None,
) -> Law:
    """A value that holds as long as the wording cited; the codice del Terzo settore binds ETS alone unless said otherwise."""
    if regimes is None:
        regimes = ONLY_ETS if citation.source == THIRD_SECTOR_CODE else REGIMES
    return Law(
        value,
        citation,
        regimes,
        citation.valid_from,
        citation.valid_to,
        severity=severity,
        derogation=derogation,
        confirmed=confirmed,
        note=note,
    )


# --- codice civile

CC_20_1 = civil(
    "20(1)",
    "L'assemblea delle associazioni deve essere convocata dagli amministratori una volta l'anno per l'approvazione del bilancio",
)
CC_20_2 = civil(
    "20(2)",
    "L'assemblea deve essere inoltre convocata quando se ne ravvisa la necessità o quando ne è fatta richiesta motivata da "
    "almeno un decimo degli associati",
)
CC_21_1 = civil(
    "21(1)",
    "Le deliberazioni dell'assemblea sono prese a maggioranza di voti e con la presenza di almeno la metà degli associati",
)
CC_21_1_SECOND = civil("21(1)", "In seconda convocazione la deliberazione è valida qualunque sia il numero degli intervenuti")
CC_21_1_DIRECTORS = civil(
    "21(1)",
    "Nelle deliberazioni di approvazione del bilancio e in quelle che riguardano la loro responsabilità gli amministratori "
    "non hanno voto",
)
CC_21_2 = civil(
    "21(2)",
    "Per modificare l'atto costitutivo e lo statuto, se in essi non è altrimenti disposto, occorrono la presenza di almeno tre "
    "quarti degli associati e il voto favorevole della maggioranza dei presenti",
)
CC_21_3 = civil(
    "21(3)",
    "Per deliberare lo scioglimento dell'associazione e la devoluzione del patrimonio occorre il voto favorevole di almeno tre "
    "quarti degli associati",
)
CC_24_2 = civil(
    "24(2)",
    "La dichiarazione di recesso deve essere comunicata per iscritto agli amministratori e ha effetto con lo scadere dell'anno "
    "in corso, purché sia fatta almeno tre mesi prima",
)
CC_24_3 = civil(
    "24(3)",
    "l'associato può ricorrere all'autorità giudiziaria entro sei mesi dal giorno in cui gli è stata notificata la deliberazione",
)

# --- codice del Terzo settore

CTS_23_2 = third_sector(
    "23(2)",
    "l'organo competente ai sensi del comma 1 deve entro sessanta giorni motivare la deliberazione di rigetto della domanda di "
    "ammissione e comunicarla agli interessati",
)
CTS_23_3 = third_sector(
    "23(3)",
    "chi ha proposto la domanda può entro sessanta giorni dalla comunicazione della deliberazione di rigetto chiedere che "
    "sull'istanza si pronunci l'assemblea",
)
CTS_24_1 = third_sector(
    "24(1)",
    "hanno diritto di voto tutti coloro che sono iscritti da almeno tre mesi nel libro degli associati",
)
CTS_24_2 = third_sector(
    "24(2)",
    "Ciascun associato ha un voto. Agli associati che siano enti del Terzo settore l'atto costitutivo o lo statuto possono "
    "attribuire più voti, sino ad un massimo di cinque, in proporzione al numero dei loro associati o aderenti",
)
CTS_24_3 = third_sector(
    "24(3)",
    "Ciascun associato può rappresentare sino ad un massimo di tre associati nelle associazioni con un numero di associati "
    "inferiore a cinquecento e di cinque associati in quelle con un numero di associati non inferiore a cinquecento",
)
