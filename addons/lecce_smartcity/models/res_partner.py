from stdnum.it import iva

from odoo import _, api, fields, models
from odoo.exceptions import ValidationError

from ..intake import identifiers


class ResPartner(models.Model):
    _inherit = "res.partner"

    legal_form_id = fields.Many2one("association.legal.form", string="Legal form", index="btree_not_null")
    codice_fiscale = fields.Char(
        index="btree_not_null", help="16 characters for people (omocodia included), 11 digits for bodies."
    )
    pec = fields.Char(string="PEC", help="Certified e-mail: the digital domicile for notices with legal value.")
    ipa_code = fields.Char(string="IPA code", help="Code in the index of public administrations, such as c_e506.")
    birth_date = fields.Date()
    birth_place = fields.Char()
    is_ets = fields.Boolean(string="Third-Sector body", help="Entered in RUNTS: may have more than one vote.")
    ets_members = fields.Integer(string="Members of the body")
    member_ids = fields.One2many("association.member", "partner_id", string="Memberships")

    # Odoo's own index on this column is of no use to a search for a part of a name.
    _complete_name_trigram = models.Index("USING gin (complete_name gin_trgm_ops)")

    @api.constrains("codice_fiscale")
    def _check_codice_fiscale(self):
        for partner in self:
            try:
                identifiers.codice_fiscale(partner.codice_fiscale or "")
            except identifiers.IdentifierError as error:
                raise ValidationError(
                    _(
                        "%(code)s is not a valid codice fiscale for %(name)s: check it against the card.",
                        code=partner.codice_fiscale,
                        name=partner.display_name,
                    )
                ) from error

    @api.constrains("vat", "country_id")
    def _check_partita_iva(self):
        for partner in self:
            number = (partner.vat or "").removeprefix("IT")
            italian = partner.country_id.code == "IT" or (partner.vat or "").startswith("IT")
            if number and number != "/" and italian and not iva.is_valid(number):
                raise ValidationError(
                    _("%(number)s is not a valid P.IVA for %(name)s.", number=partner.vat, name=partner.display_name)
                )

    @api.model_create_multi
    def create(self, vals_list):
        return super().create([self._with_tidy_identifiers(vals) for vals in vals_list])

    def write(self, vals):
        return super().write(self._with_tidy_identifiers(vals))

    @api.model
    def _with_tidy_identifiers(self, vals):
        """Codes are stored as the offices write them: no spaces, capitals; e-mail addresses without blanks."""
        tidy = {
            "codice_fiscale": identifiers.compact,
            "ipa_code": lambda text: text.strip().lower(),
            "pec": lambda text: text.strip().lower(),
        }
        changed = {name: clean(vals[name]) or False for name, clean in tidy.items() if vals.get(name)}
        return {**vals, **changed} if changed else vals
