"""A sheet is kept without loss, and every figure on it can be recomputed from its own printed text."""

import json
import re
from datetime import date, datetime, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from odoo.addons.lecce_smartcity.bylaws.errors import BylawError
from odoo.addons.lecce_smartcity.bylaws.meeting import circumstances, sheet_record
from odoo.addons.lecce_smartcity.bylaws.meeting.notice import Reach
from odoo.addons.lecce_smartcity.bylaws.meeting.sitting import Reading
from odoo.addons.lecce_smartcity.bylaws.meeting.validity import (
    barred_line,
    majority_line,
    notice_line,
    quorum_line,
    side_lines,
    validity_sheet,
)
from odoo.addons.lecce_smartcity.bylaws.meeting.votes import Tally, Totals, majority, parallel_majorities, possible_resistance, quorum
from odoo.addons.lecce_smartcity.bylaws.rules.resolution import RuleBook, StatuteRule, StatuteVersion
from odoo.addons.lecce_smartcity.bylaws.rules.values import Count, Days, Flag

ON = date(2026, 4, 18)
AT = datetime(2026, 4, 18, 9, tzinfo=timezone.utc)
VERSION = StatuteVersion(
    "2026",
    date(2026, 1, 1),
    None,
    {
        "notice.ordinary": StatuteRule("notice.ordinary", Days(15), "notice", "11", "2", "almeno quindici giorni prima"),
        "proxy.max.small": StatuteRule("proxy.max.small", Count(2), "proxies", "12", "", "non più di due deleghe"),
    },
)
BOOK = RuleBook([(date(2020, 1, 1), "ets")], [VERSION])

COMPARISON = re.compile(r"(\d+) × (\d+) = (\d+) (≥|>) (\d+) × (\d+) = (\d+) : (sì|no)")
SUM = re.compile(r"\d+( \+ \d+)* = \d+")
AT_MOST = re.compile(r"(\d+) ≤ (\d+) : (sì|no)")
TOLD = re.compile(r"(\d+) / (\d+)")


def recomputed(formula):
    """What a reader with paper and pencil finds: True or False; None where there is nothing to compare."""
    if found := COMPARISON.fullmatch(formula):
        count, denominator, left, sign, total, numerator, right, told = found.groups()
        assert int(count) * int(denominator) == int(left)
        assert int(total) * int(numerator) == int(right)
        holds = int(left) > int(right) if sign == ">" else int(left) >= int(right)
    elif found := AT_MOST.fullmatch(formula):
        held, cap, told = found.groups()
        holds = int(held) <= int(cap)
    elif found := TOLD.fullmatch(formula):
        return int(found[1]) == int(found[2])
    else:
        assert not formula or SUM.fullmatch(formula), formula
        if formula:
            parts, total = formula.split(" = ")
            assert sum(map(int, parts.split(" + "))) == int(total)
        return None
    assert told == ("sì" if holds else "no")
    return holds


def the_sheet(tally, away=0, late=(), held=None):
    """A sheet with every kind of line."""
    totals = Totals(members=tally.present + away, entitled=tally.present + away)
    rule = BOOK.resolve("quorum.ord.first", ON)
    attendance = quorum(rule.value, tally.present, totals)
    reading = Reading(AT, tally.present, 0, 0, tally.present, attendance)
    ruling = BOOK.resolve("majority.ord", ON)
    verdict = majority(ruling.value, tally, totals)
    sides = {"Lecce": (Tally(tally.favour, 0), Totals()), "Bergamo": (Tally(0, tally.against), Totals())}
    verdicts = parallel_majorities(ruling.value, sides)
    checks = [
        circumstances.competence_line("exclusion", "assembly", "Assemblea", "ets", BOOK.find("exclusion.organ", ON)),
        circumstances.agenda_line(bool(late), False, BOOK.resolve("agenda.binding", ON)),
        notice_line(
            Reach(frozenset({1}), frozenset({1}), dict.fromkeys(late, 4), frozenset()), BOOK.resolve("notice.ordinary", ON), False
        ),
        circumstances.proxies_line(held or {}, BOOK.resolve("proxy.max.small", ON)),
        quorum_line(reading, rule),
        *circumstances.side_quorum_lines({"Lecce": 2}, {"Lecce": 3, "Bergamo": 3}, rule),
        circumstances.count_line(tally),
        barred_line(["Anna Greco"], BOOK.resolve("vote.directors_excluded", ON)),
        circumstances.recused_line(["Bruno Serra"], BOOK.resolve("conflict.member", ON)),
        majority_line(tally, verdict, ruling),
        *side_lines({side: pair[0] for side, pair in sides.items()}, verdicts, ruling),
        circumstances.missing_votes_line(verdict, ruling),
        circumstances.second_call_line(tally.present, totals, BOOK.resolve("quorum.ord.second", ON)),
        circumstances.possible_resistance_line(possible_resistance(ruling.value, tally, 2, totals), 2),
    ]
    return validity_sheet(checks, attendance, [verdict])


@given(
    st.builds(Tally, *[st.integers(0, 80)] * 8),
    st.integers(0, 100),
    st.sets(st.integers(2, 9)),
    st.dictionaries(st.text("abc", min_size=1), st.integers(1, 5), max_size=3),
)
def test_every_line_of_a_sheet_is_recomputed_from_its_printed_text(tally, away, late, held):
    kept = json.loads(json.dumps(sheet_record.encode(the_sheet(tally, away, late, held))))
    for line in kept["lines"]:
        holds = recomputed(line["formula"])
        if holds is not None and line["code"] not in ("what_if", "second_call", "resistance"):
            nobody = tally.present == 0 or line["formula"].startswith("0 ×")
            assert line["ok"] is holds or nobody


@given(st.builds(Tally, *[st.integers(0, 9)] * 8))
def test_a_sheet_comes_back_equal_with_both_languages(tally):
    sheet = the_sheet(tally)
    found = sheet_record.decode(json.loads(json.dumps(sheet_record.encode(sheet))))
    assert found == sheet
    assert {line.sentence.it for line in found.lines} != {line.sentence.en for line in found.lines}


def test_a_sheet_of_a_later_program_is_refused():
    with pytest.raises(BylawError, match="sheet_version_unknown"):
        sheet_record.decode({"version": 99})


def test_how_far_a_notice_went_comes_back_equal():
    reach = Reach(frozenset({1, 2}), frozenset({2}), {3: 4}, frozenset({5}))
    assert sheet_record.decode_reach(json.loads(json.dumps(sheet_record.encode_reach(reach)))) == reach


def test_two_votes_missing_are_said_and_shown():
    ruling = BOOK.resolve("majority.stat", ON)
    verdict = majority(ruling.value, Tally(8, 5, abstained=5), Totals(members=21))
    line = circumstances.missing_votes_line(verdict, ruling)
    assert line.sentence.it == "Con 2 voti favorevoli in più la proposta sarebbe stata approvata."
    assert recomputed(line.formula)


def test_a_first_call_without_quorum_says_that_the_second_would_do():
    line = circumstances.second_call_line(4, Totals(entitled=20), BOOK.resolve("quorum.ord.second", ON))
    assert "sarebbero bastati" in line.sentence.it and line.article == "c.c. art. 21(1)"


def test_a_board_that_approves_the_accounts_is_not_competent():
    line = circumstances.competence_line("accounts", "board", "Consiglio direttivo", "ets")
    assert (line.ok, line.article) == (False, "D.Lgs. 117/2017 art. 25(1)(c)")
    assert "è competente l’assemblea" in line.sentence.it


def test_a_late_subject_stands_only_in_a_plenary_sitting():
    binding = BOOK.resolve("agenda.binding", ON)
    assert circumstances.agenda_line(True, False, binding).ok is False
    assert circumstances.agenda_line(True, True, binding).ok is True
    assert circumstances.agenda_line(False, False, binding).ok is True


def test_abstentions_counted_by_statute_are_named_in_the_base():
    book = RuleBook([(date(2020, 1, 1), "ets")])
    ruling = book.resolve("majority.ord", ON)
    verdict = majority(ruling.value, Tally(5, 4, abstained=2), Totals(), None, True)
    line = majority_line(Tally(5, 4, abstained=2), verdict, ruling)
    assert "base: 11 (dei voti espressi e degli astenuti)" in line.sentence.it
    assert not line.ok


def test_nobody_with_more_proxies_than_the_statute_allows_goes_unnamed():
    line = circumstances.proxies_line({"Anna": 2, "Bruno": 3}, BOOK.resolve("proxy.max.small", ON))
    assert line.ok is False and "Bruno (3)" in line.sentence.it and line.article == "statuto art. 12 (2026)"


def test_a_statute_that_does_not_bind_the_agenda_admits_late_subjects():
    assert circumstances.agenda_line(True, False, None).ok is False
    ruling = BOOK.resolve("agenda.binding", ON)
    assert isinstance(ruling.value, Flag)


def test_an_open_vote_where_the_statute_asks_for_a_secret_one_is_on_the_sheet():
    ruling = BOOK.resolve("vote.directors_excluded", ON)
    assert circumstances.method_line(False, ruling).ok is False
    assert circumstances.method_line(True, ruling).ok is True
