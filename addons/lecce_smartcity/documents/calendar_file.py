# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
"""Calendar files of sittings: iCalendar (RFC 5545) that invites, updates and cancels (RFC 5546), to be mailed (RFC 6047).

A scheduling message holds events of one UID only (RFC 5546, 3.2.2 and 3.2.5): each sitting, first and second call, has its own
file. ``publish`` puts all of them into one file, to be downloaded. Times are written in UTC, so that no reader needs to know
the rules of summer time.

Written here and not with vobject: its 0.9.9 escapes commas inside addresses (which then lead nowhere), lets a line break in a
name begin a new property, and takes no zone of the standard library. It reads our files in the tests.
"""

import datetime
import re
from dataclasses import dataclass

REQUEST = "REQUEST"
CANCEL = "CANCEL"
PUBLISH = "PUBLISH"
FIRST = "first"
SECOND = "second"

_PRODUCT = "-//Lecce Smart City//Meetings//IT"
_OCTETS = 75  # of a line, without its end (RFC 5545, 3.1)
_CONTROLS = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")
_ADDRESS = re.compile(r"[^\s@<>,;:\"\\]+@[^\s@<>,;:\"\\]+\Z")
_LINK = re.compile(r"https?://[^\s<>\"\\^`{|}]+\Z")
_CALLS = {FIRST: ("prima convocazione", "first call"), SECOND: ("seconda convocazione", "second call")}
_TEXTS = {
    "second": (
        "Si tiene solo se la prima convocazione va deserta.",
        "Held only if the first call is not attended in sufficient number.",
    ),
    "cancelled": ("Riunione annullata.", "The meeting is cancelled."),
    "join": ("Collegamento: {link}", "Link: {link}"),
    "conference": ("Collegamento alla riunione", "Link of the meeting"),
}


@dataclass(frozen=True)
class Person:
    """Who convenes or is invited: an e-mail address and a name."""

    email: str
    name: str = ""


@dataclass(frozen=True)
class SittingEvent:
    """One sitting in a calendar.

    ``uid`` never changes; ``sequence`` is 0 in the first file and grows by one with each update and with the cancellation.
    ``starts`` and ``ends`` are instants with a zone. ``call``: ``first``, ``second`` or nothing where there is one call.
    """

    uid: str
    title: str
    starts: datetime.datetime
    ends: datetime.datetime
    sequence: int = 0
    call: str = ""
    place: str = ""
    link: str = ""
    description: str = ""


def request(event, organizer, attendee, stamp, lang="it"):
    """The invitation of one person to one sitting, or its update: bytes.

    ``stamp`` is the instant at which it is written. Send it as ``content_type(REQUEST)``. Nobody else's name is in the file.

    Raises ValueError: instants without a zone, an end before the start, no UID, an address or a link that is none.

    >>> utc = datetime.timezone.utc
    >>> day = datetime.datetime(2026, 4, 18, 7, tzinfo=utc)
    >>> sitting = SittingEvent("7@lecce.example", "Assemblea", day, day.replace(hour=10), call="first")
    >>> text = request(sitting, Person("a@example.it", "Alfa"), Person("b@example.it", 'Bo, "Bi"'), day).decode()
    >>> [line for line in text.split("\\r\\n") if line.startswith(("SUMMARY", "DTSTART", "METHOD"))]
    ['METHOD:REQUEST', 'DTSTART:20260418T070000Z', 'SUMMARY:Assemblea – prima convocazione']
    >>> '''CN="Bo, ^'Bi^'"''' in text
    True
    """
    return _file(REQUEST, [_event(event, stamp, lang, REQUEST, organizer, attendee)])


def cancel(event, organizer, attendee, stamp, lang="it"):
    """The cancellation of a sitting for one person: bytes. ``event.sequence`` is higher than in all files before."""
    return _file(CANCEL, [_event(event, stamp, lang, CANCEL, organizer, attendee)])


def publish(events, stamp, lang="it"):
    """All sittings of a meeting in one file, to be downloaded and read by anybody: bytes."""
    return _file(PUBLISH, [_event(event, stamp, lang, PUBLISH) for event in events])


def content_type(method):
    """The media type of the mail part that carries the file (RFC 6047, 2.4).

    >>> content_type(CANCEL)
    'text/calendar; charset=UTF-8; method=CANCEL; component=VEVENT'
    """
    return f"text/calendar; charset=UTF-8; method={method}; component=VEVENT"


def _say(lang, pair, **values):
    return pair[not str(lang or "").lower().startswith("it")].format(**values)


def _file(method, events):
    head = ["BEGIN:VCALENDAR", "VERSION:2.0", f"PRODID:{_PRODUCT}", "CALSCALE:GREGORIAN", f"METHOD:{method}"]
    lines = [*head, *(line for event in events for line in event), "END:VCALENDAR"]
    return b"".join(folded(line) for line in lines)


def _event(event, stamp, lang, method, organizer=None, attendee=None):
    """The lines of a VEVENT."""
    if not event.uid or event.ends <= event.starts:
        raise ValueError("A sitting in a calendar needs a UID, and an end after its start.")
    title = " – ".join(filter(None, (event.title, event.call and _say(lang, _CALLS[event.call]))))
    lines = [
        "BEGIN:VEVENT",
        f"UID:{_text(event.uid)}",
        f"SEQUENCE:{int(event.sequence)}",
        f"DTSTAMP:{_utc(stamp)}",
        f"DTSTART:{_utc(event.starts)}",
        f"DTEND:{_utc(event.ends)}",
        f"SUMMARY:{_text(title)}",
        f"STATUS:{_status(event, method)}",
        "CLASS:PRIVATE",
    ]
    if description := _description(event, lang, method):
        lines.append(f"DESCRIPTION:{_text(description)}")
    if event.place or event.link:
        lines.append(f"LOCATION:{_text(event.place or event.link)}")
    if event.link:
        link = _link(event.link)
        label = _parameter(_say(lang, _TEXTS["conference"]))
        lines += [f"URL:{link}", f"CONFERENCE;VALUE=URI;FEATURE=VIDEO;LABEL={label}:{link}"]
    if organizer:
        lines.append(f"ORGANIZER{_named(organizer)}:mailto:{_address(organizer.email)}")
    if attendee:
        answer = "" if method == CANCEL else ";PARTSTAT=NEEDS-ACTION;RSVP=FALSE"
        role = f";CUTYPE=INDIVIDUAL;ROLE=REQ-PARTICIPANT{answer}"
        lines.append(f"ATTENDEE{_named(attendee)}{role}:mailto:{_address(attendee.email)}")
    return [*lines, "END:VEVENT"]


def _status(event, method):
    if method == CANCEL:
        return "CANCELLED"
    return "TENTATIVE" if event.call == SECOND else "CONFIRMED"


def _description(event, lang, method):
    parts = [_say(lang, _TEXTS["cancelled"])] if method == CANCEL else []
    if event.call == SECOND:
        parts.append(_say(lang, _TEXTS["second"]))
    if event.link:
        parts.append(_say(lang, _TEXTS["join"], link=event.link))
    return "\n\n".join([*parts, event.description] if event.description else parts)


def _utc(instant):
    if instant.tzinfo is None or instant.utcoffset() is None:
        raise ValueError("An instant in a calendar needs a time zone.")
    return f"{instant.astimezone(datetime.timezone.utc):%Y%m%dT%H%M%SZ}"


def _text(value):
    r"""A TEXT value (RFC 5545, 3.3.11).

    >>> _text("uno; due, tre\r\nquattro\\")
    'uno\\; due\\, tre\\nquattro\\\\'
    """
    value = _CONTROLS.sub("", str(value)).replace("\\", "\\\\").replace(";", "\\;").replace(",", "\\,")
    return re.sub(r"\r\n?|[\n\u0085\u2028\u2029]", r"\\n", value)


def _parameter(value):
    """A parameter's value in quotation marks, with what may not stand in it told by circumflexes (RFC 6868)."""
    value = _CONTROLS.sub("", str(value)).replace("^", "^^").replace('"', "^'")
    return '"' + re.sub(r"\r\n?|[\n\u0085\u2028\u2029]", "^n", value) + '"'


def _named(person):
    return f";CN={_parameter(person.name)}" if person.name else ""


def _address(email):
    if not _ADDRESS.match(email or ""):
        raise ValueError(f"Not an e-mail address: {email!r}")
    return email


def _link(link):
    if not _LINK.match(link):
        raise ValueError(f"Not an address of the net: {link!r}")
    return link


def folded(line):
    r"""A content line in octets of UTF-8, folded: no part is longer than 75 octets and no character is torn (RFC 5545, 3.1).

    >>> parts = folded("SUMMARY:" + "è" * 60).split(b"\r\n")
    >>> [len(part) for part in parts], b"".join(part.removeprefix(b" ") for part in parts).decode() == "SUMMARY:" + "è" * 60
    ([74, 55, 0], True)
    """
    parts, part, room = [], b"", _OCTETS
    for char in line:
        octets = char.encode("utf-8", "replace")
        if len(part) + len(octets) > room:
            parts.append(part)
            part, room = b"", _OCTETS - 1  # the space that begins a continuation counts
        part += octets
    return b"\r\n ".join([*parts, part]) + b"\r\n"
