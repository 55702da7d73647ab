# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
"""Receipts of certified mail (PEC) and bounces of ordinary mail: an .eml in, what it proves out.

A certified receipt is a signed mail with a ``daticert.xml`` (D.P.R. 68/2005; RFC 6109). Only the envelope is looked at: the mail
that a complete receipt carries along (``postacert.eml``) may hold anything, a false ``daticert.xml`` too. An ordinary bounce is a
multipart/report (RFC 3464).
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timezone
from email import message_from_bytes
from email.errors import MessageError
from email.header import decode_header, make_header
from email.utils import parsedate_to_datetime
from typing import NamedTuple

from ..bylaws.meeting.notice import ACCEPTED, BOUNCED, DELIVERED
from . import daticert, signed_mail
from .daticert import bare
from .errors import IntakeError

ACCEPTANCE = "acceptance"  # accettazione: the sender's provider took the mail
REFUSAL = "refusal"  # non-accettazione: it did not
TAKEN = "taken"  # presa in carico: between providers
DELIVERY = "delivery"  # avvenuta consegna: in the addressee's box
FAILURE = "failure"  # errore di consegna, or a bounce
WARNING = "warning"  # preavviso, or a bounce that says "later": not final
VIRUS = "virus"  # rilevazione virus: stopped
RELAYED = "relayed"  # handed on, nothing known of the end

_KINDS = {
    "accettazione": ACCEPTANCE,
    "non-accettazione": REFUSAL,
    "presa-in-carico": TAKEN,
    "avvenuta-consegna": DELIVERY,
    "errore-consegna": FAILURE,
    "mancata-consegna": FAILURE,
    "preavviso-errore-consegna": WARNING,
    "preavviso-mancata-consegna": WARNING,
    "rilevazione-virus": VIRUS,
}
_ACTIONS = {"failed": FAILURE, "delayed": WARNING, "delivered": DELIVERY, "relayed": RELAYED, "expanded": RELAYED}
_SEVERITY = (FAILURE, WARNING, RELAYED, DELIVERY)
_EVIDENCE = {ACCEPTANCE: ACCEPTED, DELIVERY: DELIVERED, REFUSAL: BOUNCED, FAILURE: BOUNCED, VIRUS: BOUNCED}

_BYTES_MAX = 60_000_000
_PARTS_MAX = 200
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"  # Outlook's .msg


class Outcome(NamedTuple):
    """What the receipt says of one recipient: address, kind, status code and explanation if any."""

    recipient: str
    kind: str
    status: str = ""
    detail: str = ""

    @property
    def evidence(self) -> str | None:
        """The kind of evidence it is (``bylaws.meeting.notice``); None: it proves nothing by itself."""
        return _EVIDENCE.get(self.kind)


@dataclass(frozen=True)
class Receipt:
    """One receipt.

    ``message_id`` is that of the mail it is about, without angle brackets. ``at``: the instant that it attests, with a zone.
    ``outcomes``: one for each recipient it speaks of. ``signature``: see ``signed_mail``; an unsigned certified receipt is a claim.
    """

    kind: str
    certified: bool
    message_id: str
    at: datetime
    outcomes: tuple[Outcome, ...]
    signature: signed_mail.Signature
    sender: str = ""
    subject: str = ""
    provider: str = ""
    identifier: str = ""
    form: str = ""  # completa, breve, sintetica
    error: str = ""

    @property
    def verified(self) -> bool:
        """Whether a signature fits the receipt. Whose it is, is told by its certificate, not by the public list of providers."""
        return self.signature.state == signed_mail.INTACT


def read(name, data):
    """The ``Receipt`` in the bytes of a mail saved as ``name`` (.eml).

    Raises IntakeError, each with the file, the place and what to do: ``empty_file``, ``mail_too_large``, ``mail_outlook``,
    ``mail_unreadable``, ``mail_too_complex``, ``receipt_none``, ``receipt_envelope``, ``receipt_without_data``,
    ``receipt_data_twice``, ``receipt_kind_unknown``, ``receipt_contradicts``, ``receipt_altered``, ``receipt_without_message``,
    ``bounce_damaged``, and those of ``daticert.read``.
    """
    message = _parsed(name, data)
    try:
        return _read(name, message, data)
    except (LookupError, ValueError, RecursionError, MessageError):  # what the parser of the library trips over
        raise IntakeError("mail_unreadable", filename=name) from None


def _read(name, message, data):
    told = _header(message, "X-Ricevuta").lower()
    attached = [part for part in _parts(message) if (part.get_filename() or "").lower() == "daticert.xml"]
    if told or attached:
        if not told and _header(message, "X-Trasporto"):
            raise IntakeError("receipt_envelope", filename=name)
        return _certified(name, message, data, told, attached)
    if message.get_content_type() == "multipart/report":
        return _bounce(name, message, data)
    raise IntakeError("receipt_none", filename=name, subject=_header(message, "Subject")[:100])


def _parsed(name, data):
    if not data or not data.strip():
        raise IntakeError("empty_file", filename=name)
    if len(data) > _BYTES_MAX:
        raise IntakeError("mail_too_large", filename=name, limit=_BYTES_MAX // 1_000_000)
    if data.startswith(_OLE):
        raise IntakeError("mail_outlook", filename=name)
    lower = data.lower()
    if lower.count(b"boundary=") > _PARTS_MAX or lower.count(b"message/") > _PARTS_MAX:
        raise IntakeError("mail_too_complex", filename=name, limit=_PARTS_MAX)
    try:
        message = message_from_bytes(data)
    except (LookupError, ValueError, RecursionError, MessageError):
        raise IntakeError("mail_unreadable", filename=name) from None
    if not (message["From"] or message["Received"] or message["Return-Path"]) or not (message["Date"] or message["Message-ID"]):
        raise IntakeError("mail_unreadable", filename=name)
    return message


def _parts(message):
    """The parts of the envelope; what lies inside a mail that is attached is not its own."""
    yield message
    if message.get_content_maintype() == "multipart" and isinstance(message.get_payload(), list):
        for part in message.get_payload():
            yield from _parts(part)


def _header(message, name):
    """A header as text, decoded, on one line."""
    value = message[name]
    if value is None:
        return ""
    try:
        value = str(make_header(decode_header(str(value))))
    except (LookupError, ValueError, MessageError):
        value = str(value)
    return " ".join(value.split())


# --- certified mail ---


def _certified(name, message, data, told, attached):
    if not attached:
        raise IntakeError("receipt_without_data", filename=name, kind=told)
    if len(attached) > 1:
        raise IntakeError("receipt_data_twice", filename=name)
    signature = signed_mail.check(message, data)
    if signature.state == signed_mail.ALTERED:
        raise IntakeError("receipt_altered", filename=name, signer=signature.signer)
    found = daticert.read(name, attached[0].get_payload(decode=True) or b"")
    _agree(name, message, told, found, signature)
    if found.kind == "posta-certificata":
        raise IntakeError("receipt_envelope", filename=name)
    kind = _KINDS.get(found.kind)
    if kind is None:
        raise IntakeError("receipt_kind_unknown", filename=name, kind=found.kind)
    message_id = found.message_id or bare(_header(message, "X-Riferimento-Message-ID"))
    if not message_id:
        raise IntakeError("receipt_without_message", filename=name)
    return Receipt(
        kind=kind,
        certified=True,
        message_id=message_id,
        at=found.at,
        outcomes=_outcomes(name, kind, found),
        signature=signature,
        sender=found.sender,
        subject=found.subject,
        provider=found.provider,
        identifier=bare(found.identifier),
        form=found.receipt,
        error="" if found.error in ("", "nessuno") else found.error,
    )


def _agree(name, message, told, found, signature):
    """The headers, which no signature covers, must say what the signed data say."""
    header = bare(_header(message, "X-Riferimento-Message-ID"))
    sender = _address(_header(message, "From"))
    pairs = [("X-Ricevuta", told, found.kind.lower()), ("X-Riferimento-Message-ID", header, found.message_id)]
    if signature.state == signed_mail.INTACT and "@" in signature.signer:
        pairs.append(("From", sender, signature.signer.lower()))
    for place, said, attested in pairs:
        if said and attested and said != attested:
            raise IntakeError("receipt_contradicts", filename=name, place=place, header=said[:200], data=attested[:200])


def _address(value):
    """The bare address in a From header, in lower case.

    >>> _address('"Posta Certificata" <Posta-Certificata@pec.example.it>')
    'posta-certificata@pec.example.it'
    """
    return value.rsplit("<", 1)[-1].split(">", 1)[0].strip().lower()


def _outcomes(name, kind, found):
    """A delivery speaks of one box; an acceptance of all addressees."""
    whom = (found.delivered_to,) if found.delivered_to else found.recipients
    if not whom or (kind == DELIVERY and not found.delivered_to):
        raise IntakeError(
            "receipt_field_missing", filename=name, place="dati/consegna" if kind == DELIVERY else "intestazione/destinatari"
        )
    error = "" if found.error in ("", "nessuno") else found.error
    return tuple(Outcome(recipient.lower(), kind, error, found.detail) for recipient in whom)


# --- ordinary bounces ---


def _bounce(name, message, data):
    """A delivery status notification."""
    status = next((part for part in _parts(message) if part.get_content_type() == "message/delivery-status"), None)
    blocks = status.get_payload() if status is not None and isinstance(status.get_payload(), list) else []
    outcomes = tuple(filter(None, map(_of_recipient, blocks)))
    if not outcomes:
        raise IntakeError("bounce_damaged", filename=name, place="message/delivery-status")
    message_id, subject = _of_original(message)
    if not message_id:
        raise IntakeError("receipt_without_message", filename=name)
    tried = [_moment(_header(block, "Last-Attempt-Date")) for block in blocks]
    at = max(filter(None, tried), default=None) or _moment(_header(message, "Date"))
    if at is None:
        raise IntakeError("receipt_date_invalid", filename=name, value=_header(message, "Date")[:100])
    return Receipt(
        kind=min((one.kind for one in outcomes), key=_SEVERITY.index),
        certified=False,
        message_id=message_id,
        at=at,
        outcomes=outcomes,
        signature=signed_mail.check(message, data),
        sender=_address(_header(message, "To")),
        subject=subject,
        provider=_typed(_header(blocks[0], "Reporting-MTA")),
    )


def _of_recipient(block):
    recipient = _typed(_header(block, "Original-Recipient") or _header(block, "Final-Recipient"))
    kind = _ACTIONS.get(_header(block, "Action").split("(")[0].strip().lower())
    if not recipient or kind is None:
        return None
    return Outcome(
        recipient.lower().strip("<>"), kind, _header(block, "Status")[:20], _typed(_header(block, "Diagnostic-Code"))[:500]
    )


def _typed(value):
    """The value of a field that begins with its type ("rfc822; a@example.it")."""
    return value.split(";", 1)[-1].strip()


def _of_original(message):
    """Message-ID and subject of the mail that came back, from the copy of it or of its headers."""
    for part in _parts(message):
        if part.get_content_type() == "message/rfc822" and isinstance(part.get_payload(), list) and part.get_payload():
            original = part.get_payload()[0]
        elif part.get_content_type() in ("text/rfc822-headers", "message/rfc822-headers"):
            original = message_from_bytes(part.get_payload(decode=True) or b"")
        else:
            continue
        return bare(_header(original, "Message-ID")), _header(original, "Subject")[:200]
    return bare(_header(message, "In-Reply-To")), ""


def _moment(value):
    """An instant of RFC 5322; None if it is none. Without a zone it is taken as UTC ("-0000")."""
    try:
        moment = parsedate_to_datetime(value) if value else None
    except (TypeError, ValueError, OverflowError):
        return None
    return moment.replace(tzinfo=timezone.utc) if moment and moment.tzinfo is None else moment
