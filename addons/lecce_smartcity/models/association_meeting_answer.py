from odoo import api, fields, models

from .append_only import protect_table

ANSWERS = [
    ("in_person", "Comes in person"),
    ("remote", "Takes part remotely"),
    ("proxy", "Gives a proxy"),
    ("absent", "Does not come"),
]


class AssociationMeetingAnswer(models.Model):
    """What somebody on the roll answered to the convocation: each answer is kept, the last one counts. It binds nobody."""

    _name = "association.meeting.answer"
    _description = "Answer to a Convocation"
    _order = "meeting_id, id desc"
    _check_company_auto = True

    roll_id = fields.Many2one("association.meeting.roll", string="Member or person", required=True, ondelete="restrict", index=True)
    # Known when the row is written: a row is never touched again.
    meeting_id = fields.Many2one(related="roll_id.meeting_id", store=True, precompute=True, index=True)
    company_id = fields.Many2one(related="roll_id.company_id", store=True, precompute=True, index=True)
    answer = fields.Selection(ANSWERS, required=True)
    answered_at = fields.Datetime(required=True, readonly=True, default=lambda self: self.env.cr.now())

    def init(self):
        """An answer given is never changed: another follows."""
        protect_table(self.env.cr, self._table)


class AssociationMeetingRoll(models.Model):
    """What each person on the roll answered."""

    _inherit = "association.meeting.roll"

    answer_ids = fields.One2many("association.meeting.answer", "roll_id", string="Answers")
    answer = fields.Selection(ANSWERS, compute="_compute_answer", help="The last answer to the convocation; it binds nobody.")

    @api.depends("answer_ids.answer")
    def _compute_answer(self):
        groups = self.env["association.meeting.answer"]._read_group([("roll_id", "in", self.ids)], ["roll_id"], ["id:max"])
        last = {roll.id: key for roll, key in groups}
        answers = self.env["association.meeting.answer"].browse(last.values())
        given = {answer.roll_id.id: answer.answer for answer in answers}
        for line in self:
            line.answer = given.get(line._origin.id, False)


class AssociationMeeting(models.Model):
    """How many said that they come."""

    _inherit = "association.meeting"

    answer_count = fields.Integer(string="Answers", compute="_compute_answer_counts")
    answer_coming = fields.Integer(string="Said they come", compute="_compute_answer_counts")

    @api.depends("roll_ids.answer_ids")
    def _compute_answer_counts(self):
        groups = self.env["association.meeting.answer"]._read_group(
            [("meeting_id", "in", self.ids)], ["meeting_id", "roll_id"], ["id:max"]
        )
        answers = {one.id: one.answer for one in self.env["association.meeting.answer"].browse([key for *_rest, key in groups])}
        for meeting in self:
            given = [answers[key] for one, _roll, key in groups if one == meeting]
            meeting.answer_count = len(given)
            meeting.answer_coming = sum(answer in ("in_person", "remote") for answer in given)
