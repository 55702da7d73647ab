from markupsafe import Markup

from odoo import _, api, fields, models

from ..bylaws.elections import words
from ..bylaws.elections.model import LIST_METHODS, RANKED_METHODS


class AssociationElection(models.Model):
    """What the screens of an election show and open."""

    _inherit = "association.election"

    sheet_html = fields.Html(string="Scrutiny sheet", compute="_compute_sheet_html", sanitize=False)
    waits_for = fields.Char(compute="_compute_sheet_html", help="The tie that stops the count.")
    needs_run_off = fields.Boolean(compute="_compute_needs_run_off")
    run_off_decided = fields.Boolean(compute="_compute_needs_run_off")
    statute_html = fields.Html(string="What the statute says", compute="_compute_statute_html", sanitize=False)
    with_lists = fields.Boolean(compute="_compute_shape")
    ranked = fields.Boolean(compute="_compute_shape")
    candidate_count = fields.Integer(compute="_compute_counts")
    mandate_count = fields.Integer(compute="_compute_counts")
    waiting_count = fields.Integer(string="To accept", compute="_compute_counts")
    seats_left = fields.Integer(string="Seats left by their holders", compute="_compute_counts")

    @api.depends("method")
    def _compute_shape(self):
        for election in self:
            election.with_lists = election.method in LIST_METHODS
            election.ranked = election.method in RANKED_METHODS

    @api.depends("candidate_ids.standing", "mandate_ids.accepted_on", "mandate_ids.ended_on", "mandate_ids.end_kind", "state")
    def _compute_counts(self):
        for election in self:
            election.candidate_count = len(election.candidate_ids)
            election.mandate_count = len(election.mandate_ids)
            election.waiting_count = len(election.mandate_ids.filtered("waits_for_answer"))
            election.seats_left = len(election._left())

    @api.depends("sheet", "run_off_ids.state", "run_off_ids.sheet")
    def _compute_needs_run_off(self):
        for election in self:
            sheet = election._as_sheet()
            pending = sheet.pending if sheet else None
            election.needs_run_off = bool(pending and pending.rule == "run_off")
            election.run_off_decided = any(run_off._decided_order() for run_off in election.run_off_ids)

    @api.depends("sheet")
    @api.depends_context("lang")
    def _compute_sheet_html(self):
        lang = self.env.lang or "it_IT"
        for election in self:
            sheet = election._as_sheet()
            election.sheet_html = sheet and Markup("").join(map(self._block, words.blocks(sheet, lang)))
            election.waits_for = sheet and sheet.pending and words.waiting(sheet, lang)

    def _block(self, block):
        """Return the HTML of one block of the sheet."""
        if isinstance(block, words.Heading):
            return Markup('<h3 class="mt-4">%s</h3>' if block.level == 1 else '<h5 class="mt-3">%s</h5>') % block.text
        if isinstance(block, words.Paragraph):
            style = {"warning": "alert alert-warning", "note": "text-muted small", "bullet": "mb-1 ps-2 border-start"}.get(
                block.mark, ""
            )
            return Markup('<p class="%s">%s</p>') % (style, block.text)
        return self._sheet_table(block)

    def _sheet_table(self, table):
        sides = ["text-end" if letter == "r" else "" for letter in table.align]
        head = Markup("").join(Markup('<th class="%s">%s</th>') % pair for pair in zip(sides, table.columns, strict=False))
        rows = Markup("").join(
            Markup('<tr class="%s">%s</tr>')
            % (
                "fw-bold" if number in table.strong else "",
                Markup("").join(
                    Markup('<td class="%s %s">%s</td>')
                    % (sides[column], "table-success fw-bold" if (number, column) in table.marked else "", cell)
                    for column, cell in enumerate(row)
                ),
            )
            for number, row in enumerate(table.rows)
        )
        opening = Markup("<thead><tr>%s</tr></thead>") % head if table.columns else ""
        return Markup(
            '<div class="table-responsive"><table class="table table-sm w-auto o_association_sheet">%s<tbody>%s</tbody></table></div>'
        ) % (opening, rows)

    # --- the statute beside the rules of the election ---

    @api.depends("body_id", "date", "method", "seats", "preferences", "tie_first", "tie_then", "tie_last", "threshold")
    @api.depends_context("lang")
    def _compute_statute_html(self):
        wording = self.env["association.wording"]
        for election in self:
            lines = []
            for code in (
                "election.method",
                "election.preferences.max",
                "election.tie",
                "election.threshold",
                "election.candidacies_before",
            ):
                ruling = election._statute_says(code)
                if ruling:
                    lines.append(wording._election_ruling(ruling, election._departs(code, ruling)))
            election.statute_html = Markup('<ul class="mb-0 ps-3">%s</ul>') % Markup("").join(lines) if lines else False

    def _departs(self, code, ruling):
        """Tell whether this election is run otherwise than the statute says."""
        said = ruling.value
        if code == "election.method":
            wanted = "plurality" if said.code == "limited" else said.code
            return self.method != wanted or (said.code == "limited" and not 0 < self.preferences < self.seats)
        if code == "election.preferences.max":
            return not self.ranked and (self.preferences or self.seats) > said.count
        if code == "election.tie":
            wanted = self._ties_of(said.codes)
            return any((self[name] or False) != value for name, value in wanted.items())
        if code == "election.threshold":
            return self.with_lists and self._threshold() != said.fraction
        return bool(self.candidacies_until and self.date and (self.date - self.candidacies_until).days < said.count)

    # --- opening other screens ---

    def action_enter_count(self):
        """Open the count of the user who asks, made now if there is none."""
        self.ensure_one()
        self._expect("counting")
        tally = self.tally_ids.filtered(lambda one: one.teller_id == self.env.user)
        if not tally and not self.two_tellers:
            tally = self.tally_ids[:1]
        if not tally:
            tally = self.env["association.election.tally"].create({"election_id": self.id})
        return {
            "type": "ir.actions.act_window",
            "name": tally.display_name,
            "res_model": "association.election.tally",
            "res_id": tally.id,
            "view_mode": "form",
            "views": [(False, "form")],
            "target": "new",
            "context": {"dialog_size": "extra-large"},
        }

    def action_admit_eligible(self):
        """Admit every proposed candidate whom nothing bars."""
        proposed = self.candidate_ids.filtered(lambda candidate: candidate.standing == "proposed")
        eligible = [candidate.id for candidate, verdict in proposed._judge().items() if verdict.eligible]
        proposed.browse(eligible).action_admit()

    def action_open_candidates(self):
        """Open the candidates."""
        self.ensure_one()
        return {
            "type": "ir.actions.act_window",
            "name": _("Candidates"),
            "res_model": "association.election.candidate",
            "view_mode": "kanban,list,form",
            "domain": [("election_id", "=", self.id)],
            "context": {"default_election_id": self.id, "search_default_group_standing": 1},
        }

    def action_open_mandates(self):
        """Open the mandates that this election made."""
        self.ensure_one()
        return {
            "type": "ir.actions.act_window",
            "name": _("Mandates"),
            "res_model": "association.mandate",
            "view_mode": "list,form",
            "domain": [("election_id", "=", self.id)],
        }

    def action_open_run_off(self):
        """Open the run-off of this election."""
        self.ensure_one()
        return {
            "type": "ir.actions.act_window",
            "res_model": "association.election",
            "res_id": self.run_off_ids[:1].id,
            "view_mode": "form",
        }
