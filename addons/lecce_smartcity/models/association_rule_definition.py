import json

from odoo import _, api, fields, models
from odoo.tools import SQL

from ..bylaws.rules.catalogue import CATALOGUE


class AssociationRuleDefinition(models.Model):
    """The catalogue's rules as records, so that they can be searched, grouped and referred to. Written by updates alone."""

    _name = "association.rule.definition"
    _description = "Rule of the Catalogue"
    _order = "sequence, id"
    _rec_names_search = ["search_words"]
    _log_access = False

    code = fields.Char(required=True, readonly=True)
    name = fields.Char(required=True, translate=True, readonly=True)
    explanation = fields.Text(translate=True, readonly=True)
    topic = fields.Selection(selection="_topics", required=True, readonly=True)
    severity = fields.Selection(selection="_severities", required=True, readonly=True)
    kind = fields.Char(readonly=True)
    sequence = fields.Integer(readonly=True)
    active = fields.Boolean(default=True, readonly=True)
    search_words = fields.Char(readonly=True, help="Code and titles in both languages: whoever types one of them finds the rule.")

    _code_unique = models.Constraint("UNIQUE(code)", "The catalogue has each rule once.")

    def init(self):
        """Bring the records in line with the catalogue of this version."""
        rows = [self._row(number, rule) for number, rule in enumerate(CATALOGUE.values(), 1)]
        known = {code for (code,) in self.env.execute_query(SQL("SELECT code FROM association_rule_definition"))}
        for row in rows:
            columns = [name for name in row if name != "code"]
            values = SQL(", ").join(row[name] for name in columns)
            names = SQL(", ").join(map(SQL.identifier, columns))
            if row["code"] in known:
                query = SQL("UPDATE association_rule_definition SET (%s) = ROW(%s) WHERE code = %s", names, values, row["code"])
            else:
                query = SQL("INSERT INTO association_rule_definition (code, %s) VALUES (%s, %s)", names, row["code"], values)
            self.env.cr.execute(query)
        # A statute may still name a rule that has left the catalogue.
        self.env.cr.execute(SQL("UPDATE association_rule_definition SET active = FALSE WHERE NOT code = ANY(%s)", list(CATALOGUE)))

    def _row(self, sequence, rule):
        both = SQL("%s::jsonb", json.dumps({"en_US": rule.title.en, "it_IT": rule.title.it}))
        text = SQL("%s::jsonb", json.dumps({"en_US": rule.explanation.en, "it_IT": rule.explanation.it}))
        return {
            "code": rule.code,
            "name": both,
            "explanation": text,
            "topic": SQL("%s", rule.topic),
            "severity": SQL("%s", rule.severity),
            "kind": SQL("%s", rule.kind),
            "sequence": SQL("%s", sequence),
            "active": SQL("TRUE"),
            "search_words": SQL("%s", f"{rule.title.it} · {rule.title.en} · {rule.code}"),
        }

    @api.model
    def _topics(self):
        return [
            ("convening", _("Convening the assembly")),
            ("voting", _("Quorums and majorities")),
            ("votes", _("Right to vote")),
            ("attendance", _("Attendance, proxies, remote meetings")),
            ("members", _("Members")),
            ("board", _("Board")),
            ("mandates", _("Mandates and offices")),
            ("elections", _("Elections")),
            ("accounts", _("Accounts")),
            ("third_sector", _("Third Sector")),
            ("public_bodies", _("Public bodies")),
            ("treasury", _("Dues and treasury")),
        ]

    @api.model
    def _severities(self):
        return [
            ("hard", _("Mandatory law")),
            ("default", _("Law, unless the statute says otherwise")),
            ("statute", _("The statute decides")),
            ("warn", _("A duty to be reminded of")),
        ]

    def _rule(self):
        """Return the catalogue's ``Rule``, or None when it has left the catalogue."""
        self.ensure_one()
        return CATALOGUE.get(self.code)

    @api.model
    def _by_code(self):
        """Return ``{code: id}`` of every rule."""
        return {code: key for code, key in self.env.execute_query(SQL("SELECT code, id FROM association_rule_definition"))}
