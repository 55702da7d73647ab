"""Dues, arrears, interest, receipts, direct debits."""

from __future__ import annotations

from datetime import date

from ...citations import Citation
from ...regimes import REGIMES
from ..articles import CIVIL_CODE_FROM, civil, law
from ..kinds import DayOfYear, Days, Flag, Moment, Money, Months, Rate, Threshold, Years
from ..model import DEFAULT, HARD, HIGHER, NONE, STAT, WARN, Law, Rule, Words

TOPIC = "treasury"

_STAMP = Citation("D.P.R. 642/1972", "Tariffa 13", "", date(2013, 6, 26))
_DUES_EXEMPT = Citation("D.P.R. 642/1972", "Tabella B 7", "", date(1973, 1, 1))
_CASSATION = Citation("Cass.", "8884/2024", "", CIVIL_CODE_FROM)
_SDD = Citation("SEPA Direct Debit Core Rulebook", "", "", date(2014, 2, 1))
_CASH = Citation("D.Lgs. 231/2007", "49(1)", "", date(2023, 1, 1))
_VAT = Citation("D.Lgs. 186/2025", "6", "", date(2025, 12, 13))
_EAS = Citation("D.L. 185/2008", "30", "", date(2008, 11, 29))
ORGANS = (
    ("assembly", Words("l’assemblea", "the assembly")),
    ("board", Words("il consiglio direttivo", "the board")),
)


def _rate(per_thousand: int, year: int, decree: str = "") -> Law:
    citation = Citation("c.c.", "1284(1)", "", date(year, 1, 1), date(year, 12, 31))
    return law(Rate(per_thousand, 1000), citation, note=Words(decree, decree) if decree else None)


def _own(code: str, kind: str, title: Words, explanation: Words, **more) -> Rule:
    return Rule(code, TOPIC, kind, STAT, title, explanation, optional=True, **more)


RULES = (
    _own(
        "dues.set_by",
        "choice",
        Words("Chi fissa le quote", "Who sets the dues"),
        Words("L’organo che delibera le quote dell’anno.", "The body that resolves the year’s dues."),
        choices=ORGANS,
    ),
    _own(
        "dues.due_by",
        "day_of_year",
        Words("Scadenza della quota", "Due date of the dues"),
        Words("Entro quale giorno dell’anno si paga la quota.", "By which day of the year dues are paid."),
    ),
    _own(
        "dues.prorata",
        "flag",
        Words("Quota in dodicesimi", "Dues by months"),
        Words(
            "Se chi entra in corso d’anno paga in proporzione ai mesi.",
            "Whether who joins during the year pays by months.",
        ),
    ),
    _own(
        "arrears.reminder.first",
        "days",
        Words("Primo sollecito", "First reminder"),
        Words("Quanti giorni dopo la scadenza si manda il primo sollecito.", "How many days after the due date it is sent."),
    ),
    _own(
        "arrears.reminder.second",
        "days",
        Words("Secondo sollecito, con mezzo provabile", "Second reminder, by provable means"),
        Words(
            "Quanti giorni dopo la scadenza si manda il secondo, con PEC o raccomandata.",
            "How many days after the due date the second is sent, by PEC or registered letter.",
        ),
    ),
    _own(
        "arrears.final_term",
        "days",
        Words("Termine ultimo per pagare", "Final term to pay"),
        Words(
            "Quanti giorni concede l’ultimo sollecito, di solito da 30 a 60.",
            "How many days the last reminder grants, usually 30 to 60.",
        ),
    ),
    _own(
        "arrears.suspend",
        "flag",
        Words("Sospensione dei diritti per mora", "Suspension of rights for arrears"),
        Words("Se dopo i solleciti i diritti si sospendono.", "Whether rights are suspended after the reminders."),
    ),
    _own(
        "arrears.propose_after",
        "days",
        Words("Proposta di esclusione per mora", "Proposal to exclude for arrears"),
        Words(
            "Quanto dopo l’ultimo sollecito si propone l’esclusione all’organo che decide.",
            "How long after the last reminder the exclusion is proposed to the body that decides.",
        ),
        also=("months",),
    ),
    Rule(
        "arrears.resolution",
        TOPIC,
        "flag",
        HARD,
        Words("La mora non fa cessare senza deliberazione", "Arrears end no membership without a resolution"),
        Words(
            "La qualità di associato si perde soltanto con la deliberazione dell’organo, anche se lo statuto dice «decade»; fino "
            "ad allora si è convocati.",
            "Membership is lost only by the body’s resolution, even if the statute says “lapses”; until then one is convened.",
        ),
        (law(Flag(True), _CASSATION, REGIMES),),
        derogation=NONE,
    ),
    Rule(
        "dues.prescription",
        TOPIC,
        "years",
        HARD,
        Words("Prescrizione delle quote", "Prescription of dues"),
        Words(
            "Dopo quanti anni la quota non si può più esigere, contando dalla scadenza o dall’ultima richiesta scritta.",
            "After how many years dues can be claimed no more, counted from the due date or the last written demand.",
        ),
        (law(Years(5), civil("2948"), confirmed=False),),
        derogation=NONE,
    ),
    Rule(
        "legal.rate",
        TOPIC,
        "rate",
        DEFAULT,
        Words("Interesse legale", "Legal interest"),
        Words(
            "Il saggio annuo, giorno per giorno su 365; si deve solo se lo statuto lo prevede o dopo la messa in mora.",
            "The yearly rate, day by day on 365; owed only if the statute says so or after formal notice.",
        ),
        (_rate(25, 2024), _rate(20, 2025), _rate(16, 2026, "D.M. 10/12/2025 (G.U. 289)")),
        examples=(
            Words(
                "1.000 € dovuti il 31/03/2025 e pagati il 30/06/2026: 275 giorni al 2 % e 181 all’1,6 %: 23,00 €.",
                "€1,000 due on 31 March 2025 and paid on 30 June 2026: 275 days at 2 % and 181 at 1.6 %: €23.00.",
            ),
        ),
    ),
    Rule(
        "stamp.threshold",
        TOPIC,
        "threshold",
        HARD,
        Words("Bollo sulle ricevute, oltre", "Stamp on receipts, beyond"),
        Words(
            "Oltre quale importo una ricevuta sconta il bollo; le quote associative sono esenti.",
            "Beyond which amount a receipt bears the stamp; dues are exempt.",
        ),
        (law(Threshold(7_747, ">"), _STAMP, REGIMES),),
        derogation=NONE,
        optional=True,
        examples=(Words("77,47 €: no; 77,48 €: 2,00 €.", "€77.47: no; €77.48: €2.00."),),
    ),
    Rule(
        "stamp.amount",
        TOPIC,
        "money",
        HARD,
        Words("Imposta di bollo sulle ricevute", "Stamp duty on receipts"),
        Words("Quanto bollo sconta una ricevuta.", "How much stamp duty a receipt bears."),
        (law(Money(200), _STAMP, REGIMES),),
        derogation=NONE,
        optional=True,
    ),
    Rule(
        "stamp.dues_exempt",
        TOPIC,
        "flag",
        HARD,
        Words("Quote esenti dal bollo", "Dues exempt from stamp duty"),
        Words("Se le ricevute delle quote associative sono esenti.", "Whether receipts of dues are exempt."),
        (law(Flag(True), _DUES_EXEMPT, REGIMES),),
        derogation=NONE,
        optional=True,
    ),
    Rule(
        "vat.exclusion.end",
        TOPIC,
        "moment",
        HARD,
        Words("Fine dell’esclusione IVA delle prestazioni agli associati", "End of the VAT exclusion of services to members"),
        Words(
            "L’ultimo giorno in cui valgono le regole di esclusione; dal giorno dopo, esenzione.",
            "The last day on which the rules of exclusion hold; from the next, exemption.",
        ),
        (law(Moment(date(2035, 12, 31)), _VAT, REGIMES),),
        derogation=NONE,
        optional=True,
    ),
    Rule(
        "cash.limit",
        TOPIC,
        "threshold",
        HARD,
        Words("Pagamenti in contanti", "Payments in cash"),
        Words("Sotto quale importo si può pagare in contanti.", "Below which amount one may pay in cash."),
        (law(Threshold(500_000, "<"), _CASH, REGIMES, confirmed=False),),
        derogation=NONE,
        optional=True,
    ),
    Rule(
        "eas.first",
        TOPIC,
        "days",
        WARN,
        Words("Modello EAS", "EAS form"),
        Words("Entro quando si invia, contando dalla costituzione.", "By when it is sent, counted from the foundation."),
        (law(Days(60), _EAS, ("unrecognised", "recognised")),),
        derogation=NONE,
        optional=True,
        examples=(Words("Costituita il 10/06/2026: entro il 09/08/2026.", "Founded on 10 June 2026: by 9 August 2026."),),
    ),
    Rule(
        "eas.changes",
        TOPIC,
        "day_of_year",
        WARN,
        Words("Modello EAS, variazioni", "EAS form, changes"),
        Words("Entro quale giorno dell’anno dopo.", "By which day of the following year."),
        (law(DayOfYear(3, 31), _EAS, ("unrecognised", "recognised")),),
        derogation=NONE,
        optional=True,
    ),
    Rule(
        "sdd.prenotice",
        TOPIC,
        "days",
        HARD,
        Words("Addebito diretto: preavviso", "Direct debit: pre-notification"),
        Words(
            "Quanti giorni prima si avvisa il pagatore, salvo accordo diverso.",
            "How many days before the payer is told, unless agreed otherwise.",
        ),
        (law(Days(14), _SDD, REGIMES, derogation="free"),),
        optional=True,
    ),
    Rule(
        "sdd.refund",
        TOPIC,
        "days",
        HARD,
        Words("Addebito diretto: rimborso", "Direct debit: refund"),
        Words("Per quanto il pagatore può farsi rimborsare.", "For how long the payer may have it refunded."),
        (law(Days(56), _SDD, REGIMES, note=Words("Otto settimane.", "Eight weeks.")),),
        derogation=HIGHER,
        optional=True,
    ),
    Rule(
        "sdd.unauth",
        TOPIC,
        "months",
        HARD,
        Words("Addebito diretto non autorizzato", "Unauthorised direct debit"),
        Words("Per quanto si contesta un addebito senza mandato.", "For how long a debit without mandate is disputed."),
        (law(Months(13), _SDD, REGIMES),),
        derogation=NONE,
        optional=True,
    ),
    Rule(
        "sdd.mandate.idle",
        TOPIC,
        "months",
        HARD,
        Words("Mandato inutilizzato", "Idle mandate"),
        Words("Dopo quanto un mandato mai usato scade.", "After how long a mandate that is not used expires."),
        (law(Months(36), _SDD, REGIMES),),
        derogation=NONE,
        optional=True,
    ),
    _own(
        "spending.limit.president",
        "money",
        Words("Spesa del presidente senza deliberazione, fino a", "President’s spending without a resolution, up to"),
        Words(
            "Fino a quale importo il presidente impegna l’associazione da solo.",
            "Up to which amount the president commits the association alone.",
        ),
    ),
    _own(
        "spending.limit.treasurer",
        "money",
        Words("Spesa del tesoriere senza deliberazione, fino a", "Treasurer’s spending without a resolution, up to"),
        Words(
            "Fino a quale importo il tesoriere paga da solo.",
            "Up to which amount the treasurer pays alone.",
        ),
    ),
)
