import psycopg2.errors

from odoo import api, fields, models
from odoo.exceptions import ValidationError
from odoo.tools import SQL

from .append_only import protect_table
from .bulk import append_rows


class AssociationMemberNumber(models.Model):
    """The register numbers ever given, one row each: a number never passes to another member."""

    _name = "association.member.number"
    _description = "Register Number"
    _order = "company_id, number"
    _rec_name = "number"
    _log_access = False

    company_id = fields.Many2one("res.company", string="Association", required=True, ondelete="restrict")
    number = fields.Integer(required=True)
    member_id = fields.Many2one("association.member", required=True, ondelete="restrict", index=True)

    _number_unique = models.Constraint(
        "UNIQUE(company_id, number)", "This register number has already been given to another member."
    )
    _number_positive = models.Constraint("CHECK(number > 0)", "Register numbers begin at 1.")

    def init(self):
        protect_table(self.env.cr, self._table)

    @api.model
    def _draw(self, members):
        """Give each of ``members``, all of one association, the next register number; return them in that order.

        The unique index is the lock: who comes second waits for the first transaction to end, then takes the next
        number; a rolled-back number is taken by who waits, so that there are no gaps. Whoever holds the first
        number holds those after it as well: the rest are taken in one go.
        """
        company_id = members.company_id.id
        cr = self.env.cr
        cr.execute("SELECT COALESCE(max(number), 0) FROM association_member_number WHERE company_id = %s", [company_id])
        number = cr.fetchone()[0]
        waiting = list(members.ids)
        given = []
        while waiting:
            number += 1
            # Numbers told by an import may lie ahead, unseen by this transaction: then go on one by one.
            for count in dict.fromkeys((1 if not given else len(waiting), 1)):
                rows = [(company_id, number + place, key) for place, key in enumerate(waiting[:count])]
                try:
                    with cr.savepoint(flush=False):
                        self._insert(rows)
                except psycopg2.errors.UniqueViolation:
                    continue
                given += [row[1] for row in rows]
                number, waiting = given[-1], waiting[count:]
                break
        return given

    @api.model
    def _assign(self, company, wanted):
        """Give the numbers of a previous book: ``wanted`` is ``{member id: number}``.

        A number may come back to the member who had it (an import undone and repeated), never go to another.

        :raises ValidationError: a number belongs to another member
        """
        self.env.cr.execute(
            SQL(
                "SELECT number, member_id FROM association_member_number WHERE company_id = %s AND number = ANY(%s)",
                company.id,
                list(wanted.values()),
            )
        )
        taken = dict(self.env.cr.fetchall())
        clash = sorted(number for member, number in wanted.items() if taken.get(number, member) != member)
        if clash:
            raise ValidationError(
                self.env._(
                    "Register number %s belongs to another member: numbers are never reused.",
                    ", ".join(map(str, clash[:10])),
                )
            )
        self._insert([(company.id, number, member) for member, number in wanted.items() if number not in taken])

    def _insert(self, rows):
        append_rows(
            self, [{"company_id": company, "number": number, "member_id": member} for company, number, member in rows]
        )
