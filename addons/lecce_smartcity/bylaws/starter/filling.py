"""What stands of a template under some conditions, and the words in it: numbers, references, quotations."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field

from ..rules.kinds import Value
from .numerals import in_words, of, the_day

_BRANCH = re.compile(r"<<|>>|\||[^<>|]+|[<>]")
_BLANK_BEFORE = re.compile(r" (?=[.,;:])")
_MARKER = re.compile(r"\{([^{}]+)\}")
# A sentence ends where a capital, a guillemet or a marker follows the full stop; "n. 117" and "art. 5" do not end one.
_SENTENCE_END = re.compile(r"(?<=\.) (?=[A-ZÀÈÉÌÒÙ«{])")


@dataclass(frozen=True)
class Context:
    """What a template is filled with.

    values      rule code → typed value
    names       word of the answers → text
    lists       name of a list → the names of its elements
    facts       conditions that hold, among ``known`` ones
    """

    values: Mapping[str, Value]
    names: Mapping[str, str]
    lists: Mapping[str, tuple[str, ...]]
    facts: Collection[str]
    known: Collection[str]

    def holds(self, when: str) -> bool:
        """Whether a condition holds. Raises KeyError for a word that is no condition.

        >>> context = Context({}, {}, {}, {"ets"}, {"ets", "remote"})
        >>> context.holds(""), context.holds("ets, !remote"), context.holds("remote/ets"), context.holds("!ets/remote")
        (True, True, True, False)
        """
        return all(any(map(self._atom, part.split("/"))) for part in when.split(",")) if when else True

    def _atom(self, atom: str) -> bool:
        name = atom.strip().removeprefix("!")
        if name not in self.known:
            raise KeyError(name)
        return (name in self.facts) != atom.strip().startswith("!")

    def chosen(self, text: str) -> str:
        """The text with one branch of each alternative, its blanks put in order.

        >>> context = Context({}, {}, {}, {"ets"}, {"ets", "remote"})
        >>> context.chosen("Il voto <<ets: è uno <<remote: a distanza>> | è libero>>.")
        'Il voto è uno.'
        """
        words = " ".join("".join(self._branches(iter(_BRANCH.findall(text)))).split())
        return _BLANK_BEFORE.sub("", words)

    def _branches(self, tokens: Iterator[str]) -> list[str]:
        """The texts up to the end of an alternative, divided by its bars, with those within them chosen."""
        texts = [""]
        for token in tokens:
            if token == ">>":
                break
            if token == "|":
                texts.append("")
            elif token == "<<":
                when, _colon, *_ = (branches := self._branches(tokens))[0].partition(":")
                branches[0] = branches[0].removeprefix(f"{when}:")
                texts[-1] += (branches[0] if self.holds(when) else "".join(branches[1:])).strip()
            else:
                texts[-1] += token
        return texts


@dataclass(frozen=True)
class Numbers:
    """The numbers that articles and paragraphs have got: key → number, (key, label) → number."""

    articles: Mapping[str, str] = field(default_factory=dict)
    paragraphs: Mapping[tuple[str, str], str] = field(default_factory=dict)

    def reference(self, key: str, target: str) -> str:
        """A reference from the article ``key``. Raises KeyError where nothing of that name stands.

        >>> numbers = Numbers({"seat": "3"}, {("seat", "where"): "2"})
        >>> numbers.reference("name", "seat"), numbers.reference("name", "seat#where"), numbers.reference("seat", "#where")
        ('articolo 3', 'articolo 3, comma 2', 'comma 2')
        """
        article, _hash, label = target.partition("#")
        if not article:
            return f"comma {self.paragraphs[key, label]}"
        words = f"articolo {self.articles[article]}"
        return f"{words}, comma {self.paragraphs[article, label]}" if label else words


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence as it stands, and the rules that it fixes."""

    text: str
    codes: tuple[str, ...]


def sentences(text: str, key: str, context: Context, numbers: Numbers) -> tuple[Sentence, ...]:
    """The sentences of a text whose alternatives are chosen.

    >>> from ..rules.kinds import Days
    >>> context = Context({"notice": Days(15)}, {"city": "Lecce"}, {}, (), ())
    >>> for sentence in sentences("La sede è in {city}. {!notice}L’avviso precede di {#notice} l’adunanza.", "a", context, Numbers()):
    ...     print(sentence)
    Sentence(text='La sede è in Lecce.', codes=())
    Sentence(text='L’avviso precede di quindici giorni l’adunanza.', codes=('notice',))
    """
    found = []
    for raw in _SENTENCE_END.split(text):
        codes = dict.fromkeys(mark[1:].partition(":")[0] for mark in _MARKER.findall(raw) if mark[0] in "#!")
        words = _MARKER.sub(lambda match: _filled(match[1], key, context, numbers), raw)
        found.append(Sentence(words, tuple(codes)))
    return tuple(found)


def _filled(mark: str, key: str, context: Context, numbers: Numbers) -> str:
    match mark[0]:
        case "#":
            code, _colon, form = mark[1:].partition(":")
            return _in_form(context.values[code], form)
        case "!":
            context.values[mark[1:]]  # a rule without a value is a mistake of the template
            return ""
        case "@":
            return numbers.reference(key, mark[1:])
    return mark.removeprefix("law:") if mark.startswith("law:") else context.names[mark]


def _in_form(value: Value, form: str) -> str:
    """A value in words: "f" before a feminine noun, "di" after that preposition, "il" with the article."""
    if form == "il":
        return the_day(value)
    return of(value) if form == "di" else in_words(value, feminine=form == "f")
