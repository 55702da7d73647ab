from odoo import fields, models


class AssociationLegalForm(models.Model):
    _name = "association.legal.form"
    _description = "Legal Form"
    _order = "sequence, id"

    name = fields.Char(required=True, translate=True)
    code = fields.Char(required=True, help="Stable short name, used by imports and rules.")
    sequence = fields.Integer(default=10)
    is_natural_person = fields.Boolean(help="A human being: votes without a representative.")
    is_public_body = fields.Boolean(help="Joins by a deliberation of its own organs; has an IPA code.")
    active = fields.Boolean(default=True)

    _code_unique = models.Constraint("UNIQUE(code)", "Another legal form has this code.")
