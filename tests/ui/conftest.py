"""The running product with the demo story, and a browser logged in as one of its users.

The story is told once into a copy of the prepared database; the browser is the system's Chromium.
"""

import contextlib
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
sys.path.insert(0, str(ROOT / "scripts" / "lib"))

BROWSERS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
# What a console may say without anything being wrong, each with its reason.
HARMLESS = (
    "Failed to load resource: net::ERR_INTERNET_DISCONNECTED",  # no network beyond the machine
    "WebSocket connection",  # the live bus has no process of its own in the threaded server
    "websocket",
)


def run_inside(odoo, database, code):
    """Run ``code`` in Odoo's shell on ``database``."""
    import office

    command = odoo.command("shell", "-d", database, "--no-http", "--log-level=warn")
    return subprocess.run(
        command, input=code, cwd="/", env=odoo.environment(), capture_output=True, text=True, check=False, **office.identity()
    )


def make_assets(odoo, database):
    """Make the bundles of scripts and styles: two first pages at once would write the same file, and one of them fails."""
    return run_inside(odoo, database, 'env["ir.qweb"]._pregenerate_assets_bundles(); env.cr.commit()')


@contextlib.contextmanager
def serving(database, tell):
    """Serve a copy of the prepared database, after ``tell(odoo, database)`` has filled it; yields the address and Odoo."""
    if "OFFICE_FOLDER" not in os.environ:
        pytest.fail(
            "Run these tests with scripts/test ui: it prepares the database.", pytrace=False
        )
    import office

    odoo = office.office()
    with odoo.cluster.session():
        odoo.cluster.copy("office", database, odoo.data)
        tell(odoo, database)
        made = make_assets(odoo, database)
        assert made.returncode == 0, made.stderr
        port = office.free_port()
        log = Path(os.environ["OFFICE_FOLDER"]) / "results" / f"{database}-server.log"
        with log.open("w") as stream:
            process = odoo.popen(
                "-d", database, f"--db-filter=^{database}$", f"--http-port={port}", f"--gevent-port={office.free_port()}",
                stdout=stream, stderr=subprocess.STDOUT,
            )  # fmt: skip
            try:
                office.wait_until_served(f"http://127.0.0.1:{port}/web/login", process)
                yield f"http://127.0.0.1:{port}", odoo
            finally:
                process.terminate()
                with contextlib.suppress(subprocess.TimeoutExpired):
                    process.wait(timeout=20)
                process.kill()
        odoo.cluster.drop(database, odoo.data)
    problems = [
        line for line in log.read_text(errors="replace").splitlines()
        if re.match(r"^\d{4}-\d\d-\d\d [\d:,]+ \d+ (ERROR|CRITICAL) ", line)
    ]  # fmt: skip
    assert not problems, "\n".join(problems[:20])


@pytest.fixture(scope="session")
def served():
    """The address of the office, served with the demo story for the whole session."""

    def tell(odoo, database):
        told = odoo.script("demo", database, capture_output=True, text=True)
        assert told.returncode == 0, told.stderr

    with serving("ui", tell) as (address, _odoo):
        yield address


@pytest.fixture(scope="session")
def browser():
    """The system's Chromium, headless."""
    from playwright.sync_api import sync_playwright

    found = next(filter(None, map(shutil.which, BROWSERS)), None)
    if not found:
        pytest.fail("No Chromium on this machine: install the package chromium.", pytrace=False)
    with sync_playwright() as playwright:
        yield playwright.chromium.launch(
            executable_path=found, args=["--no-sandbox", "--disable-dev-shm-usage"]
        )


@contextlib.contextmanager
def opening(address, browser):
    """Give a function that opens the office at ``address`` as one of its users; what a console complains of fails the test."""
    contexts, errors = [], []

    def open_page(login=None, language="it-IT", width=1360, height=860):
        context = browser.new_context(
            locale=language, viewport={"width": width, "height": height}, base_url=address, timezone_id="Europe/Rome"
        )
        contexts.append(context)
        page = context.new_page()
        page.set_default_timeout(60_000)
        page.on("pageerror", lambda error: errors.append(str(error)))
        page.on(
            "console",
            lambda message: (
                errors.append(message.text)
                if message.type == "error" and not any(part in message.text for part in HARMLESS)
                else None
            ),
        )
        if login:
            page.goto("/web/login")
            page.fill("input[name=login]", login)
            page.fill("input[name=password]", login)
            page.click("form.oe_login_form button[type=submit]")
            page.wait_for_url(lambda url: "/web/login" not in url, wait_until="commit")
        return page

    yield open_page
    for context in contexts:
        context.close()
    assert not errors, "\n".join(errors[:10])


@pytest.fixture
def page_of(served, browser):
    """Open the office as one of the demo users: ``page = page_of("segreteria")``; nobody for the public pages."""
    with opening(served, browser) as open_page:
        yield open_page


@pytest.fixture
def snap(request):
    """Keep a picture of the page among the results: ``snap(page, "members")``."""
    folder = Path(os.environ["OFFICE_FOLDER"]) / "results" / "screenshots"
    folder.mkdir(parents=True, exist_ok=True)

    def take(page, name):
        path = folder / f"{request.node.name}-{name}.png"
        page.screenshot(path=path)
        return path

    return take
