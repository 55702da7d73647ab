from odoo import api, models

CACHE = "association.rulebook"


class AssociationRulebookSource(models.AbstractModel):
    """Records from which the rules of an association follow: whoever changes one makes the transaction read them again."""

    _name = "association.rulebook.source"
    _description = "Source of an Association's Rules"

    @api.model_create_multi
    def create(self, vals_list):
        """More to know: read the rules again."""
        self._forget_rulebook()
        created = super().create(vals_list)
        self._forget_rulebook()  # checks on the way may have read them half written
        return created

    def write(self, vals):
        """Other facts: read the rules again."""
        self._forget_rulebook()
        done = super().write(vals)
        self._forget_rulebook()
        return done

    def unlink(self):
        """Facts gone: read the rules again."""
        self._forget_rulebook()
        return super().unlink()

    @api.model
    def _forget_rulebook(self):
        """Forget what this transaction remembers of the rules."""
        self.env.cr.cache.pop(CACHE, None)
