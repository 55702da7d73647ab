# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
"""The body of an act as divisions and articles; whatever the act's own units are, no word is lost.

A statute's tree has divisions, articles, paragraphs and points in one row. Deeper units are put into that row, further
texts become paragraphs without a number, and each time a finding says so.
"""

from dataclasses import dataclass, field

from ...bylaws.statute.model import CHAPTER, SECTION, TITLE, Article, Division, Paragraph, Point
from . import labels
from .blocks import blocks, parts, pieces, words
from .model import NAMESPACE, slug
from .words import name_of

_KINDS = {
    "title": TITLE, "part": TITLE, "book": TITLE, "tome": TITLE, "subtitle": TITLE, "subpart": TITLE,
    "chapter": CHAPTER, "subchapter": CHAPTER,
    "section": SECTION, "subsection": SECTION, "division": SECTION, "subdivision": SECTION, "hcontainer": SECTION,
}  # fmt: skip
_PARAGRAPHS = frozenset(
    {"paragraph", "alinea", "clause", "subclause", "rule", "subrule", "level", "proviso", "transitional", "article"}
)
_POINTS = frozenset({"point", "indent", "subparagraph"})
_LISTS = frozenset({"list", "sublist"})
_UNITS = frozenset(_KINDS) | _PARAGRAPHS | _POINTS | _LISTS
_HEAD = ("num", "heading", "subheading")


@dataclass
class _Row:
    """A paragraph in the making; each point is ``[label, texts]``."""

    number: str = ""
    texts: list = field(default_factory=list)
    points: list = field(default_factory=list)
    waits: bool = True  # for its first text

    def made(self):
        points = (Point(label, " ".join(texts)) for label, texts in self.points)
        return Paragraph(self.number, " ".join(self.texts), tuple(points))


class Reader:
    """Reads one body. ``own`` is the language of the words for divisions if this program wrote the file, else None."""

    def __init__(self, findings, own=None):
        self.findings = findings
        self.own = own
        self.keys = set()
        self.basic = None  # the name of the elements that are this act's articles

    def children(self, parent):
        """The divisions and articles directly below ``parent``, the body."""
        for name in ("article", "section", "rule", "clause"):
            if self.own or next(parent.iter(f"{{{NAMESPACE}}}{name}"), None) is not None:
                self.basic = name
                break
        return self._children(parent)

    def _children(self, parent):
        nodes, loose = [], []
        for child in pieces(parent):
            name = None if isinstance(child, str) else name_of(child)
            if name in _HEAD:
                continue
            if name == "componentRef":
                self.findings.add("akn_component", child, href=child.get("src", "—"))
            elif name not in _UNITS:
                loose.append(child)
                continue
            if loose:
                nodes += self._loose(loose, parent)
                loose = []
            if name in _UNITS:
                nodes.append(self._article(child) if self._is_article(child) else self._division(child))
        return (*nodes, *self._loose(loose, parent))

    def _is_article(self, element):
        name = name_of(element)
        if name == self.basic or self.own:
            return name == self.basic
        if self.basic and next(element.iter(f"{{{NAMESPACE}}}{self.basic}"), None) is not None:
            return False
        if name not in _KINDS:
            return True
        inside = {name_of(child) for child in parts(element)} - set(_HEAD)
        if self.basic is None:  # an act of divisions alone: the innermost ones are its articles
            return bool(inside) and not inside & (_UNITS - _POINTS - _LISTS)
        return bool(inside)

    def _loose(self, found, parent):
        """Words between divisions and articles: an article without a number, so that they are kept in their place."""
        rows = _Article(self.findings)
        for piece in found:
            rows.piece(piece, None, None, parent)
        if not rows.rows:
            return []
        self.findings.add("akn_words_between", next((piece for piece in found if not isinstance(piece, str)), parent))
        return [Article(self._key(parent, "text", fresh=True), "", "", rows.made())]

    def _division(self, element):
        name = name_of(element)
        num, heading = self._head(element)
        kind = _KINDS.get(name, SECTION)
        if name != labels.ELEMENTS[kind]:
            self.findings.add("akn_division_as", element, element=name, kind=kind)
        if self.own:
            number = num.removeprefix(f"{labels.DIVISIONS[self.own][kind]} ")
        else:
            number = labels.bare_num(num, name)
        return Division(self._key(element, name), kind, number, heading, self._children(element))

    def _article(self, element):
        name = name_of(element)
        num, heading = self._head(element)
        if name != "article":
            self.findings.add("akn_article_from", element, element=name)
        number = num.removeprefix(f"{labels.ARTICLE} ") if self.own else labels.bare_num(num, name)
        rows = _Article(self.findings)
        rows.fill(element, None, None)
        return Article(self._key(element, "art"), number, heading, rows.made())

    def _head(self, element):
        found = {name: [] for name in _HEAD}
        for child in parts(element):
            if name_of(child) in found:
                found[name_of(child)].append(words(child, self.findings))
        heading = " – ".join(filter(None, [*found["heading"], *found["subheading"]]))
        return " ".join(filter(None, found["num"])), heading

    def _key(self, element, name, fresh=False):
        """The key that ``wId`` holds in our files; in others' the identifier at hand, made into a key."""
        known = "" if fresh else slug(element.get("wId") or element.get("eId") or "")
        stem = known or f"{slug(name)}-{len(self.keys) + 1}"
        key, times = stem, 1
        while key in self.keys:
            times += 1
            key = f"{stem}-{times}"
        self.keys.add(key)
        return key


class _Article:
    """The paragraphs of one article, filled from the top down."""

    def __init__(self, findings):
        self.findings = findings
        self.rows = []

    def made(self):
        """The paragraphs."""
        return tuple(row.made() for row in self.rows)

    def fill(self, element, row, point):
        """What stands below ``element`` (but its head) into ``row`` and ``point``; None where the article itself is filled."""
        for piece in pieces(element):
            if isinstance(piece, str) or name_of(piece) not in _HEAD:
                self.piece(piece, row, point, element)

    def piece(self, piece, row, point, place):
        """One element, or words on their own, found in ``place``."""
        name = None if isinstance(piece, str) else name_of(piece)
        if name is None:
            self._text(piece, row, point, place)
        elif name in _LISTS:
            self._list(piece, row, point)
        elif name in _POINTS:
            self._point(piece, point)
        elif name in _UNITS:
            self._nested(piece, row, point)
        else:
            for mark, text in blocks(piece, self.findings):
                if mark is None:
                    self._text(text, row, point, piece)
                else:  # an item of a list becomes a point
                    self._mark(mark, text, piece)

    def _text(self, text, row, point, element):
        """A text into the point or paragraph that waits for one, else into a paragraph without a number."""
        if point is not None:
            if self._last().points and self.rows[-1].points[-1] is point:
                point[1].append(text)
            else:  # after points inside the point
                self.findings.add("akn_flattened", element)
                self.rows[-1].points.append(["-", [text]])
        elif row is not None and row is self.rows[-1] and not row.points and row.waits:
            row.waits = False
            row.texts.append(text)
        elif text:
            self.rows.append(_Row("", [text], waits=False))

    def _list(self, element, row, point):
        """A list: its introduction is the paragraph's text."""
        if row is None and point is None:
            row = _Row()
            self.rows.append(row)
        for child in parts(element):
            if name_of(child) in _HEAD and (text := words(child, self.findings)):
                self._text(text, row, point, element)
        self.fill(element, row, point)

    def _point(self, element, outer):
        label, texts = self._marked(element, labels.point_label, "-")
        if outer is not None:
            self.findings.add("akn_flattened", element)
        self.fill(element, self._last(), self._add(label, texts))

    def _mark(self, mark, text, element):
        """An item of a list in running text."""
        label = labels.point_label(mark)
        if label is None:
            self.findings.add("akn_number_in_text", element, number=mark)
        self._add(label or "-", [text] if label else [mark, text])

    def _add(self, label, texts):
        point = [label, texts]
        self._last().points.append(point)
        return point

    def _last(self):
        if not self.rows:
            self.rows.append(_Row())
        return self.rows[-1]

    def _nested(self, element, row, point):
        """A paragraph; inside another one it is a point if its number can be a label."""
        if row is not None or point is not None:
            self.findings.add("akn_flattened", element)
            num = next((words(child, self.findings) for child in parts(element) if name_of(child) == "num"), "")
            if num and labels.point_label(num):
                self._point(element, None)
                return
        number, texts = self._marked(element, labels.paragraph_number, "")
        new = _Row(number, texts)
        self.rows.append(new)
        self.fill(element, new, None)

    def _marked(self, element, parse, fallback):
        """A unit's mark and the texts it begins with: its heading, and its number where it can be no mark."""
        found = {name: [] for name in _HEAD}
        for child in parts(element):
            if name_of(child) in found:
                found[name_of(child)].append(words(child, self.findings))
        num = " ".join(filter(None, found["num"]))
        mark = parse(num) if num else fallback
        lead = [*found["heading"], *found["subheading"]]
        if mark is None:
            self.findings.add("akn_number_in_text", element, number=num)
            lead.insert(0, num)
        return mark if mark is not None else fallback, [text for text in lead if text]
