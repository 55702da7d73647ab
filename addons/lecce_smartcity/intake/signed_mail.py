# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
"""The signature of a mail that was signed by machine (multipart/signed, S/MIME): is what arrived what was signed?

Two questions are told apart. *Integrity*: the signature fits the text and the certificate that came with it; a changed byte is
found out. *Trust*: that the certificate is one of a provider in the public list of certified mail. The second needs that list,
which is not here: ``INTACT`` says that nothing was altered since somebody who calls himself ``signer`` signed it.
"""

from __future__ import annotations

import hashlib
import re
from datetime import datetime, timezone
from typing import NamedTuple

try:
    from asn1crypto import cms
    from cryptography import x509
    from cryptography.exceptions import InvalidSignature, UnsupportedAlgorithm
    from cryptography.hazmat.primitives import hashes
    from cryptography.hazmat.primitives.asymmetric import ec, padding, rsa
except ImportError:  # without them a signature is told to be there and not to be verified
    cms = None

INTACT = "intact"  # the text is the one that was signed
ALTERED = "altered"  # it is not
ABSENT = "absent"  # there is no signature
UNVERIFIED = "unverified"  # there is one, of a kind that cannot be verified here

_DIGESTS = {"sha1", "sha224", "sha256", "sha384", "sha512"}
_SIGNATURE_MAX = 200_000


class Signature(NamedTuple):
    """What is known of the signature; ``signer`` and ``issuer`` are what the certificate says of itself."""

    state: str
    signer: str = ""
    issuer: str = ""
    signed_at: datetime | None = None


def check(message, raw):
    """The ``Signature`` of a parsed mail and its bytes as they arrived; line ends may have been rewritten on the way."""
    if message.get_content_type() != "multipart/signed":
        return Signature(ABSENT)
    parts = message.get_payload()
    signed, pkcs7 = _signed_bytes(raw, message.get_boundary()), None
    if isinstance(parts, list) and len(parts) == 2:
        pkcs7 = parts[1].get_payload(decode=True)
    if signed is None or not pkcs7 or len(pkcs7) > _SIGNATURE_MAX or cms is None:
        return Signature(UNVERIFIED)
    try:
        return _verified(signed, pkcs7)
    except (ValueError, TypeError, KeyError, IndexError, UnsupportedAlgorithm):
        return Signature(UNVERIFIED)


def _signed_bytes(raw, boundary):
    """The first part as it was signed: its lines end in CR LF, the break before the next boundary is not its own."""
    if not boundary:
        return None
    mark = rb"(?:^|\r?\n)--" + re.escape(boundary.encode("latin-1", "replace")) + rb"(?:--)?[ \t]*(?=\r?\n|\Z)"
    places = [match.span() for match in re.finditer(mark, raw)]
    if len(places) < 2:
        return None
    part = raw[places[0][1] : places[1][0]]
    return re.sub(rb"\r?\n", b"\r\n", part.removeprefix(b"\r").removeprefix(b"\n"))


def _verified(signed, pkcs7):
    content = cms.ContentInfo.load(pkcs7)
    if content["content_type"].native != "signed_data":
        return Signature(UNVERIFIED)
    data = content["content"]
    signer = data["signer_infos"][0]
    certificate = _certificate(data, signer)
    algorithm = signer["digest_algorithm"]["algorithm"].native
    if certificate is None or algorithm not in _DIGESTS:
        return Signature(UNVERIFIED)
    digest, at = hashlib.new(algorithm, signed).digest(), None
    if signer["signed_attrs"].native:
        attributes = {one["type"].native: one["values"][0].native for one in signer["signed_attrs"]}
        if attributes.get("message_digest") != digest:
            return _named(ALTERED, certificate)
        at, signed = attributes.get("signing_time"), signer["signed_attrs"].untag().dump()
    holds = _holds(certificate.public_key(), signer, signed, getattr(hashes, algorithm.upper())())
    at = at.astimezone(timezone.utc) if isinstance(at, datetime) else None
    return _named(INTACT if holds else ALTERED, certificate, at)


def _certificate(data, signer):
    """The signer's certificate among those that came along."""
    sid = signer["sid"].chosen
    for choice in data["certificates"]:
        found = choice.chosen
        if signer["sid"].name == "issuer_and_serial_number":
            same = found.serial_number == sid["serial_number"].native and found.issuer == sid["issuer"]
        else:
            same = found.key_identifier == sid.native
        if same:
            return x509.load_der_x509_certificate(found.dump())
    return None


def _holds(key, signer, signed, digest):
    signature, kind = signer["signature"].native, signer["signature_algorithm"].signature_algo
    try:
        if isinstance(key, rsa.RSAPublicKey) and kind in ("rsassa_pkcs1v15", "rsaes_pkcs1v15"):
            key.verify(signature, signed, padding.PKCS1v15(), digest)
        elif isinstance(key, rsa.RSAPublicKey) and kind == "rsassa_pss":
            key.verify(signature, signed, padding.PSS(padding.MGF1(digest), padding.PSS.AUTO), digest)
        elif isinstance(key, ec.EllipticCurvePublicKey):
            key.verify(signature, signed, ec.ECDSA(digest))
        else:
            raise UnsupportedAlgorithm(f"signature {kind}")
    except InvalidSignature:
        return False
    return True


def _named(state, certificate, at=None):
    try:
        names = certificate.extensions.get_extension_for_class(x509.SubjectAlternativeName).value
        addresses = names.get_values_for_type(x509.RFC822Name)
    except x509.ExtensionNotFound:
        addresses = []
    return Signature(state, (addresses or [certificate.subject.rfc4514_string()])[0], certificate.issuer.rfc4514_string(), at)
