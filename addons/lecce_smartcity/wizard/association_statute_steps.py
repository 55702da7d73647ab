from markupsafe import Markup

from odoo import _, api, fields, models

from ..models.legal_time import legal_today


class AssociationStatuteAdopt(models.TransientModel):
    """Records the resolution that adopted a draft, and the notary's deed where there is one."""

    _name = "association.statute.adopt"
    _description = "Record the Adoption of a Statute"

    statute_id = fields.Many2one("association.statute", required=True, readonly=True)
    resolution = fields.Char(required=True, help="The assembly's resolution: number and date, as minutes say it.")
    adopted_on = fields.Date(required=True, default=lambda self: legal_today(self.env))
    notary = fields.Char(help="Name and seat.")
    deed_on = fields.Date(string="Deed of")
    repertorio = fields.Char(string="Repertory no.")
    raccolta = fields.Char(string="Collection no.")
    registration_office = fields.Char(string="Registered at", help="Office of the Agenzia delle Entrate.")
    registration_number = fields.Char(string="Registration no.", help="Number and series.")
    registered_on = fields.Date()
    proposal_count = fields.Integer(related="statute_id.proposal_count")

    def _act_fields(self):
        return (
            "resolution", "adopted_on", "notary", "deed_on", "repertorio", "raccolta",
            "registration_office", "registration_number", "registered_on",
        )  # fmt: skip

    @api.model
    def default_get(self, fields_list):
        """Begin with what the draft knows already."""
        found = super().default_get(fields_list)
        statute = self.env["association.statute"].browse(found.get("statute_id"))
        return {**found, **{name: statute[name] for name in self._act_fields() if name in fields_list and statute[name]}}

    def action_confirm(self):
        """Lock the text."""
        self.ensure_one()
        self.statute_id._adopt({name: self[name] for name in self._act_fields()})
        return {"type": "ir.actions.act_window_close"}


class AssociationStatuteEnact(models.TransientModel):
    """Puts an adopted version in force, and shows first what changes from that day."""

    _name = "association.statute.enact"
    _description = "Put a Statute in Force"

    statute_id = fields.Many2one("association.statute", required=True, readonly=True)
    day = fields.Date(string="In force from", required=True, default=lambda self: self._default_day())
    obstacles = fields.Text(compute="_compute_obstacles", string="Not possible yet")
    changes = fields.Html(compute="_compute_changes", string="What changes from that day", sanitize=False)

    @api.model
    def _default_day(self):
        statute = self.env["association.statute"].browse(self.env.context.get("default_statute_id"))
        return statute.corrects_id.valid_from or statute.planned_from or statute.adopted_on or legal_today(self.env)

    @api.depends("statute_id", "day")
    def _compute_obstacles(self):
        for wizard in self:
            wizard.obstacles = bool(wizard.day) and "\n".join(wizard.statute_id._obstacles(wizard.day))

    @api.depends("statute_id", "day")
    def _compute_changes(self):
        for wizard in self:
            wizard.changes = wizard.day and wizard._changes_as_html()

    def _changes_as_html(self):
        changes = self.statute_id._changes_of_rules(self.day)
        if not changes:
            return Markup("<p>%s</p>") % _("No rule gets another value.")
        rows = Markup("").join(
            Markup("<tr><td>%s</td><td>%s</td><td><b>%s</b></td><td class='text-muted'>%s</td></tr>")
            % (change.title, change.before or "–", change.after or "–", change.where)
            for change in changes
        )
        head = Markup("<tr><th>%s</th><th>%s</th><th>%s</th><th>%s</th></tr>") % (
            _("Rule"), _("Until the day before"), _("From that day"), _("Written in"),
        )  # fmt: skip
        return Markup('<table class="table table-sm mb-0"><thead>%s</thead><tbody>%s</tbody></table>') % (head, rows)

    def action_confirm(self):
        """Put the version in force."""
        self.ensure_one()
        self.statute_id._put_in_force(self.day)
        return {"type": "ir.actions.act_window_close"}


class AssociationStatuteReopen(models.TransientModel):
    """Takes an adoption back that was recorded by mistake; the reason stays in the history."""

    _name = "association.statute.reopen"
    _description = "Take a Statute Back to Draft"

    statute_id = fields.Many2one("association.statute", required=True, readonly=True)
    reason = fields.Text(required=True)

    def action_confirm(self):
        """Take the version back to draft."""
        self.ensure_one()
        self.statute_id._back_to_draft(self.reason)
        return {"type": "ir.actions.act_window_close"}
