from odoo import api, fields, models

from .bulk import insert_rows


class AssociationMember(models.Model):
    _inherit = "association.member"

    note = fields.Text(
        string="Notes", groups="lecce_smartcity.group_association_user",
        help="The office's own remarks; an import leaves here what it had no place for.",
    )  # fmt: skip
    import_row_ids = fields.One2many(
        "association.import.row", "member_id", string="Imports", groups="lecce_smartcity.group_association_user"
    )

    @api.model
    def _insert_many(self, rows):
        """Create many records set-based: the columns are those that ``create()`` leaves, held against it by a test.

        ``number`` may be given at once where the admission that follows in the same transaction gives it.
        """
        self.check_access("create")
        members = self.browse(insert_rows(self, [{"active": True, **row} for row in rows]))
        self.env.invalidate_all()
        members.check_access("create")
        return members
