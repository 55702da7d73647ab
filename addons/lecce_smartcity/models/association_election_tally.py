import base64
import binascii
from collections import Counter

from markupsafe import Markup

from odoo import _, api, fields, models
from odoo.exceptions import UserError

from ..bylaws.elections import model as rules
from ..bylaws.elections import reading

ROWS_SHOWN = 200
FILE_MAX = 20_000_000


class AssociationElectionTally(models.Model):
    """What one teller found in the box: papers, typed or pasted, or totals. No row of the database stands for a single paper."""

    _name = "association.election.tally"
    _description = "Teller's Count"
    _order = "election_id, id"

    election_id = fields.Many2one("association.election", required=True, ondelete="cascade", index=True)
    company_id = fields.Many2one(related="election_id.company_id", store=True, index=True)
    state = fields.Selection(related="election_id.state")
    method = fields.Selection(related="election_id.method")
    teller_id = fields.Many2one(
        "res.users", string="Teller", required=True, readonly=True, ondelete="restrict", default=lambda self: self.env.user
    )
    entry = fields.Selection(
        [("totals", "Totals"), ("papers", "Papers, one by one")], required=True, compute="_compute_entry", store=True,
        readonly=False, precompute=True, help="Where papers rank candidates, only the papers themselves can be counted.",
    )  # fmt: skip
    valid = fields.Integer(string="Valid papers", help="Neither blank nor void; with several votes a paper, the votes on them.")
    blank = fields.Integer(string="Blank papers")
    void = fields.Integer(string="Void papers")
    line_ids = fields.One2many("association.election.tally.line", "tally_id", string="Votes")
    papers = fields.Text(
        help="One paper a row, or “12 x …” for twelve that are alike. Candidates by number or name: “3 > 1 > 4”, “4, 7”, “B: 4, 7”."
    )
    papers_file = fields.Binary(string="From a file", attachment=False, help="A text or CSV file; its rows replace those above.")
    papers_file_name = fields.Char()
    papers_read = fields.Integer(string="Papers read", compute="_compute_reading")
    rows_wrong = fields.Integer(string="Rows to correct", compute="_compute_reading")
    verdicts = fields.Html(compute="_compute_reading", sanitize=False)
    numbers = fields.Html(string="On the paper", compute="_compute_numbers", sanitize=False)

    _one_each = models.Constraint("UNIQUE(election_id, teller_id)", "This teller has already a count of this election.")
    _positive = models.Constraint("CHECK(valid >= 0 AND blank >= 0 AND void >= 0)", "Papers cannot be below zero.")

    @api.depends("teller_id")
    def _compute_display_name(self):
        for tally in self:
            tally.display_name = _("Count of %s", tally.teller_id.name)

    @api.depends("election_id")
    def _compute_entry(self):
        for tally in self:
            tally.entry = "papers" if tally.election_id.method in rules.RANKED_METHODS else "totals"

    # --- papers ---

    @api.onchange("papers_file")
    def _onchange_papers_file(self):
        if self.papers_file:
            self.papers = self._decoded(self.papers_file)

    def _decoded(self, data):
        """Return the text of a file. :raises UserError: it is too large, or not a text."""
        wording = self.env["association.wording"]
        try:
            content = base64.b64decode(data)
        except (binascii.Error, ValueError):
            content = b"\0"
        if len(content) > FILE_MAX:
            raise UserError(wording._election_refusal("file_too_large", limit=FILE_MAX // 1_000_000))
        if b"\0" in content:
            raise UserError(wording._election_refusal("file_not_text"))
        try:
            return content.decode("utf-8-sig")
        except UnicodeDecodeError:
            return content.decode("cp1252", errors="replace")

    def _read_papers(self):
        """Return the ``reading.Reading`` of the papers of this tally."""
        return reading.read(self.papers or "", self.election_id._as_election())

    @api.depends("papers", "entry", "election_id.state")
    @api.depends_context("lang")
    def _compute_reading(self):
        for tally in self:
            if tally.entry != "papers" or not tally.papers or not tally.election_id:
                tally.papers_read = tally.rows_wrong = 0
                tally.verdicts = False
                continue
            found = tally._read_papers()
            box = found.box()
            tally.papers_read = box.blank + box.void + sum(ballot.papers for ballot in box.ballots)
            tally.rows_wrong = len(found.wrong)
            tally.verdicts = tally._verdict_table(found, box)

    def _verdict_table(self, found, box):
        """Return HTML: what is wrong, row by row, or what was read."""
        wording = self.env["association.wording"]
        head = _("%(valid)s valid votes, %(blank)s blank, %(void)s void.", valid=box.valid, blank=box.blank, void=box.void)
        if not found.wrong:
            return Markup('<div class="text-success"><i class="fa fa-check"/> %s %s</div>') % (_("Every row is understood."), head)
        rows = Markup("").join(
            Markup('<tr><td class="text-end">%s</td><td><code>%s</code></td><td class="text-danger">%s</td></tr>')
            % (row.number, row.text[:80], wording._violations(row.violations))
            for row in found.wrong[:ROWS_SHOWN]
        )
        more = len(found.wrong) - ROWS_SHOWN
        tail = Markup("<p>%s</p>") % _("… and %s more.", more) if more > 0 else ""
        return Markup(
            '<div class="text-danger fw-bold">%s</div><table class="table table-sm"><thead><tr><th class="text-end">%s</th>'
            "<th>%s</th><th>%s</th></tr></thead><tbody>%s</tbody></table>%s"
        ) % (_("%s rows cannot be counted as they stand.", len(found.wrong)), _("Row"), _("Paper"), _("What to correct"), rows, tail)

    @api.depends("election_id")
    def _compute_numbers(self):
        for tally in self:
            election = tally.election_id
            admitted = election.candidate_ids.filtered("number").sorted("number")
            lists = Markup("").join(
                Markup('<li><b class="me-2">%s</b>%s</li>') % (item.code, item.name)
                for item in (election.list_ids if election.method in rules.LIST_METHODS else ())
            )
            people = Markup("").join(
                Markup('<li><b class="me-2">%s</b>%s</li>') % (one.number, one.partner_id.complete_name or "") for one in admitted
            )
            tally.numbers = Markup('<ul class="list-unstyled mb-0">%s%s</ul>') % (lists, people)

    # --- what is counted ---

    def _as_box(self):
        """Return the ``Box`` of the pure rules.

        :raises UserError: rows of papers that cannot be counted
        """
        self.ensure_one()
        if self.entry == "totals":
            return rules.Box(self._as_totals(), self.blank, self.void)
        found = self._read_papers()
        if found.wrong:
            sentences = [violation for row in found.wrong[:20] for violation in row.violations]
            raise UserError(
                "\n".join(
                    [
                        _(
                            "%(teller)s: %(count)s rows cannot be counted as they stand.",
                            teller=self.display_name,
                            count=len(found.wrong),
                        ),
                        self.env["association.wording"]._violations(sentences),
                    ]
                )
            )
        return found.box()

    def _as_totals(self):
        votes = self.line_ids.filtered("candidate_id")
        lists = self.line_ids.filtered("list_id")
        with_lists = self.method in rules.LIST_METHODS
        return rules.Totals(
            valid=sum(lists.mapped("votes")) if with_lists else self.valid,
            candidates=tuple((line.candidate_id.number, line.votes) for line in votes if line.votes),
            lists=tuple((line.list_id.code, line.votes) for line in lists) if with_lists else (),
        )

    def _differences(self, other):
        """Return sentences on what this teller and ``other`` found differently."""
        mine, theirs = self._comparable(), other._comparable()
        sentence = _("%(what)s: %(first)s and %(second)s")
        return [
            sentence % {"what": what, "first": mine[what], "second": theirs[what]}
            for what in dict.fromkeys([*mine, *theirs])
            if mine[what] != theirs[what]
        ]

    def _comparable(self):
        """Return ``Counter({what: number})``: papers alike together, or the votes of each candidate and list."""
        box = self._as_box()
        found = Counter({_("Blank"): box.blank, _("Void"): box.void, _("Valid"): box.valid})
        if isinstance(box.ballots, rules.Totals):
            names = {candidate.number: candidate.display_name for candidate in self.election_id.candidate_ids if candidate.number}
            names |= {item.code: item.name for item in self.election_id.list_ids}
            found.update({names.get(who, who): votes for who, votes in (*box.ballots.candidates, *box.ballots.lists)})
            return found
        for ballot in box.ballots:
            found[self._paper(ballot)] += ballot.papers
        return found

    def _paper(self, ballot):
        places = ballot.places() if isinstance(ballot, rules.RankedBallot) else [sorted(map(str, ballot.choices))]
        text = (" > " if isinstance(ballot, rules.RankedBallot) else "").join(
            (" = " if isinstance(ballot, rules.RankedBallot) else ", ").join(
                sorted(map(str, place)) if isinstance(place, tuple) else place
            )
            for place in places
        )
        listed = getattr(ballot, "list", None)
        text = f"{listed}: {text}" if listed is not None else text
        return _("Papers “%s”", text) + (f" ({ballot.votes})" if ballot.votes > 1 else "")

    # --- kept once counted ---

    @api.model_create_multi
    def create(self, vals_list):
        """Counts, with a line for each candidate and list."""
        tallies = super().create([{name: value for name, value in vals.items() if name != "teller_id"} for vals in vals_list])
        tallies._check_open()
        for tally in tallies:
            election = tally.election_id
            if not tally.line_ids:
                lists = election.list_ids if election.method in rules.LIST_METHODS else election.list_ids.browse()
                tally.line_ids = [
                    *(fields.Command.create({"list_id": item.id}) for item in lists),
                    *(
                        fields.Command.create({"candidate_id": one.id})
                        for one in election.candidate_ids.filtered("number").sorted("number")
                    ),
                ]
        return tallies

    def write(self, vals):
        """Each teller's own count, while the count is open."""
        self._check_open()
        self._check_own()
        return super().write({name: value for name, value in vals.items() if name not in ("teller_id", "election_id")})

    def unlink(self):
        """While the count is open."""
        self._check_open()
        return super().unlink()

    def _check_open(self):
        for election in self.election_id:
            if election.state != "counting":
                raise UserError(self.env["association.wording"]._election_refusal("not_counting", election=election.name))

    def _check_own(self):
        for tally in self:
            if tally.election_id.two_tellers and tally.teller_id != self.env.user:
                raise UserError(self.env["association.wording"]._election_refusal("not_own_count", teller=tally.teller_id.name))


class AssociationElectionTallyLine(models.Model):
    """Votes of a candidate or of a list, as a teller counted them."""

    _name = "association.election.tally.line"
    _description = "Votes Counted by a Teller"
    _order = "tally_id, id"

    tally_id = fields.Many2one("association.election.tally", required=True, ondelete="cascade", index=True)
    company_id = fields.Many2one(related="tally_id.company_id", store=True)
    candidate_id = fields.Many2one("association.election.candidate", ondelete="cascade", readonly=True)
    list_id = fields.Many2one("association.election.list", ondelete="cascade", readonly=True)
    number = fields.Char(string="No.", compute="_compute_label")
    name = fields.Char(string="Candidate or list", compute="_compute_label")
    votes = fields.Integer()

    _positive = models.Constraint("CHECK(votes >= 0)", "Votes cannot be below zero.")
    _one_of_both = models.Constraint("CHECK((candidate_id IS NULL) != (list_id IS NULL))", "A line is of a candidate or of a list.")

    @api.depends("candidate_id", "list_id")
    def _compute_label(self):
        for line in self:
            line.number = line.list_id.code or str(line.candidate_id.number or "")
            line.name = line.list_id.name or line.candidate_id.partner_id.complete_name

    @api.model_create_multi
    def create(self, vals_list):
        """Lines of open counts."""
        lines = super().create(vals_list)
        lines._check_open()
        return lines

    def write(self, vals):
        """Votes of open counts."""
        self._check_open()
        return super().write(vals)

    def unlink(self):
        """Lines of open counts."""
        self._check_open()
        return super().unlink()

    def _check_open(self):
        self.tally_id._check_open()
        self.tally_id._check_own()
