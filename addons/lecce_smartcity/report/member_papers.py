from odoo import _, api, models
from odoo.exceptions import UserError

from ..bylaws import states
from ..documents import card_pdf, statement_pdf
from ..documents.model import MemberCard, MembershipStatement
from ..models.legal_time import as_of


class MemberPapersDocument(models.AbstractModel):
    """What a member takes along: the statement of membership and the card."""

    _inherit = "association.document"

    @api.model
    def _documents(self):
        return {
            **super()._documents(),
            "lecce_smartcity.membership_statement": self._draw_statements,
            "lecce_smartcity.membership_statement_for": self._draw_statements_for,
            "lecce_smartcity.member_card": self._draw_cards,
            "lecce_smartcity.member_card_sheet": self._draw_card_sheet,
        }

    # --- statements ---

    def _draw_statements(self, members, _data):
        day = as_of(self.env)
        return {member.id: statement_pdf.render(self._statement(member, day)) for member in members}

    def _draw_statements_for(self, wizards, _data):
        return {
            wizard.id: statement_pdf.render(self._statement(wizard.member_id, wizard.date, wizard.purpose or ""))
            for wizard in wizards
        }

    @api.model
    def _statement(self, member, on, purpose=""):
        """Return the ``MembershipStatement`` of ``member`` on the day ``on``.

        :raises UserError: the person was not a member by that day
        """
        language = self._language(member.partner_id)
        here = self.with_context(lang=language)
        member = member.with_context(lang=language, as_of=on)
        if member.status not in (*states.MEMBER_STATUSES, states.CEASED) or not member.member_since:
            raise UserError(
                _(
                    "%s was not a member by that day: there is nothing to state.",
                    member.display_name,
                )
            )
        partner = member.partner_id
        company = member.company_id
        event = here._entering(member)
        number = event.number or member.number
        return MembershipStatement(
            association=here._association(company),
            member_name=partner.complete_name or partner.name,
            member_number=number,
            category=member.category_id.name or "",
            joined_on=member.member_since,
            as_of=on,
            generated_at=here._now(),
            place=company.sudo().city or "",
            signatory=here._president(company),
            entry_number=event.entry_ids[:1].number or None,
            resolution=event.resolution or "",
            birth_place=partner.birth_place or "",
            birth_date=partner.birth_date or None,
            address=", ".join(here._address(partner)),
            codice_fiscale=partner.codice_fiscale or partner.vat or "",
            suspended=member.status == states.SUSPENDED,
            ceased_on=member.ceased_on or here._leaving(member, on),
            purpose=purpose,
            head=here._sealed_head(company),
            lang=language,
        )

    def _sealed_head(self, company):
        """Return where the book stands, or None while nothing in it is sealed."""
        head = self._head(company)
        return head if head.entry_number else None

    def _entering(self, member):
        """Return the admission that the membership of the day asked about began with."""
        period = self.env["association.member.period"]._on(member, as_of(member.env)).get(member.id)
        return member.event_ids.filtered(
            lambda event: (
                event.type in (states.ADMISSION, states.READMISSION)
                and event.number == period.number
                and not event.is_annulled
            )
        )[:1]

    def _leaving(self, member, on):
        """Return the last day of a membership that goes on at ``on`` but whose end is known."""
        ending = member.period_ids.filtered(
            lambda period: period.status == states.CEASED and period.date_from > on
        ).sorted("date_from")[:1]
        return (ending and ending.date_from.fromordinal(ending.date_from.toordinal() - 1)) or None

    # --- cards ---

    def _draw_cards(self, cards, _data):
        return {card.id: card_pdf.render(self._card(card)) for card in cards}

    def _draw_card_sheet(self, cards, _data):
        return {False: card_pdf.render_sheet([self._card(card) for card in cards.sorted("number")])}

    @api.model
    def _card(self, card):
        """Return the ``MemberCard`` of ``card``, in the member's language."""
        language = self._language(card.partner_id)
        here = self.with_context(lang=language)
        member = card.member_id.with_context(lang=language)
        return MemberCard(
            association=here._association(card.company_id),
            member_name=member.partner_id.name,
            member_number=str(member.number),
            category=member.category_id.name or "",
            member_since=member.member_since or card.issued_on,
            issued_on=card.issued_on,
            qr=card._address(),
            lang=language,
        )
