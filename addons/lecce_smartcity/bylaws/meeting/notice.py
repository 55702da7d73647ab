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


DAYS = "days"
HOURS = "hours"
CLEAR = "clear"  # neither the day of the notice nor the day of the meeting counts
CALENDAR = "calendar"  # the first day alone is left out
RECEIVED = "received"
SENT_OUT = "sent"


class Known(NamedTuple):
    """When a recipient knew: the legal day in Rome, how sure that is, and the instant."""

    on: date | None
    standing: str
    at: datetime | None = None


class Term(NamedTuple):
    """How long before the meeting a notice must be given, as law and statute count it.

    amount       days or hours, by ``unit``
    counting     ``clear`` days or ``calendar`` days; hours run from instant to instant
    counts_from  ``received``: from arrival; ``sent``: from sending
    """

    amount: int
    unit: str = DAYS
    counting: str = CLEAR
    counts_from: str = RECEIVED

    def left(self, known: Known, meeting: date | datetime) -> int:
        """What the notice left until ``meeting`` (an instant with a zone; a day will do where days are counted), never negative.

        >>> Term(15).left(Known(date(2026, 4, 2), "proven"), date(2026, 4, 18))
        15
        >>> Term(15, counting="calendar").left(Known(date(2026, 4, 2), "proven"), date(2026, 4, 18))
        16
        """
        if self.unit == HOURS:
            return max(0, int((meeting - known.at).total_seconds() // 3600)) if known.at else 0
        return max(0, (_day(meeting) - known.on).days - (self.counting == CLEAR))

    def met(self, known: Known, meeting: date | datetime) -> bool:
        """Whether a notice known then came in time: before the day of the meeting, or before its hour where hours are counted."""
        if known.on is None:
            return False
        before = known.at < meeting if self.unit == HOURS else known.on < _day(meeting)
        return before and self.left(known, meeting) >= self.amount


def _day(meeting: date | datetime) -> date:
    return legal_day(meeting) if isinstance(meeting, datetime) else meeting


def legal_day(at: datetime) -> date:
    """The day in Rome of an instant.

    >>> from datetime import timezone
    >>> legal_day(datetime(2026, 3, 31, 22, 30, tzinfo=timezone.utc))
    datetime.date(2026, 4, 1)
    """
    return at.astimezone(ROME).date()


def known(evidence: Iterable[Evidence], counts_from: str = RECEIVED) -> Known:
    """When one recipient is held to have known of the notice.

    The earliest proof counts, by whatever channel. Without proof, an e-mail that was sent and did not bounce is presumed known on
    the day of sending: a court may see it otherwise. Where the statute counts from the sending, the earliest sending counts that
    did not come back; it is proven by the post, by the PEC provider or by a proof of arrival, and presumed for e-mail.

    >>> from datetime import timezone
    >>> sent = Evidence(1, "pec", "sent", datetime(2026, 4, 1, 8, tzinfo=timezone.utc))
    >>> known([sent]).standing
    'missed'
    >>> known([sent, Evidence(1, "pec", "delivered", datetime(2026, 4, 2, 8, tzinfo=timezone.utc))])[:2]
    (datetime.date(2026, 4, 2), 'proven')
    >>> known([sent], "sent")[:2]
    (datetime.date(2026, 4, 1), 'proven')
    """
    gathered = sorted(evidence, key=lambda fact: fact.at)
    proof = next((fact for fact in gathered if fact.kind in PROOF.get(fact.channel, ())), None)
    bounced = {fact.channel for fact in gathered if fact.kind == BOUNCED}
    sent = [fact for fact in gathered if fact.kind == SENT and fact.channel not in bounced]
    if counts_from == SENT_OUT and sent:
        return _known(sent[0], PRESUMED if sent[0].channel == EMAIL and not proof else PROVEN)
    if proof:
        return _known(proof, PROVEN)
    presumed = next((fact for fact in sent if fact.channel == EMAIL), None)
    return _known(presumed, PRESUMED) if presumed else Known(None, MISSED)


def _known(fact: Evidence, standing: str) -> Known:
    return Known(legal_day(fact.at), standing, fact.at)


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
    late       reached, too late: recipient → days (hours) left
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


class Standing(NamedTuple):
    """One recipient: when they knew, how sure that is, what was left until the meeting, whether that is enough."""

    known: Known
    left: int
    in_time: bool


def standings(
    recipients: Iterable[Hashable], evidence: Iterable[Evidence], meeting: date | datetime, term: Term
) -> dict[Hashable, Standing]:
    """What the evidence says of each recipient, by the rule ``term``; evidence of others is left aside."""
    by_recipient: dict[Hashable, list[Evidence]] = {recipient: [] for recipient in recipients}
    for fact in evidence:
        if fact.recipient in by_recipient:
            by_recipient[fact.recipient].append(fact)
    found = {}
    for recipient, facts in by_recipient.items():
        when = known(facts, term.counts_from)
        found[recipient] = Standing(when, 0 if when.on is None else term.left(when, meeting), term.met(when, meeting))
    return found


def reach(recipients: Iterable[Hashable], evidence: Iterable[Evidence], meeting: date | datetime, days: int | Term) -> Reach:
    """How far the notice went, for a meeting that needs ``days`` free days, or a ``Term``."""
    term = days if isinstance(days, Term) else Term(days)
    in_time, presumed, late, missed = set(), set(), {}, set()
    for recipient, standing in standings(recipients, evidence, meeting, term).items():
        if standing.known.on is None:
            missed.add(recipient)
        elif standing.in_time:
            in_time.add(recipient)
            if standing.known.standing == PRESUMED:
                presumed.add(recipient)
        else:
            late[recipient] = standing.left
    return Reach(frozenset(in_time), frozenset(presumed), late, frozenset(missed))


def plenary(members: Iterable, directors: Iterable, control: Iterable, present: Iterable) -> bool:
    """Whether the sitting is plenary (totalitaria): every member, director and member of the control body attends.

    Then a defect of the notice is cured. An empty membership is never plenary.

    >>> plenary({1, 2}, {2}, {3}, {1, 2, 3}), plenary({1, 2}, {2}, {3}, {1, 2})
    (True, False)
    """
    there, members = set(present), set(members)
    return bool(members) and there.issuperset(members) and there.issuperset(directors) and there.issuperset(control)
