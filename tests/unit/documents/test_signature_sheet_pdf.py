import re
import time

import pytest
from document_samples import ASSOCIATION, HOSTILE, MOMENT, PRESIDENT, pages, squeezed, without_spaces
from meeting_samples import CALLS

from odoo.addons.lecce_smartcity.documents import signature_sheet_pdf
from odoo.addons.lecce_smartcity.documents.model import Signatory
from odoo.addons.lecce_smartcity.documents.signature_sheet_pdf import SheetRow, SignatureSheet


def sheet(lines, **values):
    defaults = {"title": "Assemblea degli associati", "signatories": (PRESIDENT, Signatory("Il Segretario"))} | values
    return signature_sheet_pdf.render(
        SignatureSheet(ASSOCIATION, sitting=CALLS[1], rows=tuple(lines), generated_at=MOMENT, **defaults)
    )


def rows(number):
    return [SheetRow(f"Conte Angelo {n}", str(n), n % 3 + 1 if n % 7 else None, group="Associati") for n in range(1, number + 1)]


def test_a_row_says_who_signs_for_whom_and_with_which_proxies():
    text = pages(
        sheet(
            [
                SheetRow("Comune di Alfa", "7", 5, representative="Quarta Rita, sindaca", holds=("Perrone Luigi", "Leone Vito")),
                SheetRow("Perrone Luigi", "9", 1, given_to="Comune di Alfa"),
                SheetRow("Verdi Paola", group="Organo di controllo", came="9:05", left="11:42"),
            ]
        )
    )[0]
    for part in ("Foglio firme – Assemblea degli associati", "Seconda convocazione – sabato 18 aprile 2026, ore 9:30",
                 "rappresentato da Quarta Rita, sindaca", "Perrone Luigi Leone Vito", "ha delegato Comune di Alfa",
                 "Organo di controllo", "9:05", "11:42", "In questa pagina: 3 nominativi, 6 voti"):  # fmt: skip
        assert part in text


@pytest.mark.parametrize("number", [0, 1, 2, 17, 18, 19, 20, 40, 41, 42, 43, 640])
def test_every_name_is_there_once_in_order_and_the_pages_counts_add_up(number):
    texts = pages(sheet(rows(number)))
    found = [int(n) for text in texts for n in re.findall(r"(\d+) (?:\d|–) Conte Angelo \1\b", text)]
    assert found == list(range(1, number + 1))
    counted = [re.search(r"In questa pagina: (\d+) nominativ\w, (\d+) vot", text) for text in texts]
    assert sum(int(match[1]) for match in counted if match) == number
    assert sum(int(match[2]) for match in counted if match) == sum(row.votes or 0 for row in rows(number))
    assert all(f"pagina {n} di {len(texts)}" in text for n, text in enumerate(texts, 1))
    assert "Riepilogo" in texts[-1] and "Il Segretario" in texts[-1]


def test_the_heading_of_a_group_is_never_alone_at_the_foot_of_a_page():
    for number in range(15, 26):
        texts = pages(sheet([*rows(number), SheetRow("Verdi Paola", group="Organo di controllo")]))
        (page,) = [text for text in texts if "Organo di controllo" in text]
        assert "Verdi Paola" in page.split("Organo di controllo")[1]


def test_each_following_page_says_whose_names_it_holds():
    texts = pages(sheet(rows(60)))
    for text in texts[1:-1]:
        first, last = re.search(r"Conte Angelo (\d+) … Conte Angelo (\d+)", text).groups()
        held = re.findall(r"(\d+) (?:\d|–) Conte Angelo \1\b", text)
        assert (held[0], held[-1]) == (first, last)


def test_thousands_are_drawn_in_seconds():
    start = time.perf_counter()
    sheet(rows(5_000))
    assert time.perf_counter() - start < 20


def test_a_holder_of_very_many_proxies_stays_on_the_page():
    text = pages(sheet([SheetRow("Rossi Anna", "1", 1, holds=tuple(f"Delegante {n}" for n in range(60)))]))[0]
    assert "Delegante 11" in text and "e altri 48" in text


def test_english_words_and_nothing_typed_is_markup():
    found = squeezed(sheet([SheetRow(text, "1", 1, text, (text,), note=text) for text in HOSTILE], lang="en_US", title=HOSTILE[0]))
    assert "Attendancesheet" in found
    for typed in HOSTILE[:6]:
        assert without_spaces(typed) in found


def test_the_same_sheet_is_the_same_file():
    assert sheet(rows(30)) == sheet(rows(30))
