"""One of several secretaries who admit members at the same time: ``admit_members.py DB COMPANY NAME COUNT FAIL_EVERY``.

Waits for a line in the table ``race_start`` so that all begin together. Prints how many admissions were committed.
"""

import sys
import time

from within import environment


class Stumble(Exception):
    """The transaction ends badly after its number was drawn."""


def main(database, company, name, count, fail_every):
    with environment(database) as env:  # loads the registry before the start
        env.cr.execute("INSERT INTO race_ready VALUES (%s)", [name])
    while True:
        with environment(database) as env:
            env.cr.execute("SELECT count(*) FROM race_start")
            if env.cr.fetchone()[0]:
                break
        time.sleep(0.02)
    admitted = 0
    for turn in range(int(count)):
        try:
            with environment(database) as env:
                admit(env, int(company), f"{name} {turn}")
                if int(fail_every) and turn % int(fail_every) == 0:
                    raise Stumble
            admitted += 1
        except Stumble:
            continue
    print(admitted)


def admit(env, company, name):
    env = env(context={"tracking_disable": True, "mail_create_nolog": True})
    member = env["association.member"].create(
        {"partner_id": env["res.partner"].create({"name": name}).id, "company_id": company}
    )
    env["association.member.event"].create(
        {
            "member_id": member.id,
            "type": "admission",
            "category_id": env.ref("lecce_smartcity.category_ordinary").id,
            "resolution": "Consiglio direttivo n. 1",
            "legal_date": "2020-01-01",
        }
    )


if __name__ == "__main__":
    main(*sys.argv[1:])
