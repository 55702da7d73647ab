"""Calendar files are read back by another program, and nothing a person typed breaks out of its property."""

import datetime
import re

import pytest
import vobject
from hypothesis import given
from hypothesis import strategies as st

from odoo.addons.lecce_smartcity.documents import calendar_file
from odoo.addons.lecce_smartcity.documents.calendar_file import Person, SittingEvent

UTC = datetime.timezone.utc
STAMP = datetime.datetime(2026, 3, 20, 9, 30, 15, tzinfo=UTC)
ROME = datetime.timezone(datetime.timedelta(hours=2))
STARTS = datetime.datetime(2026, 4, 18, 9, 0, tzinfo=ROME)
ALFA, ANNA = Person("segreteria@alfa.example", "Associazione Alfa; Lecce"), Person("anna@example.it", "D’Elia, Anna")


def sitting(**values):
    defaults = {"uid": "seduta-7-1@alfa.example", "title": "Assemblea ordinaria", "starts": STARTS, "call": "first"}
    return SittingEvent(**(defaults | {"ends": STARTS + datetime.timedelta(hours=3)} | values))


def unfolded(data):
    return re.sub("\r\n[ \t]", "", data.decode()).split("\r\n")


def read(data):
    return vobject.readOne(data.decode())


def test_an_invitation_is_read_by_another_program():
    link = "https://meet.example.it/stanza,7;a?x=1&y=2"
    data = calendar_file.request(sitting(place="Sala Ennio, Lecce", link=link, description="Ordine del giorno:\n1. Bilancio"), ALFA,
                                 ANNA, STAMP)  # fmt: skip
    event = read(data).vevent
    assert event.uid.value == "seduta-7-1@alfa.example"
    assert event.dtstart.value == STARTS and event.dtend.value - event.dtstart.value == datetime.timedelta(hours=3)
    assert event.summary.value == "Assemblea ordinaria – prima convocazione"
    assert event.location.value == "Sala Ennio, Lecce"
    assert event.description.value.endswith("Ordine del giorno:\n1. Bilancio") and link in event.description.value
    assert event.organizer.value == "mailto:segreteria@alfa.example" and event.organizer.params["CN"] == ["Associazione Alfa; Lecce"]
    assert event.attendee.value == "mailto:anna@example.it" and event.attendee.params["CN"] == ["D’Elia, Anna"]
    assert f"URL:{link}" in unfolded(data)
    assert any(line.startswith("CONFERENCE;VALUE=URI;") and line.endswith(f":{link}") for line in unfolded(data))


def test_an_update_keeps_the_uid_and_a_cancellation_says_so():
    moved = calendar_file.request(sitting(sequence=1, starts=STARTS + datetime.timedelta(minutes=30)), ALFA, ANNA, STAMP)
    off = calendar_file.cancel(sitting(sequence=2), ALFA, ANNA, STAMP)
    assert [read(data).vevent.sequence.value for data in (moved, off)] == ["1", "2"]
    assert read(moved).vevent.uid.value == read(off).vevent.uid.value
    assert "METHOD:CANCEL" in unfolded(off) and "STATUS:CANCELLED" in unfolded(off)
    assert "Riunione annullata." in read(off).vevent.description.value


def test_a_second_call_is_tentative_and_says_when_it_is_held():
    lines = unfolded(calendar_file.request(sitting(call="second"), ALFA, ANNA, STAMP, "en_GB"))
    assert "STATUS:TENTATIVE" in lines
    assert "SUMMARY:Assemblea ordinaria – second call" in lines
    assert any("Held only if the first call" in line for line in lines)


def test_one_file_may_publish_both_sittings_and_names_nobody():
    data = calendar_file.publish([sitting(), sitting(uid="seduta-7-2@alfa.example", call="second")], STAMP)
    assert len(read(data).vevent_list) == 2
    assert "METHOD:PUBLISH" in unfolded(data)
    assert b"ATTENDEE" not in data and b"ORGANIZER" not in data


def test_times_are_written_in_utc_on_both_sides_of_summer_time():
    winter = datetime.datetime(2026, 1, 10, 9, tzinfo=datetime.timezone(datetime.timedelta(hours=1)))
    data = calendar_file.publish([sitting(), sitting(starts=winter, ends=winter + datetime.timedelta(hours=1))], STAMP)
    assert [line for line in unfolded(data) if line.startswith("DTSTART")] == ["DTSTART:20260418T070000Z", "DTSTART:20260110T080000Z"]


@pytest.mark.parametrize(
    "values",
    [
        {"starts": datetime.datetime(2026, 4, 18, 9), "ends": datetime.datetime(2026, 4, 18, 10)},
        {"ends": STARTS},
        {"uid": ""},
        {"link": "javascript:alert(1)"},
        {"link": "https://a.example/x\r\nATTENDEE:mailto:x@example.it"},
    ],
)
def test_what_would_make_a_wrong_file_is_refused(values):
    with pytest.raises(ValueError):
        calendar_file.request(sitting(**values), ALFA, ANNA, STAMP)


def test_an_address_with_a_line_break_is_refused():
    with pytest.raises(ValueError):
        calendar_file.request(sitting(), ALFA, Person("a@example.it\r\nX-A:1"), STAMP)


TYPED = st.text(st.characters(exclude_categories=["Cs"]), max_size=200)


@given(TYPED, TYPED, TYPED, TYPED)
def test_nothing_typed_breaks_a_line_or_begins_a_property(title, place, description, name):
    data = calendar_file.request(
        sitting(title=title, place=place, description=description), ALFA, Person("anna@example.it", name), STAMP
    )
    parts = data.split(b"\r\n")
    assert all(len(part) <= 75 for part in parts) and parts[-1] == b""
    assert all(part.decode() or part == b"" for part in parts)  # no character is torn
    names = [re.match("[A-Z-]+", line)[0] for line in unfolded(data) if line]
    assert names.count("BEGIN") == 2 and names.count("ATTENDEE") == 1
    allowed = {"BEGIN", "END", "VERSION", "PRODID", "CALSCALE", "METHOD", "UID", "SEQUENCE", "DTSTAMP", "DTSTART", "DTEND", "SUMMARY",
               "STATUS", "CLASS", "DESCRIPTION", "LOCATION", "ORGANIZER", "ATTENDEE"}  # fmt: skip
    assert set(names) <= allowed
