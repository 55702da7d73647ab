"""Create a database with both addons and no demo data: ``scripts/setup --db NAME``."""

import argparse

from office import ADDONS, CODE, DEFAULT_DB, OfficeError, code_stamp, main_guard, office, say


def main() -> int:
    """Entry point."""
    parser = argparse.ArgumentParser(prog="scripts/setup", description=__doc__)
    parser.add_argument(
        "--db", default=DEFAULT_DB, help="name of the database (default: %(default)s)"
    )
    options = parser.parse_args()
    odoo = office()
    with odoo.cluster.session():
        if odoo.cluster.exists(options.db):
            say(f"The database {options.db} is there already: bringing it up to date …")
            odoo.install(options.db, *ADDONS)
        else:
            say(f"Creating the database {options.db} …")
            try:
                odoo.install(options.db, *ADDONS)
            except (OfficeError, KeyboardInterrupt):
                odoo.cluster.drop(options.db, odoo.data)
                raise
        (odoo.data.parent / f"{options.db}.stamp").write_text(code_stamp(CODE / "addons"))
    print(f"The database {options.db} is ready: scripts/run --db {options.db}")
    return 0


if __name__ == "__main__":
    main_guard(main)
