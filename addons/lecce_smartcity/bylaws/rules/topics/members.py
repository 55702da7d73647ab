"""Becoming and ceasing to be a member."""

from __future__ import annotations

from ..articles import (
    CC_24_1,
    CC_24_2,
    CC_24_3,
    CC_24_3_GROUNDS,
    CC_24_4,
    CTS_15_3,
    CTS_23_1,
    CTS_23_2,
    CTS_23_3,
    CTS_25_1_EXCLUSION,
    NOT_ETS,
    law,
)
from ..kinds import Choice, Days, Flag, Months
from ..model import DEFAULT, HARD, NONE, STAT, Rule, Words

TOPIC = "members"

ORGANS = (
    ("assembly", Words("l’assemblea", "the assembly")),
    ("board", Words("il consiglio direttivo", "the board")),
    ("president", Words("il presidente", "the president")),
    ("arbitrators", Words("il collegio dei probiviri", "the arbitrators")),
)

RULES = (
    Rule(
        "admission.organ",
        TOPIC,
        "choice",
        DEFAULT,
        Words("Chi decide sulle domande di ammissione", "Who decides on applications"),
        Words("L’organo che ammette i nuovi associati.", "The body that admits new members."),
        (law(Choice("board"), CTS_23_1),),
        choices=ORGANS,
    ),
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
        examples=(Words("Domanda del 02/01/2026: entro il 03/03/2026.", "Application of 2 January 2026: by 3 March 2026."),),
    ),
    Rule(
        "admission.appeal",
        TOPIC,
        "days",
        DEFAULT,
        Words("Termine per impugnare il rigetto", "Time to appeal against a refusal"),
        Words(
            "Entro quando chi è stato rifiutato può chiedere una nuova decisione, contando dalla comunicazione del rigetto.",
            "By when who was refused may ask for another decision, counted from the communication of the refusal.",
        ),
        (law(Days(60), CTS_23_3),),
        also=("months",),
        optional=True,
        examples=(
            Words("Comunicato il 10/02/2026: fino all’11/04/2026.", "Communicated on 10 February 2026: until 11 April 2026."),
        ),
    ),
    Rule(
        "admission.appeal.organ",
        TOPIC,
        "choice",
        DEFAULT,
        Words("Chi decide sull’impugnazione del rigetto", "Who decides on the appeal"),
        Words(
            "L’assemblea o un altro organo eletto da essa, alla prima riunione utile.",
            "The assembly or another body that it elects, at its next meeting.",
        ),
        (law(Choice("assembly"), CTS_23_3),),
        choices=ORGANS,
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
        formula=Words(
            "ultimo giorno = prima fine d’anno ≥ comunicazione + preavviso", "last day = first year’s end ≥ notice given + notice"
        ),
        examples=(
            Words("Comunicato il 30/09/2026: effetto il 31/12/2026.", "Given on 30 September 2026: 31 December 2026."),
            Words("Comunicato il 01/10/2026: effetto il 31/12/2027.", "Given on 1 October 2026: 31 December 2027."),
        ),
    ),
    Rule(
        "withdrawal.effect",
        TOPIC,
        "choice",
        DEFAULT,
        Words("Quando ha effetto il recesso", "When a withdrawal takes effect"),
        Words(
            "Se il recesso ha effetto alla fine dell’anno associativo o appena passato il preavviso.",
            "Whether a withdrawal takes effect at the end of the association’s year or as soon as the notice has passed.",
        ),
        (law(Choice("year_end"), CC_24_2),),
        choices=(
            ("year_end", Words("alla fine dell’anno", "at the end of the year")),
            ("notice_end", Words("trascorso il preavviso", "when the notice has passed")),
        ),
    ),
    Rule(
        "exclusion.organ",
        TOPIC,
        "choice",
        DEFAULT,
        Words("Chi decide l’esclusione", "Who decides an exclusion"),
        Words(
            "L’assemblea, o l’organo eletto da essa a cui lo statuto attribuisce la decisione.",
            "The assembly, or the body elected by it to which the statute gives the decision.",
        ),
        (law(Choice("assembly"), CC_24_3_GROUNDS, NOT_ETS), law(Choice("assembly"), CTS_25_1_EXCLUSION)),
        choices=tuple(organ for organ in ORGANS if organ[0] != "president"),
    ),
    Rule(
        "exclusion.grounds",
        TOPIC,
        "flag",
        HARD,
        Words("L’esclusione richiede gravi motivi", "An exclusion needs serious reasons"),
        Words(
            "Un associato si esclude solo per gravi motivi, scritti nella deliberazione.",
            "A member is excluded only for serious reasons, written in the resolution.",
        ),
        (law(Flag(True), CC_24_3_GROUNDS),),
        derogation=NONE,
    ),
    Rule(
        "exclusion.defence",
        TOPIC,
        "days",
        STAT,
        Words("Termine a difesa prima dell’esclusione", "Time for the defence before an exclusion"),
        Words(
            "Quanto tempo ha l’associato per rispondere alla contestazione scritta.",
            "How long the member has to answer the written charge.",
        ),
        optional=True,
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
        examples=(Words("Notificata il 31/08/2026: fino al 28/02/2027.", "Notified on 31 August 2026: until 28 February 2027."),),
    ),
    Rule(
        "exclusion.review",
        TOPIC,
        "days",
        STAT,
        Words("Termine per il riesame interno dell’esclusione", "Time for the internal review of an exclusion"),
        Words(
            "Entro quando l’escluso può chiedere il riesame a un altro organo; non toglie il ricorso al giudice.",
            "By when an excluded member may ask another body for a review; going to court stays possible.",
        ),
        also=("months",),
        optional=True,
    ),
    Rule(
        "exclusion.review.organ",
        TOPIC,
        "choice",
        STAT,
        Words("Chi riesamina l’esclusione", "Who reviews an exclusion"),
        Words("L’organo a cui l’escluso può rivolgersi.", "The body to which an excluded member may turn."),
        choices=ORGANS,
        optional=True,
    ),
    Rule(
        "membership.transferable",
        TOPIC,
        "flag",
        DEFAULT,
        Words("Qualità di associato trasmissibile", "Membership transferable"),
        Words(
            "Se la qualità di associato passa ad altri, per atto o per successione.",
            "Whether membership passes to others, by deed or by succession.",
        ),
        (law(Flag(False), CC_24_1),),
    ),
    Rule(
        "membership.refund",
        TOPIC,
        "flag",
        HARD,
        Words("Rimborso a chi cessa", "Refund to former members"),
        Words(
            "Chi cessa di essere associato non riprende i contributi versati e non ha diritti sul patrimonio.",
            "Former members do not get contributions back and have no rights on the assets.",
        ),
        (law(Flag(False), CC_24_4),),
        derogation=NONE,
    ),
    Rule(
        "books.inspection",
        TOPIC,
        "flag",
        HARD,
        Words("Esame dei libri da parte degli associati", "Inspection of the books by members"),
        Words(
            "Gli associati possono esaminare i libri sociali, nei modi dello statuto.",
            "Members may inspect the association’s books, as the statute says.",
        ),
        (law(Flag(True), CTS_15_3),),
        derogation=NONE,
        optional=True,
    ),
    Rule(
        "books.inspection.within",
        TOPIC,
        "days",
        STAT,
        Words("Termine per far esaminare i libri", "Time to grant an inspection"),
        Words("Entro quando l’esame chiesto va consentito.", "By when a requested inspection is granted."),
        optional=True,
    ),
)
