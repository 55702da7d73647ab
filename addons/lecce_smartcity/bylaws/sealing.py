"""How a book is written: canonical bytes, commitments to personal data, links, checkpoints.

The byte-exact description, with test vectors, is ``docs/register-format.md``.
"""

from __future__ import annotations

import base64
import binascii
import json
import re
import secrets
import unicodedata
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date, datetime
from functools import lru_cache
from hashlib import sha256
from typing import NamedTuple

from .errors import BylawError, Violation

VERSION = 1
ERASURE = "erasure"
SALT_BYTES = 32

_COMMITMENT_TAG = b"association-book/commitment"
_ORIGIN_TAG = b"association-book/origin"
_LINK_TAG = b"association-book/link"
_CHECKPOINT_TAG = b"association-book/checkpoint"
# Beyond these a JSON reader in another language may round (RFC 7493).
_INTEGER_LIMIT = 2**53 - 1
_SHA256_HEX = re.compile(r"[0-9a-f]{64}")


class Opening(NamedTuple):
    """What opens one commitment: the salt (32 bytes) and the value. Erasable."""

    salt: bytes
    value: object


class Disclosure(NamedTuple):
    """An opening where it is kept: entry number and field say what it opens.

    ``salt`` may be bytes or a hex string; a salt of None stands for an emptied row.
    """

    number: int
    field: str
    salt: bytes | str | None
    value: object


class Entry(NamedTuple):
    """A row of the book; ``hash`` None means not yet sealed.

    ``payload`` is the canonical text as stored (bytes or str), or the mapping it stands for.
    """

    number: int
    payload: bytes | str | Mapping
    prev_hash: str | None = None
    hash: str | None = None


class Checkpoint(NamedTuple):
    """The head of a book at a moment, signed, kept outside the database.

    ``size`` is the number of the last sealed entry, ``at`` UTC as "2026-11-22T16:02:00Z",
    ``signature`` the raw bytes of the signature over ``checkpoint_bytes``.
    """

    origin: str
    size: int
    head: str
    at: str
    key_id: str
    signature: bytes


def canonical_bytes(value: object) -> bytes:
    """The one way to write a value: JSON, sorted keys, no spaces, UTF-8, strings in NFC.

    Strings, integers, booleans, None, lists (tuples) and dictionaries with string keys; a
    ``date`` is written as its ISO string. Anything else, floats above all, is refused:
    BylawError ``not_canonical`` with the path of the value.

    >>> canonical_bytes({"b": [1, True, None], "a": "Niccolo\\u0300"}).decode()
    '{"a":"Niccolò","b":[1,true,null]}'
    >>> canonical_bytes({"amount": 12.5})
    Traceback (most recent call last):
    ...
    odoo...BylawError: not_canonical(path=amount, problem=float)
    """
    return _ENCODER.encode(_normalised(value, "")).encode("utf-8")


# Made once: json.dumps would make one for every value.
_ENCODER = json.JSONEncoder(sort_keys=True, separators=(",", ":"), ensure_ascii=False)


def _normalised(value: object, path: str) -> object:
    if value is None or isinstance(value, bool):
        return value
    if isinstance(value, str):
        return _text(value, path)
    if isinstance(value, int):
        if abs(value) > _INTEGER_LIMIT:
            raise _not_canonical(path, "integer_out_of_range")
        return int(value)
    if isinstance(value, date) and not isinstance(value, datetime):
        return value.isoformat()
    if isinstance(value, (list, tuple)):
        return [_normalised(item, f"{path}[{index}]") for index, item in enumerate(value)]
    if isinstance(value, Mapping):
        return _normalised_mapping(value, path)
    raise _not_canonical(path, type(value).__name__)


def _normalised_mapping(value: Mapping, path: str) -> dict[str, object]:
    result = {}
    for key, item in value.items():
        if not isinstance(key, str):
            raise _not_canonical(path, "key_not_text")
        name = _text(key, path)
        if name in result:
            raise _not_canonical(path, "key_repeated")
        if item is None or (type(item) is str and item.isascii()):  # most values; the rest is slower
            result[name] = item
        else:
            result[name] = _normalised(item, f"{path}.{name}" if path else name)
    return result


def _text(value: str, path: str) -> str:
    if value.isascii():
        return value
    text = unicodedata.normalize("NFC", value)
    if any("\ud800" <= character <= "\udfff" for character in text):
        raise _not_canonical(path, "lone_surrogate")
    return text


def _not_canonical(path: str, problem: str) -> BylawError:
    return BylawError(Violation("not_canonical", {"path": path, "problem": problem}))


def book_origin(association: str, book: str) -> str:
    """The identity of a book: whose it is and which one. Part of every link.

    >>> book_origin("93012345678", "members")
    '93012345678/members'
    """
    if not association or not book or "/" in book:
        params = {"association": association, "book": book}
        raise BylawError(Violation("book_origin_invalid", params))
    return f"{association}/{book}"


def genesis(origin: str, version: int = VERSION) -> str:
    """What the first entry of a book has as its previous hash."""
    return _digest(version, _ORIGIN_TAG, _framed(origin))


def link_hash(version: int, prev: str, origin: str, number: int, payload_bytes: bytes) -> str:
    """The seal of an entry: "$version$" and 64 hex digits.

    SHA-256 of the tag, the version, the previous seal, the book's origin, the number and the
    payload, each framed by its length so that no two different inputs make the same bytes.
    """
    if not 0 < number < 2**63:
        raise BylawError(Violation("entry_number_invalid", {"number": number}))
    frames = (_framed(prev), _framed(origin), number.to_bytes(8, "big"), _framed(payload_bytes))
    return _digest(version, _LINK_TAG, *frames)


def _digest(version: int, tag: bytes, *parts: bytes) -> str:
    if version != VERSION:
        raise BylawError(Violation("hash_version_unknown", {"version": version}))
    body = b"".join((tag, b"\x00", bytes([version]), *parts))
    return f"${version}${sha256(body).hexdigest()}"


def _framed(part: str | bytes) -> bytes:
    data = part
    if isinstance(part, str):
        data = unicodedata.normalize("NFC", part).encode("utf-8", "surrogatepass")
    return len(data).to_bytes(8, "big") + data


def seal(origin: str, prev_hash: str | None, number: int, payload: Mapping | bytes | str) -> Entry:
    """The sealed entry; ``prev_hash`` None only for entry 1, which follows the origin.

    >>> payload, _openings = make_payload("admission", {"member": 7})
    >>> first = seal("93012345678/members", None, 1, payload)
    >>> first.prev_hash == genesis("93012345678/members"), first.hash[:3]
    (True, '$1$')
    """
    if (prev_hash is None) != (number == 1):
        raise BylawError(Violation("chain_start_invalid", {"number": number}))
    payload_bytes = payload_as_bytes(payload)
    prev = genesis(origin) if prev_hash is None else prev_hash
    return Entry(
        number, payload_bytes, prev, link_hash(VERSION, prev, origin, number, payload_bytes)
    )


def payload_as_bytes(payload: bytes | memoryview | str | Mapping) -> bytes:
    """A payload's bytes as stored; a mapping is written canonically."""
    if isinstance(payload, str):
        return payload.encode("utf-8", "surrogatepass")
    if isinstance(payload, Mapping):
        return canonical_bytes(payload)
    return bytes(payload)


def commitment(field: str, salt: bytes, value: object) -> str:
    """64 hex digits that bind to a value without telling it.

    Without the salt (32 random bytes, kept outside the chain) a value cannot be found by
    trying, however few values are possible.
    """
    if len(salt) != SALT_BYTES:
        raise BylawError(Violation("salt_length_invalid", {"field": field, "length": len(salt)}))
    return sha256(_commitment_head(field) + salt + _framed(canonical_bytes(value))).hexdigest()


@lru_cache(maxsize=256)
def _commitment_head(field: str) -> bytes:
    return _COMMITMENT_TAG + b"\x00" + bytes([VERSION]) + _framed(field)


def make_payload(
    kind: str,
    public: Mapping[str, object],
    personal: Mapping[str, object] | None = None,
    attachments: Iterable[tuple[str, str]] = (),
    new_salt: Callable[[int], bytes] = secrets.token_bytes,
) -> tuple[dict[str, object], dict[str, Opening]]:
    """An entry's payload, and the openings of its personal fields to be kept beside it.

    ``kind`` is the entry's type, ``public`` what stays readable for ever, ``personal`` what
    must be erasable, ``attachments`` (name, SHA-256 in hex) pairs. Names of attachments stay
    readable: they must not name a person.

    >>> payload, openings = make_payload("admission", {"member": 7}, {"name": "Ada Rossi"})
    >>> sorted(payload), openings["name"].value, len(openings["name"].salt)
    (['attachments', 'commitments', 'format', 'public', 'type'], 'Ada Rossi', 32)
    """
    payload, openings = _compose(kind, public, personal, attachments, new_salt)
    canonical_bytes(payload)  # refuse now what could not be sealed later
    return payload, openings


def write_payload(
    kind: str,
    public: Mapping[str, object],
    personal: Mapping[str, object] | None = None,
    attachments: Iterable[tuple[str, str]] = (),
    new_salt: Callable[[int], bytes] = secrets.token_bytes,
) -> tuple[bytes, dict[str, Opening]]:
    """As ``make_payload``, with the payload as it is stored and sealed: written once.

    >>> written, openings = write_payload("admission", {"member": 7}, {"name": "Ada Rossi"})
    >>> written[:18], openings["name"].value
    (b'{"attachments":[],', 'Ada Rossi')
    """
    payload, openings = _compose(kind, public, personal, attachments, new_salt)
    return canonical_bytes(payload), openings


def _compose(kind, public, personal, attachments, new_salt):
    openings = {
        unicodedata.normalize("NFC", field): Opening(new_salt(SALT_BYTES), value)
        for field, value in (personal or {}).items()
    }
    files = [{"name": name, "sha256": digest} for name, digest in attachments]
    for file in files:
        if not _SHA256_HEX.fullmatch(file["sha256"]):
            raise BylawError(Violation("attachment_digest_invalid", file))
    payload = {
        "attachments": files,
        "commitments": {
            field: commitment(field, opening.salt, opening.value)
            for field, opening in openings.items()
        },
        "format": VERSION,
        "public": dict(public),
        "type": kind,
    }
    return payload, openings


def erasure_payload(
    erased: Mapping[int, Sequence[str] | None], public: Mapping[str, object] | None = None
) -> dict[str, object]:
    """The payload of the entry that records an erasure of personal data.

    ``erased``: entry number → fields, None for all of them. ``public``: what else is to be
    said (legal ground, date of the request), never whose data they were.

    >>> erasure_payload({12: ["name"], 9: None})["public"]["erases"]
    [{'fields': None, 'number': 9}, {'fields': ['name'], 'number': 12}]
    """
    erases = [
        {"fields": None if fields is None else sorted(fields), "number": number}
        for number, fields in sorted(erased.items())
    ]
    return make_payload(ERASURE, {**(public or {}), "erases": erases})[0]


def checkpoint_bytes(origin: str, size: int, head: str, at: str, key_id: str) -> bytes:
    """The message that is signed: tag, zero byte, version byte, canonical JSON."""
    body = {"at": at, "head": head, "key_id": key_id, "origin": origin, "size": size}
    return _CHECKPOINT_TAG + b"\x00" + bytes([VERSION]) + canonical_bytes(body)


def make_checkpoint(
    origin: str, size: int, head: str, at: str, key_id: str, sign: Callable[[bytes], bytes]
) -> Checkpoint:
    """A signed checkpoint; ``sign`` turns the message into a raw signature."""
    message = checkpoint_bytes(origin, size, head, at, key_id)
    return Checkpoint(origin, size, head, at, key_id, sign(message))


def checkpoint_text(checkpoint: Checkpoint) -> str:
    """One line of canonical JSON, the signature in base64: a checkpoint's file form."""
    fields = checkpoint._asdict()
    fields["signature"] = base64.b64encode(checkpoint.signature).decode()
    return canonical_bytes(fields).decode()


def checkpoint_from_text(text: str) -> Checkpoint:
    """The checkpoint in one line of text; BylawError ``checkpoint_unreadable`` otherwise.

    >>> made = make_checkpoint("a/b", 3, "$1$00", "2026-11-22T16:02:00Z", "k", lambda m: b"s")
    >>> checkpoint_from_text(checkpoint_text(made)) == made
    True
    """
    try:
        fields = json.loads(text)
        fields["signature"] = base64.b64decode(fields["signature"], validate=True)
        checkpoint = Checkpoint(**fields)
    except (ValueError, TypeError, KeyError, RecursionError, binascii.Error) as error:
        raise BylawError(Violation("checkpoint_unreadable")) from error
    texts = (checkpoint.origin, checkpoint.head, checkpoint.at, checkpoint.key_id)
    if type(checkpoint.size) is not int or not all(isinstance(one, str) for one in texts):
        raise BylawError(Violation("checkpoint_unreadable"))
    return checkpoint
