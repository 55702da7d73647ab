from odoo import api, fields, models
from odoo.fields import Domain

from ..bylaws import terms
from ..intake.application_form import Audience
from .legal_time import legal_today


class ResCompany(models.Model):
    _inherit = "res.company"

    association_web_form = fields.Boolean(
        string="Applications on the web",
        default=True,
        help="The public page /association/apply takes applications, once a legal regime is set.",
    )

    @api.model
    def _taking_applications(self):
        """Return the associations whose public form is open, in order."""
        return self.search(
            [
                ("association_web_form", "=", True),
                ("association_regime_ids.date_from", "<=", legal_today(self.env)),
            ]
        )

    def _office_language(self):
        """Return the language of notes to the secretariat, whatever the reader of the web page speaks."""
        self.ensure_one()
        return self._association_secretary().lang or self.partner_id.lang or self.env.lang

    def action_open_web_form(self):
        """Open the public form of this association."""
        self.ensure_one()
        return {"type": "ir.actions.act_url", "url": f"/association/{self.id}/apply", "target": "new"}

    def _application_decision_due(self, received_on):
        """Return the ``Term`` within which an application received that day is decided, if any."""
        rules = self.env["association.statute"]._rules_on(self, received_on)
        return terms.admission_decision_due(received_on, rules)


class AssociationMemberCategory(models.Model):
    _inherit = "association.member.category"

    on_web_form = fields.Boolean(
        string="On the web form",
        default=True,
        help="Can be asked for on the public form: not founders or honorary members, as a rule.",
    )

    @api.model
    def _to_apply_for(self, company, legal_form):
        """Return the categories of ``company`` that an applicant of that legal form may ask for."""
        return self.search(
            Domain("company_id", "in", (False, company.id))
            & Domain("on_web_form", "=", True)
            & (Domain("legal_form_ids", "=", False) | Domain("legal_form_ids", "in", legal_form.ids))
        )


class AssociationLegalForm(models.Model):
    _inherit = "association.legal.form"

    def _audience(self):
        """Return what the public form knows of an applicant of this legal form."""
        return Audience(self.code, self.is_natural_person, self.is_public_body)
