from typing import NamedTuple

from odoo import api, fields, models
from odoo.exceptions import UserError

from ..bylaws.meeting import challenges


class Reversal(NamedTuple):
    """What an annulled resolution has done and should be undone.

    ``record``: what it changed; ``what``: a sentence; ``undo``: a function that records the reversing event, None where a person has
    to act.
    """

    record: models.Model
    what: str
    undo: object = None


class AssociationAgendaItem(models.Model):
    """The registry of effects: ``_effect_<matter>`` methods, here and in the parts that add a matter's own records."""

    _inherit = "association.agenda.item"

    def _effect(self):
        """Return what executes a resolution on this item: a function of the resolution; None where there is nothing to execute.

        The function changes the records and returns None when all is done, or a sentence on what still waits; it raises
        ``UserError`` when nothing can be done yet.
        """
        self.ensure_one()
        return getattr(self, f"_effect_{self.matter}", None)


class AssociationResolution(models.Model):
    """The effect of a resolution: applied once, with what it changed referring back to it."""

    _inherit = "association.resolution"

    reversal_count = fields.Integer(compute="_compute_reversal_count", help="What was executed and should be undone.")

    def action_execute(self):
        """Execute what these resolutions decided; what cannot be done yet says why and waits.

        :raises UserError: one of them is executed already, has nothing to execute, or is suspended or annulled
        """
        for resolution in self:
            resolution._execute()

    def _execute(self):
        """Carry out what this resolution decided, once.

        :return: whether all is done; else ``effect_note`` says what it waits for
        :raises UserError: there is nothing (more) to execute, or it may not be executed now
        """
        self.ensure_one()
        self.check_access("write")
        state, effect = self._lock()
        if state in challenges.STOPPED or effect == "stopped":
            label = dict(self._fields["state"]._description_selection(self.env))[state].lower()
            article = challenges.CITATIONS[challenges.SUSPENSION].label()
            raise UserError(self._refusal("resolution_stopped", resolution=self.name, state=label, article=article))
        if effect != "pending":
            raise UserError(self._refusal(f"resolution_effect_{effect}", resolution=self.name))
        waits = self._apply()
        if waits:
            self._step({"effect_note": waits})
            return False
        self._step(
            {"effect_state": "executed", "effect_note": False, "executed_at": self.env.cr.now(), "executed_by_id": self.env.uid}
        )
        return True

    def _apply(self):
        """Apply the effect, all or nothing; return what it waits for, if it does."""
        effect = self.item_id._effect()
        if effect is None:
            return None
        try:
            with self.env.cr.savepoint():
                waits = effect(self)
                self.env.flush_all()
                return waits
        except UserError as error:
            return str(error)

    # --- reversing ---

    def _reversals(self):
        """Return what an annulment asks to be undone: parts add theirs."""
        self.ensure_one()
        return []

    def action_reverse(self):
        """Open the list of what an annulled resolution has done, with the events that reverse it."""
        self.ensure_one()
        if self.state != challenges.ANNULLED:
            raise UserError(self._refusal("resolution_not_annulled", resolution=self.name))
        return {
            "type": "ir.actions.act_window",
            "name": self.env._("Reverse what was executed"),
            "res_model": "association.resolution.reverse",
            "view_mode": "form",
            "target": "new",
            "context": {"default_resolution_id": self.id},
        }

    @api.depends("state", "event_ids.corrected_by_ids.annuls", "statute_ids.stage", "mandate_act_ids", "mandate_ids.is_void")
    def _compute_reversal_count(self):
        for resolution in self:
            resolution.reversal_count = len(resolution._reversals()) if resolution.state == challenges.ANNULLED else 0
