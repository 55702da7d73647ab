import logging
from datetime import timezone
from email.utils import parseaddr
from typing import NamedTuple
from xmlrpc import client

from odoo import api, models
from odoo.fields import Domain

from ..intake import mail_files, pec_receipts
from ..intake.errors import IntakeError

_logger = logging.getLogger(__name__)

RECORDED, KNOWN, UNMATCHED = "recorded", "known", "unmatched"
# A receipt begins with its headers; what comes later may be a mail that somebody attached.
HEADERS = 32_768


class ReceiptOutcome(NamedTuple):
    """What became of one file: ``recorded``, ``known`` already, or ``unmatched`` for a reason; the notices it is about."""

    name: str
    result: str
    reason: str = ""
    notice_ids: tuple = ()


class AssociationNoticeEvidence(models.Model):
    """Receipts of PEC and bounces become evidence, in whatever order and however often they come."""

    _inherit = "association.notice.evidence"

    @api.model
    def _import_receipts(self, files, meeting=None, trusted=True):
        """Record what receipts prove; nothing that matches no notice is kept.

        :param files: ``(name, bytes)`` of .eml files, or of .zip archives of them
        :param meeting: receipts without a known Message-ID may match a notice of this meeting by PEC address: sent by hand
        :param trusted: False where anybody may have sent them (the mail gateway): then PEC receipts must be signed
        :return: a ``ReceiptOutcome`` for each mail
        :raises IntakeError: an archive beyond the limits
        """
        read, outcomes = [], []
        for name, data in mail_files.mails(files):
            try:
                read.append((name, data, pec_receipts.read(name, data)))
            except IntakeError as error:
                outcomes.append(ReceiptOutcome(name, UNMATCHED, error.message(self.env.lang or "en_US")))
        by_message = self._by_message({receipt.message_id for _name, _data, receipt in read})
        for name, data, receipt in read:
            outcomes.append(self._import_receipt(name, data, receipt, by_message, meeting, trusted))
        return outcomes

    def _by_message(self, message_ids):
        """Return ``{bare Message-ID: notices}``: also of mails that were sent before the address was corrected."""
        wrapped = [f"<{one}>" for one in message_ids]
        notices = self.env["association.notice"].search([("message_id", "in", wrapped), ("company_id", "in", self.env.companies.ids)])
        found = {notice.message_id.strip("<>"): notice for notice in notices}
        older = self.search([("reference", "in", wrapped), ("company_id", "in", self.env.companies.ids)])
        for evidence in older:
            found.setdefault(evidence.reference.strip("<>"), evidence.notice_id)
        return found

    def _import_receipt(self, name, data, receipt, by_message, meeting, trusted):
        wording = self.env["association.wording"]
        if receipt.certified and not receipt.verified and not trusted:
            return ReceiptOutcome(name, UNMATCHED, wording._receipt_reason("unsigned"))
        recorded, notices, reason = 0, self.env["association.notice"], ""
        for outcome in receipt.outcomes:
            notice, why = self._match(receipt, outcome, by_message, meeting)
            reason = reason or why
            if notice:
                notices |= notice
                recorded += notice.sudo()._record_receipt(name, data, receipt, outcome)  # sudo: evidence is the program's to write
        if not notices:
            return ReceiptOutcome(name, UNMATCHED, reason)
        return ReceiptOutcome(name, RECORDED if recorded else KNOWN, "", tuple(notices.ids))

    def _match(self, receipt, outcome, by_message, meeting):
        """Return ``(notice, "")``, or no notice and why."""
        wording, none = self.env["association.wording"], self.env["association.notice"]
        if outcome.evidence is None:
            return none, wording._receipt_reason("proves_nothing")
        notice = by_message.get(receipt.message_id, none)
        if notice and receipt.certified and outcome.recipient != (notice.address or "").lower():
            return none, wording._receipt_reason("other_address", address=outcome.recipient)
        if not notice and meeting and receipt.certified:
            same = Domain("meeting_id", "=", meeting.id) & Domain("channel", "=", "pec")
            notice = none.search(same & Domain("address", "=ilike", outcome.recipient) & Domain("message_id", "=", False))
            if len(notice) > 1:
                return none, wording._receipt_reason("several", address=outcome.recipient)
        return notice, "" if notice else wording._receipt_reason("unknown_message", message=receipt.message_id)


class AssociationNotice(models.Model):
    _inherit = "association.notice"

    def _record_receipt(self, name, data, receipt, outcome):
        """Append what a receipt proves, with the receipt itself; 0 where the same is recorded already."""
        self.ensure_one()
        reference = f"<{receipt.message_id}>"
        if self.evidence_ids.filtered(lambda fact: fact.kind == outcome.evidence and fact.reference == reference):
            return 0
        attachment = self.env["ir.attachment"].create(
            {
                "name": name.rsplit("/", 1)[-1],
                "raw": data,
                "mimetype": "message/rfc822",
                "res_model": self._name,
                "res_id": self.id,
            }
        )
        at = receipt.at.astimezone(timezone.utc).replace(tzinfo=None)
        detail = self.env["association.wording"]._receipt_detail(receipt, outcome)
        return self._add_evidence(outcome.evidence, at, detail, attachment, reference)


class MailThread(models.AbstractModel):
    """Receipts that come to the office's own mailbox are taken at the gateway."""

    _inherit = "mail.thread"

    @api.model
    def message_process(self, model, message, *args, **kwargs):
        """A receipt of PEC becomes evidence and goes no further; a bounce becomes evidence and goes its usual way."""
        raw = bytes(message.data) if isinstance(message, client.Binary) else message
        raw = raw.encode() if isinstance(raw, str) else raw
        if self._take_receipt(raw):
            return False
        return super().message_process(model, message, *args, **kwargs)

    def _take_receipt(self, raw):
        """Record a receipt; True when it was one of certified mail about a notice of ours."""
        head = raw[:HEADERS].lower()
        certified = b"x-ricevuta:" in head
        if not certified and b"multipart/report" not in head:
            return False
        evidence = self.env["association.notice.evidence"].sudo()  # the gateway has no user of the association
        evidence = evidence.with_context(allowed_company_ids=self.env["res.company"].sudo().search([]).ids)
        try:
            (outcome,) = evidence._import_receipts([("receipt.eml", raw)], trusted=False)
        except (IntakeError, ValueError):
            return False
        if outcome.result == UNMATCHED:
            _logger.info("A receipt at the gateway matches no notice")
        return certified and outcome.result != UNMATCHED

    def _routing_handle_bounce(self, email_message, message_dict):
        """A bounce without a report that can be read still says which mail came back."""
        result = super()._routing_handle_bounce(email_message, message_dict)
        mails = (
            self.env["mail.mail"]
            .sudo()
            .search(  # sudo: the gateway
                [("association_notice_id", "!=", False), ("message_id", "in", message_dict.get("bounced_msg_ids") or [])]
            )
        )
        for mail in mails:
            sender = parseaddr(str(email_message.get("From", "")))[1]
            mail.association_notice_id._add_evidence("bounced", self.env.cr.now(), sender, reference=mail.message_id)
        return result
