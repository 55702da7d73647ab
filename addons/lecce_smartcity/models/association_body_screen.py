from odoo import _, api, fields, models
from odoo.exceptions import UserError

from ..bylaws import offices, public_control
from .legal_time import as_of


class AssociationBody(models.Model):
    """What the screens show of a body on the day in the context's ``as_of``."""

    _inherit = "association.body"

    as_of_day = fields.Date(compute="_compute_composition", help="The day shown.")
    remarks = fields.Html(string="What to mend", compute="_compute_composition")
    gravity = fields.Selection(
        [("refused", "Refused by law"), ("warning", "To look at"), ("none", "In order")], compute="_compute_composition",
        string="Composition",
    )  # fmt: skip
    rules_table = fields.Html(string="Rules in force", compute="_compute_rules_table")
    seat_count = fields.Integer(string="Number of seats", compute="_compute_holders")
    held_count = fields.Integer(string="Seats held", compute="_compute_holders")
    vacant_count = fields.Integer(string="Vacant seats", compute="_compute_holders")
    expired_count = fields.Integer(string="Holding over", compute="_compute_holders")
    holder_ids = fields.Many2many("res.partner", string="In office", compute="_compute_holders")
    first_holder = fields.Char(compute="_compute_holders", help="Who holds the only seat, or the president's.")
    mandate_count = fields.Integer(compute="_compute_mandate_count")
    control_outcome = fields.Selection(
        [("none", "No public control in sight"), ("review", "To be reviewed"), ("suspected", "Public control suspected")],
        string="Public control", compute="_compute_control",
    )  # fmt: skip
    control_grounds = fields.Html(string="Why", compute="_compute_control")

    @api.depends("seat_ids.source", "seat_ids.office", "seat_ids.date_from", "seat_ids.date_to", "kind", "seats_min", "seats_max")
    @api.depends_context("as_of", "lang")
    def _compute_composition(self):
        on = as_of(self.env)
        wording = self.env["association.wording"]
        for body in self:
            body.as_of_day = on
            try:
                remarks = [*body._judge(on), *body._judge_directors(on), *body._judge_lapse(on)]
            except UserError as error:  # the association has no legal regime yet
                body.remarks, body.gravity = str(error), "warning"
                continue
            severities = {remark.severity for remark in remarks}
            body.remarks = wording._body_remarks(remarks)
            body.gravity = next((one for one in (offices.REFUSED, offices.WARNING) if one in severities), "none")

    @api.depends("kind", "seats_min", "seats_max", "term_years", "mandates_max", "replacement", "lapse_share", "absences_max")
    @api.depends("quorum", "casting_vote", "meeting_months", "prorogation", "requires_declaration")
    @api.depends_context("as_of", "lang")
    def _compute_rules_table(self):
        on = as_of(self.env)
        wording = self.env["association.wording"]
        for body in self:
            try:
                body.rules_table = wording._rules_table(body._rules(on), body.kind)
            except UserError as error:
                body.rules_table = str(error)

    @api.depends("seat_ids.mandate_ids.accepted_on", "seat_ids.mandate_ids.ended_on", "seat_ids.mandate_ids.date_to")
    @api.depends_context("as_of")
    def _compute_holders(self):
        on = as_of(self.env)
        held = self.env["association.mandate"]._held_seats(on, self.seat_ids)
        for body in self:
            seats = body._seats_on(on).filtered(lambda seat: seat.office != offices.SUBSTITUTE)
            holders = [held[seat._origin.id] for seat in seats if seat._origin.id in held]
            body.seat_count = len(seats)
            body.held_count = len(holders)
            body.vacant_count = len(seats) - len(holders)
            body.expired_count = len([holder for holder in holders if holder.state == offices.PROROGATIO])
            body.holder_ids = self.env["res.partner"].browse([holder.partner for holder in holders])
            heads = [holder for holder in holders if holder.office == offices.PRESIDENT or len(seats) == 1]
            body.first_holder = heads[0].name if heads else False

    @api.depends("seat_ids.mandate_ids")
    def _compute_mandate_count(self):
        counts = dict(self.env["association.mandate"]._read_group([("body_id", "in", self.ids)], ["body_id"], ["__count"]))
        for body in self:
            body.mandate_count = counts.get(body._origin, 0)

    @api.depends("kind", "seat_ids.source", "company_id")
    @api.depends_context("as_of", "lang")
    def _compute_control(self):
        on = as_of(self.env)
        wording = self.env["association.wording"]
        for body in self:
            body.control_outcome = body.control_grounds = False
            if body.kind != offices.BOARD:
                continue
            try:
                found = body._assess_control(on)
            except UserError:
                continue
            body.control_outcome = found.outcome
            body.control_grounds = wording._control(found)

    def _assess_control(self, on):
        """Return the ``public_control.Assessment`` of the association that this board administers."""
        self.ensure_one()
        company = self.company_id.sudo()  # the answers of the test are the association's, not a secret of its settings
        rights = self.env["association.member"].with_company(self.company_id).rights(on)
        public = self.env["association.member"].browse(rights).filtered("partner_id.legal_form_id.is_public_body")
        seats = self._as_seats(on)
        heads = self.search([("company_id", "=", company.id), ("kind", "in", offices.GOVERNING_KINDS)]).seat_ids
        presidents = heads.filtered(lambda seat: seat.office == offices.PRESIDENT and seat.source == offices.BY_RIGHT)
        facts = public_control.ControlFacts(
            public_seats=sum(seat.public for seat in seats),
            seats=len(seats),
            public_votes=sum(rights[member.id].votes for member in public),
            votes=sum(verdict.votes for verdict in rights.values()),
            approves_acts=company.association_public_approval,
            president_by_office=any(presidents.mapped("public_by_right")),
            public_income=round(company.association_public_income * 100),
            income=round(company.association_income * 100),
            influence=company.association_public_influence or "",
        )
        return public_control.assess(facts, self._rulebook(self.company_id), on)

    # --- actions ---

    def action_open_mandates(self):
        """Open every mandate of this body, past ones included."""
        return {
            "type": "ir.actions.act_window",
            "name": _("Mandates of %s", self.name),
            "res_model": "association.mandate",
            "view_mode": "list,form",
            "domain": [("body_id", "in", self.ids)],
            "context": {"as_of": self.env.context.get("as_of"), "search_default_group_state": 0},
        }

    def action_open_vacant(self):
        """Open the seats that nobody holds."""
        return {
            "type": "ir.actions.act_window",
            "name": _("Vacant seats of %s", self.name),
            "res_model": "association.seat",
            "view_mode": "list,form",
            "domain": [("body_id", "in", self.ids), ("is_vacant", "=", True)],
            "context": {"as_of": self.env.context.get("as_of")},
        }


class ResCompany(models.Model):
    """What the test of public control cannot read from the books."""

    _inherit = "res.company"

    association_public_approval = fields.Boolean(
        string="An administration approves the acts", help="The statute gives an administration the approval of acts, or a veto."
    )
    association_public_influence = fields.Text(
        string="Influence in fact",
        help="What somebody noted about a dominant influence on the management (Ministry of Labour, note 2243 of 4 March 2020).",
    )
    association_public_income = fields.Monetary(string="Public income of the last year", currency_field="currency_id")
    association_income = fields.Monetary(string="Income of the last year", currency_field="currency_id")
    association_under_control = fields.Boolean(
        string="Under public control",
        help="Decided by the board after the test: its office-holders renew their declaration every year (D.Lgs. 39/2013 art. 20).",
    )
    association_access_by_office = fields.Boolean(
        string="Access follows the offices", default=True,
        help="Who takes an office gets the access that goes with it, and loses it at the end of the mandate.",
    )  # fmt: skip
