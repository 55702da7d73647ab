"""Honest books to damage: entries, disclosures and checkpoints made as the office makes them."""

import hashlib
import hmac
from typing import NamedTuple

from odoo.addons.lecce_smartcity.bylaws import register

ORIGIN = "93012345678/members"
# A stand-in for a real signature: the package itself never signs, it is given the means.
KEYS = {"2026": b"first key", "2027": b"second key"}


class Book(NamedTuple):
    entries: list
    disclosures: list
    checkpoints: list

    def verify(self, origin=ORIGIN, **changes):
        parts = self._replace(**changes)
        return register.verify(origin, *parts, verify_signature)


def signer(key_id):
    return lambda message: hmac.digest(KEYS[key_id], message, "sha256")


def verify_signature(key_id, message, signature):
    if key_id not in KEYS:
        return None
    return hmac.compare_digest(hmac.digest(KEYS[key_id], message, "sha256"), signature)


def checkpoint(entries, size, day=None, key_id="2026", origin=ORIGIN):
    head = entries[size - 1].hash if size else register.genesis(origin)
    at = f"2026-01-{day or size or 1:02}T03:00:00Z"
    return register.make_checkpoint(origin, size, head, at, key_id, signer(key_id))


def chain(payloads, origin=ORIGIN):
    entries, prev = [], None
    for number, payload in enumerate(payloads, start=1):
        entries.append(register.seal(origin, prev, number, payload))
        prev = entries[-1].hash
    return entries


def book(size=6, erased=None, checkpoints_at=None, pending=0):
    """``erased``: entry → fields to erase (None all), recorded in one entry after the others."""
    payloads, disclosures = [], []
    # The record of the erasure comes between the sealed entries and those that wait.
    numbers = [
        n for n in range(1, size + pending + bool(erased) + 1) if n != size + 1 or not erased
    ]
    for number in numbers:
        personal = {"name": f"Ada Rossi {number}", "birth_date": "1937-10-24"}
        file = (f"act-{number}.pdf", hashlib.sha256(b"%d" % number).hexdigest())
        payload, openings = register.make_payload(
            "admission", {"member": number, "date": "2026-01-02"}, personal, [file]
        )
        payloads.append(payload)
        for field in sorted(openings):
            disclosures.append(register.Disclosure(number, field, *openings[field]))
    if erased:
        payloads.insert(size, register.erasure_payload(erased))
        disclosures = [
            one
            for one in disclosures
            if one.number not in erased
            or (erased[one.number] is not None and one.field not in erased[one.number])
        ]
    entries = chain(payloads)
    sealed = size + bool(erased)
    entries = [
        one if one.number <= sealed else register.Entry(one.number, one.payload) for one in entries
    ]
    checkpoints = [checkpoint(entries, at) for at in checkpoints_at or (sealed // 2, sealed)]
    return Book(entries, disclosures, checkpoints)


def rechain(entries, origin=ORIGIN):
    """The entries numbered and sealed anew, as somebody with the database in hand would."""
    return chain([entry.payload for entry in entries], origin)
