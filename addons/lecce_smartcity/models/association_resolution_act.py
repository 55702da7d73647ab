from odoo import fields, models
from odoo.exceptions import UserError
from odoo.tools import format_date

from ..bylaws.errors import BylawError
from ..bylaws.meeting import challenges
from .append_only import protect_table
from .association_resolution import STATES
from .legal_time import legal_today

MEASURES = [
    ("challenge", "Challenged in court"),
    ("suspension", "Execution suspended"),
    ("lifting", "Suspension lifted"),
    ("annulment", "Annulled"),
    ("confirmation", "Challenge dismissed"),
    ("reversal", "Annulment reversed on appeal"),
]


class AssociationResolutionAct(models.Model):
    """What happened to a resolution after its adoption: appended, never changed."""

    _name = "association.resolution.act"
    _description = "Act on a Resolution"
    _order = "id"
    _rec_name = "measure"
    _check_company_auto = True

    resolution_id = fields.Many2one("association.resolution", required=True, ondelete="restrict", index=True)
    company_id = fields.Many2one("res.company", string="Association", required=True, ondelete="restrict", index=True)
    measure = fields.Selection(MEASURES, required=True)
    date = fields.Date(required=True, help="Day of the claim served, of the decree or of the judgment.")
    court = fields.Char(string="Court or authority")
    reference = fields.Char(string="Measure no.", help="Number of the case, decree or judgment.")
    note = fields.Text(string="What it says")
    state_after = fields.Selection(STATES, string="State since then", required=True)
    attachment_ids = fields.Many2many("ir.attachment", string="Documents", bypass_search_access=True)
    recorded_at = fields.Datetime(required=True)

    def init(self):
        protect_table(self.env.cr, self._table, erasable=("note",))


class AssociationResolution(models.Model):
    """Challenged, suspended, annulled, confirmed: each by a dated act, and what it does to the execution."""

    _inherit = "association.resolution"

    act_ids = fields.One2many("association.resolution.act", "resolution_id", string="History", readonly=True)

    def _record_measure(self, measure, day=None, court="", reference="", note="", attachments=()):
        """Append an act and bring the state of this resolution up to it.

        :param measure: one of ``challenges.MEASURES``
        :raises UserError: the measure is out of order; every reason
        """
        self.ensure_one()
        self.check_access("write")
        day = fields.Date.to_date(day) or legal_today(self.env)
        standing, effect = self._lock()
        try:
            state = challenges.step(standing, measure, day, self.adopted_on, legal_today(self.env))
        except BylawError as error:
            raise UserError(self.env["association.wording"]._measure_refused(self, error.violations)) from error
        # sudo: the history is appended by its steps alone, whoever may take them.
        self.env["association.resolution.act"].sudo().create(
            {
                "resolution_id": self.id,
                "company_id": self.company_id.id,
                "measure": measure,
                "date": day,
                "court": court,
                "reference": reference,
                "note": note,
                "state_after": state,
                "attachment_ids": [fields.Command.set([attachment.id for attachment in attachments])],
                "recorded_at": self.env.cr.now(),
            }
        )
        self._step({"state": state, **self._execution_after(state, effect)})
        self.message_post(body=self._measure_note(measure, day, court, reference))
        return state

    def _execution_after(self, state, effect):
        """What a state does to the execution: suspension and annulment stop what is not executed yet; a challenge alone does not."""
        if state in challenges.STOPPED and effect == "pending":
            return {"effect_state": "stopped"}
        if state not in challenges.STOPPED and effect == "stopped":
            return {"effect_state": "pending"}
        return {}

    def _measure_note(self, measure, day, court, reference):
        label = dict(self.env["association.resolution.act"]._fields["measure"]._description_selection(self.env))[measure]
        return ", ".join(filter(None, [label, format_date(self.env, day), court, reference]))

    def _challenge(self, day=None, **vals):
        """Record that the resolution was challenged in court (c.c. 23(1)): its execution goes on."""
        return self._record_measure(challenges.CHALLENGE, day, **vals)

    def _suspend(self, day=None, **vals):
        """Record that its execution was suspended (c.c. 23(3), 23(4)): what is not executed yet stops."""
        return self._record_measure(challenges.SUSPENSION, day, **vals)

    def _lift(self, day=None, **vals):
        """Record that the suspension was lifted: it can be executed again."""
        return self._record_measure(challenges.LIFTING, day, **vals)

    def _annul(self, day=None, **vals):
        """Record that it was annulled (c.c. 23(2): rights of third parties in good faith are kept)."""
        return self._record_measure(challenges.ANNULMENT, day, **vals)

    def _confirm(self, day=None, **vals):
        """Record that the challenge was dismissed."""
        return self._record_measure(challenges.CONFIRMATION, day, **vals)

    # --- remedies ---

    def _remedies(self):
        """Return the ``challenges.Remedy`` of this resolution: who may challenge it, on what ground, until when."""
        self.ensure_one()
        book = self.env["association.statute"]._rulebook(self.company_id)
        return challenges.remedies(self._as_facts(), book)

    def _as_facts(self):
        conflicts = bool((self.ballot_id.sudo().frozen or {}).get("conflicts"))  # sudo: whether there were any, no more
        return challenges.Facts(
            matter=self.matter,
            body=self.body_kind,
            adopted_on=self.adopted_on,
            adopted=not self.refuses,
            members_in_conflict=conflicts and self.body_kind == "assembly",
            directors_in_conflict=conflicts and self.body_kind != "assembly",
            notified_on=self._notified_on(),
        )

    def _notified_on(self):
        """Return when the person concerned was proved to know of it, if it is about one person."""
        events = self.event_ids.filtered(lambda event: event.type in ("exclusion", "refusal") and not event.is_annulled)
        return min((event.notified_on for event in events if event.notified_on), default=None) if len(events) == 1 else None

    def _last_day_to_challenge(self):
        """Return the last of the terms that a law or a statute sets; None where none has begun. The time-bar is no such term."""
        days = [found.until for found in self._remedies() if found.until and found.ground != challenges.ILLEGAL]
        return max(days, default=None)
