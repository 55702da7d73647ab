from markupsafe import Markup

from odoo import api, fields, models
from odoo.exceptions import UserError


class AssociationErasureWizard(models.TransientModel):
    """Shows what would be erased, what is kept and why; then erases."""

    _name = "association.erasure.wizard"
    _description = "Erasing Somebody's Personal Data"

    partner_id = fields.Many2one("res.partner", string="Person", required=True, readonly=True)
    request_id = fields.Many2one("association.privacy.request", readonly=True)
    scope = fields.Selection(
        [
            ("consent", "Data kept on consent alone"),
            ("contact", "Contact data and free text"),
            ("all", "Everything, the name included"),
        ],
        string="What", required=True, default="contact",
    )  # fmt: skip
    ground = fields.Selection(
        [
            ("request", "Request of the person (GDPR art. 17(1))"),
            ("retention", "Retention term over (GDPR art. 5(1)(e))"),
            ("unlawful", "Should not have been processed (GDPR art. 17(1)(d))"),
        ],
        required=True,
        default="request",
    )
    in_book = fields.Boolean(compute="_compute_plan")
    may_erase_book = fields.Boolean(compute="_compute_plan")
    erase_book = fields.Boolean(
        string="Erase the personal data of the members' book too",
        help="Only where nothing obliges the association to keep them. The entries stay, read “erased”, and verify.",
    )  # fmt: skip
    reason = fields.Text(
        string="Why the book need not be kept",
        help="Sealed in the book for ever: name the order or the article, never the person.",
    )  # fmt: skip
    blockers = fields.Html(compute="_compute_plan")
    erased = fields.Html(string="Is erased", compute="_compute_plan")
    kept = fields.Html(string="Is kept, and why", compute="_compute_plan")
    is_possible = fields.Boolean(compute="_compute_plan")

    @api.depends("partner_id", "scope", "erase_book")
    @api.depends_context("lang")
    def _compute_plan(self):
        eraser = self.env["association.eraser"]
        administrator = self.env.user.has_group("lecce_smartcity.group_administrator")
        for wizard in self:
            book = wizard.scope == "all" and wizard.erase_book
            plan = eraser._plan(wizard.partner_id, wizard.scope, book)
            wizard.in_book = bool(eraser._disclosures(eraser._people(wizard.partner_id)))
            wizard.may_erase_book = administrator and wizard.in_book
            wizard.is_possible = not plan.blockers
            wizard.blockers = self._bullets(plan.blockers) if plan.blockers else False
            wizard.erased = self._as_table([(what, str(count)) for what, count in plan.erased])
            wizard.kept = self._as_table(plan.kept)

    def _bullets(self, sentences):
        items = Markup("").join(Markup("<li>%s</li>") % sentence for sentence in sentences)
        return Markup("<ul class='mb-0'>%s</ul>") % items

    def _as_table(self, rows):
        if not rows:
            return Markup("<p class='text-muted mb-0'>%s</p>") % self.env._("Nothing.")
        lines = Markup("").join(Markup("<tr><td>%s</td><td class='text-muted'>%s</td></tr>") % row for row in rows)
        return Markup("<table class='table table-sm mb-0'>%s</table>") % lines

    def action_erase(self):
        """Erase, and show the entry in the register of erasures.

        :raises UserError: something stands against it: all of it is said
        """
        self.ensure_one()
        if not self.is_possible:
            raise UserError(self.env._("Nothing can be erased now: see what stands against it."))
        erasure = self.env["association.eraser"]._erase(
            self.partner_id,
            self.scope,
            self.ground,
            self.env.company,
            request=self.request_id,
            erase_book=self.scope == "all" and self.erase_book,
            reason=self.reason,
        )
        return {
            "type": "ir.actions.act_window",
            "name": self.env._("Erasure of personal data"),
            "res_model": erasure._name,
            "res_id": erasure.id,
            "view_mode": "form",
        }
