"""Whatever is done to a book is found; what was done to it rightly raises no alarm."""

import hashlib
import json
from datetime import date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from odoo.addons.lecce_smartcity.bylaws import register
from odoo.addons.lecce_smartcity.bylaws.errors import BylawError
from odoo.addons.lecce_smartcity.bylaws.register import Disclosure, Entry

from .books import ORIGIN, book, chain, checkpoint, rechain, verify_signature

SIZE = 6
EVERY = range(1, SIZE + 1)


def codes(report):
    assert report.ok is (not report.findings)
    for finding in report.findings:
        assert finding.message  # every finding has its words
    return [finding.code for finding in report.findings]


def replaced(items, index, **changes):
    return [*items[:index], items[index]._replace(**changes), *items[index + 1 :]]


# Honest books


@given(
    st.integers(1, 12),
    st.integers(0, 3),
    st.dictionaries(
        st.integers(1, 12), st.none() | st.sets(st.sampled_from(["name", "birth_date"]), min_size=1)
    ),
)
def test_an_honest_book_raises_no_alarm_whatever_was_erased(size, pending, erased):
    erased = {number: fields for number, fields in erased.items() if number <= size}
    report = book(size, erased, pending=pending).verify()
    assert codes(report) == []
    assert (report.size, report.pending) == (size + bool(erased), pending)
    assert (report.erased, report.erased_unsealed) == (len(erased), 0)
    assert report.anchored == report.size
    assert report.first_broken is None


def test_an_empty_book_is_in_order():
    report = register.verify(ORIGIN, [], [], [], verify_signature)
    assert report.ok and report.head == register.genesis(ORIGIN)
    assert register.verify(ORIGIN, [], [], [checkpoint([], 0)], verify_signature).ok


def test_streams_are_enough():
    honest = book()
    report = honest.verify(
        entries=iter(honest.entries),
        disclosures=iter(honest.disclosures),
        checkpoints=iter(honest.checkpoints),
    )
    assert report.ok and report.head == honest.entries[-1].hash


def test_a_book_may_be_read_without_personal_data_and_without_checkpoints():
    honest = book()
    assert honest.verify(disclosures=None, checkpoints=None).ok


def test_payload_text_bytes_and_mapping_mean_the_same():
    honest = book()
    for read in (bytes.decode, memoryview, json.loads):
        entries = [entry._replace(payload=read(entry.payload)) for entry in honest.entries]
        assert honest.verify(entries=entries).ok


def test_salts_may_be_kept_as_hex():
    honest = book()
    kept = [one._replace(salt=one.salt.hex()) for one in honest.disclosures]
    assert honest.verify(disclosures=kept).ok


def test_an_erasure_that_waits_for_its_seal_is_no_alarm_and_is_told():
    honest = book(3, {2: None}, checkpoints_at=(3,))
    entries = replaced(honest.entries, 3, prev_hash=None, hash=None)
    report = honest.verify(entries=entries)
    assert (report.ok, report.erased, report.erased_unsealed, report.pending) == (True, 1, 1, 1)


# Damaged entries


@pytest.mark.parametrize("number", EVERY)
@given(data=st.data())
def test_any_byte_of_any_payload(number, data):
    honest = book()
    payload = honest.entries[number - 1].payload
    position = data.draw(st.integers(0, len(payload) - 1))
    byte = data.draw(st.integers(0, 255).filter(lambda value: value != payload[position]))
    altered = payload[:position] + bytes([byte]) + payload[position + 1 :]
    report = honest.verify(entries=replaced(honest.entries, number - 1, payload=altered))
    assert "payload_altered" in codes(report)
    assert report.first_broken == number


@pytest.mark.parametrize("number", EVERY)
@given(position=st.integers(0, 66), column=st.sampled_from(["hash", "prev_hash"]))
def test_any_character_of_any_seal(number, position, column):
    honest = book()
    seal = getattr(honest.entries[number - 1], column)
    altered = seal[:position] + ("0" if seal[position] != "0" else "1") + seal[position + 1 :]
    report = honest.verify(entries=replaced(honest.entries, number - 1, **{column: altered}))
    expected = {"hash": {"hash_altered", "hash_version_unknown"}, "prev_hash": {"prev_mismatch"}}
    assert expected[column] & set(codes(report))
    assert report.first_broken == number


@pytest.mark.parametrize("number", EVERY)
def test_each_field_of_each_payload_without_and_with_a_new_seal(number):
    honest = book()
    content = json.loads(honest.entries[number - 1].payload)
    for path in ("type", "public", "commitments", "attachments", "format"):
        changed = {name: value for name, value in content.items() if name != path}
        payload = register.canonical_bytes(changed)
        entries = replaced(honest.entries, number - 1, payload=payload)
        assert "payload_altered" in codes(honest.verify(entries=entries))
        own = register.link_hash(1, entries[number - 1].prev_hash, ORIGIN, number, payload)
        report = honest.verify(entries=replaced(entries, number - 1, hash=own))
        # A new seal no longer fits the next entry, or for the last one the checkpoint.
        assert {"prev_mismatch", "checkpoint_mismatch"} & set(codes(report))


def test_an_altered_payload_is_told_from_an_altered_seal():
    honest = book()
    for number in EVERY:
        altered = replaced(honest.entries, number - 1, payload=b'{"type":"admission"}')
        report = honest.verify(entries=altered, disclosures=None)
        assert codes(report) == ["payload_altered"]
        false = replaced(honest.entries, number - 1, hash="$1$" + "0" * 64)
        report = honest.verify(entries=false)
        assert (codes(report), report.first_broken) == (["hash_altered"], number)


def test_an_altered_link_alone_is_named_as_that():
    honest = book()
    for number in EVERY:
        for prev in ("$1$" + "0" * 64, "", None):
            report = honest.verify(entries=replaced(honest.entries, number - 1, prev_hash=prev))
            assert (codes(report), report.first_broken) == (["prev_mismatch"], number)


def test_two_faults_side_by_side_are_both_named_and_no_third_is_invented():
    honest = book()
    false = "$1$" + "0" * 64
    payload = replaced(honest.entries, 1, payload=b'{"type":"admission"}')
    seal = replaced(honest.entries, 2, hash=false)  # a checkpoint vouches for its content
    for damaged, number, code in [(payload, 2, "payload_altered"), (seal, 3, "hash_altered")]:
        relinked = replaced(damaged, number, prev_hash="$1$" + "1" * 64)
        report = honest.verify(entries=relinked, disclosures=None)
        assert codes(report) == [code, "prev_mismatch"]
        gap = [entry for entry in damaged if entry.number != number + 1]
        report = honest.verify(entries=gap, disclosures=None)
        assert codes(report)[:2] == [code, "gap"]
        assert set(codes(report)) == {code, "gap"}


def test_a_removed_entry_is_reported_once_even_where_a_checkpoint_was_taken():
    honest = book(checkpoints_at=(1, 6))
    report = honest.verify(entries=honest.entries[1:], disclosures=None)
    assert codes(report) == ["gap"]


def test_a_seal_of_an_unknown_version_is_named_as_that():
    honest = book()
    entries = replaced(honest.entries, 5, hash="$9$" + honest.entries[5].hash[3:])
    assert "hash_version_unknown" in codes(honest.verify(entries=entries))


def test_a_payload_sealed_in_a_form_that_is_not_canonical_is_named():
    for payload in (b'{"type": "x"}', b'{"type":"x","type":"y"}', b"\xff", b"[]", b"[" * 100_000):
        report = register.verify(ORIGIN, chain([payload]), [], None)
        assert codes(report) == ["payload_malformed"]
    for content in (
        {"type": "x", "format": 2},
        {"type": "x", "commitments": {"name": 1}},
        {"type": "x", "attachments": [{"name": "a"}]},
        {"type": "erasure"},
        {"type": "erasure", "public": {"erases": [{"number": "1", "fields": None}]}},
        {"type": "erasure", "public": {"erases": [{"number": 1, "fields": "name"}]}},
        {"type": "erasure", "public": {"erases": [{"number": 1, "fields": [1]}]}},
    ):
        assert codes(register.verify(ORIGIN, chain([content]), [], None)) == ["payload_malformed"]


# Missing, doubled, moved entries


@pytest.mark.parametrize("first", EVERY)
@pytest.mark.parametrize("count", [1, 2, 6])
def test_removed_entries_at_head_middle_and_tail(first, count):
    honest = book()
    gone = range(first, min(first + count, SIZE + 1))
    entries = [entry for entry in honest.entries if entry.number not in gone]
    kept = [one for one in honest.disclosures if one.number not in gone]
    report = honest.verify(entries=entries, disclosures=kept)
    expected = "checkpoint_ahead" if SIZE in gone else "gap"
    assert expected in codes(report)
    assert report.first_broken == first


@pytest.mark.parametrize("gone", EVERY)
def test_removed_entries_with_the_rest_numbered_anew(gone):
    honest = book()
    entries = [entry for entry in honest.entries if entry.number != gone]
    entries = [entry._replace(number=at) for at, entry in enumerate(entries, start=1)]
    assert not honest.verify(entries=entries, disclosures=None).ok


@pytest.mark.parametrize("one", EVERY)
@pytest.mark.parametrize("other", EVERY)
def test_swapped_entries(one, other):
    if one >= other:
        return
    honest = book()
    first, second = honest.entries[one - 1], honest.entries[other - 1]
    by_payload = replaced(honest.entries, one - 1, payload=second.payload)
    by_payload = replaced(by_payload, other - 1, payload=first.payload)
    by_row = replaced(honest.entries, one - 1, **second._replace(number=one)._asdict())
    by_row = replaced(by_row, other - 1, **first._replace(number=other)._asdict())
    by_place = list(honest.entries)
    by_place[one - 1], by_place[other - 1] = second, first
    for entries in (by_payload, by_row, by_place):
        report = honest.verify(entries=entries, disclosures=None)
        assert not report.ok and report.first_broken <= other


def test_a_number_used_twice_and_one_out_of_order_are_named():
    honest = book()
    twice = [*honest.entries[:3], honest.entries[2], *honest.entries[3:]]
    report = honest.verify(entries=twice)
    assert (codes(report), report.first_broken) == (["duplicate_number"], 3)
    late = [*honest.entries, honest.entries[1]]
    report = honest.verify(entries=late)
    assert (codes(report), report.findings[0].params) == (["out_of_order"], {"after": 6})
    assert codes(honest.verify(entries=[Entry(0, b"{}"), *honest.entries])) == ["duplicate_number"]


def test_an_inserted_entry_is_found():
    honest = book()
    forged = register.seal(ORIGIN, honest.entries[-1].hash, 7, {"type": "admission"})
    # Added at the end it is an entry like any other: who may add is not the seal's business.
    assert honest.verify(entries=[*honest.entries, forged]).ok
    inside = [*honest.entries[:3], forged._replace(number=4), *honest.entries[3:]]
    assert "duplicate_number" in codes(honest.verify(entries=inside))


@pytest.mark.parametrize("number", range(1, SIZE))
def test_an_unsealed_entry_before_sealed_ones(number):
    honest = book()
    entries = replaced(honest.entries, number - 1, hash=None, prev_hash=None)
    report = honest.verify(entries=entries)
    assert (codes(report), report.first_broken) == (["unsealed_before_sealed"], number)
    assert report.pending == 0


@pytest.mark.parametrize("number", EVERY)
def test_a_tail_whose_seals_were_taken_off_is_found_by_the_checkpoint(number):
    honest = book()
    entries = [
        one if one.number < number else one._replace(hash=None, prev_hash=None)
        for one in honest.entries
    ]
    report = honest.verify(entries=entries)
    assert "checkpoint_ahead" in codes(report)
    assert (report.first_broken, report.pending) == (number, SIZE + 1 - number)


# Rewritten chains


@pytest.mark.parametrize("number", EVERY)
def test_a_chain_computed_anew_from_any_entry_is_found_by_the_checkpoint(number):
    honest = book()
    changed = replaced(honest.entries, number - 1, payload={"type": "admission"})
    entries = rechain(changed)
    assert register.verify(ORIGIN, entries, None, None).ok  # the chain alone sees nothing
    report = honest.verify(entries=entries, disclosures=None)
    assert set(codes(report)) == {"checkpoint_mismatch"}
    # The checkpoints at 3 and 6 say between which entries to look.
    assert report.first_broken == (1 if number <= 3 else 4)


@pytest.mark.parametrize("gone", EVERY)
def test_a_chain_computed_anew_without_an_entry_is_found_by_the_checkpoint(gone):
    honest = book()
    entries = rechain([entry for entry in honest.entries if entry.number != gone])
    report = honest.verify(entries=entries, disclosures=None)
    assert {"checkpoint_mismatch", "checkpoint_ahead"} & set(codes(report))


def test_a_book_is_not_taken_for_another():
    honest = book()
    report = honest.verify(origin="93012345678/board")
    assert {"prev_mismatch", "checkpoint_other_book"} <= set(codes(report))
    foreign = rechain(honest.entries, "93012345678/board")
    assert "prev_mismatch" in codes(honest.verify(entries=foreign))


# Checkpoints


def test_each_fault_of_a_checkpoint_has_its_own_name():
    honest = book()
    half, whole = honest.checkpoints
    for checkpoints, expected in [
        ([], ["checkpoint_missing"]),
        ([half, whole._replace(signature=b"x")], ["checkpoint_signature_invalid"]),
        ([half, whole._replace(size=5)], ["checkpoint_signature_invalid"]),
        ([half, whole._replace(head=half.head)], ["checkpoint_signature_invalid"]),
        ([half, whole._replace(at="2026-02-01T03:00:00Z")], ["checkpoint_signature_invalid"]),
        ([half, whole._replace(size=1.5)], ["checkpoint_signature_invalid"]),
        ([half, whole._replace(key_id="2027")], ["checkpoint_signature_invalid"]),
        ([half, whole._replace(key_id="1999")], ["checkpoint_key_unknown"]),
        ([whole._replace(key_id="1999")], ["checkpoint_key_unknown", "checkpoint_missing"]),
        ([half, whole, half], ["checkpoint_not_monotonic"]),
        (
            [checkpoint(honest.entries, 6, 1), checkpoint(honest.entries, 3, 2)],
            ["checkpoint_not_monotonic"],
        ),
        (
            [checkpoint(honest.entries, 6, 2), checkpoint(honest.entries, 6, 1)],
            ["checkpoint_not_monotonic"],
        ),
        ([half, whole, whole], []),
        ([half, checkpoint(honest.entries, 6, 9, "2027")], []),
    ]:
        assert codes(honest.verify(checkpoints=checkpoints)) == expected


def test_two_checkpoints_of_one_size_with_different_heads_are_a_split_view():
    honest = book()
    other = rechain(replaced(honest.entries, 5, payload={"type": "x"}))
    checkpoints = [*honest.checkpoints, checkpoint(other, 6, 7)]
    assert codes(honest.verify(checkpoints=checkpoints)) == ["checkpoint_conflict"]


def test_without_keys_no_checkpoint_is_believed():
    honest = book()
    report = register.verify(ORIGIN, *honest)
    assert codes(report) == ["checkpoint_key_unknown"] * 2 + ["checkpoint_missing"]


def test_a_checkpoint_survives_its_file():
    one = book().checkpoints[0]
    assert register.checkpoint_from_text(register.checkpoint_text(one)) == one
    for text in ("", "{}", "[]", "null", '{"size":"1"}', register.checkpoint_text(one)[:-2]):
        with pytest.raises(BylawError):
            register.checkpoint_from_text(text)
    text = register.checkpoint_text(one._replace(size=True))
    with pytest.raises(BylawError):
        register.checkpoint_from_text(text)


# Personal data


@pytest.mark.parametrize("number", EVERY)
def test_a_disclosure_altered_removed_added_or_doubled(number):
    honest = book()
    at = 2 * (number - 1)
    one = honest.disclosures[at]
    doubled = [*honest.disclosures[: at + 1], one, *honest.disclosures[at + 1 :]]
    added = [*honest.disclosures[:at], one._replace(field="age"), *honest.disclosures[at:]]
    for kept, code in [
        (replaced(honest.disclosures, at, value="1937-10-25"), "disclosure_altered"),
        (replaced(honest.disclosures, at, value=1.5), "disclosure_altered"),
        (replaced(honest.disclosures, at, salt=bytes(32)), "disclosure_altered"),
        (replaced(honest.disclosures, at, salt=b"short"), "disclosure_altered"),
        (replaced(honest.disclosures, at, salt="not hex"), "disclosure_altered"),
        (honest.disclosures[:at] + honest.disclosures[at + 1 :], "disclosure_missing"),
        (replaced(honest.disclosures, at, salt=None, value=None), "disclosure_missing"),
        (doubled, "disclosure_unexpected"),
        (added, "disclosure_unexpected"),
    ]:
        report = honest.verify(disclosures=kept)
        assert (codes(report), report.first_broken) == ([code], number)


def test_disclosures_of_entries_that_are_not_there():
    honest = book()
    stray = Disclosure(99, "name", bytes(32), "Ada")
    assert codes(honest.verify(disclosures=[*honest.disclosures, stray])) == [
        "disclosure_unexpected"
    ]


def test_values_of_two_entries_cannot_be_exchanged():
    honest = book()
    first, second = honest.disclosures[1], honest.disclosures[3]
    kept = replaced(honest.disclosures, 1, salt=second.salt, value=second.value)
    kept = replaced(kept, 3, salt=first.salt, value=first.value)
    assert codes(honest.verify(disclosures=kept)) == ["disclosure_altered"] * 2


def test_an_erasure_accounts_only_for_what_it_names():
    honest = book(4, {2: ["name"]})
    kept = [one for one in honest.disclosures if one.number not in (2, 3)]
    report = honest.verify(disclosures=kept)
    assert [(f.number, f.params["field"]) for f in report.findings] == [
        (2, "birth_date"),
        (3, "birth_date"),
        (3, "name"),
    ]
    assert report.erased == 1


def test_an_erasure_does_not_account_for_itself_nor_for_later_entries():
    payload, _openings = register.make_payload(
        "erasure", {"erases": [{"number": n, "fields": None} for n in (1, 2)]}, {"who": "Ada"}
    )
    later, _openings = register.make_payload("admission", {}, {"name": "Ada"})
    report = register.verify(ORIGIN, chain([payload, later]), [], None)
    assert codes(report) == ["disclosure_missing"] * 2


def test_a_commitment_tells_nothing_of_its_value_and_depends_on_all_its_parts():
    salt = bytes(range(32))
    one = register.commitment("name", salt, "Ada")
    assert one == register.commitment("name", salt, "Ada")
    others = {
        register.commitment("surname", salt, "Ada"),
        register.commitment("name", bytes(32), "Ada"),
        register.commitment("name", salt, "Adb"),
        register.commitment("name", salt, ["Ada"]),
    }
    assert len(others | {one}) == 5
    first, _openings = register.make_payload("x", {}, {"name": "Ada"})
    second, _openings = register.make_payload("x", {}, {"name": "Ada"})
    assert first != second


# Attachments


def test_attachments_are_held_against_their_digests():
    honest = book(2)
    files = {(n, f"act-{n}.pdf"): hashlib.sha256(b"%d" % n).hexdigest() for n in (1, 2)}

    def check():
        return register.verify(
            ORIGIN, *honest, verify_signature, attachment_digest=lambda *key: files.get(key)
        )

    assert check().ok
    files[2, "act-2.pdf"] = hashlib.sha256(b"flipped").hexdigest()
    assert codes(check()) == ["attachment_altered"]
    del files[2, "act-2.pdf"]
    assert codes(check()) == ["attachment_missing"]


# Writing


def test_what_is_not_exact_is_refused():
    for value in (1.0, float("nan"), 2**53, b"x", {1: "x"}, {"a": {1, 2}}, datetime(2026, 1, 1)):
        with pytest.raises(BylawError):
            register.canonical_bytes({"value": value})
    with pytest.raises(BylawError):
        register.canonical_bytes({"e\u0301": 1, "\u00e9": 2})
    with pytest.raises(BylawError):
        register.canonical_bytes("\ud800")
    assert register.canonical_bytes([date(2026, 1, 2), (True, 1)]) == b'["2026-01-02",[true,1]]'


def test_what_cannot_be_sealed_is_refused_by_name():
    payload = {"type": "x"}
    for call in (
        lambda: register.seal(ORIGIN, None, 2, payload),
        lambda: register.seal(ORIGIN, "$1$", 1, payload),
        lambda: register.seal(ORIGIN, "$1$", -1, payload),
        lambda: register.link_hash(2, "", ORIGIN, 1, b""),
        lambda: register.commitment("name", b"", "Ada"),
        lambda: register.book_origin("", "members"),
        lambda: register.book_origin("1", "a/b"),
        lambda: register.make_payload("x", {}, attachments=[("a", "zz")]),
        lambda: register.make_payload("x", {"amount": 1.5}),
    ):
        with pytest.raises(BylawError):
            call()


json_values = st.recursive(
    st.none() | st.booleans() | st.integers(-(2**53) + 1, 2**53 - 1) | st.text(),
    lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner),
    max_leaves=10,
)


@given(json_values)
def test_canonical_bytes_are_a_fixed_point(value):
    try:
        written = register.canonical_bytes(value)
    except BylawError:
        return  # two keys that are one in NFC
    assert register.canonical_bytes(json.loads(written)) == written


# Reporting


def test_a_wholly_rewritten_book_does_not_fill_the_report():
    honest = book(30)
    entries = [entry._replace(hash="$1$" + "0" * 64) for entry in honest.entries]
    report = register.verify(
        ORIGIN, entries, honest.disclosures, honest.checkpoints, verify_signature, max_findings=10
    )
    assert (report.ok, len(report.findings), report.first_broken) == (False, 10, 1)
    assert report.unlisted > 0


@given(st.data())
def test_verification_never_raises_for_what_it_reads(data):
    honest = book(3)
    junk = st.binary(max_size=40) | st.text(max_size=40) | st.none()
    entries = [
        Entry(
            data.draw(st.integers(-2, 6)),
            data.draw(junk | st.just(honest.entries[0].payload)),
            data.draw(st.none() | st.text(max_size=70)),
            data.draw(st.none() | st.text(max_size=70)),
        )
        for _row in range(data.draw(st.integers(1, 4)))
    ]
    report = honest.verify(entries=entries)
    assert not report.ok
