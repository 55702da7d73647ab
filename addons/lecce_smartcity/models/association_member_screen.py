from markupsafe import Markup

from odoo import _, api, fields, models
from odoo.exceptions import UserError
from odoo.fields import Domain
from odoo.tools import format_date

from ..bylaws import states
from .legal_time import as_of, legal_today

# Who holds one of these offices can act for the member; a contact for dues cannot.
ACTING_ROLES = ("legal_representative", "delegate", "substitute")


class AssociationMember(models.Model):
    """What lists, forms and searches ask of a member, on the day in the context's ``as_of``."""

    _inherit = "association.member"

    as_of_day = fields.Date(
        string="Facts of", compute="_compute_as_of_day", help="Set when the screen shows another day than today."
    )
    avatar_128 = fields.Image(related="partner_id.avatar_128")
    birth_date = fields.Date(related="partner_id.birth_date")
    birth_place = fields.Char(related="partner_id.birth_place")
    ipa_code = fields.Char(related="partner_id.ipa_code")
    street = fields.Char(related="partner_id.street")
    province = fields.Char(related="partner_id.state_id.code", string="Province (code)")
    zip = fields.Char(related="partner_id.zip")
    status_since = fields.Date(compute="_compute_standing", help="First day of the present status and category.")
    status_event_id = fields.Many2one(
        "association.member.event", string="Last act", compute="_compute_standing",
        help="The event that the present status and category come from.",
    )  # fmt: skip
    status_resolution = fields.Char(string="By resolution", compute="_compute_standing")
    may_vote = fields.Boolean(search="_search_may_vote")
    joined_this_year = fields.Boolean(compute="_compute_this_year", search="_search_joined_this_year")
    left_this_year = fields.Boolean(compute="_compute_this_year", search="_search_left_this_year")
    representative_missing = fields.Boolean(
        compute="_compute_representative_missing", search="_search_representative_missing",
        help="A body that is a member without anybody in office to act for it: it cannot cast its vote.",
    )  # fmt: skip
    acting_ids = fields.Many2many(
        "association.representative", string="In office", compute="_compute_acting_ids",
        help="Who can act for this body on the day shown.",
    )  # fmt: skip
    acting_summary = fields.Html(string="Represented by", compute="_compute_acting_summary", sanitize=False)
    event_count = fields.Integer(compute="_compute_counts")
    representative_count = fields.Integer(compute="_compute_counts", help="In office on the day shown.")
    book_entry_count = fields.Integer(compute="_compute_counts")
    document_ids = fields.Many2many(
        "ir.attachment", string="Documents", compute="_compute_document_ids",
        help="Acts and letters of the history and of the representatives.",
    )  # fmt: skip
    regime_missing = fields.Boolean(compute="_compute_regime_missing")

    # --- the day shown ---

    @api.depends_context("as_of")
    def _compute_as_of_day(self):
        day = as_of(self.env)
        self.as_of_day = day if day != legal_today(self.env) else False

    @api.depends("period_ids")
    @api.depends_context("as_of")
    def _compute_standing(self):
        periods = self.env["association.member.period"]._on(self, as_of(self.env))
        for member in self:
            period = periods.get(member.id)
            member.status_since = period and period.date_from
            member.status_event_id = period and period.event_id
            member.status_resolution = period and period.event_id.resolution

    @api.depends("member_since", "ceased_on")
    @api.depends_context("as_of")
    def _compute_this_year(self):
        year = as_of(self.env).year
        for member in self:
            current = member.status in states.MEMBER_STATUSES
            member.joined_this_year = bool(current and member.member_since and member.member_since.year == year)
            member.left_this_year = bool(member.ceased_on and member.ceased_on.year == year)

    def _search_joined_this_year(self, operator, value):
        if operator != "in":
            return NotImplemented
        return Domain("status", "in", states.MEMBER_STATUSES) & Domain("member_since", ">=", self._new_year())

    def _search_left_this_year(self, operator, value):
        if operator != "in":
            return NotImplemented
        return Domain("ceased_on", ">=", self._new_year())

    def _new_year(self):
        return as_of(self.env).replace(month=1, day=1)

    def _search_may_vote(self, operator, value):
        if operator != "in":
            return NotImplemented
        on = as_of(self.env)
        entitled = []
        for company in self.env.companies:
            if not company.sudo().association_regime_ids.filtered(lambda regime: regime.date_from <= on):
                continue
            rights = self.browse().with_company(company).rights(on)
            entitled += [member for member, verdict in rights.items() if verdict.may_vote]
        return Domain("id", "in", entitled)

    # --- representatives ---

    def _in_office(self):
        on = as_of(self.env)
        return (
            Domain("role", "in", ACTING_ROLES)
            & Domain("date_from", "<=", on)
            & (Domain("date_to", "=", False) | Domain("date_to", ">=", on))
        )

    @api.depends("representative_ids.date_from", "representative_ids.date_to", "representative_ids.role")
    @api.depends_context("as_of")
    def _compute_acting_ids(self):
        acting = self.env["association.representative"].search(Domain("member_id", "in", self.ids) & self._in_office())
        by_member = acting.grouped("member_id")
        for member in self:
            member.acting_ids = by_member.get(member._origin)

    @api.depends("acting_ids", "representative_ids.partner_id", "representative_ids.role", "representative_ids.date_to")
    @api.depends_context("as_of", "lang")
    def _compute_acting_summary(self):
        roles = dict(self.env["association.representative"]._fields["role"]._description_selection(self.env))
        line = Markup("<div><b>%s</b><div class='text-muted small'>%s</div></div>")
        for member in self:
            member.acting_summary = Markup("").join(
                line
                % (
                    mandate.partner_id.complete_name,
                    _("%(role)s until %(day)s", role=roles[mandate.role], day=format_date(self.env, mandate.date_to))
                    if mandate.date_to
                    else roles[mandate.role],
                )
                for mandate in member.acting_ids
            )

    @api.depends("acting_ids", "is_legal_person", "status")
    @api.depends_context("as_of")
    def _compute_representative_missing(self):
        for member in self:
            current = member.status in states.MEMBER_STATUSES
            member.representative_missing = current and member.is_legal_person and not member.acting_ids

    def _search_representative_missing(self, operator, value):
        if operator != "in":
            return NotImplemented
        body = Domain("partner_id.legal_form_id.is_natural_person", "=", False) | (
            Domain("partner_id.legal_form_id", "=", False) & Domain("partner_id.is_company", "=", True)
        )
        return (
            Domain("status", "in", states.MEMBER_STATUSES)
            & body
            & Domain("representative_ids", "not any", self._in_office())
        )

    # --- what hangs on a member ---

    @api.depends("event_ids", "acting_ids")
    @api.depends_context("as_of")
    def _compute_counts(self):
        events = dict(
            self.env["association.member.event"]._read_group(
                [("member_id", "in", self.ids)], ["member_id"], ["__count"]
            )
        )
        entries = dict(
            self.env["association.book.entry"]._read_group(
                [("event_id.member_id", "in", self.ids)], ["event_id.member_id"], ["__count"]
            )
        )
        for member in self:
            member.event_count = events.get(member, 0)
            member.representative_count = len(member.acting_ids)
            member.book_entry_count = entries.get(member, 0)

    @api.depends("event_ids.attachment_ids", "representative_ids.attachment_ids")
    def _compute_document_ids(self):
        for member in self:
            member.document_ids = member.event_ids.attachment_ids | member.representative_ids.attachment_ids

    @api.depends("company_id.association_regime_ids.date_from")
    @api.depends_context("as_of")
    def _compute_regime_missing(self):
        on = as_of(self.env)
        for company, members in self.grouped("company_id").items():
            settings = company.sudo().association_regime_ids  # sudo: officers need not read the settings
            members.regime_missing = not settings.filtered(lambda regime: regime.date_from and regime.date_from <= on)

    # --- actions ---

    @api.model
    def _action_as_of(self, day, filters=("members_today",), name=None):
        """Return the window on the members with the facts of ``day``, which its title and breadcrumb name.

        :param filters: names of search filters to switch on
        """
        action = self.env["ir.actions.act_window"]._for_xml_id("lecce_smartcity.action_members")
        # Only what the window needs: the stored context is a string that the web client evaluates.
        action["context"] = {f"search_default_{name}": 1 for name in filters}
        title = name or _("Members")
        if day and day != legal_today(self.env):
            action["context"]["as_of"] = fields.Date.to_string(day)
            title = _("%(title)s as of %(day)s", title=title, day=format_date(self.env, day, date_format="d MMMM y"))
        action["name"] = action["display_name"] = title
        return action

    def action_today(self):
        """Open the same record with today's facts."""
        self.ensure_one()
        return {
            "type": "ir.actions.act_window",
            "name": _("Members"),
            "res_model": self._name,
            "res_id": self.id,
            "views": [(False, "form")],
            "context": {"as_of": False},
        }

    def action_open_history(self):
        """Open the events of these memberships."""
        return self._window(_("History"), "association.member.event", [("member_id", "in", self.ids)])

    def action_open_representatives(self):
        """Open everybody who acts or acted for these members."""
        action = self._window(_("Representatives"), "association.representative", [("member_id", "in", self.ids)])
        if len(self) == 1:
            action["context"]["default_member_id"] = self.id
        return action

    def action_open_book_entries(self):
        """Open what the members' book says of these members."""
        return self._window(_("Book entries"), "association.book.entry", [("event_id.member_id", "in", self.ids)])

    def _window(self, name, model, domain):
        if not self:
            raise UserError(_("Choose a member first."))
        return {
            "type": "ir.actions.act_window",
            "name": name,
            "res_model": model,
            "view_mode": "list,form",
            "domain": domain,
            "context": {"as_of": self.env.context.get("as_of")},
        }
