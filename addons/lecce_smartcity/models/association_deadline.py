from typing import NamedTuple

from odoo import api, fields, models
from odoo.fields import Domain
from odoo.tools import SQL

from ..bylaws import mandate_deadlines, offices
from ..bylaws.body_rules import FROM_BODY
from ..bylaws.citations import Citation
from .legal_time import as_of, legal_today

# How long before the end of a term somebody should begin to think of the next.
NOTICE_DAYS = 90
# Registrations older than this when they are first seen belong to a past that is brought in, not to work to do.
RECENT_DAYS = 30
# These stay until somebody says that they were done; the others go with the fact they come from.
STAY = (mandate_deadlines.REGISTER_APPOINTMENT, mandate_deadlines.REGISTER_CESSATION)


class Due(NamedTuple):
    """A ``mandate_deadlines.Deadline`` and the mandate that makes it."""

    deadline: mandate_deadlines.Deadline
    mandate: int
    seat: int


class AssociationDeadline(models.Model):
    """Something that law or statute make due, made once from the facts, until it is done or no longer needed."""

    _name = "association.deadline"
    _description = "Deadline"
    _inherit = ["mail.thread", "mail.activity.mixin"]
    _order = "due, id"
    _check_company_auto = True

    company_id = fields.Many2one("res.company", string="Association", required=True, ondelete="cascade", index=True)
    code = fields.Selection(
        [
            ("register_appointment", "Entry of an appointment in the RUNTS"),
            ("register_cessation", "Entry of a cessation in the RUNTS"),
            ("redesignation", "New designation by a municipality"),
            ("expiry", "End of a term"),
            ("yearly_declaration", "Yearly declaration"),
        ],
        string="What", required=True, index=True,
    )  # fmt: skip
    key = fields.Char(required=True, readonly=True, help="What it is of: made once.")
    due = fields.Date(string="Deadline", required=True, readonly=True)
    start = fields.Date(string="Counted from", readonly=True)
    law = fields.Char(string="Law or statute", readonly=True, help="The act of law or the statute.")
    article = fields.Char(readonly=True)
    quote = fields.Text(readonly=True)
    citation_label = fields.Char(string="Written in", compute="_compute_citation_label")
    mandate_id = fields.Many2one("association.mandate", ondelete="cascade", index="btree_not_null", readonly=True)
    seat_id = fields.Many2one(
        "association.seat", string="Seat on the body", ondelete="cascade", index="btree_not_null", readonly=True
    )
    body_id = fields.Many2one(related="seat_id.body_id", store=True)
    done_on = fields.Date(tracking=True)
    done_note = fields.Char(string="Reference", help="Protocol or number of what was sent.")
    is_moot = fields.Boolean(string="No longer needed", readonly=True, tracking=True)
    state = fields.Selection(
        [("open", "To do"), ("late", "Late"), ("done", "Done"), ("moot", "No longer needed")],
        compute="_compute_state", search="_search_state",
    )  # fmt: skip

    _once = models.Constraint("UNIQUE(company_id, key)", "This deadline is kept already.")

    @api.depends("code", "mandate_id", "seat_id")
    @api.depends_context("lang")
    def _compute_display_name(self):
        wording = self.env["association.wording"]
        for deadline in self:
            deadline.display_name = wording._deadline_name(deadline)

    @api.depends("law", "article")
    @api.depends_context("lang")
    def _compute_citation_label(self):
        wording = self.env["association.wording"]
        for deadline in self:
            deadline.citation_label = wording._citation_of(deadline.law, deadline.article) if deadline.law else False

    @api.depends("due", "done_on", "is_moot")
    @api.depends_context("as_of")
    def _compute_state(self):
        on = as_of(self.env)
        for deadline in self:
            if deadline.done_on or deadline.is_moot:
                deadline.state = "done" if deadline.done_on else "moot"
            else:
                deadline.state = "late" if deadline.due and deadline.due < on else "open"

    def _search_state(self, operator, value):
        if operator != "in":
            return NotImplemented
        on = as_of(self.env)
        pending = Domain("done_on", "=", False) & Domain("is_moot", "=", False)
        domains = {
            "done": Domain("done_on", "!=", False),
            "moot": Domain("done_on", "=", False) & Domain("is_moot", "=", True),
            "late": pending & Domain("due", "<", on),
            "open": pending & Domain("due", ">=", on),
        }
        return Domain.OR(domains[state] for state in value if state in domains)

    # --- made from the facts ---

    @api.model
    def _cron_refresh(self):
        """Make what has fallen due in every association, each thing once, and drop what is no longer needed."""
        for company in self.env["res.company"].search([("association_regime_ids", "!=", False)]):
            self._refresh(company, legal_today(self.env))

    @api.model
    def _refresh(self, company, on):
        """Make the deadlines of ``company`` that its mandates bring as of the day ``on``; return the new ones."""
        found = {self._key(due): due for due in self._due(company, on)}
        known = {one.key: one for one in self.search([("company_id", "=", company.id)])}
        new = self.create([self._vals(company, key, due) for key, due in found.items() if key not in known])
        new._schedule()
        gone = self.browse().union(
            *[one for key, one in known.items() if key not in found and one.state in ("open", "late") and one.code not in STAY]
        )
        gone._drop()
        return new

    @api.model
    def _key(self, due):
        return f"{due.deadline.code}:{due.mandate}:{due.deadline.due}"

    @api.model
    def _vals(self, company, key, due):
        citation = due.deadline.citation
        return {
            "company_id": company.id,
            "key": key,
            "code": due.deadline.code,
            "due": due.deadline.due,
            "start": due.deadline.start,
            "law": citation.source,
            "article": citation.article,
            "quote": citation.text,
            "mandate_id": due.mandate,
            "seat_id": due.seat,
        }

    @api.model
    def _due(self, company, on):
        """Yield every ``Due`` of the mandates of ``company`` as of ``on``."""
        book = self.env["association.body"]._rulebook(company)
        declarations = self._declarations(company) if company.association_under_control else {}
        for row in self.env["association.mandate"]._read_facts(SQL("mandate.company_id = %s", company.id)):
            given = declarations.get(row["id"], ())
            for deadline in self._of_mandate(row, row["standing"](on), book, given, on):
                yield Due(deadline, row["id"], row["seat_id"])

    @api.model
    def _declarations(self, company):
        """Return ``{mandate id: [days of acceptance and declarations]}``."""
        acts = self.env["association.mandate.act"].search([("company_id", "=", company.id)])
        return {mandate.id: group._life().declarations for mandate, group in acts.grouped("mandate_id").items()}

    def _of_mandate(self, row, standing, book, declarations, on):
        """Yield the deadlines of one mandate; ``row`` as ``association.mandate._read_facts`` gives it."""
        recent = fields.Date.subtract(on, days=RECENT_DAYS)
        known_on = row["known_on"] or row["accepted_on"]
        if row["accepted_on"] and standing.state != offices.VOID:
            entry = mandate_deadlines.register_due(book, row["kind"], known_on)
            if entry and entry.due >= recent:
                yield entry
        if standing.state == offices.ENDED and row["ended_on"] and row["accepted_on"] and not row["successor"]:
            leaving = mandate_deadlines.cessation_due(book, row["kind"], row["ended_on"])
            if leaving and leaving.due >= recent:
                yield leaving
        if standing.state in offices.HOLDING:
            yield from self._of_holder(row, standing, book, on)
            declaration = mandate_deadlines.declaration_due(book, declarations, on)
            if declaration and row["kind"] in offices.GOVERNING_KINDS and declaration.due <= fields.Date.add(on, days=NOTICE_DAYS):
                yield declaration

    def _of_holder(self, row, standing, book, on):
        if standing.state == offices.PROROGATIO and standing.how == offices.MAYOR_TERM:
            again = mandate_deadlines.redesignation_due(book, row["mayor"])
            if again:
                yield again
            return
        last = row["date_to"]
        if last and last <= fields.Date.add(on, days=NOTICE_DAYS):
            body = self.env["association.body"].browse(row["body_id"])
            term = body._rules(row["date_from"]).get("term")
            written = term.citation if term and term.origin != FROM_BODY else Citation("", "")
            yield mandate_deadlines.expiry_due(book, last, row["date_from"], row["source"], written)

    def _schedule(self):
        """Give whoever keeps the secretariat an activity for each of these, once."""
        kind = self.env.ref("mail.mail_activity_data_todo")
        for deadline in self:
            officer = deadline.company_id._association_secretary()
            if officer:
                here = deadline.with_context(lang=officer.lang)
                here.activity_schedule(
                    activity_type_id=kind.id, date_deadline=deadline.due, user_id=officer.id, summary=here.display_name
                )

    def _drop(self):
        """The fact behind these is gone: nobody needs to do anything."""
        self.activity_ids.unlink()
        self.is_moot = True

    # --- done by people ---

    def action_done(self):
        """Say that these were done today."""
        pending = self.filtered(lambda deadline: not deadline.done_on)
        pending.done_on = legal_today(self.env)
        pending.activity_ids.filtered("active").action_feedback()

    def action_reopen(self):
        """Take back that these were done."""
        self.done_on = False

    def action_open_mandate(self):
        """Open the mandate that makes this due."""
        self.ensure_one()
        return self.mandate_id.get_formview_action()


class MailActivity(models.Model):
    _inherit = "mail.activity"

    def _action_done(self, feedback=False, attachment_ids=None):
        """An activity of a deadline that is ticked off says that the deadline was met."""
        ids = [activity.res_id for activity in self if activity.res_model == "association.deadline"]
        deadlines = self.env["association.deadline"].browse(ids).filtered(lambda one: not one.done_on and not one.is_moot)
        if deadlines:
            deadlines.write({"done_on": legal_today(self.env)})
        return super()._action_done(feedback=feedback, attachment_ids=attachment_ids)


class AssociationMandate(models.Model):
    _inherit = "association.mandate"

    deadline_ids = fields.One2many("association.deadline", "mandate_id", string="Deadlines", readonly=True)

    def _deadlines_of(self, kind, day):
        """Return the deadlines that an act of ``kind`` on ``day`` would bring for this mandate: told beforehand."""
        if not self:
            return []
        self.ensure_one()
        book = self.env["association.body"]._rulebook(self.company_id)
        if kind == offices.ACCEPTANCE:
            found = mandate_deadlines.register_due(book, self.kind, self.known_on or day)
        elif kind in offices.ENDS and kind not in (offices.REFUSAL, offices.REPLACED):
            found = mandate_deadlines.cessation_due(book, self.kind, day)
        else:
            found = None
        return [found] if found else []
