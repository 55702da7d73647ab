"""Serve the office on this machine: ``scripts/run [--fresh] [--no-demo] [--port N] [--db NAME]``."""

import argparse
import re
import signal
import subprocess
import sys
import threading

from office import (
    ADDONS,
    CODE,
    DEFAULT_DB,
    OfficeError,
    code_stamp,
    free_port,
    main_guard,
    office,
    say,
    wait_until_served,
)

LOG_LINE = re.compile(r"^\d{4}-\d\d-\d\d (\d\d:\d\d:\d\d),\d+ \d+ (\w+) \S+ ([\w.]+): (.*)")


def arguments() -> argparse.Namespace:
    """The command line."""
    parser = argparse.ArgumentParser(
        prog="scripts/run", description="Serve the association's office on this machine."
    )
    parser.add_argument("--db", default=DEFAULT_DB, help="database to serve (default: %(default)s)")
    parser.add_argument(
        "--port", type=int, default=8069, help="port on 127.0.0.1 (default: %(default)s)"
    )
    parser.add_argument("--fresh", action="store_true", help="begin again with a new database")
    parser.add_argument("--no-demo", action="store_true", help="no demo story: an empty office")
    return parser.parse_args()


def bring_up_to_date(odoo, database: str, fresh: bool, demo: bool) -> None:
    """Create the database, or update it when the code has changed since the last start."""
    stamp_file = odoo.data.parent / f"{database}.stamp"
    stamp = code_stamp(CODE / "addons")
    if fresh:
        say(f"Starting afresh: the database {database} is dropped.")
        odoo.cluster.drop(database, odoo.data)
        stamp_file.unlink(missing_ok=True)
    new = not odoo.cluster.exists(database)
    if not new and stamp_file.exists() and stamp_file.read_text() == stamp:
        return
    if new:
        say("Installing the office in a new database (a minute or two, once) …")
    else:
        say("The code has changed: bringing the database up to date …")
    try:
        odoo.install(database, *ADDONS)
    except (OfficeError, KeyboardInterrupt):
        # A half-installed database would be taken for a finished one at the next start.
        if new:
            odoo.cluster.drop(database, odoo.data)
        raise
    if new and demo:
        say("Telling the demo story …")
        if odoo.script("demo", database).returncode:
            odoo.cluster.drop(database, odoo.data)
            raise OfficeError("The demo story could not be told; the messages are above.")
    stamp_file.write_text(stamp)


def show(stream) -> None:
    """Print Odoo's log shortened to time, level and message; unknown lines (tracebacks) as they are."""
    for line in stream:
        match = LOG_LINE.match(line)
        if not match:
            print(line, end="", flush=True)
        elif match[2] != "INFO" or not match[4].startswith("127.0.0.1"):
            print(f"{match[1]} {match[2]:<8} {match[4]}", flush=True)
        else:
            print(f"{match[1]}          {match[4].split(' - - ')[-1]}", flush=True)


def welcome(odoo, database: str, port: int) -> None:
    """Say where the office is and who can log in."""
    with odoo.cluster.connect(database) as cursor:
        cursor.execute(
            "SELECT value FROM ir_config_parameter WHERE key = 'lecce_smartcity.demo_users'",
        )
        row = cursor.fetchone()
    print(f"\n  The office is open: http://127.0.0.1:{port}\n")
    if row:
        print("  Log in as (the password is the same as the login):")
        for line in row[0].splitlines():
            login, _, role = line.partition("\t")
            print(f"    {login:<14} {role}")
    else:
        print("  Log in as admin, password admin, and change the password at once.")
    print("\n  Ctrl-C closes it.\n", flush=True)


def serve(odoo, database: str, port: int) -> int:
    """Run the server until it ends or the user interrupts."""
    free_port(port)  # again: somebody may have taken it while the database was made
    process = odoo.popen(
        "-d", database, f"--http-port={port}", f"--gevent-port={free_port()}", "--http-interface=127.0.0.1",
        f"--db-filter=^{re.escape(database)}$",
        stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, errors="replace", start_new_session=True,
    )  # fmt: skip
    signal.signal(signal.SIGTERM, lambda *_: (_ for _ in ()).throw(KeyboardInterrupt))
    threading.Thread(target=show, args=[process.stdout], daemon=True).start()
    try:
        wait_until_served(f"http://127.0.0.1:{port}/web/login", process)
        welcome(odoo, database, port)
        return process.wait()
    except KeyboardInterrupt:
        print("\n  Closing …", flush=True)
        return 0
    finally:
        if process.poll() is None:
            process.send_signal(signal.SIGINT)
            try:
                process.wait(timeout=20)
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait()


def main() -> int:
    """Entry point."""
    options = arguments()
    free_port(options.port)
    odoo = office()
    with odoo.cluster.session():
        bring_up_to_date(odoo, options.db, options.fresh, not options.no_demo)
        return serve(odoo, options.db, options.port)


if __name__ == "__main__":
    sys.path.insert(0, str(CODE / "scripts" / "lib"))
    main_guard(main)
