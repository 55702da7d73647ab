from odoo import _, api, fields, models
from odoo.exceptions import ValidationError
from odoo.fields import Domain

from ..bylaws import offices
from .legal_time import as_of

SOURCES = [
    ("assembly", "Assembly"),
    ("municipality", "Public body"),
    ("category", "Category of members"),
    ("by_right", "By right"),
    ("co_opted", "Co-optation"),
    ("body", "Another body"),
]
OFFICES = [
    ("president", "President"),
    ("vice_president", "Vice-president"),
    ("secretary", "Secretary"),
    ("treasurer", "Treasurer"),
    ("member", "Body member"),
    ("substitute", "Substitute"),
]


class AssociationSeat(models.Model):
    """One place in a body and who fills it. Seats are opened and closed, not deleted once held."""

    _name = "association.seat"
    _description = "Seat of a Body"
    _order = "body_id, sequence, id"
    _check_company_auto = True

    body_id = fields.Many2one(
        "association.body", required=True, ondelete="cascade", index=True, check_company=True, bypass_search_access=True
    )
    company_id = fields.Many2one(related="body_id.company_id", store=True, index=True)
    kind = fields.Selection(related="body_id.kind", store=True)
    sequence = fields.Integer(default=10)
    name = fields.Char(string="Called", help="As the statute calls it, if it has a name of its own: “delegate of the university”.")
    office = fields.Selection(OFFICES, required=True, default="member")
    source = fields.Selection(SOURCES, string="Filled by", required=True, default="assembly")
    designator_id = fields.Many2one(
        "association.member", string="Designated by", ondelete="restrict", index=True, check_company=True,
        help="The member that designates who sits here.",
    )  # fmt: skip
    category_id = fields.Many2one(
        "association.member.category", string="Reserved to", ondelete="restrict",
        help="The category among whose members the holder is chosen.",
    )  # fmt: skip
    by_body_id = fields.Many2one("association.body", string="Elected by", ondelete="restrict", check_company=True)
    is_public = fields.Boolean(
        string="Public", compute="_compute_is_public",
        help="A public administration fills it, or whoever holds a public office sits here by right.",
    )  # fmt: skip
    public_by_right = fields.Boolean(
        string="By right of a public office", help="The mayor, an alderman, a manager of the municipality sits here by right."
    )
    follows_mayor = fields.Boolean(
        string="Follows the mayor's term", compute="_compute_follows_mayor", store=True, readonly=False,
        help="The designation is the mayor's: a new mayor makes it again within 45 days (D.Lgs. 267/2000 art. 50(8)-(9)).",
    )  # fmt: skip
    date_from = fields.Date(string="Exists from", help="Empty: since the body exists.")
    date_to = fields.Date(string="Until", help="Last day on which the seat exists; empty while it does.")
    mandate_ids = fields.One2many("association.mandate", "seat_id", string="Mandates")
    mandate_id = fields.Many2one("association.mandate", string="Mandate", compute="_compute_holder")
    holder_id = fields.Many2one("res.partner", string="Held by", compute="_compute_holder")
    holder_state = fields.Selection(
        [("in_office", "In office"), ("prorogatio", "Holding over"), ("designated", "To accept")],
        compute="_compute_holder", string="State",
    )  # fmt: skip
    pending_id = fields.Many2one(
        "res.partner", string="To accept", compute="_compute_holder", help="Named for this seat; has not accepted yet."
    )
    holder_until = fields.Date(compute="_compute_holder", string="Holder until")
    on_behalf_id = fields.Many2one("association.member", string="On behalf of", compute="_compute_holder")
    is_vacant = fields.Boolean(string="Vacant", compute="_compute_holder", search="_search_is_vacant")

    _dates_in_order = models.Constraint(
        "CHECK(date_to IS NULL OR date_from IS NULL OR date_to >= date_from)", "The seat closes before it opens."
    )

    @api.depends("name", "office", "kind", "body_id.name")
    @api.depends_context("lang")
    def _compute_display_name(self):
        for seat in self:
            seat.display_name = f"{seat.body_id.name or ''} – {seat.name or seat._office_label()}"

    def _office_label(self):
        """Return what the holder is called: a director, an arbitrator, or the office itself."""
        self.ensure_one()
        if self.office == offices.MEMBER and self.kind in (offices.BOARD, offices.CONTROL_BODY, offices.AUDITOR, offices.ARBITRATORS):
            return {
                offices.BOARD: _("Director"),
                offices.CONTROL_BODY: _("Member of the control body"),
                offices.AUDITOR: _("Auditor"),
                offices.ARBITRATORS: _("Arbitrator"),
            }[self.kind]
        return dict(self._fields["office"]._description_selection(self.env)).get(self.office, "")

    @api.depends("source", "designator_id.partner_id.legal_form_id.is_public_body", "public_by_right")
    def _compute_is_public(self):
        for seat in self:
            seat.is_public = seat._is_public()

    def _is_public(self):
        self.ensure_one()
        if self.source == offices.BY_MUNICIPALITY:
            return True
        if self.source == offices.BY_ASSEMBLY:
            return False
        return bool(self.public_by_right or self.designator_id.partner_id.legal_form_id.is_public_body)

    @api.depends("source", "designator_id")
    def _compute_follows_mayor(self):
        for seat in self:
            form = seat.designator_id.partner_id.legal_form_id
            seat.follows_mayor = seat.source == offices.BY_MUNICIPALITY and (not form or form.code == "municipality")

    @api.depends("mandate_ids.accepted_on", "mandate_ids.ended_on", "mandate_ids.date_from", "mandate_ids.date_to")
    @api.depends_context("as_of")
    def _compute_holder(self):
        on = as_of(self.env)
        mandates = self.env["association.mandate"]
        held, pending = mandates._held_seats(on, self), mandates._pending_seats(on, self)
        for seat in self:
            holder = held.get(seat._origin.id)
            named = pending.get(seat._origin.id)
            seat.pending_id = named and named.partner
            seat.mandate_id = holder and holder.mandate
            seat.holder_id = holder and holder.partner
            seat.holder_state = holder.state if holder else named and "designated"
            seat.holder_until = holder and holder.until
            seat.on_behalf_id = holder and holder.on_behalf
            seat.is_vacant = not holder

    def _search_is_vacant(self, operator, value):
        if operator != "in":
            return NotImplemented
        held = self.env["association.mandate"]._held_seats(as_of(self.env))
        return Domain("id", "not in", list(held))

    @api.constrains("source", "office", "body_id", "designator_id", "public_by_right", "date_from", "date_to")
    def _check_composition(self):
        self.body_id._check_composition()

    @api.constrains("source", "designator_id", "category_id")
    def _check_source(self):
        for seat in self:
            if seat.source == offices.BY_CATEGORY and not seat.category_id:
                raise ValidationError(self.env._("Say which category elects the seat %s.", seat.display_name))

    @api.ondelete(at_uninstall=False)
    def _unlink_never_held(self):
        for seat in self:
            if seat.mandate_ids:
                raise ValidationError(
                    self.env._("%s has been held: close it by giving the last day on which it exists.", seat.display_name)
                )
