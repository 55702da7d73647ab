from odoo import api, fields, models


class ResPartner(models.Model):
    """What privacy and merging add to a contact."""

    _inherit = "res.partner"

    merged_into_id = fields.Many2one(
        "res.partner", string="Merged into", ondelete="restrict", index="btree_not_null", copy=False, readonly=True,
        help="This record was a duplicate: the person or body goes on there.",
    )  # fmt: skip
    merged_ids = fields.One2many(
        "res.partner", "merged_into_id", string="Merged from", context={"active_test": False}, readonly=True
    )
    legal_hold = fields.Boolean(
        copy=False, help="Nothing of this person is erased while it lasts: a dispute, an inquiry, a claim (GDPR art. 17(3)(e))."
    )
    legal_hold_reason = fields.Char(copy=False)
    erased_on = fields.Date(string="Personal data erased on", copy=False, readonly=True)
    consent_ids = fields.One2many("association.consent", "partner_id", string="Consents")
    consent_in_force_ids = fields.Many2many(
        "association.consent", string="Consents in force", compute="_compute_consent_in_force_ids"
    )

    def _same_person(self):
        """Return these contacts with every contact merged into them, at any depth, archived ones included."""
        found = self
        fringe = self
        while fringe:
            fringe = self.with_context(active_test=False).search([("merged_into_id", "in", fringe.ids)]) - found
            found |= fringe
        return found

    @api.depends("consent_ids.withdrawn_on", "merged_ids")
    def _compute_consent_in_force_ids(self):
        for partner in self:
            partner.consent_in_force_ids = self.env["association.consent"].search(
                [("partner_id", "in", partner._same_person().ids), ("in_force", "=", True)]
            )

    def _has_consent(self, code, company=None):
        """Whether this person agrees to the purpose ``code`` today, in the present (or given) association."""
        self.ensure_one()
        company = company or self.env.company
        return bool(
            self.consent_in_force_ids.filtered(
                lambda consent: consent.purpose_id.code == code and consent.company_id == company
            )
        )
