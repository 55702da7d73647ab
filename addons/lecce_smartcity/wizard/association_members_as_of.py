from odoo import _, fields, models
from odoo.exceptions import UserError

from ..models.legal_time import legal_today


class AssociationMembersAsOf(models.TransientModel):
    """Choose the day whose membership is wanted: the members' list opens with the facts of that day."""

    _name = "association.members.as.of"
    _description = "Members as of a Date"

    day = fields.Date(
        required=True,
        default=lambda self: legal_today(self.env).replace(month=1, day=1),
        help="The facts at the end of this day: who was a member, in which category, with which right to vote.",
    )
    former = fields.Boolean(string="With applicants and former members")

    def action_open(self):
        """Open the list of the members on the chosen day."""
        self.ensure_one()
        if self.day > legal_today(self.env):
            raise UserError(_("That day has not come yet: choose today or a day in the past."))
        filters = () if self.former else ("members_today",)
        return self.env["association.member"]._action_as_of(self.day, filters)
