"""What a verification may find in a book, and how it reports it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import NamedTuple

MESSAGES = {
    "payload_altered": "the content does not match its seal",
    "payload_malformed": "the content is not a canonical payload ({problem})",
    "hash_altered": "the seal itself was changed",
    "hash_version_unknown": "sealed by version {version}, which this program does not know",
    "prev_mismatch": "does not follow the entry before it",
    "gap": "entries {first} to {last} are missing",
    "duplicate_number": "the number is used twice",
    "out_of_order": "comes after entry {after}",
    "unsealed_before_sealed": "entries {first} to {last} are not sealed, but later ones are",
    "disclosure_altered": "personal field {field} does not match its commitment",
    "disclosure_missing": "personal field {field} is gone and no erasure is recorded",
    "disclosure_unexpected": "personal field {field} belongs to no commitment, or is there twice",
    "attachment_altered": "attachment {name} is not the file that was sealed",
    "attachment_missing": "attachment {name} is gone",
    "checkpoint_ahead": "the checkpoint of {at} knows {size} entries: the last were removed",
    "checkpoint_mismatch": (
        "entries {first} to {last} are not those of the checkpoint of {at}: the chain was rewritten"
    ),
    "checkpoint_signature_invalid": "the checkpoint of {at} ({size} entries) has a false signature",
    "checkpoint_key_unknown": "the checkpoint of {at} is signed with an unknown key ({key_id})",
    "checkpoint_conflict": "two checkpoints of {size} entries have different heads",
    "checkpoint_not_monotonic": (
        "the checkpoint of {at} ({size} entries) is earlier or smaller than the one before it"
    ),
    "checkpoint_other_book": "the checkpoint of {at} is of another book ({origin})",
    "checkpoint_missing": "there are {size} sealed entries and no checkpoint to hold them against",
}


class Finding(NamedTuple):
    """Something wrong: a code of MESSAGES, the entry concerned, what its sentence needs."""

    code: str
    number: int | None
    params: Mapping[str, object]

    @property
    def message(self) -> str:
        """An English sentence for logs and command lines.

        >>> Finding("gap", 3, {"first": 3, "last": 4}).message
        'entry 3: entries 3 to 4 are missing'
        """
        sentence = MESSAGES[self.code].format(**self.params)
        return sentence if self.number is None else f"entry {self.number}: {sentence}"


@dataclass(frozen=True)
class Report:
    """The outcome of a verification.

    ok               nothing was found
    size             sealed entries read
    head             the last seal, or the origin's for an empty book
    pending          entries waiting for their seal (no fault)
    findings         what is wrong, by entry number, those without a number last
    first_broken     the lowest entry number of all findings, listed or not
    erased           entries with personal fields erased, and so recorded (no fault)
    erased_unsealed  those of them whose record of erasure still waits for its seal (no fault)
    anchored         up to which entry the checkpoints vouch for the book
    unlisted         findings beyond the limit, counted only
    """

    ok: bool
    size: int
    head: str
    pending: int
    findings: tuple[Finding, ...]
    first_broken: int | None = None
    erased: int = 0
    erased_unsealed: int = 0
    anchored: int = 0
    unlisted: int = 0


class Log:
    """Collects findings up to a limit: a wholly rewritten book must not fill the memory."""

    def __init__(self, limit: int):
        self.limit = limit
        self.findings: list[Finding] = []
        self.unlisted = 0
        self.first_broken: int | None = None

    def add(self, code: str, number: int | None = None, **params: object) -> None:
        if number is not None and (self.first_broken is None or number < self.first_broken):
            self.first_broken = number
        if len(self.findings) < self.limit:
            self.findings.append(Finding(code, number, params))
        else:
            self.unlisted += 1

    def in_order(self) -> tuple[Finding, ...]:
        return tuple(sorted(self.findings, key=lambda f: (f.number is None, f.number or 0)))
