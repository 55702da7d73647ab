# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
"""Persons' names: their letters in the codice fiscale, and "Cognome e nome" in one cell."""

from functools import lru_cache

from .text import fold, word_set

_VOWELS = frozenset("aeiou")
_PARTICLES = word_set(
    "d da dal dall dalla dalle de degli dei del dell della delle dello di la le li lo san santa "
    "van von der den el al o mc mac"
)
TITLES = word_set(
    "sig sigra sigg sign signor signora dott dottssa dottor dottoressa dr drssa prof profssa avv "
    "ing arch geom rag mr mrs ms"
)


@lru_cache(maxsize=16384)
def surname_letters(surname):
    """Three letters of a surname: consonants, vowels, then X.

    >>> surname_letters("D'Amico"), surname_letters("Fo")
    ('DMC', 'FOX')
    """
    consonants, vowels = _split_letters(surname)
    return (consonants + vowels + "xxx")[:3].upper()


@lru_cache(maxsize=16384)
def given_name_letters(name):
    """Three letters of the given names: of four or more consonants the second is left out.

    >>> given_name_letters("Gabriele"), given_name_letters("Lucia")
    ('GRL', 'LCU')
    """
    consonants, vowels = _split_letters(name)
    if len(consonants) > 3:
        consonants = consonants[0] + consonants[2:]
    return (consonants + vowels + "xxx")[:3].upper()


def _split_letters(text):
    letters = [char for char in fold(text) if "a" <= char <= "z"]
    consonants = "".join(char for char in letters if char not in _VOWELS)
    return consonants, "".join(char for char in letters if char in _VOWELS)


def agrees(text, letters, encode):
    """Whether some run of the words gives these letters ("Rossi in Bianchi" keeps ROSSI's).

    >>> agrees("Rossi in Bianchi", "RSS", surname_letters)
    True
    """
    if encode(text) == letters:
        return True
    words = text.split()[:8]
    spans = ((start, end) for start in range(len(words)) for end in range(start, len(words)))
    return any(encode(" ".join(words[start : end + 1])) == letters for start, end in spans)


def split_full_name(text, *, code="", given_first=False):
    """Split "Cognome e nome" into surname and given names.

    :param text: the cell; titles ("Dott.ssa") are left out of the result
    :param code: 16-character codice fiscale, which knows where the surname ends, or ""
    :param given_first: whether the heading says that the given names come first
    :returns: (surname, given names, whether the code confirmed it); the given names are ""
        where the cell holds one word

    >>> split_full_name("De Luca Anna Maria", code="DLCNMR80A41E506F")
    ('De Luca', 'Anna Maria', True)
    >>> split_full_name("Lo Re Oronzo"), split_full_name("Anna Rossi", given_first=True)
    (('Lo Re', 'Oronzo', False), ('Rossi', 'Anna', False))
    """
    if "," in text:
        surname, _, given = text.partition(",")
        return surname.strip(), given.strip(), _confirmed(surname, given, code)
    words = [word for word in text.split() if fold(word).replace(" ", "") not in TITLES]
    if len(words) < 2:
        return " ".join(words), "", False
    found = _split_by_code(words, code) if code else None
    if found:
        return (*found, True)
    if given_first:
        cut = _surname_start(words)
        return " ".join(words[cut:]), " ".join(words[:cut]), False
    cut = _surname_end(words)
    return " ".join(words[:cut]), " ".join(words[cut:]), False


def _split_by_code(words, code):
    """The one cut, in either order, whose two parts give the code's letters."""
    for cut in range(1, min(len(words), 10)):
        left, right = " ".join(words[:cut]), " ".join(words[cut:])
        for surname, given in ((left, right), (right, left)):
            if _confirmed(surname, given, code):
                return surname, given
    return None


def _confirmed(surname, given, code):
    return (
        bool(code)
        and surname_letters(surname) == code[:3]
        and given_name_letters(given) == code[3:6]
    )


def _surname_end(words):
    """How many leading words make the surname: its particles, and one word more."""
    end = 0
    while end < len(words) - 2 and fold(words[end]) in _PARTICLES:
        end += 1
    return end + 1


def _surname_start(words):
    start = len(words) - 1
    while start > 1 and fold(words[start - 1]) in _PARTICLES:
        start -= 1
    return start
