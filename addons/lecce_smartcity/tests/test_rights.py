from odoo.tests import tagged

from .common import AssociationCommon


@tagged("post_install", "-at_install")
class TestRights(AssociationCommon):
    """Who may vote on a day; if not, every reason with its article."""

    def reasons(self, member, on):
        return [reason.code for reason in member.rights(on)[member.id].reasons]

    def test_a_member_of_more_than_three_months_may_vote(self):
        member = self.make_member(on="2026-01-31")
        self.assertTrue(member.rights("2026-04-30")[member.id].may_vote)

    def test_a_member_of_less_than_three_months_may_not_vote_in_an_ets(self):
        member = self.make_member(on="2026-02-01")
        verdict = member.rights("2026-04-30")[member.id]
        self.assertFalse(verdict.entitled)
        self.assertEqual(verdict.reasons[0].citation.label(), "D.Lgs. 117/2017 art. 24(1)")
        self.assertTrue(member.rights("2026-05-01")[member.id].may_vote)

    def test_seniority_is_no_condition_in_an_association_of_the_civil_code(self):
        self.company.association_regime_ids.regime = "unrecognised"
        member = self.make_member(on="2026-02-01")
        self.assertTrue(member.rights("2026-02-02")[member.id].may_vote)

    def test_the_regime_of_the_day_decides(self):
        self.env["association.legal.regime"].create(
            {"company_id": self.company.id, "regime": "recognised", "date_from": "2026-03-01"}
        )
        member = self.make_member(on="2026-02-01")
        self.assertFalse(member.rights("2026-02-28")[member.id].may_vote)
        self.assertTrue(member.rights("2026-03-01")[member.id].may_vote)

    def test_every_reason_is_given_not_the_first_alone(self):
        member = self.make_member(on="2026-02-01", category=self.supporter)
        self.record(member, "suspension", "2026-02-10")
        self.assertEqual(
            self.reasons(member, "2026-03-01"), ["suspended", "category_without_vote", "seniority"]
        )

    def test_a_body_without_a_representative_counts_in_the_quorum_but_cannot_vote(self):
        comune = self.make_partner(
            "Comune di prova", legal_form_id=self.municipality.id, is_company=True
        )
        member = self.make_member(partner=comune)
        verdict = member.rights("2026-03-01")[member.id]
        self.assertEqual((verdict.entitled, verdict.may_vote), (True, False))
        self.env["association.representative"].create(
            {
                "member_id": member.id,
                "partner_id": self.make_partner("Delegata").id,
                "date_from": "2026-01-01",
                "date_to": "2026-03-01",
            }
        )
        self.assertTrue(member.rights("2026-03-01")[member.id].may_vote)
        self.assertEqual(self.reasons(member, "2026-03-02"), ["representative_missing"])

    def test_only_third_sector_members_have_more_than_one_vote(self):
        self.category.vote_band_ids = [
            (0, 0, {"from_members": 0, "votes": 1}), (0, 0, {"from_members": 1000, "votes": 5}),
        ]  # fmt: skip
        ets = self.make_partner("Rete di associazioni", is_ets=True, ets_members=1200)
        comune = self.make_partner("Comune", ets_members=90000)
        ets_member, comune_member = self.make_member(partner=ets), self.make_member(partner=comune)
        self.assertEqual(ets_member.rights("2026-03-01")[ets_member.id].votes, 5)
        self.assertEqual(comune_member.rights("2026-03-01")[comune_member.id].votes, 1)

    def test_the_whole_roll_is_one_query(self):
        for name in ("Ada", "Bice", "Carla"):
            self.make_member(name)
        Member = self.env["association.member"].with_user(self.secretary)
        Member.rights("2026-03-01")  # the user's groups are in the cache after this
        with self.assertQueryCount(1):
            self.assertEqual(len(Member.rights("2026-03-01")), 3)

    def test_a_representative_is_not_a_member(self):
        comune = self.make_member(
            partner=self.make_partner("Comune", legal_form_id=self.municipality.id)
        )
        person = self.make_partner("Delegata")
        self.env["association.representative"].create(
            {"member_id": comune.id, "partner_id": person.id}
        )
        Member = self.env["association.member"]
        self.assertFalse(Member.search([("partner_id", "=", person.id)]))
        self.assertEqual(Member.search_count([("company_id", "=", self.company.id)]), 1)
