from odoo import _, models


class AssociationWording(models.AbstractModel):
    """Sentences of meetings. Each part adds its refusals to ``_meeting_refusals``: these are the convocation's."""

    _inherit = "association.wording"

    def _meeting_refusal(self, code, **params):
        """Return the sentence ``code``; ``params`` fill it."""
        return self._meeting_refusals()[code] % params

    def _meeting_refusals(self):
        return {
            "step_by_hand": _("A meeting goes on by its buttons, which check it: not by writing its state."),
            "item_by_hand": _("An item of the agenda goes on by the steps of its sitting: not by writing its state."),
            "out_of_order": _("“%(meeting)s” is not at this step: open it again to see where it stands."),
            "kept": _("“%(meeting)s” has been convened: it belongs to the association's history. Cancel it, with a reason."),
            "notice_sent": _(
                "The notice of “%(meeting)s” has been sent: send an update to change when, where or how people meet, or cancel it."
            ),
            "agenda_sent": _(
                "“%(item)s” is on the agenda that was sent: it stays as it is. Add a late item, or withdraw it in the sitting."
            ),
            "roll_frozen": _(
                "The roll of “%(meeting)s” was frozen when it was convened. Somebody who joins later is added, with a reason."
            ),
            "roll_kept": _("The roll of a meeting that was convened is kept: nobody is taken off it."),
            "roll_reason": _("Say why %(who)s joins the roll: the reason is kept with it."),
            "roll_twice": _("%(who)s is on the roll already."),
            "cannot_convene": _("“%(meeting)s” cannot be convened yet:"),
            "no_call": _("– Say when it is called for: add the first call."),
            "no_agenda": _("– The agenda is empty: add what is to be decided or told."),
            "nobody_entitled": _(
                "Nobody would be entitled to vote in “%(meeting)s”: check the record date, the members and the mandates of the body."
            ),
        }

    def _incompetence(self, item, violation):
        """Return why the body of a meeting may not decide an item, with the article and the remedy."""
        label = self._label
        params = violation.params
        return _(
            "– %(number)s “%(item)s”: %(competent)s decides this, not %(body)s (%(article)s). Put it on the agenda of that body, or "
            "choose another matter.",
            number=item.number,
            item=item.name,
            competent=label("association.body", "kind", params["competent"]).lower(),
            body=label("association.body", "kind", params["body"]).lower(),
            article=params["article"],
        )

    def _roll_reasons(self, reasons):
        """Return in one line why a line of the roll has no vote, each reason with its article."""
        return "; ".join(f"{self._reason(reason)} ({self._citation(reason.citation)})" for reason in reasons)
