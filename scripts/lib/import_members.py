"""Import a members' book: ``scripts/import-members FILE [--db NAME] [--commit] [--json] [--company NAME]``.

Without ``--commit`` a dry run: a verdict for each row, nothing written. With it all the good rows, or none.
Exit status: 0 the file was examined (and imported, if asked for), 1 it was not, with one sentence.
"""

import argparse
import json
import subprocess
from pathlib import Path

from office import DEFAULT_DB, OfficeError, main_guard, office

VERDICTS = {"create": "to import", "unchanged": "already in the book", "refused": "REFUSED"}


def arguments() -> argparse.Namespace:
    """The command line."""
    parser = argparse.ArgumentParser(
        prog="scripts/import-members",
        description="Import a members' book from a spreadsheet. Without --commit nothing is written.",
    )
    parser.add_argument("file", nargs="?", type=Path, help="CSV, Excel or OpenDocument")
    parser.add_argument("--db", default=DEFAULT_DB, help="database (default: %(default)s)")
    parser.add_argument("--commit", action="store_true", help="import the good rows, all or none")
    parser.add_argument("--json", action="store_true", help="verdicts for machines, on standard output")
    parser.add_argument("--company", default="", help="the association's name, when the database has several")
    parser.add_argument("--category", default="", help="code of the category, for files without that column")
    parser.add_argument("--lang", default="it_IT", choices=["it_IT", "en_US"], help="language of the messages")
    parser.add_argument("--undo", type=int, metavar="NUMBER", help="undo the import of this number")
    parser.add_argument("--reason", default="", help="why it is undone: the history keeps it")
    options = parser.parse_args()
    if (options.file is None) == (options.undo is None):
        parser.error("give a file to import, or --undo with the number of an import")
    return options


def read(path: Path) -> bytes:
    """The file's bytes; read here, since the unprivileged user may not reach it."""
    try:
        return path.read_bytes()
    except OSError as error:
        raise OfficeError(f"{path} cannot be read: {error.strerror}.") from error


def ask_odoo(options: argparse.Namespace, data: bytes) -> dict:
    """Examine or import inside Odoo; return its answer."""
    machine = office()
    with machine.cluster.session():
        if not machine.cluster.exists(options.db):
            raise OfficeError(f"There is no database {options.db}: create it with scripts/setup --db {options.db}.")
        order = vars(options) | {"file": options.file.name if options.file else ""}
        done = machine.script(
            "import_members_inside",
            options.db,
            json.dumps(order),
            stdin=None,
            input=data,
            stdout=subprocess.PIPE,
        )
    lines = done.stdout.decode().splitlines()
    if done.returncode or not lines:
        raise OfficeError("The import failed and nothing was written; the messages are above.")
    answer = json.loads(lines[-1])
    if "refusal" in answer:
        raise OfficeError(answer["refusal"])
    return answer


def tell(answer: dict) -> None:
    """The verdicts for people: the rows with something to say, then the totals."""
    verdicts = answer["verdicts"]
    for row in answer["lines"]:
        findings = verdicts["errors"].get(row["row"], []) + verdicts["warnings"].get(row["row"], [])
        print(f"{row['row']:>6}  {VERDICTS[row['action']]:<20} {row['name']}")
        for finding in findings:
            print(f"        {finding['code']}: {finding['message']}")
    totals = answer["totals"]
    print(
        f"\n{verdicts['rows']} rows: {totals['create']} {'imported' if answer['imported'] else 'to import'}, "
        f"{totals['unchanged']} already in the book, {totals['refused']} refused, "
        f"{len(verdicts['warnings'])} with a warning."
    )
    if answer["serial"]:
        print(f"This is import no. {answer['serial']}: scripts/import-members --undo {answer['serial']} takes it back.")
    elif totals["create"]:
        print("Nothing was written: add --commit to import the good rows.")


def main() -> int:
    """Entry point."""
    options = arguments()
    answer = ask_odoo(options, read(options.file) if options.file else b"")
    if "undone" in answer:
        print(answer["undone"])
    elif options.json:
        print(json.dumps(answer["verdicts"], ensure_ascii=False, indent=1))
    else:
        tell(answer)
    return 0


if __name__ == "__main__":
    main_guard(main)
