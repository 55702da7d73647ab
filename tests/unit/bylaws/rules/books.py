"""Rule books for tests."""

from datetime import date

from odoo.addons.lecce_smartcity.bylaws.rules.resolution import RuleBook, StatuteRule, StatuteVersion


def statute(regime, code, value, article="7"):
    """The book of an association that has always had that regime, whose statute says one thing."""
    rules = {code: StatuteRule(code, value, "key", article, "", "come da statuto")}
    return RuleBook([(date.min, regime)], [StatuteVersion("2015", date(1900, 1, 1), None, rules)])
