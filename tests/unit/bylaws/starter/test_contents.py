"""What the law wants to read in a statute stands in the starter statute, in the right article."""

import pytest
from hypothesis import given, settings

from odoo.addons.lecce_smartcity.bylaws.regimes import REGIMES
from odoo.addons.lecce_smartcity.bylaws.starter.drafting import draft
from odoo.addons.lecce_smartcity.bylaws.starter.examples import BERGAMO, LECCE
from odoo.addons.lecce_smartcity.bylaws.statute.headings import checklist, missing

from .given import MINIMAL, answers

WHERE = {
    "name": "name",
    "purpose": "purpose",
    "civic_purpose": "purpose",
    "general_interest": "activities",
    "seat": "seat",
    "duration": "seat",
    "assets": "assets",
    "organisation": "bodies",
    "assembly": "assembly",
    "representation": "president",
    "rights": "rights-and-duties",
    "devolution": "devolution",
    "no_distribution": "no-distribution",
    "first_officers": "final",
    "annual_statement": "accounts",
    "not_transferable": "members",
    "uniform_membership": "members",
}


@pytest.mark.parametrize("way", [LECCE, BERGAMO, *({**MINIMAL, "regime": regime} for regime in REGIMES)])
def test_nothing_is_missing_and_each_content_is_found_where_a_lawyer_would_look(way):
    made = draft(way)
    regime = made.answers["regime"]
    assert missing(made.text, regime) == ()
    found = {item.heading.code: item.article.key for item in checklist(made.text, regime)}
    assert {code: key for code, key in found.items() if code in WHERE} == {code: WHERE[code] for code in found if code in WHERE}


@given(answers())
@settings(max_examples=40)
def test_nothing_is_missing_whatever_the_answers(given_answers):
    made = draft(given_answers)
    assert missing(made.text, made.answers["regime"]) == ()
