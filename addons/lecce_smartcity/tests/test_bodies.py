from odoo import Command
from odoo.exceptions import AccessError, ValidationError
from odoo.tests import tagged

from .bodies_common import BodiesCommon
from .statute_common import StatuteCommon


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


@tagged("post_install", "-at_install")
class TestOfficesAsOf(BodiesCommon):
    """Who held what on a day: on the screen, on paper, on the dashboard."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        for name in ("Carla Nuzzo", "Dario Pinto", "Eva Russo"):
            cls.make_member(name)
        cls.name_on(cls.seats[0], cls.anna, "2020-05-15", accepted="2020-05-15")
        cls.name_on(cls.municipal_seat, cls.bruno, "2023-05-15", accepted="2023-05-20", act_number="42", act_type="decree")

    def wizard(self, day):
        return self.env["association.offices.as.of"].with_user(self.auditor).create({"day": day})

    def test_the_list_as_of_a_day_carries_the_day(self):
        action = self.wizard("2021-06-30").action_open()
        self.assertIn("30 June 2021", action["name"])
        seats = self.env["association.seat"].with_context(**action["context"]).search(action["domain"])
        self.assertEqual(seats.holder_id, self.anna)

    def test_the_paper_names_holders_acts_and_vacancies(self):
        document = self.env["association.document"].with_context(lang="en_US").with_user(self.auditor)
        paper = document._offices_paper(self.board_body, self.company, self.day("2023-06-30"))
        rows = paper.bodies[0].seats
        held = {row.holder: row for row in rows if row.holder}
        self.assertEqual(held["Anna Greco"].state, "prorogatio")
        self.assertEqual(str(held["Anna Greco"].until), "2023-05-14")
        self.assertEqual(held["Bruno Leo"].act, "Mayor's decree no. 42")
        self.assertIn("Comune di Prova", held["Bruno Leo"].source)
        self.assertEqual(len(rows) - len(held), 5)

    def test_every_role_prints_it(self):
        report = self.env["ir.actions.report"]
        for user in (self.secretary, self.treasurer, self.board, self.auditor, self.administrator):
            wizard = self.env["association.offices.as.of"].with_user(user).create({"day": "2023-06-30"})
            content, kind = report.with_user(user)._render_qweb_pdf("lecce_smartcity.report_offices", wizard.ids)
            self.assertEqual((kind, content[:4]), ("pdf", b"%PDF"))

    def test_the_president_in_office_signs_letters(self):
        document = self.env["association.document"]
        self.assertEqual(document._president(self.company).name, "")
        self.name_on(self.president_seat, self.anna, "2026-01-01", date_to=False, accepted="2026-01-01")
        self.assertEqual(document._president(self.company).name, "Anna Greco")

    def test_the_dashboard_counts_seats_of_the_day(self):
        dashboard = self.env["association.dashboard"].with_user(self.auditor)
        figures = dashboard.read_figures("2023-06-30")["offices"]
        self.assertEqual((figures["seats"], figures["held"], figures["vacant"], figures["held_over"]), (9, 2, 7, 1))

    def test_public_control_is_suspected_with_its_grounds(self):
        board = self.make_board(elected=3, municipal=6)
        self.assertEqual(board.control_outcome, "suspected")
        self.assertIn("6 of 9 seats", board.control_grounds)
        self.assertEqual(self.board_body.control_outcome, "none")

    def test_a_mayor_who_presides_by_right_is_to_be_reviewed(self):
        self.president_seat.write({"source": "by_right", "public_by_right": True})
        self.assertEqual(self.board_body.control_outcome, "review")


@tagged("post_install", "-at_install")
class TestUsualBodies(BodiesCommon):
    """A first draft of the bodies, by a button."""

    def test_the_usual_bodies_are_drafted_once_and_answer_to_each_other(self):
        other = self.env["res.company"].create(
            {
                "name": "Associazione nuova",
                "association_regime_ids": [Command.create({"regime": "recognised", "date_from": "2020-01-01"})],
            }
        )
        bodies = self.env["association.body"]
        made = bodies._set_up_usual(other)
        kinds = {body.kind: body for body in made}
        self.assertIn("auditor", kinds)
        self.assertEqual(kinds["president"].parent_id, kinds["board"])
        self.assertEqual(kinds["president"].seat_ids.by_body_id, kinds["board"])
        self.assertEqual(set(made.mapped("state")), {"draft"})
        self.assertFalse(bodies._set_up_usual(other))
        made.action_confirm()


@tagged("post_install", "-at_install")
class TestBodiesByTheStatute(BodiesCommon, StatuteCommon):
    """The statute in force on a day goes before what is kept on the body."""

    def enacted(self, *rules, on="2024-03-01"):
        return self.enact(self.make_statute(rules=[(code, value, "bodies") for code, value in rules]), on)

    def test_seats_beyond_the_statutes_are_refused_with_its_article(self):
        self.enacted(("board.size.max", "5"))
        with self.assertRaisesRegex(ValidationError, r"7 seats are more than the 5 of the statute.*13"):
            self.board_body.action_confirm()

    def test_a_term_is_the_statutes_on_the_day_of_the_appointment(self):
        self.enacted(("board.term", "4 anni"))
        before = self.name_on(self.seats[0], self.anna, "2020-01-01", accepted="2020-01-01")
        after = self.name_on(self.seats[1], self.bruno, "2024-05-15")
        self.assertEqual((str(before.date_to), str(after.date_to)), ("2022-12-31", "2028-05-14"))

    def test_a_statute_may_end_holding_over(self):
        self.enacted(("board.prorogation", "no"), on="2020-01-01")
        mandate = self.name_on(self.seats[0], self.anna, "2021-05-15", accepted="2021-05-15")
        self.assertEqual(mandate.with_context(as_of="2024-05-15").state, "ended")

    def test_the_table_of_rules_says_who_speaks(self):
        self.enacted(("board.term", "4 anni"))
        table = self.board_body.with_context(as_of="2024-05-15").rules_table
        self.assertIn("4 years", table)
        self.assertIn("art. 13", table)
        self.assertIn("set here", table)
        self.assertIn("26(5)", table)
