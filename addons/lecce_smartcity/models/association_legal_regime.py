from odoo import api, fields, models
from odoo.exceptions import UserError

from ..bylaws import regimes
from ..bylaws.errors import BylawError


class AssociationLegalRegime(models.Model):
    _name = "association.legal.regime"
    _description = "Legal Regime of the Association"
    _inherit = ["association.rulebook.source"]
    _order = "company_id, date_from desc"

    company_id = fields.Many2one(
        "res.company", string="Association", required=True, ondelete="cascade", default=lambda self: self.env.company
    )
    regime = fields.Selection(
        [
            ("unrecognised", "Non-recognised association (c.c. 36-38)"),
            ("recognised", "Recognised association (c.c. 14-35)"),
            ("ets", "Third-Sector body (D.Lgs. 117/2017)"),
        ],
        required=True,
    )
    date_from = fields.Date(string="In force from", required=True)
    source = fields.Char(help="The act that gave this regime: deed, decree, registration in RUNTS.")

    _one_per_day = models.Constraint(
        "UNIQUE(company_id, date_from)", "The association has already a legal regime that begins on this day."
    )

    @api.depends("regime", "date_from")
    def _compute_display_name(self):
        labels = dict(self._fields["regime"]._description_selection(self.env))
        for regime in self:
            regime.display_name = labels.get(regime.regime) or self.env._("Legal regime")

    @api.model
    def _in_force(self, company, on):
        """Return the legal regime of ``company`` on the day ``on``: ``unrecognised``, ``recognised`` or ``ets``.

        :raises UserError: no regime is set for that day
        """
        settings = [(regime.date_from, regime.regime) for regime in company.sudo().association_regime_ids]
        return self._choose(company, settings, on)

    @api.model
    def _choose(self, company, settings, on):
        """Return the regime in force on the day ``on`` among ``settings``, ``[(date_from, regime)]``.

        :raises UserError: there is none
        """
        try:
            return regimes.regime_on(settings, on)
        except BylawError as error:
            raise UserError(
                self.env._(
                    "%(association)s has no legal regime on %(date)s: set it in the association's settings.",
                    association=company.name,
                    date=fields.Date.to_string(on),
                )
            ) from error
