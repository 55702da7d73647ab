from markupsafe import Markup

from odoo import _, models
from odoo.tools import format_date

from ..bylaws.meeting import challenges

MARKS = {True: ("✓", "text-success"), False: ("✗", "text-danger"), None: ("–", "text-muted")}


class AssociationWording(models.AbstractModel):
    """Sentences of resolutions: what cannot be done and why, the sheet as a table, what follows, what is reversed."""

    _inherit = "association.wording"

    def _meeting_refusals(self):
        return super()._meeting_refusals() | {
            "resolution_by_hand": _("A resolution is adopted by a vote that the chair proclaims: open the vote on the agenda item."),
            "resolution_step_by_hand": _("A resolution goes on by its buttons, which check it: not by writing its state."),
            "resolution_frozen": _(
                "%(resolution)s was adopted: number, text and sheet stay as they were. Adopt another that changes it."
            ),
            "resolution_kept": _("Resolutions are kept: what is no longer wanted is revoked by another resolution."),
            "resolution_stopped": _(
                "%(resolution)s is %(state)s: it is not executed. Record first that the suspension was lifted or the resolution "
                "confirmed (%(article)s)."
            ),
            "resolution_effect_none": _("%(resolution)s has nothing to execute here."),
            "resolution_effect_executed": _("%(resolution)s has been executed already."),
            "resolution_not_annulled": _("%(resolution)s is not annulled: nothing is to be reversed."),
            "effect_executed": _("The resolution on this item was executed by what stands here: it no longer changes."),
            "effect_no_application": _("The item names no application: choose them on the agenda item, then execute."),
            "effect_no_member": _("The item names no member: choose whom it concerns, then execute."),
            "effect_no_statute": _("The item names no draft of the statute: choose it, then execute."),
            "effect_no_election": _("The item names no election: choose it, then execute."),
            "effect_no_mandate": _("The item names no mandate to revoke: choose them, then execute."),
            "effect_no_charges": _(
                "Say on the item when the charges were notified: the member has time to answer them (%(article)s)."
            ),
            "effect_defence_open": _(
                "The member may answer the charges until %(until)s (%(article)s): an exclusion decided before does not stand. Decide "
                "again."
            ),
            "effect_election_not_counted": _("“%(election)s” is not counted yet: count it, then execute."),
            "replay_nothing": _("No vote was taken in this period: choose another."),
            "reverse_nothing": _("Nothing is chosen: tick what is to be reversed."),
        }

    # --- measures ---

    def _measure_refused(self, resolution, violations):
        """Return why a measure cannot be recorded."""
        acts = self.env["association.resolution.act"]
        measures = dict(acts._fields["measure"]._description_selection(self.env))
        states = dict(resolution._fields["state"]._description_selection(self.env))
        sentences = {
            "measure_out_of_order": _("%(resolution)s is “%(state)s”: “%(measure)s” does not follow. Record first what came before."),
            "measure_before_adoption": _("%(resolution)s was adopted on %(adopted)s: %(day)s is before."),
            "measure_in_future": _("%(day)s is still to come: record the measure when it has been taken."),
        }
        found = []
        for violation in violations:
            params = dict.fromkeys(("state", "measure", "adopted", "day"), "") | dict(violation.params)
            params |= {
                "resolution": resolution.name,
                "state": states.get(params["state"]),
                "measure": measures.get(params["measure"]),
            }
            params |= {name: params[name] and format_date(self.env, params[name]) for name in ("adopted", "day")}
            found.append(sentences[violation.code] % params)
        return "\n".join(found)

    def _measure_follows(self, measure, resolution):
        """Return what a measure does to the execution."""
        if measure == challenges.ANNULMENT and resolution.effect_state == "executed":
            return _("What was executed is listed, with the events that reverse it. Rights of third parties in good faith are kept.")
        return {
            challenges.CHALLENGE: _("The execution goes on until a court suspends it."),
            challenges.SUSPENSION: _("What is not executed yet stops."),
            challenges.LIFTING: _("What was stopped can be executed again."),
            challenges.ANNULMENT: _("It will not be executed."),
            challenges.CONFIRMATION: _("The resolution stands; what was stopped can be executed again."),
            challenges.REVERSAL: _("The resolution stands again; what was stopped can be executed."),
        }[measure]

    # --- after the adoption ---

    def _follow_up(self, code, **params):
        """Return what a task asks for."""
        return {
            "notify_exclusion": _("Notify the exclusion to %(member)s: the six months to go to court run from it"),
            "deposit_statute": _("Deposit the new statute and have it registered"),
            "liability": _("Have the action brought by the new directors or the liquidators (c.c. 22)"),
        }[code] % params

    def _reversal(self, code, **params):
        """Return what an annulled resolution asks to be undone."""
        return {
            "motive": _("Annulled: %(resolution)s"),
            "event": _("%(event)s of %(who)s: annul it with a correction"),
            "statute": _("Statute “%(statute)s”: take it back to draft"),
            "statute_in_force": _(
                "Statute “%(statute)s” is in force: put the text before it in force again as a new version, by hand"
            ),
            "act": _("Revocation of %(who)s: annul it, the mandate goes on"),
            "mandate": _("Mandate of %(who)s: annul it"),
        }[code] % params

    # --- the sheet ---

    def _sheet_table(self, sheet):
        """Return a ``Sheet`` as an HTML table in the user's language."""
        lang = self.env.lang
        rows = Markup("").join(self._sheet_row(line, lang) for line in sheet.lines)
        head = Markup("<thead><tr><th></th><th>%s</th><th>%s</th><th>%s</th></tr></thead>") % (
            _("What was checked"), _("What was found"), _("Where it is written"),
        )  # fmt: skip
        return Markup('<table class="table o_association_sheet">%s<tbody>%s</tbody></table>') % (head, rows)

    def _sheet_row(self, line, lang):
        mark, colour = MARKS[line.ok]
        told = line.formula if str(lang).startswith("it") else line.formula.replace(" : sì", " : yes")
        formula = Markup('<div class="font-monospace small text-muted">%s</div>') % told if told else Markup("")
        rule, article, quote = line.rule.text(lang), line.article, line.quote
        written = Markup("<div>%s</div>") % rule if rule else Markup("")
        written += Markup('<div class="fw-bold">%s</div>') % article if article else Markup("")
        written += Markup('<div class="fst-italic text-muted small">«%s»</div>') % quote if quote else Markup("")
        return Markup(
            '<tr><td class="%s fw-bold text-center" title="%s">%s</td><td class="fw-bold">%s</td><td>%s%s</td><td>%s</td></tr>'
        ) % (colour, self._mark_title(line.ok), mark, line.title.text(lang), line.sentence.text(lang), formula, written)

    def _mark_title(self, ok):
        return {True: _("In order"), False: _("Not in order"), None: _("For information")}[ok]

    def _remedies_list(self, remedies):
        """Return who may challenge a resolution, on what ground and until when, as HTML."""
        lang = self.env.lang
        rows = [
            Markup("<li><b>%s</b>: %s. %s <span class='text-muted'>(%s)</span>%s</li>")
            % (
                self._who_may(remedy, lang),
                challenges.GROUNDS[remedy.ground].text(lang),
                self._until(remedy),
                self._citation(remedy.citation),
                Markup("<div class='text-muted small'>%s</div>") % remedy.note.text(lang) if remedy.note else Markup(""),
            )
            for remedy in remedies
        ]
        return Markup('<ul class="mb-0 ps-3">%s</ul>') % Markup("").join(rows) if rows else False

    def _who_may(self, remedy, lang):
        named = ", ".join(challenges.WHO[who].text(lang) for who in remedy.who)
        return named[:1].upper() + named[1:]

    def _until(self, remedy):
        if remedy.until:
            return _("Until %s.", format_date(self.env, remedy.until))
        return _("The term runs from the notification, which is not recorded yet.")

    def _by_name(self, groups):
        """Return ``[(how, names)]`` of a vote by name as HTML."""
        lines = [Markup("<div><b>%s</b> (%s): %s</div>") % (how, len(names), ", ".join(names)) for how, names in groups if names]
        return Markup("").join(lines) or False

    def _replayed(self, found):
        """Return a ``replay.Summary`` in a sentence."""
        said = _(
            "With this text %(failed)s of %(meetings)s meetings would have failed; %(votes_failed)s of %(votes)s votes.",
            **found._asdict(),
        )
        if found.votes_passed:
            said += " " + _("%s rejected proposals would have been adopted.", found.votes_passed)
        return said

    # --- deadlines ---

    def _deadline_name(self, record):
        if record.code == "challenge":
            return _("Last day to challenge %s", record.resolution_id.name)
        return super()._deadline_name(record)
