"""Sentences of an article with what they are about: which body, which matter, which call."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from itertools import accumulate

from .model import Article
from .numerals import plain

ASSEMBLY = "assembly"
BOARD = "board"
PRESIDENT = "president"
CONTROL = "control_body"
ARBITRATORS = "arbitrators"
COMMITTEE = "committee"

STATUTE = "statute"
DISSOLUTION = "dissolution"
EXCLUSION = "exclusion"
ADMISSION = "admission"
ELECTION = "election"

FIRST = "first"
SECOND = "second"
BOTH = "both"

# Typewriters put an apostrophe for an accent: "piu'", "meta'".
_ACCENT = re.compile(r"(?<=[aeiou])'(?=[\s,;:.)]|$)")
_LONGEST = 2_000  # characters of a sentence that are looked at
_ENDS = re.compile(r"[.;](?=\s|$)|\n")
_ABBREVIATED = re.compile(
    r"(?:\b(?:artt?|n|nn|lett|co|c|l|d\.?lgs|d\.?p\.?r|ecc|sig|dott|avv|prof|pag|ss|segg|cod|civ)|\b[a-z]\.[a-z])$"
)
# Who does something "by", "to" or "for" a body is not its subject, nor is what holds "as for" a body said of it.
_AGENT = (
    r"(?<!\bdal )(?<!\bdall')(?<!\bal )(?<!\ball')(?<!\bdel )(?<!\bdell')(?<!\bdalla )(?<!\balla )(?<!\bdella )(?<!\bcol )"
    r"(?<!\bper il )(?<!\bper l')(?<!\bper la )(?<!\bper le )(?<!\bper gli )"
)
_BOARD = (
    r"consigli[oa]\b(?! comunale| regionale| provinciale| di stato| notarile)|consigliere|consiglieri|organo "
    r"(?:di )?amministra\w+"
    r"|amministratori|(?<!consiglio )(?<!comitato )direttivo|comitato direttivo"
)
_BODIES = (
    (ASSEMBLY, r"assemblea|assemblee"),
    (ARBITRATORS, r"probivir[io]|proboviro|collegio arbitrale"),
    (CONTROL, r"organo di controllo|revisor[ei]|collegio sindacale|sindaci revisori|sindaco revisore"),
    (COMMITTEE, r"comitato(?! direttivo)|commissione|tavol[oi]"),
    (BOARD, _BOARD),
    (PRESIDENT, r"(?<!suo )(?<!proprio )presidente|vicepresidente|vice-presidente"),
)
_SUBJECTS = [(body, re.compile(rf"{_AGENT}\b(?:{words})")) for body, words in _BODIES]
_ANYWHERE = [(body, re.compile(rf"\b(?:{words})")) for body, words in _BODIES]
_CHANGING = (
    r"modific\w*[^.;]{0,40}(?:statut|atto costitutivo)|statut\w*[^.;]{0,20}modific|assemblea straordinaria|riforma dello statuto"
)
_MATTERS = (
    (STATUTE, re.compile(_CHANGING)),
    (DISSOLUTION, re.compile(r"sciogliment|sciogliere|estinzione|devoluzione")),
    (EXCLUSION, re.compile(r"esclus(?:ion|o dall|o per|a dall)")),
    (ADMISSION, re.compile(r"ammission|ammett|adesione|nuovi (?:soci|associati)")),
    (ELECTION, re.compile(r"elezion|candidat|scrutini|preferenz|votazioni per")),
)
_CALLS = re.compile(
    r"(?P<both>(?:sia |tanto )?in prima (?:convocazione )?(?:e|che|come|quanto)(?: anche)? (?:in )?seconda(?: convocazione)?"
    r"|in ogni convocazione)|(?P<first>prima convocazione)|(?P<second>seconda convocazione)"
)
_GOES_ON = re.compile(r"(?:in (?:prima|seconda) convocazione|in tal caso|in questo caso|occorr|anche)")


@dataclass(frozen=True)
class Clause:
    """A sentence of an article: where it stands in the article's text, and what stands before it.

    ``folded`` is the text in small letters, without accents; ``place`` leads back from it.
    ``index`` is the paragraph’s position from 0.
    """

    article: Article
    index: int
    start: int
    text: str
    heading_body: str
    before: Clause | None = None
    intro: str = ""

    @cached_property
    def folded(self) -> str:
        return _ACCENT.sub("", plain(self.text[:_LONGEST]))

    def place(self, at: int) -> int:
        """Where a place of ``folded`` is in the article's text."""
        whole = plain(self.text[:_LONGEST])
        for match in _ACCENT.finditer(whole):
            at += match.start() < at
        return self.start + at

    @cached_property
    def heading(self) -> str:
        return plain(self.article.heading)

    @cached_property
    def around(self) -> str:
        """Heading, the words that open the list, and the sentence, for asking what it is about."""
        return f"{self.heading} {self.intro} {self.folded}"

    @cached_property
    def body(self) -> str:
        """The body of which the sentence speaks; "" where it is not told."""
        found = [(match.start(), body) for body, words in _SUBJECTS if (match := words.search(self.folded))]
        if found:
            return min(found)[1]
        if self.heading_body:
            return self.heading_body
        if self.before is not None and self.before.body:
            return self.before.body
        found = [(match.start(), body) for body, words in _ANYWHERE if (match := words.search(self.folded))]
        return min(found)[1] if found else ""

    def matter(self, at: int) -> str:
        """What the words at that place decide on; "" for ordinary matters."""
        if found := _last_and_first(self.folded, at, _MATTERS):
            return found
        for matter, words in _MATTERS[:2]:
            others = [other for other, pattern in _MATTERS[:2] if other != matter and pattern.search(self.heading)]
            if words.search(self.heading) and not others and (matter == DISSOLUTION or "modific" in self.heading):
                return matter
        if self.before is not None and re.match(
            r"(?:in (?:prima|seconda) convocazione|in tal caso|in questo caso|occorr|anche)", self.folded
        ):
            return self.before.matter(_LONGEST)
        return ""

    def call(self, at: int) -> str:
        """The call of which the words at that place speak: first, second, both or ""."""
        found = [(match.start(), match.lastgroup or "") for match in _CALLS.finditer(self.folded)]
        before = [call for place, call in found if place < at]
        return before[-1] if before else (found[0][1] if found else "")

    def has(self, pattern: str) -> bool:
        """Whether the sentence says so."""
        return re.search(pattern, self.folded) is not None


def _last_and_first(text: str, at: int, kinds) -> str:
    found = sorted((match.start(), kind) for kind, words in kinds for match in words.finditer(text))
    before = [kind for place, kind in found if place <= at]
    return before[-1] if before else (found[0][1] if found else "")


def body_of_heading(heading: str) -> str:
    """The body that a heading names, if it names one.

    >>> body_of_heading("Riunioni del Consiglio direttivo"), body_of_heading("Sede")
    ('board', '')
    """
    folded = plain(heading)
    found = {body for body, words in _ANYWHERE if words.search(folded)}
    if len(found) > 1:
        found -= {PRESIDENT}
    if re.search(r"organi\b|cariche", folded) or len(found) != 1:
        return ""
    return found.pop()


def clauses(article: Article) -> Iterator[Clause]:
    """The sentences of an article in order.

    >>> from .model import Paragraph
    >>> rows = clauses(Article("k", "1", "Assemblea", (Paragraph("1", "È sovrana ai sensi dell’art. 20. Delibera; elegge."),)))
    >>> [(row.start, row.text, row.body) for row in rows]
    [(3, 'È sovrana ai sensi dell’art. 20.', 'assembly'), (36, 'Delibera;', 'assembly'), (46, 'elegge.', 'assembly')]
    """
    heading_body = body_of_heading(article.heading)
    before, offset = None, 0
    text = article.text
    lengths = [1 + len(paragraph.points) for paragraph in article.paragraphs]
    starts = [end - length for end, length in zip(accumulate(lengths), lengths, strict=True)]
    intro = ""
    for row, line in enumerate(text.split("\n")):
        index = max(0, bisect_right(starts, row) - 1)
        mark = 0
        paragraph = article.paragraphs[index] if article.paragraphs else None
        if paragraph is not None and row == starts[index]:
            mark = len(f"{paragraph.number}. ") if paragraph.number and line.startswith(f"{paragraph.number}. ") else 0
            intro = ""
        for start, end in _sentences(line, mark):
            clause = Clause(article, index, offset + start, line[start:end], heading_body, before, intro)
            before = clause if clause.body is not None else None  # asked now: the next sentence inherits it
            yield clause
        if line.endswith(":"):
            intro = plain(line[-300:])
        offset += len(line) + 1


def _sentences(line: str, begin: int) -> Iterator[tuple[int, int]]:
    start = begin
    for match in _ENDS.finditer(line, begin):
        end = match.end()
        before = line[max(start, end - 12) : end - 1].lower()
        following = line[end : end + 3].strip()
        if match[0] == "." and (
            _ABBREVIATED.search(before) or following[:1].islower() or (following[:1].isdigit() and before[-3:].isalpha())
        ):
            continue
        if line[start:end].strip():
            yield start + len(line[start:end]) - len(line[start:end].lstrip()), end
        start = end
    if line[start:].strip():
        yield start + len(line[start:]) - len(line[start:].lstrip()), len(line)
