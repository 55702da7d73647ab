"""Majorities and quorums against published tables, and what must hold for any numbers."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from odoo.addons.lecce_smartcity.bylaws.errors import BylawError
from odoo.addons.lecce_smartcity.bylaws.meeting.votes import (
    Cast,
    Tally,
    Totals,
    majority,
    parallel_majorities,
    quorum,
    resistance,
    tally,
)
from odoo.addons.lecce_smartcity.bylaws.rules.values import Share

MORE_THAN_HALF = Share(1, 2, True, "votes")
counts = st.integers(0, 400)
shares = st.sampled_from(
    [Share(1, 2, True, base) for base in ("votes", "present", "members")]
    + [Share(2, 3, False, base) for base in ("votes", "present")]
    + [Share(3, 4, False, "members")]
)

# n → members needed for ≥ 1/2, ≥ 3/4, ≥ 1/10
QUORUMS = {
    1: (1, 1, 1), 2: (1, 2, 1), 4: (2, 3, 1), 5: (3, 4, 1), 7: (4, 6, 1), 10: (5, 8, 1), 11: (6, 9, 2), 20: (10, 15, 2),
    21: (11, 16, 3), 40: (20, 30, 4),
}  # fmt: skip


@pytest.mark.parametrize(("members", "needed"), QUORUMS.items())
def test_the_quorum_table_of_the_law(members, needed):
    for share, number in zip([(1, 2), (3, 4), (1, 10)], needed, strict=True):
        rule = Share(*share, False, "members")
        assert quorum(rule, number, Totals(members=members)).reached
        assert not quorum(rule, number - 1, Totals(members=members)).reached


def test_in_second_call_one_present_is_enough_and_nobody_is_not():
    any_number = Share(0, 1, False, "members")
    assert quorum(any_number, 1, Totals(members=640)).reached
    assert not quorum(any_number, 0, Totals(members=640)).reached


def test_a_statute_change_counts_abstentions_among_those_present():
    verdict = majority(Share(1, 2, True, "present"), Tally(8, 5, abstained=3), Totals(members=21))
    assert (verdict.needed, verdict.reached) == (9, False)


@pytest.mark.parametrize(
    ("members", "favour", "adopted"),
    [(40, 29, False), (40, 30, True), (21, 15, False), (21, 16, True), (100, 74, False), (100, 75, True)],
)
def test_dissolution_takes_three_quarters_of_all_members(members, favour, adopted):
    verdict = majority(Share(3, 4, False, "members"), Tally(favour, 10), Totals(members=members))
    assert verdict.reached is adopted


def test_directors_present_on_the_accounts_leave_the_base():
    counted = Tally(8, 4, abstained=3, barred=5)
    assert (counted.present, counted.taking_part) == (20, 15)
    assert majority(Share(1, 2, True, "present"), counted, Totals()).needed == 8


def test_a_tie_is_resolved_by_the_president_only_where_the_statute_says_so():
    assert not majority(MORE_THAN_HALF, Tally(2, 2), Totals()).reached
    assert majority(MORE_THAN_HALF, Tally(2, 2), Totals(), president="favour").tie_broken
    assert not majority(MORE_THAN_HALF, Tally(2, 2), Totals(), president="against").reached
    assert not majority(Share(2, 3, False, "votes"), Tally(2, 2), Totals(), president="favour").reached


def test_two_votes_missing_is_said_exactly():
    assert majority(MORE_THAN_HALF, Tally(4, 5), Totals()).missing == 2
    assert majority(Share(2, 3, False, "votes"), Tally(3, 2), Totals()).missing == 1


def test_nobody_in_favour_adopts_nothing():
    assert not majority(Share(0, 1, False, "votes"), Tally(0, 0, abstained=4), Totals()).reached


def test_conflicted_votes_that_decide_are_found():
    casts = [Cast(n, "favour") for n in range(6)] + [Cast(n, "against") for n in range(6, 11)]
    assert not resistance(MORE_THAN_HALF, casts, {0, 1}, Totals()).holds
    assert resistance(MORE_THAN_HALF, casts, {10}, Totals()).holds


def test_each_side_of_a_joint_body_needs_its_own_majority():
    verdicts = parallel_majorities(MORE_THAN_HALF, {"a": (Tally(9, 0), Totals()), "b": (Tally(1, 2), Totals())})
    assert [verdicts[side].reached for side in "ab"] == [True, False]


def test_voting_twice_and_unknown_choices_are_refused_together():
    with pytest.raises(BylawError) as refused:
        tally([Cast(1, "favour"), Cast(1, "against"), Cast(2, "perhaps")])
    assert [violation.code for violation in refused.value.violations] == ["voted_twice", "choice_unknown"]


def test_a_share_of_the_votes_is_no_quorum():
    with pytest.raises(BylawError, match="base_not_for_quorum"):
        quorum(MORE_THAN_HALF, 3, Totals(members=5))


@given(shares, counts, counts, counts, counts)
def test_an_abstention_never_changes_a_majority_of_votes_cast(share, favour, against, abstained, members):
    totals = Totals(members=favour + against + abstained + members)
    if share.base != "present":
        with_one = majority(share, Tally(favour, against, abstained + 1), totals)
        assert with_one.reached == majority(share, Tally(favour, against, abstained), totals).reached


@given(shares, counts, counts, counts, st.integers(0, 50))
def test_a_vote_in_favour_never_hurts_and_one_against_never_helps(share, favour, against, abstained, away):
    totals = Totals(members=favour + against + abstained + away + 2)
    reached = majority(share, Tally(favour, against, abstained), totals).reached
    assert not reached or majority(share, Tally(favour + 1, against, abstained), totals).reached
    assert reached or not majority(share, Tally(favour, against + 1, abstained), totals).reached


@given(st.sampled_from([MORE_THAN_HALF, Share(2, 3, False, "votes"), Share(3, 4, True, "votes")]), counts, counts)
def test_what_is_missing_is_enough_and_one_less_is_not(share, favour, against):
    verdict = majority(share, Tally(favour, against), Totals())
    if not verdict.reached:
        assert majority(share, Tally(favour + verdict.missing, against), Totals()).reached
        assert not majority(share, Tally(favour + verdict.missing - 1, against), Totals()).reached


@given(st.integers(0, 300), st.integers(1, 300))
def test_more_present_never_lose_a_quorum(present, members):
    share = Share(1, 2, False, "members")
    if quorum(share, present, Totals(members=members)).reached:
        assert quorum(share, present + 1, Totals(members=members)).reached
