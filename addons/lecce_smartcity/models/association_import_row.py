from odoo import fields, models


class AssociationImportRow(models.Model):
    """A row of a file that was imported: what came of it, and what of it had no place anywhere else.

    Written by the import alone. Fees are kept as the file has them: whether they are owed or paid is the ledger's to say.
    """

    _name = "association.import.row"
    _description = "Imported Row"
    _order = "batch_id desc, row"
    _rec_name = "row"
    _log_access = False

    batch_id = fields.Many2one("association.import.batch", required=True, ondelete="restrict")
    company_id = fields.Many2one(related="batch_id.company_id", string="Association")
    currency_id = fields.Many2one(related="company_id.currency_id")
    row = fields.Integer(required=True, aggregator=None, help="Rows of data count from 1.")
    line = fields.Integer(aggregator=None, help="Its place in the file.")
    member_id = fields.Many2one("association.member", required=True, ondelete="restrict", index=True)
    partner_id = fields.Many2one(
        "res.partner", string="Person or body", required=True, ondelete="restrict", index=True
    )
    number = fields.Integer(related="member_id.number", string="No.")
    member_created = fields.Boolean(help="The import made (or brought back) the member's record.")
    partner_created = fields.Boolean(
        string="New contact", help="The import made (or brought back) the contact; otherwise it completed one."
    )
    events = fields.Json(help="Ids of the events that the row became.")
    fee = fields.Monetary(currency_field="currency_id", help="As the file has it; the ledger decides what it means.")
    fee_paid_on = fields.Date(string="Paid on")
    kept = fields.Json(help="Values of the file that the contact has no place for, by field.")
    filled = fields.Json(help="Fields of a contact known before that the import filled in.")

    _one_row = models.Constraint("UNIQUE(batch_id, row)", "This row has been imported already.")
