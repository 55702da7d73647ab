"""Papers of a vote are alike, and none is more or fewer than asked for."""

import datetime
import re

import pytest
from document_samples import ASSOCIATION, HOSTILE, pages, reader, without_spaces

from odoo.addons.lecce_smartcity.documents import ballot_papers_pdf
from odoo.addons.lecce_smartcity.documents.ballot_papers_pdf import BallotPapers, PaperList

DAY = datetime.date(2026, 4, 18)
NAMES = tuple(f"Candidata Numero{n}" for n in range(1, 10))


def papers(copies=8, title="Esclusione di un associato", **values):
    return ballot_papers_pdf.render(BallotPapers(ASSOCIATION, title, DAY, copies, **({"occasion": "Assemblea"} | values)))


def test_a_question_is_printed_eight_to_a_sheet_with_its_answers():
    (text,) = pages(papers(question="Si propone l’esclusione del n. 214."))
    assert text.count("Si propone l’esclusione del n. 214.") == 8
    assert all(text.count(word) == 8 for word in ("Favorevole", "Contrario", "Astenuto", "Segnare una sola casella."))


@pytest.mark.parametrize("copies, sheets", [(1, 1), (8, 1), (9, 2), (640, 80)])
def test_exactly_as_many_are_printed_as_asked_for(copies, sheets):
    texts = pages(papers(copies))
    assert len(texts) == sheets
    assert sum(text.count("Favorevole") for text in texts) == copies


@pytest.mark.parametrize("values", [{}, {"lists": (PaperList(NAMES),), "choose": 3}, {"lists": (PaperList(NAMES),), "ranked": True}])
def test_every_paper_is_the_same_drawing(values):
    """One form is drawn again and again: what could tell two papers apart would have to be in the sheet's own content."""
    document = reader(papers(50, **values))
    forms = {page["/Resources"]["/XObject"].get_object().raw_get(name).idnum
             for page in document.pages for name in page["/Resources"]["/XObject"].get_object()}  # fmt: skip
    assert len(forms) == 1
    for page in document.pages:
        assert b"Tj" not in page.get_contents().get_data()


def test_no_paper_bears_a_number_or_a_time():
    text = pages(papers(3))[0]
    assert re.findall(r"\d+", text) == ["18", "2026"] * 3


def test_an_election_says_how_many_may_be_marked():
    text = pages(papers(1, "Elezione del Consiglio direttivo", lists=(PaperList(NAMES),), choose=3))[0]
    assert "Si possono segnare al massimo 3 candidati." in text
    places = [text.index(name) for name in NAMES]
    assert places == sorted(places)


def test_lists_stand_above_their_candidates():
    lists = (PaperList(NAMES[:4], "Lista Alfa"), PaperList(NAMES[4:], "Lista Beta"))
    text = pages(papers(1, lists=lists, choose=2))[0]
    assert text.index("Lista Alfa") < text.index(NAMES[3]) < text.index("Lista Beta") < text.index(NAMES[4])
    assert "una sola lista" in text and "al massimo 2" in text


def test_closed_lists_have_no_boxes_for_their_candidates():
    lists = (PaperList(NAMES[:4], "Lista Alfa"), PaperList(NAMES[4:], "Lista Beta"))
    text = pages(papers(1, lists=lists, choose=0))[0]
    assert ", ".join(NAMES[:4]) in text and "Segnare una sola lista." in text


def test_preferences_are_numbered_in_english_too():
    assert "Write 1 beside the candidate you prefer" in pages(papers(1, lists=(PaperList(NAMES),), ranked=True, lang="en_GB"))[0]


@pytest.mark.parametrize("number", [1, 5, 12, 30, 60, 100])
def test_any_number_of_candidates_that_a_sheet_can_hold_is_printed_whole(number):
    names = tuple(f"De Giorgi Maria Antonietta {n}" for n in range(1, number + 1))
    text = pages(papers(1, lists=(PaperList(names),)))[0]
    assert all(f"Antonietta {n}" in text for n in range(1, number + 1))


def test_what_cannot_be_printed_is_refused():
    with pytest.raises(ValueError, match="does not fit"):
        papers(1, lists=(PaperList(NAMES * 60),))
    with pytest.raises(ValueError, match="At least one"):
        papers(0)


def test_nothing_typed_is_markup():
    text = without_spaces(pages(papers(1, HOSTILE[0], question=HOSTILE[1], options=HOSTILE[2:6]))[0])
    assert all(without_spaces(typed) in text for typed in HOSTILE[:6])
