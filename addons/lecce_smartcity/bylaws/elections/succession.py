"""Who takes the place of an elected candidate who refuses or leaves: the first of those not elected (primo dei non eletti).

In list elections, the first of the same list; the seat stays vacant when the list has nobody left. In STV, the last candidate
left without a seat comes first. Quotas hold: whoever would make them impossible is passed over.
"""

from __future__ import annotations

from collections.abc import Collection
from typing import NamedTuple

from .levels import levels
from .model import LIST_METHODS, LOT, RUN_OFF, Id
from .quotas import Room, lower
from .sheet import Decision, Pending, Reserve, Sheet


class Succession(NamedTuple):
    """Who is called (None: nobody is left, or a tie is to be broken first), the decisions, the tie."""

    who: Id | None
    decisions: tuple[Decision, ...] = ()
    pending: Pending | None = None


def called(sheet: Sheet, gone: Id, seated: Collection[Id], unavailable: Collection[Id] = ()) -> Succession:
    """Who takes the place of ``gone``.

    ``seated`` are those who hold a seat of this election now (``gone`` no longer among them, former successors included);
    ``unavailable`` are reserves who refused, died or may no longer be elected.
    """
    if len(seated) >= sheet.settings.seats:
        return Succession(None, (Decision("no_seat_free", (), "first_reserve", {"gone": gone}),))
    same_list = {seat.who: seat.list for seat in sheet.elected} | {reserve.who: reserve.list for reserve in sheet.reserves}
    waiting = [
        reserve
        for reserve in sheet.reserves
        if reserve.who not in seated
        and reserve.who not in unavailable
        and reserve.who != gone
        and (sheet.settings.method not in LIST_METHODS or reserve.list == same_list.get(gone))
    ]
    room = _room(sheet, seated, waiting)
    decisions: list[Decision] = []
    for group in levels(waiting, key=lambda reserve: reserve.rank):
        able = []
        for reserve in group:
            if room.admits(seated, [reserve.who], [item.who for item in waiting]):
                able.append(reserve.who)
            else:
                decisions.append(Decision("passed_over", (reserve.who,), "quota", {"label": room.hinders(seated, reserve.who)}))
        if len(able) > 1:
            return Succession(None, tuple(decisions), Pending(_last_rule(sheet), tuple(able), 1))
        if able:
            decisions.append(Decision("called", (able[0],), "first_reserve", {"gone": gone}))
            return Succession(able[0], tuple(decisions))
    return Succession(None, (*decisions, Decision("nobody_left", (), "first_reserve", {"gone": gone})))


def _room(sheet: Sheet, seated: Collection[Id], waiting: Collection[Reserve]) -> Room:
    """The quotas, each lowered to what those seated and those waiting can meet: a quota never keeps a seat empty here."""
    groups = {candidate.id: candidate.groups for candidate in sheet.candidates}
    seats = sheet.settings.seats
    quotas = lower(groups, sheet.settings.quotas, seats, seated, [reserve.who for reserve in waiting])
    return Room(groups, quotas, seats)


def _last_rule(sheet: Sheet) -> str:
    return RUN_OFF if RUN_OFF in sheet.settings.ties else LOT
