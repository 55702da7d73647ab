from odoo import fields, models

MOST_WAITING = 5


class AssociationMeetingHall(models.Model):
    """What the projector shows: what anybody in the hall may see, and nothing else."""

    _inherit = "association.sitting"

    def _hall(self):
        """Return the projector's snapshot.

        No names but of those who speak; of a secret vote nothing while it is open; of any vote nobody's choice; an item behind
        closed doors by its number alone.
        """
        self.ensure_one()
        now = self._instant()
        item = self.current_item_id
        speaker, waiting = self._floor(now)
        quorum = self._room_quorum(item)
        return {
            "now": fields.Datetime.to_string(now),
            "association": self.company_id.name,
            "body": self.meeting_id.body_id.name,
            "name": self.meeting_id.name,
            "call_label": self._room_label("call"),
            "state": self.state,
            "state_label": self._room_label("state"),
            "starts_at": self._room_clock(self.starts_at),
            "quorum": {
                name: quorum[name]
                for name in ("own", "remote", "by_proxy", "heads", "total", "needed", "missing", "reached", "base", "rule", "article")
            },
            "agenda": [self._hall_item(line) for line in self._room_agenda()],
            "item": self._hall_item(next((line for line in self._room_agenda() if line["current"]), None)),
            "speaker": speaker and self._hall_turn(speaker),
            "waiting": [self._hall_turn(turn) for turn in waiting[:MOST_WAITING]],
            "more_waiting": max(0, len(waiting) - MOST_WAITING),
            "vote": self._hall_vote(item),
            "message": self.hall_message or "",
            "until": fields.Datetime.to_string(self.hall_until) or "",
        }

    def _hall_item(self, line):
        if not line:
            return False
        shown = {name: line[name] for name in ("id", "number", "depth", "state", "state_label", "current", "closed_door")}
        return shown | {"name": "" if line["closed_door"] else line["name"]}

    def _hall_turn(self, turn):
        return {name: turn[name] for name in ("id", "name", "kind", "kind_label", "state", "elapsed", "running", "limit")}

    def _hall_vote(self, item):
        """Return the vote that the hall is looking at: the last one of the item under discussion, once it has been opened."""
        ballot = item.ballot_ids.filtered(lambda ballot: ballot.state in ("open", "closed", "proclaimed")).sorted("round")[-1:]
        if not ballot:
            return False
        shown = self._room_ballot(ballot)
        names = ("id", "method", "method_label", "secret", "state", "progress", "bars", "proclaimed")
        if ballot.state == "open":
            shown["bars"] = []
        vote = {name: shown[name] for name in names} | {
            "question": "" if item.is_closed_door else ballot.question,
            "rule": next((rule for rule in shown["rules"][-1:]), False),
            "resolution": shown["resolution"] and shown["resolution"]["name"],
        }
        return vote | {name: shown.get(name, "") for name in ("base", "needed", "total", "proclaimed_label")}
