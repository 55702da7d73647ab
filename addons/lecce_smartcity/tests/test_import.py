import base64
from unittest.mock import patch

from odoo import Command
from odoo.exceptions import AccessError, UserError
from odoo.tests import tagged

from .common import AssociationCommon

HEADINGS = "N.;Cognome;Nome;Codice fiscale;Categoria;Data iscrizione;Data cessazione;Causa cessazione;E-mail"
ROWS = (
    "1;Greco;Anna;;Socio ordinario;10/01/2020;;;anna.greco@example.org",
    "2;Rizzo;Paolo;;Socio ordinario;1 febbraio 2015;31/12/2019;recesso;",
    "3;Calò;Marta;;Socio ordinario;24.10.2018;;;",
)
WRONG = "4;Manca;Ugo;;Socio ordinario;31/02/2020;;;"
# What an import writes, and what must be as before when it fails.
WRITTEN = (
    "res.partner",
    "association.member",
    "association.member.number",
    "association.member.event",
    "association.member.period",
    "association.book.entry",
    "association.import.row",
)


@tagged("post_install", "-at_install")
class TestImport(AssociationCommon):
    """The members' book from a spreadsheet: a verdict first, then all the good rows or none, and back."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.batches = cls.env["association.import.batch"].with_user(cls.secretary)

    def batch(self, *rows, name="libro_soci.csv"):
        """A file with ``rows`` in the wizard, not looked at yet."""
        return self.batches.create({"file_name": name, "data": self.file(*rows)})

    def file(self, *rows):
        return base64.b64encode("\n".join((HEADINGS, *(rows or ROWS))).encode("cp1252"))

    def imported(self, *rows):
        batch = self.batch(*rows)
        batch.action_check()
        batch.action_import()
        self.assertEqual(batch.state, "imported")
        return batch

    def members(self):
        return self.env["association.member"].search([("company_id", "=", self.company.id)])

    def numbered(self, number):
        return self.members().filtered(lambda member: member.number == number)

    def written(self):
        self.env.flush_all()
        return {
            model: self.env[model].with_context(active_test=False).sudo().search_count([]) for model in WRITTEN
        }  # sudo: rows of every association are counted

    # --- the verdict ---

    def test_the_check_writes_nothing_and_gives_every_row_its_verdict(self):
        before = self.written()
        batch = self.batch(*ROWS, WRONG)
        batch.action_check()
        self.assertEqual(self.written(), before)
        self.assertEqual((batch.state, batch.rows, batch.imported, batch.refused), ("checked", 4, 3, 1))
        self.assertEqual(batch.line_ids.sorted("row").mapped("row"), [1, 2, 3, 4])

    def test_a_refusal_names_the_row_the_field_and_the_remedy_in_the_users_language(self):
        batch = self.batch(*ROWS, WRONG)
        for lang, words in {
            "en_US": ("“31/02/2020” is not in the calendar", "mend day, month or year"),
            "it_IT": ("«31/02/2020» non esiste nel calendario", "correggere giorno, mese o anno"),
        }.items():
            batch.with_context(lang=lang).action_check()
            line = batch.line_ids.filtered(lambda item: item.verdict == "refused")
            self.assertEqual((line.row, line.line, line.field, line.code), (4, 5, "Data iscrizione", "date_invalid"))
            for word in words:
                self.assertIn(word, line.message)

    def test_a_file_without_the_columns_or_without_a_table_is_refused_with_one_sentence(self):
        for data in (b"Colore;Taglia\nrosso;M\n", b"\x00\x01" * 2000):
            batch = self.batches.create({"file_name": "altro.csv", "data": base64.b64encode(data)})
            with self.assertRaises(UserError) as refused:
                batch.action_check()
            self.assertEqual(len(str(refused.exception).splitlines()), 1)
            self.assertEqual(batch.state, "draft")

    def test_nothing_is_imported_before_the_check(self):
        with self.assertRaises(UserError):
            self.batch().action_import()
        with self.assertRaises(UserError):
            self.batches.create({"file_name": "nothing.csv"}).action_check()

    def test_a_new_file_makes_the_verdict_void(self):
        batch = self.batch()
        batch.action_check()
        batch.data = self.file(WRONG)
        self.assertEqual((batch.state, batch.imported, len(batch.line_ids)), ("draft", 0, 0))

    # --- the import ---

    def test_good_rows_come_in_with_number_history_and_entries(self):
        batch = self.imported(*ROWS, WRONG)
        self.assertEqual(sorted(self.members().mapped("number")), [1, 2, 3])
        paolo = self.numbered(2)
        self.assertEqual(paolo.status, "ceased")
        self.assertEqual(paolo.event_ids.sorted("id").mapped("type"), ["admission", "withdrawal"])
        entries = self.env["association.book.entry"].search([("book_id.company_id", "=", self.company.id)])
        self.assertEqual(sorted(entries.mapped("number")), [1, 2, 3, 4])
        self.assertEqual((batch.user_id, batch.serial, batch.data), (self.secretary, 1, False))
        self.assertEqual(len(batch.row_ids), 3)

    def test_the_spreadsheet_of_a_real_secretariat_goes_through_the_wizard(self):
        rows = (
            "4;Manca;Ugo;;Socio benemerito;10/01/2020;;;",  # no such category
            "1;Greco;Anna;;Socio ordinario;10/01/2020;;;",  # twice the same number
            "6;Rossi;Eva;RSSVEA80A41E506X;Socio ordinario;10/01/2020;;;",
            "7;De Luca;Ada;;sostenitore;12/05/2019;31/12/2018;recesso;",
            "8;Conte;Ivo;;ord.;gennaio;;;ivo@",
        )
        batch = self.imported(*ROWS, *rows)
        self.assertEqual((batch.imported, batch.refused), (3, 5))

    def test_running_it_twice_changes_nothing(self):
        self.imported()
        before = self.written()
        again = self.batch()
        again.action_check()
        self.assertEqual((again.imported, again.unchanged, again.refused), (0, 3, 0))
        self.assertTrue(again.same_file_id)
        again.action_import()
        self.assertEqual(self.written(), before)
        self.assertNotEqual(again.state, "imported")

    def test_a_failure_in_the_middle_leaves_nothing(self):
        batch = self.batch()
        batch.action_check()
        before = self.written()
        model = type(self.env["association.import.batch"])
        # The last step: contacts, members, numbers, events and entries have been written by then.
        with patch.object(model, "_keep_rows", side_effect=UserError("the disk is full")):
            with self.assertRaises(UserError):
                batch.action_import()
        self.env.invalidate_all()
        self.assertEqual(self.written(), before)
        self.assertEqual((batch.state, batch.serial), ("checked", 0))
        batch.action_import()
        self.assertEqual((batch.state, batch.serial), ("imported", 1))

    def test_a_register_changed_since_the_check_is_shown_anew_instead(self):
        batch = self.batch()
        batch.action_check()
        self.make_member("Anna Greco", on="2020-01-10", number=1)
        before = self.written()
        answer = batch.action_import()
        self.assertEqual(answer["params"]["type"], "warning")
        self.assertEqual(batch.state, "checked")
        self.assertEqual(self.written(), before)

    def test_a_contact_known_by_its_code_is_completed_not_doubled(self):
        known = self.make_partner("GRECO ANNA", codice_fiscale="GRCNNA80A41E506W", email="chiesta@example.org")
        self.imported("1;Greco;Anna;GRCNNA80A41E506W;Socio ordinario;10/01/2020;;;altra@example.org")
        member = self.members()
        self.assertEqual(member.partner_id, known)
        self.assertEqual(known.email, "chiesta@example.org")

    # --- taking it back ---

    def test_an_undone_import_leaves_a_history_and_no_member(self):
        batch = self.imported()
        batch._undo("Il file dell'anno scorso")
        self.assertEqual(batch.state, "undone")
        self.assertFalse(self.members())
        gone = self.env["association.member"].with_context(active_test=False).search(
            [("company_id", "=", self.company.id)]
        )
        corrections = gone.event_ids.filtered(lambda event: event.type == "correction")
        self.assertEqual(len(corrections), 4)
        self.assertEqual(set(corrections.mapped("motive")), {"Il file dell'anno scorso"})

    def test_imported_again_after_an_undo_everybody_has_the_number_of_before(self):
        first = self.imported()
        numbers = {member.partner_id: member.number for member in self.members()}
        first._undo("Prova")
        self.imported()
        self.assertEqual({member.partner_id: member.number for member in self.members()}, numbers)

    def test_an_undo_needs_a_reason_and_happens_once(self):
        batch = self.imported()
        with self.assertRaises(UserError):
            batch._undo("  ")
        batch._undo("Prova")
        with self.assertRaises(UserError):
            batch._undo("Prova")

    def refuse_undo(self, batch, name):
        with self.assertRaises(UserError) as refused:
            batch._undo("Prova")
        self.assertIn(name, str(refused.exception))
        self.assertEqual(batch.state, "imported")

    def test_an_undo_is_refused_after_a_later_event_and_names_the_member(self):
        batch = self.imported()
        self.record(self.numbered(1), "suspension", "2024-01-01")
        self.refuse_undo(batch, "Greco Anna")

    def test_an_undo_is_refused_after_a_contact_was_changed(self):
        batch = self.imported()
        self.later(batch)
        self.numbered(1).partner_id.phone = "0832 1"
        self.refuse_undo(batch, "Greco Anna")

    def test_an_undo_is_refused_when_somebody_acts_for_them(self):
        batch = self.imported()
        self.env["association.representative"].create(
            {
                "member_id": self.numbered(3).id,
                "partner_id": self.make_partner("Ada Legge").id,
                "role": "delegate",
                "date_from": "2024-01-01",
            }
        )
        self.refuse_undo(batch, "Calò Marta")

    def test_an_undo_is_refused_when_they_can_log_in(self):
        batch = self.imported()
        partner = self.numbered(1).partner_id
        self.env["res.users"].create(
            {"login": "anna@example.org", "partner_id": partner.id, "group_ids": [Command.set(self.portal.group_ids.ids)]}
        )
        self.refuse_undo(batch, partner.name)

    def later(self, batch):
        """Let the import be an hour ago: within a test all moments are one."""
        self.env.flush_all()
        for table in ("association_import_batch", "res_partner", "association_member"):
            column = "started_at" if table == "association_import_batch" else "write_date"
            # pylint: disable=sql-injection
            self.env.cr.execute(f"UPDATE {table} SET {column} = {column} - interval '1 hour'")
        self.env.invalidate_all()

    # --- who may ---

    def test_only_the_secretariat_and_the_administrator_import_and_undo(self):
        batch = self.imported()
        data = {"file_name": "libro_soci.csv", "data": self.file()}
        for user in (self.treasurer, self.board, self.auditor, self.portal):
            with self.subTest(user=user.login):
                with self.assertRaises(AccessError):
                    self.env["association.import.batch"].with_user(user).create(data)
                with self.assertRaises(AccessError):
                    batch.with_user(user)._undo("Prova")
        batch.with_user(self.administrator)._undo("Prova")

    def test_the_auditor_reads_what_an_import_did(self):
        batch = self.imported().with_user(self.auditor)
        self.assertEqual((batch.rows, len(batch.row_ids)), (3, 3))

    def test_the_account_of_an_import_is_edited_and_deleted_by_nobody(self):
        batch = self.imported()
        for user in (self.secretary, self.administrator):
            with self.assertRaises(AccessError):
                batch.with_user(user).write({"imported": 500})
            with self.assertRaises(UserError):
                batch.with_user(user).unlink()
        with self.assertRaises(AccessError):
            self.batches.create({"state": "imported"})

    def test_another_associations_register_is_out_of_reach(self):
        other = self.env["res.company"].create({"name": "Associazione sorella"})
        with self.assertRaises(AccessError):
            self.batches._import(base64.b64decode(self.file()), "libro_soci.csv", other)
