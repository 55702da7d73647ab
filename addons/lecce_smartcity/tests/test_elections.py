import base64

from odoo import Command
from odoo.exceptions import AccessError, UserError, ValidationError
from odoo.tests import Form, new_test_user, tagged

from ..bylaws.statute.model import Article, Paragraph, StatuteText
from .bodies_common import BodiesCommon

DAY = "2026-05-15"


class ElectionsCommon(BodiesCommon):
    """A board of which the assembly elects four, and members who stand."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.members = [cls.make_member(name, annotated_on=f"20{13 + index}-02-01") for index, name in enumerate(
            ("Ada Leo", "Bice Re", "Carlo Sala", "Dino Neri", "Elsa Villa", "Fabio Costa")
        )]  # fmt: skip
        cls.elective = cls.seats.filtered(lambda seat: seat.source == "assembly")

    def make_election(self, *members, user=None, standing="admitted", **vals):
        """An election of two of the elective seats, with these members as candidates."""
        values = {
            "body_id": self.board_body.id,
            "date": DAY,
            "seat_ids": [Command.set(self.elective[:2].ids)],
            "electorate": "typed",
            "entitled": 100,
            "lot_seed": "seed",
            "candidate_ids": [
                Command.create({"partner_id": member.partner_id.id, "declaration": "clear"}) for member in members
            ],
            **vals,
        }
        return self.env["association.election"].with_user(user or self.secretary).create(values)

    def open_count(self, *members, **vals):
        election = self.make_election(*members, **vals)
        election.action_open_candidacies()
        election.action_open_count()
        return election

    def enter(self, election, votes=None, papers=None, user=None, **vals):
        """A teller's count: ``votes`` by name of the candidate, or the text of ``papers``."""
        tally = self.env["association.election.tally"].with_user(user or self.secretary).create({"election_id": election.id, **vals})
        if papers is not None:
            tally.write({"entry": "papers", "papers": papers})
        for line in tally.line_ids:
            line.votes = (votes or {}).get(line.name, 0)
        return tally

    def counted(self, *members, votes=None, papers=None, valid=0, **vals):
        election = self.open_count(*members, **vals)
        self.enter(election, votes, papers, valid=valid)
        election.action_count()
        return election

    def candidate(self, election, member):
        return election.candidate_ids.filtered(lambda one: one.partner_id == member.partner_id)

    def elected(self, election):
        return election.candidate_ids.filtered(lambda one: one.outcome == "elected").sorted("place").partner_id.mapped("name")


@tagged("post_install", "-at_install")
class TestElections(ElectionsCommon):
    """From the seats to the mandates, as the secretariat does it."""

    def test_the_seats_that_votes_fill_are_proposed_and_those_designated_are_not(self):
        form = Form(self.env["association.election"].with_user(self.secretary))
        form.body_id = self.board_body
        election = form.save()
        self.assertEqual(election.seat_ids, self.elective)
        self.assertEqual(election.seats, 4)
        self.assertIn("Consiglio direttivo", election.name)

    def test_a_seat_that_somebody_still_holds_is_not_proposed(self):
        self.name_on(self.elective[0], self.anna, "2025-01-01", accepted="2025-01-01")
        election = self.make_election(seat_ids=False)
        election.seat_ids = election._seats_to_fill()
        self.assertEqual(election.seat_ids, self.elective[1:])

    def test_totals_are_counted_proclaimed_and_accepted(self):
        ada, bice, carlo, *_others = self.members
        election = self.counted(ada, bice, carlo, valid=10, votes={"Ada Leo": 5, "Bice Re": 8, "Carlo Sala": 2})
        self.assertEqual(election.state, "counted")
        self.assertEqual(self.elected(election), ["Bice Re", "Ada Leo"])
        self.assertEqual(self.candidate(election, carlo).outcome, "reserve")
        election.action_proclaim()
        mandates = election.mandate_ids
        self.assertEqual(mandates.partner_id, (ada | bice).partner_id)
        self.assertEqual(set(mandates.mapped("state")), {"designated"})
        self.assertEqual(mandates.seat_id, self.elective[:2])
        self.assertEqual(set(mandates.mapped("appointment")), {"elected"})
        election.candidate_ids.filtered(lambda one: one.outcome == "elected").action_accept()
        self.assertTrue(all(mandates.mapped("accepted_on")))
        election.action_close()
        self.assertEqual(election.state, "closed")

    def test_the_sheet_is_printed_and_kept_beside_the_proclamation(self):
        election = self.open_count(*self.members[:2])
        report = self.env["ir.actions.report"].with_user(self.auditor)
        with self.assertRaisesRegex(UserError, "not been counted"):
            report._render_qweb_pdf("lecce_smartcity.report_scrutiny_sheet", election.ids)
        self.enter(election, {"Ada Leo": 9, "Bice Re": 8}, valid=10)
        election.action_count()
        content, _kind = report._render_qweb_pdf("lecce_smartcity.report_scrutiny_sheet", election.ids)
        self.assertTrue(content.startswith(b"%PDF"))
        election.action_proclaim()
        self.assertIn(f"{election._sheet_name()}.pdf", election.message_ids.attachment_ids.mapped("name"))

    def test_who_refuses_is_followed_by_the_first_of_those_not_elected(self):
        ada, bice, carlo, dino, *_others = self.members
        votes = {"Ada Leo": 9, "Bice Re": 8, "Carlo Sala": 7, "Dino Neri": 6}
        election = self.counted(ada, bice, carlo, dino, valid=20, votes=votes)
        election.action_proclaim()
        left = self.candidate(election, ada).mandate_ids
        self.candidate(election, ada).action_decline()
        self.assertEqual(self.candidate(election, ada).answer, "refused")
        called = self.candidate(election, carlo).mandate_ids
        self.assertEqual((called.seat_id, called.appointment, called.state), (left.seat_id, "first_non_elected", "designated"))
        self.assertEqual(called.date_to, left.date_to)
        self.candidate(election, carlo).action_decline()
        self.assertTrue(self.candidate(election, dino).mandate_ids, "the next after the next")

    def test_an_election_is_not_closed_before_everybody_answered(self):
        ada, bice, *_others = self.members
        election = self.counted(ada, bice, valid=9, votes={"Ada Leo": 9, "Bice Re": 8})
        election.action_proclaim()
        with self.assertRaisesRegex(UserError, "Ada Leo"):
            election.action_close()

    def test_a_seat_left_later_is_filled_by_a_button_until_nobody_is_left(self):
        ada, bice, carlo, *_others = self.members
        election = self.counted(ada, bice, carlo, valid=20, votes={"Ada Leo": 9, "Bice Re": 8, "Carlo Sala": 7})
        election.action_proclaim()
        elected = election.candidate_ids.filtered(lambda one: one.outcome == "elected")
        elected.action_accept()
        self.candidate(election, ada).mandate_ids._record("resignation", self.candidate(election, ada).mandate_ids.accepted_on)
        self.assertEqual(election.seats_left, 1)
        election.action_call_next()
        self.assertTrue(self.candidate(election, carlo).mandate_ids)
        self.assertEqual(election.seats_left, 0)
        with self.assertRaises(UserError):
            election.action_call_next()

    def test_a_vacant_seat_knows_the_first_of_those_not_elected(self):
        ada, bice, carlo, *_others = self.members
        self.board_body.replacement = "first_non_elected"
        election = self.counted(ada, bice, carlo, valid=20, votes={"Ada Leo": 9, "Bice Re": 8, "Carlo Sala": 7})
        election.action_proclaim()
        mandate = self.candidate(election, ada).mandate_ids
        self.assertEqual(mandate.seat_id._replacement(mandate.date_from).person, carlo.partner_id)
        mandate._record("death")
        follower = self.name_on(mandate.seat_id, carlo.partner_id, "2026-12-31", appointment="first_non_elected")
        self.assertEqual(follower.candidate_id, self.candidate(election, carlo))
        self.assertEqual(election.seats_left, 0)

    # --- methods ---

    def test_ranked_papers_are_pasted_and_counted_by_transferable_votes(self):
        ada, bice, carlo, *_others = self.members
        papers = "6 x Ada Leo > Carlo Sala\n3 x 2\n2 x 3\nblank\nnulla"
        election = self.counted(ada, bice, carlo, papers=papers, method="stv")
        sheet = election._as_sheet()
        self.assertEqual((sheet.turnout.valid, sheet.turnout.blank, sheet.turnout.void), (11, 1, 1))
        self.assertEqual(self.elected(election)[0], "Ada Leo")
        self.assertIn("Surplus", election.sheet_html)

    def test_lists_get_letters_and_their_candidates_seats(self):
        ada, bice, carlo, dino, *_others = self.members
        election = self.make_election(ada, bice, carlo, dino, method="dhondt")
        first, second = self.env["association.election.list"].with_user(self.secretary).create(
            [{"election_id": election.id, "name": "Insieme"}, {"election_id": election.id, "name": "Civica"}]
        )
        for member, item in zip((ada, bice, carlo, dino), (first, first, second, second), strict=True):
            self.candidate(election, member).list_id = item
        election.action_open_candidacies()
        election.action_open_count()
        self.assertEqual((first + second).mapped("code"), ["A", "B"])
        self.enter(election, {"Insieme": 30, "Civica": 20})
        election.action_count()
        self.assertEqual(self.elected(election), ["Ada Leo", "Carlo Sala"])
        self.assertEqual((first + second).mapped("seats_won"), [1, 1])

    def test_a_quota_of_the_election_passes_over(self):
        ada, carlo, dino = self.members[0], self.members[2], self.members[3]
        quota = [Command.create({"group": "woman", "minimum": 1})]
        election = self.make_election(ada, carlo, dino, quota_ids=quota)
        self.candidate(election, ada).gender = "woman"
        election.action_open_candidacies()
        election.action_open_count()
        self.enter(election, {"Ada Leo": 1, "Carlo Sala": 9, "Dino Neri": 8}, valid=10)
        election.action_count()
        self.assertEqual(self.elected(election), ["Carlo Sala", "Ada Leo"])

    def test_a_seat_reserved_to_a_category_goes_to_a_candidate_of_it_or_stays_vacant(self):
        seat = self.elective[1]
        seat.write({"category_id": self.founder.id})
        founder = self.make_member("Gina Fonda", category=self.founder)
        ada, bice, *_others = self.members
        election = self.counted(ada, bice, founder, valid=10, votes={"Ada Leo": 9, "Bice Re": 8, "Gina Fonda": 1})
        self.assertEqual(self.elected(election), ["Ada Leo", "Gina Fonda"])
        election.action_proclaim()
        self.assertEqual(self.candidate(election, founder).mandate_ids.seat_id, seat)
        alone = self.counted(ada, bice, valid=10, votes={"Ada Leo": 9, "Bice Re": 8})
        self.assertEqual(self.elected(alone), ["Ada Leo"])

    # --- ties ---

    def test_seniority_in_the_book_breaks_a_tie(self):
        ada, bice, carlo, *_others = self.members
        election = self.counted(carlo, bice, ada, valid=9, votes={"Ada Leo": 5, "Bice Re": 5, "Carlo Sala": 5})
        self.assertEqual(self.elected(election), ["Ada Leo", "Bice Re"])

    def test_a_run_off_is_called_between_the_tied_and_completes_the_election(self):
        ada, bice, carlo, *_others = self.members
        votes = {"Ada Leo": 9, "Bice Re": 5, "Carlo Sala": 5}
        election = self.counted(ada, bice, carlo, valid=10, votes=votes, tie_first=False, tie_then=False, tie_last="run_off")
        self.assertTrue(election.needs_run_off)
        with self.assertRaises(UserError):
            election.action_proclaim()
        run_off = self.env["association.election"].browse(election.action_run_off()["res_id"]).with_user(self.secretary)
        self.assertEqual(run_off.candidate_ids.partner_id, (bice | carlo).partner_id)
        self.assertEqual(run_off.seats, 1)
        run_off.write({"entitled": 100, "electorate": "typed"})
        run_off.action_open_count()
        self.enter(run_off, {"Carlo Sala": 11, "Bice Re": 4}, valid=15)
        with self.assertRaises(UserError):
            election.action_complete()
        run_off.action_count()
        with self.assertRaises(UserError):
            run_off.action_proclaim()
        election.action_complete()
        self.assertEqual(self.elected(election), ["Ada Leo", "Carlo Sala"])
        self.assertEqual(run_off.state, "closed")
        election.action_proclaim()
        self.assertEqual(election.mandate_ids.partner_id, (ada | carlo).partner_id)

    def test_the_seed_of_the_lot_is_drawn_before_the_papers_are_known_and_then_kept(self):
        ada, bice, *_others = self.members
        election = self.open_count(ada, bice, lot_seed=False)
        self.assertTrue(election.lot_seed)
        with self.assertRaises(UserError):
            election.lot_seed = "another"

    # --- who may be elected ---

    def test_each_candidate_is_judged_on_the_day_of_the_election(self):
        ada = self.members[0]
        late = self.make_member("Nino Tardi", on="2026-05-01", annotated_on="2026-05-01")
        election = self.make_election(ada, late, months_in_book=3)
        self.assertTrue(self.candidate(election, ada).eligible)
        self.assertFalse(self.candidate(election, late).eligible)
        self.assertIn("may be elected from", self.candidate(election, late).verdict)
        election.action_open_candidacies()
        with self.assertRaises(UserError):
            self.candidate(election, late).action_admit()
        election.action_open_count()
        self.assertEqual(self.candidate(election, late).standing, "refused")
        self.assertEqual(self.candidate(election, ada).number, 1)

    def test_who_presides_may_admit_against_the_statute_with_a_reason_but_never_against_the_law(self):
        stranger = self.make_partner("Ugo Esterno")
        election = self.make_election(self.members[0])
        candidate = election.candidate_ids.create({"election_id": election.id, "partner_id": stranger.id, "declaration": "clear"})
        with self.assertRaises(UserError):
            candidate.action_admit()
        candidate.override_reason = "Resolution no. 7 of the assembly"
        candidate.action_admit()
        candidate.write({"declaration": "cause", "cause": "bankrupt"})
        with self.assertRaisesRegex(UserError, "2382"):
            candidate.action_admit()

    def test_a_person_whom_a_member_body_indicates_stands_with_its_membership(self):
        mayor = self.make_partner("Rita Sindaca")
        self.env["association.representative"].create(
            {"member_id": self.city.id, "partner_id": mayor.id, "date_from": "2025-01-01", "role": "delegate"}
        )
        election = self.make_election()
        candidate = election.candidate_ids.create({"election_id": election.id, "partner_id": mayor.id, "declaration": "clear"})
        self.assertEqual(candidate.member_id, self.city)
        self.assertTrue(candidate.eligible)

    def test_too_many_mandates_in_a_row_bar(self):
        ada = self.members[0]
        self.board_body.mandates_max = 2
        self.name_on(self.elective[0], ada.partner_id, "2020-05-15", accepted="2020-05-15", date_to="2023-05-14")
        self.name_on(self.elective[0], ada.partner_id, "2023-05-15", accepted="2023-05-15", date_to="2026-05-14")
        election = self.make_election(ada)
        self.assertFalse(election.candidate_ids.eligible)
        self.assertIn("2 mandates in a row", election.candidate_ids.verdict)

    def test_a_body_does_not_stand(self):
        with self.assertRaises(ValidationError):
            self.make_election(self.city)

    # --- bad input ---

    def test_more_preferences_than_seats_are_refused_with_the_remedy(self):
        with self.assertRaisesRegex(UserError, "only 2 seats"):
            self.open_count(*self.members[:3], preferences=3)

    def test_everything_wrong_with_pasted_papers_is_shown_row_by_row_and_nothing_is_counted(self):
        election = self.open_count(*self.members[:3], method="schulze")
        tally = self.enter(election, papers="1 > 2\n1 > 9\n2 > 2")
        self.assertEqual((tally.papers_read, tally.rows_wrong), (1, 2))
        self.assertIn("“9”", tally.verdicts)
        with self.assertRaisesRegex(UserError, "Row 2"):
            election.action_count()
        self.assertEqual(election.state, "counting")
        self.assertFalse(election.sheet)

    def test_more_ballots_than_voters_are_refused(self):
        election = self.open_count(*self.members[:3], voters=9)
        self.enter(election, {"Ada Leo": 10}, valid=10)
        with self.assertRaisesRegex(UserError, "10 votes were found"):
            election.action_count()

    def test_a_csv_of_papers_is_read_and_what_is_no_text_refused(self):
        election = self.open_count(*self.members[:3], method="stv")
        tally = self.enter(election)
        form = Form(tally)
        form.papers_file = base64.b64encode("Ada Leo;Bice Re\nCarlo Sala;;\n".encode("utf-8-sig"))
        self.assertIn("Ada Leo;Bice Re", form.papers)
        form.save()
        self.assertEqual((tally.papers_read, tally.rows_wrong), (2, 0))
        with self.assertRaises(UserError):
            tally._decoded(base64.b64encode(b"PK\x03\x04\x00\x00"))

    def test_two_tellers_count_only_what_both_found(self):
        election = self.open_count(*self.members[:3], two_tellers=True)
        other = self._user_named("second_teller")
        mine = self.enter(election, {"Ada Leo": 6, "Bice Re": 4}, valid=10)
        with self.assertRaisesRegex(UserError, "Two tellers"):
            election.action_count()
        theirs = self.enter(election, {"Ada Leo": 5, "Bice Re": 5}, valid=10, user=other)
        with self.assertRaisesRegex(UserError, "Ada Leo: 6 and 5"):
            election.action_count()
        with self.assertRaises(UserError):
            mine.with_user(other).valid = 11
        for line in theirs.line_ids:
            line.votes = {"Ada Leo": 6, "Bice Re": 4}.get(line.name, 0)
        election.action_count()
        self.assertEqual(election.state, "counted")

    def _user_named(self, login):
        return new_test_user(
            self.env, login, groups="lecce_smartcity.group_secretariat", company_id=self.company.id,
            company_ids=[Command.set(self.company.ids)], lang="en_US",
        )  # fmt: skip

    # --- what stays ---

    def test_rules_and_candidates_stay_once_the_count_is_open(self):
        election = self.open_count(*self.members[:3])
        for values in ({"method": "stv"}, {"date": "2026-06-01"}, {"seat_ids": [Command.clear()]}, {"preferences": 1}):
            with self.subTest(values=values), self.assertRaises(UserError):
                election.write(values)
        with self.assertRaises(UserError):
            election.candidate_ids.create({"election_id": election.id, "partner_id": self.anna.id})
        with self.assertRaises(UserError):
            election.candidate_ids[0].unlink()
        with self.assertRaises(UserError):
            election.unlink()

    def test_steps_and_results_are_not_written_by_hand(self):
        election = self.make_election(*self.members[:2])
        for record, values in (
            (election, {"state": "counted"}),
            (election, {"sheet": {}}),
            (election.candidate_ids[0], {"outcome": "elected"}),
            (election.candidate_ids[0], {"number": 7}),
        ):
            with self.subTest(values=values), self.assertRaises(UserError):
                record.write(values)

    def test_proclaiming_counts_again_and_refuses_a_sheet_that_differs(self):
        election = self.counted(*self.members[:2], valid=9, votes={"Ada Leo": 9, "Bice Re": 8})
        self.members[0].partner_id.name = "Ada Leone"
        with self.assertRaises(UserError):
            election.action_proclaim()
        election.action_recount()
        self.assertFalse(election.sheet)
        election.action_count()
        election.action_proclaim()

    def test_the_rules_of_the_statute_are_proposed_and_a_departure_is_shown(self):
        self.statute_says({"election.method": "limited", "election.preferences.max": "1", "election.tie": "age_older, lot"})
        election = self.env["association.election"].with_user(self.secretary).create(
            {"body_id": self.board_body.id, "date": DAY, "electorate": "typed", "entitled": 9}
        )
        self.assertEqual((election.method, election.preferences), ("plurality", 1))
        self.assertEqual((election.tie_first, election.tie_then, election.tie_last), ("age_older", False, "lot"))
        self.assertEqual(election.seats, 4)
        self.assertNotIn("otherwise", election.statute_html)
        election.method = "stv"
        self.assertIn("otherwise", election.statute_html)
        ranked = election.create({"body_id": self.board_body.id, "date": DAY, "method": "stv", "electorate": "typed", "entitled": 9})
        self.assertEqual(ranked.preferences, 0, "a most of preferences does not cut rankings short")

    def statute_says(self, rules):
        """A statute in force since 2020 with these rules, of an association that the law does not tell what to write."""
        self.company.association_regime_ids.regime = "unrecognised"
        statute = self.env["association.statute"].create({"name": "2020", "company_id": self.company.id})
        article = Article("elections", "1", "Elezioni", (Paragraph("1", "Gli organi sono eletti come qui stabilito."),))
        statute._set_text(StatuteText("Statuto", "", (article,)))
        definitions = {rule.code: rule for rule in self.env["association.rule.definition"].search([("code", "in", list(rules))])}
        self.env["association.statute.rule"].create(
            [
                {"statute_id": statute.id, "definition_id": definitions[code].id, "value_text": text, "state": "confirmed",
                 "article_id": statute.article_ids[-1:].id}
                for code, text in rules.items()
            ]
        )  # fmt: skip
        statute._adopt({"resolution": "Assemblea n. 2", "adopted_on": "2020-01-01"})
        statute._put_in_force("2020-02-01")

    # --- electorate ---

    def test_the_electorate_is_read_from_the_roll_on_the_day_or_from_a_body(self):
        election = self.make_election(entitled=0, electorate="roll")
        election.action_read_electorate()
        rights = self.env["association.member"].rights(DAY)
        self.assertEqual(election.entitled, sum(right.votes for right in rights.values() if right.entitled))
        self.name_on(self.elective[0], self.anna, "2025-01-01", accepted="2025-01-01")
        by_board = self.make_election(entitled=0, electorate="body", electorate_body_id=self.board_body.id)
        by_board.action_read_electorate()
        self.assertEqual(by_board.entitled, 1)


@tagged("post_install", "-at_install")
class TestElectionRoles(ElectionsCommon):
    """The secretariat runs elections; the others read them."""

    def test_readers_read_and_change_nothing(self):
        election = self.counted(*self.members[:2], valid=9, votes={"Ada Leo": 9, "Bice Re": 8})
        for role in ("treasurer", "board", "auditor"):
            reader = election.with_user(getattr(self, role))
            with self.subTest(role=role):
                self.assertIn("Ada Leo", reader.sheet_html)
                self.assertTrue(reader.candidate_ids[0].verdict)
                for step in ("action_proclaim", "action_recount", "unlink"):
                    with self.assertRaises(AccessError):
                        getattr(reader, step)()
                with self.assertRaises(AccessError):
                    reader.write({"name": "Another"})

    def test_the_portal_sees_no_election(self):
        election = self.make_election(*self.members[:2])
        for model in ("election", "election.candidate", "election.list", "election.tally", "election.tally.line", "election.quota"):
            self.assertFalse(self.env[f"association.{model}"].with_user(self.portal).has_access("read"), model)
        with self.assertRaises(AccessError):
            election.with_user(self.portal).read(["name"])

    def test_another_association_sees_no_election(self):
        election = self.make_election(*self.members[:2])
        other = self.env["res.company"].create({"name": "Associazione sorella"})
        stranger = self._user("secretariat", other)
        elections = self.env["association.election"].with_user(stranger).with_context(allowed_company_ids=other.ids)
        self.assertFalse(elections.search([("id", "=", election.id)]))
        with self.assertRaises(AccessError):
            election.candidate_ids.with_user(stranger).with_context(allowed_company_ids=other.ids).read(["partner_id"])
