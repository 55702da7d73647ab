from odoo import api, fields, models
from odoo.exceptions import UserError

from ..bylaws.meeting import agenda, matters
from .association_meeting import STEP, differs

MATTER_SELECTION = [(code, matter.words.en) for code, matter in matters.MATTERS.items()]
STATES = [
    ("open", "To be discussed"),
    ("discussed", "Under discussion"),
    ("adopted", "Adopted"),
    ("rejected", "Not adopted"),
    ("noted", "Noted"),
    ("deferred", "Deferred"),
    ("withdrawn", "Withdrawn"),
]
BY_STEPS = {"state", "started_at", "ended_at", "is_late"}
# The agenda that was sent stays as it was.
SENT = {
    "meeting_id", "parent_id", "sequence", "name", "matter", "proposal", "is_closed_door", "member_id", "statute_id", "election_id",
}  # fmt: skip

# Lines of a form that are not saved yet come after those that are.
LAST = 2**31


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
    parent_id = fields.Many2one(
        "association.agenda.item", string="Under", ondelete="cascade", index=True, copy=False,
        domain="[('meeting_id', '=', meeting_id)]",
    )  # fmt: skip
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

    @api.depends("sequence", "is_late", "parent_id.number", "meeting_id.item_ids.sequence", "meeting_id.item_ids.parent_id")
    def _compute_number(self):
        for item in self:
            # Late items come last among their peers: what the notice numbered keeps its number.
            peers = item.meeting_id.item_ids.filtered(lambda peer, item=item: peer.parent_id == item.parent_id)
            places = list(peers.sorted(lambda peer: (peer.is_late, peer.sequence, peer._origin.id or LAST)))
            place = places.index(item) + 1 if item in places else 0
            item.number = ".".join(filter(None, [item.parent_id.number, place and str(place)]))

    def _in_order(self):
        """Return these items as the agenda reads: each followed by the points below it."""
        return self.sorted(lambda item: [int(part) for part in (item.number or "0").split(".")])

    # --- steps, and what was sent ---

    @api.model_create_multi
    def create(self, vals_list):
        """Items; what joins an agenda that was sent is a late item."""
        if self.env.context.get("meeting_step") is not STEP and any(BY_STEPS & set(vals) for vals in vals_list):
            raise UserError(self.env["association.wording"]._meeting_refusal("item_by_hand"))
        items = super().create(vals_list)
        for item in items.filtered(lambda one: one.meeting_id.convened_at):
            item._step({"is_late": True, "sequence": max(item.meeting_id.item_ids.mapped("sequence")) + 10})
        return items

    def write(self, vals):
        """Refuse steps that are not taken by their button, and changes of the agenda that was sent."""
        if self.env.context.get("meeting_step") is not STEP:
            wording = self.env["association.wording"]
            if BY_STEPS & set(vals):
                raise UserError(wording._meeting_refusal("item_by_hand"))
            for item in self.filtered(lambda one: one.meeting_id.convened_at and not one.is_late):
                if any(differs(item, name, vals[name]) for name in SENT & set(vals)):
                    raise UserError(wording._meeting_refusal("agenda_sent", item=item.name))
        return super().write(vals)

    def _step(self, vals):
        """Write what only the steps of an item write."""
        return self.with_context(meeting_step=STEP).write(vals)

    @api.ondelete(at_uninstall=False)
    def _unlink_before_sent(self):
        for item in self:
            if item.meeting_id.convened_at:
                raise UserError(self.env["association.wording"]._meeting_refusal("agenda_sent", item=item.name))

    # --- the seam to the pure rules ---

    def _matter(self):
        """Return the ``matters.Matter`` of this item: who decides it, under which rules."""
        self.ensure_one()
        return matters.MATTERS[self.matter]

    def _competence(self):
        """Return why the body of the meeting may not decide this item, as a ``Violation``; None if it may."""
        self.ensure_one()
        meeting = self.meeting_id
        on = meeting._record_day()
        book = self.env["association.statute"]._rules_on(meeting.company_id, on)
        return matters.competence(self.matter, meeting.body_id.kind, book, on)

    def _as_item(self):
        """Return the ``agenda.AgendaItem`` of this item."""
        self.ensure_one()
        return agenda.AgendaItem(
            key=self.id,
            number=self.number or "",
            subject=self.name,
            matter=self.matter,
            proposal=self.proposal or "",
            closed_door=self.is_closed_door,
            late=self.is_late,
            documents=tuple(sorted(self.sudo().attachment_ids.mapped("checksum"))),  # sudo: digests alone
        )
