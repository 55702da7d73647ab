from odoo import api, fields, models

from ..bylaws.meeting.matters import MATTERS

MATTER_SELECTION = [(code, matter.words.en) for code, matter in MATTERS.items()]
STATES = [
    ("open", "To be discussed"),
    ("discussed", "Under discussion"),
    ("adopted", "Adopted"),
    ("rejected", "Rejected"),
    ("noted", "Noted"),
    ("deferred", "Deferred"),
    ("withdrawn", "Withdrawn"),
]


class AssociationAgendaItem(models.Model):
    """A point of the agenda, in a numbered tree; its matter selects who may decide it and under which rules."""

    _name = "association.agenda.item"
    _description = "Agenda Item"
    _inherit = ["mail.thread"]
    _order = "meeting_id, sequence, id"
    _parent_name = "parent_id"
    _check_company_auto = True

    meeting_id = fields.Many2one("association.meeting", required=True, ondelete="cascade", index=True)
    company_id = fields.Many2one(related="meeting_id.company_id", store=True, index=True)
    parent_id = fields.Many2one("association.agenda.item", string="Under", ondelete="cascade", index=True)
    child_ids = fields.One2many("association.agenda.item", "parent_id", string="Points below")
    sequence = fields.Integer(default=10)
    number = fields.Char(compute="_compute_number", store=True, recursive=True, help="“3”, “3.1”: by its place in the agenda.")
    name = fields.Char(string="Subject", required=True, translate=False)
    matter = fields.Selection(MATTER_SELECTION, required=True, default="ordinary")
    state = fields.Selection(STATES, required=True, default="open", readonly=True, copy=False)
    description = fields.Html(string="Notes for the members", help="What the members read before they meet.")
    proposal = fields.Text(string="Proposed resolution", help="The words put to the vote.")
    is_late = fields.Boolean(
        string="Late item", readonly=True, copy=False, help="Added after the notices went out: it follows its own rule."
    )
    is_closed_door = fields.Boolean(string="Behind closed doors")
    presenter_id = fields.Many2one("res.partner", string="Presented by", ondelete="restrict")
    attachment_ids = fields.Many2many("ir.attachment", string="Documents", copy=False)
    # What the item is about, by matter.
    application_ids = fields.Many2many("association.application", string="Applications", check_company=True, copy=False)
    member_id = fields.Many2one("association.member", string="Member concerned", ondelete="restrict", check_company=True, copy=False)
    statute_id = fields.Many2one(
        "association.statute", string="Draft of the statute", ondelete="restrict", check_company=True, copy=False
    )
    election_id = fields.Many2one("association.election", string="Election", ondelete="restrict", check_company=True, copy=False)
    started_at = fields.Datetime(readonly=True, copy=False)
    ended_at = fields.Datetime(readonly=True, copy=False)

    @api.depends("sequence", "parent_id.number", "meeting_id.item_ids.sequence", "meeting_id.item_ids.parent_id")
    def _compute_number(self):
        for item in self:
            peers = item.meeting_id.item_ids.filtered(lambda peer, item=item: peer.parent_id == item.parent_id)
            place = peers.sorted("sequence").ids.index(item.id) + 1 if item.id in peers.ids else 0
            item.number = ".".join(filter(None, [item.parent_id.number, place and str(place)]))
