from odoo import _, api, fields, models
from odoo.exceptions import UserError

from ..bylaws import admission
from .legal_time import legal_today

LEVELS = [
    ("mandatory", "Mandatory"),
    ("required", "Needed"),
    ("optional", "If there is one"),
]
KINDS = [
    ("document", "A document"),
    ("act", "An act: organ, number and date"),
    ("data", "A datum of the applicant"),
    ("representative", "A representative in office"),
    ("privacy", "The privacy notice, acknowledged"),
]


class AssociationRequirement(models.Model):
    """What an application must hold, by the kind of applicant: the association's own check list."""

    _name = "association.requirement"
    _description = "Requirement of an Application"
    _order = "sequence, id"

    name = fields.Char(required=True, translate=True)
    code = fields.Char(required=True, help="Stable short name: the web form files its documents under it.")
    sequence = fields.Integer(default=10)
    active = fields.Boolean(default=True)
    company_id = fields.Many2one("res.company", string="Association", help="Empty: asked by all associations.")
    scope = fields.Selection(
        [
            ("all", "Everybody"),
            ("person", "People"),
            ("body", "Legal persons"),
            ("public", "Public bodies"),
            ("private", "Private bodies"),
        ],
        string="Asked of",
        required=True,
        default="all",
    )
    legal_form_ids = fields.Many2many(
        "association.legal.form",
        string="Legal forms",
        help="Empty: every legal form of those asked.",
    )
    kind = fields.Selection(KINDS, string="What it is", required=True, default="document")
    datum = fields.Selection(
        [
            ("codice_fiscale", "Codice fiscale"),
            ("birth_date", "Date of birth"),
            ("vat", "P.IVA"),
            ("pec", "PEC"),
            ("ipa_code", "IPA code"),
            ("email", "E-mail"),
            ("street", "Address"),
        ],
        help="For a datum: which one.",
    )
    level = fields.Selection(
        LEVELS, string="Weight", required=True, default="required",
        help="Mandatory: no admission without it. Needed: may be waived, with the reason on "
             "record.",
    )  # fmt: skip
    help = fields.Char(string="Explanation", translate=True)

    _code_unique = models.UniqueIndex(
        "(code, scope, COALESCE(company_id, 0))",
        "Another requirement of these applicants has this code.",
    )
    _datum_told = models.Constraint(
        "CHECK(kind <> 'data' OR datum IS NOT NULL)",
        "Say which datum of the applicant is asked for.",
    )

    def _asked_of(self, form, company):
        """Return those of these requirements that an applicant of the legal form ``form`` meets at
        ``company``."""
        fits = {"all"}
        if form:
            fits.add("person" if form.is_natural_person else "body")
            if not form.is_natural_person:
                fits.add("public" if form.is_public_body else "private")
        return self.filtered(
            lambda item: (
                item.scope in fits
                and (not item.company_id or item.company_id == company)
                and (not item.legal_form_ids or form in item.legal_form_ids)
            )
        )


class AssociationApplicationRequirement(models.Model):
    """One line of an application's check list."""

    _name = "association.application.requirement"
    _description = "Line of an Application's Check List"
    _order = "application_id, sequence, id"

    application_id = fields.Many2one("association.application", required=True, ondelete="cascade", index=True)
    company_id = fields.Many2one(related="application_id.company_id", store=True, index=True)
    requirement_id = fields.Many2one("association.requirement", required=True, ondelete="restrict")
    sequence = fields.Integer(default=10)
    code = fields.Char()
    name = fields.Char(related="requirement_id.name")
    explanation = fields.Char(related="requirement_id.help")
    kind = fields.Selection(KINDS, required=True, default="document", readonly=True)
    datum = fields.Char(readonly=True)
    level = fields.Selection(LEVELS, string="Weight", required=True, default="required", readonly=True)
    required = fields.Boolean(compute="_compute_required")
    reference = fields.Char(
        string="Details",
        help="For an act: the organ, its number and date. For a document: what identifies it.",
    )
    attachment = fields.Binary(string="Document", attachment=True, copy=False)
    attachment_name = fields.Char(copy=False)
    seen = fields.Boolean(help="Checked by the secretariat, on paper or elsewhere.")
    done = fields.Boolean(string="There", compute="_compute_done", store=True)
    done_on = fields.Date(string="Since", compute="_compute_done_on", store=True)

    @api.depends("level")
    def _compute_required(self):
        for line in self:
            line.required = line.level != admission.OPTIONAL

    @api.depends(
        "kind",
        "seen",
        "reference",
        "attachment_name",
        "application_id.privacy_acknowledged_on",
        "application_id.member_id.representative_ids.role",
        "application_id.member_id.representative_ids.date_to",
        "application_id.partner_id.codice_fiscale",
        "application_id.partner_id.birth_date",
        "application_id.partner_id.vat",
        "application_id.partner_id.pec",
        "application_id.partner_id.ipa_code",
        "application_id.partner_id.email",
        "application_id.partner_id.street",
    )
    def _compute_done(self):
        for line in self:
            # What the deciding body saw stays as it was, whatever happens to the person's data
            # later.
            decided = line.application_id.state not in admission.PENDING
            line.done = line.done if decided else line._is_there()

    def _is_there(self):
        self.ensure_one()
        application = self.application_id
        if self.kind == "act":
            return bool((self.reference or "").strip())
        if self.kind == "data":
            return bool(self.datum and application.partner_id[self.datum])
        if self.kind == "privacy":
            return bool(application.privacy_acknowledged_on)
        if self.kind == "representative":
            acting = application.member_id.representative_ids.filtered(
                lambda mandate: (
                    mandate.role != "dues_contact"
                    and (not mandate.date_to or mandate.date_to >= application.received_on)
                )
            )
            return bool(acting)
        return bool(self.seen or self.attachment_name)

    @api.depends("done")
    def _compute_done_on(self):
        today = legal_today(self.env)
        for line in self:
            line.done_on = line.done and (line.done_on or today)

    @api.ondelete(at_uninstall=False)
    def _unlink_optional_only(self):
        if any(line.level == admission.MANDATORY for line in self):
            raise UserError(_("What is mandatory stays on the check list: without it there is no admission."))


class AssociationApplication(models.Model):
    _inherit = "association.application"

    def _make_check_list(self):
        """Write the check list of each of these applications, or add what is not on it yet."""
        everything = self.env["association.requirement"].search([])
        lines = []
        for application in self.filtered(lambda item: item.state in admission.PENDING):
            wanted = everything._asked_of(application.legal_form_id, application.company_id)
            lines += [
                {
                    "application_id": application.id,
                    "requirement_id": item.id,
                    "code": item.code,
                    "sequence": item.sequence,
                    "kind": item.kind,
                    "datum": item.datum,
                    "level": item.level,
                }
                for item in wanted - application.requirement_ids.requirement_id
            ]
            # The applicant turned out to be of another kind: what nobody has touched is not asked
            # any more.
            application.requirement_ids.filtered(
                lambda line, wanted=wanted: (
                    line.requirement_id not in wanted and not (line.seen or line.reference or line.attachment_name)
                )
            ).sudo().unlink()
        self.env["association.application.requirement"].create(lines)

    def _file(self, code, name, content):
        """File a document under its line of the check list, or among the application's documents.

        :param code: of the requirement, such as ``deliberation``; any other text for none
        :param name: of the file
        :param content: bytes
        """
        self.ensure_one()
        line = self.requirement_ids.filtered(lambda item: item.code == code and not item.attachment_name)[:1]
        attachment = self.env["ir.attachment"].create(
            {"name": name, "raw": content, "res_model": self._name, "res_id": self.id}
        )
        if line:
            line.write({"attachment": attachment.datas, "attachment_name": name})
            attachment.unlink()
        else:
            self.attachment_ids += attachment
