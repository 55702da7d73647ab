from odoo import fields, models

STATES = [
    ("adopted", "Adopted"),
    ("challenged", "Challenged"),
    ("suspended", "Suspended"),
    ("annulled", "Annulled"),
    ("confirmed", "Confirmed"),
]


class AssociationResolution(models.Model):
    """A resolution adopted by a body: number and text frozen at adoption, with the sheet that shows that it is valid."""

    _name = "association.resolution"
    _description = "Resolution"
    _inherit = ["mail.thread", "mail.activity.mixin"]
    _order = "adopted_on desc, body_id, number desc"
    _check_company_auto = True

    name = fields.Char(required=True, readonly=True, copy=False, help="Number, year and body as text: never computed again.")
    body_id = fields.Many2one("association.body", required=True, readonly=True, ondelete="restrict", index=True)
    company_id = fields.Many2one("res.company", string="Association", required=True, readonly=True, ondelete="restrict", index=True)
    number = fields.Integer(required=True, readonly=True, copy=False)
    year = fields.Integer(required=True, readonly=True, copy=False)
    adopted_on = fields.Date(required=True, readonly=True, copy=False)
    subject = fields.Char(required=True, readonly=True)
    text = fields.Text(required=True, readonly=True)
    meeting_id = fields.Many2one("association.meeting", readonly=True, ondelete="restrict", index=True)
    item_id = fields.Many2one("association.agenda.item", readonly=True, ondelete="restrict", index=True)
    ballot_id = fields.Many2one("association.ballot", readonly=True, ondelete="restrict", index=True)
    matter = fields.Char(readonly=True)
    state = fields.Selection(STATES, required=True, default="adopted", readonly=True, copy=False, index=True, tracking=True)
    sheet = fields.Json(readonly=True, copy=False, help="The validity sheet, as it was when the chair proclaimed.")
    effect_state = fields.Selection(
        [("none", "Nothing to execute"), ("pending", "To be executed"), ("executed", "Executed"), ("stopped", "Stopped")],
        required=True, default="none", readonly=True, copy=False,
    )  # fmt: skip
    executed_at = fields.Datetime(readonly=True, copy=False)

    _number_once = models.Constraint("UNIQUE(body_id, year, number)", "This number has been given already.")
