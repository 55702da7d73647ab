# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
"""``daticert.xml``: what a provider of certified mail attests, as the technical rules give it (DM 2/11/2005; RFC 6109, 4.4).

Read with expat from the standard library, which fetches nothing. A document type with declarations of its own is refused: there
is no honest use of entities here.
"""

from __future__ import annotations

import re
from datetime import datetime, timedelta, timezone
from typing import NamedTuple
from xml.parsers import expat

from .errors import IntakeError

_BYTES_MAX = 1_000_000
_ELEMENTS_MAX = 2_000  # a message has a few hundred addressees at most
_DEPTH_MAX = 8
_TEXT_MAX = 4_000
_ZONE = re.compile(r"([+-])(\d\d):?(\d\d)\Z")
_DATE = re.compile(r"(\d{1,2})/(\d{1,2})/(\d{4})\Z")
_TIME = re.compile(r"(\d{1,2}):(\d{2}):(\d{2})\Z")


class Certified(NamedTuple):
    """The data of one receipt. ``at`` is an instant with its zone; ``delivered_to`` the box of a delivery or of its failure."""

    kind: str
    error: str
    sender: str
    recipients: tuple[str, ...]
    subject: str
    provider: str
    at: datetime
    identifier: str
    message_id: str
    delivered_to: str
    receipt: str  # completa, breve, sintetica
    detail: str


def read(name, data):
    """The ``Certified`` data in the bytes of a ``daticert.xml`` that came in the file ``name``.

    Raises IntakeError: ``receipt_data_unsafe``, ``receipt_data_damaged`` with line and column, ``receipt_field_missing``,
    ``receipt_date_invalid``.

    >>> xml = '''<postacert tipo="avvenuta-consegna" errore="nessuno"><intestazione><mittente>a@pec.example.it</mittente>
    ... <destinatari tipo="certificato">b@pec.example.it</destinatari><oggetto>Avviso</oggetto></intestazione><dati>
    ... <gestore-emittente>Gestore Alfa</gestore-emittente><data zona="+0200"><giorno>02/04/2026</giorno><ora>10:15:32</ora></data>
    ... <msgid>&lt;m1@alfa&gt;</msgid><consegna>b@pec.example.it</consegna></dati></postacert>'''
    >>> found = read("r.eml", xml.encode())
    >>> found.kind, found.delivered_to, found.message_id, found.at.isoformat()
    ('avvenuta-consegna', 'b@pec.example.it', 'm1@alfa', '2026-04-02T10:15:32+02:00')
    """
    tree = _Reader(name).parsed(data)
    date = tree.only("dati/data")
    return Certified(
        kind=tree.attribute("", "tipo"),
        error=tree.attributes.get("", {}).get("errore", ""),
        sender=tree.text("intestazione/mittente"),
        recipients=tuple(filter(None, tree.texts.get("intestazione/destinatari", ()))),
        subject=tree.optional("intestazione/oggetto"),
        provider=tree.text("dati/gestore-emittente"),
        at=_instant(name, date.get("zona", ""), tree.text("dati/data/giorno"), tree.text("dati/data/ora")),
        identifier=tree.optional("dati/identificativo"),
        message_id=bare(tree.optional("dati/msgid")),
        delivered_to=tree.optional("dati/consegna"),
        receipt=tree.attributes.get("dati/ricevuta", {}).get("tipo", ""),
        detail=tree.optional("dati/errore-esteso"),
    )


def bare(message_id):
    """A Message-ID without angle brackets.

    >>> bare(" <7@alfa.example> ")
    '7@alfa.example'
    """
    return str(message_id or "").strip().removeprefix("<").removesuffix(">").strip()


def _instant(name, zone, day, time):
    offset, date, clock = _ZONE.match(zone.strip()), _DATE.match(day), _TIME.match(time)
    if offset and date and clock:
        minutes = int(offset[2]) * 60 + int(offset[3])
        try:
            where = timezone(timedelta(minutes=-minutes if offset[1] == "-" else minutes))
            return datetime(*(int(date[part]) for part in (3, 2, 1)), *(int(part) for part in clock.groups()), tzinfo=where)
        except (ValueError, OverflowError) as error:
            raise IntakeError("receipt_date_invalid", filename=name, value=f"{day} {time} {zone}".strip()) from error
    raise IntakeError("receipt_date_invalid", filename=name, value=f"{day} {time} {zone}".strip())


class _Tree:
    """The texts and attributes of the elements by path from the root; the root's path is empty."""

    def __init__(self, name):
        self.name = name
        self.texts = {}
        self.attributes = {}

    def only(self, path):
        """The attributes of an element that must be there."""
        if path not in self.attributes:
            raise IntakeError("receipt_field_missing", filename=self.name, place=path)
        return self.attributes[path]

    def attribute(self, path, key):
        """An attribute that must be there."""
        value = self.only(path).get(key, "").strip()
        if not value:
            raise IntakeError("receipt_field_missing", filename=self.name, place=f"{path or 'postacert'}@{key}")
        return value

    def text(self, path):
        """A text that must be there."""
        value = self.optional(path)
        if not value:
            raise IntakeError("receipt_field_missing", filename=self.name, place=path)
        return value

    def optional(self, path):
        """A text, or nothing."""
        return (self.texts.get(path) or [""])[0]


class _Reader:
    """Fills a ``_Tree``; the first of several equal elements counts, except of the addressees."""

    def __init__(self, name):
        self.name = name
        self.tree = _Tree(name)
        self.path, self.count = [], 0

    def parsed(self, data):
        """The tree of ``data``."""
        if len(data) > _BYTES_MAX:
            raise self._unsafe("size")
        parser = expat.ParserCreate()
        parser.buffer_text = True
        parser.SetParamEntityParsing(expat.XML_PARAM_ENTITY_PARSING_NEVER)
        parser.StartDoctypeDeclHandler = self._doctype
        parser.EntityDeclHandler = self._entity
        parser.StartElementHandler = self._start
        parser.EndElementHandler = self._end
        parser.CharacterDataHandler = self._characters
        try:
            parser.Parse(data, True)
        except expat.ExpatError as error:
            params = {"line": error.lineno, "column": error.offset + 1, "message": expat.errors.messages[error.code]}
            raise IntakeError("receipt_data_damaged", filename=self.name, **params) from None
        except (LookupError, ValueError):  # an encoding that nobody knows
            params = {"line": 1, "column": 1, "message": "unknown encoding"}
            raise IntakeError("receipt_data_damaged", filename=self.name, **params) from None
        return self.tree

    def _unsafe(self, reason):
        return IntakeError("receipt_data_unsafe", filename=self.name, reason=reason)

    def _doctype(self, _name, _system, _public, has_subset):
        if has_subset:
            raise self._unsafe("DOCTYPE")

    def _entity(self, *_declaration):
        raise self._unsafe("ENTITY")

    def _start(self, tag, attributes):
        self.count += 1
        if self.count > _ELEMENTS_MAX or len(self.path) >= _DEPTH_MAX:
            raise self._unsafe("elements")
        if not self.path and tag != "postacert":
            raise IntakeError("receipt_field_missing", filename=self.name, place="postacert")
        self.path.append(tag)
        place = "/".join(self.path[1:])
        self.tree.attributes.setdefault(place, attributes)
        self.tree.texts.setdefault(place, []).append("")

    def _characters(self, text):
        held = self.tree.texts["/".join(self.path[1:])]
        held[-1] += text
        if len(held[-1]) > _TEXT_MAX:
            raise self._unsafe("text")

    def _end(self, _tag):
        held = self.tree.texts["/".join(self.path[1:])]
        held[-1] = " ".join(held[-1].split())
        self.path.pop()
