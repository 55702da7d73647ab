from odoo import _, models
from odoo.exceptions import UserError

from ..bylaws.elections import model as rules
from ..bylaws.elections import reading
from ..bylaws.meeting import polling

PAPER_MAX = 500


class AssociationBallot(models.Model):
    """A vote that elects: its electorate is the election's, its slips are papers of the election's count."""

    _inherit = "association.ballot"

    def _election(self):
        return self.item_id.election_id

    def _is_election(self):
        return self.method == "election"

    def _wrong_method(self):
        yield from super()._wrong_method()
        election = self._election()
        if self._is_election() and election and election.state not in ("candidacies", "counting"):
            yield self._refusal("vote_election_not_ready", election=election.name)

    def _after_opening(self):
        result = super()._after_opening()
        if self._is_election():
            self._open_election()
        return result

    def _open_election(self):
        """Open the count of the election with the electorate that was frozen: those present who may vote."""
        # sudo: the electorate of the vote is the election's; who opens the vote may write votes
        election = self._election().sudo()
        voters = self.voter_ids.filtered(lambda voter: voter.standing == "may_vote")
        election.write({"electorate": "typed", "entitled": sum(voters.mapped("votes"))})
        if election.state == "candidacies":
            election.action_open_count()

    def _slip_content(self, choice):
        """Return the paper as the count reads it: numbers of candidates; a paper that it could not count is refused here."""
        if not self._is_election():
            return super()._slip_content(choice)
        if choice == "blank":
            return "blank"
        election = self._election().sudo()._as_election()  # sudo: an anonymous slip is read against candidates and rules
        text = (choice or "").strip()
        found = reading.read(text, election)
        row = found.rows[0] if len(found.rows) == 1 else None
        good = row and row.ballot and not row.violations and row.ballot.papers == 1 and row.ballot.votes == 1
        if not good or len(text) > PAPER_MAX:
            problems = [violation for one in found.rows for violation in one.violations]
            told = self.env["association.wording"]._violations(problems) if problems else text
            raise UserError(self._refusal("vote_choice_unknown", choice=told))
        return self._plain_paper(row.ballot)

    def _plain_paper(self, ballot):
        """Return one spelling for papers that are alike: how somebody types is no signature."""
        if isinstance(ballot, rules.RankedBallot):
            return " > ".join(" = ".join(map(str, sorted(place))) for place in ballot.places())
        marks = ", ".join(map(str, sorted(ballot.choices)))
        return f"{ballot.list}: {marks}".strip().rstrip(":") if ballot.list is not None else marks

    # --- closing: papers join the tellers' count ---

    def _after_closing(self):
        result = super()._after_closing()
        if self._is_election() and self.state == "closed":
            self._fill_count()
        return result

    def _fill_count(self):
        """Put the slips of the devices among the papers of each teller; where nobody counts papers, make the count of them."""
        election = self._election().sudo()  # sudo: as in _open_election
        marked = self.voter_ids.filtered(lambda voter: voter.standing == "may_vote" and voter.is_marked)
        election.voters = sum(marked.mapped("votes"))
        slips = self._slips() if self.is_secret else []
        if not slips:
            return
        rows = polling.papers(content for content, _side, _receipt in slips)
        if not marked.filtered(lambda voter: voter.channel == "paper"):
            election.tally_ids.filtered(lambda tally: tally.state == "counting").unlink()
            election.two_tellers = False
        elif any(tally.entry == "totals" for tally in election.tally_ids):
            raise UserError(self._refusal("vote_election_totals"))
        for tally in election.tally_ids:
            own = tally.with_user(tally.teller_id).sudo()
            own.papers = "\n".join(filter(None, [own.papers, f"# {_('from devices')}", rows]))
        if not election.tally_ids:
            election.env["association.election.tally"].create({"election_id": election.id, "entry": "papers", "papers": rows})
        election.message_post(body=_("%s slips were handed in on devices; they are among the papers.", len(slips)))

    def _verdict(self):
        verdict, adopted = super()._verdict()
        if self._is_election():
            verdict["election"] = self._election().id
        return verdict, adopted

    # --- proclaiming ---

    def _check_may_proclaim(self, outcome):
        super()._check_may_proclaim(outcome)
        if not self._is_election() or outcome != "adopted":
            return
        election = self._election()
        if election.state == "counting":
            raise UserError(self._refusal("vote_election_open"))
        sheet = election._as_sheet()
        if sheet and sheet.pending:
            raise UserError(self._refusal("vote_election_tie"))

    def action_proclaim(self, outcome=None, reason=""):
        """An election is adopted by its scrutiny sheet, which the numbers of the vote do not show before it was counted."""
        for ballot in self.filtered(lambda one: one._is_election() and one.state == "closed"):
            ballot._step({"adopted": ballot._elects()})
        return super().action_proclaim(outcome, reason)

    def _elects(self):
        """Tell whether this vote elects: the papers are counted, no tie is open, the quorum was there."""
        election = self._election()
        sheet = election._as_sheet() if election.state in ("counted", "proclaimed", "closed") else None
        quorum = self._kept("quorum")
        return bool(sheet is not None and not sheet.pending and quorum and quorum.reached)

    def _after_proclaiming(self):
        result = super()._after_proclaiming()
        if self._is_election() and self.proclaimed == "adopted":
            self._proclaim_election()
        return result

    def _proclaim_election(self):
        """Proclaim the elected, under the number of the resolution; each gets a mandate."""
        election = self._election()
        if election.state != "counted":
            return
        resolution = self.env["association.resolution"].search([("ballot_id", "=", self.id)], limit=1)
        if resolution:
            election.resolution = resolution.name
        election.action_proclaim()
