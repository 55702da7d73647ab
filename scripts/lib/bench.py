"""Measure, side by side in one run: ``scripts/bench members [--members N]``. One line per figure: ``name: value unit``."""

import argparse

from office import ADDONS, OfficeError, main_guard, office, say

SUBJECTS = {"members": "bench_members"}


def main() -> int:
    """Entry point."""
    parser = argparse.ArgumentParser(prog="scripts/bench", description=__doc__)
    parser.add_argument("subject", choices=sorted(SUBJECTS))
    parser.add_argument("--members", type=int, default=10_000, help="how many (default: %(default)s)")
    parser.add_argument("--db", default="bench", help="scratch database, dropped at the end (default: %(default)s)")
    options = parser.parse_args()
    machine = office()
    with machine.cluster.session():
        if machine.cluster.exists(options.db):
            raise OfficeError(f"The database {options.db} exists: a bench takes a name of its own and drops it at the end.")
        say("Preparing a scratch database …")
        try:
            machine.install(options.db, *ADDONS)
            return machine.script(SUBJECTS[options.subject], options.db, str(options.members)).returncode
        finally:
            machine.cluster.drop(options.db, machine.data)


if __name__ == "__main__":
    main_guard(main)
