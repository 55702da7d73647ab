from odoo import _, api, fields, models
from odoo.exceptions import UserError
from odoo.tools import clean_context

from ..bylaws import admission
from ..models.association_application_outcome import Decision
from ..models.legal_time import legal_today


class AssociationApplicationDecide(models.TransientModel):
    """Records what the board decided on one application or on many: one code for both."""

    _name = "association.application.decide"
    _description = "Decide on Applications"

    application_ids = fields.Many2many("association.application", required=True)
    decision = fields.Selection([("admit", "Admit"), ("refuse", "Refuse")], required=True, default="admit")
    resolution = fields.Char(required=True, help="The resolution that decided it: body, number and date.")
    decided_on = fields.Date(required=True, default=lambda self: legal_today(self.env), help="Day of the resolution.")
    category_id = fields.Many2one(
        "association.member.category",
        string="Category",
        help="For all; empty: each in the category of its line.",
    )
    motive = fields.Text(string="Reasons", help="For all; a line may have its own. They are quoted in the letters.")
    line_ids = fields.One2many(
        "association.application.decide.line",
        "wizard_id",
        compute="_compute_line_ids",
        store=True,
        readonly=False,
    )
    line_count = fields.Integer(compute="_compute_counts")
    blocked_count = fields.Integer(compute="_compute_counts")
    waivable_count = fields.Integer(compute="_compute_counts")
    waive = fields.Boolean(
        string="Decide without what is missing",
        help="Only what is not mandatory can be done without; the reason stays on record.",
    )
    waiver = fields.Text(string="Why it is not waited for")

    @api.model
    def default_get(self, fields_list):
        values = super().default_get(fields_list)
        chosen = self._chosen(values.get("application_ids", []))
        values["application_ids"] = chosen.filtered(lambda a: a.state in admission.PENDING).ids
        if chosen and not values["application_ids"]:
            raise UserError(_("The applications chosen are decided already."))
        return values

    def _chosen(self, commands):
        ids = [key for item in commands for key in (item[2] if isinstance(item, tuple | list) else [item])]
        return self.env["association.application"].browse(ids)

    @api.depends("application_ids")
    def _compute_line_ids(self):
        for wizard in self:
            known = wizard.line_ids.application_id
            wizard.line_ids = [
                fields.Command.create({"application_id": item._origin.id, "category_id": item.category_id.id})
                for item in wizard.application_ids
                if item._origin not in known
            ]

    @api.depends("line_ids.lacks_mandatory", "line_ids.lacks", "decision", "waive")
    def _compute_counts(self):
        for wizard in self:
            lines = wizard.line_ids
            wizard.line_count = len(lines)
            admitting = wizard.decision == "admit"
            mandatory = lines.filtered("lacks_mandatory")
            wizard.waivable_count = len(lines.filtered("lacks") - mandatory) if admitting else 0
            blocked = mandatory if wizard.waive else lines.filtered("lacks")
            wizard.blocked_count = len(blocked) if admitting else 0

    def _decisions(self):
        """Return the :class:`Decision` of each line."""
        self.ensure_one()
        if self.waive and not (self.waiver or "").strip():
            raise UserError(_("Say why the missing things are not waited for."))
        admit = self.decision == "admit"
        return [
            Decision(
                line.application_id,
                admit,
                self.resolution,
                self.decided_on,
                line.category_id or self.category_id,
                line.motive or self.motive or "",
                self.waiver if self.waive and admit and line.lacks else "",
            )
            for line in self.line_ids
        ]

    def action_confirm(self):
        """Record the decisions, all or none, and show what came of them."""
        self.ensure_one()
        self = self.with_context(clean_context(self.env.context))  # defaults were for this form
        events = self.env["association.application"]._decide(self._decisions())
        applications = self.line_ids.application_id
        if len(applications) == 1:
            return {"type": "ir.actions.act_window_close"}
        return {
            "type": "ir.actions.client",
            "tag": "display_notification",
            "params": {
                "type": "success",
                "title": _("Decisions recorded"),
                "message": self._summary(events),
                "next": {"type": "ir.actions.act_window_close"},
            },
        }

    def _summary(self, events):
        numbers = sorted(event.number for event in events if event.number)
        if not numbers:
            return _("%s applications refused: send the letters.", len(events))
        return _(
            "%(count)s applicants admitted, nos. %(first)s–%(last)s in the members' book.",
            count=len(numbers),
            first=numbers[0],
            last=numbers[-1],
        )


class AssociationApplicationDecideLine(models.TransientModel):
    _name = "association.application.decide.line"
    _description = "Decision on One Application"

    wizard_id = fields.Many2one("association.application.decide", ondelete="cascade")
    application_id = fields.Many2one("association.application", required=True, readonly=True)
    partner_id = fields.Many2one(related="application_id.partner_id")
    legal_form_id = fields.Many2one(related="application_id.legal_form_id")
    category_id = fields.Many2one("association.member.category", string="Category")
    motive = fields.Text(string="Reasons of its own")
    lacks = fields.Text(compute="_compute_lacks")
    lacks_mandatory = fields.Boolean(compute="_compute_lacks")

    @api.depends("application_id")
    def _compute_lacks(self):
        for line in self:
            found = admission.missing(line.application_id._as_requirements())
            line.lacks = ", ".join(found.names)
            line.lacks_mandatory = bool(found.mandatory)
