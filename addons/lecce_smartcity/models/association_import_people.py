from dataclasses import dataclass, field

from odoo import models
from odoo.fields import Domain
from odoo.tools import SQL

from ..intake import membership
from ..intake.records import CREATE, MemberRow, Verdict, name_key

# A contact's field → the row's fields that it holds, where the names differ.
SOURCES = {
    "name": ("last_name", "first_name", "name"),
    "state_id": ("province",),
    "phone": ("phone", "mobile"),
    "legal_form_id": (),  # told from the name, mostly
    "country_id": (),
    "is_company": (),
}


@dataclass(slots=True)
class Person:
    """One good row on its way: ``partner`` and ``member`` are ids.

    ``filled``: the contact's fields that the row filled in; ``homeless``: the row's fields that the contact did not take.
    """

    verdict: Verdict
    partner: int | None = None
    member: int | None = None
    partner_created: bool = False
    member_created: bool = False
    brought_back: bool = False
    filled: list = field(default_factory=list)
    homeless: list = field(default_factory=list)

    @property
    def row(self) -> MemberRow:
        return self.verdict.member


class AssociationImportBatch(models.Model):
    """From good rows to contacts and members: known ones are found and completed, the rest are made."""

    _inherit = "association.import.batch"

    def _people(self, examination):
        """Return a :class:`Person` with contact and member for every good row, in the file's order."""
        persons = [Person(verdict) for verdict in examination.verdicts if verdict.action == CREATE]
        self._find_former_members(persons, examination.register)
        self._find_contacts(persons, examination.company)
        places = self._places(persons)
        values = [self._contact_values(person, places) for person in persons]
        self._complete_contacts(persons, values)
        new = [place for place, person in enumerate(persons) if not person.partner]
        partners = self.env["res.partner"]._insert_many([values[place] for place in new])
        for place, partner in zip(new, partners.ids, strict=True):
            persons[place].partner, persons[place].partner_created = partner, True
        self._make_members(persons, examination.company)
        return persons

    # --- who is known ---

    def _find_former_members(self, persons, register):
        """Find who was in the register once and has no history now: an import undone, to be repeated."""
        taken = set()
        for person in persons:
            row = person.row
            member = register.reserved.get(row.number)
            if member is None and row.number is None and not (row.codice_fiscale or row.vat):
                alike = register.idle.get(name_key(row), ())
                member = alike[0] if len(alike) == 1 else None
            if member is not None and member not in taken:
                taken.add(member)
                person.member, person.brought_back = member, True
        members = self.env["association.member"].browse(sorted(taken))
        partners = {member.id: member.partner_id.id for member in members.sudo()}  # sudo: contacts may be archived
        for person in persons:
            person.partner = partners.get(person.member)

    def _find_contacts(self, persons, company):
        """Find contacts by codice fiscale, then by P.IVA; one contact is one person."""
        codes = {person.row.codice_fiscale for person in persons} - {""}
        vats = {person.row.vat for person in persons} - {""}
        by_code, by_vat = {}, {}
        for key, code, vat, parent in self._candidates(codes, vats, company):
            if code:
                by_code.setdefault(code, key)
            if vat and not parent:  # people at an office carry its P.IVA
                by_vat.setdefault(vat.removeprefix("IT"), {}).setdefault(code or "", key)
        taken = {person.partner for person in persons}
        for person in persons:
            if person.partner:
                continue
            found = by_code.get(person.row.codice_fiscale) or self._by_vat(person.row, by_vat)
            if found and found not in taken:
                taken.add(found)
                person.partner = found

    def _by_vat(self, row, by_vat):
        """Return the contact with the row's P.IVA: not one with another codice fiscale, nor one of several."""
        holders = by_vat.get(row.vat) or {}
        if row.codice_fiscale:
            return holders.get("")
        return next(iter(holders.values())) if len(holders) == 1 else None

    def _candidates(self, codes, vats, company):
        self.env["res.partner"].flush_model()
        return self.env.execute_query(
            SQL(
                """SELECT id, codice_fiscale, vat, parent_id FROM res_partner
                    WHERE (codice_fiscale = ANY(%s) OR vat = ANY(%s))
                      AND merged_into_id IS NULL AND (company_id IS NULL OR company_id = %s)
                 ORDER BY active DESC, parent_id IS NOT NULL, id""",
                list(codes),
                [*vats, *(f"IT{vat}" for vat in vats)],
                company.id,
            )
        )

    # --- contacts ---

    def _places(self, persons):
        """Return ``(province as written → state, code → legal form)``, for the whole file at once."""
        wanted = {person.row.province for person in persons} - {""}
        italy = self.env.ref("base.it")
        states = self.env["res.country.state"].search(
            Domain("country_id", "=", italy.id) & (Domain("code", "in", list(wanted)) | Domain("name", "in", list(wanted)))
        )
        provinces = {state.name: state for state in states} | {state.code: state for state in states}
        forms = {form.code: form.id for form in self.env["association.legal.form"].search([])}
        return provinces, forms

    def _contact_values(self, person, places):
        row = person.row
        provinces, forms = places
        values = membership.contact_of(row)
        if form := forms.get(row.legal_form):
            values["legal_form_id"] = form
        if state := provinces.get(row.province):
            values |= {"state_id": state.id, "country_id": state.country_id.id}
        elif row.province:
            person.homeless.append("province")
        return values

    def _complete_contacts(self, persons, values):
        """Fill the blanks of contacts known before; what they say otherwise stands, and is noted."""
        known = [(person, given) for person, given in zip(persons, values, strict=True) if person.partner]
        # sudo: they were found by their codes, archived ones included
        partners_sudo = self.env["res.partner"].sudo().browse([person.partner for person, _given in known])
        archived = partners_sudo.filtered(lambda partner: not partner.active)
        archived.active = True
        for (person, given), partner_sudo in zip(known, partners_sudo, strict=True):
            person.partner_created = partner_sudo in archived
            changes = self._changes(person, partner_sudo, given)
            if changes:
                partner_sudo.write(changes)

    def _changes(self, person, partner, given):
        differing = {name: value for name, value in given.items() if not self._agrees(partner, name, value)}
        if person.brought_back and person.partner_created:  # an earlier import made it: the file is its only source
            return differing
        blank = {name: value for name, value in differing.items() if not partner[name] and name != "is_company"}
        person.filled = sorted(blank)
        for name in differing:
            person.homeless += () if name in blank else SOURCES.get(name, (name,))
        return blank

    def _agrees(self, partner, name, value):
        if name == "name":
            return name_key(MemberRow(name=partner.name or "")) == name_key(MemberRow(name=value))
        found = partner[name]
        found = found.id if isinstance(found, models.BaseModel) else found
        if name == "vat" and found:
            return found.removeprefix("IT") == value
        if name in ("email", "pec") and found:
            return found.lower() == value.lower()
        return found == value

    # --- members ---

    def _make_members(self, persons, company):
        members = self.env["association.member"].with_context(active_test=False)
        known = {
            member.partner_id.id: member
            for member in members.search(
                [("company_id", "=", company.id), ("partner_id", "in", [person.partner for person in persons])]
            )
        }
        notes = self._notes(persons, company.sudo()._office_language())  # sudo: not every officer may read settings
        absent = [person for person in persons if person.partner not in known]
        made = members._insert_many(
            [
                {
                    "partner_id": person.partner,
                    "company_id": company.id,
                    "number": person.row.number,
                    "note": notes[id(person)] or None,
                }
                for person in absent
            ]
        )
        for person, key in zip(absent, made.ids, strict=True):
            person.member, person.member_created = key, True
        for person in persons:
            if member := known.get(person.partner):
                person.member, person.member_created = member.id, not member.active
                self._annotate(member, notes[id(person)])
        archived = members.browse([m.id for m in known.values() if not m.active])
        archived.active = True

    def _annotate(self, member, note):
        if note and note not in (member.note or ""):
            member.note = f"{member.note}\n{note}" if member.note else note

    def _notes(self, persons, lang):
        return {id(person): membership.note_of(person.row, person.homeless, lang) for person in persons}

    def _kept(self, person):
        """Return what the row says and no contact holds, by the row's field, as JSON can hold it; ``None`` if nothing."""
        values = membership.beside(person.row)
        values |= {name: getattr(person.row, name) for name in person.homeless}
        return {
            name: value.isoformat() if hasattr(value, "isoformat") else value
            for name, value in values.items()
            if value not in (None, "")
        } or None
