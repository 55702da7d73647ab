from datetime import date, timedelta

from odoo.exceptions import AccessError, UserError, ValidationError
from odoo.tests import tagged
from odoo.tools import mute_logger

from .privacy_common import PrivacyCommon, on


@tagged("post_install", "-at_install")
class TestPrivacyNotice(PrivacyCommon):
    """What people are told, version by version."""

    def test_the_model_text_names_the_association_and_its_rights(self):
        self.assertIn(self.company.name, self.notice.body)
        self.assertIn("Garante", self.notice.body)
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
        for action in (
            request.action_copy_pdf,
            request.action_answer,
            request.action_verify_identity,
            request.action_erase,
        ):
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
