from contextlib import contextmanager
from datetime import timedelta

from odoo.exceptions import UserError
from odoo.tests import tagged
from odoo.tools import mute_logger

from .meeting_common import MeetingCommon


class SittingCommon(MeetingCommon):
    """A convened assembly of twenty: “Socio 1” to “Socio 19”, and a municipality without a representative."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.meeting = cls._assembly(19, [("ordinary", "Relazione"), ("accounts", "Bilancio"), ("statute_change", "Sede")])
        cls.first = cls.meeting.sitting_ids.filtered(lambda one: one.call == "first")
        cls.second = cls.meeting.sitting_ids - cls.first
        cls.ordinary, cls.accounts, cls.change = cls.meeting.item_ids._in_order()

    @classmethod
    def socio(cls, *numbers):
        """The lines of “Socio 3” …"""
        names = {f"Socio {number}" for number in numbers}
        return cls.meeting.roll_ids.filtered(lambda line: line.name in names)

    @classmethod
    @contextmanager
    def minute(cls, minutes, sitting=None):
        """The clock, so many minutes after the hour of the call."""
        with cls._clock((sitting or cls.first).starts_at + timedelta(minutes=minutes)):
            yield

    def mark(self, line, **vals):
        """The roll as if it had been frozen so."""
        for name, value in vals.items():
            self.env.cr.execute(f"UPDATE association_meeting_roll SET {name} = %s WHERE id = ANY(%s)", [value, line.ids])
        line.invalidate_recordset()

    def arrive(self, *numbers, minutes=0, sitting=None, **how):
        with self.minute(minutes, sitting):
            return (sitting or self.first)._check_in(self.socio(*numbers), **how)

    def leave(self, *numbers, minutes=0, sitting=None):
        with self.minute(minutes, sitting):
            return (sitting or self.first)._check_out(self.socio(*numbers))

    def opened(self, count=12, minutes=5):
        """The first call, open with so many."""
        self.arrive(*range(1, count + 1))
        with self.minute(minutes):
            self.first.action_open()
        return self.first

    @contextmanager
    def refused(self, words):
        """Refused with a sentence that has these words."""
        with self.assertRaisesRegex(UserError, words), self.env.cr.savepoint():
            yield


@tagged("post_install", "-at_install")
class TestSittingSteps(SittingCommon):
    """Opening, desertion, suspension, closing, and the quorum between them."""

    def test_a_sitting_opens_with_half_of_those_entitled(self):
        self.arrive(*range(1, 10))
        with self.minute(5), self.refused("9 present .9 in person, 0 by proxy. of 20; 10 are needed, 1 missing .*art. 21"):
            self.first.action_open()
        self.arrive(10, minutes=6)
        with self.minute(7):
            self.first.action_open()
        self.assertEqual(self.first.state, "open")
        self.assertEqual(self.first.chair_partner_id, self.president)
        self.assertEqual(self.first.event_ids.facts["heads"], 10)

    def test_a_sitting_does_not_open_before_its_hour(self):
        self.arrive(*range(1, 20), minutes=-20)
        with self.minute(-1), self.refused("called for"):
            self.first.action_open()

    def test_the_second_call_waits_until_the_first_is_deserted_and_for_its_own_hour(self):
        self.arrive(1, 2)
        with self.minute(1, self.second), self.refused("first call of"):
            self.second.action_open()
        with self.minute(30):
            self.first.action_desert()
        self.assertEqual((self.first.state, self.meeting.state), ("deserted", "convened"))
        with self.minute(40), self.refused("called for"):
            self.second.action_open()
        self.arrive(3, sitting=self.second)
        with self.minute(1, self.second):
            self.second.action_open()
        self.assertEqual(self.second._reading().verdict.needed, 1)

    def test_a_call_to_which_enough_came_is_not_deserted(self):
        self.arrive(*range(1, 12))
        with self.minute(1), self.refused("Enough are present"):
            self.first.action_desert()

    def test_a_meeting_whose_calls_were_all_deserted_was_deserted(self):
        for one in (self.first, self.second):
            with self.minute(30, one):
                one.action_desert()
        self.assertEqual(self.meeting.state, "deserted")

    def test_the_quorum_is_lost_at_the_minute_in_which_people_leave(self):
        self.opened(count=11)
        self.leave(1, 2, minutes=42)
        with self.minute(45):
            clock = self.env["association.wording"]._clock(self.first.starts_at + timedelta(minutes=42))
            self.assertRegex(self.first._can_vote(self.ordinary), f"Quorum lost at {clock}: item 1 “Relazione” cannot be voted on")
            self.assertEqual([turn.kind for turn in self.first._turns()], ["opening", "lost"])
        self.arrive(1, minutes=50)
        with self.minute(51):
            self.assertIsNone(self.first._can_vote(self.ordinary))

    def test_each_item_needs_its_own_quorum(self):
        self.opened(count=14)
        with self.minute(10):
            self.assertIsNone(self.first._can_vote(self.ordinary))
            self.assertRegex(self.first._can_vote(self.change), "14 present .* 15 are needed, 1 missing .*three quarters.*art. 21")

    def test_nothing_is_voted_on_while_suspended(self):
        self.opened()
        with self.minute(20):
            self.first.action_suspend("Pausa")
            self.assertRegex(self.first._can_vote(self.ordinary), "not open")
        with self.minute(30):
            self.first.action_resume()
            self.assertIsNone(self.first._can_vote(self.ordinary))
        self.assertEqual(self.first.event_ids.mapped("kind"), ["opened", "suspended", "resumed"])

    def test_closing_ends_every_stay_and_the_second_call_stays_for_what_is_left(self):
        self.opened()
        with self.minute(60):
            self.first.action_close()
            self.assertFalse(self.first._in_hall())
        self.assertEqual((self.first.state, self.second.state, self.meeting.state), ("closed", "planned", "convened"))
        self.meeting.item_ids._step({"state": "adopted"})
        self.arrive(1, sitting=self.second)
        with self.minute(1, self.second):
            self.second.action_open()
            self.second.action_close()
        self.assertEqual(self.meeting.state, "held")

    def test_heads_and_votes_are_two_totals(self):
        self.mark(self.socio(1), votes=5)
        self.arrive(1, 2)
        with self.minute(1):
            reading = self.first._reading()
        self.assertEqual((reading.heads, reading.votes), (2, 6))
        self.assertEqual(self.first._totals().entitled, 20)
        self.assertEqual(self.first._totals(votes=True).entitled, 24)


@tagged("post_install", "-at_install")
class TestSittingAttendance(SittingCommon):
    """Arrivals and departures: appended, and struck out with a reason."""

    def test_who_is_there_already_does_not_arrive_twice(self):
        first = self.arrive(1)
        self.assertEqual(len(first), 1)
        self.assertFalse(self.arrive(1, minutes=1))

    def test_from_the_hall_to_the_line_is_a_new_stay(self):
        self.meeting._step({"mode": "mixed"})
        self.arrive(1)
        self.arrive(1, minutes=5, kind="remote", identification="video")
        with self.minute(6):
            self.assertEqual(self.first._reading()[1:3], (1, 1))

    def test_nobody_takes_part_on_the_line_in_a_meeting_in_person(self):
        with self.refused("in person"):
            self.arrive(1, kind="remote")

    def test_who_is_not_here_cannot_leave(self):
        with self.refused("not noted as present"):
            self.leave(1, minutes=3)

    def test_a_mistake_is_struck_out_with_a_reason(self):
        line = self.arrive(1)
        with self.refused("Say why"):
            self.first._strike(line, " ")
        self.first._strike(line, "Era un altro")
        with self.minute(2):
            self.assertFalse(self.first._in_hall())
        self.assertTrue(line.is_struck)
        self.assertEqual(len(self.first.attendance_ids), 2)
        with self.refused("not struck out yet"):
            self.first._strike(line, "Di nuovo")
        self.assertEqual(len(self.arrive(1, minutes=3)), 1)

    def test_an_arrival_is_not_struck_out_beneath_its_departure(self):
        arrival = self.arrive(1)
        departure = self.leave(1, minutes=10)
        with self.refused("without having come"):
            self.first._strike(arrival, "Era un altro")
        self.first._strike(arrival | departure, "Era un altro")
        self.assertFalse(self.first._as_movements())

    def test_what_is_told_later_comes_in_its_order(self):
        self.arrive(1, minutes=20)
        at = self.first.starts_at
        with self.minute(30), self.refused("cannot be earlier"):
            self.first._check_out(self.socio(1), at=at + timedelta(minutes=10))
        with self.minute(30), self.refused("has not come yet"):
            self.first._check_in(self.socio(2), at=at + timedelta(minutes=31))

    @mute_logger("odoo.sql_db")
    def test_postgresql_keeps_what_was_noted(self):
        line = self.arrive(1)
        for statement in (
            "UPDATE association_attendance SET at = now() WHERE id = %s",
            "DELETE FROM association_attendance WHERE id = %s",
        ):
            with self.assertRaisesRegex(Exception, "belongs to the history"), self.env.cr.savepoint():
                self.env.cr.execute(statement, [line.id])

    def test_attendance_and_steps_are_not_written_by_hand(self):
        with self.refused("noted in the sitting"):
            self.env["association.attendance"].with_user(self.secretary).create(
                {"sitting_id": self.first.id, "roll_id": self.socio(1).id, "kind": "in", "at": self.first.starts_at}
            )
        with self.refused("goes on by its buttons"):
            self.first.with_user(self.secretary).write({"state": "open"})


@tagged("post_install", "-at_install")
class TestSittingProxies(SittingCommon):
    """Who may hold which proxies, and whom they make present."""

    def give(self, principal, holder, **vals):
        with self._clock(self.first.starts_at - timedelta(days=2)):
            return self.env["association.proxy"]._give(self.meeting, self.socio(principal), self.socio(holder), **vals)

    def test_a_proxy_leaves_with_its_holder_and_lapses_when_the_principal_comes(self):
        self.give(2, 1)
        self.arrive(1)
        with self.minute(1):
            self.assertEqual(self.first._reading()[1:4], (1, 0, 1))
        self.arrive(2, minutes=5)
        self.leave(2, minutes=10)
        with self.minute(11):
            self.assertEqual(self.first._reading()[1:4], (1, 0, 1))
        self.leave(1, minutes=12)
        with self.minute(13):
            self.assertEqual(self.first._reading().heads, 0)

    def test_the_fourth_proxy_is_refused_with_the_article(self):
        for principal in (2, 3, 4):
            self.give(principal, 1)
        with self.refused("at most 3 .*24"):
            self.give(5, 1)

    def test_a_principal_gives_one_proxy_and_a_holder_none(self):
        self.give(2, 1)
        with self.refused("has given a proxy to Socio 1 already"):
            self.give(2, 3)
        with self.refused("nobody passes on a proxy"):
            self.give(1, 3)

    def test_one_who_may_not_vote_neither_gives_nor_holds_a_proxy(self):
        with self.refused("Dario Direttore is not entitled.*\n.*no member"):
            self.env["association.proxy"]._give(self.meeting, self.socio(1), self.line(self.meeting, "Dario Direttore"))

    def test_a_director_holds_no_proxy(self):
        self.mark(self.socio(1), is_director=True)
        with self.refused("Socio 1 may not hold proxies: a director .*24"):
            self.give(2, 1)

    def test_a_proxy_taken_back_counts_no_more_and_another_can_be_given(self):
        given = self.give(2, 1)
        self.arrive(1)
        with self.minute(5):
            given._revoke()
            self.assertEqual(self.first._reading().heads, 1)
        self.give(2, 3)

    def test_a_proxy_holds_for_the_second_call_too(self):
        self.give(2, 1)
        with self.minute(30):
            self.first.action_desert()
        self.arrive(1, sitting=self.second)
        with self.minute(1, self.second):
            self.assertEqual(self.second._reading().heads, 2)

    def test_a_proxy_for_one_item_counts_for_that_item(self):
        self.give(2, 1, items=self.accounts)
        self.arrive(1)
        with self.minute(1):
            self.assertEqual(self.first._reading(item=self.accounts).heads, 2)
            self.assertEqual(self.first._reading(item=self.ordinary).heads, 1)
            self.assertEqual(self.first._reading().heads, 1)


@tagged("post_install", "-at_install")
class TestSittingRecusals(SittingCommon):
    """Who stands aside counts as present."""

    def test_directors_have_no_vote_on_the_accounts(self):
        self.mark(self.socio(1), is_director=True)
        self.assertEqual(self.accounts._recused(), {self.socio(1).id: "barred"})
        self.assertFalse(self.ordinary._recused())

    def test_a_conflict_is_declared_and_tested_unless_the_statute_says_otherwise(self):
        self.ordinary._recuse(self.socio(3), reason="Fornitore")
        self.assertEqual(self.ordinary._recused(), {self.socio(3).id: "declared"})
        self.ordinary._recuse(self.socio(4), "recused", "Parente")
        self.assertEqual(self.ordinary._recused()[self.socio(4).id], "recused")
        self.arrive(3, 4)
        with self.minute(1):
            self.assertEqual(self.first._reading(item=self.ordinary).heads, 2)
