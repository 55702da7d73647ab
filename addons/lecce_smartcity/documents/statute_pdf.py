# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
"""The statute on paper: facts of the version, contents, titles and articles with notes in the margin, certification."""

from reportlab.lib.colors import HexColor
from reportlab.lib.enums import TA_JUSTIFY
from reportlab.lib.units import mm
from reportlab.platypus import CondPageBreak, Flowable, PageBreak

from ..bylaws.statute.model import Division
from . import flow, layout
from .akoma_ntoso import labels
from .layout import ACCENT, GREY, HAIR, Pen
from .margin import BESIDE, MEASURE, OFFSET, Beside, ContentsLine, Place, Row, para
from .statute_facts import certification, fact_rows, standing
from .statute_model import DRAFT
from .statute_words import say
from .typefaces import BOLD, ITALIC, REGULAR, markup, printable, text_width
from .words import Words

_SIZE, _LEADING = 10.2, 14.8
_NUMBER, _POINT = 8 * mm, 14 * mm  # where text begins after a number, after a point's label
_PALE = HexColor("#eef0f2")
_END = "end of the document"


def _style(name, font=REGULAR, size=_SIZE, leading=_LEADING, **options):
    return layout.style(name, font, size, leading, **options)


_BODY = _style("statute", alignment=TA_JUSTIFY)
_NUMBERED = _style("statute_numbered", alignment=TA_JUSTIFY, leftIndent=_NUMBER, bulletFontSize=_SIZE)
_POINTED = _style(
    # short lines with long words: ragged on the right, rather than with gaps between the words
    "statute_point", leftIndent=_POINT, bulletIndent=_NUMBER, bulletFontSize=_SIZE
)
_HEADING = _style("statute_heading", BOLD, 10.8, 14.8)
_ARTICLE = _style("statute_article", BOLD, 10.8, 14.8, textColor=ACCENT)
_NOTE = _style("statute_note", REGULAR, 7.3, 9.3, textColor=GREY, spaceAfter=2.5)
_COVER = _style("statute_cover", BOLD, 25, 31, textColor=ACCENT, spaceAfter=5)
_TITLES = {
    "title": _style("statute_title", BOLD, 14.5, 18.5, textColor=ACCENT),
    "chapter": _style("statute_chapter", BOLD, 12, 15.5, textColor=ACCENT),
    "section": _style("statute_section", ITALIC, 11.2, 14.5, textColor=ACCENT),
}


def render(paper):
    """A ``StatutePaper`` as PDF bytes."""
    words = Words(paper.lang)
    title = say(words, "coordinated" if paper.coordinated else "statute")
    version = say(words, "version", label=paper.version.label) if paper.version.label else ""
    note = say(words, "foot", version=f", {version.lower()}" if version else "", date=words.date(paper.generated_at))
    pages, known = {}, {}  # of this pass, of the pass before

    def story():
        known.update(pages)
        pages.clear()
        return _story(paper, words, known, pages)

    return flow.build(
        story,
        paper.association,
        f"{title} – {version.lower()}" if version else title,
        words,
        paper.generated_at,
        paper.generated_at.date(),
        note,
        running=lambda page: _articles_on(paper.version.text, words, title, known, page),
        under=(lambda canvas: _draft_mark(canvas, words)) if paper.state == DRAFT else None,
    )


def _articles_on(text, words, title, known, page):
    """The head of a page: the articles that begin on it, else the one that goes on."""
    begun = [article for article in text.articles() if article.number and known.get(article.key, page + 1) <= page]
    if not begun or known.get(_END, page) < page:
        return title
    here = [article for article in begun if known[article.key] == page] or begun[-1:]
    key = "articles_range" if len(here) > 1 else "article_one"
    return say(words, key, title=title, first=here[0].number, last=here[-1].number)


def _draft_mark(canvas, words):
    """A pale word across the page."""
    canvas.saveState()
    width, height = layout.PORTRAIT
    canvas.translate(width / 2, height / 2)
    canvas.rotate(52)
    mark = say(words, "draft_mark")
    size = 150 * 5 / len(mark)
    Pen(canvas).text(0, -size / 3, mark, BOLD, size, _PALE, "centre")
    canvas.restoreState()


def _story(paper, words, known, pages):
    text = paper.version.text
    yield from _cover(paper, words)
    yield from _contents(text, words, known, paper.version.lang)
    yield PageBreak()
    yield from _text(paper, words, pages)
    yield Place(_END, pages)
    yield from _end(text, words)
    if paper.repealed:
        yield from (flow.space(4), flow.heading(say(words, "repealed")), flow.facts(paper.repealed, 0.5))
    if paper.certified and paper.state != DRAFT:
        yield PageBreak()
        yield from certification(paper, words, known.get("last page", 0))
    yield Place("last page", pages)


# --- first page


def _cover(paper, words):
    version = paper.version
    kind = say(words, "coordinated") if paper.coordinated else ""
    label = say(words, "version", label=version.label) if version.label else ""
    yield flow.space(20)
    yield para(version.text.title or say(words, "statute"), _COVER)
    yield flow.text(" – ".join(filter(None, [kind, label, standing(paper, words)])), "subtitle")
    yield flow.space(2)
    rows = fact_rows(paper, words)
    if rows:
        yield flow.facts(rows, 0.26)
    yield flow.space(3)
    hint = "history_hint" if paper.coordinated else "notes_hint"
    if paper.notes:
        yield flow.text(say(words, hint), "source")
    yield flow.space(6)


def _contents(text, words, known, lang):
    lines = [ContentsLine(*row, known.get(row[0]), strong, depth * 5 * mm) for row, strong, depth in _entries(text, lang)]
    if not lines:
        return
    yield CondPageBreak(min(60 * mm, 16 * mm + len(lines) * ContentsLine.LEADING))
    yield flow.heading(say(words, "contents"))
    yield from lines


def _entries(text, lang):
    """((key, label, text), is a division, depth) of every line of the contents."""
    for path, node in text.walk():
        if isinstance(node, Division):
            yield (node.key, labels.division_num(node.kind, node.number, lang), node.heading), True, len(path)
        else:
            yield (node.key, labels.article_num(node.number), node.heading), False, len(path)


# --- the text


def _text(paper, words, pages):
    text, lang = paper.version.text, paper.version.lang
    notes = {}
    for note in paper.notes:
        notes.setdefault(note.article_key, {}).setdefault(note.paragraph, []).append(note)
    if text.preamble:
        yield para(say(words, "preamble"), _TITLES["chapter"])
        yield flow.space(2)
        yield Beside([Row(para(line, _BODY), (), 4) for line in text.preamble.split("\n")])
        yield flow.space(4)
    for path, node in text.walk():
        if isinstance(node, Division):
            yield from _division(node, path, pages, lang)
        else:
            yield _article(node, len(path), pages, notes.get(node.key, {}))
    if not text.children:
        yield flow.text(say(words, "no_text"), "plain")


def _division(node, path, pages, lang):
    style = _TITLES[node.kind]
    label = labels.division_num(node.kind, node.number, lang)
    top = 13 * mm if node.kind == "title" else 7 * mm
    yield CondPageBreak(55 * mm if node.kind == "title" else 45 * mm)
    place = Place(node.key, pages, " – ".join(filter(None, [label, node.heading])) or node.key, len(path))
    yield _DivisionHead(label, node.heading, style, place, ruled=node.kind == "title", top=top)


class _DivisionHead(Flowable):
    """A division's number and heading; a title has a line above it across both columns."""

    def __init__(self, label, heading, style, place, ruled, top):
        super().__init__()
        self.label, self.style, self.ruled, self.place = printable(label), style, ruled, place
        self.heading = para(heading, style)
        self.spaceBefore, self.spaceAfter = top, 5 * mm if ruled else 3.5 * mm

    def wrap(self, width, height):
        """As high as the heading; the label stands beside it, or above where it is too long."""
        self.width = width
        size = 9.4 if self.ruled else 9
        self.above = text_width(self.label, BOLD, size) > BESIDE
        self.text_height = self.heading.wrap(MEASURE, height)[1]
        self.height = self.text_height + (7 if self.ruled else 0) + (13 if self.above else 0)
        return width, self.height

    def draw(self):
        """Line, label, heading."""
        pen = Pen(self.canv)
        top = self.height
        self.place.drawOn(self.canv, 0, top)
        if self.ruled:
            pen.rule(0, top, self.width, top, ACCENT, 0.9)
            top -= 7
        if self.above:
            pen.text(OFFSET, top - 9, self.label, BOLD, 9, GREY)
            top -= 13
        else:
            baseline = top - self.style.fontSize * 0.98
            font, size, color = (BOLD, 10.8, ACCENT) if self.ruled else (REGULAR, 9.6, GREY)
            pen.text(0, baseline, self.label, font, size, color)
        self.heading.drawOn(self.canv, OFFSET, top - self.text_height)


def _article(article, depth, pages, notes):
    label = labels.article_num(article.number)
    used = set()
    beside = [*([para(label, _ARTICLE)] if label else []), *_noted(notes, "", used)]
    rows = [Row(para(article.heading, _HEADING), beside, 2.5, heading=True)] if article.heading else []
    waiting = [] if rows else beside
    for paragraph in article.paragraphs:
        rows += _paragraph(paragraph, [*waiting, *(_noted(notes, paragraph.number, used) if paragraph.number else [])])
        waiting = []
    waiting += [note for place in notes if place not in used for note in _noted(notes, place, used)]
    if waiting or not rows:  # an article without text, or notes about paragraphs that are not there
        rows.append(Row(para("", _BODY), waiting))
    return Beside(rows, Place(article.key, pages, article.label() or article.key, depth, closed=True), before=12, after=5)


def _noted(notes, place, used):
    used.add(place)
    return [_note(note) for note in notes.get(place, ())]


def _note(note):
    parts = ((note.title, ITALIC), (note.text, REGULAR), (note.value, BOLD))
    pieces = [f'<font face="{font}">{markup(text, font)}</font>' for text, font in parts if text]
    return flow.Paragraph("".join(pieces), _NOTE)


def _paragraph(paragraph, notes):
    if paragraph.number:
        body = para(paragraph.text, _NUMBERED, f"{paragraph.number}.")
    else:
        body = para(paragraph.text, _BODY)
    bodies = [body] if paragraph.text or paragraph.number or not paragraph.points else []
    bodies += [para(point.text, _POINTED, labels.point_num(point.label)) for point in paragraph.points]
    last = len(bodies) - 1
    leads = len(bodies) > len(paragraph.points) > 0  # "The bodies are:" stays with the first of them
    return [
        Row(body, () if number else notes, 4 if number == last else 2.2, heading=leads and not number)
        for number, body in enumerate(bodies)
    ]


def _end(text, words):
    count = sum(1 for _article in text.articles())
    if not count:
        return
    key = "end_one" if count == 1 else "end_many"
    yield _EndMark(say(words, key, count=words.number(count)))


class _EndMark(Flowable):
    """A line with words in its middle: below it nothing belongs to the text."""

    def __init__(self, text):
        super().__init__()
        self.text, self.spaceBefore = text, 8 * mm

    def wrap(self, width, _height):
        """One line."""
        self.width, self.height = width, 14
        return width, 14

    def draw(self):
        """Two lines and the words between them."""
        pen = Pen(self.canv)
        half = pen.text(self.width / 2, 3, self.text, REGULAR, 8, GREY, "centre") / 2 + 8
        pen.rule(0, 6, self.width / 2 - half, 6, HAIR)
        pen.rule(self.width / 2 + half, 6, self.width, 6, HAIR)
