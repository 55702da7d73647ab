"""Verify the books of a database through a plain database cursor: no ORM, nothing believed but bytes and signatures."""

import json
from collections.abc import Iterable
from datetime import date
from pathlib import Path
from typing import NamedTuple

from ..bylaws import history, register
from . import checkpoints, keys

ENTRIES = """
    SELECT number, payload, previous_hash, hash FROM association_book_entry WHERE book_id = %s ORDER BY number, id
"""
DISCLOSURES = """
    SELECT entry.number, disclosure.content FROM association_book_disclosure disclosure
      JOIN association_book_entry entry ON entry.id = disclosure.entry_id
     WHERE entry.book_id = %s ORDER BY entry.number
"""
# What an entry says of its event, to be held against the event as it is now in its own table.
EVENTS = """
    SELECT entry.number, entry.payload, event.type, event.legal_date, event.effective_date, event.number,
           category.code, event.corrects_id, event.annuls, event.new_effective_date, new_category.code, event.id
      FROM association_book_entry entry
 LEFT JOIN association_member_event event ON event.id = entry.event_id
 LEFT JOIN association_member_category category ON category.id = event.category_id
 LEFT JOIN association_member_category new_category ON new_category.id = event.new_category_id
     WHERE entry.book_id = %s AND entry.event_id IS NOT NULL ORDER BY entry.number
"""
HISTORY = """
    SELECT event.member_id, event.id, event.type, event.effective_date, event.category_id, event.corrects_id,
           event.annuls, event.new_effective_date, event.new_category_id
      FROM association_member_event event WHERE event.company_id = %s ORDER BY event.member_id, event.id
"""
PERIODS = """
    SELECT member_id, date_from, date_to, status, category_id FROM association_member_period
     WHERE company_id = %s ORDER BY member_id, date_from
"""


class BookCheck(NamedTuple):
    """One book's verification: the chain's report and what else does not agree, one sentence each."""

    name: str
    origin: str
    report: register.Report
    disagreements: list[str]

    @property
    def ok(self) -> bool:
        return self.report.ok and not self.disagreements


def facts_of_event(row) -> dict:
    """Return what an entry says in clear of an event; ``row`` are the columns of ``EVENTS`` from ``event.type`` on."""
    _kind, legal, effective, number, category, corrects, annuls, new_day, new_category, event = row
    return {
        "annuls": bool(annuls),
        "category": category,
        "corrects": corrects,
        "effective_date": _iso(effective),
        "event": event,
        "legal_date": _iso(legal),
        "new_category": new_category,
        "new_effective_date": _iso(new_day),
        "number": number or None,
    }


def _iso(day: date | None) -> str | None:
    return day.isoformat() if day else None


def verify_all(cursor, folder: Path) -> list[BookCheck]:
    """Check every book of the database behind ``cursor`` against itself and the checkpoints in ``folder``."""
    cursor.execute("SELECT id, code, origin, company_id FROM association_book ORDER BY id")
    return [
        BookCheck(
            f"{code} ({origin})",
            origin,
            verify_chain(cursor, book, origin, folder),
            _disagreements(cursor, book, company),
        )
        for book, code, origin, company in cursor.fetchall()
    ]


def verify_chain(cursor, book: int, origin: str, folder: Path) -> register.Report:
    """Recompute one chain; ``folder`` holds the checkpoints and the public keys."""
    cursor.execute(ENTRIES, [book])
    entries = [register.Entry(*row) for row in cursor.fetchall()]
    cursor.execute(DISCLOSURES, [book])
    opened = list(_disclosures(cursor.fetchall()))
    left = checkpoints.read(folder, origin)
    return register.verify(origin, entries, opened, left, keys.verifier(folder))


def _disclosures(rows: Iterable) -> Iterable[register.Disclosure]:
    for number, content in rows:
        content = json.loads(content) if isinstance(content, str) else content
        for field, opening in (content or {}).items():
            salt, value = (
                opening if isinstance(opening, list) and len(opening) == 2 else (None, None)
            )
            yield register.Disclosure(number, field, salt, value)


def _disagreements(cursor, book: int, company: int) -> list[str]:
    return [
        *_altered_events(cursor, book),
        *_missing_entries(cursor, book, company),
        *_altered_periods(cursor, company),
    ]


def _altered_events(cursor, book: int) -> Iterable[str]:
    cursor.execute(EVENTS, [book])
    for number, payload, *row in cursor.fetchall():
        content, problem = register.parse_payload(payload.encode())
        if problem:
            continue  # the chain's report says so
        now = facts_of_event(row)
        differing = sorted(
            name for name, value in now.items() if content.get("public", {}).get(name) != value
        )
        if row[0] != content.get("type"):
            differing.insert(0, "type")
        if differing:
            yield f"entry {number}: the event in the history says otherwise ({', '.join(differing)})"


def _missing_entries(cursor, book: int, company: int) -> Iterable[str]:
    cursor.execute(
        """SELECT event.id FROM association_member_event event
            WHERE event.company_id = %s AND event.type NOT IN ('application', 'refusal', 'correction')
              -- An application taken back is no fact of a member.
              AND NOT (event.type = 'withdrawal' AND EXISTS (
                       SELECT 1 FROM association_member_period period
                        WHERE period.member_id = event.member_id AND period.status IN ('applicant', 'not_admitted')
                          AND period.date_from <= event.effective_date
                          AND (period.date_to IS NULL OR period.date_to > event.effective_date)))
              AND NOT EXISTS (SELECT 1 FROM association_book_entry entry
                               WHERE entry.event_id = event.id AND entry.book_id = %s)
         ORDER BY event.id LIMIT 20""",
        [company, book],
    )
    for (event,) in cursor.fetchall():
        yield f"event {event} of the history was never entered in the book"


def _altered_periods(cursor, company: int) -> Iterable[str]:
    cursor.execute(PERIODS, [company])
    kept: dict[int, list] = {}
    for member, *period in cursor.fetchall():
        kept.setdefault(member, []).append(tuple(period))
    cursor.execute(HISTORY, [company])
    events: dict[int, list] = {}
    for member, key, *rest in cursor.fetchall():
        events.setdefault(member, []).append(
            history.Event(key, *rest[:4], bool(rest[4]), *rest[5:], sequence=key)
        )
    for member in sorted(set(kept) | set(events)):
        try:
            derived = [tuple(period[:4]) for period in history.fold(events.get(member, ()))]
        except ValueError:
            yield f"member {member}: the recorded events contradict each other"
            continue
        if derived != kept.get(member, []):
            yield f"member {member}: the kept periods are not those that the events give"
