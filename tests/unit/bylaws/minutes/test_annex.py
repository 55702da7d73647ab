"""The annex: who was present when, by themselves or through whom."""

from datetime import datetime

from odoo.addons.lecce_smartcity.bylaws.meeting.attendance import Movement
from odoo.addons.lecce_smartcity.bylaws.meeting.proxies import Proxy
from odoo.addons.lecce_smartcity.bylaws.minutes.annex import Stay, stays

GIVEN = datetime(2026, 4, 1)


def at(hour, minute=0):
    return datetime(2026, 4, 18, hour, minute)


def found(moves, proxies=(), entitled=("Anna", "Bruno", "Carla")):
    return stays(entitled, [Movement(*move) for move in moves], proxies, at(9), at(12))


def test_who_came_early_is_there_from_the_opening_and_who_stayed_until_the_close():
    assert found([("Anna", "in", at(8, 30))]) == {"Anna": Stay(own=((at(9), at(12)),))}


def test_who_came_and_left_before_the_opening_was_not_present():
    assert found([("Anna", "in", at(8)), ("Anna", "out", at(8, 30))]) == {}


def test_hall_and_line_are_told_apart():
    assert found([("Anna", "in", at(9)), ("Anna", "remote", at(10))])["Anna"] == Stay(((at(9), at(10)),), ((at(10), at(12)),))


def test_a_proxy_makes_present_while_its_holder_is_there_and_its_principal_is_not():
    moves = [("Anna", "in", at(9)), ("Bruno", "in", at(10)), ("Bruno", "out", at(11))]
    proxy = Proxy("Bruno", "Anna", GIVEN)
    told = found(moves, [proxy])["Bruno"]
    assert told.own == ((at(10), at(11)),)
    assert told.by_proxy == (("Anna", ((at(9), at(10)), (at(11), at(12)))),)


def test_a_revoked_proxy_ends_when_it_was_revoked():
    told = found([("Anna", "in", at(9))], [Proxy("Bruno", "Anna", GIVEN, at(10))])["Bruno"]
    assert told.by_proxy == (("Anna", ((at(9), at(10)),)),)


def test_a_proxy_for_one_item_alone_makes_nobody_present_in_the_annex():
    assert "Bruno" not in found([("Anna", "in", at(9))], [Proxy("Bruno", "Anna", GIVEN, None, frozenset({3}))])


def test_guests_are_not_in_the_annex():
    assert found([("a guest", "in", at(9))]) == {}
