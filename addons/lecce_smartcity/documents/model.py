# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
"""What the documents are made of: frozen values, gathered by the caller, printed as they are.

Texts are plain (never markup); dates are ``datetime.date``; moments are ``datetime.datetime``
in the association's own time zone, printed as given. ``lang`` is a language code (``it_IT``,
``en_US``); anything but Italian is printed in English.
"""

import datetime
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field


@dataclass(frozen=True)
class Association:
    """Who the document comes from."""

    name: str
    legal_form_label: str = ""  # e.g. "associazione riconosciuta"
    seat: str = ""  # one line: street, post code, town, province
    codice_fiscale: str = ""
    pec: str = ""
    email: str = ""
    runts_on: datetime.date | None = None  # day of entry in the RUNTS, if entered
    logo: bytes | None = None  # PNG or JPEG

    def name_on(self, day):
        """The name as it may be used on ``day`` (a date): with "ETS" only from the RUNTS date.

        art. 12 D.Lgs. 117/2017: the acronym belongs to bodies entered in the register.

        >>> day = datetime.date(2026, 3, 1)
        >>> Association("Alfa", runts_on=day).name_on(day)
        'Alfa ETS'
        >>> Association("Alfa ETS").name_on(day)
        'Alfa'
        """
        bare = re.sub(r"[\s,–-]+(ETS|E\.T\.S\.)$", "", self.name.strip())
        entered = self.runts_on is not None and day is not None and self.runts_on <= day
        return f"{bare} ETS" if entered else bare


@dataclass(frozen=True)
class Signatory:
    """Who signs: office ("Il Presidente") and name (may be empty: a line to sign on)."""

    role: str
    name: str = ""


@dataclass(frozen=True)
class BookHead:
    """Where a book stood when it was printed: last sealed entry, its hash, latest checkpoint."""

    entry_number: int
    hash: str  # hexadecimal
    checkpoint: str = ""  # free text, e.g. "n. 41 del 30/06/2026, firma 9f3c…"


@dataclass(frozen=True)
class MemberRow:
    """One row of the members' book: one membership, whether it lasts or has ended.

    ``ceased_on`` is the last day of membership (inclusive). ``erased_by`` is the number of the
    entry that records an erasure (art. 17 GDPR): then no personal value is printed, whatever
    the other fields say.
    """

    number: int
    name: str  # surname and name, or denomination
    category: str
    joined_on: datetime.date | None
    entry_number: int | None = None
    resolution: str = ""  # e.g. "Consiglio direttivo n. 12 del 03/02/2026"
    birth_place: str = ""
    birth_date: datetime.date | None = None
    address: str = ""  # residence or seat
    contact: str = ""  # e-mail or telephone, if notices are sent there
    codice_fiscale: str = ""
    suspended: bool = False
    ceased_on: datetime.date | None = None
    cessation_cause: str = ""  # e.g. "recesso (art. 24 c.c.)"
    annotations: tuple[str, ...] = ()
    erased_by: int | None = None

    def is_member_on(self, day):
        """Whether the row is of a member on ``day``; the day of cessation still counts."""
        return (self.joined_on is None or self.joined_on <= day) and (
            self.ceased_on is None or day <= self.ceased_on
        )


@dataclass(frozen=True)
class MembersBook:
    """The members' book (libro degli associati) as of a date."""

    association: Association
    as_of: datetime.date
    generated_at: datetime.datetime
    rows: tuple[MemberRow, ...]
    head: BookHead
    lang: str = "it"
    page_year: int | None = None  # the year after the stroke of page numbers; default as_of's
    first_page: int = 1
    place: str = ""
    signatories: tuple[Signatory, ...] = ()


@dataclass(frozen=True)
class BookEntryRow:
    """One entry (annotazione) of a book."""

    number: int
    recorded_on: datetime.date
    kind: str  # e.g. "ammissione"
    text: str
    act_date: datetime.date | None = None
    hash: str = ""  # hexadecimal; its beginning is printed
    annulled_by: int | None = None  # number of the entry that rectifies this one


@dataclass(frozen=True)
class BookEntries:
    """Entries of the members' book in their order; with ``extract``, gaps are "omissis"."""

    association: Association
    as_of: datetime.date
    generated_at: datetime.datetime
    entries: tuple[BookEntryRow, ...]
    head: BookHead
    lang: str = "it"
    page_year: int | None = None
    first_page: int = 1
    extract: bool = False
    place: str = ""
    signatories: tuple[Signatory, ...] = ()


@dataclass(frozen=True)
class Quote:
    """A passage of a letter set apart: a motive, an article."""

    text: str
    source: str = ""


@dataclass(frozen=True)
class FactBox:
    """A small framed table inside a letter: a heading and (label, value) rows."""

    title: str
    rows: tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class Letter:
    """A letter on the association's paper; ``body`` mixes paragraphs, quotes and fact boxes."""

    association: Association
    recipient: tuple[str, ...]  # lines of the address, name first
    place: str
    date: datetime.date
    subject: str
    body: tuple[str | Quote | FactBox, ...]
    signatory: Signatory | None = None
    salutation: str = ""
    closing: str = ""
    protocol: str = ""
    delivery: str = ""  # e.g. "Trasmessa via PEC"
    attachments: tuple[str, ...] = ()
    lang: str = "it"


@dataclass(frozen=True)
class MemberCard:
    """A membership card; ``qr`` is what the code says, a signed token or its address."""

    association: Association
    member_name: str
    member_number: str
    category: str
    member_since: datetime.date
    issued_on: datetime.date
    qr: str
    valid_to: datetime.date | None = None
    lang: str = "it"


@dataclass(frozen=True)
class DataSection:
    """A part of a personal-data copy: nested mappings, sequences and plain values."""

    title: str
    content: Mapping | Sequence
    intro: str = ""


@dataclass(frozen=True)
class PersonalDataCopy:
    """The copy of someone's data that art. 15 GDPR entitles them to."""

    association: Association
    subject_name: str
    generated_at: datetime.datetime
    sections: tuple[DataSection, ...]
    request_ref: str = ""
    request_date: datetime.date | None = None
    intro: str = ""
    lang: str = "it"


@dataclass(frozen=True)
class MembershipStatement:
    """A statement that someone is entered in the members' book at a number since a date."""

    association: Association
    member_name: str
    member_number: int
    category: str
    joined_on: datetime.date
    as_of: datetime.date
    generated_at: datetime.datetime
    place: str
    signatory: Signatory
    entry_number: int | None = None
    resolution: str = ""
    birth_place: str = ""
    birth_date: datetime.date | None = None
    address: str = ""
    codice_fiscale: str = ""
    suspended: bool = False
    ceased_on: datetime.date | None = None
    purpose: str = ""  # why it is asked for, e.g. "bando regionale n. 3/2026"
    protocol: str = ""
    head: BookHead | None = field(default=None)
    lang: str = "it"
