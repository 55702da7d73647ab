from odoo import _, api, fields, models
from odoo.exceptions import UserError


class AssociationMeeting(models.Model):
    """What the screens of a meeting tell: what comes next, until when, who is called."""

    _inherit = "association.meeting"

    obstacles = fields.Html(string="Before it can be convened", compute="_compute_obstacles")
    remarks = fields.Html(string="Worth a look", compute="_compute_obstacles")
    send_by_text = fields.Char(string="Notice", compute="_compute_obstacles")
    send_by_day = fields.Date(string="Notice by", compute="_compute_obstacles")
    called_count = fields.Integer(string="Called", compute="_compute_counts")
    entitled_count = fields.Integer(string="Entitled to vote", compute="_compute_counts")
    votes_count = fields.Integer(string="Votes", compute="_compute_counts")
    item_count = fields.Integer(string="Items", compute="_compute_counts")
    color = fields.Integer(related="body_id.color")

    @api.depends(
        "body_id", "kind", "mode", "state", "place", "link", "record_date", "convener_id", "by_court", "urgent_reason", "answers_by",
        "first_call", "second_call", "item_ids.matter", "item_ids.name", "item_ids.member_id", "item_ids.application_ids",
        "item_ids.statute_id", "item_ids.election_id",
    )  # fmt: skip
    @api.depends_context("lang")
    def _compute_obstacles(self):
        wording = self.env["association.wording"]
        for meeting in self:
            meeting.obstacles = meeting.remarks = meeting.send_by_text = meeting.send_by_day = False
            if not meeting.body_id:
                continue
            try:
                known = meeting._send_by()
                if known:
                    meeting.send_by_text = wording._send_by_text(*known)
                    meeting.send_by_day = known[0].day
                if meeting.state == "draft":
                    meeting.obstacles = wording._meeting_obstacles(meeting._convening_refusals())
                    meeting.remarks = wording._meeting_obstacles(meeting._remarks())
            except UserError as error:  # no legal regime on that day: nothing can be judged
                meeting.obstacles = wording._meeting_obstacles([str(error)])

    def _remarks(self):
        """Return a sentence for everything that does not stand in the way and is easily forgotten."""
        self.ensure_one()
        found = []
        assembly = self.body_id.kind == "assembly"
        if assembly and self.first_call and not self.second_call and self.mode != "written":
            found.append(_("There is no second call: if the first is deserted, the assembly has to be convened again."))
        if self.date and self.body_id.kind in ("assembly", "board") and not self._send_by():
            found.append(_("The statute fixes no notice: leave people a reasonable time, and enter the rule if there is one."))
        lacking = {
            "admission": ("application_ids", _("which applications it is about")),
            "exclusion": ("member_id", _("which member it is about")),
            "statute_change": ("statute_id", _("the draft of the statute")),
            "election": ("election_id", _("the election")),
        }
        for item in self.item_ids._in_order():
            name, what = lacking.get(item.matter, (None, None))
            if name and not item[name]:
                found.append(
                    _("%(number)s “%(item)s”: say %(what)s, so that the decision can be carried out.",
                      number=item.number or "", item=item.name, what=what)
                )  # fmt: skip
            if item.matter in ("accounts", "budget") and not item.attachment_ids:
                lack = _("%(number)s “%(item)s”: no document is attached for the members to read.")
                found.append(lack % {"number": item.number or "", "item": item.name})
        return found

    def _compute_counts(self):
        groups = self.env["association.meeting.roll"]._read_group(
            [("meeting_id", "in", self.ids)], ["meeting_id", "entitled"], ["__count", "votes:sum"]
        )
        called, entitled, votes = {}, {}, {}
        for meeting, may, count, total in groups:
            called[meeting.id] = called.get(meeting.id, 0) + count
            if may:
                entitled[meeting.id], votes[meeting.id] = count, total
        items = dict(self.env["association.agenda.item"]._read_group([("meeting_id", "in", self.ids)], ["meeting_id"], ["__count"]))
        for meeting in self:
            meeting.called_count = called.get(meeting.id, 0)
            meeting.entitled_count = entitled.get(meeting.id, 0)
            meeting.votes_count = votes.get(meeting.id, 0)
            meeting.item_count = items.get(meeting, 0)

    def action_preview_roll(self):
        """Compute the roll as it would be frozen now, and show it."""
        self.ensure_one()
        if self.state == "draft":
            self._freeze_roll()
        return self.action_open_roll()

    def action_open_roll(self):
        """Show who is called."""
        self.ensure_one()
        return {
            "type": "ir.actions.act_window",
            "name": _("Roll of %s", self.name),
            "res_model": "association.meeting.roll",
            "view_mode": "list,form",
            "domain": [("meeting_id", "=", self.id)],
            "context": {"create": False},
        }
