from unittest import SkipTest

from odoo.tests import TransactionCase, tagged

from ..demo import cast, story


@tagged("post_install", "-at_install")
class TestDemoStory(TransactionCase):
    """The story that ``scripts/run`` tells in a new database."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        if cls.env["ir.config_parameter"].get_param(story.DEMO_USERS):
            raise SkipTest("This database has the story already.")
        story.tell(cls.env)

    def test_it_is_told_once(self):
        with self.assertRaises(story.ToldAlready):
            story.tell(self.env)

    def test_each_role_can_log_in(self):
        told = dict(
            line.split("\t") for line in self.env["ir.config_parameter"].get_param(story.DEMO_USERS).splitlines()
        )
        users = self.env["res.users"].search([("login", "in", list(told))])
        self.assertEqual(set(users.mapped("login")), set(told))
        for login, _name, groups, lang, _role in story.USERS:
            user = users.filtered(lambda item, login=login: item.login == login)
            self.assertEqual(user.lang, lang)
            for group in groups:
                self.assertTrue(user.has_group(f"lecce_smartcity.{group}"), login)
        self.assertTrue(users.filtered(lambda item: item.login == "socio").has_group("base.group_portal"))

    def test_every_status_event_and_problem_is_in_it(self):
        company = self.env.ref("base.main_company")
        members = self.env["association.member"].search([("company_id", "=", company.id)])
        self.assertLessEqual(
            {"active", "suspended", "ceased", "not_admitted", "applicant"}, set(members.mapped("status"))
        )
        kinds = {
            "application", "admission", "refusal", "category_change", "suspension", "reinstatement", "withdrawal",
            "exclusion", "lapse", "death", "readmission", "correction",
        }  # fmt: skip
        self.assertLessEqual(kinds, set(members.event_ids.mapped("type")))
        states = set(members.representative_ids.mapped("state"))
        self.assertLessEqual({"current", "expiring", "ended"}, states)
        self.assertTrue(members.filtered("representative_missing"))
        exclusion = members.event_ids.filtered(lambda event: event.type == "exclusion")
        self.assertTrue(exclusion.notified_on and exclusion.appeal_until)

    def test_one_election_is_prepared_and_one_counted_to_the_last_seat(self):
        elections = self.env["association.election"].search([])
        self.assertEqual(set(elections.mapped("state")), {"candidacies", "counted"})
        counted = elections.filtered(lambda election: election.state == "counted")
        self.assertEqual(len(counted.candidate_ids.filtered(lambda one: one.outcome == "elected")), counted.seats)
        self.assertFalse(counted.waits_for)
        prepared = elections - counted
        barred = prepared.candidate_ids.filtered(lambda one: not one.eligible)
        self.assertIn("Francesco Manca", barred.partner_id.mapped("name"), "the suspended member")
        self.assertLess(len(barred), len(prepared.candidate_ids), "others may be elected")

    def test_applications_wait_complete_and_incomplete(self):
        pending = self.env["association.application"].search(
            [("state", "in", ["received", "under_review", "to_decide"])]
        )
        self.assertEqual(len(pending), 7)
        for company in pending.company_id:
            self.assertEqual(
                set(pending.filtered(lambda one, company=company: one.company_id == company).mapped("is_complete")),
                {True, False},
            )

    def test_applications_are_late_by_the_term_that_each_statute_sets(self):
        late = self.env["association.application"].search([("decision_due", "<", "today")])
        self.assertEqual(set(late.filtered("is_late").partner_id.mapped("name")), {"Bianca Facchinetti", "Comune di Otranto"})
        for article in late.mapped("decision_article"):
            self.assertRegex(article, r"^statuto art\. \d+\(\d+\)$")

    def test_both_associations_have_their_statutes_and_lecce_draws_up_an_amendment(self):
        statutes = self.env["association.statute"].search([])
        self.assertEqual(
            {(one.company_id.city, one.name): one.state for one in statutes if one.stage != "draft"},
            {
                ("Lecce", "2015"): "superseded", ("Lecce", "2024"): "in_force",
                ("Bergamo", "2013"): "superseded", ("Bergamo", "2022"): "in_force",
            },
        )  # fmt: skip
        draft = statutes.filtered(lambda one: one.stage == "draft")
        self.assertEqual(draft.previous_id.name, "2024")
        self.assertTrue(draft.proposal_count)
        self.assertIn("twinning", draft.article_ids.mapped("key"))
        for statute in statutes:
            self.assertFalse(statute.blocking_count, statute.display_name)
            self.assertFalse(statute.remarks, statute.display_name)

    def test_identifiers_are_valid_and_people_invented_once(self):
        people = cast.LECCE_PEOPLE + cast.BERGAMO_PEOPLE
        self.assertEqual(len({person.codice_fiscale for person in people}), len(people))
        self.assertEqual(len({person.key for person in people}), len(people))
        self.assertGreaterEqual(len(people), 45)

    def test_the_books_of_both_associations_verify(self):
        books = self.env["association.book"].search([("code", "=", "members")])
        self.assertGreaterEqual(len(books), 2)
        for book in books:
            entries = book.entry_ids.sorted("number")
            self.assertTrue(all(entry.hash for entry in entries))
            self.assertEqual(entries.mapped("number"), list(range(1, len(entries) + 1)))
