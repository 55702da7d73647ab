"""The vocabulary of a membership: statuses, events, and which event leads where.

Data only. ``None`` as a status stands for "no history yet".
"""

from __future__ import annotations

APPLICANT = "applicant"
ACTIVE = "active"
SUSPENDED = "suspended"
CEASED = "ceased"
NOT_ADMITTED = "not_admitted"

STATUSES = (APPLICANT, ACTIVE, SUSPENDED, CEASED, NOT_ADMITTED)
# Who is a member on a day: a suspended member is one still.
MEMBER_STATUSES = (ACTIVE, SUSPENDED)

APPLICATION = "application"
ADMISSION = "admission"
REFUSAL = "refusal"
CATEGORY_CHANGE = "category_change"
SUSPENSION = "suspension"
REINSTATEMENT = "reinstatement"
WITHDRAWAL = "withdrawal"  # recesso
EXCLUSION = "exclusion"  # esclusione
LAPSE = "lapse"  # decadenza
DEATH = "death"
DISSOLUTION = "dissolution"  # of a member that is a body
READMISSION = "readmission"
CORRECTION = "correction"

EVENT_TYPES = (
    APPLICATION,
    ADMISSION,
    REFUSAL,
    CATEGORY_CHANGE,
    SUSPENSION,
    REINSTATEMENT,
    WITHDRAWAL,
    EXCLUSION,
    LAPSE,
    DEATH,
    DISSOLUTION,
    READMISSION,
    CORRECTION,
)

# They end a membership at the END of their effective date, the last day of membership
# (c.c. 24(2): "con lo scadere dell'anno").
CESSATIONS = frozenset({WITHDRAWAL, EXCLUSION, LAPSE, DEATH, DISSOLUTION})

# They take effect at the START of their effective date.
ENTERING = frozenset(
    {
        APPLICATION,
        ADMISSION,
        REFUSAL,
        CATEGORY_CHANGE,
        SUSPENSION,
        REINSTATEMENT,
        READMISSION,
    }
)

TRANSITIONS: dict[tuple[str | None, str], str] = {
    (None, APPLICATION): APPLICANT,
    (None, ADMISSION): ACTIVE,
    (APPLICANT, ADMISSION): ACTIVE,
    (APPLICANT, READMISSION): ACTIVE,
    (APPLICANT, REFUSAL): NOT_ADMITTED,
    (APPLICANT, WITHDRAWAL): NOT_ADMITTED,
    # A new application, or an appeal upheld (D.Lgs. 117/2017 art. 23(3)).
    (NOT_ADMITTED, APPLICATION): APPLICANT,
    (NOT_ADMITTED, ADMISSION): ACTIVE,
    (NOT_ADMITTED, READMISSION): ACTIVE,
    (ACTIVE, CATEGORY_CHANGE): ACTIVE,
    (SUSPENDED, CATEGORY_CHANGE): SUSPENDED,
    (ACTIVE, SUSPENSION): SUSPENDED,
    (SUSPENDED, REINSTATEMENT): ACTIVE,
    **{(status, event): CEASED for status in MEMBER_STATUSES for event in sorted(CESSATIONS)},
    (CEASED, APPLICATION): APPLICANT,
    (CEASED, READMISSION): ACTIVE,
}

# Entered in the members' book. Applications and refusals are not: who was never admitted
# never was in it. A correction is entered when the event that it corrects was.
BOOK_EVENTS = frozenset(
    {
        ADMISSION,
        CATEGORY_CHANGE,
        SUSPENSION,
        REINSTATEMENT,
        WITHDRAWAL,
        EXCLUSION,
        LAPSE,
        DEATH,
        DISSOLUTION,
        READMISSION,
        CORRECTION,
    }
)

NEEDS_RESOLUTION = frozenset(
    {
        ADMISSION,
        REFUSAL,
        CATEGORY_CHANGE,
        SUSPENSION,
        REINSTATEMENT,
        EXCLUSION,
        LAPSE,
        READMISSION,
    }
)

NEEDS_MOTIVE = frozenset({REFUSAL, SUSPENSION, EXCLUSION, LAPSE, CORRECTION})

# They say in which category the person is from then on; an application says which one is
# asked for, and may leave it to the deciding body.
NEEDS_CATEGORY = frozenset({ADMISSION, READMISSION, CATEGORY_CHANGE})
