"""Minutes on paper: a draft says so, the book's pages are numbered, the secretary's words stand at their item."""

import datetime

from document_samples import ASSOCIATION, pages

from odoo.addons.lecce_smartcity.documents import minutes_pdf
from odoo.addons.lecce_smartcity.documents.minutes_pdf import Attended, BookPlace, MinutesPaper, Part
from odoo.addons.lecce_smartcity.documents.model import Signatory

NOW = datetime.datetime(2026, 4, 20, 9, 0)


def paper(**changes):
    known = {
        "association": ASSOCIATION,
        "title": "Verbale dell’assemblea ordinaria del 19 aprile 2026",
        "held_on": NOW.date(),
        "generated_at": NOW,
        "parts": (
            Part("", ("Il giorno 19 aprile 2026 si è riunita l’assemblea.",)),
            Part("Costituzione della seduta", ("La presidente dà atto:", "che vi sono i presenti;"), clauses=True),
            Part("Punto 1 – Bilancio", ("La proposta è approvata.",), "<p>Interviene <b>Ada Neri</b>.</p><ul><li>primo</li></ul>"),
        ),
        "signatories": (Signatory("La presidente", "Anna Greco"), Signatory("Il segretario", "Ciro Leo")),
    }
    return MinutesPaper(**known | changes)


def said(pdf):
    return " ".join(pages(pdf))


def test_a_draft_says_so_on_every_page():
    found = pages(minutes_pdf.render(paper(attended=tuple(Attended(str(n), f"Persona {n}") for n in range(120)))))
    assert len(found) > 2
    assert all("BOZZA" in page for page in found)


def test_minutes_in_the_book_bear_its_page_numbers_and_no_draft_mark():
    place = BookPlace("Libro dei verbali dell’assemblea", 4, 2026, 31)
    found = pages(minutes_pdf.render(paper(state="entered", place=place, attended=(Attended("1", "Ada Neri"),))))
    assert "pag. 31/2026" in found[0]
    assert "pag. 32/2026" in found[1]
    assert "verbale n. 4/2026" in found[0]
    assert not any("BOZZA" in page for page in found)


def test_the_secretarys_words_stand_at_their_item():
    text = said(minutes_pdf.render(paper()))
    assert (
        text.index("Punto 1") < text.index("La proposta è approvata.") < text.index("Interviene Ada Neri.") < text.index("Anna Greco")
    )


def test_a_rectified_record_says_by_which_and_stays_legible():
    text = said(minutes_pdf.render(paper(state="entered", rectified_by=(5, 2026))))
    assert "Rettificato dal verbale n. 5/2026" in text
    assert "La proposta è approvata." in text


def test_the_same_facts_give_the_same_bytes():
    assert minutes_pdf.render(paper()) == minutes_pdf.render(paper())


def test_the_annex_lists_everybody_with_times_and_totals():
    attended = (
        Attended("1", "Ada Neri", "in proprio", "18:05–20:10", 1),
        Attended("7", "Comune di Lecce", "delega a Ada Neri", "18:05–20:10", 3),
    )
    text = said(minutes_pdf.render(paper(attended=attended)))
    assert "delega a Ada Neri" in text
    assert "Totale: 2 presenti, 4 voti" in text


def test_english_minutes_are_in_english():
    assert "DRAFT" in pages(minutes_pdf.render(paper(lang="en")))[0]
