from odoo import _, models
from odoo.exceptions import UserError

# What the members' book says of who a member is. A portal user asks for a change; the secretariat makes it.
IDENTITY = {
    "name",
    "codice_fiscale",
    "vat",
    "ipa_code",
    "pec",
    "birth_date",
    "birth_place",
    "legal_form_id",
    "is_company",
    "company_name",
    "parent_id",
    "is_ets",
    "ets_members",
    "active",
}


class ResPartner(models.Model):
    _inherit = "res.partner"

    def write(self, vals):
        # Odoo's own portal pages and self-service fields write with elevated rights: the user is what tells.
        if self.env.user._is_portal() and (touched := IDENTITY & set(vals)):
            self._check_identity_kept(touched, vals)
        return super().write(vals)

    def _check_identity_kept(self, touched, vals):
        """Refuse that a portal user changes who a member or its representative is.

        :raises UserError: a value would change
        """
        for partner_sudo in self.sudo():  # membership is looked at, nothing of it is shown
            if not partner_sudo._in_membership():
                continue
            for name in touched:
                field = self._fields[name]
                new = field.convert_to_cache(vals[name], partner_sudo)
                if (new or False) != (field.convert_to_cache(partner_sudo[name], partner_sudo) or False):
                    raise UserError(
                        _(
                            "%s is entered in the members' book: send the secretariat a request to change it.",
                            field._description_string(self.env),
                        )
                    )

    def _in_membership(self):
        """Whether a book says something about this partner: a member, or who represents one."""
        self.ensure_one()
        return bool(
            self.member_ids
            or self.env["association.representative"].search_count([("partner_id", "=", self.id)], limit=1)
        )

    def can_edit_vat(self):
        """A member's P.IVA is changed by the secretariat."""
        return super().can_edit_vat() and not self.sudo()._in_membership()
