from odoo.exceptions import AccessError
from odoo.tests import tagged

from .common import AssociationCommon


@tagged("post_install", "-at_install")
class TestDashboard(AssociationCommon):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.city = cls.make_partner("Comune di Prova", legal_form_id=cls.municipality.id, is_company=True)
        cls.body = cls.make_member(partner=cls.city, on="2019-03-01", category=cls.founder)
        cls.stays = cls.make_member("Anna Greco", on="2020-01-10")
        cls.left = cls.make_member("Bruno Leo", on="2020-05-04")
        # Told in time, a withdrawal ends with the year: the last day is 31 December.
        cls.record(cls.left, "withdrawal", "2022-06-01")
        cls.suspended = cls.make_member("Carla Rizzo", on="2023-02-02", category=cls.supporter)
        cls.record(cls.suspended, "suspension", "2024-02-02")

    def figures(self, day=None, user=None):
        dashboard = self.env["association.dashboard"].with_user(user or self.secretary)
        return dashboard.with_context(allowed_company_ids=self.company.ids).read_figures(day)

    def test_members_are_counted_on_the_day_asked(self):
        on_day = {day: self.figures(day)["members"]["total"] for day in ("2018-12-31", "2021-01-01", "2022-12-31")}
        self.assertEqual(on_day, {"2018-12-31": 0, "2021-01-01": 3, "2022-12-31": 3})
        now = self.figures()["members"]
        self.assertEqual((now["total"], now["suspended"]), (3, 1))
        self.assertEqual(sum(item["count"] for item in now["by_category"]), 3)
        self.assertEqual(sum(item["count"] for item in now["by_legal_form"]), 3)

    def test_a_withdrawal_at_year_end_counts_in_the_year_it_ends(self):
        years = {row["year"]: (row["joined"], row["left"]) for row in self.figures("2023-12-31")["years"]}
        self.assertEqual(years, {2019: (1, 0), 2020: (2, 0), 2021: (0, 0), 2022: (0, 1), 2023: (1, 0)})

    def test_a_year_opens_the_people_it_counts(self):
        dashboard = self.env["association.dashboard"].with_company(self.company)
        for year, side, expected in ((2022, "left", self.left), (2020, "joined", self.stays + self.left)):
            action = dashboard.open_year("2023-12-31", year, side)
            members = self.env["association.member"].with_user(self.secretary)
            members = members.with_context(as_of=action["context"]["as_of"])
            self.assertEqual(members.search(action["domain"]), expected, f"{side} in {year}")

    def test_a_figure_opens_as_many_members_as_it_says(self):
        figures = self.figures()
        for item in figures["members"]["by_legal_form"] + figures["members"]["by_category"]:
            domain = [("status", "in", ["active", "suspended"]), *item["domain"], ("company_id", "=", self.company.id)]
            self.assertEqual(self.env["association.member"].search_count(domain), item["count"], item["label"])

    def test_mandates_and_missing_representatives(self):
        self.assertEqual(self.figures()["mandates"], {"expiring": 0, "in_office": 0, "missing": 1})
        self.env["association.representative"].create(
            {"member_id": self.body.id, "partner_id": self.make_partner("Delegata").id, "date_from": "2020-01-01"}
        )
        self.assertEqual(self.figures()["mandates"], {"expiring": 0, "in_office": 1, "missing": 0})
        self.assertEqual(self.figures("2019-12-31")["mandates"]["missing"], 1)

    def test_rights_are_counted_by_the_rules(self):
        dashboard = self.env["association.dashboard"].with_user(self.auditor)
        rights = dashboard.with_context(allowed_company_ids=self.company.ids).read_rights("2023-12-31")
        # The body lacks a representative, the supporter has no vote.
        self.assertEqual(rights, {"may_vote": 1})

    def test_without_a_legal_regime_the_first_step_is_shown(self):
        self.assertFalse(self.figures()["setup"])
        self.company.association_regime_ids.unlink()
        steps = {step["key"]: step["done"] for step in self.figures()["setup"]}
        self.assertEqual(steps, {"regime": False, "categories": True, "members": True})
        dashboard = self.env["association.dashboard"].with_company(self.company)
        self.assertIsNone(dashboard.with_context(allowed_company_ids=self.company.ids).read_rights())

    def test_books_tell_their_last_entry_and_verify(self):
        (book,) = self.figures()["books"]
        self.assertEqual((book["last_number"], book["pending"]), (6, 6))
        verdict = self.env["association.dashboard"].with_user(self.auditor).verify_book(book["id"])
        self.assertTrue(verdict["ok"], verdict["message"])

    def test_every_officer_reads_it_and_nobody_else(self):
        for user in (self.secretary, self.treasurer, self.board, self.auditor, self.administrator):
            self.assertEqual(self.figures(user=user)["members"]["total"], 3, user.login)
        with self.assertRaises(AccessError):
            self.env["association.dashboard"].with_user(self.portal).read_figures()

    def test_the_number_of_queries_does_not_grow_with_the_members(self):
        dashboard = self.env["association.dashboard"].with_user(self.secretary)
        dashboard = dashboard.with_context(allowed_company_ids=self.company.ids)
        dashboard.read_figures()
        self.env.invalidate_all()
        with self.assertQueryCount(__system__=19):  # two of them read the rules of the statute
            before = self.env.cr.sql_log_count
            dashboard.read_figures()
            few = self.env.cr.sql_log_count - before
        for number in range(12):
            self.make_member(f"Socio {number}", on="2021-01-01")
        dashboard.read_figures()
        self.env.invalidate_all()
        before = self.env.cr.sql_log_count
        dashboard.read_figures()
        self.assertEqual(self.env.cr.sql_log_count - before, few)
