from odoo import _, models
from odoo.exceptions import UserError


class AssociationMeeting(models.Model):
    """After the notices went out: updates, cancellation, late items."""

    _inherit = "association.meeting"

    def action_send_update(self):
        """Open the form that changes when, where or how people meet, and tells everybody."""
        self._expect_convened()
        return self._ask("association.meeting.change", _("Change and tell everybody"))

    def action_ask_cancel(self):
        """Open the form that asks why the meeting is cancelled."""
        self._expect_convened()
        return self._ask("association.meeting.cancel", _("Cancel the meeting"))

    def action_add_guest(self):
        """Open the form that adds somebody to the frozen roll."""
        self.ensure_one()
        return self._ask("association.meeting.guest", _("Add somebody to the roll"))

    def _ask(self, model, title):
        return {
            "type": "ir.actions.act_window",
            "name": title,
            "res_model": model,
            "view_mode": "form",
            "target": "new",
            "context": {"default_meeting_id": self.id},
        }

    def _expect_convened(self):
        for meeting in self:
            if meeting.state != "convened":
                raise UserError(self.env["association.wording"]._meeting_refusal("out_of_order", meeting=meeting.name))
            if any(sitting.state != "planned" for sitting in meeting.sitting_ids):
                raise UserError(self.env["association.wording"]._meeting_refusal("already_begun", meeting=meeting.name))

    def _send_update(self, changes, reason):
        """Change when, where or how people meet, and make the update that tells everybody on the roll.

        :param changes: values of place, link, access_notes, first_call, second_call
        :param reason: told in the update
        :raises UserError: the meeting is not convened, nothing changes, or the changed meeting could not be convened so
        """
        self.ensure_one()
        self._expect_convened()
        wording = self.env["association.wording"]
        moved = {name: value for name, value in changes.items() if self[name] != value}
        if not moved:
            raise UserError(wording._meeting_refusal("nothing_changed"))
        if not (reason or "").strip():
            raise UserError(wording._meeting_refusal("update_reason"))
        self._step(moved)
        refusals = self._call_refusals()
        if {"first_call", "second_call"} & set(moved):
            refusals += self._notice_refusals()
        if refusals:
            raise UserError(wording._meeting_refusals_listed(self, refusals))
        self._step({"sequence_sent": self.sequence_sent + 1})
        self.message_post(body=_("Update %(version)s: %(reason)s", version=self.sequence_sent, reason=reason))
        self._make_notices("update")

    def action_cancel(self, reason=None):
        """Cancel: everybody who was called is told.

        :param reason: why; kept and told
        """
        wording = self.env["association.wording"]
        self._expect_convened()
        if not (reason or "").strip():
            raise UserError(wording._meeting_refusal("cancel_reason"))
        for meeting in self:
            meeting._step(
                {
                    "state": "cancelled",
                    "cancelled_at": self.env.cr.now(),
                    "cancel_reason": reason,
                    "sequence_sent": meeting.sequence_sent + 1,
                }
            )
            meeting.message_post(body=_("Cancelled: %s", reason))
            meeting._make_notices("cancellation")

    def action_add_late_item(self):
        """Open a new item: one that the notice did not tell."""
        self.ensure_one()
        return {
            "type": "ir.actions.act_window",
            "name": _("Late item"),
            "res_model": "association.agenda.item",
            "view_mode": "form",
            "target": "new",
            "context": {"default_meeting_id": self.id, "default_matter": "information"},
        }
