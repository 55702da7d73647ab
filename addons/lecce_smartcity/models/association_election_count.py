from odoo import _, fields, models
from odoo.exceptions import UserError

from ..bylaws.elections import counting, words
from ..bylaws.elections import sheet as sheets
from ..bylaws.errors import BylawError
from .legal_time import legal_today


class AssociationElection(models.Model):
    """Counting, the scrutiny sheet, the run-off."""

    _inherit = "association.election"

    tally_ids = fields.One2many("association.election.tally", "election_id", string="Tellers' counts")
    sheet = fields.Json(string="Scrutiny sheet (data)", readonly=True, copy=False)
    counted_on = fields.Datetime(readonly=True, copy=False)
    counted_by_id = fields.Many2one("res.users", string="Counted by", readonly=True, copy=False, ondelete="restrict")

    # --- the count ---

    def action_count(self):
        """Count what the tellers entered and keep the sheet; with two tellers, only when they agree.

        :raises UserError: with everything that cannot be counted; nothing is kept then
        """
        self._expect("counting")
        for election in self:
            sheet = election._count()
            election._step(
                {
                    "sheet": sheets.encode(sheet),
                    "state": "counted",
                    "counted_on": fields.Datetime.now(),
                    "counted_by_id": self.env.uid,
                }
            )
            election._show_result(sheet)

    def _count(self):
        """Return the ``Sheet`` of this election as it is entered now."""
        try:
            return counting.count(self._as_election(), self._agreed_tally()._as_box())
        except BylawError as error:
            raise UserError(self.env["association.wording"]._violations(error.violations)) from error

    def _agreed_tally(self):
        """Return the count to go by.

        :raises UserError: none, too few tellers, or tellers who disagree
        """
        wording = self.env["association.wording"]
        tallies = self.tally_ids
        if not tallies:
            raise UserError(wording._election_refusal("no_tally"))
        if not self.two_tellers:
            if len(tallies) > 1:
                raise UserError(wording._election_refusal("two_tallies"))
            return tallies
        if len(tallies) != 2:
            raise UserError(wording._election_refusal("two_needed", count=len(tallies)))
        differences = tallies[0]._differences(tallies[1])
        if differences:
            first, second = (tally.teller_id.name for tally in tallies)
            raise UserError("\n".join([wording._election_refusal("tellers_differ", first=first, second=second), *differences[:20]]))
        return tallies[0]

    def _show_result(self, sheet):
        """Write the outcome beside each candidate and list."""
        lang = self.env.lang or "it_IT"
        found = {seat.who: ("elected", seat.place, seat.figure) for seat in sheet.elected}
        found |= {reserve.who: ("reserve", reserve.rank, reserve.figure) for reserve in sheet.reserves}
        for candidate in self.candidate_ids:
            outcome, place, figure = found.get(candidate.number, (False, 0, None))
            shown = "" if figure is None else words.number(figure, lang)
            candidate._step({"outcome": outcome, "place": place, "figure": shown})
        for item in self.list_ids:
            item._step({"seats_won": sum(seat.list == item.code for seat in sheet.elected)})

    def _as_sheet(self):
        """Return the ``Sheet`` that was kept; None before the count."""
        self.ensure_one()
        return sheets.decode(self.sheet) if self.sheet else None

    def action_recount(self):
        """Correct what the tellers entered: the sheet is dropped, and who dropped it is recorded."""
        self._expect("counted")
        for election in self:
            election.message_post(body=_("The count was opened again; the sheet kept until now is dropped."))
            election.candidate_ids._step({"outcome": False, "place": 0, "figure": False})
        self._step({"state": "counting", "sheet": False, "counted_on": False, "counted_by_id": False})

    # --- run-off ---

    def action_run_off(self):
        """Prepare the run-off that the count asks for: between the tied alone."""
        self._expect("counted")
        self.ensure_one()
        sheet = self._as_sheet()
        if not sheet.pending or sheet.pending.rule != "run_off":
            raise UserError(self.env["association.wording"]._election_refusal("no_run_off"))
        if sheet.pending.lists:
            raise UserError(self.env["association.wording"]._election_refusal("run_off_of_lists"))
        tied = self.candidate_ids.filtered(lambda candidate: candidate.number in sheet.pending.who)
        reason = _("Tied in the first vote")
        run_off = self.create(
            {
                "name": _("Run-off: %s", self.name),
                "body_id": self.body_id.id,
                "date": legal_today(self.env),
                "office_from": self.office_from,
                "seat_ids": [fields.Command.set(self.seat_ids[: sheet.pending.seats].ids)],
                "method": "plurality",
                "preferences": 0,
                "tie_first": False,
                "tie_then": False,
                "tie_last": "lot",
                "outsiders": "anybody",
                "electorate": self.electorate,
                "electorate_body_id": self.electorate_body_id.id,
                "parent_id": self.id,
                "candidate_ids": [
                    fields.Command.create(
                        {
                            "partner_id": candidate.partner_id.id,
                            "member_id": candidate.member_id.id,
                            "gender": candidate.gender,
                            "declaration": candidate.declaration,
                            "override_reason": candidate.override_reason or reason,
                        }
                    )
                    for candidate in tied
                ],
            }
        )
        run_off._step({"state": "candidacies"})
        return {"type": "ir.actions.act_window", "res_model": self._name, "res_id": run_off.id, "view_mode": "form"}

    def action_complete(self):
        """Count again with what the run-off decided, and close the run-off."""
        self._expect("counted")
        for election in self:
            if not any(run_off._decided_order() for run_off in election.run_off_ids):
                raise UserError(self.env["association.wording"]._election_refusal("run_off_open"))
            sheet = election._count()
            election._step({"sheet": sheets.encode(sheet), "counted_on": fields.Datetime.now(), "counted_by_id": self.env.uid})
            election._show_result(sheet)
            election.run_off_ids.filtered(lambda run_off: run_off.state == "counted")._step({"state": "closed"})

    def _decided_order(self):
        """Return the numbers, in the first vote, of those tied: best first in this run-off; None before it is counted."""
        sheet = self._as_sheet()
        if not sheet or sheet.pending:
            return None
        first = {candidate.partner_id: candidate.number for candidate in self.parent_id.candidate_ids}
        here = {candidate.number: first[candidate.partner_id] for candidate in self.candidate_ids if candidate.number}
        without_votes = sorted(set(here) - {item.who for item in (*sheet.elected, *sheet.reserves)})
        order = [*(seat.who for seat in sheet.elected), *(reserve.who for reserve in sheet.reserves), *without_votes]
        return tuple(here[number] for number in order)
