from odoo import api, fields, models
from odoo.exceptions import UserError

from ..bylaws.meeting import matters
from ..bylaws.rules.kinds import Choice

KINDS = [("recused", "In conflict: does not vote"), ("barred", "Without a vote by law"), ("declared", "Conflict declared, votes")]
# Matter of an item → the code of the list of matters on which directors do not vote.
DIRECTORS_EXCLUDED = {
    matters.ACCOUNTS: "accounts",
    matters.LIABILITY: "liability",
    matters.EXCLUSION: "exclusion",
    matters.STATUTE_CHANGE: "statute",
    matters.DISSOLUTION: "dissolution",
}


class AssociationRecusal(models.Model):
    """Somebody stands aside on one item: in conflict of interest, or because the law takes the vote away."""

    _name = "association.recusal"
    _description = "Recusal"
    _order = "item_id, id"
    _check_company_auto = True

    item_id = fields.Many2one("association.agenda.item", required=True, ondelete="restrict", index=True)
    meeting_id = fields.Many2one(related="item_id.meeting_id", store=True, index=True)
    company_id = fields.Many2one(related="item_id.company_id", store=True, index=True)
    roll_id = fields.Many2one(
        "association.meeting.roll", string="Who", required=True, ondelete="restrict", index=True,
        domain="[('meeting_id', '=', meeting_id)]",
    )  # fmt: skip
    kind = fields.Selection(KINDS, required=True)
    reason = fields.Char(required=True)
    declared_at = fields.Datetime(required=True, default=fields.Datetime.now)

    _once = models.Constraint("UNIQUE(item_id, roll_id)", "This is noted already.")

    @api.model_create_multi
    def create(self, vals_list):
        recusals = super().create(vals_list)
        recusals._check_before_vote()
        return recusals

    def write(self, vals):
        self._check_before_vote()
        return super().write(vals)

    @api.ondelete(at_uninstall=False)
    def _unlink_before_vote(self):
        self._check_before_vote()

    def _check_before_vote(self):
        """Refuse changes once the item is being voted on, or has been: the electorate was frozen with them."""
        for recusal in self:
            if recusal.roll_id.meeting_id != recusal.meeting_id:
                raise UserError(self.env["association.wording"]._meeting_refusal("other_roll", who=recusal.roll_id.name))
            ballots = self.env["association.ballot"].search_count([("item_id", "=", recusal.item_id.id), ("state", "!=", "draft")])
            if ballots:
                raise UserError(self.env["association.wording"]._meeting_refusal("recusal_too_late", item=recusal.item_id.name))


class AssociationAgendaItem(models.Model):
    """Who does not vote on an item."""

    _inherit = "association.agenda.item"

    recusal_ids = fields.One2many("association.recusal", "item_id", string="Who stands aside", copy=False)

    def _recuse(self, roll, kind=None, reason=""):
        """Note that ``roll`` is in conflict of interest on this item.

        :param kind: recused (does not vote) or declared (votes, and the result is tested); when omitted what the statute says
        """
        self.ensure_one()
        return self.env["association.recusal"].create(
            {"item_id": self.id, "roll_id": roll.id, "kind": kind or self._kind_of_conflict(), "reason": reason}
        )

    def _kind_of_conflict(self):
        """Return what the statute has somebody do who is in conflict: stand aside, or declare it and vote."""
        meeting = self.meeting_id
        code = "conflict.member" if meeting.body_kind == matters.ASSEMBLY else "conflict.board"
        book = self.env["association.statute"]._rules_on(meeting.company_id, meeting._record_day())
        ruling = book.find(code, meeting._record_day())
        abstains = ruling is None or (isinstance(ruling.value, Choice) and ruling.value.code == "abstains")
        return "recused" if abstains else "declared"

    def _barred(self):
        """Return the lines of the roll whose vote the law takes away on this item: directors on the accounts and their liability.

        It is the directors' own vote: a body that a director represents keeps its own.
        """
        self.ensure_one()
        meeting = self.meeting_id
        code = DIRECTORS_EXCLUDED.get(self.matter)
        rolls = self.env["association.meeting.roll"]
        if not code or meeting.body_kind != matters.ASSEMBLY:
            return rolls
        ruling = self._barring_ruling()
        if not ruling or code not in ruling.value.codes:
            return rolls
        return rolls.search([("meeting_id", "=", meeting.id), ("is_director", "=", True), ("entitled", "=", True)])

    def _barring_ruling(self):
        """Return the ``Ruling`` on which matters directors do not vote."""
        meeting = self.meeting_id
        return self.env["association.statute"]._finding(meeting.company_id, "vote.directors_excluded", meeting._record_day())

    def _recused(self):
        """Return ``{roll id: kind}``: recused, declared or barred. All count as present; who does not vote, not for the majority."""
        self.ensure_one()
        return {recusal.roll_id.id: recusal.kind for recusal in self.recusal_ids} | dict.fromkeys(self._barred().ids, "barred")
