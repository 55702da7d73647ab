import dataclasses
import datetime

import pypdf
import pytest
import qrcode
from document_samples import ASSOCIATION, HOSTILE, pages, reader, squeezed, without_spaces

from odoo.addons.lecce_smartcity.documents import card_pdf, model

CARD = model.MemberCard(
    ASSOCIATION, "Conte Angelo", "00012", "ordinario privato", datetime.date(2015, 5, 10),
    datetime.date(2026, 7, 2), "https://soci.example.it/t/" + "A9f3" * 30,
)  # fmt: skip


def test_a_card_has_the_size_of_a_card_and_says_who_and_since_when():
    pdf = card_pdf.render(CARD)
    box = reader(pdf).pages[0].mediabox
    assert round(float(box.width) / 72 * 25.4, 2) == 85.60
    assert round(float(box.height) / 72 * 25.4, 2) == 53.98
    text = pages(pdf)[0]
    for part in ("Conte Angelo", "00012", "ordinario privato", "10 maggio 2015", "Associazione"):
        assert part in text


def test_the_drawn_code_is_the_code():
    code = qrcode.QRCode(error_correction=qrcode.constants.ERROR_CORRECT_M, border=2)
    code.add_data(CARD.qr)
    matrix = code.get_matrix()
    page = reader(card_pdf.render(CARD)).pages[0]
    operations = pypdf.generic.ContentStream(page.get_contents(), page.pdf).operations
    rectangles = [list(map(float, values)) for values, name in operations if name == b"re"]
    module = 23 / 25.4 * 72 / len(matrix)
    drawn = [box for box in rectangles if abs(box[3] - module) < 0.01]
    left, bottom = min(box[0] for box in drawn), min(box[1] for box in drawn)
    cells = set()
    for x, y, width, _height in drawn:
        start, row = round((x - left) / module) + 2, round((y - bottom) / module) + 2
        cells |= {(len(matrix) - 1 - row, start + n) for n in range(round(width / module))}
    expected = {(r, c) for r, line in enumerate(matrix) for c, dark in enumerate(line) if dark}
    assert cells == expected


def test_a_code_too_long_to_be_read_is_refused():
    for size in (900, 5000):
        with pytest.raises(ValueError, match="too long"):
            card_pdf.render(dataclasses.replace(CARD, qr="x" * size))


@pytest.mark.parametrize("text", [*HOSTILE, "Dipartimento di Ingegneria dell’Innovazione – Centro"])
def test_hostile_names_are_printed_as_they_are(text):
    pdf = card_pdf.render(dataclasses.replace(CARD, member_name=text))
    assert without_spaces(text) in squeezed(pdf)


def test_a_name_that_no_card_can_hold_ends_in_an_ellipsis():
    text = pages(card_pdf.render(dataclasses.replace(CARD, member_name="Parola " * 60)))[0]
    assert "…" in text


def test_ten_cards_fill_a_sheet():
    cards = [dataclasses.replace(CARD, member_number=f"{n:05d}") for n in range(1, 14)]
    texts = pages(card_pdf.render_sheet(cards))
    assert len(texts) == 2
    assert all(f"{n:05d}" in texts[(n - 1) // 10] for n in range(1, 14))


def test_a_sheet_without_cards_is_refused():
    with pytest.raises(ValueError, match="at least one"):
        card_pdf.render_sheet([])


def test_equal_input_gives_equal_bytes():
    assert card_pdf.render(CARD) == card_pdf.render(CARD)
    assert card_pdf.render_sheet([CARD]) == card_pdf.render_sheet([CARD])
