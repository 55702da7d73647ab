"""Run the tests: ``scripts/test [unit|orm|ui|scripts] [pytest arguments]``; all of them without a part.

A part is a function that returns its counts. The databases live in a cluster of their own: ``base`` holds the addons
that ours depend on and is made once for a version of Odoo; ``office`` has ours on top and is made again when their code
changes.
"""

import ast
import os
import re
import shutil
import subprocess
import sys
import time
import xml.etree.ElementTree as ElementTree
from collections import Counter
from pathlib import Path

from office import (
    ADDONS,
    CODE,
    ODOO_TREE,
    ROOT,
    STATE,
    Cluster,
    Odoo,
    OfficeError,
    code_stamp,
    free_port,
    main_guard,
    say,
)

FOLDER = STATE / "test"
RESULTS = FOLDER / "results"
# Odoo's log may hold these: each with the reason.
EXPECTED_LOG = [
    # The distribution's Odoo has no wkhtmltopdf beside it; our documents do not use it.
    r"wkhtmltopdf",
]
LOG_PROBLEM = re.compile(
    r"^\d{4}-\d\d-\d\d [\d:,]+ \d+ (WARNING|ERROR|CRITICAL) \S+ (?P<logger>[\w.]+): (?P<text>.*)"
)
TESTS_RUN = re.compile(r"(\d+) failed, (\d+) error\(s\) of (\d+) tests")
SKIPPED = re.compile(r"\bskipped\b.*:|: skipped ", re.IGNORECASE)


def test_odoo() -> Odoo:
    """Odoo on the cluster of the tests."""
    return Odoo(Cluster(FOLDER / "postgresql" / "data", durable=False), FOLDER / "odoo" / "data")


# --- databases -------------------------------------------------------------------------------------------------------


def dependencies() -> list[str]:
    """The addons of Odoo that ours name in their manifests."""
    names: set[str] = set()
    for addon in ADDONS:
        names.update(
            ast.literal_eval((CODE / "addons" / addon / "__manifest__.py").read_text())["depends"]
        )
    return sorted(names - set(ADDONS))


def prepare_databases(odoo: Odoo) -> None:
    """Make ``base`` and ``office`` if they are missing or behind the code."""
    wanted = f"{ODOO_TREE} {' '.join(dependencies())}"
    _prepare(odoo, "base", wanted, lambda name: odoo.install(name, *dependencies()))

    def install_ours(name: str) -> None:
        odoo.cluster.copy("base", name, odoo.data)
        odoo.install(name, *ADDONS)

    _prepare(odoo, "office", f"{wanted} {code_stamp(CODE / 'addons')}", install_ours)


def _prepare(odoo: Odoo, name: str, stamp: str, make) -> None:
    file = FOLDER / f"{name}.stamp"
    if file.exists() and file.read_text() == stamp and odoo.cluster.exists(name):
        return
    say(f"Preparing the test database {name} …")
    began = time.monotonic()
    draft = f"{name}_draft"
    odoo.cluster.drop(draft, odoo.data)
    make(draft)
    odoo.cluster.rename(draft, name, odoo.data)
    file.write_text(stamp)
    say(f"  in {time.monotonic() - began:.0f} s")


# --- parts -----------------------------------------------------------------------------------------------------------


def lint() -> Counter:
    """Ruff and pylint-odoo over the whole product: each counts as one test."""
    counts = Counter()
    paths = [str(ROOT / name) for name in ("addons", "scripts", "tests") if (ROOT / name).is_dir()]
    addons = [
        str(path)
        for path in sorted((ROOT / "addons").iterdir())
        if (path / "__manifest__.py").exists()
    ]
    for name, command in {
        "ruff": [sys.executable, "-m", "ruff", "check", "--no-cache", *paths],
        "pylint-odoo": [sys.executable, "-m", "pylint", f"--rcfile={ROOT / '.pylintrc'}", *addons],
    }.items():
        done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
        counts["failed" if done.returncode else "passed"] += 1
        say(
            f"{name}: {'clean' if not done.returncode else done.stdout[-6000:] + done.stderr[-2000:]}"
        )
    return counts


def pytest(part: str, *arguments: str) -> Counter:
    """Run pytest on ``tests/<part>`` and count from its report."""
    RESULTS.mkdir(parents=True, exist_ok=True)
    report = RESULTS / f"{part}.xml"
    report.unlink(missing_ok=True)
    done = subprocess.run(
        [sys.executable, "-m", "pytest", str(ROOT / "tests" / part), "-q", "-ra", "-p", "no:cacheprovider",
         f"--junitxml={report}", *arguments],
        cwd=ROOT, env={**os.environ, "OFFICE_FOLDER": str(FOLDER)}, check=False,
    )  # fmt: skip
    if not report.exists():
        return Counter(failed=1)
    counts = Counter()
    for suite in ElementTree.parse(report).getroot().iter("testsuite"):
        failed = int(suite.get("failures", 0)) + int(suite.get("errors", 0))
        skipped = int(suite.get("skipped", 0))
        counts.update(
            failed=failed, skipped=skipped, passed=int(suite.get("tests", 0)) - failed - skipped
        )
    if done.returncode not in (0, 1, 5) and not counts["failed"]:
        counts["failed"] += 1
    return counts


def unit(*arguments: str) -> Counter:
    """Linters and pure rules."""
    return (Counter() if arguments else lint()) + pytest("unit", *arguments)


def orm(*arguments: str) -> Counter:
    """Odoo's tests of both addons, on a copy of the office; ``-k TEXT`` runs those whose name holds TEXT."""
    odoo = test_odoo()
    with odoo.cluster.session():
        prepare_databases(odoo)
        odoo.cluster.copy("office", "orm", odoo.data)
        RESULTS.mkdir(parents=True, exist_ok=True)
        log = RESULTS / "orm.log"
        with log.open("w") as stream:
            process = odoo.popen(
                "-d", "orm", "-u", ",".join(ADDONS), f"--test-tags={_tags(arguments)}", "--stop-after-init",
                f"--http-port={free_port()}", f"--gevent-port={free_port()}", "--max-cron-threads=0",
                stdout=stream, stderr=subprocess.STDOUT,
            )  # fmt: skip
            process.wait()
        odoo.cluster.drop("orm", odoo.data)
    return _count_orm(log.read_text(errors="replace"), log, process.returncode)


def _tags(arguments: tuple[str, ...]) -> str:
    if "-k" not in arguments:
        return ",".join(f"/{addon}" for addon in ADDONS)
    wanted = arguments[arguments.index("-k") + 1]
    tags = []
    for addon in ADDONS:
        for path in sorted((CODE / "addons" / addon / "tests").glob("test_*.py")):
            for node in ast.parse(path.read_text()).body:
                if isinstance(node, ast.ClassDef):
                    methods = [
                        item.name
                        for item in node.body
                        if getattr(item, "name", "").startswith("test_")
                    ]
                    tags += [
                        f"/{addon}:{node.name}.{name}"
                        for name in methods
                        if wanted in f"{node.name}.{name}"
                    ]
    if not tags:
        raise OfficeError(f"No Odoo test has “{wanted}” in its name.")
    return ",".join(tags)


def _count_orm(text: str, log: Path, code: int) -> Counter:
    problems = [
        line for line in text.splitlines()
        if LOG_PROBLEM.match(line) and not any(re.search(pattern, line) for pattern in EXPECTED_LOG)
    ]  # fmt: skip
    totals = [tuple(map(int, found)) for found in TESTS_RUN.findall(text)]
    bad = sum(failed + errors for failed, errors, _ in totals)
    run = sum(total for *_, total in totals)
    skipped = sum(1 for line in text.splitlines() if SKIPPED.search(line) and ".tests." in line)
    say(f"Odoo's tests: {run} run, {bad} failed, {skipped} skipped; the log is {log}")
    for line in problems[:60]:
        say(f"  {line[:400]}")
    if not run:
        say("\n".join(text.splitlines()[-20:]))
        return Counter(failed=1)
    failed = bad or (1 if problems or code else 0)
    if failed:
        say(_tracebacks(text))
    return Counter(passed=run - bad - skipped, failed=failed, skipped=skipped)


def _tracebacks(text: str) -> str:
    blocks, current = [], None
    for line in text.splitlines():
        if re.match(r"^\d{4}-\d\d-\d\d ", line):
            if current:
                blocks.append("\n".join(current[-25:]))
            current = [line] if " ERROR " in line or " WARNING " in line else None
        elif current is not None:
            current.append(line)
    return "\n\n".join(blocks[:25])


def ui(*arguments: str) -> Counter:
    """Journeys in a browser against the running product with the demo story."""
    odoo = test_odoo()
    with odoo.cluster.session():
        prepare_databases(odoo)
        return pytest("ui", *arguments)


def scripts(*arguments: str) -> Counter:
    """The scripts, the deployment, races between processes."""
    odoo = test_odoo()
    with odoo.cluster.session():
        prepare_databases(odoo)
        return pytest("scripts", *arguments)


PARTS = {"unit": unit, "orm": orm, "scripts": scripts, "ui": ui}


def main() -> int:
    """Entry point."""
    arguments = sys.argv[1:]
    if arguments and arguments[0] in ("-h", "--help"):
        print(__doc__)
        return 0
    chosen = [arguments.pop(0)] if arguments and arguments[0] in PARTS else list(PARTS)
    shutil.rmtree(RESULTS, ignore_errors=True)
    counts = Counter()
    for part in chosen:
        say(f"\n=== {part} ===")
        counts += PARTS[part](*arguments)
    print(f"{counts['passed']} passed, {counts['failed']} failed, {counts['skipped']} skipped")
    return 1 if counts["failed"] or not counts["passed"] else 0


if __name__ == "__main__":
    main_guard(main)
