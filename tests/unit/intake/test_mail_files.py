"""Mails that come as files, one by one or in an archive, within limits."""

import io
import zipfile

import pytest

from odoo.addons.lecce_smartcity.intake import mail_files
from odoo.addons.lecce_smartcity.intake.errors import IntakeError


def archive(**files):
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as packed:
        for name, data in files.items():
            packed.writestr(name.replace("__", "/") + ".eml", data)
        packed.writestr("photo.jpg", b"x")
    return buffer.getvalue()


def refused(*files):
    with pytest.raises(IntakeError) as caught:
        mail_files.mails(files)
    assert all(files[-1][0] in caught.value.message(lang) for lang in ("it", "en"))
    return caught.value.code


def test_mails_are_taken_out_of_archives_and_other_files_are_left_aside():
    found = mail_files.mails([("a.eml", b"1"), ("z.zip", archive(b=b"2", deep__c=b"3"))])
    assert found == [("a.eml", b"1"), ("z.zip/b.eml", b"2"), ("z.zip/c.eml", b"3")]


def test_an_archive_in_an_archive_is_not_opened():
    ((name, data),) = mail_files.mails([("z.zip", archive(inner=archive(b=b"2")))])
    assert name == "z.zip/inner.eml" and data.startswith(b"PK")


def test_a_bomb_is_stopped_while_it_is_read():
    assert refused(("bomb.zip", archive(big=b"\0" * (mail_files.FILE_MAX + 1)))) == "mail_archive_too_large"


def test_too_many_mails_are_refused(monkeypatch):
    monkeypatch.setattr(mail_files, "FILES_MAX", 1)
    assert refused(("z.zip", archive(a=b"1", b=b"2"))) == "mail_archive_too_large"
    assert refused(("a.eml", b"1"), ("b.eml", b"2")) == "mail_archive_too_large"


def test_all_archives_together_have_a_limit(monkeypatch):
    monkeypatch.setattr(mail_files, "TOTAL_MAX", 10)
    assert refused(("y.zip", archive(a=b"123456")), ("z.zip", archive(b=b"123456"))) == "mail_archive_too_large"


@pytest.mark.parametrize("data", [b"PK\x03\x04", b"PK\x03\x04" + b"\xff" * 100])
def test_a_damaged_archive_is_refused(data):
    assert refused(("z.zip", data)) == "mail_archive_damaged"
