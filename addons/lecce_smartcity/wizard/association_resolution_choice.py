from odoo import api, fields, models


class AssociationMemberRecord(models.TransientModel):
    """Events written by hand choose the resolution that decided them."""

    _inherit = "association.member.record"

    company_id = fields.Many2one("res.company", compute="_compute_company_id")
    resolution_id = fields.Many2one(
        "association.resolution",
        string="Resolution on record",
        domain="[('company_id', '=', company_id), ('state', '!=', 'annulled')]",
    )

    @api.depends("member_ids")
    def _compute_company_id(self):
        for wizard in self:
            wizard.company_id = wizard.member_ids._origin.company_id[:1]

    @api.onchange("resolution_id")
    def _onchange_resolution_id(self):
        if self.resolution_id:
            self.resolution = self.resolution_id._title()
            self.legal_date = self.resolution_id.adopted_on

    def _vals(self, member):
        return super()._vals(member) | {"resolution_id": self.resolution_id.id}


class AssociationApplicationDecide(models.TransientModel):
    """Decisions written by hand choose the resolution as well."""

    _inherit = "association.application.decide"

    company_id = fields.Many2one("res.company", compute="_compute_company_id")
    resolution_id = fields.Many2one(
        "association.resolution",
        string="Resolution on record",
        domain="[('company_id', '=', company_id), ('state', '!=', 'annulled')]",
    )

    @api.depends("application_ids")
    def _compute_company_id(self):
        for wizard in self:
            wizard.company_id = wizard.application_ids._origin.company_id[:1]

    @api.onchange("resolution_id")
    def _onchange_resolution_id(self):
        if self.resolution_id:
            self.resolution = self.resolution_id._title()
            self.decided_on = self.resolution_id.adopted_on

    def _decisions(self):
        return [decision._replace(record=self.resolution_id or None) for decision in super()._decisions()]
