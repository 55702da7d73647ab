"""How long offices last, how they are filled again, and the other bodies."""

from __future__ import annotations

from ..articles import civil, law
from ..kinds import BODY, SEATS, Count, Flag, Years
from ..model import DEFAULT, STAT, Rule, Words

TOPIC = "mandates"

APPOINTERS = (
    ("assembly", Words("l’assemblea", "the assembly")),
    ("board", Words("il consiglio direttivo", "the board")),
    ("president", Words("il presidente", "the president")),
)


def _term(code: str, title: Words, explanation: Words) -> Rule:
    return Rule(code, TOPIC, "years", STAT, title, explanation, also=("months",), minimum=Years(1), optional=code != "board.term")


def _most(code: str, title: Words, explanation: Words) -> Rule:
    return Rule(code, TOPIC, "count", STAT, title, explanation, minimum=Count(1), optional=True)


def _chosen(code: str, title: Words, explanation: Words) -> Rule:
    return Rule(code, TOPIC, "choice", STAT, title, explanation, choices=APPOINTERS, optional=True)


RULES = (
    _term(
        "board.term",
        Words("Durata del consiglio", "Term of the board"),
        Words("Quanti anni dura in carica il consiglio.", "How many years the board holds office."),
    ),
    _most(
        "board.mandates.max",
        Words("Mandati consecutivi dei consiglieri, al massimo", "Directors’ consecutive mandates, at most"),
        Words(
            "Quante volte di seguito la stessa persona può essere consigliere.",
            "How many times running the same person may be a director.",
        ),
    ),
    _most(
        "president.mandates.max",
        Words("Mandati consecutivi del presidente, al massimo", "President’s consecutive mandates, at most"),
        Words(
            "Quante volte di seguito la stessa persona può essere presidente.",
            "How many times running the same person may be president.",
        ),
    ),
    Rule(
        "board.prorogation",
        TOPIC,
        "flag",
        DEFAULT,
        Words("L’organo scaduto resta in carica fino al nuovo", "An expired body stays until the new one"),
        Words(
            "Se chi è scaduto resta in carica finché il nuovo organo si è costituito.",
            "Whether those whose term has expired stay in office until the new body has been formed.",
        ),
        (
            law(
                Flag(True),
                civil("2385(2)"),
                confirmed=False,
                note=Words("Per analogia con le società.", "By analogy with companies."),
            ),
        ),
    ),
    Rule(
        "board.lapse",
        TOPIC,
        "share",
        STAT,
        Words("Vacanze che fanno decadere l’intero consiglio", "Vacancies with which the whole board lapses"),
        Words(
            "Quanti seggi vacanti fanno decadere l’intero consiglio.",
            "How many vacant seats make the whole board lapse.",
        ),
        base=SEATS,
        optional=True,
        examples=(
            Words(
                "9 seggi, «più della metà»: con 5 vacanti decade, con 4 no.",
                "9 seats, “more than half”: lapses with 5 vacant, not with 4.",
            ),
        ),
    ),
    Rule(
        "board.replacement",
        TOPIC,
        "choice",
        STAT,
        Words("Sostituzione di un consigliere", "Replacement of a director"),
        Words("Chi prende il seggio che si libera.", "Who takes a seat that falls vacant."),
        choices=(
            ("first_non_elected", Words("il primo dei non eletti", "the first of those not elected")),
            (
                "co_optation",
                Words("cooptazione fino alla prossima assemblea", "co-optation until the next assembly"),
            ),
            ("designating_body", Words("chi l’aveva designato", "whoever designated the former holder")),
            ("election", Words("nuova elezione", "a new election")),
        ),
        optional=True,
        note=Words(
            "I seggi designati li riempie comunque chi designa; la cooptazione vale per quelli eletti.",
            "Designated seats are filled by whoever designates in any case; co-optation is for elected ones.",
        ),
    ),
    _most(
        "board.co_optation.max",
        Words("Consiglieri cooptati, al massimo", "Co-opted directors, at most"),
        Words("Quanti consiglieri si possono cooptare.", "How many directors may be co-opted."),
    ),
    Rule(
        "board.co_optation.majority",
        TOPIC,
        "share",
        STAT,
        Words("Maggioranza per cooptare", "Majority for a co-optation"),
        Words(
            "Quanti consiglieri in carica devono essere favorevoli a una cooptazione.",
            "How many directors in office must be in favour of a co-optation.",
        ),
        base=BODY,
        bases=(SEATS,),
        optional=True,
    ),
    _most(
        "board.absences",
        Words("Assenze ingiustificate che fanno decadere", "Unjustified absences with which a director lapses"),
        Words(
            "Dopo quante assenze ingiustificate consecutive un consigliere decade.",
            "After how many unjustified absences running a director lapses from office.",
        ),
    ),
    Rule(
        "board.unpaid",
        TOPIC,
        "flag",
        STAT,
        Words("Cariche gratuite", "Unpaid offices"),
        Words("Se le cariche sono gratuite, salvo i rimborsi.", "Whether offices are unpaid, save for refunds."),
        optional=True,
    ),
    Rule(
        "mandate.declaration",
        TOPIC,
        "flag",
        DEFAULT,
        Words("Dichiarazione prima di assumere la carica", "Declaration before taking office"),
        Words(
            "Se chi è nominato dichiara, prima di assumere la carica, che non ha cause di ineleggibilità.",
            "Whether who is appointed declares, before taking office, that no cause of ineligibility exists.",
        ),
        (
            law(
                Flag(True),
                civil("2383(1)"),
                ("ets",),
                confirmed=False,
                note=Words("Se compatibile con gli ETS.", "If compatible with ETS."),
            ),
        ),
        optional=True,
    ),
    Rule(
        "mandate.acceptance",
        TOPIC,
        "days",
        STAT,
        Words("Termine per accettare la carica", "Time to accept an office"),
        Words("Entro quando la nomina va accettata.", "By when an appointment is accepted."),
        optional=True,
    ),
    _chosen(
        "secretary.chosen_by",
        Words("Chi nomina il segretario", "Who appoints the secretary"),
        Words("L’organo che nomina il segretario.", "The body that appoints the secretary."),
    ),
    _chosen(
        "treasurer.chosen_by",
        Words("Chi nomina il tesoriere", "Who appoints the treasurer"),
        Words("L’organo che nomina il tesoriere.", "The body that appoints the treasurer."),
    ),
    _most(
        "control.size",
        Words("Componenti dell’organo di controllo", "Size of the control body"),
        Words("Di quanti componenti è l’organo di controllo.", "How many members the control body has."),
    ),
    _term(
        "control.term",
        Words("Durata dell’organo di controllo", "Term of the control body"),
        Words("Quanti anni dura in carica l’organo di controllo.", "How many years the control body holds office."),
    ),
    _most(
        "arbitrators.size",
        Words("Componenti del collegio dei probiviri", "Number of arbitrators"),
        Words("Di quanti componenti è il collegio dei probiviri.", "How many arbitrators there are."),
    ),
    _term(
        "arbitrators.term",
        Words("Durata dei probiviri", "Term of the arbitrators"),
        Words("Quanti anni durano in carica i probiviri.", "How many years the arbitrators hold office."),
    ),
    Rule(
        "committees",
        TOPIC,
        "several",
        STAT,
        Words("Comitati", "Committees"),
        Words("Quali comitati lo statuto prevede.", "Which committees the statute provides for."),
        choices=(
            ("scientific", Words("comitato scientifico", "scientific committee")),
            ("advisory", Words("comitato consultivo", "advisory board")),
            ("thematic", Words("tavoli tematici", "thematic tables")),
        ),
        optional=True,
    ),
    _chosen(
        "committees.founded_by",
        Words("Chi costituisce i comitati", "Who founds committees"),
        Words("L’organo che costituisce comitati e tavoli.", "The body that founds committees and tables."),
    ),
    _chosen(
        "regulations.organ",
        Words("Chi approva i regolamenti", "Who approves regulations"),
        Words(
            "L’organo che approva i regolamenti interni; quello dei lavori assembleari spetta all’assemblea (art. 25(1)(g) CTS).",
            "The body that approves internal regulations; those on the assembly’s work are the assembly’s own (CTS art. 25(1)(g)).",
        ),
    ),
)
