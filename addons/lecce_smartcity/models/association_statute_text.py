from collections import defaultdict

from odoo import _, api, models
from odoo.exceptions import ValidationError

from ..bylaws.errors import BylawError
from ..bylaws.statute.model import Article, Division, StatuteText, text_to_paragraphs
from .legal_time import legal_today


class AssociationStatute(models.Model):
    """The text of a version: the seam to the pure rules, and how new versions come from old ones."""

    _inherit = "association.statute"

    def _as_statute(self):
        """Return the text of this version as a ``StatuteText``."""
        self.ensure_one()
        return self._as_statutes()[self.id]

    def _as_statutes(self):
        """Return ``{id: StatuteText}`` of these versions; the articles of all are read in one query."""
        rows = self.env["association.statute.article"].search_fetch(
            [("statute_id", "in", self.ids)],
            ["statute_id", "parent_id", "kind", "key", "number", "heading", "text"],
            order="sequence, id",
        )
        children = defaultdict(list)
        for row in rows:
            children[row.statute_id.id, row.parent_id.id].append(row)
        return {
            statute.id: StatuteText(statute.title or "", statute.preamble or "", self._branch(children, statute.id, False))
            for statute in self
        }

    def _branch(self, children, statute_id, parent_id):
        return tuple(
            Article(row.key, row.number or "", row.heading or "", text_to_paragraphs(row.text or ""))
            if row.kind == "article"
            else Division(row.key, row.kind, row.number or "", row.heading or "", self._branch(children, statute_id, row.id))
            for row in children[statute_id, parent_id]
        )

    def _set_text(self, text):
        """Put the tree of ``text`` in the place of this draft's: all of it or nothing.

        Rules hang on with their articles' keys; a rule whose article is gone goes with it.

        :param text: a ``StatuteText``
        """
        self.ensure_one()
        self._check_draft()
        with self.env.cr.savepoint():
            kept = {
                rule: rule.article_id.key
                for rule in self.rule_ids
                if rule.article_id and any(rule.article_id.key == article.key for article in text.articles())
            }
            for rule in kept:
                rule.article_id = False
            (self.rule_ids.filtered("article_id")).unlink()
            self.article_ids.unlink()
            self.write({"title": text.title, "preamble": text.preamble})
            places = {node.key: place for place, (_path, node) in enumerate(text.walk(), 1)}
            keys = self._plant(text.children, False, places, {})
            for rule, key in kept.items():
                rule.article_id = keys[key]
            self.rule_ids._question_quotes()

    def _plant(self, nodes, parent_id, places, keys):
        """Create the records of ``nodes`` below ``parent_id``, a level at a time; fill ``keys``: key → id."""
        made = self.env["association.statute.article"].create(
            [
                {
                    "statute_id": self.id,
                    "parent_id": parent_id,
                    "sequence": places[node.key],
                    "kind": node.kind if isinstance(node, Division) else "article",
                    "key": node.key,
                    "number": node.number,
                    "heading": node.heading,
                    "text": "" if isinstance(node, Division) else node.text,
                }
                for node in nodes
            ]
        )
        for record, node in zip(made, nodes, strict=True):
            keys[node.key] = record.id
            if isinstance(node, Division):
                self._plant(node.children, record.id, places, keys)
        return keys

    # --- new versions from old ones ---

    def _amended(self, name, **vals):
        """Return a new draft with the text and the confirmed rules of this version.

        Articles keep their keys: that is how the two are compared, however they will be numbered.
        """
        self.ensure_one()
        draft = self.create({"company_id": self.company_id.id, "name": name, "previous_id": self.id, **vals})
        draft._set_text(self._as_statute())
        articles = {article.key: article.id for article in draft.article_ids}
        self.env["association.statute.rule"].create(
            [
                {
                    "statute_id": draft.id,
                    "definition_id": rule.definition_id.id,
                    "value": rule.value,
                    "article_id": articles.get(rule.article_id.key),
                    "paragraph": rule.paragraph,
                    "quote": rule.quote,
                    "state": "confirmed",
                }
                for rule in self.rule_ids
                if rule.state == "confirmed"
            ]
        )
        draft.message_post(body=_("New draft from version “%s”: its articles keep their keys.", self.name))
        return draft

    @api.model
    def _in_force(self, company, on=None):
        """Return the version of ``company`` in force on the day ``on`` (today when omitted); empty if there is none."""
        on = on or legal_today(self.env)
        return self.search(
            [
                ("company_id", "=", company.id),
                ("stage", "=", "enacted"),
                ("valid_from", "<=", on),
                "|", ("valid_to", "=", False), ("valid_to", ">=", on),
            ],
            limit=1,
        )  # fmt: skip

    @api.constrains("title", "preamble")
    def _check_text(self):
        for statute in self:
            try:
                statute._as_statute()
            except BylawError as error:
                raise ValidationError(self.env["association.wording"]._violations(error.violations)) from error
