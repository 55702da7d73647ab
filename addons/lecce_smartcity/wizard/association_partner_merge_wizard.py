from markupsafe import Markup

from odoo import Command, api, fields, models
from odoo.exceptions import UserError


class AssociationPartnerMergeWizard(models.TransientModel):
    """Choose which of two contacts is kept and with which values; see what moves; then merge."""

    _name = "association.partner.merge.wizard"
    _description = "Merging Two Contacts"

    survivor_id = fields.Many2one("res.partner", string="Kept", required=True, readonly=True)
    source_id = fields.Many2one("res.partner", string="Duplicate, archived", required=True, readonly=True)
    line_ids = fields.One2many("association.partner.merge.wizard.line", "wizard_id", string="Values")
    motive = fields.Char(string="Why they are one", help="For the record of the merge: how you made sure.")
    obstacles = fields.Html(readonly=True)
    memberships = fields.Html(readonly=True)
    moves = fields.Html(string="What moves", readonly=True)
    is_possible = fields.Boolean(readonly=True)
    differs = fields.Html(string="Are they one?", compute="_compute_differs")
    is_sure = fields.Boolean(string="I have made sure that they are the same person or body")

    @api.model
    def _open(self, partners):
        """Return a wizard on two contacts; the one with the older membership in force is proposed to be kept."""
        survivor, source = self._in_order(partners)
        wizard = self.create({"survivor_id": survivor.id, "source_id": source.id})
        wizard._make_lines()
        return wizard

    def _in_order(self, partners):
        merges = self.env["association.partner.merge"]

        def rank(partner):
            other = partners - partner
            members = partner.sudo().member_ids
            since = min((member.member_since for member in members if member.member_since), default=None)
            return (
                bool(merges._obstacles(partner, other)),
                not any(member.status in ("active", "suspended") for member in members),
                not members,
                str(since or "9999"),
                partner.id,
            )

        return partners.sorted(rank)

    def _make_lines(self):
        self._refresh()
        self.line_ids.unlink()
        survivor, source = self.survivor_id, self.source_id
        partner_fields = survivor._fields
        self.line_ids = [
            Command.create(
                {
                    "name": name,
                    "label": partner_fields[name]._description_string(self.env),
                    "kept_value": self._shown(survivor, name),
                    "other_value": self._shown(source, name),
                    # What the kept contact lacks is taken over; what it has, it keeps.
                    "take": not survivor[name],
                }
            )
            for name in self.env["association.partner.merge"]._choosable(survivor, source)
        ]

    def _shown(self, partner, name):
        value, field = partner[name], partner._fields[name]
        if not value:
            return ""
        if field.type in ("binary", "image"):
            return self.env._("a picture")
        if field.type == "boolean":
            return self.env._("yes")
        if field.type == "selection":
            return dict(field._description_selection(self.env)).get(value, value)
        if isinstance(value, models.BaseModel):
            return value.display_name
        return str(value)

    def _refresh(self):
        """Write what stands against the merge, what happens to the memberships and what would move."""
        self.ensure_one()
        survivor, source = self.survivor_id, self.source_id
        obstacles = self.env["association.partner.merge"]._obstacles(survivor, source)
        forecast, moves = [], False
        if not obstacles:
            forecast = self.env["association.membership.join"]._forecast(survivor, source)
            moves = self._preview()
        self.write(
            {
                "is_possible": not obstacles,
                "obstacles": self._list(obstacles) if obstacles else False,
                "memberships": self._sentences(forecast) if forecast else False,
                "moves": moves,
            }
        )

    def _sentences(self, forecast):
        return Markup("").join(
            Markup("<div class='%s'>%s</div>")
            % ("alert alert-warning py-2 mb-2" if level == "warning" else "mb-2", text)
            for level, text in forecast
        )

    def _preview(self):
        """Return what would move, as a table: the moves are made, counted and taken back."""
        mover_sudo = self.env["association.row.mover"].sudo()
        with self.env.cr.savepoint() as savepoint:
            moves = mover_sudo._move(self.source_id.id, self.survivor_id.id)
            labels = [(mover_sudo._label(move.place), len(move.rows), move.kept) for move in moves]
            savepoint.rollback()
        self.env.invalidate_all()
        if not labels:
            return Markup("<p class='text-muted'>%s</p>") % self.env._("Nothing else points to the duplicate.")
        rows = Markup("").join(
            Markup("<tr><td>%s</td><td class='text-end'>%s</td><td class='text-muted'>%s</td></tr>")
            % (label, count, self.env._("%s stay: the kept contact has them already", kept) if kept else "")
            for label, count, kept in labels
        )
        return Markup("<table class='table table-sm mb-0'>%s</table>") % rows

    def _list(self, sentences):
        items = Markup("").join(Markup("<li>%s</li>") % sentence for sentence in sentences)
        return Markup("<ul class='mb-0'>%s</ul>") % items

    @api.depends("survivor_id", "source_id")
    @api.depends_context("lang")
    def _compute_differs(self):
        for wizard in self:
            one, other = wizard.survivor_id, wizard.source_id
            labels = [
                one._fields[name]._description_string(self.env)
                for name in ("codice_fiscale", "vat", "birth_date", "ipa_code")
                if one[name] and other[name] and one[name] != other[name]
            ]
            wizard.differs = (
                self.env._("They differ in what tells people and bodies apart: %s.", ", ".join(labels))
                if labels
                else False
            )

    def action_swap(self):
        """Keep the other contact."""
        self.ensure_one()
        self.write({"survivor_id": self.source_id.id, "source_id": self.survivor_id.id})
        self._make_lines()
        return self._window()

    def _window(self):
        return {
            "type": "ir.actions.act_window",
            "name": self.env._("Merge two contacts"),
            "res_model": self._name,
            "res_id": self.id,
            "view_mode": "form",
            "target": "new",
        }

    def action_merge(self):
        """Merge, and show the record from which it can be undone."""
        self.ensure_one()
        if self.differs and not self.is_sure:
            raise UserError(self.env._("%s Make sure that they are one, and say so.", self.differs))
        taken = self.line_ids.filtered("take").mapped("name")
        merge = self.env["association.partner.merge"]._merge(self.survivor_id, self.source_id, taken, self.motive)
        return {
            "type": "ir.actions.act_window",
            "name": self.env._("Merge of two contacts"),
            "res_model": merge._name,
            "res_id": merge.id,
            "view_mode": "form",
        }


class AssociationPartnerMergeWizardLine(models.TransientModel):
    _name = "association.partner.merge.wizard.line"
    _description = "Value to Choose in a Merge"

    wizard_id = fields.Many2one("association.partner.merge.wizard", required=True, ondelete="cascade")
    name = fields.Char(required=True)
    label = fields.Char(string="Field", readonly=True)
    kept_value = fields.Char(string="Kept contact", readonly=True)
    other_value = fields.Char(string="Duplicate", readonly=True)
    take = fields.Boolean(string="Take the duplicate's")
