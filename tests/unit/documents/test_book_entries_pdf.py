import datetime

import pytest
from document_samples import ASSOCIATION, DAY, HEAD, HOSTILE, MOMENT, PRESIDENT, pages, squeezed
from document_samples import without_spaces as squeeze

from odoo.addons.lecce_smartcity.documents import book_entries_pdf, model


def entry(number, **values):
    defaults = {"kind": "ammissione", "text": f"Conte Angelo, n. {number}.", "hash": "ab" * 32}
    return model.BookEntryRow(number, datetime.date(2026, 3, 1), **(defaults | values))


def entries(rows, **values):
    defaults = {"signatories": (PRESIDENT,)}
    return book_entries_pdf.render(
        model.BookEntries(ASSOCIATION, DAY, MOMENT, tuple(rows), HEAD, **(defaults | values))
    )


def test_entries_are_listed_in_order_with_a_short_hash():
    text = " ".join(pages(entries(map(entry, range(1, 58)))))
    positions = [text.index(f"Conte Angelo, n. {number}. ") for number in range(1, 58)]
    assert positions == sorted(positions)
    assert "ab" * 8 in text
    assert "57 annotazioni" in text
    assert "omissis" not in text


def test_a_rectified_entry_stays_legible_and_names_its_rectification():
    text = " ".join(pages(entries([entry(1, annulled_by=2), entry(2, kind="rettifica")])))
    assert "Conte Angelo, n. 1." in text
    assert "Rettificata dall’annotazione n. 2." in text


def test_an_extract_marks_every_gap():
    text = " ".join(pages(entries(map(entry, (3, 4, 8)), extract=True)))
    assert "Estratto conforme all’originale" in text
    body = text.split("Estratto conforme")[0]
    assert body.count("omissis") == 3


def test_an_extract_without_gaps_marks_none():
    text = " ".join(pages(entries(map(entry, range(1, 58)), extract=True)))
    assert text.split("Estratto conforme")[0].count("omissis") == 0


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_entries_are_printed_as_they_are(text):
    assert squeeze(text) in squeezed(entries([entry(1, text=text)]))


def test_equal_input_gives_equal_bytes():
    assert entries([entry(1)]) == entries([entry(1)])
