import re

from markupsafe import Markup

from odoo import _, models
from odoo.tools import format_date

from ..bylaws.citations import CIVIL_CODE, Citation
from ..bylaws.rules.values import Days, Months, words

NO_REFUND = Citation(CIVIL_CODE, "24(4)")
NOT_INHERITED = Citation(CIVIL_CODE, "24(1)")

_PARAGRAPH = re.compile(r"(?P<article>\w+)\((?P<paragraph>\w+)\)$")


class AssociationWording(models.AbstractModel):
    """Sentences of admissions and of the acts of a membership."""

    _inherit = "association.wording"

    def _application_refused(self, violation, params):
        """Return why somebody cannot apply; ``params``: name, number, reference."""
        if violation.code == "already_member":
            return _(
                "%(name)s is a member already, no. %(number)s in the book: change the category or the data instead.",
                name=params["name"],
                number=params["number"] or "–",
            )
        return _(
            "%(name)s has already an application under way (%(reference)s): go on with that one.",
            name=params["name"],
            reference=params["reference"],
        )

    def _citation(self, citation):
        """Return a citation as letters write it.

        ``24(2)`` of ``c.c.`` is "art. 24, comma 2, c.c." in Italian and "art. 24(2) c.c." in
        English.
        """
        found = _PARAGRAPH.match(citation.article)
        if not citation.article:
            return citation.source
        if not found:
            return _("art. %(article)s %(source)s", article=citation.article, source=citation.source)
        return _(
            "art. %(article)s(%(paragraph)s) %(source)s",
            article=found["article"],
            paragraph=found["paragraph"],
            source=citation.source,
        )

    def _length(self, length):
        """Return a length of time of the rules in words."""
        if isinstance(length, Months):
            return _("one month") if length.count == 1 else _("%s months", length.count)
        if isinstance(length, Days):
            return _("one day") if length.count == 1 else _("%s days", length.count)
        return words(length, self.env.lang)

    # --- what an event brings with it, before it is recorded ---

    def _consequence(self, code, **params):
        """Return the sentence ``code`` on what an event will do; dates are written out."""
        values = {
            name: format_date(self.env, value) if hasattr(value, "isoformat") else value
            for name, value in params.items()
        }
        return self._consequences()[code] % values

    def _consequences(self):
        return {
            "enters": _("In the members' book from %(date)s, with a new register number."),
            "votes_from": _("May vote from %(date)s (%(article)s)."),
            "votes_at_once": _("May vote at once: neither the law nor the statute asks for seniority."),
            "no_vote": _("The category “%(category)s” has no vote."),
            "withdrawal": _("Last day of membership: %(date)s. Notice received on %(notice)s (%(article)s)."),
            "withdrawal_own": _(
                "Last day of membership: %(date)s, as you say; by law it would be %(legal)s (%(article)s)."
            ),
            "withdrawal_applicant": _("The application ends on %(date)s; nothing is entered in the members' book."),
            "dues_owed": _(
                "Dues of the years up to %(year)s stay owed; what was paid is not given back (%(article)s)."
            ),
            "ends": _("Last day of membership: %(date)s."),
            "exclusion_appeal": _(
                "May go to court within %(length)s of the notification (%(article)s): record the notification."
            ),
            "refusal_appeal": _(
                "May ask the assembly within %(length)s of the notification (%(article)s): record the notification."
            ),
            "refusal_no_appeal": _("Neither the law nor the statute gives an appeal to the assembly."),
            "suspended": _("Stays a member and in the book; does not vote until reinstated."),
            "reinstated": _("Has the rights of a member again from %(date)s."),
            "category": _("Category “%(category)s” from %(date)s; the register number stays."),
            "not_transmitted": _("Membership does not pass to heirs (%(article)s)."),
            "entered": _("An entry is made in the members' book and sealed: it can be corrected, never removed."),
        }

    def _bullets(self, sentences):
        """Return sentences as a list in HTML."""
        items = Markup("").join(Markup("<li>%s</li>") % sentence for sentence in dict.fromkeys(sentences))
        return Markup('<ul class="mb-0 ps-3">%s</ul>') % items if items else False
