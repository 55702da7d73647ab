"""A statute comes as plain text or as a Word document whose numbers Word computes."""

import io
import zipfile

import pytest

from odoo.addons.lecce_smartcity.bylaws.statute.splitting import split
from odoo.addons.lecce_smartcity.intake.errors import IntakeError
from odoo.addons.lecce_smartcity.intake.statute_files import MAX_BYTES, read_statute

W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
NUMBERING = f"""<w:numbering {W}>
  <w:abstractNum w:abstractNumId="0">
    <w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:pStyle w:val="Articolo"/><w:lvlText w:val="Art. %1"/></w:lvl>
    <w:lvl w:ilvl="1"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:lvlText w:val="%2."/></w:lvl>
    <w:lvl w:ilvl="2"><w:start w:val="1"/><w:numFmt w:val="lowerLetter"/><w:lvlText w:val="%3)"/></w:lvl>
  </w:abstractNum>
  <w:abstractNum w:abstractNumId="1">
    <w:lvl w:ilvl="0"><w:start w:val="3"/><w:numFmt w:val="upperRoman"/><w:lvlText w:val="%1 -"/></w:lvl>
    <w:lvl w:ilvl="1"><w:numFmt w:val="bullet"/><w:lvlText w:val="&#61623;"/></w:lvl>
  </w:abstractNum>
  <w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>
  <w:num w:numId="2"><w:abstractNumId w:val="1"/></w:num>
  <w:num w:numId="3"><w:abstractNumId w:val="0"/><w:lvlOverride w:ilvl="0"><w:startOverride w:val="10"/></w:lvlOverride></w:num>
</w:numbering>"""
STYLES = f"""<w:styles {W}>
  <w:style w:styleId="Articolo"><w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr></w:style>
  <w:style w:styleId="ArticoloCentrato"><w:basedOn w:val="Articolo"/></w:style>
</w:styles>"""


def para(text, numbered=None, style=None):
    properties = f'<w:pStyle w:val="{style}"/>' if style else ""
    if numbered:
        key, level = numbered
        properties += f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{key}"/></w:numPr>'
    return f"<w:p><w:pPr>{properties}</w:pPr><w:r><w:t>{text}</w:t></w:r></w:p>"


def docx(*paragraphs, numbering=NUMBERING, styles=STYLES, body=None, extra=()):
    document = body or f"<w:document {W}><w:body>{''.join(paragraphs)}</w:body></w:document>"
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("word/document.xml", document)
        for name, content in (("word/numbering.xml", numbering), ("word/styles.xml", styles), *extra):
            if content:
                archive.writestr(name, content)
    return packed.getvalue()


def refusal(data, filename="statuto.docx"):
    with pytest.raises(IntakeError) as refused:
        read_statute(data, filename)
    assert refused.value.message("it") and refused.value.message("en")
    return refused.value.code


def test_automatic_numbers_of_articles_paragraphs_and_points_are_read():
    text = read_statute(
        docx(
            para("Denominazione", style="Articolo"),
            para("È costituita l’associazione.", (1, 1)),
            para("Ha sede in Lecce.", (1, 1)),
            para("Scopi", style="ArticoloCentrato"),
            para("Persegue:", (1, 1)),
            para("la ricerca;", (1, 2)),
            para("la formazione.", (1, 2)),
        )
    )
    assert text.splitlines() == [
        "Art. 1 Denominazione", "1. È costituita l’associazione.", "2. Ha sede in Lecce.",
        "Art. 2 Scopi", "1. Persegue:", "a) la ricerca;", "b) la formazione.",
    ]  # fmt: skip


def test_a_word_statute_becomes_articles():
    text = read_statute(
        docx(
            para("Denominazione", style="Articolo"),
            para("È costituita.", (1, 1)),
            para("Sede", style="Articolo"),
            para("Lecce.", (1, 1)),
        )
    )
    found = split(text)
    articles = list((getattr(found, "statute", None) or found.text).articles())
    assert [(article.number, article.paragraphs[0].number) for article in articles] == [("1", "1"), ("2", "1")]


def test_a_list_starts_where_it_says_and_bullets_are_dashes():
    text = read_statute(docx(para("Titolo", (2, 0)), para("voce", (2, 1)), para("Altro", (2, 0)), para("Dieci", (3, 0))))
    assert text.splitlines() == ["III - Titolo", "- voce", "IV - Altro", "Art. 10 Dieci"]


def test_a_blank_numbered_paragraph_takes_no_number():
    assert read_statute(docx(para("Uno", (1, 0)), para("", (1, 0)), para("Due", (1, 0)))).split() == [
        "Art.",
        "1",
        "Uno",
        "Art.",
        "2",
        "Due",
    ]


def test_what_change_tracking_deleted_is_left_out_and_what_it_inserted_is_in():
    body = (
        f"<w:document {W}><w:body><w:p><w:r><w:t>Almeno </w:t></w:r><w:del><w:r><w:delText>dieci</w:delText></w:r></w:del>"
        "<w:ins><w:r><w:t>quindici</w:t></w:r></w:ins><w:r><w:tab/><w:t>giorni</w:t></w:r></w:p></w:body></w:document>"
    )
    assert read_statute(docx(body=body)) == "Almeno quindici giorni"


def test_paragraphs_inside_tables_are_kept_in_order():
    rows = f"<w:tbl><w:tr><w:tc>{para('quota')}</w:tc><w:tc>{para('100 euro')}</w:tc></w:tr></w:tbl>"
    assert read_statute(docx(para("Quote"), rows)).splitlines() == ["Quote", "quota", "100 euro"]


def test_a_document_without_lists_or_styles_is_read():
    assert read_statute(docx(para("Art. 1"), numbering=None, styles=None)) == "Art. 1"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252", "utf-16"])
def test_plain_text_is_read_in_the_encodings_that_offices_use(encoding):
    assert read_statute("Art. 1\r\nÈ costituita".encode(encoding), "statuto.txt") == "Art. 1\nÈ costituita"


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"", "empty_file"),
        (b"  \r\n ", "document_empty"),
        (b"%PDF-1.7 statuto", "document_kind"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1rest", "document_kind"),
        (rb"{\rtf1 statuto}", "document_kind"),
        (b"\x89PNG\r\n", "document_kind"),
        (b"PK\x03\x04rubbish", "document_kind"),
        (b"PK\x03\x04word/document.xml", "document_unreadable"),
        (b"testo\x00binario", "document_kind"),
        (b"a" * 2_000_001, "document_too_long"),
        (bytes(MAX_BYTES + 1), "file_too_large"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_what_is_no_statute_is_refused_with_a_remedy(data, code):
    assert refusal(data) == code


def test_a_document_type_is_refused_before_it_is_parsed():
    bomb = '<!DOCTYPE d [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]>' + f"<w:document {W}><w:body/></w:document>"
    assert refusal(docx(body=bomb)) == "document_unreadable"
    assert refusal(docx(body=bomb.replace("DOCTYPE d [", 'DOCTYPE d SYSTEM "file:///etc/passwd" ['))) == "document_unreadable"


def test_a_zip_bomb_is_weighed_and_refused():
    assert refusal(docx(para("x"), extra=[("word/media/zeros", bytes(20_000_000))])) == "archive_too_large"


def test_endless_nesting_is_refused():
    deep = f"<w:document {W}><w:body>{'<w:sdt>' * 5_000}{'</w:sdt>' * 5_000}</w:body></w:document>"
    assert refusal(docx(body=deep)) == "document_unreadable"


def test_a_truncated_document_is_refused():
    whole = docx(para("Art. 1"))
    assert refusal(whole[: len(whole) // 2]) in {"document_unreadable", "document_kind"}


def test_styles_that_are_based_on_each_other_do_not_hang():
    one, other = (f'<w:style w:styleId="{name}"><w:basedOn w:val="{base}"/></w:style>' for name, base in ("AB", "BA"))
    styles = f"<w:styles {W}>{one}{other}</w:styles>"
    assert read_statute(docx(para("testo", style="A"), styles=styles)) == "testo"
