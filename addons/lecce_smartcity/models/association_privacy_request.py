from odoo import api, fields, models
from odoo.exceptions import UserError, ValidationError
from odoo.fields import Domain
from odoo.tools import format_date

from ..bylaws import privacy
from .legal_time import legal_today

OPEN = ("received", "in_progress")
# A term is near: time to answer.
SOON_DAYS = 10


class AssociationPrivacyRequest(models.Model):
    """What somebody asks about their own data (GDPR art. 15-22), until the answer.

    The register is kept as proof that requests were answered in time (art. 5(2)). It names no more than it must:
    changes of the person are not tracked, so that erasing the person leaves no name behind.
    """

    _name = "association.privacy.request"
    _description = "Request on Personal Data"
    _inherit = ["mail.thread", "mail.activity.mixin"]
    _order = "received_on desc, id desc"
    _check_company_auto = True

    company_id = fields.Many2one(
        "res.company", string="Association", required=True, ondelete="restrict",
        default=lambda self: self.env.company,
    )  # fmt: skip
    partner_id = fields.Many2one(
        "res.partner", string="Person", required=True, ondelete="restrict", index=True,
        bypass_search_access=True,
    )  # fmt: skip
    kind = fields.Selection(
        [
            ("access", "Access (art. 15)"),
            ("rectification", "Rectification (art. 16)"),
            ("erasure", "Erasure (art. 17)"),
            ("restriction", "Restriction of processing (art. 18)"),
            ("portability", "Portability (art. 20)"),
            ("objection", "Objection (art. 21)"),
        ],
        string="Right", required=True, default="access", tracking=True,
    )  # fmt: skip
    received_on = fields.Date(
        string="Received on", required=True, default=lambda self: legal_today(self.env), tracking=True
    )
    channel = fields.Selection(
        [
            ("email", "E-mail"),
            ("pec", "Certified e-mail (PEC)"),
            ("letter", "Letter"),
            ("hand", "By hand"),
            ("portal", "Portal"),
        ],
        required=True,
        default="email",
    )
    details = fields.Text(string="What is asked", help="Blanked when the person's data are erased.")
    due_on = fields.Date(
        string="Answer by", compute="_compute_due_on", store=True, index=True,
        help="One month from receipt; three if extended (GDPR art. 12(3)).",
    )  # fmt: skip
    extended_on = fields.Date(string="Person told of the extension on", readonly=True, tracking=True)
    extension_reason = fields.Char(string="Why more time is needed", tracking=True)
    identity_method = fields.Selection(
        [
            ("known", "Known in person"),
            ("document", "Identity document"),
            ("signature", "Digital signature"),
            ("pec", "The PEC address in our records"),
            ("login", "Signed in on the portal"),
        ],
        string="Identity verified by",
    )
    identity_verified_by_id = fields.Many2one(
        "res.users", string="Verified by", readonly=True, ondelete="restrict", tracking=True
    )
    identity_verified_on = fields.Date(string="Verified on", readonly=True)
    state = fields.Selection(
        [("received", "Received"), ("in_progress", "In progress"), ("answered", "Answered")],
        required=True, default="received", readonly=True, copy=False, tracking=True, group_expand=True,
    )  # fmt: skip
    outcome = fields.Selection(
        [
            ("granted", "Granted"),
            ("partly", "Granted in part"),
            ("refused", "Refused"),
            ("withdrawn", "Withdrawn by the person"),
        ],
        copy=False,
        tracking=True,
    )
    outcome_reason = fields.Text(
        string="Reasons", copy=False,
        help="Why not, or not wholly: the person is told, with the right to complain to the Garante (art. 12(4)).",
    )  # fmt: skip
    answered_on = fields.Date(readonly=True, copy=False, tracking=True)
    copy_digest = fields.Char(
        string="Copy handed out", readonly=True, copy=False, help="SHA-256 of the last personal-data copy prepared."
    )
    copy_prepared_on = fields.Date(readonly=True, copy=False)
    erasure_ids = fields.One2many("association.privacy.erasure", "request_id", string="Erasures")
    days_left = fields.Integer(compute="_compute_timing")
    is_late = fields.Boolean(compute="_compute_timing", search="_search_is_late", string="Late")
    color = fields.Integer(compute="_compute_timing")

    _open_by_term = models.Index("(company_id, due_on) WHERE state <> 'answered'")

    @api.depends("partner_id", "kind", "received_on")
    def _compute_display_name(self):
        kinds = dict(self._fields["kind"]._description_selection(self.env))
        for request in self:
            parts = (kinds.get(request.kind), request.partner_id.complete_name)
            request.display_name = " – ".join(filter(None, parts)) or self.env._("New request")

    @api.depends("received_on", "extended_on")
    def _compute_due_on(self):
        for request in self:
            received = request.received_on
            request.due_on = received and privacy.answer_due(received, bool(request.extended_on)).date

    @api.depends("due_on", "state")
    def _compute_timing(self):
        today = legal_today(self.env)
        for request in self:
            waits = request.state in OPEN and request.due_on
            request.days_left = (request.due_on - today).days if waits else 0
            request.is_late = bool(waits) and request.due_on < today
            soon = bool(waits) and request.days_left <= SOON_DAYS
            request.color = 1 if request.is_late else 2 if soon else 0

    def _search_is_late(self, operator, value):
        if operator != "in":
            return NotImplemented
        return Domain("state", "in", OPEN) & Domain("due_on", "<", legal_today(self.env))

    @api.constrains("received_on")
    def _check_received_on(self):
        if any(request.received_on > legal_today(self.env) for request in self):
            raise ValidationError(self.env._("A request cannot be received in the future."))

    # --- the way to the answer ---

    @api.model_create_multi
    def create(self, vals_list):
        requests = super().create(vals_list)
        for request in requests:
            request._remind()
        return requests

    def write(self, vals):
        result = super().write(vals)
        if "received_on" in vals:
            for request in self.filtered("activity_ids"):
                request._remind()
        return result

    def _remind(self):
        """Give the secretariat one activity, due with the answer."""
        self.ensure_one()
        self.activity_unlink(["mail.mail_activity_data_todo"])
        officer = self.company_id.sudo()._association_secretary()  # sudo: looks at other users
        if officer and self.state in OPEN:
            kinds = dict(self._fields["kind"]._description_selection(self.env))
            self.activity_schedule(
                "mail.mail_activity_data_todo",
                date_deadline=self.due_on,
                user_id=officer.id,
                summary=self.env._("Answer the request: %s", kinds[self.kind]),
            )

    def action_verify_identity(self):
        """Record that the user has made sure who is asking."""
        for request in self:
            if not request.identity_method:
                raise UserError(self.env._("Say how you made sure who is asking."))
            request.write(
                {
                    "identity_verified_by_id": self.env.uid,
                    "identity_verified_on": legal_today(self.env),
                    "state": "in_progress",
                }
            )

    def action_extend(self):
        """Take two more months: the person has been told why, within the first month.

        :raises UserError: without a reason, twice, after the first month or after the answer
        """
        today = legal_today(self.env)
        for request in self:
            last = privacy.extension_possible_until(request.received_on)
            if request.extended_on or request.state not in OPEN:
                raise UserError(self.env._("This request has been extended or answered already."))
            if not (request.extension_reason or "").strip():
                raise UserError(self.env._("Say why more time is needed: the person must be told (GDPR art. 12(3))."))
            if today > last:
                raise UserError(
                    self.env._(
                        "The person had to be told of an extension by %s, within a month of the request (GDPR art. "
                        "12(3)).",
                        format_date(self.env, last),
                    )
                )
            request.extended_on = today
            request._remind()

    def action_answer(self):
        """Close the request with its outcome.

        :raises UserError: no outcome, a refusal without reasons, or nobody has verified who is asking
        """
        for request in self:
            if not request.outcome:
                raise UserError(self.env._("Choose the outcome first."))
            if request.outcome in ("partly", "refused") and not (request.outcome_reason or "").strip():
                raise UserError(
                    self.env._(
                        "Give the reasons: the person is told them, with the right to complain to the Garante "
                        "(GDPR art. 12(4))."
                    )
                )
            if request.outcome in ("granted", "partly") and not request.identity_verified_on:
                raise UserError(self.env._("Make sure who is asking before you grant anything (GDPR art. 12(6))."))
            request.write({"state": "answered", "answered_on": legal_today(self.env)})
            request.activity_feedback(["mail.mail_activity_data_todo"])

    def action_reopen(self):
        """Take an answered request up again."""
        self.write({"state": "in_progress", "answered_on": False})
        for request in self:
            request._remind()

    def action_erase(self):
        """Open the erasure of this person's data."""
        self.ensure_one()
        if not self.identity_verified_on:
            raise UserError(self.env._("Make sure who is asking before you grant anything (GDPR art. 12(6))."))
        return self.partner_id._action_erase(request=self)

    def action_copy_pdf(self):
        """Download the copy of the person's data as PDF."""
        return self._action_copy("pdf")

    def action_copy_json(self):
        """Download the copy of the person's data as JSON, for machines (GDPR art. 20)."""
        return self._action_copy("json")

    def _action_copy(self, extension):
        self.ensure_one()
        if not self.identity_verified_on:
            raise UserError(self.env._("Make sure who is asking before you hand out a copy (GDPR art. 12(6))."))
        return self.partner_id._action_personal_data(extension, request=self)
