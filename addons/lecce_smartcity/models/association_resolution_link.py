"""What a resolution changed refers back to it."""

from odoo import api, fields, models


class AssociationMemberEvent(models.Model):
    _inherit = "association.member.event"

    resolution_id = fields.Many2one(
        "association.resolution", string="Resolution on record", readonly=True, ondelete="restrict", index="btree_not_null",
        check_company=True, help="The resolution adopted here that decided it.",
    )  # fmt: skip

    def _complete(self, vals, company, today):
        """The words of the resolution follow from the record, unless they are given."""
        if vals.get("resolution_id") and not vals.get("resolution"):
            vals["resolution"] = self.env["association.resolution"].browse(vals["resolution_id"])._title()
        return super()._complete(vals, company, today)


class AssociationApplication(models.Model):
    _inherit = "association.application"

    resolution_id = fields.Many2one(related="decision_event_id.resolution_id")


class AssociationStatute(models.Model):
    _inherit = "association.statute"

    resolution_id = fields.Many2one(
        "association.resolution", string="Resolution on record", readonly=True, ondelete="restrict", index="btree_not_null",
        check_company=True, copy=False, help="The resolution adopted here that adopted this version.",
    )  # fmt: skip


class AssociationElection(models.Model):
    _inherit = "association.election"

    resolution_id = fields.Many2one(
        "association.resolution", string="Resolution on record", readonly=True, ondelete="restrict", index="btree_not_null",
        check_company=True, copy=False, help="The resolution by which the elected were proclaimed.",
    )  # fmt: skip


class AssociationElectionCandidate(models.Model):
    _inherit = "association.election.candidate"

    def _mandate_values(self, seat, appointment):
        return super()._mandate_values(seat, appointment) | {"resolution_id": self.election_id.resolution_id.id}


class AssociationMandate(models.Model):
    _inherit = "association.mandate"

    resolution_id = fields.Many2one(
        "association.resolution", string="Resolution on record", readonly=True, ondelete="restrict", index="btree_not_null",
        check_company=True, copy=False, help="The resolution adopted here that gave it.",
    )  # fmt: skip


class AssociationMandateAct(models.Model):
    _inherit = "association.mandate.act"

    resolution_id = fields.Many2one(
        "association.resolution", string="Resolution on record", readonly=True, ondelete="restrict", index="btree_not_null"
    )


class AssociationResolution(models.Model):
    """What this resolution changed."""

    _inherit = "association.resolution"

    event_ids = fields.One2many("association.member.event", "resolution_id", string="Events", readonly=True)
    statute_ids = fields.One2many("association.statute", "resolution_id", string="Statutes", readonly=True)
    election_ids = fields.One2many("association.election", "resolution_id", string="Elections", readonly=True)
    mandate_ids = fields.One2many("association.mandate", "resolution_id", string="Mandates", readonly=True)
    mandate_act_ids = fields.One2many("association.mandate.act", "resolution_id", string="Acts of mandates", readonly=True)
    event_count = fields.Integer(compute="_compute_link_counts")
    mandate_count = fields.Integer(compute="_compute_link_counts")

    @api.depends("event_ids", "mandate_ids", "mandate_act_ids")
    def _compute_link_counts(self):
        events = self.env["association.member.event"]
        counts = dict(events._read_group([("resolution_id", "in", self.ids)], ["resolution_id"], ["__count"]))
        for resolution in self:
            resolution.event_count = counts.get(resolution, 0)
            resolution.mandate_count = len(resolution.mandate_ids | resolution.mandate_act_ids.mandate_id)


class AssociationMember(models.Model):
    _inherit = "association.member"

    resolution_count = fields.Integer(compute="_compute_resolution_count", groups="lecce_smartcity.group_association_user")

    def _compute_resolution_count(self):
        for member in self:
            member.resolution_count = self.env["association.resolution"].search_count(member._resolution_domain())

    def _resolution_domain(self):
        self.ensure_one()
        return ["|", ("event_ids.member_id", "=", self.id), ("item_id.member_id", "=", self.id)]

    def action_open_resolutions(self):
        """Open the resolutions about this member."""
        self.ensure_one()
        return {
            "type": "ir.actions.act_window",
            "name": self.env._("Resolutions"),
            "res_model": "association.resolution",
            "view_mode": "list,form",
            "domain": self._resolution_domain(),
        }
