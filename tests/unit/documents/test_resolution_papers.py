"""The validity sheet is recomputed from the paper; a resolution says who voted how only where the vote was by name."""

import dataclasses
import re

import pytest
from document_samples import ASSOCIATION, HOSTILE, MOMENT, PRESIDENT, pages, squeezed, without_spaces
from meeting_samples import HEAD, validity

from odoo.addons.lecce_smartcity.bylaws.meeting.sheet import Sheet
from odoo.addons.lecce_smartcity.documents import resolution_pdf, validity_sheet_pdf
from odoo.addons.lecce_smartcity.documents.resolution_pdf import ResolutionPaper, VoteRow
from odoo.addons.lecce_smartcity.documents.validity_sheet_pdf import ValidityPaper

COMPARISON = re.compile(r"(\d+) × (\d+) = (\d+) (≥|>) (\d+) × (\d+) = (\d+) : (sì|no|yes)")


def sheet(lang="it_IT", head=HEAD, found=None, remedies=None):
    counted, ways = validity()
    paper = ValidityPaper(
        ASSOCIATION, head, found or counted, MOMENT, ways if remedies is None else remedies, "Lecce", (PRESIDENT,), lang
    )
    return validity_sheet_pdf.render(paper)


def resolution(**values):
    defaults = {"outcome": "approvata", "place": "Lecce", "signatories": (PRESIDENT,)}
    return resolution_pdf.render(ResolutionPaper(ASSOCIATION, values.pop("head", HEAD), MOMENT, **(defaults | values)))


@pytest.mark.parametrize("lang, yes", [("it_IT", "sì"), ("en_US", "yes")])
def test_every_comparison_on_the_paper_can_be_recomputed_with_a_pencil(lang, yes):
    found = COMPARISON.findall(" ".join(pages(sheet(lang))))
    assert len(found) == 3
    for count, denominator, left, sign, total, numerator, right, told in found:
        assert int(count) * int(denominator) == int(left) and int(total) * int(numerator) == int(right)
        assert (told == yes) is (int(left) > int(right) if sign == ">" else int(left) >= int(right))


def test_each_line_stands_with_rule_article_words_and_result():
    text = " ".join(pages(sheet()))
    for part in (
        "Delibera n. 7/2026 del 18 aprile 2026 – Assemblea degli associati",
        "approva il nuovo testo",
        "Dal computo: respinta",
        "Un rilievo: avviso di convocazione.",
        "✗ non in regola",
        "statuto art. 11(2) (2026)",
        "giorni liberi prima»",
        "c.c. art. 21(2)",
        "✗ non raggiunta",
        "Che cosa mancava",
        "9 × 2 = 18 > 16 × 1 = 16 : sì",
        "Proclamazione",
        "Come si ricalcola",
    ):
        assert part in text


def test_the_terms_of_a_challenge_are_told_with_who_may_act():
    text = " ".join(pages(sheet()))
    for part in (
        "17 luglio 2026",
        "D.Lgs. 117/2017 art. 24(2)",
        "gli associati contrari",
        "c.c. art. 23(1)",
        "da confermare con un legale",
    ):
        assert part in text
    assert "Nessun termine di impugnazione" in " ".join(pages(sheet(remedies=())))


def test_a_rejected_proposal_has_a_sheet_without_a_number():
    text = pages(sheet(head=dataclasses.replace(HEAD, number="")))[0]
    assert "Assemblea degli associati – votazione del 18 aprile 2026" in text and "Delibera n." not in text


def test_it_takes_two_pages():
    assert len(pages(sheet())) == 2


def test_a_proclamation_against_the_count_cannot_be_overlooked():
    counted, _ways = validity()
    text = pages(sheet(found=counted._replace(proclaimed=True, reason="una scheda contestata")))[0]
    assert "Proclamata diversamente dal computo" in text


def test_a_sheet_without_defects_says_so():
    counted, _ways = validity()
    clean = Sheet(tuple(line for line in counted.lines if line.code != "notice"), False, False)
    assert "Nessun rilievo sulla validità" in pages(sheet(found=clean))[0]


def test_a_long_text_continues_on_the_next_pages():
    text = " ".join(f"Articolo {n}: il testo che si approva." for n in range(1, 400))
    found = squeezed(sheet(head=dataclasses.replace(HEAD, text=text)))
    assert "Articolo399:" in found and "Impugnazione" in found


VOTES = (VoteRow("Favorevoli", 2, ("Rossi Anna", "Conte Angelo")), VoteRow("Contrari", 1, ("Leone Vito",)), VoteRow("Astenuti", 0))


def test_a_resolution_is_an_extract_that_can_be_signed():
    text = " ".join(pages(resolution(votes=VOTES, method="palese", fingerprint="9f3c" * 16, remarks=("Occorrevano 2 voti.",))))
    for part in (
        "Delibera n. 7/2026",
        "Modifica degli articoli 9 e 12 dello statuto",
        "approva il nuovo testo",
        "approvata",
        "palese",
        "Favorevoli (2)",
        "Rossi Anna, Conte Angelo",
        "Leone Vito",
        "Occorrevano 2 voti.",
        "Per estratto conforme",
        "De Giorgi Maria Antonietta",
        "9f3c9f3c",
    ):
        assert part in text


def test_a_secret_vote_is_printed_without_names_even_if_they_are_given():
    text = " ".join(pages(resolution(votes=VOTES, secret=True)))
    assert "Rossi Anna" not in text and "Leone Vito" not in text and "Votazione segreta" in text


def test_what_became_of_a_resolution_is_on_it():
    assert "sospesa dal giudice" in pages(resolution(head=dataclasses.replace(HEAD, state="sospesa dal giudice")))[0]


def test_text_of_an_editor_is_set_and_nothing_typed_is_markup():
    head = dataclasses.replace(HEAD, subject=HOSTILE[0], text="<p>Uno <b>due</b></p><ul><li>tre</li></ul><script>x()</script>")
    text = " ".join(pages(resolution(head=head)))
    assert "Uno due" in text and "tre" in text and "x()" not in text and "<b>grassetto</b>" in text
    assert without_spaces(HOSTILE[1]) in squeezed(sheet(head=dataclasses.replace(HEAD, subject=HOSTILE[1])))


def test_the_same_papers_are_the_same_files():
    assert sheet() == sheet() and resolution(votes=VOTES) == resolution(votes=VOTES)


def test_names_beside_a_count_of_hands_say_how_many_votes_are_theirs():
    rows = (VoteRow("Favorevoli", 15, ("Rossi Anna", "Leone Vito"), 2), VoteRow("Contrari", 1, ("Conte Angelo",), 1))
    text = " ".join(pages(resolution(votes=rows)))
    assert "Favorevoli: voti espressi per nome 2 su 15 Rossi Anna, Leone Vito" in text
    assert "Contrari (1) Conte Angelo" in text
