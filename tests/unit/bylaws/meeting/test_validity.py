"""The validity sheet can be recomputed from its own text."""

import re
from datetime import date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from odoo.addons.lecce_smartcity.bylaws.meeting.notice import Reach
from odoo.addons.lecce_smartcity.bylaws.meeting.sitting import Reading
from odoo.addons.lecce_smartcity.bylaws.meeting.validity import (
    majority_line,
    notice_line,
    quorum_line,
    validity_sheet,
)
from odoo.addons.lecce_smartcity.bylaws.meeting.votes import Tally, Totals, majority, quorum
from odoo.addons.lecce_smartcity.bylaws.rules.resolution import RuleBook, StatuteRule, StatuteVersion
from odoo.addons.lecce_smartcity.bylaws.rules.values import Days

ON = date(2026, 4, 18)
BOOK = RuleBook(
    [(date(2020, 1, 1), "recognised")],
    [
        StatuteVersion(
            "2026",
            date(2026, 1, 1),
            None,
            {"notice.ordinary": StatuteRule("notice.ordinary", Days(15), "notice", "11", "2", "almeno quindici giorni prima")},
        )
    ],
)
NUMBERS = re.compile(r"(\d+) × (\d+) = (\d+) (≥|>) (\d+) × (\d+) = (\d+) : (sì|no)")


def recomputed(line):
    """What a reader finds who recomputes the formula."""
    count, denominator, left, sign, total, numerator, right, told = NUMBERS.match(line.formula).groups()
    assert int(count) * int(denominator) == int(left)
    assert int(total) * int(numerator) == int(right)
    holds = int(left) > int(right) if sign == ">" else int(left) >= int(right)
    assert told == ("sì" if holds else "no")
    return holds


def test_a_statute_change_says_how_many_votes_were_missing():
    ruling = BOOK.resolve("majority.stat", ON)
    counted = Tally(8, 5, abstained=3)
    verdict = majority(ruling.value, counted, Totals(members=21))
    line = majority_line(counted, verdict, ruling)
    assert line.article == "c.c. art. 21(2)"
    assert "occorrevano 9 voti favorevoli: respinta, mancano 1" in line.sentence.it
    assert not recomputed(line)


def test_a_rule_of_the_statute_is_cited_with_its_version_and_words():
    line = notice_line(Reach(frozenset({1, 2}), frozenset(), {3: 4}, frozenset({5})), BOOK.resolve("notice.ordinary", ON), False)
    assert (line.article, line.quote, line.ok) == ("statuto art. 11(2) (2026)", "almeno quindici giorni prima", False)
    assert line.sentence.en.startswith("2 of 4 addressees reached with at least 15 free days; 1 late, 1 not reached")


def test_a_plenary_sitting_cures_the_notice():
    line = notice_line(Reach(frozenset(), frozenset(), {}, frozenset({5})), BOOK.resolve("notice.ordinary", ON), True)
    assert line.ok and "totalitaria" in line.sentence.it


@pytest.mark.parametrize(("proclaimed", "differs"), [(None, False), (True, True), (False, False)])
def test_a_proclamation_against_the_count_is_kept_beside_it(proclaimed, differs):
    ruling = BOOK.resolve("majority.ord", ON)
    present = quorum(BOOK.resolve("quorum.ord.first", ON).value, 11, Totals(entitled=21))
    lost = majority(ruling.value, Tally(4, 5), Totals())
    found = validity_sheet([majority_line(Tally(4, 5), lost, ruling)], present, [lost], proclaimed, "una scheda contestata")
    assert (found.adopted, found.differs) == (False, differs)
    assert ("una scheda contestata" in found.lines[-1].sentence.it) is differs


@given(st.integers(0, 200), st.integers(0, 200), st.integers(0, 60), st.integers(0, 200))
def test_every_figure_on_the_sheet_can_be_recomputed(favour, against, abstained, away):
    counted = Tally(favour, against, abstained)
    totals = Totals(members=favour + against + abstained + away, entitled=favour + against + abstained + away)
    quorum_rule = BOOK.resolve("quorum.ord.first", ON)
    verdict = quorum(quorum_rule.value, counted.present, totals)
    reading = Reading(datetime(2026, 4, 18, 9), counted.present, 0, 0, counted.present, verdict)
    line = quorum_line(reading, quorum_rule)
    assert recomputed(line) is verdict.reached or counted.present == 0
    for code in ("majority.ord", "majority.stat", "quorum.diss"):
        ruling = BOOK.resolve(code, ON)
        result = majority(ruling.value, counted, totals)
        assert recomputed(majority_line(counted, result, ruling)) is result.reached or favour == 0
