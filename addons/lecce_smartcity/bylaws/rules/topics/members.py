"""Admission, withdrawal, exclusion, the right to vote."""

from __future__ import annotations

from ..articles import (
    CC_20_2,
    CC_24_2,
    CC_24_3,
    CTS_23_2,
    CTS_23_3,
    CTS_24_1,
    CTS_24_2,
    law,
)
from ..kinds import MEMBERS, Count, Days, Months, Share
from ..model import DEFAULT, HARD, LOWER, NONE, Rule, Words

TOPIC = "members"

RULES = (
    Rule(
        "admission.decide",
        TOPIC,
        "days",
        DEFAULT,
        Words("Termine per decidere sulla domanda di ammissione", "Time to decide on an application"),
        Words(
            "Entro quando un rigetto motivato va deliberato e comunicato, contando dalla domanda.",
            "By when a refusal with its grounds is decided and communicated, counted from the application.",
        ),
        (law(Days(60), CTS_23_2),),
        also=("months",),
        optional=True,
    ),
    Rule(
        "admission.appeal",
        TOPIC,
        "days",
        DEFAULT,
        Words("Termine per chiedere che si pronunci l’assemblea", "Time to ask the assembly to decide"),
        Words(
            "Entro quando chi è stato rifiutato può chiedere una nuova decisione, contando dalla comunicazione del rigetto.",
            "By when who was refused may ask for another decision, counted from the communication of the refusal.",
        ),
        (law(Days(60), CTS_23_3),),
        also=("months",),
        optional=True,
    ),
    Rule(
        "withdrawal.notice",
        TOPIC,
        "months",
        DEFAULT,
        Words("Preavviso di recesso", "Notice of withdrawal"),
        Words(
            "Quanto prima della fine dell’anno associativo va comunicato il recesso perché abbia effetto con quell’anno.",
            "How long before the end of the association’s year a withdrawal is notified to take effect with that year.",
        ),
        (law(Months(3), CC_24_2),),
        also=("days",),
    ),
    Rule(
        "exclusion.appeal",
        TOPIC,
        "months",
        HARD,
        Words("Termine per ricorrere al giudice contro l’esclusione", "Time to go to court against an exclusion"),
        Words(
            "Entro quando l’escluso può ricorrere all’autorità giudiziaria, contando dalla notificazione.",
            "By when an excluded member may go to court, counted from the notification.",
        ),
        (law(Months(6), CC_24_3),),
        derogation=NONE,
    ),
    Rule(
        "vote.seniority",
        TOPIC,
        "months",
        DEFAULT,
        Words("Anzianità d’iscrizione per votare", "Time in the members’ book before voting"),
        Words(
            "Da quanto tempo si dev’essere iscritti nel libro degli associati per votare.",
            "How long one must have been in the members’ book to vote.",
        ),
        (law(Months(3), CTS_24_1),),
        also=("days",),
        optional=True,
    ),
    Rule(
        "votes.max",
        TOPIC,
        "count",
        HARD,
        Words("Voti attribuibili a un associato ente del Terzo settore", "Votes that a member Third-Sector body may have"),
        Words(
            "Quanti voti al massimo lo statuto può dare a un associato che sia ente del Terzo settore.",
            "How many votes at most a statute may give to a member that is itself a Third-Sector body.",
        ),
        (law(Count(5), CTS_24_2),),
        derogation=LOWER,
        minimum=Count(1),
        optional=True,
    ),
    Rule(
        "request.fraction",
        TOPIC,
        "share",
        HARD,
        Words("Associati che possono chiedere la convocazione", "Members who may ask for an assembly"),
        Words(
            "Quanti associati, con richiesta motivata, obbligano a convocare l’assemblea.",
            "How many members, with a reasoned request, oblige the board to convene the assembly.",
        ),
        (law(Share(1, 10, False, MEMBERS), CC_20_2),),
        derogation=LOWER,
        base=MEMBERS,
    ),
)
