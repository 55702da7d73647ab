from typing import NamedTuple

from odoo import api, fields, models

from ..bylaws.mandate_deadlines import Deadline
from ..bylaws.meeting import deadlines, matters
from .association_deadline import RECENT_DAYS
from .legal_time import legal_today

CODES = (deadlines.ACCOUNTS_ASSEMBLY, deadlines.REQUESTED_MEETING)


class MeetingDue(NamedTuple):
    """A deadline that a meeting meets; ``key`` tells it from others of its kind."""

    deadline: Deadline
    key: str
    petition: int | None = None
    mandate: int | None = None
    seat: int | None = None


class AssociationDeadline(models.Model):
    """Meetings that are due: for the accounts, and because members asked for them."""

    _inherit = "association.deadline"

    code = fields.Selection(
        selection_add=[
            ("accounts_assembly", "Assembly for the accounts"),
            ("requested_meeting", "Meeting that was asked for"),
        ],
        ondelete={"accounts_assembly": "cascade", "requested_meeting": "cascade"},
    )
    petition_id = fields.Many2one(
        "association.petition", string="Request", ondelete="cascade", index="btree_not_null", readonly=True
    )

    @api.model
    def _key(self, due):
        return due.key if isinstance(due, MeetingDue) else super()._key(due)

    @api.model
    def _vals(self, company, key, due):
        found = super()._vals(company, key, due)
        return {**found, "petition_id": due.petition} if isinstance(due, MeetingDue) else found

    @api.model
    def _due(self, company, on):
        """As usual, and the meetings that are due."""
        yield from super()._due(company, on)
        recent = fields.Date.subtract(on, days=RECENT_DAYS)
        year_end = deadlines.last_year_end(on, *company._association_year_end(on))
        accounts = deadlines.accounts_due(self.env["association.body"]._rulebook(company), year_end)
        if accounts and accounts.due >= recent and not self._accounts_convened(company, year_end):
            yield MeetingDue(accounts, f"{accounts.code}:{year_end}")
        asked = self.env["association.petition"].search([("company_id", "=", company.id), ("convene_by", ">=", recent)])
        for petition in asked.filtered(lambda one: one.standing in ("reached", "overdue")):
            ruling = petition._rule("request.convene_within")
            if ruling:
                due = deadlines.requested_due(petition.convene_by, petition.reached_on, ruling.citation)
                yield MeetingDue(due, f"{due.code}:{petition.id}", petition.id)

    @api.model
    def _accounts_convened(self, company, year_end):
        """Tell whether an assembly with the accounts on its agenda was convened after the end of the year."""
        domain = [
            ("company_id", "=", company.id), ("body_kind", "=", matters.ASSEMBLY), ("state", "in", ("convened", "held")),
            ("date", ">", year_end), ("item_ids.matter", "=", matters.ACCOUNTS),
        ]  # fmt: skip
        return bool(self.env["association.meeting"].search_count(domain, limit=1))

    def _drop(self):
        """A meeting that was convened has met its deadline; a request that was withdrawn is no longer due."""
        met = self.filtered(lambda one: one.code in CODES and one.petition_id.state != "withdrawn")
        met.activity_ids.unlink()
        met.done_on = legal_today(self.env)
        return super(AssociationDeadline, self - met)._drop()
