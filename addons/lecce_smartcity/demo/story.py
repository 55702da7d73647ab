"""Tell the demo story in a new database: associations, users, members and eleven years of their lives."""

import base64
from datetime import timedelta
from pathlib import Path

from odoo import Command

from ..models.legal_time import legal_today
from . import cast, elections, lives, meetings, offices, privacy, statutes

ADDON = Path(__file__).parents[1]
DEMO_USERS = "lecce_smartcity.demo_users"

# login, name, groups, language, role in words
USERS = (
    ("segreteria", "Marilena Fiore", ("group_secretariat",), "it_IT", "Secretariat (segreteria)"),
    ("tesoreria", "Oronzo Lezzi", ("group_treasurer",), "it_IT", "Treasurer (tesoreria)"),
    ("consigliere", "Giovanni Petrelli", ("group_board",), "it_IT", "Board member (consigliere)"),
    ("revisore", "Bruna Carrozzo", ("group_auditor",), "it_IT", "Auditor, read-only (revisore)"),
    ("amministratore", "Nicola Vincenti", ("group_administrator",), "en_GB", "Administrator, in English"),
)


class ToldAlready(Exception):
    """The database has the story already: telling it twice would double everybody."""


def tell(env):
    """Tell the whole story with the environment of the superuser.

    :raises ToldAlready: the story is in this database
    """
    if env["ir.config_parameter"].get_param(DEMO_USERS):
        raise ToldAlready("The demo story has been told in this database already.")
    Story(env).tell()


class Story:
    """The story while it is being told: what was made, by the keys of ``cast`` and ``lives``."""

    def __init__(self, env):
        quiet = {"tracking_disable": True, "mail_create_nosubscribe": True, "mail_create_nolog": True}
        self.env = env["base"].with_context(lang="it_IT", **quiet).env
        self.today = legal_today(env)
        self.partners = {}
        self.members = {}
        self.categories = {category.code: category.id for category in env["association.member.category"].search([])}

    def tell(self):
        self.languages()
        lecce, bergamo = self.associations()
        self.people(cast.LECCE_PEOPLE + cast.BERGAMO_PEOPLE)
        self.bodies(cast.LECCE_BODIES + cast.BERGAMO_BODIES)
        self.partners["bergamo"] = bergamo.partner_id
        statutes.tell(self, lecce, bergamo)
        self.lives(lecce, [*lives.lecce(self.today), *self.twinning()], lives.CORRECTIONS)
        self.lives(bergamo, lives.bergamo(self.today))
        self.mandates()
        self.users(lecce, bergamo)
        self.applications(lecce, lives.APPLICATIONS)
        self.applications(bergamo, lives.BERGAMO_APPLICATIONS)
        offices.tell(self, lecce, bergamo)
        elections.tell(self, lecce)
        meetings.tell(self, lecce)
        privacy.tell(self.env, lecce, self.today)
        for book in self.env["association.book"].search([]):
            while book._seal():
                pass

    # --- who ---

    def languages(self):
        for code in ("it_IT", "en_GB"):
            self.env["res.lang"]._activate_lang(code)
        self.env["ir.default"].set("res.partner", "lang", "it_IT")

    def associations(self):
        """The association of company 1, and the one that helps it."""
        lecce = self.env.ref("base.main_company")
        lecce.write(
            self.association(
                "Associazione Lecce Smart City & Community", "Lecce", "Piazza Sant'Oronzo 1", "9399901075",
                "lecce_smartcity", "1A4B7A",
            )
            | {"email": "segreteria@lecce.example.org", "phone": "+39 0832 000000", "pec": "lecce@pec.example.org"}
        )  # fmt: skip
        bergamo = self.env["res.company"].create(
            self.association(
                "Associazione Bergamo Smart City & Community ETS", "Bergamo", "Piazza Matteotti 27", "9599902016",
                "twinning_projects", "1AA6A0",
            )
            | {"email": "segreteria@bergamo.example.org", "pec": "bergamo@pec.example.org"}
        )  # fmt: skip
        (lecce + bergamo).partner_id.legal_form_id = self.env.ref("lecce_smartcity.legal_form_association")
        self.regimes(
            lecce,
            ("2015-05-25", "unrecognised", "Atto costitutivo del 25 maggio 2015"),
            ("2018-03-12", "recognised", "Registro delle persone giuridiche, Prefettura di Lecce, n. 214"),
        )
        self.regimes(
            bergamo,
            ("2013-04-16", "unrecognised", "Atto costitutivo del 16 aprile 2013"),
            ("2014-02-03", "recognised", "Registro delle persone giuridiche, Regione Lombardia, n. 2731"),
            ("2022-11-07", "ets", "Registro unico nazionale del Terzo settore, sezione g), iscrizione del 7 novembre 2022"),
        )
        return lecce, bergamo

    def association(self, name, city, street, stem, emblem, color):
        logo = (ADDON.parent / emblem / "static" / "description" / "icon.png").read_bytes()
        return {
            "name": name,
            "codice_fiscale": stem + cast._check_digit(stem),
            "currency_id": self.env.ref("base.EUR").id,
            "logo": base64.b64encode(logo),
            "primary_color": f"#{color}",
            **self.address(city, street),
            # Otherwise Odoo asks a service on the net what it knows about the association.
            **({"iap_enrich_auto_done": True} if "iap_enrich_auto_done" in self.env["res.company"] else {}),
        }

    def regimes(self, company, *regimes):
        company.association_regime_ids = [
            Command.create({"date_from": day, "regime": regime, "source": source}) for day, regime, source in regimes
        ]

    def address(self, city, street):
        province = cast.PROVINCES[city]
        return {
            "street": street,
            "city": city,
            "zip": cast.ZIPS[city],
            "state_id": self.env.ref(f"base.state_it_{province.lower()}").id,
            "country_id": self.env.ref("base.it").id,
        }

    def people(self, people):
        natural_person = self.env.ref("lecce_smartcity.legal_form_natural_person")
        made = self.env["res.partner"].create(
            [
                {
                    "name": person.name,
                    "legal_form_id": natural_person.id,
                    "codice_fiscale": person.codice_fiscale,
                    "birth_date": person.born,
                    "birth_place": person.birthplace,
                    "email": f"{person.key.replace('_', '.')}@example.org",
                    "phone": f"+39 320 {1000000 + number * 7411:07d}",
                    "lang": "it_IT",
                    **self.address(person.city, person.street),
                }
                for number, person in enumerate(people)
            ]
        )
        self.partners.update(zip((person.key for person in people), made, strict=True))

    def bodies(self, bodies):
        forms = {form.code: form.id for form in self.env["association.legal.form"].search([])}
        made = self.env["res.partner"].create(
            [
                {
                    "name": body.name,
                    "is_company": True,
                    "legal_form_id": forms[body.form],
                    "codice_fiscale": body.codice_fiscale or body.partita_iva,
                    "vat": body.partita_iva and f"IT{body.partita_iva}",
                    "ipa_code": body.ipa,
                    "pec": body.pec or f"{body.key.replace('_', '.')}@pec.example.org",
                    "lang": "it_IT",
                    **self.address(body.city, body.street),
                }
                for body in bodies
            ]
        )
        self.partners.update(zip((body.key for body in bodies), made, strict=True))

    def users(self, lecce, bergamo):
        """One user for each role; the password is the login: a demo that everybody may enter."""
        users = self.env["res.users"].with_context(no_reset_password=True)
        made = {}
        for login, name, groups, lang, _role in USERS:
            made[login] = users.create(
                {
                    "login": login,
                    "password": login,
                    "name": name,
                    "email": f"{login}@lecce.example.org",
                    "lang": lang,
                    "tz": "Europe/Rome",
                    "company_id": lecce.id,
                    "company_ids": [Command.set((lecce + bergamo).ids if login == "amministratore" else lecce.ids)],
                    "group_ids": [Command.link(self.env.ref(f"lecce_smartcity.{group}").id) for group in groups],
                }
            )
        member = users.create(
            {
                "login": "socio",
                "password": "socio",
                "partner_id": self.partners["miglietta"].id,
                "lang": "it_IT",
                "tz": "Europe/Rome",
                "company_id": lecce.id,
                "company_ids": [Command.set(lecce.ids)],
                "group_ids": [Command.set([self.env.ref("base.group_portal").id])],
            }
        )
        lecce.association_secretary_id = made["segreteria"]
        admin = self.env.ref("base.user_admin")
        admin.write({"company_ids": [Command.link(bergamo.id)], "tz": "Europe/Rome", "lang": "en_GB"})
        self.env["res.users"].browse(member.id).partner_id.user_id = made["segreteria"]
        roles = [(login, role) for login, _name, _groups, _lang, role in USERS]
        roles += [("socio", "Member in the portal (socio)"), ("admin", "Odoo's administrator, in English")]
        self.env["ir.config_parameter"].set_param(DEMO_USERS, "\n".join(f"{login}\t{role}" for login, role in roles))

    # --- what happened ---

    def twinning(self):
        """Bergamo's association, which helps Lecce's, observes its meetings."""
        yield "bergamo", "admission", "2015-05-25", {"category": "observer", "resolution": lives.FOUNDING}

    def lives(self, company, events, corrections=()):
        """Record the events of one association in the order of their dates, then what was corrected."""
        events = sorted(events, key=lambda event: event[2])
        self.make_members(company, dict.fromkeys(key for key, *_rest in events))
        recorded = self.record(company, events)
        for key, kind, correction in corrections:
            fact = next(
                event for event in recorded if event.member_id == self.members[company, key] and event.type == kind
            )
            self.event_model(company).create(
                {"member_id": fact.member_id.id, "type": "correction", "corrects_id": fact.id, **correction}
            )

    def make_members(self, company, keys):
        made = self.env["association.member"].create(
            [{"company_id": company.id, "partner_id": self.partners[key].id} for key in keys]
        )
        self.members.update({(company, key): member for key, member in zip(keys, made, strict=True)})

    def event_model(self, company):
        return self.env["association.member.event"].with_company(company)

    def record(self, company, events):
        notified = []
        rows = []
        for key, kind, day, details in events:
            row = {"member_id": self.members[company, key].id, "type": kind, "legal_date": day, **details}
            category = row.pop("category", None)
            notified.append(row.pop("notified", None))
            if category:
                row["category_id"] = self.categories[category]
            if kind in ("admission", "readmission"):
                row["annotated_on"] = day
            rows.append(row)
        recorded = self.event_model(company).create(rows)
        self.env["association.member.notification"].create(
            [
                {"event_id": event.id, "date": proof[0], "channel": proof[1], "reference": proof[2]}
                for event, proof in zip(recorded, notified, strict=True)
                if proof
            ]
        )
        return recorded

    def mandates(self):
        members = {key: member for (_company, key), member in self.members.items()}
        self.env["association.representative"].create(
            [
                {
                    "member_id": members[body].id,
                    "partner_id": self.partners[person].id,
                    "role": role,
                    "act_type": act,
                    "act_number": number,
                    "act_date": begin if number else False,
                    "act_body": organ,
                    "date_from": begin,
                    "date_to": end,
                }
                for body, person, role, act, number, organ, begin, end in lives.mandates(self.today)
            ]
        )

    def applications(self, company, rows):
        """Who has asked to join and waits for the board: some with papers missing."""
        made = (
            self.env["association.application"]
            .with_company(company)
            .create(
                [
                    {
                        "company_id": company.id,
                        "partner_id": self.partners[key].id,
                        "category_id": self.categories[category],
                        "channel": channel,
                        "received_on": self.today - timedelta(days=days),
                        "statement": statement,
                        "privacy_acknowledged_on": self.env.cr.now(),
                    }
                    for key, category, channel, days, statement, _complete in rows
                ]
            )
        )
        for application, (*_what, complete) in zip(made, rows, strict=True):
            application.state = "under_review"
            if complete:
                self.complete(application)
                application.state = "to_decide"

    def complete(self, application):
        """Everything on the check list is there: the acts by number, the papers seen at the office."""
        if not application.is_natural_person:
            self.env["association.representative"].create(
                {
                    "member_id": application.member_id.id,
                    "partner_id": self.partners["ad_levante"].id,
                    "role": "legal_representative",
                    "act_type": "board_resolution",
                    "act_number": "6",
                    "act_body": "Consiglio di amministrazione",
                    "date_from": application.received_on,
                }
            )
        for line in application.requirement_ids:
            if line.kind == "act":
                line.reference = f"Consiglio di amministrazione n. 6 del {application.received_on:%d/%m/%Y}"
            elif line.kind == "document":
                line.seen = True
