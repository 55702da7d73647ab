from markupsafe import Markup

from odoo import _, api, fields, models
from odoo.exceptions import UserError

from ..bylaws.elections import sheet as sheets
from ..bylaws.elections import succession, words
from .legal_time import legal_today

ENDED = ("ended", "void")


class AssociationElection(models.Model):
    """From the sheet to mandates: proclamation, and who comes next."""

    _inherit = "association.election"

    proclaimed_on = fields.Date(readonly=True, copy=False, tracking=True)
    mandate_ids = fields.One2many("association.mandate", "election_id", string="Mandates", readonly=True)

    # --- proclamation ---

    def action_proclaim(self):
        """Proclaim the elected: each gets a mandate, to accept or to refuse.

        :raises UserError: a tie is still open, or the sheet is not what the count gives
        """
        self._expect("counted")
        wording = self.env["association.wording"]
        for election in self:
            sheet = election._count()
            if sheets.encode(sheet) != election.sheet:
                raise UserError(wording._election_refusal("sheet_differs", election=election.name))
            if sheet.pending:
                raise UserError(wording._election_refusal("tie_open", election=election.name))
            if election.parent_id:
                raise UserError(wording._election_refusal("run_off_counts_in_first", election=election.parent_id.name))
            election._step({"state": "proclaimed", "proclaimed_on": legal_today(self.env)})
            self.env["association.mandate"].create(election._mandates_of_elected(sheet))
            election._keep_sheet(_("Proclaimed: %s", ", ".join(sheet.name(seat.who) for seat in sheet.elected)))

    def _keep_sheet(self, said):
        """Put the scrutiny sheet, as a PDF, beside the message ``said``."""
        report = self.env["ir.actions.report"]
        content, _kind = report._render_qweb_pdf("lecce_smartcity.report_scrutiny_sheet", self.ids)
        self.message_post(body=said, attachments=[(f"{self._sheet_name()}.pdf", content)])

    def _sheet_name(self):
        self.ensure_one()
        return _("Scrutiny sheet - %s", self.name)

    def _mandates_of_elected(self, sheet):
        """Return the values of the mandates: seats in their order, those reserved to a category to its candidates first."""
        candidates = {candidate.number: candidate for candidate in self.candidate_ids if candidate.number}
        waiting = [candidates[seat.who] for seat in sheet.elected]
        seats = self.seat_ids.sorted(lambda seat: (seat.sequence, seat.id))
        taken = {}
        for seat in seats.filtered("category_id"):
            holder = next((one for one in waiting if one.category_id == seat.category_id), None)
            if holder:
                taken[seat] = holder
                waiting.remove(holder)
        free = [seat for seat in seats if seat not in taken and not seat.category_id]
        taken |= dict(zip(free, waiting, strict=False))
        return [candidate._mandate_values(seat, "elected") for seat, candidate in taken.items()]

    # --- who comes next ---

    def action_call_next(self):
        """Call the first of those not elected for each seat of this election that nobody holds or may still accept."""
        self._expect("proclaimed", "closed")
        called = self.env["association.mandate"]
        for election in self:
            for mandate in election._left():
                called += election._call_next(mandate)
        if not called:
            raise UserError(self.env["association.wording"]._election_refusal("nobody_to_call"))

    def _left(self):
        """Return the last mandate of each seat of this election, where it has ended."""
        last = {}
        for mandate in self.mandate_ids.filtered(lambda one: not one.is_void).sorted("id"):
            last[mandate.seat_id] = mandate
        return self.env["association.mandate"].union(*(mandate for mandate in last.values() if mandate._is_left()))

    def _first_of_reserves(self, mandate):
        """Return ``(candidate or none, succession.Succession)``: who takes the place of the holder of ``mandate``."""
        sheet = self._as_sheet()
        live = self.mandate_ids.filtered(lambda one: not one._is_left() and one != mandate)
        gone = self.mandate_ids - live
        reserves = self.candidate_ids.filtered(lambda candidate: candidate.outcome == "reserve")
        barred = [candidate.number for candidate, verdict in reserves._judge(legal_today(self.env)).items() if not verdict.eligible]
        unavailable = {*gone.candidate_id.mapped("number"), *barred} - {mandate.candidate_id.number}
        answer = succession.called(sheet, mandate.candidate_id.number, live.candidate_id.mapped("number"), unavailable)
        return self.candidate_ids.filtered(lambda candidate: candidate.number and candidate.number == answer.who), answer

    def _call_next(self, mandate):
        """Give the seat of ``mandate`` to the first of those not elected, and return the new mandate, if there is one.

        The new mandate ends when the old one would have.
        """
        self.ensure_one()
        candidate, answer = self._first_of_reserves(mandate)
        lang = self.env.lang or "it_IT"
        sheet = self._as_sheet()
        said = Markup("<br/>").join(words.sentences(sheet, answer.decisions, lang))
        if answer.pending:
            names = ", ".join(sheet.name(who) for who in answer.pending.who)
            said += Markup("<p>%s</p>") % _("%s are tied: a run-off between them decides who is called.", names)
        self.message_post(body=said)
        if not candidate:
            return self.env["association.mandate"]
        values = candidate._mandate_values(mandate.seat_id, "first_non_elected")
        earliest = fields.Date.add(mandate.ended_on, days=1) if mandate.accepted_on else legal_today(self.env)
        values |= {"date_from": max(mandate.date_from, earliest), "date_to": mandate.date_to}
        if mandate.date_to and values["date_from"] > mandate.date_to:
            over = _("The term of %s is over: nobody is called any more, the seat is elected anew.", mandate.display_name)
            self.message_post(body=over)
            return self.env["association.mandate"]
        return self.env["association.mandate"].create(values)

    def action_close(self):
        """Nothing is left to do: the elected have answered."""
        self._expect("proclaimed")
        for election in self:
            waiting = election.mandate_ids.filtered("waits_for_answer")
            if waiting:
                names = ", ".join(waiting.partner_id.mapped("complete_name"))
                raise UserError(self.env["association.wording"]._election_refusal("answers_missing", names=names))
        self._step({"state": "closed"})


class AssociationElectionCandidate(models.Model):
    """From candidate to holder of a mandate."""

    _inherit = "association.election.candidate"

    def _mandate_values(self, seat, appointment):
        """Return the values of the mandate on ``seat`` that the election gives this candidate."""
        election = self.election_id
        by_body = election.electorate == "body"
        indicated = self.member_id if self.member_id.partner_id != self.partner_id else self.env["association.member"]
        return {
            "seat_id": seat.id,
            "partner_id": self.partner_id.id,
            "on_behalf_id": indicated.id,
            "candidate_id": self.id,
            "appointment": appointment,
            "act_type": "board_resolution" if by_body else "assembly_resolution",
            "act_number": election.resolution,
            "act_date": election.date,
            "act_body": election.electorate_body_id.name if by_body else False,
            "known_on": election.proclaimed_on or legal_today(self.env),
            "date_from": max(election.office_from or election.date, election.date),
        }

    def action_accept(self):
        """Record that the elected accept and declare that nothing makes them ineligible."""
        for candidate in self:
            candidate._waiting_mandate()._accept(declared=candidate.declaration == "clear")

    def action_decline(self):
        """Record that the elected do not accept; the first of those not elected is called."""
        for candidate in self:
            candidate._waiting_mandate()._record("refusal")

    def _waiting_mandate(self):
        mandate = self.mandate_ids.filtered("waits_for_answer")
        if not mandate:
            raise UserError(self.env["association.wording"]._election_refusal("nothing_to_answer", who=self.display_name))
        return mandate[-1:]

    def action_open_mandate(self):
        """Open the mandate of this candidate."""
        self.ensure_one()
        return {
            "type": "ir.actions.act_window",
            "res_model": "association.mandate",
            "res_id": self.mandate_ids.sorted("id")[-1:].id,
            "view_mode": "form",
        }


class AssociationMandate(models.Model):
    """A mandate knows the candidacy that it comes from."""

    _inherit = "association.mandate"

    # Set by the election, or when somebody appoints the first of those not elected by hand.
    candidate_id = fields.Many2one(
        "association.election.candidate", string="Candidacy", readonly=True, ondelete="restrict", index="btree_not_null", copy=False
    )
    election_id = fields.Many2one(related="candidate_id.election_id", string="Election", store=True, index="btree_not_null")
    waits_for_answer = fields.Boolean(compute="_compute_waits_for_answer")

    @api.model_create_multi
    def create(self, vals_list):
        """Mandates; the first of those not elected keeps the link to the candidacy, also when appointed by hand."""
        for vals in vals_list:
            if vals.get("appointment") == "first_non_elected" and not vals.get("candidate_id"):
                vals["candidate_id"] = self._candidacy_on(vals.get("seat_id"), vals.get("partner_id")).id
        return super().create(vals_list)

    def _candidacy_on(self, seat, partner):
        """Return the candidacy of ``partner`` in the election that last filled ``seat``."""
        last = self.search([("seat_id", "=", seat), ("election_id", "!=", False)], order="id desc", limit=1)
        return last.election_id.candidate_ids.filtered(lambda one: one.partner_id.id == partner and one.outcome == "reserve")[:1]

    @api.depends("accepted_on", "end_kind", "is_void")
    def _compute_waits_for_answer(self):
        for mandate in self:
            mandate.waits_for_answer = not (mandate.accepted_on or mandate._is_left())

    def _is_left(self):
        """Tell whether the seat is, or is known to become, free of this mandate. Whoever refuses leaves it at once."""
        self.ensure_one()
        return self.is_void or bool(self.end_kind) or self.state in ENDED


class AssociationSeat(models.Model):
    """Who comes next on a seat that votes filled."""

    _inherit = "association.seat"

    def _runners_up(self, on):
        runners_up = super()._runners_up(on)
        last = self.mandate_ids.filtered(lambda mandate: mandate.election_id and not mandate.is_void).sorted("id")[-1:]
        if last and last.election_id.state in ("proclaimed", "closed"):
            candidate, _answer = last.election_id._first_of_reserves(last)
            runners_up |= candidate.partner_id
        return runners_up


class AssociationMandateAct(models.Model):
    """Who does not accept leaves the seat to the first of those not elected."""

    _inherit = "association.mandate.act"

    def _after_recording(self):
        result = super()._after_recording()
        for act in self:
            mandate = act.mandate_id
            if act.kind == "refusal" and mandate.candidate_id and mandate.election_id.state in ("proclaimed", "closed"):
                mandate.election_id._call_next(mandate)
        return result


class AssociationEraser(models.AbstractModel):
    """That somebody stood for election stays with the election's sheet."""

    _inherit = "association.eraser"

    def _kept(self, people, scope, erase_book, entries):
        kept = super()._kept(people, scope, erase_book, entries)
        # Elevated: what is kept is told to whoever handles the request.
        stood = self.env["association.election.candidate"].sudo().search_count([("partner_id", "in", people.ids)])
        if stood:
            kept.append(
                (
                    self.env._("Candidacies: %s, on the sheets of their elections", stood),
                    self.env._("defence of legal claims: GDPR art. 17(3)(e)"),
                )
            )
        return kept
