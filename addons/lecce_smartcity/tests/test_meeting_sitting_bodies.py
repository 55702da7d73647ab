from datetime import timedelta

from odoo.exceptions import AccessError, UserError
from odoo.tests import tagged

from .test_meeting_sitting import SittingCommon


@tagged("post_install", "-at_install")
class TestSittingOfBodies(SittingCommon):
    """Boards, joint bodies, legal persons, the line, and who may note what."""

    def board_meeting(self, **vals):
        meeting = self._board(**vals)
        return meeting, meeting.sitting_ids

    def hold(self, meeting, *names):
        """Hold a meeting with these people there."""
        sitting = meeting.sitting_ids
        with self._clock(sitting.starts_at + timedelta(minutes=1)):
            sitting._check_in(meeting.roll_ids.filtered(lambda line: line.name in names))
            sitting.action_open()
            sitting.action_close()

    def test_a_board_needs_more_than_half_of_its_members_in_office(self):
        meeting, sitting = self.board_meeting()
        with self._clock(sitting.starts_at + timedelta(minutes=1)):
            sitting._check_in(self.line(meeting, "Piera Presta"))
            with self.assertRaisesRegex(UserError, "1 present .* of 2; 2 are needed, 1 missing .*statute, art"):
                sitting.action_open()
            sitting._check_in(self.line(meeting, "Dario Direttore"))
            sitting.action_open()
        self.assertEqual(sitting.chair_id, self.line(meeting, "Piera Presta"))

    def test_nobody_sits_on_a_board_by_proxy(self):
        meeting, _sitting = self.board_meeting()
        with self.assertRaisesRegex(UserError, "held in person"):
            self.env["association.proxy"]._give(
                meeting, self.line(meeting, "Piera Presta"), self.line(meeting, "Dario Direttore"), paper_place="1"
            )

    def test_each_side_of_a_joint_body_needs_its_own_quorum(self):
        self.mark(self.socio(*range(1, 11)), side="Bergamo")
        self.mark(self.socio(*range(11, 20)) | self.line(self.meeting, "Comune di Prova"), side="Lecce")
        self.arrive(*range(1, 11))
        with self.minute(1), self.refused("each side needs its own quorum.*\n.*Lecce"):
            self.first.action_open()
        self.arrive(*range(11, 16), minutes=2)
        with self.minute(3):
            self.first.action_open()
        self.leave(15, minutes=8)
        with self.minute(9):
            self.assertRegex(self.first._can_vote(self.ordinary), "too few are there for Lecce")
            self.assertEqual([turn.kind for turn in self.first._turns()], ["opening", "regained", "lost"])

    def test_a_body_without_a_representative_comes_in_the_person_it_delegates(self):
        city = self.line(self.meeting, "Comune di Prova")
        with self.minute(1):
            with self.refused("Nobody is recorded to act for Comune di Prova"):
                self.first._check_in(city)
            line = self.first._check_in(city, acting=self.anna)
        self.assertEqual(line.acting_partner_id, self.anna)

    def test_a_mayor_arrives_as_a_citizen_and_for_the_municipality(self):
        city = self.line(self.meeting, "Comune di Prova")
        self.mark(city, acting_partner_id=self.socio(1).partner_id.id)
        with self.minute(1):
            self.socio(1).with_context(sitting_id=self.first.id).action_check_in()
            self.assertEqual(set(self.first._in_hall()), {city.id, self.socio(1).id})
            self.socio(1).with_context(sitting_id=self.first.id).action_check_out()
            self.assertFalse(self.first._in_hall())

    def test_who_is_on_the_line_is_identified_as_the_statute_says(self):
        self.meeting._step({"mode": "mixed"})
        article = self.make_statute(name="2024 bis")
        self.make_rule(article, "remote.identification", "document, portal", "assembly")
        self.env["association.statute"].search([("company_id", "=", self.company.id), ("stage", "=", "enacted")])
        self.enact(article, "2024-05-01")
        with self.refused("does not identify who takes part on the line: here it is .*identity document.*statute"):
            self.arrive(1, kind="remote", identification="video")
        self.assertTrue(self.arrive(1, kind="remote", identification="document"))

    def test_a_sitting_of_everybody_is_plenary(self):
        self.mark(self.line(self.meeting, "Comune di Prova"), acting_partner_id=self.anna.id)
        with self.minute(1):
            self.first._check_in(self.meeting.roll_ids)
            self.first.action_open()
        self.assertTrue(self.first.was_plenary)

    def test_absences_running_propose_that_an_office_lapses_and_end_nothing(self):
        self.board_body.absences_max = 2
        self.name_on(self.seats[2], self.anna, "2024-05-01", accepted="2024-05-01")
        for _number in range(2):
            meeting, _sitting = self.board_meeting()
            self.hold(meeting, "Piera Presta", "Anna Greco")
        self.assertRegex(meeting.activity_ids.note, "Dario Direttore was absent without a reason from 2 meetings running")
        self.assertFalse(self.env["association.mandate"].search([("partner_id", "=", self.director.id)]).ended_on)

    def test_an_excused_absence_is_no_absence(self):
        self.board_body.absences_max = 1
        meeting, _sitting = self.board_meeting()
        line = self.line(meeting, "Dario Direttore")
        sitting = meeting.sitting_ids
        self.env["association.sitting.arrival"].with_user(self.secretary).create(
            {"sitting_id": sitting.id, "roll_ids": line.ids, "kind": "excused", "reason": "Malattia"}
        ).action_note()
        self.assertEqual(line.excuse, "Malattia")
        with self.assertRaises(AccessError):
            line.with_user(self.auditor)._excuse("Malattia")


@tagged("post_install", "-at_install")
class TestSittingScreens(SittingCommon):
    """The door, the wizards and the panels, by who may use them."""

    def test_a_name_a_number_or_a_code_says_who_arrives(self):
        sitting = self.first.with_user(self.secretary)
        with self.minute(1):
            told = sitting.note_arrival_by_text("Socio 7")
            self.assertEqual(told["params"]["message"], "Socio 7 is here.")
            self.assertEqual(sitting.note_arrival_by_text("socio 7")["params"]["message"], "Socio 7 is here already.")
            number = self.socio(3).register_number
            self.assertEqual(sitting.note_arrival_by_text(str(number))["params"]["message"], "Socio 3 is here.")
            code = self.socio(4).sudo()._checkin_code()
            address = f"https://example.com/my/meeting/checkin/{code}"
            self.assertEqual(sitting.note_arrival_by_text(address)["params"]["message"], "Socio 4 is here.")
            self.assertEqual(sitting.note_arrival_by_text("Socio 1")["params"]["message"], "Socio 1 is here.")
            many = sitting.note_arrival_by_text("Socio")
            self.assertEqual(many["res_model"], "association.meeting.roll")
            with self.refused("Nobody on the roll is called"):
                sitting.note_arrival_by_text("Nessuno")

    def test_the_door_tells_who_is_here_and_through_whom(self):
        with self._clock(self.first.starts_at - timedelta(days=2)):
            self.env["association.proxy"]._give(self.meeting, self.socio(2), self.socio(1), paper_place="1")
        self.arrive(1)
        with self.minute(1):
            door = self.socio(1, 2, 3).with_context(sitting_id=self.first.id).sorted("register_number")
            self.assertEqual(door.mapped("presence"), ["here", "proxy", "absent"])
            self.assertEqual(door.mapped("proxy_told"), ["holds 1: Socio 2", "to Socio 1", ""])
            rolls = self.env["association.meeting.roll"].with_context(sitting_id=self.first.id)
            own = [("meeting_id", "=", self.meeting.id)]
            self.assertEqual(rolls.search([*own, ("presence", "in", ["here"])]), self.socio(1))
            self.assertEqual(rolls.search([*own, ("presence", "in", ["proxy"])]), self.socio(2))
            self.assertEqual(len(rolls.search([*own, ("presence", "in", ["absent", "proxy"])])), len(self.meeting.roll_ids) - 1)

    def test_the_secretary_opens_and_closes_through_the_forms(self):
        self.arrive(*range(1, 12))
        sitting = self.first.with_user(self.secretary)
        with self.minute(5):
            self.assertTrue(sitting.quorum_reached)
            self.assertIn("art. 21(1)", sitting.quorum_panel)
            turns = self.env["association.sitting.turn"].with_user(self.secretary)
            turn = turns.create({"sitting_id": sitting.id, "step": "open"})
            self.assertEqual(turn.chair_partner_id, self.president)
            self.assertIn("Nothing shows that the notice reached", turn.missed_panel)
            turn.action_take()
        self.assertEqual(sitting.state, "open")
        self.assertTrue(sitting.not_reached_ids)
        with self.minute(20):
            turns.create({"sitting_id": sitting.id, "step": "close"}).action_take()
        self.assertEqual(sitting.state, "closed")
        self.assertIn("The sitting is opened: 11 present", sitting.story)
        self.assertEqual(sitting.heads, 11)

    def test_a_proxy_on_paper_is_recorded_with_its_scan(self):
        with self._clock(self.first.starts_at - timedelta(days=2)):
            receipt = self.env["association.proxy.receipt"].with_user(self.secretary).create(
                {"meeting_id": self.meeting.id, "principal_id": self.socio(2).id, "holder_id": self.socio(1).id}
            )
            self.assertIn("at most 3 ", receipt.rules)
            with self.refused("given in writing"):
                receipt.action_record()
            receipt.write({"scan": "aGVsbG8=", "scan_name": "delega.pdf"})
            receipt.action_record()
        proxy = self.meeting.proxy_ids
        self.assertTrue(proxy.is_documented)
        self.assertEqual((proxy.attachment_id.res_id, proxy.number), (proxy.id, 1))

    def test_others_read_and_note_nothing(self):
        self.arrive(1)
        for user in (self.treasurer, self.board, self.auditor):
            sitting = self.first.with_user(user)
            with self.minute(2):
                self.assertEqual(sitting.heads, 1)
                sitting.read(["quorum_panel", "missed_panel", "story", "next_step", "attendance_ids", "proxy_ids"])
                sitting.meeting_id.read(["present_count", "proxy_count"])
                sitting.meeting_id.roll_ids.read(["presence", "since", "proxy_told"])
            with self.assertRaises(AccessError), self.minute(2):
                sitting._check_in(self.socio(2).with_user(user))
            with self.assertRaises(AccessError), self.minute(2):
                sitting.action_open()
            with self.assertRaises(AccessError), self.minute(2):
                sitting.note_arrival_by_text("Socio 5")
            with self.assertRaises(AccessError):
                self.env["association.proxy"].with_user(user)._give(self.meeting, self.socio(2), self.socio(1))
        with self.assertRaises(AccessError):
            self.first.with_user(self.portal).read(["state"])
