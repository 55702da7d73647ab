from markupsafe import Markup

from odoo import _, api, fields, models
from odoo.exceptions import UserError
from odoo.tools import clean_context, format_date

from ..bylaws import history, states
from ..bylaws.errors import BylawError


class AssociationMemberCorrect(models.TransientModel):
    """Mends a mistake in the history by one more event.

    Nothing is overwritten, and the book says both.
    """

    _name = "association.member.correct"
    _description = "Correct the History"

    event_id = fields.Many2one("association.member.event", required=True, readonly=True)
    member_id = fields.Many2one(related="event_id.member_id")
    event_type = fields.Selection(related="event_id.type")
    mode = fields.Selection(
        [
            ("annul", "It did not happen: annul it"),
            ("replace", "It happened otherwise: put it right"),
        ],
        string="What was wrong",
        required=True,
        default="replace",
    )
    old_date = fields.Date(related="event_id.effective_date", string="Effective, as recorded")
    old_category_id = fields.Many2one(related="event_id.category_id", string="Category, as recorded")
    new_effective_date = fields.Date(string="Right date", help="Empty: the date was right.")
    new_category_id = fields.Many2one(
        "association.member.category",
        string="Right category",
        help="Empty: the category was right.",
    )
    motive = fields.Text(string="Why", required=True, help="Stands in the members' book for ever: no personal data.")
    resolution = fields.Char(help="If a body decided it: its resolution, number and date.")
    has_category = fields.Boolean(compute="_compute_has_category")
    preview = fields.Html(compute="_compute_preview", string="The history, before and after")
    is_possible = fields.Boolean(compute="_compute_preview")

    @api.depends("event_id")
    def _compute_has_category(self):
        for wizard in self:
            fact = wizard.event_id._corrected_fact()
            wizard.has_category = fact.type in states.NEEDS_CATEGORY or fact.type == states.APPLICATION

    @api.depends("event_id", "mode", "new_effective_date", "new_category_id")
    def _compute_preview(self):
        for wizard in self:
            wizard.preview, wizard.is_possible = wizard._before_and_after()

    def _before_and_after(self):
        """Return ``(html, possible)``.

        What the pure rules make of the history with this correction.
        """
        facts = [fact.event for fact in self.member_id._as_history().get(self.member_id.id, ())]
        before = history.fold(facts)
        correction = history.Event(
            float("inf"),  # after every key of the history
            states.CORRECTION,
            self.event_id.effective_date,
            corrects=self.event_id.id,
            annuls=self.mode == "annul",
            new_effective_date=self.new_effective_date or None if self.mode == "replace" else None,
            new_category=self.new_category_id.id or None if self.mode == "replace" else None,
            sequence=max(event.sequence for event in facts) + 1,
        )
        try:
            after = history.fold([*facts, correction])
        except BylawError as error:
            sentences = self.env["association.wording"]._violations(error.violations)
            return Markup('<div class="text-danger">%s</div>') % sentences, False
        same = [period[:4] for period in before] == [period[:4] for period in after]
        html = Markup(
            '<div class="row"><div class="col-6"><h6>%s</h6>%s</div><div class="col-6"><h6>%s</h6>%s</div></div>'
        ) % (_("As recorded"), self._periods(before), _("Corrected"), self._periods(after))
        return html, not same

    def _periods(self, periods):
        labels = dict(self.env["association.member.period"]._fields["status"]._description_selection(self.env))
        categories = self.env["association.member.category"].browse(
            {period.category for period in periods if period.category}
        )
        names = {category.id: category.name for category in categories}
        rows = Markup("").join(
            Markup("<li>%s – %s: %s</li>")
            % (
                format_date(self.env, period.date_from),
                format_date(self.env, fields.Date.subtract(period.date_to, days=1)) if period.date_to else _("today"),
                ", ".join(filter(None, [labels[period.status], names.get(period.category)])),
            )
            for period in periods
        )
        return Markup('<ul class="ps-3">%s</ul>') % rows if rows else Markup("<p>%s</p>") % _("No history at all.")

    def action_confirm(self):
        """Append the correction."""
        self.ensure_one()
        self = self.with_context(clean_context(self.env.context))  # defaults were for this form
        replaces = self.mode == "replace"
        if replaces and not (self.new_effective_date or self.new_category_id):
            raise UserError(_("Say what is right: the date, the category or both."))
        if not self.is_possible and replaces:
            raise UserError(_("This changes nothing, or the history does not allow it: look at the preview."))
        self.env["association.member.event"].create(
            {
                "member_id": self.member_id.id,
                "type": states.CORRECTION,
                "corrects_id": self.event_id.id,
                "annuls": not replaces,
                "new_effective_date": replaces and self.new_effective_date,
                "new_category_id": replaces and self.new_category_id.id,
                "motive": self.motive,
                "resolution": self.resolution,
            }
        )
        return {"type": "ir.actions.act_window_close"}
