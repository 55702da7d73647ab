import base64

from odoo import _, api, fields, models
from odoo.exceptions import UserError

from ..models.legal_time import legal_today


class AssociationMembersBookPrint(models.TransientModel):
    """The members' book as it stood on a day: to print, or for a spreadsheet."""

    _name = "association.members.book.print"
    _description = "Print the Members' Book"

    company_id = fields.Many2one(
        "res.company", string="Association", required=True, default=lambda self: self.env.company
    )
    date = fields.Date(
        string="As of",
        required=True,
        default=lambda self: legal_today(self.env),
        help="Who was a member on this day, in which category; memberships ended by then are kept, struck out.",
    )
    minimised = fields.Boolean(
        string="For inspection",
        help="Number, name, category and dates alone: what a member who inspects the books needs (GDPR art. 5(1)(c)).",
    )
    content = fields.Binary(attachment=False, readonly=True)
    file_name = fields.Char(readonly=True)

    @api.depends("date", "company_id")
    def _compute_display_name(self):
        for wizard in self:
            wizard.display_name = _("Members' book %s", wizard.date or "")

    @api.onchange("date")
    def _onchange_date(self):
        if self.date and self.date > legal_today(self.env):
            self.date = legal_today(self.env)
            return {
                "warning": {
                    "title": _("That day is to come"),
                    "message": _("The book tells what has happened."),
                }
            }
        return None

    def _check_date(self):
        if self.date > legal_today(self.env):
            raise UserError(_("The book tells what has happened: choose today or a day in the past."))

    def action_print(self):
        """Print the book."""
        self.ensure_one()
        self._check_date()
        return self.env.ref("lecce_smartcity.report_members_book").report_action(self, config=False)

    def action_csv(self):
        """Download the book as CSV."""
        return self._download("csv")

    def action_xlsx(self):
        """Download the book as a workbook."""
        return self._download("xlsx")

    def _download(self, kind):
        self.ensure_one()
        self._check_date()
        name, content = self.env["association.document"]._members_sheet(
            self.company_id, self.date, self.minimised, kind
        )
        self.write({"file_name": name, "content": base64.b64encode(content)})
        return {
            "type": "ir.actions.act_url",
            "target": "download",
            "url": f"/web/content/{self._name}/{self.id}/content?download=true&filename_field=file_name",
        }


class AssociationMembershipStatement(models.TransientModel):
    """A statement of membership for a purpose, as of a day."""

    _name = "association.membership.statement"
    _description = "Statement of Membership"

    member_id = fields.Many2one("association.member", required=True)
    date = fields.Date(string="As of", required=True, default=lambda self: legal_today(self.env))
    purpose = fields.Char(help="What it is asked for, such as a call for projects; empty: any lawful use.")

    def action_print(self):
        """Print the statement."""
        self.ensure_one()
        if self.date > legal_today(self.env):
            raise UserError(_("Nobody can state what will be: choose today or a day in the past."))
        return self.env.ref("lecce_smartcity.report_membership_statement_for").report_action(self, config=False)
