# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
"""What a good row becomes: a person or body, the events of a membership, and a note.

Nothing is invented: an act that the file does not name is said to be unnamed, a representative
stays a remark, a fee stays a fee until there is a ledger.
"""

from typing import NamedTuple

from ..bylaws import states
from . import people
from .dates import render_date
from .findings import label

# The book is Italian: so is what stands in it for the acts that the file does not quote.
RESOLUTION = "Delibera del {date}"
RESOLUTION_UNNAMED = "Delibera non indicata nel registro importato"
CAUSE = "Causa indicata nel registro importato: {text}"

# What has a place on a contact, and what is kept beside the membership until something takes it.
CONTACT = (
    "codice_fiscale",
    "vat",
    "ipa_code",
    "birth_date",
    "birth_place",
    "street",
    "zip",
    "city",
    "email",
    "pec",
)
BESIDE = ("mobile", "representative", "representative_role", "fee_cents", "fee_paid_on")
_ORDER = {states.APPLICATION: 0, states.ADMISSION: 1}


class Fact(NamedTuple):
    """One event of a membership; ``category`` is a code."""

    type: str
    legal_date: object
    effective_date: object
    annotated_on: object = None
    number: int | None = None
    category: str = ""
    resolution: str = ""
    motive: str = ""

    @property
    def order(self):
        """Facts sorted by it stand in a book as they happened."""
        return self.effective_date, _ORDER.get(self.type, 2)


def facts_of(member):
    """The events of one row, oldest first.

    :param member: ``records.MemberRow`` of a good row
    :returns: list of :class:`Fact`

    >>> from datetime import date
    >>> from .records import MemberRow
    >>> row = MemberRow(
    ...     number=7, category="ordinary", joined_on=date(2015, 6, 14),
    ...     application_date=date(2015, 5, 2), resolution_date=date(2015, 6, 9),
    ...     ceased_on=date(2019, 12, 31), cessation_event="lapse", cessation_text="Morosità")
    >>> for fact in facts_of(row):
    ...     print(fact.legal_date, fact.effective_date, fact.type, fact.resolution or "–")
    2015-05-02 2015-05-02 application –
    2015-06-09 2015-06-14 admission Delibera del 09/06/2015
    2019-12-31 2019-12-31 lapse Causa indicata nel registro importato: Morosità
    """
    facts = [_admission(member)]
    if member.application_date:
        day = member.application_date
        facts.insert(0, Fact(states.APPLICATION, day, day))
    if member.cessation_event:
        facts.append(_cessation(member))
    return facts


def _admission(member):
    resolved = member.resolution_date
    named = RESOLUTION.format(date=render_date(resolved)) if resolved else RESOLUTION_UNNAMED
    return Fact(
        states.ADMISSION,
        legal_date=resolved or member.joined_on,
        effective_date=member.joined_on,
        annotated_on=member.joined_on,
        number=member.number,
        category=member.category,
        resolution=named,
    )


def _cessation(member):
    cause = CAUSE.format(text=member.cessation_text)
    kind = member.cessation_event
    return Fact(
        kind,
        legal_date=member.ceased_on,
        effective_date=member.ceased_on,
        resolution=cause if kind in states.NEEDS_RESOLUTION else "",
        motive=cause,
    )


def contact_of(member):
    """The row's values for a contact, by the contact's field; blanks are left out.

    >>> from .records import MemberRow
    >>> contact_of(MemberRow(last_name="Rossi", first_name="Ada", mobile="335 1", city="Lecce"))
    {'name': 'Rossi Ada', 'is_company': False, 'city': 'Lecce', 'phone': '335 1'}
    """
    values = {"name": member.display_name, "is_company": member.kind == people.LEGAL}
    values |= {name: value for name in CONTACT if (value := getattr(member, name))}
    if phone := member.phone or member.mobile:
        values["phone"] = phone
    return values


def beside(member):
    """Values that no contact has a place for, by field; blanks are left out (nought is none).

    >>> from .records import MemberRow
    >>> beside(MemberRow(fee_cents=0, representative="Il sindaco"))
    {'representative': 'Il sindaco', 'fee_cents': 0}
    """
    return {name: value for name in BESIDE if (value := getattr(member, name)) not in (None, "")}


def note_of(member, contradicted=(), lang="it"):
    """What is remembered of a row in words: its notes, and what nothing else could take.

    :param contradicted: fields in which the contact already said otherwise, and went on to
    :param lang: of the labels

    >>> from .records import MemberRow
    >>> row = MemberRow(notes="Vedi verbale", street="Via Roma 1", extras={"Hobby": "vela"},
    ...     representative="A. Greco", representative_role="sindaco")
    >>> print(note_of(row, contradicted=["street"]))
    Vedi verbale
    Rappresentante: A. Greco (sindaco)
    Indirizzo: Via Roma 1
    Hobby: vela
    """
    lines = [member.notes] if member.notes else []
    told = dict.fromkeys(["representative", *contradicted])
    if member.phone and member.mobile:
        told["mobile"] = None
    for name in told:
        if text := _shown(member, name):
            lines.append(f"{label(name, lang)}: {text}")
    lines += [f"{heading}: {text}" for heading, text in member.extras.items()]
    return "\n".join(lines)


def _shown(member, name):
    value = getattr(member, name)
    if hasattr(value, "year"):
        return render_date(value)
    if name == "representative" and member.representative_role:
        return f"{value} ({member.representative_role})".strip()
    return str(value)
