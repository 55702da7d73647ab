"""Pure packages stay pure: what each may import, checked on the syntax tree."""

import ast
import subprocess
import sys
from pathlib import Path

import pytest

ADDONS = Path(__file__).resolve().parents[2] / "addons"
BYLAWS = "lecce_smartcity.bylaws"
# package -> (third-party roots, pure packages) that it may import beside the standard library
ALLOWED = {
    BYLAWS: (set(), set()),
    "lecce_smartcity.intake": (
        {"openpyxl", "xlrd", "stdnum", "codicefiscale", "dateutil", "asn1crypto", "cryptography"},
        {BYLAWS},
    ),
    "lecce_smartcity.documents": (
        {"reportlab", "lxml", "openpyxl", "xlsxwriter", "qrcode", "PIL"},
        {BYLAWS},
    ),
    "twinning_projects.programme": (set(), {BYLAWS}),
    "twinning_projects.documents": (
        {"reportlab", "lxml", "openpyxl", "xlsxwriter", "qrcode", "PIL"},
        {BYLAWS, "lecce_smartcity.documents", "twinning_projects.programme"},
    ),
}
FORBIDDEN_CALLS = {"__import__", "import_module", "exec", "eval"}


def sources(package):
    return sorted((ADDONS / package.replace(".", "/")).rglob("*.py"))


def imported_names(path):
    """Every absolute dotted name that a file imports, relative ones resolved."""
    here = path.relative_to(ADDONS).with_suffix("").parts
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"), str(path))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            base = ("odoo", "addons", *here[: len(here) - node.level]) if node.level else ()
            module = ".".join((*base, *(node.module or "").split("."))).rstrip(".")
            # "from .. import bylaws" names a package, "from ..bylaws import terms" an item.
            yield from (f"{module}.{alias.name}" for alias in node.names)


def offence(name, package):
    roots, siblings = ALLOWED[package]
    if name.split(".")[0] in sys.stdlib_module_names | roots | {"__future__"}:
        return None
    for pure in {package} | siblings:
        if name == f"odoo.addons.{pure}" or name.startswith(f"odoo.addons.{pure}."):
            return None
    return name


@pytest.mark.parametrize("package", ALLOWED)
def test_a_pure_package_imports_only_what_it_may(package):
    offences = [
        f"{path.relative_to(ADDONS)} imports {name}"
        for path in sources(package)
        for name in imported_names(path)
        if offence(name, package)
    ]
    assert offences == []


@pytest.mark.parametrize("package", ALLOWED)
def test_a_pure_package_does_not_import_behind_the_checker_s_back(package):
    offences = []
    for path in sources(package):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call):
                name = getattr(node.func, "id", getattr(node.func, "attr", None))
                if name in FORBIDDEN_CALLS:
                    offences.append(f"{path.relative_to(ADDONS)}:{node.lineno} calls {name}")
    assert offences == []


@pytest.mark.parametrize(
    "name, allowed",
    [
        ("json", True),
        ("odoo.addons.lecce_smartcity.bylaws.errors.Violation", True),
        ("odoo.models", False),
        ("odoo.addons.lecce_smartcity.bylaws_extra.x", False),
        ("odoo.addons.lecce_smartcity.models.member", False),
        ("dateutil.relativedelta", False),
    ],
)
def test_the_checker_itself_tells_right_from_wrong(name, allowed):
    assert (offence(name, BYLAWS) is None) is allowed


def test_the_checker_resolves_relative_imports(tmp_path, monkeypatch):
    monkeypatch.setitem(globals(), "ADDONS", tmp_path)
    path = tmp_path / "lecce_smartcity" / "intake" / "rows.py"
    path.parent.mkdir(parents=True)
    path.write_text("from ..bylaws import terms\nfrom . import codes\nfrom ..models import m\n")
    names = list(imported_names(path))
    assert names == [
        "odoo.addons.lecce_smartcity.bylaws.terms",
        "odoo.addons.lecce_smartcity.intake.codes",
        "odoo.addons.lecce_smartcity.models.m",
    ]
    assert [bool(offence(name, "lecce_smartcity.intake")) for name in names] == [False, False, True]


def test_bylaws_import_in_a_bare_interpreter_from_their_own_folder():
    """A verifier outside Odoo puts the addon on its path and imports ``bylaws``."""
    paths = (path.relative_to(ADDONS / "lecce_smartcity").with_suffix("") for path in sources(BYLAWS))
    modules = [".".join(path.parts) for path in paths if path.name != "__init__"]
    script = "import sys, importlib\nsys.path.insert(0, sys.argv[1])\n" + "".join(
        f"importlib.import_module({module!r})\n" for module in modules
    )
    command = [sys.executable, "-I", "-S", "-B", "-W", "error", "-c", script]
    run = subprocess.run(
        [*command, str(ADDONS / "lecce_smartcity")], capture_output=True, text=True, check=False
    )
    assert run.returncode == 0, run.stderr
