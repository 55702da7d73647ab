import os
import tempfile
from pathlib import Path
from unittest.mock import patch

from odoo.tests import tagged
from odoo.tools import mute_logger

from ..bylaws import register
from ..custody import books, checkpoints
from .common import AssociationCommon


@tagged("post_install", "-at_install")
class TestMembersBook(AssociationCommon):
    """The book: numbered without gaps, sealed in order, verifiable, erasable without breaking."""

    def setUp(self):
        super().setUp()
        folder = Path(self.enterContext(tempfile.TemporaryDirectory()))
        self.enterContext(
            patch.dict(
                os.environ,
                ASSOCIATION_CHECKPOINTS=str(folder / "checkpoints"),
                ASSOCIATION_SIGNING_KEY=str(folder / "key.pem"),
            )
        )

    @property
    def book(self):
        return self.env["association.book"]._members_book(self.company)

    def seal(self):
        """Seal what waits and do at once what a commit does: leave the checkpoint."""
        count = self.book._seal()
        self.env.cr.postcommit.run()
        return count

    def tamper(self, query, *params):
        """Change sealed rows as somebody with the database's keys would."""
        self.env.cr.execute("ALTER TABLE association_book_entry DISABLE TRIGGER USER")
        self.env.cr.execute("ALTER TABLE association_member_event DISABLE TRIGGER USER")
        self.env.cr.execute(query, params)
        self.env.invalidate_all()

    def findings(self):
        return [finding.code for finding in self.book._verify().findings]

    def test_entries_are_numbered_without_gaps_in_the_order_of_recording(self):
        member = self.make_member("Ada")
        self.make_member("Bice")
        self.record(member, "category_change", "2024-01-01", category_id=self.founder.id)
        entries = self.book.entry_ids.sorted("number")
        self.assertEqual(entries.mapped("number"), [1, 2, 3])
        self.assertEqual(entries.mapped("kind"), ["admission", "admission", "category_change"])

    def test_an_applicant_is_not_in_the_book(self):
        member = self.env["association.member"].create({"partner_id": self.make_partner().id})
        self.record(member, "application", "2026-01-02")
        self.record(member, "refusal", "2026-02-02")
        self.assertFalse(self.book.entry_ids)

    def test_an_honest_book_verifies(self):
        self.make_member("Ada")
        self.make_member("Bice")
        self.assertEqual(self.seal(), 2)
        report = self.book._verify()
        self.assertTrue(report.ok, report.findings)
        self.assertEqual((report.size, report.anchored), (2, 2))

    def test_an_unsealed_entry_is_pending_not_wrong(self):
        self.make_member("Ada")
        self.seal()
        self.make_member("Bice")
        report = self.book._verify()
        self.assertTrue(report.ok)
        self.assertEqual(report.pending, 1)

    def test_a_changed_payload_is_found(self):
        self.make_member("Ada")
        self.seal()
        self.tamper(
            "UPDATE association_book_entry SET payload = replace(payload, '2020-01-10', '2010-01-10')"
        )
        self.assertIn("payload_altered", self.findings())

    def test_a_changed_name_is_found(self):
        self.make_member("Ada")
        self.seal()
        self.tamper(
            "UPDATE association_book_disclosure SET content = jsonb_set(content::jsonb, '{name,1}', '\"Eva\"')"
        )
        self.assertIn("disclosure_altered", self.findings())

    def test_a_removed_last_entry_is_found_by_the_checkpoint(self):
        self.make_member("Ada")
        self.make_member("Bice")
        self.seal()
        self.tamper(
            "DELETE FROM association_book_disclosure WHERE entry_id IN"
            " (SELECT id FROM association_book_entry WHERE number = 2)"
        )
        self.tamper(
            "DELETE FROM association_book_entry WHERE number = 2 AND book_id = %s", self.book.id
        )
        self.assertIn("checkpoint_ahead", self.findings())

    def test_a_chain_computed_anew_is_found_by_the_checkpoint(self):
        self.make_member("Ada")
        self.seal()
        entry = self.book.entry_ids
        payload = entry.payload.replace("2020-01-10", "2010-01-10")
        forged = register.seal(self.book.origin, None, 1, payload)
        self.tamper(
            "UPDATE association_book_entry SET payload = %s, hash = %s", payload, forged.hash
        )
        self.assertEqual(self.findings(), ["checkpoint_mismatch"])

    def test_an_event_changed_behind_the_book_is_found(self):
        self.make_member("Ada")
        self.seal()
        self.tamper("UPDATE association_member_event SET effective_date = '2010-01-10'")
        check = next(
            check for check in books.verify_all(self.env.cr, self.book._custody()[0])
            if check.origin == self.book.origin
        )  # fmt: skip
        self.assertTrue(check.report.ok)
        self.assertIn("effective_date", check.disagreements[0])

    def test_a_period_changed_behind_the_events_is_found(self):
        self.make_member("Ada")
        self.seal()
        self.env.cr.execute("UPDATE association_member_period SET status = 'suspended'")
        check = next(
            check for check in books.verify_all(self.env.cr, self.book._custody()[0])
            if check.origin == self.book.origin
        )  # fmt: skip
        self.assertIn("periods", check.disagreements[0])

    def test_erased_personal_data_read_erased_and_the_chain_stays_valid(self):
        member = self.make_member("Ada")
        self.seal()
        self.book._erase(member.event_ids.entry_ids, "GDPR art. 17")
        self.seal()
        report = self.book._verify()
        self.assertTrue(report.ok, report.findings)
        self.assertEqual(report.erased, 1)
        self.assertEqual(member.event_ids.entry_ids.state, "erased")

    def test_personal_data_removed_without_a_record_are_found(self):
        self.make_member("Ada")
        self.seal()
        self.env.cr.execute("DELETE FROM association_book_disclosure")
        self.assertIn("disclosure_missing", self.findings())

    def test_sealed_entries_refuse_update_and_delete(self):
        self.make_member("Ada")
        self.seal()
        for query in (
            "UPDATE association_book_entry SET hash = 'x'",
            "UPDATE association_book_entry SET payload = '{}'",
            "DELETE FROM association_book_entry",
        ):
            with (
                self.assertRaisesRegex(Exception, "history"),
                mute_logger("odoo.sql_db"),
                self.env.cr.savepoint(),
            ):
                self.env.cr.execute(query)

    def test_an_entry_cannot_change_while_it_waits_for_its_seal(self):
        self.make_member("Ada")
        with (
            self.assertRaisesRegex(Exception, "history"),
            mute_logger("odoo.sql_db"),
            self.env.cr.savepoint(),
        ):
            self.env.cr.execute("UPDATE association_book_entry SET payload = '{}'")

    def test_a_checkpoint_lost_by_a_crash_is_left_at_the_next_sealing(self):
        self.make_member("Ada")
        self.book._seal()
        self.env.cr.postcommit.clear()
        self.book._anchor_if_behind()
        self.env.cr.postcommit.run()
        self.assertEqual(checkpoints.last_size(self.book._custody()[0], self.book.origin), 1)
