from odoo import api, fields, models
from odoo.fields import Domain

from ..bylaws import history, states
from .bulk import append_rows


class AssociationMemberPeriod(models.Model):
    """What the events amount to: ranges of one status and category, without gaps or overlaps. Derived, never edited."""

    _name = "association.member.period"
    _description = "Membership Period"
    _order = "member_id, date_from"
    _log_access = False

    member_id = fields.Many2one("association.member", required=True, ondelete="cascade", index=True)
    company_id = fields.Many2one("res.company", string="Association", required=True, ondelete="cascade")
    date_from = fields.Date(required=True)
    date_to = fields.Date(help="First day after the period; empty while it lasts.")
    status = fields.Selection(
        [
            ("applicant", "Applicant"),
            ("active", "Member"),
            ("suspended", "Suspended"),
            ("ceased", "Ceased"),
            ("not_admitted", "Not admitted"),
        ],
        required=True,
    )
    category_id = fields.Many2one("association.member.category", ondelete="restrict")
    event_id = fields.Many2one("association.member.event", required=True, ondelete="restrict")
    number = fields.Integer(help="Register number in this membership.")
    member_since = fields.Date(help="First day of this membership.")
    annotated_on = fields.Date(help="Day on which this membership was entered in the members' book.")

    _one_status_a_day = models.Constraint(
        "EXCLUDE USING gist (member_id WITH =, daterange(date_from, date_to) WITH &&)",
        "A member has one status a day.",
    )
    _as_of = models.Index("(company_id, status, date_from, date_to)")

    @api.model
    def _on(self, members, day):
        """Return ``{member id: the period that contains day}``; who has no history then is not in it."""
        periods = self.search(
            Domain("member_id", "in", members.ids)
            & Domain("date_from", "<=", day)
            & (Domain("date_to", "=", False) | Domain("date_to", ">", day))
        )
        return {period.member_id.id: period for period in periods}

    @api.model
    def _rebuild(self, members):
        """Derive the periods of ``members`` anew from their events.

        :raises BylawError: the events contradict each other (a transition that the statute does not know)
        """
        if not members:
            return
        events = members._as_history()
        rows = []
        for member in members.sorted("id"):  # neighbours in the indexes
            rows.extend(self._rows(member.id, member.company_id.id, events.get(member.id, ())))
        cr = self.env.cr
        self.env.flush_all()
        cr.execute("DELETE FROM association_member_period WHERE member_id = ANY(%s)", [members.ids])
        append_rows(self, rows)
        members.invalidate_recordset()

    @api.model
    def _rows(self, member_id, company_id, facts):
        """Yield the table rows of one member; ``facts`` as given by ``_as_history``."""
        by_key = {fact.event.key: fact for fact in facts}
        spell = (None, None, None)
        for period in history.fold([fact.event for fact in facts]):
            fact = by_key[period.event_key]
            if fact.event.type in ("admission", "readmission"):
                spell = (fact.number, period.date_from, fact.annotated_on)
            within = spell if period.status in (*states.MEMBER_STATUSES, "ceased") else (None, None, None)
            yield {
                "member_id": member_id,
                "company_id": company_id,
                "date_from": period.date_from,
                "date_to": period.date_to,
                "status": period.status,
                "category_id": period.category,
                "event_id": period.event_key,
                **dict(zip(("number", "member_since", "annotated_on"), within, strict=True)),
            }
