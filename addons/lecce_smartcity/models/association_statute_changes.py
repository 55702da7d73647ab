from typing import NamedTuple

from odoo import _, fields, models

from ..bylaws.errors import BylawError
from ..bylaws.rules.catalogue import CATALOGUE
from ..bylaws.rules.resolution import RuleBook


class Change(NamedTuple):
    """One rule that gets another value: the values in words, and who gives the new one."""

    code: str
    title: str
    before: str
    after: str
    where: str


class AssociationStatute(models.Model):
    """What a version would change if it were in force."""

    _inherit = "association.statute"

    def _as_version(self, valid_from, valid_to=None):
        """Return this version with its confirmed rules as the pure rules see it, as if in force from a day."""
        self.ensure_one()
        rows = [
            (
                self.id, self.name, valid_from, valid_to, rule.code, rule.value,
                rule.article_id.key, rule.article_id.number, rule.paragraph, rule.quote,
            )
            for rule in self.rule_ids
            if rule.state == "confirmed"
        ] or [(self.id, self.name, valid_from, valid_to, None, None, None, None, None, None)]  # fmt: skip
        return self._versions(rows)[0]

    def _changes_of_rules(self, day):
        """Return the :class:`Change` of every rule that would have another value from ``day``, in the catalogue's order."""
        self.ensure_one()
        book = self._rulebook(self.company_id)
        after = RuleBook(book.regimes, [self._as_version(day)])
        eve = fields.Date.subtract(day, days=1)
        wording = self.env["association.wording"]
        changes = []
        for code, rule in CATALOGUE.items():
            old, new = self._answer(book, code, eve), self._answer(after, code, day)
            if (old and old.value) == (new and new.value):
                continue
            changes.append(
                Change(
                    code,
                    rule.title.text(self.env.lang),
                    (old and wording._rule_value(code, old.value)) or "",
                    (new and wording._rule_value(code, new.value)) or _("the rule lapses"),
                    (new and wording._citation(new.citation)) or "",
                )
            )
        return changes

    def _answer(self, book, code, on):
        try:
            return book.resolve(code, on)
        except BylawError:
            return None
