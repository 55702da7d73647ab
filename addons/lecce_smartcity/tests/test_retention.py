from datetime import date

from odoo.exceptions import UserError
from odoo.tests import tagged

from .privacy_common import CODICE_FISCALE, PrivacyCommon, on


@tagged("post_install", "-at_install")
class TestRetention(PrivacyCommon):
    """Terms as data; a dry run first; nothing by itself."""

    def rule(self, target):
        return self.env.ref(f"lecce_smartcity.retention_{target}").with_user(self.secretary)

    def due(self, target, on):
        return {one.record for one in self.rule(target)._due(self.company, date.fromisoformat(on))}

    def former(self, name="Anna Grecoantica", on="2015-12-31", **vals):
        member = self.make_member(partner=self.full_partner(name, **vals), on="2010-05-01")
        self.record(member, "death", on)
        return member

    @on("2026-01-01")
    def test_ten_years_after_the_membership_the_contact_data_go_and_the_name_stays(self):
        """GD-3: ceased on 31-12-2015, run on 01-01-2026."""
        partner = self.former().partner_id
        self.assertNotIn(partner, self.due("former_members", "2025-12-31"))
        self.assertIn(partner, self.due("former_members", "2026-01-01"))
        run = self.open_run()
        line = run.line_ids.filtered(lambda one: one.res_id == partner.id)
        self.assertEqual((str(line.start), str(line.until)), ("2015-12-31", "2025-12-31"))
        self.assertTrue(partner.email, "a dry run erases nothing")
        run.action_apply()
        self.assertFalse(partner.email or partner.phone)
        self.assertEqual(partner.name, "Anna Grecoantica")
        self.assertTrue(partner.member_ids.event_ids.entry_ids.disclosure_ids)
        self.assertNotIn(partner, self.due("former_members", "2026-01-01"))

    def open_run(self):
        action = self.env["association.retention.run"].with_user(self.secretary).action_open()
        return self.env["association.retention.run"].with_user(self.secretary).browse(action["res_id"])

    @on("2026-01-01")
    def test_who_is_a_member_again_is_not_due(self):
        member = self.former(on="2012-12-31")
        self.record(member, "readmission", "2024-01-01", category_id=self.category.id)
        self.assertNotIn(member.partner_id, self.due("former_members", "2026-01-01"))

    @on("2026-01-01")
    def test_a_membership_under_a_merged_contact_counts(self):
        first = self.former(on="2012-12-31")
        twin = self.make_member(partner=self.make_partner("Anna Greco antica"), on="2020-01-01")
        self.env["association.partner.merge"].with_user(self.secretary)._merge(twin.partner_id, first.partner_id)
        self.assertFalse(self.due("former_members", "2026-01-01") & {first.partner_id, twin.partner_id})

    @on("2027-06-01")
    def test_a_refused_applicant_goes_twelve_months_after_the_term_to_appeal(self):
        member = self.env["association.member"].create({"partner_id": self.full_partner().id})
        self.record(member, "application", "2026-01-02")
        self.record(member, "refusal", "2026-02-01")
        refusal = member.event_ids.filtered(lambda event: event.type == "refusal")
        self.env["association.member.notification"].create(
            {"event_id": refusal.id, "date": "2026-02-10", "channel": "pec"}
        )
        # notified on 10 February, appeal until 11 April 2026, twelve months more
        self.assertNotIn(member.partner_id, self.due("refused_applicants", "2027-04-11"))
        self.assertIn(member.partner_id, self.due("refused_applicants", "2027-04-12"))
        self.open_run().action_apply()
        self.assertEqual(self.found("Grecoantica", CODICE_FISCALE), [])

    @on("2026-01-01")
    def test_a_line_left_out_needs_a_reason_and_a_hold_lasts(self):
        keep, go = self.former().partner_id, self.former("Bice Grecoantica").partner_id
        run = self.open_run()
        line = run.line_ids.filtered(lambda one: one.res_id == keep.id)
        line.write({"exclude": True, "hold": True})
        with self.assertRaises(UserError):
            run.action_apply()
        line.reason = "Causa R.G. 12/2026"
        run.action_apply()
        self.assertTrue(keep.email and keep.legal_hold)
        self.assertFalse(go.email)
        again = self.open_run()
        held = again.line_ids.filtered(lambda one: one.res_id == keep.id)
        self.assertIn("R.G. 12/2026", held.obstacle)
        with self.assertRaises(UserError):
            again.action_apply()

    @on("2026-01-01")
    def test_a_rule_on_hold_finds_nothing(self):
        partner = self.former().partner_id
        self.env.ref("lecce_smartcity.retention_former_members").write(
            {"legal_hold": True, "legal_hold_reason": "Verifica"}
        )
        self.assertNotIn(partner, self.due("former_members", "2026-01-01"))

    @on("2032-01-01")
    def test_words_and_documents_of_an_answered_request_go_after_five_years(self):
        request = self.env["association.privacy.request"].create(
            {
                "partner_id": self.make_partner().id, "company_id": self.company.id, "received_on": "2026-01-31",
                "details": "Vorrei una copia", "state": "answered", "outcome": "granted", "answered_on": "2026-02-10",
            }
        )  # fmt: skip
        self.assertIn(request, self.due("privacy_requests", "2031-02-11"))
        self.assertNotIn(request, self.due("privacy_requests", "2031-02-10"))
        self.open_run().action_apply()
        self.assertFalse(request.details)
        self.assertEqual(request.outcome, "granted")

    @on("2026-06-01")
    def test_an_imported_spreadsheet_goes_after_a_year_and_what_came_of_it_stays(self):
        member = self.make_member()
        batch = self.env["association.import.batch"].create(
            {
                "company_id": self.company.id, "data": b"Tm9tZTtDRgo=", "file_name": "Soci di Grecoantica.csv",
                "state": "imported", "sha256": "0" * 64, "finished_at": "2025-05-31 09:00:00",
            }
        )  # fmt: skip
        row = self.env["association.import.row"].create(
            {
                "batch_id": batch.id,
                "row": 1,
                "member_id": member.id,
                "partner_id": member.partner_id.id,
                "kept": {"fax": "1"},
            }
        )
        self.assertIn(batch, self.due("import_files", "2026-06-01"))
        self.assertNotIn(batch, self.due("import_files", "2026-05-31"))
        self.open_run().action_apply()
        self.assertFalse(batch.data or batch.file_name or row.kept)
        self.assertEqual((member.status, batch.sha256), ("active", "0" * 64))

    def test_logs_older_than_the_term_are_deleted_and_counted(self):
        self.env.cr.execute("INSERT INTO ir_logging (create_date, name, type, message, path, func, line)"
                            " VALUES ('2020-01-01', 'x', 'server', 'm', 'p', 'f', '1')")  # fmt: skip
        run = self.open_run()
        self.assertTrue(run.line_ids.filtered(lambda one: one.rule_id == self.rule("logs")))
        run.line_ids.filtered(lambda one: one.rule_id != self.rule("logs")).write(
            {"exclude": True, "reason": "altro test"}
        )
        run.action_apply()
        self.env.cr.execute("SELECT count(*) FROM ir_logging WHERE create_date < '2020-02-01'")
        self.assertEqual(self.env.cr.fetchone()[0], 0)

    def test_what_is_due_takes_the_same_queries_for_one_or_many(self):
        self.former()
        rule = self.rule("former_members")
        rule._due(self.company, date(2026, 1, 1))
        with self.assertQueryCount(3):
            rule._due(self.company, date(2026, 1, 1))
        for number in range(10):
            self.former(f"Socio Cessato{number}", codice_fiscale=False)
        with self.assertQueryCount(3):
            self.assertEqual(len(rule._due(self.company, date(2026, 1, 1))), 11)
