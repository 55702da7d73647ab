from markupsafe import Markup

from odoo import _, api, fields, models
from odoo.exceptions import UserError
from odoo.fields import Domain
from odoo.tools import format_date

from ..bylaws import states
from ..intake import identifiers
from ..intake.text import tidy
from .legal_time import legal_day, legal_today

LONG = "d MMMM y"  # figures alone are read differently in different countries
SELF = "self"
LEGAL_REPRESENTATIVE = "legal_representative"
# Who may act for a body on the portal, and in what.
ROLES = (LEGAL_REPRESENTATIVE, "delegate", "substitute")
EDITS_CONTACTS = (SELF, LEGAL_REPRESENTATIVE, "delegate")
MAKES_REQUESTS = (SELF, LEGAL_REPRESENTATIVE)

CONTACTS = ("email", "phone", "street", "zip", "city", "state_id", "country_id")
CHANGE = "lecce_smartcity.mail_activity_portal_change"
WITHDRAWAL = "lecce_smartcity.mail_activity_portal_withdrawal"


class AssociationMember(models.Model):
    """What a member does for itself on the portal. Record rules say whose record it is; nothing here widens them."""

    _inherit = "association.member"

    @api.model
    def _portal_members(self):
        """Return the memberships of the user: its own, and those of the bodies it represents today.

        Officers see more members than these, other users none at all: rules and rights apply as well.
        """
        if not self.has_access("read"):
            return self
        partner = self.env.user.partner_id
        in_office = (
            Domain("partner_id", "=", partner.id)
            & Domain("role", "in", ROLES)
            & Domain("state", "in", ("current", "expiring"))
        )
        return self.search(Domain("partner_id", "=", partner.id) | Domain("representative_ids", "any", in_office))

    def _portal_capacity(self):
        """Return in what capacity the user is here: ``self``, the role of its mandate in force, or ``None``."""
        self.ensure_one()
        partner = self.env.user.partner_id
        member_sudo = self.sudo()  # read access was checked by who found the record
        if member_sudo.partner_id == partner:
            return SELF
        roles = set(
            member_sudo.representative_ids.filtered(
                lambda mandate: mandate.partner_id == partner and mandate.state in ("current", "expiring")
            ).mapped("role")
        )
        return next((role for role in ROLES if role in roles), None)

    # --- reading ---

    def _portal_history(self):
        """Return what happened to the membership, the latest first, as the member reads it."""
        self.ensure_one()
        labels = dict(self.env["association.member.event"]._fields["type"]._description_selection(self.env))
        corrected = {"correction"}
        return [
            {
                "label": labels[event.type],
                "kind": event.type,
                "date": event.new_effective_date or event.effective_date,
                "last_day": event.type in states.CESSATIONS,
                "category": event.category_id.name or event.new_category_id.name,
                "resolution": event.resolution,
                "motive": event.motive if event.type not in corrected else False,
                "number": event.number,
                "annulled": event.is_annulled,
                "corrects": event.corrects_id and labels[event._corrected_fact().type],
            }
            for event in self.sudo().event_ids  # read access was checked by who found the record
        ]

    # --- documents ---

    def _portal_documents(self):
        """Return what the user may download: ``[{code, extension, title}]``."""
        self.ensure_one()
        status = self.sudo().status
        found = []
        if status in (*states.MEMBER_STATUSES, states.CEASED):
            found.append(("statement", "pdf", _("Statement of membership")))
        if status == states.ACTIVE:
            found.append(("card", "pdf", _("Membership card")))
        if self._portal_capacity() == SELF:
            found.append(("data", "pdf", _("All my personal data, to read")))
            found.append(("data", "json", _("All my personal data, for other programs")))
        return [dict(zip(("code", "extension", "title"), item, strict=True)) for item in found]

    def _portal_document(self, code, extension):
        """Return ``(file name, bytes, media type)`` of a document that ``_portal_documents`` offers."""
        self.ensure_one()
        member_sudo = self.sudo().with_company(self.sudo().company_id)  # the documents show the association's data
        papers = member_sudo.env["association.document"]
        partner = member_sudo.partner_id
        if code == "statement":
            content = papers._draw_statements(member_sudo, {})[member_sudo.id]
            name = _("Statement of membership")
        elif code == "card":
            card = member_sudo.env["association.card"]._issue(member_sudo)
            content = papers._draw_cards(card, {})[card.id]
            name = _("Membership card")
        else:
            copy = partner._personal_data_pdf if extension == "pdf" else partner._personal_data_json
            content = copy(company=member_sudo.company_id)
            name = _("Personal data")
        mimetype = "application/pdf" if extension == "pdf" else "application/json; charset=utf-8"
        return f"{name} - {partner.name}.{extension}", content, mimetype

    # --- contacts ---

    def _portal_update_contacts(self, values):
        """Write the member's addresses, and leave a note of what changed and who changed it.

        :param values: by name, those of ``CONTACTS`` alone are written
        """
        self.ensure_one()
        partner_sudo = self.sudo().partner_id  # a member may change its own addresses, not other fields
        changed = {
            name: values[name]
            for name in CONTACTS
            if name in values and (values[name] or False) != self._plain(partner_sudo[name])
        }
        if not changed:
            return
        before = {name: partner_sudo[name] for name in changed}
        partner_sudo.write(changed)
        self._in_the_offices_language()._portal_note_of_contacts(partner_sudo, before)

    def _in_the_offices_language(self):
        return self.with_context(lang=self.sudo().company_id._office_language())

    def _portal_note_of_contacts(self, partner_sudo, before):
        lines = [
            Markup("<li>%s: %s → %s</li>")
            % (
                partner_sudo._fields[name]._description_string(self.env),
                self._shown(before[name]),
                self._shown(partner_sudo[name]),
            )
            for name in before
        ]
        self._portal_note(_("Addresses changed on the portal"), Markup("").join(lines))

    @staticmethod
    def _plain(value):
        return value.id if isinstance(value, models.BaseModel) else (value or False)

    @staticmethod
    def _shown(value):
        return value.display_name if isinstance(value, models.BaseModel) else (value or "–")

    @api.model
    def _portal_contact_faults(self, raw, country, state):
        """Return ``(values, {name: code})`` of contacts as typed; ``country`` and ``state`` are records or empty."""
        values = {name: tidy(raw.get(name) or "") or False for name in ("phone", "street", "city")}
        faults = {name: "missing" for name in ("street", "city") if not values[name]}
        italian = country.code == "IT"
        readers = {"email": identifiers.email, "zip": identifiers.cap if italian else tidy}
        for name, read in readers.items():
            try:
                values[name] = read(raw.get(name) or "") or False
            except identifiers.IdentifierError as error:
                faults[name] = error.code
        for name in ("email", *(("zip",) if italian else ())):
            if name not in faults and not values[name]:
                faults[name] = "missing"
        if not country:
            faults["country_id"] = "choice_unknown"
        elif italian and not state:
            faults["state_id"] = "choice_unknown"
        faults |= {name: "too_long" for name, value in values.items() if value and len(value) > 254}
        return {**values, "country_id": country.id, "state_id": italian and state.id}, faults

    # --- requests ---

    def _portal_open_requests(self, kind):
        """Return the requests of that kind that wait for the secretariat."""
        self.ensure_one()
        kind_sudo = self.env.ref(kind).sudo()
        # sudo: activities are the secretariat's; a member is told that its own request is still open.
        return self.sudo().activity_ids.filtered(lambda activity: activity.activity_type_id == kind_sudo)

    def _portal_asked_on(self, kind):
        """Return the day of the request of that kind that waits for the secretariat, or ``None``."""
        waiting = self._portal_open_requests(kind)[:1]
        return legal_day(waiting.create_date) if waiting else None

    def _portal_request_change(self, text):
        """Ask the secretariat to change what the members' book says of the member.

        From a person it is a request for rectification (GDPR art. 16): it goes into their register, with its term.
        """
        self._in_the_offices_language()._portal_request(CHANGE, text)
        if self._portal_capacity() == SELF and not self.sudo().is_legal_person:
            self.env["association.privacy.request"].sudo().create(  # a member asks; the secretariat keeps the register
                {
                    "company_id": self.sudo().company_id.id,
                    "partner_id": self.env.user.partner_id.id,
                    "kind": "rectification",
                    "channel": "portal",
                    "identity_method": "login",
                    "details": text,
                }
            )

    def _portal_withdrawal_effective(self):
        """Return the last day of membership of who declares today; ``None`` for who has nothing to withdraw from."""
        self.ensure_one()
        if self.sudo().status not in states.MEMBER_STATUSES:
            return None
        events = self.env["association.member.event"]
        return events._withdrawal_effective(self.sudo().company_id, legal_today(self.env))

    def _portal_declare_withdrawal(self, text):
        """Pass a declaration of withdrawal to the secretariat: a fact to record, not recorded here.

        :raises UserError: one is waiting already, or the member cannot withdraw
        """
        effective = self._portal_withdrawal_effective()
        if not effective:
            raise UserError(_("There is no membership to withdraw from."))
        if self._portal_open_requests(WITHDRAWAL):
            raise UserError(_("Your declaration of withdrawal is already with the secretariat."))
        self._in_the_offices_language()._portal_request(WITHDRAWAL, text, effective)

    def _portal_request(self, kind, text, effective=None):
        title = {
            CHANGE: _("Change of registered data asked for on the portal"),
            WITHDRAWAL: _("Withdrawal declared on the portal"),
        }[kind]
        lines = []
        if effective:
            today = format_date(self.env, legal_today(self.env), date_format=LONG)
            last = format_date(self.env, effective, date_format=LONG)
            lines.append(Markup("<li>%s</li>") % _("Declared on %s: the date of the act to record.", today))
            lines.append(Markup("<li>%s</li>") % _("Last day of membership: %s.", last))
        if text:
            lines.append(Markup("<li style='white-space: pre-line'>%s</li>") % text)
        body = Markup("").join(lines)
        self._portal_note(title, body)
        officer = self._portal_officer()
        if officer:
            # sudo: a member may not plan the secretariat's work, only ask.
            self.sudo().activity_schedule(
                kind,
                date_deadline=legal_today(self.env),
                user_id=officer.id,
                summary=title,
                note=Markup("<ul>%s</ul>") % body,
            )

    def _portal_officer(self):
        """Return who gets the requests: the secretary, else anybody of the secretariat."""
        company_sudo = self.sudo().company_id
        group = self.env.ref("lecce_smartcity.group_secretariat").sudo()
        return (
            company_sudo._association_secretary()
            or group.all_user_ids.filtered(lambda user: user.active and company_sudo in user.company_ids)[:1]
        )

    def _portal_note(self, title, lines):
        self.sudo().message_post(  # sudo: a portal user does not write in the secretariat's thread
            body=Markup("<p><b>%s</b></p><ul>%s</ul>") % (title, lines),
            author_id=self.env.user.partner_id.id,
            subtype_xmlid="mail.mt_note",
        )


class AssociationRepresentative(models.Model):
    _inherit = "association.representative"

    note = fields.Text(groups="lecce_smartcity.group_association_user")
