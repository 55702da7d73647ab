from odoo import Command
from odoo.exceptions import AccessError, ValidationError
from odoo.tests import tagged

from .bodies_common import BodiesCommon


@tagged("post_install", "-at_install")
class TestBodies(BodiesCommon):
    """Of whom a body may be made."""

    def test_a_board_of_nine_with_six_municipal_seats_is_refused_under_ets(self):
        board = self.make_board(elected=3, municipal=6)
        with self.assertRaisesRegex(ValidationError, r"26\(5\)"):
            board.action_confirm()

    def test_the_same_board_is_warned_about_when_the_association_is_recognised(self):
        self.company.association_regime_ids.regime = "recognised"
        board = self.make_board(elected=3, municipal=6)
        board.action_confirm()
        self.assertEqual([remark.code for remark in board._judge(self.day("2024-01-01"))], ["public_majority"])

    def test_seven_seats_with_three_municipal_stand(self):
        self.board_body.action_confirm()
        self.assertFalse(self.board_body._judge(self.day("2024-01-01")))

    def test_a_body_in_force_refuses_the_seat_that_tips_it(self):
        self.board_body.action_confirm()
        with self.assertRaisesRegex(ValidationError, r"26\(5\)"):
            self.board_body.seat_ids = [Command.create({"source": "municipality", "designator_id": self.city.id})]

    def test_a_seat_that_was_held_is_closed_not_deleted(self):
        self.name_on(self.seats[0], self.anna, "2023-05-15")
        with self.assertRaisesRegex(ValidationError, "close it"):
            self.seats[0].unlink()

    def test_vacant_seats_are_found_on_a_day(self):
        self.name_on(self.seats[0], self.anna, "2023-05-15", accepted="2023-05-15")
        seats = self.env["association.seat"].with_context(as_of="2023-06-01")
        found = seats.search([("body_id", "=", self.board_body.id), ("is_vacant", "=", True)])
        self.assertEqual(len(found), 6)
        self.assertEqual(seats.browse(self.seats[0].id).holder_id, self.anna)

    def test_another_associations_bodies_are_not_seen(self):
        other = self.env["res.company"].create({"name": "Associazione sorella"})
        board = self.make_body("Direttivo", "board", company_id=other.id)
        for role in (self.secretary, self.auditor, self.administrator):
            with self.assertRaises(AccessError):
                board.with_user(role).check_access("read")
