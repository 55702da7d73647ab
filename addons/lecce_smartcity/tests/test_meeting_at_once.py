import threading

from odoo import Command, api
from odoo.exceptions import ConcurrencyError, UserError
from odoo.tests import TransactionCase, tagged
from odoo.tools import mute_logger

TABLES = ("association_attendance", "association_sitting_event")


@tagged("post_install", "-at_install", "concurrency")
class TestSittingAtOnce(TransactionCase):
    """Two secretaries at once: real transactions on real connections, cleaned up afterwards."""

    def setUp(self):
        super().setUp()
        with self.registry.cursor() as cr:
            cr.execute("SET LOCAL lock_timeout = '10s'")
            env = api.Environment(cr, 1, {"tracking_disable": True, "mail_create_nolog": True})
            company = env.ref("base.main_company")
            regimes = company.association_regime_ids
            if not regimes:
                regimes = regimes.create({"company_id": company.id, "regime": "ets", "date_from": "2015-01-01"})
                self.addCleanup(self._remove_regime, regimes.id)
            body = env["association.body"].create({"name": "Assemblea in corsa", "kind": "assembly", "company_id": company.id})
            meeting = env["association.meeting"].create(
                {
                    "body_id": body.id,
                    "name": "In corsa",
                    "sitting_ids": [Command.create({"call": "first", "starts_at": "2026-01-10 09:00:00"})],
                }
            )
            people = env["res.partner"].create([{"name": f"In corsa {index}"} for index in range(6)])
            roll = env["association.meeting.roll"].create(
                [
                    {
                        "meeting_id": meeting.id, "partner_id": person.id, "name": person.name, "votes": 1, "entitled": True,
                        "may_vote": True, "is_member": True,
                    }
                    for person in people
                ]
            )  # fmt: skip
            self.ids = {
                "body": body.id, "meeting": meeting.id, "sitting": meeting.sitting_ids.id,
                "roll": roll.ids, "people": people.ids,
            }  # fmt: skip
        self.addCleanup(self._remove)

    def _remove(self):
        with self.registry.cursor() as cr:
            cr.execute("SET LOCAL lock_timeout = '10s'")
            for table in TABLES:
                cr.execute(f"ALTER TABLE {table} DISABLE TRIGGER append_only")
            cr.execute("DELETE FROM association_attendance WHERE sitting_id = %s", [self.ids["sitting"]])
            cr.execute("DELETE FROM association_proxy WHERE meeting_id = %s", [self.ids["meeting"]])
            for table in TABLES:
                cr.execute(f"ALTER TABLE {table} ENABLE TRIGGER append_only")
            cr.execute("DELETE FROM association_meeting WHERE id = %s", [self.ids["meeting"]])
            cr.execute("DELETE FROM association_body WHERE id = %s", [self.ids["body"]])
            api.Environment(cr, 1, {})["res.partner"].browse(self.ids["people"]).unlink()

    def _remove_regime(self, key):
        with self.registry.cursor() as cr:
            cr.execute("DELETE FROM association_legal_regime WHERE id = %s", [key])

    def _environment(self, cr):
        return api.Environment(cr, 1, {"lang": "en_US"})

    def _check_in(self, cr, place=0, kind="in"):
        env = self._environment(cr)
        return env["association.sitting"].browse(self.ids["sitting"])._check_in(
            env["association.meeting.roll"].browse(self.ids["roll"][place]), kind
        )

    def _give(self, cr, principal, holder):
        env = self._environment(cr)
        rolls = env["association.meeting.roll"].browse(self.ids["roll"])
        return env["association.proxy"]._give(
            env["association.meeting"].browse(self.ids["meeting"]), rolls[principal], rolls[holder], paper_place="Faldone 1"
        )

    def _at_once(self, first, second):
        """Do ``first``, then ``second`` on another connection while the first is still open; return what the second raised."""
        raised = []

        def late(cr):
            try:
                second(cr)
            except Exception as error:
                raised.append(error)
            finally:
                cr.rollback()

        with self.registry.cursor() as one, self.registry.cursor() as other:
            self._environment(other)["association.sitting"].browse(self.ids["sitting"]).read(["state"])  # its snapshot is taken
            first(one)
            worker = threading.Thread(target=late, args=(other,))
            worker.start()
            worker.join(0.3)
            self.assertTrue(worker.is_alive(), "the second waits for the first")
            one.commit()
            worker.join(10)
        return raised

    def _stays(self):
        with self.registry.cursor() as cr:
            cr.execute("SELECT kind FROM association_attendance WHERE sitting_id = %s ORDER BY id", [self.ids["sitting"]])
            return [kind for (kind,) in cr.fetchall()]

    @mute_logger("odoo.sql_db")
    def test_the_same_arrival_noted_by_two_secretaries_is_one_stay(self):
        (error,) = self._at_once(self._check_in, self._check_in)
        self.assertIsInstance(error, ConcurrencyError)
        with self.registry.cursor() as cr:  # as the server tries again
            self.assertFalse(self._check_in(cr))
        self.assertEqual(self._stays(), ["in"])

    @mute_logger("odoo.sql_db")
    def test_an_arrival_at_the_door_and_one_on_the_line_are_never_two_open_stays(self):
        with self.registry.cursor() as cr:
            cr.execute("UPDATE association_meeting SET mode = 'mixed' WHERE id = %s", [self.ids["meeting"]])
        (error,) = self._at_once(self._check_in, lambda cr: self._check_in(cr, kind="remote"))
        self.assertIsInstance(error, ConcurrencyError)
        self.assertEqual(self._stays(), ["in"])

    @mute_logger("odoo.sql_db")
    def test_two_different_people_do_not_wait_for_each_other(self):
        with self.registry.cursor() as one, self.registry.cursor() as other:
            self._check_in(one, 0)
            self._check_in(other, 1)
        self.assertEqual(self._stays(), ["in", "in"])

    @mute_logger("odoo.sql_db")
    def test_the_cap_of_proxies_holds_when_the_last_two_are_given_at_once(self):
        for principal in (1, 2):
            with self.registry.cursor() as cr:
                self._give(cr, principal, 0)
        (error,) = self._at_once(lambda cr: self._give(cr, 3, 0), lambda cr: self._give(cr, 4, 0))
        self.assertIsInstance(error, ConcurrencyError)
        with self.registry.cursor() as cr, self.assertRaisesRegex(UserError, "at most 3 "):
            self._give(cr, 4, 0)
