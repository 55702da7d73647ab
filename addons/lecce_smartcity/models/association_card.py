import hmac
import re
import secrets

from odoo import _, api, fields, models
from odoo.exceptions import UserError

from ..bylaws import states
from .legal_time import legal_today

TOKEN_BYTES = 24  # 192 random bits: nobody guesses one, and the code stays small enough for a card
_TOKEN = re.compile(r"[A-Za-z0-9_-]{32}$")


class AssociationCard(models.Model):
    """A membership card. Its code leads to a page that answers valid or not valid, and nothing
    else."""

    _name = "association.card"
    _description = "Membership Card"
    _order = "issued_on desc, id desc"
    _check_company_auto = True

    member_id = fields.Many2one(
        "association.member", required=True, ondelete="restrict", index=True, check_company=True
    )
    company_id = fields.Many2one(related="member_id.company_id", store=True, index=True)
    partner_id = fields.Many2one(related="member_id.partner_id")
    number = fields.Integer(related="member_id.number", string="Register no.", aggregator=None)
    token = fields.Char(
        required=True, readonly=True, copy=False, default=lambda self: self._new_token(),
        groups="lecce_smartcity.group_secretariat",
        help="Random, tells nothing about the member. Known to the card and to this office.",
    )  # fmt: skip
    issued_on = fields.Date(required=True, default=lambda self: legal_today(self.env))
    revoked_on = fields.Date(help="Not valid from this day on.")
    revocation = fields.Char(string="Why revoked")
    state = fields.Selection(
        [("valid", "Valid"), ("dormant", "Not valid today"), ("revoked", "Revoked")],
        compute="_compute_state",
        help="Told by the membership on this day: a suspended or former member's card is not valid.",
    )

    _token_unique = models.Constraint("UNIQUE(token)", "This code has been given to another card.")
    _token_long_enough = models.Constraint(
        "CHECK(length(token) >= 22)", "The code of a card has at least 128 random bits."
    )
    _one_in_use = models.UniqueIndex(
        "(member_id) WHERE revoked_on IS NULL", "The member has a card in use: revoke it first."
    )
    _dates_in_order = models.Constraint(
        "CHECK(revoked_on IS NULL OR revoked_on >= issued_on)",
        "A card is not revoked before it is issued.",
    )

    @api.model
    def _new_token(self):
        return secrets.token_urlsafe(TOKEN_BYTES)

    @api.depends("member_id", "issued_on")
    def _compute_display_name(self):
        for card in self:
            card.display_name = _("Card of %s", card.member_id.display_name or "")

    @api.depends("revoked_on", "issued_on", "member_id.period_ids")
    def _compute_state(self):
        today = legal_today(self.env)
        for card in self:
            if card.revoked_on and card.revoked_on <= today:
                card.state = "revoked"
            else:
                card.state = "valid" if card._is_valid(today) else "dormant"

    def _is_valid(self, on=None):
        """Tell whether this card is good on the day ``on`` (today when omitted).

        Good means: issued, not revoked, and the member is an active one on that day. Nothing here
        runs at night: who is excluded today has no valid card tomorrow.
        """
        self.ensure_one()
        on = fields.Date.to_date(on) or legal_today(self.env)
        if not self.issued_on or on < self.issued_on or (self.revoked_on and on >= self.revoked_on):
            return False
        return self.member_id.with_context(as_of=on).status == states.ACTIVE

    @api.model
    def _verify_token(self, token):
        """Tell whether ``token`` is of a card that is valid today.

        False for anything else, a wrong form included.
        """
        if not _TOKEN.match(token or ""):
            return False
        card = self.search([("token", "=", token)], limit=1)
        return bool(card) and hmac.compare_digest(card.token, token) and card._is_valid()

    def _address(self):
        """Return the address that the code on the card says."""
        self.ensure_one()
        # sudo: printed on the card itself
        return f"{self.get_base_url()}/association/card/{self.sudo().token}"

    @api.model
    def _issue(self, members):
        """Give a card to those of ``members`` that have none in use, and return the cards in use of
        all.

        :raises UserError: somebody is not a member today; all are named
        """
        others = members.filtered(lambda member: member.status != states.ACTIVE)
        if others:
            raise UserError(_("Only active members have a card: %s.", ", ".join(others.mapped("display_name"))))
        in_use = self.search([("member_id", "in", members.ids), ("revoked_on", "=", False)])
        return in_use + self.create([{"member_id": member.id} for member in members - in_use.member_id])

    def action_revoke(self):
        """Revoke these cards from today: lost, stolen, replaced."""
        self.filtered(lambda card: not card.revoked_on).revoked_on = legal_today(self.env)

    def action_replace(self):
        """Revoke these cards and issue new ones, with another code."""
        members = self.member_id
        self.action_revoke()
        self.flush_recordset()
        return self._issue(members)._action_print()

    def action_print(self):
        """Print these cards: one alone, or sheets of ten."""
        return self._action_print()

    def _action_print(self):
        report = "report_member_card" if len(self) == 1 else "report_member_card_sheet"
        return self.env.ref(f"lecce_smartcity.{report}").report_action(self, config=False)


class AssociationMember(models.Model):
    _inherit = "association.member"

    card_ids = fields.One2many("association.card", "member_id", string="Cards")

    def _paper_name(self, kind):
        """Return the file name, without its ending, of a member's ``extract`` or ``statement``."""
        self.ensure_one()
        titles = {
            "extract": _("Extract of the members' book"),
            "statement": _("Statement of membership"),
        }
        return f"{titles[kind]} - {self.partner_id.name}"

    def action_print_card(self):
        """Issue the cards that are missing and print those of all these members."""
        return self.env["association.card"]._issue(self)._action_print()
