"""The financial year, accounts and budget, and the forms and limits of a Third-Sector body's accounts."""

from __future__ import annotations

from datetime import date

from ...citations import Citation
from ...regimes import ETS
from ..articles import ONLY_ETS, REFORM, THIRD_SECTOR_CODE_FROM, civil, law, third_sector
from ..kinds import Choice, Count, DayOfYear, Days, Flag, Money, Rate, Threshold, Years
from ..model import DEFAULT, HARD, NONE, STAT, WARN, YEAR_END, Rule, Words

TOPIC = "accounts"

# Art. 13 as changed by L. 104/2024 holds from the financial year after the one under way on 3 August 2024; rules that are
# resolved for the last day of the year therefore change on 3 August 2025.
_LAST_OLD_YEAR, _FIRST_NEW_YEAR = date(2025, 8, 2), date(2025, 8, 3)
_CASH_OLD = third_sector("13(2)", until=_LAST_OLD_YEAR)
_CASH_NEW = third_sector("13(2)", since=_FIRST_NEW_YEAR)
_AGGREGATED = third_sector("13(2-bis)", since=_FIRST_NEW_YEAR)
_DEPOSIT_OLD = third_sector("48(3)", until=date(2024, 8, 2))
_DEPOSIT_NEW = third_sector("48(3)", since=REFORM)
_OTHER_ACTIVITIES = Citation("D.M. 107/2021", "3", "", date(2021, 8, 10))
_FORM_E = Words("Mod. E: D.M. 18/02/2026 (G.U. 21/03/2026).", "Form E: D.M. of 18 February 2026 (G.U. 21 March 2026).")

RULES = (
    Rule(
        "fiscal_year.end",
        TOPIC,
        "day_of_year",
        DEFAULT,
        Words("Fine dell’esercizio", "End of the financial year"),
        Words("In quale giorno finisce l’anno associativo.", "On which day the association’s year ends."),
        (
            law(
                DayOfYear(12, 31),
                civil("24(2)"),
                confirmed=False,
                note=Words("L’anno solare, se lo statuto non dice altro.", "The calendar year unless the statute says otherwise."),
            ),
        ),
    ),
    Rule(
        "accounts.approve_within",
        TOPIC,
        "days",
        STAT,
        Words("Termine per approvare il bilancio", "Time to approve the accounts"),
        Words(
            "Entro quando l’assemblea approva il bilancio, contando dalla fine dell’esercizio.",
            "By when the assembly approves the accounts, counted from the end of the financial year.",
        ),
        also=("months",),
        examples=(
            Words("Esercizio 2025, 120 giorni: entro il 30/04/2026.", "Year 2025, 120 days: by 30 April 2026."),
        ),
        note=Words(
            "La legge dice «una volta l’anno» (c.c. 20); un ETS deposita entro 180 giorni.",
            "The law says “once a year” (c.c. 20); an ETS files within 180 days.",
        ),
    ),
    Rule(
        "budget.approve_by",
        TOPIC,
        "day_of_year",
        STAT,
        Words("Termine per il bilancio preventivo", "Deadline of the budget"),
        Words("Entro quale giorno si approva il preventivo.", "By which day the budget is approved."),
        optional=True,
    ),
    Rule(
        "accounts.keep",
        TOPIC,
        "years",
        HARD,
        Words("Conservazione delle scritture", "Keeping of the records"),
        Words("Per quanti anni si conservano scritture e documenti.", "For how many years records and papers are kept."),
        (law(Years(10), civil("2220"), confirmed=False),),
        derogation=NONE,
    ),
    Rule(
        "ets.accounts_deposit",
        TOPIC,
        "days",
        HARD,
        Words("Deposito del bilancio nel RUNTS", "Filing of the accounts with the RUNTS"),
        Words(
            "Entro quando il bilancio si deposita, contando dalla fine dell’esercizio; fino all’esercizio 2023, entro il 30 giugno.",
            "By when the accounts are filed, counted from the end of the year; up to the year 2023, by 30 June.",
        ),
        (law(DayOfYear(6, 30), _DEPOSIT_OLD), law(Days(180), _DEPOSIT_NEW)),
        derogation=NONE,
        also=("day_of_year",),
        regimes=(ETS,),
        dated_by=YEAR_END,
        examples=(
            Words(
                "Esercizio 2024: 29/06/2025 è domenica, quindi 30/06/2025.",
                "Year 2024: 29 June 2025 is a Sunday, hence 30 June 2025.",
            ),
        ),
    ),
    Rule(
        "ets.changes_runts",
        TOPIC,
        "days",
        HARD,
        Words("Comunicazione di variazioni al RUNTS", "Changes communicated to the RUNTS"),
        Words(
            "Entro quando si depositano atti e variazioni dei dati iscritti.",
            "By when deeds and changes of entered data are filed.",
        ),
        (law(Days(30), third_sector("48(3)"), confirmed=False),),
        derogation=NONE,
        regimes=(ETS,),
    ),
    Rule(
        "ets.cash.max",
        TOPIC,
        "threshold",
        HARD,
        Words("Rendiconto per cassa: entrate, al massimo", "Cash statement: income, at most"),
        Words(
            "Con quali entrate annue basta il rendiconto per cassa (Mod. D).",
            "With which yearly income the cash statement (form D) is enough.",
        ),
        (law(Threshold(22_000_000, "<"), _CASH_OLD), law(Threshold(30_000_000, "<="), _CASH_NEW)),
        derogation=NONE,
        regimes=(ETS,),
        dated_by=YEAR_END,
        examples=(
            Words("2023: 219.999,99 € sì, 220.000,00 € no.", "2023: €219,999.99 yes, €220,000.00 no."),
            Words("2025: 300.000,00 € sì, 300.000,01 € no.", "2025: €300,000.00 yes, €300,000.01 no."),
        ),
    ),
    Rule(
        "ets.cash.legal_persons",
        TOPIC,
        "flag",
        HARD,
        Words("Rendiconto per cassa anche con personalità giuridica", "Cash statement for legal persons too"),
        Words(
            "Se può redigere il rendiconto per cassa anche chi ha personalità giuridica.",
            "Whether a body with legal personality may use the cash statement too.",
        ),
        (law(Flag(True), _CASH_OLD), law(Flag(False), _CASH_NEW)),
        derogation=NONE,
        regimes=(ETS,),
        dated_by=YEAR_END,
    ),
    Rule(
        "ets.agg.max",
        TOPIC,
        "threshold",
        HARD,
        Words("Rendiconto aggregato: entrate, al massimo", "Aggregated cash statement: income, at most"),
        Words(
            "Con quali entrate annue basta il rendiconto per cassa in forma aggregata (Mod. E), anche con personalità giuridica.",
            "With which yearly income the aggregated cash statement (form E) is enough, legal persons included.",
        ),
        (law(Threshold(6_000_000, "<="), _AGGREGATED, confirmed=False, note=_FORM_E),),
        derogation=NONE,
        optional=True,
        regimes=(ETS,),
        dated_by=YEAR_END,
    ),
    Rule(
        "ets.threshold_basis",
        TOPIC,
        "choice",
        DEFAULT,
        Words("Entrate di quale esercizio", "Income of which year"),
        Words(
            "Se per scegliere lo schema di bilancio contano le entrate dell’esercizio precedente o di quello in corso.",
            "Whether the income of the previous year or of the current one decides the form of the accounts.",
        ),
        (law(Choice("previous"), third_sector("13(2)"), confirmed=False),),
        choices=(
            ("previous", Words("l’esercizio precedente", "the previous year")),
            ("current", Words("l’esercizio in corso", "the current year")),
        ),
        regimes=(ETS,),
        dated_by=YEAR_END,
    ),
    Rule(
        "div.a",
        TOPIC,
        "rate",
        WARN,
        Words("Attività diverse, quota delle entrate", "Other activities, part of the income"),
        Words(
            "Le attività diverse sono secondarie se i loro ricavi non superano questa parte delle entrate, oppure il criterio dei "
            "costi.",
            "Other activities are secondary if their income does not exceed this part of all income, or by the criterion of costs.",
        ),
        (law(Rate(30, 100), _OTHER_ACTIVITIES, ONLY_ETS, confirmed=False),),
        derogation=NONE,
        regimes=(ETS,),
        optional=True,
        dated_by=YEAR_END,
    ),
    Rule(
        "div.b",
        TOPIC,
        "rate",
        WARN,
        Words("Attività diverse, quota dei costi", "Other activities, part of the costs"),
        Words(
            "Le attività diverse sono secondarie se i loro ricavi non superano questa parte dei costi complessivi, oppure il "
            "criterio delle entrate.",
            "Other activities are secondary if their income does not exceed this part of all costs, or by the criterion of income.",
        ),
        (law(Rate(66, 100), _OTHER_ACTIVITIES, ONLY_ETS, confirmed=False),),
        derogation=NONE,
        regimes=(ETS,),
        optional=True,
        dated_by=YEAR_END,
    ),
    Rule(
        "pay.ratio",
        TOPIC,
        "count",
        WARN,
        Words("Rapporto tra le retribuzioni, al massimo", "Ratio between pays, at most"),
        Words(
            "Quante volte la retribuzione più bassa può valere la più alta.",
            "How many times the lowest pay the highest may be.",
        ),
        (law(Count(8), third_sector("16(1)")),),
        derogation=NONE,
        regimes=(ETS,),
        examples=(Words("20.000 e 170.000: 8,5, troppo.", "20,000 and 170,000: 8.5, too much."),),
    ),
    Rule(
        "vol.day",
        TOPIC,
        "money",
        HARD,
        Words("Rimborso autocertificato dei volontari, al giorno", "Volunteers’ self-certified refund, a day"),
        Words(
            "Quanto si rimborsa al giorno su autocertificazione, se l’organo ha stabilito le spese ammesse.",
            "How much is refunded a day on self-certification, if the body has resolved on which expenses.",
        ),
        (law(Money(1_000), third_sector("17(4)", since=THIRD_SECTOR_CODE_FROM)),),
        derogation=NONE,
        regimes=(ETS,),
    ),
    Rule(
        "vol.month",
        TOPIC,
        "money",
        HARD,
        Words("Rimborso autocertificato dei volontari, al mese", "Volunteers’ self-certified refund, a month"),
        Words(
            "Quanto si rimborsa al mese su autocertificazione.",
            "How much is refunded a month on self-certification.",
        ),
        (law(Money(15_000), third_sector("17(4)")),),
        derogation=NONE,
        regimes=(ETS,),
    ),
)
