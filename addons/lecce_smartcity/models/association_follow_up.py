from odoo import api, fields, models
from odoo.fields import Domain

from ..bylaws import terms
from ..bylaws.rules.kinds import DURATIONS
from .legal_time import legal_today


class AssociationFollowUp(models.Model):
    """Something that a resolution asks somebody to do, by a day."""

    _name = "association.follow.up"
    _description = "Follow-up of a Resolution"
    _inherit = ["mail.thread"]
    _order = "done_on desc, due, id"
    _check_company_auto = True

    name = fields.Char(string="What", required=True, tracking=True)
    resolution_id = fields.Many2one("association.resolution", required=True, ondelete="restrict", index=True, check_company=True)
    company_id = fields.Many2one(related="resolution_id.company_id", store=True, index=True)
    user_id = fields.Many2one("res.users", string="Who", tracking=True, domain="[('share', '=', False)]")
    due = fields.Date(tracking=True)
    done_on = fields.Date(tracking=True, readonly=True, copy=False)
    done_note = fields.Char(string="How it was done", help="Protocol, number or name of what was sent.")
    state = fields.Selection(
        [("open", "To do"), ("late", "Late"), ("done", "Done"), ("stopped", "Stopped")],
        compute="_compute_state",
        search="_search_state",
    )

    @api.depends("due", "done_on", "resolution_id.state")
    def _compute_state(self):
        today = legal_today(self.env)
        for task in self:
            if task.done_on:
                task.state = "done"
            elif task.resolution_id.state in ("suspended", "annulled"):
                task.state = "stopped"
            else:
                task.state = "late" if task.due and task.due < today else "open"

    def _search_state(self, operator, value):
        if operator != "in":
            return NotImplemented
        today = legal_today(self.env)
        stopped = Domain("resolution_id.state", "in", ("suspended", "annulled"))
        waiting = Domain("done_on", "=", False) & ~stopped
        late = Domain("due", "!=", False) & Domain("due", "<", today)
        domains = {
            "done": Domain("done_on", "!=", False),
            "stopped": Domain("done_on", "=", False) & stopped,
            "late": waiting & late,
            "open": waiting & ~late,
        }
        return Domain.OR(domains[state] for state in value if state in domains)

    def action_done(self):
        """Say that these were done today."""
        self.filtered(lambda task: not task.done_on).write({"done_on": legal_today(self.env)})

    def action_undone(self):
        """Take back that these were done."""
        self.write({"done_on": False})


class AssociationResolution(models.Model):
    """What is left to do after a resolution."""

    _inherit = "association.resolution"

    follow_up_ids = fields.One2many("association.follow.up", "resolution_id", string="Follow-ups")
    open_follow_ups = fields.Integer(string="To do", compute="_compute_open_follow_ups")

    @api.depends("follow_up_ids.done_on")
    def _compute_open_follow_ups(self):
        for resolution in self:
            resolution.open_follow_ups = len(resolution.follow_up_ids.filtered(lambda task: not task.done_on))

    def _follow_up(self, code, rule="", **params):
        """Leave a task; ``rule`` is the rule of the catalogue that says by when."""
        self.ensure_one()
        ruling = rule and self.env["association.statute"]._finding(self.company_id, rule, self.adopted_on)
        officer = self.company_id.sudo()._association_secretary()  # sudo: looks at other users
        timed = ruling and getattr(ruling.value, "kind", "") in DURATIONS
        return self.env["association.follow.up"].create(
            {
                "name": self.env["association.wording"]._follow_up(code, **params),
                "resolution_id": self.id,
                "user_id": officer.id,
                "due": timed and terms.after(self.adopted_on, ruling.value),
            }
        )
