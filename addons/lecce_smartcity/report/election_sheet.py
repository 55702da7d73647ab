from odoo import _, api, models
from odoo.exceptions import UserError

from ..documents import scrutiny_pdf
from ..documents.model import Signatory


class ElectionSheetDocument(models.AbstractModel):
    """The scrutiny sheet of an election on paper."""

    _inherit = "association.document"

    @api.model
    def _documents(self):
        return {**super()._documents(), "lecce_smartcity.scrutiny_sheet": self._draw_scrutiny_sheets}

    def _draw_scrutiny_sheets(self, elections, _data):
        return {election.id: scrutiny_pdf.render(self._scrutiny_paper(election)) for election in elections}

    def _scrutiny_paper(self, election):
        """Return the ``ScrutinyPaper`` of ``election``. :raises UserError: it has not been counted."""
        sheet = election._as_sheet()
        if not sheet:
            raise UserError(_("“%s” has not been counted yet: count it, then print the sheet.", election.name))
        teller = _("Teller")
        names = election.tally_ids.sudo().teller_id.mapped("name")  # sudo: whoever reads the sheet may read who counted
        return scrutiny_pdf.ScrutinyPaper(
            association=self._association(election.company_id),
            sheet=sheet,
            generated_at=self._now(),
            body=election.body_id.name,
            place=election.company_id.city or "",
            signatories=(Signatory(_("The chair")), *(Signatory(teller, name) for name in names)),
            lang=self.env.lang or "it_IT",
        )
