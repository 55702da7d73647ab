from odoo import fields, models


class AssociationMember(models.Model):
    """Memberships of one person under several registrations, found when contacts were merged."""

    _inherit = "association.member"

    same_person_id = fields.Many2one(
        "association.member", string="Same person as", ondelete="restrict", index="btree_not_null", readonly=True,
        copy=False, help="This registration was a duplicate: the person's membership goes on there.",
    )  # fmt: skip
    linked_ids = fields.One2many(
        "association.member", "same_person_id", string="Further registrations", context={"active_test": False},
        readonly=True,
    )  # fmt: skip

    def action_open_linked(self):
        """Open every registration of the same person in this association."""
        self.ensure_one()
        root = self
        while root.same_person_id:
            root = root.same_person_id
        found = root
        fringe = root
        while fringe:
            fringe = fringe.linked_ids - found
            found |= fringe
        return {
            "type": "ir.actions.act_window",
            "name": self.env._("Registrations of the same person"),
            "res_model": self._name,
            "view_mode": "list,form",
            "domain": [("id", "in", found.ids)],
            "context": {"active_test": False},
        }
