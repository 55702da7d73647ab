from odoo import api, fields, models
from odoo.exceptions import UserError
from odoo.fields import Domain

PRESENCE = [("here", "In the hall"), ("remote", "On the line"), ("proxy", "By proxy"), ("absent", "Not here")]


class AssociationMeetingRoll(models.Model):
    """A line of the roll at the door of a sitting: the context says which (``sitting_id``)."""

    _inherit = "association.meeting.roll"

    excuse = fields.Char(string="Excused", readonly=True, help="Why this person does not come: it counts as no absence.")
    meeting_mode = fields.Selection(related="meeting_id.mode", string="Way of meeting")
    presence = fields.Selection(PRESENCE, compute="_compute_presence", search="_search_presence")
    since = fields.Datetime(compute="_compute_presence")
    proxy_told = fields.Char(string="Proxies", compute="_compute_presence")

    def _sitting(self):
        """Return the sitting that the context names, else the one that is open, else the next."""
        named = self.env["association.sitting"].browse(self.env.context.get("sitting_id") or ())
        return named or self.meeting_id[:1]._current_sitting()

    @api.depends("meeting_id.sitting_ids.attendance_ids", "meeting_id.proxy_ids.revoked_at")
    @api.depends_context("sitting_id", "lang")
    def _compute_presence(self):
        wording = self.env["association.wording"]
        self.presence, self.since, self.proxy_told = "absent", False, False
        for meeting, lines in self.grouped("meeting_id").items():
            sitting = lines._sitting()
            if not sitting or sitting.meeting_id != meeting:
                continue
            moved = {move.who: move.at for move in sitting._as_movements()}
            hall, present = sitting._in_hall(), sitting._present()
            proxies = meeting.proxy_ids.filtered(lambda one, call=sitting.call: not one.revoked_at and one.calls in ("both", call))
            held, given = proxies.grouped("holder_id"), proxies.grouped("principal_id")
            for line in lines:
                if line.id in hall:
                    line.presence, line.since = "remote" if hall[line.id] else "here", moved[line.id]
                elif line.id in present:
                    line.presence = "proxy"
                line.proxy_told = wording._proxies_of(held.get(line), given.get(line), line.id in hall)

    def _search_presence(self, operator, value):
        if operator != "in":
            return NotImplemented
        sitting = self.env["association.sitting"].browse(self.env.context.get("sitting_id") or ())
        if not sitting:
            return [(0, "=", 1)]
        hall, present = sitting._in_hall(), sitting._present()
        by = {"here": [], "remote": [], "proxy": [who for who in present if who not in hall]}
        for who, remote in hall.items():
            by["remote" if remote else "here"].append(who)
        found = [who for name in value if name in by for who in by[name]]
        there = [("id", "in", found)]
        if "absent" not in value:
            return there
        return ["|", *there, ("id", "not in", [who for names in by.values() for who in names])]

    # --- at the door ---

    def _same_people(self):
        """Return these lines and those on which the same people act: a mayor is there as a citizen and for the municipality."""
        people = [(line.acting_partner_id or line.partner_id).id for line in self]
        acts = Domain("acting_partner_id", "in", people) | (
            Domain("acting_partner_id", "=", False) & Domain("partner_id", "in", people)
        )
        return self.search(Domain("meeting_id", "in", self.meeting_id.ids) & acts)

    def action_check_in(self):
        """Note that these people came in, for everybody for whom they act; ask who came for a body without a representative."""
        if len(self) == 1 and self.entitled and not self.may_vote and not self.acting_partner_id:
            return self.action_note_arrival()
        self._sitting()._check_in(self._same_people(), "in")
        return None

    def action_connect(self):
        """Note that these people connected, seen and heard on the line."""
        self._sitting()._check_in(self._same_people(), "remote", "video")

    def action_check_out(self):
        """Note that these people left."""
        sitting = self._sitting()
        there = sitting._in_hall()
        sitting._check_out(self._same_people().filtered(lambda line: line.id in there) or self)

    def action_note_arrival(self):
        """Open the form that notes an arrival with its details: identified how, who came, when."""
        return {
            "type": "ir.actions.act_window",
            "name": self.env._("Note an arrival"),
            "res_model": "association.sitting.arrival",
            "view_mode": "form",
            "target": "new",
            "context": {"default_sitting_id": self._sitting().id, "default_roll_ids": self.ids},
        }

    def _excuse(self, reason):
        """Note why these people do not come; an empty reason takes it back.

        :raises UserError: the sittings are over
        """
        self.meeting_id.check_access("write")
        if any(meeting.state in ("held", "deserted", "cancelled") for meeting in self.meeting_id):
            raise UserError(self.env["association.wording"]._meeting_refusal("excused_too_late"))
        self.sudo().write({"excuse": reason or False})  # sudo: nothing else of a frozen roll can be written


class AssociationMeeting(models.Model):
    """Which of a meeting's sittings is meant."""

    _inherit = "association.meeting"

    def _current_sitting(self):
        """Return the sitting that is open, else the next that is planned, else the last."""
        sittings = self.sitting_ids.sorted("starts_at")
        for states in (("open", "suspended"), ("planned",)):
            found = sittings.filtered(lambda one, states=states: one.state in states)
            if found:
                return found[0]
        return sittings[-1:]
