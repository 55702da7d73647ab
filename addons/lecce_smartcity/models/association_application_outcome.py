from typing import NamedTuple

from markupsafe import Markup

from odoo import _, api, fields, models
from odoo.exceptions import UserError, ValidationError

from ..bylaws import admission, states


class Decision(NamedTuple):
    """What a body decided on one application.

    ``waiver``: why things that are not mandatory were not waited for. ``record``: the ``association.resolution``, where there is one.
    """

    application: models.Model
    admit: bool
    resolution: str
    decided_on: object
    category: models.Model | None = None
    motive: str = ""
    waiver: str = ""
    record: models.Model | None = None


class AssociationApplication(models.Model):
    """How an application ends: always by an event of the membership, whoever records it."""

    _inherit = "association.application"

    decision_event_id = fields.Many2one(
        "association.member.event",
        string="Decision",
        readonly=True,
        ondelete="restrict",
        copy=False,
    )
    decision_type = fields.Selection(related="decision_event_id.type", string="Outcome")
    decided_on = fields.Date(related="decision_event_id.legal_date", string="Decided on")
    resolution = fields.Char(related="decision_event_id.resolution")
    motive = fields.Text(related="decision_event_id.motive")
    granted_category_id = fields.Many2one(related="decision_event_id.category_id", string="Admitted as")
    number = fields.Integer(related="decision_event_id.number", string="Register no.", aggregator=None)
    annotated_on = fields.Date(related="decision_event_id.annotated_on")
    notification_ids = fields.One2many(related="decision_event_id.notification_ids")
    notified_on = fields.Date(related="decision_event_id.notified_on")
    appeal_until = fields.Date(related="decision_event_id.appeal_until")
    waiver = fields.Text(string="Why it was decided incomplete", readonly=True, copy=False)
    refusal_event_id = fields.Many2one(
        "association.member.event",
        string="First decision",
        readonly=True,
        ondelete="restrict",
        copy=False,
    )
    appeal_on = fields.Date(string="Appeal received on", readonly=True, copy=False, tracking=True)
    appeal_state = fields.Selection(
        [
            ("filed", "Before the assembly"),
            ("late", "Out of time"),
            ("upheld", "Upheld"),
            ("dismissed", "Dismissed"),
        ],
        string="Appeal", readonly=True, copy=False, tracking=True,
    )  # fmt: skip
    appeal_note = fields.Text(string="Decision on the appeal", readonly=True, copy=False)

    _decided_by_event = models.Constraint(
        "CHECK((state IN ('admitted', 'refused', 'withdrawn')) = (decision_event_id IS NOT NULL))",
        "An application is decided by an event of the membership: use “Decide”.",
    )

    @api.constrains("state", "decision_event_id")
    def _check_outcome(self):
        for application in self.filtered("decision_event_id"):
            event = application.decision_event_id
            agrees = (
                event.member_id == application.member_id
                and admission.OUTCOMES.get(event.type, admission.WITHDRAWN) == application.state
            )
            if not agrees:
                raise ValidationError(
                    _(
                        "The history does not say so of %s: decide with an event.",
                        application.display_name,
                    )
                )

    # --- deciding ---

    def _decide(self, decisions):
        """Carry out what a body decided, one application or hundreds, all or none.

        :param decisions: :class:`Decision` for each application
        :return: the events
        :raises ValidationError: applications already decided, incomplete or without a category; all
            are named
        """
        faults = [fault for decision in decisions for fault in self._faults(decision)]
        if faults:
            raise ValidationError("\n".join(faults))
        for decision in decisions:
            if decision.waiver and decision.application.waiver != decision.waiver:
                decision.application.waiver = decision.waiver
        former = self.browse([d.application.id for d in decisions]).member_id._once_members()
        return self.env["association.member.event"].create([self._event_of(d, former) for d in decisions])

    def _event_of(self, decision, former):
        application = decision.application
        vals = {
            "member_id": application.member_id.id,
            "legal_date": decision.decided_on,
            "resolution": decision.resolution,
            "resolution_id": decision.record.id if decision.record else False,
        }
        if decision.admit:
            kind = admission.admission_type(application.member_id in former)
            return {**vals, "type": kind, "category_id": decision.category.id}
        return {**vals, "type": states.REFUSAL, "motive": decision.motive}

    def _faults(self, decision):
        """Return a sentence for everything that stands in the way of ``decision``."""
        application = decision.application
        name = application.display_name
        if application.state not in admission.PENDING:
            label = dict(self._fields["state"]._description_selection(self.env))[application.state]
            return [
                _(
                    "%(application)s: already decided (%(state)s).",
                    application=name,
                    state=label.lower(),
                )
            ]
        faults = []
        if decision.decided_on < application.received_on:
            faults.append(_("%s: it cannot be decided before it was received.", name))
        if not decision.admit:
            if not (decision.motive or "").strip():
                faults.append(_("%s: a refusal needs its reasons (D.Lgs. 117/2017 art. 23(2)).", name))
            return faults
        if not decision.category:
            faults.append(_("%s: say in which category.", name))
        elif not decision.category._admits(application.legal_form_id):
            faults.append(
                _(
                    "%(application)s: the category “%(category)s” is not open to the legal form “%(form)s”.",
                    application=name,
                    category=decision.category.name,
                    form=application.legal_form_id.name or _("not stated"),
                )
            )
        return faults + application._obstacles(bool(decision.waiver))

    def _obstacles(self, waived):
        """Return a sentence naming what keeps this application from being granted.

        None when nothing does.
        """
        names = admission.obstacles(self._as_requirements(), waived)
        if not names:
            return []
        return [
            _(
                "%(application)s lacks: %(things)s.",
                application=self.display_name,
                things=", ".join(names),
            )
        ]

    # --- following the history ---

    @api.model
    def _follow(self, events):
        """Bring the applications up to what ``events``, just recorded, say of them.

        :raises ValidationError: an incomplete application would be granted
        """
        self._reopen(events.filtered(lambda event: event.type == states.CORRECTION and event.annuls).corrects_id)
        self._redate(events.filtered(lambda event: event.type == states.CORRECTION and event.new_effective_date))
        outcomes = {event.member_id: event for event in events if event.type in admission.OUTCOMES}
        if not outcomes:
            return
        members = self.env["association.member"].union(*outcomes)
        pending = self.search([("member_id", "in", members.ids), ("state", "in", admission.PENDING)])
        faults = []
        for application in pending:
            if admission.OUTCOMES[outcomes[application.member_id].type] == admission.ADMITTED:
                faults += application._obstacles(bool(application.waiver))
        if faults:
            raise ValidationError("\n".join(faults))
        for application in pending.with_context(tracking_disable=True):  # one note below says it all
            event = outcomes[application.member_id]
            application.write({"state": admission.OUTCOMES[event.type], "decision_event_id": event.id})
        if pending:
            pending._message_log_batch(bodies={item.id: item._outcome_note() for item in pending})
            pending.activity_ids.action_done()

    def _outcome_note(self):
        """Return the chatter's account of the decision."""
        self.ensure_one()
        labels = dict(self._fields["state"]._description_selection(self.env))
        facts = [
            _("no. %s in the book", self.number) if self.number else None,
            self.resolution,
            self.motive,
            _("decided incomplete: %s", self.waiver) if self.waiver and self.state == admission.ADMITTED else None,
        ]
        return Markup("<b>%s</b><br/>%s") % (labels[self.state], "; ".join(filter(None, facts)))

    def _reopen(self, annulled):
        """Take decisions back whose event was annulled by a correction.

        Close applications that were a mistake.
        """
        if not annulled:
            return
        for application in self.search([("decision_event_id", "in", annulled.ids)]):
            first = application.refusal_event_id - annulled
            if first:  # an appeal upheld by mistake: the refusal stands again
                application.write(
                    {
                        "state": admission.REFUSED,
                        "decision_event_id": first.id,
                        "appeal_state": "filed",
                    }
                )
            else:
                application.with_context(reopened=True).write(
                    {"state": admission.TO_DECIDE, "decision_event_id": False}
                )
        mistakes = annulled.filtered(lambda event: event.type == states.APPLICATION)
        for application in self.search(
            [("member_id", "in", mistakes.member_id.ids), ("state", "in", admission.PENDING)]
        ):
            correction = application.member_id.event_ids.filtered(lambda e: e.corrects_id in mistakes)[:1]
            application.write({"state": admission.WITHDRAWN, "decision_event_id": correction.id})

    def _redate(self, corrections):
        """Follow a corrected day of arrival: the term for the decision counts from it."""
        for correction in corrections.filtered(lambda event: event.corrects_id.type == states.APPLICATION):
            application = self.search(
                [
                    ("member_id", "=", correction.member_id.id),
                    ("received_on", "=", correction.corrects_id.legal_date),
                    ("state", "in", admission.PENDING),
                ]
            )
            # sudo: the day is fixed for everybody; it follows the correction, which was checked.
            application.sudo().received_on = correction.new_effective_date

    def _reopened(self):
        """Tell whether a decision on this application is being taken back by a correction."""
        return bool(self.env.context.get("reopened")) and self.decision_event_id.is_annulled

    # --- the applicant's own acts ---

    def _withdraw(self, on, note):
        """Record that the applicants took their applications back on the day ``on``."""
        return self.env["association.member.event"].create(
            [
                {
                    "member_id": application.member_id.id,
                    "type": states.WITHDRAWAL,
                    "legal_date": on,
                    # At once: the notice of c.c. 24(2) binds members, and this is not one.
                    "effective_date": on,
                    "motive": note,
                }
                for application in self
            ]
        )

    def _file_appeal(self, on, note=""):
        """Record that the applicant asked the assembly to decide, in time or not.

        :return: True when the appeal is in time
        """
        self.ensure_one()
        if self.state != admission.REFUSED:
            raise UserError(_("Only a refusal can be appealed against."))
        in_time = not self.appeal_until or on <= self.appeal_until
        self.write({"appeal_on": on, "appeal_state": "filed" if in_time else "late", "appeal_note": note})
        return in_time

    def _decide_appeal(self, upheld, resolution, decided_on, category=None, note="", record=None):
        """Record the assembly's answer; an appeal upheld admits (D.Lgs. 117/2017 art. 23(3)).

        :param record: the ``association.resolution`` that decided it, where there is one
        :return: the event of the admission; none when the refusal stands
        """
        self.ensure_one()
        if self.appeal_state != "filed":
            raise UserError(_("No appeal is waiting for the assembly: record its arrival first."))
        summary = "\n".join(filter(None, [resolution, note]))
        if not upheld:
            self.write({"appeal_state": "dismissed", "appeal_note": summary})
            return self.env["association.member.event"]
        obstacles = self._obstacles(bool(self.waiver))
        if obstacles:
            raise ValidationError("\n".join(obstacles))
        event = self.env["association.member.event"].create(
            self._event_of(
                Decision(self, True, resolution, decided_on, category or self.category_id, record=record),
                self.member_id._once_members(),
            )
        )
        self.write(
            {
                "refusal_event_id": self.decision_event_id.id,
                "decision_event_id": event.id,
                "state": admission.ADMITTED,
                "appeal_state": "upheld",
                "appeal_note": summary,
            }
        )
        return event

    # --- buttons ---

    def action_review(self):
        """Begin the review of these applications."""
        self.state = admission.UNDER_REVIEW

    def action_to_decide(self):
        """Send these applications to the deciding body; incomplete ones are named and stay."""
        incomplete = self.filtered(lambda item: not item.is_complete)
        if incomplete and not self.env.context.get("incomplete_ok"):
            raise UserError("\n".join(line for item in incomplete for line in item._obstacles(False)))
        self.state = admission.TO_DECIDE

    def action_back(self):
        """Take these applications back to the review."""
        self.state = admission.UNDER_REVIEW

    def _open_wizard(self, model, name, **defaults):
        return {
            "type": "ir.actions.act_window",
            "name": name,
            "res_model": model,
            "view_mode": "form",
            "target": "new",
            "context": {f"default_{key}": value for key, value in defaults.items()},
        }

    def action_decide(self):
        """Open the form that records what a body decided on these applications."""
        pending = self.filtered(lambda item: item.state in admission.PENDING)
        if not pending:
            raise UserError(_("These applications are decided already."))
        return self._open_wizard(
            "association.application.decide",
            _("Decide on applications"),
            application_ids=pending.ids,
        )

    def action_withdraw(self):
        """Open the form that records the withdrawal of these applications."""
        return self._open_wizard(
            "association.member.record",
            _("Withdraw the application"),
            member_ids=self.member_id.ids,
            event_type=states.WITHDRAWAL,
        )

    def action_notify(self):
        """Open the form that records how the decision reached the applicant."""
        return self.decision_event_id.action_notify()

    def action_appeal(self):
        """Open the form that records an appeal, or the assembly's answer to it."""
        self.ensure_one()
        return self._open_wizard("association.application.appeal", _("Appeal to the assembly"), application_id=self.id)

    def action_print_letter(self):
        """Print the letter that communicates the decision."""
        return self.decision_event_id.action_print_letter()

    def action_send_letter(self):
        """Write to the applicant with the letter attached."""
        return self.decision_event_id.action_send_letter()

    def action_open_member(self):
        """Open the membership that came of it."""
        self.ensure_one()
        return {
            "type": "ir.actions.act_window",
            "res_model": "association.member",
            "res_id": self.member_id.id,
            "view_mode": "form",
        }

    def action_add_representative(self):
        """Open a new representative of the applicant."""
        self.ensure_one()
        return self._open_wizard(
            "association.representative",
            _("Representative of the applicant"),
            member_id=self.member_id.id,
            role="legal_representative",
        )


class AssociationMemberCategory(models.Model):
    _inherit = "association.member.category"

    def _admits(self, legal_form):
        """Tell whether members of that legal form may be in this category."""
        return not self.legal_form_ids or legal_form in self.legal_form_ids


class AssociationMember(models.Model):
    _inherit = "association.member"

    application_ids = fields.One2many("association.application", "member_id", string="Applications")
    application_count = fields.Integer(compute="_compute_application_count")

    @api.depends("application_ids")
    def _compute_application_count(self):
        figures = dict(
            self.env["association.application"]._read_group([("member_id", "in", self.ids)], ["member_id"], ["__count"])
        )
        for member in self:
            member.application_count = figures.get(member, 0)

    def _once_members(self):
        """Return those of these people and bodies that were members at any time.

        They are readmitted.
        """
        periods = self.env["association.member.period"]._read_group(
            [("member_id", "in", self.ids), ("status", "in", states.MEMBER_STATUSES)], ["member_id"]
        )
        return self.browse([member.id for (member,) in periods])

    def action_open_applications(self):
        """Open the applications of this member, or the only one."""
        self.ensure_one()
        action = {
            "type": "ir.actions.act_window",
            "name": _("Applications"),
            "res_model": "association.application",
            "view_mode": "list,form",
            "domain": [("member_id", "=", self.id)],
            "context": {"create": False},
        }
        if len(self.application_ids) == 1:
            action.update(view_mode="form", res_id=self.application_ids.id)
        return action
