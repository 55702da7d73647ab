import json

from markupsafe import Markup

from odoo import _, api, fields, models
from odoo.tools import format_date


class AssociationBookEntry(models.Model):
    """What a reader sees of an entry instead of its canonical text."""

    _inherit = "association.book.entry"

    content_html = fields.Html(string="Content", compute="_compute_content_html", sanitize=False)

    @api.depends("payload", "disclosure_ids")
    @api.depends_context("lang", "uid")
    def _compute_content_html(self):
        may_read_persons = self.env["association.book.disclosure"].has_access("read")
        for entry in self:
            content = json.loads(entry.payload or "{}")
            parts = [self._as_table(_("Entered"), self._public_rows(content.get("public") or {}))]
            if may_read_persons and content.get("commitments"):
                parts.append(self._as_table(_("Personal data"), entry._personal_rows(content["commitments"])))
            entry.content_html = Markup("<div class='d-flex flex-wrap gap-5'>%s</div>") % Markup("").join(parts)

    def _public_rows(self, public):
        """Return ``[(label, text)]`` of what is in clear in an entry."""
        labels = self._content_labels()
        categories = self.env["association.member.category"].search([])
        names = {category.code: category.name for category in categories}
        rows = []
        order = list(labels)
        for key, value in sorted(public.items(), key=lambda item: order.index(item[0]) if item[0] in labels else 99):
            if value in (None, False, "", []):
                continue
            if key.endswith(("_date", "_on")):
                value = format_date(self.env, fields.Date.to_date(value))
            elif key.endswith("category"):
                value = names.get(value, value)
            elif key == "erases":
                value = ", ".join(str(item.get("number")) for item in value)
            rows.append((labels.get(key, key), value))
        return rows

    def _personal_rows(self, committed):
        """Return ``[(label, text)]`` of the values behind the commitments; erased ones say so."""
        labels = self._content_labels()
        disclosed = self.disclosure_ids.content or {}
        return [
            (labels.get(name, name), self._disclosed_text(name, disclosed.get(name, [None, None])[1]))
            for name in sorted(committed, key=lambda name: list(labels).index(name) if name in labels else 99)
        ]

    def _disclosed_text(self, name, value):
        if not value:
            return _("erased")
        return format_date(self.env, fields.Date.to_date(value)) if name == "birth_date" else value

    def _content_labels(self):
        return {
            "type": _("Event"),
            "name": _("Name"),
            "codice_fiscale": _("Codice fiscale"),
            "birth_date": _("Born on"),
            "birth_place": _("Born in"),
            "residence": _("Address"),
            "resolution": _("Resolution"),
            "motive": _("Reasons"),
            "number": _("Register no."),
            "member": _("Register no. of the member"),
            "category": _("Category"),
            "new_category": _("Corrected category"),
            "legal_date": _("Date of the act"),
            "effective_date": _("Effective"),
            "new_effective_date": _("Corrected date"),
            "annotated_on": _("In the book since"),
            "recorded_on": _("Recorded on"),
            "corrects": _("Corrects event"),
            "annuls": _("Annuls it"),
            "erases": _("Erases the personal data of entries"),
            "ground": _("Ground"),
            "event": _("Event in the history, no."),
        }

    def _as_table(self, title, rows):
        body = Markup("").join(
            Markup("<tr><th scope='row' class='pe-4 fw-normal text-muted text-nowrap'>%s</th><td>%s</td></tr>") % row
            for row in rows
        )
        table = Markup("<div><h4>%s</h4><table class='table table-sm table-borderless w-auto mb-3'>%s</table></div>")
        return table % (title, body)
