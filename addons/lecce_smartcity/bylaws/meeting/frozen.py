"""What a vote freezes when it opens, as one value and as JSON: rules, totals, attendance. What changes later does not touch it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime

from ..rules.resolution import Ruling
from .sheet_record import (
    decode_reading,
    decode_ruling,
    decode_totals,
    encode_reading,
    encode_ruling,
    encode_totals,
)
from .sitting import Reading
from .votes import Totals

# What the rulings are for; only the first two are needed by every vote.
QUORUM = "quorum"
MAJORITY = "majority"
ABSTENTION = "abstention"  # whether abstentions count in the base of votes cast
CASTING_VOTE = "casting_vote"  # whether the chair's vote prevails in a tie
DIRECTORS = "directors_excluded"  # the matters on which directors have no vote
CONFLICT = "conflict"  # whether a member in conflict votes or stands aside
ROLES = (QUORUM, MAJORITY, ABSTENTION, CASTING_VOTE, DIRECTORS, CONFLICT)


@dataclass(frozen=True, slots=True)
class Frozen:
    """The facts of one vote at its opening; ids are those of lines of the roll.

    totals      the bases of a majority, in votes
    reading     attendance in heads and votes, with the verdict on the quorum
    conflicts   who declared a conflict of interest and votes all the same
    chair       who presides; their vote may prevail in a tie
    sides       of a joint body: each side's totals, in votes
    """

    opened: datetime
    rulings: Mapping[str, Ruling]
    totals: Totals
    reading: Reading
    conflicts: tuple[int, ...] = ()
    chair: int | None = None
    sides: Mapping[str, Totals] = field(default_factory=dict)

    def ruling(self, role: str) -> Ruling | None:
        """The ruling for that role; None where neither law nor statute says anything."""
        return self.rulings.get(role)


def encode(frozen: Frozen) -> dict:
    """The facts as a JSON-able dict; ``decode`` gives the equal value back."""
    return {
        "opened": frozen.opened.isoformat(),
        "rulings": {role: encode_ruling(ruling) for role, ruling in frozen.rulings.items()},
        "totals": encode_totals(frozen.totals),
        "reading": encode_reading(frozen.reading),
        "conflicts": list(frozen.conflicts),
        "chair": frozen.chair,
        "sides": {side: encode_totals(totals) for side, totals in frozen.sides.items()},
    }


def decode(data: Mapping) -> Frozen:
    """The facts that ``encode`` wrote."""
    return Frozen(
        datetime.fromisoformat(data["opened"]),
        {role: decode_ruling(ruling) for role, ruling in data["rulings"].items()},
        decode_totals(data["totals"]),
        decode_reading(data["reading"]),
        tuple(data.get("conflicts") or ()),
        data.get("chair"),
        {side: decode_totals(totals) for side, totals in (data.get("sides") or {}).items()},
    )
