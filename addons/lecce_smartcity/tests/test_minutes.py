from datetime import timedelta

from odoo import Command
from odoo.exceptions import AccessError, UserError
from odoo.tests import Form, tagged
from odoo.tools import mute_logger

from ..models.bulk import insert_rows
from .vote_common import VoteCommon


@tagged("post_install", "-at_install")
class TestMinutes(VoteCommon):
    """The minutes of an assembly of eight: a report, the accounts, fees behind closed doors."""

    def setUp(self):
        super().setUp()
        self.meeting = self._assembly(
            members=8,
            items=[
                {"matter": "information", "name": "Comunicazioni"},
                {"matter": "accounts", "name": "Bilancio 2025", "proposal": "Si approva il bilancio 2025."},
                {"matter": "ordinary", "name": "Contenzioso", "is_closed_door": True, "proposal": "Si transige la lite."},
            ],
        )
        self.report, self.accounts, self.dispute = self.meeting.item_ids._in_order()

    def hold(self, close=True):
        """Six are there, one by proxy; one leaves before the vote on the accounts, by roll call; the dispute is put off."""
        notices = self.env["association.notice"].sudo().search([("meeting_id", "=", self.meeting.id)])
        notices._add_evidence("sent", self.meeting.convened_at + timedelta(hours=1))
        self.sitting = self.gather(self.meeting, 5, proxies=[(6, 1)])
        self.sitting.secretary_partner_id = self.secretary.partner_id
        start = self.sitting.opened_at
        self.report._step({"state": "noted", "started_at": start})
        self.report.discussion = "La presidente riferisce.\nNessuno chiede la parola."
        self.move_clock(start + timedelta(minutes=20))
        self.accounts._step({"state": "discussed", "started_at": self.env.cr.now()})
        self.accounts.discussion = "Socio 2 chiede dei costi."
        self.accounts._recuse(self.socio(self.meeting, 4), "recused", "è fornitore dell’associazione")
        self.move_clock(start + timedelta(minutes=25))
        self.sitting._check_out(self.socio(self.meeting, 5))
        self.move_clock(start + timedelta(minutes=30))
        ballot = self.opened(self.accounts, method="roll_call")
        self.cast(ballot, {"favour": [1, 6], "against": [2], "abstained": [3]})
        ballot.action_close()
        ballot.action_proclaim()
        self.move_clock(start + timedelta(minutes=50))
        self.dispute._step({"state": "deferred"})
        if close:
            self.move_clock(start + timedelta(minutes=60))
            self.sitting.action_close()
        return self.sitting

    def write_minutes(self, close=True):
        action = self.hold(close).with_user(self.secretary).action_write_minutes()
        return self.env["association.minutes"].with_user(self.secretary).browse(action["res_id"])

    def part(self, minutes, key):
        return minutes.section_ids.filtered(lambda section: section.key == key)

    def complete(self, minutes):
        """Write what is missing."""
        minutes.write({"section_ids": [Command.update(self.part(minutes, "item:3").id, {"notes": "<p>Si rinvia.</p>"})]})
        return minutes

    def approved(self, **vals):
        minutes = self.complete(self.write_minutes())
        if vals:
            minutes.write(vals)
        minutes.action_send_to_reading()
        minutes.action_approve()
        return minutes

    # --- computed from the facts ---

    def test_the_minutes_tell_notice_quorum_and_who_was_there(self):
        minutes = self.write_minutes()
        self.assertRegex(minutes.name, r"^Verbale dell’assemblea ordinaria del ")
        self.assertEqual([section.key for section in minutes.section_ids][:3], ["heading", "agenda", "constitution"])
        told = self.part(minutes, "constitution").before
        self.assertIn("n. 6 (sei) su 9 associati aventi diritto al voto, n. 5 in proprio e n. 1 per delega scritta", told)
        self.assertIn("Socio 1 (per Socio 6)", told)
        self.assertIn("validamente costituita", told)
        self.assertIn("è presente il presidente Piera Presta", told)
        self.assertIn("mediante posta elettronica", told)
        self.assertRegex(told, r"almeno 15 giorni liberi di anticipo \(")

    def test_an_item_tells_who_left_the_conflict_the_vote_by_name_and_the_number_of_its_resolution(self):
        minutes = self.write_minutes()
        item = self.part(minutes, "item:2")
        self.assertRegex(item.before, r"si allontana Socio 5; presenti n\. 5")
        self.assertIn("Socio 2 chiede dei costi.", item.notes)
        self.assertIn("Socio 4 dichiara un interesse in conflitto", item.after)
        self.assertIn("favorevoli n. 2 (Socio 1 e Socio 6); contrari n. 1 (Socio 2); astenuti n. 1 (Socio 3)", item.after)
        self.assertIn("la proposta è approvata", item.after)
        self.assertRegex(item.after, r"La deliberazione prende il numero 1/\d{4}")
        self.assertNotIn("Socio 5", item.after)

    def test_minutes_are_written_in_english_on_choice(self):
        minutes = self.write_minutes()
        words = self.part(minutes, "item:2").notes
        minutes.lang = "en"
        self.assertRegex(minutes.name, "^Minutes of the ordinary assembly of ")
        self.assertIn("The chair proclaims the result", self.part(minutes, "item:2").after)
        self.assertEqual(self.part(minutes, "item:2").notes, words)

    def test_the_annex_keeps_when_each_was_present(self):
        rows = {row[1]: row for row in self.write_minutes().frame["annex"]}
        self.assertEqual(len(rows), 6)
        self.assertEqual(rows["Socio 6"][2], "per delega a Socio 1")
        self.assertNotEqual(rows["Socio 5"][3], rows["Socio 1"][3])

    # --- drawn again ---

    def test_drawing_again_keeps_the_secretarys_words_and_shows_what_changed(self):
        minutes = self.write_minutes(close=False)
        item = self.part(minutes, "item:2")
        minutes.write({"section_ids": [Command.update(item.id, {"notes": "<p>Parole del segretario.</p>"})]})
        self.assertFalse(minutes.is_outdated)
        self.sitting.action_close()
        minutes.invalidate_recordset()
        self.assertTrue(minutes.is_outdated)
        minutes.action_redraw()
        self.assertIn("Parole del segretario.", item.notes)
        self.assertFalse(item.change)
        closing = self.part(minutes, "closing")
        self.assertIn("dichiara chiusa la seduta", closing.before)
        self.assertIn("<ins>", closing.change)
        self.assertFalse(minutes.is_outdated)

    def test_notes_of_the_hall_that_come_later_never_overwrite_what_the_secretary_wrote(self):
        minutes = self.write_minutes()
        first, second = self.part(minutes, "item:1"), self.part(minutes, "item:2")
        minutes.write({"section_ids": [Command.update(second.id, {"notes": "<p>Mie parole.</p>"})]})
        self.report.discussion = "Appunto nuovo."
        self.accounts.discussion = "Altro appunto."
        minutes.action_redraw()
        self.assertIn("Appunto nuovo.", first.notes)
        self.assertEqual(str(second.notes), "<p>Mie parole.</p>")
        self.assertIn("Altro appunto.", second.change)

    def test_the_computed_text_cannot_be_typed_over(self):
        minutes = self.write_minutes()
        with self.assertRaisesRegex(UserError, "drawn from the facts"):
            minutes.write({"section_ids": [Command.update(self.part(minutes, "item:2").id, {"after": "respinta"})]})
        with self.assertRaisesRegex(UserError, "begun from their sitting"):
            minutes.write({"state": "approved"})

    # --- readiness ---

    def test_what_is_missing_is_named_and_holds_back_the_approval(self):
        minutes = self.write_minutes(close=False)
        self.report.discussion = ""
        minutes.write({"section_ids": [Command.update(self.part(minutes, "item:1").id, {"notes": False})]})
        self.assertIn("Item 1 “Comunicazioni”: nothing is said of the discussion", minutes.missing_panel)
        self.assertIn("close the sitting", minutes.missing_panel)
        minutes.action_send_to_reading()
        with self.assertRaisesRegex(UserError, "The closing hour is missing"):
            minutes.action_approve()

    def test_minutes_are_not_begun_before_the_sitting_opens(self):
        with self.assertRaisesRegex(UserError, "nothing to write minutes of"):
            self.meeting.sitting_ids[:1].with_user(self.secretary).action_write_minutes()

    # --- approved, revised ---

    def test_approved_at_once_means_by_the_sitting_itself(self):
        minutes = self.approved()
        self.assertEqual((minutes.state, minutes.approved_meeting_id), ("approved", self.meeting))
        self.assertEqual(minutes.approved_on, self.sitting.closed_at.date())

    def test_a_later_sitting_of_the_same_body_approves_and_no_other(self):
        minutes = self.complete(self.write_minutes())
        minutes.approval = "next_sitting"
        self.assertIn("nella prossima seduta", self.part(minutes, "closing").before)
        minutes.action_send_to_reading()
        later = self._meeting(on=self.sitting.closed_at + timedelta(days=40))
        with self.assertRaisesRegex(UserError, "cannot have approved"):
            minutes._approve(later)
        self._convene(later)
        self.gather(later, 5)
        ask = Form(
            self.env["association.minutes.approval"].with_user(self.secretary).with_context(**minutes.action_approve()["context"])
        )
        self.assertEqual(ask.meeting_id, later)
        ask.save().action_approve()
        self.assertEqual((minutes.state, minutes.approved_meeting_id), ("approved", later))

    def test_a_revision_copies_and_the_earlier_stays_unchangeable(self):
        minutes = self.approved()
        text = str(self.part(minutes, "item:2").notes)
        revision = minutes.browse(minutes.action_revise()["res_id"])
        self.assertEqual((revision.revision, revision.state, revision.previous_id), (2, "draft", minutes))
        revision.write({"section_ids": [Command.update(self.part(revision, "item:2").id, {"notes": "<p>Corretto.</p>"})]})
        self.assertEqual(str(self.part(minutes, "item:2").notes), text)
        with self.assertRaisesRegex(UserError, "its text stays as it is"):
            self.part(minutes, "item:2").notes = "<p>x</p>"
        with self.assertRaisesRegex(UserError, "has a later revision"):
            minutes.action_revise()
        revision.action_send_to_reading()
        with self.assertRaisesRegex(UserError, "why the minutes were revised"):
            revision.action_approve()

    def test_the_database_refuses_to_change_approved_minutes(self):
        section = self.part(self.approved(), "item:2")
        section.flush_recordset()
        with self.assertRaisesRegex(Exception, "stay as they are"), mute_logger("odoo.sql_db"), self.env.cr.savepoint():
            self.env.cr.execute("UPDATE association_minutes_section SET after = 'x' WHERE id = %s", [section.id])

    # --- who may ---

    def test_the_board_and_the_auditor_read_and_change_nothing(self):
        minutes = self.write_minutes()
        for user in (self.board, self.auditor):
            theirs = minutes.with_user(user)
            self.assertIn("item:3", theirs.section_ids.mapped("key"))
            with self.assertRaises(AccessError):
                theirs.lang = "en"
            with self.assertRaises(AccessError):
                theirs.action_redraw()
            with self.assertRaises(AccessError):
                theirs.section_ids[:1].notes = "x"

    def test_what_was_dealt_with_behind_closed_doors_is_hidden_from_others(self):
        minutes = self.write_minutes()
        minutes.invalidate_recordset()
        theirs = self.env["association.minutes"].with_user(self.treasurer).browse(minutes.id)
        self.assertNotIn("item:3", theirs.section_ids.mapped("key"))
        self.assertIn("item:2", theirs.section_ids.mapped("key"))
        paper = self.env["association.document"].with_user(self.treasurer)._minutes_paper(theirs)
        hidden = [part for part in paper.parts if part.title.startswith("Punto 3")]
        self.assertIn("omissis", hidden[0].paragraphs[0])
        self.assertFalse(hidden[0].notes)

    # --- paper ---

    def test_the_paper_says_draft_until_it_is_approved(self):
        minutes = self.complete(self.write_minutes())
        document = self.env["association.document"].with_user(self.secretary)
        self.assertEqual(document._minutes_paper(minutes).state, "draft")
        minutes.action_send_to_reading()
        minutes.action_approve()
        paper = document._minutes_paper(minutes)
        self.assertEqual(paper.state, "approved")
        self.assertEqual([line.name for line in paper.signatories], [self.sitting.chair_partner_id.name, self.secretary.name])
        content, kind = (
            self.env["ir.actions.report"].with_user(self.secretary)._render_qweb_pdf("lecce_smartcity.report_minutes", minutes.ids)
        )
        self.assertEqual((content[:5], kind), (b"%PDF-", "pdf"))

    # --- many ---

    def test_two_hundred_more_present_take_no_more_queries(self):
        self.hold()
        few = self._queries_of_facts()
        self.env.flush_all()
        line = {"meeting_id": self.meeting.id, "company_id": self.company.id, "partner_id": self.director.id, "votes": 1}
        line |= {"entitled": True, "may_vote": True, "is_member": True}
        lines = insert_rows(self.env["association.meeting.roll"], [{**line, "name": f"Altro {number}"} for number in range(200)])
        came = {"sitting_id": self.sitting.id, "company_id": self.company.id, "kind": "in", "step": 1}
        came |= {"at": self.sitting.opened_at, "recorded_at": self.sitting.opened_at}
        insert_rows(self.env["association.attendance"], [{**came, "roll_id": key} for key in lines])
        many = self._queries_of_facts()
        self.assertLess(few, 70)
        self.assertLessEqual(many, few)

    def _queries_of_facts(self):
        self.env.invalidate_all()
        before = self.env.cr.sql_log_count
        self.sitting._as_minutes()
        return self.env.cr.sql_log_count - before
