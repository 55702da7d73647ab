"""The format as published, as written a second time and as the product writes it are one."""

import json
import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from odoo.addons.lecce_smartcity.bylaws import register

from . import reference

HERE = Path(__file__).parent
GOLDEN = json.loads((HERE / "vectors.json").read_text(encoding="utf-8"))
PAGE = (HERE.parents[2] / "docs" / "register-format.md").read_text(encoding="utf-8")


def test_the_golden_vectors_are_those_of_the_second_implementation():
    assert reference.vectors() == GOLDEN


def test_the_page_publishes_the_golden_vectors():
    (published,) = re.findall(r"```json vectors\n(.*?)```", PAGE, re.DOTALL)
    assert json.loads(published) == GOLDEN


def test_the_page_names_every_finding():
    section = PAGE.split("## What a verifier reports")[1]
    named = set(re.findall(r"^\| `(\w+)` \|", section, re.MULTILINE))
    assert named == set(register.MESSAGES)


@pytest.mark.parametrize("vector", GOLDEN["canonical"], ids=lambda vector: vector["bytes_hex"][:12])
def test_canonical_bytes(vector):
    assert register.canonical_bytes(vector["value"]).hex() == vector["bytes_hex"]


def test_the_origin_s_hash():
    assert register.genesis(GOLDEN["origin"]) == GOLDEN["genesis"]


@pytest.mark.parametrize("vector", GOLDEN["disclosures"], ids=lambda vector: vector["field"])
def test_commitments(vector):
    salt = bytes.fromhex(vector["salt"])
    assert register.commitment(vector["field"], salt, vector["value"]) == vector["commitment"]


def test_seals():
    prev = None
    for vector in GOLDEN["entries"]:
        for payload in (vector["payload"], json.loads(vector["payload"])):
            entry = register.seal(GOLDEN["origin"], prev, vector["number"], payload)
            assert entry.payload == vector["payload"].encode()
            assert (entry.prev_hash, entry.hash) == (vector["prev_hash"], vector["hash"])
        prev = entry.hash


def test_payloads_are_made_as_published():
    salts = iter(bytes.fromhex(one["salt"]) for one in reversed(GOLDEN["disclosures"][:2]))
    content = json.loads(GOLDEN["entries"][0]["payload"])
    files = [(file["name"], file["sha256"]) for file in content["attachments"]]
    personal = {"name": "Niccolò De Giorgi", "birth_date": "1937-10-24"}
    made, _openings = register.make_payload(
        "admission", content["public"], personal, files, new_salt=lambda _size: next(salts)
    )
    assert register.canonical_bytes(made).decode() == GOLDEN["entries"][0]["payload"]
    record = register.canonical_bytes(register.erasure_payload({1: None}))
    assert record.decode() == GOLDEN["entries"][2]["payload"]


def test_the_message_that_a_checkpoint_signs():
    message = register.checkpoint_bytes(**GOLDEN["checkpoint"])
    assert message.hex() == GOLDEN["checkpoint_message_hex"]


def test_the_published_book_verifies_with_and_without_the_erasure_done():
    entries = [register.Entry(**vector) for vector in GOLDEN["entries"]]
    kept = [
        register.Disclosure(one["number"], one["field"], one["salt"], one["value"])
        for one in GOLDEN["disclosures"]
    ]
    anchor = [register.Checkpoint(**GOLDEN["checkpoint"], signature=b"")]
    for disclosures, erased in ((kept, 0), (kept[2:], 1)):
        report = register.verify(
            GOLDEN["origin"], entries, disclosures, anchor, lambda *_message: True
        )
        assert (report.ok, report.size, report.erased, report.anchored) == (True, 3, erased, 3)


json_values = st.recursive(
    st.none() | st.booleans() | st.integers(-(2**53) + 1, 2**53 - 1) | st.text(),
    lambda inner: st.lists(inner) | st.dictionaries(st.text(alphabet="abyz€𝒜\n"), inner),
    max_leaves=10,
)


@given(json_values, st.binary(min_size=32, max_size=32), st.text(), st.integers(1, 2**63 - 1))
def test_both_implementations_agree_on_anything(value, salt, text, number):
    written = register.canonical_bytes(value)
    assert written == reference.canonical(value)
    assert register.commitment(text, salt, value) == reference.commitment(text, salt, value)
    seal = register.link_hash(1, text, text[::-1], number, written)
    assert seal == reference.link(text, text[::-1], number, written)
