from odoo import _, api, fields, models

from .legal_time import legal_today


class ResCompany(models.Model):
    _inherit = "res.company"

    association_regime_label = fields.Char(string="Legal regime today", compute="_compute_association_regime_label")

    @api.depends("association_regime_ids.regime", "association_regime_ids.date_from")
    @api.depends_context("lang")
    def _compute_association_regime_label(self):
        today = legal_today(self.env)
        for company in self:
            begun = company.association_regime_ids.filtered(lambda item: item.date_from and item.date_from <= today)
            company.association_regime_label = begun.sorted("date_from")[-1:].display_name or _("Not set yet")

    def action_open_association(self):
        """Open the association's own page: its legal regime, its year, its secretary."""
        self.ensure_one()
        return {
            "type": "ir.actions.act_window",
            "name": self.name,
            "res_model": "res.company",
            "res_id": self.id,
            "view_mode": "form",
            "views": [(self.env.ref("lecce_smartcity.view_association_form").id, "form")],
        }


class ResConfigSettings(models.TransientModel):
    _inherit = "res.config.settings"

    association_regime_label = fields.Char(related="company_id.association_regime_label")
    association_secretary_id = fields.Many2one(related="company_id.association_secretary_id", readonly=False)

    def action_open_association(self):
        """Open the page of the association that the settings are about."""
        return self.company_id.action_open_association()


class ResPartner(models.Model):
    _inherit = "res.partner"

    membership_count = fields.Integer(
        compute="_compute_membership_count", groups="lecce_smartcity.group_association_user"
    )

    @api.depends("member_ids")
    def _compute_membership_count(self):
        counts = dict(
            self.env["association.member"]._read_group([("partner_id", "in", self.ids)], ["partner_id"], ["__count"])
        )
        for partner in self:
            partner.membership_count = counts.get(partner, 0)

    def action_open_memberships(self):
        """Open the membership of this person or body, or the list when it belongs to several associations."""
        self.ensure_one()
        memberships = self.env["association.member"].search([("partner_id", "=", self.id)])
        action = {
            "type": "ir.actions.act_window",
            "name": _("Memberships"),
            "res_model": "association.member",
            "view_mode": "list,form",
            "domain": [("partner_id", "=", self.id)],
        }
        if len(memberships) == 1:
            action |= {"view_mode": "form", "res_id": memberships.id}
        return action
