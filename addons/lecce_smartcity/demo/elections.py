"""Elections of the story: the board's is being prepared, one of the scientific committee has been counted by transferable votes."""

from datetime import timedelta

from odoo.fields import Command

BOARD = ("petrelli", "miglietta", "leone", "pascali", "toma", "manca", "spedicato", "mazzotta")
COMMITTEE = ("toma", "perrone", "greco", "calo", "spedicato")
# As tellers type them: so many papers, the candidates in the voter's order.
PAPERS = """\
6 x {toma} > {greco}
2 x {toma} > {perrone} > {greco}
4 x {greco} > {perrone}
3 x {perrone} > {greco}
2 x {calo} > {perrone}
{calo} > {spedicato} > {perrone}
{spedicato} > {greco}
bianca
"""


def tell(story, company):
    """Tell it; ``story`` is the story being told."""
    env = story.env["association.election"].with_company(company).env
    _being_prepared(env, story, company)
    _counted(env, story, company)


def _being_prepared(env, story, company):
    """In a month the members elect the board: the candidacies are open; a suspended member stands, two declarations are missing."""
    election = _election(env, story, company, "board", story.today + timedelta(days=30), BOARD)
    late = story.partners["toma"] + story.partners["manca"]
    election.candidate_ids.filtered(lambda one: one.partner_id in late).declaration = "missing"
    election.quota_ids = [Command.create({"group": "woman", "minimum": 2})]
    election.action_open_candidacies()


def _counted(env, story, company):
    """Last week the board's committee was voted for: counted, waiting to be proclaimed."""
    election = _election(
        env, story, company, "scientific_committee", story.today - timedelta(days=7), COMMITTEE,
        method="stv", preferences=0, electorate="typed", entitled=26, voters=20, lot_seed="17-42-88-03",
    )  # fmt: skip
    election.action_open_candidacies()
    election.action_open_count()
    papers = PAPERS.format(**{key: story.partners[key].name for key in COMMITTEE})
    env["association.election.tally"].create({"election_id": election.id, "entry": "papers", "papers": papers})
    election.action_count()


def _election(env, story, company, kind, day, people, **vals):
    body = env["association.body"].search([("company_id", "=", company.id), ("kind", "=", kind)], limit=1)
    return env["association.election"].create(
        {
            "body_id": body.id,
            "date": day,
            "seat_ids": [Command.set(body.seat_ids.filtered(lambda seat: seat.source in ("assembly", "body")).ids)],
            "candidate_ids": [
                Command.create({"partner_id": story.partners[person].id, "declaration": "clear"}) for person in people
            ],
            **vals,
        }
    )
