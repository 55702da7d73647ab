import re

from markupsafe import Markup

from odoo import api, fields, models
from odoo.exceptions import UserError
from odoo.tools import html_sanitize, is_html_empty

from ..bylaws.minutes.sections import ITEM
from ..documents import rich_text
from .association_minutes import STEP

# What is computed; the secretary writes `notes` alone.
COMPUTED = {
    "minutes_id", "sequence", "key", "title", "item_id", "is_reserved", "before", "after", "change", "copied", "is_gone",
}  # fmt: skip
SPACES = re.compile(r"\s+")


def as_html(text):
    """Return plain text as HTML, a paragraph each line."""
    return Markup("").join(Markup("<p>%s</p>") % line.strip() for line in (text or "").splitlines() if line.strip())


class AssociationMinutesSection(models.Model):
    """One part of minutes: the computed sentences as they were drawn, and what the secretary wrote."""

    _name = "association.minutes.section"
    _description = "Part of Minutes"
    _order = "minutes_id, sequence, id"
    _check_company_auto = True
    _rec_name = "title"

    minutes_id = fields.Many2one("association.minutes", required=True, readonly=True, ondelete="restrict", index=True)
    company_id = fields.Many2one(related="minutes_id.company_id", store=True, index=True)
    minutes_state = fields.Selection(related="minutes_id.state", string="State of the minutes")
    sequence = fields.Integer(readonly=True)
    key = fields.Char(required=True, readonly=True, help="Which part: it stays the same when the text is drawn again.")
    title = fields.Char(required=True, readonly=True)
    item_id = fields.Many2one(
        "association.agenda.item", string="Agenda item", readonly=True, ondelete="restrict", index="btree_not_null"
    )
    is_item = fields.Boolean(compute="_compute_is_item")
    is_reserved = fields.Boolean(string="Behind closed doors", readonly=True, help="Read by secretariat, board and auditors alone.")
    before = fields.Text(string="Computed text", readonly=True, help="A sentence each line, as drawn from the facts.")
    notes = fields.Html(
        string="Words of the secretary", sanitize_attributes=True, strip_style=True,
        help="The discussion, in the secretary's words; drawing the text again leaves them alone.",
    )  # fmt: skip
    after = fields.Text(string="Computed text after the discussion", readonly=True)
    change = fields.Html(string="What changed", readonly=True, copy=False, sanitize=False)
    copied = fields.Text(readonly=True, help="The notes of the hall as they were taken over.")
    is_gone = fields.Boolean(string="No longer in the facts", readonly=True, help="Kept because the secretary wrote in it.")
    before_html = fields.Html(compute="_compute_computed_html", string="Computed", sanitize=False)
    after_html = fields.Html(compute="_compute_computed_html", string="Computed after the discussion", sanitize=False)

    _once = models.Constraint("UNIQUE(minutes_id, key)", "This part is in the minutes already.")

    def init(self):
        """PostgreSQL refuses to change parts of minutes that were approved or that a later revision has taken over."""
        self.env.cr.execute(
            """
            CREATE OR REPLACE FUNCTION association_minutes_section_fixed() RETURNS trigger LANGUAGE plpgsql AS $body$
            DECLARE kept text[] := ARRAY['create_uid', 'write_uid', 'write_date'];
            BEGIN
                IF TG_OP = 'UPDATE' AND to_jsonb(OLD) - kept = to_jsonb(NEW) - kept THEN
                    RETURN NEW;
                END IF;
                IF EXISTS (SELECT 1 FROM association_minutes minutes WHERE minutes.id = OLD.minutes_id
                              AND (minutes.state = 'approved' OR minutes.is_superseded)) THEN
                    RAISE EXCEPTION 'These minutes were approved or have a later revision: they stay as they are. Begin a new one.'
                        USING ERRCODE = '23514', TABLE = TG_TABLE_NAME;
                END IF;
                RETURN CASE TG_OP WHEN 'DELETE' THEN OLD ELSE NEW END;
            END $body$;
            DROP TRIGGER IF EXISTS minutes_fixed ON association_minutes_section;
            CREATE TRIGGER minutes_fixed BEFORE UPDATE OR DELETE ON association_minutes_section
                FOR EACH ROW EXECUTE FUNCTION association_minutes_section_fixed();
            """
        )

    @api.depends("key")
    def _compute_is_item(self):
        for section in self:
            section.is_item = (section.key or "").startswith(ITEM)

    @api.depends("before", "after")
    def _compute_computed_html(self):
        for section in self:
            section.before_html = as_html(section.before)
            section.after_html = as_html(section.after)

    # --- by whom it is written ---

    @api.model_create_multi
    def create(self, vals_list):
        """Parts come from drawing the minutes."""
        if self.env.context.get("minutes_step") is not STEP:
            raise UserError(self._refusal("minutes_part_by_hand"))
        return super().create(vals_list)

    def write(self, vals):
        """Refuse changes of computed text, and of minutes that are no draft."""
        if self.env.context.get("minutes_step") is not STEP:
            if COMPUTED & set(vals):
                raise UserError(self._refusal("minutes_part_by_hand"))
            self.minutes_id._expect_draft()
        return super().write(vals)

    @api.ondelete(at_uninstall=False)
    def _unlink_by_drawing(self):
        if self.env.context.get("minutes_step") is not STEP:
            raise UserError(self._refusal("minutes_part_by_hand"))

    def _step(self, vals):
        """Write what only drawing writes."""
        return self.with_context(minutes_step=STEP).write(vals)

    def _refusal(self, code, **params):
        return self.env["association.wording"]._meeting_refusal(code, **params)

    # --- what stands in it ---

    def _has_words(self):
        """Tell whether the secretary wrote something here."""
        self.ensure_one()
        return not is_html_empty(self.notes)

    def _is_untouched(self):
        """Tell whether the words are still those taken over from the hall."""
        return self._flat(rich_text.plain(self.notes)) == self._flat(self.copied)

    @staticmethod
    def _flat(text):
        return SPACES.sub(" ", text or "").strip()

    def _copied(self, revision):
        """Return the values of a copy of this part in ``revision``."""
        names = ("sequence", "key", "title", "is_reserved", "before", "after", "copied", "is_gone")
        return {
            **{name: self[name] for name in names},
            "notes": html_sanitize(self.notes or ""),
            "item_id": self.item_id.id,
            "minutes_id": revision.id,
        }
