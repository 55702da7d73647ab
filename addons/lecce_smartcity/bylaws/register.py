"""The sealed book (libro): what is written, how it is sealed, how it is verified.

A book is a gapless series of entries from 1. Each entry's *payload* holds public fields and,
in place of every personal one, a salted *commitment*; salts and values (*disclosures*) lie
beside the book and can be erased without touching it. Each *seal* covers the seal before it,
the book's origin, the number and the payload. Signed *checkpoints* of the head leave the
database, so that a cut tail and a chain computed anew are found as well.

>>> origin = book_origin("93012345678", "members")
>>> payload, openings = make_payload("admission", {"member": 1}, {"name": "Ada Rossi"})
>>> entry = seal(origin, None, 1, payload)
>>> kept = [Disclosure(1, field, *opening) for field, opening in openings.items()]
>>> verify(origin, [entry], kept, checkpoints=None).ok
True
>>> verify(origin, [entry], [], checkpoints=None).findings[0].message
'entry 1: personal field name is gone and no erasure is recorded'
>>> record = seal(origin, entry.hash, 2, erasure_payload({1: None}))
>>> report = verify(origin, [entry, record], [], checkpoints=None)
>>> report.ok, report.erased
(True, 1)

The byte-exact format is ``docs/register-format.md``; the parts live in ``sealing`` (writing),
``verification`` and ``contents`` (checking) and ``findings`` (reporting).
"""

from __future__ import annotations

from .contents import opens, parse_payload
from .findings import MESSAGES, Finding, Report
from .sealing import (
    ERASURE,
    SALT_BYTES,
    VERSION,
    Checkpoint,
    Disclosure,
    Entry,
    Opening,
    book_origin,
    canonical_bytes,
    checkpoint_bytes,
    checkpoint_from_text,
    checkpoint_text,
    commitment,
    erasure_payload,
    genesis,
    link_hash,
    make_checkpoint,
    make_payload,
    payload_as_bytes,
    seal,
    write_payload,
)
from .verification import verify

__all__ = [
    "ERASURE",
    "MESSAGES",
    "SALT_BYTES",
    "VERSION",
    "Checkpoint",
    "Disclosure",
    "Entry",
    "Finding",
    "Opening",
    "Report",
    "book_origin",
    "canonical_bytes",
    "checkpoint_bytes",
    "checkpoint_from_text",
    "checkpoint_text",
    "commitment",
    "erasure_payload",
    "genesis",
    "link_hash",
    "make_checkpoint",
    "make_payload",
    "opens",
    "parse_payload",
    "payload_as_bytes",
    "seal",
    "verify",
    "write_payload",
]
