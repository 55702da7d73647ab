from datetime import date

from odoo.exceptions import AccessError, UserError, ValidationError
from odoo.tests import tagged
from odoo.tools import mute_logger

from .statute_common import TEXT, StatuteCommon


@tagged("post_install", "-at_install")
class TestStatute(StatuteCommon):
    """A version of the statute: its text, its days in force, what can no longer change."""

    # --- text ---

    def test_the_text_comes_back_as_it_was_put_in(self):
        self.assertEqual(self.make_statute()._as_statute(), TEXT)

    def test_an_amendment_has_the_same_articles_under_the_same_keys(self):
        statute = self.make_statute(rules=[("vote.seniority", "6 months", "vote")])
        draft = statute._amended("2026")
        self.assertEqual(draft._as_statute(), TEXT)
        self.assertEqual((draft.previous_id, draft.stage), (statute, "draft"))
        self.assertEqual(draft.rule_ids.mapped("value_text"), ["6 months"])
        self.assertEqual(draft.rule_ids.article_id.statute_id, draft)

    def test_a_new_article_gets_a_key_of_its_own_and_the_place_where_it_stands(self):
        statute = self.make_statute()
        article = self.env["association.statute.article"].create(
            {"statute_id": statute.id, "number": "4", "heading": "Quote", "text": "1. Ogni anno."}
        )
        self.assertEqual(article.key, "art-4")
        self.assertEqual(article.parent_id.key, "title-ii")
        article.sequence = 2  # between title I and its first article, or the like
        self.assertEqual(article.parent_id.key, "title-i")

    def test_two_articles_with_one_number_are_not_adopted(self):
        statute = self.make_statute()
        statute.article_ids.filtered(lambda item: item.key == "seat").number = "1"
        with self.assertRaisesRegex(UserError, "Article 1 is there twice"):
            self.adopt(statute)

    def test_a_key_never_changes(self):
        with self.assertRaisesRegex(UserError, "never changes"):
            self.make_statute().article_ids[1].key = "other"

    def test_a_title_does_not_stand_in_an_article(self):
        statute = self.make_statute()
        parts = {article.key: article for article in statute.article_ids}
        with self.assertRaisesRegex(ValidationError, "cannot stand within"):
            parts["title-i"].parent_id = parts["seat"]

    # --- what is locked ---

    def test_the_text_of_an_adopted_version_is_locked(self):
        statute = self.adopt(self.make_statute())
        article = statute.article_ids[-1]
        Article = self.env["association.statute.article"]
        for change in (
            lambda: article.write({"text": "1. Altro."}),
            lambda: article.unlink(),
            lambda: Article.create({"statute_id": statute.id, "number": "9"}),
            lambda: statute.write({"preamble": "Altro"}),
            lambda: statute.write({"article_ids": [(2, article.id)]}),
            lambda: statute._set_text(TEXT),
        ):
            with self.assertRaisesRegex(UserError, "no longer changes"):
                change()
        self.assertEqual(statute._as_statute(), TEXT)

    def test_the_superuser_does_not_change_it_either(self):
        statute = self.adopt(self.make_statute())
        with self.assertRaises(UserError):
            statute.article_ids[-1].sudo().text = "Altro"

    def test_rules_of_a_version_in_force_are_locked(self):
        statute = self.enact(self.make_statute(rules=[("vote.seniority", "6 months", "vote")]))
        rule = statute.rule_ids
        for change in (
            lambda: rule.write({"value_text": "1 months"}),
            lambda: rule.write({"state": "dismissed"}),
            lambda: rule.unlink(),
            lambda: self.make_rule(statute, "withdrawal.notice", "1 months", "vote"),
        ):
            with self.assertRaises(UserError):
                change()

    def test_steps_are_not_written_by_hand(self):
        statute = self.make_statute()
        for vals in ({"stage": "enacted"}, {"valid_from": "2020-01-01"}, {"valid_to": "2020-01-01"}):
            with self.assertRaisesRegex(UserError, "buttons"):
                statute.with_user(self.administrator).write(vals)
        made = self.env["association.statute"].create({"name": "x", "stage": "enacted", "valid_from": "2020-01-01"})
        self.assertEqual((made.stage, made.valid_from), ("draft", False))

    def test_only_drafts_can_be_deleted(self):
        statute = self.adopt(self.make_statute())
        with self.assertRaisesRegex(UserError, "cannot be deleted"):
            statute.unlink()
        draft = self.make_statute("2025")
        draft.unlink()
        self.assertFalse(draft.exists())

    def test_what_is_missing_of_the_act_can_be_added_and_the_rest_stays(self):
        statute = self.enact(self.make_statute())
        statute.registration_number = "1234 serie 3"
        with self.assertRaisesRegex(UserError, "stays"):
            statute.resolution = "Un'altra"

    # --- in force ---

    def test_a_version_is_adopted_only_with_a_resolution_and_articles(self):
        statute = self.make_statute()
        with self.assertRaisesRegex(UserError, "which resolution"):
            statute._adopt({"adopted_on": "2024-01-01"})
        with self.assertRaisesRegex(UserError, "no article"):
            self.env["association.statute"].create({"name": "x"})._adopt({"resolution": "n. 1", "adopted_on": "2024-01-01"})

    def test_the_version_before_ends_the_day_before(self):
        old = self.enact(self.make_statute("2013"), "2016-05-01")
        new = self.enact(self.make_statute("2024"), "2024-04-01")
        self.assertEqual((old.valid_to, new.valid_from, new.valid_to), (date(2024, 3, 31), date(2024, 4, 1), False))
        self.assertEqual(old.with_context(as_of="2024-03-31").state, "in_force")
        self.assertEqual(old.with_context(as_of="2024-04-01").state, "superseded")
        self.assertEqual(new.with_context(as_of="2024-03-31").state, "adopted")
        statutes = self.env["association.statute"]
        self.assertEqual(statutes._in_force(self.company, date(2024, 3, 31)), old)
        self.assertEqual(statutes._in_force(self.company, date(2024, 4, 1)), new)
        self.assertFalse(statutes._in_force(self.company, date(2016, 4, 30)))

    def test_an_older_version_recorded_later_holds_until_the_newer_one(self):
        new = self.enact(self.make_statute("2024"), "2024-04-01")
        old = self.enact(self.make_statute("2013"), "2016-05-01")
        self.assertEqual((old.valid_to, new.valid_to), (date(2024, 3, 31), False))

    def test_two_versions_do_not_begin_on_one_day(self):
        self.enact(self.make_statute("2024"), "2024-04-01")
        other = self.adopt(self.make_statute("2024 bis"))
        with self.assertRaisesRegex(UserError, "from that very day"):
            other._put_in_force("2024-04-01")
        self.assertEqual(other.stage, "adopted")

    @mute_logger("odoo.sql_db")
    def test_the_database_refuses_two_versions_in_force_on_one_day(self):
        self.enact(self.make_statute("2024"), "2024-04-01")
        other = self.adopt(self.make_statute("2025"))
        with self.assertRaises(Exception), self.env.cr.savepoint():
            other._step({"stage": "enacted", "valid_from": "2025-01-01"})
            self.env.flush_all()

    def test_a_draft_does_not_enter_into_force(self):
        with self.assertRaisesRegex(UserError, "Record first"):
            self.make_statute()._put_in_force("2024-04-01")

    def test_proposals_must_be_settled_first(self):
        statute = self.make_statute()
        self.make_rule(statute, "vote.seniority", "6 months", "vote", state="proposed")
        self.adopt(statute)
        with self.assertRaisesRegex(UserError, "1 proposed rules"):
            statute._put_in_force("2024-04-01")
        statute.rule_ids.action_dismiss()
        statute._put_in_force("2024-04-01")
        self.assertEqual(statute.stage, "enacted")

    def test_a_recognised_association_needs_the_notary(self):
        self.company.association_regime_ids.regime = "recognised"
        statute = self.adopt(self.make_statute())
        with self.assertRaisesRegex(UserError, "art. 14"):
            statute._put_in_force("2024-04-01")
        statute.write({"notary": "Dott. Rossi, Lecce", "repertorio": "1234", "deed_on": "2024-03-01"})
        statute._put_in_force("2024-04-01")

    def test_an_adoption_is_taken_back_with_a_reason_that_stays(self):
        statute = self.adopt(self.make_statute())
        with self.assertRaisesRegex(UserError, "Say why"):
            statute._back_to_draft(" ")
        statute._back_to_draft("Registrata sul testo sbagliato")
        self.assertEqual(statute.stage, "draft")
        self.assertIn("Registrata sul testo sbagliato", statute.message_ids[0].body)
        with self.assertRaisesRegex(UserError, "taken effect"):
            self.enact(statute)._back_to_draft("Ormai è tardi")

    def test_an_entry_into_force_that_lies_ahead_can_be_taken_back(self):
        old = self.enact(self.make_statute("2013"), "2016-05-01")
        new = self.enact(self.make_statute("2090"), "2090-01-01")
        self.assertEqual(old.valid_to, date(2089, 12, 31))
        new._back_to_draft("Il Prefetto non ha approvato")
        self.assertEqual((old.valid_to, new.stage), (False, "draft"))

    def test_a_corrected_copy_takes_the_place_of_the_wrong_one_day_for_day(self):
        old = self.enact(self.make_statute("2013"), "2016-05-01")
        wrong = self.enact(self.make_statute("2024", rules=[("vote.seniority", "6 months", "vote")]), "2024-04-01")
        copy = wrong._corrected_copy()
        copy.rule_ids.value_text = "2 months"
        self.adopt(copy)
        copy._put_in_force("2024-04-01")
        self.assertEqual((wrong.stage, copy.stage, old.valid_to), ("replaced", "enacted", date(2024, 3, 31)))
        ruling = copy._ruling(self.company, "vote.seniority", date(2024, 5, 1))
        self.assertEqual(ruling.value.count, 2)

    # --- searches ---

    def test_states_are_searched_and_grouped_for_the_day_asked_about(self):
        old = self.enact(self.make_statute("2013"), "2016-05-01")
        new = self.enact(self.make_statute("2024"), "2024-04-01")
        draft = self.make_statute("2030")
        Statute = self.env["association.statute"].with_context(as_of="2020-01-01")
        own = [("company_id", "=", self.company.id)]
        for state, found in (("in_force", old), ("adopted", new), ("draft", draft)):
            self.assertEqual(Statute.search([*own, ("state", "=", state)]), found)
        groups = Statute.formatted_read_group(own, ["state"], ["__count"])
        self.assertEqual({group["state"]: group["__count"] for group in groups}, {"in_force": 1, "adopted": 1, "draft": 1})


@tagged("post_install", "-at_install")
class TestStatuteRoles(StatuteCommon):
    """Each role by a user who has that role alone."""

    def test_the_secretariat_drafts_and_puts_in_force(self):
        statute = self.env["association.statute"].with_user(self.secretary).create({"name": "2024"})
        statute._set_text(TEXT)
        self.make_rule(statute, "vote.seniority", "6 months", "vote")
        statute._adopt({"resolution": "Assemblea n. 2", "adopted_on": "2024-03-01"})
        statute._put_in_force("2024-04-01")
        self.assertEqual(statute.stage, "enacted")

    def test_the_others_read(self):
        statute = self.make_statute(rules=[("vote.seniority", "6 months", "vote")])
        for user in (self.treasurer, self.board, self.auditor):
            seen = statute.with_user(user)
            self.assertTrue(seen.reading and seen.rule_ids.words and seen.article_ids[0].display_name)
            for change in (
                lambda seen=seen: seen.write({"name": "x"}),
                lambda seen=seen: seen.article_ids[0].write({"heading": "x"}),
                lambda seen=seen: seen.rule_ids.write({"state": "dismissed"}),
                lambda seen=seen: seen._adopt({"resolution": "n. 1", "adopted_on": "2024-01-01"}),
            ):
                with self.assertRaises(AccessError):
                    change()

    def test_a_portal_user_reads_no_version_by_itself(self):
        statute = self.enact(self.make_statute(rules=[("vote.seniority", "6 months", "vote")]))
        for records in (statute, statute.article_ids, statute.rule_ids):
            with self.assertRaises(AccessError):
                records.with_user(self.portal).check_access("read")

    def test_another_associations_statute_is_not_seen(self):
        other = self.env["res.company"].create({"name": "Associazione sorella"})
        statute = self.make_statute(company=other)
        for user in (self.secretary, self.auditor, self.administrator):
            with self.assertRaises(AccessError):
                statute.with_user(user).check_access("read")
