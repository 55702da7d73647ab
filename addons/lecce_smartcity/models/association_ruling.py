from markupsafe import Markup

from odoo import _, api, fields, models
from odoo.tools import SQL, format_date

from ..bylaws.errors import BylawError
from ..bylaws.rules.catalogue import CATALOGUE
from .legal_time import as_of

COLUMNS = (
    ("id", "int4"),
    ("definition_id", "int4"),
    ("sequence", "int4"),
    ("topic", "varchar"),
    ("severity", "varchar"),
    ("source", "varchar"),
    ("value", "varchar"),
    ("citation", "varchar"),
    ("quote", "text"),
    ("statute_id", "int4"),
    ("article_id", "int4"),
    ("remark", "text"),
)


class AssociationRuling(models.Model):
    """What holds on a day: one row for every rule of the catalogue, with its value and where it is written.

    There is no table behind it: the rules are resolved for the association of the environment and the day in the context
    (``as_of``, today when absent), and handed to PostgreSQL so that they can be searched and grouped like anything else.
    """

    _name = "association.ruling"
    _description = "Rule in Force"
    _auto = False
    _order = "sequence"
    _rec_name = "definition_id"
    _rec_names_search = ["definition_id.search_words"]

    definition_id = fields.Many2one("association.rule.definition", string="Rule", readonly=True)
    sequence = fields.Integer(readonly=True)
    code = fields.Char(related="definition_id.code")
    explanation = fields.Text(related="definition_id.explanation")
    topic = fields.Selection(selection=lambda self: self.env["association.rule.definition"]._topics(), readonly=True)
    severity = fields.Selection(selection=lambda self: self.env["association.rule.definition"]._severities(), readonly=True)
    source = fields.Selection(
        [
            ("statute", "Statute"),
            ("law", "Law"),
            ("silent", "No such limit"),
            ("missing", "Missing: the statute must say"),
        ],
        string="Set by", readonly=True,
    )  # fmt: skip
    value = fields.Char(readonly=True)
    citation = fields.Char(string="Written in", readonly=True)
    quote = fields.Text(string="Words", readonly=True)
    statute_id = fields.Many2one("association.statute", string="Version", readonly=True)
    article_id = fields.Many2one("association.statute.article", string="Article", readonly=True)
    remark = fields.Text(readonly=True, help="What to know about it: put aside by mandatory law, or to be checked by an adviser.")
    documentation = fields.Html(compute="_compute_documentation", sanitize=False)
    history = fields.Html(compute="_compute_history", sanitize=False, help="What held before, and what is decided already.")

    @property
    def _table_query(self):
        rows = self._resolved(self.env.company, as_of(self.env))
        names = SQL(", ").join(SQL.identifier(name) for name, _type in COLUMNS)
        values = SQL(", ").join(
            SQL("(%s)", SQL(", ").join(SQL("%s::" + kind, value) for value, (_name, kind) in zip(row, COLUMNS, strict=True)))
            for row in rows
        ) or SQL("(%s)", SQL(", ").join(SQL("NULL::" + kind) for _name, kind in COLUMNS))
        return SQL("SELECT * FROM (VALUES %s) AS ruling(%s) WHERE id IS NOT NULL", values, names)

    @api.model
    def _resolved(self, company, on):
        """Return a row of COLUMNS for every rule that exists for ``company`` on the day ``on``; none without a regime."""
        book = self.env["association.statute"]._rulebook(company)
        try:
            regime = book.regime(on)
        except BylawError:
            return []
        ids = self.env["association.rule.definition"]._by_code()
        statute, articles = self._version_on(company, on)
        rows = []
        for place, (code, rule) in enumerate(CATALOGUE.items(), 1):
            if regime in rule.regimes and code in ids:
                rows.append((ids[code], ids[code], place, rule.topic, *self._row(book, rule, on, statute, articles)))
        return rows

    def _version_on(self, company, on):
        """Return ``(id of the version in force, {article key: id})``; sudo: whoever reads rules may know where they stand."""
        statute_sudo = self.env["association.statute"].sudo()._in_force(company, on)
        return statute_sudo.id or None, {article.key: article.id for article in statute_sudo.article_ids}

    def _row(self, book, rule, on, statute, articles):
        try:
            ruling = book.find(rule.code, on)
        except BylawError:
            return rule.severity, "missing", None, None, None, None, None, None
        if ruling is None:
            return rule.severity, "silent", None, None, None, None, None, None
        own = ruling.origin == "statute"
        return (
            ruling.severity,
            ruling.origin,
            self.env["association.wording"]._rule_value(rule.code, ruling.value),
            self.env["association.wording"]._citation(ruling.citation),
            ruling.quote or None,
            statute if own else None,
            articles.get(ruling.article_key) if own else None,
            self._remark(rule, ruling),
        )

    def _remark(self, rule, ruling):
        if ruling.displaced:
            return _(
                "The statute says %(value)s in art. %(article)s: mandatory law puts that aside.",
                value=self.env["association.wording"]._rule_value(rule.code, ruling.displaced.value),
                article=ruling.displaced.article_number or "–",
            )
        return None if ruling.confirmed else _("Taken from practice, not read in the source: have an adviser confirm it.")

    # --- the rule's page ---

    @api.depends("definition_id")
    @api.depends_context("lang")
    def _compute_documentation(self):
        for ruling in self:
            rule = CATALOGUE.get(ruling.code)
            ruling.documentation = rule and self._page_of(rule)

    @api.model
    def _page_of(self, rule):
        """Return what the catalogue says of ``rule`` as HTML: formula, examples, the law's own values with their sources."""
        lang, wording = self.env.lang, self.env["association.wording"]
        parts = []
        if rule.formula:
            parts.append(Markup("<p><b>%s</b> %s</p>") % (_("How it is used:"), rule.formula.text(lang)))
        if rule.examples:
            items = Markup("").join(Markup("<li>%s</li>") % example.text(lang) for example in rule.examples)
            parts.append(Markup("<p><b>%s</b></p><ul>%s</ul>") % (_("Examples"), items))
        labels = dict(self.env["association.legal.regime"]._fields["regime"]._description_selection(self.env))
        for law in rule.laws:
            parts.append(
                Markup("<p><b>%s</b> – %s<br/><span class='text-muted'>%s%s</span></p>%s")
                % (
                    wording._citation(law.citation),
                    wording._rule_value(rule.code, law.value),
                    "; ".join(labels[regime] for regime in law.regimes),
                    self._span(law),
                    Markup("<blockquote>%s</blockquote>") % law.citation.text if law.citation.text else "",
                )
            )
        allowed = {
            "none": _("No statute may say otherwise."),
            "lower": _("A statute may go lower, not higher."),
            "higher": _("A statute may go higher, not lower."),
            "free": _("The statute may say otherwise."),
        }
        if rule.laws:
            parts.append(Markup("<p>%s</p>") % allowed[rule.derogation])
        if rule.note:
            parts.append(Markup("<p class='text-muted'>%s</p>") % rule.note.text(lang))
        return Markup("").join(parts)

    def _span(self, law):
        days = [
            _("from %s", format_date(self.env, law.valid_from)) if law.valid_from else "",
            _("until %s", format_date(self.env, law.valid_to)) if law.valid_to else "",
        ]
        return "; " + " ".join(filter(None, days)) if any(days) else ""

    @api.depends("definition_id")
    @api.depends_context("lang", "allowed_company_ids")
    def _compute_history(self):
        book = self.env["association.statute"]._rulebook(self.env.company)
        for ruling in self:
            ruling.history = ruling.code in CATALOGUE and self._history_of(book, CATALOGUE[ruling.code])

    def _history_of(self, book, rule):
        """Return every value that held or will hold for the association, from its first day on, as HTML."""
        days = {day for day, _regime in book.regimes} | {version.valid_from for version in book.versions}
        for law in rule.laws:
            days |= {law.valid_from, law.valid_to and fields.Date.add(law.valid_to, days=1)}
        first = min((day for day, _regime in book.regimes), default=None)
        rows, last = [], None
        for day in sorted(day for day in days if day and first and day >= first):
            try:
                ruling = book.find(rule.code, day)
            except BylawError:
                ruling = None
            said = ruling and (ruling.value, ruling.citation.label())
            if rows and said == last:
                continue
            last = said
            rows.append((format_date(self.env, day), *self._said(rule, ruling)))
        body = Markup("").join(Markup("<tr><td>%s</td><td>%s</td><td class='text-muted'>%s</td></tr>") % row for row in rows)
        return Markup("<table class='table table-sm'><tbody>%s</tbody></table>") % body

    def _said(self, rule, ruling):
        if not ruling:
            return "–", ""
        wording = self.env["association.wording"]
        return wording._rule_value(rule.code, ruling.value), wording._citation(ruling.citation)

    # --- the window ---

    @api.model
    def _action_on(self, day):
        """Return the window on the rules in force on ``day``, which its title names."""
        action = self.env["ir.actions.act_window"]._for_xml_id("lecce_smartcity.action_rulings")
        action["context"] = {"as_of": fields.Date.to_string(day), "search_default_group_topic": 1}
        action["name"] = action["display_name"] = _("Rules in force on %s", format_date(self.env, day, date_format="d MMMM y"))
        return action
