import dataclasses
import datetime

import pypdf
import pytest
from document_samples import ASSOCIATION, HOSTILE, MOMENT, PRESIDENT, pages, reader, squeezed
from document_samples import without_spaces as squeeze
from hypothesis import given, settings
from statute_samples import STATUTE, statutes, version

from odoo.addons.lecce_smartcity.bylaws.rules.encoding import encode
from odoo.addons.lecce_smartcity.bylaws.rules.kinds import Days, Share
from odoo.addons.lecce_smartcity.bylaws.statute.comparison import Version, coordinated
from odoo.addons.lecce_smartcity.bylaws.statute.model import Article, Division, Paragraph, Point, StatuteText
from odoo.addons.lecce_smartcity.documents import statute_notes, statute_pdf
from odoo.addons.lecce_smartcity.documents.akoma_ntoso.model import RuleValue
from odoo.addons.lecce_smartcity.documents.statute_model import SideNote, StatutePaper


def paper(act=None, **values):
    defaults = {"place": "Lecce", "signatories": (PRESIDENT,), "fingerprint": "ab" * 32}
    return StatutePaper(ASSOCIATION, act or version(), MOMENT, **(defaults | values))


def statute_of(count, lines=6):
    words = "Gli associati in regola con la quota hanno diritto di intervento e di voto nelle adunanze. " * lines
    points = (Point("a", words), Point("b", "il Consiglio direttivo;"))
    articles = [
        Article(f"art-{n}", str(n), f"Rubrica {n}", (Paragraph("1", words), Paragraph("2", "Si:", points)))
        for n in range(1, count + 1)
    ]
    titles = [Division(f"t-{n}", "title", str(n), f"Parte {n}", articles[n * 10 : n * 10 + 10]) for n in range(-(-count // 10))]
    return StatuteText("Statuto", "", tuple(titles))


def test_the_first_page_says_version_adoption_force_resolutions_and_notary():
    first = pages(statute_pdf.render(paper()))[0]
    for part in (
        STATUTE.title, "Versione 2 – testo in vigore dal 1° maggio 2024 al 31 dicembre 2026", "10 maggio 2015", "12 aprile 2024",
        "Assemblea straordinaria, n. 2/2024 del 12 aprile 2024", "Notaio dott.ssa Anna Greco, in Lecce", "repertorio n. 12.345",
        "raccolta n. 6.789", "Agenzia delle Entrate di Lecce, il 30 aprile 2024, n. 1234, serie 1T", "Indice",
    ):  # fmt: skip
        assert part in first


def test_the_contents_give_the_page_on_which_each_article_is():
    pdf = statute_pdf.render(paper(version(statute_of(40))))
    texts = pages(pdf)
    start = next(number for number, text in enumerate(texts, 1) if "Parte 0" in text and "Indice" not in text and number > 1)
    contents = " ".join(texts[: start - 1])
    for number in (1, 17, 40):
        page = next(at for at, text in enumerate(texts, 1) if at >= start and f"Rubrica {number} " in f"{text} ")
        assert f"Rubrica {number} " in contents
        line = contents.split(f"Rubrica {number} ")[1]
        assert line.replace(".", "").split()[0] == str(page)


def test_every_line_of_the_contents_leads_to_its_article():
    document = reader(statute_pdf.render(paper()))
    links = [annotation.get_object() for page in document.pages for annotation in page.get("/Annots", ())]
    assert len(links) == 3 + 4
    heights = [float(link["/Dest"][3]) for link in links]  # all on the second page, one below the other
    assert heights == sorted(heights, reverse=True)
    assert {link["/Dest"][0] for link in links} == {document.pages[1].indirect_reference}
    assert {"Art. 3 (Costituzione e deliberazioni)", "Titolo I – Disposizioni generali"} <= set(titles(document.outline))


def titles(outline):
    for entry in outline:
        if isinstance(entry, list):
            yield from titles(entry)
        else:
            yield entry.title


def test_pages_are_counted_and_name_the_articles_they_have():
    texts = pages(statute_pdf.render(paper(version(statute_of(30)))))
    for number, text in enumerate(texts, 1):
        assert f"pagina {number} di {len(texts)}" in text
    assert any("Statuto · artt. 1–" in text for text in texts)


def test_a_heading_is_never_the_last_thing_on_a_page():
    texts = pages(statute_pdf.render(paper(version(statute_of(100)), certified=False)))
    for text in texts[1:]:
        before_foot = text.split("Statuto, versione")[0].strip()
        assert not before_foot.endswith(tuple(f"Rubrica {number}" for number in range(1, 101))) or "Indice" in text or "....." in text


def test_a_hundred_articles_keep_every_word():
    text = statute_of(100)
    out = squeezed(statute_pdf.render(paper(version(text), certified=False)))
    for article in text.articles():
        assert squeeze(article.heading) in out
    assert out.count(squeeze("il Consiglio direttivo;")) == 100
    assert out.count(squeeze("diritto di intervento e di voto")) >= 2 * 100 * 5  # some are broken by a page


@given(statutes)
@settings(max_examples=10)
def test_any_statute_can_be_printed_in_any_state(text):
    for state in ("draft", "adopted", "in_force", "superseded"):
        assert reader(statute_pdf.render(paper(version(text), state=state))).pages


@pytest.mark.parametrize("hostile", HOSTILE)
def test_hostile_text_is_printed_as_it_is(hostile):
    article = Article("a", hostile, hostile, (Paragraph("1", hostile, (Point("a", hostile),)),))
    text = StatuteText(hostile, hostile, (Division("d", "title", hostile, hostile, (article,)),))
    pdf = statute_pdf.render(paper(version(text, label=hostile), notes=(SideNote("a", hostile, "1", hostile, hostile),)))
    assert squeezed(pdf).count(squeeze(hostile)) >= 10


def test_rules_stand_beside_the_paragraph_that_sets_them():
    rules = (
        RuleValue("quorum.ord.first", encode(Share(1, 2, True, "entitled")), "quorum", "1"),
        RuleValue("notice.ordinary", encode(Days(15)), "quorum", "9"),
        RuleValue("no.such.rule", {"a": 1}, "name"),
        RuleValue("notice.ordinary", encode(Days(15))),
    )
    notes = statute_notes.rule_notes(rules, "it")
    assert [(note.article_key, note.paragraph) for note in notes] == [("quorum", "1"), ("quorum", "9"), ("name", "")]
    text = " ".join(pages(statute_pdf.render(paper(notes=notes))))
    assert "più della metà (> 1/2) degli associati aventi diritto al voto" in text
    assert "15 giorni" in text  # its paragraph is not there, the note is
    assert "no.such.rule: a 1" in text
    assert "more than half" in " ".join(pages(statute_pdf.render(paper(notes=statute_notes.rule_notes(rules, "en"), lang="en_US"))))


def test_a_draft_says_so_on_every_page_and_nobody_certifies_it():
    texts = pages(statute_pdf.render(paper(state="draft")))
    assert all("BOZZA" in text for text in texts)
    assert "bozza del 2 luglio 2026, non adottata" in texts[0]
    assert not any("Certificazione" in text for text in texts)


def test_the_certification_counts_the_pages_and_bears_hash_and_signatures():
    texts = pages(
        statute_pdf.render(paper(signatories=(PRESIDENT, dataclasses.replace(PRESIDENT, role="Il Segretario", name="Conte Angelo"))))
    )
    last = texts[-1]
    assert f"composto di {len(texts)} pagine" in last
    for part in (
        "nella versione 2, adottata il 12 aprile 2024",
        "ab" * 32,
        "Lecce, 2 luglio 2026",
        "Il Segretario",
        "Conte Angelo",
        "Articoli 4",
    ):
        assert part in last


def test_a_coordinated_text_says_who_changed_what_and_what_is_gone():
    later = STATUTE.with_articles({"seat": Article("seat", "2", "Sede", (Paragraph("1", "La sede è in Galatina."),))})
    without = StatuteText(later.title, later.preamble, later.children[:-1])
    added = StatuteText(later.title, "", (*without.children, Article("new", "5", "Gemellaggi", (Paragraph("", "Si possono fare."),))))
    texts = coordinated(
        [
            Version("1", datetime.date(2015, 5, 10), STATUTE, "Atto costitutivo"),
            Version("2", datetime.date(2020, 1, 1), later, "Assemblea n. 3/2019"),
            Version("3", datetime.date(2024, 1, 1), added, "Assemblea n. 9/2023"),
        ]
    )
    sheet = paper(
        version(texts.text), coordinated=True, notes=statute_notes.history_notes(texts), repealed=statute_notes.repealed_rows(texts)
    )
    out = " ".join(pages(statute_pdf.render(sheet)))
    assert "modificato: Assemblea n. 3/2019 (dal 01/01/2020)" in out
    assert "introdotto: Assemblea n. 9/2023 (dal 01/01/2024)" in out
    assert "Articoli soppressi" in out
    assert "Art. 4 (Rinvio)" in out
    assert "testo coordinato" in out
    assert "fa fede" in out


def test_fonts_are_embedded_and_the_document_has_title_author_and_language():
    document = reader(statute_pdf.render(paper(lang="en")))
    assert document.metadata.title == "Statute – version 2"
    assert document.metadata.author == ASSOCIATION.name
    assert document.trailer["/Root"]["/Lang"] == "en-GB"
    for page in document.pages:
        drawn = page.get_contents().get_data()
        for name, font in page["/Resources"]["/Font"].items():
            assert "LSC" in font["/BaseFont"] or "Lato" in font["/BaseFont"] or f"{name} ".encode() not in drawn


def test_equal_input_gives_equal_bytes():
    assert statute_pdf.render(paper()) == statute_pdf.render(paper())


def test_it_is_a_pdf_that_other_readers_open():
    assert isinstance(reader(statute_pdf.render(paper())), pypdf.PdfReader)
