"""The public application form: who applies, the form, the receipt. Works without scripts."""

import logging
import secrets

import psycopg2
from werkzeug.exceptions import NotFound

from odoo import fields, http
from odoo.exceptions import UserError
from odoo.http import request
from odoo.tools import format_date

from ..intake import uploads
from ..intake.application_check import Checked, Choices, Fault, check
from ..models.association_member_portal import LONG
from ..models.legal_time import legal_today
from .application_page import ApplicationPage
from .public_page import association_lines, in_language_asked, open_association, page

_logger = logging.getLogger(__name__)

SENDINGS_AN_HOUR = 30  # of one network, mistakes included
TRAP = "nickname"  # a field that people do not see: only programs fill it in
RECEIPT = "association_receipt"
REQUEST_MAX = uploads.TOTAL_MAX + uploads.MEGABYTE


class ApplicationForm(http.Controller):
    @http.route(
        "/association/apply",
        type="http",
        auth="public",
        website=True,
        methods=["GET"],
        sitemap=True,
    )
    def associations(self, lang=None, **_ignored):
        """Let the visitor choose the association, if there are several."""
        if redirection := in_language_asked(lang):
            return redirection
        companies_sudo = request.env["res.company"].sudo()._taking_applications()
        if len(companies_sudo) == 1:
            return self._show_applicants(companies_sudo)
        if not companies_sudo:
            raise NotFound()
        return page(
            "lecce_smartcity.apply_associations",
            {
                "associations": [(company, association_lines(company)) for company in companies_sudo],
                "res_company": companies_sudo[0],
                "several": True,
            },
        )

    @http.route(
        "/association/<int:company_id>/apply",
        type="http",
        auth="public",
        website=True,
        methods=["GET"],
        sitemap=False,
    )
    def form(self, company_id, form=None, lang=None, **_ignored):
        """Show who can apply or, when the legal form is known, the form for it."""
        if redirection := in_language_asked(lang):
            return redirection
        company_sudo = open_association(company_id)
        if not form:
            return self._show_applicants(company_sudo)
        shown = ApplicationPage(company_sudo, self._legal_form(company_sudo, form))
        return self._show_form(shown, secrets.token_urlsafe(32))

    @http.route(
        "/association/<int:company_id>/apply/send",
        type="http",
        auth="public",
        website=True,
        methods=["POST"],
        sitemap=False,
        max_content_length=REQUEST_MAX,
    )
    def send(self, company_id, form=None, draft=None, **raw):
        """Take an application, or show the form again with all that is wrong with it."""
        company_sudo = open_association(company_id)
        legal_form = self._legal_form(company_sudo, form)
        answers = {name: text for name, text in raw.items() if isinstance(text, str)}
        if self._too_often():
            shown = ApplicationPage(company_sudo, legal_form, answers)
            return self._show_form(shown, draft, 429, "too_often")
        # sudo: a visitor has no rights; the key, which only this visitor knows, stands for the draft.
        draft_sudo = request.env["association.web.draft"].sudo()._open(draft)
        if not draft_sudo:
            draft = secrets.token_urlsafe(32)
            draft_sudo = request.env["association.web.draft"].sudo()._open(draft)
        if draft_sudo.receipt:
            return self._received(company_sudo, draft_sudo.receipt)
        shown = ApplicationPage(company_sudo, legal_form, answers, draft=draft_sudo)
        checked = self._check(shown)
        if checked.faults:
            shown.faults = {fault.field: fault for fault in checked.faults}
            return self._show_form(shown, draft, 422, "faults")
        try:
            with request.env.cr.savepoint():
                receipt = self._submit(shown, checked.values)
                draft_sudo._close(receipt)
        except (UserError, psycopg2.IntegrityError):
            # Why it failed may say that the applicant is known already: that is for the log, not for the page.
            _logger.warning("An application from the web form was refused by the office", exc_info=True)
            return self._show_form(shown, draft, 503, "failed")
        return self._received(company_sudo, receipt)

    @http.route(
        "/association/<int:company_id>/apply/received",
        type="http",
        auth="public",
        website=True,
        methods=["GET"],
        sitemap=False,
    )
    def received(self, company_id, lang=None, **_ignored):
        """Show the receipt of the application that this browser has just sent."""
        if redirection := in_language_asked(lang):
            return redirection
        company_sudo = open_association(company_id)
        receipt = request.session.get(RECEIPT)
        if not receipt or receipt.get("company") != company_id:
            return request.redirect(f"/association/{company_id}/apply")
        received_on = fields.Date.to_date(receipt["received_on"])
        due = company_sudo._application_decision_due(received_on)
        return page(
            "lecce_smartcity.apply_received",
            {
                "reference": receipt["reference"],
                "received_on": format_date(request.env, received_on, date_format=LONG),
                "due_on": due and format_date(request.env, due.date, date_format=LONG),
                "due_citation": due and request.env["association.wording"]._citation(due.citation),
                **self._association_values(company_sudo),
            },
        )

    # --- parts ---

    def _legal_form(self, company_sudo, code):
        """Return the legal form of that code, if somebody of it can apply.

        :raises NotFound: no such form, or no category is open to it
        """
        found = self._legal_forms(company_sudo).filtered(lambda form: form.code == code)
        if not found:
            raise NotFound()
        return found

    def _legal_forms(self, company_sudo):
        categories_sudo = request.env["association.member.category"].sudo()
        forms_sudo = request.env["association.legal.form"].sudo().search([])
        return forms_sudo.filtered(lambda form: categories_sudo._to_apply_for(company_sudo, form))

    def _too_often(self):
        throttle_sudo = request.env["association.web.throttle"].sudo()
        address = request.httprequest.remote_addr
        return throttle_sudo._count("apply", address) > SENDINGS_AN_HOUR

    def _check(self, shown):
        """Return the answers as read and every fault: of fields, of files, of what must be confirmed."""
        countries = request.env["res.country"].sudo().search([])
        provinces = request.env.ref("base.it").sudo().state_ids
        choices = Choices(
            frozenset(map(str, shown.categories.ids)),
            frozenset(countries.mapped("code")),
            frozenset(provinces.mapped("code")),
        )
        checked = check(shown.raw, shown.audience, choices, legal_today(request.env))
        faults = [*checked.faults, *self._take_files(shown)]
        if not shown.raw.get("privacy"):
            faults.append(Fault("privacy", "privacy"))
        if shown.raw.get(TRAP):
            faults.append(Fault(TRAP, "trap"))
        return Checked(checked.values, tuple(faults))

    def _take_files(self, shown):
        """Keep the files that came with the form, and list what is wrong with them or missing."""
        faults = []
        for code, _label, _help, required in shown.requested:
            name = f"document_{code}"
            sent = request.httprequest.files.get(name)
            if sent and sent.filename:
                try:
                    upload = uploads.taken(sent.filename, sent.read(uploads.FILE_MAX + 1))
                except uploads.FileFault as fault:
                    faults.append(Fault(name, fault.code, fault.params))
                    continue
                shown.draft._keep(code, upload)
            elif required and code not in shown.draft.file_ids.mapped("code"):
                faults.append(Fault(name, "file_missing"))
        return faults

    def _submit(self, shown, values):
        """Hand the application to the office and return what the applicant is told."""
        files = [(file.code, file._as_upload()) for file in shown.draft.file_ids]
        applications_sudo = request.env["association.application"].sudo().with_company(shown.company)
        reference = applications_sudo._submit_from_web(shown.legal_form, values, files, shown.consents())
        return {
            "company": shown.company.id,
            "reference": reference,
            "received_on": fields.Date.to_string(legal_today(request.env)),
        }

    # --- pages ---

    def _association_values(self, company_sudo):
        return {
            "company": company_sudo,
            "res_company": company_sudo,
            "seat": association_lines(company_sudo),
        }

    def _decision_days(self, company_sudo):
        today = legal_today(request.env)
        due = company_sudo._application_decision_due(today)
        return due and (due.date - today).days

    def _show_applicants(self, company_sudo):
        forms_sudo = self._legal_forms(company_sudo)
        people = forms_sudo.filtered("is_natural_person")
        public = forms_sudo.filtered("is_public_body")
        return page(
            "lecce_smartcity.apply_applicants",
            {
                "people": people,
                "public_bodies": public,
                "private_bodies": forms_sudo - people - public,
                **self._association_values(company_sudo),
            },
        )

    def _show_form(self, shown, draft, status=200, problem=None):
        return page(
            "lecce_smartcity.apply_form",
            {
                "form": shown,
                "draft": draft,
                "problem": problem,
                "decision_days": self._decision_days(shown.company),
                "accept": uploads.ACCEPT,
                "file_max": uploads.FILE_MAX // uploads.MEGABYTE,
                "trap": TRAP,
                **self._association_values(shown.company),
            },
            status,
        )

    def _received(self, company_sudo, receipt):
        request.session[RECEIPT] = receipt
        return request.redirect(f"/association/{company_sudo.id}/apply/received")
