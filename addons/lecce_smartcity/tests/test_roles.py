from odoo.exceptions import AccessError
from odoo.tests import tagged

from .common import AssociationCommon

# Who may do what with the members and their books: (read, create, write). Nobody deletes history.
READ, NONE = (True, False, False), (False, False, False)
MATRIX = {
    "association.member": {"secretary": (True, True, True), "portal": READ},
    "association.member.event": {"secretary": (True, True, False), "portal": READ},
    "association.member.number": {},
    "association.member.period": {"portal": READ},
    "association.member.notification": {"secretary": (True, True, False)},
    "association.representative": {"secretary": (True, True, True), "portal": READ},
    "association.book": {},
    "association.book.entry": {},
    "association.body": {"secretary": (True, True, True)},
    "association.seat": {"secretary": (True, True, True)},
    "association.mandate": {"secretary": (True, True, True)},
    "association.mandate.act": {"secretary": (True, True, False)},
    "association.mandate.access": {},
    "association.mayor.term": {"secretary": (True, True, True)},
    "association.deadline": {"secretary": (True, False, True)},
    "association.legal.regime": {"administrator": (True, True, True)},
    "association.member.category": {"administrator": (True, True, True), "portal": READ},
}
USERS = ("secretary", "treasurer", "board", "auditor", "administrator", "portal")


@tagged("post_install", "-at_install")
class TestRoles(AssociationCommon):
    """Each role by a user who has that role alone."""

    def test_every_role_may_do_what_the_table_says_and_no_more(self):
        for model, exceptions in MATRIX.items():
            for role in USERS:
                default = NONE if role == "portal" else READ
                expected = exceptions.get(
                    role,
                    exceptions.get("secretary", default) if role == "administrator" else default,
                )
                records = self.env[model].with_user(getattr(self, role))
                found = tuple(
                    records.has_access(operation) for operation in ("read", "create", "write")
                )
                with self.subTest(model=model, role=role):
                    self.assertEqual(found, expected)

    def test_nobody_deletes_history(self):
        for model in (
            "association.member.event",
            "association.book.entry",
            "association.member.number",
            "association.mandate.act",
            "association.mandate.access",
        ):
            for role in USERS:
                self.assertFalse(
                    self.env[model].with_user(getattr(self, role)).has_access("unlink"),
                    (model, role),
                )

    def test_another_associations_members_are_not_seen(self):
        other = self.env["res.company"].create({"name": "Associazione sorella"})
        member = self.make_member("Ada", company=other)
        for role in ("secretary", "auditor", "administrator"):
            with self.assertRaises(AccessError):
                member.with_user(getattr(self, role)).check_access("read")

    def test_the_secretary_admits_and_the_book_follows_without_more_rights(self):
        partner = self.make_partner()
        member = (
            self.env["association.member"]
            .with_user(self.secretary)
            .create({"partner_id": partner.id})
        )
        self.env["association.member.event"].with_user(self.secretary).create(
            {
                "member_id": member.id,
                "type": "admission",
                "category_id": self.category.id,
                "resolution": "CD 1",
            }
        )
        self.assertEqual(member.number, 1)

    def test_the_auditor_cannot_record_an_event(self):
        member = self.make_member()
        with self.assertRaises(AccessError):
            self.env["association.member.event"].with_user(self.auditor).create(
                {"member_id": member.id, "type": "death", "legal_date": "2024-01-01"}
            )

    def test_a_portal_user_sees_no_other_member(self):
        member = self.make_member()
        with self.assertRaises(AccessError):
            member.with_user(self.portal).check_access("read")
