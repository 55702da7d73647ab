"""What is there before the assembly: run by Odoo's shell in a fresh database, answers with one line of JSON.

An association of the Third Sector, its members imported from a secretariat's spreadsheet, a statute, a board and a control body in
office; a draft of changes to the statute, an election with its candidates, and who logs in: secretary, president, three members.
"""

import json
from datetime import date, timedelta
from pathlib import Path

from odoo import Command

from odoo.addons.lecce_smartcity.bylaws.starter import drafting, examples
from odoo.addons.lecce_smartcity.demo import cast
from odoo.addons.lecce_smartcity.models.legal_time import legal_today

env = env["base"].with_context(lang="it_IT", tracking_disable=True, no_reset_password=True).env  # noqa: F821 - the shell's own
data = Path(FILE).read_bytes()  # noqa: F821 - set by who runs this
today = legal_today(env)
STEM = "9399901075"

for code in ("it_IT", "en_GB"):
    env["res.lang"]._activate_lang(code)
company = env.ref("base.main_company")
company.write(
    {
        "name": "Associazione Lecce Smart City & Community", "codice_fiscale": STEM + cast._check_digit(STEM), "city": "Lecce",
        "street": "Piazza Sant'Oronzo 1", "zip": "73100", "email": "segreteria@lecce.example.org",
        "association_regime_ids": [Command.create({"date_from": "2015-01-01", "regime": "ets", "source": "RUNTS"})],
    }
)  # fmt: skip

batch, _examination = env["association.import.batch"].with_company(company)._import(data, "libro_soci.csv", company, None)

answers = {
    **examples.LECCE, "regime": "ets", "proxies": 3, "board_size": 5, "municipality_seats": 0,
    "amendment_presence": "1/2", "amendment_second_presence": "1/3",
}
statutes = env["association.statute"].with_company(company)
statute = statutes._from_draft(drafting.draft(answers), "2016", company, planned_from=date(2016, 1, 1))
statute._adopt({"adopted_on": date(2015, 12, 1), "resolution": "Assemblea n. 1/2015"})
statute._put_in_force(date(2016, 1, 1))
draft = statute._amended("Modifiche all’esame dell’assemblea")
for rule in draft.rule_ids.filtered(lambda one: one.state == "proposed"):
    rule.state = "confirmed"

bodies = env["association.body"].with_company(company)
bodies._set_up_usual(company)
bodies = bodies.search([("company_id", "=", company.id)])
bodies.filtered(lambda body: body.seat_ids or body.kind == "assembly").action_confirm()


def body(kind):
    return bodies.filtered(lambda one: one.kind == kind)[:1]


rights = env["association.member"].with_company(company).rights(today)
people = env["association.member"].browse(
    [key for key, right in sorted(rights.items()) if right.may_vote]
).filtered(lambda member: not member.is_legal_person and member.partner_id.email)
board = people[:5]
start = today - timedelta(days=400)
acts = {"act_type": "assembly_resolution", "act_number": "2", "act_date": start, "act_body": "Assemblea", "date_from": start}
mandates = env["association.mandate"]
for seat, member in zip(body("board").seat_ids.sorted("sequence"), board, strict=False):
    # Their term ended yesterday: they stay in office until the assembly has elected others.
    ended = {"date_to": today - timedelta(days=1)}
    mandates.create({"seat_id": seat.id, "partner_id": member.partner_id.id, **acts, **ended})._accept(start)
for kind, place in (("president", 0), ("secretary", 1), ("treasurer", 2)):
    for seat in body(kind).seat_ids[:1]:
        mandates.create({"seat_id": seat.id, "partner_id": board[place].partner_id.id, **acts})._accept(start)
control = env["res.partner"].create({"name": "Rita Revisora", "email": "revisora@example.org", "lang": "it_IT"})
for seat in (body("control_body") or body("auditor")).seat_ids[:1]:
    mandates.create({"seat_id": seat.id, "partner_id": control.id, **acts})._accept(start)

candidates = people[5:11]
election = env["association.election"].create(
    {
        "body_id": body("board").id, "date": today, "method": "plurality", "tie_first": "seniority", "tie_then": "age_older",
        "seat_ids": [Command.set(body("board").seat_ids.ids)],
        "candidate_ids": [Command.create({"partner_id": one.partner_id.id, "declaration": "clear"}) for one in candidates],
    }
)  # fmt: skip
election.action_open_candidacies()

users = env["res.users"]


def user(login, partner=None, groups=(), **vals):
    values = {
        "login": login, "password": login, "lang": "it_IT", "tz": "Europe/Rome", "company_id": company.id,
        "company_ids": [Command.set(company.ids)],
        "group_ids": [Command.set([env.ref(group).id for group in groups or ["base.group_portal"]])], **vals,
    }  # fmt: skip
    if partner:
        values["partner_id"] = partner.id
    return users.create(values)


secretary = user(
    "segreteria", groups=["lecce_smartcity.group_secretariat"], name="Marilena Fiore", email="segreteria@lecce.example.org"
)
user("presidente", board[0].partner_id, groups=["lecce_smartcity.group_board", "base.group_user"])
members = people[11:14]
for number, member in enumerate(members, 1):
    user(f"socio{number}", member.partner_id)
company.association_secretary_id = secretary
env.cr.commit()
print(
    "STORY "
    + json.dumps(
        {
            "imported": len(env["association.member"].search([("company_id", "=", company.id)])),
            "voters": sum(1 for right in rights.values() if right.may_vote),
            "members": members.mapped("partner_id.name"),
            "president": board[0].partner_id.name,
            "candidates": candidates.mapped("partner_id.name"),
            "excluded": people[20].partner_id.name,
            "statute": draft.name,
            "election": election.display_name,
        }
    )
)
