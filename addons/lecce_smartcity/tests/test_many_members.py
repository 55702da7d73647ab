import re

from odoo.tests import tagged

from .common import AssociationCommon

BIG = ("association_member", "association_member_period", "res_partner")
COUNT = 20_000


@tagged("post_install", "-at_install")
class TestManyMembers(AssociationCommon):
    """With many members no screen reads a whole table: PostgreSQL is asked how it would answer."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        for statement in (
            """INSERT INTO res_partner (name, complete_name, active, codice_fiscale, type)
               SELECT name, name, TRUE, 'CODE' || index, 'contact' FROM
                 (SELECT index, 'Bianchi ' || md5(index::text) AS name FROM generate_series(1, %(count)s) index) people""",
            """INSERT INTO association_member (company_id, partner_id, number, active)
               SELECT %(company)s, id, id, TRUE FROM res_partner WHERE codice_fiscale LIKE 'CODE%%'""",
            """INSERT INTO association_member_event
                 (member_id, company_id, type, legal_date, effective_date, recorded_at, category_id)
               SELECT id, company_id, 'admission', '2020-01-01', '2020-01-01', now(), %(category)s
                 FROM association_member WHERE company_id = %(company)s""",
            """INSERT INTO association_member_period
                 (member_id, company_id, date_from, status, category_id, event_id, number, member_since, annotated_on)
               SELECT member_id, company_id, '2020-01-01', 'active', %(category)s, id, 1, '2020-01-01', '2020-01-01'
                 FROM association_member_event WHERE company_id = %(company)s""",
            "ANALYZE res_partner, association_member, association_member_period",
        ):
            cls.env.cr.execute(
                statement, {"count": COUNT, "company": cls.company.id, "category": cls.category.id}
            )
        # Rows just written wait in the trigram indexes' pending lists, which the planner charges for; a running
        # office's vacuum empties them.
        cls.env.cr.execute(
            """SELECT gin_clean_pending_list(index.oid) FROM pg_class index JOIN pg_am method ON method.oid = index.relam
                WHERE method.amname = 'gin' AND index.relnamespace = 'public'::regnamespace"""
        )
        cls.env.invalidate_all()

    def tables_read_whole(self, domain, limit=80):
        """Return which of the big tables the search would read from end to end."""
        query = self.env["association.member"].with_user(self.secretary)._search(domain, limit=limit)
        self.env.flush_all()
        sql = query.select()
        self.env.cr.execute("EXPLAIN " + self.env.cr.mogrify(sql.code, sql.params).decode())
        plan = "\n".join(line for (line,) in self.env.cr.fetchall())
        return [table for table in re.findall(r"Seq Scan on (\w+)", plan) if table in BIG], plan

    def test_the_first_page_of_the_members_reads_no_table_whole(self):
        read, plan = self.tables_read_whole([("status", "in", ["active", "suspended"])])
        self.assertFalse(read, plan)

    def test_a_search_by_name_reads_no_table_whole(self):
        read, plan = self.tables_read_whole([("partner_id.complete_name", "ilike", "bianchi c4ca42")])
        self.assertFalse(read, plan)

    def test_a_search_by_codice_fiscale_reads_no_table_whole(self):
        read, plan = self.tables_read_whole([("codice_fiscale", "=", "CODE777")])
        self.assertFalse(read, plan)

    def test_the_roll_of_all_of_them_is_one_query(self):
        Member = self.env["association.member"].with_user(self.secretary)
        Member.rights("2026-03-01")
        with self.assertQueryCount(1):
            self.assertEqual(len(Member.rights("2026-03-01")), COUNT)
