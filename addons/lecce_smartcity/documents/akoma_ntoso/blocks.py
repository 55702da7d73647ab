# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
"""The blocks inside a unit of an act (paragraphs of text, lists, tables) as plain texts in a row."""

from ...bylaws.statute.model import one_line
from .words import INLINE, name_of, words_of

# Containers of blocks: what is inside them stands on its own.
_CONTAINER_NAMES = (
    "content intro wrapUp container formula longTitle recitals recital citations citation tblock preamble interstitial div "
    "listIntroduction listWrapUp"
)
_CONTAINERS = frozenset(_CONTAINER_NAMES.split())
_HEAD = ("num", "heading", "subheading")
_NOTES = ("authorialNote",)
_BLOCKS = _CONTAINERS | {"p", "block", "blockList", "ul", "ol", "li", "item", "table", "foreign"}


def parts(element):
    """The child elements, without comments and the like."""
    return (child for child in element if isinstance(child.tag, str))


def pieces(element):
    """The child elements and, as texts, the words between them (which only a file against the schema has)."""
    if text := one_line(element.text or ""):
        yield text
    for child in element:
        if isinstance(child.tag, str):
            yield child
        if text := one_line(child.tail or ""):
            yield text


def blocks(element, findings):
    """``(mark, words)`` of every text in a block, in order.

    ``mark`` is None, or what stands before an item of a list ("" where nothing does).
    """
    name = name_of(element)
    if name in _CONTAINERS:
        yield from _mixed(element, findings)
    elif name in ("blockList", "ul", "ol"):
        for piece in pieces(element):
            if isinstance(piece, str):
                yield None, piece
            else:
                yield from _item(piece, findings) if name_of(piece) in ("item", "li") else blocks(piece, findings)
    elif name == "table":
        findings.add("akn_table", element)
        for piece in pieces(element):
            yield None, piece if isinstance(piece, str) else _table_row(piece, findings)
    else:
        yield None, words(element, findings)


def words(element, findings):
    """The words of one text; its notes are set aside, deleted words stay and are found."""
    for note in element.iter("{*}authorialNote"):
        if note is element or not any(name_of(above) in _NOTES for above in note.iterancestors()):
            findings.leave(note)
    if next(element.iter("{*}del"), None) is not None:
        findings.add("akn_deleted_words", element)
    return words_of(element, _NOTES)


def _table_row(element, findings):
    if name_of(element) != "tr":
        return words(element, findings)
    cells = (piece if isinstance(piece, str) else words(piece, findings) for piece in pieces(element))
    return " | ".join(filter(None, cells))


def _item(element, findings):
    """An item: its mark and first text, then what else it holds."""
    head = {name: [] for name in _HEAD}
    for child in parts(element):
        if name_of(child) in head:
            head[name_of(child)].append(words(child, findings))
    texts = list(_mixed(element, findings, _HEAD))
    lead = [*head["heading"], *head["subheading"]]
    first = texts.pop(0)[1] if texts and texts[0][0] is None else ""
    yield " ".join(head["num"]), " ".join(filter(None, [*lead, first]))
    yield from texts


def _mixed(element, findings, skip=()):
    """The texts of an element in which words and blocks alternate."""
    line = [element.text or ""]
    for child in parts(element):
        name = name_of(child)
        if name in _BLOCKS:
            yield from _line(line)
            yield from blocks(child, findings)
            line = []
        elif name not in skip:
            text = words(child, findings)
            line.append(text if name in INLINE else f" {text} ")
        line.append(child.tail or "")
    yield from _line(line)


def _line(texts):
    text = one_line("".join(texts))
    if text:
        yield None, text
