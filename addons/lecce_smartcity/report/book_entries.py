import json

from odoo import _, api, fields, models
from odoo.tools import SQL, format_date

from ..bylaws import register
from ..documents import book_entries_pdf
from ..documents.model import BookEntries, BookEntryRow

ENTRIES = """
    SELECT entry.number, entry.date, entry.kind, entry.payload, entry.hash, disclosure.content
      FROM association_book_entry entry
 LEFT JOIN association_book_disclosure disclosure ON disclosure.entry_id = entry.id
     WHERE entry.book_id = %(book)s %(some)s ORDER BY entry.number
"""


class BookEntriesDocument(models.AbstractModel):
    """The entries of a book in their order, or the extract that concerns one member."""

    _inherit = "association.document"

    @api.model
    def _documents(self):
        return {
            **super()._documents(),
            "lecce_smartcity.book_entries": self._draw_book_entries,
            "lecce_smartcity.book_extract": self._draw_book_extracts,
        }

    def _draw_book_entries(self, books, _data):
        return {book.id: book_entries_pdf.render(self._book_entries(book)) for book in books}

    def _draw_book_extracts(self, members, _data):
        """Draw, for each member, the entries that concern it; what lies between is "omissis"."""
        result = {}
        for member in members:
            book = self.env["association.book"].sudo()._members_book(member.company_id)  # sudo: opens it if new
            result[member.id] = book_entries_pdf.render(self._book_entries(book, member))
        return result

    @api.model
    def _book_entries(self, book, member=None):
        """Return the ``BookEntries`` of ``book``, or the extract about ``member``, in the
        environment's language."""
        self.env["association.book.entry"].check_access("read")
        self.env["association.book.disclosure"].check_access("read")
        company = book.company_id
        some = SQL("AND entry.event_id = ANY(%s)", member.event_ids.ids) if member else SQL()
        self.env.flush_all()
        rows = self.env.execute_query(SQL(ENTRIES, book=book.id, some=some))
        rectified = self._rectified(rows)
        names = {
            "kinds": self._labels("association.member.event", "type"),
            "categories": self._category_codes(),
        }
        return BookEntries(
            association=self._association(company),
            as_of=self._now().date(),
            generated_at=self._now(),
            entries=tuple(self._entry_row(row, rectified, names) for row in rows),
            head=self._head(company),
            lang=self.env.lang or "it_IT",
            extract=bool(member),
            place=company.sudo().city or "",
            signatories=(self._president(company), self._secretary(company)),
        )

    def _rectified(self, rows):
        """Return ``{event id: number of the entry that rectifies it}``."""
        found = {}
        for number, _day, kind, payload, *_rest in rows:
            if kind == "correction":
                corrects = json.loads(payload)["public"].get("corrects")
                found[corrects] = number
        return found

    def _entry_row(self, row, rectified, names):
        number, day, kind, payload, seal, content = row
        public = json.loads(payload)["public"]
        content = json.loads(content) if isinstance(content, str) else content
        personal = {name: item[1] for name, item in (content or {}).items()}
        legal = public.get("legal_date")
        return BookEntryRow(
            number=number,
            recorded_on=day,
            kind=names["kinds"].get(kind) or _("Erasure of personal data"),
            text=self._entry_text(kind, public, personal, names["categories"]),
            act_date=fields.Date.to_date(legal) if legal else None,
            hash=seal or "",
            annulled_by=rectified.get(public.get("event")),
        )

    def _entry_text(self, kind, public, personal, categories):
        """Return what an entry says, in one paragraph."""
        if kind == register.ERASURE:
            numbers = ", ".join(str(item["number"]) for item in public.get("erases", ()))
            return _("Personal data of entries %s erased (GDPR art. 17).", numbers)
        parts = [personal.get("name") or _("personal data erased")]
        number = public.get("number") or public.get("member")
        if number:
            parts.append(_("no. %s in the book", number))
        code = public.get("new_category") or public.get("category")
        if code:
            parts.append(_("category “%s”", categories.get(code, code)))
        parts += self._dates_of(kind, public)
        parts += [personal[name] for name in ("resolution", "motive") if personal.get(name)]
        return "; ".join(parts)

    def _dates_of(self, kind, public):
        if kind == "correction":
            if public.get("annuls"):
                return [_("the corrected fact is annulled")]
            day = public.get("new_effective_date")
            return [_("right date: %s", self._written(day))] if day else []
        return [_("effective %s", self._written(public.get("effective_date")))]

    def _written(self, day):
        return format_date(self.env, fields.Date.to_date(day)) if day else ""

    def _category_codes(self):
        """Return ``{category code: name}``, archived ones included."""
        categories_sudo = self.env["association.member.category"].sudo().with_context(active_test=False)
        return {category.code: category.name for category in categories_sudo.search([("code", "!=", False)])}
