import re

from odoo import http
from odoo.http import request

LANGUAGES = {"it": "it_IT", "en": "en_GB"}
TOKEN = re.compile(r"[\w-]{20,64}")


class MeetingRoomController(http.Controller):
    """The projector of a sitting: an address that nobody can guess, for a computer on which nobody is logged in."""

    @http.route("/meeting/hall/<string:token>", type="http", auth="public", sitemap=False)
    def hall(self, token, lang=None):
        """Show the projector; ``lang`` is ``it`` or ``en``, the association's own language when omitted."""
        sitting_sudo = self._sitting(token)
        if not sitting_sudo:
            raise request.not_found()
        code = self._language(sitting_sudo, lang)
        session_info = request.env["ir.http"].get_frontend_session_info()
        session_info |= {
            "translationURL": "/web/webclient/translations",
            "user_context": {"lang": code},
            "bundle_params": {"lang": code},
            "hall": {"token": token, "lang": code[:2], "channel": sitting_sudo._hall_channel()},
        }
        values = {"session_info": session_info, "language": code[:2], "title": sitting_sudo.meeting_id.name}
        response = request.render("lecce_smartcity.meeting_hall", values)
        response.headers.update({"X-Robots-Tag": "noindex", "Referrer-Policy": "no-referrer", "Cache-Control": "no-store"})
        return response

    @http.route("/meeting/hall/<string:token>/state", type="jsonrpc", auth="public", readonly=True)
    def state(self, token, lang=None):
        """Return what the hall may see; None when the address is no longer good."""
        sitting_sudo = self._sitting(token)
        if not sitting_sudo:
            return None
        return sitting_sudo.with_context(lang=self._language(sitting_sudo, lang))._hall()

    def _sitting(self, token):
        """Return the sitting of this address.

        Elevated: the address itself is what admits to the hall's picture, and ``_hall`` holds nothing that a hall may not see.
        """
        sittings_sudo = request.env["association.sitting"].sudo()
        if not TOKEN.fullmatch(token):
            return sittings_sudo.browse()
        found_sudo = sittings_sudo.search([("hall_token", "=", token)], limit=1)
        return found_sudo.with_company(found_sudo.company_id)

    def _language(self, sitting_sudo, lang):
        installed = {code for code, _name in request.env["res.lang"].get_installed()}
        wanted = [LANGUAGES.get(lang), sitting_sudo.company_id.partner_id.lang, request.env.lang, "en_GB"]
        return next((code for code in wanted if code in installed), next(iter(installed)))
