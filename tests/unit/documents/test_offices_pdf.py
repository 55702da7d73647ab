import datetime

import pytest
from document_samples import ASSOCIATION, DAY, HOSTILE, MOMENT, PRESIDENT, pages, reader, squeezed
from document_samples import without_spaces as squeeze

from odoo.addons.lecce_smartcity.documents import offices_pdf
from odoo.addons.lecce_smartcity.documents.offices_pdf import BodySheet, OfficesPaper, SeatRow

START, END = datetime.date(2026, 5, 15), datetime.date(2029, 5, 14)
PRESIDING = SeatRow("Presidente", "eletto dal Consiglio direttivo", "De Giorgi Maria", "", "Consiglio n. 1/2026", START, END)
DESIGNEE = SeatRow("Consigliere", "designato dal Comune", "Rizzo Donato", "Comune di Lecce", "decreto n. 41/2026", START, END)
EXPIRED = SeatRow("Consigliere", "eletto", "Nuzzo Elisa", "", "Assemblea n. 2/2023", START, START, offices_pdf.PROROGATIO)
EMPTY = SeatRow("Consigliere", "eletto dalla categoria imprese", act="atto vecchio", since=START)
BOARD = BodySheet(
    "Consiglio direttivo", (PRESIDING, DESIGNEE, EXPIRED, EMPTY), (("Durata", "3 anni"),), ("Un seggio è vacante.",), "Amministra."
)


def printed(*bodies, **values):
    defaults = {"lang": "it", "place": "Lecce", "signatories": (PRESIDENT,)}
    return offices_pdf.render(OfficesPaper(ASSOCIATION, DAY, MOMENT, bodies, **(defaults | values)))


def test_every_holder_stands_with_office_source_act_and_dates():
    text = " ".join(pages(printed(BOARD)))
    for part in ("Situazione al 30 giugno 2026", "De Giorgi Maria", "eletto dal Consiglio direttivo", "Consiglio n. 1/2026",
                 "15/05/2026", "14/05/2029", "per Comune di Lecce", "3 anni", "Un seggio è vacante.", "Amministra."):  # fmt: skip
        assert part in text.replace("\xa0", " ")


def test_a_vacant_seat_says_so_and_shows_no_former_act():
    text = " ".join(pages(printed(BodySheet("Organo", (EMPTY,)))))
    assert "vacante" in text
    assert "atto vecchio" not in text
    assert "15/05/2026" not in text


def test_an_expired_holder_is_shown_as_staying_with_the_article():
    text = " ".join(pages(printed(BOARD)))
    assert "in prorogatio" in text
    assert "art. 2385" in text
    assert "art. 2385" not in " ".join(pages(printed(BodySheet("Organo", (PRESIDING,)))))


def test_who_has_not_accepted_holds_nothing_yet():
    waiting = SeatRow("Consigliere", "designato", "Greco Anna", state=offices_pdf.DESIGNATED)
    text = pages(printed(BodySheet("Alfa", (PRESIDING, waiting)), BodySheet("Beta", (EMPTY,))))[0]
    assert "in attesa di accettazione" in text
    assert "Alfa 2 1 1 14/05/2029" in text
    assert "Beta 1 0 1" in text


def test_bodies_without_seats_and_associations_without_bodies_say_so():
    assert "Nessun posto previsto." in " ".join(pages(printed(BodySheet("Tavolo"))))
    assert "Nessun organo." in " ".join(pages(printed()))


def test_english_readers_get_english():
    text = " ".join(pages(printed(BOARD, BodySheet("Other", (EMPTY,)), lang="en_US")))
    for part in ("Bodies and offices", "As of 30 June 2026", "stays until replaced", "vacant", "Next expiry"):
        assert part in text


def test_a_hundred_seats_break_over_pages_with_the_heads_repeated():
    seats = tuple(SeatRow(f"Posto {n}", "eletto", f"Persona {n}", "", "Assemblea", START, END) for n in range(1, 101))
    texts = pages(printed(BodySheet("Tavolo", seats)))
    assert len(texts) > 2
    assert all("Titolare" in text for text in texts[:-1])
    assert all(any(f"Persona {n} " in text for text in texts) for n in range(1, 101))


@pytest.mark.parametrize("hostile", HOSTILE)
def test_hostile_text_is_printed_as_it_is(hostile):
    row = SeatRow(hostile, hostile, hostile, hostile, hostile, START, END, note=hostile)
    body = BodySheet(hostile, (row,), ((hostile, hostile),), (hostile,), hostile)
    assert squeezed(printed(body)).count(squeeze(hostile)) >= 9


def test_only_our_fonts_are_used():
    for page in reader(printed(BOARD)).pages:
        drawn = page.get_contents().get_data()
        for name, font in page["/Resources"]["/Font"].items():
            assert "Lato" in font["/BaseFont"] or f"{name} ".encode() not in drawn


def test_equal_input_gives_equal_bytes():
    assert printed(BOARD) == printed(BOARD)
