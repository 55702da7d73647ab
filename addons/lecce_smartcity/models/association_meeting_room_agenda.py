from odoo import _, fields, models
from odoo.exceptions import UserError

from ..bylaws.meeting.matters import MATTERS

# Where the room may bring an item from where it is; the outcome of a vote is the proclamation's.
STEPS = {
    "take_up": (("open", "discussed", "deferred"), "discussed"),
    "note": (("open", "discussed"), "noted"),
    "defer": (("open", "discussed"), "deferred"),
    "withdraw": (("open", "discussed"), "withdrawn"),
    "reopen": (("noted", "deferred", "withdrawn"), "open"),
}


class AssociationAgendaItemInTheRoom(models.Model):
    """An item while the body meets: taken up, discussed, left; in whatever order, under the number that the notice gave it."""

    _inherit = "association.agenda.item"

    discussion = fields.Text(copy=False, help="Notes of the discussion, taken while it goes on: for the minutes.")
    set_aside_reason = fields.Char(string="Why set aside", readonly=True, copy=False, help="Why deferred or withdrawn.")
    speaking_limit = fields.Integer(string="Seconds for each speaker here", help="0: as on the other items.")

    def _room_step(self, step):
        self.ensure_one()
        before, after = STEPS[step]
        if self.state not in before:
            state = dict(self._fields["state"]._description_selection(self.env))[self.state]
            raise UserError(
                _("Item %(number)s: this is not possible now, it is “%(state)s”.", number=self.number, state=state)
            )
        return {"state": after}

    def _take_up(self, sitting):
        """Begin to discuss this item; the one discussed until now is left as it is."""
        self.ensure_one()
        if self.meeting_id != sitting.meeting_id:
            raise UserError(_("This item is not on the agenda of this meeting."))
        if sitting.state != "open":
            raise UserError(_("An item is taken up while the sitting is open."))
        if sitting.current_item_id != self:
            sitting._leave_item()
            now = fields.Datetime.now()
            self._step({**self._room_step("take_up"), "started_at": self.started_at or now, "ended_at": False})
            sitting.current_item_id = self
        sitting._announce("agenda")

    def _set_aside(self, sitting, step, reason):
        """Defer or withdraw: with the reason that the minutes will give."""
        self.ensure_one()
        reason = (reason or "").strip()
        if not reason:
            raise UserError(_("Say why: the minutes will give the reason."))
        self._refuse_with_open_vote()
        vals = {**self._room_step(step), "set_aside_reason": reason}
        if sitting.current_item_id == self:
            sitting._leave_item()
        self._step(vals)
        sitting._announce("agenda")

    def _note_taken(self, sitting):
        """The body takes note: nothing is decided."""
        self.ensure_one()
        self._refuse_with_open_vote()
        vals = self._room_step("note")
        if sitting.current_item_id == self:
            sitting._leave_item()
        self._step(vals)
        sitting._announce("agenda")

    def _put_back(self, sitting):
        """Undo a deferral, a withdrawal or a note taken, while the sitting lasts."""
        self._step({**self._room_step("reopen"), "set_aside_reason": False})
        sitting._announce("agenda")

    def _refuse_with_open_vote(self):
        ballots = self.env["association.ballot"].search_count([("item_id", "=", self.id), ("state", "=", "open")], limit=1)
        if ballots:
            raise UserError(_("A vote is open on item %s: close it first.", self.number))

    def _write_discussion(self, text, base):
        """Keep the notes; refused if somebody else changed them since ``base`` was read, so that no word is lost."""
        self.ensure_one()
        self.lock_for_update()
        kept = self.discussion or ""
        if kept != (base or "") and kept != (text or ""):
            raise UserError(
                _(
                    "Somebody else wrote notes on item %s meanwhile. Yours are still in the box: copy them, reload, join the two.",
                    self.number,
                )
            )
        self.discussion = text
        self.meeting_id.sitting_ids._announce("notes")

    def _decides(self):
        """Whether anything is put to the vote on this item."""
        self.ensure_one()
        return MATTERS[self.matter].votes


class AssociationSittingAgenda(models.Model):
    _inherit = "association.sitting"

    current_item_id = fields.Many2one("association.agenda.item", string="Under discussion", readonly=True, copy=False)

    def _leave_item(self):
        """Nothing is under discussion any more; the floor is closed."""
        self.ensure_one()
        item = self.current_item_id
        if item:
            item._refuse_with_open_vote()
            self._close_floor()
            item._step({"ended_at": fields.Datetime.now()})
            self.current_item_id = False

    def action_close(self, at=None):
        """Close the sitting; the item under discussion is left, and the floor with it."""
        self._leave_item()
        return super().action_close(at)

    # --- what the room shows ---

    def _room_agenda(self):
        """Return the agenda as the console lists it, in reading order."""
        items = self.meeting_id.item_ids._in_order()
        item_fields = self.env["association.agenda.item"]._fields
        states = dict(item_fields["state"]._description_selection(self.env))
        matters = dict(item_fields["matter"]._description_selection(self.env))
        return [
            {
                "id": item.id,
                "number": item.number,
                "name": item.name,
                "depth": item.number.count("."),
                "matter_label": matters[item.matter],
                "state": item.state,
                "state_label": states[item.state],
                "decides": item._decides(),
                "late": item.is_late,
                "closed_door": item.is_closed_door,
                "current": item == self.current_item_id,
            }
            for item in items
        ]

    def _room_item_detail(self, item, quorum):
        kinds = dict(self.env["association.recusal"]._fields["kind"]._description_selection(self.env))
        recusals = self.env["association.recusal"].search([("item_id", "=", item.id)])
        return next(line for line in self._room_agenda() if line["id"] == item.id) | {
            "proposal": item.proposal or "",
            "presenter": item.presenter_id.name or "",
            "discussion": item.discussion or "",
            "set_aside_reason": item.set_aside_reason or "",
            "started_at": self._room_clock(item.started_at),
            "ended_at": self._room_clock(item.ended_at),
            "speaking_limit": item.speaking_limit,
            "documents": [{"id": document.id, "name": document.name} for document in item.attachment_ids],
            "recusals": [
                {
                    "id": recusal.id,
                    "name": recusal.roll_id.display_name,
                    "kind": recusal.kind,
                    "kind_label": kinds[recusal.kind],
                    "reason": recusal.reason,
                }
                for recusal in recusals
            ],
            **self._room_votes(item, quorum),
        }

    # --- what the secretary does ---

    def item_step(self, item_id, step, reason=""):
        """Take an item up, leave it, note it, defer or withdraw it with a reason, put it back."""
        self.ensure_one()
        item = self._room_item(item_id)
        if step == "take_up":
            item._take_up(self)
        elif step == "leave":
            self._leave_item()
            self._announce("agenda")
        elif step == "note":
            item._note_taken(self)
        elif step in ("defer", "withdraw"):
            item._set_aside(self, step, reason)
        elif step == "reopen":
            item._put_back(self)

    def write_notes(self, item_id, text, base):
        """Keep the notes of the discussion; ``base`` is what they were when the secretary began to type."""
        self.ensure_one()
        self._room_item(item_id)._write_discussion(text, base)

    def set_speaking_limit(self, seconds, item_id=False):
        """Set how long each speaker may speak from now on, on one item or on all; 0: no limit."""
        self.ensure_one()
        (self._room_item(item_id) or self).write({"speaking_limit": max(0, int(seconds))})
        self._announce("speakers")

    def recuse(self, item_id, roll_id, kind, reason):
        """Note that somebody stands aside on an item, and why."""
        self.ensure_one()
        self._room_item(item_id)._recuse(self._room_roll(roll_id), kind, reason)
        self._announce("recusal")

    def unrecuse(self, recusal_id):
        """Take back a recusal noted by mistake."""
        self.ensure_one()
        recusal = self.env["association.recusal"].browse(recusal_id)
        if recusal.meeting_id == self.meeting_id:
            recusal.item_id._refuse_with_open_vote()
            recusal.unlink()
            self._announce("recusal")
