import hashlib
from datetime import datetime, timedelta

from odoo import Command
from odoo.exceptions import AccessError, UserError
from odoo.tests import tagged
from odoo.tools import mute_logger

from .meeting_common import RULES
from .test_elections import ElectionsCommon
from .vote_common import VoteCommon


@tagged("post_install", "-at_install")
class TestSecretVotes(VoteCommon):
    """Slips in an urn: nobody reads them while it is open, everybody finds theirs afterwards."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.meeting = cls._assembly(10, [("ordinary", "Relazione")], mode="mixed", link="https://example.com/aula")
        cls.item = cls.meeting.item_ids
        cls.slips = cls.env["association.slip"]

    def secret(self, present=8, **how):
        self.gather(self.meeting, present, **how)
        return self.opened(self.item, method="secret")

    def test_marks_slips_and_options_add_up(self):
        ballot = self.secret()
        for number, choice in enumerate(["favour"] * 4 + ["against", "abstained", "blank"], 1):
            self.drop(ballot, number, choice)
        ballot.action_close()
        self.assertEqual(self.tally(ballot), {"favour": 4, "against": 1, "abstained": 1, "blank": 1, "not_voting": 1})
        box = ballot.verdict["box"]
        self.assertEqual({name: box[name] for name in ("entitled", "marks", "slips", "unredeemed")},
                         {"entitled": 8, "marks": 7, "slips": 7, "unredeemed": 0})  # fmt: skip
        self.assertTrue(ballot.adopted)

    def test_a_token_is_worth_one_slip_and_only_its_hash_is_kept(self):
        ballot = self.secret()
        token = ballot._draw_token(self.socio(self.meeting, 1))
        self.env.cr.execute("SELECT hash FROM association_slip_token WHERE ballot_id = %s", [ballot.id])
        self.assertEqual(self.env.cr.fetchall(), [(hashlib.sha256(token.encode()).hexdigest(),)])
        self.slips._drop(token, "favour", "ricevuta-1")
        self.assertEqual(self.slips._drop(token, "favour", "ricevuta-1"), ["ricevuta-1"], "the same slip, told again")
        with self.refused("handed in already"):
            self.slips._drop(token, "against", "ricevuta-2")
        with self.refused("cast already"):
            ballot._draw_token(self.socio(self.meeting, 1))

    def test_who_lost_the_token_gets_another_and_the_old_one_is_worth_nothing(self):
        ballot = self.secret()
        lost = ballot._draw_token(self.socio(self.meeting, 1))
        token = ballot._draw_token(self.socio(self.meeting, 1))
        with self.refused("handed in already, or its vote is over"):
            self.slips._drop(lost, "favour", "ricevuta-1")
        self.slips._drop(token, "favour", "ricevuta-1")

    def test_a_token_never_used_is_no_vote_and_is_counted(self):
        ballot = self.secret()
        self.drop(ballot, 1, "favour")
        token = ballot._draw_token(self.socio(self.meeting, 2))
        ballot.action_close()
        self.assertEqual((ballot.unredeemed, ballot.verdict["box"]["marked"], ballot.verdict["box"]["slips"]), (1, 1, 1))
        self.env.cr.execute("SELECT count(*) FROM association_slip_token WHERE ballot_id = %s", [ballot.id])
        self.assertEqual(self.env.cr.fetchone(), (0,))
        self.env.cr.execute("SELECT count(token_hash) FROM association_ballot_voter WHERE ballot_id = %s", [ballot.id])
        self.assertEqual(self.env.cr.fetchone(), (0,))
        with self.refused("its vote is over"):
            self.slips._drop(token, "favour", "ricevuta-2")

    def test_several_votes_are_several_slips_and_no_weight_is_written(self):
        for number in (1, 2, 3):
            self.env.cr.execute("UPDATE association_meeting_roll SET votes = 3 WHERE id = %s", [self.socio(self.meeting, number).id])
        self.env.invalidate_all()
        ballot = self.secret()
        token = ballot._draw_token(self.socio(self.meeting, 1))
        with self.refused("takes 3 slips"):
            self.slips._drop(token, "favour", "ricevuta-1")
        self.slips._drop(token, "favour", ["ricevuta-1", "ricevuta-2", "ricevuta-3"])
        self.drop(ballot, 4, "against")
        ballot.action_close()
        self.assertEqual(self.tally(ballot), {"favour": 3, "against": 1, "not_voting": 10})
        self.env.cr.execute("SELECT column_name FROM information_schema.columns WHERE table_name = 'association_slip'")
        self.assertEqual({name for (name,) in self.env.cr.fetchall()}, {"id", "ballot_id", "content", "side", "receipt"})

    def test_every_voter_finds_the_slip_in_the_list_after_the_close_and_nobody_before(self):
        ballot = self.secret()
        self.drop(ballot, 1, "favour", "ricevuta-anna")
        self.drop(ballot, 2, "against", "ricevuta-bruno")
        for user in (self.secretary, self.auditor, self.administrator):
            with self.refused("Nobody reads"):
                ballot.with_user(user).published_slips()
        ballot.action_close()
        self.assertEqual(
            ballot.with_user(self.auditor).published_slips()["slips"],
            [{"receipt": "ricevuta-anna", "choice": "favour"}, {"receipt": "ricevuta-bruno", "choice": "against"}],
        )

    def test_no_role_reads_searches_groups_or_exports_slips(self):
        ballot = self.secret()
        self.drop(ballot, 1, "favour")
        attempts = {
            "search": lambda slips: slips.search([]),
            "count": lambda slips: slips.search_count([("ballot_id", "=", ballot.id)]),
            "search_read": lambda slips: slips.search_read([], ["content"]),
            "group": lambda slips: slips._read_group([], ["content"], ["__count"]),
            "formatted group": lambda slips: slips.formatted_read_group([], ["content"], ["__count"]),
            "name_search": lambda slips: slips.name_search("fav"),
            "read": lambda slips: slips.browse(range(1, 4)).read(["content"]),
            "export": lambda slips: slips.browse(range(1, 4)).export_data(["content"]),
            "web": lambda slips: slips.web_search_read([], {"content": {}}),
        }
        admin = self.env.ref("base.user_admin")
        for closed in (False, True):
            if closed:
                ballot.action_close()
            for user in (self.secretary, self.treasurer, self.board, self.auditor, self.administrator, self.portal, admin):
                for name, attempt in attempts.items():
                    with self.subTest(user=user.login, attempt=name, closed=closed):
                        with self.assertRaises(UserError):  # an AccessError is one
                            attempt(self.slips.with_user(user))
            with self.assertRaises(AccessError, msg="not even elevated code"):
                self.slips.sudo().search([])
        self.assertFalse([name for name, field in ballot._fields.items() if field.comodel_name == "association.slip"])

    def test_slips_are_not_touched_in_sql_either(self):
        ballot = self.secret()
        self.drop(ballot, 1, "favour")
        for act in ("UPDATE association_slip SET content = 'against'", "DELETE FROM association_slip", "TRUNCATE association_slip"):
            with mute_logger("odoo.sql_db"), self.assertRaisesRegex(Exception, "never touched"), self.env.cr.savepoint():
                self.env.cr.execute(act)
        ballot.action_close()
        with mute_logger("odoo.sql_db"), self.assertRaisesRegex(Exception, "never touched"), self.env.cr.savepoint():
            self.env.cr.execute(
                "INSERT INTO association_slip (id, ballot_id, content, receipt) VALUES (7, %s, 'favour', 'di troppo')", [ballot.id]
            )

    def test_no_message_no_notification_and_no_counter_tells_who_is_voting(self):
        ballot = self.secret()
        self.env.flush_all()
        before = self.told()
        for number in range(1, 6):
            self.drop(ballot, number, "favour")
        self.env.flush_all()
        self.assertEqual(self.told(), before)
        self.assertIsNone(ballot._progress()["marked"])
        self.env.cr.execute("SELECT column_name FROM information_schema.columns WHERE table_name = 'association_ballot_voter'")
        columns = {name for (name,) in self.env.cr.fetchall()}
        self.assertFalse(columns & {"create_uid", "create_date", "write_uid", "write_date"})

    def told(self):
        found = []
        for table in ("mail_message", "bus_bus", "mail_tracking_value", "ir_logging"):
            self.env.cr.execute(f"SELECT count(*) FROM {table}")
            found.append(self.env.cr.fetchone())
        return found, self.env.cr.precommit.data.get("bus.bus.values")

    def test_dangers_are_frozen_with_the_vote(self):
        self.gather(self.meeting, 6)
        for number in (1, 2):
            self.item._recuse(self.socio(self.meeting, number), "recused", "In conflitto")
        ballot = self.opened(self.item, method="secret")
        self.assertEqual([danger["code"] for danger in ballot.frozen["dangers"]], ["secret_small_electorate"])

    def test_dangers_may_stop_a_vote(self):
        self.company.secret_vote_danger = "refuse"
        self.gather(self.meeting, 6)
        for number in (1, 2):
            self.item._recuse(self.socio(self.meeting, number), "recused", "In conflitto")
        with self.refused("(?s)does not open.*4 vote, fewer than 5"):
            self.opened(self.item, method="secret")

    def test_papers_in_the_hall_and_devices_are_one_vote_and_nobody_has_both(self):
        ballot = self.secret(8, remote=2)
        for number in (1, 2, 3, 4):
            ballot.with_user(self.secretary).hand_paper(self.socio(self.meeting, number).id)
        with self.refused("cast already"):
            ballot._draw_token(self.socio(self.meeting, 1))
        for number in (5, 7, 8):
            self.drop(ballot, number, "against")
        with self.refused("cast already"):
            ballot.hand_paper(self.socio(self.meeting, 5).id)
        with self.refused("counted 5 votes, but the hall has 4"):
            ballot.with_user(self.secretary).enter_count({"favour": 5})
        self.count(ballot, {"favour": 2, "void": 1, "blank": 1})
        ballot.action_close()
        self.assertEqual(self.tally(ballot), {"favour": 2, "against": 3, "blank": 1, "void": 1, "not_voting": 1})
        box = ballot.verdict["box"]
        self.assertEqual((box["marks"], box["papers"], box["slips"]), (7, 4, 3))

    def test_fewer_papers_than_were_handed_out_are_told(self):
        ballot = self.secret()
        for number in (1, 2, 3, 4, 5):
            ballot.hand_paper(self.socio(self.meeting, number).id)
        self.count(ballot, {"favour": 4})
        with self.refused("4 papers were found in the box, but 5 were handed out"):
            ballot.action_close()
        self.count(ballot, {"favour": 4, "void": 1})
        ballot.action_close()

    def test_a_holder_hands_in_each_slip_on_its_own(self):
        self.gather(self.meeting, 8, proxies=[(9, 1)])
        ballot = self.opened(self.item, method="secret")
        with self.refused("cast by Socio 1"):
            ballot._draw_token(self.socio(self.meeting, 9), self.socio(self.meeting, 2))
        self.drop(ballot, 1, "favour", holder=1)
        self.drop(ballot, 9, "against", holder=1)
        ballot.action_close()
        self.assertEqual(self.tally(ballot), {"favour": 1, "against": 1, "not_voting": 7})

    def test_a_name_is_refused_in_a_secret_vote_and_a_slip_in_a_vote_by_name(self):
        ballot = self.secret()
        with self.refused("never names"):
            ballot._cast(self.socio(self.meeting, 1), "favour", "console")
        with self.refused("none of the answers"):
            self.drop(ballot, 1, "void")
        ballot.action_annul("Prova")
        named = self.opened(self.item, method="named")
        with self.refused("no slips"):
            named._draw_token(self.socio(self.meeting, 1))


@tagged("post_install", "-at_install")
class TestWrittenConsultation(VoteCommon):
    """Votes by name for days, without a sitting."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.enact(cls.make_statute("2025", rules=[*RULES, ("consultation.written", "yes", "assembly")]), "2025-01-01")
        cls.make_crowd(7)
        cls.until = (datetime.now() + timedelta(days=30)).replace(microsecond=0)

    def consultation(self):
        meeting = self._meeting(mode="written", answers_by=self.until, second=False, sitting_ids=[])
        with self._clock(self.until - timedelta(days=25)):
            meeting.action_convene()
        self.move_clock(self.until - timedelta(days=5))
        return meeting

    def test_members_answer_by_name_until_it_is_over(self):
        meeting = self.consultation()
        ballot = self.opened(meeting.item_ids)
        self.assertEqual((ballot.method, ballot.closes_at, len(ballot.voter_ids)), ("named", self.until, 7))
        for number, choice in enumerate(["favour", "favour", "against", "abstained"], 1):
            who = self.socio(meeting, number)
            ballot._cast(who, choice, "portal", holder=who)
        with self.refused("3 have not answered yet"):
            ballot.action_close()
        self.move_clock(self.until + timedelta(minutes=1))
        self.env["association.ballot"]._close_due()
        self.assertEqual(ballot.state, "closed")
        self.assertEqual(self.tally(ballot), {"favour": 2, "against": 1, "abstained": 1})
        self.assertEqual((ballot.verdict["quorum"]["count"], ballot.verdict["quorum"]["total"]), (4, 8))
        self.assertTrue(ballot.adopted)

    def test_too_few_answers_adopt_nothing(self):
        meeting = self.consultation()
        ballot = self.opened(meeting.item_ids)
        for number in (1, 2, 3):
            ballot._cast(self.socio(meeting, number), "favour", "console")
        self.move_clock(self.until + timedelta(minutes=1))
        ballot.action_close()
        self.assertTrue(ballot.verdict["majority"]["reached"])
        self.assertFalse(ballot.adopted)

    def test_secret_votes_do_not_belong_there(self):
        meeting = self.consultation()
        with self.refused("everybody answers by name"):
            self.opened(meeting.item_ids, method="secret")


@tagged("post_install", "-at_install")
class TestElectionVotes(ElectionsCommon, VoteCommon):
    """A vote that elects: the electorate of the sitting, papers from devices and from the hall, the count of the election."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.meeting = cls._assembly(8, [{"matter": "election", "name": "Elezione del consiglio"}])
        cls.item = cls.meeting.item_ids

    def elect(self, present=10, **vals):
        election = self.make_election(*self.members[:3], seat_ids=[Command.set(self.elective[2:4].ids)], **vals)
        election.action_open_candidacies()
        with self._clock(self.meeting.date - timedelta(days=26)):
            self.env.cr.execute("UPDATE association_agenda_item SET election_id = %s WHERE id = %s", [election.id, self.item.id])
            self.item.invalidate_recordset()
        sitting = self.gather(self.meeting, 8)
        return sitting, election, self.opened(self.item)

    def test_slips_become_the_papers_of_the_count_and_the_elected_get_their_mandates(self):
        _sitting, election, ballot = self.elect()
        self.assertEqual((ballot.method, ballot.is_secret), ("election", True))
        self.assertEqual((election.state, election.entitled), ("counting", 8))
        numbers = {one.partner_id.name: one.number for one in election.candidate_ids}
        ada, bice, carlo = (numbers[name] for name in ("Ada Leo", "Bice Re", "Carlo Sala"))
        for number in range(1, 6):
            self.drop(ballot, number, f"{bice}, {ada}")
        self.drop(ballot, 6, f"{ada} ; {carlo}")
        self.drop(ballot, 7, "blank")
        with self.refused("99"):
            self.drop(ballot, 8, "99")
        ballot.action_close()
        self.assertEqual((election.voters, election.tally_ids.entry), (7, "papers"))
        with self.refused("Count the election first"):
            ballot.action_proclaim("adopted", "…")
        election.action_count()
        self.assertEqual(self.elected(election), ["Ada Leo", "Bice Re"])
        ballot.action_proclaim()
        self.assertEqual((ballot.proclaimed, election.state, self.item.state), ("adopted", "proclaimed", "adopted"))
        self.assertEqual(set(election.mandate_ids.partner_id.mapped("name")), {"Ada Leo", "Bice Re"})
        self.assertFalse(ballot.published_slips()["slips"])
        self.assertEqual(len(ballot.published_slips()["receipts"]), 7)

    def test_papers_of_the_hall_and_slips_of_devices_are_counted_together(self):
        _sitting, election, ballot = self.elect(two_tellers=True)
        numbers = {one.partner_id.name: one.number for one in election.candidate_ids}
        for number in (1, 2, 3):
            ballot.hand_paper(self.socio(self.meeting, number).id)
        for number in (4, 5):
            self.drop(ballot, number, str(numbers["Carlo Sala"]))
        for teller in (self.secretary, self.administrator):
            self.enter(election, papers=f"3 x {numbers['Ada Leo']}, {numbers['Bice Re']}", user=teller)
        ballot.action_close()
        election.action_count()
        self.assertEqual((self.elected(election)[0], election.voters), ("Ada Leo", 5))

    def test_an_election_that_nobody_may_stand_for_yet_is_not_put_to_the_vote(self):
        election = self.make_election(*self.members[:3])
        self.env.cr.execute("UPDATE association_agenda_item SET election_id = %s WHERE id = %s", [election.id, self.item.id])
        self.item.invalidate_recordset()
        self.gather(self.meeting, 8)
        with self.assertRaisesRegex(UserError, "not open to candidacies"):
            self.opened(self.item)
