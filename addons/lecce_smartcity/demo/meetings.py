"""Meetings of the story: the spring assembly in second call, the next one that is convened, and a board that meets today."""

from contextlib import contextmanager
from datetime import datetime, time, timedelta

from odoo import Command

from ..models.legal_time import ROME, UTC

ACCOUNTS = (
    "L’assemblea approva il bilancio consuntivo dell’esercizio chiuso al 31 dicembre e destina l’avanzo al fondo progetti."
)
FEES = "L’assemblea determina le quote associative per il prossimo anno: cittadini 20 euro, associazioni 60, imprese 250, enti 500."
RULES = "L’assemblea approva il regolamento per l’uso della sala civica digitale."


def tell(story, company):
    """Tell it; ``story`` is the story being told. Everything goes by the steps that the office takes, on the days of the story."""
    env = story.env["association.meeting"].with_company(company).env
    _spring_assembly(env, story, company)
    _next_assembly(env, story, company)
    _board_of_today(env, story, company)


def _spring_assembly(env, story, company):
    """The accounts: the first call is deserted, the second decides; one proposal fails."""
    first = _at(story.today - timedelta(days=62), 17)
    second = _at(story.today - timedelta(days=61), 18)
    meeting = _meeting(
        env, story, company, "assembly", first, second,
        [
            ("information", "Comunicazioni della presidenza", "", "petrelli"),
            ("accounts", "Bilancio consuntivo", ACCOUNTS, "petrelli"),
            ("fee_schedule", "Quote associative", FEES, "petrelli"),
            ("regulation", "Regolamento della sala civica digitale", RULES, "petrelli"),
        ],
        mode="mixed", place="Lecce, Palazzo Carafa, sala consiliare", link="https://conferenza.example.org/lecce-assemblea",
        access_notes="Il collegamento si apre mezz’ora prima. Chi si collega si fa riconoscere in video da chi presiede.",
    )  # fmt: skip
    with _clock(env, first - timedelta(days=30)):
        meeting.action_convene()
    voters = meeting.roll_ids.filtered("may_vote")
    sittings = {sitting.call: sitting for sitting in meeting.sitting_ids}
    with _clock(env, first):
        sittings["first"]._check_in(voters[:3])
    with _clock(env, first + timedelta(minutes=70)):
        sittings["first"].action_desert()
    free = voters.filtered(lambda line: line.is_member and not line.is_director and not line.is_control)
    absent, present = free[-2:], voters - free[-2:]
    with _clock(env, second - timedelta(days=2)):
        for principal, holder in zip(absent, free[:2], strict=True):
            env["association.proxy"]._give(meeting, principal, holder, channel="paper", paper_place="Cartella deleghe, foglio 1")
    _hold(env, sittings["second"], second, present, meeting)


def _hold(env, sitting, start, present, meeting):
    tellers = env["res.users"].search([("login", "in", ("segreteria", "consigliere"))])
    remote = present[-3:]
    with _clock(env, start):
        sitting._check_in(present - remote)
        sitting._check_in(remote, kind="remote", identification="video")
    with _clock(env, start + timedelta(minutes=10)):
        sitting.action_open()
    news, accounts, fees, rules = meeting.item_ids._in_order()
    with _clock(env, start + timedelta(minutes=20)):
        news._step({"state": "noted", "started_at": env.cr.now(), "ended_at": env.cr.now()})
    for minutes, item, against, abstained in ((40, accounts, 1, 1), (65, fees, 1, 2), (90, rules, 99, 1)):
        with _clock(env, start + timedelta(minutes=minutes)):
            if item == fees:
                sitting._check_out(remote[-1:])
            _vote_by_hands(item, tellers, against, abstained)
    with _clock(env, start + timedelta(minutes=120)):
        sitting.action_close()


def _vote_by_hands(item, tellers, against, abstained):
    """Hands in the hall counted by two tellers, the others by name: all in favour but so many (99: all are against but one)."""
    ballot = item._call_vote(method="hands", tellers="two")
    ballot.action_open()
    hall = sum(ballot._hall_voters().mapped("votes"))
    counts = {"favour": hall - against - abstained, "against": against, "abstained": abstained}
    if against >= hall:
        counts = {"favour": 1, "against": hall - 1 - abstained, "abstained": abstained}
    for voter in ballot.voter_ids.filtered(lambda one: one.standing == "may_vote" and one.channel == "device"):
        ballot._cast(voter.roll_id, "favour" if against < hall else "against", "portal", holder=voter.holder_id)
    if ballot._needs_count():
        for teller in tellers:
            ballot._enter_count(teller, counts)
    ballot.action_close()
    ballot.action_proclaim()


def _next_assembly(env, story, company):
    """In a month the members elect the board and look at next year's budget: the notices are on their way."""
    election = env["association.election"].search([("company_id", "=", company.id), ("state", "=", "candidacies")], limit=1)
    first = _at(election.date - timedelta(days=1) if election else story.today + timedelta(days=29), 17)
    second = _at(election.date if election else story.today + timedelta(days=30), 18)
    meeting = _meeting(
        env, story, company, "assembly", first, second,
        [
            ("information", "Comunicazioni della presidenza", "", "petrelli"),
            ("budget", "Bilancio di previsione", "L’assemblea approva il bilancio di previsione.", "petrelli"),
            ("election", "Elezione del consiglio direttivo", "Elezione dei componenti elettivi del consiglio direttivo.", ""),
        ],
        mode="mixed", place="Lecce, Officine Cantelmo", link="https://conferenza.example.org/lecce-assemblea",
    )  # fmt: skip
    meeting.item_ids.filtered(lambda item: item.matter == "election").election_id = election
    with _clock(env, _at(story.today - timedelta(days=1), 10)):
        meeting.action_convene()


def _board_of_today(env, story, company):
    """The board meets today, half an hour ago by now: the room can be opened."""
    start = env.cr.now().replace(second=0, microsecond=0) - timedelta(minutes=30)
    meeting = _meeting(
        env, story, company, "board", start, None,
        [
            ("admission", "Domande di ammissione", "Il consiglio ammette i richiedenti.", "petrelli"),
            ("project", "Gemellaggio con Bergamo: avvio", "Il consiglio approva l’avvio del gemellaggio con Bergamo.", "petrelli"),
            ("ordinary", "Varie ed eventuali", "", ""),
        ],
        mode="mixed", place="Lecce, Piazza Sant’Oronzo 1", link="https://conferenza.example.org/lecce-consiglio",
    )  # fmt: skip
    ready = env["association.application"].search([("company_id", "=", company.id), ("state", "=", "to_decide")])
    meeting.item_ids.filtered(lambda item: item.matter == "admission").application_ids = [Command.set(ready.ids)]
    with _clock(env, start - timedelta(days=9)):
        meeting.action_convene()


def _meeting(env, story, company, kind, first, second, items, **vals):
    body = env["association.body"].search([("company_id", "=", company.id), ("kind", "=", kind)], limit=1)
    calls = [("first", first), *([("second", second)] if second else [])]
    president = env["association.mandate"]._holders(company, story.today, ("president",))
    convener = next((holder.partner for holder in president.values()), story.partners["petrelli"].id)
    return env["association.meeting"].create(
        {
            "body_id": body.id,
            "convener_id": convener,
            "sitting_ids": [Command.create({"call": call, "starts_at": at}) for call, at in calls],
            "item_ids": [
                Command.create(
                    {
                        "sequence": 10 * place, "matter": matter, "name": name, "proposal": proposal,
                        "presenter_id": presenter and story.partners[presenter].id,
                    }
                )
                for place, (matter, name, proposal, presenter) in enumerate(items, 1)
            ],
            **vals,
        }
    )  # fmt: skip


def _at(day, hour):
    """The instant of that hour in Rome, naive UTC."""
    return datetime.combine(day, time(hour), ROME).astimezone(UTC).replace(tzinfo=None)


@contextmanager
def _clock(env, at):
    """What is done inside happens at ``at``: the story's past goes by the same steps as the office's present."""
    cr = env.cr
    kept = cr.now()
    cr._now = at
    try:
        yield
    finally:
        cr._now = kept
