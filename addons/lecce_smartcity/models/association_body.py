from odoo import _, api, fields, models
from odoo.exceptions import UserError, ValidationError

from ..bylaws import offices
from ..bylaws.errors import BylawError
from ..bylaws.rules.values import parse

KINDS = [
    ("assembly", "Assembly"),
    ("board", "Board"),
    ("president", "President"),
    ("vice_president", "Vice-president"),
    ("secretary", "Secretary"),
    ("treasurer", "Treasurer"),
    ("control_body", "Control body"),
    ("auditor", "Auditor"),
    ("arbitrators", "Arbitrators"),
    ("scientific_committee", "Scientific committee"),
    ("thematic_table", "Thematic table"),
    ("other", "Other body"),
]


class AssociationBody(models.Model):
    """An organ of the association: who may sit on it, for how long, who follows.

    What the statute in force says on a matter goes before the field kept here; ``_rule`` tells which of the two speaks.
    """

    _name = "association.body"
    _description = "Body of the Association"
    _inherit = ["mail.thread", "mail.activity.mixin"]
    _order = "company_id, sequence, id"
    _parent_name = "parent_id"
    _check_company_auto = True

    name = fields.Char(required=True, translate=True, tracking=True)
    kind = fields.Selection(KINDS, required=True, default="other", index=True)
    company_id = fields.Many2one(
        "res.company", string="Association", required=True, ondelete="restrict", default=lambda self: self.env.company
    )
    parent_id = fields.Many2one(
        "association.body", string="Answers to", ondelete="restrict", index=True, check_company=True,
        help="The body that elects it or that it reports to.",
    )  # fmt: skip
    child_ids = fields.One2many("association.body", "parent_id", string="Bodies below")
    sequence = fields.Integer(default=10)
    color = fields.Integer()
    active = fields.Boolean(default=True)
    state = fields.Selection(
        [("draft", "Being set up"), ("confirmed", "In force")],
        default="draft", required=True, copy=False, tracking=True,
        help="A body in force cannot have a composition that mandatory law refuses.",
    )  # fmt: skip
    description = fields.Text(translate=True, help="What it decides, in a few words.")
    seat_ids = fields.One2many("association.seat", "body_id", string="Seats", copy=True)
    mandate_ids = fields.One2many("association.mandate", "body_id", string="Mandates", readonly=True)

    # --- composition and working, where the statute is silent ---

    seats_min = fields.Integer(string="Fewest seats", help="0: no minimum.")
    seats_max = fields.Integer(string="Most seats", help="0: no maximum.")
    term_years = fields.Integer(string="Years of a term", default=3, help="0: without a term.")
    term_rule = fields.Selection(
        [
            ("anniversary", "From day to day"),
            ("financial_years", "Until the end of the association's year"),
            ("accounts", "Until the accounts of the last year are approved"),
        ],
        string="A term runs", default="anniversary", required=True,
    )  # fmt: skip
    mandates_max = fields.Integer(string="Most mandates in a row", help="0: no limit.")
    replacement = fields.Selection(
        [
            ("first_non_elected", "First of the non-elected"),
            ("co_optation", "Co-optation until the next assembly"),
            ("election", "A new election"),
        ],
        string="Who follows on a vacant seat", default="election", required=True,
        help="A seat that somebody else designates is always filled by them.",
    )  # fmt: skip
    lapse_share = fields.Selection(
        [("1/3", "A third of the seats is vacant"), ("1/2", "Half of the seats is vacant"), ("2/3", "Two thirds are vacant")],
        string="The whole body lapses when", help="Empty: never.",
    )  # fmt: skip
    absences_max = fields.Integer(string="Unjustified absences in a row that make a holder lapse", help="0: none.")
    prorogation = fields.Selection(
        [("until_replaced", "Until replaced"), ("days", "For some days"), ("none", "Not at all")],
        string="After the term the holder stays", default="until_replaced", required=True,
        help="Who holds an expired office stays until replaced, unless the statute says otherwise (c.c. 2385(2), Cass. 24214/2019).",
    )  # fmt: skip
    prorogation_days = fields.Integer(string="Days", default=45)
    casting_vote = fields.Boolean(string="The president's vote decides a tie")
    meeting_months = fields.Integer(string="Meets at least every (months)", help="0: nothing is said.")
    quorum = fields.Char(help="How many must be present: “>1/2”, “2/3”.")
    requires_declaration = fields.Boolean(
        string="Declaration before taking office", default=True,
        help="Who accepts declares that nothing makes them ineligible (c.c. 2382, D.Lgs. 117/2017 art. 26).",
    )  # fmt: skip
    incompatible_ids = fields.Many2many(
        "association.body", "association_body_incompatible_rel", "body_id", "other_id", string="Incompatible with",
        check_company=True, help="Who sits on one of these cannot sit here: the statute says so.",
    )  # fmt: skip
    conditions = fields.Text(string="Other conditions", help="Requirements of the statute that who accepts declares to have.")

    _seats_in_order = models.Constraint(
        "CHECK(seats_min >= 0 AND (seats_max = 0 OR seats_max >= seats_min))", "The fewest seats are more than the most."
    )
    _term_positive = models.Constraint(
        "CHECK(term_years >= 0 AND mandates_max >= 0 AND absences_max >= 0 AND prorogation_days >= 0 AND meeting_months >= 0)",
        "Terms and limits cannot be below zero.",
    )
    _of_kind = models.Index("(company_id, kind)")

    @api.constrains("quorum")
    def _check_quorum(self):
        for body in self.filtered("quorum"):
            try:
                parse("share", body.quorum, "body")
            except BylawError as error:
                raise ValidationError(
                    _("%(body)s: “%(value)s” is no share of the body: write “>1/2” or “2/3”.", body=body.name, value=body.quorum)
                ) from error

    @api.constrains("parent_id")
    def _check_hierarchy(self):
        if self._has_cycle():
            raise ValidationError(_("A body cannot answer to itself."))

    @api.constrains("state", "kind", "seats_min", "seats_max", "seat_ids")
    def _check_composition_in_force(self):
        self._check_composition()

    def action_confirm(self):
        """Put the bodies in force: from now on their composition must be lawful."""
        for body in self:
            if not body.seat_ids and body.kind != offices.ASSEMBLY:
                raise UserError(_("%s has no seats yet: add them, then put the body in force.", body.name))
        self.state = "confirmed"

    def action_draft(self):
        """Set the bodies up again: their mandates stay as they are."""
        self.state = "draft"
