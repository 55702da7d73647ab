"""Receipts as providers write them, about a mail of the tests; boxes and providers are invented."""

import base64
import datetime
import functools

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import pkcs7

BOX = "posta-certificata@pec.gestore-alfa.example"


@functools.cache
def _identity():
    key = ec.generate_private_key(ec.SECP256R1())
    subject = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, "Posta Certificata")])
    start = datetime.datetime(2026, 1, 1)
    builder = x509.CertificateBuilder(subject, subject, key.public_key(), 4711, start, start.replace(year=2036))
    names = x509.SubjectAlternativeName([x509.RFC822Name(BOX)])
    return key, builder.add_extension(names, critical=False).sign(key, hashes.SHA256())


def receipt(kind, message_id, to, at, signed=True):
    """A receipt of PEC (``accettazione``, ``avvenuta-consegna`` …) about the mail ``message_id`` to ``to``, at ``at`` (UTC)."""
    delivered = f"<ricevuta tipo='breve'/><consegna>{to}</consegna>" if kind.endswith("consegna") else ""
    data = f"""<?xml version="1.0" encoding="UTF-8"?>
<postacert tipo="{kind}" errore="nessuno"><intestazione><mittente>associazione@pec.example.com</mittente>
<destinatari tipo="certificato">{to}</destinatari><risposte>associazione@pec.example.com</risposte>
<oggetto>Convocazione</oggetto></intestazione><dati><gestore-emittente>Gestore Alfa</gestore-emittente>
<data zona="+0000"><giorno>{at:%d/%m/%Y}</giorno><ora>{at:%H:%M:%S}</ora></data>
<identificativo>opec1@pec.gestore-alfa.example</identificativo>
<msgid>{message_id.replace("<", "&lt;").replace(">", "&gt;")}</msgid>{delivered}</dati></postacert>"""
    head = f"""X-Ricevuta: {kind}
X-Riferimento-Message-ID: {message_id}
Date: Thu, 02 Apr 2026 10:15:32 +0200
Subject: {kind}
From: "Posta Certificata" <{BOX}>
To: associazione@pec.example.com
Message-ID: <{kind}.{to}@pec.gestore-alfa.example>
MIME-Version: 1.0"""
    inner = (
        'Content-Type: multipart/mixed; boundary="dentro"\n\n--dentro\nContent-Type: text/plain\n\nRicevuta\n--dentro\n'
        'Content-Type: application/xml; name="daticert.xml"\nContent-Disposition: attachment; filename="daticert.xml"\n'
        f"Content-Transfer-Encoding: base64\n\n{base64.encodebytes(data.encode()).decode()}\n--dentro--"
    )
    return _signed(head, inner) if signed else f"{head}\n{inner}\n".encode()


def _signed(head, inner):
    content = inner.replace("\n", "\r\n").encode()
    key, certificate = _identity()
    builder = pkcs7.PKCS7SignatureBuilder().set_data(content).add_signer(certificate, key, hashes.SHA256())
    der = builder.sign(serialization.Encoding.DER, [pkcs7.PKCS7Options.DetachedSignature, pkcs7.PKCS7Options.Binary])
    start = (
        f"{head}\nContent-Type: multipart/signed; protocol=\"application/x-pkcs7-signature\"; micalg=sha-256; boundary=\"fuori\"\n\n"
        "--fuori\n"
    )
    tail = (
        "\n--fuori\nContent-Type: application/x-pkcs7-signature; name=\"smime.p7s\"\nContent-Transfer-Encoding: base64\n"
        "Content-Disposition: attachment; filename=\"smime.p7s\"\n\n"
    )
    start, tail = (text.replace("\n", "\r\n").encode() for text in (start, tail))
    return start + content + tail + base64.encodebytes(der).replace(b"\n", b"\r\n") + b"\r\n--fuori--\r\n"


def bounce(message_id, to):
    """An ordinary bounce (RFC 3464)."""
    return f"""Return-Path: <>
From: Mail Delivery System <mailer-daemon@mx.example.com>
To: segreteria@example.com
Date: Thu, 2 Apr 2026 08:20:12 +0000
Subject: Undelivered Mail Returned to Sender
Message-ID: <back.{to}@mx.example.com>
MIME-Version: 1.0
Content-Type: multipart/report; report-type=delivery-status; boundary="dsn"

--dsn
Content-Type: text/plain; charset=us-ascii

The mail could not be delivered.

--dsn
Content-Type: message/delivery-status

Reporting-MTA: dns; mx.example.com

Final-Recipient: rfc822; {to}
Action: failed
Status: 5.1.1
Diagnostic-Code: smtp; 550 User unknown

--dsn
Content-Type: message/rfc822

From: segreteria@example.com
To: {to}
Message-ID: {message_id}
Subject: Convocazione

Testo
--dsn--
""".encode()
