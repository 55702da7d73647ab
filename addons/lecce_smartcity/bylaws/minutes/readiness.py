"""What minutes still lack before they can be read, approved, signed and entered in the book.

Minimum contents of an assembly's minutes: date, hour and place; way of convening; members present in person and by proxy of those
entitled; officers; agenda; quorum and call; chair and secretary; voting method; for each item summary, text, result, conflicts;
attachments; closing hour; signatures.
"""

from __future__ import annotations

from ..errors import Violation
from ..regimes import RECOGNISED
from .facts import Sitting

# Matters whose minutes a notary draws up where the association is recognised (D.P.R. 361/2000 art. 2; c.c. 14).
NOTARIAL_MATTERS = frozenset({"statute_change", "transformation"})


def missing(sitting: Sitting, regime: str = "", matters: frozenset[str] = frozenset()) -> tuple[Violation, ...]:
    """Everything that minutes of this sitting lack, in the order in which the minutes would say it.

    ``regime``: the legal regime on that day; ``matters``: the matters on which something was adopted.
    """
    found = []
    if not sitting.place and sitting.mode != "remote":
        found.append(Violation("minutes_place_missing", {}))
    if sitting.mode != "in_person" and not sitting.identification:
        found.append(Violation("minutes_identification_missing", {}))
    if not sitting.chair.person.name:
        found.append(Violation("minutes_chair_missing", {}))
    if not sitting.secretary.name and not sitting.notary:
        found.append(Violation("minutes_secretary_missing", {}))
    if sitting.told is None and not sitting.plenary:
        found.append(Violation("minutes_notice_missing", {}))
    if sitting.call == "second" and sitting.deserted is None:
        found.append(Violation("minutes_first_call_missing", {}))
    if not sitting.items:
        found.append(Violation("minutes_agenda_empty", {}))
    for item in sitting.items:
        found.extend(_of_item(item))
    if sitting.closed_at is None:
        found.append(Violation("minutes_not_closed", {}))
    elif sitting.closed_at < sitting.opened_at:
        found.append(Violation("minutes_closed_before_opening", {}))
    if regime == RECOGNISED and matters & NOTARIAL_MATTERS and not sitting.notary:
        found.append(Violation("minutes_notary_missing", {"article": "D.P.R. 361/2000 art. 2"}))
    return tuple(found)


def _of_item(item):
    if item.outcome in ("open", "discussed"):
        yield Violation("minutes_item_open", {"item": item.number, "title": item.title})
    if not item.discussion and item.outcome in ("adopted", "rejected", "noted"):
        yield Violation("minutes_discussion_missing", {"item": item.number, "title": item.title})
    if item.outcome in ("adopted", "rejected") and not item.votes:
        yield Violation("minutes_vote_missing", {"item": item.number, "title": item.title})
    for vote in item.votes:
        if vote.adopted != vote.proclaimed and not vote.differs_reason:
            yield Violation("minutes_reason_missing", {"item": item.number, "title": item.title})
