"""The form in which the starter statute is written, and its reading.

The text stands in plain files (``text/*.txt``) that a lawyer can read and correct without reading code. A line begins with what
it is:

    TITOLO key Rubrica          a title; CAPO key Rubrica: a chapter of it
    ART key Rubrica             an article
    - Testo.                    a paragraph (comma) of the article; ``- #label Testo.`` names it for references
      * testo                   a point of the paragraph; ``* @list`` makes one of each element of a list of the answers
        continued               four blanks or more: the line above goes on
    % remark

``[condition]`` before a heading or a text keeps it only where the condition holds: ``ets``, ``!ets``, ``ets, personality`` (both),
``ets/recognised`` (one of them). Within a text:

    <<condition: text | other>>   one of two texts, the second may be absent; they may hold each other
    {#code}                       the rule's value in words and the sentence is its quotation; {#code:f} before a feminine noun,
                                  {#code:di} after "di", {#code:il} with the article
    {!code}                       nothing; the sentence is the rule's quotation
    {name}                        a word of the answers
    {law:un terzo}                a number of the law's, which is no rule of the statute
    {@article} {@article#label}   "articolo 12", "articolo 12, comma 3"; {@#label}: "comma 3" of the same article

Numbers of articles, paragraphs and points are never written: they are counted when the conditions have chosen what stands.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path

FILES = (
    "1-foundation.txt",
    "2-purpose.txt",
    "3-members.txt",
    "4-assembly.txt",
    "5-board.txt",
    "6-other-bodies.txt",
    "7-assets.txt",
    "8-final.txt",
)
_HEAD = re.compile(r"(?P<kind>TITOLO|CAPO|ART) (?P<key>[a-z0-9-]+)(?: \[(?P<when>[^]]+)\])? (?P<heading>.+)")
_BODY = re.compile(r"(?P<mark>-|\*)(?: \[(?P<when>[^]]+)\])?(?: #(?P<label>[a-z-]+))? (?P<text>.+)")


@dataclass(frozen=True, slots=True)
class Piece:
    """A paragraph or a point: when it stands, its name for references, its text, the points of a paragraph."""

    when: str
    label: str
    text: str
    points: tuple[Piece, ...] = ()


@dataclass(frozen=True, slots=True)
class Heading:
    """A title, chapter ("TITOLO", "CAPO") or article ("ART") with the paragraphs of an article."""

    kind: str
    key: str
    when: str
    heading: str
    paragraphs: tuple[Piece, ...] = ()


@dataclass
class _Draft:
    head: dict
    paragraphs: list[tuple[dict, list[dict]]] = field(default_factory=list)


def parse(text: str) -> tuple[Heading, ...]:
    """The headings of a text of this form, in order.

    >>> parse("ART seat [ets] Sede\\n- #where La sede è in\\n    {city}.\\n  * punto")[0].paragraphs[0]
    Piece(when='', label='where', text='La sede è in {city}.', points=(Piece(when='', label='', text='punto', points=()),))

    Raises ValueError on a line that is none of these.
    """
    drafts: list[_Draft] = []
    for line in _joined(text.splitlines()):
        if head := _HEAD.fullmatch(line):
            drafts.append(_Draft(head.groupdict("")))
        elif (body := _BODY.fullmatch(line)) and drafts and (body["mark"] == "-" or drafts[-1].paragraphs):
            if body["mark"] == "-":
                drafts[-1].paragraphs.append((body.groupdict(""), []))
            else:
                drafts[-1].paragraphs[-1][1].append(body.groupdict(""))
        else:
            raise ValueError(line)
    return tuple(Heading(**draft.head, paragraphs=tuple(_paragraph(*given) for given in draft.paragraphs)) for draft in drafts)


def _paragraph(body: dict, points: Iterable[dict]) -> Piece:
    return Piece(
        body["when"], body["label"], body["text"], tuple(Piece(point["when"], point["label"], point["text"]) for point in points)
    )


def _joined(lines: Iterable[str]) -> Iterator[str]:
    """Whole lines: remarks and blank ones left out, continued ones in one."""
    whole = ""
    for line in lines:
        if line.startswith("    ") and whole:
            whole += " " + line.strip()
            continue
        if whole:
            yield whole
        whole = "" if line.startswith("%") else line.strip()
    if whole:
        yield whole


@lru_cache(maxsize=1)
def starter() -> tuple[Heading, ...]:
    """The starter statute as it is written, all regimes in one.

    >>> [heading.heading for heading in starter() if heading.kind == "TITOLO"][:2]
    ['Costituzione, sede e durata', 'Finalità e attività']
    """
    folder = Path(__file__).with_name("text")
    return tuple(heading for name in FILES for heading in parse((folder / name).read_text(encoding="utf-8")))
