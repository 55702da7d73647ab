import re

from odoo import api, models
from odoo.tools import email_normalize

from .bulk import insert_rows

# Stored computed fields whose value for a contact without parent ``_insert_many`` knows by itself.
KNOWN = {
    "complete_name",
    "commercial_partner_id",
    "commercial_company_name",
    "email_normalized",
    "phone_sanitized",
    "partner_share",
    "lang",
    "user_id",
    "company_registry",
    "properties",
}

# An address as most are: the parser for all the others takes ten times as long and comes to the same.
PLAIN_EMAIL = re.compile(r"[A-Za-z0-9._+-]+@[A-Za-z0-9.-]+")


class ResPartner(models.Model):
    """Many new contacts at once."""

    _inherit = "res.partner"

    @api.model
    def _insert_many(self, vals_list):
        """Create people and bodies without parent, user, tags or image, set-based: what an import of members brings.

        The columns are those that ``create()`` leaves (held against it by a test, column by column); nobody is notified and
        the constraints are the caller's: ``intake`` has judged every value. Stored computed fields of other modules are
        computed as usual.

        :param vals_list: values of plain columns, identifiers in their normal form
        """
        self.check_access("create")
        if not vals_list:
            return self.browse()
        defaults, sanitized = self._plain_defaults(), {}
        rows = [self._as_row({**defaults, **vals}, sanitized) for vals in vals_list]
        partners = self.browse(insert_rows(self, rows, own=["commercial_partner_id"]))
        self.env.invalidate_all()
        for name, field in self._fields.items():
            if field.store and field.column_type and field.compute and name not in KNOWN:
                self.env.add_to_compute(field, partners)
        partners.flush_recordset()
        return partners

    @api.model
    def _plain_defaults(self):
        plain = [name for name, field in self._fields.items() if field.store and field.column_type]
        return {
            name: value
            for name, value in self.default_get(plain).items()
            if name in plain and (value is not False or self._fields[name].type == "boolean")
        }

    @staticmethod
    def _normal_email(email):
        if not email:
            return None
        return email.lower() if PLAIN_EMAIL.fullmatch(email) else email_normalize(email, strict=False) or None

    def _as_row(self, vals, sanitized):
        """Return the columns of one contact; ``sanitized`` remembers numbers, which families and offices share."""
        phone = vals.get("phone")
        if phone:
            key = phone, vals.get("country_id")
            if key not in sanitized:
                country = self.env["res.country"].browse(vals.get("country_id"))
                sanitized[key] = self._phone_format(number=phone, country=country) or None
            phone = sanitized[key]
        return {
            **vals,
            "complete_name": vals["name"].strip(),
            "commercial_company_name": vals["name"] if vals.get("is_company") else None,
            "email_normalized": self._normal_email(vals.get("email")),
            "phone_sanitized": phone,
            "partner_share": True,
        }
