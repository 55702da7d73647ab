import threading
from datetime import date

import psycopg2.errors

from odoo import Command, api
from odoo.exceptions import AccessError, UserError
from odoo.tests import TransactionCase, tagged
from odoo.tools import mute_logger

from .meeting_common import MeetingCommon

ON = date(2026, 4, 18)


@tagged("post_install", "-at_install")
class TestResolutions(MeetingCommon):
    """Number, text and sheet of a resolution are frozen at its adoption; its state follows dated acts."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.meeting = cls._meeting(items=[("ordinary", "Relazione"), ("project", "Piazza digitale")])

    def resolve(self, item=None, on=ON, user=None, **vals):
        item = item or self.meeting.item_ids[0]
        resolutions = self.env["association.resolution"].with_user(user or self.secretary)
        return resolutions._adopt(item.with_user(user or self.secretary), "Si approva.", on, **vals)

    def test_numbers_follow_each_other_by_body_and_year(self):
        names = [self.resolve().name, self.resolve().name, self.resolve(on=date(2027, 1, 5)).name]
        board = self._meeting(self.board_body)
        names.append(self.resolve(board.item_ids[0]).name)
        self.assertEqual(
            names,
            [
                "Delibera n. 1/2026 – Assemblea",
                "Delibera n. 2/2026 – Assemblea",
                "Delibera n. 1/2027 – Assemblea",
                f"Delibera n. 1/2026 – {self.board_body.name}",
            ],
        )

    def test_a_number_that_was_rolled_back_is_given_again(self):
        self.resolve()
        with self.assertRaises(ZeroDivisionError), self.env.cr.savepoint():
            self.assertEqual(self.resolve().number, 2)
            raise ZeroDivisionError
        self.assertEqual(self.resolve().number, 2)

    def test_a_body_that_is_renamed_leaves_the_names_of_its_resolutions(self):
        resolution = self.resolve()
        self.assembly_body.name = "Assemblea generale"
        self.assertEqual(resolution.name, "Delibera n. 1/2026 – Assemblea")

    def test_a_resolution_is_not_typed_in(self):
        with self.assertRaisesRegex(UserError, "adopted by a vote"):
            self.env["association.resolution"].with_user(self.secretary).create({"name": "Delibera n. 9"})

    def test_what_was_adopted_does_not_change(self):
        resolution = self.resolve()
        for name, value in (("text", "Altro"), ("number", 7), ("subject", "Altro"), ("sheet", {})):
            with self.assertRaisesRegex(UserError, "stay as they were"):
                resolution.write({name: value})
        with self.assertRaisesRegex(UserError, "buttons"):
            resolution.write({"state": "annulled"})
        with self.assertRaises(AccessError):
            resolution.unlink()
        with self.assertRaisesRegex(UserError, "kept"):
            resolution.sudo().unlink()

    def test_the_database_itself_refuses_another_text(self):
        resolution = self.resolve()
        resolution.flush_recordset()
        for query in (
            "UPDATE association_resolution SET text = 'Altro' WHERE id = %s",
            "UPDATE association_resolution SET number = 9 WHERE id = %s",
            "DELETE FROM association_resolution WHERE id = %s",
        ):
            with self.assertRaises(psycopg2.errors.CheckViolation), mute_logger("odoo.sql_db"), self.env.cr.savepoint():
                self.env.cr.execute(query, [resolution.id])

    # --- what a court does ---

    def test_a_resolution_is_challenged_suspended_and_confirmed_by_dated_acts(self):
        resolution = self.resolve()
        resolution._challenge("2026-05-10", court="Tribunale di Lecce", reference="R.G. 1234/2026")
        self.assertEqual(resolution.state, "challenged")
        resolution._suspend("2026-05-20", court="Tribunale di Lecce")
        self.assertEqual(resolution.state, "suspended")
        resolution._lift("2026-06-20")
        resolution._confirm("2026-09-01")
        self.assertEqual(resolution.state, "confirmed")
        self.assertEqual(resolution.act_ids.mapped("measure"), ["challenge", "suspension", "lifting", "confirmation"])
        self.assertEqual(resolution.act_ids[0].reference, "R.G. 1234/2026")

    def test_measures_out_of_order_before_the_adoption_or_to_come_are_refused_with_all_reasons(self):
        resolution = self.resolve()
        with self.assertRaisesRegex(UserError, "does not follow(.|\n)*is before"):
            resolution._annul("2026-04-01")
        with self.assertRaisesRegex(UserError, "still to come"):
            resolution._challenge("2099-01-01")
        self.assertEqual(resolution.state, "adopted")

    def test_the_history_of_a_resolution_is_only_added_to(self):
        resolution = self.resolve()
        resolution._challenge("2026-05-10")
        act = resolution.act_ids.sudo()
        with self.assertRaises(psycopg2.errors.CheckViolation), mute_logger("odoo.sql_db"), self.env.cr.savepoint():
            act.court = "Altrove"
            act.flush_recordset()

    # --- who reads ---

    def test_what_was_decided_behind_closed_doors_is_read_by_secretariat_board_and_auditors(self):
        closed = self._meeting(items=[{"matter": "ordinary", "name": "Persone", "is_closed_door": True}]).item_ids
        resolution = self.resolve(closed)
        resolution._challenge("2026-05-10")
        for user in (self.secretary, self.board, self.auditor, self.administrator):
            self.assertEqual(resolution.with_user(user).subject, "Persone")
            self.assertTrue(resolution.act_ids.with_user(user).mapped("measure"))
        with self.assertRaises(AccessError):
            resolution.with_user(self.treasurer).read(["subject"])
        with self.assertRaises(AccessError):
            resolution.act_ids.with_user(self.treasurer).read(["measure"])
        self.assertFalse(self.env["association.resolution"].with_user(self.treasurer).search([("id", "=", resolution.id)]))

    def test_every_officer_reads_an_ordinary_resolution_and_none_but_the_secretariat_takes_its_steps(self):
        resolution = self.resolve()
        for user in (self.treasurer, self.board, self.auditor):
            self.assertEqual(resolution.with_user(user).text, "Si approva.")
            with self.assertRaises(AccessError):
                resolution.with_user(user)._challenge("2026-05-10")

    def test_another_association_reads_nothing(self):
        other = self.env["res.company"].create({"name": "Altra associazione"})
        stranger = self._user("board", other)
        resolution = self.resolve()
        with self.assertRaises(AccessError):
            resolution.with_user(stranger).read(["name"])

    # --- terms ---

    def test_any_member_may_challenge_and_the_form_says_so(self):
        remedies = self.resolve().remedies
        self.assertIn("Any member", remedies.replace("The association’s bodies, any member", "Any member"))
        self.assertIn("art. 23(1)", remedies)

    def test_a_follow_up_is_late_after_its_day_and_done_when_somebody_says_so(self):
        resolution = self.resolve()
        task = (
            self.env["association.follow.up"]
            .with_user(self.secretary)
            .create({"name": "Registrare", "resolution_id": resolution.id, "due": "2026-05-01", "user_id": self.secretary.id})
        )
        self.assertEqual((task.state, resolution.open_follow_ups), ("late", 1))
        self.assertIn(task, task.search([("state", "in", ["late"])]))
        task.action_done()
        self.assertEqual((task.state, resolution.open_follow_ups), ("done", 0))
        self.assertNotIn(task, task.search([("state", "in", ["open", "late"])]))


@tagged("post_install", "-at_install", "concurrency")
class TestResolutionsUnderConcurrency(TransactionCase):
    """Several adoptions at once: real transactions on real connections, cleaned up afterwards."""

    THREADS, EACH = 4, 3

    def setUp(self):
        super().setUp()
        with self.registry.cursor() as cr:
            env = api.Environment(cr, 1, {})
            company = env.ref("base.main_company")  # a new one would wait for the users of the other tests
            body = env["association.body"].create({"name": "Assemblea in corsa", "kind": "assembly", "company_id": company.id})
            meeting = env["association.meeting"].create(
                {"body_id": body.id, "item_ids": [Command.create({"name": "Relazione", "matter": "ordinary"})]}
            )
            self.ids = company.id, body.id, meeting.id, meeting.item_ids.id
        self.addCleanup(self._remove)

    def test_no_number_is_missing_or_given_twice_when_several_adopt_at_once(self):
        barrier, faults = threading.Barrier(self.THREADS), []
        cursors = [[self.registry.cursor() for _step in range(self.EACH)] for _turn in range(self.THREADS)]
        # Environments are made here: the thread that runs the tests holds the registry.
        items = [[self._item(cr) for cr in row] for row in cursors]

        def adopt(turn):
            try:
                barrier.wait(30)
                for step, item in enumerate(items[turn]):
                    with item.env.cr as cr:  # commits
                        item.env["association.resolution"]._adopt(item, "Si approva.", ON)
                        if (turn + step) % 4 == 3:
                            cr.rollback()  # the number is free again
            except Exception as error:
                faults.append(error)
                raise

        threads = [threading.Thread(target=adopt, args=(turn,), daemon=True) for turn in range(self.THREADS)]
        with mute_logger("odoo.sql_db"):
            for thread in threads:
                thread.start()
            for thread in threads:
                thread.join(20)
        self.assertFalse(faults)
        with self.registry.cursor() as cr:
            cr.execute("SELECT number FROM association_resolution WHERE body_id = %s ORDER BY number", [self.ids[1]])
            numbers = [number for (number,) in cr.fetchall()]
        self.assertEqual(numbers, list(range(1, len(numbers) + 1)))
        rolled_back = sum((turn + step) % 4 == 3 for turn in range(self.THREADS) for step in range(self.EACH))
        self.assertEqual(len(numbers), self.THREADS * self.EACH - rolled_back)

    def _item(self, cr):
        cr.execute("SELECT 1")  # the snapshot is taken before anybody adopts
        return api.Environment(cr, 1, {"tracking_disable": True})["association.agenda.item"].browse(self.ids[3])

    def test_of_two_executions_at_once_one_executes(self):
        with self.registry.cursor() as cr:
            env = api.Environment(cr, 1, {"tracking_disable": True})
            item = env["association.agenda.item"].browse(self.ids[3])
            resolution = env["association.resolution"]._adopt(item, "Si approva.", ON)
            resolution._step({"effect_state": "pending"})
            key = resolution.id
        with self.registry.cursor() as one, self.registry.cursor() as other:
            other.execute("SELECT 1")
            api.Environment(one, 1, {})["association.resolution"].browse(key)._execute()
            one.commit()
            with mute_logger("odoo.sql_db"), self.assertRaises(psycopg2.errors.SerializationFailure):
                api.Environment(other, 1, {})["association.resolution"].browse(key)._execute()
            other.rollback()
            with self.assertRaisesRegex(UserError, "executed already"):
                api.Environment(other, 1, {"lang": "en_US"})["association.resolution"].browse(key)._execute()
            other.rollback()

    def _remove(self):
        _company, body, meeting, _item = self.ids
        with self.registry.cursor() as cr:
            cr.execute("ALTER TABLE association_resolution DISABLE TRIGGER frozen")
            cr.execute("DELETE FROM association_resolution WHERE body_id = %s", [body])
            cr.execute("ALTER TABLE association_resolution ENABLE TRIGGER frozen")
            env = api.Environment(cr, 1, {})
            env["association.meeting"].browse(meeting).unlink()
            env["association.body"].browse(body).unlink()
            env.flush_all()
            cr.execute("DELETE FROM mail_message WHERE model = 'association.resolution'")
