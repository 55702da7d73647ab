# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
"""Mails saved as files, one by one or many in a .zip: taken out with limits on number and size."""

import io
import zipfile

from .errors import IntakeError

FILES_MAX = 5_000
FILE_MAX = 20_000_000
TOTAL_MAX = 200_000_000
_ZIP = b"PK\x03\x04"


def mails(files):
    """The ``(name, bytes)`` of every mail in ``files``, themselves ``(name, bytes)``: archives are opened, one level deep.

    Names keep the archive's: "receipts.zip/1.eml". What is no .eml in an archive is left aside.

    Raises IntakeError: ``mail_archive_damaged``, ``mail_archive_too_large`` (more than FILES_MAX mails, FILE_MAX bytes in one, or
    TOTAL_MAX in all: the sizes are counted while reading, whatever the archive says).

    >>> [name for name, _data in mails([("a.eml", b"From: x")])]
    ['a.eml']
    """
    found, total = [], 0
    for name, data in files:
        for inner, content in _opened(name, data, TOTAL_MAX - total):
            total += len(content)
            found.append((inner, content))
            if len(found) > FILES_MAX or total > TOTAL_MAX:
                raise _too_large(name)
    return found


def _too_large(name):
    return IntakeError("mail_archive_too_large", filename=name, files=FILES_MAX, limit=TOTAL_MAX // 1_000_000)


def _opened(name, data, room):
    if not data.startswith(_ZIP):
        yield name, data
        return
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            entries = [entry for entry in archive.infolist() if entry.filename.lower().endswith(".eml") and not entry.is_dir()]
            if len(entries) > FILES_MAX:
                raise _too_large(name)
            for entry in entries:
                with archive.open(entry) as stream:
                    content = stream.read(min(FILE_MAX, room) + 1)
                room -= len(content)
                if len(content) > FILE_MAX or room < 0:
                    raise _too_large(name)
                yield f"{name}/{entry.filename.rsplit('/', 1)[-1]}", content
    except (zipfile.BadZipFile, NotImplementedError, RuntimeError, EOFError, OSError) as error:
        raise IntakeError("mail_archive_damaged", filename=name) from error
