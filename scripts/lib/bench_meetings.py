"""What the quorum of a large assembly costs, through the ORM: ``bench_meetings.py DB N``.

CPU is that of this process and of its PostgreSQL backend together, the mean of the runs; the wall time is that of the best of them.

N members with one vote each, half of them there in two hours of coming and going, a proxy for every fourth. Nothing is
remembered between two runs: everything is read from the database and derived again.
"""

import os
import random
import sys
import time
from datetime import datetime, timedelta

from bench_members import backend_cpu
from within import environment

START = datetime(2026, 4, 18, 7)
TIMES = 15


def prepare(env, count):
    """An assembly with its roll, movements and proxies, written in bulk; return its sitting and an item of its agenda."""
    from odoo import Command

    from odoo.addons.lecce_smartcity.models.bulk import append_rows, insert_rows

    company = env["res.company"].create({"name": "Associazione del banco"})
    company.association_regime_ids = [Command.create({"regime": "ets", "date_from": "2015-01-01"})]
    env = env["base"].with_company(company).with_context(tracking_disable=True, mail_create_nolog=True).env
    body = env["association.body"].create({"name": "Assemblea", "kind": "assembly", "company_id": company.id})
    meeting = env["association.meeting"].create(
        {
            "body_id": body.id,
            "sitting_ids": [Command.create({"call": "first", "starts_at": START})],
            "item_ids": [Command.create({"name": "Bilancio", "matter": "accounts"})],
        }
    )
    people = insert_rows(env["res.partner"], [{"name": f"Socio {index}", "active": True} for index in range(count)])
    line = {
        "meeting_id": meeting.id, "company_id": company.id, "votes": 1, "entitled": True, "may_vote": True, "is_member": True,
        "is_director": False, "is_control": False, "is_guest": False,
    }  # fmt: skip
    rows = [{**line, "partner_id": person, "name": f"Socio {index}"} for index, person in enumerate(people)]
    rolls = insert_rows(env["association.meeting.roll"], rows)
    sitting = meeting.sitting_ids
    append_rows(env["association.attendance"], movements(env, meeting, sitting, company, rolls))
    append_rows(env["association.proxy"], proxies(meeting, company, rolls))
    env.cr.execute("ANALYZE association_meeting_roll, association_attendance, association_proxy")
    env.invalidate_all()
    return sitting, meeting.item_ids


def movements(env, meeting, sitting, company, rolls):
    """Half of the members come, every tenth of them leaves and comes back."""
    chance = random.Random(2026)
    found = []
    for roll in rolls[: len(rolls) // 2]:
        at = START + timedelta(seconds=chance.randrange(3600))
        kinds = ["in", "out", "in"] if roll % 10 == 0 else ["in"]
        for step, kind in enumerate(kinds, 1):
            found.append((at + timedelta(minutes=10 * (step - 1)), roll, kind, step))
    base = {"sitting_id": sitting.id, "meeting_id": meeting.id, "company_id": company.id, "recorded_at": env.cr.now()}
    return [{**base, "at": at, "roll_id": roll, "kind": kind, "step": step} for at, roll, kind, step in sorted(found)]


def proxies(meeting, company, rolls):
    """Every other of those who stay at home gives one to somebody who comes."""
    half = len(rolls) // 2
    given = {"channel": "paper", "calls": "both", "given_at": START - timedelta(days=3)}
    base = {"meeting_id": meeting.id, "company_id": company.id, **given}
    pairs = zip(rolls[half::2], rolls[:half], strict=False)
    return [
        {**base, "number": number, "principal_id": principal, "holder_id": holder}
        for number, (principal, holder) in enumerate(pairs, 1)
    ]


def best(env, call):
    """The wall time of the best of some runs and their mean CPU, in milliseconds, and the queries of one."""
    times = []
    cpu = sum(os.times()[:2]) + backend_cpu(env.cr)
    for _round in range(TIMES):
        env.invalidate_all()
        env.cr.cache.clear()
        queries, started = env.cr.sql_log_count, time.perf_counter()
        call()
        times.append((time.perf_counter() - started) * 1000)
        queries = env.cr.sql_log_count - queries
    cpu = sum(os.times()[:2]) + backend_cpu(env.cr) - cpu
    return min(times), cpu * 1000 / TIMES, queries


def main(database, count):
    """Print one line per figure."""
    with environment(database) as env:
        sitting, item = prepare(env, count)
        env = sitting.env
        at = START + timedelta(hours=2)
        print(f"entitled: {count} members")
        print(f"movements: {len(sitting._as_movements())} lines")
        print(f"proxies: {len(sitting.meeting_id._as_proxies())} proxies")
        print(f"present: {sitting._reading(at, item).heads} heads")
        for name, call in (
            ("quorum_now", lambda: sitting._reading(at, item)),
            ("who_is_present", lambda: sitting._present(at)),
            ("story_of_the_quorum", lambda: sitting._turns(item)),
        ):
            took, cpu, queries = best(env, call)
            print(f"{name}: {took:.1f} ms")
            print(f"{name}_cpu: {cpu:.1f} ms")
            print(f"{name}_queries: {queries} queries")
        roll = env["association.meeting.roll"].search([("meeting_id", "=", sitting.meeting_id.id)], order="id desc", limit=TIMES)
        started, queries = time.perf_counter(), env.cr.sql_log_count
        cpu = sum(os.times()[:2]) + backend_cpu(env.cr)
        for line in roll:
            sitting._check_in(line)
        print(f"check_in: {(time.perf_counter() - started) * 1000 / len(roll):.1f} ms")
        print(f"check_in_cpu: {(sum(os.times()[:2]) + backend_cpu(env.cr) - cpu) * 1000 / len(roll):.1f} ms")
        print(f"check_in_queries: {(env.cr.sql_log_count - queries) / len(roll):.1f} queries")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1], int(sys.argv[2])))
