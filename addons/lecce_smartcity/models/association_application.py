from odoo import _, api, fields, models
from odoo.exceptions import UserError, ValidationError
from odoo.fields import Domain
from odoo.tools import format_date

from ..bylaws import admission, states, terms
from .legal_time import legal_today

# What an application says of itself for ever: a mistake is corrected in the history.
FIXED = {"company_id", "partner_id", "member_id", "received_on", "reference"}
# A decision is near: time to put it on the board's agenda.
SOON_DAYS = 15


class AssociationApplication(models.Model):
    """A request to become a member, from its arrival to the decision and the appeal against it.

    The application is paper and work in progress; what it leads to are events of the membership. An
    application is decided when the history says so, whoever recorded it: see
    ``association_application_outcome.py``.
    """

    _name = "association.application"
    _description = "Application for Membership"
    _inherit = ["mail.thread", "mail.activity.mixin"]
    _order = "received_on desc, id desc"
    _rec_name = "reference"
    _rec_names_search = ["reference", "partner_id.complete_name"]
    _check_company_auto = True

    reference = fields.Char(
        string="Reference", readonly=True, copy=False, index=True,
        help="Handle for correspondence: year and number. Not a register number, so gaps mean "
             "nothing.",
    )  # fmt: skip
    company_id = fields.Many2one(
        "res.company", string="Association", required=True, ondelete="restrict", index=True,
        default=lambda self: self.env.company,
    )  # fmt: skip
    partner_id = fields.Many2one(
        "res.partner", string="Applicant", required=True, ondelete="restrict", index=True,
        tracking=True, bypass_search_access=True,
    )  # fmt: skip
    member_id = fields.Many2one(
        "association.member",
        string="Membership",
        readonly=True,
        ondelete="restrict",
        index=True,
        copy=False,
    )
    legal_form_id = fields.Many2one(related="partner_id.legal_form_id", readonly=False)
    is_natural_person = fields.Boolean(related="legal_form_id.is_natural_person")
    is_public_body = fields.Boolean(related="legal_form_id.is_public_body")
    codice_fiscale = fields.Char(related="partner_id.codice_fiscale", readonly=False)
    birth_date = fields.Date(related="partner_id.birth_date", readonly=False)
    birth_place = fields.Char(related="partner_id.birth_place", readonly=False)
    vat = fields.Char(related="partner_id.vat", string="P.IVA", readonly=False)
    ipa_code = fields.Char(related="partner_id.ipa_code", readonly=False)
    email = fields.Char(related="partner_id.email", readonly=False)
    pec = fields.Char(related="partner_id.pec", readonly=False)
    phone = fields.Char(related="partner_id.phone", readonly=False)
    city = fields.Char(related="partner_id.city", string="Municipality")
    avatar_128 = fields.Image(related="partner_id.avatar_128")

    category_id = fields.Many2one(
        "association.member.category", string="Category asked for", ondelete="restrict",
        check_company=True, tracking=True, help="Empty: the deciding body chooses.",
        domain="['|', ('legal_form_ids', '=', False), ('legal_form_ids', '=?', legal_form_id)]",
    )  # fmt: skip
    channel = fields.Selection(
        [
            ("web_form", "Web form"),
            ("paper", "On paper"),
            ("email", "E-mail"),
            ("pec", "Certified e-mail (PEC)"),
            ("backend", "At the office"),
        ],
        required=True,
        default="paper",
    )
    received_on = fields.Date(
        required=True, default=lambda self: legal_today(self.env), tracking=True,
        help="The term for the decision counts from this day.",
    )  # fmt: skip
    statement = fields.Text(help="What the applicant writes: reasons, what it can contribute.")
    attachment_ids = fields.Many2many("ir.attachment", string="Documents", bypass_search_access=True, copy=False)
    privacy_notice_id = fields.Many2one(
        "association.privacy.notice", string="Privacy notice", ondelete="restrict",
        check_company=True, help="The version that the applicant was given (GDPR art. 13).",
    )  # fmt: skip
    privacy_acknowledged_on = fields.Datetime(string="Notice acknowledged on", copy=False, tracking=True)
    requirement_ids = fields.One2many(
        "association.application.requirement", "application_id", string="Check list", copy=False
    )
    representative_ids = fields.One2many(related="member_id.representative_ids")
    state = fields.Selection(
        [
            ("received", "Received"),
            ("under_review", "Under review"),
            ("to_decide", "To decide"),
            ("admitted", "Admitted"),
            ("refused", "Refused"),
            ("withdrawn", "Withdrawn"),
        ],
        required=True, default="received", copy=False, tracking=True, group_expand=True, index=True,
    )  # fmt: skip

    is_complete = fields.Boolean(compute="_compute_completeness", store=True, help="Nothing that is needed is missing.")
    progress = fields.Integer(compute="_compute_completeness", store=True, aggregator="avg")
    missing = fields.Text(compute="_compute_missing", string="Still missing")
    decision_due = fields.Date(
        string="Decide by", compute="_compute_decision_due", store=True, index=True,
        help="Last day to decide and communicate a refusal (D.Lgs. 117/2017 art. 23(2)); empty "
             "where the law sets no term.",
    )  # fmt: skip
    decision_article = fields.Char(compute="_compute_decision_due", store=True)
    is_late = fields.Boolean(compute="_compute_timing")
    days_left = fields.Integer(compute="_compute_timing")
    color = fields.Integer(compute="_compute_timing")

    _reference_unique = models.Constraint(
        "UNIQUE(company_id, reference)",
        "Another application of this association has this reference.",
    )
    _one_pending = models.UniqueIndex(
        "(member_id) WHERE state IN ('received', 'under_review', 'to_decide')",
        "This person or body has already an application under way.",
    )
    _to_decide = models.Index("(company_id, decision_due) WHERE state IN ('received', 'under_review', 'to_decide')")

    # --- what is missing, and until when ---

    @api.depends("reference", "partner_id")
    def _compute_display_name(self):
        for application in self:
            parts = filter(None, [application.reference, application.partner_id.complete_name])
            application.display_name = " – ".join(parts) or _("New application")

    def _as_requirements(self):
        """Return the check list of this application for the pure rules.

        The legal form heads it: without it nobody knows what else is asked, a public body's deliberation above all.
        """
        form = admission.Requirement(_("Legal form"), admission.MANDATORY, bool(self.legal_form_id))
        lines = [admission.Requirement(line.name, line.level, line.done) for line in self.requirement_ids]
        return [form, *lines]

    @api.depends("requirement_ids.done", "requirement_ids.level", "partner_id.legal_form_id")
    def _compute_completeness(self):
        for application in self:
            needed = [item for item in application._as_requirements() if item.level != admission.OPTIONAL]
            done = sum(item.done for item in needed)
            application.is_complete = done == len(needed)
            application.progress = 100 * done // len(needed)

    @api.depends(
        "requirement_ids.done", "requirement_ids.level", "requirement_ids.name", "state", "partner_id.legal_form_id"
    )
    @api.depends_context("lang")
    def _compute_missing(self):
        for application in self:
            names = admission.missing(application._as_requirements()).names
            application.missing = "\n".join(names) if application.state in admission.PENDING else False

    @api.depends(
        "received_on",
        "company_id.association_regime_ids.regime",
        "company_id.association_regime_ids.date_from",
    )
    def _compute_decision_due(self):
        for application in self:
            term = None
            day = application.received_on
            # sudo: not every officer may read settings
            regimes = application.company_id.sudo().association_regime_ids.filtered("date_from")
            if day and any(regime.date_from <= day for regime in regimes):
                rules = self.env["association.statute"]._rules_on(application.company_id, day)
                term = terms.admission_decision_due(day, rules)
            application.decision_due = term and term.date
            application.decision_article = term and term.citation.label()

    @api.depends("decision_due", "state")
    def _compute_timing(self):
        today = legal_today(self.env)
        for application in self:
            pending = application.state in admission.PENDING and application.decision_due
            application.days_left = (application.decision_due - today).days if pending else 0
            application.is_late = bool(pending) and application.decision_due < today
            soon = bool(pending) and application.days_left <= SOON_DAYS
            application.color = 1 if application.is_late else 2 if soon else 0

    # --- receiving ---

    @api.model_create_multi
    def create(self, vals_list):
        """Receive applications: one or many, either all or none.

        Each gets a reference, a record in the membership (status: applicant), its event in the
        history and its check list.

        :raises ValidationError: an applicant is a member already or has an application under way;
            all are named
        """
        vals_list = [self._complete(dict(vals)) for vals in vals_list]
        # A caller that catches a refusal must not be left with half of it.
        with self.env.cr.savepoint():
            members = self._members_of(vals_list)
            self._check_may_apply(vals_list, members)
            for vals, member in zip(vals_list, members, strict=True):
                vals["member_id"] = member.id
            applications = super().create(vals_list)
            applications._enter()
            applications._make_check_list()
        return applications

    def _complete(self, vals):
        company = self.env["res.company"].browse(vals.get("company_id")) or self.env.company
        vals["company_id"] = company.id
        vals["received_on"] = fields.Date.to_date(vals.get("received_on")) or legal_today(self.env)
        vals["reference"] = vals.get("reference") or self._next_reference(company)
        if vals.get("state", admission.RECEIVED) not in admission.PENDING:
            raise ValidationError(_("An application is decided by an event: receive it first."))
        if vals.get("privacy_acknowledged_on") and not vals.get("privacy_notice_id"):
            # sudo: a published notice is for everybody to know
            notices_sudo = self.env["association.privacy.notice"].sudo()
            vals["privacy_notice_id"] = notices_sudo._current(company, vals["received_on"]).id
        return vals

    @api.model
    def _next_reference(self, company):
        """Return the next reference of ``company``, such as ``2026/0007``.

        A standard sequence of the association (docs/decisions/0006 says why register numbers are
        drawn otherwise): it never makes two applicants wait for each other, and the gap that a
        rolled-back form leaves means nothing.
        """
        sequences_sudo = self.env["ir.sequence"].sudo()  # the counter belongs to nobody
        return (
            sequences_sudo.with_company(company).next_by_code(self._name) or self._make_sequence(company).next_by_id()
        )

    @api.model
    def _make_sequence(self, company):
        return (
            self.env["ir.sequence"]
            .sudo()
            .create(
                {
                    "name": f"Applications of {company.name}",
                    "code": self._name,
                    "company_id": company.id,
                    "prefix": "%(year)s/",
                    "padding": 4,
                }
            )
        )

    @api.model
    def _make_sequences(self):
        """Give every association without one its counter.

        When the module is installed and for new companies.
        """
        sequences_sudo = self.env["ir.sequence"].sudo()
        served = sequences_sudo.search([("code", "=", self._name)]).company_id
        for company in self.env["res.company"].sudo().search([]) - served:
            self._make_sequence(company)

    def _members_of(self, vals_list):
        """Return the membership record of each applicant, in the order of ``vals_list``.

        New ones are made at once.
        """
        members = self.env["association.member"]
        wanted = dict.fromkeys((vals["company_id"], vals["partner_id"]) for vals in vals_list)
        found = members.with_context(active_test=False).search(
            Domain("partner_id", "in", [partner for _company, partner in wanted])
            & Domain("company_id", "in", [company for company, _partner in wanted])
        )
        known = {(member.company_id.id, member.partner_id.id): member for member in found}
        absent = [key for key in wanted if key not in known]
        made = members.create([{"company_id": company, "partner_id": partner} for company, partner in absent])
        known.update(zip(absent, made, strict=True))
        found.filtered(lambda member: not member.active).active = True
        return [known[vals["company_id"], vals["partner_id"]] for vals in vals_list]

    def _check_may_apply(self, vals_list, members):
        everybody = self.env["association.member"].union(*members)
        pending = {
            application.member_id: application.reference
            for application in self.search([("member_id", "in", everybody.ids), ("state", "in", admission.PENDING)])
        }
        faults, now = [], {}
        for vals, member in zip(vals_list, members, strict=True):
            reference = pending.get(member) or now.get(member)
            # Neither a member now nor on the day of the paper, which may be older or, at year's end, to come.
            then = member.with_context(as_of=vals["received_on"])
            violation = admission.may_apply(member.status or None, bool(reference)) or admission.may_apply(
                then.status or None, False
            )
            if violation:
                params = {"name": member.partner_id.display_name, "number": member.number, "reference": reference}
                faults.append(self.env["association.wording"]._application_refused(violation, params))
            now[member] = vals["reference"]
        if faults:
            raise ValidationError("\n".join(faults))

    def _enter(self):
        """Record the event of each application, unless the history has it already (an imported applicant)."""
        known = self._applicants_already()
        self.env["association.member.event"].create(
            [
                {
                    "member_id": application.member_id.id,
                    "type": states.APPLICATION,
                    "legal_date": application.received_on,
                    "category_id": application.category_id.id,
                }
                for application in self
                if application.member_id not in known
            ]
        )

    def _applicants_already(self):
        """Return the memberships whose history ends with an application that nobody has answered."""
        periods = self.env["association.member.period"].search(
            [("member_id", "in", self.member_id.ids), ("date_to", "=", False), ("status", "=", states.APPLICANT)]
        )
        return periods.member_id

    # --- keeping ---

    def write(self, vals):
        if FIXED & set(vals) and not self.env.su:
            raise UserError(_("Who applied, where and when is part of the history: record a correction of the event."))
        if "state" in vals:
            self._check_move(vals["state"])
        if vals.get("privacy_acknowledged_on") and "privacy_notice_id" not in vals:
            vals = {**vals, "privacy_notice_id": self._notice_given().id}
        result = super().write(vals)
        if "legal_form_id" in vals:
            self._make_check_list()
        return result

    def _notice_given(self):
        # sudo: a published notice is for everybody to know
        notices_sudo = self.env["association.privacy.notice"].sudo()
        return self[:1].privacy_notice_id or notices_sudo._current(self[:1].company_id)

    def _check_move(self, target):
        if target not in admission.PENDING:
            return  # the outcome is held against the history, by a constraint
        labels = dict(self._fields["state"]._description_selection(self.env))
        for application in self:
            if not admission.may_move(application.state, target) and not application._reopened():
                raise UserError(
                    _(
                        "%(application)s is “%(from)s”: it cannot be moved to “%(to)s” by hand.",
                        application=application.display_name,
                        to=labels[target],
                        **{"from": labels[application.state]},
                    )
                )

    @api.ondelete(at_uninstall=False)
    def _unlink_never(self):
        raise UserError(_("An application is kept: record that it was withdrawn, or annul its event as a mistake."))

    # --- reminding ---

    @api.model
    def _cron_warn_due(self):
        """Give the secretariat an activity for each application whose term is near, once."""
        soon = fields.Date.add(legal_today(self.env), days=SOON_DAYS)
        due = self.search(
            [
                ("state", "in", admission.PENDING),
                ("decision_due", "<=", soon),
                ("activity_ids", "=", False),
            ]
        )
        for application in due:
            officer = application.company_id._association_secretary()
            if officer:
                application.activity_schedule(
                    "mail.mail_activity_data_todo",
                    date_deadline=application.decision_due,
                    user_id=officer.id,
                    summary=_(
                        "Decide on the application by %s",
                        format_date(self.with_context(lang=officer.lang).env, application.decision_due),
                    ),
                )
