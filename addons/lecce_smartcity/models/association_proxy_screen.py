from markupsafe import Markup

from odoo import _, models


class AssociationMeeting(models.Model):
    """The rules of proxies as the screens tell them."""

    _inherit = "association.meeting"

    def _proxy_rules_told(self, holder=None):
        """Return how many proxies one may hold and who may hold none, with the articles; of ``holder`` how many there are."""
        self.ensure_one()
        wording = self.env["association.wording"]
        rules = self._holder_rules(holder or self.env["association.meeting.roll"])
        lines = []
        if rules.cap is not None:
            lines.append(
                _("Proxies that one member may hold: at most %(cap)s (%(article)s).",
                  cap=rules.cap, article=wording._citation(rules.cap_citation))
            )  # fmt: skip
        excluded = self._proxy_finding("proxy.excluded_holders")
        if excluded:
            names = ", ".join(wording._excluded_as().get(code, code) for code in excluded.value.codes)
            lines.append(_("May hold none: %(who)s (%(article)s).", who=names, article=wording._citation(excluded.citation)))
        if holder:
            held = self.proxy_ids.filtered(lambda one: one.holder_id == holder and not one.revoked_at)
            lines.append(_("%(who)s holds %(count)s now.", who=holder.name, count=len(held)))
        return Markup("").join(Markup("<div>%s</div>") % line for line in lines)


class AssociationAttendance(models.Model):
    """From a mistaken line to the form that strikes it out."""

    _inherit = "association.attendance"

    def action_strike(self):
        """Open the form that asks for the reason."""
        return {
            "type": "ir.actions.act_window",
            "name": _("Strike out"),
            "res_model": "association.attendance.strike",
            "view_mode": "form",
            "target": "new",
            "context": {"default_attendance_ids": self.ids},
        }
