from collections import Counter
from contextlib import contextmanager, suppress
from datetime import timedelta
from unittest.mock import patch

import psycopg2

from odoo.exceptions import AccessError, UserError
from odoo.tests import tagged
from odoo.tools import mute_logger

from odoo.addons.base.models.ir_mail_server import IrMail_Server

from ..models.association_meeting import STEP
from .meeting_common import MeetingCommon
from .smtp_server import PostOffice


class Killed(Exception):
    """The worker dies here."""


class NoticeCommon(MeetingCommon):
    """Meetings whose notices leave through a mail server on the loopback."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.company.write({"email": "segreteria@example.com", "pec": "associazione@pec.example.com"})
        cls.env["ir.mail_server"].search([]).action_archive()

    def setUp(self):
        super().setUp()
        self.committed = 0
        # In a test a commit is a savepoint that is kept: see ``killed``.
        self.patch(type(self.env["ir.cron"]), "_commit_progress", self._progress)
        self.patch(type(self.env["ir.cron"]), "_trigger", lambda *args, **kwargs: self.env["ir.cron.trigger"])

    def _progress(self, *_args, **_kwargs):
        self.env.flush_all()
        self.committed += 1
        return float("inf")

    @contextmanager
    def post_office(self):
        """A mail server that Odoo really talks to."""
        with PostOffice() as office, patch.object(IrMail_Server, "_disable_send", return_value=False):
            self.server = self.env["ir.mail_server"].create(
                {"name": "Loopback", "smtp_host": "127.0.0.1", "smtp_port": office.port, "smtp_encryption": "none"}
            )
            yield office

    def job(self):
        self.env["association.notice"].sudo()._job()

    def queue(self):
        """One run of the mail queue."""
        with mute_logger("odoo.addons.mail.models.mail_mail", "odoo.addons.base.models.ir_mail_server"):
            self.env["mail.mail"].sudo().process_email_queue()
        self.env.flush_all()

    def notices(self, meeting, **equal):
        domain = [("meeting_id", "=", meeting.id), *((name, "=", value) for name, value in equal.items())]
        return self.env["association.notice"].sudo().search(domain)

    def notice(self, meeting, name):
        return self.notices(meeting).filtered(lambda notice: notice.roll_id.name == name)


@tagged("post_install", "-at_install")
class TestMeetingNotices(NoticeCommon):
    """Who gets which notice, and what proves it."""

    def test_everybody_on_the_roll_is_called_once(self):
        meeting = self._assembly(members=3)
        self.assertEqual(self.notices(meeting).roll_id, meeting.roll_ids)
        self.assertEqual(len(self.notices(meeting)), len(meeting.roll_ids))
        self.assertFalse(meeting._make_notices("convocation"))
        with self.assertRaises(psycopg2.errors.UniqueViolation), mute_logger("odoo.sql_db"), self.env.cr.savepoint():
            self.notices(meeting)[:1].copy()

    def test_whoever_is_in_arrears_or_suspended_is_called_too(self):
        member = self.make_crowd(1, name="Sospeso")
        self.record(member, "suspension", "2026-01-10")
        meeting = self._assembly(members=1)
        self.assertEqual(self.notice(meeting, "Sospeso 1").channel, "email")

    def test_bodies_get_pec_people_e_mail_and_whoever_has_neither_a_letter(self):
        self.city.partner_id.write({"pec": "comune@pec.example.com", "email": "comune@example.com"})
        self.make_member(partner=self.make_partner("Nino Carta"))
        self.make_member(partner=self.make_partner("Pia Pec", pec="pia@pec.example.com"))
        meeting = self._assembly(members=1)
        found = {notice.roll_id.name: (notice.channel, notice.address, notice.state) for notice in self.notices(meeting)}
        self.assertEqual(found["Comune di Prova"], ("pec", "comune@pec.example.com", "queued"))
        self.assertEqual(found["Socio 1"], ("email", "socio1@example.com", "queued"))
        self.assertEqual(found["Pia Pec"], ("pec", "pia@pec.example.com", "queued"))
        self.assertEqual(found["Nino Carta"], ("registered_letter", False, "to_deliver"))

    def test_a_preference_is_honoured_where_the_statute_allows_it(self):
        crowd = self.make_crowd(2)
        crowd[0].partner_id.sudo().association_notice_channel = "hand"
        crowd[1].partner_id.write({"pec": "due@pec.example.com"})
        crowd[1].partner_id.sudo().association_notice_channel = "pec"
        meeting = self._assembly(members=0)
        self.assertEqual(self.notice(meeting, "Socio 1").channel, "hand")
        self.assertEqual(self.notice(meeting, "Socio 2").channel, "pec")

    def test_a_statute_that_knows_letters_alone_gets_letters(self):
        statute = self.make_statute("2025", rules=[("notice.channels", "registered_letter", "assembly")])
        self.enact(statute, "2025-01-01")
        meeting = self._assembly(members=2, kind="ordinary")
        self.assertEqual(set(self.notices(meeting).mapped("channel")), {"registered_letter"})

    def test_a_notice_goes_out_in_the_members_language_with_its_papers(self):
        self.env["res.lang"]._activate_lang("it_IT")
        crowd = self.make_crowd(2)
        crowd[0].partner_id.lang, crowd[1].partner_id.lang = "it_IT", "en_GB"
        meeting = self._assembly(members=0, items=[("accounts", "Bilancio <2025>")])
        with self.post_office() as office:
            self.job()
            self.queue()
            italian, english = (
                next(mail for mail in office.messages() if address in mail["To"]) for address in ("socio1@", "socio2@")
            )
        self.assertTrue(italian["Subject"].startswith("Convocazione: "))
        self.assertTrue(english["Subject"].startswith("Notice of meeting: "))
        kinds = [part.get_content_type() for part in english.iter_attachments()]
        self.assertEqual(kinds, ["application/pdf", "text/calendar", "text/calendar"])
        calendar = list(english.iter_attachments())[1]
        self.assertEqual(calendar.get_param("method"), "REQUEST")
        text = calendar.get_payload(decode=True).decode()
        self.assertIn("SEQUENCE:0", text)
        self.assertIn(f"UID:{meeting._calendar_uid(meeting.sitting_ids[0])}", text.replace("\r\n ", ""))
        body = english.get_body(("html",)).get_content()
        self.assertIn("Bilancio &lt;2025&gt;", body)
        self.assertIn(f"/my/meetings/{meeting.id}", body)
        self.assertIn(self.line(meeting, "Socio 2").sudo().checkin_code, body)

    def test_what_the_server_takes_is_evidence_with_its_message_id(self):
        meeting = self._assembly(members=1)
        with self.post_office() as office:
            self.job()
            self.assertEqual(self.notice(meeting, "Socio 1").state, "handed")
            self.queue()
            taken = {mail["Message-Id"] for mail in office.messages()}
        notice = self.notice(meeting, "Socio 1")
        self.assertEqual((notice.state, notice.evidence_ids.mapped("kind")), ("sent", ["sent"]))
        self.assertIn(notice.evidence_ids.reference, taken)
        self.assertEqual(notice.evidence_ids.reference, notice.message_id)

    def test_an_address_that_the_server_refuses_has_bounced_and_a_corrected_one_is_tried(self):
        meeting = self._assembly(members=2)
        with self.post_office() as office:
            office.refused.add("socio1@example.com")
            self.job()
            self.queue()
            notice = self.notice(meeting, "Socio 1")
            self.assertEqual((notice.state, notice.evidence_ids.mapped("kind")), ("failed", ["bounced"]))
            self.assertIn(self.line(meeting, "Socio 1"), meeting._not_reached())
            notice.roll_id.partner_id.email = "nuovo@example.com"
            meeting.with_user(self.secretary).action_resend_failed()
            self.job()
            self.queue()
            addresses = Counter(mail["To"].rpartition("<")[2] for mail in office.messages())
        self.assertEqual((notice.state, notice.address), ("sent", "nuovo@example.com"))
        self.assertEqual(set(addresses.values()), {1})
        self.assertIn("nuovo@example.com>", addresses)
        self.assertNotIn(self.line(meeting, "Socio 1"), meeting._not_reached())

    def test_evidence_is_never_changed_nor_deleted(self):
        meeting = self._assembly(members=1)
        notice = self.notice(meeting, "Socio 1")
        notice._add_evidence("sent", self.env.cr.now(), "a")
        for statement in (
            "UPDATE association_notice_evidence SET at = '2020-01-01' WHERE id = %s",
            "UPDATE association_notice_evidence SET detail = NULL WHERE id = %s",
            "DELETE FROM association_notice_evidence WHERE id = %s",
        ):
            with self.assertRaises(psycopg2.errors.CheckViolation), mute_logger("odoo.sql_db"), self.env.cr.savepoint():
                self.env.cr.execute(statement, [notice.evidence_ids.id])
        self.assertEqual(notice._add_evidence("delivered", self.env.cr.now(), reference="R1"), 1)
        self.assertEqual(notice._add_evidence("delivered", self.env.cr.now(), reference="R1"), 0)

    def test_an_update_and_a_cancellation_go_to_everybody_once_more(self):
        meeting = self._assembly(members=1)
        everybody = len(meeting.roll_ids)
        meeting._step({"sequence_sent": 1})
        meeting._make_notices("update")
        self.assertEqual(len(self.notices(meeting, kind="update")), everybody)
        meeting._make_notices("cancellation")
        with self.post_office() as office:
            self.job()
            self.queue()
            mails = [mail for mail in office.messages() if "socio1@" in mail["To"]]
        self.assertEqual(len(mails), 3)
        methods = Counter()
        for mail in mails:
            for part in mail.iter_attachments():
                if part.get_content_type() == "text/calendar":
                    text = part.get_payload(decode=True).decode()
                    methods[part.get_param("method"), "SEQUENCE:2" in text] += 1
        self.assertEqual(methods, {("REQUEST", False): 4, ("CANCEL", True): 2})


@tagged("post_install", "-at_install")
class TestNoticeReach(NoticeCommon):
    """Who knew when, and who was not reached."""

    def test_a_delivery_leaves_free_days_and_an_email_is_presumed(self):
        meeting = self._assembly(members=2)
        first, second = (self.line(meeting, f"Socio {number}") for number in (1, 2))
        day = meeting.date.replace(hour=9)
        self.notice(meeting, "Socio 1")._add_evidence("read", day - timedelta(days=16), reference="1")
        self.notice(meeting, "Socio 2")._add_evidence("sent", day - timedelta(days=15), reference="2")
        lines = (first | second).with_user(self.auditor)
        self.assertEqual(lines.mapped("notice_standing"), ["proven", "presumed"])
        self.assertEqual(lines.mapped("notice_left"), [15, 14])
        self.assertEqual(lines.mapped("notice_in_time"), [True, False])
        reach = meeting._reach()
        self.assertEqual((reach.in_time, dict(reach.late)), ({first.id}, {second.id: 14}))
        self.assertEqual(reach.missed, set(meeting.roll_ids.ids) - {first.id, second.id})
        self.assertEqual(meeting.notice_missed, len(reach.missed))
        self.assertIn("came too late", second.notice_remedy)

    def test_pec_proves_by_delivery_alone(self):
        self.city.partner_id.pec = "comune@pec.example.com"
        meeting = self._assembly(members=1)
        notice = self.notice(meeting, "Comune di Prova")
        early = meeting.date - timedelta(days=20)
        notice._add_evidence("sent", early, reference="m")
        notice._add_evidence("accepted", early, reference="m")
        self.assertIn(notice.roll_id, meeting._not_reached())
        notice._add_evidence("delivered", early, reference="m")
        self.assertNotIn(notice.roll_id, meeting._not_reached())

    def test_reading_in_the_portal_proves_it_once(self):
        meeting = self._assembly(members=1)
        line = self.line(meeting, "Socio 1")
        line._seen_in_portal()
        line._seen_in_portal()
        notice = self.notices(meeting, channel="portal")
        self.assertEqual((len(notice), notice.evidence_ids.mapped("kind"), line.notice_standing), (1, ["read"], "proven"))

    def test_a_meeting_moved_to_another_day_counts_from_the_update(self):
        meeting = self._assembly(members=2)
        early = meeting.date - timedelta(days=20)
        self.notices(meeting)._add_evidence("delivered", early, reference="1")
        self.assertFalse(meeting._not_reached())
        for sitting in meeting.sitting_ids:
            sitting.with_context(meeting_step=STEP).starts_at += timedelta(days=1)
        self.env.flush_all()
        self.assertEqual(meeting._not_reached(), meeting.roll_ids)
        meeting._step({"sequence_sent": 1})
        meeting._make_notices("update")
        self.notices(meeting, kind="update").filtered(lambda one: one.roll_id.name == "Socio 1")._add_evidence("read", early)
        self.line(meeting, "Socio 2")._seen_in_portal()
        self.line(meeting, "Socio 2")._seen_in_portal()
        self.assertEqual(self.notices(meeting, channel="portal").mapped("kind"), ["update"])
        self.assertNotIn(self.line(meeting, "Socio 1"), meeting._not_reached())
        self.assertEqual(self.line(meeting, "Socio 2").notice_standing, "proven")

    def test_guests_need_not_be_called(self):
        meeting = self._assembly(members=1)
        meeting._add_to_roll(self.make_partner("Olga Ospite"), "perito")
        self.assertNotIn("Olga Ospite", meeting._not_reached().mapped("name"))

    def test_the_reach_of_any_number_takes_the_same_queries(self):
        few, many = self._assembly(members=2), self._assembly(members=12)
        few._reach()
        self.env.invalidate_all()
        with self.assertQueryCount(14):
            few._reach()
        self.env.invalidate_all()
        with self.assertQueryCount(14):
            many._reach()


@tagged("post_install", "-at_install")
class TestNoticeAccess(NoticeCommon):
    """Addresses and proofs are for the secretariat and the auditors."""

    def test_the_board_sees_how_far_the_notice_went_and_no_address(self):
        meeting = self._assembly(members=1)
        seen = meeting.with_user(self.board)
        self.assertEqual(seen.notice_count, len(meeting.roll_ids))
        self.assertEqual(seen._not_reached(), meeting.roll_ids)
        with self.assertRaises(AccessError):
            seen.notice_ids.mapped("address")
        with self.assertRaises(AccessError):
            seen.roll_ids[:1].read(["email"])
        with self.assertRaises(AccessError):
            seen.roll_ids[:1].read(["checkin_code"])

    def test_the_auditor_reads_and_sends_nothing(self):
        meeting = self._assembly(members=1).with_user(self.auditor)
        self.assertIn("socio1@example.com", meeting.notice_ids.mapped("address"))
        for step in (meeting.action_resume_notices, meeting.notice_ids.action_send_again):
            with self.assertRaises(UserError):
                step()

    def test_nobody_writes_a_notice_by_hand(self):
        meeting = self._assembly(members=1).with_user(self.secretary)
        with self.assertRaises(AccessError):
            meeting.notice_ids.write({"state": "sent"})
        with self.assertRaises(AccessError):
            self.env["association.notice.evidence"].with_user(self.secretary).create(
                {"notice_id": meeting.notice_ids[:1].id, "kind": "sent", "at": "2026-01-01"}
            )


@tagged("post_install", "-at_install")
class TestNoticesUnderFire(NoticeCommon):
    """Killed workers and dead servers: nobody is left out and nobody is written to twice."""

    def _one_each(self, office, meeting):
        taken = Counter(mail["To"].rpartition("<")[2].rstrip(">") for mail in office.messages())
        expected = [notice.address for notice in self.notices(meeting) if notice.channel == "email"]
        self.assertEqual(taken, Counter(expected))

    def test_a_job_killed_between_batches_goes_on_where_it_stopped(self):
        meeting = self._assembly(members=7)
        notice_class = type(self.env["association.notice"])
        genuine, runs = notice_class._hand_over, []

        def dying(batch):
            runs.append(len(batch))
            genuine(batch)
            if len(runs) == 2:
                raise Killed

        with self.post_office() as office, patch("odoo.addons.lecce_smartcity.models.association_notice_sending.BATCH", 3):
            with patch.object(notice_class, "_hand_over", dying):
                self._killed_job()
            self.assertEqual(len(self.notices(meeting, state="handed")), 3)
            self.assertEqual(self.env["mail.mail"].search_count([("association_notice_id.meeting_id", "=", meeting.id)]), 3)
            self.job()
            self.queue()
            self.queue()
            self.job()
            self._one_each(office, meeting)

    def _killed_job(self):
        """Run the job until it dies: what it committed stays, the rest is rolled back."""
        points = [self.env.cr.savepoint(flush=True)]

        def progress(*_args, **_kwargs):
            self.env.flush_all()
            points.append(self.env.cr.savepoint(flush=True))
            return float("inf")

        with patch.object(type(self.env["ir.cron"]), "_commit_progress", progress):
            with suppress(Killed):  # assertRaises would undo what the job had done before it died
                self.job()
                self.fail("the job was to die")
        self.env.cr.clear()
        points[-1].rollback()
        for point in reversed(points):
            point.close(rollback=False)
        self.env.invalidate_all(flush=False)

    def test_the_server_is_down_during_500_notices_and_comes_back(self):
        meeting = self._assembly(members=0, convened=False)
        self._crowd_in_bulk(500)
        self._convene(meeting)
        with self.post_office() as office:
            office.close()
            self.job()
            self.queue()
            waiting = self.notices(meeting, state="retry")
            self.assertEqual(len(waiting), len(self.notices(meeting, channel="email")))
            self.assertFalse(waiting.evidence_ids)
            self.assertTrue(all(waiting.mapped("retry_at")))
            self.job()
            self.queue()
            self.assertFalse(office.mails)
            office.open()
            with self._clock(max(waiting.mapped("retry_at"))):
                self.job()
            self.queue()
            self.job()
            self.queue()
            self._one_each(office, meeting)
        self.assertEqual(set(waiting.mapped("state")), {"sent"})
        self.assertGreaterEqual(len(waiting), 500)
        self.assertEqual(len(waiting.evidence_ids), len(waiting))

    def _crowd_in_bulk(self, count):
        people = self.env["res.partner"].create(
            [
                {"name": f"Molti {number}", "email": f"m{number}@example.com", "legal_form_id": self.natural_person.id}
                for number in range(count)
            ]
        )
        members = self.env["association.member"].create(
            [{"partner_id": person.id, "company_id": self.company.id} for person in people]
        )
        self.env["association.member.event"].create(
            [
                {
                    "member_id": member.id, "type": "admission", "legal_date": "2020-01-10", "resolution": "n. 1",
                    "motive": "x", "category_id": self.category.id, "annotated_on": "2020-01-10",
                }
                for member in members
            ]
        )  # fmt: skip

    def test_a_connection_that_breaks_before_the_answer_sends_the_same_message_id(self):
        meeting = self._assembly(members=4)
        with self.post_office() as office:
            office.hang_up_after = 2
            self.job()
            self.queue()
            office.hang_up_after = None
            self.job()
            waiting = self.notices(meeting, state="retry")
            with self._clock(max(waiting.mapped("retry_at"), default=self.env.cr.now())):
                self.job()
            self.queue()
            self.job()
            self._one_each(office, meeting)
            self.assertEqual(len({mail["Message-Id"] for mail in office.messages()}), len(office.mails))

    def test_a_mail_that_was_deleted_from_the_queue_is_made_again(self):
        meeting = self._assembly(members=1)
        with self.post_office() as office:
            office.close()
            self.job()
            self.queue()
            self.env["mail.mail"].sudo().search([("association_notice_id.meeting_id", "=", meeting.id)]).unlink()
            office.open()
            meeting.with_user(self.secretary).action_resume_notices()
            self.job()
            self.queue()
            self._one_each(office, meeting)

    def test_notices_are_made_and_queued_with_few_queries(self):
        meeting = self._assembly(members=10, convened=False)
        meeting._freeze_roll()
        meeting._step({"state": "convened", "convened_at": self.env.cr.now()})
        self.env.flush_all()
        with self.assertQueryCount(13):
            meeting._make_notices("convocation")
            self.env.flush_all()
