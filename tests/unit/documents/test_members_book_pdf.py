import datetime
import os
import subprocess
import sys
import time
from pathlib import Path

import pytest
from document_samples import DAY, HEAD, HOSTILE, book, pages, reader, row, squeezed, without_spaces

from odoo.addons.lecce_smartcity.documents import members_book_pdf, model

UNIT = Path(__file__).resolve().parents[1]


def test_a_row_says_all_that_the_book_must_say():
    member = row(7, contact="conte@pec.example.it", annotations=("Cambio di residenza.",))
    text = pages(members_book_pdf.render(book([member])))[0]
    words = "7 Conte Angelo San Cesario 09/05/1970 CNTNGL70E09H793X Libertini 73100 ordinario "
    words += "privato 10/05/2015 Consiglio 02/05/2015 10 Cambio residenza."
    assert [word for word in words.split() if word not in text] == []


def test_pages_are_numbered_with_the_year_and_repeat_the_heading():
    texts = pages(members_book_pdf.render(book(map(row, range(1, 60)))))
    assert len(texts) > 3
    for number, text in enumerate(texts, 1):
        assert f"pag. {number}/2026" in text
    for text in texts[:-1]:
        assert "Codice fiscale" in text


def test_numbering_can_go_on_from_an_earlier_book():
    texts = pages(members_book_pdf.render(book([row()], first_page=41, page_year=2025)))
    assert "pag. 41/2025" in texts[0]
    assert "da 41/2025 a 42/2025" in texts[1]


def test_every_row_is_printed_once_and_in_order():
    text = " ".join(pages(members_book_pdf.render(book(map(row, range(1, 200))))))
    positions = [text.index(f"Conte Angelo {number} ") for number in range(1, 200)]
    assert positions == sorted(positions)
    assert all(text.count(f"Conte Angelo {number} ") == 1 for number in range(1, 200))


def test_an_ended_membership_stays_legible_with_its_date_and_cause():
    ended = row(2, ceased_on=datetime.date(2025, 12, 31), cessation_cause="recesso")
    text = pages(members_book_pdf.render(book([ended])))[0]
    assert "Conte Angelo 2" in text
    assert "31/12/2025" in text
    assert "recesso" in text


def test_the_last_day_of_membership_still_counts():
    rows = [row(1, ceased_on=DAY), row(2, ceased_on=DAY - datetime.timedelta(days=1))]
    assert [member.is_member_on(DAY) for member in rows] == [True, False]
    assert "Totale 1 0 1 1" in pages(members_book_pdf.render(book(rows)))[-1]


def test_the_closing_page_counts_by_category_and_shows_the_seal():
    rows = [row(1), row(2, suspended=True), row(3, category="fondatore")]
    text = pages(members_book_pdf.render(book(rows)))[-1]
    assert "fondatore 1 0 1 0" in text
    assert "ordinario privato 1 1 2 0" in text
    assert "Totale 2 1 3 0" in text
    assert HEAD.hash in text
    assert "n. 41 del 30/06/2026" in text
    assert "composta di 2 pagine numerate da 1/2026 a 2/2026" in text
    assert "De Giorgi Maria Antonietta" in text


def test_erased_data_are_not_printed_even_when_given():
    erased = row(3, erased_by=212, contact="x@example.it", annotations=("Conte si è trasferito",))
    text = " ".join(pages(members_book_pdf.render(book([erased]))))
    assert "art. 17 GDPR" in text
    assert "212" in text
    for personal in ("Conte", "CNTNGL", "Libertini", "Cesario", "x@example", "trasferito", "1970"):
        assert personal not in text


def test_the_inspection_copy_has_names_categories_and_dates_only():
    member = row(
        1, contact="x@example.it", annotations=("nota",), ceased_on=datetime.date(2026, 1, 1),
        cessation_cause="morosità",
    )  # fmt: skip
    text = " ".join(pages(members_book_pdf.render(book([member]), minimised=True)))
    for shown in ("Conte Angelo 1", "ordinario privato", "10/05/2015", "01/01/2026"):
        assert shown in text
    hidden = ("CNTNGL", "Libertini", "Cesario", "1970", "x@example", "nota.", "morosità", "02/05/")
    assert [value for value in hidden if value in text] == []
    assert "minimizzazione" in text


@pytest.mark.parametrize("text", [*HOSTILE, "x" * 300, "parola " * 60, "名前 😀"])
def test_hostile_text_is_printed_as_it_is(text):
    member = row(1, name=text, address=text, codice_fiscale=text[:40], annotations=(text,))
    printed = squeezed(members_book_pdf.render(book([member])))
    note = without_spaces("Annotazione: " + text)
    for char in "名前😀":
        note = note.replace(char, f"[U+{ord(char):04X}]")
    assert note in printed


def test_right_to_left_letters_are_all_there():
    printed = squeezed(members_book_pdf.render(book([row(1, name="نص עברית")])))
    assert set("نصעברית") <= set(printed)


def test_a_name_without_a_place_to_break_it_is_kept_whole():
    printed = squeezed(members_book_pdf.render(book([row(1, name="§" * 300)])))
    assert printed.count("§") == 300


def test_a_row_taller_than_a_page_goes_on():
    note = " ".join(f"w{number:05d}" for number in range(6000))
    pdf = members_book_pdf.render(book([row(1), row(2, annotations=(note,)), row(3)]))
    text = " ".join(pages(pdf))
    assert [number for number in range(6000) if f"w{number:05d}" not in text] == []
    assert len(reader(pdf).pages) > 3


def test_an_empty_book_says_so():
    texts = pages(members_book_pdf.render(book([])))
    assert "Nessun associato iscritto." in texts[0]


def test_the_book_speaks_english_too():
    texts = pages(members_book_pdf.render(book([row()], lang="en_US")))
    assert "Members’ book" in texts[0]
    assert "10 May 2015" in texts[0]
    assert "p. 1/2026" in texts[0]


def test_metadata_name_the_book_the_association_and_the_moment():
    info = reader(members_book_pdf.render(book([row()])))
    assert info.metadata.title == "Libro degli associati — Situazione al 30 giugno 2026"
    assert info.metadata.author == "Associazione Lecce Smart City & Community"
    assert info.metadata["/CreationDate"] == "D:20260702090500"
    assert info.root_object["/Lang"] == "it-IT"


def test_the_outline_leads_to_the_pages():
    titles = [str(item.title) for item in _flat(reader(members_book_pdf.render(
        book(map(row, range(1, 60)))
    )).outline)]  # fmt: skip
    assert titles[:2] == ["Libro degli associati", "N. 1"]
    assert titles[-1] == "Riepilogo"


def _flat(outline):
    for item in outline:
        if isinstance(item, list):
            yield from _flat(item)
        else:
            yield item


def test_equal_input_gives_equal_bytes_in_any_process():
    script = (
        "import sys, hashlib; sys.path[:0] = [sys.argv[1], sys.argv[2]]; import conftest;"
        "from document_samples import book, row;"
        "from odoo.addons.lecce_smartcity.documents import members_book_pdf as m;"
        "print(hashlib.sha256(m.render(book(map(row, range(1, 30))))).hexdigest())"
    )
    digests = set()
    for seed, zone in (("1", "UTC"), ("2", "Asia/Tokyo")):
        environment = os.environ | {"PYTHONHASHSEED": seed, "TZ": zone}
        command = [sys.executable, "-c", script, str(UNIT), str(UNIT / "documents")]
        run = subprocess.run(command, capture_output=True, text=True, check=True, env=environment)
        digests.add(run.stdout)
    assert len(digests) == 1


def test_ten_thousand_rows_take_seconds(record_property):
    large = book([row(number) for number in range(1, 10_001)])
    start = time.perf_counter()
    pdf = members_book_pdf.render(large)
    elapsed = time.perf_counter() - start
    record_property("seconds", round(elapsed, 2))
    print(f"\n10,000 rows: {elapsed:.1f} s, {len(pdf):,} bytes")
    assert elapsed < 60


def test_the_ets_acronym_appears_from_the_day_of_registration():
    name = model.Association("Alfa", runts_on=datetime.date(2026, 7, 1)).name_on
    assert (name(datetime.date(2026, 6, 30)), name(datetime.date(2026, 7, 1))) == (
        "Alfa",
        "Alfa ETS",
    )


@pytest.mark.parametrize("people", [0, 1, 7, 12])
def test_the_statement_stands_on_the_last_page_with_the_signatures(people):
    signatories = tuple(model.Signatory("Consigliere", f"Nome {n}") for n in range(people))
    rows = [row(n, category=f"categoria {n}") for n in range(1, 12)]
    texts = pages(members_book_pdf.render(book(rows, signatories=signatories)))
    assert f"composta di {len(texts)} pagine" in texts[-1]
    assert all(person.name in texts[-1] for person in signatories)
