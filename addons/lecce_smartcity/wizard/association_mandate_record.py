from odoo import _, api, fields, models
from odoo.exceptions import UserError
from odoo.tools import clean_context, format_date

from ..bylaws import offices
from ..models.legal_time import legal_today

# What can be recorded, by the state of the mandate.
POSSIBLE = {
    offices.DESIGNATED: (offices.ACCEPTANCE, offices.REFUSAL, offices.REVOCATION, offices.DEATH, offices.ANNULMENT),
    offices.ACCEPTED: (offices.RESIGNATION, offices.REVOCATION, offices.INELIGIBILITY, offices.DEATH, offices.ANNULMENT),
    offices.IN_OFFICE: (
        offices.DECLARATION, offices.RESIGNATION, offices.REVOCATION, offices.ABSENCE, offices.INELIGIBILITY, offices.DEATH,
        offices.BODY_LAPSE, offices.MAYOR_TERM, offices.REPLACED, offices.ANNULMENT,
    ),
    offices.ENDED: (offices.ANNULMENT,),
    offices.VOID: (offices.ANNULMENT,),
}  # fmt: skip
POSSIBLE[offices.PROROGATIO] = POSSIBLE[offices.IN_OFFICE]


class AssociationMandateRecord(models.TransientModel):
    """Records what happens to a mandate, or to all of a body: acceptance, declaration, end, annulment."""

    _name = "association.mandate.record"
    _description = "Record an Act of a Mandate"

    mandate_ids = fields.Many2many("association.mandate", string="Mandates", required=True)
    mandate_count = fields.Integer(compute="_compute_allowed_kinds")
    allowed_kinds = fields.Json(compute="_compute_allowed_kinds")
    kind = fields.Selection(
        selection=lambda self: self.env["association.mandate.act"]._fields["kind"]._description_selection(self.env),
        string="What happened",
    )
    date = fields.Date(
        required=True, default=lambda self: legal_today(self.env),
        help="Day of the acceptance or declaration; of an end, the last day in office.",
    )  # fmt: skip
    declared = fields.Boolean(
        string="Declares to be eligible",
        help="Nothing makes the person ineligible or incompatible, and they have what the statute asks for.",
    )
    requires_declaration = fields.Boolean(compute="_compute_allowed_kinds")
    conditions = fields.Text(string="Other conditions", compute="_compute_allowed_kinds")
    act_number = fields.Char(string="Act no.")
    act_date = fields.Date(string="Dated")
    act_body = fields.Char(string="Issued by")
    reason = fields.Text(string="Reasons")
    corrects_id = fields.Many2one("association.mandate.act", string="Act taken back", help="Empty: the whole mandate was a mistake.")
    attachment_ids = fields.Many2many("ir.attachment", string="Documents")
    is_end = fields.Boolean(compute="_compute_needs")
    is_decision = fields.Boolean(compute="_compute_needs")
    preview = fields.Html(string="What follows", compute="_compute_preview")

    @api.depends("mandate_ids")
    def _compute_allowed_kinds(self):
        for wizard in self:
            chosen = wizard.mandate_ids._origin
            sets = [POSSIBLE[state] for state in set(chosen.mapped("state"))]
            wizard.allowed_kinds = [kind for kind in offices.ACTS if sets and all(kind in one for one in sets)]
            wizard.mandate_count = len(chosen)
            wizard.conditions = "\n".join(filter(None, chosen.body_id.mapped("conditions")))
            wizard.requires_declaration = any(chosen.body_id.mapped("requires_declaration"))

    @api.depends("kind")
    def _compute_needs(self):
        for wizard in self:
            wizard.is_end = wizard.kind in offices.ENDS and wizard.kind != offices.REFUSAL
            wizard.is_decision = wizard.kind in offices.DECIDED_ENDS

    @api.depends("kind", "date", "mandate_ids")
    def _compute_preview(self):
        wording = self.env["association.wording"]
        for wizard in self:
            known = wizard.kind and wizard.date and wizard.mandate_ids
            wizard.preview = wording._bullets(wizard._consequences()) if known else False

    def _consequences(self):
        """Yield the sentences of what the act brings with it."""
        wording = self.env["association.wording"]
        chosen = self.mandate_ids._origin
        if self.kind == offices.ACCEPTANCE:
            for mandate in chosen[:5]:
                first = max(self.date, mandate.date_from)
                yield _("%(who)s is in office from %(day)s.", who=mandate.partner_id.name, day=format_date(self.env, first))
        if self.is_end:
            yield from self._consequences_of_end(chosen, wording)
        for deadline in chosen[:1]._deadlines_of(self.kind, self.date):
            yield wording._deadline(deadline)
        if self.kind == offices.ANNULMENT and not self.corrects_id:
            yield _("The mandate counts as never given; it stays readable as void.")

    def _consequences_of_end(self, chosen, wording):
        following = fields.Date.add(self.date, days=1)
        for mandate in chosen[:5]:
            yield _("The seat “%(seat)s” is vacant from %(day)s.",
                    seat=mandate.seat_id.display_name, day=format_date(self.env, following))  # fmt: skip
        if len(chosen.seat_id) == 1:
            yield wording._replacement(chosen.seat_id._replacement(following))
        for body in chosen.body_id:
            for remark in body._judge_lapse(following, without=chosen):
                yield wording._body_remark(remark)

    def action_confirm(self):
        """Record the act of every mandate chosen, all or none."""
        self.ensure_one()
        self = self.with_context(clean_context(self.env.context))  # defaults were for this form
        if not self.kind:
            raise UserError(_("Say what happened."))
        if self.kind not in self.allowed_kinds:
            raise UserError(_("This cannot happen to all the mandates chosen: look at their state."))
        vals = {
            "declared": self.declared,
            "act_number": self.act_number,
            "act_date": self.act_date,
            "act_body": self.act_body,
            "reason": self.reason,
            "corrects_id": self.corrects_id.id,
            "attachment_ids": [fields.Command.set(self.attachment_ids.ids)],
        }
        self.mandate_ids._record(self.kind, self.date, **vals)
        return {"type": "ir.actions.act_window_close"}


class AssociationMandate(models.Model):
    _inherit = "association.mandate"

    def action_record(self, kind=None):
        """Open the form that records an act of these mandates."""
        if not self:
            raise UserError(_("Choose a mandate first."))
        context = {"default_mandate_ids": [fields.Command.set(self.ids)]}
        kind = kind or self.env.context.get("act_kind")
        if kind:
            context["default_kind"] = kind
        return {
            "type": "ir.actions.act_window",
            "name": _("Record an act") if len(self) > 1 else self.display_name,
            "res_model": "association.mandate.record",
            "view_mode": "form",
            "target": "new",
            "context": context,
        }

    def action_accept(self):
        """Record that the person accepts."""
        return self.action_record(offices.ACCEPTANCE)


class AssociationBody(models.Model):
    _inherit = "association.body"

    def action_lapse(self):
        """End every mandate of the body, because the whole body lapses."""
        self.ensure_one()
        held = self.env["association.mandate"]._held_seats(legal_today(self.env), self.seat_ids)
        mandates = self.env["association.mandate"].browse([holder.mandate for holder in held.values()])
        if not mandates:
            raise UserError(_("Nobody holds a seat of %s today.", self.name))
        return mandates.action_record(offices.BODY_LAPSE)
