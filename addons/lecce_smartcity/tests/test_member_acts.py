import csv
import io
from datetime import date, datetime
from unittest.mock import patch

from pypdf import PdfReader

from odoo import Command
from odoo.exceptions import AccessError, UserError, ValidationError
from odoo.tests import Form, tagged
from odoo.tools import format_date

from .common import AssociationCommon

TODAY = date(2026, 10, 5)


class ActsCommon(AssociationCommon):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.startClassPatcher(patch.object(cls.env.cr, "now", lambda: datetime(2026, 10, 5, 9, 0)))
        cls.env = cls.env["base"].with_context(lang="en_US").env
        cls.company.partner_id.lang = "en_US"
        cls.member = cls.make_member("Anna Greco", on="2020-01-10")
        cls.member.partner_id.lang = "en_US"

    def wizard(self, members=None, **vals):
        return (
            self.env["association.member.record"]
            .with_user(self.secretary)
            .create({"member_ids": [Command.set((members or self.member).ids)], **vals})
        )

    def letter(self, event):
        return self.env["association.document"].with_user(self.secretary)._letter(event)

    def pdf(self, report, records, user=None):
        content, kind = (
            self.env["ir.actions.report"]
            .with_user(user or self.secretary)
            ._render_qweb_pdf(f"lecce_smartcity.{report}", records.ids)
        )
        self.assertEqual(kind, "pdf")
        return PdfReader(io.BytesIO(content))

    def text(self, reader):
        return " ".join(" ".join(page.extract_text() for page in reader.pages).split())


@tagged("post_install", "-at_install")
class TestRecordingEvents(ActsCommon):
    def test_only_what_is_possible_now_is_offered(self):
        self.assertEqual(
            set(self.wizard().allowed_types),
            {"category_change", "suspension", "withdrawal", "exclusion", "lapse", "death"},
        )
        self.member.partner_id.legal_form_id = self.municipality
        self.assertIn("dissolution", self.wizard().allowed_types)
        self.assertNotIn("death", self.wizard().allowed_types)
        self.record(self.member, "suspension", "2026-09-01")
        self.assertIn("reinstatement", self.wizard().allowed_types)
        self.assertNotIn("suspension", self.wizard().allowed_types)
        with self.assertRaisesRegex(UserError, "cannot happen"):
            self.wizard(event_type="suspension", resolution="x", motive="y").action_confirm()

    def test_members_of_different_status_have_only_common_events(self):
        former = self.make_member("Ugo Serra")
        self.record(former, "exclusion", "2024-01-10")
        wizard = self.wizard(self.member | former)
        self.assertFalse(wizard.allowed_types)
        self.assertIn("Choose members of one status", wizard.hint)

    def test_a_withdrawal_after_september_takes_effect_at_the_end_of_the_next_year(self):
        wizard = self.wizard(event_type="withdrawal", legal_date="2026-10-01")
        self.assertEqual(wizard.effective_date, date(2027, 12, 31))
        self.assertIn("art. 24(2) c.c.", wizard.preview)
        self.assertIn("Dues of the years up to 2027", wizard.preview)
        wizard.action_confirm()
        self.assertEqual(self.member.status, "active")
        self.assertEqual(self.member.with_context(as_of="2028-01-01").status, "ceased")

    def test_a_withdrawal_in_september_takes_effect_this_year_and_the_form_follows(self):
        with Form(
            self.env["association.member.record"]
            .with_user(self.secretary)
            .with_context(default_member_ids=self.member.ids)
        ) as form:
            form.event_type = "withdrawal"
            form.legal_date = "2026-09-30"
            self.assertEqual(form.effective_date, date(2026, 12, 31))
            form.effective_date = "2026-10-31"
            self.assertIn("by law it would be", form.preview)

    def test_what_a_type_needs_is_asked_for(self):
        with self.assertRaisesRegex(ValidationError, "(?s)resolution.*reasons"):
            self.wizard(event_type="exclusion").action_confirm()
        with self.assertRaisesRegex(ValidationError, "in which category"):
            self.wizard(event_type="category_change", resolution="x").action_confirm()
        with self.assertRaisesRegex(ValidationError, "already"):
            self.wizard(event_type="category_change", resolution="x", category_id=self.category.id).action_confirm()

    def test_an_exclusion_tells_of_the_six_months(self):
        wizard = self.wizard(event_type="exclusion", resolution="Assemblea n. 2", motive="Gravi motivi")
        self.assertIn("6 months", wizard.preview)
        self.assertIn("art. 24(3) c.c.", wizard.preview)
        wizard.action_confirm()
        event = self.member.event_ids.filtered(lambda item: item.type == "exclusion")
        self.env["association.member.notify"].with_user(self.secretary).create(
            {"event_ids": [Command.set(event.ids)], "date": "2026-10-05"}
        ).action_confirm()
        self.assertEqual(event.appeal_until, date(2027, 4, 5))

    def test_one_event_for_many_members_is_one_batch(self):
        members = self.member | self.make_member("Ugo Serra") | self.make_member("Sara Longo")
        self.wizard(
            members, event_type="category_change", resolution="CD n. 4", category_id=self.supporter.id
        ).action_confirm()
        self.assertEqual(members.category_id, self.supporter)

    def test_a_document_goes_with_the_event(self):
        attachment = self.env["ir.attachment"].with_user(self.secretary).create({"name": "a.pdf", "raw": b"x"})
        self.wizard(
            event_type="suspension", resolution="CD n. 4", motive="y", attachment_ids=[Command.set(attachment.ids)]
        ).action_confirm()
        event = self.member.event_ids[:1]
        self.assertEqual(event.attachment_ids, attachment)
        self.assertIn("document-1", event.entry_ids.payload)

    def test_only_the_secretariat_records(self):
        for user in (self.treasurer, self.board, self.auditor):
            with self.assertRaises(AccessError):
                self.env["association.member.record"].with_user(user).create(
                    {"member_ids": [Command.set(self.member.ids)]}
                )


@tagged("post_install", "-at_install")
class TestCorrecting(ActsCommon):
    def correct(self, event, **vals):
        wizard = (
            self.env["association.member.correct"]
            .with_user(self.secretary)
            .create({"event_id": event.id, "motive": "Errore di trascrizione", **vals})
        )
        return wizard

    def test_a_date_is_put_right_and_both_stay_in_the_book(self):
        event = self.member.event_ids
        wizard = self.correct(event, mode="replace", new_effective_date="2020-02-10")
        self.assertTrue(wizard.is_possible)
        self.assertIn(format_date(wizard.env, date(2020, 2, 10)), wizard.preview)
        wizard.action_confirm()
        self.assertEqual(self.member.member_since, date(2020, 2, 10))
        self.assertEqual(
            self.env["association.book.entry"].search([("event_id", "in", self.member.event_ids.ids)]).mapped("kind"),
            ["correction", "admission"],
        )

    def test_before_anything_is_put_right_the_preview_shows_the_history_as_it_is(self):
        wizard = self.correct(self.member.event_ids, mode="replace")
        self.assertFalse(wizard.is_possible)
        self.assertEqual(wizard.preview.count(format_date(wizard.env, self.member.member_since)), 2)

    def test_an_event_is_annulled_once(self):
        self.correct(self.member.event_ids, mode="annul").action_confirm()
        self.assertFalse(self.member.status)
        with self.assertRaises(UserError):
            self.member.event_ids.filtered("is_annulled").action_correct()

    def test_what_the_history_does_not_allow_is_shown_before_and_refused(self):
        self.record(self.member, "suspension", "2024-01-01")
        admission = self.member.event_ids.filtered(lambda event: event.type == "admission")
        wizard = self.correct(admission, mode="replace", new_effective_date="2025-01-01")
        self.assertFalse(wizard.is_possible)
        self.assertIn("text-danger", wizard.preview)
        with self.assertRaises(UserError):
            wizard.action_confirm()
        with self.assertRaises(ValidationError):
            self.correct(admission, mode="annul").action_confirm()

    def test_a_correction_that_says_nothing_is_refused(self):
        with self.assertRaises(UserError):
            self.correct(self.member.event_ids, mode="replace").action_confirm()

    def test_the_category_is_put_right(self):
        self.correct(self.member.event_ids, mode="replace", new_category_id=self.supporter.id).action_confirm()
        self.assertEqual(self.member.category_id, self.supporter)


@tagged("post_install", "-at_install")
class TestLetters(ActsCommon):
    def test_an_exclusion_letter_says_why_and_how_to_appeal(self):
        event = self.record(self.member, "exclusion", "2026-10-01", motive="Grave inadempimento degli obblighi")
        text = self.text(self.pdf("report_member_letter", event))
        self.assertIn("Grave inadempimento degli obblighi", text)
        self.assertIn("6 months from receipt of this letter", text)
        self.assertIn("art. 24(3) c.c.", text)

    def test_the_letter_speaks_the_recipient_s_language(self):
        event = self.record(self.member, "exclusion", "2026-10-01")
        self.assertEqual(self.letter(event).lang, "en_US")
        self.member.partner_id.lang = "it_IT"
        self.assertEqual(self.letter(event).lang, "it_IT")
        self.assertIn("Gentile", self.letter(event).salutation)

    def test_a_withdrawal_letter_states_the_last_day(self):
        event = self.record(self.member, "withdrawal", "2026-09-30")
        letter = self.letter(event)
        box = next(part for part in letter.body if hasattr(part, "rows"))
        self.assertIn("31 December 2026", dict(box.rows).values())

    def test_an_event_without_a_letter_says_so(self):
        event = self.record(self.member, "suspension", "2026-09-30")
        with self.assertRaisesRegex(UserError, "No letter"):
            event.action_print_letter()

    def test_a_letter_is_sent_from_the_chatter_with_the_document_attached(self):
        self.member.partner_id.email = "anna@example.org"
        event = self.record(self.member, "exclusion", "2026-10-01")
        action = event.with_user(self.secretary).action_send_letter()
        composer = (
            self.env["mail.compose.message"].with_user(self.secretary).with_context(**action["context"]).create({})
        )
        composer.action_send_mail()
        message = self.member.message_ids[:1]
        self.assertEqual(message.partner_ids, self.member.partner_id)
        self.assertTrue(message.attachment_ids.raw.startswith(b"%PDF"))

    def test_without_an_address_the_secretariat_is_told_to_print(self):
        event = self.record(self.member, "exclusion", "2026-10-01")
        with self.assertRaisesRegex(UserError, "no e-mail"):
            event.action_send_letter()

    def test_who_may_not_read_the_members_gets_no_letter(self):
        event = self.record(self.member, "exclusion", "2026-10-01")
        with self.assertRaises(AccessError):
            self.pdf("report_member_letter", event, self.portal)


@tagged("post_install", "-at_install")
class TestPapers(ActsCommon):
    def book(self, **vals):
        return self.env["association.members.book.print"].with_user(self.secretary).create(vals)

    def test_the_book_as_of_a_day_shows_who_was_a_member_then(self):
        gone = self.make_member("Ugo Serra", on="2019-05-01")
        self.record(gone, "exclusion", "2024-03-31")
        self.record(self.member, "category_change", "2023-01-01", category_id=self.supporter.id)
        later = self.make_member("Sara Longo", on="2025-01-01")
        on_2022 = self.env["association.document"]._members_book(self.company, date(2022, 6, 30))
        self.assertEqual([row.name for row in on_2022.rows], ["Anna Greco", "Ugo Serra"])
        self.assertFalse(any(row.ceased_on for row in on_2022.rows))
        self.assertEqual(on_2022.rows[0].category, self.category.name)
        now = {row.name: row for row in self.env["association.document"]._members_book(self.company, TODAY).rows}
        self.assertEqual(now["Ugo Serra"].ceased_on, date(2024, 3, 31))
        self.assertEqual(now["Ugo Serra"].cessation_cause, "Exclusion")
        self.assertEqual(now["Anna Greco"].category, self.supporter.name)
        self.assertIn("Supporter", now["Anna Greco"].annotations[0])
        self.assertEqual(now["Sara Longo"].entry_number, later.event_ids.entry_ids.number)

    def test_a_readmission_is_a_row_of_its_own(self):
        self.record(self.member, "exclusion", "2021-12-31")
        self.record(self.member, "readmission", "2023-01-01", category_id=self.category.id, annotated_on="2023-01-01")
        rows = self.env["association.document"]._members_book(self.company, TODAY).rows
        self.assertEqual([(row.number, row.ceased_on) for row in rows], [(1, date(2021, 12, 31)), (2, None)])

    def test_the_book_prints_with_and_without_personal_data(self):
        self.member.partner_id.write({"street": "Via Segreta 1", "city": "Lecce"})
        full = self.text(self.pdf("report_members_book", self.book(date="2026-10-05")))
        self.assertIn("Via Segreta 1", full)
        minimised = self.text(self.pdf("report_members_book", self.book(date="2026-10-05", minimised=True)))
        self.assertIn("Anna Greco", minimised)
        self.assertNotIn("Via Segreta", minimised)

    def test_the_book_is_gathered_by_few_queries_whatever_its_size(self):
        for number in range(20):
            self.make_member(f"Persona {number}")
        documents = self.env["association.document"]
        self.env.invalidate_all()
        with self.assertQueryCount(30):
            documents._members_book(self.company, TODAY)

    def test_the_book_goes_to_spreadsheets_without_formulas(self):
        self.member.partner_id.name = "=HYPERLINK(1)"
        wizard = self.book(date="2026-10-05")
        url = wizard.action_csv()["url"]
        self.assertIn(str(wizard.id), url)
        name, content = self.env["association.document"]._members_sheet(self.company, TODAY, False, "csv")
        rows = list(csv.reader(io.StringIO(content.decode("utf-8-sig")), delimiter=";"))
        self.assertTrue(name.endswith(".csv"))
        self.assertEqual(rows[1][0], "1")
        self.assertTrue(any(cell.startswith("'=HYPERLINK") for cell in rows[1]))
        _name, book = self.env["association.document"]._members_sheet(self.company, TODAY, True, "xlsx")
        self.assertTrue(book.startswith(b"PK"))

    def test_the_book_does_not_tell_the_future(self):
        with self.assertRaises(UserError):
            self.book(date="2026-10-06").action_print()

    def test_erased_data_stay_out_of_every_print(self):
        book = self.env["association.book"]._members_book(self.company)
        entry = self.member.event_ids.entry_ids
        book._seal()
        erasure = book._erase(entry, "art. 17")
        row = self.env["association.document"]._members_book(self.company, TODAY).rows[0]
        self.assertEqual(row.erased_by, erasure)
        text = self.text(self.pdf("report_members_book", self.book(date="2026-10-05")))
        self.assertNotIn("Anna Greco", text)
        entries = self.text(self.pdf("report_book_entries", book))
        self.assertNotIn("Anna Greco", entries)
        self.assertIn("personal data erased", entries)

    def test_an_extract_holds_the_member_s_entries_alone(self):
        self.make_member("Ugo Serra")
        text = self.text(self.pdf("report_book_extract", self.member))
        self.assertIn("Anna Greco", text)
        self.assertNotIn("Ugo Serra", text)
        self.assertIn("omissis", text.lower())

    def test_a_statement_is_of_members_only(self):
        text = self.text(self.pdf("report_membership_statement", self.member))
        self.assertIn("Anna Greco", text)
        stranger = self.env["association.member"].create({"partner_id": self.make_partner("Ugo Serra").id})
        self.record(stranger, "application", "2026-10-01")
        with self.assertRaisesRegex(UserError, "was not a member"):
            self.pdf("report_membership_statement", stranger)

    def test_a_statement_for_a_purpose_as_of_a_day(self):
        self.record(self.member, "exclusion", "2024-03-31")
        wizard = (
            self.env["association.membership.statement"]
            .with_user(self.secretary)
            .create({"member_id": self.member.id, "date": "2023-12-31", "purpose": "Bando 3/2026"})
        )
        text = self.text(self.pdf("report_membership_statement_for", wizard))
        self.assertIn("Bando 3/2026", text)
        self.assertIn("is a member on 31 December 2023", text)

    def test_the_auditor_prints_the_book_and_changes_nothing(self):
        wizard = self.env["association.members.book.print"].with_user(self.auditor).create({"date": "2026-10-05"})
        self.assertIn("Anna Greco", self.text(self.pdf("report_members_book", wizard, self.auditor)))

    def test_the_portal_prints_no_book(self):
        with self.assertRaises(AccessError):
            self.env["association.document"].with_user(self.portal)._members_book(self.company, TODAY)


@tagged("post_install", "-at_install")
class TestCards(ActsCommon):
    def issue(self, members=None):
        return self.env["association.card"].with_user(self.secretary)._issue(members or self.member)

    def test_a_card_is_issued_once_and_its_token_is_long_and_random(self):
        card = self.issue()
        self.assertEqual(self.issue(), card)
        self.assertGreaterEqual(len(card.token), 32)
        other = self.issue(self.make_member("Ugo Serra"))
        self.assertNotEqual(card.token, other.token)

    def test_a_card_is_valid_while_the_member_is_active(self):
        card = self.issue()
        self.assertTrue(card._is_valid())
        self.assertFalse(card._is_valid("2026-10-04"), "not before it is issued")
        self.record(self.member, "suspension", "2026-11-01")
        self.assertTrue(card._is_valid("2026-10-31"))
        self.assertFalse(card._is_valid("2026-11-01"))
        self.record(self.member, "reinstatement", "2026-11-10")
        self.record(self.member, "exclusion", "2026-11-30")
        self.assertTrue(card._is_valid("2026-11-30"))
        self.assertFalse(card._is_valid("2026-12-01"))

    def test_a_replaced_card_stops_being_valid_at_once(self):
        card = self.issue()
        card.action_replace()
        self.assertFalse(card._is_valid())
        self.assertEqual(card.state, "revoked")
        new = self.member.card_ids - card
        self.assertTrue(new._is_valid())

    def test_a_token_that_is_none_is_never_valid(self):
        card = self.issue()
        cards = self.env["association.card"]
        self.assertTrue(cards._verify_token(card.token))
        for token in (None, "", "x", card.token[:-1], card.token + "A", "%" * 32):
            self.assertFalse(cards._verify_token(token))

    def test_who_is_no_active_member_gets_no_card(self):
        self.record(self.member, "exclusion", "2024-01-01")
        with self.assertRaisesRegex(UserError, "Anna Greco"):
            self.issue()

    def test_readers_do_not_see_the_token(self):
        card = self.issue()
        with self.assertRaises(AccessError):
            card.with_user(self.board).read(["token"])
        with self.assertRaises(AccessError):
            card.with_user(self.auditor).action_revoke()

    def test_cards_print_one_by_one_and_on_sheets(self):
        one = self.pdf("report_member_card", self.issue())
        self.assertEqual(len(one.pages), 1)
        self.assertIn("Anna Greco", self.text(one))
        members = self.member.browse()
        for number in range(11):
            members += self.make_member(f"Persona {number}")
        sheet = self.pdf("report_member_card_sheet", self.issue(members))
        self.assertEqual(len(sheet.pages), 2)
