from odoo import api, fields, models

from .append_only import protect_table


class AssociationBookEntry(models.Model):
    """A line of a book: what is public in clear, what is personal as a salted commitment."""

    _name = "association.book.entry"
    _description = "Entry of a Book"
    _order = "book_id, number desc"
    _rec_name = "number"
    _log_access = False

    book_id = fields.Many2one("association.book", required=True, ondelete="restrict")
    company_id = fields.Many2one("res.company", string="Association", required=True, ondelete="restrict", index=True)
    number = fields.Integer(string="No.", required=True, aggregator=None)
    date = fields.Date(string="Entered on", required=True)
    kind = fields.Char(required=True)
    kind_label = fields.Char(string="Annotation", compute="_compute_text")
    event_id = fields.Many2one("association.member.event", ondelete="restrict", index="btree_not_null")
    member_id = fields.Many2one(related="event_id.member_id")
    payload = fields.Text(required=True, help="The canonical text that the seal is computed on.")
    recorded_at = fields.Datetime(required=True)
    previous_hash = fields.Char(string="Previous seal")
    hash = fields.Char(string="Seal")
    sealed_at = fields.Datetime()
    disclosure_ids = fields.One2many("association.book.disclosure", "entry_id")
    state = fields.Selection(
        [("pending", "Waiting to be sealed"), ("sealed", "Sealed"), ("erased", "Personal data erased")],
        compute="_compute_text",
    )
    summary = fields.Char(compute="_compute_text")

    _number_unique = models.Constraint("UNIQUE(book_id, number)", "This number of the book is taken.")
    _unsealed = models.Index("(book_id, number) WHERE hash IS NULL")

    def init(self):
        protect_table(self.env.cr, self._table, fillable=("hash", "previous_hash", "sealed_at"))

    @api.depends("payload", "hash", "disclosure_ids")
    @api.depends_context("lang")
    def _compute_text(self):
        labels = dict(self.env["association.member.event"]._fields["type"]._description_selection(self.env))
        for entry in self:
            entry.kind_label = labels.get(entry.kind) or self.env._("Erasure of personal data")
            # sudo: whether the data are still there is no secret; what they say is for whoever may read them
            erased = entry.event_id and not entry.sudo().disclosure_ids
            entry.state = "erased" if erased else "sealed" if entry.hash else "pending"
            entry.summary = self.env["association.wording"]._entry(entry)


class AssociationBookDisclosure(models.Model):
    """The personal values behind the commitments of an entry, with their salts: what an erasure takes away."""

    _name = "association.book.disclosure"
    _description = "Personal Data of a Book's Entry"
    _log_access = False

    entry_id = fields.Many2one("association.book.entry", required=True, ondelete="restrict")
    content = fields.Json(required=True)

    _one_per_entry = models.Constraint("UNIQUE(entry_id)", "An entry has one disclosure.")
