from odoo.tests import HttpCase, tagged

from .common import AssociationCommon


@tagged("post_install", "-at_install")
class TestCardPage(AssociationCommon, HttpCase):
    """The page behind a card's code."""

    def setUp(self):
        super().setUp()
        self.member = self.make_member("Anna Greco")
        self.card = self.env["association.card"]._issue(self.member)

    def answer(self, token):
        response = self.url_open(f"/association/card/{token}")
        self.assertEqual(response.status_code, 200)
        return response

    def test_a_valid_card_says_so_and_nothing_else(self):
        text = self.answer(self.card.token).text
        self.assertIn('<main class="valid">', text)
        for told in ("Anna", "Greco", self.company.name, str(self.member.member_since), self.card.token):
            self.assertNotIn(told, text)

    def test_every_card_that_is_not_valid_gets_the_same_page_as_no_card(self):
        unknown = self.answer("A" * 32).text
        self.assertIn('<main class="invalid">', unknown)
        self.record(self.member, "suspension", "2021-01-01")
        suspended = self.answer(self.card.token).text
        self.card.action_revoke()
        for text in (suspended, self.answer(self.card.token).text, self.answer("x").text, self.answer("%25").text):
            self.assertEqual(text, unknown)

    def test_the_page_is_not_kept_not_found_and_not_framed(self):
        for token in (self.card.token, "A" * 32):
            headers = self.answer(token).headers
            self.assertEqual(headers["Cache-Control"], "no-store")
            self.assertIn("noindex", headers["X-Robots-Tag"])
            self.assertEqual(headers["Referrer-Policy"], "no-referrer")
            self.assertIn("default-src 'none'", headers["Content-Security-Policy"])

    def test_who_looks_at_a_card_gets_no_session(self):
        response = self.answer(self.card.token)
        self.assertNotIn("session_id", response.headers.get("Set-Cookie", ""))
        self.assertFalse([cookie for answer in [*response.history, response] for cookie in answer.cookies])

    def test_the_page_speaks_the_readers_language(self):
        self.env["res.lang"]._activate_lang("it_IT")
        self.env["res.lang"]._activate_lang("en_GB")
        for accepted, lang in (("it-IT,it;q=0.9", "it-IT"), ("en-GB,en;q=0.8", "en-GB")):
            response = self.url_open(f"/association/card/{self.card.token}", headers={"Accept-Language": accepted})
            self.assertIn(f'lang="{lang}"', response.text)
