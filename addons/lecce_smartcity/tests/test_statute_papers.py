import io
from dataclasses import replace
from datetime import date

from odoo.exceptions import UserError
from odoo.tests import HttpCase, tagged

from odoo.addons.lecce_smartcity.bylaws.statute.model import Article, StatuteText
from odoo.addons.lecce_smartcity.documents.akoma_ntoso import reading

from .statute_common import TEXT, StatuteCommon


def without(text, *keys):
    """``text`` without the articles of these keys."""

    def kept(node):
        if isinstance(node, Article):
            return node
        return replace(node, children=tuple(kept(child) for child in node.children if child.key not in keys))

    return StatuteText(text.title, text.preamble, tuple(kept(child) for child in text.children))


@tagged("post_install", "-at_install")
class TestStatuteCompleteness(StatuteCommon):
    """What the law wants to read in a statute, by legal regime."""

    def test_a_missing_content_is_named_with_its_article_and_stops_the_entry_in_force(self):
        statute = self.adopt(self.make_statute(text=without(TEXT, "devolution")))
        self.assertEqual(statute.blocking_count, 1)
        self.assertIn("missing: it cannot enter into force", statute.completeness)
        with self.assertRaisesRegex(UserError, r"“Devolution.*art\. 21\(1\) D\.Lgs\. 117/2017"):
            statute._put_in_force("2024-04-01")
        self.assertEqual(statute.stage, "adopted")

    def test_somebody_can_say_where_a_content_stands(self):
        statute = self.adopt(self.make_statute(text=without(TEXT, "devolution")))
        article = statute.article_ids.filtered(lambda item: item.key == "assets")
        self.env["association.statute.content"].with_user(self.secretary).create(
            {"statute_id": statute.id, "heading": "devolution", "article_id": article.id}
        )
        self.assertFalse(statute.blocking_count)
        statute._put_in_force("2024-04-01")

    def test_what_is_only_advisable_stops_nothing(self):
        self.company.association_regime_ids.regime = "unrecognised"
        statute = self.adopt(self.make_statute(text=without(TEXT, "devolution")))
        self.assertEqual((statute.blocking_count, statute.gap_count > 0), (0, True))
        statute._put_in_force("2024-04-01")

    def test_numbers_out_of_order_are_remarked(self):
        statute = self.make_statute()
        self.assertIn("art. 10 comes after art. 3", statute.remarks)


@tagged("post_install", "-at_install")
class TestStatutePapers(StatuteCommon):
    """A version on paper and for other programs, and two of them side by side."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.old = cls.enact(cls.make_statute("2016", rules=[("vote.seniority", "6 months", "vote")]), "2016-05-01")
        cls.new = cls.old._amended("2024")
        article = cls.new.article_ids.filtered(lambda item: item.key == "vote")
        article.text = article.text.replace("sei mesi", "due mesi")
        cls.new.rule_ids.value_text = "2 months"
        cls.new.rule_ids.action_confirm()

    def drawn(self, report, records):
        content, kind = self.env["ir.actions.report"].with_user(self.auditor)._render_qweb_pdf(report, records.ids)
        self.assertEqual((kind, content[:5]), ("pdf", b"%PDF-"))
        return content

    def test_every_version_is_printed(self):
        for statute in (self.old, self.new):
            self.drawn("lecce_smartcity.statute", statute)

    def test_the_coordinated_text_is_printed(self):
        self.enact(self.new, "2024-04-01")
        self.drawn("lecce_smartcity.statute_coordinated", self.new)
        origin = self.new._as_coordinated().origins["vote"]
        self.assertEqual([version.label for version in (origin.since, *origin.amended_by)], ["2016", "2024"])

    def test_the_comparison_shows_the_words_that_come_and_go_and_is_printed(self):
        wizard = (
            self.env["association.statute.compare"]
            .with_user(self.auditor)
            .create({"company_id": self.company.id, "old_id": self.old.id, "new_id": self.new.id})
        )
        self.assertIn('<del class="o_statute_del">sei</del><ins class="o_statute_ins">due</ins>', wizard.changes)
        self.assertNotIn("La sede", wizard.changes)
        self.assertIn("6 months", wizard.rules)
        self.assertIn("changed: 1", wizard.summary)
        wizard.whole = True
        self.assertIn("La sede", wizard.changes)
        self.drawn("lecce_smartcity.statute_comparison", wizard)
        self.assertNotIn("Titles", wizard.summary)

    def test_a_title_with_another_heading_is_in_the_comparison(self):
        self.new.article_ids.filtered(lambda item: item.key == "title-ii").heading = "Soci"
        wizard = self.env["association.statute.compare"].create({"old_id": self.old.id, "new_id": self.new.id})
        self.assertIn('Titolo II – <del class="o_statute_del">Associati</del><ins class="o_statute_ins">Soci</ins>', wizard.changes)
        self.assertIn("Titles, chapters and sections changed: 1", wizard.summary)
        self.drawn("lecce_smartcity.statute_comparison", wizard)

    def test_hostile_words_stay_words_on_the_screen(self):
        article = self.new.article_ids.filtered(lambda item: item.key == "seat")
        article.write({"heading": "<script>alert(1)</script>", "text": "1. <img src=x onerror=alert(1)>"})
        wizard = self.env["association.statute.compare"].create({"old_id": self.old.id, "new_id": self.new.id})
        for shown in (self.new.reading, wizard.changes):
            self.assertNotIn("<script", shown)
            self.assertNotIn("<img", shown)

    def test_an_export_comes_back_as_the_identical_tree_with_its_rules(self):
        name, content = self.old._as_akoma_ntoso()
        found = reading.read(io.BytesIO(content))
        self.assertEqual(found.text, TEXT)
        self.assertEqual((found.version.label, found.version.in_force_from), ("2016", date(2016, 5, 1)))
        self.assertEqual([rule.code for rule in found.version.rules], ["vote.seniority"])
        self.assertTrue(name.endswith(".xml"))

    def test_the_fingerprint_tells_a_change_behind_the_orms_back(self):
        self.assertEqual(self.old.digest, self.old._fingerprint())
        self.env.cr.execute(
            "UPDATE association_statute_article SET text = 'Altro' WHERE statute_id = %s AND key = 'seat'", [self.old.id]
        )
        self.env.invalidate_all()
        self.assertNotEqual(self.old.digest, self.old._fingerprint())

    def test_the_text_of_a_day_is_the_version_then_in_force(self):
        self.enact(self.new, "2024-04-01")
        wizard = (
            self.env["association.statute.as.of"].with_user(self.board).create({"company_id": self.company.id, "day": "2020-01-01"})
        )
        self.assertEqual(wizard.statute_id, self.old)
        wizard.day = "2010-01-01"
        self.assertFalse(wizard.statute_id)

    def test_an_empty_draft_is_not_exported(self):
        with self.assertRaisesRegex(UserError, "cannot be exported"):
            self.env["association.statute"].create({"name": "vuoto"}).action_export()


@tagged("post_install", "-at_install")
class TestStatuteFiles(StatuteCommon, HttpCase):
    def test_the_file_is_downloaded_by_officers_alone(self):
        statute = self.make_statute()
        url = f"/association/statute/{statute.id}/akoma-ntoso"
        self.authenticate(self.auditor.login, self.auditor.login)
        response = self.url_open(url)
        self.assertEqual(response.status_code, 200)
        self.assertIn("akn+xml", response.headers["Content-Type"])
        self.authenticate(self.portal.login, self.portal.login)
        self.assertEqual(self.url_open(url).status_code, 404)

    def test_a_member_reads_the_statute_in_force_in_the_portal_and_downloads_it(self):
        self.make_statute("2030")
        member = self.make_member(partner=self.portal.partner_id)
        self.authenticate(self.portal.login, self.portal.login)
        self.assertEqual(self.url_open(f"/my/association/{member.id}/statute").status_code, 404)
        self.enact(self.make_statute("2024"))
        response = self.url_open("/my/association/statute")
        self.assertEqual(response.status_code, 200)
        self.assertIn("La sede è in Lecce.", response.text)
        paper = self.url_open(f"/my/association/{member.id}/statute.pdf")
        self.assertEqual((paper.status_code, paper.content[:5]), (200, b"%PDF-"))
        self.assertIn("/statute.pdf", self.url_open(f"/my/association/{member.id}").text)

    def test_somebody_elses_membership_shows_no_statute(self):
        self.enact(self.make_statute("2024"))
        other = self.make_member("Bice")
        self.authenticate(self.portal.login, self.portal.login)
        self.assertEqual(self.url_open(f"/my/association/{other.id}/statute").status_code, 404)
        self.assertEqual(self.url_open(f"/my/association/{other.id}/statute.pdf").status_code, 404)
