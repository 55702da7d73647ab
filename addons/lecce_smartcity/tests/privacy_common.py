import functools
from datetime import datetime

from odoo.tools import SQL

from ..models.association_eraser_words import SETTINGS_TABLES
from .common import AssociationCommon

CODICE_FISCALE = "GRCNNA80A41E506W"


def on(day):
    """Run a test on that day, by the clock of its transaction, which is the one that legal days are read from."""

    def decorate(method):
        @functools.wraps(method)
        def run(self):
            self.patch(self.env.cr, "_now", datetime.fromisoformat(f"{day}T09:00:00"))
            return method(self)

        return run

    return decorate


class PrivacyCommon(AssociationCommon):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.env = cls.env["base"].with_context(lang="en_US").env
        cls.notice = cls.env["association.privacy.notice"]._draft_for(cls.company)
        cls.notice.action_publish()
        cls.photos = cls.env.ref("lecce_smartcity.consent_purpose_photos")
        cls.newsletter = cls.env.ref("lecce_smartcity.consent_purpose_newsletter")
        cls.eraser = cls.env["association.eraser"].with_user(cls.secretary)

    def erase(self, partner, scope="contact", user=None, **how):
        eraser = self.env["association.eraser"].with_user(user or self.secretary)
        return eraser._erase(partner, scope, how.pop("ground", "request"), self.company, **how)

    def give(self, partner, *purposes, **vals):
        purposes = self.env["association.consent.purpose"].browse([one.id for one in purposes])
        return self.env["association.consent"]._give(partner, purposes, self.company, self.notice, **vals)

    @classmethod
    def full_partner(cls, name="Anna Grecoantica", **vals):
        return cls.make_partner(
            name,
            **{
                "codice_fiscale": CODICE_FISCALE,
                "email": "anna.grecoantica@example.org",
                "pec": "anna.grecoantica@pec.example.it",
                "phone": "+39 0832 555123",
                "street": "Via dei Perroni 4",
                "city": "Lecce",
                "birth_place": "Lecce",
                "birth_date": "1980-01-01",
                "comment": "Preferisce essere chiamata la sera",
                "lang": "it_IT",
                **vals,
            },
        )

    def found(self, *words):
        """Return where any of these words still stand: every text column of our tables and of those of messages."""
        self.env.flush_all()
        columns = self.env.execute_query(
            SQL(
                """SELECT columns.table_name, column_name FROM information_schema.columns
                     JOIN information_schema.tables USING (table_schema, table_name)
                    WHERE table_schema = current_schema() AND table_type = 'BASE TABLE'
                      AND (columns.table_name LIKE 'association%%' OR columns.table_name LIKE 'mail%%'
                           OR columns.table_name IN ('res_partner', 'res_users', 'ir_attachment', 'bus_bus',
                                                     'res_device_log'))
                      AND data_type IN ('text', 'character varying', 'jsonb')"""
            )
        )
        hits = []
        for table, column in columns:
            if table in SETTINGS_TABLES:
                continue
            ((count,),) = self.env.execute_query(
                SQL(
                    "SELECT count(*) FROM %s WHERE %s::text ILIKE ANY(%s)",
                    SQL.identifier(table), SQL.identifier(column), [f"%{word}%" for word in words],
                )
            )  # fmt: skip
            if count:
                hits.append(f"{table}.{column}")
        return hits
