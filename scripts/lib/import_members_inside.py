"""The part of ``scripts/import-members`` that runs inside Odoo: ``import_members_inside.py DB ORDER``.

The file's bytes come on standard input, the order as JSON; the answer is the last line of standard output, as JSON.
"""

import json
import sys

from within import environment

LANGUAGES = {"it": "it_IT", "en": "en_US"}


class Refused(Exception):
    """What is asked for cannot be done: a name that the caller words, and its details."""


def main(database: str, order: dict, data: bytes) -> dict:
    """Do what ``order`` says, commit it and seal the books; return the answer."""
    with environment(database) as env:
        from odoo.exceptions import UserError

        from odoo.addons.lecce_smartcity.intake.errors import IntakeError

        env = env(context={"lang": LANGUAGES[order["lang"]]})
        try:
            answer = work(env, order, data)
        except Refused as refused:
            name, details = refused.args
            return {"refusal": name, "details": details}
        except IntakeError as error:
            env.cr.rollback()
            return {"refusal": error.message(order["lang"])}
        except UserError as error:
            env.cr.rollback()
            return {"refusal": str(error)}
    if answer.get("serial") or "undone" in answer:
        seal(database)
    return answer


def work(env, order: dict, data: bytes) -> dict:
    """Examine, import or undo."""
    from odoo.addons.lecce_smartcity.intake import members

    company = association(env, order["company"])
    batches = env["association.import.batch"].with_company(company)
    if order["undo"] is not None:
        batch = batches.search([("company_id", "=", company.id), ("serial", "=", order["undo"])], limit=1)
        if not batch:
            raise Refused("no_import", {"company": company.name, "number": order["undo"]})
        batch._undo(order["reason"])
        return {"undone": batch.display_name}
    if order["commit"]:
        batch, examination = batches._import(data, order["file"], company, order["category"])
    else:
        batch, examination = batches.browse(), batches._examine(data, order["file"], company, order["category"])
    names = members.row_names(examination.table)
    return {
        "verdicts": members.verdict_json(examination.verdicts, lang=order["lang"]),
        "lines": [
            {
                "row": str(verdict.row),
                "action": verdict.action,
                "name": names[verdict.row],
            }
            for verdict in examination.verdicts
        ],
        "totals": {action: examination.count(action) for action in ("create", "unchanged", "refused")},
        "imported": bool(batch),
        "serial": batch.serial or None,
    }


def association(env, name: str):
    """The association of that name; the only one, or the first, without a name."""
    companies = env["res.company"].search([], order="id")
    if not name:
        return companies[:1]
    found = companies.filtered(lambda company: name.casefold() in company.name.casefold())
    if len(found) != 1:
        raise Refused("which_company", {"name": name, "names": ", ".join(companies.mapped("name"))})
    return found


def seal(database: str) -> None:
    """Seal the books at once: whoever verifies them next finds nothing waiting."""
    more = True
    while more:
        with environment(database) as env:
            more = any([book._seal() for book in env["association.book"].search([])])


if __name__ == "__main__":
    print(json.dumps(main(sys.argv[1], json.loads(sys.argv[2]), sys.stdin.buffer.read())))
