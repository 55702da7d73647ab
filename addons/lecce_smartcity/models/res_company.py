import calendar

from odoo import _, api, fields, models
from odoo.exceptions import ValidationError


class ResCompany(models.Model):
    _inherit = "res.company"

    association_regime_ids = fields.One2many("association.legal.regime", "company_id", string="Legal regimes")
    association_year_end_day = fields.Integer(string="Association year ends on day", default=31, required=True)
    association_year_end_month = fields.Selection(
        [
            ("1", "January"),
            ("2", "February"),
            ("3", "March"),
            ("4", "April"),
            ("5", "May"),
            ("6", "June"),
            ("7", "July"),
            ("8", "August"),
            ("9", "September"),
            ("10", "October"),
            ("11", "November"),
            ("12", "December"),
        ],
        string="Month",
        default="12",
        required=True,
    )
    association_runts_date = fields.Date(
        string="Entered in RUNTS on", help="The acronym ETS is used from this day (D.Lgs. 117/2017 art. 12)."
    )
    association_secretary_id = fields.Many2one(
        "res.users", string="Secretary", help="Gets the reminders of the secretariat."
    )
    codice_fiscale = fields.Char(related="partner_id.codice_fiscale", readonly=False)
    pec = fields.Char(related="partner_id.pec", readonly=False)

    @api.constrains("association_year_end_day", "association_year_end_month")
    def _check_year_end(self):
        for company in self:
            # 29 February would be a year end in leap years only.
            last = calendar.monthrange(2023, int(company.association_year_end_month))[1]
            if not 1 <= company.association_year_end_day <= last:
                raise ValidationError(_("The association's year cannot end on that day of the month."))

    @api.model_create_multi
    def create(self, vals_list):
        companies = super().create(vals_list)
        self.env["association.book"].sudo()._open(companies)  # whoever may create an association opens its book
        return companies

    def _association_year_end(self, on=None):
        """Return ``(month, day)`` of the end of the association's year: as the statute of the day ``on`` says, else as set here."""
        self.ensure_one()
        closing = on and self.env["association.statute"]._finding(self, "fiscal_year.end", on)
        if closing and closing.origin == "statute":
            return closing.value.month, closing.value.day
        return int(self.association_year_end_month), self.association_year_end_day

    def _association_secretary(self):
        """Return the user who gets the secretariat's reminders: the one set, else the first of the group."""
        self.ensure_one()
        group = self.env.ref("lecce_smartcity.group_secretariat")
        return self.association_secretary_id or group.all_user_ids.filtered(
            lambda user: user.active and not user.share and self in user.company_ids and user.id > 2
        )[:1]
