from odoo import fields, models

METHODS = [
    ("hands", "Show of hands, counted"),
    ("roll_call", "Roll call by name"),
    ("named", "Named, each on their own device"),
    ("secret", "Secret"),
    ("election", "Election"),
]
STATES = [("draft", "Not open yet"), ("open", "Open"), ("closed", "Closed"), ("proclaimed", "Proclaimed"), ("annulled", "Annulled")]
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
    question = fields.Text(required=True, help="The words put to the vote.")
    method = fields.Selection(METHODS, required=True, default="hands")
    state = fields.Selection(STATES, required=True, default="draft", readonly=True, copy=False, index=True)
    is_secret = fields.Boolean(help="Nobody learns who voted how.")
    opened_at = fields.Datetime(readonly=True, copy=False)
    closed_at = fields.Datetime(readonly=True, copy=False)
    frozen = fields.Json(readonly=True, copy=False, help="Rules, articles, totals and attendance as they were when the vote opened.")
    verdict = fields.Json(readonly=True, copy=False, help="What the numbers say, in exact fractions.")
    adopted = fields.Boolean(readonly=True, copy=False, help="What the numbers say.")
    proclaimed = fields.Selection(
        [("adopted", "Adopted"), ("rejected", "Rejected")], string="Proclaimed as", readonly=True, copy=False
    )
    proclaimed_at = fields.Datetime(readonly=True, copy=False)
    differs = fields.Boolean(readonly=True, copy=False, help="The chair proclaimed something else than the numbers say.")
    differs_reason = fields.Char(string="Why it differs", readonly=True, copy=False)
    voter_ids = fields.One2many("association.ballot.voter", "ballot_id", string="Electorate")
    vote_ids = fields.One2many("association.vote", "ballot_id", string="Votes by name")

    _one_open = models.UniqueIndex("(sitting_id) WHERE state = 'open' AND sitting_id IS NOT NULL")
    _round_once = models.Constraint("UNIQUE(item_id, round)", "This round has been called already.")


class AssociationBallotVoter(models.Model):
    """One line of a vote's frozen electorate: with how many votes, present how, and whether they may take part."""

    _name = "association.ballot.voter"
    _description = "Voter of a Vote"
    _order = "ballot_id, id"
    _log_access = False

    ballot_id = fields.Many2one("association.ballot", required=True, ondelete="restrict", index=True)
    company_id = fields.Many2one("res.company", required=True, ondelete="restrict")
    roll_id = fields.Many2one("association.meeting.roll", required=True, ondelete="restrict", index=True)
    holder_id = fields.Many2one(
        "association.meeting.roll", ondelete="restrict", help="Who casts it: the member, or who holds the proxy."
    )
    votes = fields.Integer(required=True)
    side = fields.Char()
    standing = fields.Selection(
        [("may_vote", "May vote"), ("recused", "Recused"), ("barred", "Without a vote")], required=True, default="may_vote"
    )
    is_remote = fields.Boolean()
    is_marked = fields.Boolean(string="Has voted", help="That a vote was cast, never which.")

    _once = models.Constraint("UNIQUE(ballot_id, roll_id)", "A voter is in the electorate once.")


class AssociationVote(models.Model):
    """One vote by name: appended while the vote is open."""

    _name = "association.vote"
    _description = "Vote by Name"
    _order = "ballot_id, id"

    ballot_id = fields.Many2one("association.ballot", required=True, ondelete="restrict", index=True)
    company_id = fields.Many2one(related="ballot_id.company_id", store=True, index=True)
    roll_id = fields.Many2one("association.meeting.roll", required=True, ondelete="restrict", index=True)
    holder_id = fields.Many2one("association.meeting.roll", ondelete="restrict")
    choice = fields.Selection(CHOICES, required=True)
    votes = fields.Integer(required=True)
    channel = fields.Selection(
        [("hall", "In the hall"), ("portal", "In the portal"), ("console", "By the secretary")], required=True, default="console"
    )
    cast_at = fields.Datetime(required=True, default=lambda self: self.env.cr.now())
    reason = fields.Text(help="Reasoned dissent, as asked to be minuted.")

    _once = models.Constraint("UNIQUE(ballot_id, roll_id)", "This vote has been cast already.")
