"""Tell the demo story in a database: ``demo.py DB``, with Odoo's options in ``OFFICE_ODOO_OPTIONS``, one a line."""

import os
import sys


def main() -> int:
    """Entry point."""
    if len(sys.argv) != 2:
        print("usage: demo.py DATABASE", file=sys.stderr)
        return 2
    database = sys.argv[1]

    import odoo
    from odoo.modules.registry import Registry

    options = os.environ["OFFICE_ODOO_OPTIONS"].splitlines()
    odoo.tools.config.parse_config([*options, "-d", database, "--no-http", "--max-cron-threads=0", "--log-level=warn"])
    # The addons are importable once the configuration has told where they are.
    registry = Registry(database)
    with registry.cursor() as cr:
        from odoo.addons.lecce_smartcity.demo import story

        env = odoo.api.Environment(cr, odoo.SUPERUSER_ID, {})
        try:
            story.tell(env)
        except story.ToldAlready as error:
            print(error, file=sys.stderr)
            return 1
        cr.commit()
    return 0


if __name__ == "__main__":
    sys.exit(main())
