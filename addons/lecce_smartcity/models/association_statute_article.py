import re
import unicodedata

from odoo import _, api, fields, models
from odoo.exceptions import UserError, ValidationError

from ..bylaws.errors import BylawError
from ..bylaws.statute import model as statute_model

WIDEST_FIRST = {"title": 0, "chapter": 1, "section": 2, "article": 3}
NOT_IN_KEY = re.compile(r"[^a-z0-9]+")


class AssociationStatuteArticle(models.Model):
    """A title, chapter, section or article of one version of the statute."""

    _name = "association.statute.article"
    _description = "Article of the Statute"
    _order = "statute_id, sequence, id"
    _rec_names_search = ["number", "heading"]

    statute_id = fields.Many2one("association.statute", required=True, ondelete="cascade", index=True)
    company_id = fields.Many2one(related="statute_id.company_id", store=True, index=True, precompute=True)
    stage = fields.Selection(related="statute_id.stage")
    parent_id = fields.Many2one(
        "association.statute.article", string="Within", ondelete="cascade", index=True,
        domain="[('statute_id', '=', statute_id), ('kind', '!=', 'article')]",
    )  # fmt: skip
    child_ids = fields.One2many("association.statute.article", "parent_id")
    sequence = fields.Integer(default=10_000, help="Place in the whole text.")
    kind = fields.Selection(
        [("title", "Title"), ("chapter", "Chapter"), ("section", "Section"), ("article", "Article")],
        required=True, default="article",
    )  # fmt: skip
    number = fields.Char(help="As printed: 12, 12-bis, IV.")
    heading = fields.Char()
    key = fields.Char(
        required=True, copy=False,
        help="Names the article through all versions, whatever its number becomes. Given by the office, never changed.",
    )  # fmt: skip
    text = fields.Text(help="A line for each paragraph (“1. …”) and each point (“a) …”).")
    rule_ids = fields.One2many("association.statute.rule", "article_id", string="Rules")
    rule_count = fields.Integer(compute="_compute_rule_count")

    _key_unique = models.Constraint("UNIQUE(statute_id, key)", "Another article of this version has the same key.")

    @api.depends("kind", "number", "heading")
    @api.depends_context("lang")
    def _compute_display_name(self):
        labels = dict(self._fields["kind"]._description_selection(self.env))
        for article in self:
            name = _("Art. %s", article.number or "–") if article.kind == "article" else labels.get(article.kind, "")
            if article.kind != "article" and article.number:
                name = f"{name} {article.number}"
            article.display_name = f"{name} – {article.heading}" if article.heading else name

    @api.depends("rule_ids.state")
    def _compute_rule_count(self):
        counts = self.env["association.statute.rule"]._read_group(
            [("article_id", "in", self.ids), ("state", "!=", "dismissed")], ["article_id"], ["__count"]
        )
        counts = {article.id: count for article, count in counts}
        for article in self:
            article.rule_count = counts.get(article._origin.id, 0)

    # --- a locked text stays as it is ---

    @api.model_create_multi
    def create(self, vals_list):
        """Add articles to drafts; a key is made from number and heading where none is given."""
        self.env["association.statute"].browse({vals["statute_id"] for vals in vals_list if vals.get("statute_id")})._check_draft()
        taken = {}
        for vals in vals_list:
            vals["key"] = vals.get("key") or self._new_key(vals, taken)
            taken.setdefault(vals.get("statute_id"), set()).add(vals["key"])
        created = super().create(vals_list)
        created.filtered(lambda item: item.sequence == 10_000)._settle_outline()
        return created

    def write(self, vals):
        """Change articles of drafts. A rule whose quotation is no longer in its article has to be confirmed anew.

        :raises UserError: the version is adopted, or the key would change
        """
        self.statute_id._check_draft()
        if "key" in vals and any(article.key != vals["key"] for article in self):
            raise UserError(self.env["association.wording"]._statute_refusal("key_fixed"))
        if "statute_id" in vals:
            self.env["association.statute"].browse(vals["statute_id"])._check_draft()
        done = super().write(vals)
        if "sequence" in vals and "parent_id" not in vals:
            self._settle_outline()
        if "text" in vals:
            self.rule_ids._question_quotes()
        return done

    def _settle_outline(self):
        """Put each part that was moved or added below the division that it now follows, as a reader would understand it."""
        moved = set(self.ids)
        for statute in self.statute_id:
            open_divisions = []
            for article in self.search([("statute_id", "=", statute.id)]):
                while open_divisions and WIDEST_FIRST[open_divisions[-1].kind] >= WIDEST_FIRST[article.kind]:
                    open_divisions.pop()
                parent = open_divisions[-1] if open_divisions else self.browse()
                if article.id in moved and article.parent_id != parent:
                    article.parent_id = parent
                if article.kind != "article":
                    open_divisions.append(article)

    @api.ondelete(at_uninstall=False)
    def _unlink_from_drafts_alone(self):
        self.statute_id._check_draft()

    def _new_key(self, vals, taken):
        """Return a key that no article of the version has: “art-12”, “title-iv”; “art-12-2” if there was one."""
        statute = vals.get("statute_id")
        if statute not in taken:
            taken[statute] = set(self.search([("statute_id", "=", statute)]).mapped("key"))
        kind = vals.get("kind", "article")
        words = f"{'art' if kind == 'article' else kind} {vals.get('number') or vals.get('heading') or 'n'}"
        plain = unicodedata.normalize("NFKD", words).encode("ascii", "ignore").decode().lower()
        key = stem = NOT_IN_KEY.sub("-", plain).strip("-")[:60].strip("-")
        times = 1
        while key in taken[statute]:
            times += 1
            key = f"{stem}-{times}"
        return key

    # --- a tree that can be printed ---

    @api.constrains("parent_id", "kind", "statute_id")
    def _check_place(self):
        wording = self.env["association.wording"]
        for article in self:
            parent = article.parent_id
            if parent.statute_id and parent.statute_id != article.statute_id:
                raise ValidationError(wording._statute_refusal("other_statute"))
            if parent and WIDEST_FIRST[parent.kind] >= WIDEST_FIRST[article.kind]:
                raise ValidationError(wording._statute_refusal("wrong_place", what=article.display_name, where=parent.display_name))
            if any(WIDEST_FIRST[child.kind] <= WIDEST_FIRST[article.kind] for child in article.child_ids):
                raise ValidationError(
                    wording._statute_refusal("wrong_place", what=article.child_ids[:1].display_name, where=article.display_name)
                )
        if self._has_cycle():
            raise ValidationError(wording._statute_refusal("cycle"))

    @api.constrains("key", "number", "heading", "text", "kind")
    def _check_words(self):
        for article in self:
            try:
                statute_model.Article(
                    article.key,
                    article.number or "",
                    article.heading or "",
                    statute_model.text_to_paragraphs(article.text or ""),
                )
            except BylawError as error:
                raise ValidationError(self.env["association.wording"]._violations(error.violations)) from error

    def _paragraphs(self):
        """Return the article's paragraphs as the pure rules see them."""
        self.ensure_one()
        return statute_model.text_to_paragraphs(self.text or "")
