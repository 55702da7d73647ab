from odoo import _, api, fields, models
from odoo.exceptions import UserError

from ..bylaws.meeting import speakers

KINDS = [("order", "Point of order"), ("floor", "Contribution"), ("favour", "In favour"), ("against", "Against")]
STATES = [
    ("waiting", "Waiting"),
    ("speaking", "Speaking"),
    ("paused", "Paused"),
    ("done", "Has spoken"),
    ("withdrawn", "Withdrawn"),
]
# Where a turn may go from where it is.
STEPS = {
    "start": (("waiting",), "speaking"),
    "pause": (("speaking",), "paused"),
    "resume": (("paused",), "speaking"),
    "stop": (("speaking", "paused"), "done"),
    "withdraw": (("waiting",), "withdrawn"),
    "reopen": (("withdrawn", "done"), "waiting"),
}


class AssociationSpeakerTurn(models.Model):
    """Somebody asked for the floor: waits, speaks, pauses, has spoken, and for how long."""

    _name = "association.speaker.turn"
    _description = "Speaker's Turn"
    _order = "asked_at, id"
    _check_company_auto = True

    sitting_id = fields.Many2one("association.sitting", required=True, ondelete="restrict", index=True)
    meeting_id = fields.Many2one(related="sitting_id.meeting_id", store=True, index=True)
    company_id = fields.Many2one(related="sitting_id.company_id", store=True, index=True)
    item_id = fields.Many2one("association.agenda.item", string="On", ondelete="restrict", index=True)
    roll_id = fields.Many2one("association.meeting.roll", string="Speaker", required=True, ondelete="restrict", index=True)
    kind = fields.Selection(KINDS, required=True, default="floor")
    state = fields.Selection(STATES, required=True, default="waiting", readonly=True, copy=False)
    asked_at = fields.Datetime(required=True, default=lambda self: self.env.cr.now())
    started_at = fields.Datetime(readonly=True)
    ended_at = fields.Datetime(readonly=True)
    running_since = fields.Datetime(readonly=True, help="Empty while the clock stands.")
    spoken = fields.Integer(string="Seconds spoken", readonly=True, help="Until the last pause.")
    limit = fields.Integer(string="Seconds allowed", help="0: as long as needed.")

    _one_speaks = models.UniqueIndex("(sitting_id) WHERE state IN ('speaking', 'paused')", "Somebody has the floor already.")
    _waits_once = models.UniqueIndex("(sitting_id, roll_id, kind) WHERE state = 'waiting'", "This person is on the list already.")

    @api.depends("roll_id", "kind")
    def _compute_display_name(self):
        for turn in self:
            turn.display_name = turn.roll_id.display_name

    def _step(self, step):
        self.ensure_one()
        before, after = STEPS[step]
        if self.state not in before:
            state = dict(self._fields["state"]._description_selection(self.env))[self.state]
            raise UserError(
                _("%(name)s: this is not possible now, the turn is “%(state)s”.", name=self.roll_id.display_name, state=state)
            )
        return {"state": after}

    def _clock(self):
        self.ensure_one()
        return speakers.Clock(self.spoken, self.running_since, self.limit)

    def action_start(self):
        """Give the floor; who has it ends."""
        self.ensure_one()
        vals = self._step("start")
        now = self._now()
        others = self.search([("sitting_id", "=", self.sitting_id.id), ("state", "in", ("speaking", "paused"))])
        for other in others:
            other._end(now)
        others.flush_recordset()
        self.write({**vals, "started_at": self.started_at or now, "running_since": now, "ended_at": False})
        self.sitting_id._announce("speakers")

    def action_pause(self):
        """The clock stands."""
        self.write({**self._step("pause"), "spoken": self._clock().elapsed(self._now()), "running_since": False})
        self.sitting_id._announce("speakers")

    def action_resume(self):
        """The clock runs again."""
        self.write({**self._step("resume"), "running_since": self._now()})
        self.sitting_id._announce("speakers")

    def action_stop(self):
        """Take the floor back."""
        self._end(self._now())
        self.sitting_id._announce("speakers")

    def action_withdraw(self):
        """Strike a request that nobody has called yet."""
        self.write(self._step("withdraw"))
        self.sitting_id._announce("speakers")

    def action_reopen(self):
        """Put back on the list who was struck, or who has more to say."""
        self.write(self._step("reopen"))
        self.sitting_id._announce("speakers")

    def action_extend(self, seconds=60):
        """Grant more time to who speaks under a limit."""
        self.ensure_one()
        if self.limit:
            self.limit += seconds
            self.sitting_id._announce("speakers")

    def _end(self, now):
        self.write({**self._step("stop"), "spoken": self._clock().elapsed(now), "running_since": False, "ended_at": now})

    def _now(self):
        return self.sitting_id._instant()

    def _as_room(self, now):
        """Return what the room shows of these turns, in the order in which they are called."""
        kinds = dict(self._fields["kind"]._description_selection(self.env))
        turns = {turn.id: turn for turn in self}
        asked = speakers.in_order(speakers.Request(turn.id, turn.kind, turn.asked_at) for turn in self)
        return [
            {
                "id": turn.id,
                "name": turn.roll_id.name,
                "acting": turn.roll_id.acting_name or "",
                "kind": turn.kind,
                "kind_label": kinds[turn.kind],
                "state": turn.state,
                "elapsed": turn._clock().elapsed(now),
                "running": bool(turn.running_since),
                "limit": turn.limit,
            }
            for turn in (turns[request.who] for request in asked)
        ]


class AssociationSittingSpeakers(models.Model):
    _inherit = "association.sitting"

    turn_ids = fields.One2many("association.speaker.turn", "sitting_id", string="Speakers")
    speaking_limit = fields.Integer(string="Seconds for each speaker", default=180, help="0: no limit.")

    def _ask_floor(self, roll, kind="floor"):
        """Put ``roll`` on the list of speakers, on the item under discussion; return the turn."""
        self.ensure_one()
        if roll.meeting_id != self.meeting_id:
            raise UserError(_("%s is not on the roll of this meeting.", roll.display_name))
        waiting = self.turn_ids.filtered(lambda turn: turn.roll_id == roll and turn.kind == kind and turn.state == "waiting")
        if waiting:
            raise UserError(_("%s is on the list of speakers already.", roll.display_name))
        item = self.current_item_id
        turn = self.env["association.speaker.turn"].create(
            {
                "sitting_id": self.id,
                "item_id": item.id,
                "roll_id": roll.id,
                "kind": kind,
                "limit": item.speaking_limit or self.speaking_limit,
            }
        )
        self._announce("speakers")
        return turn

    def _close_floor(self):
        """Who speaks ends, who waits is struck: the item is closed, or the sitting."""
        turns = self.env["association.speaker.turn"].search(
            [("sitting_id", "in", self.ids), ("state", "in", ("waiting", "speaking", "paused"))]
        )
        for turn in turns:
            if turn.state == "waiting":
                turn.write(turn._step("withdraw"))
            else:
                turn._end(turn._now())

    def _pause_floor(self):
        """The clock of who speaks stands while people vote."""
        for turn in self.turn_ids.filtered(lambda turn: turn.state == "speaking"):
            turn.action_pause()

    def _floor(self, now):
        """Return ``(speaker or None, those who wait)`` of this sitting's list."""
        turns = self.turn_ids.filtered(lambda turn: turn.state in ("waiting", "speaking", "paused"))
        shown = turns._as_room(now)
        speaker = next((turn for turn in shown if turn["state"] in ("speaking", "paused")), None)
        return speaker, [turn for turn in shown if turn["state"] == "waiting"]
