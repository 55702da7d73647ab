# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
"""Text written in an editor (HTML) as flowables of our documents: paragraphs, lists, tables, stress. Nothing else gets through.

What a browser would run or fetch is dropped, its text kept: no script, no style, no picture, no address is followed.
"""

import re

from lxml import etree, html
from reportlab.lib.units import mm
from reportlab.platypus import ListFlowable, ListItem, Paragraph, Table

from . import flow, layout
from .layout import HAIR, STYLES, WASH
from .typefaces import markup

_STRESS = {"b": "b", "strong": "b", "i": "i", "em": "i", "u": "u", "s": "strike", "del": "strike", "sub": "sub", "sup": "super"}
_BLOCKS = {"p", "div", "section", "article", "li", "td", "th", "body", "header", "footer", "pre", "address", "figure", "figcaption"}
_HEADINGS = {"h1", "h2", "h3", "h4", "h5", "h6"}
_LISTS = {"ul", "ol"}
_SILENT = {"script", "style", "head", "title", "template", "noscript", "iframe", "object", "svg", "math"}
# What makes a text HTML: the beginning of a tag or an entity.
_MARKED = re.compile(r"</?[a-zA-Z]|<!|&#?\w+;")
# Nesting beyond this is no text that a person wrote.
_DEEPEST = 40

_CELL = layout.style("rich_cell", size=9.3, leading=12.6)
_QUOTE_INDENT = 8 * mm


def flowables(source, style="body"):
    """The flowables of ``source`` (HTML or plain text; None is nothing), its paragraphs in the named style.

    Characters are never markup of ours: what the text says stands on the page.
    """
    tree = _parse(source)
    return [] if tree is None else list(_blocks(tree, STYLES[style], 0))


def plain(source):
    """The text of ``source`` without its marks, one line for each block.

    >>> plain("<p>Uno &amp; <b>due</b></p><ul><li>tre</li></ul><script>alert(1)</script>")
    'Uno & due\\ntre'
    """
    tree = _parse(source)
    if tree is None:
        return ""
    lines = []
    _lines(tree, lines, 0)
    return "\n".join(filter(None, (" ".join(line.split()) for line in lines)))


def _parse(source):
    text = "" if source is None else str(source)
    if not text.strip():
        return None
    if not _MARKED.search(text):
        text = "".join(f"<p>{_escaped(line)}</p>" for line in text.splitlines() if line.strip())
    parser = html.HTMLParser(remove_comments=True, remove_pis=True, no_network=True, recover=True, huge_tree=False)
    try:
        return html.document_fromstring(text.replace("\x00", ""), parser=parser).find("body")
    except (etree.ParserError, etree.XMLSyntaxError):
        return None


def _escaped(text):
    return text.replace("&", "&amp;").replace("<", "&lt;")


def _tag(node):
    return node.tag.lower() if isinstance(node.tag, str) else ""


def _lines(node, lines, depth):
    if _tag(node) in _SILENT or depth > _DEEPEST:
        return
    block = _tag(node) in _BLOCKS | _HEADINGS | _LISTS | {"br", "tr", "blockquote"}
    if block or not lines:
        lines.append("")
    lines[-1] += node.text or ""
    for child in node:
        _lines(child, lines, depth + 1)
        lines[-1] += child.tail or ""
    if block:
        lines.append("")


def _blocks(node, style, depth):
    """The blocks of ``node``: runs of inline text become paragraphs, between them the nested blocks."""
    pending = [markup(node.text, style.fontName)] if node.text else []

    def paragraph():
        said = "".join(pending).strip()
        pending.clear()
        while said.startswith("<br/>"):
            said = said[5:].strip()
        while said.endswith("<br/>"):
            said = said[:-5].strip()
        return [Paragraph(said, style)] if said else []

    for child in node:
        tag = _tag(child)
        if tag in _BLOCKS or tag in _HEADINGS or tag in _LISTS or tag in ("table", "blockquote"):
            yield from paragraph()
            if depth < _DEEPEST:
                yield from _block(child, tag, style, depth + 1)
        elif tag not in _SILENT:
            pending.append(_inline(child, style, depth + 1))
        if child.tail:
            pending.append(markup(_flat(child.tail), style.fontName))
    yield from paragraph()


def _block(node, tag, style, depth):
    if tag in _HEADINGS:
        yield from _blocks(node, STYLES["subheading"], depth)
    elif tag in _LISTS:
        if any(_tag(child) == "li" for child in node):
            yield _list(node, tag == "ol", style, depth)
        else:
            yield from _blocks(node, style, depth)
    elif tag == "table":
        table = _table(node, depth)
        if table is not None:
            yield table
    elif tag == "blockquote":
        yield from _blocks(node, style.clone(f"{style.name}_in", leftIndent=style.leftIndent + _QUOTE_INDENT), depth)
    else:
        yield from _blocks(node, style, depth)


def _inline(node, style, depth):
    """The markup of an inline element and what is in it."""
    tag = _tag(node)
    if tag == "br":
        return "<br/>"
    if tag in _SILENT or depth > _DEEPEST:
        return ""
    inner = markup(_flat(node.text), style.fontName) if node.text else ""
    for child in node:
        inner += _inline(child, style, depth + 1)
        if child.tail:
            inner += markup(_flat(child.tail), style.fontName)
    mark = _STRESS.get(tag)
    return f"<{mark}>{inner}</{mark}>" if mark and inner else inner


def _flat(text):
    """Line breaks of the source are spaces of the text."""
    return text.replace("\r", " ").replace("\n", " ") if text else ""


def _list(node, ordered, style, depth):
    items = [
        ListItem(list(_blocks(child, style.clone(f"{style.name}_li", spaceAfter=2), depth + 1)) or [Paragraph("", style)])
        for child in node
        if _tag(child) == "li"
    ]
    return ListFlowable(
        items,
        bulletType="1" if ordered else "bullet",
        start=None if ordered else "•",
        bulletFontName=layout.REGULAR,
        bulletFontSize=style.fontSize,
        leftIndent=6 * mm,
        bulletDedent=5 * mm,
        spaceAfter=style.spaceAfter,
    )


def _table(node, depth):
    rows = [
        [list(_blocks(cell, _CELL, depth + 2)) for cell in row if _tag(cell) in ("td", "th")] for row in node.iter("tr") if len(row)
    ]
    rows = [row for row in rows if row]
    if not rows:
        return None
    width = max(map(len, rows))
    rows = [row + [[]] * (width - len(row)) for row in rows]
    head = 1 if any(_tag(cell) == "th" for cell in next(node.iter("tr"))) else 0
    table = Table(rows, colWidths=[flow.WIDTH / width] * width, repeatRows=head, splitInRow=1, spaceBefore=4, spaceAfter=8)
    table.setStyle(
        flow.table_style(
            [
                ("VALIGN", (0, 0), (-1, -1), "TOP"),
                ("LINEBELOW", (0, 0), (-1, -1), 0.3, HAIR),
                *([("BACKGROUND", (0, 0), (-1, 0), WASH)] if head else []),
            ]
        )
    )
    return table
