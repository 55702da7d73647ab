"""One typed value for each rule that the statute fixes, made of the answers."""

from __future__ import annotations

from calendar import monthrange
from fractions import Fraction

from ..regimes import ETS
from ..rules.kinds import (
    BODY,
    ENTITLED,
    PRESENT,
    SEATS,
    VOTES,
    Choice,
    Count,
    DayOfYear,
    Days,
    Flag,
    Hours,
    Months,
    Several,
    Share,
    Value,
    Years,
)
from .checking import seats
from .latest import latest_law
from .question import MAYOR, NO_CONTROL, SINGLE, Answers

# Mandatory law that the text repeats.
RESTATED = (
    "exclusion.grounds", "exclusion.appeal", "membership.refund", "arrears.resolution", "vol.day", "vol.month", "agenda.binding",
    "quorum.diss", "request.fraction", "vote.directors_excluded", "board.elected_share", "board.members_share", "board.ineligible",
    "board.notice_runts", "pa.designation",
)  # fmt: skip
_WHERE_THE_LAW_IS_SILENT = {"board.ineligible": Several(("interdicted", "incapacitated", "bankrupt", "disqualified"))}

CONTROL_MEMBERS, CONTROL_ALTERNATES, ARBITRATORS = Count(3), Count(2), Count(3)
DUES_ON_ADMISSION = Days(30)
NOTICE_OF_AMENDMENTS = Days(20)  # a change of the statute wants time to be read
ARBITRATORS_DECIDE = Days(60)
_MONTHS_TO_PAY = 3


def rule_values(answers: Answers) -> dict[str, Value]:
    """The value of every rule that the statute may fix, by code; the text decides which it does fix."""
    return {
        **_restated(answers),
        **_membership(answers),
        **_assembly(answers),
        **_voting(answers),
        **_board(answers),
        **_offices(answers),
        **_accounts(answers),
    }


def _restated(answers: Answers) -> dict[str, Value]:
    """What no statute may change, or may only make stricter: said in the law's own numbers."""
    laws = {code: latest_law(code, answers["regime"]) for code in RESTATED}
    return {
        code: law.value if law else _WHERE_THE_LAW_IS_SILENT[code]
        for code, law in laws.items()
        if law or code in _WHERE_THE_LAW_IS_SILENT
    }


def _membership(answers: Answers) -> dict[str, Value]:
    return {
        "admission.organ": Choice("board"),
        "admission.decide": Days(answers["admission_days"]),
        "admission.appeal": Days(answers["admission_appeal_days"]),
        "admission.appeal.organ": Choice("assembly"),
        "withdrawal.notice": Months(3),
        "withdrawal.effect": Choice("year_end"),
        "exclusion.organ": Choice("assembly"),
        "exclusion.defence": Days(30),
        "membership.transferable": Flag(False),
        "dues.set_by": Choice("assembly"),
        "dues.due_by": _months_after(answers["year_end"], _MONTHS_TO_PAY),
        "dues.prorata": Flag(False),
        "arrears.reminder.first": Days(30),
        "arrears.reminder.second": Days(60),
        "arrears.final_term": Days(30),
        "arrears.suspend": Flag(True),
        "arrears.propose_after": Days(60),
    }


def _assembly(answers: Answers) -> dict[str, Value]:
    ordinary = answers["notice_days"]
    values = {
        "assembly.per_year": Count(1),
        "assembly.convener": Choice("president"),
        "request.convene_within": Days(30),
        "notice.ordinary": Days(ordinary),
        # A third of the time, and never less than five days.
        "notice.urgent": Days(max(5, ordinary // 3)),
        "notice.counting": Choice("clear"),
        "notice.counts_from": Choice("received"),
        "notice.channels": Several(("pec", "registered_letter", "by_hand", "email")),
        "assembly.plenary": Flag(True),
        "second_call.gap": Days(1),
        "second_call.same_day": Flag(False),
        "second_call.within": Days(30),
        "proxy.allowed": Flag(True),
        "proxy.max.small": Count(answers["proxies"]),
        "proxy.max.large": Count(answers["proxies"]),
        "proxy.both_calls": Flag(True),
        "proxy.excluded_holders": Several(
            ("non_members", "directors", *(("control_body",) if _has_control(answers) else ()), "employees")
        ),
        "remote.allowed": Flag(answers["remote"]),
        "remote.identification": Several(("document", "spid_cie", "known_to_chair", "portal")),
        "consultation.written": Flag(False),
    }
    if ordinary < NOTICE_OF_AMENDMENTS.count:
        values["notice.extraordinary"] = NOTICE_OF_AMENDMENTS
    return values


def _voting(answers: Answers) -> dict[str, Value]:
    majority = Fraction(answers["amendment_majority"])
    values = {
        "quorum.ord.first": Share(1, 2, False, ENTITLED),
        "quorum.ord.second": Share(0, 1, False, ENTITLED),
        "majority.ord": Share(1, 2, True, VOTES),
        "abstention.ord": Choice("ignored"),
        "quorum.stat": _share(answers["amendment_presence"], ENTITLED),
        # "Two thirds" is reached, "half" is passed.
        "majority.stat": Share(majority.numerator, majority.denominator, majority == Fraction(1, 2), PRESENT),
        "abstention.stat": Choice("counted"),
        "vote.secret": Several(("persons", "elections", "exclusion")),
        "vote.seniority": Months(3),
        "votes.max": Count(1),
        "vote.if_in_arrears": Choice("suspended_after_reminder"),
        "vote.electronic": Flag(answers["remote"]),
        "vote.postal": Flag(False),
        "tax.single_vote": Flag(True),
        "conflict.member": Choice("abstains"),
        "casting_vote.assembly": Flag(False),
        "assembly.competences": Several(
            (
                "bodies", *(("auditor",) if answers["regime"] == ETS else ()), "accounts", "budget", "liability", "exclusion",
                "statute", "assembly_rules", "regulations", "dissolution", "transformation", "dues",
            )
        ),
    }  # fmt: skip
    if answers["amendment_second_presence"] != "same":
        values["quorum.stat.second"] = _share(answers["amendment_second_presence"], ENTITLED)
    return values


def _board(answers: Answers) -> dict[str, Value]:
    elected, _others = seats(answers)
    values = {
        "board.size.min": Count(answers["board_size"]),
        "board.size.max": Count(answers["board_size"]),
        "board.term": Years(answers["board_term"]),
        "board.prorogation": Flag(True),
        "board.lapse": Share(1, 2, True, SEATS),
        "board.replacement": Choice("first_non_elected"),
        "board.co_optation.max": Count(co_opted(elected)),
        "board.co_optation.majority": Share(1, 2, True, BODY),
        "board.absences": Count(3),
        "board.unpaid": Flag(True),
        "board.meets_every": Months(3),
        "board.request": Share(1, 3, False, BODY),
        "quorum.board": Share(1, 2, True, BODY),
        "majority.board": Share(1, 2, True, PRESENT),
        "casting_vote.board": Flag(True),
        "notice.board": Days(5),
        "notice.board.urgent": Hours(24),
        "conflict.board": Choice("abstains"),
        "election.method": Choice("limited" if preferences(elected) < elected else "plurality"),
        "election.preferences.max": Count(preferences(elected)),
        "election.tie": Several(("seniority", "age_older")),
        "election.candidacies_before": Days(7),
    }
    if answers["max_mandates"]:
        values["board.mandates.max"] = Count(answers["max_mandates"])
        values["president.mandates.max"] = Count(answers["max_mandates"])
    return values


def preferences(elected: int) -> int:
    """Two thirds of the seats, rounded up: a minority can win some (voto limitato)."""
    return -(-2 * elected // 3)


def co_opted(elected: int) -> int:
    return max(1, elected // 3)


def _offices(answers: Answers) -> dict[str, Value]:
    term = Years(answers["board_term"])
    asked = {"scientific": answers["scientific_committee"], "thematic": answers["thematic_tables"]}
    return {
        "mandate.declaration": Flag(True),
        "mandate.acceptance": Days(15),
        "president.chosen_by": Choice("by_right" if answers["president"] == MAYOR else answers["president"]),
        "president.by_right": Choice("mayor"),
        "secretary.chosen_by": Choice("board"),
        "treasurer.chosen_by": Choice("board"),
        "control.size": Count(1) if answers["control_body"] == SINGLE else CONTROL_MEMBERS,
        "control.term": term,
        "arbitrators.size": ARBITRATORS,
        "arbitrators.term": term,
        "committees": Several(tuple(code for code, wanted in asked.items() if wanted)),
        "committees.founded_by": Choice("board"),
        "regulations.organ": Choice("assembly"),
    }


def _accounts(answers: Answers) -> dict[str, Value]:
    return {
        "fiscal_year.end": DayOfYear(*answers["year_end"]),
        "accounts.approve_within": Days(120),
        "budget.approve_by": DayOfYear(*answers["year_end"]),
        "books.inspection": Flag(True),
        "books.inspection.within": Days(15),
    }


def _has_control(answers: Answers) -> bool:
    return answers["control_body"] != NO_CONTROL


def _share(text: str, base: str) -> Share:
    part = Fraction(text)
    return Share(part.numerator, part.denominator, False, base)


def _months_after(year_end: tuple[int, int], months: int) -> DayOfYear:
    """The last day of the month that many months after the end of the financial year.

    >>> _months_after((12, 31), 3), _months_after((6, 30), 3), _months_after((11, 30), 3)
    (DayOfYear(month=3, day=31), DayOfYear(month=9, day=30), DayOfYear(month=2, day=29))
    """
    month = (year_end[0] + months - 1) % 12 + 1
    return DayOfYear(month, monthrange(2024, month)[1])
