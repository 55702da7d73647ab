import secrets

from odoo import fields, models
from odoo.exceptions import UserError
from odoo.tools import SQL

from .association_notice import BY_MAIL, CHANNELS, SEES_ADDRESSES
from .bulk import insert_rows
from .legal_time import legal_today

# Means of the statute → channels of notices. What is no personal notice (website, notice board) is none of ours.
MEANS = {"pec": "pec", "email": "email", "registered_letter": "registered_letter", "by_hand": "hand"}
WRITTEN = ("registered_letter", "hand")
# Without letters that one reads for another: a code is also typed.
ALPHABET = "ABCDEFGHJKMNPQRSTUVWXYZ23456789"
CODE_LENGTH = 12


class ResPartner(models.Model):
    _inherit = "res.partner"

    association_notice_channel = fields.Selection(
        [item for item in CHANNELS if item[0] != "portal"],
        string="Notices of meetings by",
        groups=SEES_ADDRESSES,
        help="Empty: PEC for bodies that have one, else e-mail, else registered letter. Honoured where the statute allows it.",
    )


class AssociationMeetingRoll(models.Model):
    _inherit = "association.meeting.roll"

    email = fields.Char(groups=SEES_ADDRESSES)
    pec = fields.Char(groups=SEES_ADDRESSES)
    checkin_code = fields.Char(
        string="Code for the check-in",
        readonly=True,
        copy=False,
        groups=SEES_ADDRESSES,
        help="On the notice, as text and as QR code: whoever shows it is found on the roll at once.",
    )
    notice_ids = fields.One2many("association.notice", "roll_id", string="Notices", readonly=True, groups=SEES_ADDRESSES)

    _one_code = models.UniqueIndex("(meeting_id, checkin_code) WHERE checkin_code IS NOT NULL")

    def _checkin_code(self):
        """Return the code of this line, drawn at random the first time."""
        self.ensure_one()
        line_sudo = self.sudo()  # the code is for the person called, by whatever page asks for it
        if not line_sudo.checkin_code:
            line_sudo.meeting_id._draw_codes(line_sudo)
        return line_sudo.checkin_code

    def _checkin_url(self):
        """Return the address behind the QR code of the notice."""
        self.ensure_one()
        return f"{self.get_base_url()}/my/meeting/checkin/{self._checkin_code()}"


class AssociationMeeting(models.Model):
    """Notices are made: one for each person and channel, thousands in one statement."""

    _inherit = "association.meeting"

    def _make_notices(self, kind="convocation", roll=None, channel=None):
        """Make the notices that are not made yet and have the job send them.

        Everybody on the roll is called: members with or without a vote, in arrears or suspended (disp. att. c.c. 8), directors,
        the control body, guests.

        :param kind: ``convocation``, ``update`` or ``cancellation``
        :param roll: only these lines of the roll; all without
        :param channel: by this channel, also to whom another one has been used; by the rules and the person's preference without
        :return: the notices made
        """
        self.ensure_one()
        self._draw_codes(self.roll_ids if roll is None else roll)
        version = 0 if kind == "convocation" else self.sequence_sent
        allowed = self._notice_channels()
        rows = []
        for line in self._not_noticed(kind, version, roll, channel):
            way, address = (channel, line[channel] if channel in BY_MAIL else None) if channel else self._way(line, allowed)
            rows.append(
                {
                    "meeting_id": self.id,
                    "company_id": self.company_id.id,
                    "roll_id": line["id"],
                    "kind": kind,
                    "version": version,
                    "called_for": self.date or None,
                    "channel": way,
                    "address": address,
                    "state": "queued" if way in BY_MAIL else "to_deliver",
                    "attempts": 0,
                }
            )
        made = self.env["association.notice"].browse(insert_rows(self.env["association.notice"], rows))
        if any(row["channel"] in BY_MAIL for row in rows):
            self.env.ref("lecce_smartcity.ir_cron_send_notices")._trigger()
        return made

    def _current_notice(self):
        """Return the kind of notice that tells the meeting as it stands: the convocation, or its latest update."""
        return "update" if self.sequence_sent else "convocation"

    def _not_noticed(self, kind, version, roll, channel):
        """Return what is needed of the lines of the roll for which this notice is still to be made."""
        self.env.flush_all()
        self.env.cr.execute(
            SQL(
                """SELECT roll.id, NULLIF(trim(roll.email), '') AS email, NULLIF(trim(roll.pec), '') AS pec,
                          partner.association_notice_channel AS preference,
                          COALESCE(form.code <> 'natural_person', partner.is_company, FALSE) AS legal_person
                     FROM association_meeting_roll AS roll
                     JOIN res_partner AS partner ON partner.id = roll.partner_id
                LEFT JOIN association_legal_form AS form ON form.id = partner.legal_form_id
                    WHERE roll.meeting_id = %(meeting)s AND (%(ids)s::int[] IS NULL OR roll.id = ANY(%(ids)s::int[]))
                      AND NOT EXISTS (SELECT FROM association_notice AS notice
                                       WHERE notice.roll_id = roll.id AND notice.kind = %(kind)s AND notice.version = %(version)s
                                         AND (notice.channel = %(channel)s OR (%(channel)s IS NULL AND notice.channel <> 'portal')))
                 ORDER BY roll.name, roll.id""",
                meeting=self.id,
                ids=list(roll.ids) if roll is not None else None,
                kind=kind,
                version=version,
                channel=channel,
            )
        )
        return self.env.cr.dictfetchall()

    def _notice_channels(self):
        """Return the channels that the rules allow on the day of the notice, the usual ones where they name none of ours."""
        try:
            ruling = self.env["association.statute"]._finding(self.company_id, "notice.channels", legal_today(self.env))
        except UserError:
            ruling = None
        named = {MEANS[means] for means in ruling.value.codes if means in MEANS} if ruling else set()
        return named or set(MEANS.values())

    @staticmethod
    def _way(line, allowed):
        """Return ``(channel, address)`` for a line of the roll.

        The person's preference comes first, then PEC for bodies and e-mail for people, then the other of the two, then paper.
        """
        mail = ("pec", "email") if line["legal_person"] else ("email", "pec")
        for way in (line["preference"], *mail):
            if way in allowed and (way in WRITTEN or line.get(way)):
                return way, line.get(way)
        return ("hand" if "hand" in allowed and "registered_letter" not in allowed else "registered_letter"), None

    def _draw_codes(self, roll):
        """Give each line without one a random code for the check-in; the unique index refuses the improbable."""
        self.env.flush_all()
        roll_sudo = roll.sudo()  # whoever convenes has the codes drawn; only the secretariat reads them
        ids = [key for (key,) in self.env.execute_query(
            SQL("SELECT id FROM association_meeting_roll WHERE id = ANY(%s) AND checkin_code IS NULL", list(roll_sudo.ids))
        )]  # fmt: skip
        codes = ["".join(secrets.choice(ALPHABET) for _place in range(CODE_LENGTH)) for _key in ids]
        self.env.cr.execute(
            SQL(
                """UPDATE association_meeting_roll AS roll SET checkin_code = drawn.code
                     FROM unnest(%s::int[], %s::varchar[]) AS drawn(id, code) WHERE roll.id = drawn.id""",
                ids,
                codes,
            )
        )
        roll_sudo.invalidate_recordset(["checkin_code"], flush=False)
