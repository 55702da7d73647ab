import hashlib
import json
from datetime import date, datetime
from typing import NamedTuple

from odoo import api, fields, models
from odoo.fields import Domain
from odoo.tools import SQL

from ..documents import model as document
from ..documents import personal_data_pdf
from .legal_time import ROME, UTC

FORMAT = "association-personal-data/1"
# How a record of the association leads to a person: the first of these that a model has.
LINKS = (
    ("partner_id", "res.partner", ""),
    ("member_id", "association.member", ".partner_id"),
    ("event_id", "association.member.event", ".member_id.partner_id"),
    ("application_id", "association.application", ".partner_id"),
    ("entry_id", "association.book.entry", ".event_id.member_id.partner_id"),
    ("mandate_id", "association.mandate", ".partner_id"),
    ("roll_id", "association.meeting.roll", ".partner_id"),
    ("principal_id", "association.meeting.roll", ".partner_id"),
)
# Kept out of a copy: how the program works, not what it knows of somebody.
TECHNICAL = {
    "id", "create_uid", "create_date", "write_uid", "write_date", "company_id", "active", "sequence", "partner_id",
    "access_token", "hash", "previous_hash", "payload", "content", "snapshot", "color", "progress",
    "copy_digest", "token_hash", "checkin_code", "message_main_attachment_id", "token", "events", "counts", "residue",
}  # fmt: skip
# What a copy begins with, after identity and contacts; the rest follows by name.
FIRST = (
    "member", "member.period", "member.event", "member.number", "application", "representative", "consent",
    "book.entry", "book.disclosure",
)  # fmt: skip
# They are about two people, and say of each only that it resembles the other.
NOT_HELD = {"association.duplicate"}
SHOWN_TYPES = (
    "char", "text", "html", "date", "datetime", "selection", "boolean", "integer", "float", "monetary", "many2one",
    "json",
)  # fmt: skip
IDENTITY = (
    "name", "legal_form_id", "codice_fiscale", "vat", "birth_date", "birth_place", "ipa_code", "is_ets",
    "street", "street2", "zip", "city", "state_id", "country_id", "email", "pec", "phone", "website", "lang",
    "function", "comment",
)  # fmt: skip


class Holding(NamedTuple):
    """A kind of records that the association holds about people.

    model   its technical name
    link    path from a record to the person's ``res.partner``
    fields  what a copy of the person's data says of each record, in order
    """

    model: str
    link: str
    fields: tuple[str, ...]


class AssociationPersonalData(models.AbstractModel):
    """What the association holds about a person: one list, read by copies of data and by erasures.

    Every stored model whose name begins with ``association.`` and that leads to a person is in it by itself; a model
    that comes later cannot be forgotten. Other addons extend ``_holdings``.
    """

    _name = "association.personal.data"
    _description = "Personal Data Held"

    @api.model
    def _holdings(self):
        """Return the ``Holding`` of every model that has records about people."""
        holdings = []
        for name in sorted(self.env.registry):
            model = self.env[name]
            if not name.startswith("association.") or name in NOT_HELD or model._abstract or model._transient:
                continue
            link = self._link(model)
            if link:
                holdings.append(Holding(name, link, self._shown_fields(model, link)))
        return holdings

    def _link(self, model):
        for name, comodel, rest in LINKS:
            field = model._fields.get(name)
            if field and field.store and field.type == "many2one" and field.comodel_name == comodel:
                return name + rest
        return None

    def _shown_fields(self, model, link):
        return tuple(
            name
            for name, field in model._fields.items()
            if field.store and field.type in SHOWN_TYPES and name not in TECHNICAL
            and name != link.split(".")[0] and not name.startswith(("message_", "activity_"))
        )  # fmt: skip

    @api.model
    def _records(self, holding, partners, company=None):
        """Return the records of a holding about ``partners``, archived ones included, elevated.

        :param company: of this association alone, where the model knows associations
        """
        # sudo: a copy and an erasure cover what is held, not what the officer may browse; callers check the role
        model_sudo = self.env[holding.model].sudo().with_context(active_test=False)
        domain = Domain(holding.link, "in", partners.ids)
        if company and "company_id" in model_sudo._fields:
            domain &= Domain("company_id", "in", (False, company.id))
        return model_sudo.search(domain, order="id")

    # --- a copy of the data ---

    @api.model
    def _collect(self, partner, company):
        """Return everything held by ``company`` about ``partner`` and the contacts merged into it.

        :return: ``[(code, title, [record])]``; a record is ``[(name, label, value, shown)]``: the plain value for
            machines, and the words for people
        """
        partners = partner.sudo()._same_person()
        sections = [
            ("identity", self.env._("Identity and contacts"), [self._described(one, IDENTITY) for one in partners])
        ]
        for holding in sorted(self._holdings(), key=self._place):
            records = self._records(holding, partners, company)
            if records:
                title = self.env[holding.model]._description
                described = [self._described(record, holding.fields) for record in records]
                sections.append((holding.model.removeprefix("association."), self._title(holding, title), described))
        sections.append(("accounts", self.env._("Accounts on the portal"), self._accounts(partners)))
        sections.append(("messages", self.env._("Messages"), [self._messages(partners, company)]))
        sections.append(("attachments", self.env._("Documents"), self._attachments(partners, company)))
        return sections

    def _place(self, holding):
        code = holding.model.removeprefix("association.")
        return (FIRST.index(code) if code in FIRST else len(FIRST), code)

    def _title(self, holding, fallback):
        """Return the translated name of the kind of records."""
        return self.env["ir.model"]._get(holding.model).sudo().name or fallback

    def _described(self, record, names):
        if record._name == "association.book.disclosure":
            return self._disclosed(record)
        described = []
        for name in names:
            field = record._fields.get(name)
            if not field or name not in record or not record[name]:
                continue
            value = record[name]
            label = field._description_string(self.env)
            described.append((name, label, self._plain(field, value), self._shown(record, field, value)))
        return described

    def _disclosed(self, record):
        """Return what an entry of the members' book says of the person, as it was entered."""
        entry = record.entry_id
        labels = {
            "name": self.env._("Name"),
            "codice_fiscale": self.env._("Codice fiscale"),
            "birth_date": self.env._("Birth date"),
            "birth_place": self.env._("Birth place"),
            "residence": self.env._("Residence"),
            "resolution": self.env._("Resolution"),
            "motive": self.env._("Reasons"),
        }
        said = [("entry", self.env._("Entry no."), entry.number, entry.number)]
        for name, (_salt, value) in (record.content or {}).items():
            shown = fields.Date.to_date(value) if name == "birth_date" else value
            said.append((name, labels.get(name, name), value, shown))
        return said

    def _plain(self, field, value):
        if field.type == "many2one":
            return value.display_name
        if isinstance(value, (date, datetime)):
            return value.isoformat()
        if isinstance(value, bytes):
            return value.decode()
        return value

    def _shown(self, record, field, value):
        if field.type == "selection":
            return dict(field._description_selection(self.env)).get(value, value)
        if field.type == "many2one":
            return value.display_name
        if isinstance(value, datetime):
            return value.replace(tzinfo=UTC).astimezone(ROME).replace(tzinfo=None)
        if record._name == "association.book.entry" and field.name == "kind":
            return record.kind_label
        return value

    def _accounts(self, partners):
        users_sudo = self.env["res.users"].sudo().with_context(active_test=False)
        users_sudo = users_sudo.search([("partner_id", "in", partners.ids)])
        return [
            [
                ("login", self.env._("Login"), user.login, user.login),
                (
                    "last_login",
                    self.env._("Last login"),
                    user.login_date and user.login_date.isoformat(),
                    user.login_date or "",
                ),
            ]
            for user in users_sudo
        ]

    def _about(self, partners, company):
        """Return ``{model: ids}`` of the records that are about these people, the contacts themselves included."""
        about = {"res.partner": partners.ids}
        for holding in self._holdings():
            ids = self._records(holding, partners, company).ids
            if ids:
                about[holding.model] = ids
        return about

    def _messages(self, partners, company):
        self.env.flush_all()
        where = SQL(" OR ").join(
            SQL("(model = %s AND res_id = ANY(%s))", model, ids)
            for model, ids in self._about(partners, company).items()
        )
        count, first, last = self.env.execute_query(
            SQL(
                "SELECT count(*), min(date)::date, max(date)::date FROM mail_message WHERE author_id = ANY(%s) OR %s",
                partners.ids,
                where,
            )
        )[0]
        return [
            ("count", self.env._("Number"), count, count),
            ("first", self.env._("First"), first and first.isoformat(), first),
            ("last", self.env._("Last"), last and last.isoformat(), last),
        ]

    def _attachments(self, partners, company):
        """Return the files about these people: attached to their records, or named by them."""
        return [
            [
                ("name", self.env._("Name"), file.name, file.name),
                ("mimetype", self.env._("Type"), file.mimetype, file.mimetype),
                ("bytes", self.env._("Bytes"), file.file_size, file.file_size),
                ("sha256", "SHA-256", digest, digest),
            ]
            for file in self._files(partners, company) | self._pictures(partners)
            for digest in [hashlib.sha256(file.raw or b"").hexdigest()]
        ]

    def _pictures(self, partners):
        files_sudo = self.env["ir.attachment"].sudo()
        return files_sudo.search(
            [("res_model", "=", "res.partner"), ("res_field", "=", "image_1920"), ("res_id", "in", partners.ids)]
        )

    @api.model
    def _files(self, partners, company):
        """Return the attachments of the records about these people, elevated; images of contacts are not among them."""
        found = self.env["ir.attachment"].sudo()
        for model, ids in self._about(partners, company).items():
            for files in self._files_of(self.env[model].sudo().browse(ids)).values():
                found |= files
        return found.sorted("id")

    @api.model
    def _files_of(self, records):
        """Return ``{record: attachments}``: those kept in a field and those hung on the record; none, no key."""
        files_sudo = self.env["ir.attachment"].sudo()
        hung = files_sudo.search(
            [("res_model", "=", records._name), ("res_id", "in", records.ids), ("res_field", "=", False)]
        ).grouped("res_id")
        names = [
            name
            for name, field in records._fields.items()
            if field.store and field.relational and field.comodel_name == "ir.attachment" and field.type != "one2many"
        ]
        found = {}
        for record in records.sudo():
            files = hung.get(record.id, files_sudo)
            for name in names:
                files |= record[name]
            if files:
                found[record] = files
        return found

    # --- as documents ---

    @api.model
    def _as_json(self, partner, company):
        """Return the copy as UTF-8 JSON bytes, keys in English, for machines (GDPR art. 20)."""
        now = self.env.cr.now()
        copy = {
            "format": FORMAT,
            "generated_at": now.isoformat(timespec="seconds") + "Z",
            "association": {"name": company.name, "codice_fiscale": company.codice_fiscale or None},
            "subject": partner.complete_name,
            "data": {
                code: [{name: value for name, _label, value, _shown in record} for record in records]
                for code, _title, records in self.with_context(lang="en_US")._collect(partner, company)
            },
        }
        return json.dumps(copy, ensure_ascii=False, indent=2, default=str).encode()

    @api.model
    def _as_pdf(self, partner, company, request=None):
        """Return the copy as PDF bytes in the person's language (GDPR art. 15(3)).

        :param request: the ``association.privacy.request`` that it answers
        """
        lang = partner.lang or self.env.lang or "it_IT"
        known = {code for code, _name in self.env["res.lang"].get_installed()}
        self = self.with_context(lang=lang if lang in known else self.env.lang)
        sections = tuple(
            document.DataSection(title, self._printable(records))
            for _code, title, records in self._collect(partner, company)
            if records
        )
        return personal_data_pdf.render(
            document.PersonalDataCopy(
                association=self.env["association.document"]._association(company),
                subject_name=partner.complete_name or "",
                generated_at=self.env["association.document"]._now(),
                sections=sections,
                request_ref=f"n. {request.id}" if request else "",
                request_date=request.received_on if request else None,
                intro=self._introduction(company),
                lang=lang,
            )
        )

    def _printable(self, records):
        """Return one mapping for a single record, a list of mappings for several."""
        mappings = [{label: shown for _name, label, _value, shown in record} for record in records]
        return mappings[0] if len(mappings) == 1 else mappings

    def _introduction(self, company):
        notice = self.env["association.privacy.notice"].sudo()._current(company)
        text = self.env._(
            "This is what the association holds about you. You may ask to have it corrected, erased or restricted, "
            "object to its use, and complain to the Garante per la protezione dei dati personali."
        )
        if notice:
            text += " " + self.env._(
                "Purposes, legal bases, recipients and terms are in the privacy notice, version %s.", notice.version
            )
        return text


class ResPartner(models.Model):
    _inherit = "res.partner"

    def _personal_data_json(self, company=None):
        """Return the copy of this person's data as JSON bytes."""
        self.ensure_one()
        return self.env["association.personal.data"]._as_json(self, company or self.env.company)

    def _personal_data_pdf(self, company=None, request=None):
        """Return the copy of this person's data as PDF bytes."""
        self.ensure_one()
        return self.env["association.personal.data"]._as_pdf(self, company or self.env.company, request)

    def _action_personal_data(self, extension, request=None):
        self.ensure_one()
        query = f"?request={request.id}" if request else ""
        return {
            "type": "ir.actions.act_url",
            "url": f"/association/privacy/{self.id}/copy.{extension}{query}",
            "target": "download",
        }

    def action_personal_data_pdf(self):
        """Download the copy of this person's data as PDF."""
        return self._action_personal_data("pdf")

    def action_personal_data_json(self):
        """Download the copy of this person's data as JSON."""
        return self._action_personal_data("json")
