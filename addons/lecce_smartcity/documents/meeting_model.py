# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
"""What the papers of meetings are made of.

Texts are plain and in the reader's language; moments are those of the place, without a zone.
"""

import datetime
from dataclasses import dataclass

from .model import Association, Quote, Signatory

FIRST = "first"
SECOND = "second"
IN_PERSON = "in_person"
REMOTE = "remote"
MIXED = "mixed"
WRITTEN = "written"
CONVOCATION = "convocation"
UPDATE = "update"
CANCELLATION = "cancellation"


@dataclass(frozen=True)
class CallTime:
    """One sitting: first or second call ("" where there is only one), when and where; WRITTEN: until when votes are collected."""

    call: str
    starts: datetime.datetime
    place: str = ""
    link: str = ""


@dataclass(frozen=True)
class AgendaLine:
    """An item: its place in the tree ("2" or "2.1"), title, matter in words, names of its documents."""

    number: str
    title: str
    matter: str = ""
    documents: tuple[str, ...] = ()
    votes: bool = True  # False: nothing is decided
    note: str = ""  # e.g. why it was added late, which majority it needs

    @property
    def level(self):
        """0 for "2", 1 for "2.1"."""
        return self.number.rstrip(".").count(".")


@dataclass(frozen=True)
class ProxyTerms:
    """What law and statute say of proxies at this meeting.

    ``cap``: proxies that one holder may have, None without a limit. ``excluded``: who may not hold one, in words
    ("componenti del Consiglio direttivo"). Articles are labels of citations.
    """

    cap: int | None = None
    cap_article: str = ""
    excluded: tuple[str, ...] = ()
    excluded_article: str = ""
    both_calls: bool = True


@dataclass(frozen=True)
class Convocation:
    """A meeting as it is convened; the same for every addressee.

    ``kind``: CONVOCATION, UPDATE (it takes the place of what was sent before) or CANCELLATION, for ``cancel_reason``.
    """

    association: Association
    title: str  # "Assemblea ordinaria degli associati"
    date: datetime.date  # of the notice
    calls: tuple[CallTime, ...]
    agenda: tuple[AgendaLine, ...]
    convener: Signatory
    place: str = ""
    protocol: str = ""
    mode: str = IN_PERSON
    intro: str = ""  # said before the calls and the agenda, e.g. why it is urgent
    remote_how: str = ""  # how to connect and be identified; a usual text if empty
    record_date: datetime.date | None = None
    documents_where: str = ""  # where the documents can be read
    sources: tuple[Quote, ...] = ()  # the articles it rests on
    proxy: ProxyTerms | None = None  # None: no proxies at this meeting
    closing: str = ""
    lang: str = "it"
    kind: str = CONVOCATION
    cancel_reason: str = ""


@dataclass(frozen=True)
class Addressee:
    """Who is called: the lines of the address, name first; ``qr`` is what the code for the check-in says.

    ``votes`` None: entitled to be called and not to vote, for the reason in ``standing``. ``principal``: the name of the member
    on the proxy form, empty for whoever is not a member (directors, auditors).
    """

    lines: tuple[str, ...]
    principal: str = ""
    number: str = ""
    votes: int | None = None
    standing: str = ""
    representative: str = ""  # who acts for a legal person
    salutation: str = ""
    delivery: str = ""
    qr: str = ""


@dataclass(frozen=True)
class ResolutionHead:
    """What names a resolution: its number as it was frozen ("7/2026"; none if it was rejected), body, day, subject, text.

    ``sitting`` says where it was adopted ("seconda convocazione, sabato 18 aprile 2026"), ``item`` the number on the agenda;
    ``state`` what became of it, in words, if anything did ("impugnata", "sospesa dal giudice").
    """

    number: str
    body: str
    adopted_on: datetime.date
    subject: str
    text: str = ""
    sitting: str = ""
    item: str = ""
    matter: str = ""
    state: str = ""
