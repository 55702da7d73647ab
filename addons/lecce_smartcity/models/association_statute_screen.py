from collections import defaultdict

from markupsafe import Markup

from odoo import _, api, fields, models

from ..bylaws.statute.model import NAMES, Division
from .legal_time import legal_today


class AssociationStatute(models.Model):
    """What the screens of a version show, and where their buttons lead."""

    _inherit = "association.statute"

    article_count = fields.Integer(compute="_compute_counts")
    rule_count = fields.Integer(compute="_compute_counts", help="Confirmed rules.")
    proposal_count = fields.Integer(string="To confirm", compute="_compute_counts")
    reading = fields.Html(compute="_compute_reading", string="Read", sanitize=False, help="The text as it is read.")
    annotated = fields.Html(
        compute="_compute_annotated", sanitize=False, string="Text with its rules", help="The text, its rules in the margin."
    )
    starts_later = fields.Boolean(compute="_compute_starts_later")
    regime_label = fields.Char(string="Legal regime", compute="_compute_regime_label")

    @api.depends("article_ids.kind", "rule_ids.state")
    def _compute_counts(self):
        articles = self._counted("association.statute.article", [("kind", "=", "article")])
        confirmed = self._counted("association.statute.rule", [("state", "=", "confirmed")])
        proposed = self._counted("association.statute.rule", [("state", "=", "proposed")])
        for statute in self:
            key = statute._origin.id
            statute.article_count = articles.get(key, 0)
            statute.rule_count = confirmed.get(key, 0)
            statute.proposal_count = proposed.get(key, 0)

    def _counted(self, model, domain):
        groups = self.env[model]._read_group([("statute_id", "in", self.ids), *domain], ["statute_id"], ["__count"])
        return {statute.id: count for statute, count in groups}

    @api.depends("stage", "valid_from")
    def _compute_starts_later(self):
        today = legal_today(self.env)
        for statute in self:
            statute.starts_later = statute.stage == "enacted" and statute.valid_from > today

    @api.depends("valid_from", "planned_from", "company_id")
    @api.depends_context("lang")
    def _compute_regime_label(self):
        labels = dict(self.env["association.legal.regime"]._fields["regime"]._description_selection(self.env))
        for statute in self:
            regime = statute.company_id and statute._regime_on(statute._reference_day())
            statute.regime_label = labels.get(regime) or _("Not set yet")

    @api.depends("title", "preamble", "article_ids.text", "article_ids.heading", "article_ids.number", "article_ids.sequence")
    def _compute_reading(self):
        texts = self.browse(self.ids)._as_statutes() if self.ids else {}
        for statute in self:
            text = texts.get(statute._origin.id)
            statute.reading = (text and text.children and self._as_html(text)) or False

    @api.depends("reading", "rule_ids.state", "rule_ids.value", "rule_ids.article_id")
    @api.depends_context("lang")
    def _compute_annotated(self):
        texts = self.browse(self.ids)._as_statutes() if self.ids else {}
        for statute in self:
            text = texts.get(statute._origin.id)
            statute.annotated = (text and text.children and self._as_html(text, statute._notes())) or False

    def _notes(self):
        """Return ``{article key: HTML}`` of the confirmed rules, for the margin."""
        notes = defaultdict(Markup)
        for rule in self.rule_ids.sorted("definition_sequence"):
            if rule.state == "confirmed" and rule.article_id:
                notes[rule.article_id.key] += Markup("<div>%s: <b>%s</b></div>") % (rule.definition_id.name, rule.words)
        return notes

    @api.model
    def _as_html(self, text, notes=None):
        """Return a ``StatuteText`` as HTML to read; ``notes`` by article key stand in the margin."""
        parts = [Markup("<h2>%s</h2>") % text.title] if text.title else []
        parts += [Markup('<p class="o_statute_preamble">%s</p>') % line for line in text.preamble.splitlines()]
        for path, node in text.walk():
            if isinstance(node, Division):
                size = 3 + min(len(path), 1)
                parts.append(
                    Markup('<h%s class="o_statute_division">%s %s<small>%s</small></h%s>')
                    % (size, NAMES[node.kind], node.number, node.heading, size)
                )
            else:
                parts.append(self._article_as_html(node, (notes or {}).get(node.key)))
        return Markup('<div class="o_statute_reading%s">%s</div>') % (" o_statute_noted" if notes else "", Markup("").join(parts))

    @api.model
    def _article_as_html(self, article, note=None):
        number = f"Art. {article.number}" if article.number else ""
        head = Markup("<h5>%s <span>%s</span></h5>") % (number, article.heading)
        if note:
            head = Markup('<aside class="o_statute_note">%s</aside>') % note + head
        body = Markup("").join(
            Markup("<p>%s%s</p>%s")
            % (
                Markup("<b>%s.</b> ") % paragraph.number if paragraph.number else "",
                paragraph.text,
                Markup('<ul class="o_statute_points">%s</ul>')
                % Markup("").join(
                    Markup("<li><b>%s</b> %s</li>") % (point.label if point.label == "-" else f"{point.label})", point.text)
                    for point in paragraph.points
                )
                if paragraph.points
                else "",
            )
            for paragraph in article.paragraphs
        )
        return Markup('<section data-key="%s">%s%s</section>') % (article.key, head, body)

    # --- actions ---

    def _window(self, name, model, domain, **extra):
        return {
            "type": "ir.actions.act_window",
            "name": name,
            "res_model": model,
            "view_mode": "list,form",
            "domain": domain,
            **extra,
        }

    def _dialog(self, model, name, **context):
        return {
            "type": "ir.actions.act_window",
            "name": name,
            "res_model": model,
            "view_mode": "form",
            "target": "new",
            "context": {"default_statute_id": self.id, **context},
        }

    def _open(self):
        """Return the window on this version."""
        self.ensure_one()
        return {"type": "ir.actions.act_window", "res_model": self._name, "res_id": self.id, "view_mode": "form"}

    def action_open_rules(self):
        """Open the rules that this version sets."""
        self.ensure_one()
        return self._window(
            _("Rules of %s", self.name), "association.statute.rule", [("statute_id", "=", self.id)],
            context={"default_statute_id": self.id, "search_default_counting": 1},
        )  # fmt: skip

    def action_open_articles(self):
        """Open the articles as a list that can be searched."""
        self.ensure_one()
        return self._window(
            _("Articles of %s", self.name), "association.statute.article", [("statute_id", "=", self.id)],
            context={"default_statute_id": self.id},
        )  # fmt: skip

    def action_adopt(self):
        """Ask for the resolution that adopted this draft."""
        self.ensure_one()
        return self._dialog("association.statute.adopt", _("Record the adoption"))

    def action_enact(self):
        """Ask for the day from which this version is in force."""
        self.ensure_one()
        return self._dialog("association.statute.enact", _("Put in force"))

    def action_reopen(self):
        """Ask why the version goes back to draft."""
        self.ensure_one()
        return self._dialog("association.statute.reopen", _("Back to draft"))

    def action_intake(self):
        """Paste or upload the text of this draft."""
        self.ensure_one()
        return self._dialog("association.statute.intake", _("Bring in a statute"), default_company_id=self.company_id.id)

    def action_amend(self):
        """Draw up an amendment: a new draft with these articles and rules."""
        self.ensure_one()
        return self._amended(_("Amendment of %s", self.name))._open()

    def action_correct(self):
        """Draw up a corrected copy of a version in force, whose text or rules this office got wrong."""
        self.ensure_one()
        return self._corrected_copy()._open()

    def action_compare(self):
        """Compare this version with the one it amends, or with the one before it."""
        self.ensure_one()
        older = self.previous_id or self.corrects_id or self._behind()[-2:-1] or self
        wizard = self.env["association.statute.compare"].create(
            {"company_id": self.company_id.id, "old_id": older.id, "new_id": self.id}
        )
        return {
            "type": "ir.actions.act_window",
            "name": _("What changes"),
            "res_model": wizard._name,
            "res_id": wizard.id,
            "view_mode": "form",
        }
