from functools import partial
from typing import NamedTuple

from odoo import api, fields, models
from odoo.tools import SQL

from ..bylaws import mandates
from ..bylaws.offices import ACCEPTED, DESIGNATED, GOVERNING_KINDS, HOLDING
from .legal_time import legal_today


class Holder(NamedTuple):
    """Who sits on a seat on a day. ``state`` is in_office or prorogatio; ``until`` None while nothing ends it."""

    mandate: int
    seat: int
    body: int
    kind: str
    office: str
    partner: int
    name: str
    since: object
    until: object
    state: str
    source: str
    on_behalf: int


class AssociationMandate(models.Model):
    """Who holds which office on a day: one query for the facts, the pure rules for the state."""

    _inherit = "association.mandate"

    # --- the facts ---

    @api.model
    def _all_standings(self, on):
        """Return ``{mandate id: Standing}`` of the associations that the user has switched on."""
        rows = self._read_facts(SQL("mandate.company_id = ANY(%s)", self.env.companies.ids))
        return {row["id"]: row["standing"](on) for row in rows}

    def _standings(self, on):
        """Return ``{mandate id: mandates.Standing}`` of these mandates on the day ``on``. One query."""
        if not self.ids:
            return {}
        return {row["id"]: row["standing"](on) for row in self._read_facts(SQL("mandate.id = ANY(%s)", self.ids))}

    @api.model
    def _read_facts(self, where):
        """Read what decides the state of mandates, in one query: the seam to the pure rules.

        :param where: an SQL condition on ``mandate``, ``seat`` and ``body``
        :return: a dictionary for each mandate; ``standing`` is a function of the day
        """
        self.env.flush_all()
        rows = self.env.execute_query_dict(
            SQL(
                """
                SELECT mandate.id, mandate.seat_id, mandate.body_id, body.kind, seat.office, seat.source,
                       mandate.partner_id, partner.complete_name AS name, mandate.on_behalf_id,
                       mandate.date_from, mandate.accepted_on, mandate.date_to, mandate.ended_on, mandate.end_kind,
                       mandate.is_void, mandate.act_date, mandate.known_on, mandate.company_id,
                       CASE WHEN seat.follows_mayor THEN (
                           SELECT MIN(term.sworn_on) FROM association_mayor_term term
                            WHERE term.member_id = COALESCE(mandate.on_behalf_id, seat.designator_id)
                              AND term.sworn_on > COALESCE(mandate.act_date, mandate.date_from)
                       ) END AS mayor,
                       (SELECT MIN(GREATEST(next.date_from, next.accepted_on)) FROM association_mandate next
                         WHERE next.seat_id = mandate.seat_id AND next.id != mandate.id AND next.occupies
                           AND next.accepted_on IS NOT NULL
                           AND (next.date_from, next.id) > (mandate.date_from, mandate.id)) AS successor
                  FROM association_mandate mandate
                  JOIN association_seat seat ON seat.id = mandate.seat_id
                  JOIN association_body body ON body.id = mandate.body_id
                  JOIN res_partner partner ON partner.id = mandate.partner_id
                 WHERE %s
              ORDER BY body.sequence, body.id, seat.sequence, seat.id, mandate.date_from, mandate.id
                """,
                where,
            )
        )
        for row in rows:
            row["facts"] = mandates.MandateFacts(
                first=row["date_from"], accepted=row["accepted_on"], last=row["date_to"], ended=row["ended_on"],
                how=row["end_kind"] or "", mayor=row["mayor"], successor=row["successor"], void=bool(row["is_void"]),
            )  # fmt: skip
            row["standing"] = partial(self._standing_of, row)
        return rows

    def _standing_of(self, row, on):
        """Return the ``mandates.Standing`` of a row on the day ``on``; the statute is asked once the term is over."""
        expiry = mandates.natural_end(row["facts"])[0]
        if expiry is None or on <= expiry:
            return mandates.standing(row["facts"], on)
        body = self.env["association.body"].sudo().browse(row["body_id"])  # sudo: the rules of a body are no secret
        return mandates.standing(row["facts"], on, body._prorogation(expiry))

    # --- who holds what ---

    @api.model
    def _holders(self, company, on, kinds=None, offices=None):
        """Who holds which office of ``company`` on the day ``on``, in one query.

        :param kinds: only these kinds of body
        :param offices: only these offices
        :return: ``{seat id: Holder}``, in the order of bodies and seats; a vacant seat is not in it
        """
        where = [SQL("mandate.company_id = %s AND mandate.accepted_on IS NOT NULL AND mandate.date_from <= %s", company.id, on)]
        if kinds is not None:
            where.append(SQL("body.kind = ANY(%s)", list(kinds)))
        if offices is not None:
            where.append(SQL("seat.office = ANY(%s)", list(offices)))
        return self._held(SQL(" AND ").join(where), on)

    @api.model
    def _held_seats(self, on, seats=None):
        """Like ``_holders``, of the seats given or of all that the user's associations have."""
        where = SQL("mandate.company_id = ANY(%s)", self.env.companies.ids)
        if seats is not None:
            where = SQL("mandate.seat_id = ANY(%s)", seats.ids)
        return self._held(SQL("%s AND mandate.accepted_on IS NOT NULL AND mandate.date_from <= %s", where, on), on)

    @api.model
    def _holdings_of(self, partner, company, on):
        """Return the ``Holder`` of every seat of ``company`` that this person holds on the day ``on``. One query."""
        where = SQL(
            "mandate.company_id = %s AND mandate.partner_id = %s AND mandate.accepted_on IS NOT NULL AND mandate.date_from <= %s",
            company.id, partner.id, on,
        )  # fmt: skip
        return list(self._held(where, on).values())

    @api.model
    def _pending_seats(self, on, seats):
        """Return ``{seat id: Holder}``: who is named for these seats and has not taken office yet on the day ``on``."""
        return self._held(SQL("mandate.seat_id = ANY(%s)", seats.ids), on, (DESIGNATED, ACCEPTED))

    @api.model
    def _held(self, where, on, states=HOLDING):
        holders = {}
        for row in self._read_facts(where):
            standing = row["standing"](on)
            if standing.state in states:
                holders[row["seat_id"]] = Holder(
                    row["id"], row["seat_id"], row["body_id"], row["kind"], row["office"], row["partner_id"], row["name"],
                    row["date_from"], standing.until, standing.state, row["source"], row["on_behalf_id"],
                )  # fmt: skip
        return holders

    @api.model
    def _in_office(self, user, company, office, on=None, kinds=GOVERNING_KINDS):
        """Tell whether ``user`` holds ``office`` of ``company`` on the day ``on`` (today when omitted).

        :param office: a code, or several: ``("president", "secretary")``
        :param kinds: the bodies whose office is meant; by default those that govern, so that the president of the
            control body is not “the president”
        """
        wanted = (office,) if isinstance(office, str) else tuple(office)
        on = fields.Date.to_date(on) or legal_today(self.env)
        holders = self.sudo()._holders(company, on, kinds, wanted)  # sudo: who holds an office is no secret
        return any(holder.partner == user.partner_id.id for holder in holders.values())
