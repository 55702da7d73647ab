import psycopg2.errors

from odoo import api, fields, models
from odoo.exceptions import ValidationError
from odoo.tools import SQL

from .append_only import protect_table


class AssociationMemberNumber(models.Model):
    """The register numbers ever given, one row each: a number never passes to another member."""

    _name = "association.member.number"
    _description = "Register Number"
    _order = "company_id, number"
    _rec_name = "number"
    _log_access = False

    company_id = fields.Many2one("res.company", required=True, ondelete="restrict")
    number = fields.Integer(required=True)
    member_id = fields.Many2one("association.member", required=True, ondelete="restrict", index=True)

    _number_unique = models.Constraint(
        "UNIQUE(company_id, number)", "This register number has already been given to another member."
    )
    _number_positive = models.Constraint("CHECK(number > 0)", "Register numbers begin at 1.")

    def init(self):
        protect_table(self.env.cr, self._table)

    @api.model
    def _draw(self, member):
        """Give ``member`` the next register number of its association and return it.

        The unique index is the lock: who comes second waits for the first transaction to end, then takes the next
        number; a rolled-back number is taken by who waits, so that there are no gaps.
        """
        company_id = member.company_id.id
        cr = self.env.cr
        cr.execute("SELECT COALESCE(max(number), 0) FROM association_member_number WHERE company_id = %s", [company_id])
        number = cr.fetchone()[0]
        while True:
            number += 1
            try:
                with cr.savepoint(flush=False):
                    cr.execute(
                        "INSERT INTO association_member_number (company_id, number, member_id) VALUES (%s, %s, %s)",
                        [company_id, number, member.id],
                        log_exceptions=False,
                    )
                return number
            except psycopg2.errors.UniqueViolation:
                continue

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
        if rows:
            self.env.cr.execute_values(
                "INSERT INTO association_member_number (company_id, number, member_id) VALUES %s", rows, page_size=5000
            )
