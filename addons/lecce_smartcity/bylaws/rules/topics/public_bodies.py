"""Public administrations as members: control, designations, transparency."""

from __future__ import annotations

from datetime import date

from ...citations import Citation
from ...regimes import REGIMES
from ..articles import CTS_4_2, law
from ..kinds import ENTITLED, SEATS, Choice, Count, DayOfYear, Days, Share, Threshold, Years
from ..model import HARD, NONE, STAT, WARN, YEAR_END, Rule, Words

TOPIC = "public_bodies"

_TUEL = Citation(
    "D.Lgs. 267/2000",
    "50(9)",
    "",
    date(2000, 10, 13),
)
_GRANTS = Citation("L. 124/2017", "1(125)", "", date(2017, 8, 29))
_TRANSPARENCY = Citation("D.Lgs. 33/2013", "2-bis", "", date(2016, 6, 23))
_INCOMPATIBILITY = Citation("D.Lgs. 39/2013", "20", "", date(2013, 5, 4))
_SUSPECTED = Words(
    "Un ente diretto o controllato da amministrazioni pubbliche non può essere un ETS: oltre questa parte il controllo va valutato; "
    "può esserci anche di fatto (nota MLPS 2243/2020).",
    "A body directed or controlled by public administrations cannot be an ETS: beyond this share control has to be assessed; it may "
    "exist in fact too (MLPS note 2243/2020).",
)

RULES = (
    Rule(
        "public_control.board",
        TOPIC,
        "share",
        WARN,
        Words("Prova del controllo pubblico: consiglio", "Test of public control: board"),
        Words(
            f"Quanta parte dei consiglieri designata da amministrazioni pubbliche fa sospettare il controllo. {_SUSPECTED.it}",
            f"Which share of directors designated by public administrations suggests control. {_SUSPECTED.en}",
        ),
        (law(Share(1, 2, True, SEATS), CTS_4_2, REGIMES),),
        derogation=NONE,
        base=SEATS,
        optional=True,
        examples=(
            Words("9 seggi, 6 dei Comuni: controllo da valutare.", "9 seats, 6 of municipalities: control to be assessed."),
            Words("5 seggi, 1 del Comune: no.", "5 seats, 1 of the municipality: no."),
        ),
    ),
    Rule(
        "public_control.votes",
        TOPIC,
        "share",
        WARN,
        Words("Prova del controllo pubblico: assemblea", "Test of public control: assembly"),
        Words(
            f"Quanta parte dei voti in mano ad amministrazioni pubbliche fa sospettare il controllo. {_SUSPECTED.it}",
            f"Which share of votes held by public administrations suggests control. {_SUSPECTED.en}",
        ),
        (law(Share(1, 2, True, ENTITLED), CTS_4_2, REGIMES),),
        derogation=NONE,
        base=ENTITLED,
        optional=True,
    ),
    Rule(
        "pa.designation",
        TOPIC,
        "days",
        HARD,
        Words("Designazioni del nuovo sindaco", "Designations by a new mayor"),
        Words(
            "Entro quando il sindaco nomina o designa i rappresentanti del Comune, contando dall’insediamento o dalla scadenza.",
            "By when the mayor appoints or designates the municipality’s representatives, counted from taking office or expiry.",
        ),
        (law(Days(45), _TUEL),),
        derogation=NONE,
        examples=(
            Words("Insediamento il 20/06/2027: entro il 04/08/2027.", "In office on 20 June 2027: by 4 August 2027."),
        ),
    ),
    Rule(
        "pa.mandates.max",
        TOPIC,
        "count",
        STAT,
        Words("Mandati dei designati dal Comune, al massimo", "Mandates of municipal designees, at most"),
        Words(
            "Quanti mandati di seguito gli indirizzi del consiglio comunale ammettono; vincolano la designazione anche se lo "
            "statuto dell’associazione ammette la rielezione.",
            "How many mandates running the municipal council’s guidelines admit; they bind the designation even if the "
            "association’s statute admits re-election.",
        ),
        minimum=Count(1),
        optional=True,
    ),
    Rule(
        "pa.grants.publication",
        TOPIC,
        "threshold",
        WARN,
        Words("Pubblicazione dei contributi pubblici", "Publication of public grants"),
        Words(
            "Da quale somma annua i contributi pubblici ricevuti si pubblicano sul proprio sito.",
            "From which yearly sum public grants received are published on one’s website.",
        ),
        (law(Threshold(1_000_000, ">="), _GRANTS),),
        derogation=NONE,
        optional=True,
        dated_by=YEAR_END,
        examples=(Words("9.999,99 €: no; 10.000,00 €: sì.", "€9,999.99: no; €10,000.00: yes."),),
    ),
    Rule(
        "pa.grants.publication_by",
        TOPIC,
        "day_of_year",
        WARN,
        Words("Pubblicazione dei contributi pubblici, entro", "Publication of public grants, by"),
        Words(
            "Entro quale giorno dell’anno dopo si pubblicano i contributi.",
            "By which day of the following year grants are published.",
        ),
        (law(DayOfYear(6, 30), _GRANTS, confirmed=False),),
        derogation=NONE,
        optional=True,
        dated_by=YEAR_END,
    ),
    Rule(
        "transparency.budget",
        TOPIC,
        "threshold",
        WARN,
        Words("Obblighi di trasparenza, bilancio", "Transparency duties, budget"),
        Words(
            "Oltre quale bilancio un’associazione finanziata in maggioranza da amministrazioni, con il consiglio tutto designato da "
            "esse, ha gli obblighi di trasparenza.",
            "Beyond which budget an association funded in majority by administrations, whose whole board they designate, has the "
            "duties of transparency.",
        ),
        (law(Threshold(50_000_000, ">"), _TRANSPARENCY, confirmed=False),),
        derogation=NONE,
        optional=True,
        dated_by=YEAR_END,
    ),
    Rule(
        "pa.declaration.renewed",
        TOPIC,
        "years",
        WARN,
        Words("Dichiarazione di inconferibilità e incompatibilità", "Declaration of incompatibility"),
        Words(
            "Ogni quanto la rinnova chi ha incarichi in enti in controllo pubblico.",
            "How often it is renewed by who holds posts in bodies under public control.",
        ),
        (law(Years(1), _INCOMPATIBILITY, confirmed=False),),
        derogation=NONE,
        optional=True,
    ),
    Rule(
        "pa.unpaid_offices",
        TOPIC,
        "choice",
        WARN,
        Words("Cariche onorifiche con contributi pubblici", "Honorary offices with public grants"),
        Words(
            "Se la carica negli organi di enti che ricevono contributi pubblici è onorifica.",
            "Whether offices in bodies that receive public grants are honorary.",
        ),
        (law(Choice("honorary"), Citation("D.L. 78/2010", "6(2)", "", date(2010, 5, 31)), confirmed=False),),
        derogation=NONE,
        optional=True,
        choices=(
            ("honorary", Words("onorifica", "honorary")),
            ("paid", Words("retribuita", "paid")),
        ),
    ),
)
