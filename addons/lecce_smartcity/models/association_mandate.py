from contextlib import contextmanager

import psycopg2

from odoo import _, api, fields, models
from odoo.exceptions import UserError, ValidationError
from odoo.fields import Domain
from odoo.tools import mute_logger

from ..bylaws import incompatibility, mandates
from ..bylaws.offices import REFUSAL, REFUSED
from .legal_time import as_of, legal_today

# What cannot change once the person has accepted: the end is told by an act, a mistake by an annulment.
IDENTITY = {"seat_id", "partner_id", "date_from", "date_to", "act_type", "act_number", "act_date", "act_body", "appointment"}


class AssociationMandate(models.Model):
    """A person on a seat, from a day to a day, by an act. Its life is told by acts that are appended, never edited."""

    _name = "association.mandate"
    _description = "Mandate"
    _inherit = ["mail.thread", "mail.activity.mixin"]
    _order = "date_from desc, id desc"
    _check_company_auto = True

    seat_id = fields.Many2one(
        "association.seat", string="Seat on the body", required=True, ondelete="restrict", index=True, check_company=True,
        bypass_search_access=True,
    )  # fmt: skip
    body_id = fields.Many2one(related="seat_id.body_id", store=True, index=True)
    company_id = fields.Many2one(related="seat_id.company_id", store=True, index=True)
    kind = fields.Selection(related="seat_id.kind", store=True)
    office = fields.Selection(related="seat_id.office", store=True)
    source = fields.Selection(related="seat_id.source")
    partner_id = fields.Many2one(
        "res.partner", string="Person", required=True, ondelete="restrict", index=True, tracking=True,
        bypass_search_access=True,
    )  # fmt: skip
    on_behalf_id = fields.Many2one(
        "association.member", string="On behalf of", compute="_compute_on_behalf_id", store=True, readonly=False,
        ondelete="restrict", index=True, check_company=True, help="The member that designated the person.",
    )  # fmt: skip
    appointment = fields.Selection(
        [
            ("elected", "Elected"),
            ("designated", "Designated"),
            ("co_opted", "Co-opted"),
            ("first_non_elected", "First of the non-elected"),
            ("by_right", "By right"),
            ("founding", "Named in the deed"),
        ],
        required=True, default="elected",
    )  # fmt: skip
    act_type = fields.Selection(
        [
            ("assembly_resolution", "Resolution of the assembly"),
            ("board_resolution", "Board resolution"),
            ("decree", "Mayor's decree"),
            ("council_resolution", "Council resolution"),
            ("rector_decree", "Rector's decree"),
            ("deed", "Deed of incorporation"),
            ("office", "By office (law or statute)"),
            ("letter", "Letter of appointment"),
        ],
        string="Appointing act", required=True, default="assembly_resolution",
    )  # fmt: skip
    act_number = fields.Char(string="Act no.")
    act_date = fields.Date(string="Dated")
    act_body = fields.Char(string="Issued by", help="The organ that appointed: assembly, mayor, rector …")
    known_on = fields.Date(
        string="Known on", compute="_compute_known_on", store=True, readonly=False,
        help="When the person learned of the appointment: the thirty days of the register count from it.",
    )  # fmt: skip
    date_from = fields.Date(string="From", required=True, default=lambda self: legal_today(self.env), tracking=True)
    date_to = fields.Date(
        string="Until", compute="_compute_date_to", store=True, readonly=False, precompute=True, tracking=True,
        help="Last day of the term; empty without one.",
    )  # fmt: skip
    act_ids = fields.One2many("association.mandate.act", "mandate_id", string="Acts", readonly=True)
    attachment_ids = fields.Many2many("ir.attachment", string="Documents", bypass_search_access=True)
    note = fields.Text()

    # What the acts amount to. Derived at once, so that the database can keep two mandates off one seat.
    accepted_on = fields.Date(compute="_compute_life", store=True, string="Accepted on")
    ended_on = fields.Date(compute="_compute_life", store=True, string="Last day in office")
    end_kind = fields.Selection(
        [
            ("expiry", "Expiry"),
            ("resignation", "Resignation"),
            ("revocation", "Revocation"),
            ("absence", "Lapse by absence"),
            ("ineligibility", "Lapse by ineligibility"),
            ("death", "Death"),
            ("body_lapse", "Lapse of the body"),
            ("mayor_term", "End of the mayor's term"),
            ("replaced", "Replaced"),
            ("refusal", "Not accepted"),
        ],
        compute="_compute_life", store=True, string="How it ended",
    )  # fmt: skip
    is_void = fields.Boolean(compute="_compute_life", store=True, string="Recorded by mistake")
    last_day = fields.Date(compute="_compute_last_day", store=True)
    occupies = fields.Boolean(compute="_compute_last_day", store=True, help="The mandate keeps others off its seat.")

    # As of a day.
    state = fields.Selection(
        [
            ("designated", "Designated"),
            ("accepted", "Accepted"),
            ("in_office", "In office"),
            ("prorogatio", "Holding over"),
            ("ended", "Ended"),
            ("void", "Void"),
        ],
        compute="_compute_state", search="_search_state",
    )  # fmt: skip
    state_since = fields.Date(string="Since", compute="_compute_state")
    state_until = fields.Date(string="Ends", compute="_compute_state")
    how_ended = fields.Selection(
        selection=lambda self: self._fields["end_kind"]._description_selection(self.env), compute="_compute_state",
        string="Cause",
    )  # fmt: skip

    _dates_in_order = models.Constraint("CHECK(date_to IS NULL OR date_to >= date_from)", "The mandate ends before it begins.")
    _one_on_a_seat = models.Constraint(
        "EXCLUDE USING gist (seat_id WITH =, daterange(date_from, last_day, '[]') WITH &&) WHERE (occupies)",
        "Somebody holds this seat in those days: end that mandate first, or let the new one begin after it.",
    )
    _in_office = models.Index("(company_id, date_from)")

    @api.depends("partner_id", "office", "body_id.name")
    @api.depends_context("lang")
    def _compute_display_name(self):
        labels = dict(self._fields["office"]._description_selection(self.env))
        for mandate in self:
            place = mandate.body_id.name if mandate.office == "member" else labels.get(mandate.office, "")
            mandate.display_name = f"{mandate.partner_id.complete_name or ''} ({place or ''})"

    # --- proposals ---

    @api.depends("seat_id")
    def _compute_on_behalf_id(self):
        for mandate in self:
            mandate.on_behalf_id = mandate.seat_id.designator_id

    @api.depends("act_date", "date_from")
    def _compute_known_on(self):
        for mandate in self:
            mandate.known_on = mandate.act_date or mandate.date_from

    @api.depends("seat_id", "date_from")
    def _compute_date_to(self):
        for mandate in self:
            body = mandate.seat_id.body_id
            mandate.date_to = body._term_end(mandate.date_from) if body and mandate.date_from else False

    # --- what the acts amount to ---

    @api.depends("act_ids.kind", "act_ids.date", "act_ids.corrects_id")
    def _compute_life(self):
        for mandate in self:
            life = mandate.act_ids._life()
            mandate.accepted_on = life.accepted
            mandate.ended_on = life.ended
            mandate.end_kind = life.how
            mandate.is_void = life.void

    @api.depends("date_to", "ended_on", "end_kind", "is_void")
    def _compute_last_day(self):
        for mandate in self:
            mandate.last_day = mandate.ended_on or mandate.date_to
            mandate.occupies = not mandate.is_void and mandate.end_kind != REFUSAL and (
                not mandate.ended_on or mandate.ended_on >= mandate.date_from
            )

    # --- as of a day ---

    @api.depends("accepted_on", "ended_on", "end_kind", "is_void", "date_from", "date_to", "act_date", "seat_id")
    @api.depends_context("as_of")
    def _compute_state(self):
        on = as_of(self.env)
        standings = self._standings(on)
        for mandate in self:
            found = standings.get(mandate._origin.id) or mandates.standing(
                mandates.MandateFacts(mandate.date_from or on), on
            )
            mandate.state = found.state
            mandate.state_since = found.since
            mandate.state_until = found.until
            mandate.how_ended = found.how or False

    def _search_state(self, operator, value):
        if operator != "in":
            return NotImplemented
        standings = self._all_standings(as_of(self.env))
        return Domain("id", "in", [key for key, standing in standings.items() if standing.state in value])

    # --- taking office ---

    def _check_may_take_office(self, on):
        """Refuse to let these people take office where mandatory law does.

        :raises ValidationError: every refusal with its article and its remedy
        """
        wording = self.env["association.wording"]
        for mandate in self:
            remarks = [
                *mandate.body_id._judge(on), *mandate.body_id._judge_directors(on, mandate), *mandate._judge_offices(on),
            ]  # fmt: skip
            refusals = [remark for remark in remarks if remark.severity == REFUSED]
            if refusals:
                who = mandate.partner_id.complete_name
                raise ValidationError("\n".join([who, *map(wording._body_remark, refusals)]))

    def _judge_offices(self, on):
        """Return the remarks on what the person would hold beside this seat on the day ``on``."""
        self.ensure_one()
        bodies = {self.body_id.id: self.body_id}
        for holder in self._holdings_of(self.partner_id, self.company_id, on):
            if holder.mandate != self._origin.id:
                bodies[holder.body] = self.env["association.body"].browse(holder.body)
        held = [incompatibility.Office(body.id, body.kind, body.name) for body in bodies.values()]
        apart = [(body.id, other.id) for body in bodies.values() for other in body.incompatible_ids]
        regime = self.env["association.legal.regime"]._in_force(self.company_id, on)
        return incompatibility.incompatible(held, regime, apart)

    # --- recording ---

    def _record(self, kind, day=None, **vals):
        """Append an act of ``kind`` to each of these mandates and return the acts.

        :param day: of the acceptance or declaration, or the last day in office; today when omitted
        :raises ValidationError: the act is not possible
        """
        day = fields.Date.to_date(day) or legal_today(self.env)
        return self.env["association.mandate.act"].create(
            [{"mandate_id": mandate.id, "kind": kind, "date": day, **vals} for mandate in self]
        )

    def _accept(self, day=None, declared=True, **vals):
        """Record that the persons accepted on ``day`` and declared that nothing makes them ineligible."""
        return self._record("acceptance", day, declared=declared, **vals)

    # --- one on a seat ---

    @contextmanager
    def _one_on_a_seat_guard(self):
        """Say in a sentence, with nothing left behind, that somebody holds a seat in the days of another mandate."""
        try:
            with self.env.cr.savepoint(), mute_logger("odoo.sql_db"):
                yield
                self.env.flush_all()
        except psycopg2.errors.ExclusionViolation as error:
            raise ValidationError(
                _("Somebody holds this seat in those days: end that mandate first, or let the new one begin after it.")
            ) from error

    @api.model_create_multi
    def create(self, vals_list):
        """Name persons for seats: all or none.

        :raises ValidationError: somebody holds a seat in those days
        """
        with self._one_on_a_seat_guard():
            return super().create(vals_list)

    # --- identity is kept ---

    def write(self, vals):
        if IDENTITY & set(vals) and not self.env.su:
            fixed = self.filtered("act_ids")
            if fixed and any(fixed._differs(name, vals[name]) for name in IDENTITY & set(vals)):
                raise UserError(
                    _("The mandate of %s has begun its life: record an act (its end, or an annulment) instead of changing it.",
                      fixed[0].partner_id.complete_name)
                )  # fmt: skip
        if {"seat_id", "date_from", "date_to"} & set(vals):
            with self._one_on_a_seat_guard():
                return super().write(vals)
        return super().write(vals)

    def _differs(self, name, value):
        field = self._fields[name]
        return any(field.convert_to_cache(value, mandate) != field.convert_to_cache(mandate[name], mandate) for mandate in self)

    @api.ondelete(at_uninstall=False)
    def _unlink_without_acts(self):
        if self.act_ids:
            raise UserError(_("A mandate with a history cannot be deleted: annul it by an act."))

    @api.constrains("partner_id")
    def _check_person(self):
        for mandate in self:
            if mandate.partner_id.is_company:
                raise ValidationError(_("An office is held by a person: %s is a body.", mandate.partner_id.display_name))
