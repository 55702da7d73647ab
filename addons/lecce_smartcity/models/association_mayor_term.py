from contextlib import suppress

from odoo import api, fields, models

from ..bylaws import mandate_deadlines
from ..bylaws.errors import BylawError


class AssociationMayorTerm(models.Model):
    """When a mayor took office in a municipality that is a member: its designations are to be made anew."""

    _name = "association.mayor.term"
    _description = "Term of a Mayor"
    _order = "member_id, sworn_on desc"
    _check_company_auto = True

    member_id = fields.Many2one(
        "association.member", string="Municipality", required=True, ondelete="cascade", index=True, check_company=True
    )
    company_id = fields.Many2one(related="member_id.company_id", store=True, index=True)
    partner_id = fields.Many2one("res.partner", string="Mayor", ondelete="restrict", index="btree_not_null")
    sworn_on = fields.Date(string="Took office on", required=True, help="Day of the proclamation or of the oath (insediamento).")
    redesignation_due = fields.Date(
        string="Designations due", compute="_compute_redesignation_due",
        help="Forty-five days from taking office (D.Lgs. 267/2000 art. 50(9)).",
    )  # fmt: skip
    note = fields.Char()

    _once = models.Constraint("UNIQUE(member_id, sworn_on)", "A mayor of this municipality took office on that day already.")

    @api.depends("member_id", "sworn_on")
    def _compute_display_name(self):
        for term in self:
            term.display_name = f"{term.member_id.partner_id.complete_name or ''} {term.sworn_on or ''}".strip()

    @api.depends("sworn_on", "member_id")
    def _compute_redesignation_due(self):
        for term in self:
            due = None
            if term.sworn_on and term.member_id:
                with suppress(BylawError):  # no legal regime on that day
                    book = self.env["association.body"]._rulebook(term.member_id.company_id)
                    due = mandate_deadlines.redesignation_due(book, term.sworn_on)
            term.redesignation_due = due and due.due


class AssociationMember(models.Model):
    _inherit = "association.member"

    mayor_term_ids = fields.One2many("association.mayor.term", "member_id", string="Mayors")
    designated_seat_ids = fields.One2many("association.seat", "designator_id", string="Seats it designates")
    is_municipality = fields.Boolean(compute="_compute_is_municipality")

    @api.depends("partner_id.legal_form_id.code")
    def _compute_is_municipality(self):
        for member in self:
            member.is_municipality = member.legal_form_id.code == "municipality"
