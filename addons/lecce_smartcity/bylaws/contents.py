"""Checking what the entries of a book say: payloads, disclosures, erasures, attachments."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator, Mapping

from .errors import BylawError
from .findings import Log
from .sealing import ERASURE, VERSION, Disclosure, canonical_bytes, commitment, payload_as_bytes

# (entry number, attachment name) → SHA-256 in hex of the kept file, None if it is gone
AttachmentDigest = Callable[[int, str], "str | None"]


class Contents:
    """Payloads, the disclosures that open them, erasures and attachments."""

    def __init__(
        self,
        log: Log,
        disclosures: Iterable[Disclosure] | None,
        attachment_digest: AttachmentDigest | None,
    ):
        self.log = log
        self.attachment_digest = attachment_digest
        self.erased: set[int] = set()
        self.erased_unsealed: set[int] = set()
        # Commitments that nothing opens, until a later erasure accounts for them.
        self._missing: dict[int, set[str]] = {}
        self._checked = disclosures is not None
        self._stream = iter(disclosures or ())
        self._next = next(self._stream, None)

    def check(self, number: int, payload: bytes, *, sealed: bool) -> None:
        content, problem = parse_payload(payload)
        if problem:
            self.log.add("payload_malformed", number, problem=problem)
        self._open(number, content.get("commitments", {}), known=not problem)
        if content.get("type") == ERASURE:
            for erasure in content["public"]["erases"]:
                if erasure["number"] < number:
                    self._erase(erasure["number"], erasure["fields"], sealed)
        for file in content.get("attachments", ()):
            self._check_attachment(number, file)

    def _open(self, number: int, commitments: Mapping[str, str], known: bool) -> None:
        closed = set(commitments)
        for one in self._disclosures_up_to(number):
            if one.number != number or (known and one.field not in closed):
                self.log.add("disclosure_unexpected", one.number, field=one.field)
            elif known and one.salt is not None:
                closed.discard(one.field)
                if not opens(one, commitments[one.field]):
                    self.log.add("disclosure_altered", number, field=one.field)
        if closed and self._checked:
            self._missing[number] = closed

    def _disclosures_up_to(self, number: int) -> Iterator[Disclosure]:
        while self._next is not None and self._next.number <= number:
            yield self._next
            self._next = next(self._stream, None)

    def _erase(self, number: int, fields: list[str] | None, sealed: bool) -> None:
        missing = self._missing.get(number)
        accounted = missing and (set(missing) if fields is None else missing.intersection(fields))
        if not accounted:
            return
        missing -= accounted
        if not missing:
            del self._missing[number]
        self.erased.add(number)
        if not sealed:
            self.erased_unsealed.add(number)

    def _check_attachment(self, number: int, file: Mapping[str, str]) -> None:
        if self.attachment_digest is None:
            return
        digest = self.attachment_digest(number, file["name"])
        if digest is None:
            self.log.add("attachment_missing", number, name=file["name"])
        elif digest != file["sha256"]:
            self.log.add("attachment_altered", number, name=file["name"])

    def close(self) -> None:
        while self._next is not None:
            self.log.add("disclosure_unexpected", self._next.number, field=self._next.field)
            self._next = next(self._stream, None)
        for number, fields in sorted(self._missing.items()):
            for name in sorted(fields):
                self.log.add("disclosure_missing", number, field=name)


def stored_bytes(payload: object) -> bytes:
    """The stored bytes; empty where a damaged row holds nothing that could be a payload."""
    try:
        return payload_as_bytes(payload)
    except (BylawError, TypeError, ValueError, RecursionError):
        return b""


def opens(disclosure: Disclosure, expected: str) -> bool:
    """Whether a disclosure's salt and value give the commitment ``expected``."""
    try:
        salt = disclosure.salt
        salt = bytes.fromhex(salt) if isinstance(salt, str) else bytes(salt)
        return commitment(disclosure.field, salt, disclosure.value) == expected
    except (BylawError, TypeError, ValueError, RecursionError):
        return False


def parse_payload(payload: bytes) -> tuple[dict, str | None]:
    """The content of a stored payload and None, or an empty one and what is wrong with it.

    >>> parse_payload(b'{"type":"admission"}')
    ({'type': 'admission'}, None)
    >>> parse_payload(b'{"type": "admission"}')
    ({}, 'not_canonical')
    """
    try:
        content = json.loads(payload.decode("utf-8"))
    except (ValueError, RecursionError):
        return {}, "not_json"
    try:
        if canonical_bytes(content) != payload:
            return {}, "not_canonical"
    except (BylawError, RecursionError):
        return {}, "not_canonical"
    problem = _shape_problem(content)
    return ({}, problem) if problem else (content, None)


def _shape_problem(content: object) -> str | None:
    if not isinstance(content, dict) or not isinstance(content.get("type"), str):
        return "type"
    if content.get("format", VERSION) != VERSION:
        return "format"
    commitments = content.get("commitments", {})
    if not isinstance(commitments, dict) or not _all_text(commitments.values()):
        return "commitments"
    attachments = content.get("attachments", [])
    if not isinstance(attachments, list) or not all(
        isinstance(file, dict) and _all_text((file.get("name"), file.get("sha256")))
        for file in attachments
    ):
        return "attachments"
    return "erases" if content["type"] == ERASURE and not _erases(content) else None


def _all_text(values: Iterable[object]) -> bool:
    return all(isinstance(value, str) for value in values)


def _is_text_list(value: object) -> bool:
    return isinstance(value, list) and _all_text(value)


def _erases(content: Mapping) -> bool:
    public = content.get("public")
    erases = public.get("erases") if isinstance(public, dict) else None
    return isinstance(erases, list) and all(
        isinstance(one, dict)
        and type(one.get("number")) is int
        and "fields" in one
        and (one["fields"] is None or _is_text_list(one["fields"]))
        for one in erases
    )
