from odoo import api, fields, models
from odoo.exceptions import AccessError, UserError
from odoo.tools import SQL, format_date

# Groups up to this size are compared pair by pair; in a larger one (an address shared by hundreds) each contact is held
# against the first alone, so that the work grows with the number of contacts, not with its square.
PAIRWISE = 8

FIND = """
WITH contact AS (
    SELECT partner.id, partner.company_id, partner.parent_id,
           upper(NULLIF(btrim(partner.codice_fiscale), '')) AS codice_fiscale,
           NULLIF(regexp_replace(upper(COALESCE(partner.vat, '')), '^IT|[^0-9A-Z]', '', 'g'), '') AS vat,
           lower(NULLIF(btrim(partner.ipa_code), '')) AS ipa,
           partner.birth_date,
           ARRAY(SELECT DISTINCT address
                   FROM unnest(ARRAY[partner.email_normalized, lower(NULLIF(btrim(partner.pec), ''))]) address
                  WHERE address IS NOT NULL) AS addresses,
           -- accents, punctuation and the order of the words do not matter
           ARRAY_TO_STRING(ARRAY(
               SELECT word FROM regexp_split_to_table(
                   regexp_replace(normalize(lower(COALESCE(partner.name, '')), NFKD), '[\u0300-\u036f]', '', 'g'),
                   '[^[:alnum:]]+') word
                WHERE word <> '' ORDER BY word), ' ') AS name_key
      FROM res_partner partner
     WHERE partner.active AND partner.merged_into_id IS NULL AND partner.type = 'contact'
       AND NOT EXISTS (SELECT 1 FROM res_company company WHERE company.partner_id = partner.id)
), key AS (
    SELECT id, 'codice_fiscale' AS reason, 100 AS score, codice_fiscale AS value FROM contact
     WHERE length(codice_fiscale) = 16
 UNION
    SELECT id, 'tax_number', 90, number FROM contact, unnest(ARRAY[codice_fiscale, vat]) number
     WHERE parent_id IS NULL AND number ~ '^[0-9]{11}$'
 UNION
    SELECT id, 'ipa_name', 85, ipa || '/' || name_key FROM contact WHERE ipa IS NOT NULL AND name_key <> ''
 UNION
    SELECT id, 'name_birth', 70, name_key || '/' || birth_date FROM contact
     WHERE birth_date IS NOT NULL AND name_key <> ''
 UNION
    SELECT id, 'name_email', 60, name_key || '/' || address FROM contact, unnest(addresses) address WHERE name_key <> ''
), alike AS (
    SELECT reason, score, array_agg(id ORDER BY id) AS ids FROM key GROUP BY reason, score, value HAVING count(*) > 1
), pair AS (
    SELECT reason, score, one.id AS partner_id, other.id AS other_id
      FROM alike
           CROSS JOIN LATERAL unnest(CASE WHEN cardinality(ids) <= %(pairwise)s THEN ids ELSE ids[1:1] END)
                      WITH ORDINALITY AS one(id, place)
           CROSS JOIN LATERAL unnest(ids[one.place + 1:]) AS other(id)
), judged AS (
    SELECT pair.partner_id, pair.other_id,
           -- one number, two names: offices of one body share it
           max(CASE WHEN pair.reason = 'tax_number' AND one.name_key <> other.name_key
                    THEN 50 ELSE pair.score END) AS score,
           string_agg(DISTINCT CASE WHEN pair.reason = 'tax_number' AND one.name_key <> other.name_key
                                    THEN 'tax_number_other_name' ELSE pair.reason END, ',') AS reasons
      FROM pair
      JOIN contact one ON one.id = pair.partner_id
      JOIN contact other ON other.id = pair.other_id
     WHERE one.parent_id IS DISTINCT FROM other.id AND other.parent_id IS DISTINCT FROM one.id
       AND (one.company_id IS NULL OR other.company_id IS NULL OR one.company_id = other.company_id)
  GROUP BY pair.partner_id, pair.other_id
), written AS (
    INSERT INTO association_duplicate (partner_id, other_id, score, reasons, dismissed, create_uid, create_date)
         SELECT partner_id, other_id, score, reasons, FALSE, %(user)s, now() AT TIME ZONE 'UTC' FROM judged
    ON CONFLICT (partner_id, other_id) DO UPDATE SET score = EXCLUDED.score, reasons = EXCLUDED.reasons
      RETURNING id, dismissed
)
SELECT COALESCE(array_agg(id), '{}'), count(*) FILTER (WHERE NOT dismissed) FROM written
"""


class AssociationDuplicate(models.Model):
    """Two contacts that may be one person or body, and why, until somebody merges them or says that they are not."""

    _name = "association.duplicate"
    _description = "Possible Duplicate"
    _order = "score desc, id"
    _rec_name = "score"

    partner_id = fields.Many2one("res.partner", string="Contact", required=True, ondelete="cascade", readonly=True)
    other_id = fields.Many2one(
        "res.partner", string="Other contact", required=True, ondelete="cascade", readonly=True, index=True
    )
    score = fields.Integer(
        string="Strength", readonly=True, aggregator="max", help="How much the reason proves, of 100."
    )
    reasons = fields.Char(readonly=True)
    reason_label = fields.Text(string="Why", compute="_compute_reason_label")
    dismissed = fields.Boolean(string="Not a duplicate", readonly=True)
    dismissed_by_id = fields.Many2one("res.users", string="Said by", readonly=True, ondelete="set null")
    dismissed_on = fields.Date(readonly=True)
    partner_hint = fields.Text(string="First", compute="_compute_hints")
    other_hint = fields.Text(string="Second", compute="_compute_hints")

    _pair_unique = models.Constraint("UNIQUE(partner_id, other_id)", "This pair is known already.")
    _pair_in_order = models.Constraint("CHECK(partner_id < other_id)", "A pair is kept once.")

    @api.depends("reasons")
    @api.depends_context("lang")
    def _compute_reason_label(self):
        words = {
            "codice_fiscale": self.env._("same codice fiscale"),
            "tax_number": self.env._("same P.IVA or codice fiscale, same name"),
            "tax_number_other_name": self.env._("same P.IVA or codice fiscale, different names (offices of one body?)"),
            "ipa_name": self.env._("same IPA code and name"),
            "name_birth": self.env._("same name and birth date"),
            "name_email": self.env._("same name and e-mail"),
        }
        for pair in self:
            pair.reason_label = "; ".join(words.get(code, code) for code in (pair.reasons or "").split(",") if code)

    @api.depends("partner_id", "other_id")
    @api.depends_context("lang")
    def _compute_hints(self):
        for pair in self:
            pair.partner_hint = self._hint(pair.partner_id)
            pair.other_hint = self._hint(pair.other_id)

    def _hint(self, partner):
        """Return what tells a contact from its like: register number, codice fiscale, birth, place, e-mail."""
        numbers = ", ".join(self.env._("no. %s", member.number) for member in partner.member_ids if member.number)
        born = partner.birth_date and format_date(self.env, partner.birth_date)
        parts = [numbers, partner.codice_fiscale or partner.vat, born, partner.city, partner.email]
        return " · ".join(filter(None, parts))

    @api.model
    def _find(self):
        """Look for duplicates among all contacts, in two queries whatever their number; return how many are open.

        Pairs that somebody said are not duplicates stay so.
        """
        self.env["res.partner"].flush_model()
        self.flush_model()
        ((found, open_pairs),) = self.env.execute_query(SQL(FIND, pairwise=PAIRWISE, user=self.env.uid))
        self.env.cr.execute("DELETE FROM association_duplicate WHERE NOT dismissed AND id <> ALL(%s)", [found])
        self.invalidate_model()
        return open_pairs

    @api.model
    def _drop(self, partner):
        """Forget the open pairs of a contact that was merged."""
        self.search(
            [("dismissed", "=", False), "|", ("partner_id", "=", partner.id), ("other_id", "=", partner.id)]
        ).unlink()

    # --- actions ---

    @api.model
    def action_find(self):
        """Look for duplicates and show them, the surest first."""
        if not self.env.user.has_group("lecce_smartcity.group_secretariat"):
            raise AccessError(self.env._("Duplicates are looked for by the secretariat."))
        self.sudo()._find()
        return self.env["ir.actions.act_window"]._for_xml_id("lecce_smartcity.action_duplicates")

    def action_merge(self):
        """Open the merge of this pair."""
        self.ensure_one()
        return (self.partner_id | self.other_id)._action_merge()

    def action_dismiss(self):
        """Remember that these are different people or bodies: they are not proposed again."""
        self.write(
            {"dismissed": True, "dismissed_by_id": self.env.uid, "dismissed_on": fields.Date.context_today(self)}
        )

    def action_reconsider(self):
        """Propose these pairs again."""
        self.write({"dismissed": False, "dismissed_by_id": False, "dismissed_on": False})


class ResPartner(models.Model):
    _inherit = "res.partner"

    def _action_merge(self):
        """Open the merge of these two contacts."""
        if len(self) != 2:
            raise UserError(self.env._("Choose exactly two contacts to merge."))
        return self.env["association.partner.merge.wizard"]._open(self)._window()

    def action_merge_with_undo(self):
        """Open the merge of the two chosen contacts."""
        return self._action_merge()
