import json

from markupsafe import Markup

from odoo import _, fields, models
from odoo.tools import format_date


class AssociationWording(models.AbstractModel):
    """The only place where codes of the pure rules become sentences, in the reader's language."""

    _name = "association.wording"
    _description = "Wording of Rules and Refusals"

    # --- refusals of the history ---

    def _violations(self, violations):
        """Return one sentence a line for the violations that a rule found."""
        return "\n".join(dict.fromkeys(self._violation(violation) for violation in violations))

    def _violation(self, violation):
        params = {name: self._param(name, value) for name, value in violation.params.items()}
        sentence = self._sentences().get(violation.code)
        if not sentence:
            return _("The rules do not allow this (%s).", violation.code)
        return sentence % {**self._blank(), **params}

    def _blank(self):
        return dict.fromkeys(("from", "event", "date", "key", "corrects"), "")

    def _sentences(self):
        return {
            "transition_not_allowed": _(
                "%(event)s on %(date)s is not possible: on that day the person is “%(from)s”. Check the date and the history."
            ),
            "admission_of_former_member": _(
                "On %(date)s the person is a former member: record a readmission, which gives a new register number."
            ),
            "readmission_without_membership": _(
                "The person was never a member before %(date)s: record an admission instead of a readmission."
            ),
            "category_missing": _("%(event)s on %(date)s: say in which category."),
            "correction_of_unknown_event": _("The corrected event is not in this member's history."),
            "correction_cycle": _("A correction cannot correct itself."),
            "date_out_of_range": _("%(date)s is not a possible date."),
        }

    def _param(self, name, value):
        if name == "event":
            return self._label("association.member.event", "type", value)
        if name == "from":
            return self._label("association.member.period", "status", value) or _("not yet an applicant")
        if name == "date" and value:
            return format_date(self.env, value)
        return value

    def _label(self, model, field, value):
        return dict(self.env[model]._fields[field]._description_selection(self.env)).get(value, value or "")

    # --- the right to vote ---

    def _entitlement(self, verdict):
        """Return a short HTML account of an ``franchise.Entitlement``: the verdict, then every reason with its article."""
        if verdict.may_vote:
            text = _("May vote") if verdict.votes == 1 else _("May vote, with %s votes", verdict.votes)
            return Markup('<span class="text-success fw-bold">%s</span>') % text
        head = _("Counts in the quorum, but nobody can cast the vote") if verdict.entitled else _("May not vote")
        lines = Markup("").join(
            Markup('<li>%s <span class="text-muted">(%s)</span></li>')
            % (self._reason(reason), self._citation(reason.citation))
            for reason in verdict.reasons
        )
        return Markup('<span class="text-danger fw-bold">%s</span><ul class="mb-0 ps-3">%s</ul>') % (head, lines)

    def _reason(self, reason):
        """Return the sentence of a ``franchise.Reason``."""
        params = reason.params
        if reason.code == "not_a_member":
            status = self._label("association.member.period", "status", params.get("status"))
            return _("not a member on that day: %s", status or _("no membership"))
        if reason.code == "seniority":
            return _(
                "in the members' book since %(book)s: votes from %(start)s",
                book=format_date(self.env, params["book_date"]),
                start=format_date(self.env, params["from"]),
            )
        return {
            "suspended": _("suspended"),
            "category_without_vote": _("the category has no vote"),
            "not_in_book": _("not entered in the members' book"),
            "representative_missing": _("no representative in office: ask for the appointment"),
        }.get(reason.code, reason.code)

    # --- the books ---

    def _entry(self, entry):
        """Return one line on an entry of a book: whom it is about, or that the data were erased."""
        content = json.loads(entry.payload)
        public = content.get("public", {})
        if "erases" in public:
            numbers = ", ".join(str(item["number"]) for item in public["erases"])
            return _("Personal data of entries %s erased (GDPR art. 17)", numbers)
        disclosed = entry.sudo().disclosure_ids.content or {}  # sudo: entries are readable with their disclosures
        name = disclosed.get("name", [None, None])[1] or _("personal data erased")
        number = public.get("number") or public.get("member") or "–"
        if public.get("corrects"):
            return _("%(name)s, no. %(number)s: %(what)s", name=name, number=number, what=self._correction(entry, public))
        day = format_date(self.env, fields.Date.to_date(public.get("effective_date")))
        return _("%(name)s, no. %(number)s, effective %(day)s", name=name, number=number, day=day)

    def _correction(self, entry, public):
        """Return what an entry that corrects another says of it."""
        fact = entry.sudo().event_id.corrects_id.display_name  # sudo: kind and day alone, which the entry has in clear
        if public.get("annuls"):
            return _("%s annulled", fact)
        day = public.get("new_effective_date")
        if day:
            return _("%(fact)s, in truth effective %(day)s", fact=fact, day=format_date(self.env, fields.Date.to_date(day)))
        return _("%s, category put right", fact)

    def _verification(self, report):
        """Return what a verification found, as plain text of at most a dozen lines."""
        if report.ok:
            text = _("%(count)s entries verified: numbers, seals and checkpoints agree.", count=report.size)
            if report.pending:
                text += " " + _("%s wait to be sealed.", report.pending)
            return text
        lines = [self._finding(finding) for finding in report.findings[:12]]
        return "\n".join([_("The book does not verify:"), *lines])
