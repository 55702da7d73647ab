from typing import NamedTuple

from odoo import api, models
from odoo.tools import SQL

from ..bylaws import states

CONSENT, CONTACT, ALL = "consent", "contact", "all"

# What the members' book says of a person (VB-6): it stays on the contact while the book must be kept.
IDENTITY = {"name", "codice_fiscale", "vat", "birth_date", "birth_place", "ipa_code", "company_registry"}
# Fields of a contact that say nothing about somebody.
NEUTRAL = {"type", "lang", "tz", "signup_type", "complete_name", "color", "legal_hold_reason"}
ADDRESS_LINKS = ("state_id", "country_id", "parent_id")
# Names of text fields that identify a record, an act or an article, not a person.
NOT_PERSONAL = {
    "reference", "number", "code", "token", "decision_article", "act_number", "act_body", "outcome_reason",
    "extension_reason", "copy_digest", "events",
}  # fmt: skip
# The proof that the law on personal data was kept: emptied of personal data, not deleted.
PROOFS = ("association.privacy.request", "association.privacy.erasure", "association.consent")
# Acts and their notification: kept with their documents while the books are.
ACTS = (
    "association.member.event", "association.member.notification", "association.mandate", "association.mandate.act",
)  # fmt: skip
# Who was called, came, stood aside and voted: kept as it was while the books of the body are.
MEETINGS = (
    "association.meeting.roll", "association.agenda.item", "association.notice", "association.proxy", "association.recusal",
    "association.ballot.voter",
)  # fmt: skip


class Plan(NamedTuple):
    """What an erasure would do.

    blockers  sentences; nothing is done while there are any
    erased    ``(what, how many)``
    kept      ``(what, why)``, with the article
    """

    blockers: list
    erased: list
    kept: list


class AssociationEraser(models.AbstractModel):
    """Erases personal data, except what the law makes the association keep, and says what it kept and why."""

    _name = "association.eraser"
    _description = "Erasing Personal Data"

    # --- who, and may they be erased ---

    @api.model
    def _people(self, partner):
        """Return the contacts that are this person: merged ones, and its further addresses."""
        people = partner.sudo().with_context(active_test=False)._same_person()
        addresses = people.child_ids.filtered(lambda child: child.type != "contact")
        return people | addresses

    @api.model
    def _blockers(self, partner, scope, erase_book=False):
        """Return why nothing of ``partner`` may be erased now, one sentence each; empty if it may."""
        people = self._people(partner)
        found = []
        held = people.filtered("legal_hold")
        if held:
            found.append(
                self.env._(
                    "Legal hold: %s (GDPR art. 17(3)(e)).",
                    ", ".join(filter(None, held.mapped("legal_hold_reason"))) or "–",
                )
            )
        if self.env["res.company"].sudo().search_count([("partner_id", "in", people.ids)], limit=1):
            found.append(self.env._("This contact is one of the associations themselves."))
        if scope != CONSENT:
            found += self._blockers_of_membership(people)
            found += self._blockers_of_office(people)
        if scope == ALL and not erase_book and self._disclosures(people):
            found.append(
                self.env._(
                    "The person is entered in the members' book, which must be kept: the name and what "
                    "identifies it stay. "
                    "Erase the contact data only."
                )
            )
        return found

    def _blockers_of_membership(self, people):
        members_sudo = people.member_ids
        consents_sudo = people.consent_ids.filtered("in_force")
        foreign = (members_sudo.company_id | consents_sudo.company_id) - self.env.companies
        if foreign:
            return [self.env._("The person is in the records of another association too: it must agree.")]
        found = []
        for member in members_sudo:
            if member.status in states.MEMBER_STATUSES:
                found.append(
                    self.env._(
                        "Is a member (no. %(number)s) of %(association)s: only data kept on consent can be erased "
                        "before the "
                        "membership ends.",
                        number=member.number,
                        association=member.company_id.name,
                    )
                )
            elif member.status == states.APPLICANT:
                found.append(self.env._("An application to %s is under way.", member.company_id.name))
        return found

    def _blockers_of_office(self, people):
        mandates_sudo = self.env["association.representative"].sudo()
        mandates_sudo = mandates_sudo.search([("partner_id", "in", people.ids), ("state", "!=", "ended")])
        found = [
            self.env._("Acts for %s: end the mandate first.", mandate.member_id.partner_id.display_name)
            for mandate in mandates_sudo
        ]
        users_sudo = self.env["res.users"].sudo().search([("partner_id", "in", people.ids)])
        if users_sudo.filtered(lambda user: user._is_internal()):
            found.append(
                self.env._("Works in the office with an account of its own: an administrator must archive it first.")
            )
        return found

    def _disclosures(self, people):
        """Return the book entries whose personal data about these people are still there."""
        entries_sudo = self.env["association.book.entry"].sudo()
        return entries_sudo.search(
            [("event_id.member_id.partner_id", "in", people.ids), ("disclosure_ids", "!=", False)]
        )

    # --- the plan ---

    @api.model
    def _plan(self, partner, scope, erase_book=False):
        """Return the ``Plan`` of an erasure: the wizard shows it, nothing is written."""
        people = self._people(partner)
        erased, kept = [], []
        fields_ = self._partner_fields(people, scope)
        filled = {name for name in fields_ for one in people if one[name]}
        labels = [people._fields[name]._description_string(self.env) for name in fields_ if name in filled]
        if labels:
            erased.append((self.env._("On the contact: %s", ", ".join(labels)), len(filled)))
        consents = self._consents(people)
        if consents:
            erased.append((self.env._("Consents, recorded as withdrawn"), len(consents)))
        if scope != CONSENT:
            erased += self._planned_records(people, scope)
            entries = self._disclosures(people)
            if erase_book and entries:
                erased.append((self.env._("Personal data of entries of the members' book"), len(entries)))
            kept = self._kept(people, scope, erase_book, entries)
        return Plan(self._blockers(partner, scope, erase_book), [item for item in erased if item[1]], kept)

    def _planned_records(self, people, scope):
        messages, activities = self._chatter(people)
        users = self._accounts(people)
        merges = self.env["association.partner.merge"].sudo()._about(people)
        return [
            (self.env._("Free text of applications, mandates and requests"), len(self._texts(people, scope))),
            (self.env._("Messages and notes"), len(messages)),
            (self.env._("Activities"), len(activities)),
            (self.env._("Documents"), len(self._files(people, scope))),
            (self.env._("Accounts on the portal, closed"), len(users)),
            (self.env._("Records of merged duplicates (they can no longer be undone)"), len(merges)),
        ]

    def _kept(self, people, scope, erase_book, entries):
        """Return ``[(what, why)]``: what an erasure leaves, with the article that says so."""
        kept = []
        book = entries and not erase_book
        ets = any(regime.regime == "ets" for regime in people.member_ids.company_id.association_regime_ids)
        if book:
            source = "D.Lgs. 117/2017 art. 15(1)(a)" if ets else self.env._("the statute")
            kept.append(
                (
                    self.env._(
                        "Members' book: name, birth, residence, codice fiscale, dates and acts (%s entries)",
                        len(entries),
                    ),
                    self.env._("legal duty to keep the book: GDPR art. 17(3)(b), %s", source),
                )
            )
            kept.append((self.env._("Name and identity on the contact"), self.env._("they are those of the book")))
        events = self.env["association.member.event"].sudo().search([("member_id.partner_id", "in", people.ids)])
        if events:
            kept.append(
                (
                    self.env._("History of the membership: %s dated events, without free text", len(events))
                    if not book
                    else self.env._("History of the membership: %s dated events with their documents", len(events)),
                    self.env._("defence of legal claims: GDPR art. 17(3)(e)"),
                )
            )
        imports = self.env["association.import.row"].sudo().search([("partner_id", "in", people.ids)]).batch_id
        if imports.filtered("data"):
            kept.append(
                (
                    self.env._(
                        "Spreadsheets that were imported and name the person: %s", len(imports.filtered("data"))
                    ),
                    self.env._("they go for everybody, by their own retention rule"),
                )
            )
        if people.consent_ids:
            kept.append(
                (self.env._("That consents were given and withdrawn, and when"), self.env._("proof: GDPR art. 7(1)"))
            )
        kept += self._kept_elsewhere(people)
        return kept

    def _kept_elsewhere(self, people):
        """Return further ``[(what, why)]``: other addons add the duties that their data are under."""
        if "account.move" in self.env:
            moves = self.env["account.move"].sudo().search_count([("partner_id", "in", people.ids)])
            if moves:
                return [
                    (
                        self.env._("Accounts: %s documents", moves),
                        self.env._("ten years: c.c. 2220, GDPR art. 17(3)(b)"),
                    )
                ]
        return []

    # --- what belongs to it ---

    def _consents(self, people):
        """Return the consents in force that these people gave to the user's associations."""
        return people.consent_ids.filtered(
            lambda consent: consent.in_force and consent.company_id in self.env.companies
        )

    def _partner_fields(self, people, scope):
        """Return the names of the contact's fields that are emptied."""
        if scope == CONSENT:
            purposes = self.env["association.consent.purpose"].sudo().with_context(active_test=False).search([])
            # What another association may still keep stays.
            others = people.consent_ids.filtered("in_force") - self._consents(people)
            covered = set(purposes.mapped("covers")) - set(others.purpose_id.mapped("covers"))
            return sorted(filter(None, covered))
        names = [
            name
            for name, field in people._fields.items()
            if field.store and not field.compute and not field.related and not field.required
            and field.type in ("char", "text", "html", "binary", "image")
            and name not in NEUTRAL and name not in IDENTITY
        ]  # fmt: skip
        names += [*ADDRESS_LINKS, "category_id"]
        if scope == ALL:
            names += sorted(IDENTITY - {"name"})
        return names

    def _holdings_of(self, people, models_=None):
        held = self.env["association.personal.data"]
        for holding in held._holdings():
            if models_ is None or holding.model in models_:
                yield held._records(holding, people)

    def _texts(self, people, scope):
        """Return ``[(records, [names of text fields])]`` of our models, those that no trigger protects."""
        protected = self._protected_tables()
        found = []
        for records in self._holdings_of(people):
            if not records or records._table in protected or records._name in MEETINGS:
                continue
            names = [
                name
                for name, field in records._fields.items()
                if field.store and not field.compute and not field.related and not field.required
                and field.type in ("char", "text", "html", "json") and name not in NOT_PERSONAL
            ]  # fmt: skip
            filled = records.filtered(lambda one, names=names: any(one[name] for name in names))
            found += [(one, names) for one in filled]
        return found

    def _protected_tables(self):
        return {
            table
            for (table,) in self.env.execute_query(
                SQL("SELECT tgrelid::regclass::text FROM pg_trigger WHERE tgname = 'append_only'")
            )
        }

    def _chatter(self, people):
        """Return the messages and activities on the records about these people."""
        domains = [("res.partner", people.ids)]
        domains += [
            (records._name, records.ids) for records in self._holdings_of(people) if records._name not in PROOFS
        ]
        messages_sudo, activities_sudo = self.env["mail.message"].sudo(), self.env["mail.activity"].sudo()
        for model, ids in domains:
            messages_sudo |= messages_sudo.search([("model", "=", model), ("res_id", "in", ids)])
            activities_sudo |= activities_sudo.search([("res_model", "=", model), ("res_id", "in", ids)])
        return messages_sudo, activities_sudo

    def _files(self, people, scope):
        """Return the documents to delete: all of them, or all but those of acts in the members' book."""
        files = self.env["association.personal.data"]._files(people, None)
        if scope == CONTACT:
            for records in self._holdings_of(people, ACTS):
                for name, field in records._fields.items():
                    if field.store and field.relational and field.comodel_name == "ir.attachment":
                        files -= records[name]
                files -= files.filtered(
                    lambda file, records=records: file.res_model == records._name and file.res_id in records.ids
                )
        return files

    def _accounts(self, people):
        users_sudo = self.env["res.users"].sudo().with_context(active_test=False)
        return users_sudo.search([("partner_id", "in", people.ids), ("login", "not like", "erased-%")])
