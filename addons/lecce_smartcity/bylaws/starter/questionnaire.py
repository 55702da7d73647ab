"""What is asked in order to draft a statute: the questions as data, with their words, limits and first answers.

Answers are plain values by code: str, bool, int, a tuple of str, (month, day). ``checking.check_answers`` says what is
wrong with them; ``completed`` adds the first answers of what was not asked.
"""

from __future__ import annotations

from ..regimes import ETS, RECOGNISED, REGIMES, UNRECOGNISED
from ..rules.model import Words
from .question import (
    ACCOUNTS,
    ASSEMBLY,
    BODIES,
    BY_ASSEMBLY,
    BY_BOARD,
    CHOICE,
    COLLEGIAL,
    DAY,
    FLAG,
    IDENTITY,
    LINES,
    MAYOR,
    MEMBERSHIP,
    MONEY,
    NO_CONTROL,
    NUMBER,
    PURPOSE,
    SEVERAL,
    SINGLE,
    TEXT,
    WHEN_REQUIRED,
    Answer,
    Answers,
    Question,
)

_DAYS = Words("giorni", "days")
_YEARS = Words("anni", "years")

REGIME_WORDS = {
    UNRECOGNISED: Words("Associazione non riconosciuta", "Non-recognised association"),
    RECOGNISED: Words("Associazione riconosciuta", "Recognised association"),
    ETS: Words("Ente del Terzo settore (ETS)", "Third-Sector body (ETS)"),
}
THEMES = {
    "governance": Words("governo della città, partecipazione e servizi digitali", "governance, participation, digital services"),
    "environment": Words("ambiente, energia e clima", "environment, energy, climate"),
    "mobility": Words("mobilità sostenibile e logistica urbana", "sustainable mobility, urban logistics"),
    "culture": Words("cultura, patrimonio e turismo", "culture, heritage, tourism"),
    "inclusion": Words("salute, inclusione e coesione sociale", "health, inclusion, social cohesion"),
    "education": Words("istruzione, formazione e competenze digitali", "education, training, digital skills"),
    "economy": Words("ricerca, impresa e innovazione", "research, enterprise, innovation"),
    "spaces": Words("rigenerazione urbana e spazi pubblici", "urban regeneration, public spaces"),
}
CATEGORIES = {
    "founder": Words("fondatori", "founders"),
    "ordinary_public": Words("ordinari pubblici", "ordinary, public bodies"),
    "research": Words("di ricerca", "research"),
    "ordinary_private": Words("ordinari privati", "ordinary, private bodies"),
    "ordinary": Words("ordinari", "ordinary, natural persons"),
}

QUESTIONS: tuple[Question, ...] = (
    Question(
        "regime", IDENTITY, CHOICE,
        Words("Regime giuridico", "Legal regime"),
        Words(
            "Un’associazione controllata da amministrazioni pubbliche non può essere ente del Terzo settore (art. 4 CTS). "
            "Quella riconosciuta si costituisce davanti a un notaio e ha un patrimonio che risponde da solo dei debiti.",
            "An association that public administrations control cannot be a Third-Sector body (art. 4 CTS). A recognised one is "
            "founded before a notary and its assets alone answer for its debts.",
        ),
        RECOGNISED, choices=tuple(REGIME_WORDS.items()), required=True, essential=True,
    ),
    Question(
        "name", IDENTITY, TEXT,
        Words("Denominazione", "Name"),
        Words(
            "Per intero, senza virgolette. L’acronimo ETS è aggiunto da sé dove il regime lo chiede.",
            "In full, without quotation marks. The acronym ETS is added where the regime asks for it.",
        ),
        "", required=True, essential=True,
    ),
    Question(
        "short_name", IDENTITY, TEXT,
        Words("Denominazione abbreviata", "Short name"),
        Words("Se se ne vuole una.", "If one is wanted."),
        "",
    ),
    Question(
        "city", IDENTITY, TEXT,
        Words("Comune della sede", "Municipality of the seat"),
        Words(
            "La città della quale l’associazione si occupa; il suo Comune può designare componenti del consiglio.",
            "The city that the association is about; its municipality may designate members of the board.",
        ),
        "", required=True, essential=True,
    ),
    Question(
        "province", IDENTITY, TEXT,
        Words("Sigla della provincia", "Province"),
        Words("Due lettere: LE, BG.", "Two letters: LE, BG."),
        "", required=True, essential=True,
    ),
    Question(
        "founders", IDENTITY, LINES,
        Words("Fondatori", "Founders"),
        Words(
            "Enti e persone che firmano l’atto costitutivo, uno per riga. Senza, lo statuto non li nomina.",
            "Bodies and persons who sign the deed, one a line. Without them the statute names none.",
        ),
        (),
    ),
    Question(
        "themes", PURPOSE, SEVERAL,
        Words("Ambiti di intervento", "Fields of work"),
        Words(
            "Per un ETS determinano anche le attività di interesse generale dell’art. 5 CTS.",
            "For an ETS they also decide the activities of general interest of art. 5 CTS.",
        ),
        ("governance", "environment", "mobility", "culture", "economy"),
        choices=tuple(THEMES.items()), required=True, essential=True,
    ),
    Question(
        "board_size", BODIES, NUMBER,
        Words("Componenti del consiglio direttivo", "Members of the board"),
        Words("Tutti, presidente compreso.", "All of them, the president among them."),
        7, minimum=3, maximum=21, unit=Words("componenti", "members"), required=True, essential=True,
    ),
    Question(
        "municipality_seats", BODIES, NUMBER,
        Words("Componenti designati dal Comune", "Members designated by the municipality"),
        Words(
            "In un ETS l’assemblea nomina la maggioranza (art. 26 CTS); altrove una maggioranza designata fa pensare a un controllo "
            "pubblico. Il Sindaco presidente di diritto si conta a parte.",
            "In an ETS the assembly appoints the majority (art. 26 CTS); elsewhere a designated majority suggests public control. "
            "A mayor who is president by right counts apart.",
        ),
        2, minimum=0, maximum=20, unit=Words("componenti", "members"), essential=True,
    ),
    Question(
        "president", BODIES, CHOICE,
        Words("Chi è presidente", "Who is president"),
        Words(
            "Il Sindaco di diritto dà peso politico all’associazione; in un ETS pesa sulla prova del controllo pubblico.",
            "A mayor by right gives the association political weight; in an ETS it weighs on the test of public control.",
        ),
        BY_BOARD,
        choices=(
            (BY_ASSEMBLY, Words("Eletto dall’assemblea", "Elected by the assembly")),
            (BY_BOARD, Words("Eletto dal consiglio direttivo", "Elected by the board")),
            (MAYOR, Words("Il Sindaco, di diritto", "The mayor, by right")),
        ),
        required=True, essential=True,
    ),
    Question(
        "reserved_seats", BODIES, FLAG,
        Words("Un posto almeno a università, imprese e cittadini", "A seat at least for universities, companies and citizens"),
        Words(
            "L’assemblea elegge almeno un componente per ciascuna delle tre componenti.",
            "The assembly elects at least one member for each of the three.",
        ),
        True,
    ),
    Question(
        "board_term", BODIES, NUMBER,
        Words("Durata del consiglio direttivo", "Term of the board"),
        Words("Vale anche per gli altri organi eletti.", "It holds for the other elected bodies too."),
        3, minimum=1, maximum=6, unit=_YEARS, required=True, essential=True,
    ),
    Question(
        "max_mandates", BODIES, NUMBER,
        Words("Mandati consecutivi al massimo", "Consecutive mandates at most"),
        Words("Zero: nessun limite.", "Zero: no limit."),
        2, minimum=0, maximum=5, unit=Words("mandati", "mandates"),
    ),
    Question(
        "control_body", BODIES, CHOICE,
        Words("Organo di controllo", "Control body"),
        Words(
            "Un ETS lo nomina quando supera i limiti dell’art. 30 CTS; può averlo sempre.",
            "An ETS appoints one when it passes the limits of art. 30 CTS; it may always have one.",
        ),
        SINGLE,
        defaults=((UNRECOGNISED, NO_CONTROL), (ETS, WHEN_REQUIRED)),
        choices=(
            (NO_CONTROL, Words("Nessuno", "None")),
            (WHEN_REQUIRED, Words("Quando la legge lo chiede", "When the law asks for it")),
            (SINGLE, Words("Una persona", "One person")),
            (COLLEGIAL, Words("Collegio", "Several persons")),
        ),
        not_offered=((ETS, (NO_CONTROL,)), (RECOGNISED, (WHEN_REQUIRED,)), (UNRECOGNISED, (WHEN_REQUIRED,))),
        required=True,
    ),
    Question(
        "arbitrators", BODIES, FLAG,
        Words("Collegio dei probiviri", "Arbitrators"),
        Words("Decidono le controversie tra associati.", "They decide disputes between members."),
        True, defaults=((UNRECOGNISED, False),),
    ),
    Question(
        "scientific_committee", BODIES, FLAG,
        Words("Comitato scientifico", "Scientific committee"),
        Words("Dà pareri su programmi e progetti.", "It advises on programmes and projects."),
        True, defaults=((UNRECOGNISED, False),),
    ),
    Question(
        "thematic_tables", BODIES, FLAG,
        Words("Tavoli tematici", "Thematic tables"),
        Words("Aperti ad associati, esperti e cittadini.", "Open to members, experts and citizens."),
        True,
    ),
    Question(
        "notice_days", ASSEMBLY, NUMBER,
        Words("Preavviso di convocazione", "Notice of an assembly"),
        Words("Giorni prima dell’adunanza.", "Days before the meeting."),
        15, minimum=8, maximum=60, unit=_DAYS, required=True, essential=True,
    ),
    Question(
        "second_call", ASSEMBLY, FLAG,
        Words("Seconda convocazione", "Second call"),
        Words(
            "In seconda convocazione l’assemblea delibera qualunque sia il numero dei presenti (art. 21 c.c.).",
            "In second call the assembly decides whatever the attendance (art. 21 c.c.).",
        ),
        True, essential=True,
    ),
    Question(
        "proxies", ASSEMBLY, NUMBER,
        Words("Deleghe per associato", "Proxies that a member may hold"),
        Words("In un ETS con meno di cinquecento associati, tre al massimo (art. 24 CTS).",
            "In an ETS below 500 members, three at most (art. 24 CTS)."),
        2, minimum=1, maximum=5, unit=Words("deleghe", "proxies"), required=True, essential=True,
    ),
    Question(
        "remote", ASSEMBLY, FLAG,
        Words("Partecipazione a distanza", "Remote participation"),
        Words("Con identificazione di chi partecipa e vota.", "With identification of who takes part and votes."),
        True, essential=True,
    ),
    Question(
        "amendment_presence", ASSEMBLY, CHOICE,
        Words("Presenti per modificare lo statuto", "Attendance for changing the statute"),
        Words("Per legge tre quarti, se lo statuto non dispone altrimenti (art. 21 c.c.).",
            "Three quarters by law, unless the statute says otherwise (art. 21 c.c.)."),
        "3/4",
        choices=(
            ("3/4", Words("Tre quarti", "Three quarters")),
            ("2/3", Words("Due terzi", "Two thirds")),
            ("1/2", Words("La metà", "Half")),
        ),
        required=True,
    ),
    Question(
        "amendment_second_presence", ASSEMBLY, CHOICE,
        Words("… e in seconda convocazione", "… and in second call"),
        Words("Se c’è una seconda convocazione.", "Where there is a second call."),
        "same",
        choices=(
            ("same", Words("Gli stessi", "The same")),
            ("1/2", Words("La metà", "Half")),
            ("1/3", Words("Un terzo", "One third")),
        ),
        required=True,
    ),
    Question(
        "amendment_majority", ASSEMBLY, CHOICE,
        Words("Voti favorevoli per modificare lo statuto", "Votes in favour for changing the statute"),
        Words("Sul numero dei presenti: chi si astiene conta.", "Out of those present: who abstains counts."),
        "1/2",
        choices=(
            ("1/2", Words("Più della metà dei presenti", "More than half of those present")),
            ("2/3", Words("Due terzi dei presenti", "Two thirds of those present")),
        ),
        required=True,
    ),
    Question(
        "dues_payers", MEMBERSHIP, SEVERAL,
        Words("Chi versa la quota", "Who pays dues"),
        Words("Le categorie di associati che la devono.", "The categories of members that owe them."),
        tuple(CATEGORIES), choices=tuple(CATEGORIES.items()), required=True,
    ),
    Question(
        "admission_days", MEMBERSHIP, NUMBER,
        Words("Tempo per decidere su una domanda", "Time to decide on an application"),
        Words("Per un ETS sessanta giorni, se lo statuto non dispone diversamente (art. 23 CTS).",
            "Sixty days for an ETS, unless the statute differs (art. 23 CTS)."),
        60, minimum=15, maximum=120, unit=_DAYS, required=True,
    ),
    Question(
        "admission_appeal_days", MEMBERSHIP, NUMBER,
        Words("Tempo per chiedere che decida l’assemblea", "Time to ask the assembly to decide"),
        Words("Dalla comunicazione del rigetto.", "From the communication of a refusal."),
        60, defaults=((UNRECOGNISED, 30), (RECOGNISED, 30)), minimum=15, maximum=120, unit=_DAYS, required=True,
    ),
    Question(
        "year_end", ACCOUNTS, DAY,
        Words("Fine dell’esercizio", "End of the financial year"),
        Words("Mese e giorno.", "Month and day."),
        (12, 31), required=True, essential=True,
    ),
    Question(
        "endowment", ACCOUNTS, MONEY,
        Words("Fondo di dotazione", "Endowment"),
        Words(
            "Patrimonio iniziale: necessario all’associazione riconosciuta; all’ETS che chiede la personalità giuridica, almeno "
            "15.000 euro (art. 22 CTS). Zero: ETS senza personalità.",
            "Initial assets: a recognised association needs them; an ETS that asks for legal personality at least 15,000 euro "
            "(art. 22 CTS). Zero: an ETS without personality.",
        ),
        1_500_000, defaults=((RECOGNISED, 3_000_000),), minimum=0, maximum=99_999_999, regimes=(RECOGNISED, ETS), essential=True,
    ),
)  # fmt: skip
_BY_CODE = {question.code: question for question in QUESTIONS}


def question(code: str) -> Question:
    """The question of that code. Raises KeyError."""
    return _BY_CODE[code]


def questions_for(regime: str) -> tuple[Question, ...]:
    """The questions asked under a regime.

    >>> "endowment" in {question.code for question in questions_for("unrecognised")}
    False
    """
    return tuple(question for question in QUESTIONS if regime in question.regimes)


def completed(answers: Answers) -> dict[str, Answer]:
    """The answers with the first ones of what was not answered, without those that the regime does not ask for.

    >>> full = completed({"regime": "ets", "name": "Smart City", "city": "Lecce", "province": "LE", "board_size": 5})
    >>> full["board_size"], full["board_term"], full["control_body"]
    (5, 3, 'when_required')
    """
    regime = answers.get("regime")
    regime = regime if regime in REGIMES else _BY_CODE["regime"].default  # an unknown one is told by the check
    return {question.code: answers.get(question.code, question.first_answer(regime)) for question in questions_for(regime)}
