"""The parts of minutes: each with a key that survives re-drawing, so that what a secretary wrote beside it stays where it was."""

from __future__ import annotations

from typing import NamedTuple

from . import english, italian
from .facts import Sitting


class Section(NamedTuple):
    """One computed part. ``key``: ``opening``, ``item:3.1``, …; ``paragraphs``: plain sentences, one string each.

    ``notes`` tells where the secretary's own words go: True for sections that hold a discussion.
    """

    key: str
    title: str
    paragraphs: tuple[str, ...]
    notes: bool = False


def draft(sitting: Sitting, lang: str = "it") -> tuple[Section, ...]:
    """The minutes of a sitting, section by section, in Italian or English.

    The contents are those that practice asks for: day, hour and place; how it was convened; present in person and by proxy of
    those entitled; officers; agenda; quorum and call; chair and secretary; for each item summary, text, result, names of the
    contrary and abstaining where named, conflicts; closing hour; attachments; signatures.
    """
    prose = english if lang == "en" else italian
    found = [
        Section("heading", prose.title(sitting), prose.heading(sitting)),
        Section("agenda", prose.AGENDA, prose.agenda(sitting)),
        Section("constitution", prose.CONSTITUTION, prose.constitution(sitting)),
    ]
    for item in sitting.items:
        found.append(Section(f"item:{item.number}", prose.item_title(item), prose.item(item, sitting), notes=True))
    found.append(Section("closing", prose.CLOSING, prose.closing(sitting)))
    if sitting.attachments:
        found.append(Section("attachments", prose.ATTACHMENTS, prose.attachments(sitting)))
    return tuple(found)


def plain(sections: tuple[Section, ...]) -> str:
    """The minutes as plain text: for a search, a hash or a reader of the console."""
    return "\n\n".join("\n".join(filter(None, (section.title, *section.paragraphs))) for section in sections)
