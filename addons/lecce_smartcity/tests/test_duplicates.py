from odoo.exceptions import AccessError
from odoo.tests import tagged

from .common import AssociationCommon


@tagged("post_install", "-at_install")
class TestDuplicates(AssociationCommon):
    """Pairs of contacts that may be one, strong keys first; what is no duplicate stays none."""

    def pairs(self, *partners):
        """Look for duplicates and return ``{(name, name): (score, reasons)}`` among these contacts."""
        self.env["association.duplicate"].sudo()._find()
        ids = [one.id for one in partners]
        found = self.env["association.duplicate"].search([("partner_id", "in", ids), ("other_id", "in", ids)])
        return {(pair.partner_id.id, pair.other_id.id): (pair.score, pair.reasons) for pair in found}

    def one_pair(self, first, second, **vals):
        return self.pairs(self.make_partner(**{**first, **vals}), self.make_partner(**{**second, **vals}))

    def test_the_same_codice_fiscale_is_the_surest_reason(self):
        found = self.one_pair(
            {"name": "Anna Greco", "codice_fiscale": "RSSMRA85T10A562S"},
            {"name": "Greco Anna Maria", "codice_fiscale": "rssmra85t10a562s"},
        )
        self.assertEqual(list(found.values()), [(100, "codice_fiscale")])

    def test_the_same_partita_iva_counts_with_and_without_country_and_as_codice_fiscale(self):
        found = self.one_pair(
            {"name": "Alfa srl", "vat": "IT00488410010", "is_company": True},
            {"name": "ALFA S.R.L.", "codice_fiscale": "00488410010", "is_company": True},
        )
        self.assertEqual([reasons for _score, reasons in found.values()], ["tax_number_other_name"])
        found = self.one_pair(
            {"name": "Beta", "vat": "00488410010", "is_company": True},
            {"name": "Bèta", "vat": "IT00488410010", "is_company": True},
        )
        self.assertEqual([score for score, _reasons in found.values()], [90])

    def test_offices_of_one_body_share_the_ipa_code_and_are_no_duplicates(self):
        self.assertFalse(
            self.one_pair(
                {"name": "Comune di Lecce – Settore Ambiente"}, {"name": "Comune di Lecce – Settore Cultura"},
                ipa_code="c_e506", is_company=True,
            )
        )  # fmt: skip
        found = self.one_pair(
            {"name": "Comune di Lecce"}, {"name": "COMUNE DI LECCE"}, ipa_code="c_e506", is_company=True
        )
        self.assertEqual(list(found.values()), [(85, "ipa_name")])

    def test_accents_punctuation_and_the_order_of_words_do_not_matter(self):
        found = self.one_pair({"name": "D'Andréa  Niccolò"}, {"name": "niccolo D Andrea"}, birth_date="1980-05-01")
        self.assertEqual(list(found.values()), [(70, "name_birth")])

    def test_a_name_alone_proves_nothing(self):
        self.assertFalse(self.one_pair({"name": "Mario Rossi"}, {"name": "Mario Rossi"}))

    def test_an_address_alone_proves_nothing_spouses_share_one(self):
        self.assertFalse(self.one_pair({"name": "Mario Rossi"}, {"name": "Lucia Bianchi"}, email="casa@example.org"))

    def test_the_name_with_the_mail_or_the_pec_counts(self):
        found = self.one_pair(
            {"name": "Mario Rossi", "email": "Mario@Example.org"}, {"name": "Rossi Mario", "pec": "mario@example.org"}
        )
        self.assertEqual(list(found.values()), [(60, "name_email")])

    def test_several_reasons_make_one_pair_with_the_strongest_first(self):
        found = self.one_pair(
            {"name": "Mario Rossi"}, {"name": "Mario Rossi"},
            codice_fiscale="RSSMRA85T10A562S", birth_date="1985-12-10", email="m@example.org",
        )  # fmt: skip
        self.assertEqual(list(found.values()), [(100, "codice_fiscale,name_birth,name_email")])

    def test_a_company_and_its_own_contact_are_no_duplicates(self):
        company = self.make_partner("Gamma", is_company=True, vat="00488410010", email="g@example.org")
        contact = self.make_partner("Gamma", parent_id=company.id, email="g@example.org")
        self.assertFalse(self.pairs(company, contact))

    def test_a_pair_that_is_none_is_not_proposed_again(self):
        first = self.make_partner("Mario Rossi", email="m@example.org")
        second = self.make_partner("Mario Rossi", email="m@example.org")
        self.pairs(first, second)
        pair = self.env["association.duplicate"].search([("partner_id", "=", first.id)])
        pair.with_user(self.secretary).action_dismiss()
        self.assertEqual(pair.dismissed_by_id, self.secretary)
        self.pairs(first, second)
        self.assertTrue(pair.exists().dismissed)
        pair.with_user(self.secretary).action_reconsider()
        self.assertFalse(pair.dismissed)

    def test_a_pair_that_no_longer_agrees_disappears(self):
        first = self.make_partner("Mario Rossi", email="m@example.org")
        second = self.make_partner("Mario Rossi", email="m@example.org")
        self.assertTrue(self.pairs(first, second))
        second.email = "altro@example.org"
        self.assertFalse(self.pairs(first, second))

    def test_archived_and_merged_contacts_are_left_alone(self):
        first = self.make_partner("Mario Rossi", email="m@example.org")
        second = self.make_partner("Mario Rossi", email="m@example.org", active=False)
        self.assertFalse(self.pairs(first, second))

    def test_only_the_secretariat_looks_for_them(self):
        for user in (self.auditor, self.board, self.treasurer):
            with self.assertRaises(AccessError):
                self.env["association.duplicate"].with_user(user).action_find()
        self.env["association.duplicate"].with_user(self.secretary).action_find()

    def test_thousands_of_contacts_take_two_queries_and_no_square(self):
        """5,000 contacts, 1,000 of them with one shared address and name: a star, not half a million pairs."""
        self.env.cr.execute(
            """INSERT INTO res_partner (name, complete_name, type, active, email, email_normalized, birth_date)
               SELECT name, name, 'contact', TRUE, mail, mail, DATE '1950-01-01' + n
                 FROM (SELECT n, CASE WHEN n <= 1000 THEN 'Ufficio Protocollo' ELSE 'Persona ' || n / 2 END AS name,
                              CASE WHEN n <= 1000 THEN 'protocollo' ELSE 'p' || n / 2 END || '@example.org' AS mail
                         FROM generate_series(1, 5000) n) made"""
        )
        self.env.flush_all()
        with self.assertQueryCount(2):
            count = self.env["association.duplicate"].sudo()._find()
        self.assertGreaterEqual(count, 999 + 1999)
        self.assertLess(count, 4000)
