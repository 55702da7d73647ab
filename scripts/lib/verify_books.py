"""Recompute every book from the database alone: ``scripts/verify-books [--db NAME] [--json]``.

Needs neither Odoo nor its ORM: a database connection, the checkpoints kept outside the database, and the pure rules.
Exit status: 0 every book verifies, 1 something does not (the first broken entry is named), 2 it could not be checked.
"""

import argparse
import json
import sys
import types
from pathlib import Path

import psycopg2
from office import CODE, DEFAULT_DB, office, say


def load_books_module():
    """Import ``custody.books`` under its real name without Odoo: its parent packages are empty shells."""
    addons = CODE / "addons"
    for name, path in {
        "odoo": [],
        "odoo.addons": [str(addons)],
        "odoo.addons.lecce_smartcity": [str(addons / "lecce_smartcity")],
    }.items():
        shell = types.ModuleType(name)
        shell.__path__ = path
        sys.modules[name] = shell
    from odoo.addons.lecce_smartcity.custody import books

    return books


def as_json(checks) -> str:
    """The outcome for machines."""
    return json.dumps(
        [
            {
                "book": check.name,
                "ok": check.ok,
                "entries": check.report.size,
                "pending": check.report.pending,
                "erased": check.report.erased,
                "head": check.report.head,
                "first_broken": check.report.first_broken,
                "findings": [
                    {"code": found.code, "entry": found.number, "message": found.message}
                    for found in check.report.findings
                ],
                "disagreements": check.disagreements,
            }
            for check in checks
        ],
        ensure_ascii=False,
        indent=1,
    )


def tell(check) -> None:
    """The outcome of one book for people."""
    report = check.report
    if check.ok:
        extra = [f"{report.pending} waiting to be sealed"] if report.pending else []
        extra += [f"{report.erased} erased"] if report.erased else []
        rest = f" ({', '.join(extra)})" if extra else ""
        print(f"{check.name}: {report.size} entries verified{rest}; head {report.head}")
        return
    print(f"{check.name}: DOES NOT VERIFY")
    if report.first_broken is not None:
        print(f"  first broken entry: {report.first_broken}")
    for finding in report.findings[:20]:
        print(f"  {finding.code}: {finding.message}")
    for sentence in check.disagreements[:20]:
        print(f"  {sentence}")


def main() -> int:
    """Entry point."""
    parser = argparse.ArgumentParser(
        prog="scripts/verify-books", description="Recompute every book of the association."
    )
    parser.add_argument("--db", default=DEFAULT_DB, help="database (default: %(default)s)")
    parser.add_argument("--json", action="store_true", help="machine-readable outcome")
    options = parser.parse_args()
    machine = office()
    books = load_books_module()
    folder = Path(machine.environment()["ASSOCIATION_CHECKPOINTS"]) / options.db
    with machine.cluster.session():
        try:
            with machine.cluster.connect(options.db) as cursor:
                checks = books.verify_all(cursor, folder)
        except psycopg2.Error as error:
            say(f"The database {options.db} cannot be read: {str(error).strip().splitlines()[0]}")
            return 2
    if options.json:
        print(as_json(checks))
    else:
        for check in checks:
            tell(check)
        if not checks:
            print(f"The database {options.db} has no book yet.")
    return 0 if all(check.ok for check in checks) else 1


if __name__ == "__main__":
    sys.exit(main())
