"""Imports the pure packages under their real dotted names, without Odoo.

The parents (``odoo``, ``odoo.addons``, the two addons) are empty stand-ins: the addons' own
``__init__`` would import the ORM. A pure package that needs more than that is not pure.
"""

import sys
import types
from pathlib import Path

REPOSITORY = Path(__file__).resolve().parents[2]
ADDONS = REPOSITORY / "addons"


def _stand_in(name, path):
    module = types.ModuleType(name, "Stand-in: the unit tests run without Odoo.")
    module.__path__ = [str(path)]
    sys.modules[name] = module
    parent, _dot, child = name.rpartition(".")
    if parent:
        setattr(sys.modules[parent], child, module)


_stand_in("odoo", ADDONS / "no-odoo-here")
_stand_in("odoo.addons", ADDONS)
for _addon in ("lecce_smartcity", "twinning_projects"):
    _stand_in(f"odoo.addons.{_addon}", ADDONS / _addon)
