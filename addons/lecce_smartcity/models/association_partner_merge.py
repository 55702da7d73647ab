import hashlib

from markupsafe import Markup

from odoo import api, fields, models
from odoo.exceptions import AccessError, LockError, UserError

from .association_row_mover import Column, Move

# Fields of a contact that a merge does not choose between: what the program derives or keeps for itself.
NOT_CHOSEN = {
    "id", "active", "complete_name", "commercial_partner_id", "commercial_company_name", "merged_into_id", "company_id",
    "type", "is_company", "tz", "color", "signup_type", "legal_hold", "legal_hold_reason", "erased_on",
    "create_uid", "create_date", "write_uid", "write_date", "properties", "partner_share", "user_id", "barcode",
    "parent_id", "message_bounce", "partner_latitude", "partner_longitude", "supplier_rank", "customer_rank",
}  # fmt: skip
CHOSEN_TYPES = (
    "char",
    "text",
    "html",
    "date",
    "selection",
    "boolean",
    "integer",
    "float",
    "many2one",
    "binary",
    "image",
)
IMAGE = "image_1920"


class AssociationPartnerMerge(models.Model):
    """That two contacts turned out to be one: what was moved, row by row, so that it can be undone.

    The duplicate is archived, never deleted. Membership facts are never moved or edited: see
    ``association.membership.join``.
    """

    _name = "association.partner.merge"
    _description = "Merge of Two Contacts"
    _order = "done_at desc, id desc"
    _rec_name = "done_at"

    company_id = fields.Many2one("res.company", string="Association", required=True, ondelete="restrict")
    survivor_id = fields.Many2one("res.partner", string="Kept", required=True, ondelete="restrict", index=True)
    source_id = fields.Many2one("res.partner", string="Duplicate", required=True, ondelete="restrict", index=True)
    state = fields.Selection(
        [("done", "Merged"), ("undone", "Undone"), ("final", "Can no longer be undone")], required=True, default="done"
    )
    motive = fields.Char(string="Why they are one")
    done_at = fields.Datetime(string="Merged on", required=True)
    done_by_id = fields.Many2one("res.users", string="By", required=True, ondelete="restrict")
    undone_at = fields.Datetime(string="Undone on")
    undone_by_id = fields.Many2one("res.users", string="Undone by", ondelete="restrict")
    snapshot = fields.Json(help="Every moved row with its old value, and the old values of the contact that was kept.")
    moved_count = fields.Integer(string="Rows moved", compute="_compute_account")
    account = fields.Html(string="What was done", compute="_compute_account")

    @api.depends("survivor_id", "source_id")
    def _compute_display_name(self):
        for merge in self:
            merge.display_name = f"{merge.source_id.complete_name or ''} → {merge.survivor_id.complete_name or ''}"

    @api.depends("snapshot", "state")
    @api.depends_context("lang")
    def _compute_account(self):
        mover = self.env["association.row.mover"]
        for merge in self:
            moves = merge._moves()
            merge.moved_count = sum(len(move.rows) for move in moves)
            merge.account = merge._account_html(
                [(mover._label(move.place), len(move.rows), move.kept) for move in moves]
            )

    def _account_html(self, moves):
        if not self.snapshot:
            return Markup("<p class='text-muted'>%s</p>") % self.env._("Erased with the person's data.")
        fields_ = self.snapshot["fields"]
        partner = self.env["res.partner"]
        rows = Markup("").join(
            Markup("<tr><td>%s</td><td class='text-end'>%s</td><td class='text-muted'>%s</td></tr>")
            % (label, count, self.env._("%s stay with the duplicate", kept) if kept else "")
            for label, count, kept in moves
        )
        labels = [partner._fields[name]._description_string(self.env) for name in fields_ if name in partner._fields]
        taken = (
            Markup("<p>%s %s</p>") % (self.env._("Taken over from the duplicate:"), ", ".join(labels))
            if labels
            else Markup("")
        )
        said = Markup("").join(
            Markup("<p>%s</p>") % line
            for line in self.env["association.membership.join"]._told(self.snapshot["members"])
        )
        table = (
            Markup("<table class='table table-sm'>%s</table>") % rows
            if rows
            else Markup("<p class='text-muted'>%s</p>") % self.env._("Nothing else pointed to the duplicate.")
        )
        return table + taken + said

    def _moves(self):
        """Return the ``Move``s of the snapshot."""
        self.ensure_one()
        return [
            Move(
                Column(
                    move["table"], move["column"], move["old"], move["new"], move["beside"] and tuple(move["beside"])
                ),
                move["rows"],
                move["kept"],
            )
            for move in (self.snapshot or {}).get("moves", [])
        ]

    # --- what may be merged ---

    @api.model
    def _obstacles(self, survivor, source):
        """Return why the contact ``source`` cannot be merged into ``survivor``, one sentence each."""
        both = survivor | source
        both_sudo = both.sudo()
        found = []
        if len(both) != 2:
            return [self.env._("Choose two different contacts.")]
        if both_sudo.merged_into_id:
            found.append(self.env._("One of them has been merged already."))
        if any(both_sudo.mapped("erased_on")):
            found.append(self.env._("The personal data of one of them have been erased."))
        if survivor.parent_id == source or source.parent_id == survivor:
            found.append(self.env._("One is a contact of the other: separate them first."))
        if self.env["res.company"].sudo().search_count([("partner_id", "in", both.ids)], limit=1):
            found.append(self.env._("One of them is one of the associations themselves."))
        if source.sudo().user_ids.filtered(lambda user: user._is_internal()):
            found.append(self.env._("%s works in the office with an account: keep that one.", source.complete_name))
        if both_sudo.member_ids.company_id - self.env.companies:
            found.append(self.env._("One of them is in the records of another association, which you cannot see."))
        found += self._obstacles_of_office(survivor, source)
        return found + self.env["association.membership.join"]._obstacles(survivor, source)

    def _obstacles_of_office(self, survivor, source):
        mandates_sudo = self.env["association.representative"].sudo()
        pairs = [(survivor, source), (source, survivor)]
        if any(
            mandates_sudo.search_count([("partner_id", "=", one.id), ("member_id.partner_id", "=", other.id)], limit=1)
            for one, other in pairs
        ):
            return [self.env._("One represents the other: a body and its representative are not one.")]
        return []

    @api.model
    def _choosable(self, survivor, source):
        """Return the names of the fields in which the two differ and the duplicate has something to say."""
        names = []
        for name, field in survivor._fields.items():
            if name in NOT_CHOSEN or field.type not in CHOSEN_TYPES or not field.store or field.related:
                continue
            if field.compute and not field.inverse and field.readonly:
                continue
            if field.type in ("binary", "image") and name != IMAGE:
                continue
            if source[name] and source[name] != survivor[name]:
                names.append(name)
        return names

    # --- merging ---

    @api.model
    def _merge(self, survivor, source, taken=(), motive=None):
        """Merge the contact ``source`` into ``survivor``.

        :param taken: names of the fields whose value is taken from the duplicate
        :return: the ``association.partner.merge``, which can undo it
        :raises UserError: something stands against it: all of it is said
        """
        self._check_role()
        self._lock(survivor | source)
        (survivor | source).check_access("write")
        obstacles = self._obstacles(survivor, source)
        if obstacles:
            raise UserError("\n".join(obstacles))
        # sudo: a merge moves what the secretariat may not browse as well; the role was checked
        survivor_sudo, source_sudo = survivor.sudo(), source.sudo()
        values = {name: self._writable(source_sudo, name) for name in taken}
        old = {name: self._writable(survivor_sudo, name) for name in taken}
        members = self.env["association.membership.join"].sudo()._join(survivor_sudo, source_sudo)
        moves = self.env["association.row.mover"].sudo()._move(source.id, survivor.id)
        survivor_sudo.with_context(mail_notrack=True).write(values)
        new = {name: self._digest(self._writable(survivor_sudo, name)) for name in taken}
        hold = source_sudo.legal_hold and not survivor_sudo.legal_hold
        if hold:
            survivor_sudo.write({"legal_hold": True, "legal_hold_reason": source_sudo.legal_hold_reason})
        source_sudo.write({"active": False, "merged_into_id": survivor.id})
        merge_sudo = self.sudo().create(
            {
                "company_id": self.env.company.id,
                "survivor_id": survivor.id,
                "source_id": source.id,
                "motive": motive,
                "done_at": self.env.cr.now(),
                "done_by_id": self.env.uid,
                "snapshot": {
                    "fields": {name: {"old": self._plain(old[name]), "new": new[name]} for name in taken},
                    "hold": bool(hold),
                    "members": members,
                    "moves": [{**move.place._asdict(), "rows": move.rows, "kept": move.kept} for move in moves],
                },
            }
        )
        self.env["association.duplicate"].sudo()._drop(source_sudo)
        merge_sudo._tell(
            survivor_sudo, self.env._("The duplicate “%s” was merged into this contact.", source.complete_name)
        )
        return merge_sudo.sudo(False)

    def _check_role(self):
        if not self.env.user.has_group("lecce_smartcity.group_secretariat"):
            raise AccessError(self.env._("Contacts are merged by the secretariat."))

    def _lock(self, partners):
        """Have both contacts to ourselves until the transaction ends: nothing can be attached to them meanwhile."""
        try:
            partners.sudo().lock_for_update()
        except LockError as error:
            raise UserError(
                self.env._("Somebody else is changing one of the two right now: try again in a moment.")
            ) from error

    def _writable(self, record, name):
        value = record[name]
        return value.id if isinstance(value, models.BaseModel) else value

    def _plain(self, value):
        if isinstance(value, bytes):
            return value.decode()
        return fields.Date.to_string(value) if hasattr(value, "isoformat") else value

    def _digest(self, value):
        """Return a value to be compared later: pictures by their digest."""
        if isinstance(value, bytes):
            return hashlib.sha256(value).hexdigest()
        return self._plain(value)

    def _tell(self, partner, text):
        partner.message_post(body=Markup("<p>%s</p>") % text, subtype_xmlid="mail.mt_note")

    # --- undoing ---

    def _conflicts(self):
        """Return what happened since that stands against undoing this merge, one sentence each."""
        self.ensure_one()
        survivor, source = self.sudo().survivor_id, self.sudo().source_id
        found = []
        if self.state != "done" or not self.snapshot:
            return [self.env._("This merge has been undone already, or its record was erased with the person's data.")]
        if survivor.merged_into_id:
            found.append(
                self.env._("%s was merged into another contact since: undo that first.", survivor.complete_name)
            )
        if source.merged_into_id != survivor or source.active:
            found.append(self.env._("The duplicate was taken up again by somebody."))
        for name, values in self.snapshot["fields"].items():
            if self._digest(self._writable(survivor, name)) != values["new"]:
                label = survivor._fields[name]._description_string(self.env)
                found.append(self.env._("“%s” was changed since.", label))
        for label, count in self.env["association.row.mover"].sudo()._astray(self._moves()):
            found.append(self.env._("%(what)s: %(count)s were given to somebody else since.", what=label, count=count))
        return found + self.env["association.membership.join"]._conflicts(self.snapshot["members"], survivor, source)

    def _undo(self):
        """Put everything back as it was before the merge; what came since stays with the contact that was kept.

        Membership facts are not edited: what the merge corrected is corrected back.

        :raises UserError: something happened since: all of it is said
        """
        self.ensure_one()
        self._check_role()
        self._lock(self.survivor_id | self.source_id)
        conflicts = self._conflicts()
        if conflicts:
            raise UserError("\n".join([self.env._("The merge cannot be undone:"), *conflicts]))
        merge_sudo = self.sudo()  # the register of merges is written by merges alone
        survivor, source = merge_sudo.survivor_id, merge_sudo.source_id
        self.env["association.row.mover"].sudo()._move_back(merge_sudo._moves())
        self.env["association.membership.join"].sudo()._part(merge_sudo.snapshot["members"], survivor, source)
        old = {name: values["old"] for name, values in merge_sudo.snapshot["fields"].items()}
        survivor.with_context(mail_notrack=True).write(old)
        if merge_sudo.snapshot.get("hold"):
            survivor.write({"legal_hold": False, "legal_hold_reason": False})
        source.write({"active": True, "merged_into_id": False})
        merge_sudo.write({"state": "undone", "undone_at": self.env.cr.now(), "undone_by_id": self.env.uid})
        merge_sudo._tell(survivor, self.env._("The merge with “%s” was undone.", source.complete_name))

    def action_undo(self):
        """Undo this merge."""
        self._undo()

    # --- erasure ---

    @api.model
    def _about(self, people):
        """Return the merges of these contacts that still keep personal data."""
        return self.search(
            ["|", ("survivor_id", "in", people.ids), ("source_id", "in", people.ids), ("snapshot", "!=", False)]
        )

    @api.model
    def _forget(self, people):
        """Empty the records of merges of erased people; return how many."""
        merges = self._about(people)
        merges.write({"snapshot": False, "motive": False})
        merges.filtered(lambda merge: merge.state == "done").state = "final"
        return len(merges)
