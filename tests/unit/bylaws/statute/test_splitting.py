"""Statutes as people type and paste them become articles, paragraphs and points, and no word is lost."""

import re
import textwrap
from collections import Counter
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from odoo.addons.lecce_smartcity.bylaws.errors import BylawError
from odoo.addons.lecce_smartcity.bylaws.statute.findings import REFUSALS
from odoo.addons.lecce_smartcity.bylaws.statute.model import Article, Division, Paragraph, Point
from odoo.addons.lecce_smartcity.bylaws.statute.splitting import render, split

from ...bounds import coming_to_an_end, steps
from . import texts

STATUTES = Path(__file__).resolve().parents[3] / "data" / "statutes"
SAMPLES = sorted(path.name for path in STATUTES.glob("*.txt"))


def sample(name):
    return (STATUTES / name).read_text(encoding="utf-8")


def read(text):
    return split(textwrap.dedent(text)).statute


def labels(statute):
    return [article.label() for article in statute.articles()]


def only(text):
    """The paragraphs of an article that is the whole text."""
    return next(read("Art. 1 - Sede\n" + textwrap.dedent(text)).articles()).paragraphs


def codes(result):
    return [finding.code for finding in result.findings]


# --- whole statutes
@given(texts.written_statutes())
def test_a_statute_comes_back_from_its_plain_text(statute):
    again = split(render(statute))
    assert texts.shape(again.statute) == texts.shape(statute)
    assert split(render(again.statute)).statute == again.statute
    assert again.findings == ()


@given(texts.written_statutes(), st.integers(60, 100))
def test_a_statute_comes_back_from_lines_broken_at_a_width(statute, width):
    if "-" in render(statute):
        return  # a stroke at the begin of a broken line is a list's mark
    broken = "\n".join("\n".join(textwrap.wrap(line, width)) for line in render(statute).split("\n"))
    result = split(broken).statute
    assert " ".join(render(result).split()) == " ".join(render(statute).split())


@pytest.mark.parametrize("name", SAMPLES)
def test_a_statute_read_and_written_out_is_read_the_same_again(name):
    statute = split(sample(name)).statute
    assert split(render(statute)).statute == statute


@pytest.mark.parametrize(("name", "articles"), [("comunale.txt", 20), ("ets_modello.txt", 20), ("notarile.txt", 14)])
def test_all_articles_of_a_real_looking_statute_are_found_in_order_and_nothing_is_doubtful(name, articles):
    result = split(sample(name))
    assert [article.number for article in result.statute.articles()] == [str(number) for number in range(1, articles + 1)]
    assert set(codes(result)) <= {"page_marks_left_out", "closing_left_out"}


@pytest.mark.parametrize("name", SAMPLES)
def test_no_word_of_a_real_looking_statute_is_lost(name):
    result = split(sample(name))
    out = re.sub(r"\W", "", render(result.statute) + "".join(result.left_out)).lower()
    source = sample(name)
    for line in source.splitlines():
        line = re.sub(r"(?i)^articolo \w+", "", line).replace("S T A T U T O", "STATUTO")
        for word in re.findall(r"\w+", line):
            assert word.lower() in out, line


def test_pages_of_a_pasted_document_leave_no_trace_in_the_articles():
    result = split(sample("ets_modello.txt"))
    assert Counter(result.left_out) == {
        "- 1 -": 1, "- 2 -": 1, "- 3 -": 1, "- 4 -": 1, "Statuto Rete Adriatica delle Comunità ETS": 4
    }  # fmt: skip
    text = render(result.statute)
    assert "solidaristiche" in text and "dell’art. 6 del Codice" in text and "15 (quindici) giorni prima" in text
    assert result.findings[0].message("en").startswith("8 lines of pages")


def test_a_notary_s_strokes_spaced_letters_and_ordinals_are_understood():
    statute = split(sample("notarile.txt")).statute
    assert statute.title == 'STATUTO DELL\'ASSOCIAZIONE "CONSORZIO CIVICO DELLA BASSA BERGAMASCA"'
    assert statute.preamble.startswith("ALLEGATO")
    assert [(node.kind, node.number) for node in statute.children] == [
        ("chapter", n) for n in ("PRIMO", "SECONDO", "TERZO", "QUARTO")
    ]
    first = statute.article("art-1").paragraphs[0].text
    assert "associazione riconosciuta denominata" in first
    assert [paragraph.number for paragraph in statute.article("quorum").paragraphs] == [f"8.{n}" for n in range(1, 7)]
    assert [point.label for point in statute.article("associati").paragraphs[0].points] == ["a", "b", "c"]


def numbered_articles(count):
    return "STATUTO\n\n" + "\n\n".join(
        f"Art. {n} - Materia {n}\n"
        + "\n".join(f"{p}. L’organo competente delibera sulla materia {n}.{p} entro trenta giorni." for p in range(1, 9))
        for n in range(1, count + 1)
    )


def test_a_hundred_articles_are_read_and_twice_as_many_take_twice_the_steps():
    result = split(numbered_articles(100))
    assert len(list(result.statute.articles())) == 100 and result.findings == ()
    assert steps(lambda: split(numbered_articles(200))) < 2.2 * steps(lambda: split(numbered_articles(100)))


# --- below the last article
LAST = (
    "STATUTO\n\nArt. 1 - Sede\nLa sede è in Lecce.\n\nArt. 2 - Rinvio\n1. Vale il codice civile.\n2. Il Presidente firma gli atti.\n"
)


@pytest.mark.parametrize(
    "below",
    [
        "\nLecce, 25 maggio 2015\n\nIl Presidente                 Il Segretario\nAnna Bianchi    Mario Rossi",
        "Letto, confermato e sottoscritto.\nF.to Anna Bianchi\nF.to Mario de Rossi Notaio (L.S.)",
        "Letto, approvato e\nsottoscritto",
        "Letto il presente statuto, i comparenti lo approvano e lo sottoscrivono.\nAnna Bianchi",
        "\nLecce lì 12/05/2015\nI Soci fondatori\n____________",
        "\nLecce, lì _______\n\nIL PRESIDENTE\n(Anna Bianchi)",
        "\nL.C.S.",
        "Firmato digitalmente da Anna Bianchi",
        "\nSeguono le firme",
    ],
)
def test_place_day_and_signatures_below_the_last_article_are_left_out_and_told(below):
    result = split(LAST + below)
    assert [paragraph.text for paragraph in result.statute.article("rinvio").paragraphs][-1] == "Il Presidente firma gli atti."
    assert codes(result) == ["closing_left_out"] and result.left_out
    assert result.left_out[0] in result.findings[0].message("it")


@pytest.mark.parametrize(
    "below",
    [
        "\nNorma transitoria\nIl primo consiglio dura un anno.",
        "3. Letto il bilancio, l’Assemblea lo approva.",
        "Lecce, 25 maggio 2015 è la data della costituzione.",
        "Il Segretario\ntiene i libri.",
        "Firmato dal Presidente il verbale è conservato nella sede, dove ogni associato può leggerlo e averne copia a sue spese.",
        "Lecce, 25 maggio 2015\nNorma transitoria: il primo consiglio dura un anno e poi decade.",
    ],
)
def test_what_may_be_text_of_the_last_article_stays_in_it(below):
    result = split(LAST + below)
    assert result.left_out == () and "closing_left_out" not in codes(result)


# --- first lines of articles
@pytest.mark.parametrize(
    ("line", "number", "heading"),
    [
        ("Art. 1", "1", ""),
        ("ART. 1 -", "1", ""),
        ("Articolo 1.", "1", ""),
        ("ARTICOLO 1 – SEDE", "1", "SEDE"),
        ("Art.1. Sede", "1", "Sede"),
        ("Art. 1) Sede e durata", "1", "Sede e durata"),
        ("Art. 1° – Sede.", "1", "Sede"),
        ("Art. n. 1: Sede", "1", "Sede"),
        ("Art. 1 (Sede)", "1", "Sede"),
        ("Art. 1 [Sede]", "1", "Sede"),
        ("articolo 1 - Sede", "1", "Sede"),
        ("Articolo primo - Dei soci", "1", "Dei soci"),
        ("ART. 1 DENOMINAZIONE", "1", "DENOMINAZIONE"),
        ("Art. 1 - Soci (onorari)", "1", "Soci (onorari)"),
        ("Art. 1 - L’Assemblea dei soci", "1", "L’Assemblea dei soci"),
    ],
)
def test_the_first_line_of_an_article_is_known_in_many_forms(line, number, heading):
    article = next(read(f"{line}\nL’Associazione ha sede in Lecce.").articles())
    assert (article.number, article.heading) == (number, heading)
    assert article.text == "L’Associazione ha sede in Lecce."


@pytest.mark.parametrize("number", ["12-bis", "12 bis", "12bis", "12/bis", "12 - bis"])
def test_latin_numbers_are_written_in_one_way(number):
    statute = read(
        f"Art. 12 - Assemblea\nÈ sovrana.\n\nArt. {number} (Assemblea a distanza)\nÈ ammessa.\n\nArt. 13 - Voto\nÈ palese."
    )
    assert labels(statute) == ["Art. 12 (Assemblea)", "Art. 12-bis (Assemblea a distanza)", "Art. 13 (Voto)"]


@pytest.mark.parametrize(
    "opening",
    [
        "Art. 11. L’Assemblea è organo sovrano ed è composta da tutti i soci.",
        "Art. 11 - L’Assemblea è organo sovrano ed è composta da tutti i soci.",
        "Art. 11\nL’Assemblea è organo sovrano ed è composta da tutti i soci.",
        "Articolo 11 – L’Assemblea è organo sovrano ed è\ncomposta da tutti i soci.",
        "Art. 11. - L’Assemblea è organo sovrano\ned è composta da tutti i soci.",
    ],
)
def test_a_text_that_begins_on_the_article_s_line_is_no_heading(opening):
    article = next(read(opening).articles())
    assert article.heading == "" and article.text == "L’Assemblea è organo sovrano ed è composta da tutti i soci."


@pytest.mark.parametrize(
    "opening",
    [
        "Art. 3 - Scopi. L’Associazione promuove la ricerca.",
        "Art. 3 (Scopi). L’Associazione promuove la ricerca.",
        "Art. 3 – Scopi – L’Associazione promuove la ricerca.",
        "Art. 3\nScopi\nL’Associazione promuove la ricerca.",
        "Art. 3\n- Scopi -\nL’Associazione promuove la ricerca.",
        "Art. 3\n\n(Scopi)\n\nL’Associazione promuove la ricerca.",
        "Art. 3 -\nScopi\nL’Associazione promuove la ricerca.",
    ],
)
def test_heading_and_text_are_told_apart(opening):
    article = next(read(opening).articles())
    assert (article.heading, article.text) == ("Scopi", "L’Associazione promuove la ricerca.")


def test_a_heading_in_capitals_may_take_two_lines():
    statute = read("ART. 4\nDIRITTI E DOVERI\nDEGLI ASSOCIATI\nGli associati hanno eguali diritti.\nART. 5\nSOCI\nSono soci tutti.")
    assert labels(statute) == ["Art. 4 (DIRITTI E DOVERI DEGLI ASSOCIATI)", "Art. 5 (SOCI)"]


def test_articles_of_laws_that_are_cited_begin_nothing():
    statute = read("""
        Art. 1 - Norme
        L’Associazione si regge ai sensi dell’
        art. 36 e seguenti del codice civile, dell’
        art. 20. Inoltre si applica l’
        Art. 21 del codice civile, e l’
        articolo 5, comma 2, del Codice.
        Art. 7, comma 2, resta fermo.
        Art. 2 - Sede
        La sede è in Lecce.
        """)
    assert labels(statute) == ["Art. 1 (Norme)", "Art. 2 (Sede)"]


def test_a_line_that_might_begin_an_article_and_does_not_is_pointed_out():
    wrapped = "\n".join(["Art. 1 - Norme"] + ["queste norme si applicano a tutti gli organi che sono stati eletti secondo"] * 6)
    result = split(wrapped + "\nArt. 2 - e altre\nnorme del regolamento.")
    assert codes(result) == ["article_doubtful"]
    assert "Riga 8" in result.findings[0].message("it")


def test_a_table_of_contents_is_left_out_and_listed():
    dotted = "STATUTO\nIndice\nArt. 1 Sede ........ 1\nArt. 2 Soci ........ 2\nArt. 3 Organi ...... 3\n"
    bare = "STATUTO\nIndice\nArt. 1 - Sede 1\nArt. 2 - Soci 2\nArt. 3 - Organi 3\n"
    body = "\nArt. 1 - Sede\nLa sede è in Lecce.\nArt. 2 - Soci\nSono soci tutti.\nArt. 3 - Organi\nSono organi tutti.\n"
    for contents in (dotted, bare):
        result = split(contents + body)
        assert labels(result.statute) == ["Art. 1 (Sede)", "Art. 2 (Soci)", "Art. 3 (Organi)"]
        assert codes(result) == ["contents_left_out"] and len(result.left_out) == 3


def test_numbered_headings_are_articles_where_nothing_else_is():
    result = split("STATUTO\n1) Sede\nLa sede è in Lecce.\n2) Soci\nSono soci tutti.\n3) Organi\n1. È organo uno.\n2. È organo due.")
    assert labels(result.statute) == ["Art. 1 (Sede)", "Art. 2 (Soci)", "Art. 3 (Organi)"]
    assert len(result.statute.article("organi").paragraphs) == 2
    assert codes(result) == ["numbered_headings"]


def test_a_text_without_articles_is_one_article_and_says_so():
    result = split("Statuto dei Lettori\n\nI lettori si riuniscono.\n\nLeggono libri.")
    assert result.statute.title == "Statuto dei Lettori"
    assert [article.text for article in result.statute.articles()] == ["I lettori si riuniscono.\nLeggono libri."]
    assert codes(result) == ["no_articles"]


def test_numbered_headings_of_a_part_of_a_statute_may_begin_anywhere():
    result = split(
        "11) Presidente\nIl Presidente è eletto.\n12) Riunioni\nLe riunioni sono valide.\n13) Revisori\nI revisori sono tre."
    )
    assert labels(result.statute) == ["Art. 11 (Presidente)", "Art. 12 (Riunioni)", "Art. 13 (Revisori)"]
    assert codes(result) == ["numbered_headings", "article_first"]


def test_a_web_page_s_lost_blanks_and_numbered_lists_are_understood():
    statute = read("""
        STATUTO DELLA PRO LOCO
        Associazione non riconosciuta

        Art. 1 DENOMINAZIONE-SEDE
        È costituita la Pro Loco.
        Art. 2DURATA E LIMITI
        La durata è illimitata.
        ARTICOLO 3: OGGETTO
        La Pro Loco ha per oggetto:

          1. la promozione del luogo;
          2. la tutela delle tradizioni.
        """)
    assert statute.title == "STATUTO DELLA PRO LOCO Associazione non riconosciuta"
    assert labels(statute) == ["Art. 1 (DENOMINAZIONE-SEDE)", "Art. 2 (DURATA E LIMITI)", "Art. 3 (OGGETTO)"]
    assert [point.label for point in statute.article("oggetto").paragraphs[0].points] == ["1", "2"]


# --- divisions
def test_titles_chapters_and_sections_hold_each_other():
    statute = read("""
        TITOLO I
        Norme generali
        Capo I - Principi
        Art. 1 - Sede
        La sede è in Lecce.
        Capo II
        PERSONE
        Sezione I – Soci
        Art. 2 - Soci
        Sono soci tutti.
        TITOLO II: Organi
        Art. 3 - Organi
        È organo l’Assemblea.
        """)
    first, second = statute.children
    assert (first.heading, second.heading) == ("Norme generali", "Organi")
    assert [child.heading for child in first.children] == ["Principi", "PERSONE"]
    assert first.children[1].children[0].kind == "section"
    assert statute.eids()["soci"] == "art_2"


def test_a_sentence_that_begins_with_titolo_or_capo_opens_nothing():
    body = only("Titolo di studio è la laurea.\nCapo del servizio è il direttore.\nSezione unica è quella locale.")
    assert len(body) == 3


def test_headings_in_capitals_between_articles_are_divisions_without_number():
    statute = read("""
        ART. 1
        Sede
        La sede è in Lecce.

        ASSEMBLEE
        ART. 2
        Convocazione
        È convocata dal Presidente.
        ART. 3
        Voto
        È palese.

        CONSIGLIO DIRETTIVO
        ART. 4
        Composizione
        È composto da cinque membri.
        """)
    assert [getattr(node, "kind", "article") for node in statute.children] == ["article", "title", "title"]
    assert [node.heading for node in statute.children[1:]] == ["ASSEMBLEE", "CONSIGLIO DIRETTIVO"]
    assert split(render(statute)).statute == statute


def test_headings_that_stand_above_the_article_s_number_belong_to_it():
    statute = read("""
        STATUTO

        Art. 1
        È costituita l’associazione.
        SEDE
        Art. 2
        La sede è in Lecce.
        SOCI
        Art. 3
        Sono soci tutti.
        """)
    assert labels(statute) == ["Art. 1", "Art. 2 (SEDE)", "Art. 3 (SOCI)"]


# --- paragraphs and points
@pytest.mark.parametrize("mark", ["1. {}", "1) {}", "1 - {}", "(1) {}", "1.- {}", "1.{}", "1 – {}"])
def test_paragraphs_are_numbered_in_many_ways(mark):
    lines = [mark.replace("1", str(n), 1).format(f"Il comma {n} è questo.") for n in (1, 2, 3)]
    assert only("\n".join(lines)) == tuple(Paragraph(str(n), f"Il comma {n} è questo.") for n in (1, 2, 3))


def test_a_number_on_a_line_of_its_own_numbers_the_next_line():
    assert only("1.\nIl voto è palese.\n2.\nIl voto è libero.") == (
        Paragraph("1", "Il voto è palese."),
        Paragraph("2", "Il voto è libero."),
    )


def test_paragraphs_without_number_are_told_by_lines_or_by_blank_lines():
    assert [p.text for p in only("Il voto è palese.\nIl voto è libero.")] == ["Il voto è palese.", "Il voto è libero."]
    blank = "Il voto è palese, salvo che\nsi tratti di persone. In questo caso\nil voto è segreto e\nlibero.\n\nIl resto è noto."
    assert [p.text for p in only(blank)] == [
        "Il voto è palese, salvo che si tratti di persone. In questo caso il voto è segreto e libero.",
        "Il resto è noto.",
    ]


def test_a_list_in_figures_within_numbered_paragraphs_is_a_list():
    body = only("1. Sono organi:\n1. l’Assemblea;\n2. il Consiglio;\n3. il Presidente.\n2. Le cariche sono gratuite.")
    assert [paragraph.number for paragraph in body] == ["1", "2"]
    assert [point.label for point in body[0].points] == ["1", "2", "3"]


def test_letters_strokes_and_lists_within_lists_are_points():
    body = only("Sono soci:\na) i fondatori:\ni) pubblici;\nii) privati;\nb) gli ordinari;\n• gli altri;\n– e i restanti.")
    assert [point.label for point in body[0].points] == ["a", "i", "ii", "b", "-", "-"]


def test_a_letter_that_is_cited_at_the_begin_of_a_line_is_no_point():
    body = only("1. Si applica la disposizione di cui alla lettera\nb) del comma precedente e di cui alla lettera\nc) del comma 3.")
    assert body == (
        Paragraph(
            "1", "Si applica la disposizione di cui alla lettera b) del comma precedente e di cui alla lettera c) del comma 3."
        ),
    )


def test_a_date_or_an_amount_at_the_begin_of_a_line_numbers_nothing():
    body = only("Il bilancio è approvato entro il\n31. dicembre e la quota è di\n10.000 euro ed è dovuta entro\n30 giorni.")
    assert [paragraph.number for paragraph in body] == [""]


def test_hyphens_at_the_end_of_a_line_go_where_the_word_is_one():
    body = only(
        "Il Presidente ha la rappresen-\ntanza; il vice-\npresidente lo sostituisce; il comitato tecnico-\nscientifico propone."
    )
    assert (
        body[0].text
        == "Il Presidente ha la rappresentanza; il vice-presidente lo sostituisce; il comitato tecnico-scientifico propone."
    )


def test_a_list_without_marks_keeps_its_lines():
    body = only("Sono organi dell’Associazione:\nl’Assemblea;\nil Consiglio;\nil Presidente.")
    assert [paragraph.text for paragraph in body] == [
        "Sono organi dell’Associazione:",
        "l’Assemblea;",
        "il Consiglio;",
        "il Presidente.",
    ]


def test_a_backslash_says_that_what_follows_is_text():
    assert only("\\2013. È l’anno della costituzione.\n\\Art. 5 è il più letto.") == (
        Paragraph("", "2013. È l’anno della costituzione."),
        Paragraph("", "Art. 5 è il più letto."),
    )


# --- what to look at
def test_gaps_and_repeats_in_numbers_are_told_with_place_and_remedy():
    result = split(
        "Art. 1 - Sede\n1. La sede è in Lecce.\n3. Si può trasferire.\n\nArt. 3 - Soci\nSono soci:\na) i fondatori;\nc) gli altri."
        "\n\nArt. 3 - Organi\nÈ organo l’Assemblea.\n\nArt. 2 - Quote\n\nArt. 4 - Voto\n1. È palese.\n1. È libero."
    )
    assert [(finding.line, finding.code) for finding in result.findings] == [
        (1, "paragraph_gap"),
        (5, "article_duplicate"),
        (5, "point_gap"),
        (13, "article_order"),
        (13, "article_empty"),
        (15, "article_gap"),
        (15, "paragraph_duplicate"),
    ]
    assert result.findings[0].message("it") == (
        "Riga 1, Art. 1 (Sede): dopo il comma 1 viene il comma 3: verificare se manca del testo o correggere il numero."
    )


def test_a_statute_that_begins_with_article_two_is_told():
    result = split("Art. 2 - Soci\nSono soci tutti.\nArt. 3 - Voto\nÈ palese.")
    assert codes(result) == ["article_first"]
    assert result.findings[0].message("it").endswith("il primo articolo ha il numero 2: verificare se manca del testo prima.")


def test_keys_come_from_headings_and_are_unique():
    statute = read(
        "Art. 1\nÈ costituita.\nArt. 2 - Sede\nÈ in Lecce.\nArt. 3 - Sede\nÈ in Lecce.\nArt. 4 - Quorum dell’Assemblea\nÈ metà."
    )
    assert [article.key for article in statute.articles()] == ["art-1", "sede", "sede-2", "quorum-assemblea"]


# --- bad input
@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("", "statute_text_empty"),
        (" \n\t\u200b\n", "statute_text_empty"),
        ("x" * 1_000_001, "statute_text_too_long"),
        ("x\n" * 60_001, "statute_too_many_lines"),
        ("".join(f"Art. {n}\nÈ così.\n" for n in range(1, 2002)), "statute_too_many_articles"),
    ],
)
def test_what_is_no_statute_is_refused_with_a_sentence(text, code):
    with pytest.raises(BylawError) as raised:
        split(text)
    assert [violation.code for violation in raised.value.violations] == [code]
    assert code in REFUSALS


HOSTILE = {
    "articles on one line": "Art. 1 " * 140_000,
    "brackets": "Art. 1 " + "(" * 990_000,
    "points on one line": "a) " * 330_000,
    "strokes": "-" * 990_000,
    "strokes and letters": "- a" * 330_000,
    "spaced letters": "a " * 499_000,
    "dots": "Art. 1 " + ". " * 490_000 + "1",
    "blank": "Art. 1" + " " * 990_000 + "x",
    "short lines": "a)\n-\n1.\nx\n" * 14_000,
    "lines of a list": "Art. 1\n" + "1) x;\n" * 59_000,
    "running heads": "".join(f"Testa {n % 19_000}x\n" for n in range(59_000)),
    "figures": "".join(f"{n % 500}\n" for n in range(59_000)),
    "broken words": ("parola-\n" * 59_000),
    "apostrophes": "l'\n" * 59_000,
    "headings": "Art. 1\n" + "SEDE\n" * 59_000,
    "roman": "TITOLO " + "I" * 990_000,
    "unnumbered": "Art. 1\n1. x\n" + "9. Y è z.\n" * 55_000,
    "levels": "1.1.1.1." * 120_000,
    "one paragraph": "Art. 1\n" + "testo che continua sempre senza finire mai\n" * 22_000,
}


@pytest.mark.parametrize("name", HOSTILE)
def test_the_reading_of_a_hostile_megabyte_comes_to_an_end_or_is_refused(name):
    try:
        with coming_to_an_end():
            split(HOSTILE[name])
    except BylawError as refused:
        assert {violation.code for violation in refused.violations} <= set(REFUSALS)


MARKS = (
    """Art. {}|ART. {} -|Articolo {}.|{}.|{})|a)|b)|-|•|TITOLO I|Capo II -|{}.1|(|)|Sezione|E'|dell'|è|;|:|.|art. {} del|Pag. {}|\\"""
)
marks = st.sampled_from(MARKS.split("|"))
pieces = st.lists(st.one_of(marks, st.just("w"), st.just("W"), st.just("w-"), st.just("W."), st.just("w;")), max_size=8)


@settings(max_examples=300)
@given(st.lists(pieces, min_size=1, max_size=30))
def test_no_word_of_any_text_is_lost_or_doubled(rows):
    counter = iter(range(1, 10_000))
    lines = []
    for row in rows:
        words = [piece.format(next(counter) % 40 + 1) for piece in row]
        words = [re.sub(r"^[wW]", lambda found: f"{found[0]}q{next(counter)}x", word) for word in words]
        lines.append(" ".join(words))
    source = "\n".join(lines)
    if not source.strip():
        return
    result = split(source)
    kept = re.sub(r"[^\w]", "", render(result.statute) + "".join(result.left_out)).lower()
    found = Counter(re.findall(r"wq\d+x", kept))
    assert found == Counter(re.findall(r"wq\d+x", source.lower()))


def test_the_result_is_made_of_the_shared_types():
    statute = split(sample("comunale.txt")).statute
    assert {type(node) for _path, node in statute.walk()} == {Article, Division}
    assert all(isinstance(point, Point) for a in statute.articles() for p in a.paragraphs for point in p.points)
