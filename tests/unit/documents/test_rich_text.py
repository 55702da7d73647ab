"""What a secretary writes in an editor reaches the page: stress, lists, tables; nothing that a browser would run or fetch."""

from io import BytesIO

import pytest
from hypothesis import given
from hypothesis import strategies as st
from reportlab.lib.pagesizes import A4
from reportlab.platypus import SimpleDocTemplate

from odoo.addons.lecce_smartcity.documents import rich_text
from odoo.addons.lecce_smartcity.documents.typefaces import REGULAR, register


def drawn(source):
    register()
    buffer = BytesIO()
    SimpleDocTemplate(buffer, pagesize=A4, initialFontName=REGULAR).build(rich_text.flowables(source) or [])
    return buffer.getvalue()


def kinds(source):
    register()
    return [type(flowable).__name__ for flowable in rich_text.flowables(source)]


def test_paragraphs_lists_and_tables_keep_their_kind():
    source = "<p>Uno</p><ul><li>due</li><li>tre</li></ul><table><tr><th>a</th></tr><tr><td>b</td></tr></table>"
    assert kinds(source) == ["Paragraph", "ListFlowable", "Table"]


def test_stress_inside_a_sentence_is_kept():
    register()
    (paragraph,) = rich_text.flowables("<p>Il <b>bilancio</b> è <em>approvato</em>.</p>")
    assert paragraph.text == "Il <b>bilancio</b> è <i>approvato</i>."


def test_plain_text_makes_a_paragraph_of_each_line():
    assert kinds("Prima riga\nSeconda & ultima <") == ["Paragraph", "Paragraph"]


@pytest.mark.parametrize("hostile", ["<script>alert(1)</script>", "<img src='http://x/y.png'>", "<iframe src='file:///etc/passwd'></iframe>",
                                     "<style>@import url(http://x)</style>", "<svg onload=alert(1)></svg>"])  # fmt: skip
def test_what_a_browser_would_run_or_fetch_does_not_reach_the_page(hostile):
    assert rich_text.plain(f"<p>prima</p>{hostile}<p>dopo</p>") == "prima\ndopo"
    assert b"/URI" not in drawn(f"<p>prima</p>{hostile}<p>dopo</p>")


def test_text_that_looks_like_our_markup_is_text():
    assert rich_text.plain("<p>&lt;b&gt;Ada&lt;/b&gt;</p>") == "<b>Ada</b>"
    register()
    (paragraph,) = rich_text.flowables("<p>&lt;font color='red'&gt;Ada</p>")
    assert "&lt;font" in paragraph.text


def test_nothing_makes_nothing():
    assert rich_text.flowables(None) == rich_text.flowables("  ") == []


def test_a_thousand_nested_blocks_end():
    drawn("<div>" * 1000 + "fine" + "</div>" * 1000)


@given(st.text(max_size=200))
def test_any_text_can_be_drawn(source):
    drawn(source)


@given(
    st.lists(st.sampled_from(["<p>", "</p>", "<b>", "</i>", "<ul>", "<li>", "<table>", "<td>", "x", "&", "<", "</div>"]), max_size=30)
)
def test_broken_html_can_be_drawn(pieces):
    drawn("".join(pieces))
