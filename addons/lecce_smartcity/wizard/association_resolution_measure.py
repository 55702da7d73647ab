from odoo import api, fields, models
from odoo.exceptions import UserError

from ..bylaws.meeting import challenges
from ..models.association_resolution_act import MEASURES
from ..models.legal_time import legal_today


class AssociationResolutionMeasure(models.TransientModel):
    """Records that a resolution was challenged, or what a court decided of it."""

    _name = "association.resolution.measure"
    _description = "Record a Challenge or a Measure"

    resolution_id = fields.Many2one("association.resolution", required=True, readonly=True)
    state = fields.Selection(related="resolution_id.state")
    measure = fields.Selection(MEASURES, string="What happened", required=True)
    date = fields.Date(
        required=True, default=lambda self: legal_today(self.env), help="Day of the claim served, of the decree or of the judgment."
    )
    court = fields.Char(string="Court or authority")
    reference = fields.Char(string="Measure no.", help="Number of the case, decree or judgment.")
    note = fields.Text(string="What it says")
    attachment_ids = fields.Many2many("ir.attachment", string="Documents")
    law = fields.Char(compute="_compute_law", help="The sentence of the law that decides.")
    consequence = fields.Char(string="What follows", compute="_compute_law")

    @api.depends("measure", "resolution_id")
    @api.depends_context("lang")
    def _compute_law(self):
        wording = self.env["association.wording"]
        for wizard in self:
            citation = challenges.CITATIONS.get(wizard.measure)
            wizard.law = citation and f"{wording._citation(citation)}: «{citation.text}»"
            wizard.consequence = wizard.measure and wording._measure_follows(wizard.measure, wizard.resolution_id)

    def action_confirm(self):
        """Record it."""
        self.ensure_one()
        self.resolution_id._record_measure(
            self.measure, self.date, self.court or "", self.reference or "", self.note or "", self.attachment_ids
        )
        return {"type": "ir.actions.act_window_close"}


class AssociationResolutionReverse(models.TransientModel):
    """Lists what an annulled resolution has done, and records the events that reverse it: nothing is edited."""

    _name = "association.resolution.reverse"
    _description = "Reverse an Annulled Resolution"

    resolution_id = fields.Many2one("association.resolution", required=True, readonly=True)
    line_ids = fields.One2many(
        "association.resolution.reverse.line", "wizard_id", compute="_compute_line_ids", store=True, readonly=False
    )

    @api.depends("resolution_id")
    def _compute_line_ids(self):
        for wizard in self:
            wizard.line_ids = [
                fields.Command.create({"key": self._key(reversal), "name": reversal.what, "is_possible": bool(reversal.undo)})
                for reversal in wizard.resolution_id._reversals()
            ]

    def _key(self, reversal):
        return f"{reversal.record._name},{reversal.record.id}"

    def action_confirm(self):
        """Record the reversing events of the lines ticked, all or none."""
        self.ensure_one()
        chosen = set(self.line_ids.filtered(lambda line: line.chosen and line.is_possible).mapped("key"))
        reversals = [found for found in self.resolution_id._reversals() if found.undo and self._key(found) in chosen]
        if not reversals:
            raise UserError(self.resolution_id._refusal("reverse_nothing"))
        self.resolution_id.check_access("write")
        for reversal in reversals:
            reversal.undo()
        self.resolution_id.message_post(body=self.env["association.wording"]._bullets([found.what for found in reversals]))
        return {"type": "ir.actions.act_window_close"}


class AssociationResolutionReverseLine(models.TransientModel):
    _name = "association.resolution.reverse.line"
    _description = "Something to Reverse"

    wizard_id = fields.Many2one("association.resolution.reverse", required=True, ondelete="cascade")
    key = fields.Char(readonly=True)
    name = fields.Char(string="What is reversed", readonly=True)
    is_possible = fields.Boolean(string="Can be recorded here", readonly=True)
    chosen = fields.Boolean(string="Reverse", compute="_compute_chosen", store=True, readonly=False)

    @api.depends("is_possible")
    def _compute_chosen(self):
        for line in self:
            line.chosen = line.is_possible
