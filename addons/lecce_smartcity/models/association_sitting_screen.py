from markupsafe import Markup

from odoo import _, api, fields, models
from odoo.exceptions import UserError

from ..bylaws.meeting import matters


class AssociationSitting(models.Model):
    """What the form of a sitting tells: who is there, whether they are enough, what comes next."""

    _inherit = "association.sitting"

    name = fields.Char(string="Sitting", compute="_compute_name")
    meeting_state = fields.Selection(related="meeting_id.state", string="State of the meeting")
    body_kind = fields.Selection(related="meeting_id.body_kind", string="Kind of body")
    mode = fields.Selection(related="meeting_id.mode", string="Way of meeting")
    item_ids = fields.One2many(related="meeting_id.item_ids", string="Agenda")
    proxy_ids = fields.One2many(related="meeting_id.proxy_ids", string="Proxies")
    heads = fields.Integer(string="Present", compute="_compute_quorum")
    own = fields.Integer(string="In person", compute="_compute_quorum")
    remote = fields.Integer(string="On the line", compute="_compute_quorum")
    by_proxy = fields.Integer(string="By proxy", compute="_compute_quorum")
    present_votes = fields.Integer(string="Votes present", compute="_compute_quorum")
    quorum_reached = fields.Boolean(compute="_compute_quorum")
    quorum_panel = fields.Html(string="Quorum", compute="_compute_quorum")
    story = fields.Html(compute="_compute_story")
    next_step = fields.Char(compute="_compute_next_step")
    missed_panel = fields.Html(string="Whom the notice did not reach", compute="_compute_missed_panel")

    @api.depends("call", "meeting_id.name")
    @api.depends_context("lang")
    def _compute_name(self):
        for one in self:
            call = self.env["association.wording"]._label(self._name, "call", one.call)
            one.name = _("%(meeting)s, %(call)s", meeting=one.meeting_id.name, call=call.lower())

    @api.depends("name")
    def _compute_display_name(self):
        for one in self:
            one.display_name = one.name

    @api.depends("attendance_ids", "meeting_id.proxy_ids.revoked_at", "state", "meeting_id.item_ids.state", "meeting_id.roll_ids")
    @api.depends_context("lang")
    def _compute_quorum(self):
        wording = self.env["association.wording"]
        for one in self:
            one.heads = one.own = one.remote = one.by_proxy = one.present_votes = 0
            one.quorum_reached, one.quorum_panel = False, False
            if not one._origin.id or not one.meeting_id._has_roll():
                continue
            one = one._origin
            at = one._reading_instant()
            reading = one._reading(at)
            one.heads, one.own, one.remote = reading.heads, reading.own, reading.remote
            one.by_proxy, one.present_votes = reading.by_proxy, reading.votes
            one.quorum_reached = reading.verdict.reached and not one._lacking_sides(at)
            one.quorum_panel = wording._quorum_panel(one._quorum_lines(at))

    def _reading_instant(self):
        """Return now; of a sitting that is over the last instant at which anybody was there."""
        if self.state not in ("closed", "deserted"):
            return self._instant()
        before = [reading.at for reading in self._timeline() if reading.at < self.closed_at]
        return before[-1] if before else self.closed_at

    def _quorum_lines(self, at):
        """Return (what, reading, ruling, lacking sides) for the sitting and for each item that needs another quorum."""
        self.ensure_one()
        lines = [(_("To open the sitting"), self._reading(at), self._quorum_ruling(), self._lacking_sides(at))]
        seen = {lines[0][2].code}
        for item in self.meeting_id.item_ids:
            if not matters.MATTERS[item.matter].votes or item.state not in ("open", "discussed"):
                continue
            ruling = self._quorum_ruling(item)
            if ruling.code not in seen:
                what = _("To vote on item %(number)s “%(item)s”", number=item.number, item=item.name)
                lines.append((what, self._reading(at, item), ruling, self._lacking_sides(at, item)))
                seen.add(ruling.code)
        return lines

    @api.depends("attendance_ids", "event_ids", "meeting_id.proxy_ids.revoked_at")
    @api.depends_context("lang")
    def _compute_story(self):
        wording = self.env["association.wording"]
        for one in self:
            if not one._origin.id or not one.meeting_id._has_roll():
                one.story = False
                continue
            lines = [(event.at, 1, wording._sitting_event(event)) for event in one._origin.event_ids]
            lines += [(turn.at, 0, wording._quorum_turn(turn)) for turn in one._origin._story_turns()]
            one.story = Markup("").join(
                Markup("<div><span class='fw-bold me-2'>%s</span>%s</div>") % (wording._clock(at), said)
                for at, _order, said in sorted(lines, key=lambda line: line[:2])
            )

    def _story_turns(self):
        """Return the turns of the quorum while the sitting was open: what the minutes tell."""
        self.ensure_one()
        if not self.opened_at:
            return []
        end = self.closed_at or self._instant()
        return [turn for turn in self._turns() if turn.kind != "opening" and self.opened_at < turn.at < end]

    @api.depends("state", "quorum_reached", "meeting_state", "starts_at")
    @api.depends_context("lang")
    def _compute_next_step(self):
        for one in self:
            one.next_step = one._told_next()

    def _told_next(self):
        if self.meeting_state == "draft":
            return _("Convene the meeting first: its roll says who is entitled to vote.")
        if self.state == "planned" and self._instant() < self.starts_at:
            return _("Note arrivals as people come. The sitting can be opened from the hour of the call on.")
        if self.state == "planned" and self.quorum_reached:
            return _("Enough are present: say who presides and open the sitting.")
        if self.state == "planned":
            return _("Too few are present. Wait for others, or record this call as deserted.")
        if self.state == "open":
            return _("The sitting is open. Note who comes and goes: the quorum is counted again each time.")
        if self.state == "suspended":
            return _("The sitting is suspended: nothing is voted on until it is resumed.")
        return False

    @api.depends("state", "attendance_ids", "meeting_state")
    @api.depends_context("lang")
    def _compute_missed_panel(self):
        wording = self.env["association.wording"]
        for one in self:
            one.missed_panel = False
            if one.meeting_state != "convened" and not one.not_reached_ids:
                continue
            if one.opened_at:
                one.missed_panel = wording._missed_panel(one.not_reached_ids, one.was_plenary)
            elif one.state == "planned" and one._origin.id:
                one.missed_panel = wording._missed_panel(one._origin._not_reached(), one._origin._is_plenary(one._instant()))

    # --- buttons ---

    def action_open_door(self):
        """Open the list of the roll in which arrivals are noted."""
        self.ensure_one()
        return {
            "type": "ir.actions.act_window",
            "name": _("At the door: %s", self.name),
            "res_model": "association.meeting.roll",
            "views": [(self.env.ref("lecce_smartcity.view_sitting_door_list").id, "list")],
            "search_view_id": [self.env.ref("lecce_smartcity.view_sitting_door_search").id],
            "domain": [("meeting_id", "=", self.meeting_id.id)],
            "context": {"sitting_id": self.id, "create": False, "delete": False},
        }

    def action_open_proxies(self):
        """Open the proxies of the meeting."""
        return self.meeting_id.action_open_proxies()

    def action_receive_proxy(self):
        """Open the form that records a written proxy."""
        return self.meeting_id.action_receive_proxy()

    def action_take_step(self):
        """Open the form of the step that the context names: open, desert, suspend, resume or close."""
        self.ensure_one()
        step = self.env.context.get("step", "open")
        names = {
            "open": _("Open the sitting"),
            "desert": _("Record the call as deserted"),
            "suspend": _("Suspend the sitting"),
            "resume": _("Resume the sitting"),
            "close": _("Close the sitting"),
        }
        return {
            "type": "ir.actions.act_window",
            "name": names[step],
            "res_model": "association.sitting.turn",
            "view_mode": "form",
            "target": "new",
            "context": {"default_sitting_id": self.id, "default_step": step},
        }

    def note_arrival_by_text(self, text):
        """Note the arrival of whoever a text names: a scanned code, a number of the register, a name.

        :return: an action: a sentence that tells who was noted, or the list of those who might be meant
        """
        self.ensure_one()
        self.check_access("write")
        text = (text or "").strip()
        by_code = self._find_by_code(text)
        found = by_code or self._find_by_text(text)
        if not found:
            raise UserError(self.env["association.wording"]._meeting_refusal("nobody_found", text=text))
        people = found.mapped(lambda line: line.acting_partner_id or line.partner_id)
        if len(people) > 1:
            return self.action_open_door() | {"context": {"sitting_id": self.id, "search_default_name": text}}
        lines = found._same_people()
        noted = self._check_in(lines, "in", "qr" if by_code else "known")
        return {
            "type": "ir.actions.client",
            "tag": "display_notification",
            "params": {
                "type": "success" if noted else "info",
                "message": self.env["association.wording"]._arrival_noted(lines, noted, self),
                "next": {"type": "ir.actions.client", "tag": "soft_reload"},
            },
        }

    def _find_by_text(self, text):
        rolls = self.env["association.meeting.roll"]
        if not text:
            return rolls
        own = [("meeting_id", "=", self.meeting_id.id)]
        if text.isdigit():
            return rolls.search([*own, ("register_number", "=", int(text))])
        exact = rolls.search([*own, ("name", "=ilike", text)])
        return exact or rolls.search([*own, "|", ("name", "ilike", text), ("acting_name", "ilike", text)], limit=20)


class AssociationMeeting(models.Model):
    """From the meeting to its sitting and its proxies."""

    _inherit = "association.meeting"

    proxy_count = fields.Integer(string="Number of proxies", compute="_compute_sitting_counts")
    present_count = fields.Integer(string="Number present", compute="_compute_sitting_counts")

    @api.depends("proxy_ids.revoked_at", "sitting_ids.attendance_ids")
    def _compute_sitting_counts(self):
        for meeting in self:
            meeting.proxy_count = len(meeting.proxy_ids.filtered(lambda one: not one.revoked_at))
            meeting.present_count = meeting._current_sitting().heads

    def action_open_sitting(self):
        """Open the sitting that is under way, or the next."""
        self.ensure_one()
        return {
            "type": "ir.actions.act_window",
            "name": _("Sitting"),
            "res_model": "association.sitting",
            "res_id": self._current_sitting().id,
            "view_mode": "form",
        }

    def action_open_proxies(self):
        """Open the proxies of this meeting."""
        self.ensure_one()
        return {
            "type": "ir.actions.act_window",
            "name": _("Proxies"),
            "res_model": "association.proxy",
            "view_mode": "list,form",
            "domain": [("meeting_id", "=", self.id)],
            "context": {"default_meeting_id": self.id, "search_default_standing": 1, "create": False},
        }

    def action_receive_proxy(self):
        """Open the form that records a written proxy."""
        self.ensure_one()
        return {
            "type": "ir.actions.act_window",
            "name": _("Record a proxy"),
            "res_model": "association.proxy.receipt",
            "view_mode": "form",
            "target": "new",
            "context": {"default_meeting_id": self.id},
        }
