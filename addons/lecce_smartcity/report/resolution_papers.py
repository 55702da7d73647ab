from odoo import _, api, models
from odoo.exceptions import UserError
from odoo.tools import format_date

from ..bylaws.meeting import matters, votes
from ..documents import resolution_pdf, validity_sheet_pdf
from ..documents.meeting_model import ResolutionHead
from ..documents.meeting_words import call, when
from ..documents.words import Words
from ..models.legal_time import legal_day


class ResolutionPapersDocument(models.AbstractModel):
    """A resolution on paper: the extract, and the validity sheet that was frozen at its adoption."""

    _inherit = "association.document"

    @api.model
    def _documents(self):
        return {
            **super()._documents(),
            "lecce_smartcity.resolution": self._draw_resolutions,
            "lecce_smartcity.validity_sheet": self._draw_validity_sheets,
            "lecce_smartcity.vote_sheet": self._draw_vote_sheets,
        }

    def _draw_resolutions(self, resolutions, _data):
        return {resolution.id: resolution_pdf.render(self._resolution_paper(resolution)) for resolution in resolutions}

    def _draw_validity_sheets(self, resolutions, _data):
        return {resolution.id: validity_sheet_pdf.render(self._validity_paper(resolution)) for resolution in resolutions}

    def _draw_vote_sheets(self, ballots, _data):
        return {ballot.id: validity_sheet_pdf.render(self._vote_paper(ballot)) for ballot in ballots}

    @api.model
    def _vote_paper(self, ballot):
        """Return the ``ValidityPaper`` of a vote, whether it adopted something or not. :raises UserError: it is not over."""
        if ballot.resolution_ids:
            return self._validity_paper(ballot.resolution_ids[:1])
        if ballot.state not in ("closed", "proclaimed"):
            raise UserError(_("The vote on “%s” is not over: its sheet is made when it is closed.", ballot.item_id.name))
        lang = self.env.lang or "it_IT"
        head = ResolutionHead(
            number="",
            body=ballot.meeting_id.body_id.name,
            adopted_on=legal_day(ballot.opened_at),
            subject=ballot.item_id.name,
            text=ballot.question,
            sitting=self._sitting_in_words(ballot.sitting_id, lang),
            item=ballot.item_id.number or "",
            matter=matters.MATTERS[ballot.item_id.matter].words.text(lang),
        )
        return validity_sheet_pdf.ValidityPaper(
            association=self._association(ballot.company_id),
            resolution=head,
            sheet=ballot._sheet(),
            generated_at=self._now(),
            place=ballot.company_id.sudo().city or "",
            signatories=self._chair_and_secretary(ballot.sitting_id),
            lang=lang,
        )

    @api.model
    def _validity_paper(self, resolution):
        """Return the ``ValidityPaper`` of ``resolution``. :raises UserError: it was not adopted by a vote that was taken here."""
        sheet = resolution._sheet()
        if sheet is None:
            raise UserError(_("“%s” was not adopted by a vote taken here: it has no validity sheet.", resolution.name))
        return validity_sheet_pdf.ValidityPaper(
            association=self._association(resolution.company_id),
            resolution=self._resolution_head(resolution),
            sheet=sheet,
            generated_at=self._now(),
            remedies=resolution._remedies(),
            place=resolution.company_id.sudo().city or "",
            signatories=self._chair_and_secretary(resolution.ballot_id.sitting_id),
            lang=self.env.lang or "it_IT",
        )

    @api.model
    def _resolution_paper(self, resolution):
        """Return the ``ResolutionPaper`` of ``resolution``: names only where the vote was by name."""
        ballot = resolution.ballot_id
        return resolution_pdf.ResolutionPaper(
            association=self._association(resolution.company_id),
            resolution=self._resolution_head(resolution),
            generated_at=self._now(),
            outcome=self._labels("association.ballot", "proclaimed").get(ballot.proclaimed, ""),
            method=self._labels("association.ballot", "method").get(ballot.method, ""),
            secret=ballot.is_secret,
            votes=tuple(self._vote_rows(ballot)),
            remarks=tuple(self._vote_remarks(ballot)),
            place=resolution.company_id.sudo().city or "",
            signatories=self._chair_and_secretary(ballot.sitting_id),
            lang=self.env.lang or "it_IT",
        )

    def _resolution_head(self, resolution):
        """Return what names a resolution; the body as it was called at the adoption."""
        lang = self.env.lang or "it_IT"
        body = resolution.name.partition(" – ")[2]
        return ResolutionHead(
            number=f"{resolution.number}/{resolution.year}",
            body=body or resolution.body_id.name,
            adopted_on=resolution.adopted_on,
            subject=resolution.subject,
            text=resolution.text,
            sitting=self._sitting_in_words(resolution.ballot_id.sitting_id, lang),
            item=resolution.item_id.number or "",
            matter=matters.MATTERS[resolution.matter].words.text(lang) if resolution.matter else "",
            state=self._state_in_words(resolution),
        )

    def _sitting_in_words(self, sitting, lang):
        """Return the call and the moment of a sitting; nothing for none."""
        if not sitting:
            return ""
        words, at = Words(lang), self._sitting_call(sitting)
        return ", ".join((call(words, at.call), when(words, at.starts)))

    def _state_in_words(self, resolution):
        """Return what became of a resolution, with the day and the court of the last act; nothing while it simply stands."""
        if resolution.state == "adopted":
            return ""
        act = resolution.act_ids[-1:]
        label = self._labels("association.resolution", "state")[resolution.state]
        return ", ".join(filter(None, (label, act.court, act.reference, act.date and format_date(self.env, act.date))))

    def _vote_rows(self, ballot):
        """Yield how many votes for each choice, in the order of minutes, and whose where they are by name."""
        tally = ballot and ballot._kept("tally")
        if not tally:
            return
        labels = self._labels("association.vote", "choice")
        named = {} if ballot.is_secret else ballot.vote_ids.grouped("choice")
        for choice in votes.CHOICES:
            count = getattr(tally, choice)
            if count or choice in (votes.FAVOUR, votes.AGAINST, votes.ABSTAINED):
                given = named.get(choice, ballot.vote_ids.browse())
                names = tuple(sorted(given.roll_id.mapped("name")))
                yield resolution_pdf.VoteRow(labels[choice], count, names, sum(given.mapped("votes")))

    def _vote_remarks(self, ballot):
        """Yield what the chair declared against the count, and dissents that were to be minuted."""
        if ballot.differs:
            yield _("The chair proclaimed otherwise than counted: %s", ballot.differs_reason or "")
        if not ballot.is_secret:
            for vote in ballot.vote_ids.filtered("reason"):
                yield _("%(name)s: %(reason)s", name=vote.roll_id.name, reason=vote.reason)
