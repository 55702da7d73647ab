"""The e-mail of a notice: complete in both languages, escaped, and fetching nothing."""

import dataclasses
import re
from xml.etree import ElementTree

import meeting_samples as samples
import pytest

from odoo.addons.lecce_smartcity.documents import notice_mail
from odoo.addons.lecce_smartcity.documents.meeting_model import AgendaLine, Convocation
from odoo.addons.lecce_smartcity.documents.notice_mail import MailFrame

FRAME = MailFrame(name="Anna D’Elia", open_link="https://a.example/my/meetings/7", proxy_link="https://a.example/p", code="ABC234")
BOTH = pytest.mark.parametrize("lang", ["it", "en"])


def body(lang="it", addressee=samples.ANNA, frame=FRAME, **values):
    return notice_mail.body(samples.convocation(lang=lang, **values), addressee, frame)


def text(html):
    """What a reader sees; the HTML must be well-formed."""
    return " ".join("".join(ElementTree.fromstring(html).itertext()).split())


@BOTH
def test_the_agenda_the_calls_and_the_code_are_in_the_text_itself(lang):
    seen = text(body(lang))
    for line in samples.AGENDA:
        assert line.title in seen
    assert "ABC234" in seen and "23:00" in seen and "9:30" in seen
    assert ("Prima convocazione" in seen) == (lang == "it")


@BOTH
@pytest.mark.parametrize("kind", ["convocation", "update", "cancellation"])
def test_each_kind_has_its_subject_and_its_words(lang, kind):
    sheet = samples.convocation(lang=lang)
    assert sheet.title in notice_mail.subject(sheet, kind)
    seen = text(body(lang, frame=dataclasses.replace(FRAME, kind=kind, reason="neve")))
    assert ("neve" in seen) and (("ABC234" in seen) == (kind != "cancellation"))


def test_nothing_that_people_type_becomes_html():
    evil = '<img src=x onerror="alert(1)">'
    html = body(
        title=evil, agenda=(AgendaLine("1", evil, evil, (evil,), note=evil),), intro=evil, remote_how=evil,
        addressee=dataclasses.replace(samples.ANNA, standing=evil), frame=dataclasses.replace(FRAME, name=evil, reason=evil),
    )  # fmt: skip
    assert "<img" not in html
    assert text(html).count(evil) >= 7


def test_reading_it_tells_nobody():
    html = body()
    assert not re.search(r"<(img|link|script|iframe|style)\b|url\(|src=", html)


def test_whoever_has_no_vote_is_offered_no_proxy():
    addressee = dataclasses.replace(samples.ANNA, principal="", votes=None)
    assert FRAME.proxy_link not in body(addressee=addressee) and FRAME.proxy_link in body()


def test_a_subject_is_one_line():
    sheet = Convocation(**{**vals(samples.convocation()), "title": "Assemblea\r\nBcc: altri@example.it"})
    assert "\n" not in notice_mail.subject(sheet)


def vals(sheet):
    return {field.name: getattr(sheet, field.name) for field in dataclasses.fields(sheet)}
