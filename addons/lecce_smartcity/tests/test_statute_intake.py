import base64
import io
import zipfile
from datetime import date

from odoo.exceptions import AccessError, UserError
from odoo.tests import tagged

from odoo.addons.lecce_smartcity.bylaws.statute.splitting import render

from .statute_common import TEXT, StatuteCommon

PASTED = """STATUTO DELL'ASSOCIAZIONE DI PROVA

TITOLO I - Disposizioni generali

Art. 1 - Denominazione
1. È costituita l'associazione denominata «Prova».

Art. 2 - Assemblea
1. L'assemblea è convocata almeno quindici giorni prima della data fissata.
2. In prima convocazione è valida con la presenza della metà più uno degli associati.
3. La seconda convocazione non può aver luogo prima di 24 ore dalla prima.

Art. 4 - Scioglimento
Per lo scioglimento occorre il voto favorevole di almeno tre quarti degli associati.
"""


@tagged("post_install", "-at_install")
class TestStatuteIntake(StatuteCommon):
    """A statute that exists is pasted or uploaded; first it is shown, then a draft is made of it."""

    def intake(self, data=None, file_name="statuto.txt", user=None, **vals):
        if data is not None:
            vals |= {"source": "file", "data": base64.b64encode(data), "file_name": file_name}
        return (
            self.env["association.statute.intake"]
            .with_user(user or self.secretary)
            .create({"company_id": self.company.id, "name": "2026", **vals})
        )

    def made(self, intake):
        before = self.env["association.statute"].search([])
        intake.action_create()
        return self.env["association.statute"].search([]) - before

    def refused(self, intake):
        """Return the sentence of the refusal, having made sure that nothing was made."""
        before = self.env["association.statute"].search_count([])
        with self.assertRaises(UserError) as caught:
            intake.action_read()
        with self.assertRaises(UserError):
            intake.action_create()
        self.assertEqual(self.env["association.statute"].search_count([]), before)
        return str(caught.exception)

    def test_a_pasted_text_is_shown_and_becomes_a_draft_with_proposals_beside_their_words(self):
        intake = self.intake(text=PASTED)
        intake.action_read()
        self.assertEqual(intake.step, "preview")
        self.assertIn("3 articles", intake.summary)
        self.assertIn("art. 4 comes after art. 2", intake.findings)
        self.assertIn("at least three quarters", intake.preview)
        statute = self.made(intake)
        self.assertEqual((statute.name, statute.stage, statute.article_count), ("2026", "draft", 3))
        proposals = {rule.code: rule for rule in statute.rule_ids}
        self.assertEqual(set(statute.rule_ids.mapped("state")), {"proposed"})
        self.assertIn("notice.ordinary", proposals)
        rule = proposals["quorum.diss"]
        self.assertEqual((rule.value["numerator"], rule.value["denominator"]), (3, 4))
        self.assertEqual(rule.article_id.number, "4")
        self.assertIn("tre quarti", rule.quote)
        self.assertTrue(rule.reason and rule.confidence)

    def test_nothing_is_made_while_it_is_only_shown(self):
        before = self.env["association.statute"].search_count([])
        self.intake(text=PASTED).action_read()
        self.assertEqual(self.env["association.statute"].search_count([]), before)

    def test_a_text_file_and_a_word_document_are_read(self):
        self.assertEqual(self.made(self.intake(PASTED.encode("cp1252", "replace"))).article_count, 3)
        self.assertEqual(self.made(self.intake(self.word(), "statuto.docx")).article_count, 3)

    def word(self):
        lines = "".join(f"<w:p><w:r><w:t>{line}</w:t></w:r></w:p>" for line in PASTED.splitlines())
        document = (
            '<?xml version="1.0" encoding="UTF-8"?><w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main">'
            f"<w:body>{lines}</w:body></w:document>"
        )
        stream = io.BytesIO()
        with zipfile.ZipFile(stream, "w") as archive:
            archive.writestr("[Content_Types].xml", "<Types xmlns='http://schemas.openxmlformats.org/package/2006/content-types'/>")
            archive.writestr("word/document.xml", document)
        return stream.getvalue()

    def test_our_own_export_comes_back_with_its_rules_to_confirm(self):
        statute = self.make_statute(rules=[("vote.seniority", "6 months", "vote")])
        again = self.made(self.intake(statute._as_akoma_ntoso()[1], "statuto.xml"))
        self.assertEqual(again._as_statute(), statute._as_statute())
        rule = again.rule_ids.filtered(lambda item: item.code == "vote.seniority")
        self.assertEqual((rule.value_text, rule.state, rule.article_id.key), ("6 months", "proposed", "vote"))

    def test_hostile_and_broken_files_are_refused_with_a_sentence(self):
        laughs = b'<?xml version="1.0"?><!DOCTYPE a [<!ENTITY b "ha"><!ENTITY c "&b;&b;">]><akomaNtoso>&c;</akomaNtoso>'
        outside = b'<?xml version="1.0"?><!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]><akomaNtoso>&x;</akomaNtoso>'
        for data, name, words in (
            (laughs, "a.xml", "DOCTYPE"),
            (outside, "a.xml", "DOCTYPE"),
            (b"<akomaNtoso", "a.xml", "breaks off"),
            (b"<html/>", "a.xml", "not Akoma Ntoso"),
            (b"%PDF-1.7 ...", "a.pdf", "neither text nor Word"),
            (b"PK\x03\x04 word/ rubbish", "a.docx", "a.docx"),
            (b"   \n ", "a.txt", "scan"),
        ):
            with self.subTest(name=name, data=data[:30]):
                self.assertIn(words, self.refused(self.intake(data, name)))

    def test_a_file_that_is_too_large_is_not_even_decoded(self):
        intake = self.intake(b"x" * (21 * 1024 * 1024), "grande.xml")
        self.assertIn("larger than 20 MB", self.refused(intake))

    def test_an_empty_text_is_refused(self):
        self.assertIn("empty", self.refused(self.intake(text="  \n")))
        self.assertIn("Choose the file", self.refused(self.intake(source="file")))

    def test_a_hundred_articles_are_read_in_a_moment(self):
        text = "\n\n".join(f"Art. {number} - Voce {number}\n1. Testo dell'articolo {number}.\n2. Altro." for number in range(1, 101))
        self.assertEqual(self.made(self.intake(text=text)).article_count, 100)

    def test_a_pasted_text_that_follows_another_has_its_keys_and_compares_article_by_article(self):
        old = self.enact(self.make_statute("2024"))
        text = render(TEXT).replace("sei mesi", "due mesi")
        new = self.made(self.intake(text=text, previous_id=old.id))
        self.assertEqual(sorted(new.article_ids.mapped("key")), sorted(old.article_ids.mapped("key")))
        wizard = self.env["association.statute.compare"].create({"old_id": old.id, "new_id": new.id})
        self.assertEqual(wizard.summary, "Articles: changed: 1, unchanged: 13")

    def test_a_text_pasted_into_a_draft_has_the_keys_of_the_version_that_the_draft_follows(self):
        old = self.enact(self.make_statute("2024"))
        text = render(TEXT).replace("sei mesi", "due mesi")
        empty = self.env["association.statute"].create({"name": "2026", "previous_id": old.id})
        for draft in (empty, old._amended("2027"), old._corrected_copy()):
            with self.subTest(draft=draft.name):
                self.made(self.intake(text=text, statute_id=draft.id, previous_id=False))
                self.assertEqual(sorted(draft.article_ids.mapped("key")), sorted(old.article_ids.mapped("key")))

    def test_an_empty_draft_is_filled(self):
        draft = self.env["association.statute"].create({"name": "2026"})
        self.intake(text=PASTED, statute_id=draft.id).action_create()
        self.assertEqual(draft.article_count, 3)
        with self.assertRaises(UserError):
            self.intake(text=PASTED, statute_id=self.adopt(draft, "2024-01-01").id).action_create()

    def test_what_is_known_is_not_proposed_again(self):
        statute = self.made(self.intake(text=PASTED)).with_user(self.secretary)
        count = len(statute.rule_ids)
        statute.rule_ids.action_dismiss()
        statute.action_propose_again()
        self.assertEqual((len(statute.rule_ids), statute.proposal_count), (count, 0))
        article = statute.article_ids.filtered(lambda item: item.number == "1")
        article.text = "1. Ciascun associato può rappresentare al massimo due altri associati."
        statute.action_propose_again()
        self.assertGreater(len(statute.rule_ids), count)

    def test_only_the_secretariat_brings_in_statutes(self):
        for user in (self.treasurer, self.board, self.auditor):
            with self.assertRaises(AccessError):
                self.intake(text=PASTED, user=user)


@tagged("post_install", "-at_install")
class TestStatuteQuestionnaire(StatuteCommon):
    """A dozen questions, and a first statute with all its rules."""

    ANSWERS = {"name": "Associazione Prova Smart City", "city": "Lecce", "province": "LE"}

    def statutes(self, user=None):
        return self.env["association.statute"].with_user(user or self.secretary)

    def draft(self, **answers):
        action = self.statutes().draft_from_answers({**self.ANSWERS, **answers})
        return self.env["association.statute"].browse(action["res_id"])

    def test_the_questions_begin_with_what_the_settings_know(self):
        self.company.partner_id.city = "Lecce"
        form = self.statutes().read_questionnaire()
        self.assertEqual(form["answers"]["name"], "Associazione di prova")
        self.assertEqual((form["answers"]["regime"], form["answers"]["city"]), ("ets", "Lecce"))
        self.assertTrue(all(page["questions"] for page in form["pages"]))

    def test_each_regime_gives_a_complete_draft_that_can_enter_into_force(self):
        for regime in ("unrecognised", "recognised", "ets"):
            with self.subTest(regime=regime):
                self.company.association_regime_ids.regime = regime
                statute = self.draft(regime=regime)
                self.assertFalse(statute.blocking_count, statute.completeness)
                self.assertEqual(set(statute.rule_ids.mapped("state")), {"confirmed"})
                self.assertGreater(len(statute.rule_ids), 20)
                self.assertFalse([rule.code for rule in statute.rule_ids if rule.problem])
                self.assertFalse([rule.code for rule in statute.rule_ids if rule.quote not in rule.article_id.text])
                self.adopt(statute, notary="Anna Greco, Lecce", repertorio="1", deed_on="2024-03-01")
                self.assertEqual(statute._obstacles(date(2024, 4, 1)), [])
                self.assertTrue(statute._as_akoma_ntoso()[1])

    def test_answers_against_the_law_are_refused_with_the_article(self):
        answers = {**self.ANSWERS, "regime": "ets", "board_size": 9, "municipality_seats": 6}
        form = self.statutes().read_questionnaire(answers)
        self.assertIn("26(5)", form["findings"][0]["sentence"])
        with self.assertRaisesRegex(UserError, r"26\(5\)"):
            self.statutes().draft_from_answers(answers)

    def test_hostile_answers_are_words_or_refused(self):
        with self.assertRaises(UserError):
            self.draft(name="{regime} <b>")
        with self.assertRaises(UserError):
            self.draft(board_size="sette")
        self.assertNotIn("unknown", self.statutes().read_questionnaire({**self.ANSWERS, "unknown": 1})["answers"])

    def test_only_the_secretariat_draws_it_up(self):
        for user in (self.treasurer, self.board, self.auditor):
            with self.assertRaises(AccessError):
                self.statutes(user).draft_from_answers(self.ANSWERS)
