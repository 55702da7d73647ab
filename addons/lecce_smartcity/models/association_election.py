import secrets
from fractions import Fraction

from odoo import _, api, fields, models
from odoo.exceptions import UserError, ValidationError

from ..bylaws.elections import checks
from ..bylaws.elections import model as rules
from .legal_time import legal_today

METHODS = [
    ("plurality", "Plurality with preferences"),
    ("dhondt", "Lists, D'Hondt"),
    ("sainte_lague", "Lists, Sainte-Laguë"),
    ("stv", "Single transferable vote"),
    ("schulze", "Schulze"),
]
TIE_RULES = [
    ("seniority", "Seniority in the members' book"),
    ("age_older", "The older"),
    ("age_younger", "The younger"),
    ("list_order", "Order of the list"),
]
# Before the box is opened everything can still change; afterwards the rules of the election are what they were.
PREPARING = ("draft", "candidacies")
FROZEN = {
    "body_id", "seat_ids", "date", "method", "preferences", "tie_first", "tie_then", "tie_last", "lot_seed", "threshold",
    "votes_max", "quota_ids", "list_ids", "outsiders", "months_in_book", "parent_id",
}  # fmt: skip
ELECTIVE = ("assembly", "category", "body")
# What only the steps of an election write; an object that no remote call can send says that one of them does.
STEP = object()
BY_STEPS = {"state", "sheet", "counted_on", "counted_by_id", "proclaimed_on"}


class AssociationElection(models.Model):
    """Seats of a body filled by votes: rules, candidates, what tellers counted, the scrutiny sheet, mandates.

    The counting itself is ``bylaws.elections``; this record gathers its facts (``_as_election``) and keeps its answer.
    """

    _name = "association.election"
    _description = "Election"
    _inherit = ["mail.thread", "mail.activity.mixin"]
    _order = "date desc, id desc"
    _check_company_auto = True

    name = fields.Char(compute="_compute_name", store=True, readonly=False, precompute=True, required=True, tracking=True)
    body_id = fields.Many2one(
        "association.body", required=True, ondelete="restrict", index=True, tracking=True,
        domain="[('kind', '!=', 'assembly')]", help="The body whose seats are filled.",
    )  # fmt: skip
    company_id = fields.Many2one(related="body_id.company_id", store=True, index=True)
    state = fields.Selection(
        [
            ("draft", "Being prepared"),
            ("candidacies", "Candidacies"),
            ("counting", "Open for counting"),
            ("counted", "Counted"),
            ("proclaimed", "Proclaimed"),
            ("closed", "Closed"),
        ],
        required=True, default="draft", readonly=True, copy=False, index=True, tracking=True,
    )  # fmt: skip

    # --- when ---

    date = fields.Date(
        string="Election day", required=True, default=lambda self: legal_today(self.env), tracking=True,
        help="Who may vote and who may be elected is judged on this day.",
    )  # fmt: skip
    candidacies_until = fields.Date(
        string="Candidacies until", compute="_compute_candidacies_until", store=True, readonly=False,
        help="Last day on which candidacies are presented.",
    )  # fmt: skip
    office_from = fields.Date(
        string="Mandates from", compute="_compute_office_from", store=True, readonly=False,
        help="First day of the mandates that this election makes.",
    )  # fmt: skip
    resolution = fields.Char(string="Resolution", help="Number of the resolution or minute by which the body elects.")

    # --- how ---

    seat_ids = fields.Many2many(
        "association.seat", string="Seats", compute="_compute_seat_ids", store=True, readonly=False,
        domain="[('body_id', '=', body_id)]", help="The seats to fill, in the order in which the elected take them.",
    )  # fmt: skip
    seats = fields.Integer(string="Seats to fill", compute="_compute_seats")
    method = fields.Selection(METHODS, required=True, default="plurality", tracking=True)
    preferences = fields.Integer(
        help="How many candidates a paper may mark. 0: as many as there are seats; where papers rank candidates, as many as "
        "stand; with lists, none (closed lists). Fewer than the seats is the limited vote."
    )
    tie_first = fields.Selection(TIE_RULES, string="A tie goes to", default="seniority", help="Empty: straight to the last rule.")
    tie_then = fields.Selection(TIE_RULES, string="then to", default="age_older")
    tie_last = fields.Selection(
        [("lot", "Lot"), ("run_off", "Run-off")], string="and last to", required=True, default="lot",
    )  # fmt: skip
    lot_seed = fields.Char(
        string="Seed of the lot", copy=False,
        help="Digits drawn in public, before the papers are known; empty: drawn when the count is opened. With it anybody can "
        "draw the lot again.",
    )  # fmt: skip
    threshold = fields.Char(help="Share of the list votes below which a list gets no seat: “5 %” or “1/20”. Empty: none.")
    votes_max = fields.Integer(
        string="Votes a paper may carry", default=1, help="More than one only where the statute gives a member several votes."
    )
    outsiders = fields.Selection(
        [
            ("nobody", "Members and whom they indicate"),
            ("minority", "Others too, a minority"),
            ("anybody", "Anybody"),
        ],
        string="May be elected", compute="_compute_outsiders", store=True, readonly=False, required=True, precompute=True,
        help="The majority of an ETS's directors are chosen among members or persons whom member bodies indicate "
        "(D.Lgs. 117/2017 art. 26(2)).",
    )  # fmt: skip
    months_in_book = fields.Integer(
        string="Months in the members' book", help="How long one must have been in the book to be elected. 0: nothing is said."
    )
    quota_ids = fields.One2many("association.election.quota", "election_id", string="Quotas", copy=True)
    two_tellers = fields.Boolean(
        string="Two tellers", help="Two users enter the count, each on their own; it is counted only when both agree."
    )

    # --- who ---

    candidate_ids = fields.One2many("association.election.candidate", "election_id", string="Candidates")
    list_ids = fields.One2many("association.election.list", "election_id", string="Lists")
    electorate = fields.Selection(
        [("roll", "The members' roll"), ("body", "Who sits on a body"), ("typed", "Typed in")],
        required=True, default="roll", help="Where the number of votes that could be cast comes from.",
    )  # fmt: skip
    electorate_body_id = fields.Many2one("association.body", string="Electing body", ondelete="restrict", check_company=True)
    entitled = fields.Integer(string="Votes entitled", copy=False, help="Votes that the electorate could cast.")
    voters = fields.Integer(string="Votes marked", copy=False, help="Votes of those marked as having voted. 0: no roll was kept.")

    # --- run-off ---

    parent_id = fields.Many2one(
        "association.election", string="Run-off of", ondelete="restrict", index="btree_not_null", readonly=True, copy=False,
        check_company=True,
    )  # fmt: skip
    run_off_ids = fields.One2many("association.election", "parent_id", string="Run-offs")

    _positive = models.Constraint(
        "CHECK(preferences >= 0 AND votes_max >= 1 AND entitled >= 0 AND voters >= 0 AND months_in_book >= 0)",
        "Votes, preferences and months cannot be below zero; a paper carries at least one vote.",
    )

    # --- proposals ---

    @api.depends("body_id", "date")
    def _compute_name(self):
        for election in self:
            if not election.name or election.state == "draft":
                year = election.date.year if election.date else ""
                election.name = _("Election: %(body)s %(year)s", body=election.body_id.name or "", year=year).strip()

    @api.depends("body_id")
    def _compute_seat_ids(self):
        for election in self:
            if election.state in PREPARING:
                election.seat_ids = election._seats_to_fill()

    def _seats_to_fill(self):
        """Return the seats that votes fill and that fall vacant about the day of the election; all of them if none does."""
        on = self.date or legal_today(self.env)
        elective = self.body_id._seats_on(on).filtered(lambda seat: seat.source in ELECTIVE)
        held = self.env["association.mandate"]._held_seats(fields.Date.add(on, months=6), elective)
        return elective.filtered(lambda seat: seat._origin.id not in held or held[seat._origin.id].state == "prorogatio") or elective

    @api.depends("seat_ids")
    def _compute_seats(self):
        for election in self:
            election.seats = len(election.seat_ids)

    @api.depends("body_id")
    def _compute_outsiders(self):
        for election in self:
            control = election.body_id.kind in ("control_body", "auditor", "arbitrators", "scientific_committee", "thematic_table")
            election.outsiders = "anybody" if control else "nobody"

    @api.depends("date", "body_id")
    def _compute_candidacies_until(self):
        for election in self:
            ruling = election._statute_says("election.candidacies_before")
            election.candidacies_until = election.date and fields.Date.subtract(
                election.date, days=ruling.value.count if ruling else 0
            )

    @api.depends("date")
    def _compute_office_from(self):
        for election in self:
            if election.state in PREPARING:
                election.office_from = election.date

    def _statute_says(self, code):
        """Return the ruling on ``code`` on the day of the election; None where statute and law are silent."""
        if not self.company_id or not self.date:
            return None
        try:
            return self.env["association.statute"]._finding(self.company_id, code, self.date)
        except UserError:
            return None  # an association without a legal regime on that day: nothing to propose

    @api.onchange("body_id", "date")
    def _onchange_statute(self):
        self.update(self._proposed_by_statute())

    @api.onchange("method")
    def _onchange_method(self):
        # Papers that mark a list alone leave its candidates tied: its order is the usual answer.
        if self.method in rules.LIST_METHODS and self.tie_first == "seniority":
            self.tie_first, self.tie_then = "list_order", "seniority"

    def _proposed_by_statute(self, method=None):
        """Return the values that the statute in force on the day of the election gives; ``method`` goes before its own."""
        values = {}
        if ruling := self._statute_says("election.method"):
            values["method"] = "plurality" if ruling.value.code == "limited" else ruling.value.code
        ranked = (method or values.get("method", self.method)) in rules.RANKED_METHODS  # a ranking is no list of preferences
        if not ranked and (ruling := self._statute_says("election.preferences.max")):
            values["preferences"] = min(ruling.value.count, self.seats) if self.seats else ruling.value.count
        if ruling := self._statute_says("election.threshold"):
            values["threshold"] = str(ruling.value.fraction)
        if ruling := self._statute_says("election.tie"):
            values.update(self._ties_of(ruling.value.codes))
        return values

    def _ties_of(self, codes):
        """Return the three fields for a statute's list of tie rules: at most two before the lot or the run-off."""
        first = [code for code in codes if code not in rules.FINAL_TIE_RULES][:2]
        last = next((code for code in codes if code in rules.FINAL_TIE_RULES), "lot")
        return {"tie_first": (first or [False])[0], "tie_then": first[1] if len(first) > 1 else False, "tie_last": last}

    @api.model_create_multi
    def create(self, vals_list):
        """Elections; what the statute says fills in what was left out."""
        if any(BY_STEPS & set(vals) for vals in vals_list):
            raise UserError(self.env["association.wording"]._election_refusal("step_by_hand"))
        elections = super().create(vals_list)
        for election, vals in zip(elections, vals_list, strict=True):
            proposed = {name: value for name, value in election._proposed_by_statute(vals.get("method")).items() if name not in vals}
            if proposed:
                election.write(proposed)
        return elections

    # --- kept once the box is open ---

    def write(self, vals):
        """Refuse what is no longer open, and steps that are not taken by their button."""
        if self.env.context.get("election_step") is STEP:
            return super().write(vals)
        if BY_STEPS & set(vals):
            raise UserError(self.env["association.wording"]._election_refusal("step_by_hand"))
        if FROZEN & set(vals):
            for election in self:
                if election.state not in PREPARING and any(election._differs(name, vals[name]) for name in FROZEN & set(vals)):
                    raise UserError(self.env["association.wording"]._election_refusal("frozen", election=election.name))
        return super().write(vals)

    def _step(self, vals):
        """Write what only the steps of an election write."""
        return self.with_context(election_step=STEP).write(vals)

    def _differs(self, name, value):
        field = self._fields[name]
        if field.type in ("one2many", "many2many"):
            return True
        return field.convert_to_cache(value, self) != field.convert_to_cache(self[name], self)

    @api.ondelete(at_uninstall=False)
    def _unlink_while_prepared(self):
        for election in self:
            if election.state not in PREPARING:
                raise UserError(self.env["association.wording"]._election_refusal("kept", election=election.name))

    @api.constrains("threshold")
    def _check_threshold(self):
        for election in self:
            election._threshold()

    def _threshold(self):
        """Return the threshold as a fraction. :raises ValidationError: it cannot be read."""
        text = (self.threshold or "0").replace(",", ".").strip()
        try:
            share = Fraction(text.rstrip("%").strip()) / (100 if text.endswith("%") else 1)
        except (ValueError, ZeroDivisionError):
            share = None
        if share is None or not 0 <= share < 1:
            raise ValidationError(self.env["association.wording"]._election_refusal("threshold", value=self.threshold))
        return share

    # --- the seam to the pure rules ---

    def _as_election(self):
        """Return this election as ``bylaws.elections`` counts it; candidates are known by their number on the paper."""
        self.ensure_one()
        admitted = self.candidate_ids.filtered(lambda candidate: candidate.standing == "admitted")
        with_lists = self.method in rules.LIST_METHODS
        return rules.Election(
            title=self.name,
            held_on=self.date,
            method=self.method,
            seats=self.seats,
            candidates=tuple(candidate._as_candidate(with_lists) for candidate in admitted.sorted("number")),
            entitled=self.entitled,
            voters=self.voters or None,
            lists=tuple(item._as_list() for item in self.list_ids) if with_lists else (),
            preferences=self.preferences if self.preferences or with_lists else None,
            votes_max=self.votes_max,
            quotas=self._as_quotas(),
            ties=self._as_ties(),
            seed=self.lot_seed or "",
            run_offs=tuple(filter(None, (run_off._decided_order() for run_off in self.run_off_ids))),
            threshold=self._threshold() if with_lists else Fraction(0),
        )

    def _as_ties(self):
        return tuple(filter(None, (self.tie_first, self.tie_then, self.tie_last)))

    def _as_quotas(self):
        """Return the quotas: those written here, seats reserved to a category, and the majority of members if others may stand."""
        quotas = [quota._as_quota() for quota in self.quota_ids]
        for category, seats in self.seat_ids.grouped("category_id").items():
            if category:
                quotas.append(rules.Quota(category._election_group(), category.name, len(seats), None, rules.VACANT))
        if self.outsiders == "minority":
            quotas.append(self._outsiders_quota())
        return tuple(quotas)

    # --- steps ---

    def action_open_candidacies(self):
        """Open the time for candidacies."""
        self._expect("draft")
        for election in self:
            if not election.seat_ids:
                raise UserError(self.env["association.wording"]._election_refusal("no_seats", body=election.body_id.name))
        self._step({"state": "candidacies"})

    def action_back_to_draft(self):
        """Change the rules again before anybody votes."""
        self._expect("candidacies")
        self._step({"state": "draft"})

    def action_open_count(self):
        """Freeze the rules, the candidates and the electorate; draw the seed of the lot; let the tellers enter what they count.

        :raises UserError: with everything that does not add up
        """
        self._expect("candidacies")
        for election in self:
            if not election.entitled:
                election.action_read_electorate()
            election.candidate_ids._decide_standing()
            election.candidate_ids._freeze()
            election.list_ids._freeze()
            if not election.lot_seed:
                election.lot_seed = secrets.token_hex(8)
            broken = checks.check_settings(election._as_election())
            if broken:
                raise UserError(self.env["association.wording"]._violations(broken))
            election.message_post(body=_("The count is open. Seed of the lot: %s", election.lot_seed))
        self._step({"state": "counting"})

    def action_read_electorate(self):
        """Read how many votes could be cast on the day of the election."""
        for election in self:
            if election.state not in (*PREPARING, "counting"):
                raise UserError(self.env["association.wording"]._election_refusal("frozen", election=election.name))
            if election.electorate == "roll":
                company = election.company_id
                rights = self.env["association.member"].with_company(company).rights(election.date)
                election.entitled = sum(right.votes for right in rights.values() if right.entitled)
            elif election.electorate == "body":
                held = self.env["association.mandate"]._held_seats(election.date, election.electorate_body_id.seat_ids)
                election.entitled = len({holder.partner for holder in held.values()})

    def _expect(self, *states):
        """Refuse a step out of its order."""
        for election in self:
            if election.state not in states:
                raise UserError(self.env["association.wording"]._election_refusal("out_of_order", election=election.name))


class AssociationElectionPart(models.AbstractModel):
    """What belongs to the rules of an election and can change only before the box is opened."""

    _name = "association.election.part"
    _description = "Part of an Election's Rules"

    @api.model_create_multi
    def create(self, vals_list):
        """Parts of elections that are being prepared."""
        parts = super().create(vals_list)
        parts._check_open()
        return parts

    def write(self, vals):
        """Parts of elections that are being prepared."""
        if self.env.context.get("election_step") is not STEP:
            self._check_open()
        return super().write(vals)

    def unlink(self):
        """Parts of elections that are being prepared."""
        self._check_open()
        return super().unlink()

    def _step(self, vals):
        """Write what only the steps of an election write."""
        return self.with_context(election_step=STEP).write(vals)

    def _check_open(self):
        for election in self.election_id:
            if election.state not in PREPARING:
                raise UserError(self.env["association.wording"]._election_refusal("frozen", election=election.name))


class AssociationElectionQuota(models.Model):
    """So many of the elected, at least or at most, belong to a group."""

    _name = "association.election.quota"
    _description = "Quota of an Election"
    _inherit = ["association.election.part"]
    _order = "sequence, id"

    election_id = fields.Many2one("association.election", required=True, ondelete="cascade", index=True)
    company_id = fields.Many2one(related="election_id.company_id", store=True)
    sequence = fields.Integer(default=10)
    group = fields.Selection(
        [("woman", "Women"), ("man", "Men"), ("category", "A category of members")], string="Of", required=True, default="woman"
    )
    category_id = fields.Many2one("association.member.category", ondelete="restrict")
    minimum = fields.Integer(string="At least")
    maximum = fields.Integer(string="At most", help="0: no limit.")
    if_short = fields.Selection(
        [("open", "the seat goes to the others"), ("vacant", "the seat stays vacant")],
        string="With too few candidates", required=True, default="open",
    )  # fmt: skip

    _numbers = models.Constraint(
        "CHECK(minimum >= 0 AND maximum >= 0 AND (maximum = 0 OR maximum >= minimum))",
        "A quota is not below zero, and its maximum not below its minimum.",
    )

    @api.depends("group", "category_id")
    def _compute_display_name(self):
        labels = dict(self._fields["group"]._description_selection(self.env))
        for quota in self:
            quota.display_name = quota.category_id.name if quota.group == "category" else labels.get(quota.group)

    @api.constrains("group", "category_id")
    def _check_category(self):
        for quota in self:
            if quota.group == "category" and not quota.category_id:
                raise ValidationError(_("Say of which category the quota is."))

    def _as_quota(self):
        """Return the ``Quota`` of the pure rules."""
        group = self.category_id._election_group() if self.group == "category" else self.group
        return rules.Quota(group, self.display_name, self.minimum, self.maximum or None, self.if_short)


class AssociationMemberCategory(models.Model):
    """How quotas know a category."""

    _inherit = "association.member.category"

    def _election_group(self):
        self.ensure_one()
        return f"category:{self.code}"
