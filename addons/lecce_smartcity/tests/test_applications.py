from datetime import date, datetime, timedelta
from unittest.mock import patch

from odoo import Command
from odoo.exceptions import AccessError, UserError, ValidationError
from odoo.tests import Form, new_test_user, tagged
from odoo.tools import mute_logger

from .common import AssociationCommon


class ApplicationCommon(AssociationCommon):
    """Applications as the secretariat receives them."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.today = date(2026, 3, 10)
        cls.startClassPatcher(patch.object(cls.env.cr, "now", lambda: datetime(2026, 3, 10, 9, 0)))
        cls.env = cls.env["base"].with_context(lang="en_US").env
        cls.Application = cls.env["association.application"].with_user(cls.secretary)

    def person(self, name="Anna Greco", **vals):
        return self.make_partner(name, birth_date="1980-01-01", codice_fiscale="GRCNNA80A41E506W", **vals)

    def body(self, name="Comune di Prova", **vals):
        return self.make_partner(
            name, is_company=True, legal_form_id=self.municipality.id, codice_fiscale="80008510754", **vals
        )

    def receive(self, partner=None, on="2026-03-01", **vals):
        return self.Application.create(
            {
                "partner_id": (partner or self.person()).id,
                "received_on": on,
                "category_id": self.category.id,
                "privacy_acknowledged_on": "2026-03-01 10:00:00",
                **vals,
            }
        )

    def complete(self, applications):
        """Put in everything that the check lists ask for."""
        for line in applications.requirement_ids:
            if line.kind == "document":
                line.seen = True
            elif line.kind == "act":
                line.reference = "Giunta comunale n. 45 del 12/02/2026"
        return applications

    def decide(self, applications, **vals):
        wizard = (
            self.env["association.application.decide"]
            .with_user(self.secretary)
            .with_context(applications.env.context)
            .create(
                {
                    "application_ids": [Command.set(applications.ids)],
                    "resolution": "Consiglio direttivo n. 12 del 10/03/2026",
                    "decided_on": "2026-03-10",
                    **vals,
                }
            )
        )
        wizard.action_confirm()
        return wizard


@tagged("post_install", "-at_install")
class TestReceiving(ApplicationCommon):
    def test_an_application_makes_an_applicant_with_a_reference_and_a_check_list(self):
        application = self.receive()
        self.assertEqual(application.member_id.status, "applicant")
        self.assertEqual(application.member_id.event_ids.mapped("type"), ["application"])
        self.assertEqual(application.member_id.event_ids.legal_date, date(2026, 3, 1))
        self.assertRegex(application.reference, r"^\d{4}/\d{4}$")
        self.assertEqual(
            set(application.requirement_ids.mapped("code")), {"identity", "birth_date", "codice_fiscale", "privacy"}
        )

    def test_references_of_two_associations_do_not_mix(self):
        other = self.env["res.company"].create({"name": "Altra associazione"})
        self.env.user.company_ids += other
        self.receive()
        second = self.env["association.application"].create(
            {"partner_id": self.make_partner("Luca Rizzo").id, "company_id": other.id}
        )
        self.assertEqual(second.reference[-4:], "0001")

    def test_the_term_is_sixty_days_for_a_third_sector_body_and_absent_under_the_civil_code(self):
        application = self.receive(on="2026-01-02")
        self.assertEqual(application.decision_due, date(2026, 3, 3))
        self.assertTrue(application.is_late)
        self.company.association_regime_ids.regime = "unrecognised"
        self.assertFalse(application.decision_due)
        self.assertFalse(application.is_late)

    def test_late_and_soon_due_applications_are_found(self):
        late = self.receive(on="2026-01-02")
        soon = self.receive(self.make_partner("Luca Rizzo"), on="2026-01-15")
        far = self.receive(self.make_partner("Sara Longo"), on="2026-03-09")
        ours = self.Application.search([("company_id", "=", self.company.id)])
        self.assertEqual(ours.filtered_domain([("decision_due", "<", self.today)]), late)
        near = [("decision_due", ">=", "2026-03-10"), ("decision_due", "<=", "2026-03-25")]
        self.assertEqual(self.Application.search([("company_id", "=", self.company.id), *near]), soon)
        self.assertGreater(far.days_left, 15)

    def test_a_member_and_a_pending_applicant_are_refused_by_name(self):
        member = self.make_member("Ugo Serra")
        pending = self.receive(self.make_partner("Luca Rizzo"))
        with self.assertRaisesRegex(ValidationError, "Ugo Serra is a member already, no. 1"):
            self.receive(member.partner_id)
        with self.assertRaisesRegex(ValidationError, pending.reference):
            self.receive(pending.partner_id)
        with self.assertRaisesRegex(ValidationError, "(?s)Ugo Serra.*Luca Rizzo"):
            self.Application.create([{"partner_id": p.id} for p in member.partner_id | pending.partner_id])

    def test_the_same_person_twice_in_one_batch_is_refused_and_nothing_stays(self):
        partner = self.make_partner("Sara Longo")
        with self.assertRaises(ValidationError):
            self.Application.create([{"partner_id": partner.id}, {"partner_id": partner.id}])
        self.assertFalse(partner.member_ids)

    def test_a_former_member_applies_and_is_readmitted_under_a_new_number(self):
        member = self.make_member("Ugo Serra", on="2020-01-10")
        self.record(member, "exclusion", "2024-01-10")
        application = self.complete(self.receive(member.partner_id))
        self.assertEqual(application.member_id, member)
        self.decide(application, waive=True, waiver="Dati noti")
        self.assertEqual(application.decision_type, "readmission")
        self.assertEqual(application.state, "admitted")
        self.assertEqual(member.number, 2)

    def test_an_imported_applicant_gets_no_second_event(self):
        member = self.env["association.member"].create({"partner_id": self.make_partner("Ida Conte").id})
        self.record(member, "application", "2026-02-01", category_id=self.category.id)
        application = self.receive(member.partner_id)
        self.assertEqual(len(application.member_id.event_ids), 1)

    def test_who_applied_and_when_cannot_be_changed(self):
        application = self.receive()
        with self.assertRaises(UserError):
            application.received_on = "2026-02-01"
        with self.assertRaises(UserError):
            application.partner_id = self.make_partner("Luca Rizzo")

    def test_correcting_the_day_of_arrival_moves_the_term(self):
        application = self.receive(on="2026-03-01")
        event = application.member_id.event_ids
        self.env["association.member.correct"].with_user(self.secretary).create(
            {"event_id": event.id, "mode": "replace", "new_effective_date": "2026-02-20", "motive": "Timbro di arrivo"}
        ).action_confirm()
        self.assertEqual(application.received_on, date(2026, 2, 20))
        self.assertEqual(application.decision_due, date(2026, 2, 20) + timedelta(days=60))

    def test_the_form_view_receives_an_application(self):
        with Form(self.Application) as form:
            form.partner_id = self.person()
            form.category_id = self.category
        application = form.record
        self.assertEqual(application.received_on, self.today)
        self.assertIn("Identity document", application.missing)
        self.assertIn("Privacy notice acknowledged", application.missing)

    def test_the_secretary_is_warned_once_of_a_term_that_is_near(self):
        self.company.association_secretary_id = self.secretary
        near = self.receive(on="2026-01-15")
        far = self.receive(self.make_partner("Luca Rizzo"), on="2026-03-09")
        self.env["association.application"]._cron_warn_due()
        self.env["association.application"]._cron_warn_due()
        self.assertEqual(near.activity_ids.user_id, self.secretary)
        self.assertEqual(len(near.activity_ids), 1)
        self.assertEqual(near.activity_ids.date_deadline, near.decision_due)
        self.assertFalse(far.activity_ids)


@tagged("post_install", "-at_install")
class TestCheckList(ApplicationCommon):
    def test_a_public_body_is_asked_for_its_act_its_representative_pec_and_ipa(self):
        application = self.receive(self.body())
        self.assertEqual(
            set(application.requirement_ids.mapped("code")),
            {"deliberation", "commitment", "appointment", "pec", "ipa_code", "codice_fiscale", "privacy"},
        )
        levels = {line.code: line.level for line in application.requirement_ids}
        self.assertEqual(levels["deliberation"], "mandatory")

    def test_data_of_the_applicant_tick_themselves_off(self):
        application = self.receive(self.body())
        lines = {line.code: line for line in application.requirement_ids}
        self.assertFalse(lines["pec"].done)
        application.partner_id.pec = "protocollo@pec.comune.prova.it"
        self.assertTrue(lines["pec"].done)
        self.assertEqual(lines["pec"].done_on, self.today)
        self.env["association.representative"].create(
            {"member_id": application.member_id.id, "partner_id": self.make_partner("Ada Conte").id, "date_from": "2026-01-01"}
        )
        self.assertTrue(lines["appointment"].done)

    def test_an_act_is_there_when_its_details_are(self):
        application = self.receive(self.body())
        line = application.requirement_ids.filtered(lambda item: item.code == "deliberation")
        line.attachment_name = "delibera.pdf"
        self.assertFalse(line.done)
        line.reference = "Consiglio comunale n. 8 del 20/02/2026"
        self.assertTrue(line.done)

    def test_the_list_follows_the_legal_form(self):
        application = self.receive()
        application.legal_form_id = self.env.ref("lecce_smartcity.legal_form_company")
        codes = set(application.requirement_ids.mapped("code"))
        self.assertIn("chamber_extract", codes)
        self.assertNotIn("birth_date", codes)

    def test_a_document_is_filed_under_its_line_and_others_beside(self):
        application = self.receive()
        application._file("identity", "carta.pdf", b"%PDF-1.4 carta")
        application._file("other", "lettera.pdf", b"%PDF-1.4 lettera")
        line = application.requirement_ids.filtered(lambda item: item.code == "identity")
        self.assertTrue(line.done)
        self.assertEqual(application.attachment_ids.mapped("name"), ["lettera.pdf"])

    def test_mandatory_lines_cannot_be_removed(self):
        application = self.receive(self.body())
        mandatory = application.requirement_ids.filtered(lambda line: line.level == "mandatory")
        with self.assertRaises(UserError):
            mandatory.unlink()

    def test_what_was_seen_stays_seen_after_the_decision(self):
        application = self.complete(self.receive())
        self.decide(application)
        application.partner_id.codice_fiscale = False
        line = application.requirement_ids.filtered(lambda item: item.code == "codice_fiscale")
        self.assertTrue(line.done)


@tagged("post_install", "-at_install")
class TestDeciding(ApplicationCommon):
    def test_an_admission_gives_number_entry_and_letter(self):
        application = self.complete(self.receive())
        self.decide(application)
        self.assertEqual(application.state, "admitted")
        self.assertEqual(application.member_id.status, "active")
        self.assertEqual(application.number, 1)
        self.assertEqual(application.annotated_on, self.today)
        entries = application.decision_event_id.entry_ids
        self.assertEqual(entries.kind, "admission")

    def test_a_public_body_without_deliberation_is_never_admitted(self):
        application = self.receive(self.body(pec="a@pec.it", ipa_code="c_e506"))
        with self.assertRaisesRegex(ValidationError, "lacks: Deliberation"):
            self.decide(application, waive=True, waiver="Arriverà")
        with self.assertRaisesRegex(ValidationError, "Deliberation"):
            self.record(application.member_id, "admission", "2026-03-10", category_id=self.category.id)
        self.assertEqual(application.member_id.status, "applicant")

    def test_nobody_is_admitted_without_a_legal_form(self):
        application = self.complete(self.receive(self.make_partner("Ente ignoto", legal_form_id=False)))
        self.assertIn("Legal form", application.missing)
        with self.assertRaisesRegex(ValidationError, "lacks: Legal form"):
            self.decide(application, waive=True, waiver="Noto")
        application.legal_form_id = self.municipality
        self.assertIn("Deliberation", application.missing)

    def test_what_is_not_mandatory_is_waived_with_a_reason_on_record(self):
        application = self.receive()
        with self.assertRaisesRegex(ValidationError, "lacks: Identity document"):
            self.decide(application)
        with self.assertRaises(UserError):
            self.decide(application, waive=True)
        self.decide(application, waive=True, waiver="Persona nota al consiglio")
        self.assertEqual(application.state, "admitted")
        self.assertEqual(application.waiver, "Persona nota al consiglio")

    def test_a_refusal_needs_reasons_and_opens_the_appeal_when_notified(self):
        application = self.receive(on="2026-02-01")
        with self.assertRaisesRegex(ValidationError, "reasons"):
            self.decide(application, decision="refuse")
        self.decide(application, decision="refuse", motive="Mancano i requisiti dell'art. 5 dello statuto")
        self.assertEqual(application.state, "refused")
        self.assertEqual(application.member_id.status, "not_admitted")
        self.assertFalse(application.decision_event_id.entry_ids, "refusals do not enter the members' book")
        self.notify(application)
        self.assertEqual(application.appeal_until, date(2026, 5, 9))

    def notify(self, application, on="2026-03-10"):
        self.env["association.member.notify"].with_user(self.secretary).create(
            {
                "event_ids": [Command.set(application.decision_event_id.ids)],
                "date": on,
                "channel": "pec",
                "reference": "opec123",
            }
        ).action_confirm()

    def test_a_decision_is_not_notified_before_it_is_taken(self):
        application = self.receive(on="2026-02-01")
        self.decide(application, decision="refuse", motive="Requisiti")
        with self.assertRaises(UserError):
            self.notify(application, on="2026-03-09")

    def test_an_appeal_upheld_admits_and_one_out_of_time_does_not_reach_the_assembly(self):
        application = self.complete(self.receive(on="2026-02-01"))
        self.decide(application, decision="refuse", motive="Requisiti")
        self.notify(application)
        wizard = self.env["association.application.appeal"].with_user(self.secretary)
        late = wizard.create({"application_id": application.id, "received_on": "2026-05-10"})
        self.assertTrue(late.is_late)
        late.action_confirm()
        self.assertEqual(application.appeal_state, "late")
        with self.assertRaises(UserError):
            application._decide_appeal(True, "Assemblea n. 1", date(2026, 5, 20))
        wizard.create({"application_id": application.id, "received_on": "2026-05-09"}).action_confirm()
        self.assertEqual(application.appeal_state, "filed")
        refusal = application.decision_event_id
        wizard.create(
            {
                "application_id": application.id,
                "outcome": "upheld",
                "resolution": "Assemblea n. 3 del 20/05/2026",
                "decided_on": "2026-05-20",
            }
        ).action_confirm()
        self.assertEqual((application.state, application.appeal_state), ("admitted", "upheld"))
        self.assertEqual(application.member_id.status, "active")
        self.assertEqual(application.refusal_event_id, refusal)

    def test_an_appeal_dismissed_leaves_the_refusal(self):
        application = self.receive(on="2026-02-01")
        self.decide(application, decision="refuse", motive="Requisiti")
        application._file_appeal(date(2026, 3, 20))
        application._decide_appeal(False, "Assemblea n. 3", date(2026, 5, 20))
        self.assertEqual((application.state, application.appeal_state), ("refused", "dismissed"))

    def test_one_category_does_not_fit_every_legal_form(self):
        application = self.complete(self.receive(category_id=self.env.ref("lecce_smartcity.category_ordinary_public").id))
        with self.assertRaisesRegex(ValidationError, "not open to the legal form"):
            self.decide(application)

    def test_an_application_is_not_decided_by_hand(self):
        application = self.receive()
        with mute_logger("odoo.sql_db"), self.assertRaises(Exception), self.env.cr.savepoint():
            application.state = "admitted"
            application.flush_recordset()
        application.invalidate_recordset()
        self.assertEqual(application.state, "received")

    def test_annulling_the_decision_reopens_the_application(self):
        application = self.complete(self.receive())
        self.decide(application)
        application.decision_event_id._annul("Delibera mai adottata")
        self.assertEqual(application.state, "to_decide")
        self.assertFalse(application.decision_event_id)
        self.assertEqual(application.member_id.status, "applicant")
        self.decide(application)
        self.assertEqual(application.number, 2, "a number is never used again")

    def test_an_application_entered_by_mistake_is_closed_with_its_event(self):
        application = self.receive()
        application.member_id.event_ids._annul("Domanda di un omonimo")
        self.assertEqual(application.state, "withdrawn")
        self.assertFalse(application.member_id.status)

    def test_an_applicant_may_take_the_application_back_and_the_book_does_not_know(self):
        application = self.receive()
        application._withdraw(self.today, "Ci ripensa")
        self.assertEqual(application.state, "withdrawn")
        self.assertFalse(application.decision_event_id.entry_ids)
        again = self.receive(application.partner_id, on="2026-03-12")
        self.assertEqual(again.member_id.with_context(as_of="2026-03-12").status, "applicant")

    def test_the_decision_is_taken_in_the_form_that_the_button_opens(self):
        application = self.complete(self.receive())
        action = application.action_decide()
        model = self.env[action["res_model"]].with_user(self.secretary).with_context(**action["context"])
        with Form(model) as form:
            form.resolution = "Consiglio direttivo n. 12 del 10/03/2026"
        form.record.action_confirm()
        self.assertEqual(application.state, "admitted")

    def test_two_hundred_decisions_are_one_batch(self):
        partners = self.env["res.partner"].create(
            [{"name": f"Persona {n}", "legal_form_id": self.natural_person.id} for n in range(200)]
        )
        applications = self.Application.create(
            [{"partner_id": partner.id, "category_id": self.category.id} for partner in partners]
        )
        applications.requirement_ids.sudo().filtered(lambda line: line.kind == "data").unlink()
        applications.privacy_acknowledged_on = "2026-03-01 10:00:00"
        self.complete(applications)
        # As in the web client, with the changes tracked in the chatter.
        applications = applications.with_context(tracking_disable=False, mail_create_nolog=False)
        self.env.flush_all()
        self.env.invalidate_all()
        with self.assertQueryCount(MASS_QUERIES):
            self.decide(applications)
            self.env.flush_all()
        self.assertEqual(set(applications.mapped("state")), {"admitted"})
        self.assertEqual(sorted(applications.mapped("number")), list(range(1, 201)))

    def test_a_mass_decision_names_every_incomplete_application_and_records_none(self):
        good = self.complete(self.receive())
        bad = self.receive(self.make_partner("Luca Rizzo")) | self.receive(self.make_partner("Sara Longo"))
        with self.assertRaisesRegex(ValidationError, "(?s)Luca Rizzo.*Sara Longo"):
            self.decide(good | bad)
        self.assertEqual(good.state, "received")


# Decisions on 200 applications: number, event, period, entry, state, tracking.
MASS_QUERIES = 110


@tagged("post_install", "-at_install")
class TestApplicationRoles(ApplicationCommon):
    def test_only_the_secretariat_receives_and_decides(self):
        application = self.complete(self.receive())
        for user in (self.treasurer, self.board, self.auditor):
            theirs = application.with_user(user)
            self.assertTrue(theirs.missing is not None and theirs.reference)
            with self.assertRaises(AccessError):
                theirs.state = "to_decide"
            with self.assertRaises(AccessError):
                theirs._decide([])  # nothing to do is nothing refused
                self.env["association.application.decide"].with_user(user).create(
                    {"application_ids": [Command.set(application.ids)], "resolution": "x"}
                )
            with self.assertRaises(AccessError):
                self.env["association.application"].with_user(user).create(
                    {"partner_id": self.make_partner("Luca Rizzo").id}
                )
        self.decide(application)
        self.assertEqual(application.state, "admitted")

    def test_an_application_is_never_deleted(self):
        application = self.receive()
        with self.assertRaises(AccessError):
            application.unlink()
        with self.assertRaises(UserError):
            application.sudo().unlink()

    def test_an_association_does_not_see_the_applications_of_another(self):
        other = self.env["res.company"].create({"name": "Altra associazione"})
        stranger = new_test_user(
            self.env(context={}), "stranger", groups="lecce_smartcity.group_secretariat",
            company_id=other.id, company_ids=[Command.set(other.ids)],
        )  # fmt: skip
        application = self.receive()
        theirs = application.with_user(stranger).with_context(allowed_company_ids=other.ids)
        self.assertFalse(theirs.search([("id", "=", application.id)]))
        with self.assertRaises(AccessError):
            theirs.read(["reference"])

    def test_the_portal_sees_no_application(self):
        application = self.receive()
        with self.assertRaises(AccessError):
            application.with_user(self.portal).read(["reference"])

    def test_requirements_are_the_administrator_s(self):
        requirement = self.env.ref("lecce_smartcity.requirement_identity")
        with self.assertRaises(AccessError):
            requirement.with_user(self.secretary).level = "optional"
        requirement.with_user(self.administrator).level = "optional"
