from odoo.exceptions import AccessError, UserError, ValidationError
from odoo.tests import tagged
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

    def test_two_mandates_on_one_seat_in_the_same_days_are_refused(self):
        self.name_on(self.seats[0], self.anna, "2023-05-15", accepted="2023-05-20")
        with mute_logger("odoo.sql_db"), self.assertRaises(Exception), self.env.cr.savepoint():
            self.name_on(self.seats[0], self.bruno, "2025-01-01")
            self.env.flush_all()

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
