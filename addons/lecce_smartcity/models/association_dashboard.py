from collections import defaultdict

from odoo import _, api, fields, models
from odoo.fields import Domain
from odoo.tools import SQL, format_date

from ..bylaws import admission, states
from .legal_time import legal_today

# How many years the chart of arrivals and departures goes back.
YEARS = 10


class AssociationMemberPeriod(models.Model):
    _inherit = "association.member.period"

    last_day_before = fields.Date(
        compute="_compute_last_day_before", help="Of a period “ceased”: the last day of membership."
    )

    @api.depends("date_from")
    def _compute_last_day_before(self):
        for period in self:
            period.last_day_before = period.date_from and fields.Date.subtract(period.date_from, days=1)

    def _field_to_sql(self, alias, field_expr, query=None):
        if field_expr == "last_day_before":
            return SQL("(%s - 1)", SQL.identifier(alias, "date_from"))
        return super()._field_to_sql(alias, field_expr, query)


class AssociationDashboard(models.AbstractModel):
    """The figures of the day: computed from the records at each look, kept nowhere."""

    _name = "association.dashboard"
    _description = "Association Dashboard"

    @api.model
    @api.readonly
    def read_figures(self, day=None):
        """Return what the dashboard shows of the associations that the user has switched on.

        :param day: ISO date; today when omitted
        :return: ``{day, today, is_today, day_label, members, years, mandates, books, setup, applications?, rights?}``
        :raises AccessError: the user may not read the membership
        """
        self.env["association.member"].check_access("read")
        self.env["association.book"].check_access("read")  # portal members may read their own record, not the office's
        today = legal_today(self.env)
        day = fields.Date.to_date(day) or today
        board = self.with_context(as_of=fields.Date.to_string(day))
        members = board._members()
        figures = {
            "day": fields.Date.to_string(day),
            "today": fields.Date.to_string(today),
            "is_today": day == today,
            "day_label": format_date(self.env, day, date_format="d MMMM y"),
            "several": len(self.env.companies) > 1,
            "members": members,
            "years": board._years(day),
            "mandates": board._mandates(),
            "books": board._books(),
            "setup": board._setup(day, members),
        }
        if "association.application" in self.env and day == today:
            figures["applications"] = board._applications()
        return figures

    @api.model
    def _own(self):
        return Domain("company_id", "in", self.env.companies.ids)

    # --- members on the day ---

    @api.model
    def _members(self):
        """Count the members of the day by status, category and legal form: one query, three sums."""
        rows = self.env["association.member"]._read_group(
            self._own() & Domain("status", "in", (*states.MEMBER_STATUSES, states.APPLICANT)),
            ["status", "category_id", "legal_form_id"],
            ["__count"],
        )
        by_status, by_category, by_form = defaultdict(int), defaultdict(int), defaultdict(int)
        for status, category, form, count in rows:
            by_status[status] += count
            if status in states.MEMBER_STATUSES:
                by_category[category] += count
                by_form[form] += count
        return {
            "total": sum(by_category.values()),
            "suspended": by_status[states.SUSPENDED],
            "applicants": by_status[states.APPLICANT],
            "by_category": self._slices(by_category, "category_id", _("No category")),
            "by_legal_form": self._slices(by_form, "legal_form_id", _("No legal form")),
        }

    def _slices(self, counts, field, missing):
        """Return ``[{label, count, domain}]``, the largest first."""
        return [
            {"label": record.name or missing, "count": count, "domain": [(field, "=", record.id)]}
            for record, count in sorted(counts.items(), key=lambda item: -item[1])
        ]

    @api.model
    def _years(self, day):
        """Return who joined and who left in each of the last years: ``[{year, joined, left}]``."""
        periods = self.env["association.member.period"]
        first = day.replace(year=day.year - YEARS + 1, month=1, day=1)
        known = self._own() & Domain("date_from", "<=", day)
        joined = periods._read_group(
            known & Domain("status", "in", states.MEMBER_STATUSES) & Domain("member_since", ">=", first),
            ["member_since:year"],
            ["member_id:count_distinct"],
        )
        left = periods._read_group(
            known & Domain("status", "=", states.CEASED) & Domain("date_from", ">", first),
            ["last_day_before:year"],
            ["__count"],
        )
        joined = {start.year: count for start, count in joined}
        left = {start.year: count for start, count in left}
        begun = min([*joined, *left, day.year])
        return [
            {"year": year, "joined": joined.get(year, 0), "left": left.get(year, 0)}
            for year in range(begun, day.year + 1)
        ]

    # --- what is due ---

    @api.model
    def _mandates(self):
        mandates = self.env["association.representative"]
        of_members = self._own() & Domain("member_id.status", "in", states.MEMBER_STATUSES)
        expiring = of_members & Domain("state", "=", "expiring")
        return {
            "expiring": mandates.search_count(expiring),
            "in_office": mandates.search_count(of_members & Domain("state", "in", ("current", "expiring"))),
            "missing": self.env["association.member"].search_count(
                self._own() & Domain("representative_missing", "=", True)
            ),
        }

    @api.model
    def _applications(self):
        """Count the applications that wait for a decision and tell the next term.

        They are work in progress: only today's are told.
        """
        pending = self._own() & Domain("state", "in", admission.PENDING)
        applications = self.env["association.application"]
        ((count, due, oldest),) = applications._read_group(
            pending, [], ["__count", "decision_due:min", "received_on:min"]
        )
        if not count:
            return {"count": 0}
        today = legal_today(self.env)
        late = Domain("decision_due", "<", today)
        return {
            "count": count,
            "late": applications.search_count(pending & late) if due and due < today else 0,
            "due": due and format_date(self.env, due),
            "waiting": (today - oldest).days,
            "complete": applications.search_count(pending & Domain("is_complete", "=", True)),
        }

    @api.model
    def open_applications(self, day):
        """Return the window on the applications that wait for a decision."""
        return {
            "type": "ir.actions.act_window",
            "name": _("Applications to decide"),
            "res_model": "association.application",
            "views": [(False, "list"), (False, "kanban"), (False, "form")],
            "domain": list(self._own() & Domain("state", "in", admission.PENDING)),
        }

    @api.model
    def read_rights(self, day=None):
        """Count who may vote on ``day``: ``{may_vote, entitled, total}``; ``None`` without a legal regime.

        Apart from the rest, since it judges every member.
        """
        day = fields.Date.to_date(day) or legal_today(self.env)
        may_vote = total = 0
        for company in self.env.companies:
            settings = company.sudo().association_regime_ids  # sudo: officers need not read the settings
            if not settings.filtered(lambda regime: regime.date_from <= day):
                continue
            verdicts = self.env["association.member"].with_company(company).rights(day).values()
            may_vote += sum(verdict.may_vote for verdict in verdicts)
            total += 1
        return {"may_vote": may_vote} if total else None

    # --- books ---

    @api.model
    def _books(self):
        """Return the state of each book: its last entry and what waits to be sealed."""
        rows = self.env["association.book.entry"]._read_group(
            self._own(), ["book_id"], ["number:max", "hash:count", "date:max", "__count"]
        )
        return [
            {
                "id": book.id,
                "name": book.name,
                "association": book.company_id.name,
                "last_number": last,
                "last_date": format_date(self.env, date),
                "sealed": sealed,
                "pending": count - sealed,
            }
            for book, last, sealed, date, count in rows
        ]

    @api.model
    def verify_book(self, book_id):
        """Verify one book and return ``{ok, message}``.

        :raises AccessError: the user may not read the book
        """
        book = self.env["association.book"].browse(book_id)
        book.check_access("read")
        report = book._verify()
        return {"ok": report.ok, "message": self.env["association.wording"]._verification(report)}

    # --- the first steps ---

    @api.model
    def _setup(self, day, members):
        """Return the steps that a new association has still to take, the first one first."""
        without = self.env.companies.filtered(
            lambda company: not company.sudo().association_regime_ids  # sudo: officers need not read the settings
        )
        if not without and members["total"]:
            return []
        return [
            {"key": "regime", "done": not without, "names": without.mapped("name")},
            {"key": "categories", "done": True, "names": []},
            {"key": "members", "done": bool(members["total"]), "names": []},
        ]

    # --- the records behind ---

    @api.model
    def open_members(self, day, filters, domain=()):
        """Return the window on the members behind a figure of ``day``.

        :param filters: names of search filters to switch on
        :param domain: further conditions, as a slice of a chart has them
        """
        action = self.env["association.member"]._action_as_of(fields.Date.to_date(day), filters)
        if domain:
            action["domain"] = list(domain)
        return action

    @api.model
    def open_year(self, day, year, side):
        """Return the window on who joined (``side`` = "joined") or left in ``year``."""
        new_year, next_year = f"{year}-01-01", f"{year + 1}-01-01"
        if side == "joined":
            conditions = (
                Domain("status", "in", states.MEMBER_STATUSES)
                & Domain("member_since", ">=", new_year)
                & Domain("member_since", "<", next_year)
            )
            title = _("Joined in %s", year)
        else:
            conditions = (
                Domain("status", "=", states.CEASED)
                # The period “ceased” begins the day after the last day.
                & Domain("date_from", ">", new_year)
                & Domain("date_from", "<=", next_year)
            )
            title = _("Left in %s", year)
        action = self.env["association.member"]._action_as_of(fields.Date.to_date(day), (), title)
        action["domain"] = [("period_ids", "any", list(conditions & Domain("date_from", "<=", day)))]
        return action
