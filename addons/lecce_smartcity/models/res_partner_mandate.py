from odoo import _, api, fields, models


class ResPartner(models.Model):
    _inherit = "res.partner"

    mandate_ids = fields.One2many(
        "association.mandate", "partner_id", string="Mandates", groups="lecce_smartcity.group_association_user"
    )
    mandate_count = fields.Integer(compute="_compute_mandate_count", groups="lecce_smartcity.group_association_user")

    @api.depends("mandate_ids")
    def _compute_mandate_count(self):
        counts = dict(
            self.env["association.mandate"]._read_group([("partner_id", "in", self.ids)], ["partner_id"], ["__count"])
        )
        for partner in self:
            partner.mandate_count = counts.get(partner._origin, 0)

    def action_open_mandates(self):
        """Open every office that this person holds or held."""
        return {
            "type": "ir.actions.act_window",
            "name": _("Offices"),
            "res_model": "association.mandate",
            "view_mode": "list,form",
            "domain": [("partner_id", "in", self.ids)],
        }
