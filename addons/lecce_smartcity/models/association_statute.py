from odoo import _, api, fields, models
from odoo.exceptions import UserError
from odoo.fields import Domain
from odoo.tools import SQL

from .legal_time import as_of

# Written by the verbs alone: adopting, putting in force, correcting.
STEPS = {"stage", "valid_from", "valid_to"}
# The text, which no longer changes once the members have adopted it.
TEXT = {"title", "preamble", "article_ids", "company_id", "previous_id", "corrects_id"}
# What the act was; what was left open may be filled in later, when the registration comes back.
ACT = {
    "resolution", "adopted_on", "notary", "deed_on", "repertorio", "raccolta",
    "registration_office", "registration_number", "registered_on",
}  # fmt: skip

# What the verbs put in the context to pass `write`: an object that no request from outside can name.
VERB = object()

STATE_ON = """CASE WHEN {statute}.stage IN ('draft', 'replaced') THEN {statute}.stage
                   WHEN {statute}.stage = 'adopted' OR {statute}.valid_from > {on} THEN 'adopted'
                   WHEN {statute}.valid_to < {on} THEN 'superseded' ELSE 'in_force' END"""


class AssociationStatute(models.Model):
    """One dated version of the statute: its text as a tree of articles, and the rules that it sets.

    What is stored is what happened (adopted by this resolution, in force from that day). Whether a version is in force is
    told by the day asked about (``as_of`` in the context, or today).
    """

    _name = "association.statute"
    _description = "Statute"
    _inherit = ["association.rulebook.source", "mail.thread", "mail.activity.mixin"]
    _order = "valid_from desc nulls first, id desc"
    _check_company_auto = True

    company_id = fields.Many2one(
        "res.company", string="Association", required=True, ondelete="restrict", index=True, default=lambda self: self.env.company
    )
    name = fields.Char(string="Version", required=True, tracking=True, help="How this version is called: usually its year.")
    title = fields.Char(string="Title of the text", help="As it stands at the head of the document.")
    preamble = fields.Text()
    stage = fields.Selection(
        [("draft", "Draft"), ("adopted", "Adopted"), ("enacted", "Enacted"), ("replaced", "Corrected")],
        required=True, default="draft", readonly=True, copy=False, tracking=True,
    )  # fmt: skip
    state = fields.Selection(
        [
            ("draft", "Draft"),
            ("adopted", "Adopted"),
            ("in_force", "In force"),
            ("superseded", "Superseded"),
            ("replaced", "Corrected"),
        ],
        compute="_compute_state", search="_search_state", help="On the day asked about.",
    )  # fmt: skip
    valid_from = fields.Date(string="In force from", readonly=True, copy=False, tracking=True)
    valid_to = fields.Date(
        string="In force until", readonly=True, copy=False, tracking=True,
        help="Last day; empty until another version takes its place.",
    )  # fmt: skip
    planned_from = fields.Date(
        string="Meant for", copy=False,
        help="The day from which the text is meant to be in force: its rules are held against the law of that day. Empty: today.",
    )  # fmt: skip
    previous_id = fields.Many2one(
        "association.statute", string="Amends", ondelete="restrict", check_company=True, index="btree_not_null",
        help="The version that this one was drawn up from.",
    )  # fmt: skip
    corrects_id = fields.Many2one(
        "association.statute", string="Corrects", ondelete="restrict", check_company=True, copy=False, readonly=True,
        help="The version whose copy in this office had a mistake: same text of the members, same days in force.",
    )  # fmt: skip
    next_ids = fields.One2many("association.statute", "previous_id", string="Amended by")
    article_ids = fields.One2many("association.statute.article", "statute_id", string="Text")
    rule_ids = fields.One2many("association.statute.rule", "statute_id", string="Rules")

    resolution = fields.Char(copy=False, tracking=True, help="The assembly's resolution: number and date, as minutes say it.")
    adopted_on = fields.Date(copy=False, tracking=True)
    notary = fields.Char(copy=False, help="Name and seat.")
    deed_on = fields.Date(string="Deed of", copy=False)
    repertorio = fields.Char(string="Repertory no.", copy=False, help="Numero di repertorio of the notary.")
    raccolta = fields.Char(string="Collection no.", copy=False, help="Numero di raccolta of the notary.")
    registration_office = fields.Char(string="Registered at", copy=False, help="Office of the Agenzia delle Entrate.")
    registration_number = fields.Char(string="Registration no.", copy=False, help="Number and series.")
    registered_on = fields.Date(copy=False)
    note = fields.Text(help="The office's own remarks: not part of the statute.")

    # Two versions are never in force on one day.
    _one_in_force = models.Constraint(
        "EXCLUDE USING gist (company_id WITH =, daterange(valid_from, valid_to, '[]') WITH &&) WHERE (stage = 'enacted')",
        "Another version of the statute is in force on some of these days.",
    )
    _in_force_from_a_day = models.Constraint(
        "CHECK(stage != 'enacted' OR valid_from IS NOT NULL)", "A version is in force from a day."
    )

    @api.depends("stage", "valid_from", "valid_to")
    @api.depends_context("as_of")
    def _compute_state(self):
        on = as_of(self.env)
        for statute in self:
            statute.state = statute._state_on(on)

    def _state_on(self, on):
        self.ensure_one()
        if self.stage in ("draft", "replaced"):
            return self.stage
        if self.stage == "adopted" or self.valid_from > on:
            return "adopted"
        return "superseded" if self.valid_to and self.valid_to < on else "in_force"

    def _search_state(self, operator, value):
        if operator != "in":
            return NotImplemented
        on = as_of(self.env)
        enacted = Domain("stage", "=", "enacted")
        ended = Domain("valid_to", "!=", False) & Domain("valid_to", "<", on)
        by_state = {
            "draft": Domain("stage", "=", "draft"),
            "replaced": Domain("stage", "=", "replaced"),
            "adopted": Domain("stage", "=", "adopted") | (enacted & Domain("valid_from", ">", on)),
            "in_force": enacted & Domain("valid_from", "<=", on) & ~ended,
            "superseded": enacted & ended,
        }
        return Domain.OR([by_state[state] for state in value if state in by_state])

    def _field_to_sql(self, alias, field_expr, query=None):
        """Let the state on a day be grouped and sorted like a column."""
        if field_expr == "state":
            return SQL(STATE_ON.format(statute="%(statute)s", on="%(on)s"), statute=SQL.identifier(alias), on=as_of(self.env))
        return super()._field_to_sql(alias, field_expr, query)

    @api.depends("name", "stage")
    @api.depends_context("show_association")
    def _compute_display_name(self):
        for statute in self:
            name = statute.name or _("New version")
            if statute.stage == "draft":
                name = _("%s (draft)", name)
            if self.env.context.get("show_association"):
                name = f"{name} – {statute.company_id.name}"
            statute.display_name = name

    # --- what may change, and when ---

    @api.model_create_multi
    def create(self, vals_list):
        """Every version begins as a draft, whatever the values say."""
        return super().create([{name: value for name, value in vals.items() if name not in STEPS} for vals in vals_list])

    def write(self, vals):
        """Refuse what the stage of a version no longer allows.

        :raises UserError: the text of an adopted version, the act of one in force, or a step out of turn
        """
        if self.env.context.get("association_step") is not VERB:
            self._check_may_change(set(vals))
        return super().write(vals)

    def _check_may_change(self, names):
        wording = self.env["association.wording"]
        if STEPS & names:
            raise UserError(wording._statute_refusal("step_by_hand"))
        for statute in self:
            if statute.stage != "draft" and TEXT & names:
                raise UserError(wording._statute_refusal("locked", statute=statute.display_name))
            if statute.stage in ("enacted", "replaced") and any(statute[name] for name in ACT & names):
                raise UserError(wording._statute_refusal("act_locked", statute=statute.display_name))

    def _step(self, vals):
        """Record a step in the life of these versions: the verbs' way past ``write``."""
        return self.with_context(association_step=VERB).write(vals)

    def _check_draft(self):
        """:raises UserError: the text of one of these versions is no longer a draft."""
        for statute in self:
            if statute.stage != "draft":
                raise UserError(self.env["association.wording"]._statute_refusal("locked", statute=statute.display_name))

    @api.ondelete(at_uninstall=False)
    def _unlink_drafts_alone(self):
        for statute in self:
            if statute.stage != "draft":
                raise UserError(self.env["association.wording"]._statute_refusal("kept", statute=statute.display_name))
