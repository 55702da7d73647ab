"""How a book is checked: every entry, every disclosure, every checkpoint, in one pass.

Streams: memory grows with the checkpoints and with what was erased, not with the book.
Says what is wrong and in which entry; repairs nothing.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator

from .contents import AttachmentDigest, Contents, stored_bytes
from .errors import BylawError
from .findings import Log, Report
from .sealing import (
    VERSION,
    Checkpoint,
    Disclosure,
    Entry,
    checkpoint_bytes,
    genesis,
    link_hash,
)

# (key id, message, signature) → True, False, or None for an unknown key
VerifySignature = Callable[[str, bytes, bytes], "bool | None"]

_HASH = re.compile(r"\$([0-9]{1,3})\$[0-9a-f]{64}")


def verify(
    origin: str,
    entries: Iterable[Entry],
    disclosures: Iterable[Disclosure] | None = (),
    checkpoints: Iterable[Checkpoint] | None = (),
    verify_signature: VerifySignature | None = None,
    *,
    attachment_digest: AttachmentDigest | None = None,
    max_findings: int = 1000,
) -> Report:
    """Check a book from its first entry to its last.

    origin        what ``book_origin`` gave when the book was begun
    entries       every row, sealed or not, ordered by number
    disclosures   every kept disclosure, ordered by entry number; None: not checked
    checkpoints   in the order in which they were taken; None: not checked

    Without ``verify_signature`` every key is unknown; without ``attachment_digest`` attached
    files are not looked at. Never raises for what it reads, however damaged.
    """
    log = Log(max_findings)
    chain = _Chain(origin, log)
    for checkpoint in _valid(checkpoints or (), origin, verify_signature, log):
        chain.anchors.setdefault(checkpoint.size, checkpoint)
    anchorless = checkpoints is not None and not chain.anchors
    contents = Contents(log, disclosures, attachment_digest)
    for entry in entries:
        payload = stored_bytes(entry.payload)
        if chain.check(entry, payload):
            contents.check(entry.number, payload, sealed=bool(entry.hash))
    chain.close()
    contents.close()
    if anchorless and chain.size:
        log.add("checkpoint_missing", size=chain.size)
    return Report(
        ok=not log.findings and not log.unlisted,
        size=chain.size,
        head=chain.head,
        pending=chain.pending,
        findings=log.in_order(),
        first_broken=log.first_broken,
        erased=len(contents.erased),
        erased_unsealed=len(contents.erased_unsealed),
        anchored=chain.anchored,
        unlisted=log.unlisted,
    )


def _valid(
    checkpoints: Iterable[Checkpoint],
    origin: str,
    verify_signature: VerifySignature | None,
    log: Log,
) -> Iterator[Checkpoint]:
    """The checkpoints that may be believed; the others are reported."""
    heads: dict[int, str] = {}
    before = None
    for one in checkpoints:
        about = {"at": one.at, "size": one.size}
        if one.origin != origin:
            log.add("checkpoint_other_book", **about, origin=one.origin)
            continue
        verdict = _signature_verdict(one, verify_signature)
        if verdict is None:
            log.add("checkpoint_key_unknown", **about, key_id=one.key_id)
            continue
        if not verdict:
            log.add("checkpoint_signature_invalid", **about)
            continue
        if before and (one.size < before.size or one.at < before.at):
            log.add("checkpoint_not_monotonic", **about)
        if heads.setdefault(one.size, one.head) != one.head:
            log.add("checkpoint_conflict", **about)
        before = one
        yield one


def _signature_verdict(one: Checkpoint, verify_signature: VerifySignature | None) -> bool | None:
    if verify_signature is None:
        return None
    try:
        message = checkpoint_bytes(one.origin, one.size, one.head, one.at, one.key_id)
    except BylawError:
        return False
    return verify_signature(one.key_id, message, one.signature)


class _Chain:
    """Numbers, links and seals, held against the checkpoints."""

    def __init__(self, origin: str, log: Log):
        self.origin = origin
        self.log = log
        self.anchors: dict[int, Checkpoint] = {}
        self.anchored = 0
        self.size = 0
        self.head = genesis(origin)
        self.pending = 0
        self._last_number = 0
        self._last_sealed = 0
        # The seal that the next entry must name; None where something is missing before it.
        self._expected: str | None = self.head
        # The first and last row of the run of unsealed ones that is being read.
        self._unsealed: tuple[int, int] | None = None
        # A seal that does not fit its content: (number, the seal stored, the content's own).
        # The next entry or a checkpoint tells which of the two was changed.
        self._doubt: tuple[int, str, str] | None = None
        self._content_vouched = False

    def check(self, entry: Entry, payload: bytes) -> bool:
        """Check one row; False if it has no place in the book."""
        if not self._in_place(entry.number):
            return False
        if not entry.hash:
            first = self._unsealed[0] if self._unsealed else entry.number
            self._unsealed = (first, entry.number)
            self.pending += 1
            return True
        if self._unsealed:
            first, last = self._unsealed
            self.log.add("unsealed_before_sealed", first, first=first, last=last)
            self._unsealed, self.pending, self._expected = None, 0, None
        self._check_seal(entry, payload)
        self.size += 1
        self._last_sealed = entry.number
        self._expected = self.head = entry.hash
        return True

    def _in_place(self, number: int) -> bool:
        last = self._last_number
        if number <= last or number < 1:
            if number == last:
                self.log.add("duplicate_number", number)
            else:
                self.log.add("out_of_order", number, after=last)
            return False
        if number > last + 1:
            self.log.add("gap", last + 1, first=last + 1, last=number - 1)
            self._expected = None
        self._last_number = number
        return True

    def _check_seal(self, entry: Entry, payload: bytes) -> None:
        prev = entry.prev_hash or ""
        expected = self._expected
        if self._doubt:
            expected = self._settle_doubt(prev) if expected else self._settle_doubt(None)
        if expected is not None and prev != expected:
            self.log.add("prev_mismatch", entry.number)
            if self._seal_of(expected, entry.number, payload) == entry.hash:
                # The content is sealed upon the right entry: only the column was changed.
                self._hold_against_checkpoint(entry.number, entry.hash, entry.hash)
                return
        own = self._seal_of(prev, entry.number, payload)
        if own != entry.hash and not self._unknown_version(entry):
            self._doubt, self._content_vouched = (entry.number, entry.hash, own), False
        self._hold_against_checkpoint(entry.number, entry.hash, own)

    def _seal_of(self, prev: str, number: int, payload: bytes) -> str:
        return link_hash(VERSION, prev, self.origin, number, payload)

    def _unknown_version(self, entry: Entry) -> bool:
        match = _HASH.fullmatch(entry.hash)
        if not match or int(match[1]) == VERSION:
            return False
        self.log.add("hash_version_unknown", entry.number, version=int(match[1]))
        return True

    def _settle_doubt(self, next_prev: str | None) -> str | None:
        """Say what was changed in the doubtful entry; the seal its successor must name."""
        number, stored, own = self._doubt
        self._doubt = None
        if own == next_prev or self._content_vouched:
            self.log.add("hash_altered", number)
            return own if next_prev is not None else None
        malformed = not _HASH.fullmatch(stored)
        self.log.add("hash_altered" if malformed else "payload_altered", number)
        return stored if next_prev is not None else None

    def _hold_against_checkpoint(self, number: int, stored: str, own: str) -> None:
        checkpoint = self.anchors.pop(number, None)
        if checkpoint is None:
            return
        if checkpoint.head == stored:
            self.anchored = number
        elif checkpoint.head == own:
            # The content is what it was; its stored seal is not.
            self._content_vouched = True
            self.anchored = number
        else:
            self._mismatch(checkpoint, number)

    def _mismatch(self, checkpoint: Checkpoint, number: int | None) -> None:
        first = self.anchored + 1
        about = {"at": checkpoint.at, "size": checkpoint.size, "first": first}
        self.log.add("checkpoint_mismatch", number and first, **about, last=checkpoint.size)

    def close(self) -> None:
        if self._doubt:
            self._settle_doubt(None)
        for size, checkpoint in sorted(self.anchors.items()):
            if size > self._last_sealed:
                about = {"at": checkpoint.at, "size": size}
                self.log.add("checkpoint_ahead", self._last_sealed + 1, **about)
            elif size < 1 and checkpoint.head != genesis(self.origin):
                self._mismatch(checkpoint, None)
            # Between: the entry is missing or unsealed, and reported as that.
