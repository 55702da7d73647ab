"""An office for the tests of scripts: a copy of the prepared database, in the cluster of the tests."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
sys.path.insert(0, str(ROOT / "scripts" / "lib"))


@pytest.fixture(scope="session")
def machine():
    """The office's machinery (clusters, databases, Odoo's processes), with the cluster of the tests up."""
    if "OFFICE_FOLDER" not in os.environ:
        pytest.fail(
            "Run these tests with scripts/test scripts: it prepares the database.", pytrace=False
        )
    import office

    odoo = office.office()
    with odoo.cluster.session():
        yield odoo


@pytest.fixture
def office_db(machine, request):
    """The name of a fresh copy of the office's database: both addons, no demo story; dropped afterwards."""
    name = f"scripts_{abs(hash(request.node.nodeid)) % 10**8}"
    machine.cluster.copy("office", name, machine.data)
    yield name
    machine.cluster.drop(name, machine.data)


@pytest.fixture
def run_script():
    """Call one of ``scripts/``: returns the finished process with its output as text."""

    def run(name, *arguments, **kwargs):
        english = {**os.environ, "LC_ALL": "C.UTF-8"}
        kwargs = {"capture_output": True, "text": True, "timeout": 300, "env": english} | kwargs
        return subprocess.run(
            [str(ROOT / "scripts" / name), *map(str, arguments)], check=False, **kwargs
        )

    return run


@pytest.fixture
def in_odoo(machine):
    """Run a program of this folder inside Odoo; returns the finished process."""

    def run(program, *arguments):
        machine.prepare_folders()
        return subprocess.Popen(**in_odoo_command(machine, program, arguments))

    return run


def in_odoo_command(machine, program, arguments):
    """Keyword arguments of a process that runs ``tests/scripts/<program>.py`` with Odoo's environment."""
    import office

    return {
        "args": [
            sys.executable,
            str(office.CODE / "tests" / "scripts" / f"{program}.py"),
            *map(str, arguments),
        ],
        "env": machine.environment()
        | {
            "OFFICE_ODOO_OPTIONS": "\n".join(machine.options()),
            "PYTHONPATH": str(office.CODE / "scripts" / "lib"),
        },
        "cwd": "/",
        "stdin": subprocess.DEVNULL,
        "stdout": subprocess.PIPE,
        "stderr": subprocess.PIPE,
        "text": True,
        **office.identity(),
    }
