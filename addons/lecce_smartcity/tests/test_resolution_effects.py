from datetime import date, timedelta

from odoo.exceptions import AccessError, UserError
from odoo.tests import tagged

from ..bylaws.meeting import sheet_record
from .vote_common import VoteCommon

ON = date(2026, 4, 18)


@tagged("post_install", "-at_install")
class TestValiditySheets(VoteCommon):
    """A vote that the chair proclaims adopts a resolution with a sheet that can be recomputed."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.meeting = cls._assembly(10, [("ordinary", "Relazione"), ("accounts", "Bilancio"), ("statute_change", "Sede")])
        cls.ordinary, cls.accounts, cls.change = cls.meeting.item_ids._in_order()

    def proclaimed(self, item, choices, outcome=None, reason="", **vals):
        ballot = self.opened(item, method="roll_call", **vals)
        self.cast(ballot, choices)
        ballot.action_close()
        ballot.action_proclaim(outcome, reason)
        return ballot

    def lines(self, sheet):
        return {line.code: line for line in sheet.lines}

    def test_a_proclaimed_vote_adopts_a_numbered_resolution_with_its_sheet(self):
        self.gather(self.meeting, 6, proxies=[(7, 1), (8, 1)])
        ballot = self.proclaimed(self.ordinary, {"favour": [1, 2, 3, 4], "against": [5], "abstained": [6]})
        resolution = ballot.resolution_ids
        self.assertEqual(resolution.name, f"Delibera n. 1/{resolution.adopted_on.year} – Assemblea")
        self.assertEqual((resolution.item_id, resolution.text), (self.ordinary, ballot.question))
        lines = self.lines(resolution._sheet())
        self.assertEqual(lines["quorum"].formula.split(" ")[0], "8")
        self.assertEqual(lines["proxies"].formula, "2 ≤ 3 : sì")
        self.assertEqual(lines["majority"].formula, "4 × 2 = 8 > 5 × 1 = 5 : sì")
        self.assertEqual(lines["majority"].article, "c.c. art. 21(1)")
        self.assertIn("competence", lines)
        self.assertIn("notice", lines)
        self.assertIn("Socio 5", resolution.outcome_by_name)
        self.assertIn("4 × 2 = 8", resolution.sheet_table)

    def test_the_sheet_does_not_follow_what_changes_later(self):
        self.gather(self.meeting, 6)
        ballot = self.proclaimed(self.ordinary, {"favour": [1, 2, 3, 4], "against": [5]})
        kept = ballot._sheet()
        self.env.cr.execute("UPDATE association_meeting_roll SET votes = 5, name = 'Altro' WHERE meeting_id = %s", [self.meeting.id])
        self.env.invalidate_all()
        self.assertEqual(ballot._sheet(), kept)
        self.assertEqual(sheet_record.decode(ballot.resolution_ids.sheet), kept)

    def test_a_rejected_proposal_makes_no_resolution_and_its_sheet_says_what_was_missing(self):
        self.gather(self.meeting, 9)
        ballot = self.proclaimed(self.change, {"favour": [1, 2, 3], "against": [4], "abstained": [5, 6, 7, 8, 9]})
        self.assertFalse(ballot.resolution_ids)
        sheet = ballot._sheet()
        self.assertEqual((sheet.adopted, sheet.proclaimed), (False, False))
        self.assertIn("Con 2 voti favorevoli in più", self.lines(sheet)["what_if"].sentence.it)

    def test_a_proclamation_against_the_count_is_on_the_sheet_with_its_reason(self):
        self.gather(self.meeting, 6)
        ballot = self.proclaimed(self.ordinary, {"favour": [1, 2], "against": [3, 4]}, "adopted", "una scheda contestata")
        sheet = ballot.resolution_ids._sheet()
        self.assertTrue(sheet.differs)
        self.assertIn("una scheda contestata", self.lines(sheet)["proclamation"].sentence.it)
        self.assertTrue(ballot.resolution_ids.differs)

    def test_the_sheet_of_a_secret_vote_names_nobody(self):
        self.gather(self.meeting, 6)
        ballot = self.opened(self.ordinary, method="secret")
        for number in range(1, 7):
            self.drop(ballot, number, "favour" if number < 5 else "against")
        ballot.action_close()
        ballot.action_proclaim()
        resolution = ballot.resolution_ids
        self.assertFalse(resolution.outcome_by_name)
        self.assertEqual(self.lines(resolution._sheet())["majority"].formula, "4 × 2 = 8 > 6 × 1 = 6 : sì")

    def test_each_side_of_a_joint_body_has_its_lines(self):
        self.assembly_body.is_joint = True
        self.env.cr.execute(
            "UPDATE association_meeting_roll SET side = CASE WHEN id %% 2 = 0 THEN 'Lecce' ELSE 'Bergamo' END WHERE meeting_id = %s",
            [self.meeting.id],
        )
        self.env.invalidate_all()
        self.gather(self.meeting, 8)
        ballot = self.proclaimed(self.ordinary, {"favour": range(1, 9)})
        codes = [line.code for line in ballot._sheet().lines]
        self.assertEqual((codes.count("side"), codes.count("side_quorum")), (2, 2))

    # --- replay ---

    def replayed(self, **rules):
        draft = self.make_statute("Bozza", rules=[(code.replace("_", "."), value, "assembly") for code, value in rules.items()])
        wizard = self.env["association.statute.replay"].with_user(self.board).create({"statute_id": draft.id})
        wizard.date_to = self.meeting.date.date()
        wizard.action_replay()
        return wizard

    def test_a_draft_is_tried_on_the_votes_that_were_taken(self):
        self.gather(self.meeting, 6)
        self.proclaimed(self.ordinary, {"favour": [1, 2, 3, 4], "against": [5, 6]})
        wizard = self.replayed(quorum_ord_first="2/3", quorum_ord_second="1/3")
        self.assertIn("1 of 1 meetings would have failed", wizard.summary)
        self.assertEqual((wizard.line_ids.outcome, wizard.line_ids.proclaimed), ("fails", "adopted"))
        self.assertIn("6 × 3 = 18 ≥ 11 × 2 = 22 : no", wizard.line_ids.why)
        self.assertIn("0 of 1 meetings", self.replayed(quorum_ord_first="1/2").summary)

    def test_a_period_without_votes_is_told(self):
        with self.refused("No vote was taken"):
            self.replayed(quorum_ord_first="2/3")


@tagged("post_install", "-at_install")
class TestEffects(VoteCommon):
    """What a resolution decided is carried out once, refers back to it, stops when suspended and is reversed by events."""

    def adopted(self, item, on=ON):
        item = item.with_user(self.secretary)
        return self.env["association.resolution"].with_user(self.secretary)._adopt(item, "Si approva.", on)

    def item(self, matter, body=None, **vals):
        return self._meeting(body, items=[{"matter": matter, "name": "Punto", **vals}]).item_ids

    def applications(self, count):
        partners = self.env["res.partner"].create(
            [{"name": f"Candidato {number}", "legal_form_id": self.natural_person.id} for number in range(count)]
        )
        return self.env["association.application"].create(
            [
                {
                    "partner_id": partner.id,
                    "category_id": self.category.id,
                    "received_on": "2026-03-01",
                    "company_id": self.company.id,
                }
                for partner in partners
            ]
        )

    def complete(self, applications):
        """Nothing is missing: these tests are not about what an application needs."""
        applications.requirement_ids.unlink()

    def test_one_resolution_admits_many_applicants_and_each_admission_refers_to_it(self):
        applications = self.applications(3)
        self.complete(applications)
        item = self.item("admission", self.board_body, application_ids=applications.ids)
        resolution = self.adopted(item)
        self.assertTrue(resolution._execute(), resolution.effect_note)
        self.assertEqual(set(applications.mapped("state")), {"admitted"})
        self.assertEqual(resolution.event_count, 3)
        self.assertEqual(applications.resolution_id, resolution)
        self.assertIn(resolution.name, applications[0].resolution)
        with self.assertRaisesRegex(UserError, "executed already"):
            resolution._execute()

    def test_three_hundred_admissions_are_one_resolution_and_few_queries(self):
        applications = self.applications(300)
        self.complete(applications)
        resolution = self.adopted(self.item("admission", self.board_body, application_ids=applications.ids))
        self.env.flush_all()
        self.env.invalidate_all()
        before = self.env.cr.sql_log_count
        self.assertTrue(resolution._execute(), resolution.effect_note)
        self.env.flush_all()
        self.assertLess(self.env.cr.sql_log_count - before, 130)
        self.assertEqual(resolution.event_count, 300)

    def test_a_refusal_gives_its_reasons_or_waits(self):
        applications = self.applications(1)
        item = self.item("admission", self.board_body, application_ids=applications.ids, decides="refuse")
        resolution = self.adopted(item)
        self.assertFalse(resolution._execute())
        self.assertEqual(resolution.effect_state, "pending")
        self.assertIn("reasons", resolution.effect_note)
        item.reasons = "Manca il requisito dell’art. 5"
        self.assertTrue(resolution._execute(), resolution.effect_note)
        self.assertEqual(applications.state, "refused")
        self.assertFalse(resolution.effect_note)
        with self.assertRaisesRegex(UserError, "no longer changes"):
            item.reasons = "Altro"

    def test_an_exclusion_names_whom_and_why_and_leaves_a_task(self):
        member = self.make_member("Carlo Conte")
        resolution = self.adopted(self.item("exclusion", member_id=member.id, reasons="Gravi motivi"))
        self.assertTrue(resolution._execute(), resolution.effect_note)
        self.assertEqual((resolution.event_ids.type, resolution.event_ids.motive), ("exclusion", "Gravi motivi"))
        self.assertIn("Notify", resolution.follow_up_ids.name)
        self.assertIn("runs from the notification", resolution.remedies)

    def test_an_exclusion_before_the_end_of_the_time_for_the_defence_waits(self):
        draft = self.make_statute(rules=[("exclusion.defence", "20 days", "members"), ("notice.ordinary", "15 days", "assembly")])
        self.enact(draft, "2025-01-01")
        member = self.make_member("Carlo Conte")
        item = self.item("exclusion", member_id=member.id, reasons="Gravi motivi")
        resolution = self.adopted(item)
        self.assertFalse(resolution._execute())
        self.assertIn("when the charges were notified", resolution.effect_note)
        item.charges_on = "2026-04-10"
        self.assertEqual(item.defence_until, date(2026, 4, 30))
        self.assertFalse(resolution._execute())
        self.assertIn("does not stand", resolution.effect_note)
        item.charges_on = "2026-03-10"
        self.assertTrue(resolution._execute(), resolution.effect_note)

    def test_a_statute_is_adopted_and_put_in_force_by_the_resolution(self):
        draft = self.make_statute("2027", rules=[("notice.ordinary", "15 days", "assembly")])
        day = self.env.cr.now().date() + timedelta(days=30)
        item = self.item("statute_change", statute_id=draft.id, in_force_from=day)
        resolution = self.adopted(item)
        self.assertTrue(resolution._execute(), resolution.effect_note)
        self.assertEqual((draft.stage, draft.valid_from, draft.resolution_id), ("enacted", day, resolution))
        self.assertIn(resolution.name, draft.resolution)

    def test_a_statute_that_waits_for_the_notary_is_adopted_and_says_so(self):
        self.make_recognised()
        draft = self.make_statute("2027", rules=[("notice.ordinary", "15 days", "assembly")])
        resolution = self.adopted(self.item("statute_change", statute_id=draft.id, in_force_from="2027-01-01"))
        self.assertFalse(resolution._execute())
        self.assertEqual((draft.stage, resolution.effect_state), ("adopted", "pending"))
        self.assertIn("notary", resolution.effect_note)
        draft.write({"notary": "Dott. Rossi, Lecce", "repertorio": "12", "deed_on": ON})
        self.assertTrue(resolution._execute(), resolution.effect_note)
        self.assertEqual(len(resolution.follow_up_ids), 1)

    def test_a_revocation_ends_the_mandates_of_the_item(self):
        mandate = self.env["association.mandate"].search([("partner_id", "=", self.director.id)])
        resolution = self.adopted(self.item("revocation", revoked_mandate_ids=mandate.ids, reasons="Sfiducia"))
        self.assertTrue(resolution._execute(), resolution.effect_note)
        self.assertEqual((mandate.end_kind, mandate.ended_on), ("revocation", ON))
        self.assertEqual(resolution.mandate_count, 1)

    def test_a_matter_that_nobody_executes_has_nothing_to_execute(self):
        resolution = self.adopted(self.item("fee_schedule"))
        self.assertEqual(resolution.effect_state, "none")
        with self.assertRaisesRegex(UserError, "nothing to execute"):
            resolution._execute()

    def test_a_suspended_resolution_is_not_executed_until_it_is_lifted(self):
        member = self.make_member("Carlo Conte")
        resolution = self.adopted(self.item("exclusion", member_id=member.id, reasons="Gravi motivi"))
        resolution._challenge("2026-05-01")
        resolution._suspend("2026-05-02")
        self.assertEqual(resolution.effect_state, "stopped")
        with self.assertRaisesRegex(UserError, "suspended: it is not executed.*23"):
            resolution._execute()
        resolution._lift("2026-06-02")
        self.assertTrue(resolution._execute(), resolution.effect_note)

    def test_an_annulled_resolution_proposes_the_events_that_reverse_it_and_edits_nothing(self):
        member = self.make_member("Carlo Conte")
        resolution = self.adopted(self.item("exclusion", member_id=member.id, reasons="Gravi motivi"))
        resolution._execute()
        event = resolution.event_ids
        resolution._challenge("2026-05-01")
        resolution._annul("2026-06-01", court="Tribunale di Lecce")
        self.assertEqual(resolution.reversal_count, 1)
        action = resolution.action_reverse()
        wizard = self.env[action["res_model"]].with_user(self.secretary).with_context(action["context"]).create({})
        wizard.action_confirm()
        self.assertTrue(event.is_annulled)
        self.assertEqual(event.motive, "Gravi motivi")
        self.assertEqual(member.status, "active")
        self.assertEqual(resolution.reversal_count, 0)

    def test_only_the_secretariat_executes(self):
        resolution = self.adopted(self.item("liability"))
        for user in (self.board, self.treasurer, self.auditor):
            with self.assertRaises(AccessError):
                resolution.with_user(user).action_execute()
        resolution.action_execute()
        self.assertEqual(resolution.executed_by_id, self.secretary)

    def test_an_event_written_by_hand_chooses_the_resolution(self):
        resolution = self.adopted(self.item("ordinary"))
        member = self.make_member("Carlo Conte")
        wizard = (
            self.env["association.member.record"]
            .with_user(self.secretary)
            .create({"member_ids": member.ids, "event_type": "suspension", "resolution_id": resolution.id, "legal_date": ON})
        )
        wizard.motive = "Come da statuto"
        wizard.action_confirm()
        event = member.event_ids.filtered(lambda one: one.type == "suspension")
        self.assertEqual(event.resolution_id, resolution)
        self.assertIn(resolution.name, event.resolution)

    def test_the_term_of_an_exclusion_is_kept_among_the_deadlines(self):
        member = self.make_member("Carlo Conte")
        today = self.env.cr.now().date()
        resolution = self.adopted(self.item("exclusion", member_id=member.id, reasons="Gravi motivi"), on=today)
        resolution._execute()
        self.env["association.member.notification"].create({"event_id": resolution.event_ids.id, "channel": "pec", "date": today})
        self.assertTrue(resolution.challenge_until)
        self.env["association.deadline"]._refresh(self.company, today)
        deadline = self.env["association.deadline"].search([("resolution_id", "=", resolution.id)])
        self.assertEqual(deadline.due, resolution.challenge_until)
        self.assertIn(resolution.name, deadline.display_name)
