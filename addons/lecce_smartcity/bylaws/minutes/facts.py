"""What minutes are written from: the facts of one sitting, gathered beforehand and never looked up while writing.

Instants are in Rome's time (aware, or naive already shifted); names are as they were on the day.
"""

from __future__ import annotations

from datetime import date, datetime
from typing import NamedTuple

FEMALE = "f"
MALE = "m"
BODY = "n"  # a legal person, or nobody said: the grammar of "associato"

AT_ONCE = "at_once"  # read and approved before the sitting ends
NEXT_SITTING = "next_sitting"


class Person(NamedTuple):
    """Somebody who is named. ``gender``: f, m or n; ``on_behalf``: the body for which a representative acts."""

    name: str
    gender: str = BODY
    on_behalf: str = ""


class Officer(NamedTuple):
    """Somebody in an office, by its code in ``grammar.OFFICES``."""

    person: Person
    office: str


class Told(NamedTuple):
    """The notice and its proof: how many were reached by each channel, and who was not.

    ``days``: the term asked for, in free days, ``calendar`` days or ``hours`` by ``unit``; 0: none; ``article``: where;
    ``missed`` and ``late``: names.
    """

    sent_on: date
    channels: tuple[tuple[str, int], ...]
    recipients: int
    in_time: int
    presumed: int
    days: int
    article: str = ""
    late: tuple[str, ...] = ()
    missed: tuple[str, ...] = ()
    plenary: bool = False
    unit: str = "free"


class Deserted(NamedTuple):
    """A first call that nobody, or too few, attended."""

    called_for: datetime
    closed_at: datetime
    heads: int
    needed: int
    total: int


class Quorum(NamedTuple):
    """A count of those present: ``own`` (of them ``remote``), ``by_proxy``, of ``total`` of ``base``: entitled,
    members, body, seats."""

    at: datetime
    own: int
    remote: int
    by_proxy: int
    votes: int
    needed: int
    total: int
    reached: bool
    base: str
    article: str = ""

    @property
    def heads(self) -> int:
        """All present, by themselves or by proxy."""
        return self.own + self.by_proxy


class Step(NamedTuple):
    """Somebody came (``in``, ``remote``) or left (``out``) while the sitting went on; ``heads`` present after it.

    Nobody moves when the sitting is ``suspended`` (``reason``) or ``resumed``.
    """

    at: datetime
    kind: str
    people: tuple[Person, ...]
    heads: int
    quorum_lost: bool = False
    quorum_regained: bool = False
    reason: str = ""


class Conflict(NamedTuple):
    """Somebody who did not vote, or declared a conflict. ``kind``: recused, barred or declared."""

    person: Person
    kind: str
    reason: str


class Dissent(NamedTuple):
    """Reasons of a dissenting or abstaining voter, to be minuted as asked."""

    person: Person
    reason: str


class Vote(NamedTuple):
    """A vote: how it was taken, its numbers (in votes) and what followed.

    ``method``: hands, roll_call, named, secret, election. Names only where named. ``base`` (votes, present, members …) and
    ``needed`` as the verdict says; ``resolution``: number and year as text, empty if none was adopted; ``annulled``: why, of a vote
    that counts for nothing.
    """

    question: str
    method: str
    opened_at: datetime
    quorum: Quorum
    favour: int
    against: int
    abstained: int
    needed: int
    total: int
    base: str
    article: str
    adopted: bool
    proclaimed: bool
    blank: int = 0
    void: int = 0
    not_voting: int = 0
    in_favour_names: tuple[str, ...] = ()
    against_names: tuple[str, ...] = ()
    abstained_names: tuple[str, ...] = ()
    conflicts: tuple[Conflict, ...] = ()
    dissents: tuple[Dissent, ...] = ()
    tie_broken: bool = False
    differs_reason: str = ""
    resolution: str = ""
    elected: tuple[tuple[str, int], ...] = ()
    annulled: str = ""


class Item(NamedTuple):
    """A point of the agenda as it was dealt with.

    ``outcome``: adopted, rejected, noted, deferred, withdrawn, discussed or open; ``elsewhere``: dealt with in the other call;
    ``heading``: it has points below it and nothing was decided on it. ``reason``: why it was deferred or withdrawn.
    """

    number: str
    title: str
    outcome: str
    presenter: Person | None = None
    discussion: tuple[str, ...] = ()
    late: bool = False
    closed_door: bool = False
    steps: tuple[Step, ...] = ()
    votes: tuple[Vote, ...] = ()
    attachments: tuple[str, ...] = ()
    reason: str = ""


class Sitting(NamedTuple):
    """Everything about one sitting.

    ``body``: code of its kind; ``body_name`` as printed; ``kind``: ordinary, extraordinary, urgent; ``call``: first or second;
    ``mode``: in_person, remote, mixed. ``officers_present`` and ``officers_absent``: directors and control body, at an assembly.
    ``approval``: at_once or next_sitting; ``previous_head``: number and hash of the last entry of the book, as an outside anchor;
    ``plenary``: everybody called was there at the opening, which cures a defect or the want of a notice.
    """

    association: str
    body: str
    body_name: str
    kind: str
    call: str
    mode: str
    opened_at: datetime
    closed_at: datetime | None
    place: str
    chair: Officer
    secretary: Person
    told: Told | None
    quorum: Quorum
    items: tuple[Item, ...]
    seat_of_association: str = ""
    link: str = ""
    identification: str = ""
    second_call: bool = False
    deserted: Deserted | None = None
    officers_present: tuple[Officer, ...] = ()
    officers_absent: tuple[Officer, ...] = ()
    present_names: tuple[str, ...] = ()
    tellers: tuple[Person, ...] = ()
    proxies: int = 0
    approval: str = AT_ONCE
    chair_article: str = ""
    attachments: tuple[str, ...] = ()
    previous_head: tuple[int, str] | None = None
    notary: str = ""
    plenary: bool = False
