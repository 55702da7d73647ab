from markupsafe import Markup

from odoo import _, api, fields, models

from ..bylaws.meeting import circumstances, validity
from ..bylaws.meeting.votes import parallel_majorities

STYLES = {
    True: ("fa-check-circle", "text-success"),
    False: ("fa-times-circle", "text-danger"),
    None: ("fa-info-circle", "text-muted"),
}


class AssociationBallot(models.Model):
    """What the form of a vote shows and opens."""

    _inherit = "association.ballot"

    meeting_mode = fields.Selection(related="meeting_id.mode", string="Mode of the meeting")
    item_state = fields.Selection(related="item_id.state", string="State of the item")
    election_id = fields.Many2one(related="item_id.election_id", string="Election")
    voter_count = fields.Integer(string="May vote", compute="_compute_counts")
    marked_count = fields.Integer(string="Have voted", compute="_compute_counts")
    count_total = fields.Integer(string="Counts entered", compute="_compute_counts")
    waits_for_count = fields.Boolean(compute="_compute_counts")
    dangers_html = fields.Html(string="What may betray it", compute="_compute_dangers_html", sanitize=False)
    verdict_html = fields.Html(string="Verdict explained", compute="_compute_verdict_html", sanitize=False)
    slips_html = fields.Html(string="Published slips", compute="_compute_slips_html", sanitize=False)

    @api.depends("voter_ids.is_marked", "voter_ids.channel", "count_ids", "state")
    def _compute_counts(self):
        for ballot in self:
            progress = ballot._progress()
            ballot.voter_count = progress["voters"]
            ballot.marked_count = progress["marked"] or 0
            ballot.count_total = len(ballot.sudo().count_ids)  # sudo: how many have counted, not what
            ballot.waits_for_count = ballot.state == "open" and ballot._needs_count()

    @api.depends("frozen")
    @api.depends_context("lang")
    def _compute_dangers_html(self):
        wording = self.env["association.wording"]
        for ballot in self:
            lines = [wording._sentences()[one["code"]] % one["params"] for one in (ballot.frozen or {}).get("dangers", [])]
            ballot.dangers_html = Markup("<br/>").join(lines) if lines else False

    # --- the verdict explained ---

    def _verdict_lines(self):
        """Return the ``sheet.Line`` of what was counted: count, quorum, majority, sides, the test without conflicts."""
        self.ensure_one()
        kept = self.verdict or {}
        quorum = self._ruling_of("quorum")
        lines = [validity.quorum_line(self._kept("reading"), quorum)] if kept and quorum else []
        if not kept.get("majority"):
            return lines
        ruling, tally = self._ruling_of("majority"), self._kept("tally")
        lines += [circumstances.count_line(tally), validity.majority_line(tally, self._kept("majority"), ruling)]
        if kept.get("sides"):
            sides = self._sides()
            verdicts = parallel_majorities(ruling.value, sides, self._abstentions())
            lines += validity.side_lines({side: pair[0] for side, pair in sides.items()}, verdicts, ruling)
        return [*lines, *self._conflict_lines(kept)]

    def _conflict_lines(self, kept):
        if not kept.get("resistance"):
            return
        names = self.env["association.meeting.roll"].browse(kept["resistance"]["who"]).mapped("name")
        line = validity.resistance_line(self._kept("resistance"), names)
        yield line if kept["resistance"]["certain"] or line.ok else line._replace(ok=None)

    @api.depends("verdict", "state")
    @api.depends_context("lang")
    def _compute_verdict_html(self):
        for ballot in self:
            told = ballot._verdict_lines() if ballot.verdict else []
            rows = Markup("").join(map(ballot._verdict_row, told))
            ballot.verdict_html = rows and Markup("%s<dl class='o_association_verdict'>%s</dl>%s") % (
                ballot._headline(), rows, ballot._box_row()
            )  # fmt: skip

    def _headline(self):
        if self.method == "election":
            return ""
        word = _("The numbers say: adopted") if self.adopted else _("The numbers say: rejected")
        style = "text-success" if self.adopted else "text-danger"
        return Markup('<h3 class="%s">%s</h3>') % (style, word)

    def _verdict_row(self, line):
        icon, style = STYLES[line.ok]
        lang = self.env.lang
        article = Markup(' <span class="text-muted">(%s)</span>') % line.article if line.article else ""
        formula = Markup('<div class="font-monospace small text-muted">%s</div>') % line.formula if line.formula else ""
        return Markup('<dt><i class="fa %s %s me-1" role="img" aria-hidden="true"></i>%s</dt><dd class="ms-4">%s%s%s</dd>') % (
            icon, style, line.title.text(lang), line.sentence.text(lang), article, formula
        )  # fmt: skip

    def _box_row(self):
        """Return HTML: how the box adds up."""
        box = (self.verdict or {}).get("box")
        if not box or not self.is_secret:
            return ""
        told = _(
            "%(entitled)s votes could be cast ≥ %(marks)s were marked = %(slips)s slips on devices + %(papers)s papers in the hall. "
            "Slips drawn and never handed in: %(unredeemed)s.",
            **{name: box[name] for name in ("entitled", "marks", "slips", "papers", "unredeemed")},
        )
        alike = Markup('<p class="text-warning-emphasis">%s</p>') % _("All slips say the same: everybody knows how everybody voted.")
        return Markup("<p>%s</p>%s") % (told, alike if self.verdict.get("unanimous") else "")

    @api.depends("state", "verdict")
    @api.depends_context("lang")
    def _compute_slips_html(self):
        labels = dict(self.env["association.vote"]._fields["choice"]._description_selection(self.env))
        for ballot in self:
            ballot.slips_html = False
            if not ballot.is_secret or ballot.state not in ("closed", "proclaimed"):
                continue
            found = ballot.published_slips()
            pairs = [(one["receipt"], labels.get(one["choice"], one["choice"])) for one in found["slips"]]
            pairs += [(receipt, "") for receipt in found["receipts"]]
            rows = Markup("").join(Markup("<tr><td><code>%s</code></td><td>%s</td></tr>") % pair for pair in pairs)
            head = Markup("<thead><tr><th>%s</th><th>%s</th></tr></thead>") % (_("Receipt"), _("Slip"))
            ballot.slips_html = rows and Markup('<table class="table table-sm w-auto">%s<tbody>%s</tbody></table>') % (head, rows)

    # --- opening other screens ---

    def _open_step(self, kind, title):
        self.ensure_one()
        return {
            "type": "ir.actions.act_window",
            "name": title,
            "res_model": "association.ballot.step",
            "view_mode": "form",
            "views": [(False, "form")],
            "target": "new",
            "context": {"default_ballot_id": self.id, "default_kind": kind},
        }

    def action_ask_proclaim(self):
        """Ask what the chair proclaims."""
        return self._open_step("proclaim", _("Proclaim"))

    def action_ask_annul(self):
        """Ask why the vote is annulled."""
        return self._open_step("annul", _("Annul the vote"))

    def action_ask_count(self):
        """Ask what the user counted in the hall."""
        return self._open_step("count", _("Your count"))

    def action_open_election(self):
        """Open the election whose papers these are."""
        self.ensure_one()
        return {
            "type": "ir.actions.act_window",
            "res_model": "association.election",
            "res_id": self.election_id.id,
            "view_mode": "form",
        }


class AssociationAgendaItem(models.Model):
    """Votes on the screens of an item."""

    _inherit = "association.agenda.item"

    can_call_vote = fields.Boolean(compute="_compute_can_call_vote")

    @api.depends("state", "matter", "ballot_ids.state", "meeting_id.sitting_ids.state", "meeting_id.mode", "meeting_id.state")
    def _compute_can_call_vote(self):
        for item in self:
            sits = "open" in item.meeting_id.sitting_ids.mapped("state")
            written = item.meeting_id.mode == "written" and item.meeting_id.state == "convened"
            under_way = any(ballot.state in ("draft", "open", "closed") for ballot in item.ballot_ids)
            decides = item._matter().votes and item.state in ("open", "discussed", "rejected") if item.matter else False
            item.can_call_vote = decides and (sits or written) and not under_way

    def action_call_and_open(self):
        """Call a vote on the item and show it."""
        return self._show_ballot(self.action_call_vote())

    def action_open_ballots(self):
        """Show the votes on the item."""
        self.ensure_one()
        if len(self.ballot_ids) == 1:
            return self._show_ballot(self.ballot_ids)
        action = self.env["ir.actions.act_window"]._for_xml_id("lecce_smartcity.action_ballots")
        return action | {"domain": [("item_id", "=", self.id)], "context": {"default_item_id": self.id}}

    def _show_ballot(self, ballot):
        return {
            "type": "ir.actions.act_window",
            "name": self.env._("Vote"),
            "res_model": "association.ballot",
            "res_id": ballot.id,
            "view_mode": "form",
        }
