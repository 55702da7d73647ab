"""The format of docs/register-format.md a second time, written from that page alone.

Imports nothing of the product. Run as a script it prints the golden vectors:
    python tests/unit/bylaws/reference.py > tests/unit/bylaws/vectors.json
"""

import hashlib
import json
import unicodedata

ESCAPES = {
    '"': '\\"',
    "\\": "\\\\",
    "\b": "\\b",
    "\f": "\\f",
    "\n": "\\n",
    "\r": "\\r",
    "\t": "\\t",
}


def write(value):
    if value is None:
        return "null"
    if value is True:
        return "true"
    if value is False:
        return "false"
    if isinstance(value, int):
        return str(value)
    if isinstance(value, str):
        return '"' + "".join(map(character, unicodedata.normalize("NFC", value))) + '"'
    if isinstance(value, list):
        return "[" + ",".join(map(write, value)) + "]"
    names = {unicodedata.normalize("NFC", name): item for name, item in value.items()}
    return "{" + ",".join(f"{write(name)}:{write(names[name])}" for name in sorted(names)) + "}"


def character(one):
    if one in ESCAPES:
        return ESCAPES[one]
    return f"\\u{ord(one):04x}" if ord(one) < 0x20 else one


def canonical(value):
    return write(value).encode()


def framed(data):
    if isinstance(data, str):
        data = unicodedata.normalize("NFC", data).encode()
    return len(data).to_bytes(8, "big") + data


def digest(tag, *parts):
    return hashlib.sha256(tag.encode() + b"\x00\x01" + b"".join(parts)).hexdigest()


def genesis(origin):
    return "$1$" + digest("association-book/origin", framed(origin))


def link(prev, origin, number, payload):
    number = number.to_bytes(8, "big")
    frames = (framed(prev), framed(origin), number, framed(payload))
    return "$1$" + digest("association-book/link", *frames)


def commitment(field, salt, value):
    frames = framed(field) + salt + framed(canonical(value))
    return digest("association-book/commitment", frames)


def checkpoint_message(fields):
    return b"association-book/checkpoint\x00\x01" + canonical(fields)


def vectors():
    origin = "93012345678/members"
    canonicals = [
        {"z": 1, "a": [True, False, None, -7], "é": "Niccolo\u0300"},
        'quote " backslash \\ tab \t newline \n escape \x1b delete \x7f euro € 𝒜',
        {"b": {"d": [], "c": {}}, "B": 9007199254740991},
    ]
    openings = [
        {"number": 1, "field": "birth_date", "salt": "11" * 32, "value": "1937-10-24"},
        {"number": 1, "field": "name", "salt": "22" * 32, "value": "Niccolò De Giorgi"},
        {"number": 2, "field": "name", "salt": "ab" * 32, "value": None},
    ]
    for opening in openings:
        salt = bytes.fromhex(opening["salt"])
        opening["commitment"] = commitment(opening["field"], salt, opening["value"])
    file = {"name": "act-1.pdf", "sha256": hashlib.sha256(b"act").hexdigest()}
    payloads = [
        payload("admission", {"date": "2026-01-02", "member": 1}, openings[:2], [file]),
        payload("withdrawal", {"date": "2026-12-31", "member": 1}, openings[2:]),
        payload("erasure", {"erases": [{"fields": None, "number": 1}]}),
    ]
    entries, prev = [], genesis(origin)
    for number, content in enumerate(payloads, start=1):
        text = canonical(content)
        seal = link(prev, origin, number, text)
        entries.append(
            {"number": number, "prev_hash": prev, "payload": text.decode(), "hash": seal}
        )
        prev = seal
    checkpoint = {
        "at": "2026-11-22T16:02:00Z",
        "head": prev,
        "key_id": "2026",
        "origin": origin,
        "size": 3,
    }
    return {
        "origin": origin,
        "genesis": genesis(origin),
        "canonical": [
            {"value": value, "bytes_hex": canonical(value).hex()} for value in canonicals
        ],
        "disclosures": openings,
        "entries": entries,
        "checkpoint": checkpoint,
        "checkpoint_message_hex": checkpoint_message(checkpoint).hex(),
    }


def payload(kind, public, openings=(), attachments=()):
    return {
        "type": kind,
        "format": 1,
        "public": public,
        "commitments": {one["field"]: one["commitment"] for one in openings},
        "attachments": list(attachments),
    }


if __name__ == "__main__":
    print(json.dumps(vectors(), indent=1))
