"""How the board is made up and how it meets."""

from __future__ import annotations

from ...regimes import ETS
from ..articles import CTS_26_2, CTS_26_5, CTS_26_6, CTS_27, law
from ..kinds import BODY, PRESENT, SEATS, VOTES, Count, Days, Several, Share
from ..model import HARD, HIGHER, NONE, STAT, Rule, Words

TOPIC = "board"

RULES = (
    Rule(
        "board.size.min",
        TOPIC,
        "count",
        STAT,
        Words("Componenti del consiglio, al minimo", "Size of the board, at least"),
        Words("Di quanti componenti è almeno il consiglio direttivo.", "How many members the board has at least."),
        minimum=Count(1),
        optional=True,
    ),
    Rule(
        "board.size.max",
        TOPIC,
        "count",
        STAT,
        Words("Componenti del consiglio, al massimo", "Size of the board, at most"),
        Words("Di quanti componenti è al più il consiglio direttivo.", "How many members the board has at most."),
        minimum=Count(1),
        optional=True,
    ),
    Rule(
        "board.elected_share",
        TOPIC,
        "share",
        HARD,
        Words("Componenti nominati dall’assemblea", "Seats filled by the assembly"),
        Words(
            "Quanta parte del consiglio è nominata dall’assemblea: la maggioranza, quali che siano i designati da altri. Nelle "
            "associazioni che non sono ETS la legge tace; si veda però la prova del controllo pubblico.",
            "How much of the board the assembly appoints: the majority, whoever designates the others. Outside the Third Sector the "
            "law is silent; see however the test of public control.",
        ),
        (law(Share(1, 2, True, SEATS), CTS_26_5),),
        derogation=HIGHER,
        base=SEATS,
        optional=True,
        formula=Words("seggi eletti dall’assemblea × 2 > seggi", "seats elected by the assembly × 2 > seats"),
        examples=(
            Words(
                "9 seggi di cui 6 designati dai Comuni: rifiutato (ne servono 5 eletti).",
                "9 seats of which 6 are designated by municipalities: refused (5 must be elected).",
            ),
            Words("7 seggi di cui 3 designati: ammesso.", "7 seats of which 3 are designated: allowed."),
        ),
    ),
    Rule(
        "board.members_share",
        TOPIC,
        "share",
        HARD,
        Words("Amministratori associati o indicati da associati", "Directors who are members or named by members"),
        Words(
            "Quanta parte degli amministratori è scelta tra le persone fisiche associate o indicate dagli enti associati.",
            "How many of the directors are chosen among members who are natural persons or persons named by member bodies.",
        ),
        (law(Share(1, 2, True, SEATS), CTS_26_2),),
        derogation=HIGHER,
        base=SEATS,
        optional=True,
    ),
    Rule(
        "board.ineligible",
        TOPIC,
        "several",
        HARD,
        Words("Cause di ineleggibilità", "Causes of ineligibility"),
        Words(
            "Chi non può essere nominato amministratore e, se nominato, decade.",
            "Who cannot be appointed director and, if appointed, lapses from office.",
        ),
        (
            law(
                Several(("interdicted", "incapacitated", "bankrupt", "disqualified")),
                CTS_26_2,
                note=Words("Art. 2382 c.c., richiamato.", "c.c. art. 2382, which it refers to."),
            ),
        ),
        derogation=HIGHER,
        optional=True,
        choices=(
            ("interdicted", Words("interdetti", "persons under interdiction")),
            ("incapacitated", Words("inabilitati", "persons declared incapacitated")),
            ("bankrupt", Words("falliti", "bankrupts")),
            (
                "disqualified",
                Words(
                    "condannati a pena che importa l’interdizione dai pubblici uffici o l’incapacità agli uffici direttivi",
                    "persons sentenced to disqualification from public office or from managing",
                ),
            ),
            ("local_office", Words("titolari di cariche elettive locali", "holders of local elective office")),
            ("employees", Words("dipendenti dell’associazione", "employees of the association")),
            ("in_arrears", Words("associati in mora", "members in arrears")),
        ),
    ),
    Rule(
        "board.requirements",
        TOPIC,
        "several",
        STAT,
        Words("Requisiti degli amministratori", "Requirements of directors"),
        Words(
            "Quali requisiti lo statuto chiede per assumere la carica (art. 26(3) CTS).",
            "Which requirements the statute sets for taking office (CTS art. 26(3)).",
        ),
        choices=(
            ("honour", Words("onorabilità", "good standing")),
            ("professional", Words("professionalità", "professional experience")),
            ("independence", Words("indipendenza", "independence")),
            ("membership", Words("qualità di associato", "membership")),
        ),
        optional=True,
    ),
    Rule(
        "board.notice_runts",
        TOPIC,
        "days",
        HARD,
        Words("Iscrizione della nomina nel RUNTS", "Entry of the appointment in the RUNTS"),
        Words(
            "Entro quando gli amministratori chiedono l’iscrizione della nomina, contando dalla notizia.",
            "By when directors apply for the entry of their appointment, counted from its notice.",
        ),
        (law(Days(30), CTS_26_6),),
        derogation=NONE,
        regimes=(ETS,),
        examples=(Words("Nomina del 15/05/2026: entro il 14/06/2026.", "Appointed on 15 May 2026: by 14 June 2026."),),
    ),
    Rule(
        "quorum.board",
        TOPIC,
        "share",
        STAT,
        Words("Quorum del consiglio", "Quorum of the board"),
        Words(
            "Quanti consiglieri devono essere presenti perché il consiglio deliberi.",
            "How many directors must be present for the board to decide.",
        ),
        base=BODY,
        bases=(SEATS,),
    ),
    Rule(
        "majority.board",
        TOPIC,
        "share",
        STAT,
        Words("Maggioranza del consiglio", "Majority of the board"),
        Words("Quanti voti favorevoli servono in consiglio.", "How many votes in favour pass a resolution of the board."),
        base=PRESENT,
        bases=(VOTES, BODY, SEATS),
    ),
    Rule(
        "casting_vote.board",
        TOPIC,
        "flag",
        STAT,
        Words("Voto del presidente prevalente in consiglio", "Casting vote on the board"),
        Words(
            "Se a parità di voti in consiglio prevale quello del presidente; se lo statuto tace la proposta è respinta.",
            "Whether in a tie on the board the president’s vote prevails; where the statute is silent the proposal is rejected.",
        ),
        optional=True,
        examples=(
            Words(
                "2 favorevoli, 2 contrari, presidente favorevole: approvata se il suo voto prevale.",
                "2 in favour, 2 against, president in favour: passed if that vote prevails.",
            ),
        ),
    ),
    Rule(
        "notice.board",
        TOPIC,
        "days",
        STAT,
        Words("Preavviso del consiglio", "Notice of the board"),
        Words("Quanto prima va convocato il consiglio.", "How long before the board is convened."),
        also=("hours",),
        optional=True,
    ),
    Rule(
        "notice.board.urgent",
        TOPIC,
        "hours",
        STAT,
        Words("Preavviso del consiglio in caso d’urgenza", "Notice of the board in urgent cases"),
        Words("Quanto prima va convocato il consiglio se c’è urgenza.", "How long before the board is convened in urgent cases."),
        also=("days",),
        optional=True,
    ),
    Rule(
        "board.meets_every",
        TOPIC,
        "months",
        STAT,
        Words("Frequenza delle riunioni del consiglio", "How often the board meets"),
        Words("Ogni quanto almeno il consiglio si riunisce.", "How often at least the board meets."),
        also=("days",),
        optional=True,
    ),
    Rule(
        "board.request",
        TOPIC,
        "share",
        STAT,
        Words("Consiglieri che possono chiedere la riunione", "Directors who may ask for a meeting"),
        Words("Quanti consiglieri obbligano a convocare il consiglio.", "How many directors oblige the board to be convened."),
        base=BODY,
        bases=(SEATS,),
        also=("count",),
        optional=True,
    ),
    Rule(
        "conflict.board",
        TOPIC,
        "choice",
        STAT,
        Words("Amministratore in conflitto di interessi", "Director with a conflict of interest"),
        Words(
            "Che cosa fa l’amministratore che ha un interesse proprio nella decisione.",
            "What a director does who has an interest in the decision.",
        ),
        choices=(
            ("declares", Words("lo dichiara e può votare", "declares it and may vote")),
            ("abstains", Words("lo dichiara e si astiene", "declares it and abstains")),
        ),
        optional=True,
    ),
    Rule(
        "conflict.challenge",
        TOPIC,
        "days",
        HARD,
        Words("Termine per impugnare la decisione in conflitto", "Time to challenge a decision in conflict"),
        Words(
            "Entro quando amministratori e organo di controllo possono impugnare la decisione presa con il voto determinante di un "
            "amministratore in conflitto, se causa un danno patrimoniale.",
            "By when directors and control body may challenge a decision taken with the deciding vote of a director in conflict, if "
            "it causes an economic damage.",
        ),
        (law(Days(90), CTS_27, note=Words("Art. 2475-ter(2) c.c., richiamato.", "c.c. art. 2475-ter(2), which it refers to.")),),
        derogation=NONE,
        regimes=(ETS,),
    ),
    Rule(
        "president.chosen_by",
        TOPIC,
        "choice",
        STAT,
        Words("Chi sceglie il presidente", "Who chooses the president"),
        Words("Chi nomina il presidente dell’associazione.", "Who appoints the association’s president."),
        choices=(
            ("assembly", Words("l’assemblea", "the assembly")),
            ("board", Words("il consiglio, tra i suoi componenti", "the board, among its members")),
            ("by_right", Words("è tale di diritto", "is so by right")),
        ),
        optional=True,
    ),
    Rule(
        "president.by_right",
        TOPIC,
        "choice",
        STAT,
        Words("Presidente di diritto", "President by right"),
        Words("La carica il cui titolare è presidente di diritto.", "The office whose holder is president by right."),
        choices=(
            ("mayor", Words("sindaco", "mayor")),
            ("rector", Words("rettore", "rector")),
            ("other", Words("altra carica", "another office")),
        ),
        optional=True,
    ),
)

