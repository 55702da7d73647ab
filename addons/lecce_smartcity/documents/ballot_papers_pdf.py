# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
"""Paper ballots for a secret vote: a question with its answers, or an election with candidates and lists, several on a sheet.

All papers of a vote are alike to the last dot: no number, no code, no time of printing that could tell one voter from another.
"""

import datetime
from dataclasses import dataclass

from reportlab.lib.units import mm

from . import layout
from .layout import ACCENT, GREY, HAIR, INK, PORTRAIT
from .meeting_words import pair
from .model import Association
from .typefaces import BOLD, REGULAR
from .words import Words

_INSET = 8 * mm
_BOX = 4.6 * mm
_STAMP = (34 * mm, 11 * mm)
_GAP = 5 * mm
# (papers beside each other, papers below each other, columns of candidates): the first that has room is taken
_LAYOUTS = ((2, 4, 1), (2, 3, 1), (2, 2, 1), (2, 2, 2), (1, 2, 2), (1, 2, 3), (1, 1, 2), (1, 1, 3))
_SIZES = (10.5, 9.5, 8.5)

_TEXTS = {
    "title": ("Schede di voto", "Ballot papers"),
    "paper": ("Scheda di votazione", "Ballot paper"),
    "favour": ("Favorevole", "In favour"),
    "against": ("Contrario", "Against"),
    "abstained": ("Astenuto", "Abstain"),
    "mark_one": ("Segnare una sola casella.", "Mark one box only."),
    "choose_one": ("Si può segnare un solo candidato.", "Mark one candidate at most."),
    "choose_many": ("Si possono segnare al massimo {count} candidati.", "Mark {count} candidates at most."),
    "list_only": ("Segnare una sola lista.", "Mark one list only."),
    "list_one": (
        "Segnare una sola lista e, al suo interno, al massimo {count} candidati.",
        "Mark one list only and, within it, {count} candidates at most.",
    ),
    "rank": (
        "Scrivere 1 accanto al candidato preferito, 2 accanto al secondo e così via, fin dove si vuole.",
        "Write 1 beside the candidate you prefer, 2 beside the second and so on, as far as you wish.",
    ),
    "blank": (
        "Una scheda senza segni è bianca; segni che rendono riconoscibile chi vota la rendono nulla.",
        "A paper without marks is blank; marks that make the voter known make it void.",
    ),
    "stamp": ("timbro o sigla del seggio", "stamp or initials of the tellers"),
}


@dataclass(frozen=True)
class PaperList:
    """Candidates under the name of a list; a nameless list where there are no lists. In the order of the paper."""

    candidates: tuple[str, ...]
    name: str = ""


@dataclass(frozen=True)
class BallotPapers:
    """The papers of one secret vote. Without ``lists`` it is a question: in favour, against, abstained, or ``options``.

    ``choose``: how many candidates one may mark, 0 where a list is chosen as it stands; ``ranked``: preferences are numbered
    instead. ``copies``: exactly so many.
    """

    association: Association
    title: str  # "Esclusione di un associato", "Elezione del Consiglio direttivo"
    held_on: datetime.date
    copies: int
    occasion: str = ""  # "Assemblea degli associati"
    question: str = ""
    options: tuple[str, ...] = ()
    lists: tuple[PaperList, ...] = ()
    choose: int = 1
    ranked: bool = False
    lang: str = "it"


def render(papers):
    """``BallotPapers`` as PDF bytes.

    Raises ``ValueError`` for less than one paper, or for one that no sheet can hold.
    """
    if papers.copies < 1:
        raise ValueError("At least one ballot paper is printed.")
    words = Words(papers.lang)
    buffer, canvas = layout.new_canvas(PORTRAIT, words)
    title = f"{pair(words, _TEXTS['title'])} – {papers.title}"
    layout.stamp(canvas, title, papers.association.name_on(papers.held_on), words, papers.held_on)
    columns, rows, paper = _fitted(papers, words, layout.Pen(canvas))
    width, height = PORTRAIT[0] / columns, PORTRAIT[1] / rows
    canvas.beginForm("paper")
    paper.draw(width, height)
    canvas.endForm()
    for number in range(papers.copies):
        place = number % (columns * rows)
        if number and not place:
            canvas.showPage()
        if not place:
            _cuts(layout.Pen(canvas), columns, rows)
        canvas.saveState()
        canvas.translate((place % columns) * width, PORTRAIT[1] - (place // columns + 1) * height)
        canvas.doForm("paper")
        canvas.restoreState()
    canvas.showPage()
    canvas.save()
    return buffer.getvalue()


def _fitted(papers, words, pen):
    """The layout with most papers on a sheet that has room for one, in the largest type."""
    for columns, rows, inner in _LAYOUTS:
        for size in _SIZES:
            paper = _Paper(papers, words, pen, PORTRAIT[0] / columns - 2 * _INSET, inner, size)
            if paper.height <= PORTRAIT[1] / rows - 2 * _INSET:
                return columns, rows, paper
    raise ValueError("A ballot paper with so many candidates does not fit on a sheet.")


def _cuts(pen, columns, rows):
    """Where to cut."""
    pen.canvas.saveState()
    pen.canvas.setDash(2, 3)
    for column in range(1, columns):
        pen.rule(PORTRAIT[0] * column / columns, 0, PORTRAIT[0] * column / columns, PORTRAIT[1], HAIR, 0.5)
    for row in range(1, rows):
        pen.rule(0, PORTRAIT[1] * row / rows, PORTRAIT[0], PORTRAIT[1] * row / rows, HAIR, 0.5)
    pen.canvas.restoreState()


class _Paper:
    """One paper: what is written where, from the top down, and how high that is."""

    def __init__(self, papers, words, pen, width, inner, size):
        self.papers, self.words, self.pen, self.width, self.size = papers, words, pen, width, size
        self.marks = []  # (x, y below the top, text, font, size, color)
        self.boxes = []  # (x, y below the top)
        self.y = 0.0
        self._head()
        if papers.lists:
            self._lists(inner)
        else:
            self._options()
        self._foot()
        self.height = self.y

    def _say(self, key, **values):
        return pair(self.words, _TEXTS[key], **values)

    def _text(self, text, font=REGULAR, size=None, color=INK, x=0.0, width=None, gap=0.0):
        """Wrapped text; moves down."""
        size = size or self.size
        for line in self.pen.typesetter.wrap(text, font, size, (width or self.width) - x):
            self.y += size * 1.32
            self.marks.append((x, self.y - size * 0.28, line, font, size, color))
        self.y += gap

    def _head(self):
        papers = self.papers
        self._text(papers.association.name_on(papers.held_on), BOLD, 8, ACCENT)
        occasion = " – ".join(filter(None, (papers.occasion, self.words.date(papers.held_on))))
        self._text(occasion, REGULAR, 7.6, GREY, gap=2.2 * mm)
        self._text(papers.title, BOLD, self.size + 2, INK, gap=1 * mm)
        if papers.question:
            self._text(papers.question, REGULAR, self.size - 0.8, INK, gap=1 * mm)
        self.y += 1.6 * mm

    def _options(self):
        options = self.papers.options or tuple(map(self._say, ("favour", "against", "abstained")))
        for option in options:
            self._choice(option, 0, self.width, self.size + 0.5)

    def _choice(self, label, x, width, size, font=REGULAR):
        """A box with its label."""
        top = self.y
        self.boxes.append((x, top + _BOX))
        self.y += (_BOX - size * 1.32) / 2
        self._text(label, font, size, INK, x + _BOX + 2.4 * mm, x + width)
        self.y = max(self.y, top + _BOX) + 1.9 * mm

    def _lists(self, inner):
        """Lists one after the other, each in ``inner`` columns filled downwards."""
        column = (self.width - _GAP * (inner - 1)) / inner
        for one in self.papers.lists:
            if one.name and not self.papers.ranked:
                self._choice(one.name, 0, self.width, self.size + 0.5, BOLD)
            elif one.name:
                self._text(one.name, BOLD, self.size, ACCENT, gap=1.2 * mm)
            if not self.papers.choose and not self.papers.ranked:
                self._text(", ".join(one.candidates), REGULAR, self.size - 1, GREY, _BOX + 2.4 * mm, gap=2.5 * mm)
                continue
            start, deepest = self.y, self.y
            each = -(-len(one.candidates) // inner)
            for at in range(inner):
                self.y = start
                indent = 5 * mm if one.name else 0
                for name in one.candidates[at * each : (at + 1) * each]:
                    self._choice(name, at * (column + _GAP) + indent, column - indent, self.size)
                deepest = max(deepest, self.y)
            self.y = deepest + 1 * mm

    def _foot(self):
        papers = self.papers
        self.y += 1 * mm
        if not papers.lists:
            told = self._say("mark_one")
        elif papers.ranked:
            told = self._say("rank")
        elif any(one.name for one in papers.lists):
            told = self._say("list_one" if papers.choose else "list_only", count=papers.choose)
        else:
            told = self._say("choose_one" if papers.choose == 1 else "choose_many", count=papers.choose)
        width = self.width - _STAMP[0] - 4 * mm
        top = self.y
        self._text(told, BOLD, 7.4, INK, width=width)
        self._text(self._say("blank"), REGULAR, 6.6, GREY, width=width)
        self.stamp = max(self.y - top, _STAMP[1])
        self.y = top + self.stamp

    def draw(self, width, height):
        """Draw it; the words at the foot stand at the foot of the paper."""
        pen, canvas = self.pen, self.pen.canvas
        top, drop = height - _INSET, height - 2 * _INSET - self.height
        foot = self.height - self.stamp
        for x, y, text, font, size, color in self.marks:
            pen.text(_INSET + x, top - y - (drop if y > foot else 0), text, font, size, color)
        canvas.setStrokeColor(INK)
        canvas.setLineWidth(0.9)
        for x, y in self.boxes:
            canvas.rect(_INSET + x, top - y, _BOX, _BOX, stroke=1, fill=0)
        canvas.setStrokeColor(HAIR)
        canvas.setLineWidth(0.5)
        left = width - _INSET - _STAMP[0]
        canvas.rect(left, _INSET, *_STAMP, stroke=1, fill=0)
        pen.text(left + _STAMP[0] / 2, _INSET + 2.4, self._say("stamp"), REGULAR, 5.6, GREY, "centre")
