import hashlib
import json
from typing import NamedTuple

import psycopg2.errors

from odoo import _, api, fields, models
from odoo.exceptions import AccessError, UserError

from ..bylaws import states
from ..intake import members, membership, spreadsheet
from ..intake.records import CREATE, REFUSED, UNCHANGED, Existing
from .bulk import append_rows
from .legal_time import legal_today

# What the web client may set; the rest is the import's own account of what it did.
EDITABLE = {"data", "file_name", "company_id", "category_id"}
# Above it a request could outlast the server's patience: the script has no such limit.
ROWS_IN_BROWSER = 20_000
# Nobody is notified of thousands of rows, and the batch is the record of who did it.
QUIET = {
    "tracking_disable": True,
    "mail_create_nolog": True,
    "mail_create_nosubscribe": True,
    "mail_notrack": True,
}


class Register(NamedTuple):
    """The association's register in the import's terms.

    :ivar existing: ``records.Existing``; its keys are ids of members
    :ivar reserved: number → id of the member without a history who alone may have it again
    :ivar numbers: id of such a member → the last number it had
    :ivar idle: ``records.name_key`` → ids of members without a history
    """

    existing: Existing
    reserved: dict
    numbers: dict
    idle: dict


class Examination(NamedTuple):
    """A file held against the register: a verdict for every row."""

    company: models.Model
    sha256: str
    table: spreadsheet.Table
    verdicts: list
    register: Register
    same_file: models.Model

    def count(self, action):
        return sum(verdict.action == action for verdict in self.verdicts)

    def findings(self):
        """The verdicts without a language, to keep and to compare: as JSON gives them back, which knows no tuples."""
        return json.loads(json.dumps(members.verdict_facts(self.verdicts)))


class AssociationImportBatch(models.Model):
    """A members' book brought in from a spreadsheet: a dry run first, then all its good rows or none."""

    _name = "association.import.batch"
    _description = "Import of Members"
    _order = "id desc"

    company_id = fields.Many2one(
        "res.company", string="Association", required=True, ondelete="restrict", default=lambda self: self.env.company
    )
    data = fields.Binary(string="File", attachment=True, copy=False, help="CSV, Excel or OpenDocument.")
    file_name = fields.Char()
    category_id = fields.Many2one(
        "association.member.category", string="Category", ondelete="restrict",
        domain="[('company_id', 'in', (False, company_id))]",
        help="Only for files without a column for it: the category of every row.",
    )  # fmt: skip
    state = fields.Selection(
        [("draft", "File"), ("checked", "Checked"), ("imported", "Imported"), ("undone", "Undone")],
        required=True, default="draft", readonly=True, copy=False,
    )  # fmt: skip
    serial = fields.Integer(string="Import no.", readonly=True, copy=False, aggregator=None)
    sha256 = fields.Char(string="SHA-256", readonly=True, copy=False, index="btree_not_null")
    rows = fields.Integer(readonly=True, copy=False)
    imported = fields.Integer(string="Good rows", readonly=True, copy=False)
    unchanged = fields.Integer(string="In the book already", readonly=True, copy=False)
    refused = fields.Integer(string="Rejected", readonly=True, copy=False)
    warned = fields.Integer(string="With a warning", readonly=True, copy=False)
    findings = fields.Json(readonly=True, copy=False, help="Errors and warnings by row, in no language.")
    user_id = fields.Many2one("res.users", string="Imported by", readonly=True, copy=False)
    started_at = fields.Datetime(readonly=True, copy=False, help="The moment of the transaction.")
    finished_at = fields.Datetime(string="Imported on", readonly=True, copy=False)
    undone_at = fields.Datetime(string="Undone on", readonly=True, copy=False)
    undone_by = fields.Many2one("res.users", readonly=True, copy=False)
    undo_reason = fields.Char(readonly=True, copy=False)
    same_file_id = fields.Many2one("association.import.batch", string="Same file", compute="_compute_same_file_id")
    row_ids = fields.One2many("association.import.row", "batch_id", string="Imported rows", readonly=True)

    _one_at_a_time = models.UniqueIndex(
        "(company_id, serial) WHERE serial IS NOT NULL",
        "Another import of this association has just ended: check the file again.",
    )

    @api.depends("serial", "file_name", "state")
    def _compute_display_name(self):
        for batch in self:
            number = _("Import %s", batch.serial) if batch.serial else _("Import")
            batch.display_name = f"{number} – {batch.file_name}" if batch.file_name else number

    @api.depends("sha256", "company_id", "state")
    def _compute_same_file_id(self):
        for batch in self:
            batch.same_file_id = self._imported_before(batch.sha256, batch.company_id) - batch

    @api.model
    def _imported_before(self, sha256, company):
        domain = [("sha256", "=", sha256), ("company_id", "=", company.id), ("state", "=", "imported")]
        return self.search(domain, limit=1) if sha256 else self.browse()

    # --- the file ---

    @api.model_create_multi
    def create(self, vals_list):
        for vals in vals_list:
            self._check_editable(vals)
        return super().create(vals_list)

    def write(self, vals):
        self._check_editable(vals)
        if "data" in vals and not self.env.su:
            self._forget_check()
        return super().write(vals)

    def _check_editable(self, vals):
        if self.env.su:
            return
        if set(vals) - EDITABLE or self.filtered(lambda batch: batch.state not in ("draft", "checked")):
            raise AccessError(_("What an import did is not edited: undo it, or import another file."))

    @api.ondelete(at_uninstall=False)
    def _unlink_never_imported(self):
        if self.filtered("serial"):
            raise UserError(_("An import that was made is kept: undo it if it was a mistake."))

    @api.autovacuum
    def _gc_abandoned(self):
        """Files that were looked at and never imported hold people's data for nothing: a week is enough."""
        limit = fields.Datetime.subtract(fields.Datetime.now(), days=7)
        self.search([("serial", "=", 0), ("write_date", "<", limit)]).unlink()

    # --- the one way in: the web client and the script both take it ---

    @api.model
    def _examine(self, data, filename, company, default_category=""):
        """Hold a file against the register of ``company``; nothing is written.

        :param data: the file's bytes
        :param default_category: code of the category of every row, for files without that column
        :return: :class:`Examination`
        :raises IntakeError: the file cannot be read at all
        """
        self._check_company_reachable(company)
        batch = self.with_company(company)
        table = spreadsheet.read_table(data, filename)
        register = batch._present_register(company)
        verdicts = members.examine(
            table,
            categories=batch.env["association.member.category"]._of_company(company)._spellings(),
            existing=register.existing,
            today=legal_today(self.env),
            default_category=default_category,
        )
        sha256 = hashlib.sha256(data).hexdigest()
        return Examination(company, sha256, table, verdicts, register, self._imported_before(sha256, company))

    def _import(self, data, filename, company, default_category="", shown=None):
        """Import all the good rows of a file, in the present transaction.

        On a batch: that one becomes the account of it; on the empty model a new one, unless there is nothing to import.

        :param shown: the findings that the user agreed to; if the register has changed since, nothing is done
        :return: ``(batch, Examination)``; the batch is empty when nothing was done
        :raises UserError: another import of the association is running or has just ended
        """
        self._check_may_import()
        self._lock(company)
        examination = self._examine(data, filename, company, default_category)
        if not examination.count(CREATE) or (shown is not None and shown != examination.findings()):
            return self.browse(), examination
        batch = self or self.create({"company_id": company.id, "file_name": filename})
        # A caller that catches a refusal must not be left with half of it.
        with self.env.cr.savepoint():
            batch.with_company(company).with_context(**QUIET)._take(examination)
        return batch, examination

    def _check_may_import(self):
        for model in (self, self.env["res.partner"], self.env["association.member"], self.env["association.member.event"]):
            model.browse().check_access("create")

    def _check_company_reachable(self, company):
        self.env["association.member"].check_access("read")
        if company not in self.env.companies and not self.env.su:
            raise AccessError(_("The register of %s is not yours to read.", company.sudo().name))

    def _lock(self, company):
        """Let one import at a time into an association.

        The lock ends with the transaction. Who was waiting elsewhere may look at the register as it was before:
        the import's number, unique, then stops them.
        """
        self.env.cr.execute("SELECT pg_try_advisory_xact_lock(hashtext('association.import'), %s)", [company.id])
        if not self.env.cr.fetchone()[0]:
            raise UserError(
                _("Another import of %s is running: wait for its end, then check the file again.", company.name)
            )

    def _take(self, examination):
        self.ensure_one()
        self._draw_serial(examination)
        persons = self._people(examination)
        events = self._record_facts(persons, examination)
        self._keep_rows(persons, events)
        self.sudo().write(  # sudo: the account of an import is nobody's to write by hand
            {
                **self._counts(examination),
                "state": "imported",
                "data": False,
                "user_id": self.env.uid,
                "finished_at": fields.Datetime.now(),
            }
        )

    def _draw_serial(self, examination):
        self.flush_recordset()
        cr = self.env.cr
        cr.execute(
            "SELECT COALESCE(max(serial), 0) + 1 FROM association_import_batch WHERE company_id = %s",
            [examination.company.id],
        )
        [serial] = cr.fetchone()
        try:
            with cr.savepoint(flush=False):
                # As it is: the moments of contacts and members, written in this transaction, are held against it.
                cr.execute(
                    "UPDATE association_import_batch SET serial = %s, started_at = %s WHERE id = %s",
                    [serial, cr.now(), self.id],
                )
        except psycopg2.errors.UniqueViolation as error:
            raise UserError(
                _("Another import of %s has just ended: check the file again.", examination.company.name)
            ) from error
        self.invalidate_recordset(["serial", "started_at"])

    def _record_facts(self, persons, examination):
        """Record the events of all persons, in the order in which they happened; return ``{row: [event ids]}``."""
        categories = self.env["association.member.category"]._of_company(examination.company)
        codes = {category.code: category.id for category in categories.sorted(lambda c: bool(c.company_id))}
        facts = [(fact, person) for person in persons for fact in membership.facts_of(person.row)]
        facts.sort(key=lambda pair: (*pair[0].order, pair[1].verdict.row))
        events = self.env["association.member.event"].create(
            [self._event_values(fact, person, codes, examination.register) for fact, person in facts]
        )
        recorded = {}
        for key, (_fact, person) in zip(events.ids, facts, strict=True):
            recorded.setdefault(person.verdict.row, []).append(key)
        return recorded

    def _event_values(self, fact, person, codes, register):
        values = {
            "member_id": person.member,
            "type": fact.type,
            "legal_date": fact.legal_date,
            "effective_date": fact.effective_date,
        }
        if fact.type == states.ADMISSION:
            values |= {
                "number": fact.number or register.numbers.get(person.member),
                "annotated_on": fact.annotated_on,
                "category_id": codes[fact.category],
            }
        values |= {name: text for name in ("resolution", "motive") if (text := getattr(fact, name))}
        return values

    def _keep_rows(self, persons, events):
        append_rows(
            self.env["association.import.row"],
            [
                {
                    "batch_id": self.id,
                    "row": person.verdict.row,
                    "line": person.verdict.line,
                    "member_id": person.member,
                    "partner_id": person.partner,
                    "member_created": person.member_created,
                    "partner_created": person.partner_created,
                    "events": events[person.verdict.row],
                    "fee": None if person.row.fee_cents is None else person.row.fee_cents / 100,
                    "fee_paid_on": person.row.fee_paid_on,
                    "kept": self._kept(person),
                    "filled": person.filled or None,
                }
                for person in persons
            ],
        )

    def _counts(self, examination):
        verdicts = examination.verdicts
        return {
            "sha256": examination.sha256,
            "rows": len(verdicts),
            "imported": examination.count(CREATE),
            "unchanged": examination.count(UNCHANGED),
            "refused": examination.count(REFUSED),
            "warned": sum(bool(v.warnings) and v.action != REFUSED for v in verdicts),
            "findings": examination.findings(),
        }

    def _verdict_json(self):
        """Return the verdicts in the user's language, in the shape of ``intake.members.verdict_json``."""
        self.ensure_one()
        return members.worded(self.findings, self.env.lang or "en") if self.findings else {}
