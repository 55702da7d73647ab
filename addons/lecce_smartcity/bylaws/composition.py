"""Of whom a body is made: how many seats, who fills them, who sits on them.

A seat is *designated* when somebody other than the assembly fills it: a municipality, a category voting by itself, another
body, the statute (a seat by right), or the body itself (a co-opted seat). A seat reserved to a category but elected by the
assembly is filled by the assembly.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Hashable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import NamedTuple

from .citations import Citation
from .offices import (
    APPOINTED_BY_ASSEMBLY,
    BY_ASSEMBLY,
    CHOSEN_AMONG_MEMBERS,
    CONTROLLED_BY_ADMINISTRATIONS,
    MEMBER,
    REFUSED,
    STATUTE_SILENT,
    SUBSTITUTE,
    WARNING,
    Remark,
)
from .regimes import ETS

# D.Lgs. 117/2017 art. 25(2): from this many members on, the statute may distribute the assembly's powers otherwise.
LARGE = 500


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


@dataclass(frozen=True, slots=True)
class SeatRules:
    """What binds one body on one day.

    administers  whether it is the organ of administration (the rules on directors bind no other body)
    minimum, maximum  number of seats in the statute, None when it says nothing
    members      how many members the association has (500 and more may derogate)
    citations    where the statute says so, by remark code
    """

    regime: str
    administers: bool = True
    minimum: int | None = None
    maximum: int | None = None
    members: int = 0
    citations: Mapping[str, Citation] = field(default_factory=dict)

    def citation(self, code: str) -> Citation:
        return self.citations.get(code, STATUTE_SILENT)


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

    >>> nine = [Seat(n, "municipality", public=True) for n in range(6)] + [Seat(n) for n in range(6, 9)]
    >>> [(r.code, r.severity, r.citation.label()) for r in judge_seats(nine, SeatRules("ets"))]
    ... # doctest: +NORMALIZE_WHITESPACE
    [('majority_not_by_assembly', 'refused', 'D.Lgs. 117/2017 art. 26(5)'),
     ('public_majority', 'warning', 'D.Lgs. 117/2017 art. 4(2)')]
    >>> [(r.code, r.severity) for r in judge_seats(nine, SeatRules("recognised"))]
    [('public_majority', 'warning')]
    >>> judge_seats([Seat(n, "municipality" if n < 3 else "assembly", public=n < 3) for n in range(7)], SeatRules("ets"))
    ()
    """
    seats = [seat for seat in seats if seat.office != SUBSTITUTE]
    remarks = list(_size(len(seats), rules))
    remarks += _offices_once(seats, rules)
    if rules.administers and seats:
        remarks += _by_assembly(seats, rules)
        remarks += _public(seats)
    return tuple(remarks)


def _size(count: int, rules: SeatRules) -> Iterable[Remark]:
    params = {"count": count, "minimum": rules.minimum, "maximum": rules.maximum}
    if rules.minimum is not None and count < rules.minimum:
        yield Remark("seats_below_minimum", REFUSED, rules.citation("seats_below_minimum"), params)
    if rules.maximum is not None and count > rules.maximum:
        yield Remark("seats_above_maximum", REFUSED, rules.citation("seats_above_maximum"), params)


def _offices_once(seats: Iterable[Seat], rules: SeatRules) -> Iterable[Remark]:
    """An office other than that of plain member or substitute is held by one seat.

    >>> [r.params["office"] for r in _offices_once([Seat(1, office="president"), Seat(2, office="president")], SeatRules("ets"))]
    ['president']
    """
    for office, count in Counter(seat.office for seat in seats if seat.office != MEMBER).items():
        if count > 1:
            params = {"office": office, "count": count}
            yield Remark("office_twice", REFUSED, rules.citation("office_twice"), params)


def _by_assembly(seats: list[Seat], rules: SeatRules) -> Iterable[Remark]:
    others, total = len(designated(seats)), len(seats)
    if rules.regime != ETS or 2 * others < total:
        return
    # A strict minority: half is too many.
    params = {"designated": others, "total": total, "allowed": (total - 1) // 2, "needed": 2 * others + 1, "members": rules.members}
    severity = WARNING if rules.members >= LARGE else REFUSED
    yield Remark("majority_not_by_assembly", severity, APPOINTED_BY_ASSEMBLY, params)


def _public(seats: list[Seat]) -> Iterable[Remark]:
    public, total = sum(seat.public for seat in seats), len(seats)
    if 2 * public > total:
        params = {"public": public, "total": total}
        yield Remark("public_majority", WARNING, CONTROLLED_BY_ADMINISTRATIONS, params)


def judge_directors(directors: Iterable[Director], rules: SeatRules) -> tuple[Remark, ...]:
    """Whether the majority of the directors come from the members, where the law asks for it.

    D.Lgs. 117/2017 art. 26(2): "La maggioranza degli amministratori è scelta tra le persone fisiche associate ovvero
    indicate dagli enti giuridici associati."

    >>> three = [Director(1, is_member=True), Director(2, named_by_member=True), Director(3)]
    >>> judge_directors(three, SeatRules("ets"))
    ()
    >>> judge_directors(three[1:], SeatRules("ets"))[0].params
    {'members': 1, 'total': 2}
    """
    directors = list(directors)
    members = sum(director.is_member or director.named_by_member for director in directors)
    if rules.regime != ETS or not rules.administers or not directors or 2 * members > len(directors):
        return ()
    params = {"members": members, "total": len(directors)}
    return (Remark("majority_not_members", REFUSED, CHOSEN_AMONG_MEMBERS, params),)
