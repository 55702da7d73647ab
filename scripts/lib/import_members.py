"""Import a members' book: ``scripts/import-members FILE [--db NAME] [--commit] [--json] [--company NAME]``.

Without ``--commit`` a dry run: a verdict for each row, nothing written. With it all the good rows, or none.
Exit status: 0 the file was examined (and imported, if asked for), 1 it was not, with one sentence.
"""

import argparse
import json
import os
import subprocess
from pathlib import Path

from office import DEFAULT_DB, OfficeError, main_guard, office

# What the program itself says, in the language of the verdicts.
WORDS = {
    "it": {
        "create": "da importare",
        "unchanged": "già nel libro",
        "refused": "SCARTATA",
        "would": "Righe: {rows}. Da importare: {create}; già nel libro: {unchanged}; scartate: {refused}; con un avviso: {warned}.",
        "done": "Righe: {rows}. Importate: {create}; già nel libro: {unchanged}; scartate: {refused}; con un avviso: {warned}.",
        "serial": "È l'importazione n. {serial}: scripts/import-members --undo {serial} la annulla.",
        "dry": "Non è stato scritto nulla: con --commit si importano le righe buone.",
        "undone": "{batch}: annullata.",
        "failed": "L'importazione non è riuscita e non è stato scritto nulla; i messaggi sono qui sopra.",
        "unreadable": "{file} non si può leggere: {reason}.",
        "no_database": "Il database {db} non c'è: crearlo con scripts/setup --db {db}.",
        "no_import": "{company} non ha un'importazione n. {number}.",
        "which_company": "Nessuna associazione, o più di una, si chiama {name}. Ci sono: {names}.",
    },
    "en": {
        "create": "to import",
        "unchanged": "already in the book",
        "refused": "REJECTED",
        "would": "{rows} rows: {create} to import, {unchanged} already in the book, {refused} rejected, {warned} with a warning.",
        "done": "{rows} rows: {create} imported, {unchanged} already in the book, {refused} rejected, {warned} with a warning.",
        "serial": "This is import no. {serial}: scripts/import-members --undo {serial} takes it back.",
        "dry": "Nothing was written: add --commit to import the good rows.",
        "undone": "{batch}: undone.",
        "failed": "The import failed and nothing was written; the messages are above.",
        "unreadable": "{file} cannot be read: {reason}.",
        "no_database": "There is no database {db}: create it with scripts/setup --db {db}.",
        "no_import": "{company} has no import no. {number}.",
        "which_company": "No association, or more than one, is called {name}. There are: {names}.",
    },
}


def terminal_language() -> str:
    """The language of the terminal, ``it`` or ``en``."""
    told = next(filter(None, map(os.environ.get, ("LC_ALL", "LC_MESSAGES", "LANG"))), "")
    return "it" if told.startswith("it") else "en"


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
    parser.add_argument(
        "--lang", default=terminal_language(), type=lambda text: text[:2], choices=sorted(WORDS),
        help="language of the messages (default: the terminal's, %(default)s)",
    )  # fmt: skip
    parser.add_argument("--undo", type=int, metavar="NUMBER", help="undo the import of this number")
    parser.add_argument("--reason", default="", help="why it is undone: the history keeps it")
    options = parser.parse_args()
    if (options.file is None) == (options.undo is None):
        parser.error("give a file to import, or --undo with the number of an import")
    return options


def read(path: Path, words: dict) -> bytes:
    """The file's bytes; read here, since the unprivileged user may not reach it."""
    try:
        return path.read_bytes()
    except OSError as error:
        raise OfficeError(words["unreadable"].format(file=path, reason=error.strerror)) from error


def ask_odoo(options: argparse.Namespace, data: bytes, words: dict) -> dict:
    """Examine or import inside Odoo; return its answer."""
    machine = office()
    with machine.cluster.session():
        if not machine.cluster.exists(options.db):
            raise OfficeError(words["no_database"].format(db=options.db))
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
        raise OfficeError(words["failed"])
    answer = json.loads(lines[-1])
    if "refusal" in answer:
        refusal = answer["refusal"]
        raise OfficeError(words[refusal].format(**answer["details"]) if refusal in words else refusal)
    return answer


def tell(answer: dict, words: dict) -> None:
    """The verdicts for people: the rows with something to say, then the totals."""
    verdicts = answer["verdicts"]
    for row in answer["lines"]:
        findings = verdicts["errors"].get(row["row"], []) + verdicts["warnings"].get(row["row"], [])
        print(f"{row['row']:>6}  {words[row['action']]:<20} {row['name']}")
        for finding in findings:
            print(f"        {finding['code']}: {finding['message']}")
    counts = {"rows": verdicts["rows"], "warned": len(verdicts["warnings"]), **answer["totals"]}
    print("\n" + words["done" if answer["imported"] else "would"].format(**counts))
    if answer["serial"]:
        print(words["serial"].format(serial=answer["serial"]))
    elif counts["create"]:
        print(words["dry"])


def main() -> int:
    """Entry point."""
    options = arguments()
    words = WORDS[options.lang]
    answer = ask_odoo(options, read(options.file, words) if options.file else b"", words)
    if "undone" in answer:
        print(words["undone"].format(batch=answer["undone"]))
    elif options.json:
        print(json.dumps(answer["verdicts"], ensure_ascii=False, indent=1))
    else:
        tell(answer, words)
    return 0


if __name__ == "__main__":
    main_guard(main)
