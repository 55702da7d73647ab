from markupsafe import Markup

from odoo import _, api, fields, models
from odoo.fields import Domain
from odoo.tools import format_date

from ..bylaws import admission
from ..intake.application_form import SECTIONS
from .association_member_portal import LONG
from .legal_time import legal_today

# What the form asks and a contact keeps, under the same name.
KEPT = (
    "birth_date", "birth_place", "codice_fiscale", "vat", "ipa_code", "is_ets", "ets_members",
    "street", "zip", "city", "email", "phone", "pec",
)  # fmt: skip
# Numbers that are one person's or body's alone: by these an applicant is recognised, never by name or e-mail.
STRONG_KEYS = ("codice_fiscale", "vat", "ipa_code")


class AssociationApplication(models.Model):
    """Applications that strangers send through the public form.

    Who they say they are is not proven. Somebody who is known already is recognised by the codes alone, the data on
    record are never overwritten, and the sender learns nothing of it: the secretariat reads it in the notes.
    """

    _inherit = "association.application"

    @api.model
    def _submit_from_web(self, legal_form, values, files, purposes):
        """Receive what the public form of the environment's company sent.

        :param legal_form: ``association.legal.form``
        :param values: as read by ``intake.application_check``
        :param files: ``[(requirement code, intake.uploads.Upload)]``
        :param purposes: ``association.consent.purpose`` that were agreed to
        :return: the reference to tell the applicant, the same in kind whoever applies
        """
        company = self.env.company
        contact = self._contact_of(legal_form, values)
        self = self.with_context(lang=company._office_language())
        known = self._known_applicant(values)
        member = known.member_ids.filtered(lambda item: item.company_id == company)[:1]
        pending = self.search([("member_id", "in", member.ids), ("state", "in", admission.PENDING)])
        if member and admission.may_apply(member.status, bool(pending)):
            return self._note_repetition(pending or member, values, files)
        partner = known or self.env["res.partner"].create(contact)
        notice = self.env["association.privacy.notice"]._current(company)
        application = self.create(
            {
                "company_id": company.id,
                "partner_id": partner.id,
                "category_id": int(values["category"]),
                "channel": "web_form",
                "statement": values.get("motivation"),
                "privacy_notice_id": notice.id,
                "privacy_acknowledged_on": fields.Datetime.now(),
            }
        )
        application._take_representative(values)
        application._take_act(values)
        for code, upload in files:
            application._file(code, upload.name, upload.content)
        if known:
            title = _("The applicant was known already: compare what the form says with the data on record.")
            application._note(title, values, warn=True)
        else:
            self.env["association.consent"]._give(partner, purposes, company, notice, source="web")
            application._note(_("Received through the web form"), values)
        return application.reference

    # --- who it is ---

    def _known_applicant(self, values):
        """Return the contact that has one of the codes given, if there is one; a member before others."""
        company = self.env.company
        # Without any code the disjunction is empty, and nobody fits.
        keys = Domain.OR(Domain(name, "=", values[name]) for name in STRONG_KEYS if values.get(name))
        found = self.env["res.partner"].search(keys & Domain("company_id", "in", (False, company.id)))
        return found.sorted(lambda one: (company not in one.member_ids.company_id, one.id))[:1]

    def _contact_of(self, legal_form, values):
        """Return the values of the new contact."""
        person = legal_form.is_natural_person
        contact = {name: values[name] for name in KEPT if values.get(name)}
        name = f"{values['given_name']} {values['surname']}" if person else values["denomination"]
        return {
            **contact,
            "name": name,
            "is_company": not person,
            "legal_form_id": legal_form.id,
            "lang": self.env.lang,
            **self._place(values),
        }

    def _place(self, values):
        country = self.env["res.country"].search([("code", "=", values["country"])], limit=1)
        states = self.env["res.country.state"]
        if values.get("state"):
            states = states.search([("code", "=", values["state"]), ("country_id", "=", country.id)], limit=1)
        return {"country_id": country.id, "state_id": states.id}

    # --- what goes with it ---

    def _take_representative(self, values):
        """Enter the legal representative, unless the body has one in office already."""
        if not values.get("rep_surname") or self._in_office("legal_representative"):
            return
        code = values.get("rep_codice_fiscale")
        people = self.env["res.partner"]
        person = people.search(
            [("codice_fiscale", "=", code), ("is_company", "=", False)], limit=1
        ) if code else people  # fmt: skip
        if not person:
            person = people.create(
                {
                    "name": f"{values['rep_given_name']} {values['rep_surname']}",
                    "codice_fiscale": code,
                    "function": values.get("rep_office"),
                    "legal_form_id": self.env.ref("lecce_smartcity.legal_form_natural_person").id,
                }
            )
        day = values.get("rep_act_date")
        self.env["association.representative"].create(
            {
                "member_id": self.member_id.id,
                "partner_id": person.id,
                "role": "legal_representative",
                "act_type": "letter" if values.get("rep_act_number") else "office",
                "act_number": values.get("rep_act_number"),
                "act_date": day,
                "act_body": values.get("rep_office"),
                "date_from": day or legal_today(self.env),
            }
        )

    def _in_office(self, role):
        return self.member_id.representative_ids.filtered(
            lambda mandate: mandate.role == role and mandate.state in ("current", "expiring")
        )

    def _take_act(self, values):
        """Enter the particulars of the act of joining on the check list."""
        parts = [values.get("act_body")]
        if values.get("act_number"):
            parts.append(_("no. %s", values["act_number"]))
        if values.get("act_date"):
            parts.append(_("dated %s", format_date(self.env, values["act_date"], date_format=LONG)))
        act = " ".join(filter(None, parts))
        commitment = values.get("commitment_number")
        lines = self.requirement_ids
        for code, text in (("deliberation", act), ("commitment", commitment)):
            line = lines.filtered(lambda item, code=code: item.code == code)
            if line and text:
                line.reference = text

    # --- what the secretariat reads ---

    def _note(self, title, values, warn=False):
        """Leave what the form said in the application's notes; with ``warn``, an activity as well."""
        self.message_post(
            body=Markup("<p><b>%s</b></p><ul>%s</ul>") % (title, self._told(values)),
            author_id=self.env.ref("base.partner_root").id,
            subtype_xmlid="mail.mt_note",
        )
        officer = self.company_id._association_secretary()
        if warn and officer:
            self.activity_schedule("mail.mail_activity_data_todo", user_id=officer.id, summary=title)

    def _told(self, values):
        """Return every answer as a list item; names of fields as the form shows them, and whose they are."""
        wording = self.env["association.wording"]
        legal_form = self.env["association.legal.form"].search([("code", "=", "other")])
        audience = (self.legal_form_id or legal_form)._audience()
        lines = []
        for section, fields_of_section in SECTIONS.items():
            title, _intro = wording._application_section(section, audience)
            for field in fields_of_section:
                value = values.get(field.name)
                if not value or section == "membership":
                    continue
                label, _help = wording._application_label(field.name, audience)
                shown = value
                if field.kind.endswith("date"):
                    shown = format_date(self.env, value, date_format=LONG)
                elif field.kind == "flag":
                    shown = _("yes")
                whose = f"{title}, " if section in ("representative", "act") else ""
                lines.append(Markup("<li>%s%s: %s</li>") % (whose, label, shown))
        return Markup("").join(lines)

    def _note_repetition(self, record, values, files):
        """Note on a pending application, or on a member, that the form came again; nothing else is changed.

        :return: a reference as any other
        """
        company = self.env.company
        reference = self._next_reference(company)
        attachments = self.env["ir.attachment"].create(
            [
                {
                    "name": upload.name,
                    "raw": upload.content,
                    "res_model": record._name,
                    "res_id": record.id,
                }
                for _code, upload in files
            ]
        )
        title = _("The web form came again from somebody with these codes (reference %s)", reference)
        record.message_post(
            body=Markup("<p><b>%s</b></p><ul>%s</ul>") % (title, self._told(values)),
            attachment_ids=attachments.ids,
            author_id=self.env.ref("base.partner_root").id,
            subtype_xmlid="mail.mt_note",
        )
        officer = company._association_secretary()
        if officer:
            record.activity_schedule("mail.mail_activity_data_todo", user_id=officer.id, summary=title)
        return reference
