from typing import NamedTuple

from odoo import api, fields, models
from odoo.exceptions import ValidationError
from odoo.tools import SQL

from ..bylaws import privacy, terms
from ..bylaws.errors import BylawError
from .legal_time import legal_today

# The membership of every person or body, its merged contacts taken together: is it over, since when, and how.
MEMBERSHIPS = """
WITH RECURSIVE root(id, root_id) AS (
    SELECT id, id FROM res_partner WHERE merged_into_id IS NULL
 UNION ALL
    SELECT partner.id, root.root_id FROM res_partner partner JOIN root ON root.id = partner.merged_into_id
), standing AS (
    SELECT root.root_id AS partner_id, member.company_id, member.id AS member_id,
           period.status, period.date_from, period.date_to, period.event_id
      FROM association_member member
      JOIN root ON root.id = member.partner_id
      JOIN association_member_period period ON period.member_id = member.id
)
"""


class Due(NamedTuple):
    """One thing whose term is over: the contact or record, the fact counted from and the last day of the term."""

    record: models.Model
    start: object
    until: object


class AssociationRetentionRule(models.Model):
    """How long data of a kind are kept, from which fact, and what happens then: always on somebody's decision."""

    _name = "association.retention.rule"
    _description = "Retention Rule"
    _order = "sequence, id"

    name = fields.Char(required=True, translate=True)
    sequence = fields.Integer(default=10)
    active = fields.Boolean(default=True)
    company_id = fields.Many2one(
        "res.company", string="Association", help="Empty: the rule is common to all associations."
    )
    target = fields.Selection(
        [
            ("former_members", "Contact data of former members"),
            ("refused_applicants", "Everything of applicants who were not admitted"),
            ("former_representatives", "Contact data of former representatives"),
            ("privacy_requests", "Words and documents of requests on personal data"),
            ("import_files", "Spreadsheets that were imported"),
            ("logs", "Logins and technical logs"),
        ],
        string="What", required=True,
    )  # fmt: skip
    start = fields.Text(string="Counted from", compute="_compute_what")
    action = fields.Text(string="What happens then", compute="_compute_what")
    months = fields.Integer(string="Kept for (months)", required=True)
    legal_basis = fields.Text(translate=True, help="Why so long, and not longer.")
    citation = fields.Char(string="Source")
    legal_hold = fields.Boolean(help="Nothing falls due by this rule while it lasts: a dispute, an inquiry.")
    legal_hold_reason = fields.Char()

    _months_positive = models.Constraint("CHECK(months > 0)", "A retention term has at least one month.")

    @api.constrains("legal_hold", "legal_hold_reason")
    def _check_hold(self):
        if any(rule.legal_hold and not (rule.legal_hold_reason or "").strip() for rule in self):
            raise ValidationError(self.env._("Say why the rule is on hold."))

    @api.depends("target")
    @api.depends_context("lang")
    def _compute_what(self):
        starts = {
            "former_members": self.env._("the last day of membership"),
            "refused_applicants": self.env._("the end of the term to appeal against the refusal, or the withdrawal"),
            "former_representatives": self.env._("the last day of the last mandate"),
            "privacy_requests": self.env._("the answer"),
            "import_files": self.env._("the import, or its undoing"),
            "logs": self.env._("the day of the entry"),
        }
        contact = self.env._("e-mail, telephone, address, notes and messages are erased; name and book stay")
        actions = {
            "former_members": contact,
            "refused_applicants": self.env._("everything is erased, the name included"),
            "former_representatives": contact,
            "privacy_requests": self.env._("words and documents are erased; that it was asked and answered stays"),
            "import_files": self.env._("the file is deleted; members and events that came of it stay"),
            "logs": self.env._("deleted"),
        }
        for rule in self:
            rule.start = starts.get(rule.target)
            rule.action = actions.get(rule.target)

    # --- what is due ---

    def _due(self, company, on=None):
        """Return what falls due by this rule on the day ``on``, oldest first, whether held or not: a list of ``Due``.

        Nothing is written. One query for the kind of data, however many people there are.
        """
        self.ensure_one()
        if self.legal_hold or (self.company_id and self.company_id != company):
            return []
        on = on or legal_today(self.env)
        self.env.flush_all()
        found = getattr(self.sudo(), f"_started_{self.target}")(company, on)
        due = [
            Due(record, start, privacy.retention_until(start, self.months))
            for record, start in found
            if privacy.retention_over(start, self.months, on)
        ]
        return sorted(due, key=lambda one: (one.until, one.record.id))

    def _contacts(self, rows):
        """Return ``[(contact, start)]`` of rows ``(id, start)``."""
        partners = self.env["res.partner"].with_context(active_test=False)
        return [(partners.browse(key), start) for key, start in rows]

    def _started_former_members(self, company, on):
        rows = self.env.execute_query(
            SQL(
                MEMBERSHIPS  # pylint: disable=sql-injection
                + """
                SELECT standing.partner_id,
                       max(standing.date_from - 1)
                           FILTER (WHERE standing.status = 'ceased' AND standing.date_to IS NULL)
                  FROM standing JOIN res_partner partner ON partner.id = standing.partner_id
                 WHERE partner.erased_on IS NULL
              GROUP BY standing.partner_id
                HAVING bool_or(standing.company_id = %(company)s AND standing.status = 'ceased'
                               AND standing.date_to IS NULL)
                   -- nobody who is, or may become, a member anywhere
                   AND NOT bool_or(standing.status IN ('applicant', 'active', 'suspended')
                                   AND (standing.date_to IS NULL OR standing.date_to > %(on)s))
                   AND NOT bool_or(standing.date_from > %(on)s)""",
                company=company.id,
                on=on,
            )
        )
        return self._contacts(rows)

    def _started_refused_applicants(self, company, on):
        rows = self.env.execute_query(
            SQL(
                MEMBERSHIPS  # pylint: disable=sql-injection
                + """
                SELECT standing.partner_id,
                       (array_agg(standing.event_id ORDER BY standing.date_from DESC)
                            FILTER (WHERE standing.date_to IS NULL))[1]
                  FROM standing JOIN res_partner partner ON partner.id = standing.partner_id
                 WHERE partner.erased_on IS NULL AND partner.active
              GROUP BY standing.partner_id
                HAVING bool_or(standing.company_id = %(company)s AND standing.status = 'not_admitted'
                               AND standing.date_to IS NULL AND standing.date_from <= %(on)s)
                   AND bool_and(standing.status IN ('applicant', 'not_admitted'))
                   AND bool_and(standing.status = 'not_admitted' OR standing.date_to IS NOT NULL)""",
                company=company.id,
                on=on,
            )
        )
        events = self.env["association.member.event"].browse([event for _partner, event in rows])
        ends = {event.id: self._appeal_over(event) for event in events}
        return self._contacts([(partner, ends[event]) for partner, event in rows])

    def _appeal_over(self, event):
        """Return the last day for an appeal against a refusal; the day itself where there is no appeal."""
        if event.type != "refusal":
            return event.effective_date
        told = event.notified_on or event.legal_date
        settings = event.company_id.association_regime_ids.filtered(lambda one: one.date_from <= event.legal_date)
        if not settings:
            return told
        try:
            term = terms.admission_appeal_until(told, self.env["association.statute"]._rulebook(event.company_id))
        except BylawError:
            return told
        return term.date if term else told

    def _started_former_representatives(self, company, on):
        rows = self.env.execute_query(
            SQL(
                """SELECT mandate.partner_id, max(mandate.date_to)
                     FROM association_representative mandate JOIN res_partner partner ON partner.id = mandate.partner_id
                    WHERE partner.erased_on IS NULL AND partner.merged_into_id IS NULL
                      AND NOT EXISTS (SELECT 1 FROM association_member member WHERE member.partner_id = partner.id)
                      AND NOT EXISTS (SELECT 1 FROM res_users usr
                                       WHERE usr.partner_id = partner.id AND usr.active AND NOT usr.share)
                 GROUP BY mandate.partner_id
                   HAVING bool_or(mandate.company_id = %s) AND bool_and(mandate.date_to < %s)""",
                company.id,
                on,
            )
        )
        return self._contacts(rows)

    def _started_privacy_requests(self, company, _on):
        requests = self.env["association.privacy.request"].search(
            [("company_id", "=", company.id), ("state", "=", "answered"), ("answered_on", "!=", False)]
        )
        filed = self.env["association.personal.data"]._files_of(requests)
        return [(request, request.answered_on) for request in requests if request.details or request in filed]

    def _started_import_files(self, company, _on):
        batches = self.env["association.import.batch"].search(
            [("company_id", "=", company.id), ("state", "in", ("imported", "undone")), ("sha256", "!=", False)]
        )
        return [
            (batch, (batch.undone_at or batch.finished_at).date())
            for batch in batches
            if batch.data and (batch.undone_at or batch.finished_at)
        ]

    def _started_logs(self, _company, on):
        first = self.env.execute_query(
            SQL(
                """SELECT min(day)::date FROM (SELECT min(create_date) AS day FROM res_users_log
                                          UNION SELECT min(create_date) FROM ir_logging) logs"""
            )
        )[0][0]
        return [(self, first)] if first and first < on else []

    # --- doing it ---

    def _carry_out(self, due, company, on=None):
        """Do what the rule says to one ``Due``, and enter it in the register of erasures; return the entry.

        :raises UserError: something stands against it (a legal hold, a membership that goes on)
        """
        self.ensure_one()
        eraser = self.env["association.eraser"]
        if self.target in ("former_members", "former_representatives"):
            return eraser._erase(due.record, "contact", "retention", company, rule=self)
        if self.target == "refused_applicants":
            return eraser._erase(due.record, "all", "retention", company, rule=self)
        if self.target == "import_files":
            return eraser._drop_import_file(due.record.sudo(False), self)
        if self.target == "privacy_requests":
            return eraser._empty_request(due.record.sudo(False), self)
        return eraser._delete_logs(self, company, fields.Date.subtract(on or legal_today(self.env), months=self.months))

    def _what(self, due):
        """Return the name of what is due, for the list."""
        return self.env._("Entries before the term") if self.target == "logs" else due.record.display_name

    def _stands_against(self, due):
        """Return why nothing can be done to it now, one sentence a line; empty if it can."""
        scope = {"refused_applicants": "all"}.get(self.target, "contact")
        if due.record._name == "res.partner":
            return "\n".join(self.env["association.eraser"]._blockers(due.record, scope))
        if due.record._name == "association.privacy.request" and due.record.partner_id.legal_hold:
            return self.env._("Legal hold: %s (GDPR art. 17(3)(e)).", due.record.partner_id.legal_hold_reason or "–")
        return ""

    def action_dry_run(self):
        """Open the list of what is due by these rules; nothing is done yet."""
        return self.env["association.retention.run"]._open(self)
