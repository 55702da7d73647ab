from datetime import date

from odoo.exceptions import UserError, ValidationError
from odoo.tests import tagged

from .statute_common import StatuteCommon


@tagged("post_install", "-at_install")
class TestStatuteRules(StatuteCommon):
    """Rules that a version sets: typed, within the law, and what then holds on a day."""

    def test_a_value_is_typed_and_told_in_words(self):
        rule = self.make_rule(self.make_statute(), "quorum.stat", "2/3", "vote")
        self.assertEqual(rule.value["numerator"], 2)
        self.assertIn("two thirds (≥ 2/3)", rule.words)
        self.assertIn("due terzi", rule.with_context(lang="it_IT").words)

    def test_what_is_no_value_is_refused_with_an_example(self):
        with self.assertRaisesRegex(ValidationError, r"“molti” is not a value for it. Type a share such as 3/4"):
            self.make_rule(self.make_statute(), "quorum.stat", "molti", "vote")

    def test_mandatory_law_cannot_be_weakened_and_the_article_is_named(self):
        statute = self.make_statute()
        with self.assertRaisesRegex(ValidationError, r"c\.c\. art\. 21\(3\)"):
            self.make_rule(statute, "quorum.diss", "1/2", "vote")

    def test_a_request_may_be_lowered_not_raised(self):
        statute = self.make_statute()
        with self.assertRaisesRegex(ValidationError, r"c\.c\. art\. 20\(2\)"), self.env.cr.savepoint():
            self.make_rule(statute, "request.fraction", "1/3", "vote")
        self.assertEqual(self.make_rule(statute, "request.fraction", "1/20", "vote").state, "confirmed")

    def test_a_proposal_against_the_law_may_wait_but_is_not_confirmed(self):
        rule = self.make_rule(self.make_statute(), "quorum.diss", "1/2", "vote", state="proposed")
        self.assertIn("c.c. art. 21(3)", rule.problem)
        with self.assertRaises(UserError):
            rule.action_confirm()
        self.assertEqual(rule.state, "proposed")

    def test_confirming_another_value_dismisses_the_first(self):
        statute = self.make_statute()
        first = self.make_rule(statute, "quorum.stat", "2/3", "vote")
        second = self.make_rule(statute, "quorum.stat", "3/5", "vote", state="proposed")
        second.action_confirm()
        self.assertEqual((first.state, second.state), ("dismissed", "confirmed"))

    def test_a_rule_is_asked_for_again_when_its_words_leave_the_article(self):
        statute = self.make_statute()
        rule = self.make_rule(statute, "vote.seniority", "6 months", "vote", quote="dopo sei mesi di iscrizione")
        article = rule.article_id
        article.text = "1. Gli associati votano dopo sei mesi di iscrizione, sempre."
        self.assertEqual(rule.state, "confirmed")
        article.text = "1. Gli associati votano dopo nove mesi."
        self.assertEqual(rule.state, "proposed")

    def test_words_that_left_the_article_are_no_certain_reading_and_give_way_to_the_new_ones(self):
        statute = self.make_statute()
        lost = self.make_rule(statute, "vote.seniority", "6 months", "vote", quote="dopo sei mesi di iscrizione")
        lost.article_id.text = "1. Votano gli associati iscritti da almeno nove mesi."
        self.assertEqual((lost.state, lost.confidence), ("proposed", "low"))
        self.assertIn("no longer says", lost.with_context(lang="en_US").reason)
        with self.assertRaisesRegex(UserError, "Look at each"):
            lost.confirm_clear(statute.id)
        statute.action_propose_again()
        self.assertEqual(statute.rule_ids.filtered(lambda rule: rule.code == "vote.seniority").mapped("value_text"), ["9 months"])

    def test_a_draft_for_another_day_is_held_against_the_law_of_that_day(self):
        self.company.association_regime_ids.date_from = "2023-01-01"
        self.env.flush_all()
        self.env["association.legal.regime"].create(
            {"company_id": self.company.id, "regime": "recognised", "date_from": "2015-01-01"}
        )
        statute = self.make_statute()
        with self.assertRaisesRegex(ValidationError, "art. 24"), self.env.cr.savepoint():
            self.make_rule(statute, "votes.max", "9", "vote")
        self.assertIn("Recognised", statute.with_context(lang="en_US").copy({"planned_from": "2020-01-01"}).regime_label)

    # --- the desk of proposals ---

    def test_the_desk_shows_proposals_in_the_order_of_the_text_with_their_articles(self):
        statute = self.make_statute(rules=[("vote.seniority", "6 months", "vote")])
        self.make_rule(statute, "withdrawal.notice", "1 months", "vote", state="proposed", quote="un mese prima")
        self.make_rule(statute, "notice.ordinary", "15 days", "seat", state="proposed")
        self.make_rule(statute, "vote.seniority", "2 months", "vote", state="proposed")
        desk = statute.with_user(self.secretary).read_proposals()
        self.assertEqual(desk["proposals"][0]["title"], "Notice of an ordinary assembly")
        self.assertEqual([row["rival"] for row in desk["proposals"]], ["", "6 months", ""])
        self.assertIn("un mese prima", desk["articles"][str(desk["proposals"][1]["article"])]["text"])
        self.assertTrue(desk["open"])
        self.assertFalse(statute.with_user(self.auditor).read_proposals()["open"])

    def test_those_without_a_remark_are_confirmed_in_one_go(self):
        statute = self.make_statute()
        good = self.make_rule(statute, "vote.seniority", "6 months", "vote", state="proposed")
        against = self.make_rule(statute, "quorum.diss", "1/2", "vote", state="proposed")
        twice = self.make_rule(statute, "quorum.stat", "1/2", "vote", state="proposed")
        self.make_rule(statute, "quorum.stat", "2/3", "vote", state="proposed")
        rules = self.env["association.statute.rule"].with_user(self.secretary)
        self.assertEqual(rules.confirm_clear(statute.id), good.ids)
        self.assertEqual((good.state, against.state, twice.state), ("confirmed", "proposed", "proposed"))
        with self.assertRaisesRegex(UserError, "Look at each"):
            rules.confirm_clear(statute.id)

    def test_a_proposal_gets_another_value_on_the_desk(self):
        rule = self.make_rule(self.make_statute(), "quorum.stat", "1/2", "vote", state="proposed").with_user(self.secretary)
        self.assertIn("≥ 3/5", rule.retype("3/5", "members")["words"])
        self.assertEqual(rule.value["base"], "members")
        with self.assertRaises(ValidationError):
            rule.retype("parecchi")

    def test_rules_are_found_by_their_title_in_either_language(self):
        definitions = self.env["association.rule.definition"]
        for words in ("vote.seniority", "prima convocazione", "first call"):
            self.assertTrue(definitions.name_search(words), words)
        self.assertIn("convocazione", definitions.search([("code", "=", "quorum.ord.first")]).with_context(lang="it_IT").name)

    # --- what holds ---

    def test_the_statute_in_force_decides_then_the_law_then_nobody(self):
        statute = self.enact(self.make_statute(rules=[("vote.seniority", "6 months", "vote")]), "2024-04-01")
        before = statute._ruling(self.company, "vote.seniority", date(2024, 3, 31))
        after = statute._ruling(self.company, "vote.seniority", date(2024, 4, 1))
        self.assertEqual((before.origin, before.citation.label()), ("law", "D.Lgs. 117/2017 art. 24(1)"))
        self.assertEqual((after.origin, after.citation.label(), after.version), ("statute", "statuto art. 3", "2024"))
        self.company.association_regime_ids.regime = "unrecognised"
        with self.assertRaisesRegex(UserError, "No rule in force"):
            statute._ruling(self.company, "vote.seniority", date(2024, 3, 31))
        self.assertIsNone(statute._finding(self.company, "vote.seniority", date(2024, 3, 31)))

    def test_proposals_and_drafts_decide_nothing(self):
        statute = self.make_statute(rules=[("vote.seniority", "6 months", "vote")])
        self.assertEqual(statute._ruling(self.company, "vote.seniority", date(2026, 1, 1)).origin, "law")

    def test_the_rulebook_is_read_once_and_again_after_a_change(self):
        statute = self.enact(self.make_statute(rules=[("vote.seniority", "6 months", "vote")]), "2024-04-01")
        book = statute._rulebook(self.company)
        with self.assertQueryCount(0):
            self.assertIs(statute._rulebook(self.company), book)
            statute._ruling(self.company, "vote.seniority", date(2026, 1, 1))
        self.company.association_regime_ids.date_from = "2016-01-01"
        with self.assertQueryCount(2):
            self.assertIsNot(statute._rulebook(self.company), book)

    def test_what_would_change_is_told_before(self):
        statute = self.make_statute(rules=[("vote.seniority", "6 months", "vote")])
        self.adopt(statute)
        changes = statute._changes_of_rules(date(2024, 4, 1))
        self.assertEqual(
            [(change.code, change.before, change.after) for change in changes], [("vote.seniority", "3 months", "6 months")]
        )
        self.assertIn("art. 3", changes[0].where)

    # --- the list of all of them ---

    def rulings(self, on, user=None):
        return self.env["association.ruling"].with_user(user or self.auditor).with_context(as_of=on)

    def test_every_rule_is_listed_with_who_sets_it(self):
        self.enact(self.make_statute(rules=[("vote.seniority", "6 months", "vote")]), "2024-04-01")
        found = self.rulings("2024-05-01").search([("source", "=", "statute")])
        self.assertEqual(found.mapped("code"), ["vote.seniority"])
        self.assertEqual((found.value, found.article_id.key), ("6 months", "vote"))
        self.assertEqual(found.statute_id.name, "2024")
        self.assertIn("art. 3", found.citation)
        self.assertIn("D.Lgs. 117/2017", found.documentation)
        self.assertIn("6 months", found.history)

    def test_the_rules_of_another_day_are_those_of_that_day(self):
        self.enact(self.make_statute(rules=[("vote.seniority", "6 months", "vote")]), "2024-04-01")
        found = self.rulings("2024-03-31").search([("code", "=", "vote.seniority")])
        self.assertEqual((found.value, found.source), ("3 months", "law"))

    def test_what_nobody_says_is_missing_and_what_needs_no_answer_is_not(self):
        sources = {ruling.code: ruling.source for ruling in self.rulings("2024-05-01").search([])}
        self.assertEqual(sources["notice.ordinary"], "missing")
        self.assertEqual(sources["board.absences"], "silent")

    def test_the_rules_are_searched_by_words_and_grouped(self):
        rulings = self.rulings("2024-05-01")
        self.assertIn("quorum.ord.first", rulings.search([("definition_id.search_words", "ilike", "first call")]).mapped("code"))
        groups = rulings.formatted_read_group([], ["topic"], ["__count"])
        self.assertIn("members", [group["topic"] for group in groups])

    def test_without_a_regime_there_are_no_rules(self):
        self.assertFalse(self.rulings("2010-01-01").search([]))


@tagged("post_install", "-at_install")
class TestStatuteRights(StatuteCommon):
    """What a statute sets changes rights and terms from its day on, and not before."""

    def statute_of_april(self):
        return self.enact(
            self.make_statute(
                rules=[
                    ("vote.seniority", "6 months", "vote"),
                    ("withdrawal.notice", "1 months", "vote"),
                    ("admission.decide", "30 days", "vote"),
                    ("admission.appeal", "20 days", "vote"),
                ]
            ),
            "2024-04-01",
        )

    def test_six_months_in_the_book_are_asked_for_from_its_entry_in_force(self):
        self.statute_of_april()
        member = self.make_member(on="2023-12-01")
        before, after = member.rights("2024-03-31")[member.id], member.rights("2024-04-01")[member.id]
        self.assertTrue(before.may_vote)
        self.assertFalse(after.may_vote)
        self.assertEqual(str(after.reasons[0].params["from"]), "2024-06-01")
        self.assertTrue(member.rights("2024-06-01")[member.id].may_vote)

    def test_the_verdict_cites_article_paragraph_and_version(self):
        statute = self.make_statute()
        self.make_rule(statute, "vote.seniority", "6 months", "vote", paragraph="1", quote="dopo sei mesi di iscrizione")
        self.enact(statute)
        member = self.make_member(on="2024-03-01")
        reason = member.rights("2024-04-01")[member.id].reasons[0]
        self.assertEqual(reason.citation.text, "dopo sei mesi di iscrizione")
        self.assertEqual(self.env["association.wording"]._citation(reason.citation), "statute, art. 3(1) (version 2024)")
        self.assertIn("statute, art. 3(1) (version 2024)", member.with_context(as_of="2024-04-01").rights_summary)

    def test_the_roll_with_a_statute_is_still_one_query(self):
        self.statute_of_april()
        self.make_member(on="2023-12-01")
        Member = self.env["association.member"].with_user(self.secretary)
        Member.rights("2026-03-01")
        with self.assertQueryCount(1):
            Member.rights("2026-03-01")

    def test_a_statute_decides_where_the_law_is_silent(self):
        self.company.association_regime_ids.regime = "unrecognised"
        self.statute_of_april()
        member = self.make_member(on="2024-01-01")
        self.assertTrue(member.rights("2024-03-31")[member.id].may_vote)
        self.assertFalse(member.rights("2024-04-01")[member.id].may_vote)

    def test_notice_of_withdrawal_follows_the_statute_of_its_day(self):
        self.statute_of_april()
        events = self.env["association.member.event"]
        self.assertEqual(events._withdrawal_effective(self.company, date(2024, 11, 15)), date(2024, 12, 31))
        self.assertEqual(events._withdrawal_effective(self.company, date(2023, 11, 15)), date(2024, 12, 31))

    def test_the_year_ends_when_the_statute_says(self):
        self.enact(self.make_statute(rules=[("fiscal_year.end", "30/06", "seat")]), "2024-04-01")
        self.assertEqual(self.company._association_year_end(date(2024, 3, 31)), (12, 31))
        self.assertEqual(self.company._association_year_end(date(2024, 4, 1)), (6, 30))

    def test_the_term_of_an_application_under_way_is_told_anew(self):
        application = self.env["association.application"].create(
            {"partner_id": self.make_partner().id, "category_id": self.category.id, "received_on": "2024-04-10"}
        )
        self.assertEqual(application.decision_due, date(2024, 6, 9))
        self.statute_of_april()
        self.assertEqual((application.decision_due, application.decision_article), (date(2024, 5, 10), "statuto art. 3"))
