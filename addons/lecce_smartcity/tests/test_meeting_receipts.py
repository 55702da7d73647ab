import base64
import io
import zipfile
from datetime import timedelta
from itertools import permutations

from odoo import Command
from odoo.exceptions import UserError
from odoo.tests import Form, tagged

from .receipt_samples import bounce, receipt
from .test_meeting_notices import NoticeCommon

CITY = "comune@pec.example.com"


@tagged("post_install", "-at_install")
class TestNoticeReceipts(NoticeCommon):
    """Receipts of PEC and bounces become evidence, in any order, and never twice."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.city.partner_id.pec = CITY

    def setUp(self):
        super().setUp()
        self.meeting = self._assembly(members=2)
        self.pec = self.notice(self.meeting, "Comune di Prova")
        self.mail = self.notice(self.meeting, "Socio 1")
        self.at = (self.meeting.date - timedelta(days=20)).replace(microsecond=0)
        self.company.sudo().association_pec_server_id = self.env["ir.mail_server"].sudo().create(
            {"name": "PEC", "smtp_host": "127.0.0.1", "smtp_port": 9}
        )
        self.job()

    def imported(self, *files, **options):
        evidence = self.env["association.notice.evidence"].with_user(self.secretary)
        return evidence._import_receipts(list(files), **options)

    def receipts(self, notice=None, **options):
        notice = notice or self.pec
        return [
            (f"{kind}.eml", receipt(kind, notice.message_id, notice.address, self.at, **options))
            for kind in ("accettazione", "avvenuta-consegna")
        ]

    def test_pec_leaves_through_its_own_server_from_the_associations_pec(self):
        mail = self.env["mail.mail"].sudo().search([("association_notice_id", "=", self.pec.id)])
        self.assertEqual(mail.mail_server_id, self.company.sudo().association_pec_server_id)
        self.assertIn("associazione@pec.example.com", mail.email_from)

    def test_order_and_repetition_of_receipts_do_not_matter(self):
        for number, order in enumerate(permutations(self.receipts())):
            results = [outcome.result for outcome in self.imported(*order)]
            self.assertEqual(set(results), {"known"} if number else {"recorded"})
        self.assertEqual(sorted(self.pec.evidence_ids.mapped("kind")), ["accepted", "delivered"])
        self.assertEqual((self.pec.state, self.pec.proven_at), ("delivered", self.at))
        self.assertNotIn(self.pec.roll_id, self.meeting._not_reached())
        kept = self.pec.evidence_ids.attachment_id
        self.assertEqual(len(kept), 2)
        self.assertIn(b"X-Ricevuta", kept[0].raw)

    def test_a_receipt_about_another_mail_or_another_box_is_listed_with_its_reason(self):
        stranger = receipt("avvenuta-consegna", "<nobody@example.com>", CITY, self.at)
        box = receipt("avvenuta-consegna", self.pec.message_id, "altri@pec.example.com", self.at)
        outcomes = self.imported(("a.eml", stranger), ("b.eml", box), ("c.eml", b"From: x\nDate: y\n\nno receipt"), ("d.eml", b""))
        self.assertEqual({outcome.result for outcome in outcomes}, {"unmatched"})
        self.assertTrue(all(outcome.reason for outcome in outcomes))
        self.assertFalse(self.pec.evidence_ids)

    def test_pec_sent_by_hand_is_matched_by_its_address_in_the_chosen_meeting(self):
        self.company.sudo().association_pec_server_id = False
        meeting = self._assembly(members=0)
        self.job()
        notice = self.notice(meeting, "Comune di Prova")
        self.assertEqual((notice.state, meeting.notice_pec_waits), ("queued", True))
        self.assertEqual(notice._count_queued(), 0)  # nothing for the job: it would be called again and again
        by_hand = receipt("avvenuta-consegna", "<webmail@pec.example.com>", CITY, self.at)
        self.assertEqual(self.imported(("a.eml", by_hand))[0].result, "unmatched")
        self.assertEqual(self.imported(("a.eml", by_hand), meeting=meeting)[0].result, "recorded")
        self.assertEqual(notice.state, "delivered")

    def test_a_bounce_ends_the_presumption_even_before_the_sending_is_known(self):
        self.imported(("back.eml", bounce(self.mail.message_id, self.mail.address)))
        self.mail._add_evidence("sent", self.at, reference=self.mail.message_id)
        self.assertEqual(self.mail.state, "failed")
        self.assertEqual(self.mail.roll_id.notice_standing, "missed")
        self.mail._add_evidence("sent", self.at, reference="<second@example.com>")
        self.assertEqual(self.mail.state, "sent")
        self.mail.roll_id.invalidate_recordset()
        self.assertEqual(self.mail.roll_id.notice_standing, "presumed")

    def test_the_gateway_takes_receipts_that_are_signed_and_no_others(self):
        thread = self.env["mail.thread"].sudo()
        forged = self.receipts(signed=False)[1][1]
        with self.assertRaises(ValueError):
            thread.message_process(False, forged)
        self.assertFalse(self.pec.evidence_ids)
        self.assertFalse(thread.message_process(False, self.receipts()[1][1]))
        self.assertEqual(self.pec.evidence_ids.mapped("kind"), ["delivered"])

    def test_a_bounce_at_the_gateway_is_evidence(self):
        self.env["mail.thread"].sudo().message_process(False, bounce(self.mail.message_id, self.mail.address))
        self.assertEqual(self.mail.evidence_ids.mapped("kind"), ["bounced"])

    def test_a_zip_of_receipts_is_opened_and_what_was_not_recorded_is_shown(self):
        buffer = io.BytesIO()
        with zipfile.ZipFile(buffer, "w") as archive:
            for name, data in self.receipts():
                archive.writestr(f"ricevute/{name}", data)
            archive.writestr("foto.jpg", b"x")
            archive.writestr("altro.eml", b"From: x\nDate: y\n\nno receipt")
        wizards = self.env["association.notice.receipts"].with_user(self.secretary)
        wizard = wizards.create({"file_ids": [Command.create({"name": "ricevute.zip", "raw": buffer.getvalue()})]})
        wizard.action_import()
        self.assertEqual((wizard.recorded, wizard.known, wizard.unmatched), (2, 0, 1))
        self.assertIn("altro.eml", wizard.report)
        with self.assertRaises(UserError):
            wizards.create({}).action_import()
        with self.assertRaises(UserError):
            wizards.create({"file_ids": [Command.create({"name": "x.zip", "raw": b"PK\x03\x04broken"})]}).action_import()

    def test_the_timeline_says_what_happened(self):
        self.imported(*self.receipts())
        text = self.pec.with_user(self.auditor).timeline
        self.assertIn("Delivered", text)
        self.assertIn("signature verified", text)


@tagged("post_install", "-at_install")
class TestNoticesOnPaper(NoticeCommon):
    """Letters and delivery by hand."""

    def setUp(self):
        super().setUp()
        self.make_member(partner=self.make_partner("Nino Carta", street="Via Libertini 3", zip="73100", city="Lecce"))
        self.make_member(partner=self.make_partner("Olga Carta"))
        self.meeting = self._assembly(members=1)
        self.letters = self.notices(self.meeting, channel="registered_letter").with_user(self.secretary)
        self.now = self.meeting.convened_at.replace(microsecond=0) + timedelta(hours=1)
        clock = self._clock(self.meeting.convened_at + timedelta(hours=2))
        clock.__enter__()
        self.addCleanup(clock.__exit__, None, None, None)

    def test_all_letters_are_one_file(self):
        action = self.meeting.with_user(self.secretary).action_print_letters()
        self.assertEqual(action["report_name"], "lecce_smartcity.notice")
        content, kind = self.env["ir.actions.report"].with_user(self.secretary)._render_qweb_pdf(
            "lecce_smartcity.report_notice", self.letters.ids
        )  # fmt: skip
        self.assertEqual((kind, content[:4]), ("pdf", b"%PDF"))
        with self.assertRaises(UserError):
            self.notice(self.meeting, "Socio 1").with_user(self.secretary).action_print_letters()

    def _deliver(self, notices, **values):
        wizards = self.env["association.notice.deliver"].with_user(self.secretary).with_context(active_ids=notices.ids)
        with Form(wizards) as form:
            for name, value in values.items():
                setattr(form, name, value)
        return form.record

    def test_posting_and_the_return_card_are_evidence_with_number_and_scan(self):
        now = self.now
        posted = self._deliver(self.letters, at=now)
        self.assertEqual((posted.step, len(posted.line_ids)), ("sent", len(self.letters)))
        for number, line in enumerate(posted.line_ids):
            line.reference = f"RA{number}"
        posted.action_confirm()
        self.assertEqual(set(self.letters.mapped("state")), {"sent"})
        nino = self.letters.filtered(lambda notice: notice.roll_id.name == "Nino Carta")
        card = self._deliver(nino, at=now, scan=base64.b64encode(b"card"))
        self.assertEqual((card.step, card.line_ids.reference), ("delivered", nino.evidence_ids.reference))
        card.action_confirm()
        self.assertEqual((nino.state, nino.evidence_ids.attachment_id.raw), ("delivered", b"card"))
        olga = self.letters - nino
        left = self._deliver(olga.filtered(lambda notice: notice.roll_id.name == "Olga Carta"), at=now, step="left_notice")
        left.action_confirm()
        self.assertEqual(self.line(self.meeting, "Olga Carta").notice_standing, "proven")

    def test_a_delivery_is_not_recorded_before_it_happens(self):
        wizard = self._deliver(self.letters, at=self.now + timedelta(days=1))
        with self.assertRaises(UserError):
            wizard.action_confirm()

    def test_whoever_was_not_reached_is_delivered_to_by_hand(self):
        line = self.line(self.meeting, "Socio 1").with_user(self.secretary)
        line.action_deliver_by_hand()
        line.action_deliver_by_hand()
        notice = self.notices(self.meeting, channel="hand").with_user(self.secretary)
        self.assertEqual((len(notice), notice.roll_id), (1, line))
        self._deliver(notice, at=self.now, detail="signed in person").action_confirm()
        self.assertEqual(line.notice_standing, "proven")

    def test_nobody_but_the_secretariat_records_a_delivery(self):
        for step in ("action_print_letters", "action_other_channel"):
            with self.assertRaises(UserError):
                getattr(self.letters[:1].with_user(self.auditor), step)()
