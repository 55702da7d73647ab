from odoo import _, models


class AssociationWording(models.AbstractModel):
    """Sentences of notices: what cannot be done with them, and how else."""

    _inherit = "association.wording"

    def _meeting_refusals(self):
        return super()._meeting_refusals() | {
            "notice_secretariat": _("Notices are sent and proven by the secretariat."),
            "notice_nothing_failed": _("Nothing to send again: choose notices by e-mail or PEC that failed."),
        }

    def _notice_remedy(self, line, used):
        """Return what can still be done for somebody on the roll who was not reached in time; ``used``: channels tried."""
        if line.pec and "pec" not in used:
            return _("Send it by PEC as well, or have it delivered by hand against a signature.")
        if line.email and "email" not in used and not used:
            return _("The notice has not left yet: resume the sending.")
        if used & {"email"} and not line.notice_known_on:
            return _("Correct the e-mail address and send it again, or have it delivered by hand against a signature.")
        if line.notice_known_on:
            return _("It came too late: have them attend (a plenary sitting heals it), or call the meeting for a later day.")
        return _("Have it delivered by hand against a signature.")
