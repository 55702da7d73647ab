import dataclasses
import datetime
import re
from io import BytesIO

import pytest
from document_samples import ASSOCIATION, HOSTILE, pages, reader, squeezed, without_spaces
from meeting_samples import AGENDA, ANNA, CALLS, LINK, PROXY, convocation
from PIL import Image

from odoo.addons.lecce_smartcity.documents import convocation_pdf
from odoo.addons.lecce_smartcity.documents.meeting_model import AgendaLine, CallTime


def notice(addressee=ANNA, **values):
    return convocation_pdf.render(convocation(**values), addressee)


@pytest.mark.parametrize("lang", ["it_IT", "en_US"])
def test_a_notice_says_when_where_what_and_on_which_ground(lang):
    text = " ".join(pages(notice(lang=lang)))
    wanted = {
        "it_IT": ("Avviso di convocazione", "Prima convocazione", "venerdì 17 aprile 2026, ore 23:00", "Seconda convocazione",
                  "sabato 18 aprile 2026, ore 9:30", "Ordine del giorno", "Partecipazione e voto", "A Lei spetta un voto", "Fonti"),
        "en_US": ("Notice of meeting", "First call", "Friday 17 April 2026, 23:00", "Second call", "Saturday 18 April 2026, 9:30",
                  "Agenda", "Attendance and vote", "You have one vote", "Sources"),
    }[lang]  # fmt: skip
    for part in (*wanted, "Sala Ennio", LINK, "statuto art. 11(2), versione 2026", "De Giorgi Maria Antonietta", "2026/0114"):
        assert part in text


def test_the_agenda_is_in_order_with_matters_and_documents():
    text = squeezed(notice())
    agenda = text[text.index("Ordinedelgiorno") :]
    places = [agenda.index(without_spaces(f"{line.number}.{line.title}")) for line in AGENDA]
    assert places == sorted(places)
    assert without_spaces("Documenti: Bilancio 2025.pdf, Relazione di missione.pdf") in agenda
    assert without_spaces("Comunicazione · senza votazione") in agenda


def test_the_proxy_form_is_prefilled_and_says_the_limits():
    form = pages(notice())[-1].split("tagliare qui")[1]
    for part in ("D’Elia Anna Lucia, n. 118 nel libro degli associati", "Cognome e nome del delegato", "seconda convocazione",
                 "al massimo 5 deleghe (D.Lgs. 117/2017 art. 24(3))", "dipendenti dell’associazione (c.c. art. 2372(5))",
                 "rilasciata in bianco", "Firma del delegante"):  # fmt: skip
        assert part in form
    assert "Comunicazioni del Presidente" not in form  # nothing is voted there
    assert len(re.findall("☐", form)) == 2 + 3 * 5


@pytest.mark.parametrize("terms, part", [
    ({"cap": 1}, "una sola delega"),
    ({"both_calls": False}, "Vale per la sola prima convocazione."),
])  # fmt: skip
def test_stricter_rules_on_proxies_are_told(terms, part):
    assert part in " ".join(pages(notice(proxy=dataclasses.replace(PROXY, **terms))))


@pytest.mark.parametrize("addressee, values", [
    (ANNA, {"proxy": None}),
    (dataclasses.replace(ANNA, votes=None, standing="Non ha diritto di voto: quote non versate."), {}),
    (dataclasses.replace(ANNA, principal=""), {}),
])  # fmt: skip
def test_who_cannot_give_a_proxy_gets_no_form(addressee, values):
    text = " ".join(pages(notice(addressee, **values)))
    assert "tagliare qui" not in text and "delega in calce" not in text
    assert "A Lei spett" not in text or addressee.votes == 1
    assert addressee.standing in text


def test_a_legal_person_gives_a_proxy_through_who_represents_it():
    one = dataclasses.replace(ANNA, principal="Comune di Alfa", representative="Rossi Carla, sindaca", votes=5)
    text = " ".join(pages(notice(one)))
    assert "Comune di Alfa, n. 118 nel libro degli associati, rappresentato da Rossi Carla, sindaca" in text
    assert "A Lei spettano 5 voti." in text


def test_the_form_is_never_torn_nor_left_without_its_title():
    for number in range(1, 26):
        agenda = tuple(
            AgendaLine(str(n), f"Punto {n} da deliberare con un titolo di una certa lunghezza") for n in range(1, number + 1)
        )
        texts = pages(notice(agenda=agenda))
        with_form = [text for text in texts if "Cognome e nome del delegato" in text]
        assert with_form == [texts[-1]]
        assert "tagliare qui" in texts[-1] and "Firma del delegante" in texts[-1]
        assert f"pagina {len(texts)} di {len(texts)}" in texts[-1]


def test_one_call_in_presence_needs_neither_link_nor_second_call():
    only = CallTime("", datetime.datetime(2026, 4, 18, 17, 0), "Sala Ennio")
    text = " ".join(pages(notice(calls=(only,), mode="in_person", sources=())))
    assert "Collegamento" not in text and "econda convocazione" not in text and "si tiene in presenza" in text


def test_nothing_typed_is_markup():
    agenda = tuple(AgendaLine(str(n), text, text, (text,), note=text) for n, text in enumerate(HOSTILE, 1))
    addressee = dataclasses.replace(ANNA, lines=HOSTILE[:4], principal=HOSTILE[0], salutation=HOSTILE[1], standing=HOSTILE[2])
    text = squeezed(notice(addressee, agenda=agenda, title=HOSTILE[3], intro=HOSTILE[4]))
    for typed in HOSTILE[:6]:
        assert without_spaces(typed) in text


def test_a_code_that_could_not_be_read_is_refused():
    with pytest.raises(ValueError, match="too long"):
        notice(dataclasses.replace(ANNA, qr="x" * 900))


def test_the_same_notice_is_the_same_file():
    assert notice() == notice()
    assert reader(notice()).metadata.title == "Avviso di convocazione: Assemblea degli associati"


def test_a_logo_is_drawn():
    picture = BytesIO()
    Image.new("RGB", (300, 150), "#1f3a5f").save(picture, "PNG")
    pdf = reader(notice(association=dataclasses.replace(ASSOCIATION, logo=picture.getvalue())))
    assert len(pdf.pages[0].images) == 1


def test_a_board_s_notice_is_for_who_is_no_member():
    director = dataclasses.replace(ANNA, principal="", number="", votes=None, qr="")
    texts = pages(notice(director, calls=CALLS[:1], proxy=None, sources=()))
    assert len(texts) == 1 or "Il Presidente" in texts[-1]


def test_a_written_consultation_says_until_when_votes_are_collected():
    only = CallTime("written", datetime.datetime(2026, 4, 18, 18, 0))
    text = " ".join(pages(notice(calls=(only,), mode="written", proxy=None)))
    assert "si tiene per consultazione scritta" in text
    assert "Voti raccolti fino a sabato 18 aprile 2026, ore 18:00" in text and "Non ci si riunisce" in text


def test_an_update_takes_the_place_of_the_notice_before():
    text = pages(notice(kind="update"))[0]
    assert "Avviso di convocazione aggiornato" in text and "sostituisce quello inviato prima" in text


def test_a_cancellation_says_which_meeting_and_why_and_no_more():
    texts = pages(notice(kind="cancellation", cancel_reason="sala inagibile", lang="en_US"))
    assert len(texts) == 1
    for part in (
        "Meeting cancelled",
        "will not be held",
        "Reason: sala inagibile",
        "Friday 17 April 2026, 23:00",
        "De Giorgi Maria Antonietta",
    ):
        assert part in texts[0]
    assert "Agenda" not in texts[0] and "Proxy" not in texts[0] and "check-in" not in texts[0]


@pytest.mark.parametrize(
    "values, said",
    [
        ({}, "Gentile D’Elia Anna Lucia,"),
        ({"representative": "Rossi Carla"}, "Spettabile D’Elia Anna Lucia,"),
        ({"qr": "", "principal": ""}, "Gentili associate, gentili associati,"),
    ],
)
def test_who_is_written_to_is_addressed_by_name(values, said):
    assert said in pages(notice(dataclasses.replace(ANNA, salutation="", **values)))[0]


def test_a_photograph_as_a_logo_goes_in_as_jpeg():
    picture = BytesIO()
    Image.effect_noise((900, 600), 60).convert("RGB").save(picture, "PNG")
    document = reader(notice(association=dataclasses.replace(ASSOCIATION, logo=picture.getvalue())))
    (image,) = document.pages[0]["/Resources"]["/XObject"].get_object().values()
    assert image.get_object()["/Filter"][-1] == "/DCTDecode"


def test_what_the_convener_adds_does_not_take_the_place_of_the_convocation():
    text = pages(notice(intro="Urgente: il bando scade il 30 aprile."))[0]
    assert text.index("è convocata la riunione") < text.index("Urgente: il bando") < text.index("Prima convocazione")
