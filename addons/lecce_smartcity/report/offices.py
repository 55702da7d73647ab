from odoo import _, api, fields, models
from odoo.tools import SQL, format_date

from ..bylaws import offices
from ..documents import offices_pdf
from ..documents.model import Signatory
from ..documents.offices_pdf import BodySheet, OfficesPaper, SeatRow
from ..models.legal_time import as_of, legal_today


class OfficesDocument(models.AbstractModel):
    """Who holds which office on a day: the bodies chosen, or all of an association's."""

    _inherit = "association.document"

    @api.model
    def _documents(self):
        return {
            **super()._documents(),
            "lecce_smartcity.offices": self._draw_offices,
            "lecce_smartcity.offices_of_bodies": self._draw_offices_of_bodies,
        }

    def _draw_offices(self, wizards, _data):
        return {
            wizard.id: offices_pdf.render(self._offices_paper(wizard._bodies(), wizard.company_id, wizard.day))
            for wizard in wizards
        }

    def _draw_offices_of_bodies(self, bodies, _data):
        """Draw the bodies of each association in one document; it is stored under the first of them."""
        result = {}
        for company, group in bodies.grouped("company_id").items():
            result[group[:1].id] = offices_pdf.render(self._offices_paper(group, company, as_of(self.env)))
        return result

    def _offices_paper(self, bodies, company, on):
        """Return the ``OfficesPaper`` of ``bodies`` as of the day ``on``, in the environment's language."""
        bodies.check_access("read")
        bodies = bodies.with_context(as_of=fields.Date.to_string(on)).sorted("sequence")
        rows = self._mandates_on(bodies, on)
        return OfficesPaper(
            association=self._association(company),
            as_of=on,
            generated_at=self._now(),
            bodies=tuple(self._body_sheet(body, rows, on) for body in bodies),
            place=company.sudo().city or "",
            signatories=(self._president(company), self._secretary(company)),
            lang=self.env.lang or "it_IT",
        )

    def _mandates_on(self, bodies, on):
        """Return ``{seat id: (mandate, Standing)}``: who holds each seat, or else who is designated for it. One query."""
        mandates = self.env["association.mandate"]
        found = {}
        for row in mandates._read_facts(SQL("mandate.body_id = ANY(%s)", bodies.ids)):
            standing = row["standing"](on)
            if standing.state in offices.HOLDING or (
                standing.state in (offices.DESIGNATED, offices.ACCEPTED) and row["date_from"] <= on and row["seat_id"] not in found
            ):
                found[row["seat_id"]] = (mandates.browse(row["id"]), standing)
        return found

    def _body_sheet(self, body, rows, on):
        wording = self.env["association.wording"]
        remarks = [*body._judge(on), *body._judge_directors(on), *body._judge_lapse(on)]
        return BodySheet(
            name=body.name,
            description=body.description or "",
            facts=tuple(wording._rule_facts(body._rules(on), body.kind, ("term", "mandates_max", "replacement"))),
            seats=tuple(self._seat_row(seat, rows.get(seat.id)) for seat in body._seats_on(on)),
            remarks=tuple(map(wording._body_remark, remarks)),
        )

    def _seat_row(self, seat, found):
        row = {"seat": seat.name or seat._office_label(), "source": self._seat_source(seat)}
        if not found:
            return SeatRow(**row)
        mandate, standing = found
        held_over = standing.state == offices.PROROGATIO
        return SeatRow(
            **row,
            holder=mandate.partner_id.complete_name,
            on_behalf=mandate.on_behalf_id.partner_id.complete_name or "",
            act=self._act_of(mandate),
            since=max(filter(None, (mandate.date_from, mandate.accepted_on))),
            until=fields.Date.subtract(standing.since, days=1) if held_over else standing.until,
            state=offices_pdf.DESIGNATED if standing.state not in offices.HOLDING else standing.state,
        )

    def _seat_source(self, seat):
        if seat.source == offices.BY_MUNICIPALITY and seat.designator_id:
            return _("designated by %s", seat.designator_id.partner_id.complete_name)
        if seat.source == offices.BY_BODY and seat.by_body_id:
            return _("elected by: %s", seat.by_body_id.name)
        if seat.source == offices.BY_CATEGORY and seat.category_id:
            return _("elected by the category %s", seat.category_id.name)
        return self._labels("association.seat", "source")[seat.source]

    def _act_of(self, mandate):
        """Return the appointing act in one line: kind, number, day."""
        label = self._labels("association.mandate", "act_type")[mandate.act_type]
        number = mandate.act_number and _("no. %s", mandate.act_number)
        day = mandate.act_date and _("of %s", format_date(self.env, mandate.act_date))
        return " ".join(filter(None, (label, number, day)))

    # --- who signs ---

    def _officer(self, company, office, label):
        """Return the ``Signatory`` who holds ``office`` today; None if nobody does."""
        mandates_sudo = self.env["association.mandate"].sudo()  # printed below letters: no secret
        held = mandates_sudo._holders(company, legal_today(self.env), offices.GOVERNING_KINDS, (office,))
        return next((Signatory(label, holder.name) for holder in held.values()), None)

    def _president(self, company):
        return self._officer(company, offices.PRESIDENT, _("The President")) or super()._president(company)

    def _secretary(self, company):
        return self._officer(company, offices.SECRETARY, _("The Secretary")) or super()._secretary(company)
