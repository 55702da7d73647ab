from odoo import _, api, fields, models
from odoo.exceptions import UserError
from odoo.tools import SQL

from ..bylaws.meeting import notice as rules
from .append_only import protect_table

CHANNELS = [
    ("email", "E-mail"),
    ("pec", "PEC"),
    ("registered_letter", "Registered letter"),
    ("hand", "By hand"),
    ("portal", "Portal"),
]
KINDS = [("convocation", "Convocation"), ("update", "Update"), ("cancellation", "Cancellation")]
STATES = [
    ("queued", "Waiting"),
    ("handed", "In the mail queue"),
    ("retry", "To be tried again"),
    ("to_deliver", "To post or hand over"),
    ("sent", "Sent"),
    ("delivered", "Delivered"),
    ("failed", "Failed"),
]
EVIDENCE = [
    ("sent", "Sent"),
    ("accepted", "Accepted by the provider"),
    ("delivered", "Delivered"),
    ("read", "Read or answered"),
    ("bounced", "Not delivered"),
    ("left_notice", "Notice left at the address"),
]
BY_MAIL = ("email", "pec")
# Addresses and proofs are personal data: who keeps the correspondence and who audits it sees them.
SEES_ADDRESSES = "lecce_smartcity.group_secretariat,lecce_smartcity.group_auditor"


class AssociationNotice(models.Model):
    """What was sent to one person on the roll by one channel: made once, never sent twice."""

    _name = "association.notice"
    _description = "Notice of Meeting"
    _order = "meeting_id desc, id"
    _check_company_auto = True

    meeting_id = fields.Many2one("association.meeting", required=True, ondelete="restrict", index=True, readonly=True)
    company_id = fields.Many2one(related="meeting_id.company_id", store=True, index=True)
    roll_id = fields.Many2one(
        "association.meeting.roll", string="Called", required=True, ondelete="restrict", index=True, readonly=True
    )
    kind = fields.Selection(KINDS, required=True, default="convocation", readonly=True)
    version = fields.Integer(readonly=True, help="Version of the convocation that it carries.")
    called_for = fields.Datetime(
        readonly=True, help="The first call as this notice tells it: one that tells another day proves nothing."
    )
    channel = fields.Selection(CHANNELS, required=True, readonly=True)
    address = fields.Char(readonly=True, groups=SEES_ADDRESSES)
    state = fields.Selection(STATES, required=True, default="queued", readonly=True, index=True)
    message_id = fields.Char(
        string="Message-ID", readonly=True, index="btree_not_null", help="Stays the same however often it is tried."
    )
    failure = fields.Char(string="What went wrong", readonly=True, groups=SEES_ADDRESSES)
    attempts = fields.Integer(readonly=True)
    retry_at = fields.Datetime(string="Next attempt", readonly=True)
    sent_at = fields.Datetime(string="Sent at", readonly=True)
    proven_at = fields.Datetime(string="Delivered at", readonly=True)
    mail_ids = fields.One2many("mail.mail", "association_notice_id", string="Mails", groups="base.group_system")
    evidence_ids = fields.One2many("association.notice.evidence", "notice_id", string="Evidence", readonly=True)

    _once = models.Constraint("UNIQUE(roll_id, channel, kind, version)", "This notice has been made already.")
    _waiting = models.Index("(id) WHERE state IN ('queued', 'handed', 'retry')")

    @api.depends("roll_id.name", "channel", "kind")
    def _compute_display_name(self):
        kinds = dict(self._fields["kind"]._description_selection(self.env))
        for notice in self:
            notice.display_name = f"{kinds[notice.kind]} · {notice.roll_id.name}" if notice.kind else ""

    # --- evidence ---

    def _add_evidence(self, kind, at, detail="", attachment=None, reference=None):
        """Append one proof to each of these notices; what is there already (same kind and reference) is not repeated.

        :param at: when it happened, naive UTC
        :param reference: what identifies the proof: the Message-ID, the number of the registered letter
        :return: how many were new
        """
        if not self:
            return 0
        self.env.flush_all()
        rows = self.env.execute_query(
            SQL(
                """INSERT INTO association_notice_evidence
                          (notice_id, company_id, kind, at, recorded_at, detail, reference, attachment_id,
                           create_uid, write_uid, create_date, write_date)
                   SELECT id, company_id, %(kind)s, %(at)s, %(now)s, %(detail)s, %(reference)s, %(attachment)s,
                          %(user)s, %(user)s, %(now)s, %(now)s
                     FROM association_notice WHERE id = ANY(%(ids)s) ORDER BY id
                       ON CONFLICT DO NOTHING RETURNING id""",
                kind=kind,
                at=at,
                now=self.env.cr.now(),
                detail=detail or None,
                reference=reference or None,
                attachment=attachment.id if attachment else None,
                user=self.env.uid,
                ids=list(self.ids),
            )
        )
        self.env["association.notice.evidence"].invalidate_model(flush=False)
        self.invalidate_recordset(["evidence_ids"], flush=False)
        self._refresh_state()
        return len(rows)

    def _refresh_state(self):
        """Read the state off the evidence, in whatever order it came.

        A message that bounced cancels its own sending and no other: an e-mail sent again to a corrected address counts.
        """
        self.env.cr.execute(
            SQL(
                """UPDATE association_notice AS notice
                      SET state = CASE WHEN proven IS NOT NULL THEN 'delivered'
                                       WHEN going IS NOT NULL THEN 'sent'
                                       WHEN notice.message_id = ANY(back_refs) THEN 'failed'
                                       WHEN back_refs IS NOT NULL AND notice.state NOT IN ('queued', 'handed', 'retry')
                                       THEN 'failed'
                                       ELSE notice.state END,
                          sent_at = COALESCE(going, first_sent), proven_at = proven
                     FROM (SELECT fact.notice_id,
                                  min(fact.at) FILTER (WHERE fact.kind IN ('delivered', 'read', 'left_notice')) AS proven,
                                  min(fact.at) FILTER (WHERE fact.kind = 'sent') AS first_sent,
                                  min(fact.at) FILTER (WHERE fact.kind IN ('sent', 'accepted') AND back.id IS NULL) AS going,
                                  array_agg(fact.reference) FILTER (WHERE fact.kind = 'bounced') AS back_refs
                             FROM association_notice_evidence AS fact
                        LEFT JOIN association_notice_evidence AS back
                               ON back.notice_id = fact.notice_id AND back.kind = 'bounced'
                              AND (back.reference IS NULL OR back.reference IS NOT DISTINCT FROM fact.reference)
                            WHERE fact.notice_id = ANY(%s)
                         GROUP BY fact.notice_id) AS known
                    WHERE notice.id = known.notice_id""",
                list(self.ids),
            )
        )
        self.invalidate_recordset(["state", "sent_at", "proven_at"], flush=False)

    def _facts(self):
        """Return the ``Evidence`` of the pure rules on these notices; recipients are roll ids, instants have a zone.

        Where something sent again has not come back, the earlier sendings that did are left aside.
        """
        self.env.flush_all()
        rows = self.env.execute_query(
            SQL(
                """SELECT notice.roll_id, notice.channel, fact.kind, fact.at AT TIME ZONE 'UTC'
                     FROM association_notice_evidence AS fact
                     JOIN association_notice AS notice ON notice.id = fact.notice_id
                    WHERE fact.notice_id = ANY(%s)
                      AND NOT (notice.state IN ('sent', 'delivered') AND fact.kind IN ('sent', 'bounced')
                               AND (fact.kind = 'bounced' OR EXISTS (
                                    SELECT FROM association_notice_evidence AS back
                                     WHERE back.notice_id = fact.notice_id AND back.kind = 'bounced'
                                       AND back.reference IS NOT DISTINCT FROM fact.reference)))
                 ORDER BY fact.at, fact.id""",
                list(self.ids),
            )
        )
        return [rules.Evidence(*row) for row in rows]

    # --- steps of the secretary ---

    def _check_secretary(self):
        if not self.env.user.has_group("lecce_smartcity.group_secretariat"):
            raise UserError(self.env["association.wording"]._meeting_refusal("notice_secretariat"))

    def action_send_again(self):
        """Send once more what failed: to the address that the person has now."""
        self._check_secretary()
        failed = self.filtered(lambda notice: notice.state in ("failed", "retry") and notice.channel in BY_MAIL)
        if not failed:
            raise UserError(self.env["association.wording"]._meeting_refusal("notice_nothing_failed"))
        failed.sudo()._send_again()  # sudo: notices are written by their steps alone

    def action_open_evidence(self):
        """Open the timeline of one notice."""
        self.ensure_one()
        return {
            "type": "ir.actions.act_window",
            "name": _("Evidence: %s", self.roll_id.name),
            "res_model": self._name,
            "res_id": self.id,
            "view_mode": "form",
        }


class AssociationNoticeEvidence(models.Model):
    """A proof about one notice: appended, never changed."""

    _name = "association.notice.evidence"
    _description = "Evidence of a Notice"
    _order = "at, id"

    notice_id = fields.Many2one("association.notice", required=True, ondelete="restrict", index=True)
    company_id = fields.Many2one(related="notice_id.company_id", store=True, index=True)
    meeting_id = fields.Many2one(related="notice_id.meeting_id")
    roll_id = fields.Many2one(related="notice_id.roll_id")
    channel = fields.Selection(related="notice_id.channel")
    kind = fields.Selection(EVIDENCE, required=True)
    at = fields.Datetime(string="When", required=True, help="When it happened, as the evidence says.")
    recorded_at = fields.Datetime(required=True, readonly=True, default=lambda self: self.env.cr.now())
    detail = fields.Char(help="To which address, receipt number, who signed.")
    reference = fields.Char(help="Message-ID or number of the registered letter: the same proof is not recorded twice.")
    attachment_id = fields.Many2one("ir.attachment", ondelete="restrict", help="The receipt itself.")

    _not_twice = models.UniqueIndex(
        "(notice_id, kind, reference) WHERE reference IS NOT NULL", "This proof has been recorded already."
    )

    def init(self):
        # An erasure may empty what names people: the proof that somebody was called remains.
        protect_table(self.env.cr, self._table, erasable=("detail", "attachment_id"))

    @api.model_create_multi
    def create(self, vals_list):
        """Proofs come in by ``_add_evidence``, which also reads the notice's state off them."""
        records = super().create(vals_list)
        records.notice_id.sudo()._refresh_state()  # sudo: the state is the program's to write
        return records
