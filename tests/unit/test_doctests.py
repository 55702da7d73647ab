"""The examples in the docstrings of the pure packages are true."""

import doctest
import importlib
from pathlib import Path

import pytest

ADDONS = Path(__file__).resolve().parents[2] / "addons"
PACKAGES = (
    "lecce_smartcity/bylaws",
    "lecce_smartcity/intake",
    "lecce_smartcity/documents",
    "twinning_projects/programme",
    "twinning_projects/documents",
)


def pure_modules():
    for package in PACKAGES:
        for path in sorted((ADDONS / package).rglob("*.py")):
            parts = path.relative_to(ADDONS).with_suffix("").parts
            yield ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


@pytest.mark.parametrize("name", list(pure_modules()))
def test_the_examples_in_the_docstrings_are_true(name):
    module = importlib.import_module(f"odoo.addons.{name}")
    options = doctest.NORMALIZE_WHITESPACE | doctest.ELLIPSIS
    assert doctest.testmod(module, optionflags=options).failed == 0
