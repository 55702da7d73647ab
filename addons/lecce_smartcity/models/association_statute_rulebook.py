from collections import defaultdict

from odoo import api, fields, models
from odoo.exceptions import UserError
from odoo.tools import SQL

from ..bylaws import regimes
from ..bylaws.errors import BylawError
from ..bylaws.rules import values
from ..bylaws.rules.catalogue import CATALOGUE
from ..bylaws.rules.resolution import RuleBook, StatuteRule, StatuteVersion
from .association_rulebook_source import CACHE
from .legal_time import legal_today

# What a version in force says, a row a rule; a version that sets none has one row without a code.
VERSIONS = """
    SELECT statute.id, statute.name, statute.valid_from, statute.valid_to,
           rule.code, rule.value, article.key, article.number, rule.paragraph, rule.quote
      FROM association_statute statute
 LEFT JOIN association_statute_rule rule ON rule.statute_id = statute.id AND rule.state = 'confirmed'
 LEFT JOIN association_statute_article article ON article.id = rule.article_id
     WHERE statute.company_id = %(company)s AND statute.stage = 'enacted'
  ORDER BY statute.valid_from
"""
REGIMES = "SELECT date_from, regime FROM association_legal_regime WHERE company_id = %(company)s"


class AssociationStatute(models.Model):
    """The rules of an association at all times: what every verdict asks."""

    _inherit = "association.statute"

    @api.model
    def _rulebook(self, company):
        """Return the ``RuleBook`` of ``company``: its legal regimes, and the rules of its statutes that were put in force.

        Two queries, once in a transaction: writing a statute, a rule or a regime forgets it.
        """
        books = self.env.cr.cache.setdefault(CACHE, {})
        if company.id not in books:
            self.env.flush_all()
            settings = self.env.execute_query(SQL(REGIMES, company=company.id))
            rows = self.env.execute_query(SQL(VERSIONS, company=company.id))
            books[company.id] = RuleBook(settings, self._versions(rows))
        return books[company.id]

    @api.model
    def _versions(self, rows):
        """Return the ``StatuteVersion`` of each version in ``rows``, as the query gives them."""
        heads, rules = {}, defaultdict(dict)
        for key, label, valid_from, valid_to, code, value, article, number, paragraph, quote in rows:
            heads[key] = (label, valid_from, valid_to)
            # A rule that has left the catalogue binds nobody any more.
            if code in CATALOGUE:
                rules[key][code] = StatuteRule(code, values.decode(value), article or "", number or "", paragraph or "", quote or "")
        return [StatuteVersion(*head, rules[key]) for key, head in heads.items()]

    @api.model
    def _ruling(self, company, code, on):
        """Return the ``Ruling`` on the rule ``code`` for ``company`` on the day ``on``: the value and where it is written.

        :raises UserError: neither the statute nor the law says anything, or the association has no legal regime that day
        """
        try:
            return self._rulebook(company).resolve(code, fields.Date.to_date(on))
        except BylawError as error:
            raise UserError(self.env["association.wording"]._ruling_refused(company, error.violations)) from error

    @api.model
    def _finding(self, company, code, on):
        """As ``_ruling``; None where silence is an answer (rules that the catalogue marks optional)."""
        try:
            return self._rulebook(company).find(code, fields.Date.to_date(on))
        except BylawError as error:
            raise UserError(self.env["association.wording"]._ruling_refused(company, error.violations)) from error

    @api.model
    def _rules_on(self, company, on):
        """Return the ``RuleBook`` of ``company`` for what happens on the day ``on``.

        :raises UserError: no legal regime is set for that day
        """
        book = self._rulebook(company)
        self.env["association.legal.regime"]._choose(company, book.regimes, on)
        return book

    def _reference_day(self):
        """Return the day by whose law this version is judged: of its entry into force, of what is meant to be one, or today."""
        self.ensure_one()
        return self.valid_from or self.planned_from or legal_today(self.env)

    def _regime_on(self, on):
        """Return the association's legal regime on the day ``on``; None where none is set."""
        self.ensure_one()
        try:
            return regimes.regime_on(self._rulebook(self.company_id).regimes, on)
        except BylawError:
            return None
