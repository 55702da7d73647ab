from odoo import _, api, fields, models
from odoo.tools import format_date

from ..models.legal_time import legal_today


class AssociationOfficesAsOf(models.TransientModel):
    """Choose the day whose offices are wanted: on the screen, or on paper."""

    _name = "association.offices.as.of"
    _description = "Offices as of a Date"

    company_id = fields.Many2one("res.company", string="Association", required=True, default=lambda self: self.env.company)
    day = fields.Date(string="As of", required=True, default=lambda self: legal_today(self.env))
    body_ids = fields.Many2many(
        "association.body", string="Of these bodies", domain="[('company_id', '=', company_id)]", help="Empty: all of them."
    )

    @api.depends("day")
    def _compute_display_name(self):
        for wizard in self:
            wizard.display_name = _("Bodies and offices %s", wizard.day or "")

    def _bodies(self):
        """Return the bodies asked for."""
        return self.body_ids or self.env["association.body"].search([("company_id", "=", self.company_id.id)])

    def action_open(self):
        """Open the list of the seats with whoever held them on that day."""
        self.ensure_one()
        action = self.env["ir.actions.act_window"]._for_xml_id("lecce_smartcity.action_seats")
        action["domain"] = [("company_id", "=", self.company_id.id)]
        if self.body_ids:
            action["domain"].append(("body_id", "in", self.body_ids.ids))
        # Only what the window needs: the stored context is a string that the web client evaluates.
        action["context"] = {"search_default_group_body": 1, "as_of": fields.Date.to_string(self.day)}
        day = format_date(self.env, self.day, date_format="d MMMM y")
        action["name"] = action["display_name"] = _("Seats and their holders as of %s", day)
        return action

    def action_print(self):
        """Print who holds which office."""
        self.ensure_one()
        return self.env.ref("lecce_smartcity.report_offices").report_action(self, config=False)
