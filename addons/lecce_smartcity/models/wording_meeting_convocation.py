from markupsafe import Markup

from odoo import _, models
from odoo.tools import format_date, format_datetime

from ..bylaws.meeting.matters import MATTERS

ROME = "Europe/Rome"


class AssociationWording(models.AbstractModel):
    """Sentences of meetings. Each part adds its refusals to ``_meeting_refusals``: these are the convocation's."""

    _inherit = "association.wording"

    def _meeting_refusal(self, code, **params):
        """Return the sentence ``code``; ``params`` fill it."""
        return self._meeting_refusals()[code] % params

    def _meeting_refusals(self):
        return {
            **self._convening_step_refusals(),
            **self._convening_roll_refusals(),
            **self._convening_call_refusals(),
            **self._convening_agenda_refusals(),
            **self._convening_change_refusals(),
            **self._petition_refusals(),
        }

    def _convening_step_refusals(self):
        return {
            "step_by_hand": _("A meeting goes on by its buttons, which check it: not by writing its state."),
            "item_by_hand": _("An item of the agenda goes on by the steps of its sitting: not by writing its state."),
            "out_of_order": _("“%(meeting)s” is not at this step: open it again to see where it stands."),
            "kept": _("“%(meeting)s” has been convened: it belongs to the association's history. Cancel it, with a reason."),
            "notice_sent": _(
                "The notice of “%(meeting)s” has been sent: send an update to change when, where or how people meet, or cancel it."
            ),
            "cannot_convene": _("“%(meeting)s” cannot be convened yet:"),
            "nobody_entitled": _(
                "Nobody would be entitled to vote in “%(meeting)s”: check the record date, the members and the mandates of the body."
            ),
        }

    def _convening_roll_refusals(self):
        return {
            "roll_frozen": _(
                "The roll of “%(meeting)s” was frozen when it was convened. Somebody who joins later is added, with a reason."
            ),
            "roll_in_use": _("Arrivals have been noted for “%(meeting)s”: its roll is no longer computed anew."),
            "roll_kept": _("The roll of a meeting that was convened is kept: nobody is taken off it."),
            "roll_reason": _("Say why %(who)s joins the roll: the reason is kept with it."),
            "roll_twice": _("%(who)s is on the roll already."),
        }

    def _convening_call_refusals(self):
        return {
            "no_call": _("Say when it is called for: enter the first call."),
            "no_closing": _("Say until when votes are collected."),
            "in_the_past": _("The day it is called for has passed: choose another."),
            "record_date_late": _("The record date is after the meeting: choose an earlier day, or leave it empty."),
            "second_without_first": _("There is a second call and no first: enter the first call."),
            "no_place": _("Say where people meet: enter the place."),
            "no_link": _("Say how to take part remotely: enter the link of the video conference."),
            "written_not_allowed": _(
                "The statute in force that day does not provide for written consultation (c.c. 21 asks for a meeting): choose "
                "another mode, or enter the statute's rule."
            ),
            "remote_not_allowed": _("Taking part remotely is not allowed (%(article)s): meet in person."),
            "no_convener": _("Say who convenes and signs the notice."),
            "wrong_convener": _(
                "%(who)s does not convene: %(organ)s does (%(article)s). Choose %(names)s, or record the mandate that is missing."
            ),
            "urgent_reason": _("Say why it is urgent: the notice tells it."),
            "call_second_before_first": _("The second call is not after the first: choose a later time."),
            "call_second_call_same_day": _(
                "The second call cannot be on the day of the first (%(article)s): call it for %(earliest)s or later."
            ),
            "call_second_call_too_early": _("The second call needs %(gap)s after the first (%(article)s): choose a later time."),
            "call_second_call_too_late": _("The second call is at the latest on %(latest)s (%(article)s): choose an earlier day."),
        }

    def _convening_agenda_refusals(self):
        return {
            "no_agenda": _("The agenda is empty: add what is to be decided or told."),
            "agenda_sent": _(
                "“%(item)s” is on the agenda that was sent: it stays as it is. Add a late item, or withdraw it in the sitting."
            ),
            "late_item": _(
                "“%(item)s” was not on the agenda that was sent: nothing can be decided on it (%(article)s). It can be told and "
                "discussed; it can be decided if all members, directors and the control body are present."
            ),
            "item_below_itself": _("A point of the agenda cannot be below itself."),
            "item_of_other_meeting": _("“%(item)s” is below a point of another meeting: choose one of this agenda."),
            "meeting_over": _("“%(meeting)s” is over: its agenda takes no more items."),
        }

    def _convening_change_refusals(self):
        return {
            "already_begun": _("“%(meeting)s” has begun: it is closed in its sitting, no longer moved or cancelled."),
            "nothing_changed": _("Nothing changes: say what is to be different."),
            "update_reason": _("Say why it changes: the update tells everybody."),
            "cancel_reason": _("Say why the meeting is cancelled: everybody who was called is told."),
        }

    def _petition_refusals(self):
        return {
            "petition_kept": _("A request that led to a meeting is kept."),
            "petition_short": _(
                "%(signers)s valid signatures of %(needed)s that are needed (%(article)s): the request does not oblige to convene "
                "yet. The board may convene all the same, by preparing a meeting itself."
            ),
            "petition_no_signer": _("Nobody has signed yet: enter who signed, and when."),
            "petition_no_right": _(
                "The statute does not say how many directors may ask for a meeting of the board: the president decides on it."
            ),
            "petition_no_body": _("The association has no assembly among its bodies: add it first."),
        }

    # --- convening ---

    def _meeting_refusals_listed(self, meeting, refusals):
        """Return a heading and one line for each refusal."""
        return "\n".join([self._meeting_refusal("cannot_convene", meeting=meeting.name), *(f"– {line}" for line in refusals)])

    def _incompetence(self, item, violation):
        """Return why the body of a meeting may not decide an item, with the article and the remedy."""
        params = violation.params
        return _(
            "%(number)s “%(item)s”: the %(competent)s decides this, not the %(body)s (%(article)s). Put it on that body's agenda, or "
            "choose another matter.",
            number=item.number or "",
            item=item.name,
            competent=self._label("association.body", "kind", params["competent"]).lower(),
            body=self._label("association.body", "kind", params["body"]).lower(),
            article=params["article"],
        )

    def _second_call_fault(self, violation):
        """Return the sentence of a violation of ``convening.second_call``."""
        params = dict(violation.params)
        if "article" in params:
            params["article"] = self._citation(params["article"])
        for name in ("earliest", "latest"):
            if name in params:
                params[name] = format_date(self.env, params[name])
        if "gap" in params:
            params["gap"] = self._rule_value("second_call.gap", params["gap"])
        return self._meeting_refusal(f"call_{violation.code}", **params)

    def _send_by_moment(self, send_by):
        """Return a ``convening.SendBy`` in words: the day, or the minute in Italy."""
        if send_by.at:
            return format_datetime(self.env, send_by.at.replace(tzinfo=None), tz=ROME)
        return format_date(self.env, send_by.day)

    def _too_late(self, meeting, latest, ruling, urgent):
        """Return that the notice cannot be in time any more, until when it should have been sent, and what can be done."""
        params = {
            "term": self._rule_value(ruling.code, ruling.value),
            "article": self._citation(ruling.citation),
            "day": self._send_by_moment(latest),
        }
        late = _("The notice needs %(term)s (%(article)s): it should have reached everybody by %(day)s.", **params)
        if urgent:
            remedy = _(
                "Choose a later day, or say that it is urgent, with the reason: then %(term)s are enough (%(article)s).",
                term=self._rule_value(urgent.code, urgent.value),
                article=self._citation(urgent.citation),
            )
        else:
            remedy = _("Choose a later day: neither law nor statute gives a shorter term for urgent cases.")
        return f"{late} {remedy}"

    def _send_by_text(self, latest, ruling):
        """Return until when the notice must have arrived, with the term and where it is written."""
        return _(
            "Must have reached everybody by %(day)s: %(term)s (%(article)s)",
            day=self._send_by_moment(latest),
            term=self._rule_value(ruling.code, ruling.value),
            article=self._citation(ruling.citation),
        )

    def _meeting_obstacles(self, refusals):
        """Return HTML with what stands in the way."""
        lines = Markup("").join(Markup("<li>%s</li>") % refusal for refusal in refusals)
        return lines and Markup('<ul class="mb-0 ps-3">%s</ul>') % lines

    # --- items ---

    def _item_rules(self, item):
        """Return HTML on how an item is decided: who, quorum of each call, majority, secrecy, who has no vote; with articles."""
        lines = []
        violation = item._competence()
        if violation:
            lines.append(Markup('<li class="text-danger fw-bold">%s</li>') % self._incompetence(item, violation))
        if not MATTERS[item.matter].votes:
            lines.append(Markup("<li>%s</li>") % _("For information: nothing is decided."))
        titles = {
            "quorum_first": _("Quorum, first call"),
            "quorum_second": _("Quorum, second call"),
            "quorum": _("Quorum"),
            "majority": _("Majority"),
        }
        for what, ruling in item._deciding_rules():
            said = self._rule_value(item._rule_code(what), ruling.value)
            lines.append(self._rule_line(titles[what], said, ruling))
        secret, directors = item._secret_ruling(), item._directors_ruling()
        if secret:
            lines.append(self._rule_line(_("Vote"), _("secret"), secret))
        if directors:
            lines.append(self._rule_line(_("Directors"), _("have no vote"), directors))
        if item.is_late and item._matter().votes:
            lines.append(
                Markup('<li class="text-warning-emphasis">%s</li>')
                % _("Late item: decided only if all members, directors and the control body are present.")
            )
        return lines and Markup('<ul class="mb-0 ps-3">%s</ul>') % Markup("").join(lines)

    def _rule_line(self, title, said, ruling):
        return Markup('<li>%s: %s <span class="text-muted">(%s)</span></li>') % (title, said, self._citation(ruling.citation))

    # --- the roll ---

    def _roll_reasons(self, reasons):
        """Return in one line why a line of the roll has no vote, each reason with its article."""
        return "; ".join(f"{self._reason(reason)} ({self._citation(reason.citation)})" for reason in reasons)

    # --- deadlines ---

    def _deadline_name(self, record):
        """As usual; meetings that are due."""
        if record.code == "accounts_assembly" and record.start:
            return _("Convene the assembly that approves the accounts of %s", record.start.year)
        if record.code == "requested_meeting":
            return _("Convene the meeting that was asked for: %s", record.petition_id.name or "")
        return super()._deadline_name(record)

    # --- petitions ---

    def _petition_explained(self, petition, ruling):
        """Return HTML on how far a request is and what it obliges to, with the articles."""
        if not ruling:
            return Markup("<p>%s</p>") % self._meeting_refusal("petition_no_right")
        lines = [
            self._rule_line(_("May ask"), self._rule_value(ruling.code, ruling.value), ruling),
        ]
        if petition.needed:
            lines.append(
                Markup("<li>%s</li>")
                % _(
                    "%(signers)s valid signatures out of %(base)s; %(needed)s are needed.",
                    signers=petition.signer_count,
                    base=petition.base_count,
                    needed=petition.needed,
                )
            )
        if petition.reached_on:
            day = format_date(self.env, petition.reached_on)
            if petition.convene_by:
                by = format_date(self.env, petition.convene_by)
                said = _("Enough since %(day)s: the meeting is to be convened by %(by)s.", day=day, by=by)
            else:
                said = _("Enough since %(day)s: the meeting is to be convened; the statute gives no term, so without delay.", day=day)
            lines.append(Markup("<li>%s</li>") % said)
        if petition.standing == "overdue" and petition.body_id.kind == "assembly":
            lines.append(
                Markup('<li class="text-danger fw-bold">%s</li>')
                % _("The term has passed: the president of the court may order that the assembly be convened (c.c. 20(2)).")
            )
        return Markup('<ul class="mb-0 ps-3">%s</ul>') % Markup("").join(lines)
