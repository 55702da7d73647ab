from datetime import date

import pytest

from odoo.addons.lecce_smartcity.bylaws.errors import BylawError
from odoo.addons.lecce_smartcity.bylaws.rules.derogation import check
from odoo.addons.lecce_smartcity.bylaws.rules.resolution import RuleBook, StatuteRule, StatuteVersion
from odoo.addons.lecce_smartcity.bylaws.rules.values import Count, Days, Months, Share

ETS_SINCE_2018 = [(date(2010, 1, 1), "unrecognised"), (date(2018, 6, 1), "ets")]


def statute(label, valid_from, valid_to=None, **rules):
    named = {code.replace("__", "."): value for code, value in rules.items()}
    return StatuteVersion(
        label,
        valid_from,
        valid_to,
        {code: StatuteRule(code, value, "art-key", "12", "2", "come da statuto") for code, value in named.items()},
    )


def refused(call, *args):
    with pytest.raises(BylawError) as caught:
        call(*args)
    return [violation.code for violation in caught.value.violations]


def codes(violations):
    return [violation.code for violation in violations]


def test_the_statute_in_force_on_the_day_decides_then_the_law():
    book = RuleBook(
        ETS_SINCE_2018,
        [
            statute("first", date(2019, 1, 1), date(2021, 12, 31), vote__seniority=Days(30)),
            statute("second", date(2022, 1, 1), vote__seniority=Months(1)),
        ],
    )
    asked = [date(2018, 12, 31), date(2019, 1, 1), date(2021, 12, 31), date(2022, 1, 1)]
    found = [book.resolve("vote.seniority", day) for day in asked]
    assert [ruling.value for ruling in found] == [Months(3), Days(30), Days(30), Months(1)]
    assert [ruling.origin for ruling in found] == ["law", "statute", "statute", "statute"]
    assert [ruling.version for ruling in found] == ["", "first", "first", "second"]


def test_a_ruling_carries_where_it_is_written():
    book = RuleBook(ETS_SINCE_2018, [statute("2022", date(2022, 1, 1), quorum__stat=Share(2, 3, False, "entitled"))])
    own = book.resolve("quorum.stat", date(2026, 1, 1))
    assert (own.citation.label(), own.quote) == ("statuto art. 12(2)", "come da statuto")
    assert (own.article_key, own.regime) == ("art-key", "ets")
    law = book.resolve("quorum.diss", date(2026, 1, 1))
    assert (law.citation.label(), law.severity, law.origin) == ("c.c. art. 21(3)", "hard", "law")
    assert "tre quarti degli associati" in law.quote and law.quote == law.citation.text


def test_silence_of_statute_and_law_is_an_error_and_never_an_empty_value():
    book = RuleBook(ETS_SINCE_2018)
    before = date(2015, 1, 1)
    assert refused(book.resolve, "admission.decide", before) == ["no_rule_in_force"]
    assert book.find("admission.decide", before) is None
    assert refused(book.resolve, "quorum.of.nothing", before) == ["rule_unknown"]
    assert refused(book.find, "quorum.of.nothing", before) == ["rule_unknown"]
    assert refused(book.resolve, "quorum.ord.first", date(2009, 12, 31)) == ["no_legal_regime"]


def test_mandatory_law_puts_a_weaker_statute_aside_and_says_so():
    book = RuleBook(ETS_SINCE_2018, [statute("2022", date(2022, 1, 1), request__fraction=Share(1, 3, False, "members"))])
    ruling = book.resolve("request.fraction", date(2026, 1, 1))
    assert (ruling.value, ruling.origin) == (Share(1, 10, False, "members"), "law")
    assert ruling.displaced.value == Share(1, 3, False, "members")


@pytest.mark.parametrize(
    "code, value, expected",
    [
        ("request.fraction", Share(1, 20, False, "members"), []),
        ("request.fraction", Share(1, 10, False, "members"), []),
        ("request.fraction", Share(1, 10, True, "members"), ["rule_weaker_than_law"]),
        ("request.fraction", Share(1, 3, False, "members"), ["rule_weaker_than_law"]),
        ("request.fraction", Share(1, 20, False, "present"), ["rule_base_differs"]),
        ("request.fraction", Days(3), ["rule_value_invalid"]),
        ("request.fraction", 3, ["rule_value_invalid"]),
        ("quorum.diss", Share(3, 4, False, "members"), []),
        ("quorum.diss", Share(2, 3, False, "members"), ["rule_weaker_than_law"]),
        ("quorum.diss", Share(4, 5, False, "members"), ["rule_weaker_than_law"]),
        ("votes.max", Count(3), []),
        ("votes.max", Count(6), ["rule_weaker_than_law"]),
        ("votes.max", Count(0), ["rule_value_out_of_bounds"]),
        ("exclusion.appeal", Months(3), ["rule_weaker_than_law"]),
        ("vote.seniority", Days(45), []),
        ("nothing.at.all", Days(45), ["rule_unknown"]),
    ],
)
def test_a_statute_may_say_what_the_law_lets_it(code, value, expected):
    found = check(code, value, "ets", date(2026, 1, 1))
    assert codes(found) == expected
    if expected == ["rule_weaker_than_law"]:
        assert found[0].params["article"].startswith(("c.c. art.", "D.Lgs. 117/2017 art."))


def test_two_statutes_never_hold_on_one_day():
    versions = [statute("a", date(2020, 1, 1)), statute("b", date(2021, 1, 1))]
    assert refused(RuleBook, ETS_SINCE_2018, versions) == ["statute_versions_overlap"]


def test_a_statute_s_rule_outside_the_catalogue_is_refused():
    assert refused(RuleBook, ETS_SINCE_2018, [statute("a", date(2020, 1, 1), nothing=Days(1))]) == ["rule_unknown"]
