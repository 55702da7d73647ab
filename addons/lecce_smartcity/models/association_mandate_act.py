from odoo import _, api, fields, models
from odoo.exceptions import ValidationError

from ..bylaws import mandates, offices
from ..bylaws.errors import BylawError
from .append_only import protect_table
from .legal_time import legal_today


class AssociationMandateAct(models.Model):
    """What happened in the life of a mandate. Appended, never edited: a mistake is taken back by an annulment."""

    _name = "association.mandate.act"
    _description = "Act of a Mandate"
    _order = "id"
    _rec_name = "kind"

    mandate_id = fields.Many2one("association.mandate", required=True, ondelete="restrict", index=True)
    company_id = fields.Many2one("res.company", string="Association", required=True, ondelete="restrict", index=True)
    kind = fields.Selection(
        [
            ("acceptance", "Acceptance"),
            ("declaration", "Yearly declaration"),
            ("refusal", "Not accepted"),
            ("resignation", "Resignation"),
            ("revocation", "Revocation"),
            ("absence", "Lapse by absence"),
            ("ineligibility", "Lapse by ineligibility"),
            ("death", "Death"),
            ("body_lapse", "Lapse of the body"),
            ("mayor_term", "End of the mayor's term"),
            ("replaced", "Replaced"),
            ("annulment", "Annulment"),
        ],
        required=True,
    )
    date = fields.Date(required=True, help="Day of the acceptance or declaration; of an end, the last day in office.")
    declared = fields.Boolean(
        string="Declares to be eligible",
        help="Nothing makes the person ineligible or incompatible (c.c. 2382; D.Lgs. 39/2013 art. 20), and they have what the "
        "statute asks for.",
    )  # fmt: skip
    act_number = fields.Char(string="Act no.")
    act_date = fields.Date(string="Dated")
    act_body = fields.Char(string="Issued by")
    reason = fields.Text(string="Reasons")
    corrects_id = fields.Many2one("association.mandate.act", string="Act taken back", ondelete="restrict", index="btree_not_null")
    attachment_ids = fields.Many2many("ir.attachment", string="Documents", bypass_search_access=True)

    def init(self):
        # Why somebody left can be erased; that and when they did cannot.
        protect_table(self.env.cr, self._table, erasable=("reason",))

    def _as_acts(self):
        """Return the ``mandates.Act`` of these records: the seam to the pure rules."""
        # A record being made in a form has no id yet: it is the last one.
        return [
            mandates.Act(act._origin.id or 1 << 60, act.kind, act.date, act.corrects_id._origin.id or None)
            for act in self
        ]

    def _life(self):
        """Return what these acts of one mandate amount to: a ``mandates.Life``."""
        return mandates.life(self._as_acts())

    @api.model_create_multi
    def create(self, vals_list):
        """Record acts: each is checked against those before it.

        :raises ValidationError: an act is not possible; every reason is listed
        """
        today = legal_today(self.env)
        made = self.browse()
        with self.env["association.mandate"]._one_on_a_seat_guard():
            for vals in vals_list:
                mandate = self.env["association.mandate"].browse(vals["mandate_id"])
                vals = {"date": today, **vals, "company_id": mandate.company_id.id}
                self._check(mandate, vals)
                made += super().create([vals])
        made._after_recording()
        return made

    def _check(self, mandate, vals):
        day = fields.Date.to_date(vals["date"])
        act = mandates.Act(1 << 60, vals["kind"], day, vals.get("corrects_id") or None)
        declared = bool(vals.get("declared")) or not mandate.body_id.requires_declaration
        reference = any(vals.get(name) for name in ("act_number", "act_date", "act_body", "reason"))
        broken = mandates.judge_act(mandate.act_ids._life(), mandate.date_from, act, declared, reference)
        wording = self.env["association.wording"]
        if broken:
            raise ValidationError(
                _("%(who)s: %(why)s", who=mandate.partner_id.complete_name, why=wording._violations(broken))
            ) from BylawError(broken)
        if act.kind == offices.ACCEPTANCE:
            mandate._check_may_take_office(max(day, mandate.date_from))
        if act.corrects and self.browse(act.corrects).mandate_id != mandate:
            raise ValidationError(_("The act to annul belongs to another mandate."))

    def _after_recording(self):
        """What follows from acts; other parts add theirs."""
