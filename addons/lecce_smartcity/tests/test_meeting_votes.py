from contextlib import contextmanager

from odoo import Command
from odoo.exceptions import AccessError, UserError
from odoo.tests import Form, tagged
from odoo.tools import mute_logger

from .vote_common import VoteCommon


@tagged("post_install", "-at_install")
class TestVotesByName(VoteCommon):
    """Opening, casting, closing and proclaiming; what is frozen stays."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.meeting = cls._assembly(10, [("ordinary", "Relazione"), ("accounts", "Bilancio"), ("statute_change", "Sede")])
        cls.ordinary, cls.accounts, cls.change = cls.meeting.item_ids._in_order()

    def test_a_vote_is_frozen_when_it_opens(self):
        self.gather(self.meeting, 6)
        ballot = self.opened(self.ordinary, method="roll_call")
        self.assertEqual(len(ballot.voter_ids), 6)
        self.assertEqual(ballot.frozen["totals"], {"members": 11, "entitled": 11, "body": 0, "seats": 0})
        self.assertEqual(ballot._ruling_of("majority").citation.label(), "c.c. art. 21(1)")
        self.assertEqual(ballot.frozen["reading"]["verdict"]["count"], 6)
        self.assertEqual(self.ordinary.state, "discussed")
        self.env.cr.execute("UPDATE association_meeting_roll SET votes = 5 WHERE id = %s", [self.socio(self.meeting, 1).id])
        self.env.invalidate_all()
        self.cast(ballot, {"favour": [1, 2, 3], "against": [4, 5], "abstained": [6]})
        ballot.action_close()
        self.assertEqual(self.tally(ballot), {"favour": 3, "against": 2, "abstained": 1})
        self.assertTrue(ballot.adopted)
        ballot.action_proclaim()
        self.assertEqual((ballot.state, ballot.proclaimed, ballot.differs), ("proclaimed", "adopted", False))
        self.assertEqual(self.ordinary.state, "adopted")

    def test_who_is_silent_took_no_part(self):
        self.gather(self.meeting, 6)
        ballot = self.opened(self.ordinary, method="named")
        self.cast(ballot, {"favour": [1], "against": [2]})
        ballot.action_close()
        self.assertEqual(self.tally(ballot), {"favour": 1, "against": 1, "not_voting": 4})
        self.assertFalse(ballot.adopted)
        self.assertEqual(ballot.verdict["majority"]["missing"], 1)

    def test_a_statute_change_counts_those_present(self):
        self.gather(self.meeting, 9)
        ballot = self.opened(self.change, method="roll_call")
        self.cast(ballot, {"favour": [1, 2, 3, 4], "against": [5], "abstained": [6, 7, 8, 9]})
        ballot.action_close()
        self.assertFalse(ballot.adopted)
        self.assertEqual(
            {name: ballot.verdict["majority"][name] for name in ("count", "total", "needed", "missing")},
            {"count": 4, "total": 9, "needed": 5, "missing": 1},
        )

    def test_without_the_quorum_nothing_is_put_to_the_vote(self):
        sitting = self.gather(self.meeting, 6)
        with self.refused("cannot be voted on: 6 present .* 9 are needed, 3 missing"):
            self.opened(self.change)
        self.move_clock(self.env.cr.now().replace(minute=42))
        sitting._check_out(self.socios(self.meeting, [5, 6]))
        with self.refused("Quorum lost at .*42"):
            self.opened(self.ordinary)

    def test_who_votes_twice_or_is_not_there_is_refused(self):
        self.gather(self.meeting, 6)
        ballot = self.opened(self.ordinary, method="roll_call")
        self.cast(ballot, {"favour": [1]})
        with self.refused("cast already"):
            self.cast(ballot, {"against": [1]})
        with self.refused("not present when the vote was opened"):
            self.cast(ballot, {"against": [9]})
        with self.refused("none of the answers"):
            ballot._cast(self.socio(self.meeting, 2), "blank", "console")

    def test_a_proxy_is_voted_by_its_holder_each_on_its_own(self):
        self.gather(self.meeting, 5, proxies=[(9, 1), (10, 1)])
        ballot = self.opened(self.ordinary, method="named")
        self.assertEqual(len(ballot.voter_ids), 7)
        holder = self.socio(self.meeting, 1)
        self.assertEqual(ballot._lines_of(holder).roll_id.mapped("name"), ["Socio 1", "Socio 10", "Socio 9"])
        ballot._cast(self.socio(self.meeting, 1), "favour", "portal", holder=holder)
        ballot._cast(self.socio(self.meeting, 9), "against", "portal", holder=holder)
        ballot._cast(self.socio(self.meeting, 10), "abstained", "portal", holder=holder)
        with self.refused("cast by Socio 2"):
            ballot._cast(self.socio(self.meeting, 2), "favour", "portal", holder=holder)
        ballot.action_close()
        self.assertEqual(self.tally(ballot), {"favour": 1, "against": 1, "abstained": 1, "not_voting": 4})

    def test_directors_have_no_vote_on_the_accounts_and_count_as_present(self):
        self.env.cr.execute("UPDATE association_meeting_roll SET is_director = TRUE WHERE id = %s", [self.socio(self.meeting, 1).id])
        self.env.invalidate_all()
        self.gather(self.meeting, 6)
        ballot = self.opened(self.accounts, method="roll_call")
        with self.refused("directors do not vote"):
            self.cast(ballot, {"favour": [1]})
        self.cast(ballot, {"favour": [2, 3, 4], "against": [5, 6]})
        ballot.action_close()
        self.assertEqual(self.tally(ballot), {"favour": 3, "against": 2, "barred": 1})
        self.assertEqual(ballot.verdict["reading"]["verdict"]["count"], 6)

    def test_a_declared_conflict_that_decided_is_found(self):
        self.gather(self.meeting, 7)
        self.ordinary._recuse(self.socio(self.meeting, 1), "declared", "Fornitore")
        self.ordinary._recuse(self.socio(self.meeting, 2), "recused", "Parte in causa")
        ballot = self.opened(self.ordinary, method="roll_call")
        with self.refused("in conflict"):
            self.cast(ballot, {"favour": [2]})
        self.cast(ballot, {"favour": [1, 3, 4], "against": [5, 6], "abstained": [7]})
        ballot.action_close()
        self.assertTrue(ballot.adopted)
        tested = ballot.verdict["resistance"]
        self.assertEqual((tested["holds"], tested["certain"], tested["without"]["count"]), (False, True, 2))

    def test_a_secret_vote_tells_the_resistance_as_a_possibility(self):
        self.gather(self.meeting, 7)
        self.ordinary._recuse(self.socio(self.meeting, 1), "declared", "Fornitore")
        ballot = self.opened(self.ordinary, method="secret")
        for number, choice in enumerate(["favour"] * 4 + ["against"] * 3, 1):
            self.drop(ballot, number, choice)
        ballot.action_close()
        tested = ballot.verdict["resistance"]
        self.assertEqual((tested["holds"], tested["certain"]), (False, False))

    def test_a_proclamation_that_differs_needs_a_reason(self):
        self.gather(self.meeting, 6)
        ballot = self.opened(self.ordinary, method="roll_call")
        self.cast(ballot, {"favour": [1, 2], "against": [3, 4]})
        ballot.action_close()
        self.assertFalse(ballot.adopted)
        with self.refused("write the reason"):
            ballot.action_proclaim("adopted")
        ballot.action_proclaim("rejected")
        self.assertFalse(ballot.differs)

    def test_a_proclamation_that_differs_is_flagged(self):
        self.gather(self.meeting, 6)
        ballot = self.opened(self.ordinary, method="roll_call")
        self.cast(ballot, {"favour": [1, 2], "against": [3]})
        ballot.action_close()
        ballot.action_proclaim("rejected", "Un voto contestato")
        self.assertEqual((ballot.adopted, ballot.proclaimed, ballot.differs), (True, "rejected", True))
        self.assertEqual(ballot.differs_reason, "Un voto contestato")

    def test_a_vote_is_annulled_with_a_reason_and_taken_again(self):
        self.gather(self.meeting, 6)
        ballot = self.opened(self.ordinary, method="roll_call")
        self.cast(ballot, {"favour": [1]})
        with self.refused("Say why"):
            ballot.action_annul(" ")
        again = ballot.action_repeat("Appello interrotto")
        self.assertEqual((ballot.state, ballot.annulled_reason), ("annulled", "Appello interrotto"))
        self.assertEqual((again.round, again.previous_id, again.method), (2, ballot, "roll_call"))
        again.action_open()
        self.cast(again, {"favour": [1]})

    def test_one_vote_at_a_time_on_an_item_and_in_a_sitting(self):
        self.gather(self.meeting, 9)
        self.opened(self.ordinary, method="roll_call")
        with self.refused("under way"):
            self.ordinary.action_call_vote()
        with mute_logger("odoo.sql_db"), self.assertRaises(Exception), self.env.cr.savepoint():
            self.opened(self.change, method="roll_call").flush_recordset()

    def test_the_roll_is_called_by_name_or_in_an_order_that_anybody_can_draw_again(self):
        self.gather(self.meeting, 6)
        ballot = self.ordinary._call_vote(method="roll_call", order="drawn", seed="2026")
        ballot.action_open()
        drawn = [one["name"] for one in ballot.roll_call()]
        self.assertEqual(sorted(drawn), [f"Socio {number}" for number in range(1, 7)])
        self.assertEqual(drawn, [one["name"] for one in ballot.roll_call()])
        with self.refused("stay as they were"):
            ballot.seed = "altro"

    def test_votes_cast_are_never_changed(self):
        self.gather(self.meeting, 6)
        ballot = self.opened(self.ordinary, method="roll_call")
        self.cast(ballot, {"favour": [1]})
        self.env.flush_all()
        for statement in ("UPDATE association_vote SET choice = 'against'", "DELETE FROM association_vote"):
            with mute_logger("odoo.sql_db"), self.assertRaisesRegex(Exception, "history"), self.env.cr.savepoint():
                self.env.cr.execute(statement)
        with self.refused("by its steps"):
            self.env["association.vote"].create(
                {"ballot_id": ballot.id, "company_id": self.company.id, "roll_id": self.socio(self.meeting, 2).id, "choice": "favour",
                 "votes": 9}
            )  # fmt: skip
        with self.refused("by its steps"):
            ballot.adopted = True

    def test_the_chairs_vote_decides_a_tie_only_where_the_statute_says_so(self):
        statute = self.env["association.statute"].search([("company_id", "=", self.company.id), ("stage", "=", "enacted")])
        self.assertTrue(statute)
        sitting = self.gather(self.meeting, 6)
        sitting.chair_id = self.socio(self.meeting, 1)
        ballot = self.opened(self.ordinary, method="roll_call")
        self.cast(ballot, {"favour": [1, 2], "against": [3, 4]})
        ballot.action_close()
        self.assertFalse(ballot.adopted)
        frozen = dict(ballot.frozen)
        frozen["rulings"] = frozen["rulings"] | {
            "casting_vote": frozen["rulings"]["majority"] | {"code": "casting_vote.assembly", "value": {"kind": "flag", "on": True}}
        }
        frozen["chair"] = self.socio(self.meeting, 1).id
        self.env.cr.execute("UPDATE association_ballot SET frozen = %s WHERE id = %s", [__import__("json").dumps(frozen), ballot.id])
        self.env.invalidate_all()
        self.assertTrue(ballot._judge().tie_broken)

    def test_who_only_reads_neither_opens_nor_casts(self):
        self.gather(self.meeting, 6)
        ballot = self.ordinary._call_vote(method="roll_call")
        for user in (self.board, self.auditor, self.treasurer):
            with self.subTest(user=user.login):
                with self.assertRaises(AccessError):
                    ballot.with_user(user).action_open()
                with self.assertRaises(AccessError):
                    ballot.with_user(user).cast(self.socio(self.meeting, 1).id, "favour")
        ballot.with_user(self.secretary).action_open()
        ballot.with_user(self.secretary).cast(self.socio(self.meeting, 1).id, "favour")
        self.assertEqual(ballot.with_user(self.auditor).vote_ids.choice, "favour")


@tagged("post_install", "-at_install")
class TestVotesInTheHall(VoteCommon):
    """Hands counted by two tellers, with remote voters on their devices."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.meeting = cls._assembly(10, [("ordinary", "Relazione")], mode="mixed", link="https://example.com/aula")
        cls.item = cls.meeting.item_ids

    def test_two_tellers_count_and_the_vote_closes_when_they_agree(self):
        self.gather(self.meeting, 8)
        ballot = self.opened(self.item, method="hands")
        with self.refused("2 tellers count, each on their own; 0"):
            ballot.action_close()
        self.count(ballot, {"favour": 5, "against": 2}, {"favour": 4, "against": 2, "abstained": 1})
        with self.refused("(?s)counted different numbers.*In favour: 5 and 4.*Abstained: 0 and 1"):
            ballot.action_close()
        ballot.with_user(self.auditor).enter_count({"favour": 5, "against": 2})
        ballot.action_close()
        self.assertEqual(self.tally(ballot), {"favour": 5, "against": 2, "not_voting": 1})

    def test_tellers_are_blind_to_each_other_while_the_vote_is_open(self):
        self.gather(self.meeting, 8)
        ballot = self.opened(self.item, method="hands")
        self.count(ballot, {"favour": 5, "against": 2})
        for user in (self.secretary, self.auditor):
            self.assertEqual(self.env["association.ballot.count"].with_user(user).search([]).teller_id, user)
        self.assertFalse(self.env["association.ballot.count"].with_user(self.administrator).search([]))
        with self.refused("counted already"):
            ballot.with_user(self.board).enter_count({"favour": 1})
        ballot.action_close()
        self.assertEqual(len(self.env["association.ballot.count"].with_user(self.board).search([])), 2)

    def test_a_count_larger_than_the_hall_is_refused(self):
        self.gather(self.meeting, 8, remote=2)
        ballot = self.opened(self.item, method="hands")
        with self.refused("counted 7 votes, but the hall has 6"):
            ballot.with_user(self.secretary).enter_count({"favour": 7})
        with self.refused("whole numbers"):
            ballot.with_user(self.secretary).enter_count({"favour": -1})
        with self.assertRaises(UserError):
            ballot.with_user(self.portal).enter_count({"favour": 1})

    def test_remote_voters_vote_on_their_device_and_nobody_in_two_ways(self):
        self.gather(self.meeting, 8, remote=2)
        ballot = self.opened(self.item, method="hands")
        remote, hall = self.socio(self.meeting, 8), self.socio(self.meeting, 1)
        ballot._cast(remote, "against", "portal", holder=remote)
        with self.refused("votes in the hall"):
            ballot._cast(hall, "favour", "portal", holder=hall)
        with self.refused("votes in the hall"):
            ballot._cast(hall, "favour", "console")
        self.count(ballot, {"favour": 4, "against": 1, "abstained": 1})
        ballot.action_close()
        self.assertEqual(self.tally(ballot), {"favour": 4, "against": 2, "abstained": 1, "not_voting": 1})


@tagged("post_install", "-at_install")
class TestVotesSideBySide(VoteCommon):
    """A joint body: each side must agree."""

    def test_a_majority_of_the_whole_is_not_enough_where_a_side_is_against(self):
        meeting = self._assembly(10, [("ordinary", "Gemellaggio")])
        self.assembly_body.is_joint = True
        for number in range(1, 11):
            side = "Lecce" if number <= 6 else "Bergamo"
            self.env.cr.execute("UPDATE association_meeting_roll SET side = %s WHERE id = %s", [side, self.socio(meeting, number).id])
        self.env.invalidate_all()
        self.gather(meeting, 10)
        item = meeting.item_ids
        with self.refused("Each side"):
            self.opened(item, method="hands")
        item.ballot_ids.unlink()
        ballot = self.opened(item, method="roll_call")
        self.cast(ballot, {"favour": range(1, 8), "against": [8, 9, 10]})
        ballot.action_close()
        self.assertTrue(ballot.verdict["majority"]["reached"])
        reached = {side: one["verdict"]["reached"] for side, one in ballot.verdict["sides"].items()}
        self.assertEqual(reached, {"Lecce": True, "Bergamo": False})
        self.assertFalse(ballot.adopted)
        ballot.action_proclaim()
        again = self.opened(item, method="secret")
        self.assertFalse(again.frozen["dangers"])
        for number in range(1, 11):
            self.drop(again, number, "favour" if number in (1, 2, 3, 4, 7, 8, 9) else "against")
        again.action_close()
        self.assertTrue(again.adopted)
        self.assertEqual(again.verdict["sides"]["Bergamo"]["tally"]["favour"], 3)


@tagged("post_install", "-at_install")
class TestBallotCommands(VoteCommon):
    """What is asked of a vote before it opens."""

    def test_the_matter_proposes_how_to_vote(self):
        meeting = self._assembly(6, [("ordinary", "Relazione"), ("information", "Comunicazioni")])
        ordinary, information = meeting.item_ids._in_order()
        self.assertEqual(ordinary.action_call_vote().method, "hands")
        with self.refused("Nothing is decided"):
            information.action_call_vote()
        board = self._board()
        self.assertEqual(board.item_ids.action_call_vote().method, "roll_call")
        with self.refused("open it, then the vote"):
            board.item_ids.ballot_ids.action_open()

    def test_drafts_may_go_and_votes_that_were_opened_stay(self):
        meeting = self._assembly(6)
        self.gather(meeting, 6)
        item = meeting.item_ids
        item.action_call_vote().with_user(self.secretary).unlink()
        ballot = self.opened(item, method="roll_call")
        with self.refused("belongs to the minutes"):
            ballot.with_user(self.secretary).unlink()
        self.assertFalse(self.env["association.ballot"].create(
            {"item_id": item.id, "question": "Altro?", "round": 9, "vote_ids": [Command.clear()]}
        ).is_secret)  # fmt: skip

    def test_the_secretary_goes_from_the_item_to_the_proclamation_with_the_buttons(self):
        meeting = self._assembly(6)
        self.gather(meeting, 6)
        item = meeting.item_ids.with_user(self.secretary)
        self.assertTrue(item.can_call_vote)
        ballot = item.browse(item.id).env["association.ballot"].browse(item.action_call_and_open()["res_id"])
        self.assertFalse(item.can_call_vote)
        with Form(ballot) as form:
            form.tellers = "one"
        ballot.action_open()
        self.assertTrue(ballot.waits_for_count)
        with self.step(ballot.action_ask_count()) as form:
            form.favour, form.against = 4, 1
        ballot.action_close()
        self.assertIn("The numbers say: adopted", ballot.verdict_html)
        self.assertIn("art. 21(1)", ballot.verdict_html)
        with self.step(ballot.action_ask_proclaim()) as form:
            self.assertEqual((form.outcome, form.differs), ("adopted", False))
            form.outcome = "rejected"
            self.assertTrue(form.differs)
            form.reason = "Un voto contestato"
        self.assertEqual((ballot.proclaimed, ballot.differs), ("rejected", True))
        for user in (self.treasurer, self.board, self.auditor):
            self.assertIn("The numbers say", Form(ballot.with_user(user)).verdict_html)

    @contextmanager
    def step(self, action):
        """Fill in what a button asks, and take the step."""
        form = Form(self.env[action["res_model"]].with_user(self.secretary).with_context(action["context"]))
        yield form
        form.save().action_done()
