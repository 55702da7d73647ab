"""Values that the tests of the meetings' papers share. The people are invented."""

import datetime

from document_samples import ASSOCIATION

from odoo.addons.lecce_smartcity.bylaws.meeting import votes
from odoo.addons.lecce_smartcity.bylaws.meeting.challenges import Facts, remedies
from odoo.addons.lecce_smartcity.bylaws.meeting.circumstances import competence_line, count_line, missing_votes_line
from odoo.addons.lecce_smartcity.bylaws.meeting.notice import Reach
from odoo.addons.lecce_smartcity.bylaws.meeting.sitting import Reading
from odoo.addons.lecce_smartcity.bylaws.meeting.validity import majority_line, notice_line, quorum_line, validity_sheet
from odoo.addons.lecce_smartcity.bylaws.rules.resolution import RuleBook, StatuteRule, StatuteVersion
from odoo.addons.lecce_smartcity.bylaws.rules.values import Days
from odoo.addons.lecce_smartcity.documents.meeting_model import (
    Addressee,
    AgendaLine,
    CallTime,
    Convocation,
    ProxyTerms,
    ResolutionHead,
)
from odoo.addons.lecce_smartcity.documents.model import Quote, Signatory

LINK = "https://associazione.example.it/seduta/7f3a9c"
CALLS = (
    CallTime("first", datetime.datetime(2026, 4, 17, 23, 0), "Sala Ennio, Via Francesco Rubichi 16, 73100 Lecce", LINK),
    CallTime("second", datetime.datetime(2026, 4, 18, 9, 30), "Sala Ennio, Via Francesco Rubichi 16, 73100 Lecce", LINK),
)
AGENDA = (
    AgendaLine("1", "Comunicazioni del Presidente", "Comunicazione", votes=False),
    AgendaLine(
        "2",
        "Bilancio dell’esercizio 2025",
        "Approvazione del bilancio",
        ("Bilancio 2025.pdf", "Relazione di missione.pdf", "Relazione dell’organo di controllo.pdf"),
    ),
    AgendaLine("2.1", "Destinazione dell’avanzo", "Deliberazione ordinaria"),
    AgendaLine(
        "3",
        "Modifica degli articoli 9 e 12 dello statuto",
        "Modifica dello statuto",
        ("Testo a fronte.pdf",),
        note="in prima convocazione: presenza di almeno tre quarti degli associati",
    ),
    AgendaLine("4", "Elezione del Consiglio direttivo per il triennio 2026–2028", "Elezione di cariche"),
    AgendaLine("5", "Esclusione di un associato", "Esclusione di un associato"),
)
PROXY = ProxyTerms(
    cap=5,
    cap_article="D.Lgs. 117/2017 art. 24(3)",
    excluded=("componenti del Consiglio direttivo", "componenti dell’organo di controllo", "dipendenti dell’associazione"),
    excluded_article="c.c. art. 2372(5)",
)
SOURCE = Quote(
    "L’assemblea è convocata dal Presidente con avviso scritto, inviato per posta elettronica o PEC almeno quindici giorni liberi "
    "prima, che indica il giorno, l’ora e il luogo della prima e della seconda convocazione e l’ordine del giorno.",
    "statuto art. 11(2), versione 2026",
)
ANNA = Addressee(
    ("D’Elia Anna Lucia", "Via Giuseppe Libertini 3", "73100 Lecce (LE)"),
    principal="D’Elia Anna Lucia",
    number="118",
    votes=1,
    salutation="Gentile Anna Lucia D’Elia,",
    delivery="Trasmessa per posta elettronica certificata",
    qr="https://associazione.example.it/check-in/hT9xk2pQ7vLm3RzW",
)


def convocation(**values):
    """An assembly of two calls, mixed, with five items to vote on."""
    defaults = {
        "association": ASSOCIATION,
        "title": "Assemblea degli associati",
        "date": datetime.date(2026, 3, 20),
        "calls": CALLS,
        "agenda": AGENDA,
        "convener": Signatory("Il Presidente", "De Giorgi Maria Antonietta"),
        "place": "Lecce",
        "protocol": "2026/0114",
        "mode": "mixed",
        "record_date": datetime.date(2026, 4, 17),
        "documents_where": "https://associazione.example.it/my/meetings/7",
        "sources": (SOURCE,),
        "proxy": PROXY,
    }
    return Convocation(**(defaults | values))


def validity():
    """A change of the statute that lacked one vote, with a rule of the statute and one of the law; and its remedies."""
    on = datetime.date(2026, 4, 18)
    book = RuleBook(
        [(datetime.date(2020, 1, 1), "ets")],
        [
            StatuteVersion(
                "2026",
                datetime.date(2026, 1, 1),
                None,
                {
                    "notice.ordinary": StatuteRule(
                        "notice.ordinary", Days(15), "notice", "11", "2", "almeno quindici giorni liberi prima"
                    )
                },
            )
        ],
    )
    notice, quorum_rule, rule = (book.resolve(code, on) for code in ("notice.ordinary", "quorum.stat", "majority.stat"))
    totals = votes.Totals(members=21, entitled=21)
    counted = votes.Tally(8, 5, abstained=3)
    present = votes.quorum(quorum_rule.value, 16, totals)
    verdict = votes.majority(rule.value, counted, totals)
    reach = Reach(frozenset(range(20)), frozenset({3}), {20: 4}, frozenset())
    lines = [
        competence_line("statute_change", "assembly", "Assemblea degli associati", "ets"),
        notice_line(reach, notice, False),
        quorum_line(Reading(datetime.datetime(2026, 4, 18, 9), 12, 2, 4, 16, present), quorum_rule),
        count_line(counted),
        majority_line(counted, verdict, rule),
        missing_votes_line(verdict, rule),
    ]
    facts = Facts("statute_change", "assembly", on, members_in_conflict=True)
    return validity_sheet(lines, present, [verdict]), remedies(facts, book)


HEAD = ResolutionHead(
    "7/2026",
    "Assemblea degli associati",
    datetime.date(2026, 4, 18),
    "Modifica degli articoli 9 e 12 dello statuto",
    "L’assemblea, visto l’art. 21 del codice civile, approva il nuovo testo degli articoli 9 e 12 dello statuto, allegato.",
    sitting="seconda convocazione, sabato 18 aprile 2026, ore 9:30",
    item="3",
    matter="Modifica dello statuto",
)
