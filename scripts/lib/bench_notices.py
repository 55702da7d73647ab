"""What thousands of notices cost, through the ORM: ``bench_notices.py DB N``.

N people on the roll of one assembly, all with an e-mail address. Made and queued as the office does it, each batch committed; the
papers (PDF with proxy form and code, two calendar files) are drawn when a mail leaves and are measured apart.
"""

import sys
import time
from datetime import timedelta

from within import environment

DRAWN = 50  # papers to measure


def prepare(env, count):
    """An assembly with its frozen roll, about to be convened."""
    from odoo import Command, fields

    from odoo.addons.lecce_smartcity.models.association_meeting import STEP
    from odoo.addons.lecce_smartcity.models.bulk import insert_rows

    company = env["res.company"].create({"name": "Associazione del banco", "email": "banco@example.com"})
    company.association_regime_ids = [Command.create({"regime": "ets", "date_from": "2015-01-01"})]
    env = env["base"].with_company(company).with_context(tracking_disable=True, mail_create_nolog=True).env
    body = env["association.body"].create({"name": "Assemblea", "kind": "assembly", "company_id": company.id})
    first = fields.Datetime.now() + timedelta(days=30)
    calls = [("first", first), ("second", first + timedelta(days=1))]
    meeting = env["association.meeting"].create(
        {
            "body_id": body.id,
            "sitting_ids": [Command.create({"call": call, "starts_at": at}) for call, at in calls],
            "item_ids": [Command.create({"name": name, "matter": "accounts"}) for name in ("Bilancio", "Avanzo", "Quote")],
        }
    )
    people = insert_rows(env["res.partner"], [{"name": f"Socio {index}", "active": True} for index in range(count)])
    line = {
        "meeting_id": meeting.id, "company_id": company.id, "votes": 1, "entitled": True, "may_vote": True, "is_member": True,
        "is_director": False, "is_control": False, "is_guest": False,
    }  # fmt: skip
    rows = [
        {**line, "partner_id": person, "name": f"Socio {index}", "email": f"socio{index}@example.com"}
        for index, person in enumerate(people)
    ]
    insert_rows(env["association.meeting.roll"], rows)
    meeting.with_context(meeting_step=STEP).write({"state": "convened", "convened_at": fields.Datetime.now()})
    env.invalidate_all()
    return meeting


def timed(env, name, call):
    """Print what a call took, and its queries."""
    started, queries = time.perf_counter(), env.cr.sql_log_count
    result = call()
    env.flush_all()
    print(f"{name}: {time.perf_counter() - started:.1f} s")
    print(f"{name}_queries: {env.cr.sql_log_count - queries} queries")
    return result


def main(database, count):
    """Print one line per figure."""
    with environment(database) as env:
        meeting = prepare(env, count)
        env = meeting.env
        notices = timed(env, "notices_made", lambda: meeting._make_notices("convocation"))
        env.cr.commit()
        timed(env, "notices_queued", env["association.notice"]._job)
        queued = env["mail.mail"].search_count([("association_notice_id", "in", notices.ids), ("state", "=", "outgoing")])
        print(f"mails_in_the_queue: {queued} mails")
        started = time.perf_counter()
        sizes = [len(data) for notice in notices[:DRAWN] for _name, data, _kind in notice._papers()]
        print(f"papers_of_one_notice: {(time.perf_counter() - started) * 1000 / DRAWN:.1f} ms")
        print(f"papers_size: {sum(sizes) / DRAWN / 1000:.0f} kB")
        timed(env, "evidence_500", lambda: notices[:500]._add_evidence("sent", env.cr.now(), reference="bench"))
        env.invalidate_all()
        timed(env, "who_was_not_reached", meeting._not_reached)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1], int(sys.argv[2])))
