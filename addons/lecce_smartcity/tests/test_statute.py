from datetime import date

from odoo.exceptions import AccessError, UserError, ValidationError
from odoo.tests import tagged
from odoo.tools import mute_logger

from odoo.addons.lecce_smartcity.bylaws.statute.model import Article, Division, Paragraph, Point, StatuteText

from .common import AssociationCommon

TEXT = StatuteText(
    "Statuto dell'Associazione di prova",
    "Testo approvato dai soci",
    (
        Division(
            "title-i", "title", "I", "Disposizioni generali",
            (
                Article("name", "1", "Denominazione", (Paragraph("", "È costituita l'associazione."),)),
                Article("seat", "2", "Sede", (Paragraph("1", "La sede è in Lecce."), Paragraph("2", "Si può trasferire."))),
            ),
        ),
        Division(
            "title-ii", "title", "II", "Associati",
            (
                Article(
                    "vote", "3", "Voto",
                    (
                        Paragraph("1", "Gli associati votano dopo sei mesi di iscrizione.", (Point("a", "di persona;"),)),
                        Paragraph("2", "Il recesso si comunica un mese prima."),
                    ),
                ),
            ),
        ),
    ),
)  # fmt: skip


class StatuteCommon(AssociationCommon):
    """A statute with three articles, and ways to bring it in force."""

    @classmethod
    def make_statute(cls, name="2024", text=TEXT, rules=(), company=None):
        """A draft with ``text`` and the confirmed ``rules``: (code, typed value, key of the article)."""
        statute = cls.env["association.statute"].create({"name": name, "company_id": (company or cls.company).id})
        statute._set_text(text)
        for code, value, key in rules:
            cls.make_rule(statute, code, value, key)
        return statute

    @classmethod
    def make_rule(cls, statute, code, value, key=None, **vals):
        article = statute.article_ids.filtered(lambda item: item.key == key)
        return cls.env["association.statute.rule"].create(
            {
                "statute_id": statute.id,
                "definition_id": cls.env["association.rule.definition"].search([("code", "=", code)]).id,
                "value_text": value,
                "article_id": article.id,
                "state": "confirmed",
                **vals,
            }
        )

    @classmethod
    def adopt(cls, statute, on="2024-03-01", **act):
        statute._adopt({"resolution": "Assemblea n. 2", "adopted_on": on, **act})
        return statute

    @classmethod
    def enact(cls, statute, day="2024-04-01"):
        if statute.stage == "draft":
            cls.adopt(statute, min(day, "2024-03-01"))
        statute._put_in_force(day)
        return statute


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
        with self.assertRaisesRegex(UserError, "looked at"):
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
