from markupsafe import Markup

from odoo import _, api, fields, models

from ..bylaws.statute import headings
from ..bylaws.statute.numbering import numbering_findings


class AssociationStatuteContent(models.Model):
    """Somebody says where a content that the law asks for stands, when its words did not give it away."""

    _name = "association.statute.content"
    _description = "Content of the Statute"

    statute_id = fields.Many2one("association.statute", required=True, ondelete="cascade", index=True)
    company_id = fields.Many2one(related="statute_id.company_id", store=True, precompute=True)
    heading = fields.Selection(selection="_headings", string="Content", required=True)
    article_id = fields.Many2one(
        "association.statute.article", string="Stands in", required=True, ondelete="cascade",
        domain="[('statute_id', '=', statute_id), ('kind', '=', 'article')]",
    )  # fmt: skip

    _once = models.Constraint("UNIQUE(statute_id, heading)", "It has been said already where this content stands.")

    @api.model
    def _headings(self):
        return [(heading.code, heading.title.text(self.env.lang)) for heading in headings.HEADINGS]

    @api.model_create_multi
    def create(self, vals_list):
        """Say it of a version that is not yet in force."""
        self.env["association.statute"].browse({vals["statute_id"] for vals in vals_list})._check_open_for_rules()
        return super().create(vals_list)

    def write(self, vals):
        """Change it while the version is not yet in force."""
        self.statute_id._check_open_for_rules()
        return super().write(vals)

    @api.ondelete(at_uninstall=False)
    def _unlink_before_it_is_in_force(self):
        self.statute_id._check_open_for_rules()


class AssociationStatute(models.Model):
    """What the law of the association's regime wants to read in a statute, and where it stands in this one."""

    _inherit = "association.statute"

    content_ids = fields.One2many("association.statute.content", "statute_id", string="Found by hand")
    gap_count = fields.Integer(string="Missing contents", compute="_compute_completeness")
    blocking_count = fields.Integer(string="Missing contents that stop it", compute="_compute_completeness")
    completeness = fields.Html(compute="_compute_completeness", sanitize=False, string="Contents that the law asks for")
    remarks = fields.Html(
        compute="_compute_remarks", sanitize=False, string="To look at", help="Numbers that are missing, doubled or out of order."
    )

    @api.depends(
        "article_ids.text", "article_ids.heading", "article_ids.sequence", "content_ids.article_id", "valid_from", "planned_from"
    )
    @api.depends_context("lang")
    def _compute_completeness(self):
        for statute in self:
            regime = statute.company_id and statute._regime_on(statute._reference_day())
            items = statute._checklist(regime) if regime and statute.ids else []
            missing = [item for item, place in items if not place]
            statute.gap_count = len(missing)
            statute.blocking_count = sum(item.severity == headings.BLOCKING for item in missing)
            statute.completeness = statute._checklist_as_html(items)

    def _checklist(self, regime):
        """Return ``[(headings.Item, label of the article that holds it or "")]`` for the law of ``regime``."""
        self.ensure_one()
        by_hand = {content.heading: content.article_id.display_name for content in self.content_ids}
        return [
            (item, item.article.label() if item.article else by_hand.get(item.heading.code, ""))
            for item in headings.checklist(self._as_statute(), regime)
        ]

    def _checklist_as_html(self, items):
        wording = self.env["association.wording"]
        rows = Markup("").join(
            Markup("<tr class='%s'><td>%s</td><td>%s</td><td>%s</td><td class='text-muted'>%s</td></tr>")
            % (
                "" if place else "table-danger" if item.severity == headings.BLOCKING else "table-warning",
                Markup("<i class='fa fa-%s'></i>") % ("check text-success" if place else "times text-danger"),
                item.heading.title.text(self.env.lang),
                place
                or Markup("<b>%s</b>")
                % (_("missing: it cannot enter into force") if item.severity == headings.BLOCKING else _("missing: advisable")),
                wording._citation(item.citation),
            )
            for item, place in items
        )
        return Markup("<table class='table table-sm o_statute_checklist'><tbody>%s</tbody></table>") % rows if rows else False

    def _blocking_gaps(self, regime):
        wording = self.env["association.wording"]
        return [
            *super()._blocking_gaps(regime),
            *(
                wording._statute_refusal(
                    "content_missing",
                    content=item.heading.title.text(self.env.lang),
                    article=wording._citation(item.citation),
                )
                for item, place in self._checklist(regime)
                if not place and item.severity == headings.BLOCKING
            ),
        ]

    @api.depends("article_ids.text", "article_ids.number", "article_ids.sequence", "article_ids.parent_id")
    @api.depends_context("lang")
    def _compute_remarks(self):
        for statute in self:
            found = numbering_findings(statute._as_statute()) if statute.ids else []
            statute.remarks = self.env["association.wording"]._bullets(item.message(self.env.lang) for item in found)
