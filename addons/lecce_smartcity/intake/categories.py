# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
"""Spellings of categories and of causes of cessation to the codes they mean.

"ORD.", "ordinari", "Socio ordinario" are one category; a text that fits none, or two equally
well, is refused: which one was meant is for the secretariat to say.
"""

import re

from .text import fold, word_set

# Names by which the usual categories go; an association passes its own.
DEFAULT_CATEGORIES = {
    "founder": ["Fondatore", "Socio fondatore", "Promotore", "Founder", "Founding member"],
    "ordinary_public": ["Ordinario pubblico", "Ente pubblico ordinario", "Ordinary public"],
    "ordinary_private": ["Ordinario privato", "Ordinary private"],
    "ordinary": ["Ordinario", "Effettivo", "Ordinary", "Regular", "Full member"],
    "research": ["Ente di ricerca", "Ricerca", "Università e ricerca", "Research"],
    "supporter": ["Sostenitore", "Sostenitrice", "Benemerito", "Supporter", "Supporting"],
    "honorary": ["Onorario", "Onoraria", "Socio d'onore", "Honorary", "Ad honorem"],
    "observer": ["Osservatore", "Osservatrice", "Uditore", "Observer"],
}
_NOISE = word_set(
    "socio soci socia socie associato associata associati membro membri categoria cat qualifica "
    "ente enti di d da del dell della dei degli e ed il la lo i gli le come member members "
    "the of a an"
)
_ENDINGS = re.compile(r"(?:[aeiou]+|s)$")
_CAUSES = (
    ("death", r"decess|decedut|mort[oaei]?\b|defunt|scompars|deceas|died|dead|death"),
    ("lapse", r"decad|moros|mancato pagamento|lapse|arrears|non payment|unpaid"),
    ("exclusion", r"esclus|espuls|espell|radia[tz]|exclu|expel|expuls"),
    (
        "dissolution",
        r"sciogl|sciolt|estin[tz]|liquida|cancella\w* (?:dal|dall)|cessata attivita|fusione|"
        r"incorpora|dissol|wound up|liquidat",
    ),
    (
        "withdrawal",
        r"recess|reced|recedut|dimiss|dimess|disdett|rinunci|ritir|withdr|resign",
    ),
)
_NEGATION = re.compile(r"\b(?:non|nessun\w*|no|not|annullat\w*|revocat\w*)\b")


class CategoryUnknown(ValueError):
    """A category that is none, or more than one, of the association's (``candidates``)."""

    code = "category_unknown"

    def __init__(self, text, candidates=()):
        super().__init__(text)
        self.text = text
        self.candidates = tuple(candidates)


class Categories:
    """The association's categories, as people spell them.

    :param names: code → names and synonyms, in any language

    >>> categories = Categories(DEFAULT_CATEGORIES)
    >>> [categories.code(text) for text in ("ORD.", "Socio Sostenitore", "onor.", "soci fondatori")]
    ['ordinary', 'supporter', 'honorary', 'founder']
    >>> categories.code("Simpatizzante")
    Traceback (most recent call last):
    ...
    odoo.addons.lecce_smartcity.intake.categories.CategoryUnknown: Simpatizzante
    """

    def __init__(self, names):
        self._stems = [
            (code, _stems(name)) for code, texts in names.items() for name in (code, *texts)
        ]
        self._found = {}

    def code(self, text):
        """Code of the category that a text names.

        :raises CategoryUnknown: none, or two equally well
        """
        if text not in self._found:
            self._found[text] = self._search(text)
        codes = self._found[text]
        if len(codes) != 1:
            raise CategoryUnknown(text, codes)
        return codes[0]

    def _search(self, text):
        stems = _stems(text)
        best, codes = 0, set()
        for code, name in self._stems:
            likeness = _likeness(stems, name)
            if likeness > best:
                best, codes = likeness, set()
            if likeness and likeness == best:
                codes.add(code)
        return sorted(codes)


def _stems(text):
    """Words without their Italian or English endings.

    >>> _stems("Socio Ordinari"), _stems("fondatrice")
    (('ordinar',), ('fondator',))
    """
    words = [word for word in fold(text).split() if word not in _NOISE] or fold(text).split()
    return tuple(_stem(word) for word in words)


def _stem(word):
    if word.endswith(("trice", "trici")):
        return word[:-4] + "or"
    return _ENDINGS.sub("", word) or word


def _likeness(stems, name):
    """4 the same words, 3 abbreviated, 2 some of the name's words, 1 those abbreviated; 0 none."""
    if not stems or len(stems) > len(name):
        return 0
    if stems == name:
        return 4
    exact = all(stem in name for stem in stems)
    if not exact and not all(_abbreviates(stem, name) for stem in stems):
        return 0
    return (2 if exact else 1) + (1 if len(stems) == len(name) and not exact else 0)


def _abbreviates(stem, name):
    return len(stem) >= 3 and any(word.startswith(stem) for word in name)


def cessation_event(text):
    """Event type that a cause of cessation means, or ``None``.

    >>> [cessation_event(text) for text in ("Dimissioni", "decaduto per morosità", "ignota")]
    ['withdrawal', 'lapse', None]
    """
    folded = fold(text)
    if _NEGATION.search(folded):
        return None
    found = [event for event, pattern in _PATTERNS if pattern.search(folded)]
    return found[0] if len(found) == 1 else None


_PATTERNS = tuple((event, re.compile(rf"\b(?:{words})")) for event, words in _CAUSES)
