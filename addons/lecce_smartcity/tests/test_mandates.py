from odoo import Command, fields
from odoo.exceptions import AccessError, UserError, ValidationError
from odoo.tests import new_test_user, tagged
from odoo.tools import mute_logger

from .bodies_common import BodiesCommon


@tagged("post_install", "-at_install")
class TestMandates(BodiesCommon):
    """Who holds which office on a day."""

    def states(self, mandate, *days):
        return [mandate.with_context(as_of=day).state for day in days]

    def test_a_mandate_is_designated_then_accepted_then_in_office_then_prorogued(self):
        mandate = self.name_on(self.seats[0], self.anna, "2023-05-15")
        self.assertEqual(str(mandate.date_to), "2026-05-14")
        self.assertEqual(self.states(mandate, "2023-05-20"), ["designated"])
        mandate._accept("2023-05-20")
        days = ("2023-05-19", "2023-05-20", "2026-05-14", "2026-05-15")
        self.assertEqual(self.states(mandate, *days), ["designated", "in_office", "in_office", "prorogatio"])

    def test_the_successor_ends_the_prorogatio(self):
        first = self.name_on(self.seats[0], self.anna, "2023-05-15", accepted="2023-05-20")
        self.name_on(self.seats[0], self.bruno, "2026-06-01", accepted="2026-06-10")
        self.assertEqual(self.states(first, "2026-06-09", "2026-06-10"), ["prorogatio", "ended"])
        self.assertEqual(first.with_context(as_of="2026-06-10").how_ended, "expiry")

    def test_nobody_takes_office_without_the_declaration(self):
        mandate = self.name_on(self.seats[0], self.anna, "2023-05-15")
        with self.assertRaisesRegex(ValidationError, "2382"):
            mandate._accept("2023-05-20", declared=False)

    def test_a_mandate_from_before_the_legal_regime_is_told_all_the_same(self):
        mandate = self.name_on(self.seats[0], self.anna, "2008-05-15", accepted=None)
        self.assertEqual(str(mandate.date_to), "2011-05-14")
        self.assertEqual(self.states(mandate, "2014-01-01"), ["ended"])

    def test_two_mandates_on_one_seat_in_the_same_days_are_refused(self):
        self.name_on(self.seats[0], self.anna, "2023-05-15", accepted="2023-05-20")
        with self.assertRaisesRegex(ValidationError, "Somebody holds this seat"):
            self.name_on(self.seats[0], self.bruno, "2025-01-01")
        self.assertEqual(self.seats[0].mandate_ids.partner_id, self.anna)

    def test_an_end_cannot_be_annulled_once_somebody_else_sits_there(self):
        mandate = self.name_on(self.seats[0], self.anna, "2023-05-15", accepted="2023-05-20")
        act = mandate._record("resignation", "2024-01-31")
        self.name_on(self.seats[0], self.bruno, "2024-03-01", accepted="2024-03-01")
        with self.assertRaisesRegex(ValidationError, "Somebody holds this seat"):
            mandate._record("annulment", "2024-02-02", corrects_id=act.id)
        self.assertEqual(str(mandate.ended_on), "2024-01-31")

    def test_who_is_named_and_has_not_accepted_is_shown_beside_the_vacant_seat(self):
        self.name_on(self.seats[0], self.anna, "2023-05-15")
        seat = self.seats[0].with_context(as_of="2023-06-01")
        self.assertTrue(seat.is_vacant)
        self.assertEqual((seat.pending_id, seat.holder_state), (self.anna, "designated"))

    def test_an_end_is_an_act_and_acts_do_not_change(self):
        mandate = self.name_on(self.seats[0], self.anna, "2023-05-15", accepted="2023-05-20")
        act = mandate._record("resignation", "2024-01-31")
        self.assertEqual(self.states(mandate, "2024-01-31", "2024-02-01"), ["in_office", "ended"])
        with mute_logger("odoo.sql_db"), self.assertRaises(Exception), self.env.cr.savepoint():
            act.sudo().write({"date": "2024-03-31"})
            self.env.flush_all()
        with self.assertRaises(UserError):
            mandate.with_user(self.secretary).write({"date_to": "2024-12-31"})
        mandate._record("annulment", "2024-02-02", corrects_id=act.id)
        self.assertEqual(self.states(mandate, "2024-02-01"), ["in_office"])

    def test_who_holds_which_office_on_a_day_is_one_query(self):
        self.name_on(self.seats[0], self.anna, "2020-05-15", accepted="2020-05-15")
        self.name_on(self.seats[1], self.bruno, "2023-05-15", accepted="2023-05-15")
        self.env.flush_all()
        with self.assertQueryCount(1):
            holders = self.env["association.mandate"]._holders(self.company, self.day("2023-06-30"))
        names = {holder.name: holder.state for holder in holders.values()}
        self.assertEqual(names, {"Anna Greco": "prorogatio", "Bruno Leo": "in_office"})

    def test_only_the_president_in_office_is_the_president(self):
        user = self.secretary
        mandate = self.name_on(self.president_seat, user.partner_id, "2023-05-15", accepted="2023-05-15")
        mandate._record("resignation", "2024-01-31")
        in_office = self.env["association.mandate"]._in_office
        self.assertTrue(in_office(user, self.company, "president", "2024-01-31"))
        self.assertFalse(in_office(user, self.company, "president", "2024-02-01"))
        self.assertTrue(in_office(user, self.company, ("president", "secretary"), "2023-05-15"))
        self.assertFalse(in_office(user, self.company, "secretary", "2023-05-15"))

    def test_director_and_auditor_at_once_is_refused_under_ets(self):
        self.name_on(self.seats[0], self.anna, "2023-05-15", accepted="2023-05-15")
        auditor = self.name_on(self.control.seat_ids[0], self.anna, "2023-06-01")
        with self.assertRaisesRegex(ValidationError, r"art\. 30\(5\)"):
            auditor._accept("2023-06-01")

    def test_a_new_mayor_puts_the_designee_in_prorogatio(self):
        designee = self.name_on(self.municipal_seat, self.bruno, "2024-06-01", accepted="2024-06-01")
        self.env["association.mayor.term"].create({"member_id": self.city.id, "sworn_on": "2026-06-20"})
        self.assertEqual(str(self.city.mayor_term_ids.redesignation_due), "2026-08-04")
        self.assertEqual(self.states(designee, "2026-06-19", "2026-06-20"), ["in_office", "prorogatio"])
        self.assertEqual(designee.with_context(as_of="2026-06-20").how_ended, "mayor_term")

    def test_the_auditor_reads_mandates_and_changes_none(self):
        mandate = self.name_on(self.seats[0], self.anna, "2023-05-15", accepted="2023-05-20")
        self.assertEqual(mandate.with_user(self.auditor).read(["state"])[0]["id"], mandate.id)
        with self.assertRaises(AccessError):
            mandate.with_user(self.auditor)._record("resignation")

    def test_who_holds_an_office_is_not_erased_and_the_reasons_of_a_former_holder_are(self):
        mandate = self.name_on(self.seats[0], self.anna, "2023-05-15", accepted="2023-05-20")
        eraser = self.env["association.eraser"]
        self.assertIn("Consiglio direttivo", "".join(eraser._blockers(self.anna, "all")))
        act = mandate._record("resignation", "2024-01-31", reason="Motivi di salute")
        self.assertFalse(eraser._blockers(self.anna, "all"))
        eraser.with_user(self.secretary)._erase(self.anna, "all", "request", self.company)
        self.assertFalse(act.reason)
        self.assertEqual((mandate.end_kind, str(mandate.ended_on)), ("resignation", "2024-01-31"))


@tagged("post_install", "-at_install")
class TestMandateWizards(BodiesCommon):
    """Appointing and recording, as the secretariat does it."""

    def appoint(self, seat, partner, **vals):
        wizard = self.env["association.mandate.appoint"].with_user(self.secretary).create(
            {"seat_id": seat.id, "partner_id": partner.id, **vals}
        )
        wizard.action_confirm()
        return seat.mandate_ids.sorted("id")[-1]

    def test_the_secretary_appoints_and_the_holder_before_ends_the_day_before(self):
        first = self.appoint(self.seats[0], self.anna, date_from="2024-05-15", accepted=True, accepted_on="2024-05-15", declared=True)
        self.assertEqual((first.state, first.appointment), ("in_office", "elected"))
        second = self.appoint(self.seats[0], self.bruno, date_from="2025-03-01")
        self.assertEqual((str(first.ended_on), first.end_kind), ("2025-02-28", "replaced"))
        self.assertEqual(second.state, "designated")

    def test_who_is_co_opted_stays_until_the_next_assembly(self):
        self.board_body.replacement = "co_optation"
        first = self.name_on(self.seats[0], self.anna, "2024-05-15", accepted="2024-05-15")
        first._record("resignation", "2025-02-28")
        second = self.appoint(self.seats[0], self.bruno, date_from="2025-03-10")
        self.assertEqual((second.appointment, second.act_type, second.date_to), ("co_opted", "board_resolution", False))

    def test_a_new_designee_serves_out_the_term_of_the_former_one(self):
        first = self.name_on(self.municipal_seat, self.anna, "2024-05-15", accepted="2024-05-15")
        first._record("revocation", "2025-02-28", act_number="7")
        second = self.appoint(self.municipal_seat, self.bruno, date_from="2025-03-10")
        self.assertEqual(second.date_to, first.date_to)

    def test_an_acceptance_without_declaration_is_refused_and_nothing_is_left(self):
        with self.assertRaisesRegex(ValidationError, "2382"), self.env.cr.savepoint():
            self.appoint(self.seats[0], self.anna, date_from="2024-05-15", accepted=True, accepted_on="2024-05-15")
        self.assertFalse(self.seats[0].mandate_ids)

    def test_a_designee_of_the_municipality_carries_its_act(self):
        mandate = self.appoint(self.municipal_seat, self.anna, date_from="2024-06-10", act_number="42", act_date="2024-06-01")
        self.assertEqual((mandate.appointment, mandate.act_type), ("designated", "decree"))
        self.assertEqual((mandate.on_behalf_id, str(mandate.known_on)), (self.city, "2024-06-01"))

    def test_who_follows_a_resignation_ends_with_the_others(self):
        accepted = {"accepted": True, "accepted_on": "2025-05-15", "declared": True}
        mandate = self.appoint(self.seats[0], self.anna, date_from="2025-05-15", date_to="2028-05-14", **accepted)
        mandate._record("resignation", "2026-06-30", reason="Lettera del 12 giugno")
        wizard = self.env["association.mandate.appoint"].with_user(self.secretary).new(
            {"seat_id": self.seats[0].id, "date_from": "2026-07-01", "appointment": "elected"}
        )
        self.assertEqual(str(wizard.date_to), "2028-05-14")

    def test_recording_tells_what_follows(self):
        accepted = {"accepted": True, "accepted_on": "2026-05-15", "declared": True}
        mandate = self.appoint(self.seats[0], self.anna, date_from="2026-05-15", **accepted)
        wizard = self.env["association.mandate.record"].with_user(self.secretary).create(
            {"mandate_ids": mandate.ids, "kind": "resignation", "date": "2026-06-30"}
        )
        self.assertIn("vacant from 01/07/2026", wizard.preview)
        self.assertIn("art. 48", wizard.preview)
        wizard.action_confirm()
        self.assertEqual(mandate.with_context(as_of="2026-07-01").state, "ended")

    def test_a_third_mandate_with_a_limit_of_two_is_told(self):
        self.board_body.mandates_max = 2
        for start, end in (("2018-05-15", "2021-05-14"), ("2021-05-15", "2024-05-14")):
            self.name_on(self.seats[0], self.anna, start, date_to=end, accepted=start)
        wizard = self.env["association.mandate.appoint"].create(
            {"seat_id": self.seats[0].id, "partner_id": self.anna.id, "date_from": "2024-05-15"}
        )
        self.assertIn("no. 3 in a row", wizard.preview)

    def test_when_a_third_of_the_seats_is_vacant_the_body_lapses_if_the_rule_says_so(self):
        self.board_body.lapse_share = "1/3"
        people = [self.make_partner(f"Persona {number}") for number in range(7)]
        for seat, person in zip(self.seats, people, strict=True):
            self.name_on(seat, person, "2026-05-15", accepted="2026-05-15", on_behalf_id=self.city.id)
        self.assertFalse(self.board_body._judge_lapse(self.day("2026-05-15")))
        for seat in self.seats[:3]:
            seat.mandate_ids._record("resignation", "2026-09-30")
        self.assertEqual(self.board_body._judge_lapse(self.day("2026-10-01"))[0].code, "body_lapses")
        action = self.board_body.action_lapse()
        self.assertEqual(action["context"]["default_kind"], "body_lapse")


@tagged("post_install", "-at_install")
class TestDeadlines(BodiesCommon):
    """What mandates make due."""

    def refresh(self, on):
        return self.env["association.deadline"]._refresh(self.company, self.day(on))

    def found(self, code):
        return self.env["association.deadline"].search([("company_id", "=", self.company.id), ("code", "=", code)])

    def test_an_appointment_is_due_in_the_register_thirty_days_after_it_is_known_and_told_once(self):
        self.company.association_secretary_id = self.secretary
        self.name_on(self.seats[0], self.anna, "2026-05-15", accepted="2026-05-20")
        self.refresh("2026-05-21")
        self.refresh("2026-05-22")
        deadline = self.found("register_appointment")
        self.assertEqual(str(deadline.due), "2026-06-14")
        self.assertEqual(deadline.article, "26(6)")
        self.assertEqual(deadline.activity_ids.user_id, self.secretary)
        self.assertEqual(len(deadline.activity_ids), 1)

    def test_outside_the_third_sector_nothing_is_due_in_that_register(self):
        self.company.association_regime_ids.regime = "recognised"
        self.name_on(self.seats[0], self.anna, "2026-05-15", accepted="2026-05-20")
        self.refresh("2026-05-21")
        self.assertFalse(self.found("register_appointment"))

    def test_the_end_of_a_term_is_told_ninety_days_before_and_goes_with_the_mandate(self):
        mandate = self.name_on(self.seats[0], self.anna, "2023-05-15", accepted="2023-05-15")
        self.refresh("2026-02-12")
        self.assertFalse(self.found("expiry"))
        self.refresh("2026-02-14")
        deadline = self.found("expiry")
        self.assertEqual((str(deadline.due), deadline.state), ("2026-05-14", "late"))
        mandate._record("resignation", "2026-03-01")
        self.refresh("2026-03-02")
        self.assertEqual(deadline.state, "moot")
        self.assertFalse(deadline.activity_ids)

    def test_a_new_mayor_makes_the_designations_due_in_forty_five_days(self):
        self.name_on(self.municipal_seat, self.bruno, "2025-06-01", accepted="2025-06-01")
        self.env["association.mayor.term"].create({"member_id": self.city.id, "sworn_on": "2027-06-20"})
        self.refresh("2027-06-21")
        self.assertEqual(str(self.found("redesignation").due), "2027-08-04")

    def test_in_a_body_under_public_control_the_declaration_is_due_every_year(self):
        mandate = self.name_on(self.seats[0], self.anna, "2025-05-15", accepted="2025-05-15")
        self.refresh("2026-04-01")
        self.assertFalse(self.found("yearly_declaration"))
        self.company.association_under_control = True
        self.refresh("2026-04-01")
        self.assertEqual(str(self.found("yearly_declaration").due), "2026-05-15")
        mandate._record("declaration", "2026-05-10", declared=True)
        self.refresh("2026-05-11")
        self.assertEqual(self.found("yearly_declaration").state, "moot")

    def test_ticking_the_activity_off_says_that_the_deadline_was_met(self):
        self.company.association_secretary_id = self.secretary
        self.name_on(self.seats[0], self.anna, "2026-05-15", accepted="2026-05-20")
        self.refresh("2026-05-21")
        deadline = self.found("register_appointment")
        deadline.with_user(self.secretary).activity_ids.action_feedback()
        self.assertEqual(deadline.state, "done")


@tagged("post_install", "-at_install")
class TestAccessByOffice(BodiesCommon):
    """Access begins and ends with the mandate."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.user = new_test_user(
            cls.env, "officer_to_be", groups="base.group_user", company_id=cls.company.id,
            company_ids=[Command.set(cls.company.ids)], lang="en_US",
        )  # fmt: skip
        cls.today = fields.Date.context_today(cls.env.user)

    def has(self, group):
        return self.user.has_group(f"lecce_smartcity.{group}")

    def in_office(self, seat, **vals):
        first = fields.Date.subtract(self.today, days=100)
        return self.name_on(seat, self.user.partner_id, first, accepted=first, **vals)

    def test_a_director_reads_like_the_board_while_in_office(self):
        mandate = self.in_office(self.seats[0], on_behalf_id=self.city.id)
        self.assertTrue(self.has("group_board"))
        self.assertTrue(mandate.access_ids)
        mandate._record("resignation", fields.Date.subtract(self.today, days=1))
        self.assertFalse(self.has("group_board"))
        self.assertTrue(mandate.access_ids.taken_on)

    def test_a_resignation_to_come_takes_nothing_today(self):
        mandate = self.in_office(self.seats[0], on_behalf_id=self.city.id)
        mandate._record("resignation", fields.Date.add(self.today, days=10))
        self.assertTrue(self.has("group_board"))

    def test_what_was_given_by_hand_stays(self):
        self.user.group_ids += self.env.ref("lecce_smartcity.group_board")
        mandate = self.in_office(self.seats[0], on_behalf_id=self.city.id)
        self.assertFalse(mandate.access_ids)
        mandate._record("resignation", fields.Date.subtract(self.today, days=1))
        self.assertTrue(self.has("group_board"))

    def test_what_an_administrator_took_away_is_not_given_again(self):
        self.in_office(self.seats[0], on_behalf_id=self.city.id)
        self.user.group_ids -= self.env.ref("lecce_smartcity.group_board")
        self.env["association.mandate.access"]._cron_sync()
        self.assertFalse(self.has("group_board"))

    def test_the_cron_changes_nothing_the_second_time(self):
        self.in_office(self.president_seat)
        before = self.env["association.mandate.access"].search_count([])
        self.env["association.mandate.access"]._cron_sync()
        self.assertEqual(self.env["association.mandate.access"].search_count([]), before)

    def test_an_auditor_reads_everything_and_a_table_gives_nothing(self):
        self.in_office(self.control.seat_ids)
        self.assertTrue(self.has("group_auditor"))
        self.assertFalse(self.env["association.mandate.access"]._groups_of("thematic_table", "president"))

    def test_two_offices_that_bring_the_same_keep_it_until_the_last_ends(self):
        director = self.in_office(self.seats[0], on_behalf_id=self.city.id)
        self.in_office(self.president_seat)
        director._record("resignation", fields.Date.subtract(self.today, days=1))
        self.assertTrue(self.has("group_board"))

    def test_an_account_on_the_portal_gets_nothing_and_the_form_says_why(self):
        first = fields.Date.subtract(self.today, days=10)
        mandate = self.name_on(self.president_seat, self.portal.partner_id, first, accepted=first)
        self.assertFalse(mandate.access_ids)
        self.assertIn("portal only", mandate.access_note)

    def test_a_user_of_another_association_gets_nothing(self):
        other = self.env["res.company"].create({"name": "Associazione sorella"})
        self.user.write({"company_ids": [Command.set(other.ids)], "company_id": other.id})
        self.in_office(self.president_seat)
        self.assertFalse(self.has("group_board"))
