"""Past votes are judged again by a draft statute."""

from datetime import date, datetime, timezone

from odoo.addons.lecce_smartcity.bylaws.meeting.replay import Past, replay, summary, under
from odoo.addons.lecce_smartcity.bylaws.meeting.sitting import Reading
from odoo.addons.lecce_smartcity.bylaws.meeting.votes import Tally, Totals, quorum
from odoo.addons.lecce_smartcity.bylaws.rules.resolution import RuleBook, StatuteRule, StatuteVersion
from odoo.addons.lecce_smartcity.bylaws.rules.values import Choice, Days, Share

BOOK = RuleBook([(date(2015, 1, 1), "recognised")])


def draft(**rules):
    values = {code.replace("_", "."): value for code, value in rules.items()}
    named = {
        code: StatuteRule(code, value, "assembly", "12", "3", "almeno un terzo degli associati") for code, value in values.items()
    }
    return StatuteVersion("bozza", date(2027, 1, 1), None, named)


def past(number, present, call="second", tally=None, adopted=True, matter="ordinary", **facts):
    totals = Totals(members=60, entitled=60)
    reading = Reading(
        datetime(2026, 4, 18, 9, tzinfo=timezone.utc), present, 0, 0, present, quorum(Share(0, 1, False, "entitled"), present, totals)
    )
    votes = tally or Tally(present, 0)
    return Past(number, number, date(2026, 4, 18), "assembly", call, matter, reading, totals, votes, totals, adopted, **facts)


def test_three_of_eleven_assemblies_would_have_failed_with_a_floor_in_second_call():
    pasts = [past(number, present) for number, present in enumerate([5, 12, 19, *[20] * 8])]
    found = replay(pasts, under(BOOK, draft(quorum_ord_second=Share(1, 3, False, "entitled"))))
    assert summary(found)[:2] == (11, 3)
    line = found[2].under.failed[0]
    assert line.code == "quorum" and line.article == "statuto art. 12(3) (bozza)"
    assert line.formula == "19 × 3 = 57 ≥ 60 × 1 = 60 : no"


def test_the_law_s_own_rules_fail_nobody():
    pasts = [past(number, 5) for number in range(4)]
    assert summary(replay(pasts, under(BOOK, draft()))).failed == 0


def test_a_draft_does_not_weaken_mandatory_law():
    weak = under(BOOK, draft(quorum_diss=Share(1, 2, True, "members")))
    (found,) = replay([past(1, 44, "first", matter="dissolution")], weak)
    assert found.fails and found.under.failed[0].code == "majority"


def test_a_rejected_proposal_may_have_passed_under_the_draft():
    favour = Tally(11, 9, abstained=5)
    then = past(1, 25, "second", favour, adopted=False, matter="statute_change")
    loose = under(
        BOOK,
        draft(quorum_stat=Share(1, 3, False, "members"), majority_stat=Share(1, 2, True, "votes"), abstention_stat=Choice("ignored")),
    )
    (found,) = replay([then], loose)
    assert found.passes and not found.fails


def test_a_longer_notice_than_was_given_is_told():
    longer = under(BOOK, draft(notice_ordinary=Days(20)))
    (found,) = replay([past(1, 40, "first", free_days=12)], longer)
    (line,) = [line for line in found.under.lines if line.code == "notice"]
    assert line.ok is False and "mancano 8 giorni" in line.sentence.it


def test_a_body_that_would_no_longer_be_competent_fails():
    moved = under(BOOK, draft(admission_organ=Choice("assembly")))
    board = past(1, 5, matter="admission")._replace(body="board", heads=Totals(body=7, seats=7), totals=Totals(body=7, seats=7))
    rules = draft(
        admission_organ=Choice("assembly"),
        quorum_board=Share(1, 2, True, "body"),
        majority_board=Share(1, 2, True, "votes"),
    )
    (found,) = replay([board], under(BOOK, rules))
    assert moved and found.fails and found.under.failed[0].code == "competence"
