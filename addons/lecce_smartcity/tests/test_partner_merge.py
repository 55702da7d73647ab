from odoo import Command, api
from odoo.exceptions import AccessError, UserError
from odoo.tests import new_test_user, tagged

from .common import AssociationCommon


class MergeCommon(AssociationCommon):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.env = cls.env["base"].with_context(lang="en_US").env
        cls.merges = cls.env["association.partner.merge"].with_user(cls.secretary)

    def merge(self, survivor, source, *taken):
        return self.merges._merge(survivor, source, taken)

    def picture_of(self, *records):
        """Return every stored value of these records, to be compared before and after."""
        self.env.flush_all()
        picture = {}
        for record in records:
            self.env.cr.execute(f"SELECT * FROM {record._table} WHERE id = %s", [record.id])
            row = self.env.cr.dictfetchone()
            skipped = ("write_date", "write_uid", "message_main_attachment_id")
            picture[record] = {name: value for name, value in row.items() if name not in skipped}
        return picture


@tagged("post_install", "-at_install")
class TestPartnerMerge(MergeCommon):
    """Two contacts become one: everything moves, everything is remembered, everything can be put back."""

    def setUp(self):
        super().setUp()
        self.kept = self.make_partner("Anna Greco", email="anna@example.org")
        self.twin = self.make_partner("Greco Anna", email="anna@vecchia.example.org", phone="+39 0832 1")

    def test_what_points_to_the_duplicate_points_to_the_kept_contact(self):
        child = self.make_partner("Ufficio", parent_id=self.twin.id)
        tag = self.env["res.partner.category"].create(
            {"name": "Volontari", "partner_ids": [Command.set(self.twin.ids)]}
        )
        shared = self.env["res.partner.category"].create(
            {"name": "Scuole", "partner_ids": [Command.set((self.twin | self.kept).ids)]}
        )
        message = self.twin.message_post(body="Ha telefonato")
        written = self.kept.message_post(body="Scrive", author_id=self.twin.id)
        file = self.env["ir.attachment"].create(
            {"name": "a.pdf", "raw": b"x", "res_model": "res.partner", "res_id": self.twin.id}
        )
        user = new_test_user(self.env, "anna_portale", groups="base.group_portal", partner_id=self.twin.id)
        body = self.make_member(partner=self.make_partner("Comune", is_company=True))
        mandate = self.env["association.representative"].create({"member_id": body.id, "partner_id": self.twin.id})
        self.merge(self.kept, self.twin)
        self.assertEqual(child.parent_id, self.kept)
        self.assertEqual(child.commercial_partner_id, self.kept)
        self.assertEqual(tag.partner_ids, self.kept)
        self.assertIn(shared, self.kept.category_id)
        self.assertEqual((message.res_id, file.res_id), (self.kept.id, self.kept.id))
        self.assertEqual(written.author_id, self.kept)
        self.assertEqual(user.partner_id, self.kept)
        self.assertEqual(mandate.partner_id, self.kept)

    def test_the_duplicate_is_archived_not_deleted(self):
        self.merge(self.kept, self.twin)
        self.assertTrue(self.twin.exists())
        self.assertFalse(self.twin.active)
        self.assertEqual(self.twin.merged_into_id, self.kept)
        self.assertEqual(self.kept._same_person(), self.kept | self.twin)

    def test_only_the_chosen_values_are_taken(self):
        self.merge(self.kept, self.twin, "phone")
        self.assertEqual((self.kept.email, self.kept.phone), ("anna@example.org", "+39 0832 1"))

    def test_undoing_puts_every_row_back(self):
        child = self.make_partner("Ufficio", parent_id=self.twin.id)
        tags = self.env["res.partner.category"].create([{"name": "Volontari"}, {"name": "Scuole"}])
        self.twin.category_id = tags
        self.kept.category_id = tags[0]
        message = self.twin.message_post(body="Ha telefonato")
        user = new_test_user(self.env, "anna_portale", groups="base.group_portal", partner_id=self.twin.id)
        before = self.picture_of(self.kept, self.twin, child, message, user)
        merge = self.merge(self.kept, self.twin, "phone", "email")
        self.assertEqual(self.kept.category_id, tags)
        merge.action_undo()
        self.assertEqual(self.picture_of(self.kept, self.twin, child, message, user), before)
        self.assertEqual((self.kept.category_id, self.twin.category_id), (tags[0], tags))
        self.assertEqual((merge.state, merge.undone_by_id), ("undone", self.secretary))

    def test_undo_says_what_stands_against_it(self):
        child = self.make_partner("Ufficio", parent_id=self.twin.id)
        other = self.make_partner("Altra")
        merge = self.merge(self.kept, self.twin, "phone")
        self.kept.phone = "+39 0832 2"
        child.parent_id = other
        with self.assertRaises(UserError) as refusal:
            merge.action_undo()
        self.assertIn("Phone", str(refusal.exception))
        self.assertIn("1 were given", str(refusal.exception))
        self.assertEqual((child.parent_id, self.twin.active), (other, False))

    def test_what_came_after_the_merge_stays_with_the_kept_contact(self):
        merge = self.merge(self.kept, self.twin)
        later = self.make_partner("Ufficio nuovo", parent_id=self.kept.id)
        merge.action_undo()
        self.assertEqual(later.parent_id, self.kept)

    def test_a_row_deleted_since_does_not_stand_against_undoing(self):
        child = self.make_partner("Ufficio", parent_id=self.twin.id)
        merge = self.merge(self.kept, self.twin)
        child.unlink()
        merge.action_undo()
        self.assertTrue(self.twin.active)

    def test_merges_are_undone_in_reverse_order(self):
        third = self.make_partner("A. Greco")
        first = self.merge(self.kept, self.twin)
        second = self.merge(third, self.kept)
        with self.assertRaisesRegex(UserError, "undo that first"):
            first.action_undo()
        second.action_undo()
        first.action_undo()
        self.assertTrue(self.kept.active and self.twin.active)

    def test_consents_stay_facts_of_the_person(self):
        purpose = self.env.ref("lecce_smartcity.consent_purpose_photos")
        consent = self.env["association.consent"]._give(
            self.twin, purpose, self.company, self.env["association.privacy.notice"]
        )
        self.merge(self.kept, self.twin)
        self.assertEqual(consent.partner_id, self.twin)
        self.assertTrue(self.kept._has_consent("photos"))

    def test_what_cannot_be_merged(self):
        body = self.make_partner("Comune", is_company=True)
        member = self.make_member(partner=body)
        self.env["association.representative"].create({"member_id": member.id, "partner_id": self.twin.id})
        contact = self.make_partner("Referente", parent_id=self.kept.id)
        for survivor, source in (
            (self.kept, self.kept),
            (self.kept, contact),
            (self.kept, self.treasurer.partner_id),
            (self.kept, self.company.partner_id),
            (body, self.twin),
        ):
            with self.assertRaises(UserError):
                self.merge(survivor, source)

    def test_members_of_an_association_one_cannot_see_are_not_merged(self):
        other = self.env["res.company"].create({"name": "Altra"})
        self.make_member(partner=self.twin, company=other)
        with self.assertRaisesRegex(UserError, "another association"):
            self.merge(self.kept, self.twin)

    def test_only_the_secretariat_merges_and_undoes(self):
        merge = self.merge(self.kept, self.twin)
        for user in (self.auditor, self.board, self.treasurer, self.portal):
            with self.assertRaises(AccessError):
                merge.with_user(user).action_undo()
            with self.assertRaises(AccessError):
                self.env["association.partner.merge"].with_user(user)._merge(self.kept, self.make_partner("X"))

    def test_the_stock_merge_that_cannot_be_undone_leaves_members_alone(self):
        self.make_member(partner=self.twin)
        with self.assertRaisesRegex(UserError, "undone"):
            self.env["base.partner.merge.automatic.wizard"]._merge((self.kept | self.twin).ids, self.kept)
        plain = self.make_partner("Bruno"), self.make_partner("Bruno")
        self.env["base.partner.merge.automatic.wizard"]._merge([one.id for one in plain], plain[0])
        self.assertFalse(plain[1].exists())

    def test_the_preview_is_what_happens(self):
        self.make_partner("Ufficio", parent_id=self.twin.id)
        self.twin.message_post(body="Ha telefonato")
        wizard = self.env["association.partner.merge.wizard"].with_user(self.secretary)._open(self.kept | self.twin)
        before = self.picture_of(self.twin)
        moves = wizard.moves
        self.assertEqual(self.picture_of(self.twin), before, "a preview moves nothing")
        merge = self.env["association.partner.merge"].browse(wizard.action_merge()["res_id"])
        for move in merge._moves():
            label = self.env["association.row.mover"]._label(move.place)
            self.assertIn(f'<td>{label}</td><td class="text-end">{len(move.rows)}</td>', moves)

    def test_the_wizard_proposes_to_take_what_is_missing(self):
        wizard = self.env["association.partner.merge.wizard"].with_user(self.secretary)._open(self.kept | self.twin)
        self.assertEqual(wizard.survivor_id, self.kept)
        self.assertEqual(wizard.line_ids.filtered("take").mapped("name"), ["phone"])
        wizard.action_swap()
        self.assertEqual((wizard.survivor_id, wizard.source_id), (self.twin, self.kept))

    def test_two_different_codici_fiscali_need_a_second_thought(self):
        self.kept.codice_fiscale, self.twin.codice_fiscale = "RSSMRA85T10A562S", "VRDGPP13R10B293P"
        wizard = self.env["association.partner.merge.wizard"].with_user(self.secretary)._open(self.kept | self.twin)
        with self.assertRaisesRegex(UserError, "apart"):
            wizard.action_merge()
        wizard.is_sure = True
        wizard.action_merge()

    def test_a_legal_hold_passes_to_the_kept_contact(self):
        self.twin.write({"legal_hold": True, "legal_hold_reason": "Causa"})
        merge = self.merge(self.kept, self.twin)
        self.assertTrue(self.kept.legal_hold)
        merge.action_undo()
        self.assertFalse(self.kept.legal_hold)

    def test_every_foreign_key_to_contacts_is_moved_or_known_to_stay(self):
        """A table that comes later is found in the database's own catalogue."""
        mover = self.env["association.row.mover"]
        moved = {place.table for place in mover._places(self.twin.id, self.kept.id)}
        self.assertLessEqual({"res_users", "association_representative", "mail_message", "ir_attachment"}, moved)
        stays = {"association_consent", "association_privacy_erasure", "association_member", "association_duplicate"}
        self.assertFalse(stays & moved)


@tagged("post_install", "-at_install")
class TestMembershipMerge(MergeCommon):
    """Membership facts: never moved, never edited; corrected where they repeat each other."""

    def setUp(self):
        super().setUp()
        self.kept = self.make_partner("Anna Greco")
        self.twin = self.make_partner("Greco Anna")

    def events_of(self, member):
        self.env.flush_all()
        self.env.cr.execute(
            "SELECT to_jsonb(e) - 'write_date' FROM association_member_event e WHERE member_id = %s ORDER BY id",
            [member.id],
        )
        return [row for (row,) in self.env.cr.fetchall()]

    def test_the_only_membership_goes_with_the_person_and_comes_back(self):
        member = self.make_member(partner=self.twin)
        events = self.events_of(member)
        merge = self.merge(self.kept, self.twin)
        self.assertEqual((member.partner_id, member.number, member.status), (self.kept, 1, "active"))
        self.assertEqual(self.events_of(member), events)
        merge.action_undo()
        self.assertEqual(member.partner_id, self.twin)
        self.assertEqual(self.events_of(member), events)

    def test_memberships_that_never_overlap_are_linked_and_nothing_is_annulled(self):
        old = self.make_member(partner=self.twin, on="2005-01-01")
        self.record(old, "withdrawal", "2010-10-01", effective_date="2010-12-31")
        new = self.make_member(partner=self.kept, on="2015-01-01")
        before = self.events_of(old)
        merge = self.merge(self.kept, self.twin)
        self.assertEqual(old.same_person_id, new)
        self.assertEqual((self.events_of(old), old.status, old.active), (before, "ceased", True))
        merge.action_undo()
        self.assertFalse(old.same_person_id)
        self.assertEqual(self.events_of(old), before)

    def test_a_registration_made_twice_is_annulled_by_corrections_that_say_why(self):
        first = self.make_member(partner=self.kept, on="2015-01-01")
        second = self.make_member(partner=self.twin, on="2018-01-01")
        self.record(second, "category_change", "2019-01-01", category_id=self.founder.id)
        before = self.events_of(second)
        entries = len(second.event_ids.entry_ids)
        merge = self.merge(self.kept, self.twin)
        self.assertEqual(second.same_person_id, first)
        self.assertEqual((second.status, second.active, first.status), (False, False, "active"))
        self.assertEqual(self.events_of(second)[:2], before, "facts are never edited")
        corrections = second.event_ids.filtered(lambda event: event.type == "correction")
        self.assertEqual(set(corrections.mapped("motive")), {"duplicate registration of no. 1"})
        self.assertEqual(len(second.event_ids.entry_ids), entries + 2, "the book says so")
        self.assertEqual(second.number, 2, "its number is not used again")
        merge.action_undo()
        self.assertEqual((second.status, second.active, second.category_id), ("active", True, self.founder))
        self.assertEqual(self.events_of(second)[:2], before)
        self.assertEqual(len(second.event_ids), 6, "undone by further corrections")
        self.assertFalse(second.same_person_id)

    def test_merging_again_after_an_undo_works(self):
        self.make_member(partner=self.kept, on="2015-01-01")
        second = self.make_member(partner=self.twin, on="2018-01-01")
        self.merge(self.kept, self.twin).action_undo()
        merge = self.merge(self.kept, self.twin)
        self.assertFalse(second.status)
        merge.action_undo()
        self.assertEqual(second.status, "active")

    def test_a_membership_in_force_is_never_lost(self):
        old = self.make_member(partner=self.kept, on="2005-01-01")
        self.record(old, "withdrawal", "2016-10-01", effective_date="2016-12-31")
        self.make_member(partner=self.twin, on="2015-01-01")
        with self.assertRaisesRegex(UserError, "alone"):
            self.merge(self.kept, self.twin)
        merge = self.merge(self.twin, self.kept)
        self.assertEqual((self.twin.member_ids.status, old.status), ("active", False))
        merge.action_undo()
        self.assertEqual(old.status, "ceased")

    def test_days_that_would_be_lost_are_announced(self):
        self.make_member(partner=self.kept, on="2018-01-01")
        self.make_member(partner=self.twin, on="2015-01-01")
        forecast = self.env["association.membership.join"]._forecast(self.kept, self.twin)
        self.assertEqual([level for level, _text in forecast], ["warning", "warning"])
        wizard = self.env["association.partner.merge.wizard"].with_user(self.secretary)._open(self.kept | self.twin)
        self.assertEqual(wizard.survivor_id, self.twin, "the older registration is proposed to be kept")

    def test_an_application_under_way_is_decided_first(self):
        self.make_member(partner=self.kept)
        second = self.env["association.member"].create({"partner_id": self.twin.id})
        self.record(second, "application", "2026-01-02", category_id=self.category.id)
        with self.assertRaisesRegex(UserError, "application"):
            self.merge(self.kept, self.twin)

    def test_undo_is_refused_once_the_history_went_on(self):
        self.make_member(partner=self.kept, on="2015-01-01")
        second = self.make_member(partner=self.twin, on="2018-01-01")
        merge = self.merge(self.kept, self.twin)
        self.record(second, "admission", "2024-01-01", category_id=self.category.id)
        with self.assertRaisesRegex(UserError, "went on"):
            merge.action_undo()

    def test_each_association_is_looked_at_by_itself(self):
        other = self.env["res.company"].create(
            {"name": "Altra", "association_regime_ids": [Command.create({"regime": "ets", "date_from": "2015-01-01"})]}
        )
        self.secretary.company_ids += other
        here = self.make_member(partner=self.kept, on="2015-01-01")
        twice = self.make_member(partner=self.twin, on="2018-01-01")
        there = self.make_member(partner=self.twin, on="2018-01-01", company=other)
        merges = self.merges.with_context(allowed_company_ids=(self.company | other).ids)
        merge = merges._merge(self.kept, self.twin)
        self.assertEqual((twice.same_person_id, there.partner_id, there.status), (here, self.kept, "active"))
        merge.action_undo()
        self.assertEqual((twice.status, there.partner_id), ("active", self.twin))

    def test_the_book_verifies_after_merge_and_undo(self):
        self.make_member(partner=self.kept, on="2015-01-01")
        self.make_member(partner=self.twin, on="2018-01-01")
        self.merge(self.kept, self.twin).action_undo()
        book = self.env["association.book"]._members_book(self.company)
        book._seal()
        report = book._verify()
        self.assertFalse([one for one in report.findings if not one.code.startswith("checkpoint")])
        self.assertEqual(report.size, 4)


@tagged("post_install", "-at_install", "concurrency")
class TestMergeUnderConcurrency(AssociationCommon):
    """Two officers at once: real transactions on real connections, cleaned up afterwards."""

    def test_the_second_of_two_is_told_to_wait(self):
        with self.registry.cursor() as cr:
            ids = (
                api.Environment(cr, 1, {})["res.partner"]
                .create([{"name": "Anna in corsa"}, {"name": "Anna in corsa"}])
                .ids
            )
        self.addCleanup(self._remove, ids)
        with self.registry.cursor() as one, self.registry.cursor() as other:
            self._lock(one, ids)
            with self.assertRaisesRegex(UserError, "try again"):
                self._lock(other, ids)
            one.rollback()
            self._lock(other, ids)
            other.rollback()

    def _lock(self, cr, ids):
        env = api.Environment(cr, 1, {"lang": "en_US"})
        env["association.partner.merge"]._lock(env["res.partner"].browse(ids))

    def _remove(self, ids):
        with self.registry.cursor() as cr:
            api.Environment(cr, 1, {})["res.partner"].browse(ids).unlink()
