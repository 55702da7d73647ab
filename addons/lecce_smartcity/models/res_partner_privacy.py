from odoo import api, fields, models
from odoo.exceptions import UserError, ValidationError


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
        copy=False,
        help="Nothing of this person is erased while it lasts: a dispute, an inquiry, a claim (GDPR art. 17(3)(e)).",
    )
    legal_hold_reason = fields.Char(copy=False)
    erased_on = fields.Date(string="Personal data erased on", copy=False, readonly=True)
    consent_ids = fields.One2many("association.consent", "partner_id", string="Consents")
    consent_in_force_ids = fields.Many2many(
        "association.consent", string="Consents in force", compute="_compute_consent_in_force_ids"
    )

    @api.constrains("legal_hold", "legal_hold_reason")
    def _check_legal_hold(self):
        if any(one.legal_hold and not (one.legal_hold_reason or "").strip() for one in self):
            raise ValidationError(self.env._("Say why nothing of this person may be erased."))

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

    # --- actions ---

    def _action_erase(self, request=None):
        """Open the erasure of this person's data: what would go, what stays and why."""
        self.ensure_one()
        if self.merged_into_id:
            raise UserError(
                self.env._("This contact was merged into %s: erase the data there.", self.merged_into_id.display_name)
            )
        return {
            "type": "ir.actions.act_window",
            "name": self.env._("Erase personal data"),
            "res_model": "association.erasure.wizard",
            "view_mode": "form",
            "target": "new",
            "context": {"default_partner_id": self.id, "default_request_id": request and request.id},
        }

    def action_erase_personal_data(self):
        """Open the erasure of this person's data."""
        return self._action_erase()

    def action_open_consents(self):
        """Open the consents of this person, those of merged contacts included."""
        self.ensure_one()
        return {
            "type": "ir.actions.act_window",
            "name": self.env._("Consents"),
            "res_model": "association.consent",
            "view_mode": "list,form",
            "domain": [("partner_id", "in", self._same_person().ids)],
            "context": {"default_partner_id": self.id},
        }

    def action_open_privacy_requests(self):
        """Open what this person asked about its data."""
        self.ensure_one()
        return {
            "type": "ir.actions.act_window",
            "name": self.env._("Requests on personal data"),
            "res_model": "association.privacy.request",
            "view_mode": "list,form",
            "domain": [("partner_id", "in", self._same_person().ids)],
            "context": {"default_partner_id": self.id},
        }

    def action_open_merges(self):
        """Open the merges of this contact, from which each can be undone."""
        self.ensure_one()
        return {
            "type": "ir.actions.act_window",
            "name": self.env._("Merges"),
            "res_model": "association.partner.merge",
            "view_mode": "list,form",
            "domain": ["|", ("survivor_id", "=", self.id), ("source_id", "=", self.id)],
        }


class AssociationMember(models.Model):
    _inherit = "association.member"

    def action_privacy_request(self):
        """Open a new request of this member on its personal data."""
        self.ensure_one()
        return {
            "type": "ir.actions.act_window",
            "name": self.env._("Request on personal data"),
            "res_model": "association.privacy.request",
            "view_mode": "form",
            "context": {"default_partner_id": self.partner_id.id, "default_company_id": self.company_id.id},
        }

    def action_personal_data_pdf(self):
        """Download the copy of this member's data as PDF."""
        self.ensure_one()
        return self.partner_id._action_personal_data("pdf")

    def action_personal_data_json(self):
        """Download the copy of this member's data as JSON."""
        self.ensure_one()
        return self.partner_id._action_personal_data("json")
