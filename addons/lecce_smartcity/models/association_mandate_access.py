import logging

from odoo import _, api, fields, models

from ..bylaws import offices
from .legal_time import legal_today

_logger = logging.getLogger(__name__)

# Which access goes with which office; several may.
BY_OFFICE = {
    offices.PRESIDENT: "group_board",
    offices.VICE_PRESIDENT: "group_board",
    offices.SECRETARY: "group_secretariat",
    offices.TREASURER: "group_treasurer",
}


class AssociationMandateAccess(models.Model):
    """Access that a mandate gave to a user: it ends with the mandate. What was given by hand is not here and is not touched."""

    _name = "association.mandate.access"
    _description = "Access by Office"
    _order = "given_on desc, id desc"

    user_id = fields.Many2one("res.users", required=True, ondelete="cascade", index=True)
    group_id = fields.Many2one("res.groups", string="Access", required=True, ondelete="cascade")
    mandate_id = fields.Many2one("association.mandate", required=True, ondelete="cascade", index=True)
    company_id = fields.Many2one(related="mandate_id.company_id", store=True, index=True)
    given_on = fields.Datetime(required=True, default=fields.Datetime.now)
    taken_on = fields.Datetime(string="Ended on")

    _one_open = models.UniqueIndex("(user_id, group_id) WHERE taken_on IS NULL", "This access is given already.")

    @api.model
    def _groups_of(self, kind, office):
        """Return the names of the groups that go with an office: board and treasurer for the treasurer on the board."""
        if kind in offices.CONTROL_KINDS:
            return {"group_auditor"}
        if kind not in offices.GOVERNING_KINDS or office == offices.SUBSTITUTE:
            return set()
        groups = {"group_board"} if kind == offices.BOARD else set()
        return groups | ({BY_OFFICE[office]} if office in BY_OFFICE else set())

    @api.model
    def _cron_sync(self):
        """Let access begin and end with the mandates of today."""
        self.sudo()._sync()  # the program's own doing: nobody else writes here

    @api.model
    def _sync(self, partners=None):
        """Give the access that offices bring today and take back what ended mandates had brought. Runs as often as wanted.

        :param partners: look at these people only
        """
        wanted = self._wanted(partners)
        domain = [("taken_on", "=", False)]
        if partners is not None:
            domain.append(("user_id.partner_id", "in", partners.ids))
        given = {(one.user_id, one.group_id): one for one in self.with_context(active_test=False).search(domain)}
        for (user, group), mandate in wanted.items():
            if (user, group) not in given and group not in user.all_group_ids:
                self._give(user, group, mandate)
            elif (user, group) in given and given[user, group].mandate_id != mandate:
                given[user, group].mandate_id = mandate  # re-elected, or another office that brings the same
        for (user, group), access in given.items():
            if (user, group) not in wanted:
                access._take()

    @api.model
    def _wanted(self, partners=None):
        """Return ``{(user, group): mandate}``: what the offices held today bring."""
        today, wanted = legal_today(self.env), {}
        companies = self.env["res.company"].search([("association_access_by_office", "=", True)])
        for company in companies:
            holders = self.env["association.mandate"]._holders(company, today).values()
            if partners is not None:
                holders = [holder for holder in holders if holder.partner in partners.ids]
            users = self._users([holder.partner for holder in holders], company)
            for holder in holders:
                for name in self._groups_of(holder.kind, holder.office):
                    group = self.env.ref(f"lecce_smartcity.{name}")
                    for user in users.get(holder.partner, ()):
                        wanted.setdefault((user, group), self.env["association.mandate"].browse(holder.mandate))
        return wanted

    def _users(self, partner_ids, company):
        """Return ``{partner id: users}``: internal users who work in that association.

        Accounts on the portal get nothing: an administrator makes them users of the office first.
        """
        users = self.env["res.users"].search([("partner_id", "in", partner_ids), ("share", "=", False)])
        return users.filtered(lambda user: company in user.company_ids).grouped(lambda user: user.partner_id.id)

    def _give(self, user, group, mandate):
        user.write({"group_ids": [fields.Command.link(group.id)]})
        self.create({"user_id": user.id, "group_id": group.id, "mandate_id": mandate.id})
        mandate.message_post(body=_("%(user)s has the access “%(group)s” by this office.", user=user.name, group=group.name))
        _logger.info("Access %s given to %s by mandate %s", group.name, user.login, mandate.id)

    def _take(self):
        self.ensure_one()
        self.taken_on = self.env.cr.now()
        self.user_id.write({"group_ids": [fields.Command.unlink(self.group_id.id)]})
        self.mandate_id.message_post(
            body=_("The access “%(group)s” of %(user)s ended with the office.", user=self.user_id.name, group=self.group_id.name)
        )
        _logger.info("Access %s of %s ended with mandate %s", self.group_id.name, self.user_id.login, self.mandate_id.id)


class AssociationMandateAct(models.Model):
    _inherit = "association.mandate.act"

    def _after_recording(self):
        """Access follows at once what was recorded; what begins or ends on another day follows by itself."""
        res = super()._after_recording()
        self.env["association.mandate.access"].sudo()._sync(self.mandate_id.partner_id)  # access is the program's own doing
        return res


class AssociationMandate(models.Model):
    _inherit = "association.mandate"

    access_ids = fields.One2many("association.mandate.access", "mandate_id", string="Access given", readonly=True)
    access_note = fields.Char(compute="_compute_access_note")

    @api.depends("partner_id", "state", "access_ids.taken_on", "kind", "office")
    @api.depends_context("lang")
    def _compute_access_note(self):
        access = self.env["association.mandate.access"]
        for mandate in self:
            mandate.access_note = False
            if mandate.state not in offices.HOLDING or not access._groups_of(mandate.kind, mandate.office):
                continue
            users_sudo = mandate.partner_id.sudo().user_ids  # that somebody has an account is no secret in the office
            inside = users_sudo.filtered(lambda user, company=mandate.company_id: not user.share and company in user.company_ids)
            if not inside:
                mandate.access_note = (
                    _("Has an account on the portal only: an administrator makes it one of the office to give access.")
                    if users_sudo
                    else _("Has no account: an administrator creates one to give access.")
                )
