from odoo import fields, models
from odoo.exceptions import UserError

from ..bylaws import offices
from ..bylaws.citations import CIVIL_CODE, Citation
from ..bylaws.errors import BylawError
from ..bylaws.meeting import frozen, polling
from ..bylaws.meeting.matters import MATTERS
from ..bylaws.meeting.proxies import OWN, Presence
from ..bylaws.meeting.sitting import Reading
from ..bylaws.meeting.votes import Totals, quorum
from ..bylaws.rules.kinds import PRESENT, Flag, Several, Share
from ..bylaws.rules.resolution import Ruling
from .bulk import insert_rows
from .legal_time import legal_day

# The catalogue's words for matters on which a statute asks for secrecy → matters of items.
SECRET_MATTERS = {
    "elections": {"election"}, "statute": {"statute_change"}, "persons": {code for code, matter in MATTERS.items() if matter.persons},
}  # fmt: skip
# Where statute and law say nothing of a body that is no assembly: what holds for a board of directors, by analogy.
COLLEGIAL = Citation(
    CIVIL_CODE, "2388(2)", "Le deliberazioni del consiglio di amministrazione sono prese a maggioranza assoluta dei presenti"
)


class AssociationAgendaItem(models.Model):
    """What the rules say of the matter put to the vote."""

    _inherit = "association.agenda.item"

    def _voting_day(self):
        """Return the legal day by whose rules the item is voted on."""
        sitting = self._voting_sitting()
        return legal_day(sitting.starts_at or self.env.cr.now())

    def _finding(self, code, on=None):
        """Return the ruling on ``code``, None where law and statute are silent."""
        statute = self.env["association.statute"]
        try:
            return statute._rulebook(self.company_id).find(code, on or self._voting_day())
        except BylawError:
            return None

    def _is_secret_matter(self):
        """Tell whether the statute has this matter voted on secretly."""
        ruling = self._finding("vote.secret")
        codes = ruling.value.codes if ruling and isinstance(ruling.value, Several) else ()
        return any(self.matter in SECRET_MATTERS.get(code, {code}) for code in codes)


class AssociationBallot(models.Model):
    """What is frozen when a vote opens: rules, totals, attendance, electorate."""

    _inherit = "association.ballot"

    # --- may it open ---

    def _check_may_open(self):
        """Refuse to open, with everything that stands against it."""
        self.ensure_one()
        wrong = [*self._wrong_sitting(), *self._wrong_method()]
        if wrong:
            raise UserError("\n".join(wrong))

    def _wrong_sitting(self):
        if self.meeting_id.mode == "written":
            yield from self._wrong_consultation()
            return
        if self.sitting_id.state != "open":
            yield self._refusal("vote_no_sitting", meeting=self.meeting_id.name)
            return
        refused = self.sitting_id._can_vote(self.item_id)
        if refused:
            yield refused

    def _wrong_consultation(self):
        ruling = self.item_id._finding("consultation.written")
        if self.meeting_id.state != "convened":
            yield self._refusal("vote_not_convened", meeting=self.meeting_id.name)
        if not ruling or not ruling.value.on:
            yield self._refusal("vote_no_consultation")
        if self.method != "named":
            yield self._refusal("vote_consultation_by_name")
        if not self.closes_at or self.closes_at <= self._now():
            yield self._refusal("vote_consultation_without_end")

    def _wrong_method(self):
        if self.method == "hands" and self.item_id.meeting_id.body_id.is_joint:
            yield self._refusal("vote_sides_by_hand")
        if self.method == "election" and not self.item_id.election_id:
            yield self._refusal("vote_election_missing", item=self.item_id.name)

    # --- the rules ---

    def _on(self):
        """Return the legal day of the vote."""
        return self.item_id._voting_day()

    def _rulings(self, on):
        """Return ``{name: Ruling}``: quorum, majority, abstentions, the chair's vote, who is barred, electronic votes."""
        if self.meeting_id.body_id.kind == offices.ASSEMBLY:
            found = self._assembly_rulings(on)
        else:
            found = self._body_rulings(on)
        if self.meeting_id.mode != "written":
            found["quorum"] = self.sitting_id._quorum_ruling(self.item_id)
        elif "quorum" not in found:
            found["quorum"] = self._written_quorum(on)
        found["electronic"] = self.item_id._finding("vote.electronic", on)
        return {name: ruling for name, ruling in found.items() if ruling}

    def _assembly_rulings(self, on):
        matter = self.item_id._matter()
        ruling = self.env["association.statute"]._ruling
        company = self.company_id
        return {
            "majority": ruling(company, matter.majority, on),
            "abstention": ruling(company, matter.abstention, on),
            "casting_vote": self.item_id._finding("casting_vote.assembly", on),
            "barred": self.item_id._finding("vote.directors_excluded", on),
        }

    def _written_quorum(self, on):
        """Return the quorum of a written consultation of the assembly: that of a first call, of those who answer."""
        return self.env["association.statute"]._ruling(self.company_id, self.item_id._matter().quorums["first"], on)

    def _body_rulings(self, on):
        rules = self.meeting_id.body_id._rules(on)
        majority = rules.get("majority")
        default = Ruling(
            "majority.board", Share(1, 2, True, PRESENT), COLLEGIAL, "law", "default", self._regime(on), "", "", COLLEGIAL.text, on,
            confirmed=False,
        )  # fmt: skip
        found = {"majority": self._ruled("majority.board", majority, on) if majority else default}
        if rules.get("quorum"):
            found["quorum"] = self._ruled("quorum.board", rules["quorum"], on)
        if rules.get("casting_vote"):
            found["casting_vote"] = self._ruled("casting_vote.board", rules["casting_vote"], on)
        return found

    def _regime(self, on):
        return self.env["association.statute"]._rulebook(self.company_id).regime(on)

    def _ruled(self, code, ruled, on):
        """Return the ``Ruling`` of a rule of a body, which the statute, the law or the association itself gives."""
        found = self.item_id._finding(code, on)
        if found and found.value == ruled.value:
            return found
        cited = ruled.citation
        return Ruling(code, ruled.value, cited, ruled.origin, "statute", self._regime(on), cited.version, "", cited.text, on)

    # --- the totals ---

    def _roll(self):
        """Return the lines of the roll, read once."""
        fields_read = ["votes", "entitled", "may_vote", "is_member", "side", "name"]
        return self.env["association.meeting.roll"].search_fetch([("meeting_id", "=", self.meeting_id.id)], fields_read)

    def _vote_totals(self, roll, on):
        """Return the ``Totals`` of a majority, in votes: a member without a vote still counts as one of the members."""
        entitled = roll.filtered("entitled")
        in_votes = sum(entitled.mapped("votes"))
        if self.meeting_id.body_id.kind == offices.ASSEMBLY:
            members = sum(max(1, line.votes) for line in roll if line.is_member)
            return Totals(members=members, entitled=in_votes)
        seats = len(self.meeting_id.body_id._seats_on(on))
        return Totals(members=in_votes, entitled=in_votes, body=in_votes, seats=max(seats, in_votes))

    # --- the electorate ---

    def _presence(self, roll):
        """Return ``{roll id: Presence}``: who takes part in this vote, and through whom."""
        if self.meeting_id.mode == "written":
            return {line.id: Presence(OWN, line.id) for line in roll if line.entitled and line.may_vote}
        return self.sitting_id._present(item=self.item_id)

    def _remote(self):
        """Return the roll ids of those who take part from a distance now."""
        if self.meeting_id.mode == "written":
            return frozenset()
        last = {}
        for move in sorted(self.sitting_id._as_movements(), key=lambda move: move.at):
            last[move.who] = move.kind
        return frozenset(who for who, kind in last.items() if kind == "remote")

    def _freeze(self):
        """Write the electorate in one statement and return what else is frozen, as JSON."""
        self.ensure_one()
        on = self._on()
        roll = self._roll()
        presence = self._presence(roll)
        rulings = self._rulings(on)
        recusals = self.item_id._recused()
        rows = self._voter_rows(roll, presence, recusals)
        dangers = self._dangers(rows)
        insert_rows(self.env["association.ballot.voter"], rows)
        self.invalidate_recordset(["voter_ids"])
        totals = self._vote_totals(roll, on)
        reading = self._frozen_reading()
        return {
            "version": 1,
            "on": on.isoformat(),
            "matter": self.item_id.matter,
            "call": self.sitting_id.call or False,
            "mode": self.meeting_id.mode,
            "rulings": {name: frozen.encode_ruling(ruling) for name, ruling in rulings.items()},
            "totals": frozen.encode_totals(totals),
            "sides": self._frozen_sides(roll),
            "reading": reading and frozen.encode_reading(reading),
            "heads": frozen.encode_totals(self._heads(roll, on)),
            "chair": self.sitting_id.chair_id.id or False,
            "conflicts": [who for who, kind in recusals.items() if kind == "declared"],
            "dangers": [{"code": danger.code, "params": dict(danger.params)} for danger in dangers],
            "options": list(polling.SECRET if self.is_secret else polling.NAMED),
        }

    def _heads(self, roll, on):
        """Return the ``Totals`` of a quorum, in heads."""
        if self.meeting_id.mode != "written":
            return self.sitting_id._totals()
        heads = len(roll.filtered("entitled"))
        return Totals(len(roll.filtered("is_member")), heads, heads, len(self.meeting_id.body_id._seats_on(on)) or heads)

    def _frozen_reading(self):
        """Return the attendance at the opening; None in a written consultation, where those who answer make it."""
        if self.meeting_id.mode == "written":
            return None
        return self.sitting_id._reading(item=self.item_id)

    def _frozen_sides(self, roll):
        """Return ``{side: totals}`` of a joint body each of whose sides must agree."""
        if not self.meeting_id.body_id.is_joint:
            return {}
        sides = {}
        for side, lines in roll.filtered("entitled").grouped("side").items():
            votes = sum(lines.mapped("votes"))
            if side:
                sides[side] = frozen.encode_totals(Totals(votes, votes, votes, votes))
        return sides

    def _voter_rows(self, roll, presence, recusals):
        """Return the rows of the electorate: everybody entitled who is present, by themselves or by proxy."""
        remote = self._remote()
        rows = []
        for line in roll:
            present = presence.get(line.id)
            if not present or not line.entitled:
                continue
            standing = self._standing({line.id, present.holder}, recusals)
            is_remote = present.holder in remote
            rows.append(
                {
                    "ballot_id": self.id,
                    "company_id": self.company_id.id,
                    "roll_id": line.id,
                    "holder_id": present.holder,
                    "votes": line.votes,
                    "side": line.side or None,
                    "standing": standing,
                    "is_remote": is_remote,
                    "is_marked": False,
                    "channel": self._first_channel(is_remote),
                }
            )
        return rows

    def _standing(self, who, recusals):
        """Return whether a vote may be cast: neither voter nor holder is barred or in conflict (c.c. 2373: for oneself or others)."""
        kinds = {recusals.get(one) for one in who}
        return next((kind for kind in ("barred", "recused") if kind in kinds), "may_vote")

    def _first_channel(self, is_remote):
        """Return how a vote will be taken, where that is certain at the opening; None: the voter chooses."""
        if self.method == "hands":
            return "device" if is_remote else "hall"
        return None

    # --- secrecy ---

    def _dangers(self, rows):
        """Return what may betray a secret vote; the association's setting may refuse to open it.

        :raises UserError: the association wants such votes taken otherwise
        """
        if not self.is_secret:
            return ()
        electors = [polling.Elector(row["votes"], row["side"] or "") for row in rows if row["standing"] == "may_vote"]
        found = polling.dangers(electors)
        if found and self.company_id.sudo().secret_vote_danger == "refuse":  # sudo: a setting of the association
            raise UserError("\n".join([self._refusal("vote_secret_refused"), self.env["association.wording"]._violations(found)]))
        return found

    # --- what was frozen, as the pure rules read it ---

    def _ruling_of(self, name):
        """Return the frozen ruling ``name``; None where nobody says anything."""
        data = (self.frozen or {}).get("rulings", {}).get(name)
        return data and frozen.decode_ruling(data)

    def _frozen_totals(self):
        """Return the frozen ``Totals`` of the majority, in votes."""
        return frozen.decode_totals(self.frozen["totals"])

    def _quorum_reading(self):
        """Return the ``Reading`` that the quorum is judged by: of the opening, or of those who answered in writing."""
        if self.frozen.get("reading"):
            return frozen.decode_reading(self.frozen["reading"])
        marked = self.voter_ids.filtered("is_marked")
        ruling, heads = self._ruling_of("quorum"), frozen.decode_totals(self.frozen["heads"])
        verdict = quorum(ruling.value, len(marked), heads)
        at = self.closed_at or self._now()
        return Reading(at, len(marked), len(marked), 0, sum(marked.mapped("votes")), verdict)

    def _flag(self, name):
        """Tell whether a frozen rule says yes."""
        ruling = self._ruling_of(name)
        return bool(ruling and isinstance(ruling.value, Flag) and ruling.value.on)


class ResCompany(models.Model):
    """How strict the association is about secrecy."""

    _inherit = "res.company"

    secret_vote_danger = fields.Selection(
        [("warn", "Say so, and let the chair decide"), ("refuse", "Do not open it")],
        string="A secret vote that the result may betray", default="warn", required=True,
        help="Fewer than five voters, or fewer than three with a number of votes or on a side.",
    )  # fmt: skip
