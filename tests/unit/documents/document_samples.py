"""Values that the document tests share, and ways to read a PDF back. The people are invented."""

import datetime
import re
from io import BytesIO

import pypdf

from odoo.addons.lecce_smartcity.documents import model

DAY = datetime.date(2026, 6, 30)
MOMENT = datetime.datetime(2026, 7, 2, 9, 5)
HEAD = model.BookHead(57, "9f3c1e" * 10 + "abcd", "n. 41 del 30/06/2026")
PRESIDENT = model.Signatory("Il Presidente", "De Giorgi Maria Antonietta")
ASSOCIATION = model.Association(
    "Associazione Lecce Smart City & Community",
    legal_form_label="associazione riconosciuta",
    seat="Via Francesco Rubichi 16, 73100 Lecce (LE)",
    codice_fiscale="93123456789",
    pec="associazione@pec.example.it",
)
HOSTILE = (
    "<b>grassetto</b>",
    "A & B &amp; C",
    "<img src='http://127.0.0.1:9/x'/>",
    "<font name='nessuno'>",
    "%s {0} {name} %(x)s",
    "\\) Tj ET (",
    "Ştefănescu Łucja Ëngjëll Γιώργος Жанна",
    "-- ; DROP TABLE",
)


def row(number=1, **values):
    """A plain row of the members' book, with ``values`` in place of its own."""
    defaults = {
        "number": number,
        "name": f"Conte Angelo {number}",
        "category": "ordinario privato",
        "joined_on": datetime.date(2015, 5, 10),
        "entry_number": number + 3,
        "resolution": "Consiglio direttivo n. 3 del 02/05/2015",
        "birth_place": "San Cesario di Lecce",
        "birth_date": datetime.date(1970, 5, 9),
        "address": "Via Giuseppe Libertini 3, 73100 Lecce",
        "codice_fiscale": "CNTNGL70E09H793X",
    }
    return model.MemberRow(**(defaults | values))


def book(rows, **values):
    """A members' book of these rows."""
    defaults = {"place": "Lecce", "signatories": (PRESIDENT,)}
    return model.MembersBook(ASSOCIATION, DAY, MOMENT, tuple(rows), HEAD, **(defaults | values))


def reader(pdf):
    """The PDF opened strictly."""
    return pypdf.PdfReader(BytesIO(pdf), strict=True)


def pages(pdf):
    """The text of each page, in one line each."""
    return [re.sub(r"\s+", " ", page.extract_text()) for page in reader(pdf).pages]


def squeezed(pdf):
    """All the text without any white space: line breaks inside a word do not matter."""
    return re.sub(r"\s+", "", "".join(page.extract_text() for page in reader(pdf).pages))


def without_spaces(text):
    """``text`` as ``squeezed`` would give it."""
    return re.sub(r"\s+", "", text)
