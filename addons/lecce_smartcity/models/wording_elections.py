from markupsafe import Markup

from odoo import _, models
from odoo.tools import format_date

from ..bylaws.elections.eligibility import BARS
from ..bylaws.rules.catalogue import CATALOGUE


class AssociationWording(models.AbstractModel):
    """Sentences of elections: what cannot be counted, who cannot stand, what comes first; each with its remedy."""

    _inherit = "association.wording"

    # --- steps ---

    def _election_refusal(self, code, **params):
        """Return the sentence ``code``; ``params`` fill it."""
        return self._election_refusals()[code] % params

    def _election_refusals(self):
        return {
            "step_by_hand": _("An election goes on by its buttons, which check it: not by writing its state or its result."),
            "out_of_order": _("“%(election)s” is not at this step: open it again to see where it stands."),
            "frozen": _(
                "“%(election)s” has been opened for counting: its rules, candidates and lists stay as they were when people voted."
            ),
            "kept": _("“%(election)s” has been opened for counting: it belongs to the association's history and cannot be deleted."),
            "no_seats": _("%(body)s has no seats that votes fill: add them to the body, or choose the seats here."),
            "threshold": _("“%(value)s” is not a threshold: type a share below one, such as “5 %%” or “1/20”."),
            "barred_by_law": _("%(who)s cannot be admitted:\n%(why)s"),
            "barred": _(
                "%(who)s cannot be admitted:\n%(why)s\nIf who presides admits them all the same, write the reason down first."
            ),
            "not_counting": _("“%(election)s” is not open for counting: what tellers entered no longer changes."),
            "not_own_count": _("This is the count of %(teller)s: with two tellers, each enters their own."),
            "no_tally": _("Nothing has been entered yet: enter the papers or the totals, then count."),
            "two_tallies": _("Two tellers entered a count: delete one of them, or say that two tellers count."),
            "two_needed": _("Two tellers each enter the count before it is counted; there are %(count)s now."),
            "tellers_differ": _("%(first)s and %(second)s found different numbers. Look at these papers again, together:"),
            "file_too_large": _("The file is larger than %(limit)s MB: save the papers as plain text or CSV."),
            "file_not_text": _("This is not a text file: save the spreadsheet as CSV, one paper a row."),
            "no_run_off": _("This count asks for no run-off."),
            "run_off_of_lists": _("The tie is between lists: let their presenters agree, or draw a lot and record its seed."),
            "run_off_open": _("The run-off is not counted yet, or ended in a tie: count it first."),
            "run_off_counts_in_first": _("A run-off proclaims nobody: complete “%(election)s” with it."),
            "sheet_differs": _(
                "Counting “%(election)s” again does not give the sheet that was kept (a name may have changed since): open the count "
                "again and count anew."
            ),
            "tie_open": _("A tie of “%(election)s” is still open: the sheet says between whom."),
            "nobody_to_call": _(
                "There is nobody to call: no seat of this election is empty, or no one of those not elected is left."
            ),
            "answers_missing": _("These have not answered yet: %(names)s. Record that they accept or refuse."),
            "nothing_to_answer": _("%(who)s has no mandate waiting for an answer."),
        }

    # --- what cannot be counted ---

    def _sentences(self):
        return super()._sentences() | self._election_settings_sentences() | self._ballot_sentences() | self._totals_sentences()

    def _election_settings_sentences(self):
        return {
            "method_unknown": _("“%(method)s” is not a method of counting: choose one of the list."),
            "empty_electorate": _("Nobody is entitled to vote: read the electorate, or type how many votes could be cast."),
            "seats_below_one": _("There is no seat to fill: choose the seats."),
            "candidates_missing": _("There is no candidate: admit at least one."),
            "candidate_duplicate": _("Candidate %(who)s stands twice: remove one of them."),
            "preferences_above_seats": _(
                "A paper may mark %(preferences)s candidates, but only %(seats)s seats are filled: allow at most so many."
            ),
            "preferences_below_one": _("A paper must be able to mark at least one candidate: raise the preferences."),
            "tie_rule_unknown": _("“%(rule)s” is not a rule for ties: choose one of the list."),
            "tie_rule_without_end": _("The last rule for ties must always decide: choose the lot or the run-off."),
            "run_off_not_possible": _(
                "A run-off cannot break a tie in the middle of a transferable vote: choose the lot as the last rule."
            ),
            "quota_invalid": _("The quota “%(label)s” is not a whole number of seats: correct it."),
            "quota_impossible": _(
                "The quota “%(label)s” asks for %(minimum)s seats: more than its maximum, or than the %(seats)s there are. Lower it."
            ),
            "lists_missing": _("There is no list: add the lists, and say of each candidate on which they stand."),
            "list_duplicate": _("The list %(who)s is there twice: remove one of them."),
            "candidate_without_list": _("Candidate %(who)s is on no list: choose one, or do not admit them."),
            "threshold_invalid": _("The threshold must be a share below one."),
            "decimals_invalid": _("The value of papers needs a whole number of decimals."),
            "no_valid_votes": _("There is no valid vote: nobody can be elected. Check what was entered, or vote again."),
            "more_voters_than_entitled": _(
                "%(voters)s votes are marked on the roll, but only %(entitled)s could be cast: correct one of the two numbers."
            ),
            "more_ballots_than_voters": _(
                "%(cast)s votes were found, but only %(voters)s were marked on the roll: count the papers and the marks again."
            ),
            "more_votes_than_entitled": _(
                "%(cast)s votes were found, but only %(entitled)s could be cast: count the papers again, or correct the electorate."
            ),
            "box_negative": _("Blank, void and valid papers are whole numbers, zero or more: correct “%(votes)s”."),
            "sheet_unreadable": _("The scrutiny sheet cannot be read (%(problem)s): count again."),
        }

    def _ballot_sentences(self):
        return {
            "papers_too_many": _(
                "There are %(rows)s rows, and %(maximum)s can be read at once: put papers that are alike together (12 x …)."
            ),
            "ballot_row_too_long": _("Row %(row)s is longer than %(maximum)s characters: it cannot be one paper."),
            "ballot_wrong_kind": _("Row %(row)s: this election marks candidates or ranks them, not both."),
            "ballot_empty": _("Row %(row)s names nobody: write “blank” for a blank paper."),
            "ballot_too_many_choices": _(
                "Row %(row)s marks %(count)s candidates, %(allowed)s are allowed: the paper is void, unless it was typed wrongly."
            ),
            "ballot_unknown_candidate": _("Row %(row)s: “%(choice)s” is no candidate. Use the numbers on the paper."),
            "ballot_duplicate_candidate": _("Row %(row)s names candidate %(choice)s twice: correct it, or enter the paper as void."),
            "ballot_equal_places": _("Row %(row)s puts two candidates on one place: a transferable vote needs an order."),
            "ballot_votes_not_whole": _("Row %(row)s: “%(votes)s” votes. A paper carries whole votes, one at least."),
            "ballot_votes_above_maximum": _(
                "Row %(row)s carries %(votes)s votes, %(maximum)s are allowed: correct the row, or what the election allows."
            ),
            "ballot_papers_invalid": _("Row %(row)s: “%(papers)s” papers. Write how many there are, one at least."),
            "ballot_unknown_list": _("Row %(row)s: “%(choice)s” is no list. Use the letters on the paper."),
            "ballot_other_list": _(
                "Row %(row)s marks candidates of another list (%(choice)s): preferences stay inside the list voted for."
            ),
        }

    def _totals_sentences(self):
        return {
            "totals_not_for_method": _("Where papers rank candidates, totals cannot be counted: enter the papers."),
            "totals_unknown": _("Votes are entered for %(who)s, who does not stand."),
            "totals_duplicate": _("Votes of %(who)s are entered twice: keep one line."),
            "totals_not_whole": _("%(who)s: “%(votes)s” votes. Votes are whole numbers, zero or more."),
            "totals_above_valid": _(
                "%(who)s has %(votes)s votes, but there are %(valid)s valid votes: count the papers or that candidate again."
            ),
            "totals_above_preferences": _(
                "The candidates have %(sum)s votes together; %(valid)s valid votes with %(allowed)s preferences each make "
                "%(maximum)s at most. Count again."
            ),
            "totals_below_valid": _(
                "The candidates have %(sum)s votes together, fewer than the %(valid)s valid papers. Papers without a mark are blank."
            ),
            "totals_lists_not_valid": _("The lists have %(sum)s votes together, but there are %(valid)s valid votes."),
        }

    # --- who may be elected ---

    def _candidacy(self, verdict, candidate=None):
        """Return HTML: whether somebody may be elected, and every reason with its article."""
        if verdict.eligible and not verdict.reasons:
            return Markup('<span class="text-success fw-bold">%s</span>') % _("May be elected")
        barred = not verdict.eligible
        head = _("May not be elected") if barred else _("May be elected; before taking office:")
        if barred and candidate and candidate.override_reason:
            head = _("Admitted all the same: %s", candidate.override_reason)
        lines = Markup("").join(
            Markup('<li>%s <span class="text-muted">(%s)</span></li>')
            % (self._candidacy_reason(reason), self._citation(reason.citation))
            for reason in verdict.reasons
        )
        style = "text-danger" if barred else "text-warning-emphasis"
        return Markup('<span class="%s fw-bold">%s</span><ul class="mb-0 ps-3">%s</ul>') % (style, head, lines)

    def _candidacy_text(self, verdict):
        """Return plain sentences of what bars somebody."""
        return "\n".join(
            f"• {self._candidacy_reason(reason)} ({self._citation(reason.citation)})"
            for reason in verdict.reasons
            if reason.effect == BARS
        )

    def _candidacy_reason(self, reason):
        params = reason.params
        if reason.code == "seniority":
            return _(
                "in the members' book since %(book)s: may be elected from %(start)s",
                book=format_date(self.env, params["book_date"]),
                start=format_date(self.env, params["from"]),
            )
        if reason.code == "mandates_exhausted":
            return _("has held %(held)s mandates in a row, %(maximum)s are the most", **params)
        if reason.code == "ineligible":
            return _("declares: %s", self._label("association.election.candidate", "cause", params["cause"]))
        if reason.code == "incompatible_office":
            body = self.env["association.body"].browse(params["kind"])
            return _("sits on %s, which cannot be held together: one of the two is to be given up", body.name)
        if reason.code == "not_a_member" and params.get("status"):
            status = self._label("association.member.period", "status", params["status"])
            return _("the membership is: %s", status)
        return {
            "withdrawn": _("has withdrawn"),
            "not_natural_person": _("a body does not stand itself: it indicates a person"),
            "not_a_member": _("neither a member nor indicated by a member: choose the membership"),
            "suspended": _("the membership is suspended"),
            "category_not_eligible": _("the category cannot be elected"),
            "not_in_book": _("not entered in the members' book"),
            "minor": _("not yet of age on the day of the election"),
            "declaration_missing": _("has not declared yet that nothing makes them ineligible: collect the declaration"),
        }.get(reason.code, reason.code)

    # --- the statute ---

    def _election_ruling(self, ruling, departs):
        """Return a list item: what the statute says, where, and whether this election is run otherwise."""
        title = CATALOGUE[ruling.code].title.text(self.env.lang or "en_US")
        said = self._rule_value(ruling.code, ruling.value)
        warning = (
            Markup(' <span class="text-danger fw-bold">%s</span>') % _("This election is run otherwise.") if departs else Markup("")
        )
        return Markup('<li>%s: %s <span class="text-muted">(%s)</span>%s</li>') % (
            title,
            said,
            self._citation(ruling.citation),
            warning,
        )
