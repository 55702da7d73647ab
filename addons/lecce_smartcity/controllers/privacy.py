"""Downloads of the copy of somebody's personal data: made when asked for, never stored."""

import hashlib

from werkzeug.exceptions import Forbidden, NotFound

from odoo import http
from odoo.http import content_disposition, request

from ..models.legal_time import legal_today

MIMETYPES = {"pdf": "application/pdf", "json": "application/json; charset=utf-8"}


class PersonalDataCopy(http.Controller):
    @http.route(
        "/association/privacy/<int:partner_id>/copy.<any('pdf','json'):extension>",
        type="http",
        auth="user",
        methods=["GET"],
    )
    def download(self, partner_id, extension, **query):
        """Download the copy as PDF or JSON; with ``request`` in the query, note on it what was handed out."""
        if not request.env.user.has_group("lecce_smartcity.group_secretariat"):
            raise Forbidden()
        partner = request.env["res.partner"].browse(partner_id).exists()
        if not partner:
            raise NotFound()
        partner.check_access("read")
        asked = self._request(query.get("request"), partner)
        company = asked.company_id or request.env.company
        if extension == "pdf":
            content = partner._personal_data_pdf(company, asked or None)
        else:
            content = partner._personal_data_json(company)
        if asked:
            asked.write(
                {"copy_digest": hashlib.sha256(content).hexdigest(), "copy_prepared_on": legal_today(asked.env)}
            )
        name = f"dati-personali-{partner.id}.{extension}"
        return request.make_response(
            content,
            headers=[
                ("Content-Type", MIMETYPES[extension]),
                ("Content-Length", len(content)),
                ("Content-Disposition", content_disposition(name)),
                ("Cache-Control", "no-store"),
                ("X-Content-Type-Options", "nosniff"),
            ],
        )

    def _request(self, key, partner):
        """Return the request that the copy answers, if the user may see it and it is this person's."""
        requests = request.env["association.privacy.request"]
        if not (key or "").isdigit():
            return requests
        return requests.search([("id", "=", int(key)), ("partner_id", "in", partner._same_person().ids)])
