from odoo import _, api, models


class AssociationMeetingRoomLog(models.Model):
    """What happened in a sitting, told from its records: nothing is kept twice."""

    _inherit = "association.sitting"

    @api.readonly
    def read_log(self):
        """Return the whole story of the sitting, the latest first."""
        self.ensure_one()
        self.check_access("read")
        return self._room_log(None, self._turns())

    def _room_log(self, limit, turns):
        told = [
            *self._log_of_sitting(turns),
            *self._log_of_attendance(limit),
            *self._log_of_agenda(),
            *self._log_of_votes(),
            *self._log_of_recusals(),
        ]
        told.sort(key=lambda line: line[0], reverse=True)
        return [
            {"key": f"{kind}-{at}-{index}", "at": self._room_clock(at), "kind": kind, "text": text}
            for index, (at, kind, text) in enumerate(told[:limit])
        ]

    def _log_of_sitting(self, turns):
        sentences = {
            "opened": _("The sitting is opened: %s.", self._room_label("call")),
            "deserted": _("The call is declared deserted."),
            "suspended": _("The sitting is suspended."),
            "resumed": _("The sitting is resumed."),
            "closed": _("The sitting is closed."),
        }
        for event in self.event_ids:
            yield event.at, "sitting", " ".join(filter(None, [sentences[event.kind], event.reason]))
        for turn in turns:
            sentence = self._turn_sentence(turn)
            yield turn.at, f"quorum_{turn.kind}", sentence[:1].upper() + sentence[1:] + "."

    def _log_of_attendance(self, limit):
        lines = self.env["association.attendance"].search([("sitting_id", "=", self.id)], order="id desc", limit=limit)
        struck = lines.strikes_id
        sentences = {"in": _("%s came in"), "remote": _("%s connected"), "out": _("%s left")}
        for line in lines:
            who = line.roll_id.name
            if line.strikes_id:
                text = _("Struck: %(what)s (%(why)s)", what=sentences[line.strikes_id.kind] % who, why=line.motive or "")
                yield line.recorded_at, "struck", text
            elif line not in struck:
                yield line.at, line.kind, sentences[line.kind] % who

    def _log_of_agenda(self):
        for item in self.meeting_id.item_ids:
            if item.started_at:
                yield item.started_at, "item", _("Item %(number)s is taken up: %(name)s", number=item.number, name=item.name)
            if item.ended_at:
                state = dict(item._fields["state"]._description_selection(self.env))[item.state]
                yield item.ended_at, "item", _("Item %(number)s is left: %(state)s", number=item.number, state=state.lower())

    def _log_of_votes(self):
        ballots = self.env["association.ballot"].search([("sitting_id", "=", self.id)])
        for ballot in ballots:
            names = {"number": ballot.item_id.number, "round": ballot.round}
            if ballot.opened_at:
                yield ballot.opened_at, "vote", _("Vote %(round)s on item %(number)s is opened", **names)
            if ballot.closed_at:
                yield ballot.closed_at, "vote", _("Vote %(round)s on item %(number)s is closed", **names)
            if ballot.proclaimed_at:
                outcome = dict(ballot._fields["proclaimed"]._description_selection(self.env)).get(ballot.proclaimed, "")
                text = _("Item %(number)s is proclaimed: %(outcome)s", outcome=outcome.lower(), **names)
                yield ballot.proclaimed_at, "proclaimed", text

    def _log_of_recusals(self):
        for recusal in self.env["association.recusal"].search([("meeting_id", "=", self.meeting_id.id)]):
            names = {"name": recusal.roll_id.name, "number": recusal.item_id.number, "reason": recusal.reason}
            yield recusal.declared_at, "recusal", _("%(name)s stands aside on item %(number)s: %(reason)s", **names)
