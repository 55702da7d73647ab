import json

from lxml import html

from odoo.tests import HttpCase, tagged
from odoo.tests.common import HOST
from odoo.tools import mute_logger

from ..models.association_member_portal import CHANGE, WITHDRAWAL
from .test_portal_rules import PortalCommon

PAGES = ("", "/contacts", "/change", "/withdrawal", "/statement.pdf", "/card.pdf", "/data.json", "/data.pdf")
CONTACTS = {
    "email": "anna.new@example.it",
    "phone": "+39 0832 999999",
    "street": "Via Palmieri 2",
    "zip": "73100",
    "city": "Lecce",
}


@tagged("post_install", "-at_install")
class TestPortalPages(PortalCommon, HttpCase):
    """A member's own pages, without scripts."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.env["res.lang"]._activate_lang("en_US")
        cls.secretary.lang = "en_US"
        italy = cls.env.ref("base.it")
        cls.lecce = italy.state_ids.filtered(lambda state: state.code == "LE")
        cls.contacts = {**CONTACTS, "country_id": str(italy.id), "state_id": str(cls.lecce.id)}
        cls.purpose = cls.env["association.consent.purpose"].create(
            {"name": "Newsletter of tests", "code": "tests_newsletter", "company_id": cls.company.id}
        )
        for user in (cls.user_anna, cls.mayor, cls.delegate, cls.portal):
            user.password = user.login

    def sign_in(self, user):
        self.authenticate(user.login, user.login)
        self.opener.cookies.set("frontend_lang", "en_US", domain=HOST)

    def at(self, member, page=""):
        return f"/my/association/{member.id}{page}"

    def post(self, path, data=None, token_from=None):
        tree = html.fromstring(self.url_open(token_from or path).content)
        token = tree.xpath("//input[@name='csrf_token']/@value")
        if not token:
            token = tree.xpath("//script[@id='web.layout.odooscript']")[0].text.split('csrf_token: "')[1].split('"')
        return self.url_open(path, data={"csrf_token": token[0], **(data or {})})

    # --- whose pages ---

    def test_a_member_reads_its_own_page(self):
        self.sign_in(self.user_anna)
        response = self.url_open("/my/association")
        self.assertTrue(response.url.endswith(self.at(self.anna)))
        self.assertIn("Anna Greco", response.text)
        self.assertEqual(response.headers["Cache-Control"], "no-store")
        self.assertIn("/my/association", self.url_open("/my").text)

    def test_a_representative_reads_the_bodys_page(self):
        self.sign_in(self.mayor)
        response = self.url_open("/my/association")
        self.assertTrue(response.url.endswith(self.at(self.town)))
        self.assertIn("Comune di Otranto", response.text)

    def test_who_acts_for_several_chooses(self):
        self.mandate(self.town, "x", role="substitute", partner_id=self.anna.partner_id.id)
        self.sign_in(self.user_anna)
        text = self.url_open("/my/association").text
        self.assertIn(self.at(self.anna), text)
        self.assertIn(self.at(self.town), text)

    @mute_logger("odoo.http")
    def test_pages_of_others_and_of_nobody_are_not_found_alike(self):
        for user in (self.user_anna, self.portal):
            self.sign_in(user)
            for page in PAGES:
                for member_id in (self.bruno.id, 99999999):
                    response = self.url_open(f"/my/association/{member_id}{page}")
                    self.assertEqual(response.status_code, 404, (user.login, page))

    @mute_logger("odoo.http")
    def test_posts_to_others_do_nothing(self):
        self.sign_in(self.user_anna)
        before = self.bruno.partner_id.read(["email", "phone", "street"])
        for page, data in (
            ("/contacts", self.contacts),
            ("/change", {"text": "x"}),
            ("/withdrawal", {"confirm": "1"}),
            ("/consent", {"purpose": str(self.purpose.id), "give": "1"}),
        ):
            response = self.post(self.at(self.bruno, page), data, token_from=self.at(self.anna, "/change"))
            self.assertEqual(response.status_code, 404)
        self.assertEqual(self.bruno.partner_id.read(["email", "phone", "street"]), before)
        self.assertFalse(self.bruno.activity_ids)
        self.assertFalse(self.bruno.partner_id.consent_ids)

    def test_strangers_are_asked_to_sign_in(self):
        response = self.url_open(self.at(self.anna))
        self.assertIn("/web/login", response.url)

    def test_users_of_the_office_see_no_list_of_members_here(self):
        self.secretary.password = self.secretary.login
        self.sign_in(self.secretary)
        self.assertNotIn("Anna Greco", self.url_open("/my/association").text)
        self.assertEqual(self.url_open("/my").status_code, 200)

    # --- contacts ---

    def test_a_member_changes_its_addresses_and_leaves_a_trace(self):
        self.sign_in(self.user_anna)
        response = self.post(self.at(self.anna, "/contacts"), self.contacts)
        self.assertTrue(response.url.endswith(self.at(self.anna)))
        partner = self.anna.partner_id
        self.assertEqual(partner.email, CONTACTS["email"])
        self.assertEqual((partner.street, partner.state_id), (CONTACTS["street"], self.lecce))
        note = self.anna.message_ids[0]
        self.assertIn("anna@example.it", note.body)
        self.assertEqual(note.author_id, partner)

    def test_nothing_but_the_addresses_is_taken(self):
        self.sign_in(self.user_anna)
        evil = {
            "name": "X",
            "codice_fiscale": "",
            "vat": "00636460164",
            "partner_id": str(self.bruno.partner_id.id),
            "company_id": "1",
            "number": "99",
            "category_id": str(self.founder.id),
            "legal_form_id": str(self.municipality.id),
            "user_ids": "2",
            "pec": "x@pec.example",
        }
        fixed = ["name", "codice_fiscale", "vat", "legal_form_id", "pec", "user_ids", "company_id"]
        before = self.anna.partner_id.read(fixed)
        self.post(self.at(self.anna, "/contacts"), {**self.contacts, **evil})
        self.assertEqual(self.anna.partner_id.read(fixed), before)
        self.assertEqual(self.anna.partner_id.email, CONTACTS["email"])
        self.assertEqual(self.anna.number, 1)
        self.assertFalse(self.bruno.partner_id.email)

    def test_addresses_that_are_wrong_come_back_with_their_errors(self):
        self.sign_in(self.user_anna)
        wrong = {**self.contacts, "email": "anna@", "zip": "7", "street": "", "state_id": ""}
        response = self.post(self.at(self.anna, "/contacts"), wrong)
        self.assertEqual(response.status_code, 422)
        tree = html.fromstring(response.content)
        for name in ("email", "zip", "street", "state_id"):
            self.assertEqual(tree.get_element_by_id(name).get("aria-invalid"), "true", name)
        self.assertEqual(tree.get_element_by_id("email").get("value"), "anna@")
        self.assertEqual(self.anna.partner_id.email, "anna@example.it")

    def test_odoos_own_pages_do_not_rename_a_member(self):
        self.sign_in(self.user_anna)
        data = {
            "partner_id": str(self.anna.partner_id.id),
            "name": "Somebody Else",
            **self.contacts,
        }
        response = self.post("/my/address/submit", data, token_from="/my/security")
        self.assertIn("name", json.loads(response.text)["invalid_fields"])
        # The check that a form can switch off is not the only one.
        with mute_logger("odoo.http"):
            self.post("/my/address/submit", {**data, "verify_address_values": ""}, token_from="/my/security")
        self.assertEqual(self.anna.partner_id.name, "Anna Greco")

    # --- requests ---

    def test_a_change_of_name_is_a_request_to_the_secretariat(self):
        self.sign_in(self.user_anna)
        response = self.post(self.at(self.anna, "/change"), {"text": "I married: Anna Greco Rossi <b>x</b>"})
        self.assertIn("with the secretariat", response.text)
        activity = self.anna.activity_ids
        self.assertEqual(activity.activity_type_id, self.env.ref(CHANGE))
        self.assertEqual(activity.user_id, self.secretary)
        self.assertIn("&lt;b&gt;", activity.note)
        self.assertEqual(self.anna.partner_id.name, "Anna Greco")
        request = self.env["association.privacy.request"].search([("partner_id", "=", self.anna.partner_id.id)])
        self.assertEqual((request.kind, request.channel), ("rectification", "portal"))

    def test_an_empty_request_is_not_sent(self):
        self.sign_in(self.user_anna)
        self.assertEqual(self.post(self.at(self.anna, "/change"), {"text": "  "}).status_code, 422)
        self.assertFalse(self.anna.activity_ids)

    def test_a_withdrawal_is_declared_and_waits_for_the_secretariat(self):
        self.sign_in(self.user_anna)
        effective = self.anna.with_user(self.user_anna)._portal_withdrawal_effective()
        page = self.url_open(self.at(self.anna, "/withdrawal"))
        self.assertIn(f"31 December {effective.year}", page.text)
        self.assertEqual(self.post(self.at(self.anna, "/withdrawal"), {"text": "x"}).status_code, 422)
        self.assertFalse(self.anna.activity_ids)
        response = self.post(self.at(self.anna, "/withdrawal"), {"text": "I move away", "confirm": "1"})
        self.assertIn("has reached the secretariat", response.text)
        activity = self.anna.activity_ids
        self.assertEqual(activity.activity_type_id, self.env.ref(WITHDRAWAL))
        self.assertIn(f"31 December {effective.year}", activity.note)
        self.assertEqual(self.anna.status, "active")
        self.assertEqual(self.anna.event_ids.mapped("type"), ["admission"])
        again = self.post(self.at(self.anna, "/withdrawal"), {"confirm": "1"}, token_from=self.at(self.anna, "/change"))
        self.assertIn("already with the secretariat", again.text)
        self.assertEqual(len(self.anna.activity_ids), 1)

    @mute_logger("odoo.http")
    def test_only_the_legal_representative_withdraws_a_body(self):
        self.sign_in(self.delegate)
        self.assertEqual(self.url_open(self.at(self.town, "/withdrawal")).status_code, 404)
        self.assertEqual(self.url_open(self.at(self.town, "/contacts")).status_code, 200)
        self.sign_in(self.mayor)
        self.assertEqual(self.url_open(self.at(self.town, "/withdrawal")).status_code, 200)

    # --- consents ---

    def test_a_consent_is_given_and_withdrawn_alike(self):
        self.sign_in(self.user_anna)
        path, purpose = self.at(self.anna, "/consent"), {"purpose": str(self.purpose.id)}
        self.post(path, {**purpose, "give": "1"}, token_from=self.at(self.anna))
        consent = self.anna.partner_id.consent_in_force_ids
        self.assertEqual((consent.purpose_id, consent.source), (self.purpose, "portal"))
        self.post(path, purpose, token_from=self.at(self.anna))
        self.env.invalidate_all()
        self.assertFalse(self.anna.partner_id.consent_in_force_ids)
        self.assertEqual(consent.withdrawal_source, "portal")
        self.assertEqual(self.anna.status, "active")

    @mute_logger("odoo.http")
    def test_purposes_of_another_association_are_not_found(self):
        other = self.env["res.company"].create({"name": "Sorella"})
        purpose = self.purpose.copy({"company_id": other.id, "code": "other"})
        self.sign_in(self.user_anna)
        response = self.post(
            self.at(self.anna, "/consent"), {"purpose": str(purpose.id), "give": "1"}, token_from=self.at(self.anna)
        )
        self.assertEqual(response.status_code, 404)
        self.assertFalse(self.anna.partner_id.consent_ids)

    # --- documents ---

    def test_a_member_downloads_its_documents(self):
        self.sign_in(self.user_anna)
        for name in ("statement.pdf", "card.pdf", "data.pdf"):
            response = self.url_open(self.at(self.anna, f"/{name}"))
            self.assertEqual(response.status_code, 200, name)
            self.assertTrue(response.content.startswith(b"%PDF"), name)
            self.assertIn("attachment", response.headers["Content-Disposition"])
            self.assertEqual(response.headers["Cache-Control"], "no-store")
        copy = json.loads(self.url_open(self.at(self.anna, "/data.json")).content)
        self.assertEqual(copy["subject"], "Anna Greco")
        self.assertNotIn("Bruno Leone", json.dumps(copy))
        self.assertTrue(self.anna.card_ids._is_valid())

    @mute_logger("odoo.http")
    def test_a_representative_gets_the_bodys_papers_and_nobodys_personal_data(self):
        self.sign_in(self.delegate)
        self.assertEqual(self.url_open(self.at(self.town, "/statement.pdf")).status_code, 200)
        for name in ("data.json", "data.pdf"):
            self.assertEqual(self.url_open(self.at(self.town, f"/{name}")).status_code, 404)

    @mute_logger("odoo.http")
    def test_who_is_suspended_has_no_card(self):
        self.record(self.anna, "suspension", "2021-01-01")
        self.sign_in(self.user_anna)
        self.assertEqual(self.url_open(self.at(self.anna, "/card.pdf")).status_code, 404)
        self.assertEqual(self.url_open(self.at(self.anna, "/statement.pdf")).status_code, 200)

    def test_the_page_tells_the_right_to_vote_with_its_reasons(self):
        self.env["association.representative"].search([("member_id", "=", self.town.id)]).date_to = "2020-03-01"
        user = self.portal_user("town", self.town.partner_id)
        user.password = user.login
        self.sign_in(user)
        text = self.url_open("/my/association").text
        self.assertIn("no representative in office", text)
