import secrets

from odoo import _, api, fields, models
from odoo.exceptions import UserError
from odoo.tools import SQL

METHODS = [
    ("hands", "Show of hands, counted"),
    ("roll_call", "Roll call by name"),
    ("named", "Named, each on their own device"),
    ("secret", "Secret"),
    ("election", "Election"),
]
STATES = [
    ("draft", "Not open yet"),
    ("open", "Voting open"),
    ("closed", "Voting closed"),
    ("proclaimed", "Proclaimed"),
    ("annulled", "Annulled"),
]
CHOICES = [
    ("favour", "In favour"),
    ("against", "Against"),
    ("abstained", "Abstained"),
    ("blank", "Blank"),
    ("void", "Void"),
    ("not_voting", "Takes no part"),
    ("recused", "Recused"),
    ("barred", "Without a vote on this matter"),
]
NAMED_METHODS = ("roll_call", "named")
URN_METHODS = ("secret", "election")
# What only the steps of a vote write; an object that no remote call can send says that one of them does.
STEP = object()
BY_STEPS = {
    "state", "opened_at", "closed_at", "frozen", "verdict", "adopted", "proclaimed", "proclaimed_at", "differs", "differs_reason",
    "annulled_at", "annulled_by_id", "annulled_reason", "unredeemed", "is_clean",
}  # fmt: skip
# What stands still from the opening on.
FROZEN = {"item_id", "sitting_id", "round", "question", "method", "is_secret", "tellers", "order", "seed", "closes_at", "previous_id"}


class AssociationBallot(models.Model):
    """A vote on an item: who may vote, with how many votes, by which rule, are frozen when it opens."""

    _name = "association.ballot"
    _description = "Vote on an Item"
    _inherit = ["mail.thread"]
    _order = "item_id, round, id"
    _check_company_auto = True

    item_id = fields.Many2one("association.agenda.item", required=True, ondelete="restrict", index=True)
    sitting_id = fields.Many2one("association.sitting", ondelete="restrict", index=True)
    meeting_id = fields.Many2one(related="item_id.meeting_id", store=True, index=True)
    company_id = fields.Many2one(related="item_id.company_id", store=True, index=True)
    round = fields.Integer(default=1, required=True)
    previous_id = fields.Many2one("association.ballot", string="Follows", ondelete="restrict", index="btree_not_null", copy=False)
    question = fields.Text(required=True, help="The words put to the vote.")
    method = fields.Selection(METHODS, required=True, default="hands")
    state = fields.Selection(STATES, required=True, default="draft", readonly=True, copy=False, index=True)
    is_secret = fields.Boolean(
        compute="_compute_is_secret", store=True, readonly=False, precompute=True, help="Nobody learns who voted how."
    )
    tellers = fields.Selection(
        [("one", "One teller"), ("two", "Two tellers, each on their own")], required=True, default="two",
        help="Who counts the hands, or the papers, in the hall.",
    )  # fmt: skip
    order = fields.Selection(
        [("alphabetical", "By name"), ("drawn", "Drawn by lot")], string="Names are called", required=True, default="alphabetical"
    )
    seed = fields.Char(string="Seed of the order", copy=False, help="With it anybody can draw the order of the roll call again.")
    closes_at = fields.Datetime(string="Open until", copy=False, help="Of a written consultation.")
    chair_choice = fields.Selection(
        [("favour", "In favour"), ("against", "Against")], string="The chair voted", copy=False,
        help="Where hands are counted: only asked when the statute lets the chair's vote decide a tie.",
    )  # fmt: skip
    opened_at = fields.Datetime(readonly=True, copy=False)
    closed_at = fields.Datetime(readonly=True, copy=False)
    frozen = fields.Json(readonly=True, copy=False, help="Rules, articles, totals and attendance as they were when the vote opened.")
    verdict = fields.Json(readonly=True, copy=False, help="What the numbers say, in exact fractions.")
    adopted = fields.Boolean(readonly=True, copy=False, help="What the numbers say.")
    proclaimed = fields.Selection(
        [("adopted", "Adopted"), ("rejected", "Not adopted")], string="Proclaimed as", readonly=True, copy=False
    )
    proclaimed_at = fields.Datetime(readonly=True, copy=False)
    differs = fields.Boolean(readonly=True, copy=False, help="The chair proclaimed something else than the numbers say.")
    differs_reason = fields.Char(string="Why it differs", readonly=True, copy=False)
    annulled_at = fields.Datetime(readonly=True, copy=False)
    annulled_by_id = fields.Many2one("res.users", string="Annulled by", readonly=True, copy=False, ondelete="restrict")
    annulled_reason = fields.Char(string="Why annulled", readonly=True, copy=False)
    voter_ids = fields.One2many("association.ballot.voter", "ballot_id", string="Electorate")
    vote_ids = fields.One2many("association.vote", "ballot_id", string="Votes by name")
    count_ids = fields.One2many("association.ballot.count", "ballot_id", string="Tellers' counts")

    _one_open = models.UniqueIndex(
        "(sitting_id) WHERE state = 'open' AND sitting_id IS NOT NULL", "Another vote of this sitting is open: close it first."
    )
    _round_once = models.Constraint("UNIQUE(item_id, round)", "This round has been called already.")

    @api.depends("method")
    def _compute_is_secret(self):
        for ballot in self:
            ballot.is_secret = ballot.method in URN_METHODS

    @api.depends("item_id.number", "item_id.name", "round")
    def _compute_display_name(self):
        for ballot in self:
            item = " ".join(filter(None, [ballot.item_id.number, ballot.item_id.name]))
            ballot.display_name = _("%(item)s, vote %(round)s", item=item, round=ballot.round) if ballot.round > 1 else item

    # --- kept ---

    @api.model_create_multi
    def create(self, vals_list):
        """Votes begin as drafts."""
        if any(BY_STEPS & set(vals) for vals in vals_list):
            raise UserError(self._refusal("vote_step_by_hand"))
        return super().create(vals_list)

    def write(self, vals):
        """Refuse what stands still once a vote is open, and steps that are not taken by their button."""
        if self.env.context.get("ballot_step") is STEP:
            return super().write(vals)
        if BY_STEPS & set(vals):
            raise UserError(self._refusal("vote_step_by_hand"))
        if FROZEN & set(vals) and any(ballot.state != "draft" for ballot in self):
            raise UserError(self._refusal("vote_frozen"))
        if "chair_choice" in vals and any(ballot.state not in ("draft", "open") for ballot in self):
            raise UserError(self._refusal("vote_frozen"))
        return super().write(vals)

    def _step(self, vals):
        """Write what only the steps of a vote write."""
        return self.with_context(ballot_step=STEP).write(vals)

    @api.ondelete(at_uninstall=False)
    def _unlink_drafts(self):
        if any(ballot.state != "draft" for ballot in self):
            raise UserError(self._refusal("vote_kept"))

    def _now(self):
        """Return the clock of the transaction, to the second."""
        return self.env.cr.now().replace(microsecond=0)

    def _refusal(self, code, **params):
        return self.env["association.wording"]._meeting_refusal(code, **params)

    def _expect(self, *states):
        """Refuse a step out of its order."""
        self.check_access("write")
        for ballot in self:
            if ballot.state not in states:
                label = dict(self._fields["state"]._description_selection(self.env))[ballot.state]
                raise UserError(self._refusal("vote_out_of_order", vote=ballot.display_name, state=label))

    def _tell(self, what):
        """Let whoever looks at the sitting know that something changed; never what."""
        for sitting in self.sitting_id:
            sitting._announce(what)

    # --- one at a time ---

    def _lock_open(self):
        """Hold the vote open for this transaction: whoever closes it waits.

        :raises UserError: it is not open
        """
        self.ensure_one()
        self.flush_recordset(["state"])
        rows = self.env.execute_query(SQL("SELECT state FROM association_ballot WHERE id = %s FOR SHARE", self.id))
        if not rows or rows[0][0] != "open":
            raise UserError(self._refusal("vote_over"))

    def _lock_box(self):
        """Let nobody vote any more: wait for those who are voting now; who voted since this transaction began makes it start again.

        A transaction sees the votes that were there when it began. Each vote leaves a row changed that is locked here (its voter,
        its token, its count), so that PostgreSQL refuses to go on without a later one, and the request is tried again.
        """
        self.ensure_one()
        self.env.flush_all()
        for table, column in (
            ("association_ballot", "id"),
            ("association_ballot_voter", "ballot_id"),
            ("association_slip_token", "ballot_id"),
            ("association_ballot_count", "ballot_id"),
        ):
            self.env.execute_query(
                SQL("SELECT 1 FROM %s WHERE %s = %s FOR UPDATE", SQL.identifier(table), SQL.identifier(column), self.id)
            )

    # --- steps ---

    def action_open(self):
        """Open the vote: rules, weights and electorate are frozen.

        :raises UserError: with everything that stands against it
        """
        self._expect("draft")
        for ballot in self:
            ballot._check_may_open()
            if ballot.method == "roll_call" and ballot.order == "drawn" and not ballot.seed:
                ballot.seed = secrets.token_hex(8)
            frozen = ballot._freeze()
            ballot._step({"state": "open", "opened_at": self._now(), "frozen": frozen})
            ballot._after_opening()
        self._tell("ballot")

    def _after_opening(self):
        """What else begins with the vote."""
        self.ensure_one()
        if self.item_id.state == "open":
            # sudo: the vote moves its item; who opens it may write votes
            self.item_id.sudo()._step({"state": "discussed", "started_at": self.item_id.started_at or self._now()})

    def action_close(self):
        """Close the vote and judge it: who votes at this moment is waited for, whoever comes later is refused.

        :raises UserError: the tellers have not counted, or differ
        """
        self._expect("open")
        for ballot in self:
            ballot._check_may_close()
            ballot._lock_box()
            values = ballot._empty_urn() if ballot.is_secret else {}
            ballot._step({**values, "state": "closed", "closed_at": self._now()})
            verdict, adopted = ballot._verdict()
            ballot._step({"verdict": verdict, "adopted": adopted})
            ballot._after_closing()
        self._tell("ballot")

    def _after_closing(self):
        """What else ends with the vote."""

    def action_annul(self, reason=""):
        """Annul a vote that was not proclaimed; what was cast stays on record."""
        self._expect("draft", "open", "closed")
        if not (reason or "").strip():
            raise UserError(self._refusal("vote_annul_reason"))
        for ballot in self:
            values = {}
            if ballot.state == "open":
                ballot._lock_box()
                values = ballot._empty_urn() if ballot.is_secret else {}
                values["closed_at"] = self._now()
            ballot._step(
                {
                    **values, "state": "annulled", "annulled_at": self._now(), "annulled_by_id": self.env.uid,
                    "annulled_reason": reason.strip(),
                }
            )  # fmt: skip
            ballot._after_closing()
        self._tell("ballot")

    def action_repeat(self, reason=""):
        """Annul the vote and call it again: the new round says which one it follows."""
        self.ensure_one()
        if self.state != "annulled":
            self.action_annul(reason)
        return self.item_id._call_vote(method=self.method, question=self.question, tellers=self.tellers, previous_id=self.id)

    def action_proclaim(self, outcome=None, reason=""):
        """Record what the chair proclaims beside what the numbers say.

        :param outcome: ``adopted`` or ``rejected``; what the numbers say when left out
        :param reason: why it differs from the numbers
        """
        self._expect("closed")
        for ballot in self:
            counted = "adopted" if ballot.adopted else "rejected"
            declared = outcome or counted
            if declared not in ("adopted", "rejected"):
                raise UserError(self._refusal("vote_outcome_unknown", outcome=declared))
            if declared != counted and not (reason or "").strip():
                raise UserError(self._refusal("vote_differs_reason"))
            ballot._check_may_proclaim(declared)
            ballot._step(
                {
                    "state": "proclaimed", "proclaimed": declared, "proclaimed_at": self._now(),
                    "differs": declared != counted, "differs_reason": declared != counted and reason.strip(),
                }
            )  # fmt: skip
            ballot._after_proclaiming()
        self._tell("ballot")

    def _check_may_proclaim(self, outcome):
        """Refuse a proclamation for which something is still missing."""

    def _after_proclaiming(self):
        """The item has its outcome; what was adopted becomes a resolution."""
        self.ensure_one()
        self.item_id.sudo()._step({"state": self.proclaimed, "ended_at": self._now()})  # sudo: as in _after_opening
        if self.proclaimed == "adopted":
            self._make_resolution()

    def _make_resolution(self):
        """Return the resolution that this vote adopts."""
        return self.env["association.resolution"]


class AssociationAgendaItem(models.Model):
    """The votes taken on an item."""

    _inherit = "association.agenda.item"

    ballot_ids = fields.One2many("association.ballot", "item_id", string="Votes")

    def action_call_vote(self):
        """Call a vote on the item with what its matter asks for, and return it."""
        self.ensure_one()
        return self._call_vote()

    def _call_vote(self, **vals):
        """Return a new vote on the item, to be opened; ``vals`` go before what matter and rules propose.

        :raises UserError: nothing is decided on this matter, the item is over, or a vote on it is under way
        """
        self.ensure_one()
        ballots = self.env["association.ballot"]
        ballots.check_access("create")
        under_way = self.ballot_ids.filtered(lambda ballot: ballot.state in ("draft", "open", "closed"))
        if under_way:
            raise UserError(ballots._refusal("vote_under_way", item=self.name))
        if not self._matter().votes:
            raise UserError(ballots._refusal("vote_nothing_to_decide", item=self.name))
        if self.state not in ("open", "discussed", "rejected"):
            raise UserError(ballots._refusal("vote_item_over", item=self.name))
        last = self.ballot_ids.sorted("round")[-1:]
        return ballots.create(
            {
                "item_id": self.id,
                "sitting_id": self._voting_sitting().id,
                "round": last.round + 1,
                "previous_id": last.id,
                "question": self.proposal or self.name,
                "method": self._usual_method(),
                "closes_at": self.meeting_id.mode == "written" and self.meeting_id.answers_by,
                **vals,
            }
        )

    def _voting_sitting(self):
        """Return the sitting in which a vote is taken now: none in a written consultation."""
        sittings = self.meeting_id.sitting_ids
        if self.meeting_id.mode == "written":
            return sittings.browse()
        return (sittings.filtered(lambda one: one.state == "open") or sittings.filtered(lambda one: one.state == "suspended"))[:1]

    def _usual_method(self):
        """Return how this matter is voted on: as the statute says, else as such a body does."""
        if self.matter == "election" and self.election_id:
            return "election"
        if self.meeting_id.mode == "written":
            return "named"
        if self._is_secret_matter():
            return "secret"
        if self.meeting_id.mode == "remote":
            return "named"
        return "hands" if self.meeting_id.body_id.kind == "assembly" else "roll_call"
