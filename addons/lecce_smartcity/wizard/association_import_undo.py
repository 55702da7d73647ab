from odoo import fields, models


class AssociationImportUndo(models.TransientModel):
    """Why an import is undone: the history will say it for ever."""

    _name = "association.import.undo"
    _description = "Undo an Import"

    batch_id = fields.Many2one("association.import.batch", required=True, ondelete="cascade")
    reason = fields.Char(required=True)

    def action_undo(self):
        """Undo the import."""
        self.ensure_one()
        self.batch_id._undo(self.reason)
