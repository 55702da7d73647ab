from markupsafe import Markup, escape

from odoo import api, fields, models
from odoo.exceptions import UserError
from odoo.tools import SQL, file_open, format_date

from .legal_time import legal_today

# What cannot change once somebody has read it.
READ_BY_SOMEBODY = {"company_id", "version", "date_from", "body"}
# The model text, per language, with {association}, {seat}, {contact} and {year_span} to be filled in.
MODEL_TEXTS = {
    "en_US": "lecce_smartcity/data/privacy_notice.en.html",
    "it_IT": "lecce_smartcity/data/privacy_notice.it.html",
}


class AssociationPrivacyNotice(models.Model):
    """What applicants and members are told about their data (informativa, GDPR art. 13), version by version.

    Models that record that somebody read a notice keep a many2one to it: from then on its text is fixed, because it is
    the proof of what was told. What changes goes into a new version.
    """

    _name = "association.privacy.notice"
    _description = "Privacy Notice"
    _order = "company_id, date_from desc, version desc"
    _rec_name = "version"

    company_id = fields.Many2one(
        "res.company", string="Association", required=True, ondelete="restrict", default=lambda self: self.env.company
    )
    version = fields.Integer(required=True, copy=False, default=lambda self: self._next_version(self.env.company))
    date_from = fields.Date(string="In use from", required=True, default=lambda self: legal_today(self.env))
    body = fields.Html(string="Text", translate=True, required=True, sanitize_style=True)
    published = fields.Boolean(copy=False, help="Shown to applicants from its first day, until a later version is.")
    acknowledged = fields.Boolean(
        string="Read by somebody", compute="_compute_acknowledged", help="Its text is fixed: change a new version."
    )
    is_current = fields.Boolean(compute="_compute_is_current", string="In use today")

    _version_unique = models.Constraint("UNIQUE(company_id, version)", "The association has already this version.")
    _version_positive = models.Constraint("CHECK(version > 0)", "Versions begin at 1.")

    @api.depends("version", "date_from")
    @api.depends_context("lang")
    def _compute_display_name(self):
        for notice in self:
            day = format_date(self.env, notice.date_from) if notice.date_from else ""
            notice.display_name = self.env._(
                "Privacy notice, version %(version)s (%(day)s)", version=notice.version, day=day
            )

    def _compute_acknowledged(self):
        read = self._read_by_somebody()
        for notice in self:
            notice.acknowledged = notice.id in read

    def _read_by_somebody(self):
        """Return the ids of those of these notices that any other record refers to."""
        if not self.ids:
            return set()
        referring = [
            (self.env[field.model]._table, field.name)
            for field in self.env["ir.model.fields"].sudo().search(
                [("relation", "=", self._name), ("ttype", "=", "many2one"), ("store", "=", True)]
            )
            if field.model in self.env and not self.env[field.model]._transient
        ]  # fmt: skip
        self.env.flush_all()
        found = set()
        for table, column in referring:
            found.update(
                key
                for (key,) in self.env.execute_query(
                    SQL(
                        "SELECT notice.id FROM association_privacy_notice notice WHERE notice.id = ANY(%s)"
                        " AND EXISTS (SELECT 1 FROM %s other WHERE other.%s = notice.id)",
                        self.ids, SQL.identifier(table), SQL.identifier(column),
                    )
                )
            )  # fmt: skip
        return found

    def _compute_is_current(self):
        current = {company: self._current(company) for company in self.company_id}
        for notice in self:
            notice.is_current = notice == current.get(notice.company_id)

    # --- which one applies ---

    @api.model
    def _current(self, company, on=None):
        """Return the published notice of ``company`` in use on the day ``on`` (default: today); empty if none is."""
        return self.search(
            [
                ("company_id", "=", company.id),
                ("published", "=", True),
                ("date_from", "<=", on or legal_today(self.env)),
            ],
            order="date_from desc, version desc",
            limit=1,
        )

    @api.model
    def _next_version(self, company):
        """Return the number after the last version of ``company``."""
        self.env.cr.execute(
            "SELECT COALESCE(max(version), 0) + 1 FROM association_privacy_notice WHERE company_id = %s", [company.id]
        )
        return self.env.cr.fetchone()[0]

    # --- the text is fixed once read ---

    def write(self, vals):
        if READ_BY_SOMEBODY & set(vals):
            self._check_unread()
        return super().write(vals)

    def update_field_translations(self, field_name, translations, source_lang=""):
        """Refuse a new wording in any language once somebody has read the notice."""
        if field_name in READ_BY_SOMEBODY:
            self._check_unread()
        return super().update_field_translations(field_name, translations, source_lang=source_lang)

    @api.ondelete(at_uninstall=False)
    def _unlink_unread(self):
        self._check_unread()

    def _check_unread(self):
        read = self._read_by_somebody()
        if read:
            raise UserError(
                self.env._(
                    "%s has been read and accepted by somebody: it is the proof of what they were told. "
                    "Make a new version instead.",
                    ", ".join(self.browse(read).mapped("display_name")),
                )
            )

    # --- drafting ---

    @api.model
    def _draft_for(self, company):
        """Return a new, unpublished notice of ``company`` with the model text, in the installed languages."""
        notice = self.create(
            {
                "company_id": company.id,
                "version": self._next_version(company),
                "body": self._model_text("en_US", company),
            }
        )
        for language in MODEL_TEXTS:
            if language != "en_US" and self.env["res.lang"]._lang_get(language):
                notice.with_context(lang=language).body = self._model_text(language, company)
        return notice

    @api.model
    def _model_text(self, language, company):
        with file_open(MODEL_TEXTS[language]) as source:
            text = source.read()
        partner = company.partner_id
        seat = ", ".join(filter(None, [partner.street, partner.zip, partner.city]))
        blank = "……………"
        values = {
            "association": company.name,
            "seat": seat or blank,
            "contact": company.email or company.pec or blank,
            "codice_fiscale": company.codice_fiscale or blank,
        }
        return Markup(text).format(**{name: escape(value) for name, value in values.items()})

    def action_publish(self):
        """Show this version to applicants from its first day."""
        self.published = True

    def action_new_version(self):
        """Open a copy of this notice, to be changed and published."""
        self.ensure_one()
        notice = self.copy({"version": self._next_version(self.company_id), "date_from": legal_today(self.env)})
        return notice._action_form()

    @api.model
    def action_draft(self):
        """Open a new notice of the present association, drafted from the model text."""
        return self._draft_for(self.env.company)._action_form()

    def _action_form(self):
        return {
            "type": "ir.actions.act_window",
            "res_model": self._name,
            "res_id": self.id,
            "view_mode": "form",
            "name": self.display_name,
        }
