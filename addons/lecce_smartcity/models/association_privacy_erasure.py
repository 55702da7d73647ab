from odoo import api, fields, models
from odoo.tools import format_date

from .append_only import protect_table
from .legal_time import legal_day


class AssociationPrivacyErasure(models.Model):
    """That personal data were erased: when, by whom, on what ground, how much. Never whose or which.

    The link to the person leads to what is left of the contact: a pseudonym, or a name that the law makes us keep.
    """

    _name = "association.privacy.erasure"
    _description = "Erasure of Personal Data"
    _order = "performed_at desc, id desc"
    _rec_name = "performed_at"

    company_id = fields.Many2one("res.company", string="Association", required=True, ondelete="restrict")
    partner_id = fields.Many2one(
        "res.partner", string="Person", ondelete="restrict", index="btree_not_null",
        help="Empty for data that belong to nobody in particular, such as logs.",
    )  # fmt: skip
    request_id = fields.Many2one("association.privacy.request", ondelete="restrict", index="btree_not_null")
    rule_id = fields.Many2one("association.retention.rule", string="Retention rule", ondelete="restrict")
    performed_at = fields.Datetime(string="Performed on", required=True)
    user_id = fields.Many2one("res.users", string="By", required=True, ondelete="restrict")
    scope = fields.Selection(
        [
            ("consent", "Data kept on consent alone"),
            ("contact", "Contact data and free text"),
            ("all", "Everything, the name included"),
            ("records", "Records that are over"),
        ],
        required=True,
    )
    ground = fields.Selection(
        [
            ("request", "Request of the person (GDPR art. 17(1))"),
            ("retention", "Retention term over (GDPR art. 5(1)(e))"),
            ("unlawful", "Should not have been processed (GDPR art. 17(1)(d))"),
        ],
        required=True,
    )
    book_erased = fields.Boolean(string="Members' book too", help="The personal data of the book's entries as well.")
    reason = fields.Text(help="Why the members' book was erased too. No personal data here.")
    counts = fields.Json(help="How many records of each kind were emptied or deleted.")
    residue = fields.Json(help="Where the erased words were still found afterwards: table.column → rows.")
    summary = fields.Html(compute="_compute_summary")
    residue_count = fields.Integer(compute="_compute_summary", string="Still found")

    def init(self):
        protect_table(self.env.cr, self._table, erasable=("reason",))

    @api.depends("performed_at")
    @api.depends_context("lang")
    def _compute_display_name(self):
        for erasure in self:
            day = format_date(self.env, legal_day(erasure.performed_at)) if erasure.performed_at else ""
            erasure.display_name = self.env._("Erasure of %s", day)

    @api.depends("counts", "residue")
    @api.depends_context("lang")
    def _compute_summary(self):
        wording = self.env["association.wording"]
        for erasure in self:
            erasure.residue_count = sum((erasure.residue or {}).values())
            erasure.summary = wording._erasure_done(erasure)
