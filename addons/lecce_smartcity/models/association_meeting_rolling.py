from odoo import models
from odoo.exceptions import UserError
from odoo.tools import SQL

from ..bylaws import offices
from ..bylaws.states import MEMBER_STATUSES
from .association_meeting_roll import encode_reason
from .bulk import insert_rows

# Who acts for a member that is a body: its delegate to the assembly before its legal representative.
ACTING = ("delegate", "legal_representative", "substitute")
MEMBERS = """
    SELECT member.id AS member_id, partner.id AS partner_id, partner.complete_name AS name, period.number AS register_number,
           period.category_id, partner.pec, acting.partner_id AS acting_partner_id, person.complete_name AS acting_name,
           COALESCE(NULLIF(partner.email, ''), person.email) AS email, COALESCE(partner.lang, person.lang) AS lang
      FROM association_member member
      JOIN res_partner partner ON partner.id = member.partner_id
      JOIN association_member_period period
        ON period.member_id = member.id AND period.date_from <= %(on)s AND (period.date_to IS NULL OR period.date_to > %(on)s)
 LEFT JOIN LATERAL (
           SELECT representative.partner_id FROM association_representative representative
            WHERE representative.member_id = member.id AND representative.role = ANY(%(acting)s)
              AND representative.date_from <= %(on)s AND (representative.date_to IS NULL OR representative.date_to >= %(on)s)
         ORDER BY array_position(%(acting)s, representative.role::text), representative.date_from DESC, representative.id
            LIMIT 1) acting ON TRUE
 LEFT JOIN res_partner person ON person.id = acting.partner_id
     WHERE member.company_id = %(company)s AND period.status = ANY(%(statuses)s) %(some)s
  ORDER BY partner.complete_name, member.id
"""


class AssociationMeeting(models.Model):
    """Who is called to a meeting and who may vote, as on the record date."""

    _inherit = "association.meeting"

    def _freeze_roll(self):
        """Compute the roll of this meeting for its record date, in place of the one there is.

        An assembly calls every member, with their rights of that day, the directors and the control body; another body its
        holders in office, with one vote each, and the control body. A few queries for any number of members.

        :raises UserError: the meeting has been convened, or the association has no legal regime on that day
        """
        self.ensure_one()
        self.check_access("write")
        if self.state != "draft":
            raise UserError(self.env["association.wording"]._meeting_refusal("roll_frozen", meeting=self.name))
        if self.sitting_ids.attendance_ids:
            raise UserError(self.env["association.wording"]._meeting_refusal("roll_in_use", meeting=self.name))
        self.env.flush_all()
        self.env.cr.execute(SQL("DELETE FROM association_meeting_roll WHERE meeting_id = %s", self.id))
        insert_rows(self.env["association.meeting.roll"], self._roll_rows(self._record_day()))
        self._step({"frozen_at": self.env.cr.now()})
        self.invalidate_recordset(["roll_ids"])

    def _add_to_roll(self, who, reason):
        """Add a member or a person to the frozen roll: somebody admitted late, an expert, a guest.

        :param who: an ``association.member``, with the rights of the record date, or a ``res.partner`` without a vote
        :return: the line
        :raises UserError: already on the roll, or no reason given
        """
        self.ensure_one()
        self.check_access("write")
        wording = self.env["association.wording"]
        if not (reason or "").strip():
            raise UserError(wording._meeting_refusal("roll_reason", who=who.display_name))
        partner = who.partner_id if who._name == "association.member" else who
        if self.roll_ids.filtered(lambda line: line.partner_id == partner):
            raise UserError(wording._meeting_refusal("roll_twice", who=partner.display_name))
        rows = self._member_rows(self._record_day(), who) if who._name == "association.member" else []
        row = rows[0] if rows else self._person_row(partner, is_guest=True)
        row |= {"added_at": self.env.cr.now(), "added_reason": reason}
        (key,) = insert_rows(self.env["association.meeting.roll"], [row])
        self.invalidate_recordset(["roll_ids"])
        return self.env["association.meeting.roll"].browse(key)

    # --- the rows ---

    def _roll_rows(self, on):
        if self.body_id.kind == offices.ASSEMBLY:
            return self._assembly_rows(on)
        return self._body_rows(on)

    def _assembly_rows(self, on):
        """Return the members' rows, then those of directors and of the control body who are no members themselves."""
        rows = self._member_rows(on)
        by_partner = {row["partner_id"]: row for row in rows}
        for holder in self._officers(on, offices.GOVERNING_KINDS + offices.CONTROL_KINDS):
            role = "is_control" if holder.kind in offices.CONTROL_KINDS else "is_director"
            if holder.partner not in by_partner:
                person = self.env["res.partner"].browse(holder.partner)
                by_partner[holder.partner] = self._person_row(person)
                rows.append(by_partner[holder.partner])
            row = by_partner[holder.partner]
            row |= {role: True, "mandate_id": row.get("mandate_id") or holder.mandate}
        return rows

    def _member_rows(self, on, members=None):
        """Return a row for each member on the day ``on``; ``members``: only these. Two queries."""
        every = self.env["association.member"].with_company(self.company_id)
        rights = (members if members is not None else every).rights(on)
        facts = self.env.execute_query_dict(
            SQL(
                MEMBERS,
                on=on,
                company=self.company_id.id,
                acting=list(ACTING),
                statuses=list(MEMBER_STATUSES),
                some=SQL("") if members is None else SQL("AND member.id = ANY(%s)", members.ids),
            )
        )
        categories = self.env["association.member.category"].browse({row["category_id"] for row in facts if row["category_id"]})
        names = dict(categories.mapped(lambda category: (category.id, category.name)))
        return [self._member_row(row, rights[row["member_id"]], names) for row in facts]

    def _member_row(self, row, verdict, categories):
        return self._row(
            **{name: value for name, value in row.items() if name != "category_id"},
            category=categories.get(row["category_id"]),
            votes=verdict.votes,
            entitled=verdict.entitled,
            may_vote=verdict.may_vote,
            is_member=True,
            reasons=[encode_reason(reason) for reason in verdict.reasons] or None,
        )

    def _body_rows(self, on):
        """Return a row for each holder of this body, substitutes without a vote, and one for each of the control body."""
        rows = {}
        for holder in self._officers(on, (self.body_id.kind,)):
            if holder.body != self.body_id.id or holder.partner in rows:
                continue
            votes = holder.office != offices.SUBSTITUTE
            rows[holder.partner] = self._person_row(
                self.env["res.partner"].browse(holder.partner),
                mandate_id=holder.mandate, votes=int(votes), entitled=votes, may_vote=votes, is_member=votes,
                is_director=self.body_id.kind == offices.BOARD, is_control=self.body_id.kind in offices.CONTROL_KINDS,
                is_guest=not votes, side=self._side(holder),
            )  # fmt: skip
        for holder in self._officers(on, offices.CONTROL_KINDS):
            person = self.env["res.partner"].browse(holder.partner)
            rows.setdefault(holder.partner, self._person_row(person, mandate_id=holder.mandate))["is_control"] = True
        return list(rows.values())

    def _officers(self, on, kinds):
        # sudo: who holds an office is no secret
        return self.env["association.mandate"].sudo()._holders(self.company_id, on, kinds).values()

    def _side(self, holder):
        """Return the administration for which somebody sits on a joint body; None where the body is not joint."""
        if not self.body_id.is_joint:
            return None
        seat = self.env["association.seat"].browse(holder.seat)
        named_by = self.env["association.member"].browse(holder.on_behalf) if holder.on_behalf else seat.designator_id
        return named_by.partner_id.name or self.company_id.name

    def _person_row(self, partner, **more):
        partner = partner.sudo()  # sudo: a name and addresses, for those who are called
        return self._row(
            partner_id=partner.id, name=partner.complete_name, email=partner.email, pec=partner.pec, lang=partner.lang, **more
        )

    def _row(self, **values):
        flags = dict.fromkeys(("entitled", "may_vote", "is_member", "is_director", "is_control", "is_guest"), False)
        own = {"meeting_id": self.id, "company_id": self.company_id.id, "votes": 0}
        return own | flags | {name: value or None for name, value in values.items() if name not in flags and name != "votes"} | {
            name: value for name, value in values.items() if name in flags or name == "votes"
        }
