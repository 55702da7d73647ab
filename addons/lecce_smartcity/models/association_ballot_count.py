from odoo import api, fields, models
from odoo.exceptions import UserError

from ..bylaws.meeting import polling
from .association_ballot import STEP


class AssociationBallotCount(models.Model):
    """What one teller counted in the hall, hands or papers: the other sees it when the vote is closed."""

    _name = "association.ballot.count"
    _description = "Teller's Count of a Vote"
    _order = "ballot_id, id"

    ballot_id = fields.Many2one("association.ballot", required=True, ondelete="restrict", index=True)
    company_id = fields.Many2one("res.company", required=True, ondelete="restrict")
    teller_id = fields.Many2one("res.users", string="Teller", required=True, ondelete="restrict")
    favour = fields.Integer(string="In favour")
    against = fields.Integer(string="Against")
    abstained = fields.Integer(string="Abstained")
    blank = fields.Integer(string="Blank")
    void = fields.Integer(string="Void")

    _one_each = models.Constraint("UNIQUE(ballot_id, teller_id)", "This teller has counted already.")
    _positive = models.Constraint(
        "CHECK(favour >= 0 AND against >= 0 AND abstained >= 0 AND blank >= 0 AND void >= 0)", "Votes cannot be below zero."
    )

    @api.model_create_multi
    def create(self, vals_list):
        """Counts come from ``ballot._enter_count`` alone."""
        self._check_step()
        return super().create(vals_list)

    def write(self, vals):
        """Counts come from ``ballot._enter_count`` alone."""
        self._check_step()
        return super().write(vals)

    @api.ondelete(at_uninstall=False)
    def _unlink_never(self):
        self._check_step()

    def _check_step(self):
        if self.env.context.get("ballot_step") is not STEP:
            raise UserError(self.env["association.wording"]._meeting_refusal("vote_step_by_hand"))

    def _numbers(self):
        """Return ``{choice: votes}``."""
        self.ensure_one()
        return {choice: self[choice] for choice in polling.COUNTED}


class AssociationBallot(models.Model):
    """Hands and papers counted by tellers."""

    _inherit = "association.ballot"

    def _needs_count(self):
        """Tell whether somebody votes in the hall, where tellers count."""
        return self.method != "election" and bool(self._hall_voters())

    def _hall_voters(self):
        """Return the voters whom tellers count: those in the hall who may vote, or who were handed a paper."""
        return self.voter_ids.filtered(lambda voter: voter.standing == "may_vote" and voter.channel in ("hall", "paper"))

    def enter_count(self, counts):
        """Enter what the user counted in the hall; entered again, it replaces their own count."""
        if not self.env.user.has_group("lecce_smartcity.group_association_user"):
            raise UserError(self._refusal("vote_no_teller"))
        self.check_access("read")
        return self._enter_count(self.env.user, counts).id

    def _enter_count(self, teller, counts):
        """Keep what ``teller`` (a user) counted in the hall, ``{choice: votes}``, and return it; the other teller's stays unseen.

        :raises UserError: nothing is counted here, it is not whole numbers, or it is more than the hall can cast
        """
        self.ensure_one()
        self._lock_open()
        unknown = set(counts) - set(polling.COUNTED)
        if unknown or any(type(number) is not int or number < 0 for number in counts.values()):
            raise UserError(self._refusal("vote_count_unreadable"))
        ballot = self.sudo()  # sudo: a teller keeps a count and changes nothing else of the vote; the caller checked who they are
        if not ballot._needs_count():
            raise UserError(self._refusal("vote_nothing_counted"))
        hall = sum(ballot._hall_voters().mapped("votes"))
        if sum(counts.values()) > hall:
            raise UserError(self._refusal("vote_count_too_many", counted=sum(counts.values()), votes=hall))
        own = ballot.count_ids.filtered(lambda count: count.teller_id == teller).with_context(ballot_step=STEP)
        if not own and len(ballot.count_ids) >= (2 if self.tellers == "two" else 1):
            raise UserError(self._refusal("vote_tellers_enough", names=", ".join(ballot.count_ids.teller_id.mapped("name"))))
        values = {choice: counts.get(choice, 0) for choice in polling.COUNTED}
        if own:
            own.write(values)
        else:
            own = own.create({"ballot_id": self.id, "company_id": self.company_id.id, "teller_id": teller.id, **values})
        self._tell("count")
        return own

    def _check_may_close(self):
        """Refuse to close a vote that the tellers have not counted alike, or a consultation before its time."""
        self.ensure_one()
        if self.meeting_id.mode == "written":
            self._check_consultation_over()
        if self._needs_count():
            found = sum(self._agreed_count().values())
            handed = sum(self._hall_voters().mapped("votes"))
            if self.is_secret and found != handed:
                raise UserError(self._refusal("vote_papers_differ", counted=found, handed=handed))

    def _check_consultation_over(self):
        waiting = self.voter_ids.filtered(lambda voter: voter.standing == "may_vote" and not voter.is_marked)
        if waiting and self.closes_at and self._now() < self.closes_at:
            raise UserError(self._refusal("vote_consultation_runs", count=len(waiting), until=self._moment(self.closes_at)))

    def _moment(self, at):
        return self.env["ir.qweb.field.datetime"].value_to_html(at, {}) if at else ""

    def _agreed_count(self):
        """Return ``{choice: votes}`` of the hall.

        :raises UserError: too few counted, or the tellers differ: with what differs
        """
        counts = self.sudo().count_ids  # sudo: both counts are compared, also by whoever may see one alone
        needed = 2 if self.tellers == "two" else 1
        if len(counts) < needed:
            raise UserError(self._refusal("vote_count_missing", needed=needed, count=len(counts)))
        first, *others = (count._numbers() for count in counts)
        for other, found in zip(others, counts[1:], strict=True):
            different = polling.differences(first, other)
            if different:
                labels = dict(self.env["association.vote"]._fields["choice"]._description_selection(self.env))
                lines = [
                    self.env._("%(choice)s: %(first)s and %(second)s", choice=labels[one.choice], first=one.first, second=one.second)
                    for one in different
                ]
                names = {"first": counts[0].teller_id.name, "second": found.teller_id.name}
                raise UserError("\n".join([self._refusal("vote_tellers_differ", **names), *lines]))
        return first
