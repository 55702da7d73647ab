from odoo.exceptions import AccessError, UserError
from odoo.tests import tagged

from ..bylaws.meeting import agenda
from .meeting_common import MeetingCommon


@tagged("post_install", "-at_install")
class TestMeetingRoll(MeetingCommon):
    """Who is called and who may vote, frozen with reasons."""

    def test_an_assembly_calls_members_directors_and_the_control_body(self):
        meeting = self._assembly(members=3)
        self.assertEqual(meeting.state, "convened")
        names = set(meeting.roll_ids.mapped("name"))
        self.assertEqual(
            names, {"Socio 1", "Socio 2", "Socio 3", "Comune di Prova", "Piera Presta", "Dario Direttore", "Rita Revisora"}
        )
        member = self.line(meeting, "Socio 1")
        self.assertEqual((member.votes, member.entitled, member.may_vote, member.is_member), (1, True, True, True))
        self.assertEqual(member.email, "socio1@example.com")
        director = self.line(meeting, "Dario Direttore")
        self.assertEqual((director.votes, director.entitled, director.is_director, director.is_member), (0, False, True, False))
        self.assertTrue(self.line(meeting, "Rita Revisora").is_control)
        self.assertEqual(director.mandate_id.partner_id, self.director)

    def test_a_director_who_is_a_member_has_one_line(self):
        self.make_member(partner=self.director)
        meeting = self._assembly(members=1)
        line = self.line(meeting, "Dario Direttore")
        self.assertEqual((len(line), line.is_member, line.is_director, line.votes), (1, True, True, 1))

    def test_a_reason_against_a_vote_is_kept_with_its_article(self):
        self.make_member("Nora Nuova", on="2026-11-01", annotated_on="2026-11-01")
        meeting = self._assembly(members=1, record_date="2026-12-01")
        line = self.line(meeting, "Nora Nuova")
        self.assertFalse(line.entitled)
        self.assertEqual(line.reasons[0]["code"], "seniority")
        self.assertIn("votes from", line.reasons_text)
        self.assertIn("24", line.reasons_text)

    def test_a_body_without_a_representative_counts_and_cannot_vote(self):
        meeting = self._assembly(members=1)
        line = self.line(meeting, "Comune di Prova")
        self.assertEqual((line.entitled, line.may_vote, line.votes), (True, False, 1))
        self.assertIn("no representative", line.reasons_text)

    def test_the_delegate_to_the_assembly_acts_before_the_legal_representative(self):
        acting = self.env["association.representative"]
        for name, role in (("Marco Sindaco", "legal_representative"), ("Delia Delegata", "delegate")):
            person = self.make_partner(name, email="at@example.com")
            acting.create({"member_id": self.city.id, "partner_id": person.id, "role": role, "date_from": "2020-01-01"})
        line = self.line(self._assembly(members=1), "Comune di Prova")
        self.assertEqual((line.acting_name, line.may_vote, line.email), ("Delia Delegata", True, "at@example.com"))

    def test_a_board_is_its_holders_with_one_vote_each_and_the_control_body(self):
        meeting = self._board()
        self.assertEqual(meeting.roll_ids.filtered("entitled").mapped("name"), ["Dario Direttore", "Piera Presta"])
        self.assertEqual(set(meeting.roll_ids.mapped("votes")), {0, 1})
        self.assertTrue(self.line(meeting, "Rita Revisora").is_control)

    def test_a_joint_body_says_for_which_administration_each_sits(self):
        self.board_body.is_joint = True
        person = self.make_partner("Carla Delegata")
        self.name_on(self.municipal_seat, person, "2024-05-01", accepted="2024-05-01")
        meeting = self._board()
        self.assertEqual(self.line(meeting, "Carla Delegata").side, "Comune di Prova")
        self.assertEqual(self.line(meeting, "Dario Direttore").side, self.company.name)

    def test_the_roll_is_computed_again_until_the_meeting_is_convened(self):
        meeting = self._assembly(members=1, convened=False)
        meeting._freeze_roll()
        before = len(meeting.roll_ids)
        self.make_member("Ultimo Arrivato")
        meeting._freeze_roll()
        self.assertEqual(len(meeting.roll_ids), before + 1)
        self._convene(meeting)
        with self.assertRaisesRegex(UserError, "frozen"):
            meeting._freeze_roll()
        with self.assertRaisesRegex(UserError, "kept"):
            meeting.roll_ids[:1].sudo().unlink()

    def test_a_guest_joins_the_roll_with_a_reason_and_without_a_vote(self):
        meeting = self._assembly(members=1)
        expert = self.make_partner("Ester Esperta")
        with self.assertRaisesRegex(UserError, "Say why"):
            meeting._add_to_roll(expert, " ")
        line = meeting._add_to_roll(expert, "Illustra il progetto")
        self.assertEqual((line.is_guest, line.votes, line.added_reason), (True, 0, "Illustra il progetto"))
        with self.assertRaisesRegex(UserError, "already"):
            meeting._add_to_roll(expert, "Ancora")

    def test_the_secretary_adds_a_member_admitted_late_with_the_rights_of_the_record_date(self):
        meeting = self._assembly(members=1, record_date="2026-12-15")
        late = self.make_member("Nora Nuova", on="2026-11-20", annotated_on="2026-11-20")
        values = {"meeting_id": meeting.id, "partner_id": late.partner_id.id, "reason": "Ammessa il 20 novembre"}
        self.env["association.meeting.guest"].with_user(self.secretary).create(values).action_apply()
        line = self.line(meeting, "Nora Nuova")
        self.assertEqual((line.member_id, line.entitled, line.is_guest), (late, False, False))
        self.assertEqual(line.reasons[0]["code"], "seniority")

    def test_many_members_take_as_many_queries_as_few(self):
        meeting = self._assembly(members=3, convened=False)
        meeting._freeze_roll()
        self.make_crowd(20, name="Altro")
        counts = []
        for _round in range(2):
            self.env.flush_all()
            self.env.invalidate_all()
            before = self.env.cr.sql_log_count
            meeting._freeze_roll()
            self.env.flush_all()
            counts.append(self.env.cr.sql_log_count - before)
        self.assertEqual(len(meeting.roll_ids.filtered("is_member")), 24)
        self.assertLess(max(counts), 40)

    def test_nobody_writes_the_roll_by_hand(self):
        meeting = self._assembly(members=1)
        with self.assertRaises(AccessError):
            meeting.roll_ids[:1].with_user(self.secretary).votes = 5

    def test_the_agenda_is_kept_as_it_was_sent(self):
        meeting = self._assembly(members=1, items=[("ordinary", "Uno"), ("information", "Due")])
        self.assertEqual(meeting.agenda_hash, agenda.digest(meeting._as_agenda()))
        self.assertEqual(meeting.item_ids.mapped("number"), ["1", "2"])
        with self.assertRaisesRegex(UserError, "stays as it is"):
            meeting.item_ids[0].name = "Altro"
        late = self.env["association.agenda.item"].with_user(self.secretary).create({"meeting_id": meeting.id, "name": "Tre"})
        self.assertTrue(late.is_late)
        self.assertEqual(meeting.agenda_hash, agenda.digest(meeting._as_agenda()))

    def test_the_wrong_body_is_refused_with_the_article(self):
        meeting = self._board(items=[("accounts", "Bilancio")], convened=False)
        with self.assertRaisesRegex(UserError, r"assembly decides this.*117/2017"):
            meeting.action_convene()

    def test_states_are_written_by_steps_alone(self):
        meeting = self._assembly(members=1, convened=False)
        with self.assertRaisesRegex(UserError, "buttons"):
            meeting.state = "convened"
