from odoo import api, fields, models

from ..bylaws.meeting import challenges, sheet_record

# Votes by name, in the order in which minutes list them.
LISTED = ("favour", "against", "abstained", "not_voting", "recused", "barred")


class AssociationResolution(models.Model):
    """What the form of a resolution shows: the sheet as a table, the outcome by name, who may challenge it."""

    _inherit = "association.resolution"

    sheet_table = fields.Html(string="Validity", compute="_compute_sheet_table", sanitize=False)
    is_sound = fields.Boolean(string="Nothing speaks against it", compute="_compute_sheet_table")
    differs = fields.Boolean(string="Proclaimed against the count", compute="_compute_sheet_table")
    outcome_by_name = fields.Html(compute="_compute_outcome_by_name", sanitize=False)
    remedies = fields.Html(string="Who may challenge it", compute="_compute_remedies", sanitize=False)
    challenge_until = fields.Date(string="May be challenged until", compute="_compute_remedies")

    def _sheet(self):
        """Return the validity sheet that was frozen at the adoption; None without a vote."""
        self.ensure_one()
        return sheet_record.decode(self.sheet) if self.sheet else None

    @api.depends("sheet")
    @api.depends_context("lang")
    def _compute_sheet_table(self):
        for resolution in self:
            sheet = resolution._sheet()
            resolution.sheet_table = sheet and self.env["association.wording"]._sheet_table(sheet)
            resolution.is_sound = sheet is not None and sheet.sound
            resolution.differs = sheet is not None and sheet.differs

    @api.depends("ballot_id")
    def _compute_outcome_by_name(self):
        for resolution in self:
            resolution.outcome_by_name = resolution._votes_by_name()

    def _votes_by_name(self):
        """Return who voted how, as the roll named them, where the vote was by name."""
        votes = self.ballot_id.vote_ids
        if not votes or self.ballot_id.is_secret:
            return False
        labels = dict(votes._fields["choice"]._description_selection(self.env))
        grouped = votes.grouped("choice")
        groups = [(labels[choice], sorted(grouped[choice].roll_id.mapped("name"))) for choice in LISTED if choice in grouped]
        return self.env["association.wording"]._by_name(groups)

    @api.depends("matter", "adopted_on", "body_kind", "event_ids.notification_ids")
    @api.depends_context("lang")
    def _compute_remedies(self):
        for resolution in self:
            resolution.remedies = self.env["association.wording"]._remedies_list(resolution._remedies())
            resolution.challenge_until = resolution._last_day_to_challenge()

    # --- buttons ---

    def action_record_measure(self):
        """Open the form that records a challenge or what a court decided."""
        self.ensure_one()
        possible = [measure for measure in challenges.MEASURES if (self.state, measure) in challenges.TRANSITIONS]
        return {
            "type": "ir.actions.act_window",
            "name": self.env._("Record a challenge or a measure"),
            "res_model": "association.resolution.measure",
            "view_mode": "form",
            "target": "new",
            "context": {"default_resolution_id": self.id, "default_measure": possible[0]},
        }

    def _open(self, name, model, domain):
        return {"type": "ir.actions.act_window", "name": name, "res_model": model, "view_mode": "list,form", "domain": domain}

    def action_open_events(self):
        """Open the membership events that this resolution decided."""
        self.ensure_one()
        return self._open(self.env._("Events"), "association.member.event", [("resolution_id", "=", self.id)])

    def action_open_mandates(self):
        """Open the mandates that this resolution gave or ended."""
        self.ensure_one()
        mandates = self.mandate_ids | self.mandate_act_ids.mandate_id
        return self._open(self.env._("Mandates"), "association.mandate", [("id", "in", mandates.ids)])


class AssociationMeeting(models.Model):
    _inherit = "association.meeting"

    resolution_count = fields.Integer(compute="_compute_resolution_count")

    def _compute_resolution_count(self):
        counts = dict(self.env["association.resolution"]._read_group([("meeting_id", "in", self.ids)], ["meeting_id"], ["__count"]))
        for meeting in self:
            meeting.resolution_count = counts.get(meeting, 0)

    def action_open_resolutions(self):
        """Open the resolutions that this meeting adopted."""
        self.ensure_one()
        return self.env["association.resolution"]._open(
            self.env._("Resolutions"), "association.resolution", [("meeting_id", "=", self.id)]
        )
