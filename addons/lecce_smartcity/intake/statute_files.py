# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
"""The text of a statute in a file: plain text or Word (.docx), known by its bytes and not by its name."""

from __future__ import annotations

from .errors import IntakeError
from .word_documents import read_docx

MAX_BYTES = 10_000_000
MAX_CHARACTERS = 2_000_000  # a thousand pages: no statute comes near

_OLD_OFFICE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_MARKED = ((b"\xef\xbb\xbf", "utf-8-sig"), (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16"))


def read_statute(data: bytes, filename: str = "") -> str:
    r"""The text in a file, ready for ``bylaws.statute.splitting``.

    :param data: the file's bytes
    :param filename: its name, for the sentences of refusals
    :raises IntakeError: ``empty_file``, ``file_too_large``, ``document_kind`` (PDF, .doc, .odt, .rtf, pictures),
        ``document_unreadable``, ``document_empty``, ``document_too_long``, ``archive_too_large``, ``file_encrypted``

    >>> read_statute("Art. 1\r\nÈ costituita".encode("cp1252"), "statuto.txt")
    'Art. 1\nÈ costituita'
    """
    try:
        text = _read(data)
    except IntakeError as error:
        error.params.setdefault("filename", filename or "statuto")
        raise
    return text


def _read(data: bytes) -> str:
    if not data:
        raise IntakeError("empty_file")
    if len(data) > MAX_BYTES:
        raise IntakeError("file_too_large", limit=MAX_BYTES // 1_000_000)
    text = read_docx(data) if _is_docx(data) else _plain(data)
    text = text.replace("\r\n", "\n").replace("\r", "\n").replace("\x0c", "\n")
    if not text.strip():
        raise IntakeError("document_empty")
    if len(text) > MAX_CHARACTERS:
        raise IntakeError("document_too_long", limit=MAX_CHARACTERS)
    return text


def _is_docx(data: bytes) -> bool:
    if not data.startswith(b"PK"):
        return False
    # A zip of something else (an .odt, a spreadsheet) is refused by its own name.
    if b"word/" not in data:
        raise IntakeError("document_kind", kind=_kind_of_zip(data))
    return True


def _kind_of_zip(data: bytes) -> str:
    if b"opendocument.text" in data[:200]:
        return ".odt"
    return ".xlsx" if b"xl/" in data else ".zip"


def _plain(data: bytes) -> str:
    kind = _other_kind(data)
    if kind:
        raise IntakeError("document_kind", kind=kind)
    for mark, encoding in _MARKED:
        if data.startswith(mark):
            return _decoded(data, encoding)
    if b"\x00" in data:
        raise IntakeError("document_kind", kind="binary")
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        # cp1252 leaves five bytes without a meaning: they show as marks of doubt.
        return data.decode("cp1252", errors="replace")


def _decoded(data: bytes, encoding: str) -> str:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError as error:
        raise IntakeError("document_unreadable", reason=encoding) from error


def _other_kind(data: bytes) -> str:
    if b"%PDF-" in data[:1024]:
        return ".pdf"
    if data.startswith(_OLD_OFFICE):
        return ".doc"
    if data.lstrip()[:5] == b"{\\rtf":
        return ".rtf"
    if data.startswith((b"\xff\xd8\xff", b"\x89PNG", b"GIF8", b"II*\x00", b"MM\x00*")):
        return "picture"
    return ""
