from odoo import _, models
from odoo.tools import SQL

from ..bylaws.meeting import absences, matters

# Each holder at each meeting of a body that was held: whether they ever came, and whether they had told why not.
ATTENDED = """
    SELECT roll.partner_id, meeting.id, (sitting.starts_at AT TIME ZONE 'UTC' AT TIME ZONE 'Europe/Rome')::date AS day,
           NULLIF(roll.excuse, '') IS NOT NULL AS excused,
           EXISTS (
               SELECT 1 FROM association_attendance line
                WHERE line.roll_id = roll.id AND line.kind != 'out' AND line.strikes_id IS NULL
                  AND NOT EXISTS (SELECT 1 FROM association_attendance strike WHERE strike.strikes_id = line.id)) AS came
      FROM association_meeting_roll roll
      JOIN association_meeting meeting ON meeting.id = roll.meeting_id
      JOIN association_sitting sitting ON sitting.meeting_id = meeting.id AND sitting.state = 'closed'
     WHERE meeting.body_id = %(body)s AND meeting.state = 'held' AND roll.entitled
  ORDER BY sitting.starts_at
"""


class AssociationBody(models.Model):
    """Who has been absent so often that the statute lets the office lapse: told, never done."""

    _inherit = "association.body"

    def _absences(self):
        """Return ``{partner id: absences.Run}``: absences running without a reason, up to the last meeting held."""
        self.ensure_one()
        self.env.flush_all()
        told = {}
        for who, meeting, day, excused, came in self.env.execute_query(SQL(ATTENDED, body=self.id)):
            standing = absences.PRESENT if came else absences.EXCUSED if excused else absences.ABSENT
            # A meeting with two sittings: being at one of them is being there.
            if (who, meeting) not in told or told[who, meeting].standing != absences.PRESENT:
                told[who, meeting] = absences.Attended(who, day, standing)
        return absences.running(told.values())

    def _lapse_proposals(self, on):
        """Return ``[(holder, absences.Run, body_rules.Ruled)]``: holders in office who were absent as often as the rule says."""
        self.ensure_one()
        rule = self._rules(on).get("absences")
        if not rule:
            return []
        runs = self._absences()
        holders = self.env["association.mandate"]._holders(self.company_id, on, (self.kind,))
        return [
            (holder, runs[holder.partner], rule)
            for holder in holders.values()
            if holder.body == self.id and holder.partner in runs and runs[holder.partner].count >= rule.value.count
        ]


class AssociationMeeting(models.Model):
    """After a meeting of a body: whose office may lapse is told to the secretariat."""

    _inherit = "association.meeting"

    def _propose_lapses(self):
        """Give the secretariat an activity for each holder whose office may lapse by absences; nothing is ended."""
        self.ensure_one()
        if self.body_kind == matters.ASSEMBLY:
            return
        wording = self.env["association.wording"]
        officer = self.company_id.sudo()._association_secretary()  # sudo: who keeps the secretariat is no secret
        for holder, run, rule in self.body_id._lapse_proposals(self.sitting_ids._legal_days()[-1]):
            self.activity_schedule(
                "mail.mail_activity_data_todo",
                user_id=officer.id or self.env.uid,
                summary=_("Absences of %s", holder.name),
                note=wording._lapse_proposal(holder, run, rule),
            )


class AssociationSitting(models.Model):
    """After the close."""

    _inherit = "association.sitting"

    def _legal_days(self):
        return [one._legal_day() for one in self.sorted("starts_at")]

    def _settle_meeting(self):
        result = super()._settle_meeting()
        if self.meeting_id.state == "held":
            self.meeting_id._propose_lapses()
        return result
