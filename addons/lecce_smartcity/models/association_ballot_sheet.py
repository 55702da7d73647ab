from collections import Counter

from odoo import fields, models

from ..bylaws.meeting import circumstances, frozen, matters, sheet_record, validity
from .legal_time import legal_day


class AssociationBallot(models.Model):
    """The validity sheet of a vote, and the resolution that it adopts."""

    _inherit = "association.ballot"

    resolution_ids = fields.One2many("association.resolution", "ballot_id", string="Resolutions", readonly=True)

    # --- the resolution ---

    def _make_resolution(self):
        """Adopt the resolution of this vote, number and sheet frozen, and execute it if it can be.

        :return: the resolution; why it could not be executed yet is in ``effect_note``
        """
        self.ensure_one()
        resolution = self.env["association.resolution"]._adopt(
            self.item_id,
            self.question,
            legal_day(self.proclaimed_at or self.env.cr.now()),
            ballot=self,
            sheet=sheet_record.encode(self._sheet()),
        )
        if resolution.effect_state == "pending":
            resolution._execute()
        return resolution

    # --- the sheet ---

    def _sheet(self):
        """Return the validity ``Sheet`` of this closed vote; of an adopted one, as it was kept.

        What is judged was frozen when the vote opened; the notice is judged by its evidence, which is only added to.
        """
        self.ensure_one()
        kept = self.sudo().resolution_ids.sheet  # sudo: whoever may read the vote reads what it was judged by
        if kept:
            return sheet_record.decode(kept)
        proclaimed = None if not self.proclaimed else self.proclaimed == "adopted"
        majorities = [] if self._is_election() else [self._judge(), *self._side_verdicts().values()]
        quorum = self._quorum_reading().verdict
        return validity.validity_sheet(self._checks(), quorum, majorities, proclaimed, self.differs_reason or "")

    def _checks(self):
        """Return the lines of the sheet in reading order; None where there is nothing to tell."""
        checks = [*self._convening_checks(), *self._quorum_checks()]
        if not self._is_election():
            checks += [*self._vote_checks(), *self._missing_checks()]
        return checks

    def _found(self, code):
        """Return the ruling of the day of the vote; None where law and statute are silent."""
        return self.item_id._finding(code, fields.Date.to_date(self.frozen["on"]))

    def _convening_checks(self):
        item, meeting, body = self.item_id, self.meeting_id, self.meeting_id.body_id
        matter = matters.MATTERS[self.frozen["matter"]]
        regime = self._ruling_of("majority").regime
        organ = self._found(matter.organ) if matter.organ else None
        plenary = meeting._is_plenary(self.opened_at)
        ruling = meeting._notice_ruling(legal_day(meeting.date)) if meeting.date else None
        return [
            circumstances.competence_line(matter.code, body.kind, body.name, regime, organ),
            circumstances.agenda_line(item.is_late, plenary, self._found("agenda.binding")),
            (meeting.date and validity.notice_line(meeting._reach(), ruling, plenary, meeting._notice_term())) or None,
            self._plenary_check() if plenary else None,
            circumstances.proxies_line(self._proxies_used(), self._proxy_cap()),
        ]

    def _plenary_check(self):
        roll = self.meeting_id.roll_ids
        members = roll.filtered("is_member")
        others = roll.filtered(lambda line: (line.is_director or line.is_control) and not line.is_member)
        return circumstances.plenary_line(len(members), len(others), self._found("assembly.plenary"))

    def _proxies_used(self):
        """Return ``{name of the holder: proxies used in this vote}``."""
        used = self.voter_ids.filtered(lambda voter: voter.holder_id and voter.holder_id != voter.roll_id)
        return dict(Counter(voter.holder_id.name for voter in used))

    def _proxy_cap(self):
        if self.meeting_id.body_id.kind != matters.ASSEMBLY:
            return None
        large = self._found("proxy.large_from")
        many = large and frozen.decode_totals(self.frozen["heads"]).members >= large.value.count
        return self._found("proxy.max.large" if many else "proxy.max.small")

    def _quorum_checks(self):
        reading, ruling = self._quorum_reading(), self._ruling_of("quorum")
        yield validity.quorum_line(reading, ruling)
        if self.frozen.get("sides"):
            present = Counter(self.voter_ids.mapped(lambda voter: voter.side or ""))
            bodies = Counter(line.side for line in self.meeting_id.roll_ids if line.entitled and line.side)
            yield from circumstances.side_quorum_lines(present, bodies, ruling)
        first = self.frozen.get("call") == matters.FIRST and self.meeting_id.body_id.kind == matters.ASSEMBLY
        if first and not reading.verdict.reached:
            yield circumstances.second_call_line(
                reading.heads, frozen.decode_totals(self.frozen["heads"]), self._second_call_ruling()
            )

    def _second_call_ruling(self):
        codes = matters.quorum_code(self.frozen["matter"], matters.SECOND)
        return next(filter(None, map(self._found, codes)), None)

    def _vote_checks(self):
        tally, ruling = self._tally(), self._ruling_of("majority")
        yield circumstances.method_line(self.is_secret, self.item_id._secret_ruling())
        yield circumstances.count_line(tally)
        yield validity.barred_line(self._named("barred"), self._ruling_of("barred")) if self._ruling_of("barred") else None
        yield circumstances.recused_line(self._named("recused"), self._found("conflict.member"))
        yield validity.majority_line(tally, self._judge(), ruling)
        sides = self._sides()
        if sides:
            yield from validity.side_lines({side: pair[0] for side, pair in sides.items()}, self._side_verdicts(), ruling)

    def _named(self, standing):
        return self.voter_ids.filtered(lambda voter: voter.standing == standing).mapped("roll_id.name")

    def _missing_checks(self):
        yield circumstances.missing_votes_line(self._judge(), self._ruling_of("majority"))
        tested = self._resistance()
        if tested:
            test, certain = tested
            ruling, voters = self._found("conflict.member"), self._conflicted()
            if certain:
                yield validity.resistance_line(test, voters.mapped("roll_id.name"), ruling)
            else:
                yield circumstances.possible_resistance_line(test, sum(voters.mapped("votes")), ruling)
