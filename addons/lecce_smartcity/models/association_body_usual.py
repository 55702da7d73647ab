from odoo import _, api, models
from odoo.fields import Command

from ..bylaws import body_rules, offices
from ..bylaws.regimes import ETS
from .legal_time import legal_today

# Seats of a new board and of a new court of arbitrators where the statute does not say.
BOARD_SEATS, ARBITRATORS = 5, 3
# Who chooses an office → who fills its seat.
CHOSEN_BY = {"assembly": offices.BY_ASSEMBLY, "board": offices.BY_BODY, "by_right": offices.BY_RIGHT, "president": offices.BY_BODY}


class AssociationBody(models.Model):
    """The bodies that an association usually has: a first draft, to change as the statute says."""

    _inherit = "association.body"

    @api.model
    def action_set_up_usual(self):
        """Draft the usual bodies of the association that the user works in, and show them."""
        self._set_up_usual(self.env.company)
        action = self.env["ir.actions.act_window"]._for_xml_id("lecce_smartcity.action_bodies")
        return action | {"target": "main"}

    @api.model
    def _set_up_usual(self, company):
        """Draft the usual bodies that ``company`` does not have yet; return the new ones."""
        today = legal_today(self.env)
        regime = self.env["association.legal.regime"]._in_force(company, today)
        book = self._rulebook(company)
        found = {body.kind: body for body in self.search([("company_id", "=", company.id)])}
        made = self.browse()
        for sequence, (kind, above, seats) in enumerate(self._usual(book, regime, today), 1):
            if kind in found:
                continue
            parent = found.get(above, self.browse())
            if above and kind in offices.GOVERNING_KINDS:
                seats = [{**seat, "by_body_id": parent.id} if seat["source"] == offices.BY_BODY else seat for seat in seats]
            found[kind] = self.create(
                {
                    "name": self._usual_name(kind),
                    "kind": kind,
                    "company_id": company.id,
                    "parent_id": parent.id,
                    "sequence": sequence * 10,
                    "seat_ids": [Command.create(seat) for seat in seats],
                }
            )
            made += found[kind]
        made._name_in_every_language()
        return made

    def _usual(self, book, regime, on):
        """Yield ``(kind, kind above, [values of seats])`` as statute and law have them on the day ``on``."""

        def said(code, default=None):
            rule = body_rules.ruled(book, code, on)
            return getattr(rule.value, "count", getattr(rule.value, "code", None)) if rule else default

        elected = {"source": offices.BY_ASSEMBLY}
        yield offices.ASSEMBLY, None, []
        count = said("board.size.min") or said("board.size.max") or BOARD_SEATS
        yield offices.BOARD, offices.ASSEMBLY, [dict(elected) for _number in range(count)]
        president = CHOSEN_BY[said("president.chosen_by", "board")]
        by_right = {"public_by_right": True} if president == offices.BY_RIGHT else {}
        yield offices.PRESIDENT, offices.BOARD, [{"office": offices.PRESIDENT, "source": president, **by_right}]
        yield offices.VICE_PRESIDENT, offices.BOARD, [{"office": offices.VICE_PRESIDENT, "source": offices.BY_BODY}]
        for office in (offices.SECRETARY, offices.TREASURER):
            source = CHOSEN_BY[said(f"{office}.chosen_by", "board")]
            yield office, offices.BOARD, [{"office": office, "source": source}]
        control = offices.CONTROL_BODY if regime == ETS or said("control.size") else offices.AUDITOR
        yield control, offices.ASSEMBLY, [dict(elected) for _number in range(said("control.size", 1))]
        if said("arbitrators.size") or said("arbitrators.term"):
            yield offices.ARBITRATORS, offices.ASSEMBLY, [dict(elected) for _number in range(said("arbitrators.size", ARBITRATORS))]

    def _usual_name(self, kind):
        return {
            "assembly": _("Members' assembly"),
            "board": _("Board of directors"),
            "president": _("President"),
            "vice_president": _("Vice-president"),
            "secretary": _("Secretary"),
            "treasurer": _("Treasurer"),
            "control_body": _("Control body"),
            "auditor": _("Auditor"),
            "arbitrators": _("Board of arbitrators"),
        }[kind]

    def _name_in_every_language(self):
        for code, _name in self.env["res.lang"].get_installed():
            for body in self.with_context(lang=code):
                body.name = body._usual_name(body.kind)
