from odoo import api, fields, models


class ResCompany(models.Model):
    """Who signs the association's letters and books."""

    _inherit = "res.company"

    association_president_id = fields.Many2one(
        "res.partner",
        string="President",
        domain=[("is_company", "=", False)],
        help="Legal representative: signs letters, statements and books.",
    )

    @api.model_create_multi
    def create(self, vals_list):
        companies = super().create(vals_list)
        self.env["association.application"]._make_sequences()
        return companies
