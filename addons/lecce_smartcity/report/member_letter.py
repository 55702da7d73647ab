from odoo import _, api, models

from ..bylaws import states, terms
from ..documents import letter_pdf, member_notices
from ..documents.member_notices import Appeal, NoticeFrame
from ..models.legal_time import legal_today
from ..models.wording_admission import NO_REFUND


class MemberLetterDocument(models.AbstractModel):
    """The letters that communicate admissions, refusals, withdrawals and exclusions, in the
    recipient's language."""

    _inherit = "association.document"

    @api.model
    def _documents(self):
        return {**super()._documents(), "lecce_smartcity.member_letter": self._draw_letters}

    def _draw_letters(self, events, _data):
        events._check_has_letter()
        return {event.id: letter_pdf.render(self._letter(event)) for event in events}

    @api.model
    def _letter(self, event):
        """Return the ``Letter`` of one event."""
        language = self._language(event.partner_id)
        here = self.with_context(lang=language)
        event = event.with_context(lang=language)
        make = {
            states.ADMISSION: here._admission_notice,
            states.READMISSION: here._admission_notice,
            states.REFUSAL: here._refusal_notice,
            states.WITHDRAWAL: here._withdrawal_notice,
            states.EXCLUSION: here._exclusion_notice,
        }[event.type]
        return make(event, here._frame(event, language))

    def _frame(self, event, language):
        partner = event.partner_id
        company = event.company_id
        notification = event.notification_ids[:1]
        channels = {
            "pec": _("By certified e-mail (PEC)"),
            "registered": _("By registered letter"),
            "email": _("By e-mail"),
            "hand": _("By hand"),
        }
        channel = notification.channel or ("pec" if partner.pec else None)
        return NoticeFrame(
            association=self._association(company),
            recipient=(
                partner.complete_name or partner.name,
                *self._address(partner),
                *self._pec(partner),
            ),
            addressee=partner.name,
            place=company.sudo().city or "",
            date=notification.date or legal_today(self.env),
            signatory=self._president(company),
            legal_person=event.member_id.is_legal_person,
            delivery=channels.get(channel, ""),
            lang=language,
        )

    def _pec(self, partner):
        return [f"PEC {partner.pec}"] if partner.pec else []

    # --- the four letters ---

    def _admission_notice(self, event, frame):
        return member_notices.admission(
            member_notices.AdmissionNotice(
                frame,
                resolution=event.resolution or "",
                category=event.category_id.name or "",
                effective_on=event.effective_date,
                member_number=event.number or None,
                entry_number=self._entry_number(event),
                applied_on=self._applied_on(event),
            )
        )

    def _refusal_notice(self, event, frame):
        rules = self.env["association.statute"]._rules_on(event.company_id, event.legal_date)
        duty = terms.ruling(terms.ADMISSION_DECIDE, rules, event.legal_date)
        right = terms.ruling(terms.ADMISSION_APPEAL, rules, event.legal_date)
        return member_notices.refusal(
            member_notices.RefusalNotice(
                frame,
                resolution=event.resolution or "",
                motive=event.motive or "",
                articles=self._article(duty.citation) if duty else "",
                appeal=right and self._appeal(event, right, _("Assembly of the members")),
                applied_on=self._applied_on(event),
            )
        )

    def _withdrawal_notice(self, event, frame):
        rules = self.env["association.statute"]._rules_on(event.company_id, event.legal_date)
        rule = terms.ruling(terms.WITHDRAWAL_NOTICE, rules, event.legal_date)
        member = event.member_id
        owes = member.with_context(as_of=event.effective_date).category_id.owes_dues
        dues = _(
            "dues of the years up to %(year)s stay owed; what was paid is not given back (%(article)s)",
            year=event.effective_date.year,
            article=self._article(NO_REFUND),
        )
        return member_notices.withdrawal(
            member_notices.WithdrawalAcknowledgement(
                frame,
                received_on=event.legal_date,
                last_day=event.effective_date,
                citation=self._article(rule.citation),
                member_number=self._number_at(event),
                entry_number=self._entry_number(event),
                dues=dues if owes else "",
            )
        )

    def _exclusion_notice(self, event, frame):
        rules = self.env["association.statute"]._rules_on(event.company_id, event.legal_date)
        right = terms.ruling(terms.EXCLUSION_APPEAL, rules, event.legal_date)
        return member_notices.exclusion(
            member_notices.ExclusionNotice(
                frame,
                resolution=event.resolution or "",
                motive=event.motive or "",
                articles=self._article(right.citation),
                appeal=self._appeal(event, right, _("Ordinary court")),
                last_day=event.effective_date,
                member_number=self._number_at(event),
            )
        )

    # --- parts ---

    def _article(self, citation):
        return self.env["association.wording"]._citation(citation)

    def _appeal(self, event, right, authority):
        length = self.env["association.wording"]._length(right.value)
        return Appeal(
            authority=authority,
            term=_("%s from receipt of this letter", length),
            citation=self._article(right.citation),
            last_day=event.appeal_until or None,
        )

    def _entry_number(self, event):
        entry_sudo = event.entry_ids[:1].sudo()  # its number is on the letter
        return entry_sudo.number or None

    def _number_at(self, event):
        """Return the register number that the membership had when it ended."""
        period = self.env["association.member.period"]._on(event.member_id, event.effective_date)
        return period[event.member_id.id].number if period else None

    def _applied_on(self, event):
        application = event.decides_ids[:1]
        return application.received_on or None
