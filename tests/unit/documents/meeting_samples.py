"""Values that the tests of the meetings' papers share. The people are invented."""

import datetime

from document_samples import ASSOCIATION

from odoo.addons.lecce_smartcity.documents.meeting_model import Addressee, AgendaLine, CallTime, Convocation, ProxyTerms
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
