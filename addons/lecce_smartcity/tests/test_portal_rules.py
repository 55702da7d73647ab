from odoo import Command
from odoo.exceptions import AccessError, UserError
from odoo.tests import new_test_user, tagged

from .common import AssociationCommon

MODELS = (
    "association.member",
    "association.member.event",
    "association.member.period",
    "association.representative",
)


class PortalCommon(AssociationCommon):
    """Anna, a member; a town with its mayor and its delegate; somebody who is nothing here."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.company.association_secretary_id = cls.secretary
        cls.anna = cls.make_member(
            partner=cls.make_partner(
                "Anna Greco", codice_fiscale="BRNCRL70A41G188J", birth_date="1970-01-01", email="anna@example.it"
            )
        )
        cls.bruno = cls.make_member("Bruno Leone")
        cls.town = cls.make_member(
            partner=cls.make_partner(
                "Comune di Otranto", legal_form_id=cls.municipality.id, is_company=True, codice_fiscale="83001010756"
            )
        )
        cls.user_anna = cls.portal_user("anna", cls.anna.partner_id)
        cls.mayor = cls.portal_user("mayor", cls.mandate(cls.town, "Maria Sindaca").partner_id)
        cls.delegate = cls.portal_user("delegate", cls.mandate(cls.town, "Dario", role="delegate").partner_id)
        cls.payer = cls.portal_user("payer", cls.mandate(cls.town, "Paolo", role="dues_contact").partner_id)
        former = cls.mandate(cls.town, "Franco", date_from="2019-01-01", date_to="2020-01-01")
        cls.former = cls.portal_user("former", former.partner_id)

    @classmethod
    def portal_user(cls, login, partner):
        return new_test_user(
            cls.env,
            f"{login}_of_tests",
            groups="base.group_portal",
            name=partner.name,
            email=partner.email,
            partner_id=partner.id,
            company_id=cls.company.id,
            company_ids=[Command.set(cls.company.ids)],
        )

    @classmethod
    def mandate(cls, member, name, role="legal_representative", **vals):
        return cls.env["association.representative"].create(
            {
                "member_id": member.id,
                "partner_id": cls.make_partner(name, email=f"{name.split()[0].lower()}@example.it").id,
                "role": role,
                "date_from": "2020-02-01",
                **vals,
            }
        )


@tagged("post_install", "-at_install")
class TestPortalRules(PortalCommon):
    """What a portal user reads and writes, whatever the page."""

    def seen(self, user, model="association.member"):
        return self.env[model].with_user(user).search([])

    def test_a_member_sees_its_own_record_alone(self):
        self.assertEqual(self.seen(self.user_anna), self.anna)
        with self.assertRaises(AccessError):
            self.bruno.with_user(self.user_anna).read(["number"])

    def test_events_and_periods_are_those_of_the_own_membership(self):
        self.assertEqual(self.seen(self.user_anna, "association.member.event"), self.anna.event_ids)
        self.assertEqual(self.seen(self.user_anna, "association.member.period"), self.anna.period_ids)
        with self.assertRaises(AccessError):
            self.bruno.event_ids.with_user(self.user_anna).read(["motive"])

    def test_a_representative_sees_the_body_while_in_office(self):
        for user in (self.mayor, self.delegate):
            self.assertEqual(self.seen(user), self.town)
            self.assertEqual(self.seen(user, "association.representative"), self.town.representative_ids)

    def test_who_was_in_office_or_only_pays_sees_the_own_mandate_and_no_membership(self):
        for user in (self.former, self.payer):
            self.assertFalse(self.seen(user))
            self.assertFalse(self.seen(user, "association.member.event"))
            self.assertEqual(self.seen(user, "association.representative").partner_id, user.partner_id)

    def test_an_employee_of_the_body_who_is_not_its_representative_sees_nothing(self):
        clerk = self.make_partner("Carlo", parent_id=self.town.partner_id.id)
        self.assertFalse(self.seen(self.portal_user("clerk", clerk)))

    def test_who_has_no_membership_sees_nothing(self):
        for model in MODELS:
            self.assertFalse(self.seen(self.portal, model), model)

    def test_the_membership_in_another_association_waits_for_its_own_account(self):
        other = self.env["res.company"].create(
            {
                "name": "Sorella",
                "association_regime_ids": [Command.create({"regime": "ets", "date_from": "2015-01-01"})],
            }
        )
        second = self.make_member(partner=self.anna.partner_id, company=other)
        self.assertEqual(self.seen(self.user_anna), self.anna)
        self.user_anna.company_ids += other
        both = self.env["association.member"].with_context(allowed_company_ids=(self.company + other).ids)
        self.assertEqual(both.with_user(self.user_anna).search([]), self.anna + second)

    def test_a_portal_user_creates_changes_and_deletes_nothing(self):
        for model in MODELS:
            record = self.env[model].with_user(self.user_anna).search([], limit=1)
            if not record:  # Anna represents nobody
                continue
            for operation in ("create", "write", "unlink"):
                with self.assertRaises(AccessError):
                    record.check_access(operation)

    def test_other_models_of_the_association_are_closed(self):
        readable = {
            name
            for name in self.env.registry
            if name.startswith("association.")
            and not self.env[name]._abstract
            and self.env[name].with_user(self.user_anna).has_access("read")
        }
        self.assertEqual(readable, {*MODELS, "association.legal.form", "association.member.category"})

    def test_notes_of_the_secretariat_are_not_read(self):
        self.town.representative_ids[0].note = "Difficult"
        with self.assertRaises(AccessError):
            self.town.representative_ids[:1].with_user(self.mayor).read(["note"])
        self.anna.message_post(body="Arrears?", subtype_xmlid="mail.mt_note")
        self.assertFalse(self.env["mail.message"].with_user(self.user_anna).search(
            [("model", "=", "association.member"), ("res_id", "=", self.anna.id)]
        ))  # fmt: skip
        with self.assertRaises(AccessError):
            self.anna.with_user(self.user_anna).message_post(body="Hello")

    def test_files_of_the_office_about_a_member_are_not_read(self):
        file = self.env["ir.attachment"].create(
            {"name": "x.txt", "raw": b"internal", "res_model": "association.member", "res_id": self.anna.id}
        )
        self.assertFalse(file.with_user(self.user_anna).has_access("read"))

    # --- who one is, is changed by the secretariat ---

    def test_a_member_does_not_rename_itself_in_the_book(self):
        with self.assertRaises(UserError):
            self.user_anna.with_user(self.user_anna).write({"name": "Somebody Else"})
        for vals in (
            {"name": "X"},
            {"codice_fiscale": False},
            {"vat": "00636460164"},
            {"birth_date": "1990-01-01"},
            {"pec": "x@pec.it"},
            {"active": False},
            {"parent_id": self.town.partner_id.id},
        ):
            with self.assertRaises(UserError, msg=vals):
                self.anna.partner_id.with_user(self.user_anna).sudo().write(vals)
        self.assertEqual(self.anna.partner_id.name, "Anna Greco")

    def test_values_that_do_not_change_are_no_change(self):
        partner = self.anna.partner_id.with_user(self.user_anna).sudo()
        partner.write({"name": "Anna Greco", "birth_date": "1970-01-01", "phone": "+39 0832 1"})
        self.assertEqual(partner.phone, "+39 0832 1")

    def test_who_has_nothing_to_do_with_the_book_is_free(self):
        self.portal.with_user(self.portal).write({"name": "Another Name"})
        self.assertEqual(self.portal.name, "Another Name")

    def test_the_secretariat_changes_a_name(self):
        self.anna.partner_id.with_user(self.secretary).write({"name": "Anna Greco Rossi"})
        self.assertEqual(self.anna.partner_id.name, "Anna Greco Rossi")

    def test_closing_the_account_ends_no_membership(self):
        self.user_anna.with_user(self.user_anna).sudo()._deactivate_portal_user()
        self.assertTrue(self.anna.partner_id.active)
        self.assertEqual(self.anna.status, "active")
