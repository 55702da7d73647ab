"""Receipts prove what their provider signed, and nothing else; what is forged or damaged is refused with a name and a remedy."""

import datetime
from dataclasses import FrozenInstanceError

import pytest
from hypothesis import given
from hypothesis import strategies as st

from odoo.addons.lecce_smartcity.intake import daticert, pec_receipts, signed_mail
from odoo.addons.lecce_smartcity.intake.errors import IntakeError

from . import pec_samples as pec

AT = datetime.datetime(2026, 4, 2, 8, 15, 32, tzinfo=datetime.timezone.utc)


def sample(name):
    return pec_receipts.read(name, (pec.FOLDER / name).read_bytes())


def refused(data, name="ricevuta.eml"):
    with pytest.raises(IntakeError) as caught:
        pec_receipts.read(name, data)
    for lang in ("it", "en"):
        assert name in caught.value.message(lang)
    return caught.value


@pytest.mark.parametrize(
    "name, kind, evidence",
    [
        ("accettazione.eml", pec_receipts.ACCEPTANCE, "accepted"),
        ("non-accettazione.eml", pec_receipts.REFUSAL, "bounced"),
        ("presa-in-carico.eml", pec_receipts.TAKEN, None),
        ("avvenuta-consegna.eml", pec_receipts.DELIVERY, "delivered"),
        ("errore-consegna.eml", pec_receipts.FAILURE, "bounced"),
        ("preavviso-errore-consegna.eml", pec_receipts.WARNING, None),
        ("rilevazione-virus.eml", pec_receipts.VIRUS, "bounced"),
    ],
)
def test_each_kind_of_certified_receipt_is_read(name, kind, evidence):
    found = sample(name)
    assert (found.kind, found.certified, found.verified) == (kind, True, True)
    assert found.message_id == pec.ORIGINAL
    assert found.at == AT and found.at.utcoffset() == datetime.timedelta(hours=2)
    assert [(one.recipient, one.kind, one.evidence) for one in found.outcomes] == [(pec.RECIPIENT, kind, evidence)]
    assert found.provider == pec.PROVIDER and found.sender == pec.SENDER
    assert found.signature.signer == pec.BOX


def test_a_failure_says_why():
    found = sample("errore-consegna.eml")
    assert found.error == "no-dest" and "indirizzo non valido" in found.outcomes[0].detail


def test_a_receipt_cannot_be_changed():
    with pytest.raises(FrozenInstanceError):
        sample("accettazione.eml").kind = pec_receipts.DELIVERY


def test_an_acceptance_speaks_of_all_addressees_and_a_delivery_of_one():
    whom = ("a@pec.example.it", "B@pec.example.it")
    accepted = pec_receipts.read("r.eml", pec.receipt("accettazione", recipients=whom))
    delivered = pec_receipts.read("r.eml", pec.receipt("avvenuta-consegna", recipients=whom, to=whom[1]))
    assert [one.recipient for one in accepted.outcomes] == ["a@pec.example.it", "b@pec.example.it"]
    assert [one.recipient for one in delivered.outcomes] == ["b@pec.example.it"]


@pytest.mark.parametrize(
    "name, kind, evidence", [("bounce-failed.eml", "failure", "bounced"), ("bounce-delayed.eml", "warning", None)]
)
def test_an_ordinary_bounce_is_read(name, kind, evidence):
    found = sample(name)
    assert (found.kind, found.certified, found.message_id) == (kind, False, pec.ORIGINAL)
    assert found.at == datetime.datetime(2026, 4, 2, 8, 20, 11, tzinfo=datetime.timezone.utc)
    assert [(one.recipient, one.evidence) for one in found.outcomes] == [("bruno.verdi@example.it", evidence)]
    assert found.signature.state == signed_mail.ABSENT


def test_a_bounce_of_several_recipients_tells_each():
    data = pec.bounce(recipients=("a@example.it", "b@example.it")).replace(b"Action: failed", b"Action: delayed", 1)
    found = pec_receipts.read("b.eml", data)
    assert found.kind == "failure"
    assert [(one.recipient, one.kind) for one in found.outcomes] == [("a@example.it", "warning"), ("b@example.it", "failure")]


@pytest.mark.parametrize("data", [pec.bounce(last=False), pec.bounce(original=pec.NOTICE.replace("\n\nE'", "\n\nX'"))])
def test_a_bounce_without_some_fields_is_still_read(data):
    assert pec_receipts.read("b.eml", data).message_id == pec.ORIGINAL


def test_line_ends_rewritten_on_the_way_do_not_break_the_signature():
    data = pec.receipt("avvenuta-consegna").replace(b"\r\n", b"\n")
    assert pec_receipts.read("r.eml", data).verified


def test_a_key_on_an_elliptic_curve_is_verified_too():
    assert pec_receipts.read("r.eml", pec.receipt("avvenuta-consegna", key_kind="ec")).verified


def test_one_changed_letter_is_found_out():
    data = pec.receipt("avvenuta-consegna").replace(b"stato trattato", b"stato tratt4to")
    error = refused(data)
    assert error.code == "receipt_altered" and error.params["signer"] == pec.BOX


def test_a_claim_without_a_signature_is_told_to_be_one():
    found = pec_receipts.read("r.eml", pec.unsigned("avvenuta-consegna"))
    assert found.signature.state == signed_mail.ABSENT and not found.verified


def test_where_nothing_can_verify_a_signature_it_says_so(monkeypatch):
    monkeypatch.setattr(signed_mail, "cms", None)
    found = sample("avvenuta-consegna.eml")
    assert found.signature.state == signed_mail.UNVERIFIED and not found.verified


def test_a_signature_that_cannot_be_read_is_not_verified():
    data = pec.receipt("accettazione")
    start = data.index(b"smime.p7s") + 200
    found = pec_receipts.read("r.eml", data[:start] + b"AAAA" + data[start + 4 :])
    assert found.signature.state in (signed_mail.UNVERIFIED, signed_mail.ALTERED)


@pytest.mark.parametrize(
    "values, place",
    [
        ({"told": "avvenuta-consegna"}, "X-Ricevuta"),
        ({"reference": "<altro@example.it>"}, "X-Riferimento-Message-ID"),
        ({"box": "posta-certificata@pec.gestore-beta.example"}, "From"),
    ],
)
def test_headers_that_say_something_else_than_the_signed_data_are_refused(values, place):
    error = refused(pec.receipt("accettazione", **values))
    assert (error.code, error.params["place"]) == ("receipt_contradicts", place)


def test_a_false_receipt_inside_the_delivered_mail_is_not_looked_at():
    inside = pec.unsigned("avvenuta-consegna").decode().replace("mezzo-2", "falso-3")
    head = "From: a@example.it\nDate: Thu, 2 Apr 2026 10:00:00 +0200\nContent-Type: multipart/mixed; boundary=m\n"
    message = f"{head}\n--m\nContent-Type: message/rfc822\n\n{inside}\n--m--\n"
    assert refused(message.encode()).code == "receipt_none"


@pytest.mark.parametrize(
    "data, code",
    [
        (b"", "empty_file"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 50, "mail_outlook"),
        (b"%PDF-1.7 not a mail at all", "mail_unreadable"),
        (pec.NOTICE.encode(), "receipt_none"),
        (pec.receipt("posta-certificata", told=""), "receipt_envelope"),
        (pec.receipt("ricevuta-lettura"), "receipt_kind_unknown"),
        (pec.unsigned("accettazione").replace(b"daticert.xml", b"altro.xml"), "receipt_without_data"),
        (pec.receipt("avvenuta-consegna", to=""), "receipt_field_missing"),
        (pec.receipt("accettazione", recipients=()), "receipt_field_missing"),
        (pec.receipt("accettazione", message_id="", reference=""), "receipt_without_message"),
        (pec.receipt("accettazione", at=("31/02/2026", "10:00:00", "+0200")), "receipt_date_invalid"),
        (pec.receipt("accettazione", at=("01/02/2026", "10:00:00", "CET")), "receipt_date_invalid"),
        (pec.receipt("accettazione", extra="<aperto>"), "receipt_data_damaged"),
        (pec.bounce("eaten"), "bounce_damaged"),
        (pec.bounce(original="Subject: x\n"), "receipt_without_message"),
        (b"From: a@b\nDate: x\n" + b'Content-Type: multipart/mixed; boundary="a"\n\n' * 300, "mail_too_complex"),
    ],
)
def test_what_proves_nothing_is_refused_by_name(data, code):
    assert refused(data).code == code


def test_two_sets_of_data_in_one_receipt_are_refused():
    again = 'Content-Type: application/xml; name="daticert.xml"\n\n<postacert/>\n'
    assert refused(pec.receipt("accettazione", extra_parts=f"--mezzo-2\n{again}\n")).code == "receipt_data_twice"


@pytest.mark.parametrize(
    "xml, code",
    [
        (b'<!DOCTYPE p [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]><postacert tipo="&b;"/>', "receipt_data_unsafe"),
        (b'<!DOCTYPE p [<!ENTITY x SYSTEM "file:///etc/passwd">]><postacert>&x;</postacert>', "receipt_data_unsafe"),
        (b'<!DOCTYPE p [<!ENTITY % x SYSTEM "http://127.0.0.1:9/x"> %x;]><postacert/>', "receipt_data_unsafe"),
        (b"<postacert>" + b"<a/>" * 5_000 + b"</postacert>", "receipt_data_unsafe"),
        (b"<postacert>" + b"<a>" * 50, "receipt_data_unsafe"),
        (b"<postacert><a>" + b"x" * 10_000 + b"</a></postacert>", "receipt_data_unsafe"),
        (b" " * 1_000_001, "receipt_data_unsafe"),
        (b"<postacert", "receipt_data_damaged"),
        (b'<?xml version="1.0" encoding="klingon"?><postacert/>', "receipt_data_damaged"),
        (b"", "receipt_data_damaged"),
        (b"<html/>", "receipt_field_missing"),
        (b"<postacert tipo='accettazione'/>", "receipt_field_missing"),
    ],
)
def test_data_that_no_provider_writes_are_refused_with_the_place(xml, code):
    with pytest.raises(IntakeError) as caught:
        daticert.read("r.eml", xml)
    assert caught.value.code == code and "r.eml" in caught.value.message("it")


def test_the_providers_document_type_is_passed_over_without_being_fetched():
    xml = pec.daticert("accettazione").replace("?>\n", '?>\n<!DOCTYPE postacert SYSTEM "Postacert.dtd">\n', 1)
    assert daticert.read("r.eml", xml.encode()).kind == "accettazione"


WHOLE = pec.receipt("avvenuta-consegna")


@given(st.integers(0, len(WHOLE) - 1), st.binary(max_size=30), st.integers(0, 300))
def test_any_damage_is_refused_or_leaves_the_same_facts(at, put, cut):
    """A mail that still verifies says what was signed; nothing raises anything but a named refusal."""
    data = WHOLE[:at] + put + WHOLE[at + cut :]
    try:
        found = pec_receipts.read("r.eml", data)
    except IntakeError:
        return
    if found.verified:
        assert (found.kind, found.at, found.outcomes[0].recipient) == ("delivery", AT, pec.RECIPIENT)


@given(st.binary(max_size=400))
def test_any_bytes_are_refused_by_name(data):
    with pytest.raises(IntakeError):
        pec_receipts.read("x.eml", data)


def test_a_header_in_an_encoding_that_nobody_knows_is_kept_as_it_is():
    data = pec.bounce().replace(b"smtp; 550 User unknown", b"smtp; =?klingon?b?////?= =?u\xfff-8?q?x?=")
    assert pec_receipts.read("b.eml", data).outcomes[0].status == "5.1.1"
