from odoo.exceptions import UserError, ValidationError
from odoo.tests import tagged
from odoo.tools import mute_logger

from .common import AssociationCommon


@tagged("post_install", "-at_install")
class TestMemberHistory(AssociationCommon):
    """What happened to a membership, and what it was on any day."""

    def on(self, member, day):
        return member.with_context(as_of=day)

    def test_an_admission_makes_a_member_with_the_next_number(self):
        first, second = self.make_member("Ada"), self.make_member("Bice")
        self.assertEqual((first.number, second.number), (1, 2))
        self.assertEqual(first.status, "active")
        self.assertEqual(first.category_id, self.category)

    def test_each_association_numbers_its_own_members(self):
        self.make_member("Ada")
        other = self.env["res.company"].create({"name": "Associazione sorella"})
        self.assertEqual(self.make_member("Bice", company=other).number, 1)

    def test_status_and_category_are_those_of_the_day_asked_about(self):
        member = self.make_member(on="2020-01-10")
        self.record(member, "category_change", "2023-07-01", category_id=self.founder.id)
        self.record(member, "suspension", "2024-02-01")
        self.assertFalse(self.on(member, "2020-01-09").status)
        self.assertEqual(self.on(member, "2023-06-30").category_id, self.category)
        self.assertEqual(self.on(member, "2023-07-01").category_id, self.founder)
        self.assertEqual(self.on(member, "2024-02-01").status, "suspended")

    def test_who_was_a_member_on_a_past_day_is_one_query(self):
        for name in ("Ada", "Bice", "Carla"):
            self.make_member(name, on="2020-01-10")
        late = self.make_member("Dora", on="2024-01-10")
        Member = self.env["association.member"].with_context(as_of="2023-06-30")
        self.env.flush_all()
        with self.assertQueryCount(1):
            found = Member.search(
                [("company_id", "=", self.company.id), ("status", "in", ["active", "suspended"])]
            )
        self.assertEqual(len(found), 3)
        self.assertNotIn(late, found)

    def test_members_can_be_counted_by_the_category_of_a_past_day(self):
        member = self.make_member(on="2020-01-10")
        self.record(member, "category_change", "2023-07-01", category_id=self.founder.id)
        Member = self.env["association.member"].with_context(as_of="2023-06-30")
        groups = Member._read_group(
            [("company_id", "=", self.company.id)], ["status", "category_id"], ["__count"]
        )
        self.assertEqual(groups, [("active", self.category, 1)])

    def test_withdrawal_with_three_months_notice_ends_with_the_year(self):
        member = self.make_member()
        event = self.env["association.member.event"].create(
            {"member_id": member.id, "type": "withdrawal", "legal_date": "2026-09-30"}
        )
        self.assertEqual(str(event.effective_date), "2026-12-31")
        self.assertEqual(self.on(member, "2026-12-31").status, "active")
        self.assertEqual(self.on(member, "2027-01-01").status, "ceased")
        self.assertEqual(str(self.on(member, "2027-01-01").ceased_on), "2026-12-31")

    def test_withdrawal_a_day_too_late_ends_with_the_next_year(self):
        member = self.make_member()
        event = self.env["association.member.event"].create(
            {"member_id": member.id, "type": "withdrawal", "legal_date": "2026-10-01"}
        )
        self.assertEqual(str(event.effective_date), "2027-12-31")

    def test_an_impossible_step_is_refused_with_the_state_of_that_day(self):
        member = self.make_member(on="2020-01-10")
        self.record(member, "death", "2024-03-01")
        with self.assertRaisesRegex(ValidationError, "Ceased"):
            self.record(member, "suspension", "2025-01-01")
        self.assertEqual(len(member.event_ids), 2, "nothing of the refused event is left")

    def test_exclusion_without_reasons_is_refused(self):
        member = self.make_member()
        with self.assertRaisesRegex(ValidationError, "reasons"):
            self.record(member, "exclusion", "2024-03-01", motive=" ")

    def test_admission_without_a_resolution_is_refused(self):
        with self.assertRaisesRegex(ValidationError, "resolution"):
            self.make_member(resolution=False)

    def test_one_bad_event_of_many_records_none(self):
        member = self.make_member(on="2020-01-10")
        other = self.make_member("Bice", on="2020-01-10")
        with self.assertRaises(ValidationError):
            self.env["association.member.event"].create(
                [
                    {"member_id": member.id, "type": "death", "legal_date": "2024-01-01"},
                    {
                        "member_id": other.id,
                        "type": "reinstatement",
                        "legal_date": "2024-01-01",
                        "resolution": "CD 1",
                    },
                ]
            )
        self.assertEqual(self.on(member, "2025-01-01").status, "active")

    def test_a_readmission_draws_a_new_number_and_the_old_is_not_reused(self):
        member = self.make_member(on="2020-01-10")
        self.record(member, "lapse", "2022-01-31")
        self.record(
            member,
            "readmission",
            "2024-05-01",
            category_id=self.category.id,
            annotated_on="2024-05-01",
        )
        self.assertEqual(member.number, 2)
        self.assertEqual(self.make_member("Bice").number, 3)
        self.assertEqual(member.period_ids.mapped("number"), [1, 1, 2])

    def test_an_annulled_readmission_gives_the_first_number_back_and_reserves_its_own(self):
        member = self.make_member()
        self.record(member, "withdrawal", "2021-01-10")
        again = self.record(member, "readmission", "2023-01-10", category_id=self.category.id)
        self.assertEqual(member.number, again.number)
        again._annul("Delibera revocata")
        self.assertEqual(member.number, 1)
        self.assertEqual(self.make_member("Bruno Serra").number, 3)

    def test_a_number_never_passes_to_another_member(self):
        self.make_member("Ada", number=7)
        with self.assertRaisesRegex(ValidationError, "7"):
            self.make_member("Bice", number=7)
        self.assertEqual(self.make_member("Carla").number, 8)

    def test_a_correction_changes_the_past_and_leaves_the_mistake_readable(self):
        member = self.make_member(on="2020-01-10")
        admission = member.event_ids
        self.record(
            member,
            "correction",
            "2024-01-01",
            corrects_id=admission.id,
            new_effective_date="2019-12-01",
        )
        self.assertEqual(str(member.member_since), "2019-12-01")
        self.assertEqual(str(admission.effective_date), "2020-01-10")

    def test_an_annulled_admission_leaves_no_membership(self):
        member = self.make_member(on="2020-01-10")
        member.event_ids._annul("Iscritto per errore")
        self.assertFalse(member.status)
        self.assertTrue(member.event_ids.filtered(lambda e: e.type == "admission").is_annulled)

    def test_an_annulment_can_itself_be_annulled(self):
        member = self.make_member(on="2020-01-10")
        correction = member.event_ids._annul("Iscritto per errore")
        correction._annul("L'errore era l'annullamento")
        self.assertEqual(member.status, "active")

    def test_events_cannot_be_changed_or_deleted(self):
        event = self.make_member().event_ids
        with self.assertRaises(Exception), mute_logger("odoo.sql_db"), self.env.cr.savepoint():
            event.write({"legal_date": "2001-01-01"})
            self.env.flush_all()
        with self.assertRaises(Exception), mute_logger("odoo.sql_db"), self.env.cr.savepoint():
            event.unlink()

    def test_the_register_number_cannot_be_written_by_a_user(self):
        member = self.make_member().with_user(self.secretary)
        with self.assertRaises(UserError):
            member.write({"number": 99})

    def test_a_member_with_a_history_cannot_be_deleted(self):
        member = self.make_member().with_user(self.secretary)
        with self.assertRaises(UserError):
            member.unlink()

    def test_recording_a_thousand_admissions_costs_no_query_each(self):
        partners = self.env["res.partner"].create(
            [{"name": f"Socio {index}"} for index in range(1000)]
        )
        members = self.env["association.member"].create(
            [{"partner_id": partner.id} for partner in partners]
        )
        self.env.flush_all()
        vals = [
            {
                "member_id": member.id, "type": "admission", "category_id": self.category.id, "number": index,
                "resolution": "CD 1", "legal_date": "2020-01-01", "annotated_on": "2020-01-10",
            }
            for index, member in enumerate(members, start=1)
        ]  # fmt: skip
        before = self.env.cr.sql_log_count
        self.env["association.member.event"].create(vals)
        self.env.flush_all()
        self.assertLess(self.env.cr.sql_log_count - before, 100)
