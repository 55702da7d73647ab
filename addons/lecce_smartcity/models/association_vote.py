from odoo import api, fields, models
from odoo.exceptions import UserError
from odoo.tools import SQL

from ..bylaws.meeting import polling
from .append_only import protect_table
from .association_ballot import CHOICES, NAMED_METHODS, STEP

VOTE_CHANNELS = [("hall", "In the hall"), ("portal", "In the portal"), ("console", "By the secretary")]
VOTER_CHANNELS = [
    ("hall", "Counted in the hall"),
    ("paper", "On paper"),
    ("device", "On their own device"),
    ("console", "Told to the secretary"),
]


class AssociationBallotVoter(models.Model):
    """One line of a vote's frozen electorate: with how many votes, present how, and whether they may take part."""

    _name = "association.ballot.voter"
    _description = "Voter of a Vote"
    _order = "ballot_id, id"
    _log_access = False

    ballot_id = fields.Many2one("association.ballot", required=True, ondelete="restrict", index=True)
    company_id = fields.Many2one("res.company", required=True, ondelete="restrict")
    roll_id = fields.Many2one("association.meeting.roll", string="Voter", required=True, ondelete="restrict", index=True)
    holder_id = fields.Many2one(
        "association.meeting.roll", string="Cast by", ondelete="restrict",
        help="Who casts it: the member, or who holds the proxy.",
    )  # fmt: skip
    votes = fields.Integer(required=True)
    side = fields.Char()
    standing = fields.Selection(
        [("may_vote", "May vote"), ("recused", "Recused"), ("barred", "Without a vote")], required=True, default="may_vote"
    )
    is_remote = fields.Boolean(string="Remote")
    is_marked = fields.Boolean(string="Has voted", help="That a vote was cast, never which.")
    channel = fields.Selection(VOTER_CHANNELS, string="Way of voting", help="How this vote is taken: one way only, kept once chosen.")
    token_hash = fields.Char(groups=fields.NO_ACCESS, help="While a secret vote is open: the slip that may still be handed in.")

    _once = models.Constraint("UNIQUE(ballot_id, roll_id)", "A voter is in the electorate once.")

    @api.depends("roll_id")
    def _compute_display_name(self):
        for voter in self:
            voter.display_name = voter.roll_id.display_name


class AssociationVote(models.Model):
    """One vote by name: appended while the vote is open."""

    _name = "association.vote"
    _description = "Vote by Name"
    _order = "ballot_id, id"

    ballot_id = fields.Many2one("association.ballot", required=True, ondelete="restrict", index=True)
    company_id = fields.Many2one("res.company", required=True, ondelete="restrict", index=True)
    roll_id = fields.Many2one("association.meeting.roll", string="Voter", required=True, ondelete="restrict", index=True)
    holder_id = fields.Many2one("association.meeting.roll", string="Cast by", ondelete="restrict")
    choice = fields.Selection(CHOICES, required=True)
    votes = fields.Integer(required=True)
    channel = fields.Selection(VOTE_CHANNELS, required=True, default="console")
    cast_at = fields.Datetime(required=True, default=lambda self: self.env.cr.now())
    reason = fields.Text(help="Reasoned dissent, as asked to be minuted.")

    _once = models.Constraint("UNIQUE(ballot_id, roll_id)", "This vote has been cast already.")

    def init(self):
        """A vote cast is never changed."""
        protect_table(self.env.cr, self._table)

    @api.model_create_multi
    def create(self, vals_list):
        """Votes come from ``ballot._cast`` alone, which checks who may cast them."""
        if self.env.context.get("ballot_step") is not STEP:
            raise UserError(self.env["association.wording"]._meeting_refusal("vote_step_by_hand"))
        return super().create(vals_list)


class AssociationBallot(models.Model):
    """Casting a vote by name, and handing out papers."""

    _inherit = "association.ballot"

    def _lock_voter(self, roll, holder=None, taken_again=False):
        """Return the voter ``roll`` as ``(id, votes, side, is_remote, channel, token_hash)``, locked for this transaction.

        :param holder: the roll line of who casts it; None: the secretary, who takes it from whoever may cast it
        :param taken_again: who has voted already is not refused here
        :raises UserError: not in the electorate, without a vote, somebody else's to cast, cast already
        """
        self._lock_open()
        rows = self.env.execute_query(
            SQL(
                """SELECT id, standing, is_marked, holder_id, votes, side, is_remote, channel, token_hash
                     FROM association_ballot_voter WHERE ballot_id = %s AND roll_id = %s FOR UPDATE""",
                self.id, roll.id,
            )
        )  # fmt: skip
        if not rows:
            raise UserError(self._refusal("vote_not_in_electorate", who=roll.display_name))
        voter, standing, is_marked, holder_id, votes, side, is_remote, channel, token_hash = rows[0]
        if standing != "may_vote":
            raise UserError(self._refusal(f"vote_{standing}", who=roll.display_name))
        if holder and holder.id != holder_id:
            caster = self.env["association.meeting.roll"].browse(holder_id).display_name
            raise UserError(self._refusal("vote_not_yours", who=roll.display_name, holder=caster))
        if is_marked and not taken_again:
            raise UserError(self._refusal("vote_cast_already", who=roll.display_name))
        return voter, votes, side, is_remote, channel, token_hash

    def _mark_voter(self, voter, channel, token_hash=None):
        self.env.cr.execute(
            SQL(
                "UPDATE association_ballot_voter SET is_marked = TRUE, channel = %s, token_hash = %s WHERE id = %s",
                channel, token_hash, voter,
            )
        )  # fmt: skip
        self.env["association.ballot.voter"].browse(voter).invalidate_recordset(["is_marked", "channel", "token_hash"])

    def _check_device(self, is_remote):
        """Refuse an electronic vote from a distance where statute and law do not allow it."""
        ruling = self._ruling_of("electronic")
        if is_remote and ruling and not ruling.value.on:
            raise UserError(self._refusal("vote_not_electronic", article=self.env["association.wording"]._citation(ruling.citation)))

    def _cast(self, roll, choice, channel, holder=None, reason=False):
        """Cast the vote of ``roll`` by name and return it; who casts it has been identified by the caller.

        :param channel: ``portal`` (own device), ``console`` (told to the secretary) or ``hall``
        :param holder: the roll line of who casts it, from the portal; None: the secretary records it
        :raises UserError: with why it cannot be cast
        """
        self.ensure_one()
        if self.is_secret:
            raise UserError(self._refusal("vote_is_secret"))
        if choice not in polling.NAMED:
            raise UserError(self._refusal("vote_choice_unknown", choice=choice))
        voter, votes, _side, is_remote, chosen, _token = self._lock_voter(roll, holder)
        if channel == "portal":
            self._check_device(is_remote)
        if self.method not in NAMED_METHODS and not (chosen == "device" and channel == "portal"):
            raise UserError(self._refusal("vote_counted_in_hall", who=roll.display_name))
        if self.method == "roll_call" and channel == "portal":
            raise UserError(self._refusal("vote_by_call"))
        self._mark_voter(voter, "device" if channel == "portal" else "console")
        # sudo: rights are checked by the caller, who votes or keeps the minutes; nobody writes votes otherwise
        vote = self.env["association.vote"].sudo().with_context(ballot_step=STEP).create(
            {
                "ballot_id": self.id,
                "company_id": self.company_id.id,
                "roll_id": roll.id,
                "holder_id": holder.id if holder else self.env["association.ballot.voter"].sudo().browse(voter).holder_id.id,
                "choice": choice,
                "votes": votes,
                "channel": channel,
                "reason": reason,
            }
        )  # fmt: skip
        self._tell("votes")
        return vote

    def _lines_of(self, holder):
        """Return the voters of this vote whom the roll line ``holder`` votes for: themselves first, then by proxy."""
        lines = self.sudo().voter_ids.filtered(lambda voter: voter.holder_id == holder)  # sudo: the caller knows who holder is
        return lines.sorted(lambda voter: (voter.roll_id != holder, voter.roll_id.name or ""))

    # --- for the secretary's console ---

    def cast(self, roll_id, choice, reason=False):
        """Record the vote of a roll line as it was said aloud; for the secretariat."""
        self.check_access("write")
        roll = self.env["association.meeting.roll"].browse(roll_id)
        return self._cast(roll, choice, "console", reason=reason).id

    def hand_paper(self, roll_id):
        """Hand a paper to a voter of a secret vote: from now on their vote is in the box of the hall; for the secretariat."""
        self.check_access("write")
        if not self.is_secret:
            raise UserError(self._refusal("vote_no_papers"))
        roll = self.env["association.meeting.roll"].browse(roll_id)
        voter, _votes, _side, _remote, _channel, _token = self._lock_voter(roll)
        self._mark_voter(voter, "paper")
        return True

    def roll_call(self):
        """Return who is called, in order: ``[{roll, name, votes, holder, standing, choice}]``."""
        self.ensure_one()
        self.check_access("read")
        voters = {voter.roll_id.id: voter for voter in self.voter_ids}
        names = [(roll, voter.roll_id.name or "") for roll, voter in voters.items()]
        cast = {vote.roll_id.id: vote.choice for vote in self.vote_ids}
        return [
            {
                "roll": roll,
                "name": voters[roll].roll_id.name,
                "votes": voters[roll].votes,
                "holder": voters[roll].holder_id.name if voters[roll].holder_id != voters[roll].roll_id else "",
                "standing": voters[roll].standing,
                "choice": cast.get(roll, False),
            }
            for roll in polling.call_order(names, self.seed if self.order == "drawn" and self.seed else "")
        ]
