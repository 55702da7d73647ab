from odoo import api, fields, models

MODES = [("in_person", "In person"), ("remote", "Remote"), ("mixed", "In person and remote"), ("written", "Written consultation")]
KINDS = [("ordinary", "Ordinary"), ("extraordinary", "Extraordinary"), ("urgent", "Urgent")]
STATES = [
    ("draft", "Being prepared"),
    ("convened", "Convened"),
    ("held", "Held"),
    ("deserted", "Deserted"),
    ("cancelled", "Cancelled"),
]
# Written by their steps alone.
BY_STEPS = {"state", "convened_at", "cancelled_at", "frozen_at", "agenda_hash", "sequence_sent"}


class AssociationMeeting(models.Model):
    """One convocation of a body: its notice, its agenda, and its sittings in first and second call."""

    _name = "association.meeting"
    _description = "Meeting"
    _inherit = ["mail.thread", "mail.activity.mixin"]
    _order = "date desc, id desc"
    _check_company_auto = True

    name = fields.Char(required=True, tracking=True)
    body_id = fields.Many2one("association.body", required=True, ondelete="restrict", index=True, tracking=True)
    body_kind = fields.Selection(related="body_id.kind", string="Kind of body")
    company_id = fields.Many2one(related="body_id.company_id", store=True, index=True)
    kind = fields.Selection(KINDS, required=True, default="ordinary", tracking=True, help="Selects the rule of the notice.")
    mode = fields.Selection(MODES, required=True, default="in_person", tracking=True)
    state = fields.Selection(STATES, required=True, default="draft", readonly=True, copy=False, index=True, tracking=True)
    date = fields.Datetime(
        string="First call", compute="_compute_date", store=True, precompute=True, help="When the first sitting is called for."
    )
    place = fields.Char(help="Where people meet; the notice says it.")
    link = fields.Char(string="Link of the video conference")
    access_notes = fields.Text(string="How to take part remotely", help="How to connect and to be identified; the notice says it.")
    record_date = fields.Date(
        help="The day on which the roll is computed: who is called and who may vote. Empty: the day of the first call."
    )
    convener_id = fields.Many2one("res.partner", string="Convened by", ondelete="restrict", help="Who signs the notice.")
    convened_at = fields.Datetime(readonly=True, copy=False, help="When the notices went out: the agenda is kept from then on.")
    cancelled_at = fields.Datetime(readonly=True, copy=False)
    frozen_at = fields.Datetime(string="Roll frozen at", readonly=True, copy=False)
    agenda_hash = fields.Char(readonly=True, copy=False, help="SHA-256 of the agenda as it was sent.")
    sequence_sent = fields.Integer(
        string="Version of the notice", readonly=True, copy=False, help="0: the convocation; then its updates."
    )
    introduction = fields.Text(help="Words of the notice before the agenda.")
    sitting_ids = fields.One2many("association.sitting", "meeting_id", string="Sittings", copy=True)
    item_ids = fields.One2many("association.agenda.item", "meeting_id", string="Agenda", copy=True)
    roll_ids = fields.One2many("association.meeting.roll", "meeting_id", string="Roll", copy=False)

    @api.depends("sitting_ids.starts_at")
    def _compute_date(self):
        for meeting in self:
            meeting.date = min(meeting.sitting_ids.mapped("starts_at"), default=False)
