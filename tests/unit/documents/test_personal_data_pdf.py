import datetime

import pytest
from document_samples import ASSOCIATION, HOSTILE, MOMENT, pages, squeezed, without_spaces
from hypothesis import given, settings
from hypothesis import strategies as st

from odoo.addons.lecce_smartcity.documents import model, personal_data_pdf

PLAIN = st.none() | st.booleans() | st.integers() | st.text(max_size=40) | st.dates()
NESTED = st.recursive(
    PLAIN,
    lambda inner: (
        st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=15), inner, max_size=4)
    ),
    max_leaves=12,
)


def copy(content, **values):
    return personal_data_pdf.render(
        model.PersonalDataCopy(
            ASSOCIATION, "Conte Angelo", MOMENT, (model.DataSection("Dati", content),), **values
        )
    )


def test_nested_data_are_readable():
    content = {
        "Nome": "Conte Angelo",
        "Nascita": datetime.date(1970, 5, 9),
        "Residenza": {"Via": "Via Libertini 3", "Comune": {"Nome": "Lecce", "CAP": "73100"}},
        "Consensi": [
            {"Finalità": "foto", "Prestato": True},
            {"Finalità": "posta", "Prestato": False},
        ],
        "Domanda": b"PDF",
        "Telefono": None,
    }
    text = " ".join(pages(copy(content, request_ref="n. 4/2026", request_date=MOMENT.date())))
    for part in (
        "9 maggio 1970", "Residenza › Comune", "73100", "foto sì", "posta no", "Telefono —",
        "documento di 3 byte, SHA-256", "n. 4/2026 del 2 luglio 2026", "art. 15",
    ):  # fmt: skip
        assert part in text


def test_empty_sections_say_so():
    assert "Nessun dato." in pages(copy([]))[0]


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_keys_and_values_are_printed_as_they_are(text):
    pdf = copy({text: text, "x": {text: [text]}, "y": [{text: text}], "z": [{"k": [{text: text}]}]})
    assert squeezed(pdf).count(without_spaces(text)) >= 6


@settings(deadline=None, max_examples=40)
@given(NESTED)
def test_any_nesting_is_printed(content):
    assert copy(content).startswith(b"%PDF")


def test_long_values_are_kept():
    assert squeezed(copy({"Note": "§" * 20_000})).count("§") == 20_000
    assert squeezed(copy([{"Note": "§" * 20_000, "N": 1}])).count("§") == 20_000


def test_equal_input_gives_equal_bytes():
    assert copy({"a": 1}) == copy({"a": 1})
