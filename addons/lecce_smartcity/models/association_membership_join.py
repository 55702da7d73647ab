from odoo import api, models
from odoo.tools import format_date

from ..bylaws import spells, states
from .legal_time import legal_today

LIVING = (states.APPLICANT, *states.MEMBER_STATUSES)
MOVED, LINKED, ANNULLED = "moved", "linked", "annulled"


class AssociationMembershipJoin(models.AbstractModel):
    """What merging two contacts means for their memberships: facts are neither moved nor edited.

    Per association: one membership alone goes with the person; two that never overlap are linked; of two that overlap,
    the duplicate's registration is annulled by corrections that say so, and linked.
    """

    _name = "association.membership.join"
    _description = "Joining the Memberships of Merged Contacts"

    @api.model
    def _pairs(self, survivor, source):
        """Yield ``(member of the survivor, member of the duplicate)`` per association that knows the duplicate."""
        members = self.env["association.member"].sudo().with_context(active_test=False)
        found = members.search([("partner_id", "in", (survivor | source).ids)])
        for company, group in found.grouped("company_id").items():
            duplicate = group.filtered(lambda member: member.partner_id == source)
            if duplicate:
                yield group.filtered(lambda member: member.partner_id == survivor), duplicate.with_company(company)

    def _events(self, member):
        return [fact.event for fact in member._as_history().get(member.id, ())]

    @api.model
    def _obstacles(self, survivor, source):
        """Return why these memberships cannot be joined this way round, one sentence each."""
        found = []
        for kept, duplicate in self._pairs(survivor, source):
            if not kept:
                continue
            where = duplicate.company_id.name
            if duplicate.status == states.APPLICANT:
                found.append(
                    self.env._(
                        "%(association)s: decide on the duplicate's application first, or have it withdrawn.",
                        association=where,
                    )
                )
                continue
            mine, other = spells.spells(self._events(kept)), spells.spells(self._events(duplicate))
            today = legal_today(self.env)
            if spells.covers(other, today) and not spells.covers(mine, today):
                found.append(
                    self.env._(
                        "%(association)s: the person is a member through “%(duplicate)s” alone: keep that contact, "
                        "and merge "
                        "the other into it.",
                        association=where,
                        duplicate=duplicate.display_name,
                    )
                )
        return found

    @api.model
    def _forecast(self, survivor, source):
        """Return ``[(level, sentence)]`` on what happens to the memberships; ``level`` is ``info`` or ``warning``."""
        said = []
        for kept, duplicate in self._pairs(survivor, source):
            if not kept:
                said.append(("info", self.env._("%s goes with the person.", duplicate.display_name)))
                continue
            mine = spells.spells(self._events(kept))
            events = self._events(duplicate)
            doubled = spells.redundant(events, mine)
            if not doubled:
                text = self.env._(
                    "%(one)s and %(two)s never overlap: both stay, linked.",
                    one=kept.display_name,
                    two=duplicate.display_name,
                )
                said.append(("info", text))
                continue
            text = self.env._(
                "%(two)s repeats %(one)s: its admission and what followed are annulled by corrections (%(count)s), and "
                "the members' book says so. Its register number is not used again.",
                one=kept.display_name, two=duplicate.display_name, count=len(doubled),
            )  # fmt: skip
            said.append(("warning", text))
            gone = [spell for spell in spells.spells(events) if set(spell.keys) & set(doubled)]
            said += [
                (
                    "warning",
                    self.env._(
                        "From %(start)s to %(end)s only the duplicate says that the person was a member: these "
                        "days are lost "
                        "(seniority, right to vote). Keep the other contact, or correct the history.",
                        start=format_date(self.env, start),
                        end=format_date(self.env, end) if end else self.env._("today"),
                    ),
                )
                for start, end in spells.lost_days(gone, mine)
            ]
        return said

    # --- joining ---

    @api.model
    def _join(self, survivor, source):
        """Join the memberships and return what was done, as the merge's snapshot keeps it."""
        return [self._join_one(kept, duplicate, survivor) for kept, duplicate in self._pairs(survivor, source)]

    def _join_one(self, kept, duplicate, survivor):
        if not kept:
            done = {"how": MOVED, "member": duplicate.id, "from": duplicate.partner_id.id}
            duplicate.write({"partner_id": survivor.id})
            self._tell(
                duplicate,
                self.env._("The contact of this membership was a duplicate and was merged into the present one."),
            )
            return done
        doubled = spells.redundant(self._events(duplicate), spells.spells(self._events(kept)))
        done = {
            "how": ANNULLED if doubled else LINKED,
            "member": duplicate.id,
            "kept": kept.id,
            "active": duplicate.active,
            "link": duplicate.same_person_id.id,
            "corrections": [],
        }
        if doubled:
            motive = self.env._("duplicate registration of no. %s", kept.number or kept.id)
            events = self.env["association.member.event"].browse(doubled)
            done["corrections"] = events._annul(motive).ids
        gone = bool(doubled) and not duplicate.period_ids.filtered(
            lambda period: period.status in states.MEMBER_STATUSES
        )
        duplicate.write({"same_person_id": kept.id, "active": duplicate.active and not gone})
        done["events"] = len(duplicate.event_ids)
        self._tell(duplicate, self.env._("The same person as %s: the contacts were merged.", kept.display_name))
        return done

    def _tell(self, member, text):
        member.message_post(body=text, subtype_xmlid="mail.mt_note")

    # --- parting ---

    def _members(self, done):
        return self.env["association.member"].sudo().with_context(active_test=False).browse(done["member"])

    @api.model
    def _conflicts(self, done_list, survivor, source):
        """Return what happened to the memberships since the merge that stands against undoing it."""
        found = []
        for done in done_list:
            member = self._members(done)
            if done["how"] == MOVED:
                if member.partner_id != survivor:
                    found.append(self.env._("%s was given to another contact since.", member.display_name))
                if source.with_context(active_test=False).member_ids.filtered(
                    lambda other, member=member: other.company_id == member.company_id
                ):
                    found.append(self.env._("The duplicate has a new membership in %s.", member.company_id.name))
            elif len(member.event_ids) != done["events"] or member.same_person_id.id != done["kept"]:
                found.append(self.env._("The history of %s went on since.", member.display_name))
        return found

    @api.model
    def _part(self, done_list, survivor, source):
        """Undo ``_join``: the history is corrected back, never edited."""
        for done in reversed(done_list):
            member = self._members(done)
            if done["how"] == MOVED:
                member.write({"partner_id": done["from"]})
                continue
            corrections = self.env["association.member.event"].browse(done["corrections"])
            if corrections:
                motive = self.env._(
                    "not a duplicate of no. %s after all: the merge was undone",
                    survivor.member_ids.browse(done["kept"]).number,
                )
                corrections._annul(motive)
            member.write({"same_person_id": done["link"], "active": done["active"]})
            self._tell(member, self.env._("The merge of the contacts was undone: this registration stands again."))

    @api.model
    def _told(self, done_list):
        """Return one sentence for each thing that a merge did to memberships."""
        said = []
        for done in done_list:
            name = self._members(done).display_name
            if done["how"] == MOVED:
                said.append(self.env._("%s went with the person.", name))
            elif done["how"] == LINKED:
                said.append(self.env._("%s was linked.", name))
            else:
                said.append(
                    self.env._(
                        "%(member)s was annulled (corrections: %(count)s) and linked.",
                        member=name,
                        count=len(done["corrections"]),
                    )
                )
        return said
