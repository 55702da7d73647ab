from odoo import _, api, models
from odoo.tools import format_date

from ..bylaws.statute.comparison import compare
from ..documents import comparison_pdf, statute_notes, statute_pdf
from ..documents.statute_model import ComparisonPaper, StatutePaper

LANG = "it_IT"  # the text is Italian, and so is what stands around it


class StatuteDocuments(models.AbstractModel):
    """The statute on paper: a version with its rules in the margin, the coordinated text, two versions side by side."""

    _inherit = "association.document"

    @api.model
    def _documents(self):
        return {
            **super()._documents(),
            "lecce_smartcity.statute": self._draw_statutes,
            "lecce_smartcity.statute_coordinated": self._draw_coordinated,
            "lecce_smartcity.statute_comparison": self._draw_comparisons,
        }

    def _draw_statutes(self, statutes, _data):
        return {statute.id: statute_pdf.render(self._statute_paper(statute)) for statute in statutes}

    def _draw_coordinated(self, statutes, _data):
        return {statute.id: statute_pdf.render(self._coordinated_paper(statute)) for statute in statutes}

    def _draw_comparisons(self, wizards, _data):
        return {wizard.id: comparison_pdf.render(self._comparison_paper(wizard)) for wizard in wizards}

    @api.model
    def _statute_paper(self, statute, **facts):
        """Return the ``StatutePaper`` of a version."""
        here = self.with_context(lang=LANG)
        version = statute.with_context(lang=LANG)._as_act()
        paper = {
            "notes": statute_notes.rule_notes(version.rules, LANG),
            "state": "superseded" if statute.stage == "replaced" else statute.state,
            "fingerprint": statute.digest or "",
            **facts,
        }
        return StatutePaper(
            association=here._association(statute.company_id),
            version=version,
            generated_at=here._now(),
            place=statute.company_id.sudo().city or "",
            signatories=(here._president(statute.company_id), here._secretary(statute.company_id)),
            lang=LANG,
            **paper,
        )

    def _coordinated_paper(self, statute):
        text = statute._as_coordinated()
        return self._statute_paper(
            statute,
            coordinated=True,
            notes=statute_notes.history_notes(text, LANG),
            repealed=statute_notes.repealed_rows(text, LANG),
            fingerprint="",
        )

    def _comparison_paper(self, wizard):
        here = self.with_context(lang=LANG)
        old, new = wizard.old_id.with_context(lang=LANG), wizard.new_id.with_context(lang=LANG)
        return ComparisonPaper(
            association=here._association(new.company_id),
            comparison=compare(old._as_statute(), new._as_statute()),
            old_label=here._version_label(old),
            new_label=here._version_label(new),
            generated_at=here._now(),
            subject=wizard.subject or "",
            whole=wizard.whole,
            lang=LANG,
        )

    def _version_label(self, statute):
        if statute.valid_from:
            return _("version %(name)s, in force from %(day)s", name=statute.name, day=format_date(self.env, statute.valid_from))
        return _("version %s, proposed", statute.name) if statute.stage == "draft" else _("version %s", statute.name)
