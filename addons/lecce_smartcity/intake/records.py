# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
"""What a row becomes: a member's facts, a verdict; and what the register already knows."""

from collections.abc import Hashable, Mapping
from dataclasses import dataclass, field
from datetime import date

from .text import fold

# The actions of a verdict.
CREATE, UNCHANGED, REFUSED = "create", "unchanged", "refused"
# What a row may not contradict in the register, and what it may say otherwise (addresses change).
_FACTS = (
    "kind",
    "last_name",
    "first_name",
    "name",
    "codice_fiscale",
    "vat",
    "birth_date",
    "number",
    "category",
    "application_date",
    "resolution_date",
    "joined_on",
    "ceased_on",
    "cessation_event",
)
_DETAILS = (
    "birth_place",
    "street",
    "zip",
    "city",
    "province",
    "email",
    "pec",
    "phone",
    "mobile",
    "ipa_code",
    "fee_cents",
    "fee_paid_on",
    "representative",
    "representative_role",
)
_CESSATION = frozenset({"ceased_on", "cessation_event"})
_WHO = frozenset({"last_name", "first_name", "name"})
_FOLDED = _WHO | {"birth_place", "street", "city", "email", "pec"}


@dataclass(frozen=True, slots=True)
class MemberRow:
    """A member as one row tells it, every value in its normal form.

    ``kind`` is ``natural`` (``last_name``, ``first_name``) or ``legal`` (``name``); ``category``
    a category's code at admission; ``fee_cents`` cents of euro; ``cessation_event`` an event type
    and ``cessation_text`` the file's own words. ``extras``: heading → text of the columns that no
    field claims, and the original text of values that could not be taken.
    """

    number: int | None = None
    kind: str = "natural"
    last_name: str = ""
    first_name: str = ""
    name: str = ""
    codice_fiscale: str = ""
    vat: str = ""
    birth_date: date | None = None
    birth_place: str = ""
    street: str = ""
    zip: str = ""
    city: str = ""
    province: str = ""
    email: str = ""
    pec: str = ""
    phone: str = ""
    mobile: str = ""
    ipa_code: str = ""
    legal_form: str = ""
    category: str = ""
    application_date: date | None = None
    resolution_date: date | None = None
    joined_on: date | None = None
    fee_cents: int | None = None
    fee_paid_on: date | None = None
    ceased_on: date | None = None
    cessation_event: str = ""
    cessation_text: str = ""
    representative: str = ""
    representative_role: str = ""
    notes: str = ""
    extras: Mapping[str, str] = field(default_factory=dict)

    @property
    def display_name(self):
        """Surname and given names, or the body's name."""
        return self.name or f"{self.last_name} {self.first_name}".strip()


@dataclass(frozen=True, slots=True)
class Verdict:
    """What is to be done with one row.

    ``row`` counts data rows from 1, ``line`` is its line in the file. ``member`` is ``None`` when
    the row is refused. ``key`` is the register's member that an unchanged row is about.
    """

    row: int
    line: int
    action: str
    member: MemberRow | None
    errors: tuple = ()
    warnings: tuple = ()
    key: Hashable | None = None


@dataclass(frozen=True)
class Existing:
    """The register as it is: build it with ``Existing.of``.

    :ivar members: key → :class:`MemberRow`, what the register says in the file's terms
    :ivar numbers: every number ever issued → key (of whoever has or had it)
    :ivar identifiers: codice fiscale and P.IVA → key
    :ivar names: ``name_key`` → keys, for members without identifiers
    :ivar reserved: number → :class:`MemberRow` of who had it and is not in the register any more
        (an import undone): nobody else may have it
    """

    members: Mapping = field(default_factory=dict)
    numbers: Mapping = field(default_factory=dict)
    identifiers: Mapping = field(default_factory=dict)
    names: Mapping = field(default_factory=dict)
    reserved: Mapping = field(default_factory=dict)

    @classmethod
    def of(cls, members, numbers=None, reserved=None):
        """Index the register.

        :param members: key → :class:`MemberRow`
        :param numbers: number → key of numbers issued to members not in ``members``
        :param reserved: number → :class:`MemberRow`, numbers that only this person may have again
        """
        numbers, identifiers, names = dict(numbers or {}), {}, {}
        for key, member in members.items():
            if member.number is not None:
                numbers[member.number] = key
            for identifier in (member.vat, member.codice_fiscale):
                if identifier:
                    identifiers[identifier] = key
            names.setdefault(name_key(member), []).append(key)
        return cls(members, numbers, identifiers, names, reserved or {})


def name_key(member):
    """A name for comparing: the register may have it in one piece, and in another order.

    >>> name_key(MemberRow(last_name="De Luca", first_name="Anna"))
    'anna de luca'
    >>> name_key(MemberRow(name="Anna De Luca"))
    'anna de luca'
    """
    return " ".join(sorted(fold(member.display_name).split()))


def differences(known, given):
    """What a row says otherwise than the register. What it leaves blank contradicts nothing.

    :returns: (facts, details): names of the fields; a fact that the register lacks is a detail,
        except the end of a membership

    >>> differences(MemberRow(number=3, email="a@b.it"), MemberRow(number=4, city="Lecce"))
    (['number'], ['city'])
    """
    facts, details = [], []
    same_name = name_key(known) == name_key(given)
    for name in (*_FACTS, *_DETAILS):
        theirs, ours = getattr(given, name), getattr(known, name)
        if theirs in (None, "") or theirs == ours:
            continue
        if name in _WHO and same_name:
            continue
        if name in _FOLDED and ours and fold(theirs) == fold(ours):
            continue
        stated = known.display_name if name in _WHO else ours not in (None, "")
        grave = name in _FACTS and (stated or name in _CESSATION)
        (facts if grave else details).append(name)
    return facts, details
