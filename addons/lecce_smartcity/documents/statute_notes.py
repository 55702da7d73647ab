# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
"""Side-notes of a statute: the rules that its articles set, or the resolutions that made its articles what they are."""

from ..bylaws.errors import BylawError
from ..bylaws.rules import wording
from ..bylaws.rules.catalogue import CATALOGUE
from ..bylaws.rules.encoding import decode
from .statute_model import SideNote
from .statute_words import say
from .words import Words


def rule_notes(rules, lang="it"):
    """A note for each of ``rules`` (``RuleValue``) that names its article: "regola: title: value".

    A code that the catalogue no longer has is shown as it is: nothing that was confirmed disappears from the paper.
    """
    return tuple(_note(rule, Words(lang)) for rule in rules if rule.article_key)


def _note(rule, words):
    known = CATALOGUE.get(rule.code)
    title = known.title.text(words.lang) if known else rule.code
    try:
        value = wording.words(decode(rule.value), words.lang, known.choices if known else ())
    except (BylawError, TypeError, ValueError, KeyError):
        value = ", ".join(f"{name} {part}" for name, part in rule.value.items())
    return SideNote(rule.article_key, f"{title}: ", rule.paragraph, f"{say(words, 'rule')}: ", value)


def history_notes(coordinated, lang="it"):
    """For a coordinated text (``bylaws.statute.comparison.Coordinated``): who introduced and who changed each article.

    Articles that stand as the first version wrote them have no note.
    """
    words = Words(lang)
    first = min((origin.since.valid_from for origin in coordinated.origins.values()), default=None)
    notes = []
    for key, origin in coordinated.origins.items():
        if origin.since.valid_from != first:
            notes.append(SideNote(key, _by(origin.since, words), title=f"{say(words, 'introduced')} "))
        notes += [SideNote(key, _by(version, words), title=f"{say(words, 'amended')} ") for version in origin.amended_by]
    return tuple(notes)


def repealed_rows(coordinated, lang="it"):
    """(article, who took it out) for each article that earlier versions had, for ``StatutePaper.repealed``."""
    words = Words(lang)
    return tuple((article.label() or article.key, _by(version, words)) for article, version in coordinated.repealed)


def _by(version, words):
    by = version.resolution or version.label
    return f"{by} ({say(words, 'from', start=words.short_date(version.valid_from))})"
