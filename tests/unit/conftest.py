"""Imports the pure packages under their real dotted names, without Odoo.

The parents (``odoo``, ``odoo.addons``, the two addons) are empty stand-ins: the addons' own
``__init__`` would import the ORM. A pure package that needs more than that is not pure.
"""

import os
import sys
import types
from pathlib import Path

REPOSITORY = Path(__file__).resolve().parents[2]
ADDONS = REPOSITORY / "addons"

# Before hypothesis is imported: it keeps its notes with the rest of the ignored state.
os.environ.setdefault("HYPOTHESIS_STORAGE_DIRECTORY", str(REPOSITORY / ".state" / "hypothesis"))

from hypothesis import settings  # noqa: E402

# No deadline: a busy machine is not a failing test. No database: every run starts alike.
settings.register_profile("unit", deadline=None, database=None, print_blob=True)
settings.load_profile("unit")


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
