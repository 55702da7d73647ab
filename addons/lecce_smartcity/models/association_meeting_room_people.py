import re
from collections import defaultdict

from odoo import _, api, models
from odoo.exceptions import UserError
from odoo.fields import Domain

# What a code reader sends of the code on a notice: its whole address, or the code alone.
CODE_IN_ADDRESS = re.compile(r"/my/meeting/checkin/([\w-]+)/?$")
LOOKS_LIKE_A_CODE = re.compile(r"[\w-]{10,}")
MOST_FOUND = 8
MOST_ARRIVALS = 6


class AssociationMeetingRoomPeople(models.Model):
    """The door of the room: who is looked up, who comes in, connects or leaves."""

    _inherit = "association.sitting"

    # --- looking up: the roll may have thousands of lines, the browser gets the few that are asked for ---

    @api.readonly
    def find_people(self, text, marked="all"):
        """Return who on the roll has that register number, or that text in the name; the best first.

        :param marked: ``all``, or ``present``: those alone who are there
        """
        self.ensure_one()
        self.check_access("read")
        rolls = self._find_rolls(text)
        people = self._as_people(rolls)
        return [person for person in people if marked == "all" or person["where"] in ("in", "remote")]

    def _find_rolls(self, text):
        Roll = self.env["association.meeting.roll"]
        text = (text or "").strip()
        if not text:
            return Roll
        base = Domain("meeting_id", "=", self.meeting_id.id)
        number = int(text) if text.isdecimal() and len(text) < 9 else 0
        found = Roll.search(base & Domain("register_number", "=", number), limit=MOST_FOUND) if number else Roll
        for pattern in (f"{text}%", f"% {text}%"):
            if len(found) < MOST_FOUND:
                named = Domain("name", "=ilike", pattern) | Domain("acting_name", "=ilike", pattern)
                found |= Roll.search(base & named & Domain("id", "not in", found.ids), limit=MOST_FOUND - len(found))
        if len(found) < MOST_FOUND:
            words = Domain.AND([Domain("name", "ilike", word) | Domain("acting_name", "ilike", word) for word in text.split()])
            found |= Roll.search(base & words & Domain("id", "not in", found.ids), limit=MOST_FOUND - len(found))
        return found

    def _as_people(self, rolls):
        """Return what the door shows of these lines: where they are, whose proxies they hold, why they have no vote."""
        where = self._whereabouts(rolls)
        held, given = defaultdict(list), {}
        proxies = self.env["association.proxy"].search(
            [
                ("meeting_id", "=", self.meeting_id.id), ("revoked_at", "=", False),
                "|", ("holder_id", "in", rolls.ids), ("principal_id", "in", rolls.ids),
            ]
        )  # fmt: skip
        for proxy in proxies:
            held[proxy.holder_id.id].append(proxy.principal_id.name)
            given[proxy.principal_id.id] = proxy.holder_id.name
        return [
            {
                "id": roll.id,
                "name": roll.name,
                "acting": roll.acting_name or "",
                "number": roll.register_number,
                "category": roll.category or "",
                "votes": roll.votes,
                "entitled": roll.entitled,
                "why": "" if roll.may_vote else roll.reasons_text or "",
                "guest": roll.is_guest,
                "nobody_acts": roll.entitled and not roll.may_vote and not roll.acting_partner_id,
                "where": where.get(roll.id, ""),
                "holds": held.get(roll.id, []),
                "gave_to": given.get(roll.id, ""),
            }
            for roll in rolls
        ]

    def _whereabouts(self, rolls):
        lines = self.env["association.attendance"].search(
            [("sitting_id", "=", self.id), ("roll_id", "in", rolls.ids)], order="at, id"
        )
        struck = lines.strikes_id
        return {line.roll_id.id: line.kind for line in lines if not line.strikes_id and line not in struck}

    # --- coming and going ---

    def check_in_typed(self, text, kind="in"):
        """Take what was typed or scanned: a code on a notice, a register number, a name.

        :return: ``{"done": person}``, or ``{"candidates": [person…]}`` when somebody must choose
        """
        self.ensure_one()
        text = (text or "").strip()
        rolls = self._find_rolls(text) if not CODE_IN_ADDRESS.search(text) else self.meeting_id.roll_ids.browse()
        if not rolls and (CODE_IN_ADDRESS.search(text) or LOOKS_LIKE_A_CODE.fullmatch(text)):
            return {"done": self._checked_in(self._check_in_by_code(text, kind), kind)}
        if not rolls:
            raise UserError(_("“%s”: nobody on the roll of this meeting has this name, number or code.", text))
        by_number = rolls.filtered(lambda roll: text == str(roll.register_number))
        if len(by_number or rolls) == 1:
            found = by_number or rolls
            person = self._as_people(found)
            return {"candidates": person} if person[0]["nobody_acts"] else {"done": self.check_in(found.id, kind)}
        return {"candidates": self._as_people(rolls)}

    def check_in(self, roll_id, kind="in", acting=""):
        """Note that somebody came in (``in``) or connected (``remote``); return the person.

        :param acting: name of who came for a legal person, where it is not who the roll says
        """
        self.ensure_one()
        roll = self._room_roll(roll_id)
        self._check_in(
            roll, kind=kind, identification="video" if kind == "remote" else "known", acting=self._acting_partner(acting)
        )
        return self._checked_in(roll, kind)

    def _acting_partner(self, name):
        """Return the person of that name, newly written down if nobody is; None without a name."""
        name = (name or "").strip()
        if not name:
            return None
        partners = self.env["res.partner"]
        return partners.search([("name", "=ilike", name), ("is_company", "=", False)], limit=1) or partners.create({"name": name})

    def check_out(self, roll_id):
        """Note that somebody left; return the person."""
        self.ensure_one()
        roll = self._room_roll(roll_id)
        self._check_out(roll)
        return self._as_people(roll)[0]

    def strike_attendance(self, attendance_id, motive):
        """Strike a line noted by mistake: it stays readable, with the motive."""
        self.ensure_one()
        line = self.env["association.attendance"].browse(attendance_id)
        if line.sitting_id != self:
            raise UserError(_("This line is of another sitting."))
        self._strike(line, motive)

    def _checked_in(self, roll, kind):
        return self._as_people(roll)[0] | {"kind": kind}

    def _room_roll(self, roll_id):
        roll = self.env["association.meeting.roll"].browse(roll_id)
        if roll.meeting_id != self.meeting_id:
            raise UserError(_("This person is not on the roll of this meeting."))
        return roll

    def _room_arrivals(self):
        """Return the last lines of the door, the latest first."""
        lines = self.env["association.attendance"].search([("sitting_id", "=", self.id)], order="id desc", limit=2 * MOST_ARRIVALS)
        struck = lines.strikes_id
        kinds = dict(lines._fields["kind"]._description_selection(self.env))
        return [
            {
                "id": line.id,
                "roll": line.roll_id.id,
                "name": line.roll_id.name,
                "number": line.roll_id.register_number,
                "kind": line.kind,
                "kind_label": kinds[line.kind],
                "at": self._room_clock(line.at),
                "struck": line in struck,
            }
            for line in lines
            if not line.strikes_id
        ][:MOST_ARRIVALS]

    # --- the floor ---

    def ask_floor(self, roll_id, kind="floor"):
        """Put somebody on the list of speakers."""
        self.ensure_one()
        self._ask_floor(self._room_roll(roll_id), kind)

    def turn_step(self, turn_id, step):
        """Give, pause, resume, take back the floor; strike a request or put it back; grant a minute more."""
        self.ensure_one()
        turn = self.turn_ids.filtered(lambda turn: turn.id == turn_id)
        steps = {
            "start": turn.action_start, "pause": turn.action_pause, "resume": turn.action_resume, "stop": turn.action_stop,
            "withdraw": turn.action_withdraw, "reopen": turn.action_reopen, "extend": turn.action_extend,
        }  # fmt: skip
        if turn and step in steps:
            steps[step]()
