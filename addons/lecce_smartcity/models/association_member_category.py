from odoo import api, fields, models
from odoo.exceptions import ValidationError

from ..bylaws.franchise import HIGHEST_VOTES


class AssociationMemberCategory(models.Model):
    _name = "association.member.category"
    _description = "Member Category"
    _order = "sequence, id"

    name = fields.Char(required=True, translate=True)
    code = fields.Char(required=True)
    sequence = fields.Integer(default=10)
    active = fields.Boolean(default=True)
    color = fields.Integer()
    company_id = fields.Many2one(
        "res.company", string="Association", help="Empty: the category is common to all associations."
    )
    may_vote = fields.Boolean(string="May vote", default=True)
    may_be_elected = fields.Boolean(string="May be elected", default=True)
    owes_dues = fields.Boolean(string="Owes dues", default=True)
    legal_form_ids = fields.Many2many(
        "association.legal.form", string="Legal forms admitted", help="Empty: any legal form is admitted."
    )
    vote_band_ids = fields.One2many(
        "association.vote.band", "category_id", string="Votes of Third-Sector members",
        help="Only members that are Third-Sector bodies may have more than one vote, five at most (D.Lgs. 117/2017 art. 24(2)).",
    )  # fmt: skip
    synonyms = fields.Char(help="Other spellings found in spreadsheets, separated by commas.")
    description = fields.Text(translate=True)

    _code_unique = models.UniqueIndex(
        "(code, COALESCE(company_id, 0))", "Another category of this association has this code."
    )

    def _spellings(self):
        """Return ``{code: [names and synonyms]}`` of these categories, in every installed language."""
        result = {}
        languages = [code for code, _name in self.env["res.lang"].get_installed()]
        for category in self:
            names = {category.with_context(lang=language).name for language in languages}
            names.update(part.strip() for part in (category.synonyms or "").split(",") if part.strip())
            result[category.code] = sorted(names)
        return result

    @api.model
    def _of_company(self, company):
        """Return the active categories that ``company`` uses."""
        return self.search([("company_id", "in", (False, company.id))])


class AssociationVoteBand(models.Model):
    _name = "association.vote.band"
    _description = "Votes of a Third-Sector Member by Size"
    _order = "category_id, from_members"

    category_id = fields.Many2one("association.member.category", required=True, ondelete="cascade", index=True)
    from_members = fields.Integer(string="From members", required=True)
    votes = fields.Integer(required=True)

    _votes_range = models.Constraint(
        f"CHECK(votes BETWEEN 1 AND {HIGHEST_VOTES})",
        "A member has at least one vote and at most five (D.Lgs. 117/2017 art. 24(2)).",
    )
    _from_unique = models.Constraint("UNIQUE(category_id, from_members)", "Two bands begin at the same size.")

    @api.constrains("from_members", "votes")
    def _check_increasing(self):
        for category in self.category_id:
            votes = [band.votes for band in category.vote_band_ids.sorted("from_members")]
            if votes != sorted(votes):
                raise ValidationError(
                    self.env._("Votes must grow with the number of members: see the bands of %s.", category.name)
                )
