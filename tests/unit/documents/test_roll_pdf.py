import datetime
import re
import time

import pytest
from document_samples import ASSOCIATION, HOSTILE, MOMENT, PRESIDENT, pages, squeezed, without_spaces

from odoo.addons.lecce_smartcity.documents import roll_pdf
from odoo.addons.lecce_smartcity.documents.roll_pdf import NO_VOTE, SUSPENDED, VOTES, RollPaper, RollRow

DAY = datetime.date(2026, 4, 18)
ARREARS = "quote 2025 non versate: il voto è sospeso (statuto art. 9(3), versione 2026)"
ROWS = (
    RollRow("Comune di Alfa", "7", "ordinario pubblico", "associato", "Quarta Rita, sindaca", 5, VOTES),
    RollRow("Comune di Beta", "8", "ordinario pubblico", "associato", "", 5, SUSPENDED, ("nessuno lo rappresenta",)),
    RollRow("Conte Angelo", "12", "ordinario privato", "associato", votes=1, right=VOTES, added="ammesso il 10 aprile 2026"),
    RollRow("Leone Vito", "13", "ordinario privato", "associato", reasons=(ARREARS,)),
    RollRow("Verdi Paola", capacity="organo di controllo"),
)


def roll(rows=ROWS, **values):
    defaults = {"title": "Assemblea degli associati", "frozen_at": MOMENT, "signatories": (PRESIDENT,)} | values
    return roll_pdf.render(RollPaper(ASSOCIATION, record_date=DAY, generated_at=MOMENT, rows=tuple(rows), **defaults))


@pytest.mark.parametrize(
    "lang, yes, heading", [("it_IT", "sì, non esercitabile", "Riepilogo"), ("en_US", "yes, cannot be cast", "Summary")]
)
def test_each_line_says_whether_somebody_may_vote_and_why_not(lang, yes, heading):
    found = squeezed(roll(lang=lang))
    wanted = (
        *(row.name for row in ROWS),
        ARREARS,
        "nessuno lo rappresenta",
        "Quarta Rita, sindaca",
        "ammesso il 10 aprile",
        yes,
        heading,
    )
    for part in wanted:
        assert without_spaces(part) in found


def test_the_totals_are_those_of_the_lines():
    text = " ".join(pages(roll())).split("Riepilogo")[1]
    assert re.search(r"associato 4 3 11 6 organo di controllo 1 0 0 0 Totale 5 3 11 6", text)


def test_a_roll_that_is_not_frozen_says_so():
    assert "non ancora fissato" in pages(roll(frozen_at=None))[0]
    assert "fissato il 2 luglio 2026" in pages(roll())[0]


def test_pages_are_those_of_no_book():
    text = pages(roll())[0]
    assert "Titolo Voti Diritto di voto" in text
    assert "pagina 1" in text and "1/2026" not in text


def test_five_thousand_lines_are_drawn_in_seconds_with_every_name_once():
    rows = [RollRow(f"Conte Angelo {n}.", str(n), "ordinario", "associato", votes=1, right=VOTES) for n in range(1, 5_001)]
    start = time.perf_counter()
    pdf = roll(rows)
    assert time.perf_counter() - start < 30
    names = re.findall(r"Conte Angelo (\d+)\. ordinario", " ".join(pages(pdf)))
    assert sorted(map(int, names)) == list(range(1, 5_001))


def test_an_empty_roll_and_hostile_names_are_printed():
    assert "0 nominativi" in pages(roll(()))[0]
    found = squeezed(roll([RollRow(text, "1", text, text, text, 1, NO_VOTE, (text,), text) for text in HOSTILE]))
    assert all(without_spaces(typed) in found for typed in HOSTILE[:6])


def test_the_same_roll_is_the_same_file():
    assert roll() == roll()
