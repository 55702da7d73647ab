"""The test of public control: suspected, to be reviewed, or not in sight; with every ground."""

from datetime import date

import pytest

from odoo.addons.lecce_smartcity.bylaws.body_rules import RuleBook
from odoo.addons.lecce_smartcity.bylaws.public_control import ControlFacts, assess

BOOK, DAY = RuleBook([(date(2015, 1, 1), "recognised")]), date(2026, 5, 15)


@pytest.mark.parametrize(
    ("facts", "outcome", "grounds"),
    [
        (ControlFacts(6, 9), "suspected", ["public_majority"]),
        (ControlFacts(3, 7, president_by_office=True), "review", ["public_president"]),
        (ControlFacts(1, 5), "none", []),
        (ControlFacts(3, 6), "none", []),
        (ControlFacts(0, 5, 11, 21), "suspected", ["public_votes"]),
        (ControlFacts(0, 5, 10, 20), "none", []),
        (ControlFacts(0, 5, approves_acts=True), "suspected", ["public_approval"]),
        (ControlFacts(0, 5, influence="  the town runs the office "), "suspected", ["public_influence"]),
        (ControlFacts(0, 5, public_income=501, income=1000), "review", ["public_income"]),
        (ControlFacts(0, 5, public_income=500, income=1000), "none", []),
        (ControlFacts(6, 9, 11, 20, True, True, 9, 10, "x"), "suspected",
         ["public_majority", "public_votes", "public_approval", "public_influence", "public_president", "public_income"]),
        (ControlFacts(), "none", []),
    ],
)  # fmt: skip
def test_each_ground_weighs_what_it_should(facts, outcome, grounds):
    found = assess(facts, BOOK, DAY)
    assert (found.outcome, [ground.code for ground in found.grounds]) == (outcome, grounds)


def test_every_ground_cites_the_article():
    grounds = assess(ControlFacts(6, 9, 11, 20, True, True, 9, 10, "x"), BOOK, DAY).grounds
    assert {ground.citation.label() for ground in grounds} == {"D.Lgs. 117/2017 art. 4(2)"}
