"""Inside Odoo: open the registry of a database from a program of our own, without a server."""

import contextlib
import os
from collections.abc import Iterator


@contextlib.contextmanager
def environment(database: str, user: int = 1) -> Iterator:
    """Yield an environment on ``database``; committed at the end of the block, rolled back when it raises.

    Needs ``OFFICE_ODOO_OPTIONS``, as ``office.Odoo.script`` gives it: Odoo's options, one a line.
    """
    import odoo.tools
    from odoo import api
    from odoo.modules.registry import Registry

    odoo.tools.config.parse_config(
        [*os.environ["OFFICE_ODOO_OPTIONS"].splitlines(), "--log-level=warn"]
    )
    with Registry(database).cursor() as cursor:
        yield api.Environment(cursor, user, {})
