import logging
import random
import threading
import time
from collections import Counter
from contextlib import contextmanager
from datetime import timedelta

from odoo import api
from odoo.exceptions import UserError
from odoo.modules.registry import Registry
from odoo.service.model import retrying
from odoo.tests import TransactionCase, tagged
from odoo.tools import mute_logger

from ..models.bulk import insert_rows

_logger = logging.getLogger(__name__)
VOTERS = 200
THREADS = 5  # each with a second connection, over which the bus is told
SECONDS = 10
# In the order in which rows may go.
TABLES = (
    ("association_vote", "ballot_id IN %(ballots)s"),
    ("association_slip_token", "ballot_id IN %(ballots)s"),
    ("association_slip", "ballot_id IN %(ballots)s"),
    ("association_ballot_count", "ballot_id IN %(ballots)s"),
    ("association_ballot_voter", "ballot_id IN %(ballots)s"),
    ("association_ballot", "item_id IN %(items)s"),
    ("association_agenda_item", "meeting_id = %(meeting)s"),
    ("association_attendance", "meeting_id = %(meeting)s"),
    ("association_sitting_event", "sitting_id IN %(sittings)s"),
    ("association_meeting_roll", "meeting_id = %(meeting)s"),
    ("association_sitting", "meeting_id = %(meeting)s"),
    ("association_meeting", "id = %(meeting)s"),
    ("association_body", "id = %(body)s"),
    ("association_legal_regime", "id = %(regime)s"),
)
PROTECTED = ("association_vote", "association_slip", "association_attendance", "association_sitting_event")


@tagged("post_install", "-at_install", "concurrency")
class TestVotesAtOnce(TransactionCase):
    """Real transactions on real connections, as the office's workers run them, in an assembly of two hundred; cleaned up."""

    def setUp(self):
        super().setUp()
        # The thread that runs the tests holds the lock of the registries, which each worker takes for an instant.
        self.patch(Registry, "_lock", threading.RLock())
        self.addCleanup(self.clean)
        self.made = {}
        with self.cursor() as env:
            self.make_assembly(env)

    @contextmanager
    def cursor(self):
        with self.registry.cursor() as cr:
            yield api.Environment(cr, api.SUPERUSER_ID, {"lang": "en_US"})

    def make_assembly(self, env):
        """An assembly that sits, all in the hall, written straight into its tables."""
        company = env.ref("base.main_company")
        regime = env["association.legal.regime"].create({"company_id": company.id, "regime": "ets", "date_from": "1999-01-01"})
        body = env["association.body"].create({"name": "Assemblea in corsa", "kind": "assembly", "company_id": company.id})
        now = env.cr.now().replace(microsecond=0)
        meeting = env["association.meeting"].create(
            {
                "body_id": body.id, "mode": "mixed", "place": "Lecce",
                "sitting_ids": [(0, 0, {"call": "first", "starts_at": now - timedelta(hours=1)})],
                "item_ids": [(0, 0, {"name": "Relazione", "matter": "ordinary"})],
            }
        )  # fmt: skip
        rows = [
            {
                "meeting_id": meeting.id, "company_id": company.id, "partner_id": company.partner_id.id, "name": f"Socio {number:03}",
                "votes": 1, "entitled": True, "may_vote": True, "is_member": True,
            }
            for number in range(VOTERS)
        ]  # fmt: skip
        self.rolls = insert_rows(env["association.meeting.roll"], rows)
        sitting = meeting.sitting_ids
        came = [
            {
                "sitting_id": sitting.id, "meeting_id": meeting.id, "company_id": company.id, "roll_id": roll, "kind": "in",
                "at": now - timedelta(minutes=30), "recorded_at": now, "step": 1,
            }
            for roll in self.rolls
        ]  # fmt: skip
        insert_rows(env["association.attendance"], came)
        env.cr.execute("UPDATE association_meeting SET state = 'convened' WHERE id = %s", [meeting.id])
        env.cr.execute("UPDATE association_sitting SET state = 'open', opened_at = %s WHERE id = %s", [now, sitting.id])
        env.invalidate_all()
        self.made = {
            "meeting": meeting.id, "sittings": (sitting.id,), "items": tuple(meeting.item_ids.ids), "body": body.id,
            "regime": regime.id,
        }  # fmt: skip

    def open_ballot(self, **vals):
        with self.cursor() as env:
            ballot = env["association.agenda.item"].browse(self.made["items"])._call_vote(**vals)
            ballot.action_open()
            return ballot.id

    def clean(self):
        """Remove what was committed; the triggers that protect it are lifted for this alone."""
        if not self.made:
            return
        with self.registry.cursor() as cr:
            cr.execute("SET LOCAL lock_timeout = '10s'")
            cr.execute("SELECT id FROM association_ballot WHERE item_id IN %s", [self.made["items"]])
            ballots = tuple(found for (found,) in cr.fetchall()) or (0,)
            for table, where in TABLES:
                if table in PROTECTED:
                    cr.execute(f"ALTER TABLE {table} DISABLE TRIGGER USER")
                cr.execute(f"DELETE FROM {table} WHERE {where}", {**self.made, "ballots": ballots})
                if table in PROTECTED:
                    cr.execute(f"ALTER TABLE {table} ENABLE TRIGGER USER")

    # --- workers ---

    def as_worker(self, work):
        """Run ``work(env)`` as a request does: tried again when transactions collide. Returns what it gave, or the refusal."""
        with self.registry.cursor() as cr:
            env = api.Environment(cr, api.SUPERUSER_ID, {"lang": "en_US"})
            try:
                return retrying(lambda: self.bounded(work, env), env)
            except UserError as refusal:
                return refusal

    def bounded(self, work, env):
        """A test that waits for ever tells nothing."""
        env.cr.execute("SET LOCAL statement_timeout = '30s'; SET LOCAL lock_timeout = '20s'")
        return work(env)

    def all_at_once(self, works):
        """Run the lists of works, each in a thread of its own, and return their results."""
        results, barrier = [], threading.Barrier(len(works))

        def run(mine):
            barrier.wait()
            for work in mine:
                results.append(self.as_worker(work))

        threads = [threading.Thread(target=run, args=(mine,)) for mine in works]
        with mute_logger("odoo.sql_db"):
            for thread in threads:
                thread.start()
            for thread in threads:
                thread.join(60)
        self.assertFalse(any(thread.is_alive() for thread in threads))
        return results

    def by_name(self, ballot, roll, choice="favour"):
        def work(env):
            line = env["association.meeting.roll"].browse(roll)
            return env["association.ballot"].browse(ballot)._cast(line, choice, "portal", holder=line).id

        return work

    def secretly(self, ballot, roll, choice="favour"):
        """Both steps, each a transaction of its own."""

        def drop(env):
            return env["association.slip"]._drop(self.tokens[roll], choice, f"ricevuta-{ballot}-{roll}")

        def draw(env):
            line = env["association.meeting.roll"].browse(roll)
            self.tokens[roll] = env["association.ballot"].browse(ballot)._draw_token(line, line)

        return draw, drop

    def query(self, sql, *params):
        with self.registry.cursor() as cr:
            cr.execute(sql, params)
            return cr.fetchall()

    def shares(self, works):
        return [works[index::THREADS] for index in range(THREADS)]

    # --- by name ---

    def test_two_votes_at_once_by_one_member_are_one_vote(self):
        ballot = self.open_ballot(method="named")
        roll = self.rolls[0]
        results = self.all_at_once([[self.by_name(ballot, roll, "favour")], [self.by_name(ballot, roll, "against")]])
        self.assertEqual(sum(isinstance(one, int) for one in results), 1)
        self.assertIn("cast already", str(next(one for one in results if not isinstance(one, int))))
        self.assertEqual(self.query("SELECT count(*) FROM association_vote WHERE ballot_id = %s", ballot), [(1,)])

    def test_two_hundred_members_vote_by_name_in_time(self):
        ballot = self.open_ballot(method="named")
        began = time.monotonic()
        results = self.all_at_once(self.shares([self.by_name(ballot, roll) for roll in self.rolls]))
        took = time.monotonic() - began
        _logger.info("%s votes by name in %.1f s", VOTERS, took)
        self.assertEqual(sum(isinstance(one, int) for one in results), VOTERS)
        self.assertLess(took, SECONDS)
        self.as_worker(lambda env: env["association.ballot"].browse(ballot).action_close())
        self.assertEqual(self.tally(ballot), {"favour": VOTERS})

    def test_votes_that_arrive_while_the_vote_closes_count_or_are_refused(self):
        ballot = self.open_ballot(method="named")
        votes = self.shares([self.by_name(ballot, roll) for roll in self.rolls])
        results = self.all_at_once([*votes, [self.closing(ballot)]])
        cast = sum(type(one) is int for one in results)
        self.assertEqual(sum(self.tally(ballot).get(choice, 0) for choice in ("favour",)), cast)
        self.assertEqual(self.query("SELECT count(*) FROM association_vote WHERE ballot_id = %s", ballot), [(cast,)])
        self.assertTrue(all("not open" in str(one) for one in results if isinstance(one, UserError)))

    def closing(self, ballot):
        def work(env):
            time.sleep(0.3)
            env["association.ballot"].browse(ballot).action_close()
            return "closed"

        return work

    def tally(self, ballot):
        ((verdict,),) = self.query("SELECT verdict FROM association_ballot WHERE id = %s", ballot)
        return {choice: number for choice, number in verdict["tally"].items() if number}

    # --- secret ---

    def vote_secretly(self, ballot, choices):
        """``{roll: choice}`` in several threads; returns what each step gave."""
        self.tokens = {}
        works = [list(self.secretly(ballot, roll, choice)) for roll, choice in choices.items()]
        return self.all_at_once([[step for pair in share for step in pair] for share in self.shares(works)])

    def test_two_hundred_members_vote_secretly_in_time_and_all_adds_up(self):
        ballot = self.open_ballot(method="secret")
        choices = {roll: random.choice(("favour", "against", "abstained", "blank")) for roll in self.rolls}
        began = time.monotonic()
        results = self.vote_secretly(ballot, choices)
        took = time.monotonic() - began
        _logger.info("%s secret votes, two transactions each, in %.1f s", VOTERS, took)
        self.assertLess(took, SECONDS)
        self.assertFalse([one for one in results if isinstance(one, UserError)])
        self.as_worker(lambda env: env["association.ballot"].browse(ballot).action_close())
        self.assertEqual(self.tally(ballot), dict(Counter(choices.values())))
        self.check_invariants(ballot)

    def test_slips_that_arrive_while_the_vote_closes_count_or_are_refused(self):
        ballot = self.open_ballot(method="secret")
        self.tokens = {}
        works = [list(self.secretly(ballot, roll)) for roll in self.rolls]
        voting = [[step for pair in share for step in pair] for share in self.shares(works)]
        results = self.all_at_once([*voting, [self.closing(ballot)]])
        self.assertIn("closed", results)
        dropped = sum(isinstance(one, list) for one in results)
        self.assertEqual(self.tally(ballot).get("favour", 0), dropped)
        self.check_invariants(ballot)

    def check_invariants(self, ballot):
        """Entitled ≥ marks = slips = options; no token is left."""
        ((verdict, unredeemed),) = self.query("SELECT verdict, unredeemed FROM association_ballot WHERE id = %s", ballot)
        box, tally = verdict["box"], verdict["tally"]
        ((slips,),) = self.query("SELECT count(*) FROM association_slip WHERE ballot_id = %s", ballot)
        ((marks,),) = self.query("SELECT count(*) FROM association_ballot_voter WHERE ballot_id = %s AND is_marked", ballot)
        ((tokens,),) = self.query("SELECT count(*) FROM association_slip_token WHERE ballot_id = %s", ballot)
        options = sum(tally[choice] for choice in ("favour", "against", "abstained", "blank", "void"))
        self.assertEqual((marks, slips, options, box["marks"], box["slips"]), (slips,) * 5)
        self.assertGreaterEqual(box["entitled"], marks)
        self.assertEqual((tokens, box["unredeemed"]), (0, unredeemed))

    def test_a_worker_killed_between_the_two_steps_loses_no_vote(self):
        ballot = self.open_ballot(method="secret")
        roll = self.rolls[0]
        self.tokens = {}
        draw, drop = self.secretly(ballot, roll)
        self.as_worker(draw)
        killed = self.registry.cursor()
        env = api.Environment(killed, api.SUPERUSER_ID, {"lang": "en_US"})
        drop(env)
        killed.execute("SELECT pg_backend_pid()")
        ((process,),) = killed.fetchall()
        self.query("SELECT pg_terminate_backend(%s)", process)
        with mute_logger("odoo.sql_db"), self.assertRaises(Exception):
            killed.commit()
        killed.close()
        self.assertEqual(self.query("SELECT count(*) FROM association_slip WHERE ballot_id = %s", ballot), [(0,)])
        self.assertEqual(len(self.as_worker(drop)), 1)
        self.as_worker(lambda env: env["association.ballot"].browse(ballot).action_close())
        self.assertEqual(self.tally(ballot), {"favour": 1, "not_voting": VOTERS - 1})
        self.check_invariants(ballot)

    def test_a_worker_killed_after_the_first_step_leaves_a_voter_who_may_come_back(self):
        ballot = self.open_ballot(method="secret")
        self.tokens = {}
        draw, drop = self.secretly(ballot, self.rolls[0])
        self.as_worker(draw)
        lost = self.tokens[self.rolls[0]]
        self.as_worker(draw)
        again = self.tokens[self.rolls[0]]
        self.tokens[self.rolls[0]] = lost
        self.assertIsInstance(self.as_worker(drop), UserError)
        self.tokens[self.rolls[0]] = again
        self.assertIsInstance(self.as_worker(drop), list)
        self.assertIn("cast already", str(self.as_worker(draw)))

    def test_two_draws_and_two_drops_at_once_are_one_slip(self):
        ballot = self.open_ballot(method="secret")
        self.tokens = {}
        draw, drop = self.secretly(ballot, self.rolls[0])
        self.as_worker(draw)
        results = self.all_at_once([[drop], [drop], [drop]])
        self.assertEqual([len(one) for one in results], [1, 1, 1], "each is told that the slip is in the box")
        self.assertEqual(self.query("SELECT count(*) FROM association_slip WHERE ballot_id = %s", ballot), [(1,)])

    # --- attacks in SQL ---

    def test_what_a_look_into_the_tables_tells_after_the_close_is_chance(self):
        ballot = self.open_ballot(method="secret")
        choices = {roll: random.choice(("favour", "against", "abstained")) for roll in self.rolls}
        self.tokens = {}
        order = list(choices)
        random.shuffle(order)
        for roll in order:
            for step in self.secretly(ballot, roll, choices[roll]):
                self.as_worker(step)
        join = """SELECT voter.roll_id, slip.content
                    FROM association_ballot_voter voter JOIN association_slip slip ON slip.xmin = voter.xmin
                   WHERE slip.ballot_id = %s AND voter.ballot_id = slip.ballot_id"""
        self.assertFalse(self.query(join, ballot), "not even while the vote is open")
        self.assertLess(self.guessed(ballot, choices, order, "id"), 0.55, "numbers tell no order while the vote is open")
        self.as_worker(lambda env: env["association.ballot"].browse(ballot).action_close())
        self.assertEqual(len(self.query("SELECT DISTINCT xmin::text FROM association_slip WHERE ballot_id = %s", ballot)), 1)
        for column in ("ctid", "id"):
            self.assertLess(self.guessed(ballot, choices, order, column), 0.55, column)
        voters = [roll for (roll,) in self.query(
            "SELECT roll_id FROM association_ballot_voter WHERE ballot_id = %s ORDER BY ctid", ballot
        )]  # fmt: skip
        self.assertLess(self.guessed(ballot, choices, voters, "ctid"), 0.55, "rows of voters beside rows of slips")
        with self.cursor() as env:
            env["association.ballot"]._clean()
        self.assertEqual(self.query("SELECT is_clean FROM association_ballot WHERE id = %s", ballot), [(True,)])

    def guessed(self, ballot, choices, order, column):
        """Return the share of votes that who knows the order of voting reads off the slips, sorted by ``column``."""
        slips = [
            content
            for (content,) in self.query(f"SELECT content FROM association_slip WHERE ballot_id = %s ORDER BY {column}", ballot)
        ]
        return sum(choices[roll] == content for roll, content in zip(order, slips, strict=True)) / len(slips)
