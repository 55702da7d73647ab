from markupsafe import Markup

from odoo import _, models
from odoo.tools import format_datetime


class AssociationWording(models.AbstractModel):
    """Sentences of notices: what cannot be done with them, and how else."""

    _inherit = "association.wording"

    def _meeting_refusals(self):
        return super()._meeting_refusals() | {
            "notice_secretariat": _("Notices are sent and proven by the secretariat."),
            "notice_nothing_failed": _("Nothing to send again: choose notices by e-mail or PEC that failed."),
            "notice_no_paper": _("These notices go by mail: choose those by registered letter or by hand."),
            "notice_no_pec": _("None of them has a PEC address that has not been tried: have the notice delivered by hand."),
            "notice_in_future": _("A delivery is recorded once it has happened: the moment is still to come."),
            "notice_before_convening": _("The notice was not made yet at that moment: check the date."),
            "notice_no_files": _("Choose the receipts first: .eml files, or a .zip of them."),
        }

    def _notice_remedy(self, line, found):
        """Return what can still be done for somebody who was not reached in time; ``found``: (channel, state) of each notice."""
        states, channels = {state for _channel, state in found}, {channel for channel, _state in found}
        if states & {"queued", "handed", "retry"}:
            return _("It has not left yet: send what waits now.")
        if "to_deliver" in states:
            return _("Post it or hand it over, and record it.")
        if line.notice_known_on:
            return _("It came too late: have them attend, or call the meeting for a later day.")
        if line.pec and "pec" not in channels:
            return _("Send it by PEC as well, or by hand against a signature.")
        if ("email", "failed") in found:
            return _("Correct the address and send it again, or by hand against a signature.")
        return _("Have it delivered by hand against a signature.")

    # --- receipts ---

    def _receipt_reason(self, code, **params):
        """Return why a receipt was not recorded."""
        return {
            "unsigned": _("The receipt carries no valid signature of its provider: import it from your PEC mailbox by hand."),
            "proves_nothing": _("It proves nothing by itself: the final receipt follows."),
            "other_address": _("It speaks of %(address)s, to which this notice was not sent."),
            "several": _("Several notices of this meeting go to %(address)s: record it at the notice it belongs to."),
            "unknown_message": _("No notice was sent with this Message-ID: %(message)s."),
        }[code] % params

    def _receipt_detail(self, receipt, outcome):
        """Return in one line what the receipt itself says: for whom, by whom, whether its signature holds."""
        parts = [outcome.recipient, receipt.provider, outcome.status, outcome.detail]
        if receipt.certified:
            parts.append(_("signature verified") if receipt.verified else _("without a valid signature"))
        return " · ".join(filter(None, parts))[:500]

    # --- the timeline ---

    def _notice_timeline(self, notice):
        """Return HTML: what happened to one notice, in order, in Italian time."""
        rows = [(notice.create_date, _("Made"), "", "secondary")]
        colours = {"delivered": "success", "read": "success", "left_notice": "success", "bounced": "danger"}
        for fact in notice.evidence_ids:
            label = self._label("association.notice.evidence", "kind", fact.kind)
            rows.append((fact.at, label, fact.detail or "", colours.get(fact.kind, "info")))
        return Markup('<div class="o_notice_timeline">%s</div>') % Markup("").join(
            Markup(
                '<div class="d-flex gap-3 mb-2"><span class="text-muted text-nowrap">%s</span>'
                '<span class="badge text-bg-%s align-self-start">%s</span><span class="text-break">%s</span></div>'
            )
            % (format_datetime(self.env, at, tz="Europe/Rome", dt_format="short"), colour, label, detail)
            for at, label, detail, colour in rows
        )
