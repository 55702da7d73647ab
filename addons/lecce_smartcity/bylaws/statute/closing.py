"""What stands below a statute's last article: place and day, "Letto, confermato e sottoscritto", who signed.

It belongs to the deed and not to the article.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from .detecting import MONTHS
from .numerals import plain, word_set
from .source_lines import Line

# What follows these words is no part of an article, unless it is long.
_FORMULA = re.compile(
    r"(?:letto|letta|letti|previa lettura)(?:\b[^.]{0,60}\bsottoscri|(?:,| e)(?: [a-z]+,?){0,2} (?:firmat|approvat|confermat))"
    r"|l\.? ?c\.? ?s\.?$|in fede[.,]?$|(?:seguono|segue) (?:le )?firm"
    r"|il presente (?:atto|verbale) (?:viene|e) (?:letto|sottoscritto|chiuso)"
)
# These close a document where nothing but names follows.
_SIGNED = re.compile(r"(?:f\.? ?to|firmat[oi]|firme?|originale firmato)(?: da)?\b ?[:.]?")
_PLACE_AND_DAY = re.compile(
    rf"(?:[a-z][a-z' ]{{1,40}}?,? ?)?(?:(?:li'?|addi'?)\b,? ?)?(?:\d{{1,2}} ?[°º]? ?(?:{'|'.join(MONTHS)}) \d{{4}}"
    r"|\d{1,2} ?[/.-] ?\d{1,2} ?[/.-] ?\d{2,4})\.?|[a-z][a-z' ]{1,40},? (?:li'?|addi'?)[ ,_.]*"
)
_OFFICE = re.compile(
    r"(?:(?:il|la|i|le|un) )?(?:vice ?-?)?(?:president|segretari|notai|legale rappresentante|rappresentanti? legal|sindac|soci"
    r"|fondator|comparent|testimon|tesorier|consiglier|costituent)[a-z' ]*:?"
)
_IN_A_NAME = word_set("di de del della dei degli e ed da in d' dell' prof dott dr dott.ssa sig avv ing arch rag geom")
_LONGEST = 80  # characters of a line that holds a name, an office, a place and a day
_NOTE = 240  # of a line below a formula ("Firmato digitalmente da … ai sensi del …")
_MOST = 60  # lines: members who found an association all sign


def closing_begins(lines: Sequence[Line]) -> int:
    """Where the text below the last article begins among its lines; their number where there is none.

    >>> rows = ("Vale il codice civile.", "Lecce, 25 maggio 2015", "Letto, confermato e sottoscritto.", "Anna Bianchi")
    >>> closing_begins([Line(at, text) for at, text in enumerate(rows, 1)])
    1
    >>> closing_begins([Line(1, "Vale il codice civile."), Line(2, "Il Presidente firma gli atti.")])
    2
    """
    for at in range(max(1, len(lines) - _MOST), len(lines)):
        line, after = lines[at], lines[at + 1 :]
        if not (line.gap or lines[at - 1].ended):
            continue
        if _FORMULA.match(plain(line.text)) and all(len(row.text) <= _NOTE for row in after):
            return at
        if _opens(line.text) and all(_opens(row.text) or _is_name(row.text) for row in after):
            return at
    return len(lines)


def _opens(text: str) -> bool:
    """Whether a line begins what closes a document, if only names follow."""
    folded = plain(text)
    if len(text) > _LONGEST:
        return False
    return bool(_FORMULA.match(folded) or _SIGNED.match(folded) or _PLACE_AND_DAY.fullmatch(folded))


def _is_name(text: str) -> bool:
    """Whether a line is a name or an office, as they stand below a document."""
    if len(text) > _LONGEST or text[-1:] in ";":
        return False
    if _OFFICE.fullmatch(plain(text)):
        return True
    words = text.replace("’", "'").replace("(", " ").replace(")", " ").replace(",", " ").split()
    return len(words) <= 8 and all(word[:1].isupper() or word.lower().rstrip(".") in _IN_A_NAME for word in words)
