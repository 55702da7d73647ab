"""Answers in, the text of a statute and the rules that it fixes out.

Every number in the text is printed from the value that the rule has: text and rules cannot say different things.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from types import MappingProxyType

from ..rules.resolution import StatuteRule
from ..statute.model import CHAPTER, TITLE, Article, Division, Paragraph, Point, StatuteText
from .checking import Finding, check_answers, refuse_errors
from .filling import Context, Numbers, Sentence, sentences
from .question import Answers
from .settings import context_of
from .template import Heading, Piece, starter

# Italian lists leave out j and k.
_LETTERS = "abcdefghilmnopqrstuvz"
_ROMAN = ("I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X")


@dataclass(frozen=True, slots=True)
class Draft:
    """A first draft.

    text      the statute
    rules     one for each code that the text fixes, with article, paragraph and the exact sentence
    answers   all answers, those that were not given too
    warnings  what deserves a second thought
    """

    text: StatuteText
    rules: tuple[StatuteRule, ...]
    answers: Answers
    warnings: tuple[Finding, ...] = ()

    def rule(self, code: str) -> StatuteRule:
        """The rule of that code. Raises KeyError where the text does not fix it."""
        return {rule.code: rule for rule in self.rules}[code]


def draft(answers: Answers) -> Draft:
    """The statute that the answers ask for; the same answers give the same statute.

    >>> made = draft({"name": "Associazione Lecce Smart City", "city": "Lecce", "province": "LE", "notice_days": 20})
    >>> rule = made.rule("notice.ordinary")
    >>> rule.value, rule.article_key, rule.quote
    (Days(count=20), 'convocation', 'L’avviso perviene agli associati almeno venti giorni prima della data fissata per l’adunanza.')
    >>> rule.quote in made.text.article("convocation").text
    True

    Raises BylawError with every error of ``check_answers``.
    """
    full = refuse_errors(answers)
    context = context_of(full)
    standing = _standing(context)
    numbers = _numbers(standing)
    written = [_Written(heading, context, numbers) for heading in standing]
    text = StatuteText(_title(context.names["name"]), "", tuple(_tree(written)))
    rules = tuple(rule for article in written for rule in article.rules())
    return Draft(text, rules, MappingProxyType(full), tuple(check_answers(answers)))


def _title(name: str) -> str:
    """The statute's title.

    >>> _title("Associazione Lecce Smart City"), _title("Smart Lecce")
    ('Statuto dell’Associazione Lecce Smart City', 'Statuto dell’associazione «Smart Lecce»')
    """
    return f"Statuto dell’{name}" if name.startswith("Associazione ") else f"Statuto dell’associazione «{name}»"


def _standing(context: Context) -> list[Heading]:
    """The headings that stand, with the paragraphs and points that stand, one branch chosen of each alternative."""
    return [
        Heading(heading.kind, heading.key, "", context.chosen(heading.heading), tuple(_pieces(heading.paragraphs, context)))
        for heading in starter()
        if context.holds(heading.when)
    ]


def _pieces(pieces: tuple[Piece, ...], context: Context) -> Iterator[Piece]:
    for piece in pieces:
        if not context.holds(piece.when):
            continue
        if piece.text.startswith("@"):
            # What comes from the answers is text and never a mark: it is filled in through a name of its own.
            yield from (Piece("", "", f"{{{name}}}") for name in context.lists[piece.text[1:]])
        else:
            yield Piece("", piece.label, context.chosen(piece.text), tuple(_pieces(piece.points, context)))


def _numbers(standing: list[Heading]) -> Numbers:
    articles = [heading for heading in standing if heading.kind == "ART"]
    return Numbers(
        {article.key: str(number) for number, article in enumerate(articles, 1)},
        {
            (article.key, piece.label): str(number)
            for article in articles
            for number, piece in enumerate(article.paragraphs, 1)
            if piece.label
        },
    )


class _Written:
    """A heading with its sentences filled in."""

    def __init__(self, heading: Heading, context: Context, numbers: Numbers):
        self.heading = heading
        self.given = context
        self.number = numbers.articles.get(heading.key, "")
        self.paragraphs = [
            (
                sentences(piece.text, heading.key, context, numbers),
                [_ended(sentences(point.text, heading.key, context, numbers), last) for point, last in _with_last(piece.points)],
            )
            for piece in heading.paragraphs
        ]

    def article(self) -> Article:
        paragraphs = tuple(
            Paragraph(
                str(number),
                _joined(said),
                tuple(Point(letter, _joined(point)) for letter, point in zip(_LETTERS, points, strict=False)),
            )
            for number, (said, points) in enumerate(self.paragraphs, 1)
        )
        return Article(self.heading.key, self.number, self.heading.heading, paragraphs)

    def rules(self) -> Iterator[StatuteRule]:
        for number, (said, points) in enumerate(self.paragraphs, 1):
            for sentence in (*said, *(sentence for point in points for sentence in point)):
                for code in sentence.codes:
                    value = self.given.values[code]
                    yield StatuteRule(code, value, self.heading.key, self.number, str(number), sentence.text)


def _ended(point: tuple[Sentence, ...], last: bool) -> tuple[Sentence, ...]:
    """A point with its semicolon, the last one with a full stop; an abbreviation's stop is enough."""
    *before, end = point
    mark = ";" if not last else "" if end.text.endswith(".") else "."
    return (*before, replace(end, text=end.text + mark))


def _with_last(pieces: tuple[Piece, ...]) -> Iterator[tuple[Piece, bool]]:
    return ((piece, position == len(pieces)) for position, piece in enumerate(pieces, 1))


def _joined(said: tuple[Sentence, ...]) -> str:
    return " ".join(sentence.text for sentence in said)


def _tree(written: list[_Written]) -> Iterator[Division]:
    """Titles, with their chapters and articles."""
    titles = _grouped(written, "TITOLO")
    for number, (title, below) in enumerate(titles):
        chapters = _grouped(below, "CAPO")
        children = tuple(
            Division(chapter.heading.key, CHAPTER, _ROMAN[place], chapter.heading.heading, tuple(row.article() for row in rows))
            for place, (chapter, rows) in enumerate(chapters)
        ) or tuple(row.article() for row in below)
        yield Division(title.heading.key, TITLE, _ROMAN[number], title.heading.heading, children)


def _grouped(written: list[_Written], kind: str) -> list[tuple[_Written, list[_Written]]]:
    groups: list[tuple[_Written, list[_Written]]] = []
    for row in written:
        if row.heading.kind == kind:
            groups.append((row, []))
        elif groups:
            groups[-1][1].append(row)
    return groups
