from odoo import api, fields, models
from odoo.exceptions import UserError, ValidationError

from .append_only import protect_table
from .legal_time import legal_today

SOURCES = [
    ("form", "Paper form"),
    ("web", "Web form"),
    ("portal", "Portal"),
    ("email", "E-mail or PEC"),
    ("meeting", "In person"),
    ("import", "Previous archive"),
]

# Data of a contact that a purpose may be the only reason to keep; the keys are fields of ``res.partner``.
COVERED = [("image_1920", "Picture"), ("phone", "Telephone"), ("website", "Website")]


class AssociationConsentPurpose(models.Model):
    """What the association does with data only if the person agrees: nothing that a member must accept to be one."""

    _name = "association.consent.purpose"
    _description = "Purpose of a Consent"
    _order = "sequence, id"

    name = fields.Char(required=True, translate=True)
    code = fields.Char(required=True, help="Stable short name, used by forms and programs.")
    sequence = fields.Integer(default=10)
    active = fields.Boolean(default=True)
    company_id = fields.Many2one(
        "res.company", string="Association", help="Empty: the purpose is common to all associations."
    )
    statement = fields.Text(
        translate=True, help="The sentence that the person agrees to, as the forms show it beside the box to tick."
    )
    citation = fields.Char(string="Legal basis", default="GDPR art. 6(1)(a)")
    covers = fields.Selection(
        COVERED, string="Data kept for it alone",
        help="Data of the contact that nothing but this consent allows us to keep: blanked on request, "
             "even while the person is a member.",
    )  # fmt: skip

    _code_unique = models.UniqueIndex(
        "(code, COALESCE(company_id, 0))", "Another purpose of this association has this code."
    )

    @api.model
    def _of_company(self, company):
        """Return the active purposes that ``company`` asks consent for."""
        return self.search([("company_id", "in", (False, company.id))])


class AssociationConsent(models.Model):
    """A consent that somebody gave, with the notice they had read. Appended; its withdrawal is written once."""

    _name = "association.consent"
    _description = "Consent"
    _order = "given_on desc, id desc"
    _rec_name = "purpose_id"

    partner_id = fields.Many2one(
        "res.partner", string="Person", required=True, ondelete="restrict", index=True, bypass_search_access=True
    )
    company_id = fields.Many2one(
        "res.company", string="Association", required=True, ondelete="restrict", default=lambda self: self.env.company
    )
    purpose_id = fields.Many2one("association.consent.purpose", required=True, ondelete="restrict", index=True)
    notice_id = fields.Many2one(
        "association.privacy.notice", string="Notice read", ondelete="restrict", index="btree_not_null"
    )
    given_on = fields.Date(string="Given on", required=True, default=lambda self: legal_today(self.env))
    source = fields.Selection(SOURCES, string="How", required=True, default="form")
    withdrawn_on = fields.Date(readonly=True)
    withdrawal_source = fields.Selection(SOURCES, string="How withdrawn", readonly=True)
    withdrawn_by_id = fields.Many2one("res.users", readonly=True, ondelete="restrict")
    in_force = fields.Boolean(compute="_compute_in_force", search="_search_in_force")

    _dates_in_order = models.Constraint(
        "CHECK(withdrawn_on IS NULL OR withdrawn_on >= given_on)", "A consent is withdrawn after it was given."
    )
    _in_force_once = models.UniqueIndex(
        "(partner_id, company_id, purpose_id) WHERE withdrawn_on IS NULL",
        "This person has already given this consent, and not withdrawn it.",
    )

    def init(self):
        protect_table(self.env.cr, self._table, fillable=("withdrawn_on", "withdrawal_source", "withdrawn_by_id"))

    @api.depends("withdrawn_on")
    def _compute_in_force(self):
        for consent in self:
            consent.in_force = not consent.withdrawn_on

    def _search_in_force(self, operator, value):
        if operator != "in":
            return NotImplemented
        return [("withdrawn_on", "=", False)]

    @api.constrains("given_on")
    def _check_not_in_the_future(self):
        if any(consent.given_on > legal_today(self.env) for consent in self):
            raise ValidationError(self.env._("A consent cannot be given in the future."))

    @api.model
    def _give(self, partner, purposes, company, notice, source="form", on=None):
        """Record that ``partner`` agrees to ``purposes``; those in force already stay as they are.

        :param notice: the ``association.privacy.notice`` that was shown
        :param source: a key of ``SOURCES``
        :param on: the day on which they agreed; today when omitted
        :return: the new consents
        """
        given = self.search(
            [("partner_id", "in", partner._same_person().ids), ("company_id", "=", company.id), ("in_force", "=", True)]
        ).purpose_id
        return self.create(
            [
                {
                    "partner_id": partner.id,
                    "company_id": company.id,
                    "purpose_id": purpose.id,
                    "notice_id": notice.id,
                    "source": source,
                    "given_on": on or legal_today(self.env),
                }
                for purpose in purposes - given
            ]
        )

    def _withdraw(self, source="email", on=None):
        """Write once that these consents are withdrawn; what was done before stays lawful (GDPR art. 7(3)).

        Nothing else changes: a membership does not depend on a consent.
        """
        for consent in self.filtered("in_force"):
            consent.write(
                {
                    "withdrawn_on": max(on or legal_today(self.env), consent.given_on),
                    "withdrawal_source": source,
                    "withdrawn_by_id": self.env.uid,
                }
            )

    def action_withdraw(self):
        """Record today's withdrawal of the chosen consents."""
        if not self.filtered("in_force"):
            raise UserError(self.env._("These consents have been withdrawn already."))
        self._withdraw()
