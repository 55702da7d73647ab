import psycopg2.errors

from odoo import api, fields, models
from odoo.exceptions import ConcurrencyError, UserError
from odoo.tools import SQL

from .append_only import protect_table

KINDS = [("in", "Came in"), ("remote", "Connected"), ("out", "Left")]
IDENTIFICATION = [
    ("known", "Known in person"),
    ("document", "Identity document"),
    ("qr", "Code on the notice"),
    ("portal", "Own account in the portal"),
    ("spid_cie", "SPID or electronic identity card"),
    ("video", "Seen and heard on the line"),
]
# An object that no remote call can send: the steps of a sitting write movements, nobody else.
STEP = object()


class AssociationAttendance(models.Model):
    """One arrival or departure as it was noted: appended; a mistake is struck by another line, never edited."""

    _name = "association.attendance"
    _description = "Attendance"
    _order = "sitting_id, at, id"
    _check_company_auto = True

    sitting_id = fields.Many2one("association.sitting", required=True, ondelete="restrict", index=True)
    meeting_id = fields.Many2one(related="sitting_id.meeting_id", store=True, precompute=True, index=True)
    company_id = fields.Many2one(related="sitting_id.company_id", store=True, precompute=True, index=True)
    roll_id = fields.Many2one("association.meeting.roll", string="Who", required=True, ondelete="restrict", index=True)
    kind = fields.Selection(KINDS, required=True)
    at = fields.Datetime(required=True)
    identification = fields.Selection(IDENTIFICATION, string="Identified by")
    acting_partner_id = fields.Many2one(
        "res.partner", string="In the person of", ondelete="restrict",
        help="Who came for a legal person, where it is not who the roll says.",
    )  # fmt: skip
    recorded_at = fields.Datetime(required=True, readonly=True, default=lambda self: self.env.cr.now())
    strikes_id = fields.Many2one(
        "association.attendance", string="Strikes out", ondelete="restrict", help="The mistaken line that this one takes back."
    )
    struck_by_ids = fields.One2many("association.attendance", "strikes_id", string="Struck out by")
    is_struck = fields.Boolean(string="Struck out", compute="_compute_is_struck")
    motive = fields.Char(string="Reason")
    step = fields.Integer(required=True, help="The how many-eth line on this person in this sitting.")

    # Two secretaries who note the same arrival draw the same number: one of them waits, is refused and looks again.
    _one_after_another = models.UniqueIndex("(sitting_id, roll_id, step)")
    _struck_once = models.UniqueIndex("(strikes_id) WHERE strikes_id IS NOT NULL")
    _strike_says_why = models.Constraint("CHECK(strikes_id IS NULL OR motive IS NOT NULL)", "Say why this line is struck out.")

    def init(self):
        protect_table(self.env.cr, self._table)

    @api.depends("struck_by_ids")
    def _compute_is_struck(self):
        for line in self:
            line.is_struck = bool(line.struck_by_ids)

    @api.depends("roll_id", "kind", "at")
    @api.depends_context("lang", "tz")
    def _compute_display_name(self):
        kinds = dict(self._fields["kind"]._description_selection(self.env))
        for line in self:
            at = line.at and fields.Datetime.context_timestamp(line, line.at).strftime("%H:%M")
            line.display_name = f"{at} {line.roll_id.name}: {kinds.get(line.kind, '')}"

    @api.model_create_multi
    def create(self, vals_list):
        """Movements, as the steps of a sitting note them.

        :raises UserError: written by hand
        :raises ConcurrencyError: somebody else noted the same person at the same time; the call is tried again
        """
        if self.env.context.get("attendance_step") is not STEP:
            raise UserError(self.env["association.wording"]._meeting_refusal("attendance_by_hand"))
        last = self._last_steps(vals_list)
        for vals in vals_list:
            key = (vals["sitting_id"], vals["roll_id"])
            last[key] = vals["step"] = last.get(key, 0) + 1
        try:
            with self.env.cr.savepoint():
                lines = super().create(vals_list)
                lines.flush_recordset()
        except psycopg2.errors.UniqueViolation as error:
            raise ConcurrencyError("Somebody else noted the same person at the same time.") from error
        return lines

    @api.model
    def _last_steps(self, vals_list):
        self.flush_model(["sitting_id", "roll_id", "step"])
        rows = self.env.execute_query(
            SQL(
                "SELECT sitting_id, roll_id, max(step) FROM association_attendance"
                " WHERE sitting_id = ANY(%s) AND roll_id = ANY(%s) GROUP BY sitting_id, roll_id",
                list({vals["sitting_id"] for vals in vals_list}),
                list({vals["roll_id"] for vals in vals_list}),
            )
        )
        return {(sitting, roll): step for sitting, roll, step in rows}

    def _append(self, vals_list):
        """Append what a step notes."""
        return self.with_context(attendance_step=STEP).create(vals_list)
