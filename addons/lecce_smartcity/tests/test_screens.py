from datetime import date

from lxml import etree

from odoo.exceptions import AccessError, UserError
from odoo.tests import Form, tagged
from odoo.tools.safe_eval import safe_eval

from .common import ROLES, AssociationCommon

SCREENS = {
    "association.member": ("list", "kanban", "form", "graph", "pivot", "activity", "search"),
    "association.member.event": ("list", "form", "graph", "search"),
    "association.representative": ("list", "kanban", "calendar", "form", "search"),
    "association.book": ("list", "form"),
    "association.book.entry": ("list", "form", "search"),
    "res.partner": ("form", "search"),
}


@tagged("post_install", "-at_install")
class TestScreens(AssociationCommon):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.city = cls.make_partner("Comune di Prova", legal_form_id=cls.municipality.id, is_company=True, city="Lecce")
        cls.body = cls.make_member(partner=cls.city, on="2019-03-01", category=cls.founder)
        cls.person = cls.make_member("Anna Greco", on="2020-01-10")
        cls.former = cls.make_member("Bruno Leo", on="2020-05-04")
        cls.record(cls.former, "death", "2022-06-01")

    def users(self):
        return {role: self.secretary if role == "secretariat" else getattr(self, role) for role in ROLES}

    # --- every role sees every screen ---

    def test_every_role_loads_every_screen(self):
        for role, user in self.users().items():
            for model, kinds in SCREENS.items():
                with self.subTest(role=role, model=model):
                    views = self.env[model].with_user(user).get_views([(False, kind) for kind in kinds])
                    self.assertEqual(set(views["views"]), set(kinds))

    def test_every_role_reads_what_the_screens_show(self):
        shown = {model: self.fields_shown(model) for model in SCREENS if model.startswith("association.")}
        for role, user in self.users().items():
            for model, names in shown.items():
                with self.subTest(role=role, model=model):
                    records = self.env[model].with_user(user).with_company(self.company)
                    self.assertTrue(records.search([("company_id", "=", self.company.id)], limit=1).read(names) or True)

    def fields_shown(self, model):
        arch = self.env[model].with_user(self.auditor).get_view(view_type="list")["arch"]
        return [node.get("name") for node in etree.fromstring(arch).iter("field") if node.get("name")]

    def test_every_role_opens_a_member_form(self):
        for role, user in self.users().items():
            with self.subTest(role=role):
                form = Form(self.body.with_user(user))
                self.assertEqual(form.status, "active")
                self.assertTrue(form.representative_missing)

    def test_secretariat_adds_a_representative_in_the_member_form(self):
        delegate = self.make_partner("Delegata di Prova")
        with Form(self.body.with_user(self.secretary)) as form, form.representative_ids.new() as line:
            line.partner_id = delegate
            line.date_from = "2024-01-01"
        self.assertEqual(self.body.acting_ids.partner_id, delegate)
        self.assertFalse(self.body.representative_missing)
        self.assertIn("Delegata di Prova", self.body.acting_summary)

    def test_auditor_changes_nothing_in_the_member_form(self):
        view = self.env["association.member"].with_user(self.auditor).get_view(view_type="form")
        self.assertEqual(etree.fromstring(view["arch"]).get("edit"), "False")
        with self.assertRaises(AccessError):
            self.body.with_user(self.auditor).write({"active": False})

    # --- searches ---

    def searches(self):
        """Yield ``(model, kind, name, value)`` of each filter and group-by that the office's search views offer."""
        for model in SCREENS:
            if "search" not in SCREENS[model] or not model.startswith("association."):
                continue
            arch = self.env[model].with_user(self.secretary).get_view(view_type="search")["arch"]
            for node in etree.fromstring(arch).iter("filter", "field"):
                if node.get("filter_domain"):
                    yield model, "domain", node.get("name"), node.get("filter_domain")
                elif node.get("context"):
                    yield model, "group_by", node.get("name"), safe_eval(node.get("context")).get("group_by")
                elif node.get("domain"):
                    yield model, "domain", node.get("name"), node.get("domain")

    def test_every_filter_finds_and_every_group_groups(self):
        for model, kind, name, value in self.searches():
            with self.subTest(model=model, name=name):
                records = self.env[model].with_user(self.secretary).with_company(self.company)
                if kind == "domain":
                    domain = safe_eval(value, {"self": "a", "uid": self.secretary.id, "context_today": date.today})
                    records.search_count(domain)
                elif value:
                    spec = value if ":" in value or records._fields[value].type != "date" else f"{value}:year"
                    records.formatted_read_group([], [spec], ["__count"])

    def test_filters_of_members_say_what_they_promise(self):
        members = self.env["association.member"].with_company(self.company)
        own = [("company_id", "=", self.company.id)]
        expected = {
            ("status", "in", ("active", "suspended")): self.body + self.person,
            ("status", "=", "ceased"): self.former,
            ("status", "=", False): members,
            ("representative_missing", "=", True): self.body,
            ("representative_missing", "=", False): self.person + self.former,
            ("may_vote", "=", True): self.person,
            ("may_vote", "=", False): self.body + self.former,
            ("legal_form_id.is_public_body", "=", True): self.body,
        }
        for leaf, found in expected.items():
            self.assertEqual(members.search([*own, leaf]), found, leaf)
        newcomer = members.create({"partner_id": self.make_partner("Nuova").id, "company_id": self.company.id})
        self.assertEqual(members.search([*own, ("status", "=", False)]), newcomer)
        self.assertEqual(members.search([*own, ("category_id", "=", False)]), newcomer)

    def test_this_year_is_the_year_of_the_day_shown(self):
        members = self.env["association.member"].with_company(self.company)
        own = [("company_id", "=", self.company.id)]
        then = members.with_context(as_of="2020-12-31")
        self.assertEqual(then.search([*own, ("joined_this_year", "=", True)]), self.person + self.former)
        then = members.with_context(as_of="2022-06-02")
        self.assertEqual(then.search([*own, ("left_this_year", "=", True)]), self.former)
        self.assertTrue(self.former.with_context(as_of="2022-06-02").left_this_year)

    def test_every_group_opens_the_members_that_it_counts(self):
        members = self.env["association.member"].with_company(self.company)
        own = [("company_id", "=", self.company.id)]
        members.create({"partner_id": self.make_partner("Nuova").id, "company_id": self.company.id})
        specs = ("status", "category_id", "legal_form_id", "city", "member_since:year", "ceased_on:year", "cessation")
        for day in ("2019-06-01", "2021-06-01", False):
            for spec in specs:
                for group in members.with_context(as_of=day).formatted_read_group(own, [spec], ["__count"]):
                    domain = [*own, *group["__extra_domain"]]
                    found = members.with_context(as_of=day).search_count(domain)
                    self.assertEqual(found, group["__count"], f"{spec} {group[spec]} on {day}")

    def test_members_can_be_sorted_by_the_facts_of_the_day(self):
        members = self.env["association.member"].with_company(self.company)
        found = members.search([("company_id", "=", self.company.id)], order="member_since desc, number")
        self.assertEqual(found.ids, (self.former + self.person + self.body).ids)

    # --- as of a day ---

    def test_the_list_as_of_a_day_carries_the_day_in_title_and_context(self):
        wizard = self.env["association.members.as.of"].with_user(self.auditor).create({"day": "2021-06-30"})
        action = wizard.action_open()
        self.assertIn("30 June 2021", action["name"])
        self.assertEqual(action["context"]["as_of"], "2021-06-30")
        member = self.former.with_context(**action["context"])
        self.assertEqual((member.status, str(member.as_of_day)), ("active", "2021-06-30"))
        self.assertFalse(self.former.as_of_day)

    def test_a_day_to_come_is_refused_with_a_remedy(self):
        wizard = self.env["association.members.as.of"].create({"day": "2999-01-01"})
        with self.assertRaisesRegex(UserError, "choose today or a day in the past"):
            wizard.action_open()

    # --- books ---

    def test_an_entry_is_readable_and_personal_data_are_for_those_who_may_read_them(self):
        entry = self.env["association.book.entry"].search([("event_id.member_id", "=", self.person.id)], limit=1)
        self.assertIn("Anna Greco", entry.with_user(self.auditor).content_html)
        self.env.invalidate_all()
        self.assertNotIn("Anna Greco", entry.with_user(self.treasurer).content_html)
        self.assertEqual(entry.with_user(self.treasurer).state, "pending")

    def test_notifications_can_be_recorded(self):
        exclusion = self.record(self.person, "exclusion", "2024-03-01")
        notification = (
            self.env["association.member.notification"]
            .with_user(self.secretary)
            .create({"event_id": exclusion.id, "date": "2024-03-05", "channel": "pec"})
        )
        self.env.flush_all()
        self.assertEqual(notification.company_id, self.company)
        self.assertEqual(str(exclusion.appeal_until), "2024-09-05")
