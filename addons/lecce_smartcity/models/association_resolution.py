import psycopg2.errors

from odoo import api, fields, models
from odoo.exceptions import UserError
from odoo.tools import mute_logger

from ..bylaws.meeting import matters
from ..bylaws.meeting.numbering import resolution_name
from .append_only import freeze_columns

STATES = [
    ("adopted", "Adopted"),
    ("challenged", "Challenged"),
    ("suspended", "Suspended"),
    ("annulled", "Annulled"),
    ("confirmed", "Confirmed"),
]
MATTERS = [(code, matter.words.en) for code, matter in matters.MATTERS.items()]
# What was adopted: PostgreSQL refuses another value.
FROZEN = (
    "name", "body_id", "company_id", "number", "year", "adopted_on", "subject", "text", "meeting_id", "item_id", "ballot_id",
    "matter", "sheet", "is_reserved",
)  # fmt: skip
# Written by their steps alone.
BY_STEPS = {"state", "effect_state", "effect_note", "executed_at", "executed_by_id"}
# What the steps put in the context to pass `write`: an object that no request from outside can name.
STEP = object()
# On these matters the text speaks of a person: it is read by who must.
PERSONAL = {matters.EXCLUSION}


class AssociationResolution(models.Model):
    """A resolution adopted by a body: number and text frozen at adoption, with the sheet that shows that it is valid."""

    _name = "association.resolution"
    _description = "Resolution"
    _inherit = ["mail.thread", "mail.activity.mixin"]
    _order = "adopted_on desc, body_id, number desc"
    _check_company_auto = True

    name = fields.Char(required=True, readonly=True, copy=False, help="Number, year and body as text: never computed again.")
    body_id = fields.Many2one("association.body", required=True, readonly=True, ondelete="restrict", index=True)
    body_kind = fields.Selection(related="body_id.kind", string="Kind of body")
    company_id = fields.Many2one("res.company", string="Association", required=True, readonly=True, ondelete="restrict", index=True)
    number = fields.Integer(required=True, readonly=True, copy=False, aggregator=None)
    year = fields.Integer(required=True, readonly=True, copy=False, aggregator=None)
    adopted_on = fields.Date(string="Adopted on", required=True, readonly=True, copy=False)
    subject = fields.Char(required=True, readonly=True)
    text = fields.Text(required=True, readonly=True, help="The words that were put to the vote.")
    meeting_id = fields.Many2one("association.meeting", readonly=True, ondelete="restrict", index=True)
    item_id = fields.Many2one("association.agenda.item", string="Agenda item", readonly=True, ondelete="restrict", index=True)
    ballot_id = fields.Many2one("association.ballot", string="Vote", readonly=True, ondelete="restrict", index=True)
    matter = fields.Selection(MATTERS, readonly=True)
    is_reserved = fields.Boolean(
        string="Reserved",
        readonly=True,
        help="Decided behind closed doors, or about a person: secretariat, board and auditors read it.",
    )
    state = fields.Selection(STATES, required=True, default="adopted", readonly=True, copy=False, index=True, tracking=True)
    sheet = fields.Json(readonly=True, copy=False, help="The validity sheet, as it was when the chair proclaimed.")
    effect_state = fields.Selection(
        [("none", "Nothing to execute"), ("pending", "To be executed"), ("executed", "Executed"), ("stopped", "Stopped")],
        string="Execution", required=True, default="none", readonly=True, copy=False, index=True, tracking=True,
    )  # fmt: skip
    effect_note = fields.Text(string="Why it waits", readonly=True, copy=False)
    executed_at = fields.Datetime(readonly=True, copy=False)
    executed_by_id = fields.Many2one("res.users", string="Executed by", readonly=True, copy=False, ondelete="restrict")

    _number_once = models.Constraint("UNIQUE(body_id, year, number)", "This number has been given already.")
    _number_positive = models.Constraint("CHECK(number > 0)", "Resolutions are numbered from 1.")
    _vote_once = models.UniqueIndex("(ballot_id) WHERE ballot_id IS NOT NULL", "This vote has made its resolution already.")

    def init(self):
        freeze_columns(self.env.cr, self._table, FROZEN)

    # --- adoption ---

    @api.model
    def _adopt(self, item, text, adopted_on, ballot=None, sheet=None):
        """Adopt a resolution on ``item``: its number is drawn now, in this transaction, and never changes.

        :param text: the words that were put to the vote
        :param ballot: the vote that adopted it; none where the body decided without one
        :param sheet: the validity sheet as JSON
        """
        meeting = item.meeting_id
        return self._insert_numbered(
            {
                "body_id": meeting.body_id.id,
                "company_id": meeting.company_id.id,
                "year": adopted_on.year,
                "adopted_on": adopted_on,
                "subject": item.name,
                "text": text,
                "meeting_id": meeting.id,
                "item_id": item.id,
                "ballot_id": ballot.id if ballot else False,
                "matter": item.matter,
                "is_reserved": item.is_closed_door or item.matter in PERSONAL,
                "sheet": sheet or False,
                "effect_state": "pending" if item._effect() else "none",
            },
            meeting.body_id,
        )

    @api.model
    def _insert_numbered(self, vals, body):
        """Insert a resolution of ``body`` under the next number of the year.

        The unique index is the lock: who comes second waits for the first transaction to end, then takes the next number; a
        number that was rolled back is taken by who waits, so that there are no gaps.
        """
        number = self._draw_number(body, vals["year"])
        while True:
            named = {**vals, "number": number, "name": resolution_name(number, vals["year"], body.name)}
            try:
                with self.env.cr.savepoint(), mute_logger("odoo.sql_db"):
                    return self.with_context(resolution_step=STEP).create(named).with_context(resolution_step=None)
            except psycopg2.errors.UniqueViolation as error:
                if error.diag.constraint_name != "association_resolution_number_once":
                    raise
            number += 1

    @api.model
    def _draw_number(self, body, year):
        """Return the first number of ``body`` in ``year`` that this transaction sees free."""
        self.flush_model(["body_id", "year", "number"])
        self.env.cr.execute(
            "SELECT COALESCE(max(number), 0) + 1 FROM association_resolution WHERE body_id = %s AND year = %s", [body.id, year]
        )
        return self.env.cr.fetchone()[0]

    # --- what may change ---

    @api.model_create_multi
    def create(self, vals_list):
        """Resolutions are adopted by a vote, never typed in."""
        if self.env.context.get("resolution_step") is not STEP:
            raise UserError(self._refusal("resolution_by_hand"))
        return super().create(vals_list)

    def write(self, vals):
        """Refuse to change what was adopted, and steps that are not taken by their button."""
        if self.env.context.get("resolution_step") is not STEP:
            if BY_STEPS & set(vals):
                raise UserError(self._refusal("resolution_step_by_hand"))
            if set(FROZEN) & set(vals):
                raise UserError(self._refusal("resolution_frozen", resolution=", ".join(self.mapped("name"))))
        return super().write(vals)

    def _step(self, vals):
        """Write what only the steps of a resolution write."""
        return self.with_context(resolution_step=STEP).write(vals)

    @api.ondelete(at_uninstall=False)
    def _unlink_never(self):
        raise UserError(self._refusal("resolution_kept"))

    def _refusal(self, code, **params):
        return self.env["association.wording"]._meeting_refusal(code, **params)

    def _lock(self):
        """Hold this resolution for the rest of the transaction: of two steps at once, the second begins again after the first.

        :return: ``(state, effect_state)`` as they are
        """
        self.ensure_one()
        self.flush_recordset(["state", "effect_state"])
        self.env.cr.execute("SELECT state, effect_state FROM association_resolution WHERE id = %s FOR UPDATE", [self.id])
        return self.env.cr.fetchone()

    def _title(self):
        """Return name and day, as acts quote it: “Delibera n. 3/2026 – Assemblea, 18/04/2026”."""
        self.ensure_one()
        return f"{self.name}, {self.adopted_on:%d/%m/%Y}"
