# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
"""Files that strangers send: known by their first bytes, never by the name they give themselves."""

import re
from typing import NamedTuple

from .text import HIDDEN

MEGABYTE = 1024 * 1024
FILE_MAX = 8 * MEGABYTE
TOTAL_MAX = 24 * MEGABYTE
# What a browser's file chooser offers. Signed documents come as PDF (PAdES) or .p7m (CAdES).
ACCEPT = ".pdf,.p7m,.jpg,.jpeg,.png"

_NOT_IN_NAMES = re.compile(r'[<>:"/\\|?*\r\n\t]+')
_DER_SEQUENCE = re.compile(rb"\x30[\x80-\x84]")
_SIGNED_DATA = b"\x06\x09\x2a\x86\x48\x86\xf7\x0d\x01\x07\x02"  # PKCS#7 signedData
_NAME_MAX = 100


class FileFault(ValueError):
    """Why a file is not taken: ``file_empty``, ``file_too_large``, ``file_type``."""

    def __init__(self, code, **params):
        super().__init__(code, params)
        self.code = code
        self.params = params


class Upload(NamedTuple):
    """A file that was taken, with a harmless name and the type its bytes tell."""

    name: str
    mimetype: str
    content: bytes


def taken(name, content):
    r"""Check one uploaded file.

    :param name: file name as sent
    :param content: bytes
    :returns: ``Upload``
    :raises FileFault: empty, too large, or none of PDF, P7M, JPEG, PNG

    >>> taken("../../delibera <1>.pdf", b"%PDF-1.7 ...").name
    'delibera 1.pdf'
    >>> taken("foto.pdf", b"\x89PNG\r\n\x1a\n...")[:2]
    ('foto.png', 'image/png')
    >>> taken("delibera.pdf", b"<html><script>")
    Traceback (most recent call last):
    ...
    odoo.addons.lecce_smartcity.intake.uploads.FileFault: ('file_type', {'name': 'delibera.pdf'})
    """
    name = harmless_name(name)
    if not content:
        raise FileFault("file_empty", name=name)
    if len(content) > FILE_MAX:
        raise FileFault("file_too_large", name=name, limit=FILE_MAX // MEGABYTE)
    found = _kind(content)
    if not found:
        raise FileFault("file_type", name=name)
    extensions, mimetype = found
    if not name.lower().endswith(extensions):
        name = name.rsplit(".", 1)[0] + extensions[0]
    return Upload(name, mimetype, content)


def harmless_name(name):
    r"""The last part of a path, without characters that systems or readers trip over.

    >>> harmless_name("C:\\temp\\atto.pdf"), harmless_name("fdp\u202e.exe"), harmless_name("")
    ('atto.pdf', 'fdp.exe', 'document')
    """
    name = HIDDEN.sub("", str(name or "")).replace("\\", "/").rsplit("/", 1)[-1]
    name = " ".join(_NOT_IN_NAMES.sub(" ", name).split()).replace(" .", ".").lstrip(".")
    if len(name) > _NAME_MAX:
        stem, dot, extension = name.rpartition(".")
        name = f"{stem[: _NAME_MAX - 8]}{dot}{extension[:7]}" if dot else name[:_NAME_MAX]
    return name or "document"


def _kind(content):
    """(file extensions, media type) by the first bytes, ``None`` if not admitted."""
    if b"%PDF-" in content[:1024]:
        return (".pdf",), "application/pdf"
    if content.startswith(b"\xff\xd8\xff"):
        return (".jpg", ".jpeg"), "image/jpeg"
    if content.startswith(b"\x89PNG\r\n\x1a\n"):
        return (".png",), "image/png"
    if _DER_SEQUENCE.match(content) and _SIGNED_DATA in content[:32]:
        return (".p7m",), "application/pkcs7-mime"
    return None
