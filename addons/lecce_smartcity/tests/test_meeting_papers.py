from datetime import datetime, timedelta
from io import BytesIO

import pypdf

from odoo.exceptions import AccessError, UserError
from odoo.tests import tagged

from .meeting_common import MeetingCommon


def read(content):
    """The text of a PDF."""
    return " ".join(" ".join(page.extract_text().split()) for page in pypdf.PdfReader(BytesIO(content)).pages)


@tagged("post_install", "-at_install")
class TestMeetingPapers(MeetingCommon):
    """The papers of a meeting are printed from the Print menu by who may."""

    def printed(self, name, record, user):
        report = self.env["ir.actions.report"].with_user(user)
        return read(report._render_qweb_pdf(f"lecce_smartcity.{name}", record.ids)[0])

    def test_the_notice_of_a_meeting_is_posted_up_without_names(self):
        meeting = self._assembly(members=2)
        text = self.printed("meeting_notice", meeting, self.secretary)
        for part in ("Notice of meeting", "To all who are called", "First call", "Second call", "Relazione", "Sala consiliare"):
            self.assertIn(part, text)
        self.assertNotIn("Socio", text)
        self.assertNotIn("check-in", text)

    def test_a_notice_is_printed_for_its_addressee_with_form_and_code(self):
        meeting = self._assembly(members=2)
        notices = self.env["association.notice"].search([("meeting_id", "=", meeting.id)])
        notice = notices.filtered(lambda one: one.roll_id.name == "Socio 1")[:1]
        notice.roll_id.lang = "it_IT"
        text = self.printed("notice", notice, self.secretary)
        for part in ("Avviso di convocazione", "Delega", "Socio 1, n.", "Codice per l’ingresso"):
            self.assertIn(part, text)
        self.assertNotIn("Socio 2", text)

    def test_a_cancellation_is_printed_with_its_reason(self):
        meeting = self._assembly(members=1)
        meeting.with_user(self.secretary).action_cancel("sala inagibile")
        notices = self.env["association.notice"].search([("meeting_id", "=", meeting.id), ("kind", "=", "cancellation")])
        text = self.printed("notice", notices[:1], self.secretary)
        self.assertIn("Riunione annullata", text)
        self.assertIn("sala inagibile", text)

    def test_the_roll_names_everybody_called_with_votes_and_reasons(self):
        self.make_member("Nora Nuova", on="2026-11-01", annotated_on="2026-11-01")
        meeting = self._assembly(members=2, record_date="2026-12-01")
        text = self.printed("meeting_roll", meeting, self.secretary)
        for part in ("Socio 1", "Socio 2", "Nora Nuova", "Piera Presta", "control body", "votes from", "frozen on"):
            self.assertIn(part, text)

    def test_before_it_is_convened_a_meeting_has_no_roll_to_print(self):
        meeting = self._assembly(members=1, convened=False)
        for name in ("meeting_roll", "meeting_signature_sheets"):
            with self.assertRaisesRegex(UserError, "has no roll yet"):
                self.printed(name, meeting, self.secretary)

    def test_the_attendance_sheet_groups_who_signs_and_names_proxies_and_times(self):
        meeting = self._assembly(members=3)
        sitting = meeting.sitting_ids.sorted("starts_at")[0]
        holder, principal = self.line(meeting, "Socio 1"), self.line(meeting, "Socio 2")
        with self._clock(meeting.date - timedelta(days=1)):
            self.env["association.proxy"]._give(meeting, principal, holder)
        text = self.printed("signature_sheet", sitting, self.secretary)
        for part in ("Attendance sheet", "First call", "proxy given to Socio 1", "Directors and control body", "Rita Revisora"):
            self.assertIn(part, text)
        self.assertLess(text.index("Socio 3"), text.index("Dario Direttore"))
        with self._clock(sitting.starts_at):
            sitting._check_in(holder)
        came = self.printed("signature_sheet", sitting, self.secretary)
        hour = self.env["association.document"]._wall_time(sitting.starts_at)
        self.assertIn(f"{hour:%H:%M}", came.split("Socio 1")[1])

    def test_the_sheets_of_a_meeting_are_those_of_the_call_to_come(self):
        meeting = self._assembly(members=1)
        self.assertIn("First call", self.printed("meeting_signature_sheets", meeting, self.secretary))
        first, second = meeting.sitting_ids.sorted("starts_at")
        with self._clock(first.starts_at + timedelta(minutes=30)):
            first.action_desert()
        self.assertEqual(self.env["association.document"]._current_sitting(meeting), second)

    def ballot(self, meeting, **vals):
        values = {"item_id": meeting.item_ids[:1].id, "question": "Si propone l'esclusione.", "method": "secret", "is_secret": True}
        return self.env["association.ballot"].create(values | vals)

    def test_a_secret_vote_has_a_paper_for_each_vote_on_the_roll(self):
        meeting = self._assembly(members=3)
        text = self.printed("ballot_papers", self.ballot(meeting), self.secretary)
        votes = sum(meeting.roll_ids.filtered("may_vote").mapped("votes"))
        self.assertEqual(text.count("Si propone l'esclusione."), votes)
        self.assertNotIn("Socio", text)

    def test_an_open_vote_needs_no_papers(self):
        ballot = self.ballot(self._assembly(members=1), method="hands", is_secret=False)
        with self.assertRaisesRegex(UserError, "voted on openly"):
            self.printed("ballot_papers", ballot, self.secretary)

    def test_an_election_without_candidates_has_no_papers(self):
        election = self.env["association.election"].create(
            {"name": "Elezione", "body_id": self.board_body.id, "date": datetime.now().date()}
        )
        with self.assertRaisesRegex(UserError, "nothing to print"):
            self.printed("election_papers", election, self.secretary)

    def test_who_only_reads_prints_and_who_has_no_role_does_not(self):
        meeting = self._assembly(members=1)
        for user in (self.board, self.auditor):
            self.assertIn("Socio 1", self.printed("meeting_roll", meeting, user))
        with self.assertRaises(AccessError):
            self.printed("meeting_roll", meeting, self.portal)

    def test_a_big_roll_is_gathered_with_few_queries(self):
        meeting = self._assembly(members=60)
        document = self.env["association.document"].with_user(self.secretary)
        self.env.invalidate_all()
        with self.assertQueryCount(40):
            document._roll_paper(meeting.with_user(self.secretary))
        self.env.invalidate_all()
        with self.assertQueryCount(45):
            document._signature_sheet(meeting.sitting_ids[:1].with_user(self.secretary))
