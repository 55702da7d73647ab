from odoo import _, api, fields, models
from odoo.exceptions import UserError, ValidationError
from odoo.tools import clean_context

from ..bylaws import history, states, terms
from ..models.legal_time import legal_today
from ..models.wording_admission import NO_REFUND, NOT_INHERITED

# Applications have a record of their own; corrections start from the event that was wrong.
NOT_HERE = {states.APPLICATION, states.CORRECTION}


class AssociationMemberRecord(models.TransientModel):
    """Records a fact in the life of one membership or of many.

    What is possible now, and what will follow from it.
    """

    _name = "association.member.record"
    _description = "Record an Event"

    member_ids = fields.Many2many("association.member", string="Members", required=True)
    member_count = fields.Integer(compute="_compute_allowed_types")
    allowed_types = fields.Json(compute="_compute_allowed_types")
    hint = fields.Text(compute="_compute_allowed_types")
    event_type = fields.Selection(
        selection=lambda self: [
            (value, label)
            for value, label in self.env["association.member.event"]._fields["type"]._description_selection(self.env)
            if value not in NOT_HERE
        ],
        string="What happened",
    )
    legal_date = fields.Date(
        string="Date of the act",
        required=True,
        default=lambda self: legal_today(self.env),
        help="When it was resolved, notified or happened: what the legal terms count from.",
    )
    effective_date = fields.Date(
        string="Effective",
        compute="_compute_effective_date",
        store=True,
        readonly=False,
        help="First day of the new state; for a cessation, the last day of membership.",
    )
    category_id = fields.Many2one("association.member.category", string="Category")
    resolution = fields.Char(help="The resolution that decided it: body, number and date.")
    motive = fields.Text(string="Reasons")
    attachment_ids = fields.Many2many("ir.attachment", string="Documents")
    needs_resolution = fields.Boolean(compute="_compute_needs")
    needs_motive = fields.Boolean(compute="_compute_needs")
    needs_category = fields.Boolean(compute="_compute_needs")
    is_cessation = fields.Boolean(compute="_compute_needs")
    preview = fields.Html(compute="_compute_preview", string="What follows")

    # --- what is possible, and what it needs ---

    def _possible(self, member, former):
        """Return the types of event that ``member`` may meet now."""
        possible = history.transitions_from(member.status or None, member in former) - NOT_HERE
        # A body is dissolved, a person dies.
        return possible - {states.DEATH if member.is_legal_person else states.DISSOLUTION}

    @api.depends("member_ids")
    def _compute_allowed_types(self):
        for wizard in self:
            members = wizard.member_ids._origin
            former = members._once_members()
            sets = [wizard._possible(member, former) for member in members]
            common = set.intersection(*sets) if sets else set()
            wizard.member_count = len(members)
            wizard.allowed_types = [kind for kind in states.EVENT_TYPES if kind in common]
            wizard.hint = False if common else wizard._why_nothing(members)

    def _why_nothing(self, members):
        if len(members) <= 1:
            return _("Nothing can be recorded now: register an application first.")
        labels = dict(self.env["association.member.period"]._fields["status"]._description_selection(self.env))
        nothing = _("no history")
        standings = sorted({labels.get(member.status, nothing) for member in members})
        return _(
            "No event fits all of them: they are %s. Choose members of one status.",
            ", ".join(standings),
        )

    @api.depends("event_type")
    def _compute_needs(self):
        for wizard in self:
            kind = wizard.event_type
            wizard.needs_resolution = kind in states.NEEDS_RESOLUTION
            wizard.needs_motive = kind in states.NEEDS_MOTIVE
            wizard.needs_category = kind in states.NEEDS_CATEGORY
            wizard.is_cessation = kind in states.CESSATIONS

    def _applicants(self):
        return self.member_ids._origin.filtered(lambda member: member.status == states.APPLICANT)

    @api.depends("event_type", "legal_date", "member_ids")
    def _compute_effective_date(self):
        for wizard in self:
            wizard.effective_date = wizard._lawful_day()

    def _lawful_day(self):
        """Return the day on which the event takes effect by law, if nobody says otherwise."""
        if self.event_type in (states.ADMISSION, states.READMISSION):
            return legal_today(self.env)  # the day of the annotation in the book
        term = self._withdrawal_term()
        return term.date if term else self.legal_date

    def _withdrawal_term(self):
        members = self.member_ids._origin
        if self.event_type != states.WITHDRAWAL or not members or not self.legal_date or self._applicants():
            return None
        company = members.company_id[:1]
        rules = self.env["association.statute"]._rules_on(company, self.legal_date)
        return terms.withdrawal_effective(self.legal_date, rules, company._association_year_end(self.legal_date))

    # --- what follows ---

    @api.depends("event_type", "legal_date", "effective_date", "category_id", "member_ids")
    def _compute_preview(self):
        wording = self.env["association.wording"]
        for wizard in self:
            known = wizard.event_type and wizard.legal_date and wizard.effective_date and wizard.member_ids
            sentences = [
                wording._consequence(code, **params) for code, params in (wizard._consequences() if known else ())
            ]
            wizard.preview = wording._bullets(sentences)

    def _consequences(self):
        """Yield ``(code, values)`` of what the event will bring with it, by the law in force on its
        day."""
        kind = self.event_type
        article = self.env["association.wording"]._citation
        company = self.member_ids._origin.company_id[:1]
        rules = self.env["association.statute"]._rules_on(company, self.legal_date)
        if kind in (states.ADMISSION, states.READMISSION):
            yield from self._on_entering(rules, article)
        elif kind == states.WITHDRAWAL:
            yield from self._on_withdrawal(article)
        elif kind == states.REFUSAL:
            term = terms.admission_appeal_until(self.legal_date, rules)
            yield ("refusal_appeal", self._length_of(term.ruling, article)) if term else ("refusal_no_appeal", {})
        elif kind == states.SUSPENSION:
            yield "suspended", {}
        elif kind == states.REINSTATEMENT:
            yield "reinstated", {"date": self.effective_date}
        elif kind == states.CATEGORY_CHANGE and self.category_id:
            yield "category", {"category": self.category_id.name, "date": self.effective_date}
            if not self.category_id.may_vote:
                yield "no_vote", {"category": self.category_id.name}
        elif kind in states.CESSATIONS:
            yield from self._on_cessation(rules, article)
        if kind in states.BOOK_EVENTS and not self._applicants():
            yield "entered", {}

    def _length_of(self, rule, article):
        return {
            "length": self.env["association.wording"]._length(rule.value),
            "article": article(rule.citation),
        }

    def _on_entering(self, rules, article):
        yield "enters", {"date": self.effective_date}
        if self.category_id and not self.category_id.may_vote:
            yield "no_vote", {"category": self.category_id.name}
            return
        term = terms.voting_seniority_from(self.effective_date, rules)
        if term:
            yield "votes_from", {"date": term.date, "article": article(term.citation)}
        else:
            yield "votes_at_once", {}

    def _on_withdrawal(self, article):
        if self._applicants():
            yield "withdrawal_applicant", {"date": self.effective_date}
            return
        term = self._withdrawal_term()
        values = {"date": self.effective_date, "article": article(term.citation)}
        if self.effective_date == term.date:
            yield "withdrawal", {**values, "notice": self.legal_date}
        else:
            yield "withdrawal_own", {**values, "legal": term.date}
        yield from self._dues_owed(article)

    def _on_cessation(self, rules, article):
        yield "ends", {"date": self.effective_date}
        if self.event_type == states.EXCLUSION:
            rule = terms.ruling(terms.EXCLUSION_APPEAL, rules, self.legal_date)
            yield "exclusion_appeal", self._length_of(rule, article)
        if self.event_type == states.DEATH:
            yield "not_transmitted", {"article": article(NOT_INHERITED)}
        else:
            yield from self._dues_owed(article)

    def _dues_owed(self, article):
        if any(member.category_id.owes_dues for member in self.member_ids._origin):
            yield "dues_owed", {"year": self.effective_date.year, "article": article(NO_REFUND)}

    # --- recording ---

    def action_confirm(self):
        """Record the event on every member chosen, all or none."""
        self.ensure_one()
        self = self.with_context(clean_context(self.env.context))  # defaults were for this form
        self._check()
        events = self.env["association.member.event"].create([self._vals(member) for member in self.member_ids])
        if len(events) == 1:
            return {"type": "ir.actions.act_window_close"}
        labels = dict(self._fields["event_type"]._description_selection(self.env))
        return {
            "type": "ir.actions.client",
            "tag": "display_notification",
            "params": {
                "type": "success",
                "title": labels[self.event_type],
                "message": _("Recorded for %s members.", len(events)),
                "next": {"type": "ir.actions.act_window_close"},
            },
        }

    def _vals(self, member):
        vals = {
            "member_id": member.id,
            "type": self.event_type,
            "legal_date": self.legal_date,
            "effective_date": self.effective_date,
            "resolution": self.resolution,
            "motive": self.motive,
            "attachment_ids": [fields.Command.set(self.attachment_ids.ids)],
        }
        if self.event_type in states.NEEDS_CATEGORY:
            vals["category_id"] = self.category_id.id
        return vals

    def _check(self):
        if len(self.member_ids.company_id) > 1:
            raise UserError(_("The members chosen are of different associations: record for one at a time."))
        if not self.event_type:
            raise UserError(self.hint or _("Say what happened."))
        if self.event_type not in self.allowed_types:
            raise UserError(_("This cannot happen to all the members chosen: look at their status."))
        faults = []
        if self.event_type in states.NEEDS_CATEGORY:
            faults = [fault for member in self.member_ids for fault in self._category_faults(member)]
        if faults:
            raise ValidationError("\n".join(dict.fromkeys(faults)))

    def _category_faults(self, member):
        if not self.category_id:
            yield _("Say in which category.")
        elif not self.category_id._admits(member.legal_form_id):
            yield _(
                "%(name)s: the category “%(category)s” is not open to the legal form “%(form)s”.",
                name=member.display_name,
                category=self.category_id.name,
                form=member.legal_form_id.name or _("not stated"),
            )
        elif self.event_type == states.CATEGORY_CHANGE and member.category_id == self.category_id:
            yield _(
                "%(name)s is in “%(category)s” already.",
                name=member.display_name,
                category=self.category_id.name,
            )
