from odoo import _, models


class AssociationWording(models.AbstractModel):
    """Sentences of meetings in the portal."""

    _inherit = "association.wording"

    def _meeting_refusals(self):
        return super()._meeting_refusals() | {
            "portal_no_answer": _("“%(meeting)s” takes no answers any more: it has begun, or it was cancelled."),
            "portal_unknown_answer": _("Choose one of the answers."),
            "portal_not_open": _("The sitting is not open yet: come back when it begins."),
            "portal_choose_holder": _("Choose to whom you give the proxy: look for the name, then choose it from the list."),
            "portal_choose_vote": _("Choose how you vote."),
            "portal_confirm_identity": _("Confirm that it is you who takes part."),
        }
