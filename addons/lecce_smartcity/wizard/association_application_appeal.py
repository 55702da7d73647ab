from odoo import _, api, fields, models
from odoo.exceptions import UserError
from odoo.tools import clean_context, format_date

from ..bylaws import terms
from ..models.legal_time import legal_today


class AssociationApplicationAppeal(models.TransientModel):
    """Records that an applicant appealed against a refusal, then what the assembly answered."""

    _name = "association.application.appeal"
    _description = "Appeal against a Refusal"

    application_id = fields.Many2one("association.application", required=True, readonly=True)
    step = fields.Selection(
        [("file", "The appeal has arrived"), ("decide", "The assembly has decided")],
        compute="_compute_step",
    )
    received_on = fields.Date(default=lambda self: legal_today(self.env))
    outcome = fields.Selection(
        [
            ("upheld", "Upheld: the applicant is admitted"),
            ("dismissed", "Dismissed: the refusal stands"),
        ],
        default="upheld",
    )
    resolution = fields.Char(help="The assembly's resolution: number and date.")
    decided_on = fields.Date(default=lambda self: legal_today(self.env))
    category_id = fields.Many2one(
        "association.member.category", compute="_compute_category_id", store=True, readonly=False
    )
    note = fields.Text()
    remark = fields.Char(compute="_compute_remark")
    is_late = fields.Boolean(compute="_compute_remark")

    @api.depends("application_id.appeal_state")
    def _compute_step(self):
        for wizard in self:
            wizard.step = "decide" if wizard.application_id.appeal_state == "filed" else "file"

    @api.depends("application_id")
    def _compute_category_id(self):
        for wizard in self:
            wizard.category_id = wizard.application_id.category_id

    @api.depends("application_id", "received_on", "step")
    def _compute_remark(self):
        for wizard in self:
            wizard.is_late, wizard.remark = wizard._judge()

    def _judge(self):
        """Return ``(late, sentence)`` on the day of arrival."""
        application = self.application_id
        event = application.decision_event_id
        if self.step == "decide" or not event:
            return False, False
        if not application.notified_on:
            return False, _("The refusal has no recorded notification: the term has not begun.")
        rules = self.env["association.statute"]._rules_on(event.company_id, application.notified_on)
        term = terms.admission_appeal_until(application.notified_on, rules)
        if not term:
            return False, _("Neither the law nor the statute gives a term for the appeal.")
        late = bool(self.received_on) and self.received_on > term.date
        values = {
            "date": format_date(self.env, term.date),
            "article": self.env["association.wording"]._citation(term.citation),
        }
        if late:
            return True, _("Out of time: the last day was %(date)s (%(article)s).", **values)
        return False, _("In time until %(date)s (%(article)s).", **values)

    def action_confirm(self):
        """Record the appeal's arrival, or the assembly's answer."""
        self.ensure_one()
        self = self.with_context(clean_context(self.env.context))  # defaults were for this form
        if self.step == "file":
            self.application_id._file_appeal(self.received_on, self.note or "")
            return {"type": "ir.actions.act_window_close"}
        upheld = self.outcome == "upheld"
        if not (self.resolution or "").strip():
            raise UserError(_("Say which resolution of the assembly decided the appeal."))
        if upheld and not self.category_id:
            raise UserError(_("Say in which category the applicant is admitted."))
        self.application_id._decide_appeal(upheld, self.resolution, self.decided_on, self.category_id, self.note or "")
        return {"type": "ir.actions.act_window_close"}
