from odoo import _, models
from odoo.tools import format_date

# Fields of the address and of the act are called differently for a person and for a body.
PERSON, PUBLIC = "person", "public"


class AssociationWording(models.AbstractModel):
    _inherit = "association.wording"

    # --- the public application form ---

    def _application_section(self, section, audience):
        """Return ``(title, introduction)`` of a part of the form."""
        if audience.is_person:
            identity = (_("Your details"), _("As written on your identity card."))
        else:
            identity = (_("The body"), _("As in its statute or in the public registers."))
        return {
            "identity": identity,
            "address": (_("Residence"), "") if audience.is_person else (_("Registered seat"), ""),
            "contacts": (
                _("How we reach you"),
                _("Convocations and decisions go to these addresses; the PEC first, where there is one."),
            ),
            "representative": (
                _("Legal representative"),
                _("Who signs for the body. Delegates to the assembly can be appointed later."),
            ),
            "act": self._application_act(audience),
            "membership": (_("Membership"), ""),
        }[section]

    def _application_act(self, audience):
        if audience.is_public:
            return (
                _("Deliberation to join"),
                _("The act by which your competent organ decided to join and authorised the expense."),
            )
        return (
            _("Decision to join"),
            _("If a board or an assembly decided on it: leave empty otherwise."),
        )

    def _application_label(self, name, audience):
        """Return ``(label, help)`` of a field of the form."""
        return {
            "surname": (_("Surname"), ""),
            "given_name": (_("First name"), _("All of them, as in your codice fiscale.")),
            "birth_date": (_("Date of birth"), ""),
            "birth_place": (_("Place of birth"), _("Municipality, or State if born abroad.")),
            "denomination": (_("Denomination"), _("The full name, without abbreviations.")),
            "codice_fiscale": (
                _("Codice fiscale"),
                _("16 characters, on the health card.") if audience.is_person else _("11 digits."),
            ),
            "vat": (_("P.IVA"), _("11 digits, without “IT”.")),
            "ipa_code": (
                _("IPA code"),
                _("In the index of public administrations, such as c_e506."),
            ),
            "is_ets": (_("The body is entered in the RUNTS as a Third-Sector body"), ""),
            "ets_members": (
                _("Number of its members"),
                _("It decides how many votes a Third-Sector body has, where the statute says so."),
            ),
            "street": (_("Street and number"), ""),
            "zip": (_("Post code"), ""),
            "city": (_("Municipality"), ""),
            "state": (_("Province"), ""),
            "country": (_("Country"), ""),
            "email": (_("E-mail"), ""),
            "phone": (_("Telephone"), ""),
            "pec": (_("PEC"), _("Certified e-mail: notices with legal value are sent there.")),
            "rep_surname": (_("Surname"), ""),
            "rep_given_name": (_("First name"), ""),
            "rep_codice_fiscale": (_("Codice fiscale"), _("16 characters, on the health card.")),
            "rep_office": (_("Office held"), self._application_offices(audience)),
            "rep_act_number": (
                _("Number of the act of appointment"),
                _("Minutes, decree or proclamation."),
            ),
            "rep_act_date": (_("Date of the act of appointment"), ""),
            "act_body": (_("Decided by"), self._application_organs(audience)),
            "act_number": (_("Number of the act"), ""),
            "act_date": (_("Date of the act"), ""),
            "commitment_number": (
                _("Spending commitment"),
                _("Number and year of the commitment for the dues, if taken already."),
            ),
            "category": (_("Category asked for"), ""),
            "motivation": (_("Why you would like to join"), ""),
        }[name]

    def _application_offices(self, audience):
        if audience.is_public:
            return _("For instance: mayor, rector, president.")
        return _("For instance: chair, sole director.")

    def _application_organs(self, audience):
        if audience.is_public:
            return _("For instance: municipal council, executive, academic senate.")
        return _("For instance: board, assembly.")

    def _application_fault(self, fault):
        """Return the sentence of an ``intake.application_check.Fault`` (or of a file's fault)."""
        params = {
            key: format_date(self.env, value) if hasattr(value, "isoformat") else value
            for key, value in fault.params.items()
        }
        sentence = self._application_sentences().get(fault.code)
        return sentence % params if sentence else _("This is not accepted (%s).", fault.code)

    def _application_sentences(self):
        return {
            "missing": _("Fill this in."),
            "too_long": _("Too long: %(limit)s characters at most."),
            "letters_missing": _("Write a name in letters."),
            "date_invalid": _("This is no date: write day, month and year, such as 24/10/1987."),
            "date_future": _("This day has not come yet."),
            "date_too_old": _("This day is too long ago: check the year."),
            "codice_fiscale_invalid": _("This codice fiscale is not right: check each character against the card."),
            "codice_fiscale_of_person": _("This is a person's codice fiscale: write the body's, 11 digits."),
            "codice_fiscale_of_body": _("A person's codice fiscale has 16 characters."),
            "codice_fiscale_birth_date": _(
                "This codice fiscale is not of somebody born on %(birth_date)s: check both."
            ),
            "vat_invalid": _("This P.IVA is not right: 11 digits, the last one is a check digit."),
            "ipa_invalid": _("This is no IPA code: letters, digits and underscores only."),
            "email_invalid": _("This is no e-mail address: write one such as name@example.it."),
            "zip_invalid": _("An Italian post code has five digits."),
            "phone_invalid": _("Write the number in digits, with + before a country's prefix."),
            "count_invalid": _("Write a whole number."),
            "choice_unknown": _("Choose from the list."),
            "category_not_admitted": _("Choose one of the categories open to this legal form."),
            "file_missing": _("Attach this document."),
            "file_empty": _("“%(name)s” is empty: choose it again."),
            "file_too_large": _("“%(name)s” is larger than %(limit)s MB: reduce it, or scan it in grey."),
            "file_type": _("“%(name)s” is none of PDF, P7M, JPEG, PNG: convert it first."),
            "files_too_large": _("The documents together are larger than %(limit)s MB."),
            "privacy": _("Confirm that you have read the information on personal data."),
            "trap": _("Leave this field empty: it is there to recognise automatic senders."),
        }
