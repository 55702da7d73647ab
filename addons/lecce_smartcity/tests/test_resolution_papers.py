from datetime import timedelta
from io import BytesIO

import pypdf

from odoo.exceptions import AccessError, UserError
from odoo.tests import tagged

from ..bylaws.meeting import sheet_record
from ..bylaws.meeting.circumstances import count_line
from ..bylaws.meeting.validity import majority_line, quorum_line, validity_sheet
from ..models.legal_time import legal_day
from .vote_common import VoteCommon


@tagged("post_install", "-at_install")
class TestResolutionPapers(VoteCommon):
    """The extract of a resolution and its validity sheet, from the Print menu."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.meeting = cls._assembly(members=8, items=[("ordinary", "Piazza digitale"), ("exclusion", "Esclusione")])
        cls.item = cls.meeting.item_ids[0]

    def printed(self, name, record, user=None):
        report = self.env["ir.actions.report"].with_user(user or self.secretary)
        content = report._render_qweb_pdf(f"lecce_smartcity.{name}", record.ids)[0]
        return " ".join(" ".join(page.extract_text().split()) for page in pypdf.PdfReader(BytesIO(content)).pages)

    def adopted(self, method="roll_call", item=None, sheet=True):
        """A resolution adopted by five votes to one, with one abstention."""
        item = item or self.item
        self.gather(self.meeting, 7)
        ballot = self.opened(item, method=method)
        choices = ["favour"] * 5 + ["against", "abstained"]
        for number, choice in enumerate(choices, 1):
            if method == "secret":
                self.drop(ballot, number, choice)
            else:
                self.cast(ballot, {choice: [number]})
        ballot.action_close()
        return self.env["association.resolution"].with_user(self.secretary)._adopt(
            item, "Si approva il progetto.", legal_day(ballot.opened_at), ballot=ballot, sheet=self.sheet(ballot) if sheet else None
        )

    def sheet(self, ballot):
        sitting = ballot.sitting_id
        book = self.env["association.statute"]._rulebook(ballot.company_id)
        rule = book.resolve("majority.ord", legal_day(ballot.opened_at))
        tally, reading = ballot._kept("tally"), ballot._kept("reading")
        lines = [
            quorum_line(reading, sitting._quorum_ruling(ballot.item_id)),
            count_line(tally),
            majority_line(tally, ballot._kept("majority"), rule),
        ]
        return sheet_record.encode(validity_sheet(lines, reading.verdict, [ballot._kept("majority")]))

    def test_an_extract_names_who_voted_how_in_an_open_vote(self):
        resolution = self.adopted()
        text = self.printed("resolution", resolution)
        parts = (
            f"Resolution no. {resolution.number}/{resolution.year}",
            "Piazza digitale",
            "Si approva il progetto.",
            "First call",
            "Roll call by name",
            "In favour (5)",
            "Socio 1, Socio 2, Socio 3, Socio 4, Socio 5",
            "Against (1) Socio 6",
        )
        for part in parts:
            self.assertIn(part, text)

    def test_an_extract_of_a_secret_vote_has_totals_and_no_names(self):
        text = self.printed("resolution", self.adopted("secret"))
        self.assertIn("Secret vote", text)
        self.assertNotIn("Socio", text)

    def test_the_validity_sheet_is_the_one_frozen_at_the_adoption(self):
        resolution = self.adopted()
        text = self.printed("validity_sheet", resolution, self.auditor)
        for part in ("Validity sheet", "By the count: adopted", "5 × 2 = 10 > 6 × 1 = 6 : yes", "Challenge", "c.c. art. 23(1)"):
            self.assertIn(part, text)

    def test_a_rejected_proposal_has_a_sheet_without_a_number(self):
        self.gather(self.meeting, 7)
        ballot = self.opened(self.item, method="roll_call")
        with self.assertRaisesRegex(UserError, "is not over"):
            self.printed("vote_sheet", ballot)
        self.cast(ballot, {"favour": [1, 2], "against": [3, 4, 5]})
        ballot.action_close()
        text = self.printed("vote_sheet", ballot)
        for part in ("Assemblea – vote of", "By the count: rejected", "2 × 2 = 4 > 5 × 1 = 5 : no", "Quorum"):
            self.assertIn(part, text)
        self.assertNotIn("Resolution no.", text)

    def test_an_adopted_vote_prints_the_sheet_of_its_resolution(self):
        self.gather(self.meeting, 7)
        ballot = self.opened(self.item, method="roll_call")
        self.cast(ballot, {"favour": [1, 2, 3], "against": [4]})
        ballot.action_close()
        ballot.action_proclaim("adopted")
        text = self.printed("vote_sheet", ballot)
        self.assertIn(f"Resolution no. {ballot.resolution_ids.number}/", text)
        self.assertEqual(text, self.printed("validity_sheet", ballot.resolution_ids))

    def test_a_resolution_without_a_vote_taken_here_has_no_sheet(self):
        resolution = self.adopted(sheet=False)
        with self.assertRaisesRegex(UserError, "has no validity sheet"):
            self.printed("validity_sheet", resolution)

    def test_what_a_court_decided_is_on_the_papers(self):
        resolution = self.adopted()
        self.env.cr._now += timedelta(days=30)
        resolution._challenge(resolution.adopted_on + timedelta(days=10), court="Tribunale di Lecce", reference="R.G. 12/2026")
        text = self.printed("resolution", resolution)
        self.assertIn("Challenged, Tribunale di Lecce, R.G. 12/2026", text)

    def test_what_is_reserved_is_printed_by_who_may_read_it(self):
        resolution = self.adopted("secret", self.meeting.item_ids[1])
        self.assertIn("Esclusione", self.printed("resolution", resolution, self.board))
        with self.assertRaises(AccessError):
            self.printed("resolution", resolution, self.treasurer)
