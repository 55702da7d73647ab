from collections import Counter

from markupsafe import Markup

from odoo import _, api, fields, models

from ..bylaws.statute import comparison
from ..models.legal_time import legal_today

TAGS = {
    comparison.EQUAL: Markup("%s"),
    comparison.INSERT: Markup('<ins class="o_statute_ins">%s</ins>'),
    comparison.DELETE: Markup('<del class="o_statute_del">%s</del>'),
}


class AssociationStatuteCompare(models.TransientModel):
    """Two versions of the statute, article by article, on the screen or on paper."""

    _name = "association.statute.compare"
    _description = "Compare Two Versions of the Statute"

    company_id = fields.Many2one("res.company", string="Association", default=lambda self: self.env.company, required=True)
    old_id = fields.Many2one(
        "association.statute", string="Earlier version", required=True, domain="[('company_id', '=', company_id)]"
    )
    new_id = fields.Many2one("association.statute", string="Later version", required=True, domain="[('company_id', '=', company_id)]")
    whole = fields.Boolean(string="Unchanged articles too")
    subject = fields.Char(help="Printed at the head: the item of the agenda, say.")
    summary = fields.Char(compute="_compute_changes")
    changes = fields.Html(compute="_compute_changes", sanitize=False)
    rules = fields.Html(compute="_compute_changes", sanitize=False, string="Rules that change")

    @api.depends("old_id", "new_id", "whole")
    @api.depends_context("lang")
    def _compute_display_name(self):
        for wizard in self:
            wizard.display_name = f"{wizard.old_id.name or '–'} → {wizard.new_id.name or '–'}"

    @api.depends("old_id", "new_id", "whole")
    @api.depends_context("lang")
    def _compute_changes(self):
        for wizard in self:
            wizard.summary = wizard.changes = wizard.rules = False
            if wizard.old_id and wizard.new_id:
                texts = (wizard.old_id._origin | wizard.new_id._origin)._as_statutes()
                found = comparison.compare(texts[wizard.old_id._origin.id], texts[wizard.new_id._origin.id])
                wizard.summary = wizard._summary_of(found)
                wizard.changes = wizard._as_html(found)
                wizard.rules = wizard._rules_as_html()

    def _kinds(self):
        return {
            comparison.CHANGED: _("changed"),
            comparison.RENUMBERED: _("renumbered"),
            comparison.MOVED: _("moved"),
            comparison.ADDED: _("added"),
            comparison.REMOVED: _("removed"),
            comparison.UNCHANGED: _("unchanged"),
        }

    def _summary_of(self, found):
        counts = Counter(article.kind for article in found.articles)
        said = {
            comparison.CHANGED: _("changed: %s", counts[comparison.CHANGED]),
            comparison.RENUMBERED: _("renumbered: %s", counts[comparison.RENUMBERED]),
            comparison.MOVED: _("moved: %s", counts[comparison.MOVED]),
            comparison.ADDED: _("added: %s", counts[comparison.ADDED]),
            comparison.REMOVED: _("removed: %s", counts[comparison.REMOVED]),
            comparison.UNCHANGED: _("unchanged: %s", counts[comparison.UNCHANGED]),
        }
        parts = [sentence for kind, sentence in said.items() if counts[kind]]
        articles = _("Articles: %s", ", ".join(parts)) if parts else _("Neither version has an article.")
        divisions = sum(division.kind != comparison.UNCHANGED for division in found.divisions)
        return f"{articles} – {_('Titles, chapters and sections changed: %s', divisions)}" if divisions else articles

    def _as_html(self, found):
        parts = []
        if any(run.kind != comparison.EQUAL for run in found.title):
            parts.append(Markup("<h3>%s</h3>") % self._runs(found.title))
        if any(line.kind != comparison.UNCHANGED for line in found.preamble):
            parts.append(self._lines(found.preamble))
        labels = self._kinds()
        parts += [
            self._division(change) if isinstance(change, comparison.DivisionChange) else self._article(change, labels)
            for change in found.shown(self.whole)
        ]
        if not parts:
            parts.append(Markup("<p class='text-muted'>%s</p>") % _("The two texts are the same, word for word."))
        return Markup('<div class="o_statute_comparison">%s</div>') % Markup("").join(parts)

    def _division(self, change):
        mark = "text-muted" if change.kind == comparison.UNCHANGED else ""
        return Markup('<h4 class="o_statute_division %s">%s</h4>') % (mark, self._runs(change.runs))

    def _article(self, change, labels):
        old, new = change.old, change.new
        number = Markup("%s") % (new or old).number
        if old and new and old.number != new.number:
            number = TAGS[comparison.DELETE] % old.number + " " + TAGS[comparison.INSERT] % new.number
        marks = [labels[change.kind]]
        if change.kind == comparison.CHANGED:
            marks += [
                labels[kind]
                for kind, holds in ((comparison.RENUMBERED, change.renumbered), (comparison.MOVED, change.moved))
                if holds
            ]
        head = Markup('<h5>%s %s %s</h5>') % (
            Markup(_("Art.")), number, Markup("<span>%s</span>") % self._runs(change.heading),
        )  # fmt: skip
        return Markup('<section class="o_statute_%s"><small class="o_statute_kind">%s</small>%s%s</section>') % (
            change.kind, ", ".join(marks), head, self._lines(change.lines),
        )  # fmt: skip

    def _lines(self, lines):
        return Markup("").join(Markup("<p>%s</p>") % self._runs(line.runs) for line in lines)

    def _runs(self, runs):
        return Markup("").join(TAGS[run.kind] % run.text for run in runs)

    def _rules_as_html(self):
        """Return the confirmed rules that the two versions set differently."""
        old = {rule.code: rule for rule in self.old_id.rule_ids if rule.state == "confirmed"}
        new = {rule.code: rule for rule in self.new_id.rule_ids if rule.state == "confirmed"}
        definitions = self.env["association.rule.definition"].search([("code", "in", [*old, *new])])
        rows = Markup("").join(
            Markup("<tr><td>%s</td><td>%s</td><td>%s</td></tr>")
            % (
                definition.name,
                self._said(self.old_id, definition, old, TAGS["delete"]),
                self._said(self.new_id, definition, new, TAGS["insert"]),
            )
            for definition in definitions
            if self._value(old, definition) != self._value(new, definition)
        )
        if not rows:
            return False
        head = Markup("<tr><th>%s</th><th>%s</th><th>%s</th></tr>") % (_("Rule"), self.old_id.name, self.new_id.name)
        return Markup('<table class="table table-sm"><thead>%s</thead><tbody>%s</tbody></table>') % (head, rows)

    @staticmethod
    def _value(rules, definition):
        return rules[definition.code].value if definition.code in rules else None

    def _said(self, version, definition, rules, tag):
        rule = rules.get(definition.code)
        if not rule:
            # A reading that nobody has settled yet is no silence of the text.
            waits = any(other.code == definition.code and other.state == "proposed" for other in version.rule_ids)
            return Markup("<span class='text-muted'>%s</span>") % (_("to be confirmed") if waits else _("not set"))
        return Markup("%s <span class='text-muted'>(%s)</span>") % (tag % (rule.words or ""), rule.article_id.display_name or "–")

    def action_print(self):
        """Print the comparison."""
        self.ensure_one()
        return self.env.ref("lecce_smartcity.report_statute_comparison").report_action(self)


class AssociationStatuteAsOf(models.TransientModel):
    """Choose the day whose text is wanted: the version then in force opens, or its coordinated text is printed."""

    _name = "association.statute.as.of"
    _description = "Statute as of a Date"

    company_id = fields.Many2one("res.company", string="Association", default=lambda self: self.env.company, required=True)
    day = fields.Date(required=True, default=lambda self: legal_today(self.env))
    statute_id = fields.Many2one("association.statute", string="Version in force", compute="_compute_statute_id")

    @api.depends("day", "company_id")
    def _compute_statute_id(self):
        for wizard in self:
            statutes = self.env["association.statute"]
            wizard.statute_id = (wizard.day and statutes._in_force(wizard.company_id, wizard.day)) or False

    def action_open(self):
        """Open the version that was in force."""
        self.ensure_one()
        return {**self.statute_id._open(), "context": {"as_of": fields.Date.to_string(self.day)}}

    def action_print(self):
        """Print the consolidated text of that day."""
        self.ensure_one()
        return self.env.ref("lecce_smartcity.report_statute").report_action(self.statute_id)

    def action_print_coordinated(self):
        """Print the coordinated text of that day: each article with the resolutions behind it."""
        self.ensure_one()
        return self.env.ref("lecce_smartcity.report_statute_coordinated").report_action(self.statute_id)
