import re
from datetime import date, timedelta
from itertools import combinations

import pytest

from odoo.addons.lecce_smartcity.bylaws.errors import BylawError
from odoo.addons.lecce_smartcity.bylaws.regimes import ETS, REGIMES
from odoo.addons.lecce_smartcity.bylaws.rules import model
from odoo.addons.lecce_smartcity.bylaws.rules.catalogue import CATALOGUE, law_on, parse_for
from odoo.addons.lecce_smartcity.bylaws.rules.derogation import check
from odoo.addons.lecce_smartcity.bylaws.rules.resolution import RuleBook
from odoo.addons.lecce_smartcity.bylaws.rules.values import BASES, TYPES, Flag, plain, words

TODAY = date(2026, 11, 1)
every_rule = pytest.mark.parametrize("rule", CATALOGUE.values(), ids=CATALOGUE)


def texts(rule):
    """Every text of a rule, with its name."""
    yield "title", rule.title
    yield "explanation", rule.explanation
    yield from (("choice", words) for _code, words in rule.choices)
    yield from (("example", words) for words in rule.examples)
    yield from (("formula", words) for words in (rule.formula, rule.note) if words)
    yield from (("note", law.note) for law in rule.laws if law.note)


@every_rule
def test_every_rule_says_everything_in_italian_and_english(rule):
    for name, text in texts(rule):
        assert text.it.strip() and text.en.strip(), name
        if name in ("title", "explanation"):
            assert text.it != text.en, name


@every_rule
def test_every_rule_is_made_of_known_parts(rule):
    assert re.fullmatch(r"[a-z][a-z0-9_]*(\.[a-z][a-z0-9_]*)*", rule.code)
    assert rule.severity in model.SEVERITIES and rule.derogation in model.DEROGATIONS
    assert set(rule.kinds) <= set(TYPES) and set(rule.regimes) <= set(REGIMES)
    assert (rule.base in BASES) == (rule.kind == "share") and set(rule.bases) <= set(BASES)
    assert bool(rule.choices) == (rule.kind in ("choice", "several"))
    assert rule.dated_by in (model.DAY, model.YEAR_END)
    if rule.severity == model.STAT:
        assert not rule.laws and rule.derogation == model.FREE
    if rule.severity in (model.HARD, model.DEFAULT):
        assert rule.laws
    if rule.severity == model.HARD:
        assert model.FREE not in {law.derogation or rule.derogation for law in rule.laws} - {"free"} or rule.code == "sdd.prenotice"


@every_rule
def test_the_law_gives_a_regime_one_value_on_a_day(rule):
    for first, second in combinations(rule.laws, 2):
        if set(first.regimes) & set(second.regimes):
            days = [day for law in (first, second) for day in (law.valid_from, law.valid_to) if day]
            assert not any(first.in_force(day) and second.in_force(day) for day in days)


@every_rule
def test_the_law_s_own_values_are_well_formed(rule):
    for law in rule.laws:
        assert set(law.regimes) <= set(rule.regimes)
        assert law.citation.source and (law.citation.article or re.search("Rulebook|massima", law.citation.source))
        day = law.valid_to or TODAY
        assert [check(rule.code, law.value, regime, day) for regime in law.regimes] == [()] * len(law.regimes)


@every_rule
def test_the_law_s_values_are_read_back_as_they_are_shown(rule):
    for law in rule.laws:
        if law.value.kind == rule.kind:
            assert parse_for(rule.code, plain(law.value)) == law.value
        assert words(law.value, "it", rule.choices) and words(law.value, "en", rule.choices)


@pytest.mark.parametrize("regime", REGIMES)
@every_rule
def test_every_rule_resolves_or_its_silence_is_known(rule, regime):
    book = RuleBook([(date(1990, 1, 1), regime)])
    try:
        ruling = book.find(rule.code, TODAY)
    except BylawError as error:
        assert [violation.code for violation in error.violations] == ["no_rule_in_force"]
        assert rule.severity == model.STAT or law_on(rule.code, regime, TODAY) is None
    else:
        assert ruling is not None or rule.optional or regime not in rule.regimes


def test_a_choice_is_typed_by_its_words():
    assert parse_for("exclusion.organ", "Il consiglio direttivo").code == "board"
    assert parse_for("exclusion.organ", "the board").code == "board"


@pytest.mark.parametrize("regime, expected", [("unrecognised", 1), ("recognised", 1), (ETS, 5)])
def test_only_the_third_sector_knows_plural_votes(regime, expected):
    assert law_on("votes.max", regime, TODAY).value.count == expected


def value(code, on, regime=ETS):
    found = law_on(code, regime, on)
    return found and plain(found.value)


DATED = [
    ("remote.allowed", date(2024, 7, 1), "ets", "false"),
    ("remote.allowed", date(2024, 9, 1), "ets", "true"),
    ("remote.allowed", date(2024, 8, 2), "ets", "false"),
    ("remote.allowed", date(2024, 8, 3), "ets", "true"),
    ("remote.allowed", date(2026, 9, 30), "recognised", "true"),
    ("remote.allowed", date(2020, 3, 16), "recognised", None),
    ("vote.postal", date(2026, 1, 1), "ets", "false"),
    ("ets.control.assets", date(2024, 8, 2), "ets", "> 110000.00"),
    ("ets.control.assets", date(2024, 8, 3), "ets", "> 150000.00"),
    ("ets.control.income", date(2024, 8, 2), "ets", "> 220000.00"),
    ("ets.control.income", date(2024, 8, 3), "ets", "> 300000.00"),
    ("ets.control.employees", date(2024, 8, 2), "ets", "5"),
    ("ets.control.employees", date(2024, 8, 3), "ets", "7"),
    ("ets.audit.assets", date(2024, 8, 2), "ets", "> 1100000.00"),
    ("ets.audit.income", date(2024, 8, 3), "ets", "> 3000000.00"),
    ("ets.audit.employees", date(2024, 8, 3), "ets", "20"),
    ("ets.cash.max", date(2023, 12, 31), "ets", "< 220000.00"),
    ("ets.cash.max", date(2024, 12, 31), "ets", "< 220000.00"),
    ("ets.cash.max", date(2025, 12, 31), "ets", "<= 300000.00"),
    ("ets.cash.max", date(2025, 6, 30), "ets", "< 220000.00"),
    ("ets.cash.legal_persons", date(2024, 12, 31), "ets", "true"),
    ("ets.cash.legal_persons", date(2025, 12, 31), "ets", "false"),
    ("ets.agg.max", date(2024, 12, 31), "ets", None),
    ("ets.agg.max", date(2025, 12, 31), "ets", "<= 60000.00"),
    ("ets.accounts_deposit", date(2023, 12, 31), "ets", "30/06"),
    ("ets.accounts_deposit", date(2024, 12, 31), "ets", "180 days"),
    ("legal.rate", date(2023, 12, 31), "ets", None),
    ("legal.rate", date(2024, 1, 1), "ets", "2.5 %"),
    ("legal.rate", date(2025, 12, 31), "recognised", "2 %"),
    ("legal.rate", date(2026, 1, 1), "unrecognised", "1.6 %"),
    ("legal.rate", date(2027, 1, 1), "ets", None),
]


@pytest.mark.parametrize("code, on, regime, expected", DATED)
def test_the_law_changes_on_its_day(code, on, regime, expected):
    assert value(code, on, regime) == expected


def test_an_emergency_rule_lets_no_statute_forbid_until_it_ends():
    during, after = date(2026, 9, 30), date(2026, 10, 1)
    assert [found.code for found in check("remote.allowed", Flag(False), "recognised", during)] == ["rule_weaker_than_law"]
    assert check("remote.allowed", Flag(False), "recognised", after) == ()
    assert check("remote.allowed", Flag(False), ETS, during) == ()


def test_what_an_adviser_should_confirm_is_marked():
    marked = {rule.code for rule in CATALOGUE.values() if not all(law.confirmed for law in rule.laws)}
    assert {"transparency.budget", "dues.prescription", "proxy.excluded_holders", "ets.threshold_basis"} <= marked
    assert not marked & {"quorum.ord.first", "quorum.diss", "vote.seniority", "request.fraction", "board.elected_share"}


def test_every_day_of_the_century_has_an_answer_or_a_named_refusal():
    book = RuleBook([(date(1950, 1, 1), "unrecognised"), (date(1990, 1, 1), "recognised"), (date(2018, 1, 1), ETS)])
    day = date(1950, 1, 1)
    while day < date(2050, 1, 1):
        for code in ("quorum.ord.first", "remote.allowed", "legal.rate", "votes.max"):
            try:
                assert book.resolve(code, day).value is not None
            except BylawError as error:
                assert error.violations[0].code == "no_rule_in_force"
        day += timedelta(days=97)


# What the product promised to know: the law's parameters, and what statutes fix.
PROMISED = """
quorum.ord.first quorum.ord.second majority.ord abstention.ord quorum.stat quorum.stat.second majority.stat abstention.stat
quorum.diss request.fraction withdrawal.notice exclusion.appeal admission.decide admission.appeal vote.seniority votes.max
proxy.max.small proxy.max.large board.notice_runts ets.changes_runts ets.accounts_deposit ets.cash.max ets.agg.max
ets.control.assets ets.control.income ets.control.employees ets.audit.assets ets.audit.income ets.audit.employees
ets.social_report ets.pay_publication ets.assets.min vol.day vol.month pay.ratio div.a div.b stamp.threshold stamp.amount
vat.exclusion.end pa.grants.publication pa.designation conflict.challenge transparency.budget legal.rate sdd.prenotice
sdd.refund sdd.unauth sdd.mandate.idle remote.allowed notice.ordinary notice.urgent notice.extraordinary notice.channels
second_call.gap second_call.same_day casting_vote.assembly casting_vote.board proxy.excluded_holders board.size.min
board.size.max board.term board.mandates.max board.lapse board.replacement board.absences president.by_right board.meets_every
committees accounts.approve_within budget.approve_by admission.organ admission.appeal.organ arrears.reminder.first
arrears.reminder.second arrears.final_term arrears.suspend regulations.organ fiscal_year.end vote.postal vote.electronic
exclusion.organ membership.transferable vote.if_in_arrears quorum.board majority.board
"""


def test_no_parameter_that_was_promised_is_missing():
    assert [code for code in PROMISED.split() if code not in CATALOGUE] == []
