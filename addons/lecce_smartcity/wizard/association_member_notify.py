from odoo import _, api, fields, models
from odoo.exceptions import UserError
from odoo.tools import clean_context, format_date

from ..bylaws import terms
from ..models.legal_time import legal_today


class AssociationMemberNotify(models.TransientModel):
    """Records how decisions reached the people concerned: terms of appeal run from that day."""

    _name = "association.member.notify"
    _description = "Record a Notification"

    event_ids = fields.Many2many("association.member.event", required=True)
    date = fields.Date(
        string="Notified on",
        required=True,
        default=lambda self: legal_today(self.env),
        help="When it was delivered: for PEC the day of the delivery receipt.",
    )
    channel = fields.Selection(
        selection=lambda self: self.env["association.member.notification"]
        ._fields["channel"]
        ._description_selection(self.env),
        required=True,
        compute="_compute_channel",
        precompute=True,
        store=True,
        readonly=False,
    )
    reference = fields.Char(help="Message id or number of the registered letter.")
    receipt = fields.Binary()
    receipt_name = fields.Char()
    preview = fields.Html(compute="_compute_preview")

    @api.depends("event_ids")
    def _compute_channel(self):
        for wizard in self:
            people = wizard.event_ids.partner_id
            if people and all(person.pec for person in people):
                wizard.channel = "pec"
            else:
                wizard.channel = "email" if all(person.email for person in people) else "registered"

    @api.depends("event_ids", "date")
    def _compute_preview(self):
        wording = self.env["association.wording"]
        for wizard in self:
            wizard.preview = wording._bullets(wizard._term_of(event) for event in wizard.event_ids)

    def _term_of(self, event):
        """Return the sentence on the term that begins with this notification."""
        name = event.partner_id.display_name
        compute = {
            "refusal": terms.admission_appeal_until,
            "exclusion": terms.exclusion_appeal_until,
        }.get(event.type)
        if not compute or not self.date:
            return _("%(name)s: %(event)s", name=name, event=event.display_name)
        term = compute(self.date, self.env["association.statute"]._rules_on(event.company_id, self.date))
        if not term:
            return _("%s: neither the law nor the statute gives an appeal.", name)
        return _(
            "%(name)s: may appeal until %(date)s (%(article)s).",
            name=name,
            date=format_date(self.env, term.date),
            article=self.env["association.wording"]._citation(term.citation),
        )

    def action_confirm(self):
        """Record one notification for each event."""
        self.ensure_one()
        self = self.with_context(clean_context(self.env.context))  # defaults were for this form
        early = self.event_ids.filtered(lambda event: event.legal_date > self.date)
        if early:
            raise UserError(
                _(
                    "A decision is not communicated before it is taken: %s.",
                    ", ".join(early.mapped("display_name")),
                )
            )
        if self.date > legal_today(self.env):
            raise UserError(_("The notification is recorded once it has happened: the day is still to come."))
        receipt = self.env["ir.attachment"]
        if self.receipt:
            receipt = receipt.create(
                {
                    "name": self.receipt_name or _("Receipt"),
                    "datas": self.receipt,
                    "res_model": "association.member",
                    "res_id": self.event_ids[:1].member_id.id,
                }
            )
        self.env["association.member.notification"].create(
            [
                {
                    "event_id": event.id,
                    "date": self.date,
                    "channel": self.channel,
                    "reference": self.reference,
                    "attachment_id": receipt.id,
                }
                for event in self.event_ids
            ]
        )
        return {"type": "ir.actions.act_window_close"}
