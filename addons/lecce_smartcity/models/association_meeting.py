import re

from odoo import api, fields, models
from odoo.exceptions import UserError

from .legal_time import legal_day, legal_today

MODES = [("in_person", "In person"), ("remote", "Remote"), ("mixed", "In person and remote"), ("written", "Written consultation")]
KINDS = [("ordinary", "Ordinary meeting"), ("extraordinary", "Extraordinary meeting"), ("urgent", "Urgent meeting")]
STATES = [
    ("draft", "Being prepared"),
    ("convened", "Convened"),
    ("held", "Took place"),
    ("deserted", "Deserted"),
    ("cancelled", "Cancelled"),
]
# A name that ends in a day was proposed, and follows the day of the meeting.
DATED = re.compile(r"\d\d/\d\d/\d{4}$")
# What only the steps of a meeting write; an object that no remote call can send says that one of them does.
STEP = object()
BY_STEPS = {"state", "convened_at", "cancelled_at", "frozen_at", "agenda_hash", "sequence_sent", "cancel_reason"}
# What the notice says stays as it was sent; a change goes out to everybody through an update.
SENT = {"body_id", "kind", "mode", "place", "link", "access_notes", "record_date", "answers_by", "urgent_reason"}


def differs(record, name, value):
    """Tell whether writing ``value`` would change the field ``name`` of ``record``."""
    field = record._fields[name]
    return field.convert_to_cache(value, record) != field.convert_to_cache(record[name], record)


class AssociationMeeting(models.Model):
    """One convocation of a body: its notice, its agenda, and its sittings in first and second call."""

    _name = "association.meeting"
    _description = "Meeting"
    _inherit = ["mail.thread", "mail.activity.mixin"]
    _order = "date desc, id desc"
    _check_company_auto = True

    name = fields.Char(
        compute="_compute_name", store=True, readonly=False, tracking=True,
        help="As the notice calls it.",
    )  # fmt: skip
    body_id = fields.Many2one("association.body", required=True, ondelete="restrict", index=True, tracking=True)
    body_kind = fields.Selection(related="body_id.kind", string="Kind of body")
    company_id = fields.Many2one(related="body_id.company_id", store=True, index=True)
    kind = fields.Selection(KINDS, required=True, default="ordinary", tracking=True, help="Selects the rule of the notice.")
    urgent_reason = fields.Char(string="Why it is urgent", help="The notice says it; without urgency the full term is needed.")
    mode = fields.Selection(MODES, required=True, default="in_person", tracking=True)
    state = fields.Selection(
        STATES, required=True, default="draft", readonly=True, copy=False, index=True, tracking=True, group_expand=True
    )
    date = fields.Datetime(string="First call", compute="_compute_date", store=True, help="When the first sitting is called for.")
    answers_by = fields.Datetime(
        string="Votes collected until", copy=False, help="Of a written consultation: when it closes. Nobody meets."
    )
    place = fields.Char(string="Meeting place", help="Where people meet; the notice says it.")
    link = fields.Char(string="Link of the video conference")
    access_notes = fields.Text(string="How to take part remotely", help="How to connect and to be identified; the notice says it.")
    record_date = fields.Date(
        string="Record date", copy=False,
        help="The day on which the roll is computed: who is called and who may vote. Empty: the day of the first call.",
    )  # fmt: skip
    convener_id = fields.Many2one("res.partner", string="Convened by", ondelete="restrict", help="Who signs the notice.")
    convened_at = fields.Datetime(
        string="Convened at", readonly=True, copy=False, help="When the notices went out: the agenda is kept from then on."
    )
    cancelled_at = fields.Datetime(readonly=True, copy=False)
    cancel_reason = fields.Char(string="Why it was cancelled", readonly=True, copy=False)
    frozen_at = fields.Datetime(string="Roll frozen at", readonly=True, copy=False)
    agenda_hash = fields.Char(readonly=True, copy=False, help="SHA-256 of the agenda as it was sent.")
    sequence_sent = fields.Integer(
        string="Version of the notice", readonly=True, copy=False, help="0: the convocation; then its updates."
    )
    introduction = fields.Text(help="Words of the notice before the agenda.")
    sitting_ids = fields.One2many("association.sitting", "meeting_id", string="Sittings", copy=False)
    item_ids = fields.One2many("association.agenda.item", "meeting_id", string="Agenda", copy=True)
    roll_ids = fields.One2many("association.meeting.roll", "meeting_id", string="Roll", copy=False)

    @api.depends("body_id", "date", "first_call")
    def _compute_name(self):
        for meeting in self:
            proposed = not meeting.name or meeting.name == meeting.body_id.name or DATED.search(meeting.name)
            if meeting.state == "draft" and proposed:
                at = (meeting.mode != "written" and meeting.first_call) or meeting.date
                day = at and legal_day(at).strftime("%d/%m/%Y")
                meeting.name = f"{meeting.body_id.name or ''} {day or ''}".strip()

    @api.depends("sitting_ids.starts_at", "answers_by", "mode")
    def _compute_date(self):
        for meeting in self:
            calls = [] if meeting.mode == "written" else meeting.sitting_ids.mapped("starts_at")
            meeting.date = min(filter(None, calls), default=meeting.answers_by)

    def _record_day(self):
        """Return the day on which the roll is computed: the record date, or the day of the first call in Italy."""
        self.ensure_one()
        return self.record_date or (legal_day(self.date) if self.date else legal_today(self.env))

    # --- steps ---

    @api.model_create_multi
    def create(self, vals_list):
        if self.env.context.get("meeting_step") is not STEP and any(BY_STEPS & set(vals) for vals in vals_list):
            raise UserError(self.env["association.wording"]._meeting_refusal("step_by_hand"))
        return super().create(vals_list)

    def write(self, vals):
        """Refuse steps that are not taken by their button, and changes of what the notice has told."""
        if self.env.context.get("meeting_step") is not STEP:
            wording = self.env["association.wording"]
            if BY_STEPS & set(vals):
                raise UserError(wording._meeting_refusal("step_by_hand"))
            for meeting in self.filtered(lambda one: one.state != "draft"):
                if any(differs(meeting, name, vals[name]) for name in SENT & set(vals)):
                    raise UserError(wording._meeting_refusal("notice_sent", meeting=meeting.name))
        return super().write(vals)

    def _step(self, vals):
        """Write what only the steps of a meeting write."""
        return self.with_context(meeting_step=STEP).write(vals)

    @api.ondelete(at_uninstall=False)
    def _unlink_while_prepared(self):
        for meeting in self:
            if meeting.state != "draft":
                raise UserError(self.env["association.wording"]._meeting_refusal("kept", meeting=meeting.name))
