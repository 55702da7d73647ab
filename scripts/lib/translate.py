"""Bring the translations up to date with the code: ``scripts/translate [--db NAME] [--check]``.

Writes ``i18n/<addon>.pot`` and ``i18n/it.po`` of each addon from the terms that Odoo finds in the
database, which is first brought up to date with the code. Translations that are there stay; those
of terms that are gone are dropped. The files hold neither dates nor line numbers: they change when
a term does.
"""

import argparse
import json
import subprocess
from pathlib import Path

import polib
from office import ADDONS, DEFAULT_DB, ROOT, OfficeError, main_guard, office
from run import bring_up_to_date

LANGUAGES = {"it": "nplurals=2; plural=(n != 1);"}


def template(addon: str, terms: list[dict]) -> polib.POFile:
    """The file of ``terms`` without translations (see ``terms.py`` for what a term is)."""
    catalogue = polib.POFile()
    catalogue.header = f"Terms of {addon}. Written by scripts/translate."
    catalogue.metadata = {
        "Project-Id-Version": "Odoo Server 19.0",
        "MIME-Version": "1.0",
        "Content-Type": "text/plain; charset=UTF-8",
        "Content-Transfer-Encoding": "8bit",
    }
    for term in terms:
        catalogue.append(
            polib.POEntry(
                msgid=term["source"],
                comment="\n".join(term["comments"]),
                occurrences=[tuple(place) for place in term["places"]],
            )
        )
    return catalogue


def translated(addon: str, terms: list[dict], language: str, known: polib.POFile) -> polib.POFile:
    """The file of ``terms`` with the translations of ``known``; comments of translators stay too."""
    catalogue = template(addon, terms)
    catalogue.header = f"Translation of {addon}. Terms written by scripts/translate."
    catalogue.metadata |= {"Language": language, "Plural-Forms": LANGUAGES[language]}
    before = {entry.msgid: entry for entry in known if not entry.obsolete}
    for entry in catalogue:
        old = before.get(entry.msgid)
        if old:
            entry.msgstr, entry.tcomment, entry.flags = old.msgstr, old.tcomment, old.flags
    return catalogue


def save(catalogue: polib.POFile, path: Path, check: bool) -> bool:
    """Write ``catalogue`` unless that is what ``path`` holds or ``check`` is set; return whether it differed."""
    text = str(catalogue).rstrip("\n") + "\n"
    if path.exists() and path.read_text(encoding="utf-8") == text:
        return False
    if not check:
        path.parent.mkdir(exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return True


def update(addon: str, terms: list[dict], check: bool) -> tuple[int, bool]:
    """Bring the files of ``addon`` up to date; return how many terms lack a translation and whether a file changed."""
    folder = ROOT / "addons" / addon / "i18n"
    changed = save(template(addon, terms), folder / f"{addon}.pot", check)
    missing = 0
    for language in LANGUAGES:
        path = folder / f"{language}.po"
        known = polib.pofile(str(path)) if path.exists() else polib.POFile()
        catalogue = translated(addon, terms, language, known)
        changed |= save(catalogue, path, check)
        lacking = [entry.msgid for entry in catalogue if not entry.translated()]
        missing += len(lacking)
        print(f"{addon} {language}: {len(terms)} terms, {len(lacking)} untranslated")
        for source in lacking:
            print(f"  {source!r}")
    return missing, changed


def main() -> int:
    """Entry point: status 1 under ``--check`` when a file is behind the code or a term lacks its translation."""
    parser = argparse.ArgumentParser(
        prog="scripts/translate", description="Bring the translations up to date with the code."
    )
    parser.add_argument("--db", default=DEFAULT_DB, help="database with both addons (default: %(default)s)")
    parser.add_argument("--check", action="store_true", help="write nothing; fail when there is something to do")
    options = parser.parse_args()
    odoo = office()
    with odoo.cluster.session():
        bring_up_to_date(odoo, options.db, fresh=False, demo=False)
        done = odoo.script("terms", options.db, *ADDONS, stdout=subprocess.PIPE, text=True)
    if done.returncode:
        raise OfficeError("Odoo could not tell the terms; its messages are above.")
    outcomes = [update(addon, terms, options.check) for addon, terms in json.loads(done.stdout).items()]
    behind = any(changed for _missing, changed in outcomes)
    if options.check and behind:
        print("The files of translations are behind the code: run scripts/translate.")
    return int(options.check and (behind or any(missing for missing, _changed in outcomes)))


if __name__ == "__main__":
    main_guard(main)
