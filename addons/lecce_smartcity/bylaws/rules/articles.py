"""The articles of law that the catalogue cites, each with the sentence that decides, and how a ``Law`` is made of one."""

from __future__ import annotations

from datetime import date

from ..citations import CIVIL_CODE, THIRD_SECTOR_CODE, Citation
from ..regimes import ETS, RECOGNISED, REGIMES, UNRECOGNISED
from .kinds import Value
from .model import Law, Words

CIVIL_CODE_FROM = date(1942, 4, 21)
THIRD_SECTOR_CODE_FROM = date(2017, 8, 3)
BEFORE_REFORM, REFORM = date(2024, 8, 2), date(2024, 8, 3)  # L. 104/2024
ONLY_ETS = (ETS,)
NOT_ETS = (UNRECOGNISED, RECOGNISED)


def civil(article: str, text: str = "") -> Citation:
    """An article of the codice civile."""
    return Citation(CIVIL_CODE, article, text, CIVIL_CODE_FROM)


def civil_rules(article: str, text: str = "") -> Citation:
    """An article of the provisions that put the codice civile into effect."""
    return Citation("disp. att. c.c.", article, text, CIVIL_CODE_FROM)


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
CC_24_1 = civil(
    "24(1)",
    "La qualità di associato non è trasmissibile, salvo che la trasmissione sia consentita dall'atto costitutivo o dallo statuto",
)
CC_24_2 = civil(
    "24(2)",
    "La dichiarazione di recesso deve essere comunicata per iscritto agli amministratori e ha effetto con lo scadere dell'anno "
    "in corso, purché sia fatta almeno tre mesi prima",
)
CC_24_3_GROUNDS = civil("24(3)", "L'esclusione d'un associato non può essere deliberata dall'assemblea che per gravi motivi")
CC_24_3 = civil(
    "24(3)",
    "l'associato può ricorrere all'autorità giudiziaria entro sei mesi dal giorno in cui gli è stata notificata la deliberazione",
)
CC_24_4 = civil(
    "24(4)",
    "Gli associati, che abbiano receduto o siano stati esclusi o che comunque abbiano cessato di appartenere all'associazione, "
    "non possono ripetere i contributi versati, né hanno alcun diritto sul patrimonio dell'associazione",
)
CC_1335 = civil(
    "1335",
    "ogni altra dichiarazione diretta a una determinata persona si reputano conosciute nel momento in cui giungono "
    "all'indirizzo del destinatario",
)
DISP_ATT_8 = civil_rules(
    "8(1)",
    "La convocazione dell'assemblea deve farsi nelle forme stabilite dallo statuto e, se questo non dispone, mediante avviso "
    "personale che deve contenere l'ordine del giorno degli argomenti da trattare",
)
DISP_ATT_8_PROXY = civil_rules(
    "8(2)",
    "Se non è vietato dall'atto costitutivo o dallo statuto, gli associati possono farsi rappresentare nell'assemblea da altri "
    "associati con delega scritta anche in calce all'avviso di convocazione",
)

# --- codice del Terzo settore

CTS_4_2 = third_sector(
    "4(2)",
    "Non sono enti del Terzo settore le amministrazioni pubbliche […] nonché gli enti sottoposti a direzione e coordinamento o "
    "controllati dai suddetti enti",
)
CTS_15_3 = third_sector(
    "15(3)",
    "Gli associati o gli aderenti hanno diritto di esaminare i libri sociali, secondo le modalità previste dall'atto "
    "costitutivo o dallo statuto",
)
CTS_23_1 = third_sector(
    "23(1)",
    "Se l'atto costitutivo o lo statuto non dispongono diversamente, l'ammissione di un nuovo associato è fatta con "
    "deliberazione dell'organo di amministrazione su domanda dell'interessato",
)
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
CTS_24_2_CONFLICT = third_sector("24(2)", "Si applica l'articolo 2373 del codice civile, in quanto compatibile")
CTS_24_3_PROXY = third_sector(
    "24(3)",
    "Se l'atto costitutivo o lo statuto non dispongono diversamente, ciascun associato può farsi rappresentare nell'assemblea "
    "da un altro associato mediante delega scritta, anche in calce all'avviso di convocazione",
)
CTS_24_3 = third_sector(
    "24(3)",
    "Ciascun associato può rappresentare sino ad un massimo di tre associati nelle associazioni con un numero di associati "
    "inferiore a cinquecento e di cinque associati in quelle con un numero di associati non inferiore a cinquecento",
)
CTS_24_3_EXCLUDED = third_sector(
    "24(3)", "Si applicano i commi quarto e quinto dell'articolo 2372 del codice civile, in quanto compatibili"
)
CTS_24_4_OLD = third_sector(
    "24(4)",
    "L'atto costitutivo o lo statuto possono prevedere l'intervento all'assemblea mediante mezzi di telecomunicazione ovvero "
    "l'espressione del voto per corrispondenza o in via elettronica, purché sia possibile verificare l'identità dell'associato "
    "che partecipa e vota",
    until=BEFORE_REFORM,
)
CTS_24_4 = third_sector(
    "24(4)",
    "Salvo che l'atto costitutivo o lo statuto non lo vietino espressamente, gli associati possono intervenire all'assemblea "
    "mediante mezzi di telecomunicazione ed esprimere il voto per via elettronica, purché sia possibile verificare l'identità "
    "dell'associato che partecipa e vota e nel rispetto dei principi di buona fede e di parità di trattamento",
    REFORM,
)
CTS_24_4_POST = third_sector(
    "24(4)",
    "L'atto costitutivo o lo statuto possono prevedere, alle medesime condizioni, l'espressione del voto per corrispondenza",
    REFORM,
)
CTS_24_5 = third_sector(
    "24(5)",
    "L'atto costitutivo o lo statuto delle associazioni che hanno un numero di associati non inferiore a cinquecento possono "
    "prevedere e disciplinare la costituzione e lo svolgimento di assemblee separate",
)
CTS_25_1 = third_sector(
    "25(1)",
    "L'assemblea delle associazioni, riconosciute o non riconosciute, del Terzo settore: nomina e revoca i componenti degli "
    "organi sociali; […] approva il bilancio; […] delibera sulle modificazioni dell'atto costitutivo o dello statuto",
)
CTS_25_1_EXCLUSION = third_sector(
    "25(1)(e)",
    "delibera sull'esclusione degli associati, se l'atto costitutivo o lo statuto non attribuiscono la relativa competenza ad "
    "altro organo eletto dalla medesima",
)
CTS_25_2 = third_sector(
    "25(2)",
    "Gli atti costitutivi o gli statuti delle associazioni che hanno un numero di associati non inferiore a cinquecento possono "
    "disciplinare le competenze dell'assemblea anche in deroga a quanto stabilito al comma precedente",
)
CTS_26_2 = third_sector(
    "26(2)",
    "La maggioranza degli amministratori è scelta tra le persone fisiche associate ovvero indicate dagli enti giuridici "
    "associati. Si applica l'articolo 2382 del codice civile",
)
CTS_26_5 = third_sector(
    "26(5)",
    "In ogni caso, la nomina della maggioranza degli amministratori è, salvo quanto previsto dall'articolo 25, comma 2, "
    "riservata all'assemblea",
)
CTS_26_6 = third_sector(
    "26(6)",
    "Gli amministratori, entro trenta giorni dalla notizia della loro nomina, devono chiederne l'iscrizione nel Registro unico "
    "nazionale del terzo settore",
)
CTS_27 = third_sector("27(1)", "Al conflitto di interessi degli amministratori si applica l'articolo 2475-ter del codice civile")
