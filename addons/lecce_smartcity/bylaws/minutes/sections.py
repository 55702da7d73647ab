"""The parts of minutes: each with a key that survives re-drawing, so that what a secretary wrote beside it stays where it was."""

from __future__ import annotations

from typing import NamedTuple

from . import english, italian
from .facts import Sitting

ITEM = "item:"


class Section(NamedTuple):
    """One computed part. ``key``: ``heading``, ``item:3.1``, …; sentences are plain text, one string each.

    An item has its ``discussion`` between the sentences before it and those ``after``: what was said, in the secretary's words.
    """

    key: str
    title: str
    paragraphs: tuple[str, ...]
    discussion: tuple[str, ...] = ()
    after: tuple[str, ...] = ()

    @property
    def is_item(self) -> bool:
        """Whether it is about an item of the agenda, where the secretary writes."""
        return self.key.startswith(ITEM)


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
        before, after = prose.item(item, sitting)
        found.append(Section(f"{ITEM}{item.number}", prose.item_title(item), before, item.discussion, after))
    found.append(Section("closing", prose.CLOSING, prose.closing(sitting)))
    if sitting.attachments:
        found.append(Section("attachments", prose.ATTACHMENTS, prose.attachments(sitting)))
    return tuple(found)


def plain(sections: tuple[Section, ...]) -> str:
    """The minutes as plain text: for a search, a hash or a reader of the console."""
    return "\n\n".join(
        "\n".join(filter(None, (section.title, *section.paragraphs, *section.discussion, *section.after))) for section in sections
    )
