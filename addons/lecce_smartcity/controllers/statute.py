from werkzeug.exceptions import NotFound

from odoo import http
from odoo.exceptions import AccessError
from odoo.http import request


class StatuteController(http.Controller):
    """Versions of the statute as files."""

    @http.route("/association/statute/<int:statute_id>/akoma-ntoso", type="http", auth="user", methods=["GET"], readonly=True)
    def akoma_ntoso(self, statute_id):
        """Download a version as Akoma Ntoso."""
        statute = request.env["association.statute"].browse(statute_id).exists()
        try:
            statute.check_access("read")
        except AccessError:
            statute = None  # whoever may not read it is not told that it is there
        if not statute:
            raise NotFound()
        name, content = statute._as_akoma_ntoso()
        return request.make_response(
            content,
            headers=[
                ("Content-Type", "application/akn+xml"),
                ("Content-Length", len(content)),
                ("Content-Disposition", http.content_disposition(name)),
                ("Cache-Control", "no-store"),
                ("X-Content-Type-Options", "nosniff"),
            ],
        )
