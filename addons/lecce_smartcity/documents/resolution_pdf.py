# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
"""A resolution as a document of its own (estratto di delibera): number, day, body, text, how the vote went, who signs.

Names stand beside votes only where the vote was by name; of a secret vote there are totals and nothing else.
"""

import datetime
from dataclasses import dataclass

from reportlab.lib.units import mm
from reportlab.platypus import CondPageBreak, KeepTogether

from . import flow, layout, rich_text
from .grid import grid
from .layout import GREY
from .margin import para
from .meeting_model import ResolutionHead
from .meeting_words import pair
from .model import Association, Signatory
from .typefaces import BOLD
from .words import Words

_NAMES = layout.style("resolution_names", size=9.4, leading=13, spaceAfter=3)
_CHOICE = layout.style("resolution_choice", BOLD, 9.4, 13, spaceBefore=4, keepWithNext=1)
_NOTE = layout.style("resolution_note", size=8.4, leading=11.6, textColor=GREY, spaceBefore=3)

_TEXTS = {
    "title": ("Delibera n. {number}", "Resolution no. {number}"),
    "of": ("{body} – {date}", "{body} – {date}"),
    "sitting": ("Seduta", "Sitting"),
    "item": ("Punto all’ordine del giorno", "Agenda item"),
    "matter": ("Materia", "Matter"),
    "state": ("Stato", "State"),
    "method": ("Votazione", "Vote"),
    "outcome": ("Esito proclamato", "Outcome proclaimed"),
    "vote": ("Votazione", "Vote"),
    "count": ("Voti", "Votes"),
    "choice": ("Espressione", "Choice"),
    "whose": ("{choice} ({votes})", "{choice} ({votes})"),
    "whose_part": ("{choice}: voti espressi per nome {named} su {votes}", "{choice}: {named} of {votes} votes given by name"),
    "secret": (
        "Votazione segreta: di ciascuno si conosce che ha votato, non come.",
        "Secret vote: it is known who voted, not how.",
    ),
    "extract": (
        "Per estratto conforme alla deliberazione conservata agli atti dell’associazione.",
        "A true extract of the resolution kept in the association’s records.",
    ),
    "printed": ("stampato il {date}", "printed on {date}"),
    "hash": ("impronta (SHA-256) {hash}", "hash (SHA-256) {hash}"),
}


@dataclass(frozen=True)
class VoteRow:
    """How many votes for one choice, and whose: ``names`` only where the vote was by name.

    ``named``: how many of the votes are theirs, where hands were counted beside them; None: all.
    """

    choice: str
    votes: int
    names: tuple[str, ...] = ()
    named: int | None = None


@dataclass(frozen=True)
class ResolutionPaper:
    """A resolution to be printed; the text may be what an editor wrote (HTML). Names of a secret vote are never printed."""

    association: Association
    resolution: ResolutionHead
    generated_at: datetime.datetime
    outcome: str = ""
    method: str = ""  # "palese per alzata di mano", "segreta"
    secret: bool = False
    votes: tuple[VoteRow, ...] = ()
    remarks: tuple[str, ...] = ()  # majority needed, recusals, what the chair declared
    place: str = ""
    signatories: tuple[Signatory, ...] = ()
    fingerprint: str = ""
    lang: str = "it"


def render(paper):
    """A ``ResolutionPaper`` as PDF bytes."""
    words, head = Words(paper.lang), paper.resolution
    note = [_say(words, "printed", date=words.moment(paper.generated_at))]
    if paper.fingerprint:
        note.insert(0, _say(words, "hash", hash=paper.fingerprint))
    return flow.build(
        lambda: _story(paper, words),
        paper.association,
        f"{_say(words, 'title', number=head.number)} – {head.body}",
        words,
        paper.generated_at,
        head.adopted_on,
        " · ".join(note),
    )


def _say(words, key, **values):
    return pair(words, _TEXTS[key], **values)


def _story(paper, words):
    head = paper.resolution
    yield flow.space(8)
    yield flow.text(_say(words, "title", number=head.number), "title")
    yield flow.text(_say(words, "of", body=head.body, date=words.date(head.adopted_on)), "subtitle")
    rows = [(_say(words, key), getattr(head, key)) for key in ("sitting", "item", "matter", "state")]
    rows += [(_say(words, "method"), paper.method), (_say(words, "outcome"), paper.outcome)]
    yield flow.facts([row for row in rows if row[1]], 0.28)
    yield flow.space(3)
    yield flow.heading(head.subject)
    yield from rich_text.flowables(head.text)
    if paper.votes:
        yield from _votes(paper, words)
    for remark in paper.remarks:
        yield para(remark, _NAMES)
    when = words.date(paper.generated_at)
    closing = [flow.space(5), para(_say(words, "extract"), _NOTE), flow.space(2)]
    closing += [flow.text(f"{paper.place}, {when}" if paper.place else when, "plain"), flow.space(4)]
    yield KeepTogether([*closing, *flow.signatures(paper.signatories)])


def _votes(paper, words):
    """Totals, then names."""
    yield CondPageBreak(40 * mm)
    yield flow.heading(_say(words, "vote"))
    rows = [(row.choice, words.number(row.votes)) for row in paper.votes]
    yield from grid((_say(words, "choice"), _say(words, "count")), rows, "lr", width=flow.WIDTH * 0.5)
    if paper.secret:
        yield para(_say(words, "secret"), _NOTE)
        return
    for row in paper.votes:
        if row.names:
            key = "whose" if row.named in (None, row.votes) else "whose_part"
            named = words.number(row.votes if row.named is None else row.named)
            yield para(_say(words, key, choice=row.choice, votes=words.number(row.votes), named=named), _CHOICE)
            yield para(", ".join(row.names), _NAMES)
