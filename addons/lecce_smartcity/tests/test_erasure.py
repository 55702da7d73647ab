from odoo import Command
from odoo.exceptions import AccessError, UserError, ValidationError
from odoo.tests import new_test_user, tagged
from odoo.tools import mute_logger

from ..custody import books
from .privacy_common import CODICE_FISCALE, PrivacyCommon


@tagged("post_install", "-at_install")
class TestErasure(PrivacyCommon):
    """What goes, what stays and why."""

    def former(self, partner=None, on="2015-12-31"):
        partner = partner or self.full_partner()
        member = self.make_member(partner=partner, on="2010-05-01")
        self.record(member, "death", on)
        return member

    def test_a_member_loses_only_what_is_kept_on_consent(self):
        member = self.make_member(partner=self.full_partner(image_1920=self.picture()))
        self.give(member.partner_id, self.photos)
        with self.assertRaisesRegex(UserError, "member"):
            self.erase(member.partner_id)
        self.erase(member.partner_id, "consent")
        self.assertFalse(member.partner_id.image_1920)
        self.assertFalse(member.partner_id.consent_in_force_ids)
        self.assertTrue(member.partner_id.email)
        self.assertEqual(member.status, "active")

    def picture(self):
        return b"iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=="

    def test_a_former_member_keeps_name_and_book_and_loses_the_rest(self):
        member = self.former()
        partner = member.partner_id
        partner.message_post(body="Telefonato al +39 0832 555123")
        self.env["ir.attachment"].create(
            {"name": "carta.pdf", "raw": b"x", "res_model": "res.partner", "res_id": partner.id}
        )
        erasure = self.erase(partner)
        self.assertEqual(partner.name, "Anna Grecoantica")
        self.assertEqual(partner.codice_fiscale, CODICE_FISCALE)
        for name in ("email", "phone", "pec", "street", "city", "comment", "email_normalized"):
            self.assertFalse(partner[name], name)
        self.assertFalse(partner.message_ids)
        self.assertTrue(member.event_ids.entry_ids.disclosure_ids)
        self.assertFalse(self.found("anna.grecoantica@", "0832 555123", "chiamata la sera"))
        self.assertEqual((erasure.scope, erasure.residue_count, erasure.partner_id), ("contact", 0, partner))

    def test_the_name_stays_while_the_book_must_be_kept(self):
        member = self.former()
        with self.assertRaisesRegex(UserError, "book"):
            self.erase(member.partner_id, "all")
        with self.assertRaises(AccessError):
            self.erase(member.partner_id, "all", erase_book=True, reason="Ordine")
        with self.assertRaises(UserError):
            self.erase(member.partner_id, "all", user=self.administrator, erase_book=True)

    def test_after_a_whole_erasure_nothing_is_found_and_the_book_verifies(self):
        partner = self.full_partner()
        user = new_test_user(
            self.env, "anna.grecoantica@example.org", groups="base.group_portal", partner_id=partner.id
        )
        member = self.former(partner)
        twin = self.make_partner(
            "Anna Grecoantica", email="anna.grecoantica@vecchia.example.org", phone="+39 0832 999888"
        )
        self.env["association.partner.merge"].with_user(self.secretary)._merge(
            partner, twin, motive="Anna Grecoantica è una"
        )
        body = self.make_member("Comune di Prova", partner=self.make_partner("Comune di Prova", is_company=True))
        self.env["association.representative"].with_context(tracking_disable=False).create(
            {
                "member_id": body.id, "partner_id": partner.id, "date_from": "2011-01-01", "date_to": "2012-01-01",
                "note": "Anna Grecoantica per il sindaco",
            }
        )  # fmt: skip
        event = member.event_ids[:1]
        file = self.env["ir.attachment"].create({"name": "Anna Grecoantica.pdf", "raw": b"x"})
        self.env["association.member.notification"].create(
            {
                "event_id": event.id,
                "date": "2016-01-10",
                "reference": "anna.grecoantica@pec.example.it",
                "attachment_id": file.id,
            }
        )
        self.give(partner, self.photos)
        body.message_post(body="Per il Comune è venuta <b>Anna Grecoantica</b>", subject="Anna Grecoantica")
        request = self.env["association.privacy.request"].create(
            {
                "partner_id": partner.id,
                "kind": "erasure",
                "details": "Sono Anna Grecoantica",
                "company_id": self.company.id,
            }
        )
        self.env.flush_all()
        words = ("Grecoantica", CODICE_FISCALE, "0832 555123", "0832 999888")
        self.assertTrue(self.found(*words))
        erasure = self.erase(
            partner, "all", user=self.administrator, request=request, erase_book=True, reason="Ordine del Garante n. 7"
        )
        self.assertEqual(self.found(*words), [])
        self.assertFalse(erasure.residue)
        self.assertFalse(user.active)
        self.assertEqual(member.event_ids.entry_ids.mapped("state"), ["erased"] * 2)
        self.assertTrue(request.exists())
        self.assertEqual(partner.name, f"Erased person {partner.id}")
        self.verify()

    def verify(self):
        book = self.env["association.book"]._members_book(self.company)
        book._seal()
        self.env.flush_all()
        for check in books.verify_all(self.env.cr, book._custody()[0]):
            if check.origin == book.origin:
                broken = [one.code for one in check.report.findings if not one.code.startswith("checkpoint")]
                self.assertEqual((broken, check.disagreements, check.report.erased), ([], [], 2))

    def test_a_legal_hold_stops_every_erasure(self):
        member = self.former()
        with self.assertRaises(ValidationError):
            member.partner_id.legal_hold = True
        member.partner_id.write({"legal_hold": True, "legal_hold_reason": "Causa R.G. 12/2026"})
        for scope in ("consent", "contact"):
            with self.assertRaisesRegex(UserError, "R.G. 12/2026"):
                self.erase(member.partner_id, scope)

    def test_who_acts_for_a_member_is_not_erased_before_the_mandate_ends(self):
        partner = self.full_partner()
        body = self.make_member("Comune di Prova", partner=self.make_partner("Comune di Prova", is_company=True))
        mandate = self.env["association.representative"].create({"member_id": body.id, "partner_id": partner.id})
        with self.assertRaisesRegex(UserError, "Comune di Prova"):
            self.erase(partner)
        mandate.write({"date_from": "2019-01-01", "date_to": "2020-01-01"})
        self.erase(partner, "all")
        self.assertNotIn("Grecoantica", partner.name)

    def test_an_officer_with_an_account_is_not_erased(self):
        with self.assertRaises(UserError):
            self.erase(self.treasurer.partner_id)

    def test_another_associations_former_member_is_left_alone(self):
        other = self.env["res.company"].create(
            {
                "name": "Altra",
                "association_regime_ids": [Command.create({"regime": "ets", "date_from": "2015-01-01"})],
            }
        )
        partner = self.full_partner()
        member = self.make_member(partner=partner, on="2016-01-01", company=other)
        self.record(member, "death", "2017-01-01")
        with self.assertRaisesRegex(UserError, "another association"):
            self.erase(partner)

    def test_the_plan_says_what_is_kept_and_on_which_article(self):
        member = self.former()
        wizard = (
            self.env["association.erasure.wizard"]
            .with_user(self.secretary)
            .create({"partner_id": member.partner_id.id})
        )
        self.assertTrue(wizard.is_possible)
        self.assertIn("17(3)(b)", wizard.kept)
        self.assertIn("17(3)(e)", wizard.kept)
        self.assertFalse(wizard.may_erase_book)
        self.assertTrue(member.partner_id.email, "a plan erases nothing")
        action = wizard.action_erase()
        self.assertEqual(action["res_model"], "association.privacy.erasure")
        self.assertFalse(member.partner_id.email)

    def test_only_the_secretariat_erases(self):
        partner = self.full_partner()
        for user in (self.auditor, self.board, self.treasurer, self.portal):
            with self.assertRaises(AccessError):
                self.erase(partner, user=user)

    def test_the_register_of_erasures_cannot_be_edited(self):
        erasure = self.erase(self.full_partner())
        self.env.flush_all()
        with self.assertRaisesRegex(Exception, "history"), mute_logger("odoo.sql_db"), self.env.cr.savepoint():
            self.env.cr.execute("DELETE FROM association_privacy_erasure WHERE id = %s", [erasure.id])

    def test_acts_keep_their_words_unless_they_are_being_erased(self):
        member = self.make_member()
        self.env.flush_all()
        with self.assertRaisesRegex(Exception, "history"), mute_logger("odoo.sql_db"), self.env.cr.savepoint():
            self.env.cr.execute("UPDATE association_member_event SET motive = NULL WHERE member_id = %s", [member.id])
        self.env.cr.execute("SELECT set_config('association.erasing', 'on', true)")
        with self.assertRaisesRegex(Exception, "history"), mute_logger("odoo.sql_db"), self.env.cr.savepoint():
            self.env.cr.execute("UPDATE association_member_event SET motive = 'x' WHERE member_id = %s", [member.id])
