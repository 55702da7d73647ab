from collections import defaultdict
from datetime import date

from odoo import api, models
from odoo.tools import SQL

from ..bylaws import history, states
from ..intake import people
from ..intake.records import Existing, MemberRow, name_key
from .association_import_batch import Register

IDENTITY = (
    "number", "name", "codice_fiscale", "vat", "ipa_code", "birth_date", "birth_place",
    "street", "zip", "city", "province", "email", "pec", "phone",
)  # fmt: skip
DATES = ("fee_paid_on", "birth_date")


class AssociationImportBatch(models.Model):
    """What the import holds a file against."""

    _inherit = "association.import.batch"

    @api.model
    def _present_register(self, company):
        """Return the :class:`Register` of ``company``. Four queries, whatever its size."""
        self.env.flush_all()
        standing = self._standing(company)
        kept = self._kept_before(company)
        members, idle_rows, idle = {}, {}, defaultdict(list)
        for member_id, natural, *values in self._identities(company):
            facts = standing.get(member_id)
            row = self._known(natural, dict(zip(IDENTITY, values, strict=True)), facts, kept.get(member_id))
            if facts:
                members[member_id] = row
            else:
                idle_rows[member_id] = row
                idle[name_key(row)].append(member_id)
        issued = self._issued(company)
        reserved = {number: member for number, member in issued.items() if member in idle_rows}
        existing = Existing.of(
            members,
            numbers={number: member for number, member in issued.items() if member not in idle_rows},
            reserved={number: idle_rows[member] for number, member in reserved.items()},
        )
        return Register(existing, reserved, {member: number for number, member in sorted(reserved.items())}, idle)

    def _known(self, natural, identity, facts, kept):
        """Return what the register says of one member, as a row of a file would."""
        values = {name: value for name, value in identity.items() if value}
        if "vat" in values:
            values["vat"] = values["vat"].removeprefix("IT")
        values |= facts or {}
        for name, value in (kept or {}).items():
            values[name] = date.fromisoformat(value) if name in DATES and value else value
        return MemberRow(kind=people.NATURAL if natural else people.LEGAL, **values)

    def _identities(self, company):
        return self.env.execute_query(
            SQL(
                """SELECT member.id, COALESCE(form.is_natural_person, NOT partner.is_company, TRUE),
                          member.number, partner.name, partner.codice_fiscale, partner.vat, partner.ipa_code,
                          partner.birth_date, partner.birth_place, partner.street, partner.zip, partner.city, state.code,
                          partner.email, partner.pec, partner.phone
                     FROM association_member member
                     JOIN res_partner partner ON partner.id = member.partner_id
                LEFT JOIN association_legal_form form ON form.id = partner.legal_form_id
                LEFT JOIN res_country_state state ON state.id = partner.state_id
                    WHERE member.company_id = %s""",
                company.id,
            )
        )

    def _issued(self, company):
        return dict(
            self.env.execute_query(
                SQL("SELECT number, member_id FROM association_member_number WHERE company_id = %s", company.id)
            )
        )

    def _kept_before(self, company):
        """Return ``{member id: values of its file that nothing else holds}``."""
        return dict(
            self.env.execute_query(
                SQL(
                    """SELECT line.member_id, line.kept
                         FROM association_import_row line
                         JOIN association_import_batch batch ON batch.id = line.batch_id
                        WHERE batch.company_id = %s AND batch.state = 'imported' AND line.kept IS NOT NULL
                     ORDER BY line.id""",
                    company.id,
                )
            )
        )

    def _standing(self, company):
        """Return ``{member id: the dates, category and end of the last membership}`` of who has a history."""
        codes = {category.id: category.code for category in self.env["association.member.category"].sudo().search([])}
        events, acts = defaultdict(list), {}
        for member_id, key, kind, legal, day, category, corrects, annuls, new_day, new_category in (
            self.env.execute_query(
                SQL(
                    """SELECT member_id, id, type, legal_date, effective_date, category_id, corrects_id,
                              COALESCE(annuls, FALSE), new_effective_date, new_category_id
                         FROM association_member_event WHERE company_id = %s ORDER BY id""",
                    company.id,
                )
            )
        ):
            acts[key] = legal
            events[member_id].append(
                history.Event(key, kind, day, category, corrects, annuls, new_day, new_category, sequence=key)
            )
        standing = {}
        for member_id, recorded in events.items():
            if remaining := history.corrected(recorded):
                standing[member_id] = self._last_membership(remaining, acts, codes)
        return standing

    def _last_membership(self, events, acts, codes):
        """Return the fields of a ``MemberRow`` that these events tell; ``acts``: event → date of the act."""
        facts = {}
        for event in events:
            if event.type == states.APPLICATION:
                facts = {"application_date": event.effective_date}
            elif event.type in (states.ADMISSION, states.READMISSION):
                facts = {
                    "application_date": facts.get("application_date") if "ceased_on" not in facts else None,
                    "resolution_date": acts[event.key],
                    "joined_on": event.effective_date,
                    "category": codes.get(event.category, ""),
                }
            elif event.type in states.CESSATIONS and "joined_on" in facts:
                facts |= {"ceased_on": event.effective_date, "cessation_event": event.type}
        return facts
