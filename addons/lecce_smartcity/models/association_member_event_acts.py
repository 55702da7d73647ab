from odoo import _, api, fields, models
from odoo.exceptions import UserError

from ..bylaws import states

# Facts about which the association writes to the person.
WITH_LETTER = ("admission", "readmission", "refusal", "withdrawal", "exclusion")
# Acts that the person must be told of: a term runs from the notification, or the law asks for it.
TO_NOTIFY = ("admission", "readmission", "refusal", "exclusion")


class AssociationMemberEvent(models.Model):
    """What is done about an event once it is recorded: correcting it, communicating it."""

    _inherit = "association.member.event"

    has_letter = fields.Boolean(compute="_compute_has_letter")
    is_to_notify = fields.Boolean(compute="_compute_has_letter")
    awaits_notification = fields.Boolean(
        compute="_compute_awaits_notification",
        help="A refusal, an exclusion or the answer to an application that nobody is proved to have received.",
    )
    letter_subject = fields.Char(compute="_compute_letter_subject", help="What the letter is about.")
    decides_ids = fields.One2many("association.application", "decision_event_id", string="Decides")

    @api.depends("type", "is_annulled")
    def _compute_has_letter(self):
        apart = self._of_applicants()
        for event in self:
            alive = not event.is_annulled
            event.has_letter = alive and event.type in WITH_LETTER and event not in apart
            event.is_to_notify = alive and event.type in TO_NOTIFY

    @api.depends("is_to_notify", "decides_ids", "notification_ids")
    def _compute_awaits_notification(self):
        for event in self:
            asked_for = event.type in (states.REFUSAL, states.EXCLUSION) or event.decides_ids
            event.awaits_notification = bool(event.is_to_notify and asked_for and not event.notification_ids)

    @api.depends("type")
    @api.depends_context("lang")
    def _compute_letter_subject(self):
        accepted = _("your application for membership is accepted")
        subjects = {
            "admission": accepted,
            "readmission": accepted,
            "refusal": _("outcome of your application for membership"),
            "withdrawal": _("acknowledgement of withdrawal"),
            "exclusion": _("notice of exclusion"),
        }
        for event in self:
            event.letter_subject = subjects.get(event.type)

    @api.model_create_multi
    def create(self, vals_list):
        """Record the facts, then bring the applications that they decide up to date.

        All or nothing.
        """
        with self.env.cr.savepoint():
            events = super().create(vals_list)
            self.env["association.application"]._follow(events)
        return events

    def action_correct(self):
        """Open the form that annuls this event or replaces its date or category."""
        self.ensure_one()
        if self.is_annulled:
            raise UserError(_("This event has been annulled already: there is nothing left to correct."))
        return {
            "type": "ir.actions.act_window",
            "name": _("Correct the history"),
            "res_model": "association.member.correct",
            "view_mode": "form",
            "target": "new",
            "context": {"default_event_id": self.id},
        }

    def action_notify(self):
        """Open the form that records how these decisions reached the people concerned."""
        events = self.filtered("is_to_notify")
        if not events:
            raise UserError(_("None of these events is communicated to anybody."))
        return {
            "type": "ir.actions.act_window",
            "name": _("Record the notification"),
            "res_model": "association.member.notify",
            "view_mode": "form",
            "target": "new",
            "context": {"default_event_ids": events.ids},
        }

    def _check_has_letter(self):
        without = self.filtered(lambda event: not event.has_letter)
        if without or not self:
            raise UserError(
                _(
                    "No letter belongs to: %s.",
                    ", ".join(without.mapped("display_name")) or _("nothing chosen"),
                )
            )

    def action_print_letter(self):
        """Print the letters that communicate these events."""
        self._check_has_letter()
        return self.env.ref("lecce_smartcity.report_member_letter").report_action(self, config=False)

    def action_send_letter(self):
        """Open a message to the person with the letter attached.

        It is kept with the application, or with the member.
        """
        self.ensure_one()
        self._check_has_letter()
        if not self.partner_id.email:
            raise UserError(
                _(
                    "%s has no e-mail address: print the letter and send it on paper or by PEC.",
                    self.partner_id.display_name,
                )
            )
        record, values = self._letter_message()
        return {
            "type": "ir.actions.act_window",
            "name": _("Send the letter"),
            "res_model": "mail.compose.message",
            "view_mode": "form",
            "target": "new",
            "context": {
                "default_composition_mode": "comment",
                "default_model": record._name,
                "default_res_ids": record.ids,
                "default_partner_ids": self.partner_id.ids,
                "default_subject": values["subject"],
                "default_body": values["body_html"],
                "default_attachment_ids": values["attachment_ids"],
                "default_email_layout_xmlid": "mail.mail_notification_light",
                "mail_post_autofollow": False,
            },
        }

    def _letter_message(self):
        """Return ``(record whose chatter keeps the letter, values of the message)``, the letter
        drawn and attached."""
        self.ensure_one()
        template = self.env.ref("lecce_smartcity.mail_template_letter")
        record = self.decides_ids[:1] or self.member_id
        rendered = template._generate_template(
            [self.id], ("subject", "body_html", "attachment_ids", "report_template_ids")
        )[self.id]
        files = self.env["ir.attachment"].create(
            [
                {"name": name, "datas": content, "res_model": "mail.compose.message", "res_id": 0}
                for name, content in rendered.get("attachments", [])
            ]
        )
        return record, {
            "subject": rendered["subject"],
            "body_html": rendered["body_html"],
            "attachment_ids": rendered.get("attachment_ids", []) + files.ids,
        }
