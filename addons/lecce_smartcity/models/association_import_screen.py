import base64

from odoo import _, api, fields, models
from odoo.exceptions import UserError

from ..documents.members_export import members_csv
from ..intake import members
from ..intake.errors import IntakeError
from ..intake.findings import label, remedy
from ..intake.records import CREATE, REFUSED
from .association_import_batch import ROWS_IN_BROWSER
from .bulk import append_rows

REFUSED_LINE, WARNING_LINE, GOOD_LINE, UNCHANGED_LINE = "refused", "warning", "good", "unchanged"


class AssociationImportBatch(models.Model):
    """The import in the web client: file, verdict row by row, import, undo."""

    _inherit = "association.import.batch"

    line_ids = fields.One2many("association.import.line", "batch_id", string="Verdicts")
    problem_ids = fields.One2many(
        "association.import.line", "batch_id", string="Rows to look at",
        domain=[("verdict", "in", (REFUSED_LINE, WARNING_LINE))],
    )  # fmt: skip
    import_label = fields.Char(compute="_compute_import_label")
    verdict_csv = fields.Binary(compute="_compute_verdict_csv")
    verdict_csv_name = fields.Char(compute="_compute_verdict_csv")

    @api.depends("imported")
    @api.depends_context("lang")
    def _compute_import_label(self):
        for batch in self:
            count = batch.imported
            batch.import_label = _("Import the good row") if count == 1 else _("Import the %s good rows", count)

    # --- the steps ---

    def action_check(self):
        """Read the file and show what would become of every row; the register stays as it is."""
        self.ensure_one()
        self.check_access("write")
        try:
            examination = self._examine(*self._file(), self.company_id, self.category_id.code or "")
        except IntakeError as error:
            raise UserError(error.message(self.env.lang or "en")) from error
        self._show(examination)

    def action_import(self):
        """Import the good rows that were shown; if the register has changed since, show it anew instead."""
        self.ensure_one()
        if self.state != "checked":
            raise UserError(_("Check the file first: its verdict is what you agree to."))
        if self.rows > ROWS_IN_BROWSER:
            raise UserError(
                _(
                    "The file has %(rows)s rows. More than %(limit)s are imported on the server, with scripts/import-members.",
                    rows=self.rows,
                    limit=ROWS_IN_BROWSER,
                )
            )
        data, name = self._file()
        done, examination = self._import(
            data, name, self.company_id, self.category_id.code or "", shown=self.findings
        )
        if done:
            return None
        self._show(examination)
        return self._notify(_("The register has changed since the check. This is the new verdict: look at it again."))

    def _file(self):
        if not self.data:
            raise UserError(_("Choose the file of the members' book first."))
        return base64.b64decode(self.with_context(bin_size=False).data), self.file_name or ""

    def _notify(self, text):
        return {
            "type": "ir.actions.client",
            "tag": "display_notification",
            "params": {
                "type": "warning",
                "sticky": True,
                "message": text,
                "next": {"type": "ir.actions.client", "tag": "soft_reload"},
            },
        }

    def _show(self, examination):
        self.sudo().write(  # sudo: a verdict is the program's to write
            {**self._counts(examination), "state": "checked"}
        )
        self.sudo().line_ids.unlink()
        names = members.row_names(examination.table)
        append_rows(
            self.env["association.import.line"],
            [
                {"batch_id": self.id, "row": verdict.row, "line": verdict.line, "name": names[verdict.row], **told}
                for verdict in examination.verdicts
                for told in self._told(verdict)
            ],
        )

    def _told(self, verdict):
        """Yield the columns of a line for every finding on a row; one without a message for a row without findings."""
        lang = self.env.lang or "en"
        refused = verdict.action == REFUSED
        for finding in (*verdict.errors, *(() if refused else verdict.warnings)):
            text = remedy(finding, lang)
            yield {
                "verdict": REFUSED_LINE if refused else WARNING_LINE,
                "code": finding.code,
                "field": finding.params.get("column") or label(finding.field, lang),
                "message": text[0].upper() + text[1:],
            }
        if not refused and not verdict.warnings:
            yield {"verdict": GOOD_LINE if verdict.action == CREATE else UNCHANGED_LINE}

    def _forget_check(self):
        """A new file: what was said of the one before is void."""
        self.sudo().line_ids.unlink()  # sudo: as _show
        self.sudo().write(
            {"state": "draft", "sha256": False, "findings": False, "rows": 0, "imported": 0, "unchanged": 0,
             "refused": 0, "warned": 0}
        )  # fmt: skip

    # --- the verdict on paper ---

    @api.depends("findings")
    @api.depends_context("lang")
    def _compute_verdict_csv(self):
        for batch in self:
            stem = (batch.file_name or "").rpartition(".")[0] or batch.file_name or "file"
            batch.verdict_csv_name = _("Verdict on %s.csv", stem)
            batch.verdict_csv = base64.b64encode(batch._verdict_csv()) if batch.findings else False

    def _verdict_csv(self):
        """Return the verdict as a file: each row as it was shown, or later the rows with something to look at."""
        labels = dict(self.line_ids._fields["verdict"]._description_selection(self.env))
        lines = self.line_ids.sudo().sorted(lambda line: (line.row, line.id))
        rows = [
            [line.row, line.line, line.name, labels[line.verdict], line.code or "", line.field or "", line.message or ""]
            for line in lines
        ] or list(self._kept_findings(labels))
        headers = [_("Row"), _("Line"), _("Name"), _("Verdict"), _("Code"), _("Field"), _("What to do")]
        return members_csv(rows, headers)

    def _kept_findings(self, labels):
        told = self._verdict_json()
        for name, verdict in (("errors", REFUSED_LINE), ("warnings", WARNING_LINE)):
            for row, findings in told.get(name, {}).items():
                for found in findings:
                    yield [int(row), None, "", labels[verdict], found["code"], found["field"], found["message"]]

    def action_download_verdict(self):
        """Download the verdict as a CSV file."""
        self.ensure_one()
        return {
            "type": "ir.actions.act_url",
            "target": "download",
            "url": f"/web/content/{self._name}/{self.id}/verdict_csv?download=true&filename_field=verdict_csv_name",
        }

    # --- going on from here ---

    def action_open_lines(self):
        """Open the verdicts; the button's context says which ones."""
        self.ensure_one()
        action = self.env["ir.actions.act_window"]._for_xml_id("lecce_smartcity.action_import_lines")
        wanted = self.env.context.get("verdict")
        context = {f"search_default_{wanted}": 1} if wanted else {}
        return {**action, "domain": [("batch_id", "=", self.id)], "context": context}

    def action_open_members(self):
        """Open the members that this import brought."""
        self.ensure_one()
        action = self.env["association.member"]._action_as_of(None, filters=(), name=_("Imported members"))
        return {**action, "domain": [("id", "in", self.row_ids.member_id.ids)]}

    def action_open_rows(self):
        """Open the imported rows: fees as the file has them, and what had no place elsewhere."""
        self.ensure_one()
        action = self.env["ir.actions.act_window"]._for_xml_id("lecce_smartcity.action_import_rows")
        return {**action, "domain": [("batch_id", "=", self.id)]}

    def action_open_same_file(self):
        """Open the import that brought this very file."""
        self.ensure_one()
        return {
            "type": "ir.actions.act_window",
            "res_model": self._name,
            "res_id": self.same_file_id.id,
            "views": [(False, "form")],
        }

    def action_undo_wizard(self):
        """Ask why, then undo."""
        self.ensure_one()
        return {
            "type": "ir.actions.act_window",
            "name": _("Undo the import"),
            "res_model": "association.import.undo",
            "view_mode": "form",
            "target": "new",
            "context": {"default_batch_id": self.id},
        }
