import json
from collections import defaultdict
from typing import NamedTuple

from odoo import _, api, fields, models
from odoo.exceptions import UserError
from odoo.fields import Domain
from odoo.tools import SQL

from ..bylaws import franchise, history, states
from ..bylaws.rules.resolution import RuleBook
from .legal_time import as_of, legal_today

# Facts of the period that contains the day asked about: read, searched and grouped through one join.
FROM_PERIOD = {
    "status": "%(period)s.status",
    "category_id": "%(period)s.category_id",
    "member_since": "%(period)s.member_since",
    "annotated_on": "%(period)s.annotated_on",
    # The period "ceased" begins the day after the last day of membership.
    "ceased_on": "CASE WHEN %(period)s.status = 'ceased' THEN %(period)s.date_from - 1 END",
    "cessation": """CASE WHEN %(period)s.status = 'ceased' THEN
        (SELECT event.type FROM association_member_event event WHERE event.id = %(period)s.event_id) END""",
}


class Fact(NamedTuple):
    """One event for the fold, with what the fold does not need to know."""

    event: history.Event
    number: int | None
    annotated_on: object


class AssociationMember(models.Model):
    """One record per association and person or body that ever applied or was a member.

    Status, category and dates are those of the day in the context's ``as_of`` (today when absent). They are derived
    from the events and kept as ranges; nothing here depends on a nightly job. Whether dues are paid is the ledger's
    business.
    """

    _name = "association.member"
    _description = "Member"
    _inherit = ["mail.thread", "mail.activity.mixin"]
    _order = "number, id"
    _rec_names_search = ["partner_id.complete_name", "codice_fiscale"]
    _check_company_auto = True

    company_id = fields.Many2one(
        "res.company", string="Association", required=True, ondelete="restrict", default=lambda self: self.env.company
    )
    partner_id = fields.Many2one(
        "res.partner", string="Person or body", required=True, ondelete="restrict", index=True,
        bypass_search_access=True,
    )  # fmt: skip
    active = fields.Boolean(default=True)
    number = fields.Integer(
        string="No.", readonly=True, copy=False, aggregator=None,
        help="Number in the members' book: given at admission, never reused. A readmission draws a new one.",
    )  # fmt: skip
    number_ids = fields.One2many("association.member.number", "member_id", string="Register numbers", readonly=True)
    event_ids = fields.One2many("association.member.event", "member_id", string="History", readonly=True)
    period_ids = fields.One2many("association.member.period", "member_id", string="Periods", readonly=True)
    representative_ids = fields.One2many("association.representative", "member_id", string="Representatives")

    status = fields.Selection(
        selection=lambda self: self.env["association.member.period"]._fields["status"]._description_selection(self.env),
        compute="_compute_as_of", search="_search_status",
        help="On the day asked about: told by the resolutions, never by payments.",
    )  # fmt: skip
    category_id = fields.Many2one(
        "association.member.category", compute="_compute_as_of", search="_search_category_id"
    )
    member_since = fields.Date(compute="_compute_as_of", search="_search_member_since")
    annotated_on = fields.Date(
        string="In the book since", compute="_compute_as_of", search="_search_annotated_on",
        help="Day of the annotation in the members' book: the right to vote counts from it.",
    )  # fmt: skip
    ceased_on = fields.Date(
        string="Last day", compute="_compute_as_of", search="_search_ceased_on", help="Last day of membership."
    )
    cessation = fields.Selection(
        selection=[
            ("withdrawal", "Withdrawal"),
            ("exclusion", "Exclusion"),
            ("lapse", "Lapse"),
            ("death", "Death"),
            ("dissolution", "Dissolution"),
        ],
        compute="_compute_as_of", search="_search_cessation",
    )  # fmt: skip
    legal_form_id = fields.Many2one(related="partner_id.legal_form_id")
    codice_fiscale = fields.Char(related="partner_id.codice_fiscale")
    vat = fields.Char(related="partner_id.vat", string="P.IVA")
    email = fields.Char(related="partner_id.email")
    phone = fields.Char(related="partner_id.phone")
    pec = fields.Char(related="partner_id.pec")
    city = fields.Char(related="partner_id.city", string="Municipality")
    state_id = fields.Many2one(related="partner_id.state_id", string="Province")
    is_legal_person = fields.Boolean(compute="_compute_is_legal_person")
    rights_summary = fields.Html(string="Right to vote", compute="_compute_rights_summary")
    may_vote = fields.Boolean(compute="_compute_rights_summary")

    _one_per_partner = models.Constraint(
        "UNIQUE(company_id, partner_id)", "This person or body has already a record in this association's membership."
    )
    _by_number = models.Index("(company_id, number)")

    @api.depends("partner_id", "number")
    def _compute_display_name(self):
        for member in self:
            name = member.partner_id.complete_name or ""
            member.display_name = f"{name} (n. {member.number})" if member.number else name

    @api.depends("partner_id.legal_form_id", "partner_id.is_company")
    def _compute_is_legal_person(self):
        for member in self:
            form = member.legal_form_id
            member.is_legal_person = not form.is_natural_person if form else member.partner_id.is_company

    # --- as of a day ---

    @api.depends("period_ids")
    @api.depends_context("as_of")
    def _compute_as_of(self):
        periods = self.env["association.member.period"]._on(self, as_of(self.env))
        for member in self:
            period = periods.get(member.id)
            member.status = period and period.status
            member.category_id = period and period.category_id
            member.member_since = period and period.member_since
            member.annotated_on = period and period.annotated_on
            ceased = period and period.status == states.CEASED
            member.ceased_on = ceased and fields.Date.subtract(period.date_from, days=1)
            member.cessation = ceased and period.event_id.type

    def _search_on_period(self, *conditions):
        on = as_of(self.env)
        domain = Domain("date_from", "<=", on) & (Domain("date_to", "=", False) | Domain("date_to", ">", on))
        return Domain("period_ids", "any", domain & Domain.AND(conditions))

    def _search_status(self, operator, value):
        return self._search_plain("status", operator, value)

    def _search_category_id(self, operator, value):
        return self._search_plain("category_id", operator, value)

    def _search_member_since(self, operator, value):
        return self._search_plain("member_since", operator, value)

    def _search_annotated_on(self, operator, value):
        return self._search_plain("annotated_on", operator, value)

    def _search_plain(self, column, operator, value):
        if operator.startswith("not "):
            return NotImplemented
        found = self._search_on_period(Domain(column, operator, value))
        if operator == "in" and False in value:
            # Who has no history on that day has no value either.
            found |= ~self._search_on_period()
        return found

    def _search_ceased_on(self, operator, value):
        ceased = Domain("status", "=", states.CEASED)
        if operator == "in":
            days = [self._day_after(day) for day in value if day]
            found = self._search_on_period(ceased, Domain("date_from", "in", days))
            return found | ~self._search_on_period(ceased) if False in value else found
        if operator not in ("<", "<=", ">", ">="):
            return NotImplemented
        return self._search_on_period(ceased, Domain("date_from", operator, self._day_after(value)))

    @staticmethod
    def _day_after(day):
        """Return when the period “ceased” begins: the day after the last day of membership."""
        return fields.Date.add(fields.Date.to_date(day), days=1)

    def _search_cessation(self, operator, value):
        if operator != "in":
            return NotImplemented
        ceased = Domain("status", "=", states.CEASED)
        found = self._search_on_period(ceased, Domain("event_id.type", "in", value))
        return found | ~self._search_on_period(ceased) if False in value else found

    def _field_to_sql(self, alias, field_expr, query=None):
        """Let the facts of a day be grouped and sorted like columns: they come from a join on that day's period."""
        if field_expr not in FROM_PERIOD or query is None:
            return super()._field_to_sql(alias, field_expr, query)
        period = query.make_alias(alias, "period_of_the_day")
        if period not in query._joins:
            on = as_of(self.env)
            query.add_join(
                "LEFT JOIN",
                period,
                "association_member_period",
                SQL(
                    "%s = %s AND %s <= %s AND (%s IS NULL OR %s > %s)",
                    SQL.identifier(period, "member_id"), SQL.identifier(alias, "id"),
                    SQL.identifier(period, "date_from"), on,
                    SQL.identifier(period, "date_to"), SQL.identifier(period, "date_to"), on,
                ),
            )  # fmt: skip
        return SQL(FROM_PERIOD[field_expr], period=SQL.identifier(period))

    # --- identity is kept ---

    def write(self, vals):
        fixed = {"number", "company_id", "partner_id"} & set(vals)
        if fixed and not self.env.su:
            raise UserError(
                _("The register number, the association and the person of a member cannot be changed.")
            )
        return super().write(vals)

    @api.ondelete(at_uninstall=False)
    def _unlink_without_history(self):
        if self.event_ids:
            raise UserError(_("A member with a history cannot be deleted: record a cessation or a correction."))

    # --- the seam to the pure rules ---

    def _as_history(self):
        """Return ``{member id: [Fact]}``: every recorded event of these members, in order of recording. One query."""
        self.env["association.member.event"].flush_model()
        self.env.cr.execute(
            SQL(
                """SELECT member_id, id, type, effective_date, category_id, corrects_id, annuls,
                          new_effective_date, new_category_id, number, annotated_on
                     FROM association_member_event WHERE member_id = ANY(%s) ORDER BY id""",
                self.ids,
            )
        )
        facts = defaultdict(list)
        for member_id, key, kind, day, category, corrects, annuls, new_day, new_category, number, noted in (
            self.env.cr.fetchall()
        ):
            event = history.Event(
                key, kind, day, category, corrects, bool(annuls), new_day, new_category, sequence=key
            )
            facts[member_id].append(Fact(event, number, noted))
        return facts

    @api.model
    def _roll(self, on, company, members=None):
        """Return what decides the right to vote on the day ``on``, in one query.

        :param members: only these; ``None`` for the whole association
        :return: ``(facts, book)``: a ``franchise.MemberFacts`` for every record, and a ``RuleBook`` with the association's
            legal regimes and what the statute of that day says on the right to vote
        """
        self.env.flush_all()
        rows = self.env.execute_query(
            SQL(
                """
                SELECT member.id, period.status, COALESCE(category.may_vote, FALSE), period.annotated_on,
                       COALESCE(NOT form.is_natural_person, partner.is_company, FALSE),
                       representative.member_id IS NOT NULL,
                       COALESCE(partner.is_ets, FALSE), COALESCE(partner.ets_members, 0),
                       CASE WHEN partner.is_ets THEN (
                           SELECT jsonb_agg(jsonb_build_array(band.from_members, band.votes) ORDER BY band.from_members)
                             FROM association_vote_band band WHERE band.category_id = period.category_id
                       ) END,
                       (SELECT jsonb_agg(jsonb_build_array(regime.date_from, regime.regime))::text
                          FROM association_legal_regime regime WHERE regime.company_id = %(company)s),
                       (SELECT jsonb_agg(jsonb_build_array(
                                   statute.id, statute.name, statute.valid_from, statute.valid_to, rule.code, rule.value,
                                   article.key, article.number, rule.paragraph, rule.quote))::text
                          FROM association_statute statute
                     LEFT JOIN association_statute_rule rule
                            ON rule.statute_id = statute.id AND rule.state = 'confirmed' AND rule.code = ANY(%(codes)s)
                     LEFT JOIN association_statute_article article ON article.id = rule.article_id
                         WHERE statute.company_id = %(company)s AND statute.stage = 'enacted' AND statute.valid_from <= %(on)s
                           AND (statute.valid_to IS NULL OR statute.valid_to >= %(on)s))
                  FROM association_member member
                  JOIN res_partner partner ON partner.id = member.partner_id
             LEFT JOIN association_legal_form form ON form.id = partner.legal_form_id
             LEFT JOIN association_member_period period
                    ON period.member_id = member.id AND period.date_from <= %(on)s
                   AND (period.date_to IS NULL OR period.date_to > %(on)s)
             LEFT JOIN association_member_category category ON category.id = period.category_id
             LEFT JOIN (SELECT DISTINCT member_id FROM association_representative
                         WHERE date_from <= %(on)s AND (date_to IS NULL OR date_to >= %(on)s)
                           AND role IN ('legal_representative', 'delegate', 'substitute')) representative
                    ON representative.member_id = member.id
                 WHERE member.company_id = %(company)s %(some)s
                """,
                on=on,
                company=company.id,
                codes=list(franchise.CODES),
                some=SQL("") if members is None else SQL("AND member.id = ANY(%s)", members.ids),
            )
        )
        make = franchise.MemberFacts
        facts = [make(*row[:8], tuple(map(tuple, row[8]))) if row[8] else make(*row[:8]) for row in rows]
        settings = json.loads(rows[0][9] or "[]") if rows else []
        said = [(*row[:2], *map(fields.Date.to_date, row[2:4]), *row[4:]) for row in json.loads(rows[0][10] or "[]")] if rows else []
        regimes = [(fields.Date.to_date(day), regime) for day, regime in settings]
        return facts, RuleBook(regimes, self.env["association.statute"]._versions(said))

    def rights(self, on=None):
        """Who may vote on the day ``on``, and why not.

        On records: those members. On the empty model: the whole association of the environment's company. One query.

        :param on: a date or ISO date; today when omitted
        :return: ``{member id: franchise.Entitlement}``
        :raises UserError: the association has no legal regime on that day
        """
        self.check_access("read")
        on = fields.Date.to_date(on) or legal_today(self.env)
        company = self.company_id[:1] or self.env.company
        roll, book = self.sudo()._roll(on, company, self or None)  # sudo: read access checked above
        if not roll:
            return {}
        self.env["association.legal.regime"]._choose(company, book.regimes, on)
        rules = franchise.roll_rules(book, on)
        return {facts.member: franchise.entitlement(facts, rules) for facts in roll}

    @api.depends("period_ids", "representative_ids", "partner_id.is_ets", "partner_id.ets_members")
    @api.depends_context("as_of", "lang")
    def _compute_rights_summary(self):
        on = as_of(self.env)
        for company, members in self.grouped("company_id").items():
            if not members.ids or not company.sudo().association_regime_ids.filtered(lambda r: r.date_from <= on):
                members.may_vote = False
                members.rights_summary = False
                continue
            rights = members.rights(on)
            for member in members:
                verdict = rights.get(member.id)
                member.may_vote = bool(verdict and verdict.may_vote)
                member.rights_summary = verdict and self.env["association.wording"]._entitlement(verdict)

    # --- actions ---

    def action_record_event(self):
        """Open the form that records a fact in the life of these memberships."""
        return {
            "type": "ir.actions.act_window",
            "name": _("Record an event"),
            "res_model": "association.member.record",
            "view_mode": "form",
            "target": "new",
            "context": {"default_member_ids": self.ids},
        }

    def action_open_partner(self):
        """Open the person or body."""
        self.ensure_one()
        return {
            "type": "ir.actions.act_window",
            "res_model": "res.partner",
            "res_id": self.partner_id.id,
            "view_mode": "form",
        }
