from collections import defaultdict

from odoo import _, api, models
from odoo.exceptions import UserError
from odoo.tools import SQL, format_date

from ..bylaws import states
from ..documents import members_book_pdf, members_export
from ..documents.model import MemberRow, MembersBook
from ..documents.words import Words
from ..intake.names import split_full_name
from ..intake.records import MemberRow as ExportRow

# One row for each membership that had begun by the day asked about, as it stood on that day, with
# the admission it came from, its entry in the book and whether the personal data of that entry were
# erased.
MEMBERSHIPS = """
    WITH membership AS (
        SELECT DISTINCT ON (period.member_id, period.number)
               period.member_id, period.number, period.member_since, period.status,
               period.category_id, period.date_from, period.event_id
          FROM association_member_period period
         WHERE period.company_id = %(company)s AND period.number IS NOT NULL
           AND period.date_from <= %(on)s AND period.status IN ('active', 'suspended', 'ceased')
      ORDER BY period.member_id, period.number, period.date_from DESC
    ), admission AS (
        SELECT DISTINCT ON (event.member_id, event.number)
               event.id, event.member_id, event.number, event.resolution, event.legal_date
          FROM association_member_event event
         WHERE event.company_id = %(company)s AND event.type IN ('admission', 'readmission')
      ORDER BY event.member_id, event.number, event.id DESC
    )
    SELECT membership.number, membership.member_id, membership.member_since, membership.status,
           membership.category_id, membership.date_from, admission.resolution, admission.legal_date,
           entry.number AS entry_number, entry.id IS NOT NULL AND disclosure.id IS NULL AS erased,
           ending.type AS ending, partner.complete_name, partner.is_company, partner.codice_fiscale, partner.vat,
           partner.birth_date, partner.birth_place, partner.street, partner.zip, partner.city,
           province.code AS province, partner.email, partner.pec, partner.phone, partner.ipa_code,
           form.id AS form_id,
           COALESCE(form.is_natural_person, NOT partner.is_company) AS is_person
      FROM membership
      JOIN association_member member ON member.id = membership.member_id
      JOIN res_partner partner ON partner.id = member.partner_id
 LEFT JOIN res_country_state province ON province.id = partner.state_id
 LEFT JOIN association_legal_form form ON form.id = partner.legal_form_id
 LEFT JOIN admission ON admission.member_id = membership.member_id
       AND admission.number = membership.number
 LEFT JOIN association_book_entry entry ON entry.event_id = admission.id
 LEFT JOIN association_book_disclosure disclosure ON disclosure.entry_id = entry.id
 LEFT JOIN association_member_event ending
        ON ending.id = membership.event_id AND membership.status = 'ceased'
  ORDER BY membership.number
"""
# What happened within the memberships; what a correction took away is left out.
WITHIN = """
    SELECT event.member_id, event.type, event.effective_date, event.category_id, event.resolution
      FROM association_member_event event
     WHERE event.company_id = %(company)s
       AND event.type IN ('category_change', 'suspension', 'reinstatement')
       AND event.effective_date <= %(on)s
       AND NOT EXISTS (
           SELECT 1 FROM association_member_event correction
            WHERE correction.corrects_id = event.id AND correction.annuls
              AND NOT EXISTS (SELECT 1 FROM association_member_event later
                               WHERE later.corrects_id = correction.id AND later.annuls))
  ORDER BY event.effective_date, event.id
"""


class MembersBookDocument(models.AbstractModel):
    """The members' book as of a day, gathered by a handful of queries whatever its size."""

    _inherit = "association.document"

    @api.model
    def _documents(self):
        return {**super()._documents(), "lecce_smartcity.members_book": self._draw_members_books}

    def _draw_members_books(self, wizards, _data):
        result = {}
        for wizard in wizards:
            book = self._members_book(wizard.company_id, wizard.date)
            result[wizard.id] = members_book_pdf.render(book, minimised=wizard.minimised)
        return result

    @api.model
    def _members_book(self, company, on):
        """Return the ``MembersBook`` of ``company`` on the day ``on``, in the language of the
        environment."""
        self._check_may_read_book()
        head = self._head(company)
        return MembersBook(
            association=self._association(company),
            as_of=on,
            generated_at=self._now(),
            rows=tuple(self._book_rows(company, on)),
            head=head,
            lang=self.env.lang or "it_IT",
            place=company.sudo().city or "",
            signatories=(self._president(company), self._secretary(company)),
        )

    def _check_may_read_book(self):
        self.env["association.member"].check_access("read")
        self.env["association.book.entry"].check_access("read")

    def _memberships(self, company, on):
        """Return the rows of ``MEMBERSHIPS`` as dictionaries."""
        if company not in self.env.companies:
            raise UserError(_("You do not work for %s now: choose it at the top of the page.", company.name))
        self.env.flush_all()
        self.env.cr.execute(SQL(MEMBERSHIPS, company=company.id, on=on))
        return self.env.cr.dictfetchall()

    def _book_rows(self, company, on):
        rows = self._memberships(company, on)
        categories = self._category_names()
        notes = self._annotations(company, on, rows, categories)
        erasures = self._erasures(company) if any(row["erased"] for row in rows) else {}
        endings = self._labels("association.member", "cessation")
        for row in rows:
            ceased = row["status"] == states.CEASED
            yield MemberRow(
                number=row["number"],
                name=row["complete_name"] or "",
                category=categories.get(row["category_id"], ""),
                joined_on=row["member_since"],
                entry_number=row["entry_number"],
                resolution=row["resolution"] or "",
                birth_place=row["birth_place"] or "",
                birth_date=row["birth_date"],
                address=self._one_line(row),
                contact=row["pec"] or row["email"] or "",
                codice_fiscale=row["codice_fiscale"] or row["vat"] or "",
                suspended=row["status"] == states.SUSPENDED,
                ceased_on=self._day_before(row["date_from"]) if ceased else None,
                cessation_cause=endings.get(row["ending"], "") if ceased else "",
                annotations=tuple(notes.get((row["member_id"], row["number"]), ())),
                erased_by=erasures.get(row["entry_number"], 0) if row["erased"] else None,
            )

    def _one_line(self, row):
        town = " ".join(filter(None, [row["zip"], row["city"]]))
        if row["province"]:
            town = f"{town} ({row['province']})".strip()
        return ", ".join(filter(None, [row["street"], town]))

    def _day_before(self, day):
        return day.fromordinal(day.toordinal() - 1)

    def _annotations(self, company, on, rows, categories):
        """Return ``{(member id, number): [sentence]}`` of what happened within each membership."""
        begun = defaultdict(list)
        for row in rows:
            begun[row["member_id"]].append((row["member_since"], row["number"]))
        labels = self._labels("association.member.event", "type")
        notes = defaultdict(list)
        self.env.cr.execute(SQL(WITHIN, company=company.id, on=on))
        for member, kind, day, category, resolution in self.env.cr.fetchall():
            numbers = [number for since, number in sorted(begun[member]) if since <= day]
            if not numbers:
                continue
            parts = [
                labels[kind],
                categories.get(category) if kind == states.CATEGORY_CHANGE else None,
            ]
            sentence = _(
                "%(what)s from %(date)s",
                what=": ".join(filter(None, parts)),
                date=format_date(self.env, day),
            )
            notes[member, numbers[-1]].append(f"{sentence} ({resolution})" if resolution else sentence)
        return notes

    def _erasures(self, company):
        """Return ``{entry number.

        Number of the entry that records the erasure of its personal data}``.
        """
        rows = self.env.execute_query(
            SQL(
                """SELECT entry.number, (erased ->> 'number')::int FROM association_book_entry entry
                     JOIN association_book book ON book.id = entry.book_id,
                          jsonb_array_elements(entry.payload::jsonb -> 'public' -> 'erases') erased
                    WHERE book.company_id = %s AND book.code = 'members'
                      AND entry.kind = 'erasure'""",
                company.id,
            )
        )
        return {erased: number for number, erased in rows}

    # --- for spreadsheets ---

    @api.model
    def _members_sheet(self, company, on, minimised, kind):
        """Return ``(file name, bytes)`` of the same book as ``csv`` or ``xlsx``.

        Full, it is read back by the import; minimised, it holds what an inspection may see.
        """
        self._check_may_read_book()
        language = self.env.lang or "it_IT"
        words = Words(language)
        if minimised:
            headers, rows = self._minimised_sheet(company, on, words)
        else:
            headers, rows = (
                members_export.member_headers(language[:2]),
                self._full_sheet(company, on),
            )
        title = f"{words('members_book')} – {company.name} – {words.date(on)}"
        name = f"{words('members_book')} {on.isoformat()}.{kind}"
        if kind == "csv":
            return name, members_export.members_csv(rows, headers)
        return name, members_export.members_xlsx(rows, headers, title)

    def _minimised_sheet(self, company, on, words):
        headers = [words(key) for key in ("number", "member", "category", "joined", "cessation")]
        erased = words("none")
        rows = [
            [
                row.number,
                erased if row.erased_by is not None else row.name,
                row.category,
                row.joined_on,
                row.ceased_on,
            ]
            for row in self._book_rows(company, on)
        ]
        return headers, rows

    def _full_sheet(self, company, on):
        forms = self.env["association.legal.form"].sudo().with_context(active_test=False).search([])
        form_names = {form.id: form.name for form in forms}
        endings = self._labels("association.member", "cessation")
        categories = self._category_names()
        for row in self._memberships(company, on):
            yield members_export.member_values(self._export_row(row, form_names, endings), categories)

    def _export_row(self, row, form_names, endings):
        ceased = row["status"] == states.CEASED
        facts = {
            "number": row["number"],
            "category": row["category_id"],
            "joined_on": row["member_since"],
        }
        if ceased:
            facts["ceased_on"] = self._day_before(row["date_from"])
            facts["cessation_text"] = endings.get(row["ending"], "")
        if row["erased"]:
            return ExportRow(name=Words(self.env.lang or "it_IT")("none"), **facts)
        plain = (
            "codice_fiscale",
            "vat",
            "birth_place",
            "street",
            "zip",
            "city",
            "province",
            "email",
            "pec",
        )
        plain += ("phone", "ipa_code")
        if row["is_person"]:
            last, first, _sure = split_full_name(row["complete_name"] or "", code=row["codice_fiscale"] or "")
            facts |= {"kind": "natural", "last_name": last, "first_name": first}
        else:
            facts |= {"kind": "legal", "name": row["complete_name"] or ""}
        return ExportRow(
            birth_date=row["birth_date"],
            legal_form=form_names.get(row["form_id"], ""),
            resolution_date=row["legal_date"],
            **{name: row[name] or "" for name in plain},
            **facts,
        )
