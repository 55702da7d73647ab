from odoo import _, api, fields, models
from odoo.exceptions import UserError
from odoo.tools import clean_context

from ..bylaws import offices
from ..models.legal_time import legal_today

# What an appointing act is, by who fills the seat.
ACTS = {
    offices.BY_ASSEMBLY: ("elected", "assembly_resolution"),
    offices.BY_CATEGORY: ("elected", "assembly_resolution"),
    offices.BY_MUNICIPALITY: ("designated", "decree"),
    offices.BY_RIGHT: ("by_right", "office"),
    offices.CO_OPTED: ("co_opted", "board_resolution"),
    offices.BY_BODY: ("elected", "board_resolution"),
}


class AssociationMandateAppoint(models.TransientModel):
    """Names a person for a seat: by which act, until when, and what becomes of whoever sits there."""

    _name = "association.mandate.appoint"
    _description = "Appoint to a Seat"

    seat_id = fields.Many2one("association.seat", string="Seat on the body", required=True)
    body_id = fields.Many2one(related="seat_id.body_id")
    company_id = fields.Many2one(related="seat_id.company_id")
    source = fields.Selection(related="seat_id.source")
    requires_declaration = fields.Boolean(related="seat_id.body_id.requires_declaration")
    conditions = fields.Text(related="seat_id.body_id.conditions")
    partner_id = fields.Many2one("res.partner", string="Person", required=True, domain=[("is_company", "=", False)])
    appointment = fields.Selection(
        selection=lambda self: self.env["association.mandate"]._fields["appointment"]._description_selection(self.env),
        compute="_compute_act", store=True, readonly=False, precompute=True, required=True,
    )  # fmt: skip
    act_type = fields.Selection(
        selection=lambda self: self.env["association.mandate"]._fields["act_type"]._description_selection(self.env),
        string="Appointing act", compute="_compute_act", store=True, readonly=False, precompute=True, required=True,
    )  # fmt: skip
    act_number = fields.Char(string="Act no.")
    act_date = fields.Date(string="Dated")
    act_body = fields.Char(string="Issued by")
    date_from = fields.Date(string="From", required=True, default=lambda self: legal_today(self.env))
    date_to = fields.Date(string="Until", compute="_compute_date_to", store=True, readonly=False)
    on_behalf_id = fields.Many2one(
        "association.member", string="On behalf of", compute="_compute_on_behalf_id", store=True, readonly=False
    )
    accepted = fields.Boolean(string="Has accepted")
    accepted_on = fields.Date(string="Accepted on", default=lambda self: legal_today(self.env))
    declared = fields.Boolean(string="Declares to be eligible")
    holder_id = fields.Many2one("association.mandate", string="Holder", compute="_compute_holder")
    ends_holder = fields.Boolean(compute="_compute_holder", help="The holder's term runs beyond the new one's first day.")
    end_kind = fields.Selection(
        [
            ("replaced", "Replaced"),
            ("mayor_term", "End of the mayor's term"),
            ("resignation", "Resignation"),
            ("revocation", "Revocation"),
        ],
        string="The holder's mandate ends by", compute="_compute_end_kind", store=True, readonly=False,
    )  # fmt: skip
    attachment_ids = fields.Many2many("ir.attachment", string="Documents")
    proposal = fields.Char(string="Who follows", compute="_compute_proposal")
    preview = fields.Html(string="What follows", compute="_compute_preview")

    def _vacated(self):
        """Return the mandate whose holder left before the term was over; empty if there is none."""
        day = self.date_from or legal_today(self.env)
        before = self.seat_id.mandate_ids._origin.filtered("occupies").sorted("date_from")[-1:]
        renewed = before.end_kind in (offices.BODY_LAPSE, offices.REPLACED)
        early = before.ended_on and not renewed and before.ended_on < day and (not before.date_to or before.date_to >= day)
        return before if early else before.browse()

    @api.depends("seat_id", "date_from")
    def _compute_act(self):
        for wizard in self:
            wizard.appointment, wizard.act_type = ACTS.get(wizard.seat_id.source, ("elected", "assembly_resolution"))
            if wizard.source == offices.BY_ASSEMBLY and wizard._vacated():
                how = wizard.seat_id._replacement(wizard.date_from or legal_today(self.env)).how
                if how == offices.FIRST_NON_ELECTED:
                    wizard.appointment = how
                elif how == offices.CO_OPTATION:
                    wizard.appointment, wizard.act_type = "co_opted", "board_resolution"

    @api.depends("seat_id", "date_from", "appointment")
    def _compute_date_to(self):
        for wizard in self:
            body = wizard.seat_id.body_id
            wizard.date_to = body._term_end(wizard.date_from) if body and wizard.date_from else False
            if wizard.appointment == "co_opted":
                wizard.date_to = False  # until the next assembly
            elif wizard._vacated() and wizard.source != offices.BY_BODY:
                wizard.date_to = wizard._vacated().date_to  # expires together with those in office: c.c. 2386(3)

    @api.depends("seat_id")
    def _compute_on_behalf_id(self):
        for wizard in self:
            wizard.on_behalf_id = wizard.seat_id.designator_id

    @api.depends("seat_id", "date_from")
    def _compute_holder(self):
        for wizard in self:
            day = wizard.date_from or legal_today(self.env)
            holder = wizard.seat_id.mandate_ids._origin.filtered(
                lambda mandate, day=day: mandate.occupies
                and mandate.date_from < day
                and (not mandate.ended_on or mandate.ended_on >= day)
            )[:1]
            wizard.holder_id = holder
            wizard.ends_holder = holder and (not holder.last_day or holder.last_day >= day)

    @api.depends("holder_id", "date_from")
    def _compute_end_kind(self):
        for wizard in self:
            holder, day = wizard.holder_id._origin, wizard.date_from or legal_today(self.env)
            standing = holder._standings(day).get(holder.id)
            wizard.end_kind = "mayor_term" if standing and standing.how == offices.MAYOR_TERM else "replaced"

    @api.depends("seat_id", "date_from")
    def _compute_proposal(self):
        wording = self.env["association.wording"]
        for wizard in self:
            day = wizard.date_from or legal_today(self.env)
            wizard.proposal = wording._replacement(wizard.seat_id._replacement(day)) if wizard._vacated() else False

    @api.depends("seat_id", "partner_id", "date_from", "act_date")
    def _compute_preview(self):
        wording = self.env["association.wording"]
        for wizard in self:
            if not (wizard.seat_id and wizard.partner_id and wizard.date_from):
                wizard.preview = False
                continue
            draft = self.env["association.mandate"].new(wizard._vals())
            remarks = [*draft._judge_offices(wizard.date_from), *draft._judge_row(wizard.date_from)]
            wizard.preview = wording._body_remarks(remarks)

    def _vals(self):
        return {
            "seat_id": self.seat_id.id,
            "partner_id": self.partner_id.id,
            "on_behalf_id": self.on_behalf_id.id,
            "appointment": self.appointment,
            "act_type": self.act_type,
            "act_number": self.act_number,
            "act_date": self.act_date,
            "act_body": self.act_body,
            "known_on": self.act_date or self.date_from,
            "date_from": self.date_from,
            "date_to": self.date_to,
        }

    def action_confirm(self):
        """Appoint: end the holder's mandate where it runs on, name the new one, record the acceptance if there is one."""
        self.ensure_one()
        self = self.with_context(clean_context(self.env.context))  # defaults were for this form
        if self.accepted and not self.accepted_on:
            raise UserError(_("Say on which day the person accepted."))
        if self.ends_holder:
            day = fields.Date.subtract(self.date_from, days=1)
            self.holder_id._record(self.end_kind, day, reason=_("Succeeded by %s", self.partner_id.display_name))
        mandate = self.env["association.mandate"].create(
            {**self._vals(), "attachment_ids": [fields.Command.set(self.attachment_ids.ids)]}
        )
        if self.accepted:
            mandate._accept(self.accepted_on, declared=self.declared)
        return {"type": "ir.actions.act_window_close"}


class AssociationSeat(models.Model):
    _inherit = "association.seat"

    def action_appoint(self):
        """Name somebody for this seat."""
        self.ensure_one()
        return {
            "type": "ir.actions.act_window",
            "name": _("Appoint: %s", self.display_name),
            "res_model": "association.mandate.appoint",
            "view_mode": "form",
            "target": "new",
            "context": {"default_seat_id": self.id},
        }
