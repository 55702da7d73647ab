from odoo import _, models

from ..bylaws import states
from .legal_time import legal_today

# Who has asked to join may read what it would be bound by.
READERS = (*states.MEMBER_STATUSES, states.APPLICANT)


class AssociationMember(models.Model):
    _inherit = "association.member"

    def _portal_statute(self):
        """Return the statute in force today, elevated: for members in the portal, who may read no version by themselves."""
        self.ensure_one()
        member_sudo = self.sudo()
        statutes_sudo = member_sudo.env["association.statute"]
        if member_sudo.status not in READERS:
            return statutes_sudo
        return statutes_sudo._in_force(member_sudo.company_id, legal_today(self.env))

    def _portal_documents(self):
        """Add the statute."""
        found = super()._portal_documents()
        if self._portal_statute():
            found.append({"code": "statute", "extension": "pdf", "title": _("The statute in force")})
        return found

    def _portal_document(self, code, extension):
        """Draw the statute."""
        if code != "statute":
            return super()._portal_document(code, extension)
        statute_sudo = self._portal_statute()
        content = statute_sudo.env["association.document"]._draw_statutes(statute_sudo, {})[statute_sudo.id]
        return f"{statute_sudo._file_name()}.pdf", content, "application/pdf"
