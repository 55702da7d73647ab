import re
import secrets

from odoo import _, api, fields, models
from odoo.exceptions import UserError
from odoo.fields import Domain

from .legal_time import ROME, UTC

ROOM_CHANGED = "association.room/changed"
CHANNEL = re.compile(r"association\.sitting_([0-9]{1,9})")


class AssociationMeetingRoom(models.Model):
    """The meeting room of a sitting: who looks at it is told that something changed, and asks what."""

    _name = "association.sitting"
    _inherit = ["association.sitting", "bus.listener.mixin"]

    hall_token = fields.Char(copy=False, readonly=True, groups="lecce_smartcity.group_association_user")
    hall_message = fields.Text(string="Message to the hall", copy=False)
    hall_until = fields.Datetime(string="Countdown to", copy=False, help="The hall sees the minutes that are left.")

    def _announce(self, what):
        """Tell the consoles and the projector of these sittings that they are out of date, once this transaction is committed.

        ``what`` says why, for who reads the code: it is not sent, and neither is anything else. A message that told what changed
        would have to be kept from those who may not know it, and one for each secret vote would tell when it was cast: secret
        casts are not announced.
        """
        for sitting in self:
            sitting._bus_send(ROOM_CHANGED, {"sitting": sitting.id})
            # sudo: who casts a vote may not read the address of the projector; nothing but “changed” goes there
            sitting_sudo = sitting.sudo()
            if sitting_sudo.hall_token:
                self.env["bus.bus"]._sendone(sitting_sudo._hall_channel(), ROOM_CHANGED, {})

    @api.model
    def _heard_on(self, channels):
        """Return ``(sittings, other channels)``: of the sittings that are asked for, those that the user may read."""
        asked = {channel: int(found[1]) for channel in channels if isinstance(channel, str) and (found := CHANNEL.fullmatch(channel))}
        others = [channel for channel in channels if not isinstance(channel, str) or channel not in asked]
        # A websocket knows nothing of the companies switched on: those of the user count.
        sittings = self.with_context(allowed_company_ids=self.env.user.company_ids.ids)
        if not asked or not sittings.has_access("read"):
            return self.browse(), others
        return sittings.browse(asked.values()).exists()._filtered_access("read"), others

    # --- opening the room ---

    @api.model
    @api.readonly
    def room_to_open(self):
        """Return the id of the sitting whose room one wants when asking for none: open now, else the next one called."""
        self.check_access("read")
        own = Domain("company_id", "in", self.env.companies.ids)
        now = self.search(own & Domain("state", "in", ("open", "suspended")), order="starts_at desc", limit=1)
        coming = own & Domain("state", "=", "planned") & Domain("meeting_id.state", "=", "convened")
        return (now or self.search(coming, order="starts_at", limit=1)).id

    def action_open_room(self):
        """Open the meeting room of this sitting."""
        self.ensure_one()
        action = self.env["ir.actions.actions"]._for_xml_id("lecce_smartcity.action_meeting_room")
        return action | {"params": {"sitting_id": self.id}}

    # --- the snapshot of the console ---

    @api.readonly
    def read_room(self, item_id=False):
        """Return all that the console shows, with ``item_id`` (or the item under discussion) in its middle."""
        self.ensure_one()
        self.check_access("read")
        return self._room(self._room_item(item_id))

    def _room(self, item=None):
        self.ensure_one()
        item = item or self.current_item_id
        now = self._instant()
        speaker, waiting = self._floor(now)
        turns = self._turns()
        quorum = self._room_quorum(item, turns)
        return {
            "id": self.id,
            "now": fields.Datetime.to_string(now),
            "may_write": self.has_access("write"),
            "meeting": self._room_meeting(),
            "call": self.call,
            "call_label": self._room_label("call"),
            "state": self.state,
            "state_label": self._room_label("state"),
            "starts_at": self._room_clock(self.starts_at, "datetime"),
            "opened_at": self._room_clock(self.opened_at),
            "closed_at": self._room_clock(self.closed_at),
            "chair": self.chair_partner_id.name or self.chair_id.name or "",
            "secretary": self.secretary_partner_id.name or "",
            "quorum": quorum,
            "next": self._room_next(quorum, now),
            "agenda": self._room_agenda(),
            "item": bool(item) and self._room_item_detail(item, quorum),
            "speaker": speaker,
            "waiting": waiting,
            "speaking_limit": self.speaking_limit,
            "arrivals": self._room_arrivals(),
            "log": self._room_log(60, turns),
            "hall": {"message": self.hall_message or "", "until": fields.Datetime.to_string(self.hall_until) or ""},
        }

    def _room_item(self, item_id):
        item = self.env["association.agenda.item"].browse(item_id or ())
        if item and item not in self.meeting_id.item_ids:
            raise UserError(_("This item is not on the agenda of this meeting."))
        return item

    def _room_meeting(self):
        meeting = self.meeting_id
        return {
            "id": meeting.id,
            "name": meeting.name,
            "body": meeting.body_id.name,
            "association": meeting.company_id.name,
            "mode": meeting.mode,
            "mode_label": dict(meeting._fields["mode"]._description_selection(self.env))[meeting.mode],
            "place": meeting.place or "",
            "link": meeting.link or "",
            "calls": [
                {
                    "id": sitting.id,
                    "label": sitting._room_label("call"),
                    "state": sitting.state,
                    "state_label": sitting._room_label("state"),
                    "starts_at": sitting._room_clock(sitting.starts_at, "datetime"),
                }
                for sitting in meeting.sitting_ids
            ],
        }

    def _room_label(self, name):
        return dict(self._fields[name]._description_selection(self.env))[self[name]]

    def _room_clock(self, moment, show="time"):
        """Return a moment as the clock in the hall shows it: Italian time, hours and minutes."""
        if not moment:
            return ""
        local = moment.replace(tzinfo=UTC).astimezone(ROME)
        return local.strftime("%H:%M" if show == "time" else "%d/%m/%Y %H:%M")

    # --- what comes next ---

    def _room_next(self, quorum, now):
        """Return the one step that the sitting waits for: ``{code, label, hint, …}``; None when it is over."""
        if self.state == "planned":
            return self._next_at_the_door(quorum, now)
        if self.state == "suspended":
            return {"code": "resume", "label": _("Resume the sitting"), "hint": ""}
        if self.state == "open":
            return self._next_while_open(quorum)
        other = self.meeting_id.sitting_ids.filtered(lambda sitting: sitting.call == "second" and sitting.state == "planned")
        if self.state == "deserted" and other - self:
            hint = _("Called for %s.", other._room_clock(other.starts_at, "datetime"))
            return {"code": "go", "label": _("Go to the second call"), "hint": hint, "sitting": other.id}
        return None

    def _next_at_the_door(self, quorum, now):
        first = self.meeting_id.sitting_ids.filtered(lambda sitting: sitting.call == "first") - self
        if self.call == "second" and first and first.state != "deserted":
            hint = _("The first call must be declared deserted before.")
            return {"code": "go", "label": _("Go to the first call"), "hint": hint, "sitting": first.id}
        label = _("Open the first call") if self.call == "first" else _("Open the second call")
        if now < self.starts_at:
            hint = _("Called for %s: not before.", self._room_clock(self.starts_at, "datetime"))
            return {"code": "open", "label": label, "hint": hint, "disabled": True}
        if quorum["reached"]:
            return {"code": "open", "label": label, "hint": ""}
        hint = _("%s more are needed to open: wait for them, or declare the call deserted.", quorum["missing"])
        return {"code": "desert", "label": _("Declare deserted"), "hint": hint}

    def _next_while_open(self, quorum):
        item = self.current_item_id
        if item and item.state == "discussed":
            if item._decides():
                return self._next_of_votes(item, quorum)
            label = _("Item %s: taken note", item.number)
            return {"code": "note", "label": label, "hint": _("Nothing is voted on."), "item": item.id}
        waiting = self.meeting_id.item_ids._in_order().filtered(lambda candidate: candidate.state in ("open", "discussed"))
        if waiting:
            following = waiting[0]
            label = _("Take up item %s", following.number)
            return {"code": "take_up", "label": label, "hint": following.name, "item": following.id}
        return {"code": "close", "label": _("Close the sitting"), "hint": _("Every item has its outcome.")}

    # --- the projector's address ---

    def open_hall(self):
        """Return the address of this sitting's projector: who has it sees what the hall sees, without a login."""
        self.ensure_one()
        self.check_access("read")
        if not self.hall_token:
            self.check_access("write")
            self.hall_token = secrets.token_urlsafe(24)
        return f"/meeting/hall/{self.hall_token}"

    def set_hall(self, message="", minutes=0):
        """Show a message to the hall, with the minutes that are left if ``minutes`` is given; empty: take it away."""
        self.ensure_one()
        until = fields.Datetime.add(fields.Datetime.now(), minutes=minutes) if minutes else False
        self.write({"hall_message": (message or "").strip() or False, "hall_until": until})
        self._announce("hall")

    def _hall_channel(self):
        """Return the name of the projector's bus channel: who does not know the address cannot guess it."""
        return f"association.hall_{self.hall_token}"


class AssociationMeeting(models.Model):
    _inherit = "association.meeting"

    def action_open_room(self):
        """Open the room of the call that is open, or comes next."""
        self.ensure_one()
        order = ("open", "suspended", "planned", "closed", "deserted", "dropped")
        sittings = self.sitting_ids.sorted(lambda sitting: (order.index(sitting.state), sitting.starts_at))
        if not sittings:
            raise UserError(_("“%s” has no call: say when people meet.", self.name))
        return sittings[0].action_open_room()
