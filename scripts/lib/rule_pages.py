"""Write ``docs/rules`` from the catalogue of rules: ``scripts/docs [--check]``. Needs neither Odoo nor a database.

With ``--check`` nothing is written: the pages that are missing, behind or left over are named, and the exit status is 1.
"""

import argparse
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
FOLDER = ROOT / "docs" / "rules"


def wanted() -> dict[str, str]:
    """The pages that there should be, by file name."""
    sys.path.insert(0, str(ROOT / "addons" / "lecce_smartcity"))
    from bylaws.rules.pages import pages

    return pages()


def behind(pages: dict[str, str], folder: Path) -> list[str]:
    """The names of pages that are missing, differ, or have no rule any more."""
    there = {path.name: path.read_text(encoding="utf-8") for path in folder.glob("*.md")}
    return sorted(name for name in pages.keys() | there.keys() if pages.get(name) != there.get(name))


def write(pages: dict[str, str], folder: Path) -> list[str]:
    """Bring the folder up to date; return the names of the pages touched."""
    folder.mkdir(parents=True, exist_ok=True)
    names = behind(pages, folder)
    for name in names:
        if name in pages:
            (folder / name).write_text(pages[name], encoding="utf-8")
        else:
            (folder / name).unlink()
    return names


def main() -> int:
    """Entry point."""
    parser = argparse.ArgumentParser(prog="scripts/docs", description=__doc__.splitlines()[0])
    parser.add_argument("--check", action="store_true", help="write nothing; exit 1 when a page is behind")
    options = parser.parse_args()
    pages = wanted()
    names = behind(pages, FOLDER) if options.check else write(pages, FOLDER)
    for name in names:
        print(f"docs/rules/{name} {'is behind' if options.check else 'written'}")
    print(f"{len(pages)} pages, {len(names)} {'behind' if options.check else 'written'}.")
    return 1 if options.check and names else 0


if __name__ == "__main__":
    sys.exit(main())
