# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
"""Names of municipalities and States to their Belfiore codes (python-codicefiscale's tables)."""

import re
from functools import lru_cache

from .text import fold

_PROVINCE = re.compile(r"^(.*?)\s*[(,\-/]\s*([A-Za-z]{2})\s*\)?$")


@lru_cache(maxsize=1)
def _codes_by_name():
    # Read once and only when a birth place is first checked: the tables hold 19,000 names.
    from codicefiscale.data import get_countries_data, get_municipalities_data

    codes = {}
    for place in (*get_municipalities_data(), *get_countries_data()):
        for slug in place["name_slugs"]:
            codes.setdefault(slug.replace("-", " "), set()).add(place["code"])
    return codes


@lru_cache(maxsize=8192)
def belfiore_codes(place):
    """Every code that a place of this name has or had; empty for a name the tables lack.

    >>> sorted(belfiore_codes("Nardò (LE)")), sorted(belfiore_codes("Frazione ignota"))
    (['F842'], [])
    """
    match = _PROVINCE.match(place)
    name = match[1] if match else place
    codes = _codes_by_name()
    return frozenset(codes.get(fold(name)) or codes.get(fold(place)) or ())
