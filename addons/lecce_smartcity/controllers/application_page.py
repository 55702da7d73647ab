"""The application form as its template reads it: questions with labels, answers as typed, faults beside them."""

import re
from functools import cached_property

from odoo.http import request

from ..intake import uploads
from ..intake.application_form import SECTIONS, fields_for, is_required

INPUT_TYPES = {
    "birth_date": "date",
    "past_date": "date",
    "email": "email",
    "phone": "tel",
    "flag": "checkbox",
    "province": "select",
    "country": "select",
    "category": "radio",
    "lines": "textarea",
}
INPUT_MODES = {"count": "numeric", "zip": "numeric", "vat": "numeric"}
_ISO_DATE = re.compile(r"\d{4}-\d{2}-\d{2}$")
WITH_DOCUMENT = ("document", "act", "representative")
OTHER = "other"
# How wide an answer is: twelve to a line.
WIDTHS = {
    "street": 8,
    "zip": 4,
    "city": 6,
    "state": 6,
    "country": 6,
    "codice_fiscale": 6,
    "denomination": 12,
    "category": 12,
    "motivation": 12,
    "is_ets": 12,
    "act_body": 12,
    "rep_office": 6,
}
HALF = 6
# Codes are typed as they are printed: no capitals after full stops, no corrections.
AS_IS = ("codice_fiscale", "vat", "ipa", "person_code")


class ApplicationPage:
    """One showing of the form to one kind of applicant."""

    def __init__(self, company_sudo, legal_form, raw=None, draft=None):
        self.company = company_sudo
        self.legal_form = legal_form
        self.audience = legal_form._audience()
        self.raw = raw or {}
        self.faults = {}
        self.draft = draft
        self.env = request.env
        self.wording = self.env["association.wording"]

    @property
    def italian(self):
        """Whether the applicant lives or has its seat in Italy, as far as it has said."""
        return self.raw.get("country", "IT") == "IT"

    # --- personal data ---

    @cached_property
    def notice(self):
        """Return the privacy notice in use, elevated; empty when none is published."""
        return self.env["association.privacy.notice"].sudo()._current(self.company)

    @cached_property
    def purposes(self):
        """Return the purposes that consent is asked for, elevated."""
        return self.env["association.consent.purpose"].sudo()._of_company(self.company)

    def consents(self):
        """Return the purposes that were ticked."""
        return self.purposes.filtered(lambda purpose: self.raw.get(f"consent_{purpose.code}"))

    # --- questions ---

    def options(self, kind):
        """Return ``[(value, label, explanation)]`` of a list to choose from."""
        if kind == "category":
            return [(str(c.id), c.name, c.description or "") for c in self.categories]
        if kind == "country":
            countries = self.env["res.country"].sudo().search([])
            return [(country.code, country.name, "") for country in countries]
        if kind == "province":
            italy = self.env.ref("base.it").sudo()
            return [(state.code, state.name, "") for state in italy.state_ids.sorted("name")]
        return []

    @cached_property
    def categories(self):
        """Return the categories open to this legal form."""
        categories_sudo = self.env["association.member.category"].sudo()  # a visitor has no rights
        return categories_sudo._to_apply_for(self.company, self.legal_form)

    @cached_property
    def sections(self):
        """Return the parts of the form that this applicant sees."""
        shown = set(fields_for(self.audience))
        result = []
        for name, fields in SECTIONS.items():
            questions = [self._question(field) for field in fields if field in shown]
            if questions:
                title, intro = self.wording._application_section(name, self.audience)
                result.append({"name": name, "title": title, "intro": intro, "questions": questions})
        return result

    def _question(self, field):
        label, help_text = self.wording._application_label(field.name, self.audience)
        options = self.options(field.kind)
        value = self.raw.get(field.name)
        if value is None:
            value = self._first_value(field, options)
        input_type = INPUT_TYPES.get(field.kind, "text")
        if input_type == "date" and value and not _ISO_DATE.match(value):
            input_type = "text"  # a date box would hide what was typed
        return {
            "name": field.name,
            "label": label,
            "help": help_text,
            "type": input_type,
            "inputmode": INPUT_MODES.get(field.kind),
            "required": is_required(field, self.audience, self.italian),
            "limit": field.limit,
            "fills": field.fills,
            "as_is": field.kind in AS_IS,
            "width": WIDTHS.get(field.name, HALF),
            "options": options,
            "value": value,
            "error": self._error(field.name),
        }

    def _first_value(self, field, options):
        if field.kind == "country":
            return "IT"
        if field.kind == "category" and len(options) == 1:
            return options[0][0]
        return ""

    # --- documents ---

    @cached_property
    def requested(self):
        """Return ``[(code, label, help, required)]`` of the documents that this applicant can attach.

        The association's check list says which; an act or an appointment may be told in the form and proved later.
        """
        requirements_sudo = self.env["association.requirement"].sudo().search([])
        asked = requirements_sudo._asked_of(self.legal_form, self.company)
        found = [
            (
                item.code,
                item.name,
                item.help or "",
                item.level == "mandatory" or (item.kind == "document" and item.level == "required"),
            )
            for item in asked.filtered(lambda item: item.kind in WITH_DOCUMENT)
        ]
        found.sort(key=lambda row: not row[3])
        other = (
            OTHER,
            self.env._("Another document"),
            self.env._("Anything that helps to decide."),
            False,
        )
        return [*found, other]

    @cached_property
    def documents(self):
        """Return the documents to attach, each with the file that is kept already, if any."""
        kept = {file.code: file for file in self.draft.file_ids} if self.draft else {}
        result = []
        for code, label, help_text, required in self.requested:
            name = f"document_{code}"
            file = kept.get(code)
            result.append(
                {
                    "name": name,
                    "label": label,
                    "help": help_text,
                    "required": required,
                    "kept": file and {"name": file.name, "size": self._size(file.size)},
                    "error": self._error(name),
                }
            )
        return result

    @staticmethod
    def _size(size):
        if size < uploads.MEGABYTE:
            return f"{max(1, round(size / 1024))} kB"
        return f"{size / uploads.MEGABYTE:.1f} MB"

    def _error(self, name):
        fault = self.faults.get(name)
        return fault and self.wording._application_fault(fault)

    def summary(self):
        """Return ``[(name, label, sentence)]`` of all faults in the order of the page."""
        labels = [
            (question["name"], self._full_label(section, question))
            for section in self.sections
            for question in section["questions"]
        ]
        labels += [(document["name"], document["label"]) for document in self.documents]
        labels += [
            ("privacy", self.env._("Personal data")),
            ("nickname", self.env._("Field to leave empty")),
        ]
        return [(name, label, self._error(name)) for name, label in labels if name in self.faults]

    @staticmethod
    def _full_label(section, question):
        # A representative has a codice fiscale too: say whose it is.
        if section["name"] in ("representative", "act"):
            return f"{section['title']}, {question['label']}"
        return question["label"]
