from typing import NamedTuple

from odoo import _, api, fields, models
from odoo.exceptions import UserError, ValidationError

from ..bylaws import body_rules, incompatibility, succession
from ..bylaws.citations import Citation
from ..bylaws.elections import eligibility
from ..bylaws.elections import model as rules
from ..bylaws.rules.values import Months
from ..intake.identifiers import decode_codice_fiscale
from .association_election import PREPARING, STEP
from .legal_time import legal_today

# Mandatory law: no reason of an office can set these aside.
NEVER_ADMITTED = frozenset({"ineligible", "minor", "not_natural_person", "withdrawn"})
IDENTITY = {"partner_id", "member_id", "list_id", "sequence", "gender", "standing"}
BY_STEPS = {"number", "book_date", "born", "category_id", "is_outsider", "outcome", "place", "figure"}


class Limit(NamedTuple):
    """How many mandates in a row: the most, after how many months a new row begins, where it is written."""

    maximum: int
    months: int
    citation: Citation


class AssociationElectionCandidate(models.Model):
    """A person who stands, in their own name or indicated by a member body; judged on the day of the election."""

    _name = "association.election.candidate"
    _description = "Candidate"
    _order = "election_id, list_id, sequence, number, id"
    _check_company_auto = True

    election_id = fields.Many2one("association.election", required=True, ondelete="cascade", index=True)
    company_id = fields.Many2one(related="election_id.company_id", store=True, index=True)
    with_lists = fields.Boolean(related="election_id.with_lists")
    election_state = fields.Selection(related="election_id.state", string="State of the election")
    partner_id = fields.Many2one(
        "res.partner", string="Person", required=True, ondelete="restrict", index=True, bypass_search_access=True,
        domain="[('is_company', '=', False)]",
    )  # fmt: skip
    member_id = fields.Many2one(
        "association.member", string="Membership", compute="_compute_member_id", store=True, readonly=False,
        ondelete="restrict", index=True, check_company=True,
        help="The person's own membership, or that of the body that indicates them.",
    )  # fmt: skip
    avatar_128 = fields.Image(related="partner_id.avatar_128")
    list_id = fields.Many2one(
        "association.election.list", string="List", ondelete="set null", domain="[('election_id', '=', election_id)]"
    )
    sequence = fields.Integer(string="Place on the list", default=10)
    number = fields.Integer(string="No.", readonly=True, copy=False, help="Number on the ballot paper, given when the count opens.")
    presented_on = fields.Date(string="Presented on", help="Day on which the candidacy was presented.")
    gender = fields.Selection(
        [("woman", "Woman"), ("man", "Man")], compute="_compute_gender", store=True, readonly=False,
        help="Only for quotas; proposed from the codice fiscale.",
    )  # fmt: skip
    declaration = fields.Selection(
        [("missing", "Not yet"), ("clear", "Nothing stands against"), ("cause", "A cause is declared")],
        required=True, default="missing", help="What the candidate declares of c.c. 2382.",
    )  # fmt: skip
    cause = fields.Selection(
        [
            ("interdicted", "Interdiction"),
            ("incapacitated", "Legal incapacity"),
            ("bankrupt", "Bankruptcy or judicial liquidation"),
            ("disqualified", "Conviction that bars from office"),
        ],
    )
    standing = fields.Selection(
        [
            ("proposed", "Presented"),
            ("admitted", "Admitted to stand"),
            ("refused", "Not admitted"),
            ("withdrawn", "Candidacy withdrawn"),
        ],
        string="Admission",
        required=True, default="proposed", index=True,
    )  # fmt: skip
    override_reason = fields.Char(
        string="Admitted all the same because",
        help="Who presides may admit a candidate against a rule of the statute, with a reason.",
    )
    eligible = fields.Boolean(compute="_compute_verdict")
    verdict = fields.Html(compute="_compute_verdict", string="Eligibility", sanitize=False)
    note = fields.Text()

    # Facts as they were when the count was opened: ties and quotas look at these.
    book_date = fields.Date(string="In the book since", readonly=True, copy=False)
    born = fields.Date(string="Date of birth", readonly=True, copy=False, groups="lecce_smartcity.group_association_user")
    category_id = fields.Many2one("association.member.category", readonly=True, copy=False, ondelete="restrict")
    is_outsider = fields.Boolean(readonly=True, copy=False)

    # --- the result ---

    outcome = fields.Selection([("elected", "Elected"), ("reserve", "Not elected")], readonly=True, copy=False, index=True)
    place = fields.Integer(readonly=True, copy=False, help="Order of election, or rank among those not elected.")
    figure = fields.Char(string="Figure", readonly=True, copy=False, help="Votes, or what the method counts instead.")
    mandate_ids = fields.One2many("association.mandate", "candidate_id", string="Mandates")
    answer = fields.Selection(
        [("waiting", "To accept"), ("accepted", "Accepted"), ("refused", "Refused"), ("ended", "No longer in office")],
        compute="_compute_answer",
    )  # fmt: skip

    _once = models.Constraint("UNIQUE(election_id, partner_id)", "This person stands already in this election.")
    _number_once = models.UniqueIndex("(election_id, number) WHERE number > 0", "Two candidates have the same number.")

    @api.depends("partner_id", "number")
    def _compute_display_name(self):
        for candidate in self:
            name = candidate.partner_id.complete_name or ""
            candidate.display_name = f"{candidate.number}. {name}" if candidate.number else name

    # --- proposals ---

    @api.depends("partner_id", "election_id.body_id")
    def _compute_member_id(self):
        for candidate in self:
            company = candidate.election_id.company_id
            if not candidate.partner_id or not company:
                continue
            own = self.env["association.member"].search(
                [("partner_id", "=", candidate.partner_id._origin.id), ("company_id", "=", company.id)], limit=1
            )
            candidate.member_id = own or candidate._indicating_member(company)

    def _indicating_member(self, company):
        """Return the member body that the person represents on the day of the election, if there is one alone."""
        acting = self.env["association.representative"].search(
            [
                ("partner_id", "=", self.partner_id._origin.id),
                ("company_id", "=", company.id),
                ("role", "!=", "dues_contact"),
                ("date_from", "<=", self.election_id.date),
                "|", ("date_to", "=", False), ("date_to", ">=", self.election_id.date),
            ]
        )  # fmt: skip
        members = acting.member_id
        return members if len(members) == 1 else self.env["association.member"]

    @api.depends("partner_id.codice_fiscale")
    def _compute_gender(self):
        for candidate in self:
            code = candidate.partner_id.codice_fiscale or ""
            if len(code) == 16 and not candidate.gender:
                candidate.gender = {"F": "woman", "M": "man"}[decode_codice_fiscale(code).gender]

    # --- eligibility ---

    @api.depends("partner_id", "member_id", "declaration", "cause", "standing", "override_reason", "election_id.date")
    @api.depends("election_id.outsiders", "election_id.months_in_book", "election_id.body_id")
    @api.depends_context("lang")
    def _compute_verdict(self):
        wording = self.env["association.wording"]
        for candidate, verdict in self._judge().items():
            candidate.eligible = verdict.eligible
            candidate.verdict = wording._candidacy(verdict, candidate)

    def _judge(self, on=None):
        """Return ``{candidate: eligibility.Candidacy}``, each judged on the day of its election, or on the day ``on``."""
        found = {}
        for election, candidates in self.grouped("election_id").items():
            day = on or election.date
            periods = self.env["association.member.period"]._on(candidates.member_id, day) if day else {}
            regime = self.env["association.legal.regime"]._regime_or_none(election.company_id, day)
            held = election._incompatible_offices(regime, day)
            limit = election._mandates_limit(day)
            for candidate in candidates:
                offices = held.get(candidate.partner_id._origin.id, ())
                facts = candidate._as_facts(periods.get(candidate.member_id.id), offices, limit)
                found[candidate] = eligibility.candidacy(facts, election._candidacy_rules(regime, day, offices, limit))
        return found

    def _as_facts(self, period, incompatible, limit):
        """Return the ``CandidateFacts``: the seam to the pure rules.

        :param period: of the membership on the day; none without one
        :param incompatible: ids of bodies on which the person sits and which cannot be held together with this one
        :param limit: the ``Limit`` on mandates in a row, or None
        """
        member = self.member_id
        return eligibility.CandidateFacts(
            person=self.partner_id.id,
            is_natural_person=not self.partner_id.is_company,
            status=period and period.status,
            may_be_elected=not period or not period.category_id or period.category_id.may_be_elected,
            book_date=(period and period.annotated_on) or None,
            indicated_by=member.id if member and member.partner_id != self.partner_id else None,
            born=self.partner_id.birth_date or None,
            declared=None if self.declaration == "missing" else True,
            causes=(self.cause,) if self.declaration == "cause" and self.cause else (),
            offices=tuple(incompatible),
            mandates=self._consecutive_mandates(limit),
            withdrawn=self.standing == "withdrawn",
        )

    def _consecutive_mandates(self, limit):
        """Return how many mandates in a row the person will have held in the body when the new one begins."""
        election = self.election_id
        first = election.office_from or election.date
        if not limit or not first:
            return 0
        mandates = self.env["association.mandate"].search(
            [
                ("partner_id", "=", self.partner_id._origin.id),
                ("body_id", "=", election.body_id._origin.id),
                ("accepted_on", "!=", False),
                ("occupies", "=", True),
            ]
        )
        served = [succession.Served(mandate.date_from, mandate.last_day or None) for mandate in mandates]
        return succession.consecutive(served, first, limit.months) - 1

    # --- admission ---

    def action_admit(self):
        """Admit these candidates; one whom a rule of the statute bars only with a reason, one whom the law bars never."""
        self._expect_preparing()
        for candidate, verdict in self._judge().items():
            candidate._check_admissible(verdict)
        self.standing = "admitted"

    def _check_admissible(self, verdict):
        barring = {reason.code for reason in verdict.reasons if reason.effect == eligibility.BARS}
        wording = self.env["association.wording"]
        if barring & NEVER_ADMITTED:
            raise UserError(wording._election_refusal("barred_by_law", who=self.display_name, why=wording._candidacy_text(verdict)))
        if barring and not self.override_reason:
            raise UserError(wording._election_refusal("barred", who=self.display_name, why=wording._candidacy_text(verdict)))

    def action_refuse_candidacy(self):
        """Do not admit these candidates."""
        self._expect_preparing()
        self.standing = "refused"

    def action_withdraw(self):
        """The candidates withdraw before the count."""
        self._expect_preparing()
        self.standing = "withdrawn"

    def action_propose(self):
        """Look at these candidacies again."""
        self._expect_preparing()
        self.standing = "proposed"

    def _expect_preparing(self):
        self.election_id._expect(*PREPARING)

    def _decide_standing(self):
        """Decide what is still open: who may be elected is admitted, who may not is refused; those admitted are judged again."""
        for candidate, verdict in self._judge().items():
            if candidate.standing == "proposed":
                candidate.standing = "admitted" if verdict.eligible or candidate.override_reason else "refused"
            if candidate.standing == "admitted":
                candidate._check_admissible(verdict)

    def _freeze(self):
        """Give the admitted their numbers, and keep what ties and quotas look at as it is today."""
        verdicts = self._judge()
        admitted = self.filtered(lambda candidate: candidate.standing == "admitted")
        (self - admitted)._step({"number": 0})
        admitted._step({"number": 0})  # no two alike on the way
        by_surname = admitted.sorted(
            lambda one: (one.list_id.sequence, one.list_id.id, one.sequence, (one.partner_id.complete_name or "").casefold(), one.id)
        )
        for number, candidate in enumerate(by_surname, 1):
            member = candidate.member_id
            period = self.env["association.member.period"]._on(member, candidate.election_id.date).get(member.id)
            candidate._step(
                {
                    "number": number,
                    "book_date": period and period.annotated_on,
                    "born": candidate.partner_id.birth_date,
                    "category_id": period and period.category_id.id,
                    "is_outsider": verdicts[candidate].outsider,
                }
            )

    def _as_candidate(self, with_lists):
        """Return the ``Candidate`` of the pure rules."""
        groups = {self.gender, self.category_id and self.category_id._election_group()}
        groups.add(self.is_outsider and eligibility.OUTSIDER)
        return rules.Candidate(
            id=self.number,
            name=self.partner_id.complete_name or "",
            groups=frozenset(filter(None, groups)),
            list=self.list_id.code if with_lists else None,
            position=self._position() if with_lists else 0,
            book_date=self.book_date or None,
            born=self.born or None,
        )

    def _position(self):
        """Return the place among the admitted of the list, from 1."""
        mates = self.list_id.candidate_ids.filtered(lambda one: one.standing == "admitted").sorted("number")
        return mates.ids.index(self.id) + 1 if self in mates else 0

    # --- what becomes of the elected ---

    @api.depends("mandate_ids.accepted_on", "mandate_ids.end_kind", "mandate_ids.ended_on", "mandate_ids.is_void")
    def _compute_answer(self):
        for candidate in self:
            mandate = candidate.mandate_ids.filtered(lambda one: not one.is_void).sorted("id")[-1:]
            if not mandate:
                candidate.answer = False
            elif mandate.end_kind == "refusal":
                candidate.answer = "refused"
            elif mandate.ended_on:
                candidate.answer = "ended"
            else:
                candidate.answer = "accepted" if mandate.accepted_on else "waiting"

    # --- kept once the box is open ---

    @api.model_create_multi
    def create(self, vals_list):
        """Candidates, while candidacies are open."""
        if any(BY_STEPS & set(vals) for vals in vals_list):
            raise UserError(self.env["association.wording"]._election_refusal("step_by_hand"))
        candidates = super().create(vals_list)
        candidates._check_open()
        return candidates

    def write(self, vals):
        """Refuse what is no longer open, and results that no count gave."""
        if self.env.context.get("election_step") is STEP:
            return super().write(vals)
        if BY_STEPS & set(vals):
            raise UserError(self.env["association.wording"]._election_refusal("step_by_hand"))
        if IDENTITY & set(vals):
            self.filtered(lambda candidate: any(candidate._differs(name, vals[name]) for name in IDENTITY & set(vals)))._check_open()
        return super().write(vals)

    def _step(self, vals):
        """Write what only the steps of an election write."""
        return self.with_context(election_step=STEP).write(vals)

    def _differs(self, name, value):
        field = self._fields[name]
        return field.convert_to_cache(value, self) != field.convert_to_cache(self[name], self)

    @api.ondelete(at_uninstall=False)
    def _unlink_while_prepared(self):
        self._check_open()

    def _check_open(self):
        for election in self.election_id:
            if election.state not in PREPARING:
                raise UserError(self.env["association.wording"]._election_refusal("frozen", election=election.name))

    @api.constrains("partner_id")
    def _check_person(self):
        for candidate in self:
            if candidate.partner_id.is_company:
                raise ValidationError(
                    _("A person stands for election: %s is a body, which indicates one.", candidate.partner_id.display_name)
                )

    @api.constrains("declaration", "cause")
    def _check_cause(self):
        for candidate in self:
            if candidate.declaration == "cause" and not candidate.cause:
                raise ValidationError(_("Say which cause %s declares.", candidate.partner_id.display_name))


class AssociationElectionList(models.Model):
    """A list of candidates."""

    _name = "association.election.list"
    _description = "List of Candidates"
    _inherit = ["association.election.part"]
    _order = "election_id, sequence, id"

    election_id = fields.Many2one("association.election", required=True, ondelete="cascade", index=True)
    company_id = fields.Many2one(related="election_id.company_id", store=True, index=True)
    name = fields.Char(required=True)
    sequence = fields.Integer(default=10)
    code = fields.Char(string="Letter", readonly=True, copy=False, help="How papers name the list; given when the count opens.")
    candidate_ids = fields.One2many("association.election.candidate", "list_id", string="Candidates")
    seats_won = fields.Integer(string="Seats", readonly=True, copy=False)

    _letter_once = models.UniqueIndex("(election_id, code) WHERE code IS NOT NULL", "Two lists have the same letter.")

    def _freeze(self):
        """Give the lists their letters."""
        for number, item in enumerate(self.sorted(lambda one: (one.sequence, one.id))):
            item._step({"code": chr(ord("A") + number) if number < 26 else f"L{number + 1}"})

    def _as_list(self):
        """Return the ``CandidateList`` of the pure rules."""
        return rules.CandidateList(self.code or f"#{self.id}", self.name)


class AssociationElection(models.Model):
    """The rules by which candidates are judged."""

    _inherit = "association.election"

    def _candidacy_rules(self, regime, on, incompatible=(), limit=None):
        """Return the ``CandidacyRules`` of this election on the day ``on``."""
        return eligibility.CandidacyRules(
            on=on or legal_today(self.env),
            regime=regime,
            seniority=Months(self.months_in_book) if self.months_in_book else None,
            max_mandates=limit and limit.maximum,
            incompatible=frozenset(incompatible),
            outsiders=self.outsiders or eligibility.NOBODY,
            citations={"mandates_exhausted": limit.citation} if limit else {},
        )

    def _mandates_limit(self, on):
        """Return the ``Limit`` on mandates in a row that binds the body on the day ``on``; None without one."""
        if not on or not self.body_id:
            return None
        try:
            ruled = self.body_id._origin._rules(on)
        except UserError:
            return None  # an association without a legal regime on that day
        limit, term = ruled.get("mandates_max"), ruled.get("term")
        return limit and Limit(limit.value.count, body_rules.months(term.value) if term else 12, limit.citation)

    def _incompatible_offices(self, regime, on):
        """Return ``{partner id: [body id]}`` of offices that cannot be held together with those to be filled."""
        if not on or not self.body_id:
            return {}
        body = self.body_id._origin
        found = {}
        here = incompatibility.Office(body.id, body.kind, body.name)
        for holder in self.env["association.mandate"]._holders(self.company_id, on).values():
            other = self.env["association.body"].browse(holder.body)
            apart = [(one.id, two.id) for one in (body, other) for two in one.incompatible_ids]
            if incompatibility.incompatible([here, incompatibility.Office(other.id, other.kind, other.name)], regime, apart):
                found.setdefault(holder.partner, []).append(other.id)
        return found

    def _outsiders_quota(self):
        """Return the quota that keeps the majority of seats for members."""
        return eligibility.outsiders_quota(self.seats, self.env._("Neither members nor indicated by members"))


class AssociationLegalRegime(models.Model):
    """The regime on a day, where a missing one is an answer."""

    _inherit = "association.legal.regime"

    @api.model
    def _regime_or_none(self, company, on):
        """Return the regime of ``company`` on the day ``on``; None without one."""
        earlier = company.sudo().association_regime_ids.filtered(lambda item: on and item.date_from <= on)
        return earlier.sorted("date_from")[-1:].regime or None
