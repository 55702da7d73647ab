"""Receipts of certified mail as providers write them. Names, boxes and providers are invented.

``python tests/unit/intake/pec_samples.py`` writes the files of ``tests/data/pec`` anew.
"""

import base64
import datetime
import functools
import html
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec, rsa
from cryptography.hazmat.primitives.serialization import pkcs7

FOLDER = Path(__file__).resolve().parents[2] / "data" / "pec"
PROVIDER = "Gestore Alfa Certificata S.p.A."
BOX = "posta-certificata@pec.gestore-alfa.example"
SENDER = "associazione@pec.example.it"
RECIPIENT = "annalucia.delia@pec.example.it"
ORIGINAL = "0f3b7c2e.meeting-7.notice-118@associazione.example.it"
AT = ("02/04/2026", "10:15:32", "+0200")
SUBJECTS = {
    "accettazione": "ACCETTAZIONE",
    "non-accettazione": "AVVISO DI NON ACCETTAZIONE",
    "presa-in-carico": "PRESA IN CARICO",
    "avvenuta-consegna": "CONSEGNA",
    "errore-consegna": "AVVISO DI MANCATA CONSEGNA",
    "preavviso-errore-consegna": "AVVISO DI MANCATA CONSEGNA PER SUPERAMENTO TEMPO MASSIMO",
    "rilevazione-virus": "PROBLEMA DI SICUREZZA",
}
NOTICE = f"""From: Associazione <{SENDER}>
To: {RECIPIENT}
Date: Thu, 02 Apr 2026 10:15:27 +0200
Message-ID: <{ORIGINAL}>
Subject: Avviso di convocazione: Assemblea degli associati
MIME-Version: 1.0
Content-Type: text/plain; charset=utf-8
Content-Transfer-Encoding: 8bit

E' convocata l'assemblea degli associati.
"""


@functools.cache
def identity(kind="rsa", name=BOX):
    """A key and a certificate in the provider's name."""
    key = rsa.generate_private_key(65537, 2048) if kind == "rsa" else ec.generate_private_key(ec.SECP256R1())
    subject = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, "Posta Certificata")])
    start = datetime.datetime(2026, 1, 1)
    builder = x509.CertificateBuilder(subject, subject, key.public_key(), 4711, start, start.replace(year=2036))
    names = x509.SubjectAlternativeName([x509.RFC822Name(name)])
    return key, builder.add_extension(names, critical=False).sign(key, hashes.SHA256())


def daticert(kind, error="nessuno", recipients=(RECIPIENT,), to=RECIPIENT, at=AT, message_id=f"<{ORIGINAL}>", detail="", extra=""):
    """The attested data."""
    whom = "".join(f'\n<destinatari tipo="certificato">{html.escape(one)}</destinatari>' for one in recipients)
    delivered = kind in ("avvenuta-consegna", "errore-consegna", "preavviso-errore-consegna")
    return f"""<?xml version="1.0" encoding="UTF-8"?>
<postacert tipo="{kind}" errore="{error}">
<intestazione>
<mittente>{SENDER}</mittente>{whom}
<risposte>{SENDER}</risposte>
<oggetto>Avviso di convocazione: Assemblea degli associati – 18 aprile</oggetto>
</intestazione>
<dati>
<gestore-emittente>{PROVIDER}</gestore-emittente>
<data zona="{at[2]}"><giorno>{at[0]}</giorno><ora>{at[1]}</ora></data>
<identificativo>opec21012.20260402101530.03284.118.1.65@pec.gestore-alfa.example</identificativo>
<msgid>{html.escape(message_id)}</msgid>{'<ricevuta tipo="completa"/>' if kind == "avvenuta-consegna" else ""}
{f"<consegna>{to}</consegna>" if delivered and to else ""}
{f"<errore-esteso>{html.escape(detail)}</errore-esteso>" if detail else ""}{extra}
</dati>
</postacert>
"""


def envelope(kind, attested, told=None, reference=f"<{ORIGINAL}>", box=BOX, extra_parts=""):
    """The signed content of a receipt: words, data and, for a delivery, the mail that was delivered."""
    told = kind if told is None else told
    encoded = base64.encodebytes(attested.encode()).decode()
    original = (
        f'--mezzo-2\nContent-Type: message/rfc822; name="postacert.eml"\nContent-Disposition: attachment; '
        f'filename="postacert.eml"\n\n{NOTICE}\n'
        if kind == "avvenuta-consegna"
        else ""
    )
    inner = f"""Content-Type: multipart/mixed; boundary="mezzo-2"

--mezzo-2
Content-Type: text/plain; charset="iso-8859-1"
Content-Transfer-Encoding: quoted-printable

Il giorno 02/04/2026 alle ore 10:15:32 (+0200) il messaggio =E8 stato trattato.

--mezzo-2
Content-Type: application/xml; name="daticert.xml"
Content-Disposition: attachment; filename="daticert.xml"
Content-Transfer-Encoding: base64

{encoded}
{original}{extra_parts}--mezzo-2--
"""
    head = [
        f"Return-Path: <{box}>",
        "Received: from smtp.gestore-alfa.example by mx.example.it; Thu, 02 Apr 2026 10:15:33 +0200",
        f"X-Ricevuta: {told}" if told else "",
        "X-TipoRicevuta: completa" if kind == "avvenuta-consegna" else "",
        f"X-Riferimento-Message-ID: {reference}" if reference else "",
        "Date: Thu, 02 Apr 2026 10:15:32 +0200",
        f"Subject: {SUBJECTS.get(kind, 'POSTA CERTIFICATA')}: Avviso di convocazione",
        f'From: "Posta Certificata" <{box}>',
        f"To: {SENDER}",
        "Message-ID: <opec21012.20260402101532@pec.gestore-alfa.example>",
        "MIME-Version: 1.0",
    ]
    return "\n".join(filter(None, head)), inner


def signed(head, inner, key_kind="rsa"):
    """The mail as it travels: multipart/signed, lines ending in CR LF."""
    content = inner.rstrip("\n").replace("\n", "\r\n").encode()
    key, certificate = identity(key_kind)
    builder = pkcs7.PKCS7SignatureBuilder().set_data(content).add_signer(certificate, key, hashes.SHA256())
    der = builder.sign(serialization.Encoding.DER, [pkcs7.PKCS7Options.DetachedSignature, pkcs7.PKCS7Options.Binary])
    start = head.replace("\n", "\r\n") + (
        '\r\nContent-Type: multipart/signed; protocol="application/x-pkcs7-signature"; micalg=sha-256; boundary="fuori-1"\r\n\r\n'
        "This is an S/MIME signed message\r\n\r\n--fuori-1\r\n"
    )
    tail = (
        '\r\n--fuori-1\r\nContent-Type: application/x-pkcs7-signature; name="smime.p7s"\r\nContent-Transfer-Encoding: base64\r\n'
        'Content-Disposition: attachment; filename="smime.p7s"\r\n\r\n'
    )
    encoded = base64.encodebytes(der).replace(b"\n", b"\r\n")
    return start.encode() + content + tail.encode() + encoded + b"\r\n--fuori-1--\r\n"


def receipt(kind, key_kind="rsa", told=None, reference=f"<{ORIGINAL}>", box=BOX, extra_parts="", **attested):
    """A signed receipt of that kind."""
    return signed(*envelope(kind, daticert(kind, **attested), told, reference, box, extra_parts), key_kind)


def unsigned(kind, **attested):
    """What somebody writes who has no provider's key."""
    head, inner = envelope(kind, daticert(kind, **attested))
    return f"{head}\n{inner}".encode()


def bounce(action="failed", recipients=("bruno.verdi@example.it",), status="5.1.1", original=NOTICE, last=True):
    """An ordinary bounce (RFC 3464)."""
    tried = "Last-Attempt-Date: Thu, 2 Apr 2026 08:20:11 +0000 (UTC)\n" if last else ""
    blocks = "\n".join(
        f"Final-Recipient: rfc822; {one}\nAction: {action}\nStatus: {status}\nDiagnostic-Code: smtp; 550 User unknown\n{tried}"
        for one in recipients
    )
    return f"""Return-Path: <>
From: Mail Delivery System <mailer-daemon@mx.example.it>
To: {SENDER}
Date: Thu, 2 Apr 2026 08:20:12 +0000
Subject: Undelivered Mail Returned to Sender
Message-ID: <20260402.1@mx.example.it>
MIME-Version: 1.0
Content-Type: multipart/report; report-type=delivery-status; boundary="dsn-1"

--dsn-1
Content-Type: text/plain; charset=us-ascii

The mail could not be delivered.

--dsn-1
Content-Type: message/delivery-status

Reporting-MTA: dns; mx.example.it
Arrival-Date: Thu, 2 Apr 2026 08:19:58 +0000

{blocks}
--dsn-1
Content-Type: message/rfc822

{original}
--dsn-1--
""".encode()


FILES = {
    "accettazione.eml": lambda: receipt("accettazione"),
    "non-accettazione.eml": lambda: receipt("non-accettazione", error="altro", detail="indirizzo del destinatario non valido"),
    "presa-in-carico.eml": lambda: receipt("presa-in-carico"),
    "avvenuta-consegna.eml": lambda: receipt("avvenuta-consegna"),
    "errore-consegna.eml": lambda: receipt("errore-consegna", error="no-dest", detail="5.1.1 - Gestore Alfa - indirizzo non valido"),
    "preavviso-errore-consegna.eml": lambda: receipt("preavviso-errore-consegna", error="altro", detail="entro 12 ore"),
    "rilevazione-virus.eml": lambda: receipt("rilevazione-virus", error="virus"),
    "bounce-failed.eml": bounce,
    "bounce-delayed.eml": lambda: bounce("delayed", status="4.4.1"),
}

if __name__ == "__main__":
    FOLDER.mkdir(parents=True, exist_ok=True)
    for name, make in FILES.items():
        (FOLDER / name).write_bytes(make())
