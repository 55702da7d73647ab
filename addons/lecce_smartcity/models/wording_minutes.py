from markupsafe import Markup

from odoo import _, models

from ..bylaws.statute import comparison

RUNS = {comparison.EQUAL: Markup("%s"), comparison.INSERT: Markup("<ins>%s</ins>"), comparison.DELETE: Markup("<del>%s</del>")}


class AssociationWording(models.AbstractModel):
    """Sentences of minutes: what they lack, what changed, what cannot be done; each with its remedy."""

    _inherit = "association.wording"

    def _meeting_refusals(self):
        return super()._meeting_refusals() | {
            "minutes_by_hand": _("Minutes are begun from their sitting and go on by their buttons: not by writing their state."),
            "minutes_part_by_hand": _("The computed text is drawn from the facts: put the facts right and draw it again."),
            "minutes_fixed": _("“%(minutes)s” is no draft: its text stays as it is. Take it back to draft, or begin a new revision."),
            "minutes_out_of_order": _("“%(minutes)s” is not at this step, or has a later revision: open it again to see."),
            "minutes_kept": _("Minutes are kept: begin a new revision instead; the earlier one stays to be read."),
            "minutes_not_opened": _("No sitting of “%(meeting)s” was opened: there is nothing to write minutes of."),
            "minutes_approved_by_whom": _(
                "“%(meeting)s” cannot have approved “%(minutes)s”: choose a meeting of the same body whose sitting was opened after "
                "this one closed."
            ),
        }

    # --- what is missing ---

    def _sentences(self):
        return super()._sentences() | {
            "minutes_place_missing": _("The place is missing: write where people met, on the meeting."),
            "minutes_identification_missing": _(
                "How those on the line were identified is missing: note it with the arrivals, or write it under “Minutes”."
            ),
            "minutes_chair_missing": _("Who presided is missing: say it on the sitting."),
            "minutes_secretary_missing": _("Who writes the minutes is missing: name the secretary on the sitting."),
            "minutes_notice_missing": _(
                "No notice of this meeting has been sent, and not everybody was there: nothing shows how it was convened."
            ),
            "minutes_first_call_missing": _("This is the second call, and the first is not recorded as deserted."),
            "minutes_agenda_empty": _("The agenda is empty."),
            "minutes_item_open": _(
                "Item %(item)s “%(title)s” has no outcome: put it to the vote, take note of it, defer or withdraw it."
            ),
            "minutes_discussion_missing": _(
                "Item %(item)s “%(title)s”: nothing is said of the discussion. Write a summary; that nobody asked to speak is one."
            ),
            "minutes_vote_missing": _("Item %(item)s “%(title)s” has an outcome and no vote of this sitting."),
            "minutes_reason_missing": _(
                "Item %(item)s “%(title)s”: the chair proclaimed something else than the count says, and gave no reason."
            ),
            "minutes_not_closed": _("The closing hour is missing: close the sitting."),
            "minutes_closed_before_opening": _("The sitting closes before it opens: put the times right."),
            "minutes_notary_missing": _(
                "A recognised association changes its statute by public deed (%(article)s): name the notary."
            ),
            "minutes_revision_reason_missing": _("Say why the minutes were revised."),
        }

    def _minutes_missing(self, violations):
        """Return what minutes lack as an HTML list; False where nothing is missing."""
        if not violations:
            return False
        lines = dict.fromkeys(self._violation(one) for one in violations)
        return Markup("<ul class='mb-0 ps-3'>%s</ul>") % Markup("").join(Markup("<li>%s</li>") % line for line in lines)

    def _minutes_incomplete(self, violations):
        """Return why minutes cannot be approved: everything they lack, a line each."""
        return "\n".join([_("Before these minutes are approved:"), self._violations(violations)])

    # --- what changed ---

    def _redrawn(self, titles):
        """Return what drawing again has changed, as one sentence."""
        if not titles:
            return _("Drawn again: nothing has changed.")
        return _("Drawn again; changed: %s.", "; ".join(titles))

    def _text_changes(self, old, new):
        """Return the lines that differ as HTML: what went struck out, what came underlined."""
        lines = (line for line in comparison.lines(old, new) if line.kind != comparison.UNCHANGED)
        return Markup("").join(
            Markup("<p>%s</p>") % Markup("").join(RUNS[run.kind] % run.text for run in line.runs) for line in lines
        )

    def _hall_notes(self, text, taken):
        """Return, as HTML, that the notes of the hall are others than before, and whether they were taken over."""
        if taken:
            return Markup("<p><i>%s</i></p>") % _("The notes of the hall were taken over as they are now.")
        head = _("The notes of the hall have changed; your words were left alone. The notes now:")
        lines = Markup("<br/>").join(text.splitlines()) or Markup("–")
        return Markup("<p><i>%s</i><br/>%s</p>") % (head, lines)
