from markupsafe import Markup

from odoo import _, models
from odoo.tools import format_date


class AssociationWording(models.AbstractModel):
    """Sentences about bodies, seats and mandates: what is wrong, where it is written, what to do."""

    _inherit = "association.wording"

    def _sentences(self):
        return super()._sentences() | {
            "mandate_void": _("the mandate was recorded by mistake and annulled: record a new one."),
            "mandate_ended_already": _("the mandate ended on %(day)s: annul that act first if it was a mistake."),
            "mandate_accepted_already": _("the mandate was accepted on %(day)s: record how it ends instead."),
            "mandate_not_accepted": _("the mandate has not been accepted yet: record the acceptance first."),
            "mandate_declaration_missing": _(
                "before taking office the person declares that nothing makes them ineligible or incompatible (c.c. 2382; "
                "D.Lgs. 117/2017 art. 26(2)): collect the declaration and tick it."
            ),
            "mandate_end_before_start": _("the last day in office (%(day)s) is before the first (%(start)s)."),
            "mandate_act_missing": _("%(kind)s is a decision: give the act (number, date, organ) or its reasons."),
        }

    def _param(self, name, value):
        if name in ("day", "start") and hasattr(value, "year"):
            return format_date(self.env, value)
        if name == "kind":
            return self._label("association.mandate.act", "kind", value) or value
        return super()._param(name, value)

    # --- remarks ---

    def _body_remark(self, remark):
        """Return the sentence of an ``offices.Remark``: what, the article, the remedy."""
        sentence = self._remark_sentences().get(remark.code, remark.code)
        params = {**remark.params}
        if "office" in params:
            params["office"] = self._label("association.seat", "office", params["office"])
        return f"{sentence % params} ({self._citation(remark.citation)})"

    def _body_remarks(self, remarks):
        """Return HTML with every remark; what is refused first."""
        lines = Markup("").join(
            Markup('<li class="%s">%s</li>') % (self._remark_class(remark.severity), self._body_remark(remark))
            for remark in sorted(remarks, key=lambda remark: remark.severity != "refused")
        )
        return lines and Markup('<ul class="mb-0 ps-3">%s</ul>') % lines

    def _remark_class(self, severity):
        return {"refused": "text-danger fw-bold", "warning": "text-warning-emphasis"}.get(severity, "text-muted")

    def _remark_sentences(self):
        return {
            "majority_not_by_assembly": _(
                "%(designated)s of %(total)s seats are not filled by the assembly: the appointment of the majority of the "
                "directors is reserved to it. Leave at most %(allowed)s to others, or raise the board to %(needed)s seats"
            ),
            "public_majority": _(
                "Public administrations fill %(public)s of %(total)s seats: control by them is suspected, and what they control "
                "cannot be a Third-Sector body. Check with the association's adviser"
            ),
            "public_votes": _("Public administrations hold %(public)s of %(total)s votes in the assembly: control is suspected"),
            "public_approval": _("An administration approves the association's acts, or may veto them: control is suspected"),
            "public_influence": _("A dominant influence was noted: %(note)s"),
            "public_president": _(
                "The president holds a public office and is president by right: review who directs the association"
            ),
            "public_income": _(
                "Most of the last year's income came from public administrations: review who directs the association"
            ),
            "seats_below_minimum": _("%(count)s seats are fewer than the %(minimum)s of the statute: add seats"),
            "seats_above_maximum": _("%(count)s seats are more than the %(maximum)s of the statute: close seats"),
            "office_twice": _("%(count)s seats are called “%(office)s”: keep one, the others are members"),
            "majority_not_members": _(
                "%(members)s of %(total)s directors are members or were indicated by members: they must be the majority"
            ),
            "mandates_above_maximum": _("This is mandate no. %(ordinal)s in a row, the most are %(maximum)s"),
            "offices_incompatible": _("%(one)s and %(other)s cannot be held together: let the person choose one"),
            "lapse_by_absence": _("%(count)s unjustified absences in a row (limit %(limit)s): propose the lapse to the body"),
            "body_lapses": _("%(vacant)s of %(total)s seats are vacant: the whole body lapses, call the assembly"),
        }
