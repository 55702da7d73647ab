from odoo import fields, models


class AssociationMeetingRoll(models.Model):
    """One line of the frozen roll: somebody called to a meeting, with their votes and the reasons, as on the record date.

    It is the identity that attendance, proxies and votes refer to: a municipality is one line, its mayor as a citizen another.
    """

    _name = "association.meeting.roll"
    _description = "Line of a Meeting's Roll"
    _order = "meeting_id, name, id"
    _check_company_auto = True

    meeting_id = fields.Many2one("association.meeting", required=True, ondelete="cascade", index=True)
    company_id = fields.Many2one(related="meeting_id.company_id", store=True, index=True)
    member_id = fields.Many2one(
        "association.member", ondelete="restrict", index=True, help="Empty: not a member (director, auditor, guest)."
    )
    mandate_id = fields.Many2one("association.mandate", ondelete="restrict", help="The office by which this person is called.")
    partner_id = fields.Many2one("res.partner", string="Member or person", required=True, ondelete="restrict", index=True)
    acting_partner_id = fields.Many2one(
        "res.partner", string="Represented by", ondelete="restrict", help="Who acts for a legal person."
    )
    name = fields.Char(required=True, help="As it was on the record date.")
    acting_name = fields.Char(string="Representative")
    register_number = fields.Integer()
    category = fields.Char(help="Category of the member on the record date.")
    votes = fields.Integer(help="0: no vote.")
    entitled = fields.Boolean(help="Counts among those entitled to vote, hence in the quorum.")
    may_vote = fields.Boolean(help="The vote can be cast: a legal person without a representative is entitled and cannot cast it.")
    is_member = fields.Boolean()
    is_director = fields.Boolean()
    is_control = fields.Boolean(string="Of the control body")
    is_guest = fields.Boolean(string="Invited")
    side = fields.Char(help="For a joint body: the administration this person sits for; each side must agree.")
    reasons = fields.Json(help="Why no vote, or not now: codes and articles, as the rules gave them.")
    reasons_text = fields.Char(string="Why", compute="_compute_reasons_text")
    email = fields.Char(help="Where the notice goes, as known on the record date.")
    pec = fields.Char(string="PEC")
    lang = fields.Char()

    _one_member = models.UniqueIndex("(meeting_id, member_id) WHERE member_id IS NOT NULL")
    _of_person = models.Index("(meeting_id, partner_id)")

    def _compute_reasons_text(self):
        for line in self:
            line.reasons_text = "; ".join(reason.get("code", "") for reason in line.reasons or [])
