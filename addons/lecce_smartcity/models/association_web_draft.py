import base64
import hashlib
import hmac
import ipaddress
import re
from datetime import timedelta

from odoo import api, fields, models
from odoo.tools import SQL

from ..intake import uploads

WINDOW = timedelta(hours=1)
KEPT = timedelta(hours=24)
_KEY = re.compile(r"[A-Za-z0-9_-]{32,64}$")


class AssociationWebThrottle(models.Model):
    """How often one network has used a public form in the last hour. No address is kept, only a keyed digest."""

    _name = "association.web.throttle"
    _description = "Use of a Public Form"
    _log_access = False

    source = fields.Char(required=True)
    begun_at = fields.Datetime(required=True, index=True)
    count = fields.Integer(required=True)

    _one_per_source = models.UniqueIndex("(source, begun_at)")

    @api.model
    def _count(self, purpose, address):
        """Count one more use of ``purpose`` by a network address and return how many there were in this hour."""
        now = self.env.cr.now()
        begun = now.replace(minute=0, second=0, microsecond=0)
        ((count,),) = self.env.execute_query(
            SQL(
                """INSERT INTO association_web_throttle (source, begun_at, count) VALUES (%s, %s, 1)
                   ON CONFLICT (source, begun_at)
                   DO UPDATE SET count = association_web_throttle.count + 1 RETURNING count""",
                self._digest(purpose, address),
                begun,
            )
        )
        return count

    def _digest(self, purpose, address):
        secret = self.env["ir.config_parameter"].sudo().get_param("database.secret")
        return hmac.new(secret.encode(), f"{purpose}:{_network(address)}".encode(), hashlib.sha256).hexdigest()

    @api.autovacuum
    def _forget(self):
        self.search([("begun_at", "<", self.env.cr.now() - 2 * WINDOW)]).unlink()


def _network(address):
    """Return what stands for one household or office: an IPv4 address, the first half of an IPv6 one."""
    try:
        found = ipaddress.ip_address(address or "")
    except ValueError:
        return "unknown"
    if found.version == 4:
        return str(found)
    if found.ipv4_mapped:
        return str(found.ipv4_mapped)
    return str(ipaddress.ip_network((found, 64), strict=False))


class AssociationWebDraft(models.Model):
    """A public form between its first sending and the last: files already received, and whether it was accepted.

    The key is drawn with the empty form. It makes a second click on "send" harmless and lets a form come back with its
    errors without asking for the files again. Gone after a day.
    """

    _name = "association.web.draft"
    _description = "Public Form Being Filled In"
    _log_access = False

    key = fields.Char(required=True)
    touched_at = fields.Datetime(required=True, index=True)
    receipt = fields.Json(help="What the applicant was told when the form was accepted.")
    file_ids = fields.One2many("association.web.draft.file", "draft_id")

    _one_per_key = models.UniqueIndex("(key)")

    @api.model
    def _open(self, key):
        """Return the draft of that key, new or not, locked until the end of the transaction; empty for a bad key."""
        if not _KEY.match(key or ""):
            return self.browse()
        # Who sends the same form twice waits here, fails to serialise, and finds the receipt when tried again.
        ((draft,),) = self.env.execute_query(
            SQL(
                """INSERT INTO association_web_draft (key, touched_at) VALUES (%s, %s)
                   ON CONFLICT (key) DO UPDATE SET touched_at = EXCLUDED.touched_at RETURNING id""",
                key,
                self.env.cr.now(),
            )
        )
        return self.browse(draft)

    def _keep(self, code, upload):
        """Keep a file under the code of the document that it is; another one of that code goes."""
        self.file_ids.filtered(lambda file: file.code == code).unlink()
        self.env["association.web.draft.file"].create(
            {
                "draft_id": self.id,
                "code": code,
                "name": upload.name,
                "mimetype": upload.mimetype,
                "size": len(upload.content),
                "content": base64.b64encode(upload.content),
            }
        )

    def _close(self, receipt):
        """Remember that the form was accepted, and forget its files."""
        self.file_ids.unlink()
        self.receipt = receipt

    @api.autovacuum
    def _forget(self):
        self.search([("touched_at", "<", self.env.cr.now() - KEPT)]).unlink()


class AssociationWebDraftFile(models.Model):
    _name = "association.web.draft.file"
    _description = "File of a Public Form Being Filled In"
    _log_access = False

    draft_id = fields.Many2one("association.web.draft", required=True, ondelete="cascade", index=True)
    code = fields.Char(required=True)
    name = fields.Char(required=True)
    mimetype = fields.Char(required=True)
    size = fields.Integer(required=True)
    content = fields.Binary(attachment=False, required=True)

    def _as_upload(self):
        """Return the file as it was taken."""
        return uploads.Upload(self.name, self.mimetype, base64.b64decode(self.content))
