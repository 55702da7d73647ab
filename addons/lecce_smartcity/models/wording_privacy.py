from markupsafe import Markup

from odoo import models


class AssociationWording(models.AbstractModel):
    _inherit = "association.wording"

    def _erasure_done(self, erasure):
        """Return an account of an erasure: what was emptied or deleted, and where words were still found."""
        labels = {
            "consents": self.env._("Consents, recorded as withdrawn"),
            "accounts": self.env._("Accounts on the portal, closed"),
            "messages": self.env._("Messages and notes, deleted"),
            "activities": self.env._("Activities, deleted"),
            "documents": self.env._("Documents, deleted"),
            "texts": self.env._("Records emptied of free text"),
            "book_entries": self.env._("Entries of the members' book, personal data erased"),
            "bank_accounts": self.env._("Bank accounts, deleted"),
            "merges": self.env._("Records of merges, emptied"),
            "fields": self.env._("Fields of the contact, emptied"),
            "scrubbed": self.env._("Other texts from which the words were taken out"),
            "res_users_log": self.env._("Logins, deleted"),
            "ir_logging": self.env._("Lines of the server's log, deleted"),
            "res_device_log": self.env._("Devices used to log in, deleted"),
        }
        rows = Markup("").join(
            Markup("<tr><td>%s</td><td class='text-end'>%s</td></tr>") % (labels.get(code, code), count)
            for code, count in (erasure.counts or {}).items()
            if count
        )
        text = Markup("<table class='table table-sm'>%s</table>") % rows
        if erasure.residue:
            places = ", ".join(f"{place} ({count})" for place, count in erasure.residue.items())
            text += Markup("<div class='alert alert-warning'>%s</div>") % self.env._(
                "Still found in: %s. They are documents of others or acts that must be kept: look at them.", places
            )
        elif erasure.scope in ("contact", "all"):
            text += Markup("<div class='alert alert-success'>%s</div>") % self.env._(
                "The erased words are no longer found anywhere in the association's tables and messages."
            )
        return text
