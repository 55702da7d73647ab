from odoo import api, fields, models
from odoo.exceptions import UserError

from ..bylaws import body_rules, offices
from ..bylaws.errors import BylawError
from ..bylaws.meeting import matters
from ..bylaws.rules.kinds import Several

# What a statute calls the matters of its secret votes and of those on which directors have no vote → ours.
SAID_OF = {
    "elections": (matters.ELECTION,),
    "accounts": (matters.ACCOUNTS,),
    "liability": (matters.LIABILITY,),
    "exclusion": (matters.EXCLUSION,),
    "statute": (matters.STATUTE_CHANGE, matters.TRANSFORMATION),
    "dissolution": (matters.DISSOLUTION,),
    "persons": tuple(code for code, matter in matters.MATTERS.items() if matter.persons),
}


class AssociationAgendaItem(models.Model):
    """By which rules an item is decided, told before anybody votes; late items; the tree."""

    _inherit = "association.agenda.item"

    rules_html = fields.Html(string="How it is decided", compute="_compute_rules_html")
    is_secret = fields.Boolean(string="Secret by the statute", compute="_compute_rules_html")
    meeting_state = fields.Selection(related="meeting_id.state", string="State of the meeting")
    body_id = fields.Many2one(related="meeting_id.body_id")
    date = fields.Datetime(related="meeting_id.date", store=True)

    @api.depends("matter", "meeting_id.body_id", "meeting_id.date", "meeting_id.record_date", "is_late")
    @api.depends_context("lang")
    def _compute_rules_html(self):
        wording = self.env["association.wording"]
        for item in self:
            item.is_secret = bool(item.matter and item.meeting_id.body_id and item._secret_ruling())
            item.rules_html = wording._item_rules(item) if item.matter and item.meeting_id.body_id else False

    def _on_matter(self, code):
        """Return the ruling ``code`` (matters by their names in the statute) if it is about this item; else None."""
        self.ensure_one()
        ruling = self.meeting_id._rule(code)
        if not ruling or not isinstance(ruling.value, Several):
            return None
        return ruling if any(self.matter in SAID_OF.get(name, ()) for name in ruling.value.codes) else None

    def _secret_ruling(self):
        """Return the statute's ruling by which this is voted on in secret; None where it may be open."""
        return self._on_matter("vote.secret")

    def _directors_ruling(self):
        """Return the ruling by which directors have no vote on this item; None where they have."""
        return self._on_matter("vote.directors_excluded") if self.meeting_id.body_id.kind == offices.ASSEMBLY else None

    def _deciding_rules(self):
        """Yield ``(what, Ruling or body_rules.Ruled)``: the quorum of each call and the majority."""
        self.ensure_one()
        meeting, kind = self.meeting_id, self._matter()
        if not kind.votes:
            return
        if meeting.body_id.kind == offices.ASSEMBLY:
            for call in (matters.FIRST, matters.SECOND):
                found = next(filter(None, map(meeting._rule, matters.quorum_code(self.matter, call))), None)
                if found:
                    yield f"quorum_{call}", found
            majority = meeting._rule(kind.majority)
            if majority:
                yield "majority", majority
            return
        try:
            rules = meeting.body_id._rules(meeting._record_day())
        except (UserError, BylawError):
            return  # no legal regime on that day: nothing to tell
        for name in ("quorum", "majority"):
            if name in rules:
                yield name, rules[name]

    def _rule_code(self, what):
        """Return the code of the catalogue behind what ``_deciding_rules`` yields, which words its value."""
        if what.startswith("quorum_"):
            return matters.quorum_code(self.matter, what.removeprefix("quorum_"))[0]
        if self.meeting_id.body_id.kind == offices.ASSEMBLY:
            return self._matter().majority
        return body_rules.CODES.get(self.meeting_id.body_id.kind, {}).get(what, "quorum.board")

    # --- late items ---

    def _late_refusal(self, at=None):
        """Return why nothing may be decided on this item, which the notice did not tell; None if it may.

        A late item is for information, unless everybody is there: members, directors and control body.
        """
        self.ensure_one()
        if not self.is_late or not self._matter().votes or self.meeting_id._is_plenary(at):
            return None
        ruling = self.meeting_id._rule("agenda.binding")
        wording = self.env["association.wording"]
        article = wording._citation(ruling.citation) if ruling else ""
        return wording._meeting_refusal("late_item", item=self.name, article=article)

    # --- the tree ---

    def action_indent(self):
        """Put this point below the one before it."""
        self.ensure_one()
        peers = self.meeting_id.item_ids._in_order().filtered(lambda peer: peer.parent_id == self.parent_id)
        place = peers.ids.index(self.id)
        if place:
            self.parent_id = peers[place - 1]
            self.meeting_id._tidy_agenda()

    def action_outdent(self):
        """Put this point on the level of the one above it, after it."""
        self.ensure_one()
        if self.parent_id:
            above = self.parent_id
            self.write({"parent_id": above.parent_id.id, "sequence": above.sequence + 1})
            self.meeting_id._tidy_agenda()

    @api.constrains("parent_id", "meeting_id")
    def _check_tree(self):
        wording = self.env["association.wording"]
        if self._has_cycle():
            raise UserError(wording._meeting_refusal("item_below_itself"))
        for item in self:
            if item.parent_id and item.parent_id.meeting_id != item.meeting_id:
                raise UserError(wording._meeting_refusal("item_of_other_meeting", item=item.name))

    # --- documents ---

    @api.model_create_multi
    def create(self, vals_list):
        """Items, with their documents readable by whoever reads the item; none joins a meeting that is over."""
        items = super().create(vals_list)
        for item in items:
            if item.meeting_id.state not in ("draft", "convened"):
                raise UserError(self.env["association.wording"]._meeting_refusal("meeting_over", meeting=item.meeting_id.name))
        items._own_documents()
        return items

    def write(self, vals):
        """As usual; documents become readable by whoever reads the item."""
        done = super().write(vals)
        if "attachment_ids" in vals:
            self._own_documents()
        return done

    def _own_documents(self):
        """A file uploaded in a form belongs to nobody yet: from now on its item says who reads it."""
        for item in self:
            loose = item.attachment_ids.filtered(lambda file: not file.res_id and file.create_uid == self.env.user)
            if loose:
                loose.write({"res_model": item._name, "res_id": item.id})


class AssociationMeeting(models.Model):
    _inherit = "association.meeting"

    def _tidy_agenda(self):
        """Number the places anew so that each point is followed by those below it."""
        for meeting in self.filtered(lambda one: one.state == "draft"):
            below = {}
            for item in meeting.item_ids.sorted(lambda item: (item.sequence, item.id)):
                below.setdefault(item.parent_id.id, []).append(item)
            for place, item in enumerate(self._walk(below, False), 1):
                if item.sequence != place * 10:
                    item.sequence = place * 10

    def _walk(self, below, parent):
        for item in below.get(parent, ()):
            yield item
            yield from self._walk(below, item.id)

    @api.model_create_multi
    def create(self, vals_list):
        """Meetings, with their agenda in order."""
        meetings = super().create(vals_list)
        meetings._tidy_agenda()
        return meetings

    def write(self, vals):
        """As usual; the agenda is put in order."""
        done = super().write(vals)
        if "item_ids" in vals:
            self._tidy_agenda()
        return done

    def copy(self, default=None):
        """Copies with their agenda as a tree; calls, roll and notices are each meeting's own."""
        made = super().copy(default)
        for meeting, twin in zip(self, made, strict=True):
            old, new = meeting.item_ids.sorted(lambda item: (item.sequence, item.id)), twin.item_ids.sorted("id")
            pairs = dict(zip(old.ids, new, strict=False))
            for item in old.filtered("parent_id"):
                pairs[item.id].parent_id = pairs[item.parent_id.id]
            twin._tidy_agenda()
        return made
