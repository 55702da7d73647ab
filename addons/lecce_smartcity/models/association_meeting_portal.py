from odoo import api, models
from odoo.exceptions import UserError
from odoo.fields import Domain

from ..bylaws import offices
from .association_member_portal import ROLES

SEEN = ("convened", "held", "deserted", "cancelled")
OPEN = ("open", "suspended")


class AssociationMeeting(models.Model):
    """What members and officers see and do of a meeting in the portal. Whose lines of the roll are theirs is decided here."""

    _inherit = "association.meeting"

    @api.model
    def _portal_lines(self, meeting_id=None):
        """Return the lines of the rolls that are the user's, elevated: their own, and those of the bodies they represent today.

        A line without a member is of who is called by an office: that person alone. Drafts are nobody's.

        :param meeting_id: only of this meeting
        """
        partner = self.env.user.partner_id
        members = self.env["association.member"]._portal_members()
        mine = members.filtered(lambda member: member._portal_capacity() in ("self", *ROLES))
        domain = Domain("meeting_id.state", "in", SEEN) & (
            Domain("member_id", "in", mine.ids) | (Domain("member_id", "=", False) & Domain("partner_id", "=", partner.id))
        )
        if meeting_id:
            domain &= Domain("meeting_id", "=", meeting_id)
        # sudo: portal users read no roll; the domain says which lines are theirs
        return self.env["association.meeting.roll"].sudo().search(domain)

    def _portal_items(self, lines):
        """Return the agenda as these people may read it: what is behind closed doors only for who sits on the body or has a vote."""
        self.ensure_one()
        inside = any(line.entitled or line.is_director or line.is_control for line in lines)
        return self.item_ids.filtered(lambda item: inside or not item.is_closed_door)._in_order()

    def _portal_sitting(self):
        """Return the sitting that is going on, else the next that is planned, else the last."""
        self.ensure_one()
        sittings = self.sitting_ids.sorted("starts_at")
        return (
            sittings.filtered(lambda one: one.state in OPEN)[:1]
            or sittings.filtered(lambda one: one.state == "planned")[:1]
            or sittings[-1:]
        )

    def _portal_ballots(self, lines):
        """Return ``[(ballot, voter lines)]`` of the votes open now in which these people cast something."""
        self.ensure_one()
        ballots = self.env["association.ballot"].sudo().search([("meeting_id", "=", self.id), ("state", "=", "open")])
        found = []
        for ballot in ballots:
            voters = ballot.voter_ids.browse().union(*[ballot._lines_of(line) for line in lines])
            if voters:
                found.append((ballot, voters))
        return found

    def _portal_results(self):
        """Return the votes whose result was proclaimed, in the order of the agenda."""
        self.ensure_one()
        ballots = self.env["association.ballot"].sudo().search([("meeting_id", "=", self.id), ("state", "=", "proclaimed")])
        return ballots.sorted(lambda ballot: ([int(part) for part in (ballot.item_id.number or "0").split(".")], ballot.round))

    def _portal_pulse(self, lines):
        """Return what tells a page that it is out of date: a short text that changes when something it shows has changed."""
        self.ensure_one()
        sitting = self._portal_sitting()
        present = sitting._present() if sitting.state in OPEN else {}
        there = "".join(str(int(line.id in present)) for line in lines)
        ballots = self.env["association.ballot"].sudo().search_read([("meeting_id", "=", self.id)], ["state"], order="id", load=None)
        items = self.item_ids.sorted("id")
        state = [self.state, sitting.state or "", there, *[f"{one['id']}{one['state']}" for one in ballots], *items.mapped("state")]
        return "-".join(state)

    def _portal_answer(self, line, answer):
        """Record what ``line`` answers to the convocation.

        :raises UserError: there is nothing to answer any more
        """
        self.ensure_one()
        if self.state != "convened":
            raise UserError(self.env["association.wording"]._meeting_refusal("portal_no_answer", meeting=self.name))
        answers = self.env["association.meeting.answer"]
        if answer not in dict(answers._fields["answer"].selection):
            raise UserError(self.env["association.wording"]._meeting_refusal("portal_unknown_answer"))
        if line.answer != answer:
            answers.sudo().create({"roll_id": line.id, "answer": answer})  # sudo: the caller found the line to be the user's

    def _portal_holders(self, line, words, limit=12):
        """Return lines of the roll to which ``line`` may give a proxy, found by name or number; nothing without words to look for.

        Members learn no more than names: two letters at least, a few lines at most.
        """
        self.ensure_one()
        words = (words or "").strip()
        if len(words) < 2:
            return line.browse()
        domain = Domain("meeting_id", "=", self.id) & Domain("entitled", "=", True) & Domain("id", "!=", line.id)
        if words.isdigit():
            domain &= Domain("register_number", "=", int(words))
        else:
            for word in words.split():
                domain &= Domain("name", "ilike", word) | Domain("acting_name", "ilike", word)
        return line.sudo().search(domain, limit=limit)

    def _portal_resolutions(self):
        """Return the resolutions that the user may read, elevated: of the assembly for members, of a body for who sits on it."""
        members = self.env["association.member"]._portal_members().sudo()
        companies = members.filtered(lambda member: member.status in ("active", "suspended")).company_id
        bodies = self._portal_lines().filtered(lambda line: line.is_director or line.is_control).meeting_id.body_id
        domain = Domain("item_id.is_closed_door", "=", False) & Domain("matter", "!=", "exclusion") & (
            (Domain("company_id", "in", companies.ids) & Domain("body_id.kind", "=", offices.ASSEMBLY))
            | Domain("body_id", "in", bodies.ids)
        )
        return self.env["association.resolution"].sudo().search(domain)


class AssociationMeetingRoll(models.Model):
    """A line of the roll as its owner sees it."""

    _inherit = "association.meeting.roll"

    def _portal_given(self):
        """Return the proxy that this line has given and not taken back."""
        self.ensure_one()
        return self.env["association.proxy"].search([("principal_id", "=", self.id), ("revoked_at", "=", False)], limit=1)

    def _portal_held(self):
        """Return the proxies that others have given to this line."""
        self.ensure_one()
        return self.env["association.proxy"].search([("holder_id", "=", self.id), ("revoked_at", "=", False)])
