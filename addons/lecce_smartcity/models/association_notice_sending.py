import re

from odoo import api, fields, models
from odoo.fields import Domain
from odoo.tools import SQL, formataddr
from odoo.tools.mail import generate_tracking_message_id

from ..documents import notice_mail

BATCH = 200
PEC = Domain("channel", "=", "pec")
# Minutes before a notice that the server could not take is tried again; then it waits for the secretary.
PAUSES = (1, 3, 10, 20, 30, 60, 60, 120, 240, 480)
LONGEST = 300  # characters of what went wrong
# What no further attempt mends: the address is wrong or missing, or the server refused it for good.
WRONG_ADDRESS = ("mail_email_invalid", "mail_email_missing")
REFUSED = re.compile(r"SMTPRecipientsRefused.*\b5\d\d\b|\b5[05]\d[ -]5\.1\.\d\b", re.DOTALL)


class AssociationNotice(models.Model):
    """The job that turns notices into mails, and what the mail queue says of them.

    The states are the memory: *queued* notices have no mail, *handed* ones have exactly one in the mail queue, made in the same
    transaction. A crash takes the whole batch back; a second job skips the rows that the first one holds.
    """

    _inherit = "association.notice"

    @api.model
    def _job(self):
        """Send what waits, batch by batch, each in its own transaction; try again what is due. Run by the scheduler."""
        cron = self.env["ir.cron"]
        self._reconcile()
        self._try_again()
        cron._commit_progress(remaining=self._count_queued())
        while batch := self._take(BATCH):
            batch._hand_over()
            self.env.ref("mail.ir_cron_mail_scheduler_action")._trigger()
            if not cron._commit_progress(len(batch)):
                break
        self._plan_next()

    def _count_queued(self):
        """Return how many can be sent now: those by PEC only where there is a server for them."""
        servers = [("company_id.association_pec_server_id", "!=", False)]
        return self.search_count(Domain("state", "=", "queued") & (Domain("channel", "=", "email") | PEC & Domain(servers)))

    def _take(self, limit):
        """Return the next notices to send, locked: another job takes others."""
        self.env.flush_all()
        rows = self.env.execute_query(
            SQL(
                """SELECT notice.id FROM association_notice AS notice
                     JOIN res_company AS company ON company.id = notice.company_id
                    WHERE notice.state = 'queued' AND notice.channel IN ('email', 'pec')
                      AND (notice.channel = 'email' OR company.association_pec_server_id IS NOT NULL)
                 ORDER BY notice.id LIMIT %s FOR UPDATE OF notice SKIP LOCKED""",
                limit,
            )
        )
        return self.browse(key for (key,) in rows)

    def _hand_over(self):
        """Make the mail of each of these notices: it leaves with the mail queue."""
        values = []
        for meeting, notices in self.grouped("meeting_id").items():
            values += meeting._notice_mails(notices)
        self.env["mail.mail"].create(values)
        self.env.flush_all()
        self.env.cr.execute(
            SQL(
                """UPDATE association_notice AS notice
                      SET state = 'handed', message_id = made.message_id, attempts = attempts + 1, failure = NULL, retry_at = NULL
                     FROM unnest(%s::int[], %s::varchar[]) AS made(id, message_id) WHERE notice.id = made.id""",
                [vals["association_notice_id"] for vals in values],
                [vals["message_id"] for vals in values],
            )
        )
        self.invalidate_recordset(flush=False)

    # --- what the mail queue says ---

    def _mail_sent(self, message_id):
        """The server has taken the mail of this notice."""
        self.ensure_one()
        self._add_evidence("sent", self.env.cr.now(), self.address or "", reference=message_id)

    def _mail_failed(self, mails, failure_type, reason):
        """These mails of these notices did not leave: for good where the address is wrong, else they are tried again."""
        reason = " ".join((reason or "").split())[:LONGEST]
        if failure_type in WRONG_ADDRESS or REFUSED.search(reason):
            self._write_state(state="failed", failure=reason, retry_at=None)
            for mail in mails:
                mail.association_notice_id._add_evidence("bounced", self.env.cr.now(), reason, reference=mail.message_id)
            return
        self.env.flush_all()
        self.env.cr.execute(
            SQL(
                """UPDATE association_notice
                      SET state = 'retry', failure = %(reason)s,
                          retry_at = %(now)s + (%(pauses)s::int[])[GREATEST(attempts, 1)] * interval '1 minute'
                    WHERE id = ANY(%(ids)s) AND state NOT IN ('sent', 'delivered')""",
                reason=reason or None,
                now=self.env.cr.now(),
                pauses=list(PAUSES),
                ids=list(self.ids),
            )
        )
        self.invalidate_recordset(["state", "failure", "retry_at"], flush=False)
        self._plan_next()

    def _write_state(self, **values):
        """Write columns that only the steps of a notice write."""
        self.env.flush_all()
        columns = SQL(", ").join(SQL("%s = %s", SQL.identifier(name), value) for name, value in values.items())
        self.env.cr.execute(SQL("UPDATE association_notice SET %s WHERE id = ANY(%s)", columns, list(self.ids)))
        self.invalidate_recordset(list(values), flush=False)

    def _reconcile(self):
        """Read off the mail queue what its hook could not say: the worker died, or the connection broke in the middle."""
        mails = self.env["mail.mail"].search(
            [("association_notice_id.state", "=", "handed"), ("state", "in", ("sent", "exception", "cancel"))], limit=1000
        )
        for mail in mails:
            notice = mail.association_notice_id
            if mail.message_id != notice.message_id:
                continue
            if mail.state == "sent":
                notice._mail_sent(mail.message_id)
            else:
                notice._mail_failed(mail, mail.failure_type, mail.failure_reason or mail.state)

    def _try_again(self):
        """Put back into the mail queue what is due."""
        due = self.search([("state", "=", "retry"), ("retry_at", "<=", self.env.cr.now())])
        due._requeue()

    def _requeue(self):
        """Have the same mail leave again, with the same Message-ID: a server that had taken it recognises the second one."""
        for notices in (self[at : at + 1000] for at in range(0, len(self), 1000)):
            mails = self.env["mail.mail"].search([("association_notice_id", "in", notices.ids), ("state", "=", "exception")])
            mails = mails.filtered(lambda mail: mail.message_id == mail.association_notice_id.message_id)
            mails.write({"state": "outgoing", "failure_reason": False, "failure_type": False})
            again = mails.association_notice_id
            self.env.cr.execute(SQL("UPDATE association_notice SET attempts = attempts + 1 WHERE id = ANY(%s)", list(again.ids)))
            again._write_state(state="handed", retry_at=None)
            (notices - again)._write_state(state="queued", retry_at=None)  # their mail was deleted: a new one is made
        if self:
            self.env.ref("mail.ir_cron_mail_scheduler_action")._trigger()
            self.env.ref("lecce_smartcity.ir_cron_send_notices")._trigger()

    def _plan_next(self):
        """Wake the job when the next attempt is due."""
        ((soonest,),) = self.env.execute_query(SQL("SELECT min(retry_at) FROM association_notice WHERE state = 'retry'"))
        if soonest:
            self.env.ref("lecce_smartcity.ir_cron_send_notices")._trigger(at=soonest)

    def _send_again(self):
        """Send once more: what never left goes as it is, what came back goes to the address that the person has now."""
        self.filtered(lambda notice: notice.state == "retry")._requeue()
        back = self.filtered(lambda notice: notice.state == "failed")
        for notice in back:
            partner = notice.roll_id.partner_id
            address = (partner.pec if notice.channel == "pec" else partner.email) or notice.address
            notice._write_state(state="queued", address=address, failure=None, message_id=None)
        if back:
            self.env.ref("lecce_smartcity.ir_cron_send_notices")._trigger()


class AssociationMeeting(models.Model):
    _inherit = "association.meeting"

    def _notice_mails(self, notices):
        """Return the values of the mail of each of these notices, in the member's language."""
        self.ensure_one()
        papers = self.env["association.document"]
        base = self.get_base_url()
        convocations, values = {}, []
        for notice in notices:
            line = notice.roll_id
            lang = papers._notice_language(line)
            if (lang, notice.kind) not in convocations:
                convocations[lang, notice.kind] = papers.with_context(lang=lang)._convocation(self, lang)
            sheet = convocations[lang, notice.kind]
            frame = notice_mail.MailFrame(
                kind=notice.kind,
                name=line.name,
                open_link=f"{base}/my/meetings/{self.id}",
                proxy_link=f"{base}/my/meetings/{self.id}#proxy",
                code=line.checkin_code or "",
                reason=self.cancel_reason or "" if notice.kind == "cancellation" else "",
            )
            values.append(
                {
                    "association_notice_id": notice.id,
                    "subject": notice_mail.subject(sheet, notice.kind),
                    "body_html": notice_mail.body(sheet, papers.with_context(lang=lang)._addressee(line, sheet), frame),
                    "email_to": formataddr((line.name.replace("\n", " "), notice.address or "")),
                    **self._notice_sender(notice),
                }
            )
        return values

    def _notice_sender(self, notice):
        """Return from whom a notice goes out and by which server: PEC through the association's own PEC server."""
        company = self.company_id
        pec = notice.channel == "pec"
        address = company.pec if pec and company.pec else company.email or self.env.user.email
        sender = formataddr((company.name, address)) if address else False
        return {
            "message_id": generate_tracking_message_id(f"notice-{notice.id}"),
            "email_from": sender,
            "reply_to": sender,
            "author_id": company.partner_id.id,
            "record_company_id": company.id,
            "record_alias_domain_id": company.alias_domain_id.id,
            "mail_server_id": company.association_pec_server_id.id if pec else False,
            "is_notification": False,
            "auto_delete": False,
            "message_type": "email_outgoing",
        }


class MailMail(models.Model):
    _inherit = "mail.mail"

    association_notice_id = fields.Many2one(
        "association.notice", string="Notice of meeting", index="btree_not_null", ondelete="restrict", readonly=True
    )

    def _prepare_outgoing_list(self, *args, **kwargs):
        """The papers of a notice are drawn when it leaves: thousands of them need no room in the queue."""
        emails = super()._prepare_outgoing_list(*args, **kwargs)
        if self.association_notice_id:
            papers = self.association_notice_id._papers()
            for email in emails:
                email["attachments"] = [*email["attachments"], *papers]
        return emails

    def _postprocess_sent_message(self, success_pids, success_emails, failure_reason=False, failure_type=None):
        """What the queue says of a notice becomes its evidence, in the transaction that says it."""
        ours = self.filtered("association_notice_id")
        for mail in ours.filtered(lambda mail: mail.state == "sent"):
            mail.association_notice_id._mail_sent(mail.message_id)
        if failed := ours.filtered(lambda mail: mail.state == "exception"):
            reason = failure_reason or failed[:1].failure_reason
            failed.association_notice_id._mail_failed(failed, failure_type or failed[:1].failure_type, reason)
        return super()._postprocess_sent_message(
            success_pids, success_emails, failure_reason=failure_reason, failure_type=failure_type
        )


class ResCompany(models.Model):
    _inherit = "res.company"

    association_pec_server_id = fields.Many2one(
        "ir.mail_server",
        string="PEC server",
        groups="base.group_system",
        help="Notices by PEC leave through this server; without one they wait.",
    )


class ResConfigSettings(models.TransientModel):
    _inherit = "res.config.settings"

    association_pec_server_id = fields.Many2one(related="company_id.association_pec_server_id", readonly=False)
