import dataclasses

import pytest
from document_samples import ASSOCIATION, HOSTILE, MOMENT, pages, reader, squeezed
from document_samples import without_spaces as squeeze
from hypothesis import given, settings
from statute_samples import STATUTE, statutes

from odoo.addons.lecce_smartcity.bylaws.statute.comparison import compare
from odoo.addons.lecce_smartcity.bylaws.statute.model import Article, Division, Paragraph, Point, StatuteText
from odoo.addons.lecce_smartcity.documents import comparison_pdf
from odoo.addons.lecce_smartcity.documents.statute_model import ComparisonPaper

SEAT = STATUTE.article("seat")


def paper(old, new, **values):
    values = {"subject": "Proposta di modifica"} | values
    return ComparisonPaper(ASSOCIATION, compare(old, new), "versione 1", "versione 2", MOMENT, **values)


def printed(old, new, **values):
    return " ".join(pages(comparison_pdf.render(paper(old, new, **values))))


def of(*articles):
    return StatuteText("Statuto", "", articles)


def drawn(old, new):
    """What the first page draws, uncompressed."""
    return reader(comparison_pdf.render(paper(old, new))).pages[0].get_contents().get_data().decode("latin-1")


def test_both_texts_stand_side_by_side_under_the_names_of_their_versions():
    new = STATUTE.with_articles(
        {"seat": dataclasses.replace(SEAT, paragraphs=(Paragraph("1", "La sede è a Galatina."), SEAT.paragraphs[1]))}
    )
    text = printed(STATUTE, new)
    for part in ("Testo precedente: versione 1", "Testo nuovo: versione 2", "Art. 2 – Sede", "La sede è a Lecce.",
                 "La sede è a Galatina.", "modificati 1, invariati 3", "Articoli invariati", "Art. 1 (Denominazione)"):  # fmt: skip
        assert part in text
    assert "Costituita" not in text  # unchanged articles are only listed


def test_unchanged_articles_are_printed_on_demand():
    new = STATUTE.with_articles({"seat": dataclasses.replace(SEAT, heading="Sede legale")})
    text = printed(STATUTE, new, whole=True)
    assert "Il voto è palese." in text
    assert "Articoli invariati" not in text


def test_headings_of_titles_that_change_are_printed_on_both_sides():
    one, two = Article("a", "1", "Uno", (Paragraph("", "Resta."),)), Article("b", "2", "Due", (Paragraph("", "Resta."),))
    old = of(Division("i", "title", "I", "Principi", (one,)), Division("ii", "title", "II", "Organi", (two,)))
    new = of(Division("i", "title", "I", "Principi", (one,)), Division("ii", "title", "II", "Organi sociali", (two,)))
    text = printed(old, new)
    assert "Titolo II – Organi Titolo II – Organi sociali" in text and "Titolo I – Principi" not in text
    assert "Titoli, capi e sezioni cambiati 1" in text
    assert "Titolo I – Principi" in printed(old, new, whole=True)
    assert "Titolo II – Organi" in printed(old, of(one, two))


def test_added_removed_renumbered_and_moved_articles_are_named():
    old = of(Article("a", "1", "Uno"), Article("b", "2", "Due"), Article("c", "3", "Tre"))
    new = of(Article("n", "1", "Nuovo"), Article("c", "2", "Tre"), Article("a", "3", "Uno"))
    text = printed(old, new)
    for part in ("nuovo articolo", "(non c’era)", "soppresso", "già art. 3", "già art. 1", "spostato", "Testo invariato"):
        assert part in text
    assert "aggiunti 1, soppressi 1, spostati o rinumerati 2" in text


def test_two_equal_texts_say_so():
    assert "I due testi sono identici." in printed(STATUTE, STATUTE)
    assert "The two texts are identical." in printed(STATUTE, STATUTE, lang="en_US")


def test_a_new_title_and_preamble_are_compared():
    text = printed(STATUTE, dataclasses.replace(STATUTE, title="Statuto nuovo", preamble="Premesso che"))
    assert "Titolo e premessa" in text
    assert "Premesso che" in text


def test_what_goes_and_what_comes_is_marked_by_lines_and_type_not_by_colour():
    """A strike or an underline is a line drawn in the text's own ink."""
    old, new = (
        of(Article("a", "1", "X", (Paragraph("1", "dieci giorni"),))),
        of(Article("a", "1", "X", (Paragraph("1", "venti giorni"),))),
    )
    marked, plain = drawn(old, new), drawn(old, old)
    assert marked.count(" l S") > plain.count(" l S") + 3
    assert "1 0 0 rg" not in marked


def test_a_paragraph_longer_than_a_page_breaks():
    words = "Gli associati hanno diritto di voto nelle adunanze. " * 200
    pdf = comparison_pdf.render(paper(of(Article("a", "1", "X")), of(Article("a", "1", "X", (Paragraph("1", words),)))))
    assert len(reader(pdf).pages) > 2
    assert squeezed(pdf).count(squeeze("diritto di voto")) >= 199


@given(statutes, statutes)
@settings(max_examples=15)
def test_any_two_statutes_can_be_compared_on_paper(old, new):
    assert reader(comparison_pdf.render(paper(old, new, whole=True))).pages


@pytest.mark.parametrize("hostile", HOSTILE)
def test_hostile_text_is_printed_as_it_is(hostile):
    article = Article("a", hostile, hostile, (Paragraph("1", hostile, (Point("a", hostile),)),))
    out = squeezed(comparison_pdf.render(paper(of(), of(article), subject=hostile)))
    assert out.count(squeeze(hostile)) >= 5


def test_a_hundred_changed_articles_break_over_pages_with_their_columns_named():
    old = [Article(f"k-{n}", str(n), f"Rubrica {n}", (Paragraph("1", "Il termine è di dieci giorni. " * 8),)) for n in range(1, 101)]
    new = [dataclasses.replace(row, paragraphs=(Paragraph("1", "Il termine è di venti giorni. " * 8),)) for row in old]
    texts = pages(comparison_pdf.render(paper(of(*old), of(*new))))
    assert all("Testo precedente: versione 1" in text for text in texts)
    for number in range(1, 101):
        assert sum(f"Art. {number} – Rubrica {number} " in text for text in texts) == 1


def test_equal_input_gives_equal_bytes():
    new = STATUTE.with_articles({"seat": dataclasses.replace(SEAT, heading="Sede legale")})
    assert comparison_pdf.render(paper(STATUTE, new)) == comparison_pdf.render(paper(STATUTE, new))
