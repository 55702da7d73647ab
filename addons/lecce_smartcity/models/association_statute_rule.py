from dataclasses import replace

from odoo import _, api, fields, models
from odoo.exceptions import UserError, ValidationError

from ..bylaws.errors import BylawError
from ..bylaws.rules import derogation, values
from ..bylaws.rules.catalogue import CATALOGUE, parse_for
from ..bylaws.statute.model import one_line

READING = {"definition_id", "value", "value_text", "base", "article_id", "paragraph", "quote", "statute_id"}

WORDS_GONE = {
    "it": "L’articolo non dice più queste parole: rileggere le regole, o scrivere il valore nuovo.",
    "en": "The article no longer says these words: read the rules again, or type the new value.",
}


class AssociationStatuteRule(models.Model):
    """What a version of the statute says on one rule of the catalogue: a typed value and the sentence it stands in.

    A machine may propose; only what a person has confirmed counts.
    """

    _name = "association.statute.rule"
    _description = "Rule of the Statute"
    _inherit = ["association.rulebook.source"]
    _order = "statute_id, article_sequence, definition_sequence, id"
    _rec_name = "definition_id"

    statute_id = fields.Many2one("association.statute", required=True, ondelete="cascade", index=True)
    company_id = fields.Many2one(related="statute_id.company_id", store=True, index=True, precompute=True)
    stage = fields.Selection(related="statute_id.stage")
    definition_id = fields.Many2one("association.rule.definition", string="Rule", required=True, ondelete="restrict", index=True)
    definition_sequence = fields.Integer(
        related="definition_id.sequence", store=True, precompute=True, string="Place in the catalogue"
    )
    code = fields.Char(related="definition_id.code", store=True, precompute=True)
    topic = fields.Selection(related="definition_id.topic", store=True, precompute=True)
    severity = fields.Selection(related="definition_id.severity")
    explanation = fields.Text(related="definition_id.explanation")
    article_id = fields.Many2one(
        "association.statute.article", string="Article", ondelete="cascade", index=True,
        domain="[('statute_id', '=', statute_id), ('kind', '=', 'article')]",
    )  # fmt: skip
    article_sequence = fields.Integer(related="article_id.sequence", store=True, precompute=True, string="Place in the text")
    article_text = fields.Text(related="article_id.text", string="Text of the article")
    paragraph = fields.Char(help="Number of the paragraph (comma), if the article has several.")
    quote = fields.Text(string="Words of the statute", help="The sentence that says so: every verdict will quote it.")
    value = fields.Json(string="Stored value")
    value_text = fields.Char(
        string="Value", compute="_compute_value_text", inverse="_inverse_value_text", readonly=False,
        help="As the statute puts it: 3/4, > 1/2, 15 days, 31/12, yes.",
    )  # fmt: skip
    base = fields.Selection(
        [
            ("members", "of all members"),
            ("entitled", "of the members entitled to vote"),
            ("present", "of those present"),
            ("votes", "of the votes cast"),
            ("body", "of the body's members in office"),
            ("seats", "of the body's seats"),
        ],
        string="Share of", compute="_compute_value_text", inverse="_inverse_value_text", readonly=False,
    )  # fmt: skip
    is_share = fields.Boolean(compute="_compute_choices")
    words = fields.Char(string="In words", compute="_compute_words")
    problem = fields.Text(compute="_compute_words", help="Why the law does not allow this value, or why it is none.")
    choices = fields.Json(compute="_compute_choices")
    reason_words = fields.Json(string="Reason, in both languages")
    reason = fields.Char(compute="_compute_reason", help="Why the words of the text are read so.")
    confidence = fields.Selection(
        [("high", "The text says so"), ("medium", "Partly inferred"), ("low", "One of several readings")], readonly=True
    )
    state = fields.Selection(
        [("proposed", "To confirm"), ("confirmed", "Confirmed"), ("dismissed", "Dismissed")],
        required=True, default="proposed", copy=False,
    )  # fmt: skip

    _one_value = models.UniqueIndex(
        "(statute_id, code) WHERE state = 'confirmed'", "This version has already a confirmed value for the rule: change that one."
    )
    _confirmed_has_value = models.Constraint(
        "CHECK(state != 'confirmed' OR value IS NOT NULL)", "A rule that is confirmed has a value."
    )

    # --- values, typed and said ---

    def _decoded(self):
        """Return the typed value, or None where there is none yet."""
        self.ensure_one()
        return values.decode(self.value) if self.value else None

    @api.depends("value", "code")
    @api.depends_context("lang")
    def _compute_value_text(self):
        for rule in self:
            value = rule._decoded()
            rule.value_text = value is not None and self._typed(value)
            rule.base = getattr(value, "base", False) or (rule.code in CATALOGUE and CATALOGUE[rule.code].base)

    def _typed(self, value):
        """Return ``value`` as somebody would type it, in the language of the user."""
        if isinstance(value, values.Flag | values.Hours | values.Days | values.Months | values.Years):
            return values.words(value, self.env.lang or "en_US")
        return values.plain(value)

    def _inverse_value_text(self):
        for rule in self:
            rule.value = self._stored(rule.definition_id, rule.value_text, rule.base)

    @api.model
    def _stored(self, definition, typed, base=None):
        """Return what is stored of a typed value, False of none.

        :raises ValidationError: it is no value of that rule
        """
        if not typed:
            return False
        value, violations = self._read(definition.code, typed, base)
        if violations:
            raise ValidationError(self.env["association.wording"]._rule_violations(definition, violations))
        return values.encode(value)

    @api.model
    def _read(self, code, typed, base=None):
        """Return ``(value, violations)`` of what is typed: a value of one of the rule's kinds, or why it is none."""
        try:
            value = parse_for(code, typed or "")
        except BylawError as error:
            return None, error.violations
        if isinstance(value, values.Share) and base:
            value = replace(value, base=base)
        return value, ()

    @api.depends("value_text", "base", "definition_id", "statute_id.valid_from", "statute_id.planned_from", "statute_id.company_id")
    @api.depends_context("lang")
    def _compute_words(self):
        wording = self.env["association.wording"]
        for rule in self:
            rule.words = rule.problem = False
            if not (rule.definition_id and rule.value_text):
                continue
            value, violations = self._read(rule.code, rule.value_text, rule.base)
            if value is not None:
                rule.words = values.words(value, self.env.lang or "en_US", CATALOGUE[rule.code].choices)
                violations = rule._violations(value)
            rule.problem = wording._rule_violations(rule.definition_id, violations) if violations else False

    @api.depends("definition_id")
    @api.depends_context("lang")
    def _compute_choices(self):
        for rule in self:
            found = CATALOGUE.get(rule.code)
            rule.choices = self._choices_of(found)
            rule.is_share = bool(found and found.kind == "share")

    @api.model
    def _choices_of(self, rule):
        """Return ``[[typed, words]]`` to choose among, or False where the value is typed freely."""
        if rule and rule.kind == "flag":
            return [[self._typed(values.Flag(on)), values.words(values.Flag(on), self.env.lang)] for on in (True, False)]
        if rule and rule.kind == "choice":
            return [[code, words.text(self.env.lang)] for code, words in rule.choices]
        return False

    @api.depends("reason_words")
    @api.depends_context("lang")
    def _compute_reason(self):
        language = "it" if (self.env.lang or "").startswith("it") else "en"
        for rule in self:
            rule.reason = (rule.reason_words or {}).get(language)

    # --- what the law allows ---

    def _violations(self, value):
        """Return why the law does not allow ``value``, with the article; on the day from which the version is in force."""
        statute = self.statute_id
        on = statute._reference_day()
        return self._violations_on(value, statute._regime_on(on), on)

    def _violations_on(self, value, regime, on):
        return derogation.check(self.code, value, regime, on) if regime else ()

    @api.constrains("value", "state", "definition_id")
    def _check_value(self):
        for rule in self.filtered(lambda item: item.state == "confirmed"):
            value = rule._decoded()
            violations = rule._violations(value) if value is not None else ()
            if violations:
                raise ValidationError(self.env["association.wording"]._rule_violations(rule.definition_id, violations))

    @api.constrains("article_id", "statute_id")
    def _check_article(self):
        for rule in self:
            if rule.article_id and rule.article_id.statute_id != rule.statute_id:
                raise ValidationError(self.env["association.wording"]._statute_refusal("other_statute"))

    # --- what may change, and when ---

    @api.model_create_multi
    def create(self, vals_list):
        """Read rules out of a version that is not yet in force."""
        self.env["association.statute"].browse({vals["statute_id"] for vals in vals_list})._check_open_for_rules()
        return super().create([self._with_value(dict(vals)) for vals in vals_list])

    def _with_value(self, vals):
        """Put the stored value in the place of the typed one: a row that says “confirmed” has it from the start."""
        typed, base = vals.pop("value_text", None), vals.pop("base", None)
        if typed and not vals.get("value"):
            definition = self.env["association.rule.definition"].browse(vals["definition_id"])
            vals["value"] = self._stored(definition, typed, base)
        return vals

    def write(self, vals):
        """Change a reading. What is confirmed is locked when the version is adopted; open proposals can still be settled."""
        if (READING | {"state"}) & set(vals):
            self.statute_id._check_open_for_rules()
            if any(rule.stage != "draft" and rule.state == "confirmed" for rule in self):
                raise UserError(self.env["association.wording"]._statute_refusal("rule_locked"))
        return super().write(vals)

    @api.ondelete(at_uninstall=False)
    def _unlink_from_drafts_alone(self):
        self.statute_id._check_draft()

    def _question_quotes(self):
        """Ask again for what the text no longer says: rules whose quotation has gone from their article."""
        for rule in self.filtered(lambda item: item.state != "dismissed"):
            if rule._has_lost_its_words():
                rule.write({"state": "proposed", "confidence": "low", "reason_words": WORDS_GONE})
            elif not rule.quote:
                rule.state = "proposed"

    def _has_lost_its_words(self):
        """Tell whether this rule quotes a sentence that its article no longer has."""
        self.ensure_one()
        return bool(self.quote) and one_line(self.quote) not in one_line(self.article_id.text or "")

    # --- settling proposals ---

    def action_confirm(self):
        """Confirm these rules: they are what the statute says. A value confirmed before for the same rule gives way.

        :raises UserError: one of them has no value, or one that the law does not allow; nothing is confirmed then
        """
        for rule in self:
            if not rule.value:
                raise UserError(_("%s: type the value first.", rule.definition_id.name))
            if rule.problem:
                raise UserError(rule.problem)
        for rule in self:
            rivals = rule.statute_id.rule_ids.filtered(
                lambda other, rule=rule: other.code == rule.code and other.state == "confirmed" and other != rule
            )
            rivals.state = "dismissed"
            rule.state = "confirmed"
        return True

    def action_dismiss(self):
        """Set these proposals aside: the statute does not say this."""
        self.write({"state": "dismissed"})
        return True

    def action_propose(self):
        """Open these rules again."""
        self.write({"state": "proposed"})
        return True
