import dataclasses
import datetime

import pytest
from document_samples import (
    ASSOCIATION,
    HOSTILE,
    PRESIDENT,
    pages,
    reader,
    squeezed,
    without_spaces,
)

from odoo.addons.lecce_smartcity.documents import letter_pdf, model
from odoo.addons.lecce_smartcity.documents import member_notices as notices

DATE = datetime.date(2026, 7, 2)
FRAME = notices.NoticeFrame(
    ASSOCIATION,
    ("Comune di Campi Salentina", "Piazza Libertà 27", "73012 Campi Salentina LE"),
    "Comune di Campi Salentina",
    "Lecce",
    DATE,
    PRESIDENT,
    legal_person=True,
    protocol="118/2026",
    delivery="Trasmessa via PEC",
    attachments=("Statuto vigente",),
)
APPEAL = notices.Appeal(
    "Assemblea degli associati",
    "60 giorni dal ricevimento della presente",
    "art. 23, comma 3, D.Lgs. 117/2017",
    datetime.date(2026, 8, 31),
)


def letter(**values):
    defaults = {
        "association": ASSOCIATION, "place": "Lecce", "date": DATE, "signatory": PRESIDENT,
        "recipient": ("Conte Angelo", "Via Libertini 3", "73100 Lecce LE"), "subject": "prova",
        "body": ("Testo.",),
    }  # fmt: skip
    return model.Letter(**(defaults | values))


def text_of(value):
    return " ".join(pages(letter_pdf.render(value)))


def test_a_letter_has_head_address_reference_subject_and_signature():
    text = text_of(letter(protocol="7/2026", attachments=("Statuto",)))
    for part in (
        "Associazione Lecce Smart City & Community", "Via Francesco Rubichi 16", "93123456789",
        "Conte Angelo", "73100 Lecce LE", "Lecce, 2 luglio 2026", "Prot. n. 7/2026",
        "Oggetto: prova", "De Giorgi Maria Antonietta", "1. Statuto", "pagina 1 di 1",
    ):  # fmt: skip
        assert part in text


def test_a_long_letter_numbers_its_pages():
    texts = pages(letter_pdf.render(letter(body=("Parola " * 400,) * 3)))
    assert [f"pagina {n} di {len(texts)}" in text for n, text in enumerate(texts, 1)] == [
        True
    ] * len(texts)
    assert len(texts) > 1


def test_the_address_stands_in_the_window_of_the_envelope():
    found = []

    def visit(text, _matrix, position, *_rest):
        if "Conte Angelo" in text or "73100 Lecce LE" in text:
            found.append((position[4], position[5]))

    reader(letter_pdf.render(letter())).pages[0].extract_text(visitor_text=visit)
    millimetres = [(x / 72 * 25.4, 297 - y / 72 * 25.4) for x, y in found if y]
    assert millimetres
    for x, y in millimetres:
        assert 100 <= x <= 190
        assert 44 <= y <= 79


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_text_is_printed_as_it_is(text):
    value = letter(
        subject=text, body=(text, model.Quote(text, text), model.FactBox(text, ((text, text),))),
        recipient=(text, text), attachments=(text,), salutation=text, closing=text,
    )  # fmt: skip
    assert squeezed(letter_pdf.render(value)).count(without_spaces(text)) >= 8


@pytest.mark.parametrize("size", [300, 20_000])
def test_texts_of_any_length_are_kept(size):
    long = "§" * size
    value = letter(body=(long, model.Quote(long), model.FactBox("x", (("y", long),))))
    assert squeezed(letter_pdf.render(value)).count("§") == 3 * size


def test_an_admission_notice_says_number_category_and_date():
    notice = notices.AdmissionNotice(
        FRAME, "Consiglio direttivo, n. 12 del 24 giugno 2026", "ordinario pubblico",
        datetime.date(2026, 6, 24), 12, 31, datetime.date(2026, 5, 4), "500,00 €",
    )  # fmt: skip
    text = text_of(notices.admission(notice))
    for part in ("Spettabile Comune di Campi Salentina", "4 maggio 2026", "ordinario pubblico",
                 "24 giugno 2026", "n. 12 del", "500,00 €", "Statuto vigente"):  # fmt: skip
        assert part in text


def test_a_refusal_gives_motive_article_and_appeal():
    notice = notices.RefusalNotice(
        FRAME, "Consiglio direttivo, n. 13", "Manca l’atto di adesione.", "art. 5 dello Statuto",
        APPEAL,
    )  # fmt: skip
    text = text_of(notices.refusal(notice))
    for part in ("non è stata accolta", "Manca l’atto di adesione.", "art. 5 dello Statuto",
                 "Assemblea degli associati", "60 giorni", "31 agosto 2026",
                 "art. 23, comma 3"):  # fmt: skip
        assert part in text


def test_a_withdrawal_is_acknowledged_with_its_last_day():
    notice = notices.WithdrawalAcknowledgement(
        FRAME, datetime.date(2026, 5, 14), datetime.date(2026, 12, 31), "art. 24, comma 2, c.c."
    )
    text = text_of(notices.withdrawal(notice))
    for part in ("14 maggio 2026", "31 dicembre 2026", "art. 24, comma 2, c.c."):
        assert part in text


def test_an_exclusion_gives_motive_and_appeal():
    notice = notices.ExclusionNotice(
        FRAME, "Assemblea, n. 4", "Gravi motivi.", "art. 24, comma 3, c.c.", APPEAL, DATE, 12
    )
    text = text_of(notices.exclusion(notice))
    for part in ("esclusione", "Gravi motivi.", "art. 24, comma 3, c.c.", "60 giorni"):
        assert part in text


def test_notices_speak_english_too():
    frame = dataclasses.replace(FRAME, lang="en_US")
    notice = notices.RefusalNotice(frame, "Board, no. 13", "Motive.", "art. 5", APPEAL)
    text = text_of(notices.refusal(notice))
    assert "has not been accepted" in text
    assert "How to contest the decision" in text
    assert "page 1 of 1" in text


def test_an_unreadable_logo_is_left_out():
    for logo in (b"not a picture", b"\x89PNG\r\n\x1a\n" + b"\x00" * 40, b"<svg/>"):
        head = dataclasses.replace(ASSOCIATION, logo=logo)
        value = dataclasses.replace(letter(), association=head)
        assert letter_pdf.render(value) == letter_pdf.render(letter())


def test_equal_input_gives_equal_bytes():
    assert letter_pdf.render(letter()) == letter_pdf.render(letter())
