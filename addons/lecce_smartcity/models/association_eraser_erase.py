from collections import Counter

import psycopg2

from odoo import api, models
from odoo.exceptions import AccessError, UserError
from odoo.fields import Command
from odoo.tools import SQL, mute_logger

from .append_only import allow_erasing, forbid_erasing
from .association_eraser import ALL, CONSENT
from .legal_time import legal_today

# What is erased must not be written down once more by the chatter.
QUIET = {"tracking_disable": True, "mail_notrack": True, "mail_create_nolog": True}


class AssociationEraser(models.AbstractModel):
    """Carrying out an erasure, and entering in the register that it was done."""

    _inherit = "association.eraser"

    # --- erasing ---

    @api.model
    def _erase(self, partner, scope, ground, company, *, request=None, rule=None, erase_book=False, reason=None):
        """Erase what can be erased of ``partner``, and enter in the register that it was done.

        :param scope: ``consent``, ``contact`` or ``all``
        :param ground: a key of ``association.privacy.erasure.ground``
        :param erase_book: with ``all``: the personal data of the book's entries too; administrators alone
        :param reason: why the book need not be kept
        :return: the ``association.privacy.erasure``
        :raises UserError: something stands against it: all of it is said
        """
        if not self.env.user.has_group("lecce_smartcity.group_secretariat"):
            raise AccessError(self.env._("Personal data are erased by the secretariat."))
        if erase_book and not self.env.user.has_group("lecce_smartcity.group_administrator"):
            raise AccessError(self.env._("The members' book is erased by an administrator."))
        if erase_book and not (reason or "").strip():
            raise UserError(
                self.env._("Say why the members' book need not be kept: the reason is sealed in the book itself.")
            )
        people = self._people(partner)
        people.lock_for_update()
        blockers = self._blockers(partner, scope, erase_book)
        if blockers:
            raise UserError("\n".join(blockers))
        words = self._words(people, scope)
        quiet = self.with_context(**QUIET)
        counts = quiet._do_erase(people.with_context(**QUIET), scope, words, erase_book, reason)
        erasures_sudo = self.env["association.privacy.erasure"].sudo()  # written by erasures alone
        return erasures_sudo.create(
            {
                "company_id": company.id,
                "partner_id": partner.id,
                "request_id": request and request.id,
                "rule_id": rule and rule.id,
                "performed_at": self.env.cr.now(),
                "user_id": self.env.uid,
                "scope": scope,
                "ground": ground,
                "book_erased": bool(erase_book),
                "reason": reason if erase_book else False,
                "counts": dict(counts),
                "residue": self._traces(words) if scope != CONSENT else {},
            }
        ).sudo(False)

    def _do_erase(self, people, scope, words, erase_book, reason):
        counts = Counter()
        consents = self._consents(people)
        consents._withdraw(source="email")
        counts["consents"] = len(consents)
        if scope != CONSENT:
            counts["accounts"] = self._close_accounts(people)
            messages, activities = self._chatter(people)
            files, texts = self._files(people, scope), self._texts(people, scope)
            counts["messages"], counts["activities"] = len(messages), len(activities)
            counts["documents"], counts["texts"] = len(files), len(texts)
            activities.unlink()
            messages.unlink()
            if erase_book:
                counts["book_entries"] = self._erase_books(people, reason)
            if scope == ALL:
                self._empty_acts(people)
            files.exists().unlink()
            for record, names in texts:
                record.exists().write(dict.fromkeys(names, False))
            counts["bank_accounts"] = self._drop_bank_accounts(people)
            counts["merges"] = self.env["association.partner.merge"].sudo()._forget(people)
            pairs_sudo = self.env["association.duplicate"].sudo()
            pairs_sudo.search(["|", ("partner_id", "in", people.ids), ("other_id", "in", people.ids)]).unlink()
        counts["fields"] = self._empty_contacts(people, scope)
        if scope != CONSENT:
            self.env["mail.followers"].sudo().search([("partner_id", "in", people.ids)]).unlink()
            counts["scrubbed"] = self._scrub(words)
        return counts

    def _close_accounts(self, people):
        users = self._accounts(people)
        if not users:
            return 0
        users.filtered("active").write({"active": False})
        self.env.flush_all()
        # By SQL: the ORM would send the person a message about the change of login.
        self.env.cr.execute(
            SQL(
                "UPDATE res_users SET login = 'erased-' || id, password = NULL, signature = NULL, totp_secret = NULL"
                " WHERE id = ANY(%s)",
                users.ids,
            )
        )
        for table in ("res_device_log", "res_users_apikeys", "auth_passkey_key"):
            if self.env.execute_query(SQL("SELECT to_regclass(%s)", table))[0][0]:
                column = "create_uid" if table == "auth_passkey_key" else "user_id"
                self.env.cr.execute(
                    SQL("DELETE FROM %s WHERE %s = ANY(%s)", SQL.identifier(table), SQL.identifier(column), users.ids)
                )
        self.env.invalidate_all()
        return len(users)

    def _erase_books(self, people, reason):
        """Take the personal data of the book's entries away; each book says for ever that, and why."""
        entries = self._disclosures(people)
        for book, group in entries.grouped("book_id").items():
            book._erase(group, reason)
        return len(entries)

    def _empty_acts(self, people):
        """Empty what acts and notifications say in words; that they were, and when, stays."""
        self.env.flush_all()
        allow_erasing(self.env.cr)
        self.env.cr.execute(
            SQL(
                """UPDATE association_member_event SET motive = NULL, resolution = NULL
                    WHERE member_id IN (SELECT id FROM association_member WHERE partner_id = ANY(%s))""",
                people.ids,
            )
        )
        self.env.cr.execute(
            SQL(
                """UPDATE association_member_notification SET reference = NULL, attachment_id = NULL
                    WHERE event_id IN (SELECT event.id FROM association_member_event event
                                         JOIN association_member member ON member.id = event.member_id
                                        WHERE member.partner_id = ANY(%s))""",
                people.ids,
            )
        )
        forbid_erasing(self.env.cr)
        self.env.invalidate_all()

    def _drop_bank_accounts(self, people):
        dropped = 0
        for account in people.bank_ids:
            try:
                with self.env.cr.savepoint(), mute_logger("odoo.sql_db"):
                    account.unlink()
                    dropped += 1
            except (psycopg2.Error, UserError):
                continue  # payments refer to it: the accounts keep it for their own term
        return dropped

    def _empty_contacts(self, people, scope):
        names = self._partner_fields(people, scope)
        emptied = len([name for name in names if any(one[name] for one in people)])
        vals = {name: [Command.clear()] if name == "category_id" else False for name in names}
        if scope != CONSENT:
            vals["erased_on"] = legal_today(self.env)
        if scope == ALL:
            vals["active"] = False
            # The contact's own check looks for accounts: the archived ones must not stop it.
            for one in people.with_context(active_test=True):
                one.write({**vals, "name": self.env._("Erased person %s", one.id)})
        else:
            people.write(vals)
        return emptied

    # --- records that are over ---

    @api.model
    def _drop_import_file(self, batch, rule):
        """Delete the spreadsheet of an import, and what of its rows had no place in the register; the events stay."""
        if not self.env.user.has_group("lecce_smartcity.group_secretariat"):
            raise AccessError(self.env._("Personal data are erased by the secretariat."))
        batch.check_access("read")
        batch_sudo = batch.sudo()  # what an import did is not edited: it is erased
        rows = batch_sudo.row_ids.filtered("kept")
        counts = {"documents": bool(batch_sudo.data), "texts": len(rows)}
        rows.write({"kept": False})
        batch_sudo.write({"data": False, "file_name": False, "findings": False})
        return self._enter(batch.company_id, "records", counts, rule=rule)

    @api.model
    def _empty_request(self, request, rule):
        """Erase the words and documents of an answered request; that it was asked and answered stays."""
        request.check_access("write")
        request_sudo = request.sudo()
        if request_sudo.partner_id.legal_hold:
            raise UserError(
                self.env._("Legal hold: %s (GDPR art. 17(3)(e)).", request_sudo.partner_id.legal_hold_reason or "–")
            )
        files = (
            self.env["association.personal.data"]._files_of(request_sudo).get(request_sudo, self.env["ir.attachment"])
        )
        counts = {"documents": len(files), "texts": bool(request_sudo.details)}
        files.unlink()
        request_sudo.with_context(tracking_disable=True).write({"details": False})
        return self._enter(
            request.company_id, "records", counts, rule=rule, partner=request.partner_id, request=request
        )

    @api.model
    def _delete_logs(self, rule, company, before):
        """Delete logins and server logs older than the day ``before``; return the entry in the register."""
        if not self.env.user.has_group("lecce_smartcity.group_secretariat"):
            raise AccessError(self.env._("Personal data are erased by the secretariat."))
        counts = {}
        for table in ("res_users_log", "ir_logging", "res_device_log"):
            column = "last_activity" if table == "res_device_log" else "create_date"
            self.env.cr.execute(
                SQL("DELETE FROM %s WHERE %s < %s", SQL.identifier(table), SQL.identifier(column), before)
            )
            counts[table] = self.env.cr.rowcount
        self.env.invalidate_all()
        return self._enter(company, "records", counts, rule=rule)

    def _enter(self, company, scope, counts, *, rule=None, partner=None, request=None):
        erasures_sudo = self.env["association.privacy.erasure"].sudo()  # written by erasures alone
        return erasures_sudo.create(
            {
                "company_id": company.id,
                "partner_id": partner and partner.id,
                "request_id": request and request.id,
                "rule_id": rule.id,
                "performed_at": self.env.cr.now(),
                "user_id": self.env.uid,
                "scope": scope,
                "ground": "retention",
                "counts": counts,
            }
        ).sudo(False)
