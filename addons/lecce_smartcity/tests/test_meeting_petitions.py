from datetime import datetime

from odoo import Command
from odoo.exceptions import AccessError, UserError
from odoo.tests import Form, tagged

from .meeting_common import RULES, MeetingCommon


@tagged("post_install", "-at_install")
class TestMeetingPetitions(MeetingCommon):
    """Enough members oblige the board to convene: counted on the day each of them signed."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.crowd = cls.make_crowd(20)  # with the municipality: 21 members

    def petition(self, *partners, body=None, user=None, on="2026-03-01", **vals):
        signers = [Command.create({"partner_id": partner.id, "signed_on": on}) for partner in partners]
        values = {
            "name": "Nuova sede", "motive": "La sede non è accessibile", "received_on": "2026-03-10",
            "body_id": (body or self.assembly_body).id, "signer_ids": signers,
            "item_ids": [Command.create({"name": "Ricerca della sede", "proposal": "L'assemblea approva."})], **vals,
        }  # fmt: skip
        return self.env["association.petition"].with_user(user or self.secretary).create(values)

    def test_a_tenth_of_twenty_one_members_is_three(self):
        petition = self.petition(*self.crowd[:2].partner_id)
        self.assertEqual((petition.signer_count, petition.base_count, petition.needed), (2, 21, 3))
        self.assertEqual(petition.standing, "short")
        with self.assertRaisesRegex(UserError, r"2 valid signatures of 3.*20"):
            petition.action_prepare_meeting()
        petition.signer_ids = [Command.create({"partner_id": self.crowd[2].partner_id.id, "signed_on": "2026-03-05"})]
        self.assertEqual((petition.standing, str(petition.reached_on)), ("reached", "2026-03-05"))

    def test_who_was_no_member_on_the_day_does_not_count(self):
        late = self.make_member("Nora Nuova", on="2026-03-02")
        petition = self.petition(*self.crowd[:2].partner_id, late.partner_id, self.anna)
        self.assertEqual(petition.signer_count, 2)
        self.assertEqual(petition.signer_ids.mapped("is_valid"), [True, True, False, False])
        self.assertEqual(petition.signer_ids[2].remark, "not a member on that day")

    def test_the_statutes_term_is_kept_and_the_court_is_named_when_it_passes(self):
        statute = self.make_statute(name="2025", rules=(*RULES, ("request.convene_within", "30 days", "assembly")))
        self.enact(self.adopt(statute, "2025-03-01"), "2025-04-01")
        petition = self.petition(*self.crowd[:3].partner_id)
        self.assertEqual(str(petition.convene_by), "2026-04-09")
        self.assertEqual(petition.standing, "overdue")
        self.assertIn("president of the court", petition.explanation)
        self.assertIn(petition, self.env["association.petition"].search([("standing", "in", ["overdue"])]))

    def test_a_request_is_a_deadline_until_the_meeting_is_convened(self):
        statute = self.make_statute(name="2025", rules=(*RULES, ("request.convene_within", "30 days", "assembly")))
        self.enact(self.adopt(statute, "2025-03-01"), "2025-04-01")
        petition = self.petition(*self.crowd[:3].partner_id)
        deadlines = self.env["association.deadline"]
        made = deadlines._refresh(self.company, self.day("2026-03-20")).filtered("petition_id")
        self.assertEqual((made.code, str(made.due)), ("requested_meeting", "2026-04-09"))
        self.assertIn("Nuova sede", made.display_name)
        petition.action_prepare_meeting()
        petition.meeting_id.write({"first_call": "2026-04-17 15:00:00", "place": "Lecce"})
        self._convene(petition.meeting_id)
        deadlines._refresh(self.company, self.day("2026-03-21"))
        self.assertEqual(made.state, "done")

    def test_the_accounts_make_an_assembly_due_until_it_is_convened(self):
        statute = self.make_statute(name="2025", rules=(*RULES, ("accounts.approve_within", "120 days", "accounts")))
        self.enact(self.adopt(statute, "2025-03-01"), "2025-04-01")
        deadlines = self.env["association.deadline"]
        made = deadlines._refresh(self.company, self.day("2026-02-01")).filtered(lambda one: one.code == "accounts_assembly")
        self.assertEqual(str(made.due), "2026-04-30")
        self.assertIn("2025", made.display_name)
        self._assembly(members=0, items=[("accounts", "Bilancio 2025")], on=datetime(2026, 4, 17, 15))
        deadlines._refresh(self.company, self.day("2026-02-02"))
        self.assertEqual(made.state, "done")

    def test_without_a_term_the_assembly_is_to_be_convened_without_delay(self):
        petition = self.petition(*self.crowd[:3].partner_id)
        self.assertFalse(petition.convene_by)
        self.assertIn("without delay", petition.explanation)

    def test_whoever_convenes_gets_an_activity_once(self):
        user = self.board
        user.partner_id = self.president
        petition = self.petition(*self.crowd[:3].partner_id)
        self.assertEqual(petition.activity_ids.user_id, user)
        petition.signer_ids = [Command.create({"partner_id": self.crowd[4].partner_id.id, "signed_on": "2026-03-05"})]
        self.assertEqual(len(petition.activity_ids), 1)

    def test_it_makes_a_draft_meeting_with_its_items_once(self):
        petition = self.petition(*self.crowd[:3].partner_id)
        petition.action_prepare_meeting()
        meeting = petition.meeting_id
        self.assertEqual((meeting.state, meeting.body_id), ("draft", self.assembly_body))
        self.assertEqual(meeting.item_ids.mapped("name"), ["Ricerca della sede"])
        self.assertEqual(meeting.item_ids.proposal, "L'assemblea approva.")
        self.assertIn("3 of 21", meeting.introduction)
        petition.action_prepare_meeting()
        self.assertEqual(petition.meeting_id, meeting)
        with self.assertRaisesRegex(UserError, "kept"):
            petition.unlink()

    def test_directors_ask_for_a_board_as_the_statute_says(self):
        silent = self.petition(self.president, body=self.board_body)
        with self.assertRaisesRegex(UserError, "does not say how many directors"):
            silent.action_prepare_meeting()
        statute = self.make_statute(name="2025", rules=(*RULES, ("board.request", "1/3", "bodies")))
        self.enact(self.adopt(statute, "2025-03-01"), "2025-04-01")
        petition = self.petition(self.president, self.anna, body=self.board_body)
        self.assertEqual((petition.signer_count, petition.base_count, petition.standing), (1, 2, "reached"))

    def test_the_count_is_not_typed(self):
        petition = self.petition(*self.crowd[:2].partner_id)
        with self.assertRaisesRegex(UserError, "buttons"):
            petition.signer_count = 9
        with self.assertRaises(AccessError):
            self.petition(user=self.board)

    def test_the_secretary_enters_a_request_and_everybody_reads_it(self):
        form = Form(self.env["association.petition"].with_user(self.secretary))
        form.name = "Nuova sede"
        form.motive = "Inaccessibile"
        with form.signer_ids.new() as signer:
            signer.partner_id = self.crowd[0].partner_id
        petition = form.save()
        self.assertEqual(petition.body_id, self.assembly_body)
        for user in (self.board, self.auditor, self.treasurer):
            Form(petition.with_user(user))
