from odoo import _, api, fields, models
from odoo.exceptions import ValidationError
from odoo.fields import Domain

from .legal_time import as_of, legal_today

# How long before its end a mandate is worth a warning.
WARNING_DAYS = 60


class AssociationRepresentative(models.Model):
    """Who acts for a member that is not a human being. Never counted as a member."""

    _name = "association.representative"
    _description = "Representative of a Member"
    _inherit = ["mail.thread", "mail.activity.mixin"]
    _order = "member_id, date_from desc"
    _check_company_auto = True

    member_id = fields.Many2one("association.member", required=True, ondelete="restrict", index=True, tracking=True)
    company_id = fields.Many2one(related="member_id.company_id", store=True, index=True)
    partner_id = fields.Many2one(
        "res.partner", string="Person", required=True, ondelete="restrict", index=True, tracking=True,
        bypass_search_access=True,
    )  # fmt: skip
    role = fields.Selection(
        [
            ("legal_representative", "Legal representative"),
            ("delegate", "Delegate to the assembly"),
            ("substitute", "Substitute delegate"),
            ("dues_contact", "Contact for dues"),
        ],
        required=True,
        default="delegate",
        tracking=True,
    )
    act_type = fields.Selection(
        [
            ("decree", "Decree"),
            ("council_resolution", "Council resolution"),
            ("executive_resolution", "Resolution of the executive"),
            ("board_resolution", "Board resolution"),
            ("rector_decree", "Rector's decree"),
            ("office", "By office (law or statute)"),
            ("letter", "Letter of appointment"),
        ],
        string="Appointing act", required=True, default="letter",
    )  # fmt: skip
    act_number = fields.Char(string="Act no.")
    act_date = fields.Date()
    act_body = fields.Char(string="Issued by", help="The organ that appointed: mayor, council, rector, board…")
    date_from = fields.Date(string="From", required=True, default=lambda self: legal_today(self.env), tracking=True)
    date_to = fields.Date(string="Until", help="Last day of the mandate; empty until revoked.", tracking=True)
    attachment_ids = fields.Many2many("ir.attachment", string="Documents", bypass_search_access=True)
    note = fields.Text()
    state = fields.Selection(
        [("future", "Not begun"), ("current", "In office"), ("expiring", "Expiring"), ("ended", "Ended")],
        compute="_compute_state", search="_search_state",
    )  # fmt: skip

    _dates_in_order = models.Constraint(
        "CHECK(date_to IS NULL OR date_to >= date_from)", "The mandate ends before it begins."
    )
    _in_office = models.Index("(member_id, date_from, date_to)")
    _by_end = models.Index("(company_id, date_to)")

    @api.depends("member_id", "partner_id", "role")
    def _compute_display_name(self):
        labels = dict(self._fields["role"]._description_selection(self.env))
        for mandate in self:
            mandate.display_name = f"{mandate.partner_id.complete_name or ''} ({labels.get(mandate.role, '')})"

    @api.depends("date_from", "date_to")
    @api.depends_context("as_of")
    def _compute_state(self):
        on = as_of(self.env)
        soon = fields.Date.add(on, days=WARNING_DAYS)
        for mandate in self:
            if not mandate.date_from or mandate.date_from > on:
                mandate.state = "future"
            elif not mandate.date_to or mandate.date_to > soon:
                mandate.state = "current"
            else:
                mandate.state = "expiring" if mandate.date_to >= on else "ended"

    def _search_state(self, operator, value):
        if operator != "in":
            return NotImplemented
        on = as_of(self.env)
        soon = fields.Date.add(on, days=WARNING_DAYS)
        begun = Domain("date_from", "<=", on)
        domains = {
            "future": Domain("date_from", ">", on),
            "current": begun & (Domain("date_to", "=", False) | Domain("date_to", ">", soon)),
            "expiring": begun & Domain("date_to", ">=", on) & Domain("date_to", "<=", soon),
            "ended": begun & Domain("date_to", "<", on),
        }
        return Domain.OR(domains[state] for state in value if state in domains)

    @api.constrains("partner_id", "member_id")
    def _check_person(self):
        for mandate in self:
            if mandate.partner_id == mandate.member_id.partner_id:
                raise ValidationError(_("%s cannot represent itself.", mandate.partner_id.display_name))
            if mandate.partner_id.is_company:
                raise ValidationError(_("A representative is a person: %s is a body.", mandate.partner_id.display_name))

    @api.model
    def _cron_warn_expiring(self):
        """Give the secretariat an activity for each mandate that is about to end, once."""
        kind = self.env.ref("mail.mail_activity_data_todo")
        mandates = self.search([("state", "=", "expiring"), ("activity_ids", "=", False)])
        for mandate in mandates:
            officer = mandate.company_id._association_secretary()
            if officer:
                mandate.activity_schedule(
                    activity_type_id=kind.id,
                    date_deadline=mandate.date_to,
                    user_id=officer.id,
                    summary=_("Mandate about to end: ask %s for a new appointment", mandate.member_id.display_name),
                )
