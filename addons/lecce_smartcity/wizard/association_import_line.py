from odoo import fields, models


class AssociationImportLine(models.TransientModel):
    """What the check found on a row: one line for each finding, one for a row without any. Gone after a while."""

    _name = "association.import.line"
    _description = "Verdict on a Row"
    _order = "batch_id, row, id"

    batch_id = fields.Many2one("association.import.batch", required=True, ondelete="cascade", index=True)
    row = fields.Integer(aggregator=None, help="Rows of data count from 1.")
    line = fields.Integer(aggregator=None, help="Its place in the file.")
    name = fields.Char(help="As the file has it.")
    verdict = fields.Selection(
        [
            ("refused", "Rejected"),
            ("warning", "To look at"),
            ("good", "Good"),
            ("unchanged", "In the book already"),
        ],
        required=True,
    )
    code = fields.Char()
    field = fields.Char()
    message = fields.Text(string="What to do")
