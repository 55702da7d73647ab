"""Make the unpacked odoo-19 package usable and small: ``repair_odoo.py FOLDER``.

What Debian's package lacks or breaks when unpacked beside the system instead of into it:

* links to system fonts and JavaScript libraries point outside the tree: they are re-pointed into it;
* ``odoo-bin`` and one JavaScript file of ``mail`` (a segmentation model of another licence) are left out: the first is
  written, for the second an empty module that keeps the asset bundles whole;
* its egg-info asks for libraries that Odoo no longer needs: replaced by a plain distribution named ``odoo`` 19.0,
  which is also what addons from the package index ask for;
* 800 MB of translations and foreign localisations are not needed by an Italian association.
"""

import shutil
import sys
from pathlib import Path

KEPT_LANGUAGES = {"it.po"}
KEPT_LOCALISATIONS = {"l10n_it", "l10n_eu"}
UNUSED_PREFIXES = ("hw_", "iot", "l10n_")
ODOO_BIN = (
    "#!/usr/bin/env python3\nimport odoo.cli\n\nif __name__ == '__main__':\n    odoo.cli.main()\n"
)


def relink(root: Path) -> list[Path]:
    """Point absolute or dangling links into ``root``; the links that still lead nowhere are removed and returned."""
    lost = []
    for link in [path for path in root.rglob("*") if path.is_symlink() and not path.exists()]:
        target = link.readlink()
        absolute = target if target.is_absolute() else (link.parent / target)
        parts = Path(str(absolute).removeprefix(str(root))).parts
        inside = root.joinpath(*[part for part in parts if part != "/"])
        link.unlink()
        try:
            found = inside.resolve(strict=True)
        except (OSError, RuntimeError):
            lost.append(link)
            continue
        link.symlink_to(_relative(found, link))
    return lost


def _relative(target: Path, link: Path) -> Path:
    common = Path(*[a for a, b in zip(target.parts, link.parts, strict=False) if a == b])
    while common not in link.parents or common not in target.parents:
        common = common.parent
    ups = len(link.parent.relative_to(common).parts)
    return Path(*[".."] * ups) / target.relative_to(common)


def slim(packages: Path) -> None:
    """Drop translations other than Italian, foreign localisations and the package's second copy of the addons."""
    shutil.rmtree(packages / "addons", ignore_errors=True)
    addons = packages / "odoo" / "addons"
    for path in packages.rglob("*.po"):
        if path.name not in KEPT_LANGUAGES:
            path.unlink()
    for path in addons.iterdir():
        kept = any(
            path.name == name or path.name.startswith(name + "_") for name in KEPT_LOCALISATIONS
        )
        if path.name.startswith(UNUSED_PREFIXES) and not kept:
            shutil.rmtree(path)


def complete(packages: Path) -> None:
    """Write what the package leaves out."""
    stub = packages / "odoo/addons/mail/static/lib/selfie_segmentation/selfie_segmentation.js"
    if not stub.exists():
        stub.parent.mkdir(parents=True, exist_ok=True)
        stub.write_text("// Not shipped by the distribution: background blur is not available.\n")
    binary = packages / "odoo-bin"
    binary.write_text(ODOO_BIN)
    binary.chmod(0o755)
    for egg in packages.glob("odoo-*.egg-info"):
        shutil.rmtree(egg) if egg.is_dir() else egg.unlink()
    info = packages / "odoo-19.0.dist-info"
    info.mkdir(exist_ok=True)
    (info / "METADATA").write_text("Metadata-Version: 2.1\nName: odoo\nVersion: 19.0\n")
    (info / "INSTALLER").write_text("lecce-smartcity\n")


def main(folder: str) -> None:
    root = Path(folder).resolve()
    packages = root / "usr/lib/python3/dist-packages"
    if not (packages / "odoo/release.py").exists():
        sys.exit(f"{packages} holds no Odoo: the package is not what was expected.")
    slim(packages)
    complete(packages)
    for link in relink(root):
        print(
            f"left out: {link.relative_to(root)} (its target is in none of the packages)",
            file=sys.stderr,
        )


if __name__ == "__main__":
    main(*sys.argv[1:])
