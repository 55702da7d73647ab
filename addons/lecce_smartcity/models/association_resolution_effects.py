from odoo import api, fields, models
from odoo.exceptions import UserError
from odoo.tools import format_date

from ..bylaws import admission, states, terms
from ..bylaws.meeting import matters
from .association_application_outcome import Decision
from .association_resolution_effect import Reversal
from .legal_time import legal_today

# What the effect needs beside the words: it no longer changes once it was executed.
EFFECT = {"decides", "reasons", "charges_on", "in_force_from", "revoked_mandate_ids", "application_ids"}


class AssociationAgendaItem(models.Model):
    """What a resolution on each matter does, and what it needs to be done."""

    _inherit = "association.agenda.item"

    resolution_ids = fields.One2many("association.resolution", "item_id", string="Resolutions", readonly=True)
    decides = fields.Selection(
        [("admit", "To admit"), ("refuse", "To refuse")], string="What is proposed", default="admit",
        help="Of applications and appeals: what the resolution does if it is adopted.",
    )  # fmt: skip
    reasons = fields.Text(help="Of a refusal, an exclusion or a removal: without reasons it does not stand.")
    charges_on = fields.Date(
        string="Charges notified on", copy=False, help="When the member was told in writing what they are charged with."
    )
    defence_until = fields.Date(compute="_compute_defence_until", help="Until then the member may answer the charges.")
    in_force_from = fields.Date(
        string="In force from", copy=False, help="Of a new statute: its first day in force. Empty: put in force later, by hand."
    )
    revoked_mandate_ids = fields.Many2many(
        "association.mandate", "association_agenda_item_revoked_rel", string="Mandates to revoke", check_company=True, copy=False
    )

    @api.depends("charges_on", "matter")
    def _compute_defence_until(self):
        for item in self:
            ruling = item._defence_ruling() if item.charges_on and item.matter == matters.EXCLUSION else None
            item.defence_until = ruling and terms.after(item.charges_on, ruling.value)

    def _defence_ruling(self):
        day = self.charges_on or legal_today(self.env)
        return self.env["association.statute"]._finding(self.company_id, "exclusion.defence", day)

    def write(self, vals):
        """Keep what an executed resolution was executed by."""
        if EFFECT & set(vals) and any(one.effect_state == "executed" for one in self.resolution_ids):
            raise UserError(self._effect_refusal("effect_executed"))
        return super().write(vals)

    def _effect_refusal(self, code, **params):
        return self.env["association.wording"]._meeting_refusal(code, **params)

    # --- members ---

    def _effect_admission(self, resolution):
        """Admit or refuse every application of the item that waits for a decision: one resolution, one event each."""
        if not self.application_ids:
            raise UserError(self._effect_refusal("effect_no_application"))
        waiting = self.application_ids.filtered(lambda application: application.state in admission.PENDING)
        self.env["association.application"]._decide([self._decision(application, resolution) for application in waiting])

    def _decision(self, application, resolution):
        admit = self.decides != "refuse"
        motive = "" if admit else self.reasons
        return Decision(
            application, admit, resolution._title(), resolution.adopted_on, application.category_id, motive, record=resolution
        )

    def _effect_admission_appeal(self, resolution):
        """Answer the appeals of the item: upheld, they admit; dismissed, the refusal stands."""
        if not self.application_ids:
            raise UserError(self._effect_refusal("effect_no_application"))
        for application in self.application_ids.filtered(lambda one: one.appeal_state == "filed"):
            application._decide_appeal(
                self.decides != "refuse", resolution._title(), resolution.adopted_on, note=self.reasons or "", record=resolution
            )

    def _effect_exclusion(self, resolution):
        """Exclude the member: with reasons, and after the time for the defence that the statute gives."""
        if not self.member_id:
            raise UserError(self._effect_refusal("effect_no_member"))
        self._check_defence(resolution)
        self.env["association.member.event"].create(
            {
                "member_id": self.member_id.id,
                "type": states.EXCLUSION,
                "legal_date": resolution.adopted_on,
                "resolution": resolution._title(),
                "resolution_id": resolution.id,
                "motive": self.reasons or "",
            }
        )
        resolution._follow_up("notify_exclusion", member=self.member_id.partner_id.complete_name)

    def _check_defence(self, resolution):
        ruling = self._defence_ruling()
        if not ruling:
            return
        article = self.env["association.wording"]._citation(ruling.citation)
        if not self.charges_on:
            raise UserError(self._effect_refusal("effect_no_charges", article=article))
        if resolution.adopted_on < self.defence_until:
            until = format_date(self.env, self.defence_until)
            raise UserError(self._effect_refusal("effect_defence_open", until=until, article=article))

    # --- statute ---

    def _effect_statute_change(self, resolution):
        """Adopt the draft and, from the day chosen, put it in force; that may wait for the notary's deed."""
        statute = self.statute_id
        if not statute:
            raise UserError(self._effect_refusal("effect_no_statute"))
        if statute.resolution_id != resolution:
            act = {"resolution": resolution._title(), "adopted_on": resolution.adopted_on, "resolution_id": resolution.id}
            statute._adopt(act)
            resolution._follow_up("deposit_statute", rule="ets.changes_runts")
        if not self.in_force_from or statute.stage != "adopted":
            return None
        try:
            statute._put_in_force(self.in_force_from)
        except UserError as error:  # adopted it is all the same
            return str(error)
        return None

    # --- offices ---

    def _effect_election(self, resolution):
        """Proclaim the elected under this resolution; if that was done, refer to it."""
        election = self.election_id
        if not election:
            raise UserError(self._effect_refusal("effect_no_election"))
        if election.state not in ("counted", "proclaimed", "closed"):
            raise UserError(self._effect_refusal("effect_election_not_counted", election=election.name))
        election.write({"resolution": resolution._title(), "resolution_id": resolution.id})
        if election.state == "counted":
            election.action_proclaim()
        else:
            election.mandate_ids.resolution_id = resolution

    def _effect_revocation(self, resolution):
        """End the mandates of the item on the day of the resolution."""
        if not self.revoked_mandate_ids:
            raise UserError(self._effect_refusal("effect_no_mandate"))
        held = self.revoked_mandate_ids.filtered(lambda mandate: not mandate.end_kind)
        held._record(
            "revocation",
            resolution.adopted_on,
            act_number=resolution.name,
            act_date=resolution.adopted_on,
            act_body=resolution.body_id.name,
            reason=self.reasons or False,
            resolution_id=resolution.id,
        )

    def _effect_liability(self, resolution):
        """Leave a task: the action is exercised by the new directors or the liquidators (c.c. 22)."""
        resolution._follow_up("liability")


class AssociationResolution(models.Model):
    """What each matter's effect would have to be taken back."""

    _inherit = "association.resolution"

    refuses = fields.Boolean(compute="_compute_refuses", help="Applications or appeals are refused by it.")

    @api.depends("item_id.decides", "matter")
    def _compute_refuses(self):
        for resolution in self:
            about = resolution.matter in (matters.ADMISSION, matters.ADMISSION_APPEAL)
            resolution.refuses = about and resolution.item_id.sudo().decides == "refuse"  # sudo: what was proposed, no more

    def _reversals(self):
        found = super()._reversals()
        found += [self._annul_event(event) for event in self.event_ids if event.type != states.CORRECTION and not event.is_annulled]
        found += [self._annul_statute(statute) for statute in self.statute_ids if statute.stage in ("adopted", "enacted")]
        found += [
            self._annul_act(act) for act in self.mandate_act_ids if act not in self.mandate_act_ids.mandate_id.act_ids.corrects_id
        ]
        return found + [self._annul_mandate(mandate) for mandate in self.mandate_ids if not mandate.is_void and not mandate.end_kind]

    def _annulment(self):
        """Return the act that annulled this resolution."""
        return self.act_ids.filtered(lambda act: act.measure == "annulment")[-1:]

    def _annulled_by(self):
        act = self._annulment()
        return ", ".join(filter(None, [self._title(), act.court, act.reference]))

    def _annul_event(self, event):
        def undo():
            self.env["association.member.event"].create(
                {
                    "member_id": event.member_id.id,
                    "type": states.CORRECTION,
                    "legal_date": self._annulment().date or legal_today(self.env),
                    "corrects_id": event.id,
                    "annuls": True,
                    "motive": self.env["association.wording"]._reversal("motive", resolution=self._annulled_by()),
                    "resolution_id": self.id,
                }
            )

        said = self.env["association.wording"]._reversal(
            "event", event=event.display_name, who=event.member_id.partner_id.complete_name
        )
        return Reversal(event, said, undo)

    def _annul_statute(self, statute):
        wording = self.env["association.wording"]
        if statute.stage == "enacted" and statute.valid_from <= legal_today(self.env):
            return Reversal(statute, wording._reversal("statute_in_force", statute=statute.name))

        def undo():
            statute._back_to_draft(wording._reversal("motive", resolution=self._annulled_by()))

        return Reversal(statute, wording._reversal("statute", statute=statute.name), undo)

    def _annul_act(self, act):
        wording = self.env["association.wording"]

        def undo():
            act.mandate_id._record(
                "annulment",
                self._annulment().date,
                corrects_id=act.id,
                reason=wording._reversal("motive", resolution=self._annulled_by()),
                resolution_id=self.id,
            )

        return Reversal(act, wording._reversal("act", who=act.mandate_id.display_name), undo)

    def _annul_mandate(self, mandate):
        wording = self.env["association.wording"]

        def undo():
            reason = wording._reversal("motive", resolution=self._annulled_by())
            mandate._record("annulment", self._annulment().date, reason=reason, resolution_id=self.id)

        return Reversal(mandate, wording._reversal("mandate", who=mandate.display_name), undo)
