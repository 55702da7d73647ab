"""Gaps, repeats and breaks of order in the numbers of a statute."""

from __future__ import annotations

import itertools
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping

from .findings import Finding
from .model import KINDS, Article, Division, Paragraph, StatuteText
from .numerals import ordinal, position


def numbering_findings(statute: StatuteText, lines: Mapping[str, int] | None = None) -> list[Finding]:
    """What a person should look at, in the order of the text; ``lines`` tells on which line of the source a key begins.

    >>> text = StatuteText("", "", (Article("a", "1", "", (Paragraph("", "x"),)), Article("b", "3", "", (Paragraph("2", "y"),))))
    >>> [finding.code for finding in numbering_findings(text, {"b": 7})]
    ['article_gap', 'paragraph_first']
    """
    lines = lines or {}
    found = list(_divisions(statute.children, lines))
    articles = list(statute.articles())
    repeated = Counter(article.number for article in articles if article.number)
    before, told = "", set()
    for article in articles:
        where = (lines.get(article.key, 0), article.key, article.label())
        if not article.number:
            found.append(Finding("article_unnumbered", *where))
        else:
            code = "duplicate" if repeated[article.number] > 1 else _break(before, article.number)
            if code and article.number not in told:
                found.append(Finding(f"article_{code}", *where, {"after": before, "number": article.number}))
                told.add(article.number)
            before = article.number
        if not any(paragraph.text or paragraph.points for paragraph in article.paragraphs):
            found.append(Finding("article_empty", *where))
        found += (Finding(code, *where, params) for code, params in _body(article.paragraphs))
    return sorted(found, key=lambda finding: finding.line)


def _break(before: str, number: str) -> str:
    """ "first", "gap", "order" or "" for a number after another, or at the begin, where 1 is expected."""
    here, last = position(number), position(before) if before else (0, 0)
    if here is None or last is None:
        return ""
    if here <= last:
        return "order"
    if here == (last[0] + 1, 0) or (here[0] == last[0] and here[1] == last[1] + 1):
        return ""
    return "gap" if before else "first"


def _body(paragraphs: Iterable[Paragraph]) -> Iterator[tuple[str, dict[str, object]]]:
    paragraphs = tuple(paragraphs)
    numbers = [paragraph.number for paragraph in paragraphs if paragraph.number]
    yield from _row("paragraph", numbers, "")
    for index, paragraph in enumerate(paragraphs, 1):
        letters = [point.label for point in paragraph.points if len(point.label) == 1 and point.label.islower()]
        yield from _letters(letters, paragraph.number or str(index))


def _row(what: str, numbers: list[str], paragraph: str) -> Iterator[tuple[str, dict[str, object]]]:
    times = Counter(numbers)
    for number, count in times.items():
        if count > 1:
            yield f"{what}_duplicate", {"number": number, "paragraph": paragraph}
    before = ""
    for number in numbers:
        code = _break(before, number)
        if code and times[number] < 2:
            yield f"{what}_{code}", {"after": before, "number": number, "paragraph": paragraph}
        before = number


def _letters(letters: list[str], paragraph: str) -> Iterator[tuple[str, dict[str, object]]]:
    for one, two in itertools.pairwise(letters):
        if two == "a":
            continue  # another list
        if one == two:
            yield "point_duplicate", {"number": two, "paragraph": paragraph}
        elif ord(two) - ord(one) != 1 and one + two not in ("il", "hl", "vz"):
            yield "point_gap", {"after": one, "number": two, "paragraph": paragraph}


def _divisions(children: Iterable[Division | Article], lines: Mapping[str, int]) -> Iterator[Finding]:
    divisions = [child for child in children if isinstance(child, Division)]
    for kind in KINDS:
        before = ""
        for row in (row for row in divisions if row.kind == kind and row.number):
            number = str(ordinal(row.number) or row.number)
            code = "duplicate" if number == before else _break(before, number).replace("order", "gap")
            if code:
                yield Finding(f"division_{code}", lines.get(row.key, 0), row.key, row.heading, {"after": before, "number": number})
            before = number
    for row in divisions:
        yield from _divisions(row.children, lines)
