import io
from collections import OrderedDict

from odoo import models


class IrActionsReport(models.Model):
    """Documents that we draw ourselves.

    Real text, page numbers, no external program (docs/decisions/0002).
    """

    _inherit = "ir.actions.report"

    def _drawn_by(self, report_ref):
        """Return the method that draws this report, or None for a stock one."""
        name = self._get_report(report_ref).report_name
        return self.env["association.document"]._documents().get(name)

    def _render_qweb_pdf_prepare_streams(self, report_ref, data, res_ids=None):
        draw = self._drawn_by(report_ref)
        if not draw:
            return super()._render_qweb_pdf_prepare_streams(report_ref, data, res_ids=res_ids)
        records = self.env[self._get_report(report_ref).model].browse(res_ids).exists()
        records.check_access("read")
        return OrderedDict(
            (key, {"stream": io.BytesIO(content), "attachment": None})
            for key, content in draw(records, data or {}).items()
        )

    def _pre_render_qweb_pdf(self, report_ref, res_ids=None, data=None):
        if not self._drawn_by(report_ref):
            return super()._pre_render_qweb_pdf(report_ref, res_ids=res_ids, data=data)
        # Stock code would show HTML here while tests run; there is no template, and drawing is
        # quick.
        ids = [res_ids] if isinstance(res_ids, int) else res_ids
        return self._render_qweb_pdf_prepare_streams(report_ref, data, res_ids=ids), "pdf"
