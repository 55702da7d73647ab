import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from reportlab import rl_config

from odoo.addons.lecce_smartcity.documents import typefaces
from odoo.addons.lecce_smartcity.documents.typefaces import BOLD, FALLBACK, ITALIC, REGULAR


@pytest.mark.parametrize("font", [REGULAR, BOLD, ITALIC])
def test_the_main_fonts_have_the_letters_of_europe(font):
    letters = "€ÀÈÉÌÒÙàèéìòùŞşȘșŁłĄąĘęŻżËëÇçÑñÖößĞğİıŐőŽžΑαΩωЖжÀ°№«»“”‘’–—…"
    assert [piece for _font, piece in typefaces.runs(letters, font)] == [letters]


def test_letters_that_the_main_font_lacks_come_from_the_spare_one():
    assert typefaces.runs("Noa נועה", REGULAR) == [(REGULAR, "Noa "), (FALLBACK, "נועה")]


def test_what_no_font_has_is_printed_as_its_code_point():
    assert typefaces.printable("Anna 😀") == "Anna [U+1F600]"


def test_signs_that_reverse_text_are_shown_instead_of_obeyed():
    assert typefaces.printable("abc\u202ecba") == "abc[U+202E]cba"


def test_controls_and_lone_surrogates_do_no_harm():
    assert typefaces.printable("a\x00b\ud800c\td") == "a[U+0000]b[U+D800]c d"


def test_markup_is_escaped_and_breaks_lines_only_where_the_text_does():
    assert typefaces.markup("<b>&\nrosso") == "&lt;b&gt;&amp;<br/>rosso"


def test_reportlab_may_fetch_nothing():
    typefaces.register()
    assert rl_config.trustedSchemes == ["data"]
    assert rl_config.trustedHosts == []


@settings(deadline=None, max_examples=150)
@given(st.text(max_size=200), st.integers(min_value=20, max_value=200))
def test_wrapping_loses_no_character_and_keeps_to_the_width(text, width):
    lines = typefaces.Typesetter().wrap(text, REGULAR, 8.2, width)
    kept = "".join(lines).replace(" ", "")
    assert kept == typefaces.printable(text).replace(" ", "")
    for line in lines:
        assert len(line) == 1 or typefaces.text_width(line, REGULAR, 8.2) <= width + 0.01


def test_a_mail_address_is_broken_after_a_sign():
    lines = typefaces.Typesetter().wrap("segreteria@comune.example.it", REGULAR, 8, 70)
    assert lines[0].endswith(("@", "."))
    assert "".join(lines) == "segreteria@comune.example.it"
