from lxml import html

from odoo import Command
from odoo.exceptions import AccessError, UserError
from odoo.tests import HttpCase, new_test_user, tagged
from odoo.tests.common import HOST
from odoo.tools import mute_logger

from .meeting_common import MeetingCommon


@tagged("post_install", "-at_install")
class TestMeetingPortal(MeetingCommon, HttpCase):
    """A member's meetings on the portal: read, answer, give a proxy, connect, vote; nobody else's."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.env["res.lang"]._activate_lang("en_US")
        cls.make_crowd(6)
        cls.users = {}
        for number in (1, 2):
            partner = cls.env["res.partner"].search([("name", "=", f"Socio {number}")], limit=1)
            cls.users[number] = new_test_user(
                cls.env, f"socio{number}", name=f"Socio {number}", groups="base.group_portal", partner_id=partner.id,
                company_id=cls.company.id, company_ids=[Command.set(cls.company.ids)], lang="en_US",
            )  # fmt: skip
        cls.stranger = new_test_user(cls.env, "stranger", groups="base.group_portal", lang="en_US")

    def convened(self, **vals):
        """A mixed assembly of the six, whose first call is now."""
        now = self.env.cr.now().replace(microsecond=0)
        meeting = self._meeting(
            items=[("ordinary", "Relazione"), {"matter": "ordinary", "name": "Riservato", "is_closed_door": True}],
            on=now, mode="mixed", link="https://meet.example.org/x", second=False, **vals,
        )  # fmt: skip
        return self._convene(meeting)

    def sign_in(self, user):
        user.password = user.login
        self.authenticate(user.login, user.login)
        self.opener.cookies.set("frontend_lang", "en_US", domain=HOST)

    def post(self, path, data=None, page=None):
        tree = html.fromstring(self.url_open(page or path).content)
        token = tree.xpath("//input[@name='csrf_token']/@value") or [
            tree.xpath("//script[@id='web.layout.odooscript']")[0].text.split('csrf_token: "')[1].split('"')[0]
        ]
        return self.url_open(path, data={"csrf_token": token[0], **(data or {})})

    def mine(self, meeting, number=1):
        return self.line(meeting, f"Socio {number}")

    # --- whose ---

    def test_who_was_called_reads_the_convocation_and_that_is_evidence(self):
        meeting = self.convened()
        self.sign_in(self.users[1])
        self.assertIn(f"/my/meetings/{meeting.id}", self.url_open("/my/meetings").text)
        text = self.url_open(f"/my/meetings/{meeting.id}").text
        self.assertIn("Relazione", text)
        self.assertIn("https://meet.example.org/x", text)
        read = self.mine(meeting).notice_ids.filtered(lambda notice: notice.channel == "portal")
        self.assertEqual(read.evidence_ids.mapped("kind"), ["read"])

    @mute_logger("odoo.http")
    def test_a_meeting_of_others_is_not_found_like_one_that_is_not_there(self):
        meeting = self.convened()
        self.sign_in(self.stranger)
        for path in (f"/my/meetings/{meeting.id}", f"/my/meetings/{meeting.id}/pulse", "/my/meetings/999999"):
            self.assertEqual(self.url_open(path).status_code, 404)
        self.assertNotIn("Relazione", self.url_open("/my/meetings").text)

    @mute_logger("odoo.http")
    def test_nobody_acts_for_the_line_of_another(self):
        meeting = self.convened()
        self.sign_in(self.users[1])
        other = self.mine(meeting, 2)
        page = f"/my/meetings/{meeting.id}"
        self.assertEqual(self.post(f"{page}/{other.id}/answer", {"answer": "absent"}, page).status_code, 404)
        self.assertEqual(self.post(f"{page}/{other.id}/enter", {"confirm": "1"}, page).status_code, 404)
        self.assertFalse(other.answer)

    def test_a_draft_is_nobodys(self):
        meeting = self._meeting()
        self.sign_in(self.users[1])
        self.assertNotIn(f"/my/meetings/{meeting.id}", self.url_open("/my/meetings").text)

    # --- answers and proxies ---

    def test_the_last_answer_counts_and_the_earlier_are_kept(self):
        meeting = self.convened()
        self.sign_in(self.users[1])
        page, line = f"/my/meetings/{meeting.id}", self.mine(meeting)
        self.post(f"{page}/{line.id}/answer", {"answer": "in_person"}, page)
        self.post(f"{page}/{line.id}/answer", {"answer": "absent"}, page)
        line.invalidate_recordset()
        self.assertEqual(line.answer, "absent")
        self.assertEqual(len(line.answer_ids), 2)
        self.assertEqual((meeting.answer_count, meeting.answer_coming), (1, 0))

    def test_an_answer_is_never_edited(self):
        meeting = self.convened()
        meeting._portal_answer(self.mine(meeting), "absent")
        self.env.flush_all()
        with self.assertRaises(Exception), mute_logger("odoo.sql_db"), self.env.cr.savepoint():
            self.env.cr.execute("UPDATE association_meeting_answer SET answer = 'remote'")

    def test_a_proxy_is_given_by_looking_for_a_name_and_taken_back(self):
        meeting = self.convened()
        self.sign_in(self.users[1])
        page, line = f"/my/meetings/{meeting.id}", self.mine(meeting)
        found = self.url_open(f"{page}/{line.id}/proxy?q=socio 2").text
        self.assertIn("Socio 2", found)
        self.assertNotIn("Socio 3", found)
        data = {"q": "socio 2", "holder": str(self.mine(meeting, 2).id)}
        self.assertIn("You have given your proxy", self.post(f"{page}/{line.id}/proxy", data).text)
        self.assertEqual(line._portal_given().holder_id, self.mine(meeting, 2))
        self.assertEqual(line._portal_given().channel, "portal")
        self.post(f"{page}/{line.id}/proxy/revoke", {}, page)
        self.assertFalse(line._portal_given())

    def test_a_proxy_to_who_may_not_hold_one_is_refused_with_the_article(self):
        meeting = self.convened()
        member = self.make_member(partner=self.director, on="2020-01-10")
        self.assertTrue(member)
        other = self._convene(self._meeting(on=self.env.cr.now().replace(microsecond=0), mode="mixed", second=False))
        director = other.roll_ids.filtered(lambda line: line.is_director and line.entitled)
        self.sign_in(self.users[1])
        page, line = f"/my/meetings/{other.id}", self.mine(other)
        response = self.post(f"{page}/{line.id}/proxy", {"q": "dario", "holder": str(director.id)}, f"{page}/{line.id}/proxy?q=dario")
        self.assertEqual(response.status_code, 422)
        self.assertIn("art. 24", response.text)
        self.assertFalse(line._portal_given())
        self.assertTrue(meeting)

    def test_names_of_the_roll_are_not_listed_without_looking_for_one(self):
        meeting = self.convened()
        self.sign_in(self.users[1])
        page, line = f"/my/meetings/{meeting.id}", self.mine(meeting)
        self.assertNotIn("Socio 2", self.url_open(f"{page}/{line.id}/proxy").text)
        self.assertNotIn("Socio 2", self.url_open(f"{page}/{line.id}/proxy?q=s").text)

    # --- the sitting ---

    def opened(self):
        meeting = self.convened()
        sitting = meeting.sitting_ids
        sitting._check_in(self.mine(meeting, 3) | self.mine(meeting, 4) | self.mine(meeting, 5) | self.mine(meeting, 6))
        sitting.action_open()
        return meeting, sitting

    def remote(self, sitting):
        """How many are connected after what was noted last."""
        sitting.invalidate_recordset()
        return sitting._reading(at=max(sitting.attendance_ids.mapped("at"))).remote

    def test_who_connects_says_who_they_are_and_counts_as_remote(self):
        meeting, sitting = self.opened()
        self.sign_in(self.users[1])
        page, line = f"/my/meetings/{meeting.id}", self.mine(meeting)
        self.assertEqual(self.post(f"{page}/{line.id}/enter", {}, page).status_code, 422)
        self.assertIn("You are connected", self.post(f"{page}/{line.id}/enter", {"confirm": "1"}, page).text)
        self.assertEqual(self.remote(sitting), 1)
        noted = sitting.attendance_ids.filtered(lambda one: one.roll_id == line)
        self.assertEqual((noted.kind, noted.identification), ("remote", "portal"))
        self.post(f"{page}/{line.id}/leave", {}, page)
        self.assertEqual(self.remote(sitting), 0)

    def test_the_pulse_changes_when_a_vote_opens(self):
        meeting, sitting = self.opened()
        lines = self.mine(meeting)
        before = meeting._portal_pulse(lines)
        self.assertEqual(before, meeting._portal_pulse(lines))
        meeting.item_ids[0]._call_vote(method="named", sitting_id=sitting.id).action_open()
        self.assertNotEqual(before, meeting._portal_pulse(lines))

    def test_a_vote_by_name_is_cast_once(self):
        meeting, sitting = self.opened()
        line = self.mine(meeting)
        sitting._check_in(line, kind="remote", identification="portal")
        ballot = meeting.item_ids[0]._call_vote(method="named", sitting_id=sitting.id)
        ballot.action_open()
        self.sign_in(self.users[1])
        page = f"/my/meetings/{meeting.id}/vote/{ballot.id}/{line.id}"
        self.assertEqual(self.post(page, {}).status_code, 422)
        self.assertIn("Your vote has been recorded", self.post(page, {"choice": "against", "reason": "Mancano i conti"}).text)
        vote = ballot.vote_ids
        self.assertEqual((vote.roll_id, vote.choice, vote.channel, vote.reason), (line, "against", "portal", "Mancano i conti"))
        self.assertEqual(self.post(page, {"choice": "favour"}).status_code, 422)
        self.assertEqual(len(ballot.vote_ids), 1)

    def slips(self, ballot):
        self.env.cr.execute("SELECT count(*) FROM association_slip WHERE ballot_id = %s", [ballot.id])
        return self.env.cr.fetchone()[0]

    def test_a_secret_vote_is_a_slip_handed_in_without_a_session(self):
        meeting, sitting = self.opened()
        lines = self.mine(meeting) | self.mine(meeting, 2)
        sitting._check_in(lines, kind="remote", identification="portal")
        ballot = meeting.item_ids[0]._call_vote(method="secret", sitting_id=sitting.id)
        ballot.action_open()
        self.sign_in(self.users[1])
        page = f"/my/meetings/{meeting.id}/vote/{ballot.id}/{lines[0].id}"
        slip = html.fromstring(self.post(page).content)
        token = slip.xpath("//input[@name='token']/@value")[0]
        self.logout()
        self.opener.cookies.clear()
        data = {"token": token, "choice": "favour", "receipts": "RICEVUTA1234", "meeting": str(meeting.id)}
        self.assertIn("RICEVUTA1234", self.url_open("/meetings/slip", data=data).text)
        again = self.url_open("/meetings/slip", data={**data, "receipts": "ALTRA1234567"})
        self.assertEqual(again.status_code, 422)
        self.env.invalidate_all()
        self.assertEqual(self.slips(ballot), 1)

    @mute_logger("odoo.http")
    def test_who_is_not_there_finds_no_vote(self):
        meeting, sitting = self.opened()
        ballot = meeting.item_ids[0]._call_vote(method="named", sitting_id=sitting.id)
        ballot.action_open()
        self.sign_in(self.users[1])
        page = f"/my/meetings/{meeting.id}"
        self.assertEqual(self.url_open(f"{page}/vote/{ballot.id}/{self.mine(meeting).id}").status_code, 404)
        self.assertEqual(self.url_open(f"{page}/vote/{ballot.id}/{self.mine(meeting, 3).id}").status_code, 404)

    # --- the code on the notice ---

    @mute_logger("odoo.http")
    def test_the_code_on_the_notice_notes_the_arrival_at_the_door_alone(self):
        meeting = self.convened()
        line = self.mine(meeting)
        code = line._checkin_code()
        self.sign_in(self.users[1])
        self.assertIn("Show this code", self.url_open(f"/my/meeting/checkin/{code}").text)
        self.sign_in(self.users[2])
        self.assertEqual(self.url_open(f"/my/meeting/checkin/{code}").status_code, 404)
        self.sign_in(self.secretary)
        self.post(f"/my/meeting/checkin/{code}")
        self.assertEqual(meeting.sitting_ids.attendance_ids.roll_id, line)

    # --- books ---

    def test_a_request_to_inspect_a_book_reaches_the_secretariat_once(self):
        member = self.mine(self.convened()).member_id
        self.sign_in(self.users[1])
        page = f"/my/association/{member.id}/inspection"
        self.assertEqual(self.post(page, {}).status_code, 422)
        self.post(page, {"book": "assembly", "text": "Verbale 2025"})
        self.post(page, {"book": "assembly"})
        found = self.env["association.inspection"].search([("member_id", "=", member.id)])
        self.assertEqual(found.mapped("subject"), ["Verbale 2025"])
        with self.assertRaises(UserError):
            found.state = "refused"

    def test_members_read_no_roll_no_answers_and_no_requests_through_the_back_door(self):
        self.convened()
        for model in ("association.meeting", "association.meeting.roll", "association.meeting.answer", "association.inspection",
                      "association.proxy", "association.attendance", "association.ballot", "association.vote"):  # fmt: skip
            with self.assertRaises(AccessError):
                self.env[model].with_user(self.users[1]).search([])

    def test_a_past_meeting_takes_no_answer(self):
        meeting = self.convened()
        meeting.with_user(self.secretary).action_cancel("Rinviata") if hasattr(meeting, "action_cancel") else meeting._step(
            {"state": "cancelled"}
        )
        with self.assertRaises(UserError):
            meeting._portal_answer(self.mine(meeting), "absent")
