"""Notice of a meeting: when it was known, how many free days it left, who was not reached.

The notice takes effect when it reaches the addressee (c.c. 1334, 1335); the burden of proof is on who convenes. In a term of free
days neither the day of arrival nor the day of the meeting counts.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Mapping
from datetime import date, datetime
from typing import NamedTuple
from zoneinfo import ZoneInfo

ROME = ZoneInfo("Europe/Rome")

SENT = "sent"
ACCEPTED = "accepted"  # PEC: the sender's provider took it
DELIVERED = "delivered"  # PEC: in the addressee's box; registered letter or hand: signed for
READ = "read"  # the addressee opened or answered it
BOUNCED = "bounced"
LEFT_NOTICE = "left_notice"  # registered letter: nobody there, a notice was left

EMAIL = "email"
PEC = "pec"
LETTER = "registered_letter"
HAND = "hand"
PORTAL = "portal"

# Which evidence proves arrival, by channel. An ordinary e-mail proves itself only when it was read or answered.
PROOF = {
    EMAIL: frozenset({DELIVERED, READ}),
    PEC: frozenset({DELIVERED}),
    LETTER: frozenset({DELIVERED, LEFT_NOTICE}),
    HAND: frozenset({DELIVERED}),
    PORTAL: frozenset({READ}),
}

PROVEN = "proven"
PRESUMED = "presumed"  # sent by a channel that gives no receipt and not bounced: contestable
MISSED = "missed"


class Evidence(NamedTuple):
    """One proof about one recipient: appended, never changed. ``at`` is an instant with a time zone."""

    recipient: Hashable
    channel: str
    kind: str
    at: datetime


class Known(NamedTuple):
    """When a recipient knew: the legal day in Rome, and how sure that is."""

    on: date | None
    standing: str


def legal_day(at: datetime) -> date:
    """The day in Rome of an instant.

    >>> from datetime import timezone
    >>> legal_day(datetime(2026, 3, 31, 22, 30, tzinfo=timezone.utc))
    datetime.date(2026, 4, 1)
    """
    return at.astimezone(ROME).date()


def known(evidence: Iterable[Evidence]) -> Known:
    """When one recipient is held to have known of the notice.

    The earliest proof counts, by whatever channel. Without proof, an e-mail that was sent and did not bounce is presumed known on
    the day of sending: a court may see it otherwise.

    >>> from datetime import timezone
    >>> sent = Evidence(1, "pec", "sent", datetime(2026, 4, 1, 8, tzinfo=timezone.utc))
    >>> known([sent])
    Known(on=None, standing='missed')
    >>> known([sent, Evidence(1, "pec", "delivered", datetime(2026, 4, 2, 8, tzinfo=timezone.utc))])
    Known(on=datetime.date(2026, 4, 2), standing='proven')
    """
    gathered = sorted(evidence, key=lambda fact: fact.at)
    for fact in gathered:
        if fact.kind in PROOF.get(fact.channel, ()):
            return Known(legal_day(fact.at), PROVEN)
    bounced = {fact.channel for fact in gathered if fact.kind == BOUNCED}
    for fact in gathered:
        if fact.channel == EMAIL and fact.kind == SENT and EMAIL not in bounced:
            return Known(legal_day(fact.at), PRESUMED)
    return Known(None, MISSED)


def free_days(known_on: date, meeting: date) -> int:
    """The whole days between the two: neither of them counts; never negative.

    >>> free_days(date(2026, 4, 2), date(2026, 4, 18)), free_days(date(2026, 4, 18), date(2026, 4, 18))
    (15, 0)
    """
    return max(0, (meeting - known_on).days - 1)


def last_day_to_reach(meeting: date, days: int) -> date:
    """The last day on which a notice must arrive to leave that many free days.

    >>> last_day_to_reach(date(2026, 4, 18), 15)
    datetime.date(2026, 4, 2)
    """
    return date.fromordinal(meeting.toordinal() - days - 1)


class Reach(NamedTuple):
    """How far the notice of one meeting went: recipients by what is known of each.

    in_time    proven, or presumed where ``presumed`` says so too, with the free days asked for
    presumed   of those, the ones without proof
    late       reached, too late: recipient → free days left
    missed     nothing shows that they were reached
    """

    in_time: frozenset
    presumed: frozenset
    late: Mapping[Hashable, int]
    missed: frozenset

    @property
    def complete(self) -> bool:
        """Whether all were reached in time."""
        return not self.late and not self.missed


def reach(recipients: Iterable[Hashable], evidence: Iterable[Evidence], meeting: date, days: int) -> Reach:
    """What the evidence says of each recipient, for a meeting that needs ``days`` free days."""
    by_recipient: dict[Hashable, list[Evidence]] = {recipient: [] for recipient in recipients}
    for fact in evidence:
        if fact.recipient in by_recipient:
            by_recipient[fact.recipient].append(fact)
    in_time, presumed, late, missed = set(), set(), {}, set()
    for recipient, facts in by_recipient.items():
        when = known(facts)
        if when.on is None:
            missed.add(recipient)
            continue
        left = free_days(when.on, meeting)
        if when.on < meeting and left >= days:
            in_time.add(recipient)
            if when.standing == PRESUMED:
                presumed.add(recipient)
        else:
            late[recipient] = left
    return Reach(frozenset(in_time), frozenset(presumed), late, frozenset(missed))


def plenary(members: Iterable, directors: Iterable, control: Iterable, present: Iterable) -> bool:
    """Whether the sitting is plenary (totalitaria): every member, director and member of the control body attends.

    Then a defect of the notice is cured. An empty membership is never plenary.

    >>> plenary({1, 2}, {2}, {3}, {1, 2, 3}), plenary({1, 2}, {2}, {3}, {1, 2})
    (True, False)
    """
    there, members = set(present), set(members)
    return bool(members) and there.issuperset(members) and there.issuperset(directors) and there.issuperset(control)
