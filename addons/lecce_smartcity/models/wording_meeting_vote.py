from odoo import _, models


class AssociationWording(models.AbstractModel):
    """Sentences of votes: why one cannot be opened, cast or closed, each with its remedy."""

    _inherit = "association.wording"

    def _meeting_refusals(self):
        return super()._meeting_refusals() | self._vote_refusals() | self._slip_refusals()

    def _vote_refusals(self):
        return {
            "vote_step_by_hand": _("A vote goes on by its steps, which check it: not by writing its state, its votes or its result."),
            "vote_frozen": _(
                "This vote has been opened: its question, method and rules stay as they were. Annul it and call it again."
            ),
            "vote_kept": _("A vote that was opened belongs to the minutes and cannot be deleted: annul it with a reason."),
            "vote_out_of_order": _("“%(vote)s” is not at this step (%(state)s): open it again to see where it stands."),
            "vote_over": _("This vote is not open: it was closed or annulled. Nothing was recorded."),
            "vote_under_way": _("A vote on “%(item)s” is under way: proclaim or annul it before another is called."),
            "vote_nothing_to_decide": _("Nothing is decided on “%(item)s”: its matter is information."),
            "vote_item_over": _("“%(item)s” has been decided or withdrawn: it is not voted on again."),
            "vote_no_sitting": _("No sitting of “%(meeting)s” is open: open it, then the vote."),
            "vote_not_convened": _("“%(meeting)s” has not been convened: send the notices first."),
            "vote_no_consultation": _(
                "The statute does not allow decisions by written consultation (consultation.written): convene a meeting instead."
            ),
            "vote_consultation_by_name": _("In a written consultation everybody answers by name: choose the named vote."),
            "vote_consultation_without_end": _("Say until when answers are taken: a moment still to come."),
            "vote_consultation_runs": _(
                "%(count)s have not answered yet and the consultation runs until %(until)s: close it then, or when all have answered."
            ),
            "vote_sides_by_hand": _(
                "Each side of this body must agree, and hands do not show which side they are of: call the names, or vote on devices."
            ),
            "vote_election_missing": _("“%(item)s” names no election: choose it on the item."),
            "vote_not_in_electorate": _(
                "%(who)s was not present when the vote was opened, or has no vote: who came later votes on the next item."
            ),
            "vote_recused": _("%(who)s stands aside on this item: the vote, or who would cast it, is in conflict."),
            "vote_barred": _("%(who)s has no vote on this matter: directors do not vote on it, neither for themselves nor by proxy."),
            "vote_not_yours": _("The vote of %(who)s is cast by %(holder)s."),
            "vote_cast_already": _("The vote of %(who)s has been cast already."),
            "vote_is_secret": _("This vote is secret: it takes slips, never names."),
            "vote_not_secret": _("This vote is by name: there are no slips."),
            "vote_choice_unknown": _("“%(choice)s” is none of the answers of this vote."),
            "vote_not_electronic": _(
                "Statute or law do not allow who takes part from a distance to vote electronically (%(article)s)."
            ),
            "vote_counted_in_hall": _("%(who)s votes in the hall, where hands are counted: each vote is taken in one way only."),
            "vote_by_call": _("Names are called in this vote: answer aloud, the secretary records it."),
            "vote_no_papers": _("Papers are handed out in secret votes alone."),
            "vote_no_teller": _("Only officers of the association count votes."),
            "vote_nothing_counted": _("Nobody votes in the hall: there is nothing to count."),
            "vote_count_unreadable": _("Enter whole numbers, zero or more, for the answers on the form."),
            "vote_count_too_many": _("You counted %(counted)s votes, but the hall has %(votes)s: count again."),
            "vote_tellers_enough": _("These have counted already: %(names)s."),
            "vote_count_missing": _("%(needed)s tellers count, each on their own; %(count)s have entered their count."),
            "vote_tellers_differ": _("%(first)s and %(second)s counted different numbers. Count these again, together:"),
            "vote_papers_differ": _(
                "%(counted)s papers were found in the box, but %(handed)s were handed out: count papers and marks again."
            ),
            "vote_annul_reason": _("Say why the vote is annulled: the minutes tell it."),
            "vote_outcome_unknown": _("The chair proclaims a proposal adopted or rejected, not “%(outcome)s”."),
            "vote_differs_reason": _("The numbers say otherwise: write the reason for which the chair proclaims this."),
            "vote_election_open": _("Count the election first: its scrutiny sheet says who is elected."),
            "vote_election_tie": _("A tie of the election is still open: its sheet says between whom."),
            "vote_election_not_ready": _(
                "“%(election)s” is not open to candidacies: open them and admit candidates before it is put to the vote."
            ),
            "vote_election_totals": _(
                "Of this election devices bring papers: enter the papers of the hall as papers, not as totals."
            ),
            "vote_secret_refused": _("The association does not open a secret vote whose result may betray who voted how:"),
        }

    def _slip_refusals(self):
        return {
            "slip_closed": _(
                "Nobody reads, changes or looks for slips: they are published, shuffled, when the vote is closed."
            ),
            "slip_token_unknown": _(
                "This slip was handed in already, or its vote is over. If you have not voted, ask for a new one."
            ),
            "slip_receipts": _("This vote takes %(votes)s slips, each with a receipt of its own: load the page again."),
            "slip_receipt_short": _("A receipt has from %(shortest)s to %(longest)s characters: load the page again."),
            "slip_receipt_taken": _("This receipt is taken: hand the slip in again with another."),
        }

    def _sentences(self):
        return super()._sentences() | {
            "secret_small_electorate": _(
                "%(voters)s vote, fewer than %(minimum)s: the result may tell who voted how. Vote on paper, or by name."
            ),
            "secret_small_class": _(
                "%(voters)s of the voters have %(votes)s votes each, fewer than %(minimum)s: the result may tell how they voted."
            ),
            "secret_small_side": _(
                "%(voters)s vote for %(side)s, fewer than %(minimum)s, and each side is counted: the result may tell how they voted."
            ),
        }
