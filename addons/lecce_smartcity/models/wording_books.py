from markupsafe import escape

from odoo import _, models


class AssociationWording(models.AbstractModel):
    """Sentences of a book's verification: one for each code of ``bylaws.findings.MESSAGES``."""

    _inherit = "association.wording"

    def _finding(self, finding):
        """Return what is wrong in a book, as the reader's language says it."""
        sentence = self._findings().get(finding.code)
        if not sentence:
            return str(escape(finding.message))
        sentence %= finding.params
        if finding.number is not None:
            sentence = _("entry %(number)s: %(finding)s", number=finding.number, finding=sentence)
        return str(escape(sentence))

    def _findings(self):
        return {
            "payload_altered": _("the content does not match its seal"),
            "payload_malformed": _("the content is not a canonical payload (%(problem)s)"),
            "hash_altered": _("the seal itself was changed"),
            "hash_version_unknown": _("sealed by version %(version)s, which this program does not know"),
            "prev_mismatch": _("does not follow the entry before it"),
            "gap": _("entries %(first)s to %(last)s are missing"),
            "duplicate_number": _("the number is used twice"),
            "out_of_order": _("comes after entry %(after)s"),
            "unsealed_before_sealed": _("entries %(first)s to %(last)s are not sealed, but later ones are"),
            "disclosure_altered": _("personal field %(field)s does not match its commitment"),
            "disclosure_missing": _("personal field %(field)s is gone and no erasure is recorded"),
            "disclosure_unexpected": _("personal field %(field)s belongs to no commitment, or is there twice"),
            "attachment_altered": _("attachment %(name)s is not the file that was sealed"),
            "attachment_missing": _("attachment %(name)s is gone"),
            "checkpoint_ahead": _("the checkpoint of %(at)s knows %(size)s entries: the last were removed"),
            "checkpoint_mismatch": _(
                "entries %(first)s to %(last)s are not those of the checkpoint of %(at)s: the chain was rewritten"
            ),
            "checkpoint_signature_invalid": _("the checkpoint of %(at)s (%(size)s entries) has a false signature"),
            "checkpoint_key_unknown": _("the checkpoint of %(at)s is signed with an unknown key (%(key_id)s)"),
            "checkpoint_conflict": _("two checkpoints of %(size)s entries have different heads"),
            "checkpoint_not_monotonic": _(
                "the checkpoint of %(at)s (%(size)s entries) is earlier or smaller than the one before it"
            ),
            "checkpoint_other_book": _("the checkpoint of %(at)s is of another book (%(origin)s)"),
            "checkpoint_missing": _("there are %(size)s sealed entries and no checkpoint to hold them against"),
        }
