from odoo import Command
from odoo.tests import TransactionCase, new_test_user

ROLES = ("secretariat", "treasurer", "board", "auditor", "administrator")


class AssociationCommon(TransactionCase):
    """An association with one user for each role, and a factory of members."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        # The tests read the English of the source; an office has the British one alone.
        cls.env["res.lang"]._activate_lang("en_US")
        cls.env = cls.env["base"].with_context(
            tracking_disable=True, mail_create_nolog=True, lang="en_GB"
        ).env
        cls.company = cls.env["res.company"].create(
            {
                "name": "Associazione di prova",
                "country_id": cls.env.ref("base.it").id,
                "association_regime_ids": [
                    Command.create({"regime": "ets", "date_from": "2015-01-01"})
                ],
            }
        )
        cls.env.user.company_ids += cls.company
        cls.env = cls.env["base"].with_company(cls.company).env
        for role in ROLES:
            setattr(cls, role if role != "secretariat" else "secretary", cls._user(role))
        cls.portal = new_test_user(cls.env, "portal_of_tests", groups="base.group_portal", lang="en_GB")
        cls.category = cls.env.ref("lecce_smartcity.category_ordinary")
        cls.supporter = cls.env.ref("lecce_smartcity.category_supporter")
        cls.founder = cls.env.ref("lecce_smartcity.category_founder")
        cls.natural_person = cls.env.ref("lecce_smartcity.legal_form_natural_person")
        cls.municipality = cls.env.ref("lecce_smartcity.legal_form_municipality")

    @classmethod
    def _user(cls, role, company=None):
        company = company or cls.company
        return new_test_user(
            cls.env,
            f"{role}_of_{company.id}",
            groups=f"lecce_smartcity.group_{role}",
            company_id=company.id,
            company_ids=[Command.set(company.ids)],
            lang="en_GB",
        )

    @classmethod
    def make_partner(cls, name="Anna Greco", **vals):
        """A person or body without a membership."""
        return cls.env["res.partner"].create(
            {"name": name, "legal_form_id": cls.natural_person.id, **vals}
        )

    @classmethod
    def make_member(
        cls, name="Anna Greco", on="2020-01-10", category=None, partner=None, company=None, **event
    ):
        """A member admitted on the day ``on``; ``event`` adds to the admission's values."""
        partner = partner or cls.make_partner(name)
        member = cls.env["association.member"].create(
            {"partner_id": partner.id, "company_id": (company or cls.company).id}
        )
        cls.record(
            member,
            "admission",
            on,
            category_id=(category or cls.category).id,
            annotated_on=event.pop("annotated_on", on),
            **event,
        )
        return member

    @classmethod
    def record(cls, member, kind, on, **vals):
        """Record an event of ``kind`` on the day ``on`` with a resolution and reasons."""
        return cls.env["association.member.event"].create(
            {
                "member_id": member.id,
                "type": kind,
                "legal_date": on,
                "resolution": "Consiglio direttivo n. 1",
                "motive": "Per le ragioni a verbale",
                **vals,
            }
        )
