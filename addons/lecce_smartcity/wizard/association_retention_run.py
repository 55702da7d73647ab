from odoo import Command, api, fields, models
from odoo.exceptions import UserError
from odoo.tools import format_date

from ..models.association_retention_rule import Due
from ..models.legal_time import legal_today


class AssociationRetentionRun(models.TransientModel):
    """The dry run of the retention rules: what is due, line by line; nothing goes without a decision on its line."""

    _name = "association.retention.run"
    _description = "Retention: What Is Due"

    company_id = fields.Many2one("res.company", string="Association", required=True, readonly=True)
    on = fields.Date(string="As of", required=True, default=lambda self: legal_today(self.env))
    rule_ids = fields.Many2many("association.retention.rule", string="Rules")
    line_ids = fields.One2many("association.retention.run.line", "run_id", string="Due")
    due_count = fields.Integer(compute="_compute_counts")
    ready_count = fields.Integer(compute="_compute_counts")

    @api.depends("on")
    def _compute_display_name(self):
        for run in self:
            run.display_name = self.env._("Retention: what is due")

    @api.depends("line_ids.exclude", "line_ids.obstacle")
    def _compute_counts(self):
        for run in self:
            run.due_count = len(run.line_ids)
            run.ready_count = len(run._ready())

    def _ready(self):
        return self.line_ids.filtered(lambda line: not line.exclude and not line.obstacle)

    @api.model
    def _open(self, rules):
        run = self.create({"company_id": self.env.company.id, "rule_ids": [Command.set(rules.ids)]})
        run._look()
        return run._window()

    @api.model
    def action_open(self):
        """Open the dry run of every rule of the present association."""
        rules = self.env["association.retention.rule"]
        return self._open(rules.search([("company_id", "in", (False, self.env.company.id))]))

    def _window(self):
        return {
            "type": "ir.actions.act_window",
            "name": self.env._("Retention: what is due"),
            "res_model": self._name,
            "res_id": self.id,
            "view_mode": "form",
        }

    def _look(self):
        """List anew what is due on the day of the run."""
        self.ensure_one()
        self.line_ids.unlink()
        self.line_ids = [
            Command.create(
                {
                    "rule_id": rule.id,
                    "res_model": due.record._name,
                    "res_id": due.record.id,
                    "name": rule._what(due),
                    "start": due.start,
                    "until": due.until,
                    "obstacle": rule._stands_against(due),
                }
            )
            for rule in self.rule_ids
            for due in rule._due(self.company_id, self.on)
        ]

    def action_look(self):
        """List anew what is due on the day chosen."""
        if self.on > legal_today(self.env):
            raise UserError(self.env._("Nothing can be erased before its term: choose a day up to today."))
        self._look()
        return self._window()

    def action_apply(self):
        """Do what the rules say to the lines that are left, all or none.

        :raises UserError: nothing is left, or a line was left out without a reason
        """
        self.ensure_one()
        if self.on > legal_today(self.env):
            raise UserError(self.env._("Nothing can be erased before its term: choose a day up to today."))
        if any(line.exclude and not (line.reason or "").strip() for line in self.line_ids):
            raise UserError(self.env._("Say why each line that you leave out is kept."))
        ready = self._ready()
        if not ready:
            raise UserError(self.env._("There is nothing to do: every line is left out or held."))
        held = self.line_ids.filtered(lambda line: line.exclude and line.hold and line.res_model == "res.partner")
        for line in held:
            line._record().write({"legal_hold": True, "legal_hold_reason": line.reason})
        erasures = self.env["association.privacy.erasure"]
        for line in ready:
            due = Due(line._record(), line.start, line.until)
            erasures |= line.rule_id._carry_out(due, self.company_id, self.on)
        return {
            **self.env["ir.actions.act_window"]._for_xml_id("lecce_smartcity.action_privacy_erasures"),
            "domain": [("id", "in", erasures.ids)],
            "display_name": self.env._("Erased on %s", format_date(self.env, legal_today(self.env))),
        }


class AssociationRetentionRunLine(models.TransientModel):
    _name = "association.retention.run.line"
    _description = "Data Whose Term Is Over"
    _order = "rule_sequence, until, id"

    run_id = fields.Many2one("association.retention.run", required=True, ondelete="cascade")
    rule_id = fields.Many2one("association.retention.rule", required=True, readonly=True)
    rule_sequence = fields.Integer(related="rule_id.sequence", store=True)
    action = fields.Text(related="rule_id.action", string="What happens")
    citation = fields.Char(related="rule_id.citation")
    res_model = fields.Char(required=True, readonly=True)
    res_id = fields.Integer(required=True, readonly=True)
    name = fields.Char(string="Whose, or what", readonly=True)
    start = fields.Date(string="Counted from", readonly=True)
    until = fields.Date(string="Kept until", readonly=True)
    obstacle = fields.Text(string="Stands against it", readonly=True)
    exclude = fields.Boolean(string="Leave out")
    hold = fields.Boolean(
        string="Legal hold", help="Leave it out of the next runs too, until the hold on the contact ends."
    )
    reason = fields.Char(string="Why it is kept")

    @api.onchange("hold")
    def _onchange_hold(self):
        if self.hold:
            self.exclude = True

    def _record(self):
        self.ensure_one()
        return self.env[self.res_model].browse(self.res_id)

    def action_open(self):
        """Open the contact or the record."""
        return {
            "type": "ir.actions.act_window",
            "res_model": self.res_model,
            "res_id": self.res_id,
            "view_mode": "form",
        }
