"""Inside Odoo: print the terms of installed addons as JSON, ``terms.py DB ADDON...``; see ``translate.py``."""

import json
import sys

from within import environment


def terms_of(env, addon: str) -> list[dict]:
    """The translatable terms of ``addon``, one for each source text, sorted by it.

    Each is ``{"source": str, "places": [str], "comments": [str]}``: where Odoo looks the term up (``code:file:0``,
    ``model:…``, ``model_terms:…``) and what Odoo's readers want to find in the comments.
    """
    from odoo.tools.translate import TranslationModuleReader

    found = {}
    for _module, kind, name, place, source, _value, comments in TranslationModuleReader(
        env.cr, modules=[addon]
    ):
        term = found.setdefault(source, {"places": set(), "comments": set()})
        # Line numbers would make every change of a file a change of its translations.
        where = name if kind == "code" else f"{name}:{place}"
        term["places"].add((f"{kind}:{where}", "0" if kind == "code" else ""))
        term["comments"].update(comments)
    return [
        {
            "source": source,
            "places": sorted(term["places"]),
            "comments": [f"module: {addon}", *sorted(term["comments"])],
        }
        for source, term in sorted(found.items())
    ]


def main() -> int:
    """Entry point."""
    database, *addons = sys.argv[1:]
    with environment(database) as env:
        json.dump({addon: terms_of(env, addon) for addon in addons}, sys.stdout, ensure_ascii=False)
    return 0


if __name__ == "__main__":
    sys.exit(main())
