"""What this statute leaves unsaid on purpose, and what it says only in some cases: so that nothing is forgotten by chance."""

from __future__ import annotations

# Rules on which this statute is silent on purpose: the law's value holds, or there is no such limit.
LEFT_TO_THE_LAW = frozenset(
    {
        # not what a statute says: the law's own terms, amounts and forms
        "ets.threshold_basis", "legal.rate", "sdd.prenotice", "ets.assets.min", "assembly.separate.from",
        "assembly.competences.derogable_from", "accounts.keep", "dues.prescription",
        # one member, one vote
        "votes.bands",
        # decided by others: the municipal council, regulations, the board
        "pa.mandates.max", "spending.limit.president", "spending.limit.treasurer", "board.requirements",
        # methods and bodies that this statute does not have
        "election.threshold", "exclusion.review", "exclusion.review.organ",
    }
)  # fmt: skip

# Rules that this statute fixes only where a condition of its text holds.
FIXED_WHERE = {
    "vote.seniority": "ets",
    "tax.single_vote": "!ets",
    "board.elected_share": "ets",
    "board.members_share": "ets",
    "board.notice_runts": "ets",
    "vol.day": "ets",
    "vol.month": "ets",
    "second_call.gap": "second_call",
    "second_call.same_day": "second_call",
    "second_call.within": "second_call",
    "quorum.ord.second": "second_call",
    "proxy.both_calls": "second_call",
    "quorum.stat.second": "second_stat",
    "notice.extraordinary": "longer_notice",
    "remote.identification": "remote",
    "president.by_right": "mayor",
    "president.mandates.max": "max_mandates, !mayor",
    "board.mandates.max": "max_mandates",
    "pa.designation": "designated",
    "control.size": "control_single/control_several",
    "control.term": "control_body",
    "arbitrators.size": "arbitrators",
    "arbitrators.term": "arbitrators",
    "committees": "committee/tables",
    "committees.founded_by": "tables",
}
