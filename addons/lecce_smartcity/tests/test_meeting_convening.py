from datetime import datetime, timedelta

from odoo import Command
from odoo.exceptions import AccessError, UserError
from odoo.tests import Form, tagged

from ..bylaws.meeting import agenda
from .meeting_common import RULES, MeetingCommon

DAY = datetime(2027, 4, 17, 15)  # a Saturday, five in the afternoon in Lecce


@tagged("post_install", "-at_install")
class TestMeetingConvening(MeetingCommon):
    """Everything that stands in the way of a convocation is said at once, with its article and its remedy."""

    def refusals(self, meeting, before=timedelta(days=25)):
        with self._clock(DAY - before):
            return "\n".join(meeting._convening_refusals())

    # --- preparing ---

    def test_the_secretary_prepares_an_assembly_and_the_second_call_is_proposed(self):
        form = Form(self.env["association.meeting"].with_user(self.secretary))
        form.body_id = self.assembly_body
        self.assertEqual(form.convener_id, self.president)
        form.first_call = DAY
        self.assertEqual(form.second_call, DAY + timedelta(hours=24))
        form.place = "Lecce"
        with form.item_ids.new() as item:
            item.name = "Bilancio 2026"
            item.matter = "accounts"
        meeting = form.save()
        self.assertEqual(meeting.sitting_ids.mapped("call"), ["first", "second"])
        self.assertEqual(meeting.date, DAY)
        self.assertEqual(meeting.name, "Assemblea 17/04/2027")
        self.assertEqual(meeting.item_ids.number, "1")

    def test_a_name_given_by_hand_stays_when_the_day_changes(self):
        meeting = self._meeting(on=DAY, name="Assemblea del bilancio")
        meeting.first_call = DAY + timedelta(days=1)
        self.assertEqual(meeting.name, "Assemblea del bilancio")
        other = self._meeting(on=DAY)
        other.first_call = DAY + timedelta(days=1)
        self.assertEqual(other.name, "Assemblea 18/04/2027")

    def test_the_form_says_what_stands_in_the_way_before_anybody_tries(self):
        meeting = self._meeting(on=DAY, items=())
        with self._clock(DAY - timedelta(days=25)):
            self.assertIn("agenda is empty", meeting.obstacles)
            self.assertIn("15 days", meeting.send_by_text)
            self.assertIn("01/04/2027", meeting.send_by_text)

    def test_all_refusals_are_listed_with_their_remedies(self):
        meeting = self._meeting(on=DAY, items=(), place=False, convener_id=self.anna.id, second=timedelta(hours=1))
        found = self.refusals(meeting)
        for words in ("enter the place", "agenda is empty", "does not convene", "on the day of the first"):
            self.assertIn(words, found)
        with self._clock(DAY - timedelta(days=25)), self.assertRaisesRegex(UserError, "(?s)place.*agenda is empty"):
            meeting.action_convene()

    # --- the calls ---

    def test_a_second_call_too_early_is_refused_with_the_statutes_article(self):
        meeting = self._meeting(on=DAY, second=timedelta(hours=23))
        self.assertRegex(self.refusals(meeting), r"second call needs 24 hours.*art\. 18")
        meeting.second_call = DAY + timedelta(hours=24)
        self.assertFalse(self.refusals(meeting))

    def test_without_first_call_nothing_is_convened(self):
        meeting = self._meeting(on=DAY)
        meeting.write({"first_call": False, "second_call": False})
        self.assertIn("enter the first call", self.refusals(meeting))

    def test_a_day_that_has_passed_is_refused(self):
        self.assertIn("has passed", self.refusals(self._meeting(on=DAY), before=timedelta(days=-1)))

    # --- the mode ---

    def test_a_written_consultation_needs_the_statutes_permission(self):
        meeting = self._meeting(on=DAY, mode="written", answers_by=DAY)
        self.assertIn("does not provide for written consultation", self.refusals(meeting))
        statute = self.make_statute(name="2025", rules=(*RULES, ("consultation.written", "yes", "assembly")))
        self.enact(self.adopt(statute, "2025-03-01"), "2025-04-01")
        self.assertFalse(self.refusals(meeting))

    def test_a_remote_assembly_needs_a_link_and_no_statute_against_it(self):
        meeting = self._meeting(on=DAY, mode="remote", link=False)
        self.assertIn("link", self.refusals(meeting))
        meeting.link = "https://meet.example.com"
        self.assertFalse(self.refusals(meeting))
        statute = self.make_statute(name="2025", rules=(*RULES, ("remote.allowed", "no", "assembly")))
        self.enact(self.adopt(statute, "2025-03-01"), "2025-04-01")
        self.assertRegex(self.refusals(meeting), r"not allowed \(statute, art\. 18")

    # --- who convenes ---

    def test_the_court_convenes_in_place_of_the_board(self):
        meeting = self._meeting(on=DAY, convener_id=self.anna.id)
        self.assertRegex(self.refusals(meeting), "Anna Greco does not convene.*Piera Presta")
        meeting.by_court = True
        self.assertFalse(self.refusals(meeting))

    # --- the notice ---

    def test_a_term_that_cannot_be_met_says_until_when_and_offers_urgency(self):
        meeting = self._meeting(on=DAY)
        self.assertFalse(self.refusals(meeting, before=timedelta(days=16)))
        found = self.refusals(meeting, before=timedelta(days=15))
        self.assertRegex(found, r"15 days \(statute, art\. 18.*by 01/04/2027.*urgent.*5 days")
        meeting.kind = "urgent"
        self.assertIn("Say why it is urgent", self.refusals(meeting, before=timedelta(days=15)))
        meeting.urgent_reason = "Il bando scade venerdì"
        self.assertFalse(self.refusals(meeting, before=timedelta(days=6)))
        self.assertIn("11/04/2027", self.refusals(meeting, before=timedelta(days=5)))

    def test_a_change_of_the_statute_needs_the_extraordinary_notice_whatever_the_meeting_is_called(self):
        meeting = self._meeting(on=DAY, items=[("statute_change", "Modifica dell'art. 3")])
        self.assertEqual(meeting._notice_ruling(DAY.date()).code, "notice.extraordinary")
        self.assertIn("20 days", self.refusals(meeting, before=timedelta(days=18)))

    def test_a_board_in_urgency_is_called_by_the_hour(self):
        meeting = self._meeting(self.board_body, on=DAY)
        self.assertIn("5 days", self.refusals(meeting, before=timedelta(days=2)))
        meeting.write({"kind": "urgent", "urgent_reason": "Scadenza"})
        self.assertFalse(self.refusals(meeting, before=timedelta(hours=25)))
        self.assertIn("24 hours", self.refusals(meeting, before=timedelta(hours=23)))

    def test_where_nobody_fixes_a_notice_convening_is_possible_and_the_form_says_so(self):
        table = self.make_body("Tavolo mobilità", "thematic_table")
        self.name_on(table.seat_ids, self.anna, "2024-05-01", accepted="2024-05-01")
        meeting = self._meeting(table, on=DAY)
        self.assertIsNone(meeting._notice_ruling(DAY.date()))
        self.assertFalse(self.refusals(meeting, before=timedelta(hours=1)))

    # --- the agenda ---

    def test_points_are_numbered_as_a_tree_and_move_with_their_parent(self):
        meeting = self._meeting(on=DAY, items=[("ordinary", name) for name in ("Uno", "Due", "Tre", "Quattro")])
        items = {item.name: item for item in meeting.item_ids}
        items["Due"].action_indent()
        items["Tre"].action_indent()
        self.assertEqual(
            [(item.number, item.name) for item in meeting.item_ids._in_order()],
            [("1", "Uno"), ("1.1", "Due"), ("1.2", "Tre"), ("2", "Quattro")],
        )
        meeting.write({"item_ids": [Command.update(items["Quattro"].id, {"sequence": 5})]})
        self.assertEqual(
            meeting.item_ids.sorted("sequence").mapped(lambda item: (item.number, item.name)),
            [("1", "Quattro"), ("2", "Uno"), ("2.1", "Due"), ("2.2", "Tre")],
        )
        items["Due"].action_outdent()
        self.assertEqual(items["Due"].number, "3")

    def test_a_copy_keeps_the_tree_and_nothing_of_the_convocation(self):
        meeting = self._assembly(members=1, items=[("ordinary", "Uno"), ("ordinary", "Due")], convened=False, on=DAY)
        meeting.item_ids[1].action_indent()
        self._convene(meeting)
        twin = meeting.copy()
        self.assertEqual([item.number for item in twin.item_ids._in_order()], ["1", "1.1"])
        self.assertEqual(twin.item_ids.meeting_id, twin)
        self.assertEqual((twin.state, twin.convened_at, len(twin.roll_ids), twin.date), ("draft", False, 0, False))

    def test_an_item_tells_by_which_rules_it_is_decided(self):
        meeting = self._meeting(on=DAY, items=[("accounts", "Bilancio"), ("information", "Comunicazioni")])
        accounts, information = meeting.item_ids
        self.assertIn("Quorum, first call", accounts.rules_html)
        self.assertIn("have no vote", accounts.rules_html)
        self.assertIn("nothing is decided", information.rules_html)

    def test_a_matter_is_secret_where_the_statute_says_so(self):
        statute = self.make_statute(name="2025", rules=(*RULES, ("vote.secret", "persons", "assembly")))
        self.enact(self.adopt(statute, "2025-03-01"), "2025-04-01")
        meeting = self._meeting(on=DAY, items=[("exclusion", "Esclusione"), ("ordinary", "Altro")])
        self.assertEqual(meeting.item_ids.mapped("is_secret"), [True, False])

    # --- after the notices ---

    def test_a_late_item_keeps_the_agenda_that_was_sent_and_decides_nothing(self):
        meeting = self._assembly(members=2, on=DAY)
        late = self.env["association.agenda.item"].with_user(self.secretary).create(
            {"meeting_id": meeting.id, "name": "Aggiunta", "matter": "ordinary", "sequence": 1}
        )
        self.assertEqual((late.is_late, late.number), (True, "2"))
        self.assertEqual(meeting.agenda_hash, agenda.digest(meeting._as_agenda()))
        self.assertRegex(late._late_refusal(), "was not on the agenda.*all members, directors and the control body")
        late.matter = "information"
        self.assertIsNone(late._late_refusal())

    def test_everybody_there_makes_a_sitting_plenary_that_nobody_convened(self):
        meeting = self._assembly(members=2, on=DAY, convened=False)
        meeting._freeze_roll()
        sitting = meeting.sitting_ids[0]
        with self._clock(DAY):
            city = self.line(meeting, "Comune di Prova")
            sitting._check_in(meeting.roll_ids - city)
            self.assertFalse(meeting._is_plenary())
            sitting._check_in(city, acting=self.anna)
            self.assertTrue(meeting._is_plenary())
        with self.assertRaisesRegex(UserError, "no longer computed anew"):
            meeting._freeze_roll()

    def test_a_late_item_is_decided_only_while_everybody_is_there(self):
        meeting = self._assembly(members=2, on=DAY)
        late = self.env["association.agenda.item"].with_user(self.secretary).create({"meeting_id": meeting.id, "name": "Aggiunta"})
        sitting = meeting.sitting_ids[0]
        city, others = self.line(meeting, "Comune di Prova"), meeting.roll_ids
        with self._clock(DAY):
            sitting._check_in(others - city)
            sitting.action_open(chair=self.line(meeting, "Piera Presta"))
            self.assertFalse(meeting._is_plenary())
            self.assertIn("was not on the agenda", sitting._can_vote(late))
            self.assertIsNone(sitting._can_vote(meeting.item_ids[0]))
            sitting._check_in(city, acting=self.anna)
            self.assertTrue(meeting._is_plenary())
            self.assertIsNone(sitting._can_vote(late))
        with self._clock(DAY + timedelta(minutes=5)):
            sitting._check_out(self.line(meeting, "Rita Revisora"))
            self.assertFalse(meeting._is_plenary())
            self.assertTrue(meeting._is_plenary(DAY))

    def test_a_change_of_place_goes_out_as_an_update(self):
        meeting = self._assembly(members=1, on=DAY)
        with self.assertRaisesRegex(UserError, "send an update"):
            meeting.place = "Altrove"
        with self._clock(DAY - timedelta(days=3)):
            change = self.env["association.meeting.change"].with_user(self.secretary).create(
                {"meeting_id": meeting.id, "reason": "Sala indisponibile"}
            )
            change.place = "Teatro Apollo"
            change.action_apply()
        self.assertEqual((meeting.place, meeting.sequence_sent), ("Teatro Apollo", 1))
        self.assertIn("Sala indisponibile", meeting.message_ids[0].body)

    def test_another_day_needs_the_full_notice_again(self):
        meeting = self._assembly(members=1, on=DAY)
        later = {"first_call": DAY + timedelta(days=1), "second_call": DAY + timedelta(days=3)}
        refused = self.assertRaisesRegex(UserError, "should have reached")
        with self._clock(DAY - timedelta(days=3)), refused, self.env.cr.savepoint():
            meeting._send_update(later, "Sala indisponibile")
        with self._clock(DAY - timedelta(days=16)):
            meeting._send_update(later, "Sala indisponibile")
        self.assertEqual(meeting.date, DAY + timedelta(days=1))

    def test_a_meeting_is_cancelled_with_a_reason_and_stays(self):
        meeting = self._assembly(members=1, on=DAY)
        with self.assertRaisesRegex(UserError, "Say why"):
            meeting.action_cancel()
        self.env["association.meeting.cancel"].with_user(self.secretary).create(
            {"meeting_id": meeting.id, "reason": "Rinviata"}
        ).action_apply()
        self.assertEqual((meeting.state, meeting.cancel_reason), ("cancelled", "Rinviata"))
        with self.assertRaisesRegex(UserError, "history"):
            meeting.unlink()

    def test_the_calls_of_a_convened_meeting_do_not_move_by_hand(self):
        meeting = self._assembly(members=1, on=DAY)
        with self.assertRaisesRegex(UserError, "send an update"):
            meeting.first_call = DAY + timedelta(days=1)
        with self.assertRaisesRegex(UserError, "send an update"):
            meeting.sitting_ids[0].with_user(self.secretary).starts_at = DAY + timedelta(days=1)

    # --- who reads what ---

    def test_what_is_behind_closed_doors_is_read_by_secretariat_board_and_auditors_alone(self):
        meeting = self._meeting(on=DAY, items=[{"name": "Personale", "is_closed_door": True}])
        item = meeting.item_ids
        for user in (self.secretary, self.board, self.auditor):
            self.assertEqual(item.with_user(user).name, "Personale")
        with self.assertRaises(AccessError):
            item.with_user(self.treasurer).read(["name"])

    def test_a_director_does_not_read_what_concerns_them_behind_closed_doors(self):
        member = self.make_member(partner=self.board.partner_id)
        item = {"name": "Esclusione", "matter": "exclusion", "member_id": member.id, "is_closed_door": True}
        meeting = self._meeting(on=DAY, items=[item])
        with self.assertRaises(AccessError):
            meeting.item_ids.with_user(self.board).read(["name"])

    def test_a_document_is_read_by_whoever_reads_its_item(self):
        file = self.env["ir.attachment"].with_user(self.secretary).create(
            {"name": "personale.pdf", "raw": b"x", "res_model": "association.agenda.item"}
        )
        meeting = self._meeting(
            on=DAY, items=[{"name": "Personale", "is_closed_door": True, "attachment_ids": [Command.link(file.id)]}]
        )
        self.assertEqual(file.res_id, meeting.item_ids.id)
        self.assertEqual(file.with_user(self.auditor).name, "personale.pdf")
        with self.assertRaises(AccessError):
            file.with_user(self.treasurer).read(["name"])

    def test_only_the_secretariat_prepares_and_convenes(self):
        for user in (self.board, self.auditor, self.treasurer):
            with self.assertRaises(AccessError):
                self._meeting(on=DAY, user=user)
        meeting = self._meeting(on=DAY)
        with self._clock(DAY - timedelta(days=25)), self.assertRaises(AccessError):
            meeting.with_user(self.board).action_convene()

    def test_every_officer_opens_the_screens(self):
        meeting = self._assembly(members=1, on=DAY)
        for user in (self.secretary, self.board, self.auditor, self.treasurer):
            Form(meeting.with_user(user))
            Form(meeting.item_ids[0].with_user(user))
