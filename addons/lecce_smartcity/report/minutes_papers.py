from odoo import _, api, models

from ..bylaws.minutes import grammar
from ..documents import minutes_pdf
from ..documents.model import Signatory
from ..models.legal_time import legal_day

# Languages of the office by language of the minutes.
LANGUAGES = {"it": "it_IT", "en": "en_GB"}
OMITTED = {"it": "[omissis: punto trattato in seduta riservata]", "en": "[left out: dealt with behind closed doors]"}
APPROVED = {
    "it": ("Approvazione", "Il presente verbale è stato letto e approvato nella seduta del {day} ({meeting})."),
    "en": ("Approval", "These minutes were read and approved at the sitting of {day} ({meeting})."),
}
REVISED = {"it": "Revisione n. {number}: {reason}.", "en": "Revision no. {number}: {reason}."}


class MinutesDocument(models.AbstractModel):
    """Minutes on paper, as they were drawn and written: nothing is computed again."""

    _inherit = "association.document"

    @api.model
    def _documents(self):
        return {**super()._documents(), "lecce_smartcity.minutes": self._draw_minutes}

    def _draw_minutes(self, records, _data):
        return {minutes.id: minutes_pdf.render(self._minutes_paper(minutes)) for minutes in records}

    @api.model
    def _minutes_file_name(self, minutes):
        """Return how the file is called."""
        return _("%s (draft)", minutes.display_name) if minutes.state != "approved" else minutes.display_name

    def _minutes_paper(self, minutes):
        """Return the ``MinutesPaper``; parts that the reader may not read are left out, and the paper says so."""
        lang, frame = minutes.lang, minutes.frame or {}
        here = self.with_context(lang=LANGUAGES[lang] if LANGUAGES[lang] in dict(self.env["res.lang"].get_installed()) else None)
        readable = set(self.env["association.minutes.section"].search([("minutes_id", "=", minutes.id)]).ids)
        # sudo: of parts that may not be read the title alone, which the agenda has
        sections_sudo = self.env["association.minutes.section"].sudo().search([("minutes_id", "=", minutes.id)])
        parts = [self._minutes_part(section, section.id in readable, lang) for section in sections_sudo]
        return minutes_pdf.MinutesPaper(
            association=here._association(minutes.company_id),
            title=minutes.name,
            parts=(*parts, *self._minutes_approval(minutes)),
            held_on=legal_day(minutes.held_at),
            generated_at=self._now(),
            state=minutes_pdf.APPROVED if minutes.state == "approved" else minutes_pdf.DRAFT,
            signatories=tuple(Signatory(role, name) for role, name in frame.get("signatories", ())),
            attended=tuple(minutes_pdf.Attended(*row) for row in frame.get("annex", ())),
            lang=LANGUAGES[lang],
        )

    @staticmethod
    def _minutes_part(section, readable, lang):
        if not readable:
            return minutes_pdf.Part(section.title, (OMITTED[lang],))
        return minutes_pdf.Part(
            section.title,
            tuple((section.before or "").splitlines()),
            str(section.notes or ""),
            tuple((section.after or "").splitlines()),
            clauses=section.key == "constitution",
        )

    def _minutes_approval(self, minutes):
        """Return what is said after the text: of a revision why, and which later sitting approved it."""
        lang, said = minutes.lang, []
        if minutes.revision > 1:
            said.append(REVISED[lang].format(number=minutes.revision, reason=(minutes.revision_reason or "…").rstrip(".")))
        title, sentence = APPROVED[lang]
        if minutes.state == "approved" and minutes.approved_meeting_id != minutes.meeting_id:
            said.append(sentence.format(day=grammar.day(minutes.approved_on, lang), meeting=minutes.approved_meeting_id.name))
        return [minutes_pdf.Part(title, tuple(said))] if said else []
