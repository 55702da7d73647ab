import functools
import json
from datetime import date, datetime, timedelta

from odoo import Command
from odoo.exceptions import AccessError, UserError, ValidationError
from odoo.tests import HttpCase, new_test_user, tagged
from odoo.tools import SQL, mute_logger

from ..custody import books
from ..models.association_eraser import SETTINGS_TABLES
from .common import AssociationCommon

CODICE_FISCALE = "GRCNNA80A41E506W"


def on(day):
    """Run a test on that day, by the clock of its transaction, which is the one that legal days are read from."""

    def decorate(method):
        @functools.wraps(method)
        def run(self):
            self.patch(self.env.cr, "_now", datetime.fromisoformat(f"{day}T09:00:00"))
            return method(self)

        return run

    return decorate


class PrivacyCommon(AssociationCommon):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.env = cls.env["base"].with_context(lang="en_US").env
        cls.notice = cls.env["association.privacy.notice"]._draft_for(cls.company)
        cls.notice.action_publish()
        cls.photos = cls.env.ref("lecce_smartcity.consent_purpose_photos")
        cls.newsletter = cls.env.ref("lecce_smartcity.consent_purpose_newsletter")
        cls.eraser = cls.env["association.eraser"].with_user(cls.secretary)

    def erase(self, partner, scope="contact", user=None, **how):
        eraser = self.env["association.eraser"].with_user(user or self.secretary)
        return eraser._erase(partner, scope, how.pop("ground", "request"), self.company, **how)

    def give(self, partner, *purposes, **vals):
        purposes = self.env["association.consent.purpose"].browse([one.id for one in purposes])
        return self.env["association.consent"]._give(partner, purposes, self.company, self.notice, **vals)

    @classmethod
    def full_partner(cls, name="Anna Grecoantica", **vals):
        return cls.make_partner(
            name,
            **{
                "codice_fiscale": CODICE_FISCALE,
                "email": "anna.grecoantica@example.org",
                "pec": "anna.grecoantica@pec.example.it",
                "phone": "+39 0832 555123",
                "street": "Via dei Perroni 4",
                "city": "Lecce",
                "birth_place": "Lecce",
                "birth_date": "1980-01-01",
                "comment": "Preferisce essere chiamata la sera",
                "lang": "it_IT",
                **vals,
            },
        )

    def found(self, *words):
        """Return where any of these words still stand, in every text column of our tables and of Odoo's that may hold them."""
        self.env.flush_all()
        columns = self.env.execute_query(
            SQL(
                """SELECT columns.table_name, column_name FROM information_schema.columns
                     JOIN information_schema.tables USING (table_schema, table_name)
                    WHERE table_schema = current_schema() AND table_type = 'BASE TABLE'
                      AND (columns.table_name LIKE 'association%%' OR columns.table_name LIKE 'mail%%'
                           OR columns.table_name IN ('res_partner', 'res_users', 'ir_attachment', 'bus_bus', 'res_device_log'))
                      AND data_type IN ('text', 'character varying', 'jsonb')"""
            )
        )
        hits = []
        for table, column in columns:
            if table in SETTINGS_TABLES:
                continue
            ((count,),) = self.env.execute_query(
                SQL(
                    "SELECT count(*) FROM %s WHERE %s::text ILIKE ANY(%s)",
                    SQL.identifier(table), SQL.identifier(column), [f"%{word}%" for word in words],
                )
            )  # fmt: skip
            if count:
                hits.append(f"{table}.{column}")
        return hits


@tagged("post_install", "-at_install")
class TestPrivacyNotice(PrivacyCommon):
    """What people are told, version by version."""

    def test_the_model_text_names_the_association_and_its_rights(self):
        self.assertIn(self.company.name, self.notice.body)
        self.assertIn("12", self.notice.body)
        self.assertEqual(self.notice.version, 1)

    def test_the_notice_in_use_is_the_last_published_one_that_has_begun(self):
        notices = self.env["association.privacy.notice"]
        later = self.notice.copy({"version": 2, "date_from": "2020-01-01", "published": True})
        future = self.notice.copy({"version": 3, "date_from": date.today() + timedelta(days=5), "published": True})
        draft = self.notice.copy({"version": 4, "date_from": "2020-01-01"})
        self.assertEqual(notices._current(self.company), self.notice)
        self.assertEqual(notices._current(self.company, "2021-01-01"), later)
        self.assertEqual(notices._current(self.company, future.date_from), future)
        self.assertFalse(draft.is_current)
        self.assertFalse(notices._current(self.env["res.company"].create({"name": "Altra"})))

    def test_a_text_that_somebody_accepted_cannot_change_in_any_language(self):
        self.notice.body = "<p>Prima</p>"
        self.give(self.make_partner(), self.photos)
        for change in (
            lambda: self.notice.write({"body": "<p>Dopo</p>"}),
            lambda: self.notice.with_context(lang="it_IT").write({"body": "<p>Dopo</p>"}),
            lambda: self.notice.update_field_translations("body", {"it_IT": "<p>Dopo</p>"}),
            lambda: self.notice.write({"date_from": "2020-01-01"}),
            lambda: self.notice.unlink(),
        ):
            with self.assertRaises(UserError):
                change()
        self.notice.published = False

    def test_a_new_version_leaves_the_accepted_one_as_it_was(self):
        self.give(self.make_partner(), self.photos)
        action = self.notice.with_user(self.secretary).action_new_version()
        new = self.env["association.privacy.notice"].browse(action["res_id"])
        new.body = "<p>Nuova</p>"
        self.assertEqual((new.version, new.published), (2, False))
        self.assertNotEqual(self.notice.body, new.body)


@tagged("post_install", "-at_install")
class TestConsents(PrivacyCommon):
    """Consents are facts: given once, withdrawn once, never edited; a membership does not depend on them."""

    def test_withdrawing_the_photo_consent_leaves_the_membership_alone(self):
        member = self.make_member()
        consent = self.give(member.partner_id, self.photos, self.newsletter)[0]
        self.assertTrue(member.partner_id._has_consent("photos"))
        consent.with_user(self.secretary).action_withdraw()
        self.assertFalse(member.partner_id._has_consent("photos"))
        self.assertTrue(member.partner_id._has_consent("newsletter"))
        self.assertEqual((member.status, len(member.event_ids)), ("active", 1))

    def test_a_consent_in_force_is_not_given_twice(self):
        partner = self.make_partner()
        self.assertEqual(len(self.give(partner, self.photos)), 1)
        self.assertFalse(self.give(partner, self.photos))
        partner.consent_ids._withdraw()
        self.assertEqual(len(self.give(partner, self.photos)), 1)

    def test_a_consent_keeps_the_version_of_the_notice_that_was_read(self):
        self.assertEqual(self.give(self.make_partner(), self.photos).notice_id, self.notice)

    def test_the_database_refuses_to_edit_or_delete_a_consent(self):
        consent = self.give(self.make_partner(), self.photos)
        consent._withdraw()
        self.env.flush_all()
        for query in (
            "UPDATE association_consent SET given_on = '2010-01-01' WHERE id = %s",
            "UPDATE association_consent SET withdrawn_on = NULL WHERE id = %s",
            "DELETE FROM association_consent WHERE id = %s",
        ):
            with self.assertRaisesRegex(Exception, "history"), mute_logger("odoo.sql_db"), self.env.cr.savepoint():
                self.env.cr.execute(query, [consent.id])

    def test_a_second_withdrawal_is_refused(self):
        consent = self.give(self.make_partner(), self.photos)
        consent.action_withdraw()
        with self.assertRaises(UserError):
            consent.action_withdraw()


@tagged("post_install", "-at_install")
class TestPrivacyRequests(PrivacyCommon):
    """The register of requests: one month, two more with a reason, an answer with an outcome."""

    def ask(self, kind="access", on="2026-01-31", **vals):
        return (
            self.env["association.privacy.request"]
            .with_user(self.secretary)
            .create({"partner_id": self.make_partner().id, "kind": kind, "received_on": on, **vals})
        )

    @on("2026-02-10")
    def test_a_request_of_31_january_is_to_be_answered_by_28_february(self):
        request = self.ask()
        self.assertEqual(str(request.due_on), "2026-02-28")
        self.assertFalse(request.is_late)

    @on("2026-02-10")
    def test_an_extension_needs_a_reason_and_gives_two_more_months(self):
        request = self.ask()
        with self.assertRaises(UserError):
            request.action_extend()
        request.extension_reason = "Archivio cartaceo dal 1998"
        request.action_extend()
        self.assertEqual(str(request.due_on), "2026-04-30")
        with self.assertRaises(UserError):
            request.action_extend()

    @on("2026-03-02")
    def test_after_the_first_month_there_is_no_extension_and_the_request_is_late(self):
        request = self.ask(extension_reason="Complessa")
        with self.assertRaisesRegex(UserError, "12\\(3\\)"):
            request.action_extend()
        self.assertTrue(request.is_late)
        self.assertIn(request, request.search([("is_late", "=", True)]))

    @on("2026-02-10")
    def test_nothing_is_granted_before_the_identity_is_verified(self):
        request = self.ask(outcome="granted")
        for action in (request.action_copy_pdf, request.action_answer, request.action_verify_identity, request.action_erase):
            with self.assertRaises(UserError):
                action()
        request.identity_method = "document"
        request.action_verify_identity()
        self.assertEqual(request.identity_verified_by_id, self.secretary)
        request.action_answer()
        self.assertEqual((request.state, str(request.answered_on)), ("answered", "2026-02-10"))

    @on("2026-02-10")
    def test_a_refusal_needs_reasons(self):
        request = self.ask("erasure", outcome="refused")
        with self.assertRaises(UserError):
            request.action_answer()
        request.outcome_reason = "I dati servono al libro degli associati"
        request.action_answer()
        self.assertEqual(request.state, "answered")

    @on("2026-02-10")
    def test_the_secretary_is_reminded_until_the_answer(self):
        self.company.association_secretary_id = self.secretary
        request = self.ask(outcome="withdrawn")
        self.assertEqual(str(request.activity_ids.date_deadline), "2026-02-28")
        request.extension_reason = "Complessa"
        request.action_extend()
        self.assertEqual(request.activity_ids.mapped("date_deadline"), [request.due_on])
        request.action_answer()
        self.assertFalse(request.activity_ids)

    def test_a_request_cannot_come_from_the_future(self):
        with self.assertRaises(ValidationError):
            self.ask(on="2999-01-01")


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

    def copy(self, partner=None):
        return json.loads((partner or self.partner)._personal_data_json(self.company))

    def test_the_copy_says_everything_that_is_held(self):
        copy = self.copy()
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
        self.assertNotIn("Leccisi", json.dumps(self.copy()))

    def test_what_another_association_holds_is_not_in_it(self):
        other = self.env["res.company"].create({"name": "Altra associazione"})
        self.make_member(partner=self.partner, company=other, number=77)
        self.assertNotIn(77, [one.get("number") for one in self.copy()["data"]["member"]])

    def test_merged_contacts_are_in_it(self):
        twin = self.make_partner("Anna Grecoantica", street="Via Vecchia 9")
        self.env["association.partner.merge"].with_user(self.secretary)._merge(self.partner, twin)
        self.assertIn("Via Vecchia 9", json.dumps(self.copy()))

    def test_the_copy_for_people_is_a_pdf(self):
        self.assertTrue(self.partner._personal_data_pdf(self.company).startswith(b"%PDF"))

    def test_every_model_that_leads_to_a_person_is_in_the_list(self):
        """A model that comes later is found by itself; one that hides the person behind another field is seen here."""
        listed = {holding.model for holding in self.env["association.personal.data"]._holdings()}
        officers = {"association.partner.merge", "association.duplicate", "association.privacy.erasure"}
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
        request = self.env["association.privacy.request"].create({"partner_id": partner.id, "company_id": self.company.id})
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
        user = new_test_user(self.env, "anna.grecoantica@example.org", groups="base.group_portal", partner_id=partner.id)
        member = self.former(partner)
        twin = self.make_partner("Anna Grecoantica", email="anna.grecoantica@vecchia.example.org", phone="+39 0832 999888")
        self.env["association.partner.merge"].with_user(self.secretary)._merge(partner, twin, motive="Anna Grecoantica è una")
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
            {"event_id": event.id, "date": "2016-01-10", "reference": "anna.grecoantica@pec.example.it", "attachment_id": file.id}
        )
        self.give(partner, self.photos)
        body.message_post(body="Per il Comune è venuta <b>Anna Grecoantica</b>", subject="Anna Grecoantica")
        request = self.env["association.privacy.request"].create(
            {"partner_id": partner.id, "kind": "erasure", "details": "Sono Anna Grecoantica", "company_id": self.company.id}
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
        wizard = self.env["association.erasure.wizard"].with_user(self.secretary).create({"partner_id": member.partner_id.id})
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
        self.env["association.member.notification"].create({"event_id": refusal.id, "date": "2026-02-10", "channel": "pec"})
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
        self.env.ref("lecce_smartcity.retention_former_members").write({"legal_hold": True, "legal_hold_reason": "Verifica"})
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

    def test_logs_older_than_the_term_are_deleted_and_counted(self):
        self.env.cr.execute("INSERT INTO ir_logging (create_date, name, type, message, path, func, line)"
                            " VALUES ('2020-01-01', 'x', 'server', 'm', 'p', 'f', '1')")  # fmt: skip
        run = self.open_run()
        self.assertTrue(run.line_ids.filtered(lambda one: one.rule_id == self.rule("logs")))
        run.line_ids.filtered(lambda one: one.rule_id != self.rule("logs")).write({"exclude": True, "reason": "altro test"})
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


@tagged("post_install", "-at_install")
class TestPrivacyRoles(PrivacyCommon):
    """Who reads, who writes: each role by a user who has that role alone."""

    MATRIX = {
        "association.privacy.notice": {"secretary": (True, True, True)},
        "association.consent.purpose": {"administrator": (True, True, True)},
        "association.consent": {"secretary": (True, True, True)},
        "association.privacy.request": {"secretary": (True, True, True)},
        "association.privacy.erasure": {},
        "association.retention.rule": {"administrator": (True, True, True)},
        "association.partner.merge": {},
        "association.duplicate": {"secretary": (True, False, True)},
    }

    def test_every_role_may_do_what_the_table_says_and_no_more(self):
        for model, exceptions in self.MATRIX.items():
            for role in ("secretary", "treasurer", "board", "auditor", "administrator", "portal"):
                default = (False, False, False) if role == "portal" else (True, False, False)
                expected = exceptions.get(role, default)
                if role == "administrator":
                    expected = exceptions.get(role, exceptions.get("secretary", default))
                records = self.env[model].with_user(getattr(self, role))
                found = tuple(records.has_access(operation) for operation in ("read", "create", "write"))
                with self.subTest(model=model, role=role):
                    self.assertEqual(found, expected)

    def test_nobody_deletes_the_registers(self):
        for model in ("association.consent", "association.privacy.request", "association.privacy.erasure",
                      "association.partner.merge"):  # fmt: skip
            for role in ("secretary", "auditor", "administrator"):
                self.assertFalse(self.env[model].with_user(getattr(self, role)).has_access("unlink"), (model, role))

    def test_another_associations_requests_are_not_seen(self):
        other = self.env["res.company"].create({"name": "Altra"})
        request = self.env["association.privacy.request"].create(
            {"partner_id": self.make_partner().id, "company_id": other.id}
        )
        with self.assertRaises(AccessError):
            request.with_user(self.secretary).check_access("read")
