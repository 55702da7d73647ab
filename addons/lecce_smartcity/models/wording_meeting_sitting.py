from markupsafe import Markup

from odoo import _, fields, models
from odoo.tools import format_date, format_datetime

from .legal_time import ROME, UTC


class AssociationWording(models.AbstractModel):
    """Sentences of the sitting: attendance, proxies, recusals, the quorum; each refusal with its remedy."""

    _inherit = "association.wording"

    # --- times, as the clock in the hall shows them ---

    def _clock(self, at):
        """Return an instant as hours and minutes in Italy: “11:42”."""
        return fields.Datetime.to_datetime(at).replace(tzinfo=UTC).astimezone(ROME).strftime("%H:%M")

    def _moment(self, at):
        """Return an instant as day and hour in Italy."""
        return format_datetime(self.env, at, tz="Europe/Rome", dt_format="short")

    # --- refusals ---

    def _meeting_refusals(self):
        return super()._meeting_refusals() | self._sitting_refusals() | self._attendance_refusals() | self._proxy_refusals()

    def _sitting_refusals(self):
        return {
            "sitting_by_hand": _("A sitting goes on by its buttons, which check it: not by writing its state."),
            "sitting_not_planned": _("This call of “%(meeting)s” is not waiting to be opened: look at its state."),
            "sitting_out_of_order": _("“%(meeting)s” is not at this step: open it again to see where it stands."),
            "sitting_over": _("This sitting of “%(meeting)s” is over: attendance stays as it was noted. Strike out a mistake."),
            "sitting_kept": _("A sitting of “%(meeting)s” that took place, or to which somebody came, cannot be deleted."),
            "not_convened": _(
                "“%(meeting)s” has not been convened. It can be held without notice only when every member, the directors and the "
                "control body are there."
            ),
            "no_roll": _("“%(meeting)s” has no roll yet: convene it first."),
            "before_time": _("This sitting was called for %(at)s: it cannot be opened, nor found deserted, before then."),
            "other_call_open": _("%(call)s is still open: close it first."),
            "first_call_standing": _(
                "The first call of %(at)s has not been closed: where too few came, record it as deserted; then open the second."
            ),
            "quorum_is_there": _("Enough are present: open the sitting instead."),
            "quorum_unknown": _(
                "Neither the statute nor the body “%(body)s” says how many must be present: write it in the statute, or on the body."
            ),
            "vote_still_open": _("The vote on item %(number)s “%(item)s” is still open: close it first."),
            "vote_not_open": _("Item %(number)s “%(item)s” cannot be voted on: the sitting is not open."),
            "vote_nothing": _("Item %(number)s “%(item)s” is for information: nothing is voted on."),
        }

    def _attendance_refusals(self):
        return {
            "attendance_by_hand": _("Arrivals and departures are noted in the sitting: not by writing lines."),
            "in_future": _("This time has not come yet: note what has happened."),
            "before_last": _("%(who)s was noted at %(at)s: what comes after cannot be earlier. Strike out the mistaken line first."),
            "not_here": _("%(who)s is not noted as present: nobody who is not here can leave."),
            "code_unknown": _("No notice of this meeting has this code: look the person up by name or number."),
            "other_roll": _("%(who)s is on the roll of another meeting."),
            "representative_missing": _(
                "Nobody is recorded to act for %(who)s: say who came, with the act of appointment or delegation."
            ),
            "not_remote": _("“%(meeting)s” was convened in person: nobody can take part on the line."),
            "identification": _(
                "“%(means)s” does not identify who takes part on the line: here it is %(allowed)s (%(article)s)."
            ),
            "strike_reason": _("Say why the line is struck out: the reason stays beside it."),
            "strike_twice": _("Choose lines of this sitting that are not struck out yet."),
            "nobody_found": _("Nobody on the roll is called “%(text)s”, nor has that number or code. Try a part of the name."),
            "excused_too_late": _("The meeting is over: absences are no longer excused."),
            "recusal_too_late": _("The vote on “%(item)s” has been opened: who stands aside was frozen with it."),
        }

    def _proxy_refusals(self):
        return {
            "proxy_by_hand": _("A proxy stays as it was given: take it back, and record another one."),
            "proxy_given_already": _("%(principal)s has given a proxy to %(holder)s already: take it back first."),
            "proxy_revoked_when": _("The proxy of %(who)s is taken back after it was given, and not later than now."),
            "proxy_too_late": _("“%(meeting)s” is over: no proxy can be given for it."),
            "proxy_without_roll": _("“%(meeting)s” has no roll yet: convene it, then record the proxies."),
            "proxy_not_allowed": _("The statute allows no proxies (%(article)s)."),
            "proxy_without_paper": _("A proxy is given in writing: attach the scan or the message, or say where the paper is kept."),
            "proxy_not_in_body": _("%(body)s: offices are held in person, nobody acts by proxy."),
        }

    # --- what the rules found ---

    def _movement_violations(self, sitting, violations):
        """Return why what is left of the attendance cannot have happened."""
        lines = sitting.env["association.meeting.roll"].browse([one.params["who"] for one in violations])
        names = {line.id: line.name for line in lines}
        sentences = {
            "left_without_arriving": _("%(who)s would leave at %(at)s without having come: strike that line out too."),
            "arrived_twice": _("%(who)s would arrive at %(at)s while there: strike that line out too."),
        }
        return "\n".join(
            sentences[one.code] % {"who": names.get(one.params["who"], ""), "at": self._clock(one.params["at"])} for one in violations
        )

    def _proxy_violations(self, meeting, violations):
        """Return one sentence a line for what law or statute have against proxies, with article and remedy."""
        keys = {one.params[name] for one in violations for name in ("principal", "holder")}
        lines = meeting.env["association.meeting.roll"].browse(keys)
        names = {line.id: f"{line.name} ({line.acting_name})" if line.acting_name else line.name for line in lines}
        return "\n".join(self._proxy_violation(one, names) for one in violations)

    def _proxy_violation(self, violation, names):
        params = dict(violation.params)
        params |= {"principal": names.get(params["principal"], ""), "holder": names.get(params["holder"], "")}
        if violation.code == "proxy_holder_excluded":
            params["reason"] = self._excluded_as().get(params["reason"], params["reason"])
        return {
            "proxy_to_oneself": _("%(principal)s cannot hold their own proxy."),
            "proxy_principal_not_entitled": _("%(principal)s is not entitled to vote in this meeting: there is no vote to give."),
            "proxy_holder_not_entitled": _(
                "%(holder)s is not entitled to vote in this meeting: a proxy goes to a member who is."
            ),
            "proxy_given_twice": _("%(principal)s has given another proxy: take that one back first."),
            "proxy_holder_has_given_one": _(
                "%(holder)s holds the proxy of %(principal)s and gives their own to another: nobody passes on a proxy. Take one back."
            ),
            "proxy_holder_excluded": _("%(holder)s may not hold proxies: %(reason)s (%(article)s). Choose another member."),
            "proxy_cap_exceeded": _(
                "%(holder)s would hold one proxy too many: a member holds at most %(cap)s (%(article)s). Choose another member."
            ),
        }[violation.code] % params

    def _excluded_as(self):
        return {
            "non_members": _("no member of the association"),
            "directors": _("a director"),
            "control_body": _("of the control body"),
            "employees": _("an employee of the association"),
            "officers": _("holds an office"),
            "suspended": _("suspended"),
        }

    # --- what the screens tell ---

    def _arrival_noted(self, lines, noted, sitting):
        """Return who was noted just now, or that they were there already; a proxy that lapses is told."""
        names = ", ".join(lines.mapped("name"))
        if not noted:
            return _("%s is here already.", names)
        given = sitting.meeting_id.proxy_ids.filtered(lambda one: one.principal_id in lines and not one.revoked_at)
        if given:
            return _("%(who)s is here. The proxy to %(holder)s has no effect meanwhile.", who=names, holder=given[0].holder_id.name)
        return _("%s is here.", names)

    def _proxies_of(self, held, given, is_here):
        """Return the proxies of a line of the roll: which it holds, to whom it gave one."""
        told = []
        if held:
            told.append(_("holds %(count)s: %(names)s", count=len(held), names=", ".join(held.principal_id.mapped("name"))))
        if given:
            holder = given[0].holder_id.name
            told.append(_("to %s, without effect while here", holder) if is_here else _("to %s", holder))
        return "; ".join(told)

    def _quorum_panel(self, lines):
        """Return the quorums of a sitting as HTML: what for, whether it is there, the numbers, the rule and its article."""
        return Markup("").join(self._quorum_row(*line) for line in lines)

    def _quorum_row(self, what, reading, ruling, lacking):
        reached = reading.verdict.reached and not lacking
        said = self._quorum_counted(reading)
        if lacking:
            said = _("%(said)s; too few for %(sides)s", said=said, sides=", ".join(lacking))
        elif not reached:
            said = _("%(said)s: %(missing)s missing", said=said, missing=reading.verdict.missing)
        return Markup(
            "<div class='mb-2'><span class='badge %s me-2'>%s</span><span class='fw-bold'>%s</span><div>%s</div>"
            "<div class='text-muted small'>%s</div></div>"
        ) % (
            "text-bg-success" if reached else "text-bg-danger",
            _("Reached") if reached else _("Not reached"),
            what,
            said,
            self._quorum_rule(ruling),
        )

    def _quorum_turn(self, turn):
        """Return a turn of the quorum as a sentence of the minutes: “the quorum is lost: 9 present, 11 are needed”."""
        params = {"count": turn.verdict.count, "needed": turn.verdict.needed}
        return {
            "opening": _("%(count)s are present; %(needed)s are needed"),
            "lost": _("The quorum is lost: %(count)s present, %(needed)s are needed"),
            "regained": _("The quorum is there again: %(count)s present, %(needed)s are needed"),
        }[turn.kind] % params

    def _sitting_event(self, event):
        """Return a step of the sitting as a sentence of the minutes, with who was there."""
        facts = event.facts or {}
        params = {
            "heads": facts.get("heads", 0), "own": facts.get("own", 0), "proxy": facts.get("by_proxy", 0),
            "votes": facts.get("votes", 0), "reason": event.reason or "",
        }  # fmt: skip
        sentence = {
            "opened": _("The sitting is opened: %(heads)s present (%(own)s in person, %(proxy)s by proxy), %(votes)s votes"),
            "deserted": _("The call is deserted: %(heads)s present (%(own)s in person, %(proxy)s by proxy)"),
            "suspended": _("The sitting is suspended: %(reason)s") if event.reason else _("The sitting is suspended"),
            "resumed": _("The sitting is resumed: %(heads)s present (%(own)s in person, %(proxy)s by proxy)"),
            "closed": _("The sitting is closed: %(heads)s present (%(own)s in person, %(proxy)s by proxy)"),
        }[event.kind]
        return sentence % params

    def _missed_panel(self, missed, plenary):
        """Return whom nothing shows to have been reached in time by the notice, and whether that is cured."""
        if not missed:
            return Markup("<div>%s</div>") % _("The notice reached everybody called in time.")
        names = ", ".join(missed[:20].mapped("name"))
        more = _(" and %s others", len(missed) - 20) if len(missed) > 20 else ""
        cure = (
            _("Everybody called is here: the sitting is plenary, and the defect is cured.")
            if plenary
            else _("The sitting can be opened; a resolution may be challenged by who was not called. It is cured when all are here.")
        )
        return Markup("<div class='fw-bold'>%s</div><div>%s%s</div><div class='text-muted'>%s</div>") % (
            _("Nothing shows that the notice reached %s in time:", len(missed)), names, more, cure,
        )  # fmt: skip

    def _lapse_proposal(self, holder, run, rule):
        """Return that an office may lapse by absences: the body takes note of it after hearing who was absent."""
        return _(
            "%(who)s was absent without a reason from %(count)s meetings running, %(first)s to %(last)s (%(article)s: %(limit)s). "
            "The body may take note that the office has lapsed, after hearing them; nothing has been ended.",
            who=holder.name,
            count=run.count,
            first=format_date(self.env, run.first),
            last=format_date(self.env, run.last),
            article=self._citation(rule.citation),
            limit=rule.value.count,
        )

    # --- the quorum in words ---

    def _quorum_counted(self, reading):
        """Return who was counted: “7 present (5 in person, 2 by proxy) of 21”."""
        return _(
            "%(count)s present (%(own)s in person, %(proxy)s by proxy) of %(total)s; %(needed)s are needed",
            count=reading.verdict.count,
            own=reading.own,
            proxy=reading.by_proxy,
            total=reading.verdict.total,
            needed=reading.verdict.needed,
        )

    def _quorum_rule(self, ruling):
        """Return the rule in words with its article: “at least half (≥ 1/2) of …, art. 21(1) c.c.”."""
        said = self._rule_value("quorum.board" if ruling.code == "quorum.body" else ruling.code, ruling.value)
        return _("%(rule)s, %(article)s", rule=said, article=self._citation(ruling.citation))

    def _quorum_missing(self, sitting, reading, ruling, lacking=()):
        """Return why a sitting cannot be opened: how many are missing, by which rule, and what comes next."""
        lines = [
            _(
                "The sitting cannot be opened: %(counted)s, %(missing)s missing (%(rule)s).",
                counted=self._quorum_counted(reading),
                missing=reading.verdict.missing,
                rule=self._quorum_rule(ruling),
            )
            if not reading.verdict.reached
            else _("The sitting cannot be opened: each side needs its own quorum (%s).", self._quorum_rule(ruling))
        ]
        if lacking:
            lines.append(_("Too few are there for: %s.", ", ".join(lacking)))
        second = sitting.meeting_id.sitting_ids.filtered(lambda one: one.call == "second" and one.state == "planned")
        if sitting.call == "first" and second:
            lines.append(
                _("If they do not come, record this call as deserted: the second is called for %s.", self._moment(second.starts_at))
            )
        return "\n".join(lines)

    def _quorum_lost(self, item, reading, lost, ruling, lacking=()):
        """Return why an item cannot be voted on: since when the quorum is lacking, and how many are missing."""
        params = {
            "number": item.number,
            "item": item.name,
            "counted": self._quorum_counted(reading),
            "missing": reading.verdict.missing,
            "rule": self._quorum_rule(ruling),
            "sides": ", ".join(lacking),
        }
        if lacking:
            return _(
                "Item %(number)s “%(item)s” cannot be voted on: too few are there for %(sides)s, and each side needs its own quorum "
                "(%(rule)s).",
                **params,
            )
        if lost and lost.kind == "lost":
            return _(
                "Quorum lost at %(at)s: item %(number)s “%(item)s” cannot be voted on. %(counted)s, %(missing)s missing (%(rule)s).",
                at=self._clock(lost.at),
                **params,
            )
        return _(
            "Item %(number)s “%(item)s” cannot be voted on: %(counted)s, %(missing)s missing (%(rule)s).", **params
        )
