from odoo import Command, fields

from .common import AssociationCommon


class BodiesCommon(AssociationCommon):
    """An ETS with a board of seven (three seats of the municipality), a president and a control body."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.anna = cls.make_partner("Anna Greco")
        cls.bruno = cls.make_partner("Bruno Leo")
        city = cls.make_partner("Comune di Prova", legal_form_id=cls.municipality.id, is_company=True)
        cls.city = cls.make_member(partner=city, on="2019-03-01", category=cls.founder)
        cls.board_body = cls.make_board(elected=4, municipal=3)
        cls.seats = cls.board_body.seat_ids
        cls.municipal_seat = cls.seats.filtered(lambda seat: seat.source == "municipality")[0]
        cls.president_body = cls.make_body("Presidente", "president", office="president", source="body")
        cls.president_seat = cls.president_body.seat_ids
        cls.control = cls.make_body("Organo di controllo", "control_body")

    @classmethod
    def make_body(cls, name, kind, office="member", source="assembly", **vals):
        return cls.env["association.body"].create(
            {
                "name": name,
                "kind": kind,
                "company_id": cls.company.id,
                "seat_ids": [Command.create({"office": office, "source": source})],
                **vals,
            }
        )

    @classmethod
    def make_board(cls, elected, municipal, company=None, **vals):
        seats = [Command.create({"source": "assembly"}) for _number in range(elected)]
        seats += [Command.create({"source": "municipality", "designator_id": cls.city.id}) for _number in range(municipal)]
        return cls.env["association.body"].create(
            {"name": "Consiglio direttivo", "kind": "board", "company_id": (company or cls.company).id, "seat_ids": seats, **vals}
        )

    @classmethod
    def name_on(cls, seat, partner, date_from, accepted=None, **vals):
        """Appoint ``partner``; ``accepted`` is the day of acceptance with the declaration."""
        mandate = cls.env["association.mandate"].create(
            {"seat_id": seat.id, "partner_id": partner.id, "date_from": date_from, **vals}
        )
        if accepted:
            mandate._accept(accepted)
        return mandate

    @staticmethod
    def day(text):
        return fields.Date.to_date(text)
