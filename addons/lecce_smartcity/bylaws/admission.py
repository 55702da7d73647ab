"""An application for membership: the way it goes, what it must hold, who may make one.

D.Lgs. 117/2017 art. 23(1): the board admits "su domanda dell'interessato"; the deliberation is
communicated to the person and entered in the members' book.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from . import states
from .errors import Violation

RECEIVED = "received"
UNDER_REVIEW = "under_review"
TO_DECIDE = "to_decide"
ADMITTED = "admitted"
REFUSED = "refused"
WITHDRAWN = "withdrawn"

APPLICATION_STATES = (RECEIVED, UNDER_REVIEW, TO_DECIDE, ADMITTED, REFUSED, WITHDRAWN)
PENDING = (RECEIVED, UNDER_REVIEW, TO_DECIDE)

# By hand, while nothing is decided: the secretariat's own order of work.
STEPS = frozenset(
    {
        (RECEIVED, UNDER_REVIEW),
        (UNDER_REVIEW, TO_DECIDE),
        (RECEIVED, TO_DECIDE),
        (TO_DECIDE, UNDER_REVIEW),
        (UNDER_REVIEW, RECEIVED),
    }
)

# By an event of the membership alone. A refusal may be overturned by the assembly on appeal
# (D.Lgs. 117/2017 art. 23(3)); an event annulled by a correction leaves the application as it was.
OUTCOMES = {
    states.ADMISSION: ADMITTED,
    states.READMISSION: ADMITTED,
    states.REFUSAL: REFUSED,
    states.WITHDRAWAL: WITHDRAWN,
}

MANDATORY = "mandatory"  # no admission without it, whoever asks
REQUIRED = "required"  # may be waived, with the reason on record
OPTIONAL = "optional"
LEVELS = (MANDATORY, REQUIRED, OPTIONAL)


class Requirement(NamedTuple):
    """What an application must or may hold: its name, its weight, whether it is there."""

    name: str
    level: str
    done: bool


class Missing(NamedTuple):
    """What an application lacks, by name: what no one can waive, and what may be waived."""

    mandatory: tuple[str, ...]
    required: tuple[str, ...]

    @property
    def names(self) -> tuple[str, ...]:
        """Everything that is missing, the heaviest first."""
        return self.mandatory + self.required


def may_move(origin: str, target: str) -> bool:
    """Whether the secretariat may move an application by hand.

    >>> may_move("received", "under_review"), may_move("to_decide", "admitted")
    (True, False)
    """
    return origin == target or (origin, target) in STEPS


def missing(requirements: Iterable[Requirement]) -> Missing:
    """What is not there yet; optional things are never missing.

    >>> missing([Requirement("deliberation", "mandatory", False),
    ...          Requirement("PEC", "required", False), Requirement("IPA", "required", True),
    ...          Requirement("leaflet", "optional", False)])
    Missing(mandatory=('deliberation',), required=('PEC',))
    """
    absent = [item for item in requirements if not item.done]
    return Missing(
        tuple(item.name for item in absent if item.level == MANDATORY),
        tuple(item.name for item in absent if item.level == REQUIRED),
    )


def obstacles(requirements: Iterable[Requirement], waived: bool = False) -> tuple[str, ...]:
    """The names of what still stands in the way of an admission.

    ``waived``: somebody took the responsibility, with a reason, for what is not mandatory.

    >>> lacking = [Requirement("deliberation", "mandatory", False),
    ...            Requirement("PEC", "required", False)]
    >>> obstacles(lacking), obstacles(lacking, waived=True)
    (('deliberation', 'PEC'), ('deliberation',))
    """
    found = missing(requirements)
    return found.mandatory if waived else found.names


def may_apply(status: str | None, pending: bool) -> Violation | None:
    """Why somebody with that status cannot apply; None if he can.

    A former member applies to be readmitted; who was refused may apply again.

    >>> may_apply("ceased", False), may_apply(None, False)
    (None, None)
    >>> may_apply("suspended", False).code, may_apply("applicant", True).code
    ('already_member', 'application_pending')
    """
    if status in states.MEMBER_STATUSES:
        return Violation("already_member", {"from": status})
    if pending:
        return Violation("application_pending")
    return None


def admission_type(was_member: bool) -> str:
    """The event that admits: who was a member before is readmitted, under a new number.

    >>> admission_type(False), admission_type(True)
    ('admission', 'readmission')
    """
    return states.READMISSION if was_member else states.ADMISSION
