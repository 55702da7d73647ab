import io
import os
import secrets
import uuid
from pathlib import Path

import psycopg2.errors

from odoo import api, fields, models
from odoo.tools import SQL, config

from ..bylaws import register, states
from ..custody import books, checkpoints
from .bulk import append_rows, insert_rows
from .legal_time import legal_day

# How many entries are sealed in one transaction.
SEAL_BATCH = 2000


class AssociationBook(models.Model):
    """A register of the association: numbered entries without gaps, chained by hashes, sealed within seconds."""

    _name = "association.book"
    _description = "Book of the Association"
    _order = "company_id, code"

    name = fields.Char(required=True, translate=True)
    code = fields.Char(required=True)
    company_id = fields.Many2one("res.company", string="Association", required=True, ondelete="restrict")
    origin = fields.Char(
        required=True, readonly=True, help="Identity of the chain: entries of one book cannot pass for another's."
    )
    entry_ids = fields.One2many("association.book.entry", "book_id", string="Entries")
    entry_count = fields.Integer(compute="_compute_head", string="Number of entries")
    pending_count = fields.Integer(compute="_compute_head", string="Waiting to be sealed")
    head = fields.Char(compute="_compute_head", help="Seal of the last sealed entry.")

    _one_per_code = models.Constraint("UNIQUE(company_id, code)", "The association has already this book.")

    def _compute_head(self):
        figures = {
            book.id: (count, sealed)
            for book, count, sealed in self.env["association.book.entry"]._read_group(
                [("book_id", "in", self.ids)], ["book_id"], ["__count", "hash:count"]
            )
        }
        for book in self:
            count, sealed = figures.get(book.id, (0, 0))
            book.entry_count = count
            book.pending_count = count - sealed
            last = self.env["association.book.entry"].search(
                [("book_id", "=", book.id), ("hash", "!=", False)], order="number desc", limit=1
            )
            book.head = last.hash

    @api.model
    def _members_book(self, company):
        """Return the members' book of ``company``.

        It was opened with the company, so that two secretaries who make the first entries at once do not both open it.
        """
        return self.search([("company_id", "=", company.id), ("code", "=", "members")]) or self._open(company)

    @api.model
    def _open(self, companies):
        """Open the members' books of ``companies``, each with an identity of its own."""
        books = self.create(
            [
                {
                    "name": "Members' Book",
                    "code": "members",
                    "company_id": company.id,
                    "origin": register.book_origin(str(uuid.uuid4()), "members"),
                }
                for company in companies
            ]
        )
        if self.env["res.lang"]._lang_get("it_IT"):
            books.with_context(lang="it_IT").name = "Libro degli associati"
        return books

    # --- entering ---

    @api.model
    def _annotate(self, events):
        """Enter in the members' books the events that belong there, in their order."""
        corrected = {
            event.id: event._corrected_fact() for event in events.filtered(lambda event: event.type == states.CORRECTION)
        }
        apart = set(events.union(*corrected.values())._of_applicants().ids)

        def belongs(event):
            fact = corrected.get(event.id, event)
            return fact.type in states.BOOK_EVENTS and fact.id not in apart

        entered = events.filtered(belongs)
        for company, group in entered.grouped("company_id").items():
            self._members_book(company)._append(group._for_the_book())

    def _append(self, rows):
        """Add entries; the numbers are drawn in this transaction, the seals follow.

        :param rows: tuples ``(kind, event id or None, public facts, personal facts, [(file name, sha256)])``
        :return: the numbers of the new entries
        """
        self.ensure_one()
        self.env.flush_all()
        now = self.env.cr.now()
        day = legal_day(now)
        entries, disclosures = [], []
        count = sum(len(personal) for _kind, _event, _public, personal, _attachments in rows)
        salts = io.BytesIO(secrets.token_bytes(register.SALT_BYTES * count))
        for kind, event_id, public, personal, attachments in rows:
            public = {**public, "recorded_on": day.isoformat()}
            payload, openings = register.write_payload(kind, public, personal, attachments, salts.read)
            entries.append(
                {
                    "book_id": self.id,
                    "company_id": self.company_id.id,
                    "kind": kind,
                    "event_id": event_id,
                    "payload": payload.decode(),
                    "recorded_at": now,
                    "date": day,
                }
            )
            disclosures.append({name: [opening.salt.hex(), opening.value] for name, opening in openings.items()})
        first, key = self._draw_first(entries[0])
        numbers = range(first, first + len(entries))
        for number, entry in zip(numbers, entries, strict=True):
            entry["number"] = number
        keys = [key, *insert_rows(self.env["association.book.entry"], entries[1:])]
        append_rows(
            self.env["association.book.disclosure"],
            [{"entry_id": key, "content": content} for key, content in zip(keys, disclosures, strict=True) if content],
        )
        self.env["association.book.entry"].invalidate_model()
        self.env.ref("lecce_smartcity.ir_cron_seal_books")._trigger()
        return list(numbers)

    def _draw_first(self, entry):
        """Insert the first entry with the next free number; return number and id.

        The unique index is the lock (docs/decisions/0004).
        """
        cr = self.env.cr
        cr.execute("SELECT COALESCE(max(number), 0) FROM association_book_entry WHERE book_id = %s", [self.id])
        number = cr.fetchone()[0]
        while True:
            number += 1
            try:
                with cr.savepoint(flush=False):
                    return number, insert_rows(self.env["association.book.entry"], [{**entry, "number": number}])[0]
            except psycopg2.errors.UniqueViolation:
                continue

    # --- sealing ---

    @api.model
    def _cron_seal(self):
        """Seal what waits, book by book, in order: the only writer of seals."""
        books = self.search([])
        self.env["ir.cron"]._commit_progress(remaining=len(books))
        for book in books:
            while book._seal():
                self.env["ir.cron"]._commit_progress(0)
            book._anchor_if_behind()
            self.env["ir.cron"]._commit_progress(1)

    def _seal(self, limit=SEAL_BATCH):
        """Seal the next entries of this book, in order, and leave a signed checkpoint outside the database.

        :return: how many were sealed; 0 also when another process is sealing this book
        """
        self.ensure_one()
        cr = self.env.cr
        self.env.flush_all()
        cr.execute("SELECT pg_try_advisory_xact_lock(hashtext('association.book'), %s)", [self.id])
        if not cr.fetchone()[0]:
            return 0
        cr.execute(
            "SELECT number, hash FROM association_book_entry WHERE book_id = %s AND hash IS NOT NULL"
            " ORDER BY number DESC LIMIT 1",
            [self.id],
        )
        size, head = cr.fetchone() or (0, register.genesis(self.origin))
        cr.execute(
            "SELECT number, payload FROM association_book_entry WHERE book_id = %s AND hash IS NULL AND number > %s"
            " ORDER BY number LIMIT %s",
            [self.id, size, limit],
        )
        seals = []
        for number, payload in cr.fetchall():
            if number != size + 1:
                break
            previous = head
            head = register.link_hash(register.VERSION, previous, self.origin, number, payload.encode())
            size = number
            seals.append((number, previous, head))
        if not seals:
            return 0
        cr.execute_values(
            f"""UPDATE association_book_entry entry
                   SET previous_hash = given.previous, hash = given.hash, sealed_at = now() AT TIME ZONE 'UTC'
                  FROM (VALUES %s) AS given(number, previous, hash)
                 WHERE entry.book_id = {int(self.id)} AND entry.number = given.number""",
            seals,
            page_size=len(seals),
        )
        self.env["association.book.entry"].invalidate_model(["hash", "previous_hash", "sealed_at"])
        self._anchor(size, head)
        return len(seals)

    @api.model
    def _custody(self):
        """Return ``(folder of the checkpoints of this database, file of the signing key)``, both outside the database."""
        data = Path(config["data_dir"])
        folder = Path(os.environ.get("ASSOCIATION_CHECKPOINTS") or data / "checkpoints")
        key = Path(os.environ.get("ASSOCIATION_SIGNING_KEY") or data / "keys" / "books.pem")
        return folder / self.env.cr.dbname, key

    def _anchor(self, size, head):
        """Leave a signed checkpoint as soon as the seals are committed."""
        folder, key = self._custody()
        origin = self.origin
        self.env.cr.postcommit.add(lambda: checkpoints.leave(folder, key, origin, size, head))

    def _anchor_if_behind(self):
        """Leave the checkpoint that a crash between commit and file may have cost."""
        for book in self:
            last = book.entry_ids.search(
                [("book_id", "=", book.id), ("hash", "!=", False)], order="number desc", limit=1
            )
            if last and checkpoints.last_size(self._custody()[0], book.origin) < last.number:
                book._anchor(last.number, last.hash)

    # --- erasing ---

    def _erase(self, entries, motive):
        """Take the personal values of ``entries`` away and enter that it was done; the chain stays valid.

        :param motive: why, as the entry will say for ever (no personal data)
        """
        self.ensure_one()
        payload = register.erasure_payload({entry.number: None for entry in entries}, {"ground": motive})
        numbers = self._append([(register.ERASURE, None, payload["public"], {}, ())])
        self.env.cr.execute(
            SQL("DELETE FROM association_book_disclosure WHERE entry_id = ANY(%s)", entries.ids)
        )
        self.env["association.book.disclosure"].invalidate_model()
        return numbers[0]

    def action_open_entries(self):
        """Open the entries of this book."""
        self.ensure_one()
        return {
            "type": "ir.actions.act_window",
            "name": self.name,
            "res_model": "association.book.entry",
            "view_mode": "list,form",
            "domain": [("book_id", "=", self.id)],
        }

    def action_verify(self):
        """Recompute the whole chain and say what was found."""
        self.ensure_one()
        report = self._verify()
        return {
            "type": "ir.actions.client",
            "tag": "display_notification",
            "params": {
                "type": "success" if report.ok else "danger",
                "sticky": not report.ok,
                "title": self.name,
                "message": self.env["association.wording"]._verification(report),
            },
        }

    def _verify(self):
        """Return the ``register.Report`` on this book, from the database and the checkpoints outside it."""
        self.ensure_one()
        self.env.flush_all()
        return books.verify_chain(self.env.cr, self.id, self.origin, self._custody()[0])
