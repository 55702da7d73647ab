from datetime import date

from odoo import api, fields, models
from odoo.exceptions import UserError

from ..bylaws.citations import Citation
from ..bylaws.franchise import Reason


class AssociationMeetingRoll(models.Model):
    """One line of the frozen roll: somebody called to a meeting, with their votes and the reasons, as on the record date.

    It is the identity that attendance, proxies and votes refer to: a municipality is one line, its mayor as a citizen another.
    Only ``association.meeting._freeze_roll`` and ``_add_to_roll`` make lines.
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
    register_number = fields.Integer(string="No.", aggregator=None)
    category = fields.Char(help="Category of the member on the record date.")
    votes = fields.Integer(help="0: no vote.")
    entitled = fields.Boolean(help="Counts among those entitled to vote, hence in the quorum.")
    may_vote = fields.Boolean(help="The vote can be cast: a legal person without a representative is entitled and cannot cast it.")
    is_member = fields.Boolean(help="Of the association, or of the body that meets.")
    is_director = fields.Boolean(string="Director")
    is_control = fields.Boolean(string="Of the control body")
    is_guest = fields.Boolean(string="Invited")
    side = fields.Char(help="For a joint body: the administration this person sits for; each side must agree.")
    reasons = fields.Json(help="Why no vote, or not now: codes and articles, as the rules gave them.")
    reasons_text = fields.Char(string="Why", compute="_compute_reasons_text")
    role_text = fields.Char(string="Called as", compute="_compute_role_text")
    added_at = fields.Datetime(readonly=True, help="Set where somebody joined the roll after it was frozen.")
    added_reason = fields.Char(string="Added because", readonly=True)
    email = fields.Char(help="Where the notice goes, as known on the record date.")
    pec = fields.Char(string="PEC")
    lang = fields.Char()

    _one_member = models.UniqueIndex("(meeting_id, member_id) WHERE member_id IS NOT NULL")
    _of_person = models.Index("(meeting_id, partner_id)")

    @api.depends("reasons")
    @api.depends_context("lang")
    def _compute_reasons_text(self):
        wording = self.env["association.wording"]
        for line in self:
            line.reasons_text = wording._roll_reasons(line._as_reasons())

    @api.depends("is_member", "is_director", "is_control", "is_guest")
    @api.depends_context("lang")
    def _compute_role_text(self):
        for line in self:
            said = [
                line.is_director and self.env._("Director"),
                line.is_control and self.env._("Control body"),
                line.is_guest and self.env._("Invited"),
            ]
            line.role_text = ", ".join(filter(None, said))

    def _as_reasons(self):
        """Return the ``franchise.Reason`` of each reason that was kept."""
        self.ensure_one()
        return [decode_reason(reason) for reason in self.reasons or []]

    @api.depends("name", "acting_name")
    def _compute_display_name(self):
        for line in self:
            line.display_name = f"{line.name} ({line.acting_name})" if line.acting_name else line.name

    @api.ondelete(at_uninstall=False)
    def _unlink_before_frozen(self):
        if any(line.meeting_id.state != "draft" for line in self):
            raise UserError(self.env["association.wording"]._meeting_refusal("roll_kept"))


def encode_reason(reason):
    """Return a ``franchise.Reason`` as JSON keeps it: days as ISO text."""
    params = {name: value.isoformat() if isinstance(value, date) else value for name, value in reason.params.items()}
    return {
        "code": reason.code,
        "law": reason.citation.source,
        "article": reason.citation.article,
        "version": reason.citation.version,
        "params": params,
        "blocking": reason.blocking,
    }


def decode_reason(kept):
    """Return the ``franchise.Reason`` that ``encode_reason`` kept."""
    params = dict(kept.get("params") or {})
    for name in ("book_date", "from"):
        if params.get(name):
            params[name] = date.fromisoformat(params[name])
    citation = Citation(kept.get("law", ""), kept.get("article", ""), version=kept.get("version") or "")
    return Reason(kept["code"], citation, params, kept.get("blocking", ""))
