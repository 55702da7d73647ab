"""A member's own pages: /my/association. Record rules find the member; what is shown is read from it alone."""

from werkzeug.exceptions import NotFound

from odoo import _, http
from odoo.exceptions import UserError
from odoo.http import request
from odoo.tools import format_date

from odoo.addons.portal.controllers.portal import CustomerPortal

from ..intake.application_check import Fault
from ..intake.text import tidy_lines
from ..models.association_member_portal import (
    CHANGE,
    CONTACTS,
    EDITS_CONTACTS,
    LONG,
    MAKES_REQUESTS,
    SELF,
    WITHDRAWAL,
)

TEXT_MAX = 2000
SAVED = "association_saved"


class MemberPortal(CustomerPortal):
    def _prepare_portal_layout_values(self):
        values = super()._prepare_portal_layout_values()
        return {**values, "association_member": bool(self._my_members())}

    # --- finding ---

    def _my_members(self):
        """Return the memberships that the rules let this user see; elevated, to show names and addresses of them."""
        return request.env["association.member"]._portal_members().sudo()

    def _my_member(self, member_id, capacities=None):
        """Return one of them.

        :param capacities: in which of them the user must be there; all when omitted
        :raises NotFound: no such membership, or not one of this user: nobody can tell which
        """
        member_sudo = self._my_members().filtered(lambda member: member.id == member_id)
        if not member_sudo:
            raise NotFound()
        if capacities and member_sudo._portal_capacity() not in capacities:
            raise NotFound()
        return member_sudo

    def _page(self, template, member_sudo, status=200, **values):
        capacity = member_sudo._portal_capacity()
        response = request.render(
            f"lecce_smartcity.{template}",
            {
                **self._prepare_portal_layout_values(),
                "page_name": "association",
                "member": member_sudo,
                "capacity": capacity,
                "is_self": capacity == SELF,
                "may_edit": capacity in EDITS_CONTACTS,
                "may_ask": capacity in MAKES_REQUESTS,
                "several": len(self._my_members()) > 1,
                "show_date": lambda day: day and format_date(request.env, day, date_format=LONG),
                **values,
            },
        )
        response.status_code = status
        response.headers["X-Frame-Options"] = "DENY"
        response.headers["Content-Security-Policy"] = "frame-ancestors 'none'"
        response.headers["Cache-Control"] = "no-store"
        return response

    def _back(self, member_sudo, message):
        """Return to the member's page and say there what was done."""
        request.session[SAVED] = message
        return request.redirect(f"/my/association/{member_sudo.id}")

    # --- reading ---

    @http.route("/my/association", type="http", auth="user", website=True, methods=["GET"])
    def my_memberships(self, **_ignored):
        """Show the only membership, or the list to choose from."""
        members_sudo = self._my_members()
        if len(members_sudo) == 1:
            return request.redirect(f"/my/association/{members_sudo.id}")
        return request.render(
            "lecce_smartcity.my_memberships",
            {
                **self._prepare_portal_layout_values(),
                "page_name": "association",
                "members": [(member, member._portal_capacity()) for member in members_sudo],
            },
        )

    @http.route("/my/association/<int:member_id>", type="http", auth="user", website=True, methods=["GET"])
    def my_membership(self, member_id, **_ignored):
        """Show one membership: where it stands, whose it is, what happened, what can be done."""
        member_sudo = self._my_member(member_id)
        return self._page(
            "my_membership",
            member_sudo,
            saved=request.session.pop(SAVED, None),
            events=member_sudo._portal_history(),
            consents=self._consents(member_sudo),
            documents=member_sudo._portal_documents(),
            withdrawal=member_sudo._portal_asked_on(WITHDRAWAL),
            change=member_sudo._portal_asked_on(CHANGE),
        )

    def _consents(self, member_sudo):
        """Return ``[(purpose, consent in force or empty)]`` of a person; a body gives no consents."""
        if member_sudo._portal_capacity() != SELF:
            return []
        purposes_sudo = request.env["association.consent.purpose"].sudo()
        given = member_sudo.partner_id.consent_in_force_ids.filtered(
            lambda consent: consent.company_id == member_sudo.company_id
        )
        return [
            (
                purpose,
                given.filtered(lambda consent, purpose=purpose: consent.purpose_id == purpose),
            )
            for purpose in purposes_sudo._of_company(member_sudo.company_id) | given.purpose_id
        ]

    # --- contacts ---

    @http.route(
        "/my/association/<int:member_id>/contacts",
        type="http",
        auth="user",
        website=True,
        methods=["GET", "POST"],
    )
    def contacts(self, member_id, **raw):
        """Show the member's addresses to change, and change them."""
        member_sudo = self._my_member(member_id, EDITS_CONTACTS)
        partner_sudo = member_sudo.partner_id
        if request.httprequest.method == "GET":
            shown = {name: partner_sudo[name] or "" for name in CONTACTS}
            shown |= {
                "country_id": (partner_sudo.country_id or request.env.ref("base.it")).id,
                "state_id": partner_sudo.state_id.id,
            }
            return self._contacts_page(member_sudo, shown, {})
        country_sudo = self._chosen("res.country", raw.get("country_id"))
        state_sudo = self._chosen("res.country.state", raw.get("state_id"))
        if state_sudo.country_id != country_sudo:
            state_sudo = state_sudo.browse()
        members = request.env["association.member"]
        values, faults = members._portal_contact_faults(raw, country_sudo, state_sudo)
        if faults:
            shown = {**raw, "country_id": country_sudo.id, "state_id": state_sudo.id}
            return self._contacts_page(member_sudo, shown, faults, 422)
        member_sudo._portal_update_contacts(values)
        return self._back(member_sudo, _("Your addresses have been saved."))

    def _chosen(self, model, key):
        records_sudo = request.env[model].sudo()  # lists that everybody may read
        return records_sudo.browse(int(key)).exists() if str(key or "").isdigit() else records_sudo

    def _contacts_page(self, member_sudo, shown, faults, status=200):
        wording = request.env["association.wording"]
        errors = {name: wording._application_fault(Fault(name, code, {"limit": 254})) for name, code in faults.items()}
        return self._page(
            "my_contacts",
            member_sudo,
            status,
            shown=shown,
            errors=errors,
            countries=request.env["res.country"].sudo().search([]),
            states=request.env.ref("base.it").sudo().state_ids.sorted("name"),
        )

    # --- requests ---

    @http.route(
        "/my/association/<int:member_id>/change",
        type="http",
        auth="user",
        website=True,
        methods=["GET", "POST"],
    )
    def change(self, member_id, text="", **_ignored):
        """Ask the secretariat to change what the members' book says."""
        member_sudo = self._my_member(member_id, MAKES_REQUESTS)
        text = tidy_lines(text)[:TEXT_MAX]
        if request.httprequest.method == "GET":
            return self._page("my_change", member_sudo, error=None)
        if not text:
            return self._page("my_change", member_sudo, 422, error=_("Say what should be changed."))
        member_sudo._portal_request_change(text)
        return self._back(member_sudo, _("Your request is with the secretariat."))

    @http.route(
        "/my/association/<int:member_id>/withdrawal",
        type="http",
        auth="user",
        website=True,
        methods=["GET", "POST"],
    )
    def withdrawal(self, member_id, text="", confirm=None, **_ignored):
        """Declare the withdrawal from the association, knowing when it takes effect."""
        member_sudo = self._my_member(member_id, MAKES_REQUESTS)
        effective = member_sudo._portal_withdrawal_effective()
        waiting = member_sudo._portal_open_requests(WITHDRAWAL)
        if waiting:
            return self._back(member_sudo, _("Your declaration of withdrawal is already with the secretariat."))
        if not effective:
            return request.redirect(f"/my/association/{member_sudo.id}")
        values = {"effective": effective, "text": text, "error": None}
        if request.httprequest.method == "GET":
            return self._page("my_withdrawal", member_sudo, **values)
        if not confirm:
            values["error"] = _("Confirm that you want to leave the association.")
            return self._page("my_withdrawal", member_sudo, 422, **values)
        try:
            member_sudo._portal_declare_withdrawal(tidy_lines(text)[:TEXT_MAX])
        except UserError as error:
            values["error"] = str(error)
            return self._page("my_withdrawal", member_sudo, 422, **values)
        return self._back(member_sudo, _("Your declaration of withdrawal has reached the secretariat."))

    @http.route(
        "/my/association/<int:member_id>/consent",
        type="http",
        auth="user",
        website=True,
        methods=["POST"],
    )
    def consent(self, member_id, purpose=None, give=None, **_ignored):
        """Give a consent, or withdraw it: as easy one way as the other (GDPR art. 7(3))."""
        member_sudo = self._my_member(member_id, (SELF,))
        offered = {str(item.id): (item, given) for item, given in self._consents(member_sudo)}
        if purpose not in offered:
            raise NotFound()
        purpose_sudo, given_sudo = offered[purpose]
        if give and not given_sudo:
            notice_sudo = request.env["association.privacy.notice"].sudo()._current(member_sudo.company_id)
            request.env["association.consent"].sudo()._give(
                member_sudo.partner_id,
                purpose_sudo,
                member_sudo.company_id,
                notice_sudo,
                source="portal",
            )
            return self._back(member_sudo, _("Your consent has been recorded."))
        if not give and given_sudo:
            given_sudo._withdraw(source="portal")
            return self._back(
                member_sudo,
                _("Your consent has been withdrawn. Your membership does not depend on it."),
            )
        return request.redirect(f"/my/association/{member_sudo.id}")

    # --- documents ---

    @http.route(
        "/my/association/<int:member_id>/<any('statement','card','data','statute'):document>.<any('pdf','json'):extension>",
        type="http",
        auth="user",
        methods=["GET"],
    )
    def document(self, member_id, document, extension, **_ignored):
        """Download a document of the member."""
        member_sudo = self._my_member(member_id)
        offered = {(item["code"], item["extension"]): item for item in member_sudo._portal_documents()}
        if (document, extension) not in offered:
            raise NotFound()
        name, content, mimetype = member_sudo._portal_document(document, extension)
        return request.make_response(
            content,
            headers=[
                ("Content-Type", mimetype),
                ("Content-Length", len(content)),
                ("Content-Disposition", http.content_disposition(name)),
                ("Cache-Control", "no-store"),
                ("X-Content-Type-Options", "nosniff"),
            ],
        )

    # --- Odoo's own pages of the account ---

    def _validate_address_values(self, address_values, partner_sudo, *args, **kwargs):
        """Tell a member in the form, not by a refusal later, that the book's data are changed by request."""
        invalid, missing, messages = super()._validate_address_values(address_values, partner_sudo, *args, **kwargs)
        if partner_sudo and partner_sudo._in_membership():
            name = (address_values.get("name") or "").strip()
            if name and name != (partner_sudo.name or "").strip():
                invalid.add("name")
                messages.append(
                    _("Your name is in the members' book: ask the secretariat to change it, from your membership page.")
                )
        return invalid, missing, messages
