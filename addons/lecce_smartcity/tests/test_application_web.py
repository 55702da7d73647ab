import re

from lxml import html

from odoo import Command
from odoo.tests import HttpCase, tagged
from odoo.tests.common import HOST
from odoo.tools import mute_logger

from ..controllers.application import SENDINGS_AN_HOUR
from .common import AssociationCommon

PDF = b"%PDF-1.7\n%%EOF\n"
ANNA = {
    "surname": "Bruno",
    "given_name": "Carla",
    "birth_date": "1971-01-01",
    "birth_place": "Otranto",
    "codice_fiscale": "BRNCRL71A41G188K",
    "street": "Via Basilica 8",
    "zip": "73028",
    "city": "Otranto",
    "state": "LE",
    "country": "IT",
    "email": "carla@example.it",
    "phone": "+39 0836 801234",
    "motivation": "Vorrei dare una mano.",
    "privacy": "1",
}
TOWN = {
    "denomination": "Comune di Otranto",
    "codice_fiscale": "83001010756",
    "ipa_code": "c_g188",
    "street": "Via Basilica 8",
    "zip": "73028",
    "city": "Otranto",
    "state": "LE",
    "country": "IT",
    "email": "protocollo@otranto.example",
    "pec": "comune@pec.example.it",
    "rep_surname": "Bruno",
    "rep_given_name": "Carla",
    "rep_codice_fiscale": "BRNCRL71A41G188K",
    "rep_office": "Sindaca",
    "act_body": "Consiglio comunale",
    "act_number": "21",
    "act_date": "2020-03-02",
    "commitment_number": "311/2020",
    "privacy": "1",
}


class PublicFormCase(AssociationCommon, HttpCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.env["res.lang"]._activate_lang("en_US")
        cls.env["res.lang"]._activate_lang("it_IT")
        cls.company.association_secretary_id = cls.secretary
        cls.company.email = "office@example.it"
        cls.notice = cls.env["association.privacy.notice"]._draft_for(cls.company)
        cls.notice.action_publish()
        cls.purpose = cls.env["association.consent.purpose"].create(
            {"name": "Newsletter of tests", "code": "tests_newsletter", "company_id": cls.company.id}
        )
        cls.path = f"/association/{cls.company.id}/apply"

    def setUp(self):
        super().setUp()
        self.opener.cookies.set("frontend_lang", "en_US", domain=HOST)

    def page(self, path):
        """The page of that address as a tree; it must be there."""
        response = self.url_open(path)
        self.assertEqual(response.status_code, 200)
        return html.fromstring(response.content)

    def blank(self, form):
        """The hidden values of an empty form."""
        tree = self.page(f"{self.path}?form={form}")
        return {one.get("name"): one.get("value") for one in tree.xpath("//form//input[@type='hidden']")}

    def send(self, form, values, files=None, hidden=None, **kwargs):
        """Send the form; ``files`` by document code."""
        category = {"category": str(kwargs.pop("category", self.category).id)}
        hidden = hidden or self.blank(form)
        attached = {f"document_{code}": file for code, file in (files or {}).items()}
        return self.url_open(
            f"{self.path}/send",
            data={**hidden, **category, **values},
            files=attached or {"none": ("", b"")},
            **kwargs,
        )

    def applications(self):
        return self.env["association.application"].search([("company_id", "=", self.company.id)])

    def errors(self, response):
        """{field: sentence} of the errors beside the fields."""
        tree = html.fromstring(response.content)
        return {
            one.get("id").removesuffix("_error"): " ".join(one.text_content().split())
            for one in tree.xpath("//p[contains(@class, 'o_association_error')]")
        }


@tagged("post_install", "-at_install")
class TestApplicationForm(PublicFormCase):
    """What the public form shows, and to whom."""

    def test_each_legal_form_is_asked_its_own_questions(self):
        person = self.page(f"{self.path}?form=natural_person")
        town = self.page(f"{self.path}?form=municipality")
        names = [set(tree.xpath("//form//@name")) for tree in (person, town)]
        self.assertTrue({"surname", "birth_date", "document_identity"} <= names[0])
        self.assertFalse({"ipa_code", "denomination", "rep_surname"} & names[0])
        self.assertTrue({"ipa_code", "act_number", "rep_surname", "document_deliberation"} <= names[1])
        self.assertFalse({"birth_date", "surname"} & names[1])

    def test_only_categories_open_to_the_legal_form_are_offered(self):
        def offered(form):
            tree = self.page(f"{self.path}?form={form}")
            return set(map(int, tree.xpath("//input[@name='category']/@value")))

        public = self.env.ref("lecce_smartcity.category_ordinary_public")
        private = self.env.ref("lecce_smartcity.category_ordinary_private")
        self.founder.on_web_form = False
        self.assertIn(public.id, offered("municipality"))
        self.assertNotIn(private.id, offered("municipality"))
        self.assertIn(private.id, offered("company"))
        self.assertNotIn(public.id, offered("natural_person"))
        self.assertNotIn(self.founder.id, offered("natural_person"))

    def test_every_answer_has_a_label(self):
        for form in ("natural_person", "municipality", "association"):
            tree = self.page(f"{self.path}?form={form}")
            for one in tree.xpath("//form//*[self::input or self::select or self::textarea][not(@type='hidden')]"):
                labels = tree.xpath("//label[@for=$name]", name=one.get("id")) if one.get("id") else []
                self.assertTrue(labels or one.xpath("ancestor::label"), one.get("name"))

    def test_what_is_not_open_is_not_found(self):
        other = self.env["res.company"].create({"name": "No regime yet"})
        closed = [
            f"{self.path}?form=dragon",
            f"/association/{other.id}/apply",
            "/association/999999/apply",
            f"/association/{other.id}/apply/received",
        ]
        for path in closed:
            self.assertEqual(self.url_open(path).status_code, 404, path)
        self.company.association_web_form = False
        self.assertEqual(self.url_open(self.path).status_code, 404)

    def test_several_associations_are_there_to_choose_from(self):
        self.env["res.company"].create(
            {
                "name": "Associazione sorella",
                "association_regime_ids": [Command.create({"regime": "ets", "date_from": "2015-01-01"})],
            }
        )
        links = self.page("/association/apply").xpath("//a[contains(@class, 'o_association_choice')]/@href")
        self.assertIn(self.path, links)
        self.assertGreaterEqual(len(links), 2)

    def test_the_notice_in_use_is_shown_and_the_language_follows_the_reader(self):
        response = self.url_open(f"{self.path}?form=natural_person")
        self.assertIn("art. 13", response.text)
        self.assertIn(f"version {self.notice.version}", " ".join(response.text.split()))
        italian = self.url_open(f"{self.path}?form=natural_person&lang=it")
        self.assertEqual(html.fromstring(italian.content).get("lang"), "it-IT")
        self.assertIn("form=natural_person", italian.url)
        english = self.url_open(f"{self.path}?form=natural_person&lang=en_US")
        self.assertEqual(html.fromstring(english.content).get("lang"), "en-US")

    def test_nobody_frames_the_form(self):
        response = self.url_open(self.path)
        self.assertEqual(response.headers["X-Frame-Options"], "DENY")
        self.assertIn("frame-ancestors 'none'", response.headers["Content-Security-Policy"])


@tagged("post_install", "-at_install")
class TestApplicationSent(PublicFormCase):
    """What is refused, what is kept, what arrives."""

    def identity(self, name="carta.pdf", content=PDF):
        return {"identity": (name, content, "application/pdf")}

    # --- refused ---

    @mute_logger("odoo.http")
    def test_a_form_from_elsewhere_is_refused(self):
        response = self.url_open(f"{self.path}/send", data={"form": "natural_person", **ANNA})
        self.assertEqual(response.status_code, 400)
        self.assertFalse(self.applications())

    def test_an_empty_form_comes_back_with_every_error_beside_its_field(self):
        hidden = self.blank("municipality")
        response = self.url_open(f"{self.path}/send", data={**hidden, "country": "IT"})
        self.assertEqual(response.status_code, 422)
        errors = self.errors(response)
        needed = {"denomination", "codice_fiscale", "ipa_code", "street", "zip", "city", "state", "email", "pec"}
        needed |= {"rep_surname", "rep_given_name", "rep_codice_fiscale", "rep_office"}
        needed |= {"act_body", "act_number", "act_date", "category", "privacy", "document_deliberation"}
        self.assertEqual(set(errors), needed)
        tree = html.fromstring(response.content)
        linked = set(tree.xpath("//*[@id='summary']//a/@href"))
        self.assertEqual(linked, {f"#{name}" for name in needed})
        for name in needed:
            field = tree.get_element_by_id(name)
            self.assertIn(f"{name}_error", field.get("aria-describedby", ""), name)

    def test_nothing_that_was_written_is_lost(self):
        values = {**ANNA, "email": "carla@", "birth_date": "1/1/1971"}
        response = self.send("natural_person", values, self.identity())
        self.assertEqual(set(self.errors(response)), {"email"})
        tree = html.fromstring(response.content)
        for name in set(values) - {"state", "country", "motivation", "privacy"}:
            self.assertEqual(tree.get_element_by_id(name).get("value"), values[name], name)
        self.assertEqual(tree.get_element_by_id("motivation").text, values["motivation"])
        self.assertEqual(tree.get_element_by_id("state").value, "LE")
        self.assertIn("checked", tree.get_element_by_id("privacy").attrib)
        self.assertIn("carta.pdf", response.text)
        hidden = {one.get("name"): one.get("value") for one in tree.xpath("//form//input[@type='hidden']")}
        response = self.send("natural_person", {**values, "email": "carla@example.it"}, hidden=hidden)
        self.assertIn("/apply/received", response.url)
        line = self.applications().requirement_ids.filtered(lambda item: item.code == "identity")
        self.assertEqual(line.attachment_name, "carta.pdf")
        draft = self.env["association.web.draft"].search([("key", "=", hidden["draft"])])
        self.assertTrue(draft.receipt)
        self.assertFalse(draft.file_ids)

    def test_files_are_known_by_their_bytes(self):
        for name, content in (("x.pdf", b"<svg onload='alert(1)'/>"), ("x.pdf", b"MZ"), ("x.pdf", b"PK\x03\x04")):
            response = self.send("natural_person", ANNA, self.identity(name, content))
            self.assertEqual(set(self.errors(response)), {"document_identity"})
        self.assertFalse(self.applications())

    def test_text_and_file_names_are_shown_as_text(self):
        evil = '"><script>alert(1)</script>'
        response = self.send(
            "natural_person",
            {**ANNA, "surname": evil, "email": evil, "city": "<img src=x onerror=alert(1)>"},
            self.identity("<img src=x onerror=alert(1)>.pdf"),
        )
        self.assertEqual(response.status_code, 422)
        tree = html.fromstring(response.content)
        self.assertFalse(tree.xpath("//script[contains(., 'alert')] | //img[@onerror]"))
        self.assertEqual(tree.get_element_by_id("surname").get("value"), evil)

    def test_a_category_of_others_cannot_be_asked_for(self):
        private = self.env.ref("lecce_smartcity.category_ordinary_private")
        response = self.send("natural_person", ANNA, self.identity(), category=private)
        self.assertEqual(set(self.errors(response)), {"category"})

    def test_a_program_that_fills_in_everything_leaves_nothing(self):
        response = self.send("natural_person", {**ANNA, "nickname": "x"}, self.identity())
        self.assertEqual(response.status_code, 422)
        self.assertFalse(self.applications())
        # A person whose browser filled it in sees it, and loses nothing.
        self.assertIn("o_association_trap_shown", response.text)
        self.assertIn("Bruno", response.text)

    def test_a_network_that_sends_too_often_waits_and_keeps_what_it_wrote(self):
        hidden = self.blank("natural_person")
        throttle = self.env["association.web.throttle"]
        for _count in range(SENDINGS_AN_HOUR):
            throttle._count("apply", "127.0.0.1")
        response = self.send("natural_person", ANNA, self.identity(), hidden=hidden)
        self.assertEqual(response.status_code, 429)
        self.assertIn("Bruno", response.text)
        self.assertFalse(self.applications())
        self.assertFalse(throttle.search([("source", "like", "127")]), "no address is kept")

    # --- taken ---

    def test_a_persons_application_arrives_whole(self):
        values = {**ANNA, f"consent_{self.purpose.code}": "1"}
        response = self.send("natural_person", values, self.identity())
        self.assertIn("/apply/received", response.url)
        application = self.applications()
        self.assertIn(application.reference, response.text)
        self.assertEqual(application.channel, "web_form")
        self.assertEqual(application.state, "received")
        self.assertEqual(application.category_id, self.category)
        self.assertEqual(application.statement, ANNA["motivation"])
        self.assertEqual(application.privacy_notice_id, self.notice)
        self.assertTrue(application.privacy_acknowledged_on)
        self.assertTrue(application.is_complete, application.missing)
        self.assertEqual(application.member_id.status, "applicant")
        partner = application.partner_id
        self.assertEqual(partner.name, "Carla Bruno")
        self.assertEqual((partner.codice_fiscale, partner.zip), (ANNA["codice_fiscale"], "73028"))
        self.assertEqual(partner.state_id.code, "LE")
        self.assertEqual(partner.consent_in_force_ids.purpose_id, self.purpose)
        self.assertEqual(partner.consent_in_force_ids.source, "web")

    def test_consents_not_given_are_not_recorded(self):
        self.send("natural_person", ANNA, self.identity())
        self.assertFalse(self.applications().partner_id.consent_ids)

    def test_a_towns_application_brings_its_act_and_its_representative(self):
        files = {"deliberation": ("delibera.pdf.p7m", b"\x30\x82\x0a\x00\x06\x09\x2a\x86\x48\x86\xf7\x0d\x01\x07\x02")}
        public = self.env.ref("lecce_smartcity.category_ordinary_public")
        response = self.send("municipality", TOWN, files, category=public)
        self.assertIn("/apply/received", response.url)
        application = self.applications()
        line = application.requirement_ids.filtered(lambda item: item.code == "deliberation")
        self.assertTrue(line.done)
        self.assertIn("21", line.reference)
        self.assertEqual(line.attachment_name, "delibera.pdf.p7m")
        mandate = application.member_id.representative_ids
        self.assertEqual(mandate.role, "legal_representative")
        self.assertEqual(mandate.partner_id.name, "Carla Bruno")
        self.assertEqual(application.partner_id.ipa_code, "c_g188")
        self.assertTrue(application.partner_id.is_company)
        self.assertTrue(application.is_complete, application.missing)

    def test_the_receipt_says_until_when_it_is_decided(self):
        response = self.send("natural_person", ANNA, self.identity())
        application = self.applications()
        self.assertTrue(application.decision_due)
        self.assertIn(str(application.decision_due.year), response.text)
        self.assertIn("23(2)", response.text)

    def test_a_second_click_makes_no_second_application(self):
        hidden = self.blank("natural_person")
        first = self.send("natural_person", ANNA, self.identity(), hidden=hidden)
        second = self.send("natural_person", ANNA, self.identity(), hidden=hidden)
        self.assertEqual(len(self.applications()), 1)
        self.assertEqual(self.reference(first), self.reference(second))

    def reference(self, response):
        tree = html.fromstring(response.content)
        return tree.xpath("//p[contains(@class, 'o_association_reference')]")[0].text_content()

    def test_what_was_not_asked_is_not_taken(self):
        other = self.env["res.company"].create({"name": "Another"})
        evil = {
            "state": "LE",
            "number": "1",
            "company_id": str(other.id),
            "partner_id": str(self.env.ref("base.partner_admin").id),
            "channel": "paper",
            "received_on": "1990-01-01",
            "is_company": "1",
            "user_ids": "1",
        }
        self.send("natural_person", {**ANNA, **evil}, self.identity())
        application = self.applications()
        self.assertEqual(len(application), 1)
        self.assertEqual(application.channel, "web_form")
        self.assertNotEqual(application.partner_id, self.env.ref("base.partner_admin"))
        self.assertGreater(application.received_on.year, 2000)
        self.assertFalse(application.partner_id.is_company)

    # --- who is known already ---

    def told(self, response):
        """What the receipt says, but for the reference."""
        text = " ".join(html.fromstring(response.content).text_content().split())
        text = text.replace(self.reference(response), "REFERENCE")
        return response.status_code, re.sub(r"csrf_token: \"\w+\"", "", text)

    def test_a_member_an_applicant_and_a_stranger_are_told_the_same(self):
        stranger = self.told(self.send("natural_person", ANNA, self.identity()))
        applicant = self.told(self.send("natural_person", ANNA, self.identity()))
        member = self.make_member(
            partner=self.make_partner("Maria Rossi", codice_fiscale="RSSMRA80A41H501Y", email="maria@example.it")
        )
        maria = {**ANNA, "codice_fiscale": "RSSMRA80A41H501Y", "birth_date": "1980-01-01", "email": "thief@example.it"}
        again = self.told(self.send("natural_person", maria, self.identity()))
        self.assertEqual(stranger, applicant)
        self.assertEqual(stranger, again)
        # Nothing was overwritten, nothing was added to the history, the secretariat knows.
        self.assertEqual(len(self.applications()), 1)
        self.assertEqual(member.partner_id.email, "maria@example.it")
        self.assertEqual(member.event_ids.mapped("type"), ["admission"])
        self.assertEqual(member.activity_ids.user_id, self.secretary)
        self.assertIn("thief@example.it", member.message_ids[0].body)
        self.assertEqual(self.applications().activity_ids.user_id, self.secretary)

    def test_a_contact_that_is_known_applies_with_the_data_on_record(self):
        partner = self.make_partner("Carla Bruno", codice_fiscale=ANNA["codice_fiscale"], email="carla@home.example")
        values = {**ANNA, f"consent_{self.purpose.code}": "1"}
        self.send("natural_person", values, self.identity())
        application = self.applications()
        self.assertEqual(application.partner_id, partner)
        self.assertEqual(partner.email, "carla@home.example")
        self.assertFalse(partner.consent_ids, "a stranger does not consent for somebody else")
        self.assertTrue(application.activity_ids)
        self.assertIn("carla@example.it", application.message_ids[0].body)
