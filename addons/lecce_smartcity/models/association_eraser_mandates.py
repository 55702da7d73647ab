from odoo import models
from odoo.tools import SQL

from .append_only import allow_erasing, forbid_erasing


class AssociationEraser(models.AbstractModel):
    """Offices: nobody is erased while holding one; that somebody held it stays, why they left may go."""

    _inherit = "association.eraser"

    def _mandates(self, people):
        return self.env["association.mandate"].sudo().search([("partner_id", "in", people.ids)])

    def _blockers_of_office(self, people):
        held = self._mandates(people).filtered(lambda mandate: mandate.state not in ("ended", "void"))
        return super()._blockers_of_office(people) + [
            self.env._("Holds an office (%s): end the mandate first.", mandate.body_id.name) for mandate in held
        ]

    def _kept(self, people, scope, erase_book, entries):
        kept = super()._kept(people, scope, erase_book, entries)
        mandates = self._mandates(people)
        if mandates:
            kept.append(
                (
                    self.env._("Offices held: %s mandates with their acts", len(mandates)),
                    self.env._("defence of legal claims: GDPR art. 17(3)(e)"),
                )
            )
        return kept

    def _empty_acts(self, people):
        self.env.flush_all()
        allow_erasing(self.env.cr)
        self.env.cr.execute(
            SQL(
                """UPDATE association_mandate_act SET reason = NULL
                    WHERE mandate_id IN (SELECT id FROM association_mandate WHERE partner_id = ANY(%s))""",
                people.ids,
            )
        )
        forbid_erasing(self.env.cr)
        return super()._empty_acts(people)
