"""Of whom a body is made: how many seats, who fills them, who sits on them.

A seat is *designated* when somebody other than the assembly fills it: a municipality, a category voting by itself, another
body, the statute (a seat by right), or the body itself (a co-opted seat). A seat reserved to a category but elected by the
assembly is filled by the assembly.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Hashable, Iterable, Mapping
from typing import NamedTuple

from .body_rules import Ruled
from .offices import BOARD, BY_ASSEMBLY, MEMBER, REFUSED, SUBSTITUTE, WARNING, Remark
from .offices import STATUTE_SILENT as SILENT


class Seat(NamedTuple):
    """One place in a body. ``public``: a public administration fills it, or whoever it names sits there by right."""

    key: Hashable
    source: str = BY_ASSEMBLY
    office: str = MEMBER
    public: bool = False


class Director(NamedTuple):
    """Who sits on a seat: a member who is a natural person, or a person indicated by a member that is a body."""

    key: Hashable
    is_member: bool = False
    named_by_member: bool = False


class SeatRules(NamedTuple):
    """What binds one body on one day.

    kind        the rules on directors bind the organ of administration alone
    rules       as given by ``body_rules``
    members     how many members the association has: from ``derogable_from`` on (D.Lgs. 117/2017 art. 25(2)) the statute may
                distribute the assembly's powers otherwise, and a refusal becomes a warning
    """

    kind: str
    rules: Mapping[str, Ruled]
    members: int = 0
    derogable_from: int | None = None

    @property
    def derogable(self) -> bool:
        return self.derogable_from is not None and self.members >= self.derogable_from


def designated(seats: Iterable[Seat]) -> list[Seat]:
    """The seats that the assembly does not fill.

    >>> [seat.key for seat in designated([Seat(1), Seat(2, "municipality"), Seat(3, "by_right")])]
    [2, 3]
    """
    return [seat for seat in seats if seat.source != BY_ASSEMBLY]


def judge_seats(seats: Iterable[Seat], rules: SeatRules) -> tuple[Remark, ...]:
    """What the law and the statute say against these seats, all of it; substitutes are no seats of the body.

    D.Lgs. 117/2017 art. 26(5): "In ogni caso, la nomina della maggioranza degli amministratori è, salvo quanto previsto
    dall'articolo 25, comma 2, riservata all'assemblea." A board of nine of which a municipality fills six:

    >>> from datetime import date
    >>> from .body_rules import RuleBook, body_rules
    >>> def rules(regime):
    ...     return SeatRules("board", body_rules(RuleBook([(date(2015, 1, 1), regime)]), "board", date(2026, 5, 15)))
    >>> nine = [Seat(n, "municipality", public=True) for n in range(6)] + [Seat(n) for n in range(6, 9)]
    >>> [(r.code, r.severity, r.citation.label()) for r in judge_seats(nine, rules("ets"))]
    [('majority_not_by_assembly', 'refused', 'D.Lgs. 117/2017 art. 26(5)'),
     ('public_majority', 'warning', 'D.Lgs. 117/2017 art. 4(2)')]
    >>> [(r.code, r.severity) for r in judge_seats(nine, rules("recognised"))]
    [('public_majority', 'warning')]
    >>> judge_seats([Seat(n, "municipality" if n < 3 else "assembly", public=n < 3) for n in range(7)], rules("ets"))
    ()
    """
    seats = [seat for seat in seats if seat.office != SUBSTITUTE]
    remarks = [*_size(len(seats), rules.rules), *_offices_once(seats)]
    if rules.kind == BOARD and seats:
        remarks += _by_assembly(seats, rules)
        remarks += _public(seats, rules)
    return tuple(remarks)


def _size(count: int, rules: Mapping[str, Ruled]) -> Iterable[Remark]:
    least, most = rules.get("seats_min"), rules.get("seats_max")
    if least and count < least.value.count:
        yield Remark("seats_below_minimum", REFUSED, least.citation, {"count": count, "minimum": least.value.count})
    if most and count > most.value.count:
        yield Remark("seats_above_maximum", REFUSED, most.citation, {"count": count, "maximum": most.value.count})


def _offices_once(seats: Iterable[Seat]) -> Iterable[Remark]:
    """An office other than that of plain member is held on one seat.

    >>> [r.params["office"] for r in _offices_once([Seat(1, office="president"), Seat(2, office="president")])]
    ['president']
    """
    for office, count in Counter(seat.office for seat in seats if seat.office != MEMBER).items():
        if count > 1:
            yield Remark("office_twice", REFUSED, SILENT, {"office": office, "count": count})


def _by_assembly(seats: list[Seat], rules: SeatRules) -> Iterable[Remark]:
    rule = rules.rules.get("elected_share")
    others, total = len(designated(seats)), len(seats)
    if not rule or rule.value.reached(total - others, total):
        return
    needed = total
    while not rule.value.reached(needed - others, needed):
        needed += 1
    params = {"designated": others, "total": total, "allowed": total - rule.value.needed(total), "needed": needed}
    yield Remark("majority_not_by_assembly", WARNING if rules.derogable else REFUSED, rule.citation, params)


def _public(seats: list[Seat], rules: SeatRules) -> Iterable[Remark]:
    rule = rules.rules.get("public_share")
    public, total = sum(seat.public for seat in seats), len(seats)
    if rule and rule.value.reached(public, total):
        yield Remark("public_majority", WARNING, rule.citation, {"public": public, "total": total})


def judge_directors(directors: Iterable[Director], rules: SeatRules) -> tuple[Remark, ...]:
    """Whether the majority of the directors come from the members, where the law asks for it.

    D.Lgs. 117/2017 art. 26(2): "La maggioranza degli amministratori è scelta tra le persone fisiche associate ovvero
    indicate dagli enti giuridici associati."

    >>> from datetime import date
    >>> from .body_rules import RuleBook, body_rules
    >>> rules = SeatRules("board", body_rules(RuleBook([(date(2015, 1, 1), "ets")]), "board", date(2026, 5, 15)))
    >>> three = [Director(1, is_member=True), Director(2, named_by_member=True), Director(3)]
    >>> judge_directors(three, rules)
    ()
    >>> judge_directors(three[1:], rules)[0].params
    {'members': 1, 'total': 2}
    """
    directors = list(directors)
    rule = rules.rules.get("members_share")
    members = sum(director.is_member or director.named_by_member for director in directors)
    if rules.kind != BOARD or not rule or not directors or rule.value.reached(members, len(directors)):
        return ()
    params = {"members": members, "total": len(directors)}
    return (Remark("majority_not_members", REFUSED, rule.citation, params),)
