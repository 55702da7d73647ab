import json
from datetime import date

from odoo.tests import HttpCase, tagged
from odoo.tools import mute_logger

from .privacy_common import CODICE_FISCALE, PrivacyCommon


@tagged("post_install", "-at_install")
class TestPersonalDataCopy(PrivacyCommon):
    """Everything held about a person, for people and for machines; nothing about anybody else."""

    def setUp(self):
        super().setUp()
        self.partner = self.full_partner()
        self.member = self.make_member(partner=self.partner, motive="Presentata da due associati")
        self.give(self.partner, self.photos)
        self.other = self.make_member("Bruno Leccisi")
        body = self.make_member("Comune di Prova", partner=self.make_partner("Comune di Prova", is_company=True))
        self.env["association.representative"].create({"member_id": body.id, "partner_id": self.partner.id})
        self.file = self.env["ir.attachment"].create(
            {"name": "documento.pdf", "raw": b"contenuto", "res_model": "association.member", "res_id": self.member.id}
        )

    def copied(self, partner=None):
        return json.loads((partner or self.partner)._personal_data_json(self.company))

    def test_the_copy_says_everything_that_is_held(self):
        copy = self.copied()
        data = copy["data"]
        self.assertEqual(copy["format"], "association-personal-data/1")
        self.assertEqual(data["identity"][0]["codice_fiscale"], CODICE_FISCALE)
        self.assertEqual(data["member"][0]["number"], self.member.number)
        self.assertEqual(data["member.event"][0]["motive"], "Presentata da due associati")
        self.assertEqual(data["representative"][0]["role"], "delegate")
        self.assertEqual(data["consent"][0]["given_on"], date.today().isoformat())
        self.assertEqual(data["book.disclosure"][0]["name"], "Anna Grecoantica")
        self.assertEqual(data["attachments"][0]["name"], "documento.pdf")
        self.assertEqual(len(data["attachments"][0]["sha256"]), 64)
        self.assertIn("count", data["messages"][0])

    def test_the_copy_is_about_nobody_else(self):
        self.assertNotIn("Leccisi", json.dumps(self.copied()))

    def test_what_another_association_holds_is_not_in_it(self):
        other = self.env["res.company"].create({"name": "Altra associazione"})
        self.make_member(partner=self.partner, company=other, number=77)
        self.assertNotIn(77, [one.get("number") for one in self.copied()["data"]["member"]])

    def test_merged_contacts_are_in_it(self):
        twin = self.make_partner("Anna Grecoantica", street="Via Vecchia 9")
        self.env["association.partner.merge"].with_user(self.secretary)._merge(self.partner, twin)
        self.assertIn("Via Vecchia 9", json.dumps(self.copied()))

    def test_the_copy_for_people_is_a_pdf(self):
        self.assertTrue(self.partner._personal_data_pdf(self.company).startswith(b"%PDF"))

    def test_every_model_that_leads_to_a_person_is_in_the_list(self):
        """A model that comes later is found by itself; one that hides the person behind another field is seen here."""
        listed = {holding.model for holding in self.env["association.personal.data"]._holdings()}
        officers = {"association.partner.merge", "association.duplicate", "association.privacy.erasure"}
        officers.add("association.seat")  # says which body designates, nothing of the person who sits there
        # Who convened, chaired or presented is in the minutes by that office.
        officers |= {"association.meeting", "association.sitting", "association.minutes"}
        for name in sorted(self.env.registry):
            model = self.env[name]
            if not name.startswith("association.") or model._abstract or model._transient or name in listed | officers:
                continue
            leads = [
                field.name for field in model._fields.values()
                if field.store and field.type in ("many2one", "many2many")
                and field.comodel_name in ("res.partner", "association.member")
            ]  # fmt: skip
            self.assertFalse(leads, f"{name} leads to people through {leads} and is in no copy and no erasure")


@tagged("post_install", "-at_install")
class TestPersonalDataDownload(HttpCase, PrivacyCommon):
    def fetch(self, user, path):
        self.authenticate(user.login, user.login)
        return self.url_open(path)

    def test_the_secretariat_downloads_and_the_request_notes_it(self):
        partner = self.full_partner()
        request = self.env["association.privacy.request"].create(
            {"partner_id": partner.id, "company_id": self.company.id}
        )
        for extension, start in (("json", b"{"), ("pdf", b"%PDF")):
            path = f"/association/privacy/{partner.id}/copy.{extension}?request={request.id}"
            answer = self.fetch(self.secretary, path)
            self.assertEqual(answer.status_code, 200)
            self.assertTrue(answer.content.startswith(start))
            self.assertEqual(answer.headers["Cache-Control"], "no-store")
        request.invalidate_recordset()
        self.assertEqual(len(request.copy_digest), 64)

    @mute_logger("odoo.http")
    def test_nobody_else_does(self):
        partner = self.full_partner()
        for user in (self.auditor, self.board, self.treasurer, self.portal):
            self.assertEqual(self.fetch(user, f"/association/privacy/{partner.id}/copy.json").status_code, 403)
