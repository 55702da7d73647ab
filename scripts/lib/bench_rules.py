"""What resolving rules costs: a statute amended every year, each rule asked for many days. No database, no Odoo."""

import itertools
import sys
import time
from datetime import date, timedelta
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2] / "addons" / "lecce_smartcity"))

from bylaws.errors import BylawError
from bylaws.franchise import MemberFacts, entitlement, roll_rules
from bylaws.rules.catalogue import CATALOGUE
from bylaws.rules.resolution import RuleBook, StatuteRule, StatuteVersion
from bylaws.rules.values import Days, Share

RESOLUTIONS = 1000
YEARS = range(2000, 2027)


def book() -> RuleBook:
    """The rules of an association that changed its statute every year and its regime once."""
    own = {"quorum.stat": Share(2, 3, False, "entitled"), "notice.ordinary": Days(15), "vote.seniority": Days(30)}
    rules = {code: StatuteRule(code, value, f"key-{code}", "12", "2", "come da statuto") for code, value in own.items()}
    versions = [StatuteVersion(str(year), date(year, 1, 1), date(year, 12, 31), rules) for year in YEARS]
    return RuleBook([(date(1990, 1, 1), "recognised"), (date(2018, 6, 1), "ets")], versions)


def resolve(rules: RuleBook, questions) -> float:
    """Seconds of CPU for these (code, day) questions; a rule that nobody gives counts like any other."""
    started = time.process_time()
    for code, day in questions:
        try:
            rules.find(code, day)
        except BylawError:
            continue
    return time.process_time() - started


def run(members: int) -> int:
    """Ask, and print one line per figure: the best of five, each with a book that remembers nothing."""
    first = date(2000, 1, 1)
    questions = [
        (code, first + timedelta(days=9 * number))
        for number, code in zip(range(RESOLUTIONS), itertools.cycle(CATALOGUE), strict=False)
    ]
    print(f"rules: {len(CATALOGUE)} codes")
    print(f"resolutions_cold: {min(resolve(book(), questions) for _ in range(5)) * 1000:.2f} ms per {RESOLUTIONS}")
    known = book()
    resolve(known, questions)
    print(f"resolutions_again: {min(resolve(known, questions) for _ in range(5)) * 1000:.2f} ms per {RESOLUTIONS}")
    facts = [MemberFacts(number, "active", book_date=first + timedelta(days=number % 9000)) for number in range(members)]
    started = time.process_time()
    rules = roll_rules(known, date(2026, 5, 1))
    for member in facts:
        entitlement(member, rules)
    print(f"entitlements: {(time.process_time() - started) * 1000:.1f} ms per {members}")
    return 0
