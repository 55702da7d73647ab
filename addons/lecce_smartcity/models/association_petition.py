from odoo import Command, _, api, fields, models
from odoo.exceptions import UserError

from ..bylaws import offices
from ..bylaws.errors import BylawError
from ..bylaws.meeting import convening
from ..bylaws.rules.kinds import Count, Share
from ..bylaws.rules.shares import BODY, SEATS
from ..bylaws.states import MEMBER_STATUSES
from ..bylaws.terms import after
from .association_agenda_item import MATTER_SELECTION
from .legal_time import legal_today

BY_STEPS = {"state", "reached_on", "base_count", "signer_count", "needed", "convene_by"}
STEP = object()


class AssociationPetition(models.Model):
    """Members, or directors, ask for a meeting: with enough signatures it has to be convened.

    C.c. 20(2): "quando ne è fatta richiesta motivata da almeno un decimo degli associati".
    """

    _name = "association.petition"
    _description = "Request for a Meeting"
    _inherit = ["mail.thread", "mail.activity.mixin"]
    _order = "received_on desc, id desc"
    _check_company_auto = True

    name = fields.Char(string="Asks for", required=True, tracking=True)
    body_id = fields.Many2one(
        "association.body", string="Meeting of", required=True, ondelete="restrict", index=True,
        domain="[('kind', 'in', ['assembly', 'board'])]", default=lambda self: self._default_body(),
    )  # fmt: skip
    company_id = fields.Many2one(related="body_id.company_id", store=True, index=True)
    received_on = fields.Date(string="Received on", required=True, default=lambda self: legal_today(self.env), tracking=True)
    motive = fields.Text(string="Reasons given", required=True, help="The request must be reasoned (c.c. 20(2)).")
    attachment_ids = fields.Many2many("ir.attachment", string="The request itself", bypass_search_access=True)
    signer_ids = fields.One2many("association.petition.signer", "petition_id", string="Signed by", copy=True)
    item_ids = fields.One2many("association.petition.item", "petition_id", string="To be discussed", copy=True)
    meeting_id = fields.Many2one(
        "association.meeting", string="Meeting", ondelete="restrict", readonly=True, copy=False, check_company=True, index=True
    )
    state = fields.Selection(
        [("open", "Collecting signatures"), ("prepared", "Meeting prepared"), ("withdrawn", "Withdrawn")],
        required=True, default="open", readonly=True, copy=False, tracking=True,
    )  # fmt: skip
    signer_count = fields.Integer(string="Valid signatures", readonly=True, copy=False)
    base_count = fields.Integer(string="Out of", readonly=True, copy=False, help="Members, or directors, on the day that counts.")
    needed = fields.Integer(string="Signatures needed", readonly=True, copy=False)
    reached_on = fields.Date(string="Enough since", readonly=True, copy=False)
    convene_by = fields.Date(string="To be convened by", readonly=True, copy=False, help="Empty: the statute gives no term.")
    standing = fields.Selection(
        [
            ("short", "Signatures missing"),
            ("reached", "Obliges to convene"),
            ("overdue", "Overdue"),
            ("convened", "Convened"),
            ("withdrawn", "Withdrawn"),
        ],
        compute="_compute_standing", search="_search_standing",
    )  # fmt: skip
    explanation = fields.Html(string="What follows", compute="_compute_explanation")

    def _default_body(self):
        return self.env["association.body"].search([("company_id", "=", self.env.company.id), ("kind", "=", "assembly")], limit=1)

    @api.depends("state", "reached_on", "convene_by", "meeting_id.state")
    def _compute_standing(self):
        today = legal_today(self.env)
        for petition in self:
            if petition.state == "withdrawn":
                petition.standing = "withdrawn"
            elif petition.meeting_id.state in ("convened", "held", "deserted"):
                petition.standing = "convened"
            elif not petition.reached_on:
                petition.standing = "short"
            else:
                petition.standing = "overdue" if petition.convene_by and petition.convene_by < today else "reached"

    def _search_standing(self, operator, value):
        if operator != "in":
            return NotImplemented
        every = self.search([("company_id", "in", self.env.companies.ids)])
        return [("id", "in", every.filtered(lambda petition: petition.standing in value).ids)]

    @api.depends("signer_count", "base_count", "needed", "reached_on", "convene_by", "state", "meeting_id.state")
    @api.depends_context("lang")
    def _compute_explanation(self):
        wording = self.env["association.wording"]
        for petition in self:
            petition.explanation = wording._petition_explained(petition, petition._ruling()) if petition.company_id else False

    # --- the rule ---

    def _ruling(self):
        """Return the ``Ruling`` on how many may ask; None where nobody says it (a board whose statute is silent)."""
        self.ensure_one()
        code = "request.fraction" if self.body_id.kind == offices.ASSEMBLY else "board.request"
        return self._rule(code)

    def _rule(self, code):
        on = self.received_on or legal_today(self.env)
        try:
            return self.env["association.statute"]._rules_on(self.company_id, on).find(code, on)
        except BylawError:
            return None

    def _refresh(self):
        """Count again: who signed validly on the day they signed, since when there are enough, by when to convene."""
        for petition in self:
            ruling = petition._ruling()
            values = {"signer_count": 0, "base_count": 0, "needed": 0, "reached_on": False, "convene_by": False}
            counts = petition._counts(ruling)
            if ruling and counts:
                found = convening.support(counts, petition._share(ruling, counts[-1][2]))
                values |= {
                    "signer_count": found.signers, "base_count": found.base, "needed": found.needed,
                    "reached_on": found.reached_on,
                }  # fmt: skip
                within = found.reached_on and petition._rule("request.convene_within")
                if within and petition.body_id.kind == offices.ASSEMBLY:
                    # The term runs from the request, and from the day on which it is complete if that is later.
                    values["convene_by"] = after(max(found.reached_on, petition.received_on), within.value)
            reached_before = petition.reached_on
            petition._step(values)
            if petition.reached_on and not reached_before:
                petition._tell_president()

    def _share(self, ruling, base):
        """Return the share that is needed; a number of directors is that number out of all of them."""
        if isinstance(ruling.value, Count) and base:
            return Share(min(ruling.value.count, base), base, False, BODY)
        return ruling.value if isinstance(ruling.value, Share) else Share(1, 1, False, BODY)

    def _counts(self, ruling):
        """Return ``[(day, valid signers so far, base that day)]``, the day of each signature in order."""
        self.ensure_one()
        if not ruling:
            return []
        self.signer_ids._check_standing()
        counts, signed = [], 0
        for day in sorted({signer.signed_on for signer in self.signer_ids}):
            signed += len(self.signer_ids.filtered(lambda one, day=day: one.signed_on == day and one.is_valid))
            counts.append((day, signed, self._base(ruling, day)))
        return counts

    def _base(self, ruling, day):
        if self.body_id.kind == offices.ASSEMBLY:
            members = self.env["association.member"].with_context(as_of=day)
            return members.search_count([("company_id", "=", self.company_id.id), ("status", "in", MEMBER_STATUSES)])
        if getattr(ruling.value, "base", None) == SEATS:
            return len(self.body_id._seats_on(day).filtered(lambda seat: seat.office != offices.SUBSTITUTE))
        return len(self._holders(day))

    def _standing_on(self, day, partners):
        """Return which of these may sign on that day: members, or who is in office in the body. Partners' ids."""
        self.ensure_one()
        if self.body_id.kind != offices.ASSEMBLY:
            return self._holders(day) & set(partners.ids)
        members = self.env["association.member"].with_context(as_of=day)
        domain = [
            ("company_id", "=", self.company_id.id), ("partner_id", "in", partners.ids), ("status", "in", MEMBER_STATUSES),
        ]  # fmt: skip
        return set(members.search(domain).partner_id.ids)

    def _holders(self, day):
        """Return the partners' ids of those in office in the body on that day."""
        # sudo: who holds an office is no secret
        held = self.env["association.mandate"].sudo()._holders(self.company_id, day, (self.body_id.kind,))
        return {one.partner for one in held.values() if one.body == self.body_id.id and one.office != offices.SUBSTITUTE}

    def _tell_president(self):
        """Enough have signed: whoever convenes gets an activity, with the day by which it has to be done."""
        self.ensure_one()
        partner = self.env["association.meeting"].new({"body_id": self.body_id.id})._proposed_convener()
        # sudo: whether somebody has a login, and who keeps the secretariat, is no secret
        users = partner.sudo().user_ids.filtered(lambda user: not user.share)
        user = users[:1] or self.company_id.sudo()._association_secretary()
        if user:
            here = self.with_context(lang=user.lang)
            here.activity_schedule(
                "mail.mail_activity_data_todo",
                date_deadline=self.convene_by or legal_today(self.env),
                user_id=user.id,
                summary=here.env._("Convene the meeting that was asked for: %s", self.name),
            )

    # --- steps ---

    def action_prepare_meeting(self):
        """Make a draft meeting with what the request asks to discuss, and open it."""
        self.ensure_one()
        refuse = self.env["association.wording"]._meeting_refusal
        self._refresh()
        ruling = self._ruling()
        if not self.signer_ids:
            raise UserError(refuse("petition_no_signer"))
        if not ruling:
            raise UserError(refuse("petition_no_right"))
        if not self.reached_on:
            article = self.env["association.wording"]._citation(ruling.citation)
            raise UserError(refuse("petition_short", signers=self.signer_count, needed=self.needed, article=article))
        if not self.meeting_id:
            meeting = self.env["association.meeting"].create(
                {
                    "body_id": self.body_id.id,
                    "introduction": _("Convened at the request of %(count)s of %(base)s: %(motive)s",
                                      count=self.signer_count, base=self.base_count, motive=self.motive),
                    "item_ids": [Command.create(item._as_agenda_item(place)) for place, item in enumerate(self.item_ids, 1)],
                }
            )  # fmt: skip
            self._step({"meeting_id": meeting.id, "state": "prepared"})
            self.activity_ids.action_feedback()
        return self.action_open_meeting()

    def action_open_meeting(self):
        """Open the meeting that answers this request."""
        self.ensure_one()
        return self.meeting_id.get_formview_action()

    def action_withdraw(self):
        """The signers gave it up."""
        self._step({"state": "withdrawn"})
        self.activity_ids.unlink()

    @api.model_create_multi
    def create(self, vals_list):
        """Requests, counted at once."""
        if any(BY_STEPS & set(vals) for vals in vals_list):
            raise UserError(self.env["association.wording"]._meeting_refusal("step_by_hand"))
        petitions = super().create(vals_list)
        petitions._refresh()
        return petitions

    def write(self, vals):
        """As usual; a change of the body or of the day counts anew."""
        if self.env.context.get("petition_step") is STEP:
            return super().write(vals)
        if BY_STEPS & set(vals):
            raise UserError(self.env["association.wording"]._meeting_refusal("step_by_hand"))
        done = super().write(vals)
        if {"signer_ids", "body_id", "received_on"} & set(vals):
            self._refresh()
        return done

    def _step(self, vals):
        return self.with_context(petition_step=STEP).write(vals)

    @api.ondelete(at_uninstall=False)
    def _unlink_never(self):
        if any(petition.meeting_id for petition in self):
            raise UserError(self.env["association.wording"]._meeting_refusal("petition_kept"))


class AssociationPetitionSigner(models.Model):
    """One signature under a request for a meeting: counted if its author was a member, or in office, on that day."""

    _name = "association.petition.signer"
    _description = "Signature of a Request"
    _order = "signed_on, id"

    petition_id = fields.Many2one("association.petition", required=True, ondelete="cascade", index=True)
    company_id = fields.Many2one(related="petition_id.company_id", store=True, index=True)
    partner_id = fields.Many2one("res.partner", string="Member or director", required=True, ondelete="restrict")
    signed_by = fields.Char(string="Through", help="Who signed for a body.")
    signed_on = fields.Date(string="Signed on", required=True, default=lambda self: legal_today(self.env))
    is_valid = fields.Boolean(string="Counts", readonly=True)
    remark = fields.Char(string="Why not", compute="_compute_remark")

    _once = models.Constraint("UNIQUE(petition_id, partner_id)", "Each signs once.")

    @api.depends("is_valid", "petition_id.body_id")
    def _compute_remark(self):
        for signer in self:
            if signer.is_valid or not signer.petition_id.body_id:
                signer.remark = False
            elif signer.petition_id.body_id.kind == offices.ASSEMBLY:
                signer.remark = _("not a member on that day")
            else:
                signer.remark = _("not in office on that day")

    def _check_standing(self):
        """Mark the signatures that count: their authors were members, or in office, on the day they signed."""
        for petition, signers in self.grouped("petition_id").items():
            for day, group in signers.grouped("signed_on").items():
                standing = petition._standing_on(day, group.partner_id)
                for signer in group:
                    if signer.is_valid != (signer.partner_id.id in standing):
                        signer.is_valid = signer.partner_id.id in standing


class AssociationPetitionItem(models.Model):
    """What a request wants to be discussed: a point of the agenda to come."""

    _name = "association.petition.item"
    _description = "Point of a Request"
    _order = "sequence, id"

    petition_id = fields.Many2one("association.petition", required=True, ondelete="cascade", index=True)
    company_id = fields.Many2one(related="petition_id.company_id", store=True, index=True)
    sequence = fields.Integer(default=10)
    name = fields.Char(string="Subject", required=True)
    matter = fields.Selection(MATTER_SELECTION, required=True, default="ordinary")
    proposal = fields.Text(string="Proposed resolution")

    def _as_agenda_item(self, place):
        """Return the values of the agenda item at that place."""
        self.ensure_one()
        return {"sequence": place * 10, "name": self.name, "matter": self.matter, "proposal": self.proposal}
