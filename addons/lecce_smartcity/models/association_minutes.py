from odoo import api, fields, models
from odoo.exceptions import UserError

from ..bylaws.minutes import facts
from .legal_time import legal_day

STATES = [("draft", "Draft"), ("reading", "In reading"), ("approved", "Approved")]
APPROVALS = [(facts.AT_ONCE, "At once"), (facts.NEXT_SITTING, "At a later sitting")]
LANGUAGES = [("it", "Italian"), ("en", "English")]
# What the steps put in the context to pass `write`: an object that no request from outside can name.
STEP = object()
BY_STEPS = {
    "sitting_id", "revision", "previous_id", "state", "is_superseded", "name", "drawn_at", "frame", "read_at", "approved_at",
    "approved_on", "approved_meeting_id", "approved_by_id",
}  # fmt: skip
# What the secretary writes while it is a draft.
WRITTEN = {"lang", "approval", "notary", "identification", "revision_reason", "section_ids"}
# What is drawn from: a change of these draws the text again.
DRAWN_FROM = {"lang", "approval", "notary", "identification"}


class AssociationMinutes(models.Model):
    """The minutes of a sitting: computed from its facts part by part, with the secretary's words beside them."""

    _name = "association.minutes"
    _description = "Minutes"
    _inherit = ["mail.thread", "mail.activity.mixin"]
    _order = "held_at desc, sitting_id, revision desc"
    _check_company_auto = True

    name = fields.Char(string="Title", required=True, readonly=True, copy=False, help="The heading, in the language of the minutes.")
    sitting_id = fields.Many2one("association.sitting", required=True, readonly=True, ondelete="restrict", index=True)
    meeting_id = fields.Many2one(related="sitting_id.meeting_id", store=True, index=True)
    body_id = fields.Many2one(related="sitting_id.meeting_id.body_id", store=True, index=True)
    company_id = fields.Many2one(related="sitting_id.company_id", store=True, index=True)
    held_at = fields.Datetime(related="sitting_id.opened_at", string="Held on", store=True)
    secretary_partner_id = fields.Many2one(related="sitting_id.secretary_partner_id", string="Written by")
    lang = fields.Selection(LANGUAGES, string="Language", required=True, default="it", tracking=True)
    approval = fields.Selection(
        APPROVALS, string="Read and approved", required=True, default=facts.AT_ONCE, tracking=True,
        help="At once: before the sitting ends. As the statute says; the closing words follow it.",
    )  # fmt: skip
    notary = fields.Char(
        string="Public deed by", help="The notary who draws up the minutes, as the text names them; empty: the secretary writes them."
    )
    identification = fields.Char(
        string="How those on the line were identified", help="As the text says it; empty: as the attendance noted it."
    )
    state = fields.Selection(STATES, required=True, default="draft", readonly=True, copy=False, index=True, tracking=True)
    revision = fields.Integer(required=True, default=1, readonly=True, copy=False, aggregator=None)
    previous_id = fields.Many2one(
        "association.minutes", string="Revises", readonly=True, copy=False, ondelete="restrict", index="btree_not_null"
    )
    revision_reason = fields.Char(string="Why it was revised", copy=False, tracking=True)
    is_superseded = fields.Boolean(string="Superseded", readonly=True, copy=False, index=True, help="A later revision exists.")
    drawn_at = fields.Datetime(string="Drawn at", readonly=True, copy=False, help="When the computed parts were last drawn.")
    frame = fields.Json(readonly=True, copy=False, help="Annex of attendance and signatories, as drawn.")
    read_at = fields.Datetime(string="In reading since", readonly=True, copy=False)
    approved_at = fields.Datetime(string="Approval recorded at", readonly=True, copy=False)
    approved_by_id = fields.Many2one("res.users", string="Approval recorded by", readonly=True, copy=False, ondelete="restrict")
    approved_on = fields.Date(readonly=True, copy=False, tracking=True)
    approved_meeting_id = fields.Many2one(
        "association.meeting", string="Approved by", readonly=True, copy=False, ondelete="restrict", tracking=True,
        help="The meeting that read and approved it.",
    )  # fmt: skip
    section_ids = fields.One2many("association.minutes.section", "minutes_id", string="Text")

    _one_each = models.Constraint("UNIQUE(sitting_id, revision)", "This revision of the minutes exists already.")

    @api.depends("name", "revision")
    def _compute_display_name(self):
        for minutes in self:
            title = minutes.name or ""
            minutes.display_name = (
                self.env._("%(title)s, rev. %(number)s", title=title, number=minutes.revision) if minutes.revision > 1 else title
            )

    # --- by steps alone ---

    @api.model_create_multi
    def create(self, vals_list):
        """Minutes are begun from their sitting."""
        if self.env.context.get("minutes_step") is not STEP:
            raise UserError(self._refusal("minutes_by_hand"))
        return super().create(vals_list)

    def write(self, vals):
        """Refuse steps that are not taken by their button, and changes of what is in reading, approved or superseded."""
        if self.env.context.get("minutes_step") is STEP:
            return super().write(vals)
        if BY_STEPS & set(vals):
            raise UserError(self._refusal("minutes_by_hand"))
        if WRITTEN & set(vals):
            self._expect_draft()
        result = super().write(vals)
        if DRAWN_FROM & set(vals):
            for minutes in self:
                minutes._draw(tell="lang" not in vals)
        return result

    def _step(self, vals):
        """Write what only the steps of minutes write."""
        return self.with_context(minutes_step=STEP).write(vals)

    def _refusal(self, code, **params):
        return self.env["association.wording"]._meeting_refusal(code, **params)

    def _expect_draft(self):
        for minutes in self:
            if minutes.state != "draft" or minutes.is_superseded:
                raise UserError(self._refusal("minutes_fixed", minutes=minutes.display_name))

    def _expect(self, *states):
        """Refuse a step out of its order; of two at once, the second begins again after the first."""
        self.ensure_one()
        self.check_access("write")
        self.lock_for_update()
        if self.state not in states or self.is_superseded:
            raise UserError(self._refusal("minutes_out_of_order", minutes=self.display_name))

    @api.ondelete(at_uninstall=False)
    def _unlink_never(self):
        raise UserError(self._refusal("minutes_kept"))

    # --- steps ---

    @api.model
    def _begin(self, sitting, lang="it"):
        """Return the minutes of ``sitting``: the latest revision, or the first one, drawn now.

        :raises UserError: the sitting was not opened
        """
        last = self.search([("sitting_id", "=", sitting.id)], order="revision desc", limit=1)
        if last:
            return last
        if not sitting.opened_at or not sitting.event_ids.filtered(lambda event: event.kind == "opened"):
            raise UserError(self._refusal("minutes_not_opened", meeting=sitting.meeting_id.name))
        self.check_access("create")
        minutes = self.with_context(minutes_step=STEP).create({"sitting_id": sitting.id, "lang": lang, "name": sitting.display_name})
        minutes = minutes.with_context(minutes_step=None)
        minutes._draw(tell=False)
        return minutes

    def action_redraw(self):
        """Draw the computed parts again from the facts; what the secretary wrote stays. Tell what changed."""
        self._expect("draft")
        changed = self._draw()
        message = self.env["association.wording"]._redrawn(changed)
        if changed:
            self.message_post(body=message)
        return {
            "type": "ir.actions.client",
            "tag": "display_notification",
            "params": {"type": "info", "message": message, "next": {"type": "ir.actions.client", "tag": "soft_reload"}},
        }

    def action_send_to_reading(self):
        """Give the draft to be read: from now on the text stands still."""
        self._expect("draft")
        self.section_ids._step({"change": False})
        self._step({"state": "reading", "read_at": self.env.cr.now()})

    def action_back_to_draft(self):
        """Take it back to be changed, before it was approved."""
        self._expect("reading")
        self._step({"state": "draft", "read_at": False})

    def action_approve(self):
        """Record the approval: of the sitting itself, or of the later one that is asked for."""
        self._expect("reading")
        if self.approval == facts.AT_ONCE:
            self._approve(self.meeting_id)
            return True
        return {
            "type": "ir.actions.act_window",
            "name": self.env._("Approved at a later sitting"),
            "res_model": "association.minutes.approval",
            "view_mode": "form",
            "target": "new",
            "context": {"default_minutes_id": self.id},
        }

    def _approve(self, meeting):
        """Record that ``meeting`` read and approved these minutes.

        :raises UserError: something is missing in the text, or that meeting cannot have approved them
        """
        self._expect("reading")
        missing = self._missing()
        if missing:
            raise UserError(self.env["association.wording"]._minutes_incomplete(missing))
        self._step(
            {
                "state": "approved",
                "approved_at": self.env.cr.now(),
                "approved_by_id": self.env.uid,
                "approved_on": self._approval_day(meeting),
                "approved_meeting_id": meeting.id,
            }
        )

    def _approval_day(self, meeting):
        """Return the legal day on which ``meeting`` approved these minutes. :raises UserError: it cannot have done so"""
        own = self.sitting_id
        if self.approval == facts.AT_ONCE:
            return legal_day(own.closed_at)
        later = meeting.sitting_ids.filtered(lambda one: one != own and one.opened_at and one.opened_at >= own.closed_at)
        if meeting.body_id != self.body_id or not later:
            raise UserError(self._refusal("minutes_approved_by_whom", meeting=meeting.name, minutes=self.display_name))
        return legal_day(min(later.mapped("opened_at")))

    def action_revise(self):
        """Begin a new revision: a copy to be changed. This one stays as it is, to be read."""
        self._expect("reading", "approved")
        copied = {name: self[name] for name in ("lang", "approval", "notary", "identification", "name", "drawn_at", "frame")}
        revision = self.with_context(minutes_step=STEP).create(
            {**copied, "sitting_id": self.sitting_id.id, "revision": self.revision + 1, "previous_id": self.id}
        )
        self.env["association.minutes.section"].with_context(minutes_step=STEP).create(
            [section._copied(revision) for section in self._all_sections()]
        )
        self._step({"is_superseded": True})
        return revision.with_context(minutes_step=None)._open()

    def action_open_revisions(self):
        """List the revisions of these minutes."""
        self.ensure_one()
        return {
            "type": "ir.actions.act_window",
            "name": self.env._("Revisions of %s", self.name),
            "res_model": "association.minutes",
            "view_mode": "list,form",
            "domain": [("sitting_id", "=", self.sitting_id.id)],
        }

    def action_print(self):
        """Print the minutes; a draft says so on every page."""
        return self.env.ref("lecce_smartcity.report_minutes").report_action(self)

    def _open(self):
        self.ensure_one()
        return {
            "type": "ir.actions.act_window",
            "name": self.env._("Minutes"),
            "res_model": "association.minutes",
            "res_id": self.id,
            "view_mode": "form",
        }


class AssociationSitting(models.Model):
    """From the sitting to its minutes."""

    _inherit = "association.sitting"

    minutes_ids = fields.One2many("association.minutes", "sitting_id", string="Minutes", readonly=True)

    def action_write_minutes(self):
        """Open the minutes of this sitting; begin them where there are none yet."""
        self.ensure_one()
        return self.env["association.minutes"]._begin(self)._open()


class AssociationMeeting(models.Model):
    """From the meeting to the minutes of the sitting that was held."""

    _inherit = "association.meeting"

    minutes_ids = fields.One2many("association.minutes", "meeting_id", string="Minutes", readonly=True)
    has_opened = fields.Boolean(compute="_compute_has_opened", help="A sitting was opened: it has minutes.")

    @api.depends("sitting_ids.opened_at")
    def _compute_has_opened(self):
        for meeting in self:
            meeting.has_opened = any(meeting.sitting_ids.mapped("opened_at"))

    def action_write_minutes(self):
        """Open the minutes of the sitting that was held, the last where both were."""
        self.ensure_one()
        opened = self.sitting_ids.filtered("opened_at").sorted("opened_at")
        if not opened:
            raise UserError(self.env["association.wording"]._meeting_refusal("minutes_not_opened", meeting=self.name))
        return opened[-1].action_write_minutes()
