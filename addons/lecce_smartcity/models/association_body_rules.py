from odoo import api, models
from odoo.exceptions import ValidationError

from ..bylaws import body_rules, composition, mandates, offices, succession
from ..bylaws.errors import BylawError
from ..bylaws.offices import Remark
from ..bylaws.rules.resolution import RuleBook
from ..bylaws.rules.values import Choice, Count, Flag, Months, Share, Years, parse
from ..bylaws.states import MEMBER_STATUSES
from .legal_time import legal_today


class AssociationBody(models.Model):
    """What statute and law say of a body on a day: the seam between its records and the pure rules."""

    _inherit = "association.body"

    # --- the rules in force ---

    @api.model
    def _rulebook(self, company):
        """Return the ``RuleBook`` of ``company``: its legal regimes and, where statutes are kept, their rules."""
        if "association.statute" in self.env:
            return self.env["association.statute"]._rulebook(company)
        settings = company.sudo().association_regime_ids  # sudo: officers need not read the settings
        return RuleBook([(regime.date_from, regime.regime) for regime in settings])

    def _own_rules(self):
        """Return what the association keeps for this body, by what one asks: it counts where the statute is silent."""
        self.ensure_one()
        share = self.lapse_share and [int(part) for part in self.lapse_share.split("/")]
        own = {
            "seats_min": self.seats_min and Count(self.seats_min),
            "seats_max": self.seats_max and Count(self.seats_max),
            "term": self.term_years and Years(self.term_years),
            "mandates_max": self.mandates_max and Count(self.mandates_max),
            "lapse": share and Share(*share, False, "seats"),
            "replacement": Choice(self.replacement),
            "absences": self.absences_max and Count(self.absences_max),
            "meets_every": self.meeting_months and Months(self.meeting_months),
            "quorum": self.quorum and parse("share", self.quorum, "body"),
            "casting_vote": self.casting_vote and Flag(True),
            "declaration": Flag(self.requires_declaration),
        }
        return {name: value for name, value in own.items() if value}

    def _rules(self, on):
        """Return ``{question: body_rules.Ruled}``: every rule that binds this body on the day ``on``, with who says it.

        :raises UserError: the association has no legal regime on that day
        """
        self.ensure_one()
        self.env["association.legal.regime"]._in_force(self.company_id, on)
        return body_rules.body_rules(self._rulebook(self.company_id), self.kind, on, self._own_rules())

    def _ruled(self, code, on):
        """Return what statute or law say on the day ``on``; None when they are silent, or the day is before the first regime."""
        try:
            return body_rules.ruled(self._rulebook(self.company_id), code, on)
        except BylawError as error:
            if any(violation.code != "no_legal_regime" for violation in error.violations):
                raise
            return None

    def _prorogation(self, on):
        """Return how long an expired holder stays: the statute's word goes before what is kept here."""
        own = {"until_replaced": None, "days": self.prorogation_days, "none": 0}[self.prorogation]
        # Asked for every expired mandate: this one rule alone.
        said = self._ruled("board.prorogation", on)
        if said and said.origin == body_rules.FROM_STATUTE:
            return mandates.Prorogation(None if said.value.on else 0, said.citation)
        return mandates.Prorogation(own)

    def _term_end(self, first):
        """Return the last day of a mandate that begins on ``first``; False without a term."""
        self.ensure_one()
        code = body_rules.CODES.get(self.kind, {}).get("term")
        said = self._ruled(code, first) if code else None
        own = self._own_rules().get("term")
        if not said and not own:
            return False
        term = said or body_rules.Ruled(own)
        accounts = self._ruled("accounts.approve_within", first)
        days = accounts.value.count if accounts else 120
        return mandates.term_end(first, term.value, self.term_rule, self.company_id._association_year_end(), days)

    # --- the law on its composition ---

    def _seats_on(self, on):
        """Return the seats that exist on the day ``on``."""
        return self.seat_ids.filtered(
            lambda seat: (not seat.date_from or seat.date_from <= on) and (not seat.date_to or seat.date_to >= on)
        )

    def _as_seats(self, on):
        """Return the ``composition.Seat`` of this body on the day ``on``."""
        return [composition.Seat(seat.id, seat.source, seat.office, seat._is_public()) for seat in self._seats_on(on)]

    def _seat_rules(self, on):
        """Return the ``composition.SeatRules`` that bind this body on the day ``on``."""
        rules = self._rules(on)
        if self.kind != offices.BOARD or "elected_share" not in rules:
            return composition.SeatRules(self.kind, rules)
        large = body_rules.ruled(self._rulebook(self.company_id), "assembly.competences.derogable_from", on)
        members = self.env["association.member"].with_context(as_of=on)
        count = members.search_count([("company_id", "=", self.company_id.id), ("status", "in", MEMBER_STATUSES)])
        return composition.SeatRules(self.kind, rules, count, large and large.value.count)

    def _judge(self, on):
        """Return every remark on the composition of this body on the day ``on``.

        :rtype: tuple[offices.Remark]
        """
        self.ensure_one()
        return composition.judge_seats(self._as_seats(on), self._seat_rules(on))

    def _judge_directors(self, on, more=()):
        """Return the remarks on who sits here on the day ``on``.

        :param more: mandates that are about to be accepted
        """
        self.ensure_one()
        rules = self._seat_rules(on)
        if rules.kind != offices.BOARD or "members_share" not in rules.rules:
            return ()
        sitting = {holder.partner: holder.on_behalf for holder in self._holders_here(on).values()}
        sitting.update({mandate.partner_id.id: mandate.on_behalf_id.id for mandate in more})
        members = self.env["association.member"].with_context(as_of=on)
        domain = [
            ("company_id", "=", self.company_id.id), ("partner_id", "in", list(sitting)), ("status", "in", MEMBER_STATUSES),
        ]  # fmt: skip
        own = set(members.search(domain).partner_id.ids)
        named = set(self._named_by_members(list(sitting), on))
        directors = [composition.Director(key, key in own, bool(behalf) or key in named) for key, behalf in sitting.items()]
        # A vacant seat can still be a member's.
        vacant = len(self._seats_on(on)) - len(directors)
        return composition.judge_directors([*directors, *[composition.Director(None, True)] * vacant], rules)

    def _named_by_members(self, partner_ids, on):
        """Return which of these people act for a body that is a member on the day ``on``."""
        acting = self.env["association.representative"].with_context(as_of=on)
        found = acting.search(
            [
                ("company_id", "=", self.company_id.id), ("partner_id", "in", partner_ids),
                ("state", "in", ("current", "expiring")), ("member_id.status", "in", MEMBER_STATUSES),
            ]
        )  # fmt: skip
        return found.partner_id.ids

    def _judge_lapse(self, on, without=()):
        """Return the remark that the whole body lapses, when so many seats are vacant on the day ``on``.

        :param without: mandates that are about to end
        """
        self.ensure_one()
        rule = self._rules(on).get("lapse")
        seats = self._seats_on(on).filtered(lambda seat: seat.office != offices.SUBSTITUTE)
        held = {holder.seat for holder in self._holders_here(on).values() if holder.mandate not in set(getattr(without, "ids", ()))}
        holding = len([seat for seat in seats if seat.id in held])
        if not rule or not seats or not succession.whole_body_lapses(len(seats), holding, rule.value):
            return ()
        if not held and not self._was_ever_filled():
            return ()
        params = {"vacant": len(seats) - holding, "total": len(seats)}
        return (Remark("body_lapses", offices.WARNING, rule.citation, params),)

    def _was_ever_filled(self):
        """Tell whether somebody accepted a seat here at some time: a body that nobody entered yet does not lapse."""
        domain = [("seat_id", "in", self.seat_ids.ids), ("accepted_on", "!=", False), ("is_void", "=", False)]
        # sudo: whether a body ever sat is no secret to whoever reads the body
        return bool(self.env["association.mandate"].sudo().search_count(domain, limit=1))

    def _holders_here(self, on):
        return self.env["association.mandate"]._held_seats(on, self.seat_ids)

    def _check_composition(self):
        """Refuse a body in force whose composition mandatory law refuses.

        :raises ValidationError: with every refusal, its article and its remedy
        """
        today = legal_today(self.env)
        wording = self.env["association.wording"]
        for body in self.filtered(lambda item: item.state == "confirmed"):
            refusals = [remark for remark in body._judge(today) if remark.severity == offices.REFUSED]
            if refusals:
                raise ValidationError("\n".join([body.name, *map(wording._body_remark, refusals)]))


class AssociationSeat(models.Model):
    """Who follows on a seat."""

    _inherit = "association.seat"

    def _runners_up(self, on):
        """Return the people who come next if this seat falls vacant on the day ``on``, the first one first.

        Elections answer this.
        """
        return self.env["res.partner"]

    def _replacement(self, on):
        """Return the ``succession.Replacement`` of this seat on the day ``on``."""
        self.ensure_one()
        rule = self.body_id._rules(on)["replacement"]
        return succession.replacement(self.source, rule.value.code, self._runners_up(on))


class AssociationMandate(models.Model):
    """How many mandates in a row."""

    _inherit = "association.mandate"

    def _judge_row(self, on):
        """Return the remark that this is one mandate too many in a row, by the statute and by the municipality's guidelines."""
        self.ensure_one()
        body, source = self.seat_id.body_id, self.seat_id.source
        rules = body._rules(on)
        limit = rules.get("mandates_max")
        if source == offices.BY_MUNICIPALITY:
            guideline = body_rules.ruled(body._rulebook(body.company_id), "pa.mandates.max", on)
            limit = min(filter(None, (limit, guideline)), key=lambda rule: rule.value.count, default=None)
        if not limit:
            return ()
        term = rules.get("term")
        before = self.search(
            [
                ("partner_id", "=", self.partner_id.id), ("body_id", "=", body.id), ("occupies", "=", True),
                ("accepted_on", "!=", False), ("id", "!=", self._origin.id),
            ]
        )  # fmt: skip
        served = [succession.Served(mandate.date_from, mandate.last_day or None) for mandate in before]
        ordinal = succession.consecutive(served, self.date_from, body_rules.months(term.value) if term else 12)
        return succession.judge_row(ordinal, limit.value.count, limit.citation)
