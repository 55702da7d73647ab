from odoo import _, api, fields, models
from odoo.exceptions import UserError

from .legal_time import legal_today

BOOKS = [
    ("members", "Members' book"),
    ("assembly", "Minutes of the assembly"),
    ("board", "Minutes of the board"),
    ("control_body", "Minutes of the control body"),
    ("accounts", "Accounts"),
]


class AssociationInspection(models.Model):
    """A member's request to inspect a book: when it came, by when it must be granted, what became of it.

    D.Lgs. 117/2017 art. 15(3): members have the right to inspect the books, as the statute says.
    """

    _name = "association.inspection"
    _description = "Request to Inspect a Book"
    _inherit = ["mail.thread", "mail.activity.mixin"]
    _order = "requested_on desc, id desc"
    _check_company_auto = True

    company_id = fields.Many2one("res.company", string="Association", required=True, ondelete="restrict", index=True)
    member_id = fields.Many2one("association.member", required=True, ondelete="restrict", check_company=True, index=True)
    partner_id = fields.Many2one("res.partner", string="Asked by", required=True, ondelete="restrict")
    book = fields.Selection(BOOKS, required=True, default="assembly", tracking=True)
    subject = fields.Text(string="What is looked for", help="Which meeting, year or page.")
    requested_on = fields.Date(required=True, default=lambda self: legal_today(self.env))
    due_on = fields.Date(
        string="To be granted by", compute="_compute_due_on", store=True, help="As the statute says; empty: it is silent."
    )
    state = fields.Selection(
        [
            ("asked", "Asked"), ("granted", "Appointment given"), ("done", "Inspected"), ("refused", "Refused"),
            ("dropped", "Withdrawn"),
        ],
        required=True, default="asked", tracking=True, index=True,
    )  # fmt: skip
    appointment = fields.Datetime(tracking=True)
    answer = fields.Text(help="What the member reads in the portal: where and when, or why not.")
    inspected_on = fields.Date(tracking=True)

    @api.depends("requested_on", "company_id")
    def _compute_due_on(self):
        for request in self:
            statutes = self.env["association.statute"]
            ruling = request.requested_on and statutes._finding(request.company_id, "books.inspection.within", request.requested_on)
            days = ruling and ruling.value and ruling.value.count
            request.due_on = days and fields.Date.add(request.requested_on, days=days)

    @api.depends("member_id", "book")
    def _compute_display_name(self):
        labels = dict(self._fields["book"]._description_selection(self.env))
        for request in self:
            request.display_name = f"{labels.get(request.book, '')} – {request.member_id.partner_id.name or ''}"

    @api.constrains("state", "answer")
    def _check_refusal_explained(self):
        for request in self:
            if request.state == "refused" and not (request.answer or "").strip():
                raise UserError(_("Say why the inspection is refused: the member has a right to it."))

    @api.model
    def _ask(self, member, partner, book, subject):
        """Record that ``partner`` asks, for ``member``, to inspect ``book``; the secretariat gets an activity.

        One open request for a book is enough: asking again returns it.
        """
        waiting = self.search([("member_id", "=", member.id), ("book", "=", book), ("state", "in", ("asked", "granted"))], limit=1)
        if waiting:
            return waiting
        request = self.create(
            {"company_id": member.company_id.id, "member_id": member.id, "partner_id": partner.id, "book": book, "subject": subject}
        )
        officer = member._portal_officer()
        if officer:
            request.activity_schedule(
                "lecce_smartcity.mail_activity_inspection",
                date_deadline=request.due_on or request.requested_on,
                user_id=officer.id,
                summary=member._in_the_offices_language().env._("Inspection of a book asked for"),
            )
        return request
