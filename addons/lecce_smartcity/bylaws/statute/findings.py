"""What a person should look at after a statute was read, each with its place and its remedy, and why a text is refused."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from ..errors import Violation

_SENTENCES = {
    # --- findings
    "article_gap": (
        "dopo l’art. {after} viene l’art. {number}: verificare se manca del testo o correggere il numero.",
        "art. {number} comes after art. {after}: check whether text is missing, or correct the number.",
    ),
    "article_first": (
        "il primo articolo ha il numero {number}: verificare se manca del testo prima.",
        "the first article has the number {number}: check whether text is missing before it.",
    ),
    "article_duplicate": (
        "il numero {number} è usato da più articoli: correggere il numero.",
        "the number {number} is used by several articles: correct the number.",
    ),
    "article_order": (
        "l’art. {number} viene dopo l’art. {after}: verificare l’ordine o correggere il numero.",
        "art. {number} comes after art. {after}: check the order, or correct the number.",
    ),
    "article_empty": (
        "l’articolo non ha testo: completarlo, o indicare che è abrogato.",
        "the article has no text: complete it, or say that it is repealed.",
    ),
    "article_unnumbered": (
        "il testo non è in un articolo numerato: dargli un numero o unirlo a un altro articolo.",
        "the text is in no numbered article: give it a number or join it to another article.",
    ),
    "paragraph_gap": (
        "dopo il comma {after} viene il comma {number}: verificare se manca del testo o correggere il numero.",
        "paragraph {number} comes after paragraph {after}: check whether text is missing, or correct the number.",
    ),
    "paragraph_first": (
        "il primo comma ha il numero {number}: verificare se manca del testo prima.",
        "the first paragraph has the number {number}: check whether text is missing before it.",
    ),
    "paragraph_duplicate": (
        "più commi hanno il numero {number}: correggere il numero.",
        "several paragraphs have the number {number}: correct the number.",
    ),
    "paragraph_order": (
        "il comma {number} viene dopo il comma {after}: verificare l’ordine o correggere il numero.",
        "paragraph {number} comes after paragraph {after}: check the order, or correct the number.",
    ),
    "point_gap": (
        "dopo la lettera {after}) viene la lettera {number}): verificare se manca del testo.",
        "point {number}) comes after point {after}): check whether text is missing.",
    ),
    "point_duplicate": (
        "più lettere {number}) nello stesso comma: correggere le lettere.",
        "several points {number}) in one paragraph: correct the letters.",
    ),
    "division_gap": (
        "dopo {after} viene {number} nella stessa serie di partizioni: verificare i numeri di titoli, capi e sezioni.",
        "{number} comes after {after} in one row of divisions: check the numbers of titles, chapters and sections.",
    ),
    "division_first": (
        "la prima partizione ha il numero {number}: verificare se manca del testo prima.",
        "the first division has the number {number}: check whether text is missing before it.",
    ),
    "division_duplicate": (
        "il numero {number} è usato da più partizioni: correggere il numero.",
        "the number {number} is used by several divisions: correct the number.",
    ),
    "article_doubtful": (
        "«{quote}» è stato letto come parte del testo e non come inizio di un articolo: se lo è, andare a capo prima e rileggere.",
        "“{quote}” was read as part of the text, not as the beginning of an article: if it is one, start a line and read again.",
    ),
    "closing_left_out": (
        "ciò che sta sotto l’ultimo articolo (luogo, data, firme) è dell’atto e non è stato ripreso: «{quote}».",
        "what stands below the last article (place, day, signatures) belongs to the deed and was left out: “{quote}”.",
    ),
    "no_articles": (
        "non si trova alcun articolo: il testo è un solo articolo; scrivere «Art. 1» e così via all’inizio di ogni articolo.",
        "no article was found: the text is one article; write “Art. 1” and so on at the beginning of each article.",
    ),
    "numbered_headings": (
        "il testo non scrive «Art.»: i titoli numerati sono stati letti come articoli; verificarli.",
        "the text does not write “Art.”: its numbered headings were read as articles; check them.",
    ),
    "page_marks_left_out": (
        "{count} righe di pagina (numeri, intestazioni ripetute) non sono state riprese, per esempio «{quote}».",
        "{count} lines of pages (numbers, repeated headings) were left out, such as “{quote}”.",
    ),
    "contents_left_out": (
        "l’indice ({count} righe) non è stato ripreso.",
        "the table of contents ({count} lines) was left out.",
    ),
    # --- refusals
    "statute_text_empty": (
        "Il testo è vuoto: incollare o digitare lo statuto.",
        "The text is empty: paste or type the statute.",
    ),
    "statute_text_too_long": (
        "Il testo ha {size} caratteri, più dei {limit} ammessi: verificare che sia uno statuto e togliere gli allegati.",
        "The text has {size} characters, more than the {limit} allowed: check that it is a statute and take annexes out.",
    ),
    "statute_too_many_lines": (
        "Il testo ha {count} righe, più delle {limit} ammesse: verificare che sia uno statuto e togliere gli allegati.",
        "The text has {count} lines, more than the {limit} allowed: check that it is a statute and take annexes out.",
    ),
    "statute_too_many_articles": (
        "Il testo ha {count} articoli, più dei {limit} ammessi: verificare che sia uno statuto.",
        "The text has {count} articles, more than the {limit} allowed: check that it is a statute.",
    ),
    "statute_key_invalid": (
        "«{value}» non può identificare una parte dello statuto: usare lettere minuscole, cifre e trattini singoli.",
        "“{value}” cannot identify a part of a statute: use small letters, figures and single hyphens.",
    ),
    "statute_key_duplicate": (
        "Più parti dello statuto hanno l’identificativo «{key}»: cambiarne uno.",
        "Several parts of the statute have the key “{key}”: change one.",
    ),
    "statute_article_unknown": (
        "Lo statuto non ha l’articolo «{key}».",
        "The statute has no article “{key}”.",
    ),
    "statute_paragraph_number_invalid": (
        "«{value}» non è un numero di comma: scrivere 1, 2, 2-bis o 12.1.",
        "“{value}” is no paragraph number: write 1, 2, 2-bis or 12.1.",
    ),
    "statute_point_label_invalid": (
        "«{value}» non è una lettera o un numero di elenco: scrivere a, b, 1, iv o un trattino.",
        "“{value}” is no label of a list: write a, b, 1, iv or a hyphen.",
    ),
    "statute_division_kind_invalid": (
        "«{value}» non è un tipo di partizione: usare titolo, capo o sezione.",
        "“{value}” is no kind of division: use title, chapter or section.",
    ),
}
_LINE = ("Riga {line}", "Line {line}")
_PARAGRAPH = ("comma {paragraph}", "paragraph {paragraph}")


@dataclass(frozen=True, slots=True)
class Finding:
    """Something to look at: ``line`` of the source (0 if it has none), the article's key and label, what the sentence needs.

    >>> Finding("article_gap", 12, "members", "Art. 6 (Soci)", {"after": "4", "number": "6"}).message("en")
    'Line 12, Art. 6 (Soci): art. 6 comes after art. 4: check whether text is missing, or correct the number.'
    """

    code: str
    line: int = 0
    article_key: str = ""
    article: str = ""
    params: Mapping[str, object] = field(default_factory=dict)

    def message(self, lang: str | None = "it") -> str:
        """One sentence with place and remedy: Italian for ``it…``, else English."""
        index = _language(lang)
        places = [_LINE[index].format(line=self.line)] if self.line else []
        places += [self.article] if self.article else []
        places += [_PARAGRAPH[index].format(**self.params)] if self.params.get("paragraph") else []
        sentence = _SENTENCES[self.code][index].format(**self.params)
        place = ", ".join(places)
        return f"{place}: {sentence}" if place else sentence[:1].upper() + sentence[1:]


def _language(lang: str | None) -> int:
    return 0 if str(lang or "").lower().startswith("it") else 1


def refusal(violation: Violation, lang: str | None = "it") -> str:
    """Why a text is refused, in one sentence. Raises KeyError for a code that is not of this package.

    >>> refusal(Violation("statute_text_empty"), "en")
    'The text is empty: paste or type the statute.'
    """
    return _SENTENCES[violation.code][_language(lang)].format(**violation.params)


REFUSALS = tuple(code for code in _SENTENCES if code.startswith("statute_"))
