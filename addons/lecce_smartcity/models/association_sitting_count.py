from typing import NamedTuple

from odoo import fields, models
from odoo.exceptions import UserError
from odoo.tools import SQL

from ..bylaws.meeting import attendance, matters, proxies, sides, sitting
from ..bylaws.meeting.votes import Totals
from ..bylaws.rules.model import STAT
from ..bylaws.rules.resolution import Ruling
from .legal_time import legal_day

# What was noted and not struck out, in the order in which it happened.
MOVEMENTS = """
    SELECT line.roll_id, line.kind, line.at FROM association_attendance line
     WHERE line.sitting_id = %(sitting)s AND line.strikes_id IS NULL
       AND NOT EXISTS (SELECT 1 FROM association_attendance strike WHERE strike.strikes_id = line.id)
  ORDER BY line.at, line.id
"""
PROXIES = """
    SELECT proxy.principal_id, proxy.holder_id, proxy.given_at, proxy.revoked_at, scope.items
      FROM association_proxy proxy
 LEFT JOIN LATERAL (
           SELECT array_agg(item.association_agenda_item_id) AS items FROM association_agenda_item_association_proxy_rel item
            WHERE item.association_proxy_id = proxy.id) scope ON TRUE
     WHERE proxy.meeting_id = %(meeting)s %(call)s
  ORDER BY proxy.given_at, proxy.id
"""
# Who is entitled to vote, and the members who are not: they are in the base of “all members”.
ROLL = """
    SELECT id, COALESCE(votes, 0), side, COALESCE(entitled, FALSE), COALESCE(is_member, FALSE)
      FROM association_meeting_roll WHERE meeting_id = %(meeting)s AND (entitled OR is_member)
"""


class Facts(NamedTuple):
    """What a sitting's count rests on: votes of those entitled, who sits for whom, the totals, what moved, what was given."""

    weights: dict
    sides: dict
    totals: Totals
    movements: list
    proxies: list


class AssociationMeeting(models.Model):
    """The proxies of a meeting, as the pure rules read them."""

    _inherit = "association.meeting"

    def _has_roll(self):
        """Tell whether the roll of this meeting has been made."""
        return bool(self.env["association.meeting.roll"].search_count([("meeting_id", "=", self._origin.id)], limit=1))

    def _as_proxies(self, sitting=None):
        """Return the ``proxies.Proxy`` of this meeting by roll line, in the order given; revoked ones too.

        :param sitting: only those that hold for its call
        """
        self.ensure_one()
        for model in ("association.proxy", "association.agenda.item"):
            self.env[model].flush_model()
        call = SQL("AND proxy.calls IN ('both', %s)", sitting.call) if sitting else SQL("")
        rows = self.env.execute_query(SQL(PROXIES, meeting=self.id, call=call))
        return [
            proxies.Proxy(principal, holder, given, revoked, frozenset(items) if items else None)
            for principal, holder, given, revoked, items in rows
        ]


class AssociationSitting(models.Model):
    """Who is there, and whether they are enough: derived from what was noted, at any instant, never stored."""

    _inherit = "association.sitting"

    # --- the seam to the pure rules ---

    def _instant(self, at=None):
        """Return ``at``, or the clock of the transaction, as a naive UTC instant to the second."""
        return fields.Datetime.to_datetime(at or self.env.cr.now()).replace(microsecond=0, tzinfo=None)

    def _legal_day(self):
        """Return the day, in Italy, whose statute judges this sitting."""
        self.ensure_one()
        return legal_day(self.starts_at)

    def _as_movements(self):
        """Return the ``attendance.Movement`` of this sitting by roll line, struck ones left out, in the order of time."""
        self.ensure_one()
        self.env["association.attendance"].flush_model()
        return list(map(attendance.Movement._make, self.env.execute_query(SQL(MOVEMENTS, sitting=self.id))))

    def _weights(self):
        """Return ``{roll id: votes}`` of the lines entitled to vote."""
        return {line[0]: line[1] for line in self._roll_facts() if line[3]}

    def _roll_facts(self):
        """Return (roll id, votes, side, entitled, member) of the lines that count in some base. One query."""
        self.ensure_one()
        self.env["association.meeting.roll"].flush_model()
        return self.env.execute_query(SQL(ROLL, meeting=self.meeting_id.id))

    def _facts(self, item=None):
        """Return the ``Facts`` of this sitting; proxies that hold for ``item``, or for everything. Three queries."""
        lines = self._roll_facts()
        weights = {line[0]: line[1] for line in lines if line[3]}
        by_side = {line[0]: line[2] for line in lines if line[3] and line[2]}
        given = self.meeting_id._as_proxies(self)
        totals = self._totals_of(lines)
        return Facts(weights, by_side, totals, self._as_movements(), sitting.for_item(given, item.id if item else None))

    # --- the rules ---

    def _quorum_ruling(self, item=None, totals=None):
        """Return the ``Ruling`` on how many must be present in this call: for ``item``, or for the sitting to open.

        An assembly opens with the least quorum that lets something on its agenda be decided; each item needs its own.

        :raises UserError: neither statute nor law nor the body says how many
        """
        self.ensure_one()
        meeting = self.meeting_id
        if meeting.body_kind != matters.ASSEMBLY:
            return meeting.body_id._quorum_of_body(self._legal_day())
        if item:
            return self._quorum_of_matter(item.matter)
        decided = dict.fromkeys(one.matter for one in meeting.item_ids if matters.MATTERS[one.matter].votes) or [matters.ORDINARY]
        if len(decided) == 1:
            return self._quorum_of_matter(*decided)
        totals = totals or self._totals()
        found = [(matter, self._quorum_of_matter(matter)) for matter in decided]
        return matters.constitutive(found, lambda ruling: sitting.quorum(ruling.value, 0, totals).needed)[1]

    def _quorum_of_matter(self, matter):
        statutes = self.env["association.statute"]
        *before, last = matters.quorum_code(matter, self.call)
        for code in before:
            ruling = statutes._finding(self.company_id, code, self._legal_day())
            if ruling:
                return ruling
        return statutes._ruling(self.company_id, last, self._legal_day())

    def _totals(self, votes=False, side=None):
        """Return the ``votes.Totals`` of the roll, in heads; in votes for a majority. ``side``: of one side of a joint body.

        In votes a member not entitled to vote counts as one: a majority “of all members” has them in its base.
        """
        return self._totals_of(self._roll_facts(), votes, side)

    def _totals_of(self, lines, votes=False, side=None):
        self.ensure_one()
        if side:
            lines = [line for line in lines if line[2] == side]
        members = sum(line[4] for line in lines)
        weights = [line[1] for line in lines if line[3]]
        entitled = len(weights)
        seats = 0
        if self.meeting_id.body_kind != matters.ASSEMBLY:
            seats = entitled if side else len(self.meeting_id.body_id._seats_on(self._legal_day()))
        if votes:
            weight = sum(weights)
            return Totals(members=weight + sum(line[4] and not line[3] for line in lines), entitled=weight, body=weight, seats=seats)
        return Totals(members=members, entitled=entitled, body=entitled, seats=seats)

    # --- what follows ---

    def _timeline(self, item=None):
        """Return every ``sitting.Reading`` of attendance, from the first arrival on; against the quorum of ``item``."""
        facts = self._facts(item)
        ruling = self._quorum_ruling(item, facts.totals)
        return sitting.timeline(facts.weights, facts.movements, facts.proxies, ruling.value, facts.totals)

    def _side_timelines(self, item=None):
        """Return ``{side: readings}`` of a joint body; empty for any other."""
        facts = self._facts(item)
        names = sorted(set(facts.sides.values()))
        if not names:
            return {}
        totals = {side: self._totals(side=side) for side in names}
        return sides.timelines(
            facts.sides, facts.weights, facts.movements, facts.proxies, self._quorum_ruling(item).value, totals
        )

    def _in_hall(self, at=None):
        """Return ``{roll id: on the line}`` of who is there by themselves at ``at``, guests included."""
        at = self._instant(at)
        return self._standing_in(self._as_movements(), at)

    @staticmethod
    def _standing_in(movements, at):
        there = {}
        for who, kind, when in movements:
            if when > at:
                break
            if kind == attendance.OUT:
                there.pop(who, None)
            else:
                there[who] = kind == attendance.REMOTE
        return there

    def _reading(self, at=None, item=None):
        """Return the ``sitting.Reading`` at ``at`` (now when omitted), against the quorum of ``item`` or of the opening."""
        at = self._instant(at)
        facts = self._facts(item)
        hall = self._standing_in(facts.movements, at)
        ruling = self._quorum_ruling(item, facts.totals)
        return sitting.reading(facts.weights, hall, facts.proxies, at, ruling.value, facts.totals)

    def _present(self, at=None, item=None):
        """Return ``{roll id: proxies.Presence}`` of those entitled who are present at ``at``, by themselves or through whom."""
        at = self._instant(at)
        facts = self._facts(item)
        return sitting.present_with_proxies(facts.weights, self._standing_in(facts.movements, at), facts.proxies, at)

    def _turns(self, item=None):
        """Return the ``sitting.Turn`` of the quorum: how it stood at first, and each time it was lost or found again."""
        by_side = self._side_timelines(item)
        whole = self._timeline(item)
        return sides.turns(whole, by_side) if by_side else sitting.turns(whole)

    def _lacking_sides(self, at=None, item=None):
        """Return the sides of a joint body that lack their quorum at ``at``."""
        return sides.lacking(self._side_timelines(item), self._instant(at))

    def _can_vote(self, item):
        """Return None if ``item`` can be put to the vote now; else the sentence that says why not."""
        self.ensure_one()
        wording = self.env["association.wording"]
        if self.state != "open":
            return wording._meeting_refusal("vote_not_open", number=item.number, item=item.name)
        if not matters.MATTERS[item.matter].votes:
            return wording._meeting_refusal("vote_nothing", number=item.number, item=item.name)
        now = self._instant()
        reading = self._reading(now, item)
        lacking = self._lacking_sides(now, item)
        if reading.verdict.reached and not lacking:
            return None
        lost = sitting.last_lost(turn for turn in self._turns(item) if turn.at <= now)
        return wording._quorum_lost(item, reading, lost, self._quorum_ruling(item), lacking)


class AssociationBody(models.Model):
    """How many of a body must be present."""

    _inherit = "association.body"

    def _quorum_of_body(self, on):
        """Return the ``Ruling`` on the quorum of this body on the day ``on``: the statute's word, else what is kept here.

        :raises UserError: neither says anything
        """
        self.ensure_one()
        said = self._rules(on).get("quorum")
        if not said:
            raise UserError(self.env["association.wording"]._meeting_refusal("quorum_unknown", body=self.name))
        book = self._rulebook(self.company_id)
        found = book.find("quorum.board", on) if said.origin != "body" else None
        if found and found.value == said.value:
            return found
        return Ruling("quorum.body", said.value, said.citation, said.origin, STAT, book.regime(on), "", "", "", on)
