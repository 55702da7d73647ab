import hashlib

from odoo import _, api, fields, models
from odoo.exceptions import ValidationError
from odoo.tools import SQL

from ..bylaws import history, states, terms
from ..bylaws.errors import BylawError
from ..custody import books
from .append_only import protect_table
from .bulk import insert_rows
from .legal_time import legal_today

ENTRIES = ("admission", "readmission")
# From so many events on, one statement instead of the ORM's steps.
MANY = 100


class AssociationMemberEvent(models.Model):
    """A fact in the life of a membership. Appended, never edited: a mistake is corrected by another event."""

    _name = "association.member.event"
    _description = "Membership Event"
    _order = "effective_date desc, id desc"
    _rec_name = "type"
    _check_company_auto = True

    member_id = fields.Many2one("association.member", required=True, ondelete="restrict", index=True)
    company_id = fields.Many2one("res.company", string="Association", required=True, ondelete="restrict", index=True)
    partner_id = fields.Many2one(related="member_id.partner_id")
    type = fields.Selection(
        [
            ("application", "Application"),
            ("admission", "Admission"),
            ("refusal", "Refusal"),
            ("category_change", "Change of category"),
            ("suspension", "Suspension"),
            ("reinstatement", "Reinstatement"),
            ("withdrawal", "Withdrawal"),
            ("exclusion", "Exclusion"),
            ("lapse", "Lapse"),
            ("death", "Death"),
            ("dissolution", "Dissolution"),
            ("readmission", "Readmission"),
            ("correction", "Correction"),
        ],
        required=True,
    )
    legal_date = fields.Date(
        string="Date of the act", required=True,
        help="When it was applied for, resolved, notified or happened: what the legal terms count from.",
    )  # fmt: skip
    effective_date = fields.Date(
        string="Effective", required=True,
        help="First day of the new state; for a cessation, the last day of membership.",
    )  # fmt: skip
    recorded_at = fields.Datetime(required=True, help="When it was entered here, by the database's clock.")
    category_id = fields.Many2one("association.member.category", ondelete="restrict")
    number = fields.Integer(string="Register no.", help="Number in the members' book that this admission gives.")
    annotated_on = fields.Date(
        string="In the book since", help="Day of the annotation in the members' book, this one or the one before it."
    )
    resolution = fields.Char(help="The resolution that decided it: body, number and date.")
    motive = fields.Text(string="Reasons", help="Why: a refusal or an exclusion without reasons does not stand.")
    corrects_id = fields.Many2one(
        "association.member.event", string="Corrects", ondelete="restrict", index="btree_not_null"
    )
    corrected_by_ids = fields.One2many("association.member.event", "corrects_id", string="Corrected by")
    annuls = fields.Boolean(help="The corrected event is taken away altogether.")
    new_effective_date = fields.Date(string="Corrected date")
    new_category_id = fields.Many2one(
        "association.member.category", string="Corrected category", ondelete="restrict"
    )
    attachment_ids = fields.Many2many("ir.attachment", string="Documents", bypass_search_access=True)
    notification_ids = fields.One2many("association.member.notification", "event_id", string="Notifications")
    notified_on = fields.Date(compute="_compute_notified_on", help="First proven notification.")
    appeal_until = fields.Date(
        compute="_compute_notified_on", help="Last day for an appeal, counted from the notification."
    )
    entry_ids = fields.One2many("association.book.entry", "event_id", string="Book entries")
    is_annulled = fields.Boolean(compute="_compute_is_annulled")

    _company_type = models.Index("(company_id, type, effective_date)")
    _corrects_something = models.Constraint(
        "CHECK((type = 'correction') = (corrects_id IS NOT NULL))", "A correction says which event it corrects."
    )

    def init(self):
        # What a body wrote about somebody can be erased; that it decided, what and when cannot.
        protect_table(self.env.cr, self._table, erasable=("motive", "resolution"))

    @api.depends("type", "effective_date")
    def _compute_display_name(self):
        labels = dict(self._fields["type"]._description_selection(self.env))
        for event in self:
            day = event.effective_date and self.env["ir.qweb.field.date"].value_to_html(event.effective_date, {})
            event.display_name = f"{labels.get(event.type, '')} {day or ''}".strip()

    @api.depends("notification_ids.date")
    def _compute_notified_on(self):
        for event in self:
            event.notified_on = min(event.notification_ids.mapped("date"), default=False)
            event.appeal_until = event.notified_on and event._appeal_until()

    def _appeal_until(self):
        rules = self.env["association.statute"]._rules_on(self.company_id, self.notified_on)
        compute = {"refusal": terms.admission_appeal_until, "exclusion": terms.exclusion_appeal_until}.get(self.type)
        term = compute and compute(self.notified_on, rules)
        return term.date if term else False

    @api.depends("corrected_by_ids.annuls")
    def _compute_is_annulled(self):
        for event in self:
            event.is_annulled = any(
                correction.annuls and not correction.is_annulled for correction in event.corrected_by_ids
            )

    # --- recording ---

    @api.model_create_multi
    def create(self, vals_list):
        """Record facts: check them against statute and history, number admissions, derive periods, annotate the book.

        One event or ten thousand take the same way; either all are recorded or none.

        :raises ValidationError: a fact lacks what it needs, or the history does not allow it; all are listed
        """
        members = self.env["association.member"].browse(dict.fromkeys(vals["member_id"] for vals in vals_list))
        members.fetch(["company_id"])
        companies = {member.id: member.company_id for member in members}
        today = legal_today(self.env)
        vals_list = [self._complete(dict(vals), companies[vals["member_id"]], today) for vals in vals_list]
        self._check_complete(vals_list)
        # A caller that catches a refusal must not be left with half of it: the savepoint takes everything back.
        with self.env.cr.savepoint():
            self._give_numbers(vals_list)
            events = self._insert_many(vals_list) if self._are_plain(vals_list) else super().create(vals_list)
            try:
                # sudo: periods and book are derived by the system; whoever may record events may cause them.
                self.env["association.member.period"].sudo()._rebuild(events.member_id)
            except BylawError as error:
                raise ValidationError(self.env["association.wording"]._violations(error.violations)) from error
            self._update_numbers(vals_list)
            self.env["association.book"].sudo()._annotate(events)
        return events

    def _are_plain(self, vals_list):
        """Whether these are many and have nothing but columns: no attachments, no notifications."""
        columns = {name for name, field in self._fields.items() if field.store and field.column_type}
        return len(vals_list) >= MANY and all(columns.issuperset(vals) for vals in vals_list)

    def _insert_many(self, vals_list):
        """Insert the rows of many events in one statement: the columns are those that the ORM would leave.

        The events of an import or of a whole list of decisions; a test holds both ways against each other.
        """
        self.check_access("create")
        events = self.browse(insert_rows(self, [self._as_row(vals) for vals in vals_list]))
        self.env.invalidate_all()
        events.fetch(["type", "member_id", "company_id", "effective_date", "corrects_id", "annuls", "new_effective_date"])
        events.check_access("create")
        return events

    def _as_row(self, vals):
        return {name: None if value is False and name != "annuls" else value for name, value in vals.items()}

    def _complete(self, vals, company, today):
        """Fill in what follows from the rest: recording time, effective day, day of annotation."""
        vals["company_id"] = company.id
        if not (vals.get("recorded_at") and self.env.su):
            vals["recorded_at"] = self.env.cr.now()
        vals.setdefault("legal_date", today)
        if vals["type"] in ENTRIES:
            vals.setdefault("annotated_on", today)
            vals.setdefault("effective_date", vals["annotated_on"])
        if vals["type"] == "withdrawal" and not vals.get("effective_date"):
            vals["effective_date"] = self._withdrawal_effective(company, fields.Date.to_date(vals["legal_date"]))
        vals.setdefault("effective_date", vals["legal_date"])
        return vals

    def _withdrawal_effective(self, company, notice_date):
        rules = self.env["association.statute"]._rules_on(company, notice_date)
        return terms.withdrawal_effective(notice_date, rules, company._association_year_end(notice_date)).date

    def _check_complete(self, vals_list):
        labels = dict(self._fields["type"]._description_selection(self.env))
        faults = []
        for vals in vals_list:
            label = labels[vals["type"]]
            if vals["type"] in states.NEEDS_RESOLUTION and not (vals.get("resolution") or "").strip():
                faults.append(_("%s: say which resolution decided it (body, number and date).", label))
            if vals["type"] in states.NEEDS_MOTIVE and not (vals.get("motive") or "").strip():
                faults.append(_("%s: give the reasons; without them it does not stand.", label))
        if faults:
            raise ValidationError("\n".join(dict.fromkeys(faults)))

    def _give_numbers(self, vals_list):
        """Give the register numbers of admissions: those of a previous book as told, else the next ones."""
        numbers_sudo = self.env["association.member.number"].sudo()  # written by admissions alone
        members = self.env["association.member"]
        entries = [vals for vals in vals_list if vals["type"] in ENTRIES]
        told = [vals for vals in entries if vals.get("number")]
        for company in members.browse([vals["member_id"] for vals in told]).company_id:
            numbers_sudo._assign(
                company,
                {vals["member_id"]: vals["number"] for vals in told if vals["company_id"] == company.id},
            )
        untold = [vals for vals in entries if not vals.get("number")]
        for company in members.browse([vals["member_id"] for vals in untold]).company_id:
            waiting = [vals for vals in untold if vals["company_id"] == company.id]
            drawn = numbers_sudo._draw(members.browse([vals["member_id"] for vals in waiting]))
            for vals, number in zip(waiting, drawn, strict=True):
                vals["number"] = number

    def _update_numbers(self, vals_list):
        """Write on the members the number of their last admission; of those that stand, if one was annulled."""
        given = {vals["member_id"]: vals["number"] for vals in vals_list if vals["type"] in ENTRIES}
        given |= self._standing_numbers({vals["member_id"] for vals in vals_list if vals.get("annuls")})
        if given:
            self.env["association.member"].flush_model(["number"])
            self.env.cr.execute(
                """UPDATE association_member SET number = given.number
                     FROM unnest(%s, %s) AS given(id, number)
                    WHERE association_member.id = given.id AND association_member.number IS DISTINCT FROM given.number""",
                [list(given), list(given.values())],
            )
            self.env["association.member"].browse(given).invalidate_recordset(["number", "display_name"])

    def _standing_numbers(self, member_ids):
        """Return ``{member id: number of the last admission that stands}``; who has none left keeps the last it had."""
        found = {}
        for member_id, facts in self.env["association.member"].browse(member_ids)._as_history().items():
            numbers = {fact.event.key: fact.number for fact in facts}
            standing = [event for event in history.corrected(fact.event for fact in facts) if event.type in ENTRIES]
            if standing:
                found[member_id] = numbers[standing[-1].key]
        return found

    # --- the seam to the book ---

    def _corrected_fact(self):
        """Return the event that a chain of corrections is about in the end; any other event itself."""
        event = self
        while event.corrects_id:
            event = event.corrects_id
        return event

    def _of_applicants(self):
        """Return the withdrawals among these that took back an application: not facts of a member (decision 0008)."""
        withdrawals = self.filtered(lambda event: event.type == states.WITHDRAWAL)
        if not withdrawals:
            return withdrawals
        self.env.flush_all()
        rows = self.env.execute_query(
            SQL(
                """SELECT event.id FROM association_member_event event
                     JOIN association_member_period period ON period.member_id = event.member_id
                      AND period.date_from <= event.effective_date
                      AND (period.date_to IS NULL OR period.date_to > event.effective_date)
                    WHERE event.id = ANY(%s) AND period.status IN ('applicant', 'not_admitted')""",
                withdrawals.ids,
            )
        )
        return self.browse([key for (key,) in rows])

    def _for_the_book(self):
        """Return what the members' book says of these events: the rows that ``association.book._append`` takes.

        Public: what the event did, by number and code. Personal (salted commitments): who, where, why (VB-6: name, birth,
        residence, codice fiscale, resolution).
        """
        documents = self._attachment_digests()
        self.env.flush_all()
        rows = {
            row[-1]: row
            for row in self.env.execute_query(
                SQL(
                    """SELECT partner.complete_name, COALESCE(partner.codice_fiscale, partner.vat), partner.birth_date,
                              partner.birth_place, partner.street, partner.zip, partner.city, state.code,
                              event.resolution, event.motive, event.annotated_on, member.number,
                              event.type, event.legal_date, event.effective_date, event.number, category.code,
                              event.corrects_id, event.annuls, event.new_effective_date, new_category.code, event.id
                         FROM association_member_event event
                         JOIN association_member member ON member.id = event.member_id
                         JOIN res_partner partner ON partner.id = member.partner_id
                    LEFT JOIN res_country_state state ON state.id = partner.state_id
                    LEFT JOIN association_member_category category ON category.id = event.category_id
                    LEFT JOIN association_member_category new_category ON new_category.id = event.new_category_id
                        WHERE event.id = ANY(%s)""",
                    self.ids,
                )
            )
        }
        return [self._book_row(rows[key], documents.get(key, ())) for key in self.ids]

    def _book_row(self, row, documents):
        name, code, birth_date, birth_place, street, postcode, city, province, resolution, motive, noted, member = row[:12]
        personal = {
            "name": name,
            "codice_fiscale": code,
            "birth_date": birth_date and birth_date.isoformat(),
            "birth_place": birth_place,
            "residence": ", ".join(filter(None, (street, postcode, city, province))),
            "resolution": resolution,
            "motive": motive,
        }
        public = {**books.facts_of_event(row[12:]), "annotated_on": noted and noted.isoformat(), "member": member or None}
        return row[12], row[-1], public, {name: value for name, value in personal.items() if value}, documents

    def _attachment_digests(self):
        """Return ``{event id: [(neutral file name, sha256)]}``: the book's text must not name a person."""
        result = {}
        for event in self.search([("id", "in", self.ids), ("attachment_ids", "!=", False)]):
            result[event.id] = [
                (f"document-{index}", hashlib.sha256(attachment.raw or b"").hexdigest())
                for index, attachment in enumerate(event.attachment_ids.sudo(), start=1)
            ]
        return result

    def _annul(self, motive, resolution=None):
        """Take these events away by corrections that say why, and return the corrections."""
        return self.create(
            [
                {
                    "member_id": event.member_id.id,
                    "type": "correction",
                    "corrects_id": event.id,
                    "annuls": True,
                    "motive": motive,
                    "resolution": resolution,
                }
                for event in self
            ]
        )
