"""Tellers, the order of a roll call, what endangers secrecy, slips that become papers; what a vote keeps as JSON."""

import json
from datetime import datetime

from hypothesis import given
from hypothesis import strategies as st

from odoo.addons.lecce_smartcity.bylaws.meeting import frozen, polling
from odoo.addons.lecce_smartcity.bylaws.meeting.polling import Elector
from odoo.addons.lecce_smartcity.bylaws.meeting.sitting import Reading
from odoo.addons.lecce_smartcity.bylaws.meeting.votes import Tally, Totals, majority, possible_resistance, quorum
from odoo.addons.lecce_smartcity.bylaws.rules.resolution import rulebook
from odoo.addons.lecce_smartcity.bylaws.rules.values import Share

names = st.lists(st.text(min_size=1, max_size=8), min_size=1, max_size=12)


@given(names, st.text(min_size=1, max_size=8))
def test_a_drawn_order_has_everybody_once_and_does_not_depend_on_the_order_asked(people, seed):
    numbered = list(enumerate(people))
    drawn = polling.call_order(numbered, seed)
    assert sorted(drawn) == list(range(len(people)))
    assert drawn == polling.call_order(reversed(numbered), seed)


def test_another_seed_draws_another_order():
    people = [(number, f"Socio {number}") for number in range(30)]
    assert polling.call_order(people, "a") != polling.call_order(people, "b")


def test_five_voters_with_a_vote_each_are_enough_and_a_side_of_two_is_not():
    assert polling.dangers([Elector(1)] * 5) == ()
    sides = [Elector(1, "Lecce")] * 4 + [Elector(1, "Bergamo")] * 2
    assert [(found.code, found.params["side"]) for found in polling.dangers(sides)] == [("secret_small_side", "Bergamo")]


def test_a_class_of_weights_is_small_only_where_there_are_several():
    assert polling.dangers([Elector(5)] * 6) == ()
    assert [found.params["votes"] for found in polling.dangers([Elector(1)] * 6 + [Elector(3)] * 2)] == [3]


counts = st.dictionaries(st.sampled_from(polling.COUNTED), st.integers(0, 9))


@given(counts, counts)
def test_counts_that_do_not_differ_are_equal(first, second):
    alike = all(first.get(choice, 0) == second.get(choice, 0) for choice in polling.COUNTED)
    assert (not polling.differences(first, second)) is alike


@given(st.lists(st.sampled_from(["1", "2 > 1", "blank"]), max_size=20), st.randoms())
def test_papers_do_not_tell_the_order_of_the_slips(slips, random):
    shuffled = list(slips)
    random.shuffle(shuffled)
    assert polling.papers(slips) == polling.papers(shuffled)
    assert sum(int(row.split(" x ")[0]) for row in polling.papers(slips).splitlines()) == len(slips)


def test_everything_that_a_vote_keeps_comes_back_from_json_as_it_was():
    book = rulebook("ets")
    for code in ("majority.ord", "majority.stat", "quorum.diss", "quorum.ord.first", "vote.directors_excluded", "abstention.ord"):
        ruling = book.resolve(code, datetime(2026, 4, 18).date())
        assert frozen.decode_ruling(json.loads(json.dumps(frozen.encode_ruling(ruling)))) == ruling
    share, tally, totals = Share(2, 3, False, "present"), Tally(8, 5, abstained=3, recused=1), Totals(21, 20, 0, 0)
    verdict = majority(share, tally, totals)
    reading = Reading(datetime(2026, 4, 18, 9), 8, 2, 3, 11, quorum(Share(1, 2, False, "entitled"), 11, totals))
    test = possible_resistance(share, tally, 2, totals)
    for value, encode, decode in (
        (verdict, frozen.encode_verdict, frozen.decode_verdict),
        (reading, frozen.encode_reading, frozen.decode_reading),
        (tally, frozen.encode_tally, frozen.decode_tally),
        (totals, frozen.encode_totals, frozen.decode_totals),
        (test, frozen.encode_resistance, frozen.decode_resistance),
    ):
        assert decode(json.loads(json.dumps(encode(value)))) == value
