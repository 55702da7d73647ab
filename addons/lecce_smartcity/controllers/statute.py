from werkzeug.exceptions import NotFound

from odoo import http
from odoo.exceptions import AccessError
from odoo.http import request

from .member_portal import MemberPortal


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


class StatutePortal(MemberPortal):
    @http.route("/my/association/statute", type="http", auth="user", website=True, methods=["GET"])
    def my_statute(self, **_ignored):
        """Show the statute of the user's association; of the first one where there are several."""
        members_sudo = self._my_members().filtered(lambda member: member._portal_statute())
        return request.redirect(f"/my/association/{members_sudo[0].id}/statute" if members_sudo else "/my/association")

    @http.route("/my/association/<int:member_id>/statute", type="http", auth="user", website=True, methods=["GET"])
    def my_statute_of(self, member_id, **_ignored):
        """Show the statute in force to a member."""
        member_sudo = self._my_member(member_id)
        statute_sudo = member_sudo._portal_statute()
        if not statute_sudo:
            raise NotFound()
        return self._page("my_statute", member_sudo, statute=statute_sudo)
