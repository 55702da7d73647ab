# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
"""The letters that decisions about members need: facts in, a ``Letter`` out.

The sentences are impersonal on purpose: they fit a person and a body alike. Motive, articles
and terms come from the caller (the resolution, the statute, ``bylaws.terms``); nothing here
decides a term.
"""

import datetime
from dataclasses import dataclass

from .model import Association, FactBox, Letter, Quote, Signatory
from .notice_texts import text
from .words import Words


@dataclass(frozen=True)
class NoticeFrame:
    """What every notice has: sender, recipient, date, signature."""

    association: Association
    recipient: tuple[str, ...]  # lines of the address, name first
    addressee: str  # the name in the salutation
    place: str
    date: datetime.date
    signatory: Signatory
    legal_person: bool = False
    protocol: str = ""
    delivery: str = ""
    attachments: tuple[str, ...] = ()
    lang: str = "it"


@dataclass(frozen=True)
class Appeal:
    """How a decision can be contested."""

    authority: str  # e.g. "Assemblea degli associati"
    term: str  # e.g. "60 giorni dal ricevimento della presente"
    citation: str  # e.g. "art. 23, comma 3, D.Lgs. 117/2017"
    last_day: datetime.date | None = None


@dataclass(frozen=True)
class AdmissionNotice:
    """An application was accepted."""

    frame: NoticeFrame
    resolution: str  # e.g. "Consiglio direttivo, n. 12 del 3 febbraio 2026"
    category: str
    effective_on: datetime.date
    member_number: int | None = None
    entry_number: int | None = None
    applied_on: datetime.date | None = None
    dues: str = ""  # e.g. "100,00 € entro il 31 marzo 2026"


@dataclass(frozen=True)
class RefusalNotice:
    """An application was refused: with the motive, its article and how to appeal."""

    frame: NoticeFrame
    resolution: str
    motive: str
    articles: str
    appeal: Appeal | None
    applied_on: datetime.date | None = None


@dataclass(frozen=True)
class WithdrawalAcknowledgement:
    """A declaration of withdrawal (recesso) was received; when it takes effect."""

    frame: NoticeFrame
    received_on: datetime.date
    last_day: datetime.date  # last day of membership
    citation: str  # e.g. "art. 24, comma 2, del codice civile"
    member_number: int | None = None
    entry_number: int | None = None
    dues: str = ""  # what is still owed, or that nothing is


@dataclass(frozen=True)
class ExclusionNotice:
    """A member was excluded: with the motive, its article and how to appeal."""

    frame: NoticeFrame
    resolution: str
    motive: str
    articles: str
    appeal: Appeal | None
    last_day: datetime.date
    member_number: int | None = None


def admission(notice):
    """The ``Letter`` of an ``AdmissionNotice``."""
    words = Words(notice.frame.lang)
    rows = [
        ("resolution", notice.resolution),
        ("member_number", notice.member_number),
        ("category", notice.category),
        ("effective_on", words.date(notice.effective_on)),
        ("entry_number", notice.entry_number),
        ("dues", notice.dues),
    ]
    body = (
        _opening(words, "admission", notice.applied_on),
        _box(words, "admission_box", rows),
        text(words, "admission_rights"),
    )
    return _letter(notice.frame, words, "admission_subject", body)


def refusal(notice):
    """The ``Letter`` of a ``RefusalNotice``."""
    words = Words(notice.frame.lang)
    body = (
        _opening(words, "refusal", notice.applied_on),
        _box(words, "decision_box", [("resolution", notice.resolution)]),
        text(words, "motive"),
        Quote(notice.motive, notice.articles),
        *_appeal(words, notice.appeal),
    )
    return _letter(notice.frame, words, "refusal_subject", body)


def withdrawal(notice):
    """The ``Letter`` of a ``WithdrawalAcknowledgement``."""
    words = Words(notice.frame.lang)
    rows = [
        ("received_on", words.date(notice.received_on)),
        ("last_day", words.date(notice.last_day)),
        ("citation", notice.citation),
        ("member_number", notice.member_number),
        ("entry_number", notice.entry_number),
        ("dues", notice.dues),
    ]
    body = (
        text(words, "withdrawal", date=words.date(notice.received_on)),
        _box(words, "withdrawal_box", rows),
        text(words, "withdrawal_data"),
    )
    return _letter(notice.frame, words, "withdrawal_subject", body)


def exclusion(notice):
    """The ``Letter`` of an ``ExclusionNotice``."""
    words = Words(notice.frame.lang)
    rows = [
        ("resolution", notice.resolution),
        ("member_number", notice.member_number),
        ("last_day", words.date(notice.last_day)),
    ]
    body = (
        text(words, "exclusion"),
        _box(words, "decision_box", rows),
        text(words, "motive"),
        Quote(notice.motive, notice.articles),
        *_appeal(words, notice.appeal),
    )
    return _letter(notice.frame, words, "exclusion_subject", body)


def _opening(words, key, applied_on):
    if applied_on:
        return text(words, f"{key}_dated", date=words.date(applied_on))
    return text(words, key)


def _box(words, title, rows):
    return FactBox(
        text(words, title),
        tuple((text(words, key), str(value)) for key, value in rows if value not in (None, "")),
    )


def _appeal(words, appeal):
    """The box that says how to contest the decision; nothing when no appeal is given."""
    if appeal is None:
        return ()
    rows = [
        ("authority", appeal.authority),
        ("term", appeal.term),
        ("appeal_last_day", words.date(appeal.last_day)),
        ("citation", appeal.citation),
    ]
    return (_box(words, "appeal_box", rows),)


def _letter(frame, words, subject, body):
    salutation = "salutation_body" if frame.legal_person else "salutation"
    return Letter(
        association=frame.association,
        recipient=frame.recipient,
        place=frame.place,
        date=frame.date,
        subject=text(words, subject),
        body=body,
        signatory=frame.signatory,
        salutation=text(words, salutation, name=frame.addressee),
        closing=text(words, "closing"),
        protocol=frame.protocol,
        delivery=frame.delivery,
        attachments=frame.attachments,
        lang=frame.lang,
    )
