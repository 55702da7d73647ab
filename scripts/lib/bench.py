"""Measure in one run: ``scripts/bench members|meetings|elections|rules [--members N]``. A line a figure: ``name: value unit``.

``meetings --notices`` measures the notices of an assembly in place of its quorum.
``elections`` and ``rules`` need no database: N ballots through each method; rules resolved for many days.
"""

import argparse

import bench_elections
import bench_rules
from office import ADDONS, OfficeError, main_guard, office, say

SUBJECTS = {"members": "bench_members", "meetings": "bench_meetings"}
# How many where nothing is said.
USUAL = {"meetings": 5_000}
WITHOUT_DATABASE = {"elections": bench_elections.run, "rules": bench_rules.run}


def main() -> int:
    """Entry point."""
    parser = argparse.ArgumentParser(prog="scripts/bench", description=__doc__)
    parser.add_argument("subject", choices=sorted({**SUBJECTS, **WITHOUT_DATABASE}))
    parser.add_argument("--members", type=int, help="how many (default: 10000; meetings: 5000)")
    parser.add_argument("--db", default="bench", help="scratch database, dropped at the end (default: %(default)s)")
    parser.add_argument("--notices", action="store_true", help="with meetings: make and queue the notices of one")
    options = parser.parse_args()
    options.members = options.members or USUAL.get(options.subject, 10_000)
    if options.subject in WITHOUT_DATABASE:
        return WITHOUT_DATABASE[options.subject](options.members)
    machine = office()
    with machine.cluster.session():
        if machine.cluster.exists(options.db):
            raise OfficeError(f"The database {options.db} exists: a bench takes a name of its own and drops it at the end.")
        say("Preparing a scratch database …")
        try:
            machine.install(options.db, *ADDONS)
            program = "bench_notices" if options.notices and options.subject == "meetings" else SUBJECTS[options.subject]
            return machine.script(program, options.db, str(options.members)).returncode
        finally:
            machine.cluster.drop(options.db, machine.data)


if __name__ == "__main__":
    main_guard(main)
