from odoo import fields, models


class AssociationMember(models.Model):
    _inherit = "association.member"

    note = fields.Text(
        string="Notes", groups="lecce_smartcity.group_association_user",
        help="The office's own remarks; an import leaves here what it had no place for.",
    )  # fmt: skip
    import_row_ids = fields.One2many(
        "association.import.row", "member_id", string="Imports", groups="lecce_smartcity.group_association_user"
    )
