import psycopg2.errors

from odoo import api, fields, models
from odoo.exceptions import ConcurrencyError, UserError

from ..bylaws.citations import THIRD_SECTOR_CODE, Citation
from ..bylaws.meeting import proxies
from .association_attendance import STEP

CHANNELS = [("paper", "On paper"), ("email", "By e-mail"), ("pec", "By PEC"), ("portal", "In the portal")]
CALLS = [("both", "Both calls"), ("first", "First call only"), ("second", "Second call only")]
# What was given stays as it was given; another proxy takes the place of a mistaken one.
KEPT = {"meeting_id", "principal_id", "holder_id", "channel", "given_at", "calls", "item_ids", "revoked_at", "number"}


class AssociationProxy(models.Model):
    """A written proxy for one convocation, both its calls."""

    _name = "association.proxy"
    _description = "Proxy"
    _order = "meeting_id, number, id"
    _rec_name = "number"
    _check_company_auto = True

    meeting_id = fields.Many2one("association.meeting", required=True, ondelete="restrict", index=True)
    company_id = fields.Many2one(related="meeting_id.company_id", store=True, index=True)
    number = fields.Integer(readonly=True, copy=False, help="Within the meeting, as drawn when it was received.")
    principal_id = fields.Many2one(
        "association.meeting.roll", string="Given by", required=True, ondelete="restrict", index=True,
        domain="[('meeting_id', '=', meeting_id), ('entitled', '=', True)]",
    )  # fmt: skip
    holder_id = fields.Many2one(
        "association.meeting.roll", string="Held by", required=True, ondelete="restrict", index=True,
        domain="[('meeting_id', '=', meeting_id), ('entitled', '=', True)]",
    )  # fmt: skip
    holder_acting = fields.Char(related="holder_id.acting_name", string="Who acts for the holder")
    channel = fields.Selection(CHANNELS, required=True, default="paper")
    given_at = fields.Datetime(required=True, default=lambda self: self.env.cr.now().replace(microsecond=0))
    revoked_at = fields.Datetime(readonly=True, copy=False)
    calls = fields.Selection(CALLS, string="Valid for", required=True, default="both")
    item_ids = fields.Many2many(
        "association.agenda.item", string="Only for", help="Empty: for the whole meeting.", domain="[('meeting_id', '=', meeting_id)]"
    )
    instructions = fields.Text()
    attachment_id = fields.Many2one("ir.attachment", string="Written proxy", ondelete="restrict")
    paper_place = fields.Char(string="Where the paper is kept", help="Folder and sheet, when there is no scan.")
    is_documented = fields.Boolean(string="Document at hand", compute="_compute_is_documented")

    _one_standing = models.UniqueIndex("(meeting_id, principal_id, calls) WHERE revoked_at IS NULL")
    # Whoever gives a proxy at the same time draws the same number: one of them waits, and the rules are checked again.
    _number_once = models.Constraint("UNIQUE(meeting_id, number)", "This number has been given to another proxy.")

    @api.depends("channel", "attachment_id", "paper_place")
    def _compute_is_documented(self):
        for proxy in self:
            proxy.is_documented = proxy.channel == "portal" or bool(proxy.attachment_id or proxy.paper_place)

    @api.depends("number", "principal_id", "holder_id")
    def _compute_display_name(self):
        for proxy in self:
            proxy.display_name = f"{proxy.number}. {proxy.principal_id.name} → {proxy.holder_id.name}"

    # --- giving ---

    @api.model
    def _give(
        self, meeting, principal, holder, channel="paper", given_at=None, items=None, instructions=None, attachment=None,
        calls=None, paper_place=None,
    ):  # fmt: skip
        """Record a proxy that ``principal`` gave to ``holder``, both lines of the roll of ``meeting``.

        :param items: agenda items; None for the whole meeting
        :param attachment: the document, as an ``ir.attachment``
        :param calls: both, first or second; when omitted what the statute says (both where it is silent)
        :raises UserError: every rule against it, with article and remedy
        """
        return self.create(
            {
                "meeting_id": meeting.id,
                "principal_id": principal.id,
                "holder_id": holder.id,
                "channel": channel,
                "instructions": instructions,
                "attachment_id": attachment.id if attachment else False,
                "paper_place": paper_place,
                "item_ids": [fields.Command.set(items.ids)] if items else [],
                **({"given_at": given_at} if given_at else {}),
                **({"calls": calls} if calls else {}),
            }
        )

    @api.model_create_multi
    def create(self, vals_list):
        """Proxies; each is checked against law and statute with all that stand already.

        :raises UserError: every rule against them
        :raises ConcurrencyError: another proxy of the meeting was given at the same time; the call is tried again
        """
        by_hand = {"number", "revoked_at"}
        if self.env.context.get("proxy_step") is not STEP and any(by_hand & set(vals) for vals in vals_list):
            raise UserError(self.env["association.wording"]._meeting_refusal("proxy_by_hand"))
        last = {}
        for vals in vals_list:
            meeting = self.env["association.meeting"].browse(vals["meeting_id"])
            vals.setdefault("calls", meeting._calls_of_new_proxy())
            last[meeting] = vals["number"] = last.get(meeting, meeting._last_proxy()) + 1
        for meeting in last:
            meeting._check_takes_proxies()
        self._refuse_second(vals_list)
        try:
            with self.env.cr.savepoint():
                given = super().create(vals_list)
                given.flush_recordset()
        except psycopg2.errors.UniqueViolation as error:
            raise ConcurrencyError("Another proxy of this meeting was given at the same time.") from error
        for meeting, new in given.grouped("meeting_id").items():
            meeting._check_proxies(new)
            meeting._announce_proxies()
        return given

    def _refuse_second(self, vals_list):
        """Refuse a second proxy of somebody for the same call."""
        standing = self.search(
            [
                ("meeting_id", "in", [vals["meeting_id"] for vals in vals_list]),
                ("principal_id", "in", [vals["principal_id"] for vals in vals_list]),
                ("revoked_at", "=", False),
            ]
        )
        for vals in vals_list:
            for proxy in standing.filtered(lambda one, vals=vals: one.principal_id.id == vals["principal_id"]):
                if "both" in (proxy.calls, vals["calls"]) or proxy.calls == vals["calls"]:
                    params = {"principal": proxy.principal_id.name, "holder": proxy.holder_id.name}
                    raise UserError(self.env["association.wording"]._meeting_refusal("proxy_given_already", **params))

    # --- taking back ---

    def _revoke(self, at=None):
        """Take these proxies back from ``at`` on (now when omitted); those taken back already stay so.

        :raises UserError: before it was given, or in the future
        """
        now = self.env["association.sitting"]._instant()
        at = self.env["association.sitting"]._instant(at)
        for proxy in self.filtered(lambda one: not one.revoked_at):
            if at < proxy.given_at or at > now:
                raise UserError(self.env["association.wording"]._meeting_refusal("proxy_revoked_when", who=proxy.principal_id.name))
            proxy.with_context(proxy_step=STEP).write({"revoked_at": at})
        self.meeting_id._announce_proxies()

    def action_revoke(self):
        """Take these proxies back now."""
        self._revoke()

    def write(self, vals):
        """Refuse changes of what was given."""
        if self.env.context.get("proxy_step") is not STEP and KEPT & set(vals):
            raise UserError(self.env["association.wording"]._meeting_refusal("proxy_by_hand"))
        return super().write(vals)


class AssociationMeeting(models.Model):
    """What law and statute say of this meeting's proxies."""

    _inherit = "association.meeting"

    proxy_ids = fields.One2many("association.proxy", "meeting_id", string="Proxies", copy=False)

    def _last_proxy(self):
        self.env["association.proxy"].flush_model(["meeting_id", "number"])
        self.env.cr.execute("SELECT COALESCE(max(number), 0) FROM association_proxy WHERE meeting_id = %s", [self.id])
        return self.env.cr.fetchone()[0]

    def _proxy_finding(self, code):
        """Return the ``Ruling`` on a rule of proxies on the record day; None where silence is an answer."""
        return self.env["association.statute"]._finding(self.company_id, code, self._record_day())

    def _calls_of_new_proxy(self):
        """Return for which calls a proxy given now holds: both (c.c. 2372(2)), unless the statute says for one."""
        rule = self._proxy_finding("proxy.both_calls")
        if not rule or rule.value.on:
            return "both"
        first = self.sitting_ids.filtered(lambda one: one.call == "first")
        return "second" if first and first.state in ("closed", "deserted") else "first"

    def _check_takes_proxies(self):
        """Refuse proxies for a meeting that is over, has no roll yet, or where the statute allows none."""
        wording = self.env["association.wording"]
        if self.state in ("held", "deserted", "cancelled"):
            raise UserError(wording._meeting_refusal("proxy_too_late", meeting=self.name))
        if not self._has_roll():
            raise UserError(wording._meeting_refusal("proxy_without_roll", meeting=self.name))
        if self.body_kind != "assembly":
            rule = None
            allowed = False
        else:
            rule = self._proxy_finding("proxy.allowed")
            allowed = rule is None or rule.value.on
        if not allowed:
            article = wording._citation(rule.citation) if rule else ""
            code = "proxy_not_allowed" if rule else "proxy_not_in_body"
            raise UserError(wording._meeting_refusal(code, article=article, body=self.body_id.name))

    def _check_proxies(self, new):
        """Refuse ``new`` proxies that law or statute forbid beside those that stand.

        :raises UserError: every rule against them, with article and remedy
        """
        wording = self.env["association.wording"]
        rolls = self.env["association.meeting.roll"]
        entitled = set(rolls.search([("meeting_id", "=", self.id), ("entitled", "=", True)]).ids)
        rules = self._holder_rules(new.holder_id)
        violations = []
        for call in ("first", "second"):
            sitting = self.sitting_ids.filtered(lambda one, call=call: one.call == call)
            given = self._as_proxies(sitting[:1]) if sitting else self._as_proxies()
            found = proxies.check_proxies(given, entitled, rules)
            violations += [violation for violation in found if violation not in violations]
        pairs = {(proxy.principal_id.id, proxy.holder_id.id) for proxy in new}
        givers = set(new.principal_id.ids)
        own = [
            one for one in violations
            if (one.params["principal"], one.params["holder"]) in pairs
            or (one.code == "proxy_holder_has_given_one" and one.params["holder"] in givers)
        ]  # fmt: skip
        if own:
            raise UserError(wording._proxy_violations(self, own))

    def _holder_rules(self, holders=None):
        """Return the ``proxies.HolderRules`` of this meeting; who is excluded, among ``holders`` alone if they are given."""
        on = self._record_day()
        book = self.env["association.statute"]._rules_on(self.company_id, on)
        members = self.env["association.meeting.roll"].search_count([("meeting_id", "=", self.id), ("is_member", "=", True)])
        cap = proxies.holder_cap(book, members, on)
        excluded = book.find("proxy.excluded_holders", on)
        return proxies.HolderRules(
            cap.value.count if cap else None,
            cap.citation if cap else Citation(THIRD_SECTOR_CODE, "24(3)"),
            self._excluded_holders(excluded.value.codes, holders) if excluded else {},
            excluded.citation if excluded else None,
        )

    def _excluded_holders(self, codes, holders=None):
        """Return ``{roll id: code}`` of who may not hold proxies: by themselves, or in the person who acts for them.

        :param holders: only these lines of the roll
        """
        directors = self._people_of("is_director")
        control = self._people_of("is_control")
        found = {}
        for line in self.roll_ids if holders is None else holders:
            person = line.acting_partner_id or line.partner_id
            standing = {
                "non_members": not line.is_member,
                "directors": line.is_director or person in directors,
                "control_body": line.is_control or person in control,
                "employees": person.employee,
                "suspended": any(reason.get("code") == "suspended" for reason in line.reasons or []),
                "officers": bool(line.mandate_id),
            }
            code = next((code for code in codes if standing.get(code)), None)
            if code:
                found[line.id] = code
        return found

    def _people_of(self, flag):
        lines = self.env["association.meeting.roll"].search([("meeting_id", "=", self.id), (flag, "=", True)])
        return lines.mapped(lambda line: line.acting_partner_id or line.partner_id)

    def _announce_proxies(self):
        self.sitting_ids.filtered(lambda one: one.state in ("planned", "open", "suspended"))._announce("proxy")
