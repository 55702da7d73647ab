from odoo import models
from odoo.exceptions import UserError


class BasePartnerMergeAutomaticWizard(models.TransientModel):
    _inherit = "base.partner.merge.automatic.wizard"

    def _merge(self, partner_ids, dst_partner=None, extra_checks=True):
        """Leave members alone: this merge deletes the duplicate and cannot be undone."""
        partners_sudo = self.env["res.partner"].sudo().with_context(active_test=False).browse(partner_ids).exists()
        known = partners_sudo.filtered(lambda one: one.member_ids or one.consent_ids or one.merged_ids)
        if known:
            raise UserError(
                self.env._(
                    "%s: the association keeps records of them. Merge them from Association › Members › "
                    "Duplicates, where nothing "
                    "is lost and the merge can be undone.",
                    ", ".join(known.mapped("display_name")),
                )
            )
        return super()._merge(partner_ids, dst_partner=dst_partner, extra_checks=extra_checks)
