"""The catalogue as pages to read: one per rule, in both languages side by side, and an index."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from ..regimes import ETS, RECOGNISED, REGIMES, UNRECOGNISED
from ..terms import after
from .catalogue import CATALOGUE
from .kinds import AMOUNT, DURATIONS, Moment, Money, Share, Threshold
from .model import DEFAULT, FREE, HARD, HIGHER, LOWER, NONE, STAT, WARN, YEAR_END, Law, Rule, Words
from .wording import BASES, words

HEAD = "<!-- Written by scripts/docs from the catalogue of rules: change the catalogue, not this page. -->\n"
SIZES = (1, 2, 4, 5, 7, 10, 11, 20, 21, 40, 100, 499, 500)

TOPICS = {
    "convening": Words("Convocazione dell’assemblea", "Convening the assembly"),
    "voting": Words("Quorum e maggioranze", "Quorums and majorities"),
    "votes": Words("Diritto di voto", "The right to vote"),
    "attendance": Words("Deleghe e partecipazione a distanza", "Proxies and remote participation"),
    "members": Words("Associati", "Members"),
    "board": Words("Consiglio direttivo", "The board"),
    "mandates": Words("Mandati e altri organi", "Mandates and other bodies"),
    "elections": Words("Elezioni", "Elections"),
    "accounts": Words("Esercizio e bilancio", "Year and accounts"),
    "third_sector": Words("Terzo settore", "Third Sector"),
    "public_bodies": Words("Amministrazioni pubbliche", "Public administrations"),
    "treasury": Words("Quote, ricevute, pagamenti", "Dues, receipts, payments"),
}
KINDS = {
    "share": Words("frazione", "share"),
    "count": Words("numero", "count"),
    "hours": Words("ore", "hours"),
    "days": Words("giorni", "days"),
    "months": Words("mesi", "months"),
    "years": Words("anni", "years"),
    "money": Words("importo", "amount"),
    "threshold": Words("soglia in euro", "threshold in euro"),
    "rate": Words("percentuale", "percentage"),
    "flag": Words("sì o no", "yes or no"),
    "choice": Words("scelta", "choice"),
    "several": Words("elenco", "list"),
    "day_of_year": Words("giorno dell’anno", "day of the year"),
    "moment": Words("data", "date"),
    "bands": Words("fasce", "bands"),
}
SEVERITIES = {
    HARD: Words("norma inderogabile", "mandatory law"),
    DEFAULT: Words("legge, se lo statuto tace", "the law where the statute is silent"),
    STAT: Words("dello statuto", "the statute’s own"),
    WARN: Words("avviso", "reminder"),
}
LEGAL_REGIMES = {
    UNRECOGNISED: Words("non riconosciuta", "non-recognised"),
    RECOGNISED: Words("riconosciuta", "recognised"),
    ETS: Words("ETS", "ETS"),
}
WHO_DEROGATES = {
    NONE: Words(
        "Nessuno: quel che lo statuto dice di diverso non vale.",
        "Nobody: what a statute says otherwise does not count.",
    ),
    LOWER: Words(
        "Lo statuto può fissare un valore più basso (di più voci, meno), mai più alto.",
        "A statute may set a lower value (of several items, fewer), never a higher one.",
    ),
    HIGHER: Words(
        "Lo statuto può fissare un valore più alto (più voci), mai più basso.",
        "A statute may set a higher value (more items), never a lower one.",
    ),
    FREE: Words("Lo statuto può fissarne un altro.", "A statute may set another."),
}
_STATUTE_ONLY = Words("La legge tace: decide lo statuto.", "The law is silent: the statute decides.")
_NO_LIMIT = Words(
    "Se tacciono legge e statuto, non c’è alcuna regola: la domanda ha risposta «nessuna».",
    "Where law and statute are silent there is no such rule: the answer is “none”.",
)
_NO_RULE = Words(
    "Se tacciono legge e statuto, non si indovina: «nessuna regola in vigore», e lo statuto va completato.",
    "Where law and statute are silent nothing is guessed: “no rule in force”, and the statute has to be completed.",
)
_TO_CONFIRM = Words("da confermare con un consulente", "to be confirmed by an adviser")


def name(rule: Rule) -> str:
    """The file of a rule's page.

    >>> name(CATALOGUE["quorum.diss"])
    'quorum.diss.md'
    """
    return f"{rule.code}.md"


def pages() -> dict[str, str]:
    """Every page by its file name; README.md is the index."""
    found = {name(rule): page(rule) for rule in CATALOGUE.values()}
    return {"README.md": index(), **found}


def page(rule: Rule) -> str:
    """The page of one rule: what it says, the law's sources, how it is used, examples, who may derogate, its dates."""
    parts = [
        HEAD,
        f"# {rule.title.it} · {rule.title.en}\n",
        "\n".join(_facts(rule)) + "\n",
        f"**it** {rule.explanation.it}\n",
        f"**en** {rule.explanation.en}\n",
        *_law(rule),
        *_list("Formula", [rule.formula] if rule.formula else []),
        *_list("Esempi · Examples", [*rule.examples, *_reckoned(rule)]),
        *_table_of_sizes(rule),
        *_list("Chi può derogare · Who may derogate", list(_derogation(rule))),
        *_list("Scelte · Choices", [Words(f"`{code}` {text.it}", f"`{code}` {text.en}") for code, text in rule.choices]),
        *_list("Note · Notes", [rule.note] if rule.note else []),
        "[Tutte le regole · All rules](README.md)\n",
    ]
    return "\n".join(parts)


def index() -> str:
    """The list of all rules by topic, with the law's values."""
    parts = [
        HEAD,
        "# Le regole · The rules\n",
        "Ogni numero che la legge o lo statuto dà, con la sua fonte e le sue date. Per un giorno vale lo statuto in vigore, se la "
        "legge lo consente; poi la legge di quel giorno; altrimenti «nessuna regola in vigore».\n",
        "Every number that law or statute gives, with its source and its dates. On a day the statute in force holds, as far as the "
        "law allows; then the law of that day; else “no rule in force”. Why so: "
        "[decision 0011](../decisions/0011-rules-are-dated-data.md).\n",
        "° da confermare con un consulente · to be confirmed by an adviser. Non è consulenza legale · No legal advice.\n",
    ]
    for topic, title in TOPICS.items():
        parts.append(f"## {title.it} · {title.en}\n")
        rows = [rule for rule in CATALOGUE.values() if rule.topic == topic]
        parts.append("\n".join(["| codice · code | regola · rule | legge · law |", "|---|---|---|", *map(_row, rows)]) + "\n")
    return "\n".join(parts)


def _row(rule: Rule) -> str:
    laws = "<br>".join(_short(law, rule) for law in rule.laws) or f"{SEVERITIES[STAT].it} · {SEVERITIES[STAT].en}"
    return f"| [`{rule.code}`]({name(rule)}) | {rule.title.it}<br>{rule.title.en} | {laws} |"


def _short(law: Law, rule: Rule) -> str:
    mark = "" if law.confirmed else "°"
    value = _both(Words(*(words(law.value, lang, rule.choices) for lang in ("it", "en"))))
    return f"{value} ({law.citation.label()}){mark}{_until(law)}"


def _until(law: Law) -> str:
    return f", fino al · until {law.valid_to.isoformat()}" if law.valid_to else ""


def _facts(rule: Rule) -> Iterator[str]:
    yield "| | |"
    yield "|---|---|"
    yield f"| codice · code | `{rule.code}` |"
    kinds = [KINDS[kind] for kind in rule.kinds]
    yield f"| valore · value | {_both(_joined(kinds))} |"
    if rule.kind == "share":
        yield f"| base | {_both(_joined([BASES[base] for base in (rule.base, *rule.bases)]))} |"
    yield f"| forza · force | {_both(SEVERITIES[rule.severity])} |"
    yield f"| regimi · regimes | {_both(_joined([LEGAL_REGIMES[regime] for regime in rule.regimes]))} |"
    if rule.dated_by == YEAR_END:
        yield "| giorno che decide · day that decides | l’ultimo dell’esercizio · the last of the financial year |"
    else:
        yield "| giorno che decide · day that decides | quello dell’atto · that of the act |"


def _joined(texts: list[Words]) -> Words:
    return Words(", ".join(text.it for text in texts), ", ".join(text.en for text in texts))


def _law(rule: Rule) -> Iterator[str]:
    yield "## Che cosa dice la legge · What the law says\n"
    if not rule.laws:
        yield f"**it** {_STATUTE_ONLY.it}\n"
        yield f"**en** {_STATUTE_ONLY.en}\n"
        return
    head = ["| valore · value | fonte · source | dal · from | al · to | per · for |", "|---|---|---|---|---|"]
    yield "\n".join([*head, *(_law_row(law, rule) for law in rule.laws)]) + "\n"
    if not all(law.confirmed for law in rule.laws):
        yield f"° {_TO_CONFIRM.it} · {_TO_CONFIRM.en}\n"
    for label, text in dict.fromkeys((_dated_label(law), law.citation.text) for law in rule.laws if law.citation.text):
        yield f"{label}:\n"
        yield f"> {text}\n"
    for note in dict.fromkeys(law.note for law in rule.laws if law.note):
        yield f"{_both(note)}\n"


def _law_row(law: Law, rule: Rule) -> str:
    value = _both(Words(*(words(law.value, lang, rule.choices) for lang in ("it", "en"))))
    regimes = ", ".join(LEGAL_REGIMES[one].it for one in law.regimes)
    force = f"; {_both(SEVERITIES[law.severity])}" if law.severity else ""
    source = law.citation.label() + ("" if law.confirmed else "°")
    return f"| **{value}** | {source} | {law.valid_from or '—'} | {law.valid_to or '—'} | {regimes}{force} |"


def _dated_label(law: Law) -> str:
    return f"{law.citation.label()}{_until(law)}"


def _both(text: Words) -> str:
    return text.it if text.it == text.en else f"{text.it} · {text.en}"


def _derogation(rule: Rule) -> Iterator[Words]:
    ways = dict.fromkeys(law.derogation or rule.derogation for law in rule.laws)
    for way in ways:
        found = WHO_DEROGATES[way]
        labels = ", ".join(dict.fromkeys(law.citation.label() for law in rule.laws if (law.derogation or rule.derogation) == way))
        yield found if len(ways) == 1 else Words(f"{labels}: {found.it}", f"{labels}: {found.en}")
    spoken = {regime for law in rule.laws if law.valid_to is None for regime in law.regimes}
    if rule.laws and not set(rule.regimes) <= spoken:
        yield _where_silent(rule)
    if rule.optional or not set(rule.regimes) <= spoken:
        yield _NO_LIMIT if rule.optional else _NO_RULE


def _where_silent(rule: Rule) -> Words:
    spoken = {regime for law in rule.laws for regime in law.regimes}
    silent = [LEGAL_REGIMES[regime] for regime in REGIMES if regime in rule.regimes and regime not in spoken]
    if not silent:
        return Words("Fuori dalle date dette la legge tace.", "Outside the dates given the law is silent.")
    return Words(
        f"Dove la legge tace ({', '.join(text.it for text in silent)}) decide lo statuto.",
        f"Where the law is silent ({', '.join(text.en for text in silent)}) the statute decides.",
    )


def _reckoned(rule: Rule) -> Iterator[Words]:
    """Examples computed from the law's latest value."""
    if not rule.laws or rule.examples:
        return
    value = rule.laws[-1].value
    if value.kind in DURATIONS:
        day = Moment(after(date(2026, 8, 31), value))
        yield Words(f"Dal 31 agosto 2026 al {words(day, 'it')}.", f"From 31 August 2026 to {words(day, 'en')}.")
    elif isinstance(value, Threshold):
        yield from _around(value)


def _around(value: Threshold) -> Iterator[Words]:
    """What happens at a threshold and one cent above it."""
    for cents in (value.cents, value.cents + 1):
        met = Words("sì", "yes") if value.met(cents) else Words("no", "no")
        yield Words(*(f"{words(Money(cents), lang)}: {met.text(lang)}" for lang in ("it", "en")))


def _table_of_sizes(rule: Rule) -> Iterator[str]:
    shares = list(dict.fromkeys(law.value for law in rule.laws if isinstance(law.value, Share) and law.value.base != AMOUNT))
    for share in shares:
        yield f"Quanti ne servono · How many are needed ({share.sign} {share.numerator}/{share.denominator}):\n"
        yield "\n".join(
            [
                f"| n | {' | '.join(map(str, SIZES))} |",
                "|---|" + "---|" * len(SIZES),
                f"| | {' | '.join(str(share.needed(size)) for size in SIZES)} |\n",
            ]
        )


def _list(title: str, texts: list[Words]) -> Iterator[str]:
    if texts:
        yield f"## {title}\n"
        yield "\n".join(f"- {_both(text)}" for text in texts) + "\n"
