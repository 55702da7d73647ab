"""What a statute must contain, and whether it does: a checklist by legal regime.

c.c. 16(1) for associations with legal personality, D.Lgs. 117/2017 art. 21(1) for Third-Sector bodies, D.P.R. 917/1986 art. 148(8)
for who wants its tax treatment. Finding a heading is a matter of words: the checklist shows where it found each, a person judges.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import NamedTuple

from ..citations import CIVIL_CODE, THIRD_SECTOR_CODE, Citation
from ..regimes import ETS, RECOGNISED, REGIMES, UNRECOGNISED
from ..rules.model import Words
from .model import Article, StatuteText

BLOCKING = "blocking"  # without it the version cannot enter into force
WARNING = "warning"
SEVERITIES = (BLOCKING, WARNING)

TAX_CODE = "D.P.R. 917/1986"

_FLAGS = re.IGNORECASE | re.UNICODE


@dataclass(frozen=True, slots=True)
class Heading:
    """One content that the law asks for.

    asked     regime → (severity, article); a regime that is absent does not ask for it
    headings  words in an article's heading that announce it
    words     words in an article's body that hold it; all patterns of one tuple must be found in the same article
    """

    code: str
    title: Words
    asked: Mapping[str, tuple[str, Citation]]
    headings: re.Pattern | None = None
    words: tuple[re.Pattern, ...] = field(default=())

    def found_in(self, article: Article) -> bool:
        """Whether the article seems to hold it."""
        if self.headings and article.paragraphs and self.headings.search(article.heading):
            return True
        return bool(self.words) and all(pattern.search(article.text) for pattern in self.words)


class Item(NamedTuple):
    """One line of the checklist: ``article`` holds it, None if it is missing."""

    heading: Heading
    severity: str
    citation: Citation
    article: Article | None

    @property
    def missing(self) -> bool:
        return self.article is None

    @property
    def blocks(self) -> bool:
        """Whether the version cannot enter into force for this."""
        return self.missing and self.severity == BLOCKING


def _civil(text: str) -> Citation:
    return Citation(CIVIL_CODE, "16(1)", text)


def _third_sector(text: str) -> Citation:
    return Citation(THIRD_SECTOR_CODE, "21(1)", text)


def _tax(letter: str, text: str) -> Citation:
    return Citation(TAX_CODE, f"148(8)({letter})", text)


def _asked(civil: Citation | None = None, third_sector: Citation | None = None, third_sector_severity: str = BLOCKING):
    """Mandatory for recognised associations and ETS; what c.c. 16 asks is good practice for the others (c.c. 36)."""
    found = {}
    if civil:
        found[RECOGNISED] = (BLOCKING, civil)
        found[UNRECOGNISED] = (WARNING, civil)
    if third_sector:
        found[ETS] = (third_sector_severity, third_sector)
    return found


def _asked_for_tax(letter: str, text: str):
    return {regime: (WARNING, _tax(letter, text)) for regime in REGIMES if regime != ETS}


def _any(*patterns: str) -> re.Pattern:
    return re.compile("|".join(f"(?:{pattern})" for pattern in patterns), _FLAGS)


HEADINGS: tuple[Heading, ...] = (
    Heading(
        "name",
        Words("Denominazione", "Name"),
        _asked(_civil("la denominazione dell'ente"), _third_sector("la denominazione dell'ente")),
        _any(r"denominazion", r"costituzione", r"\bnome\b"),
        (_any(r"denominat[ao]", r"assume la denominazione", r"sotto la denominazione"),),
    ),
    Heading(
        "purpose",
        Words("Scopo", "Purpose"),
        _asked(_civil("l'indicazione dello scopo")),
        _any(r"\bscop[oi]\b", r"finalità", r"oggetto"),
        (_any(r"ha (?:per|lo) scopo", r"persegue", r"si propone", r"ha come finalità"),),
    ),
    Heading(
        "civic_purpose",
        Words(
            "Assenza di scopo di lucro e finalità civiche, solidaristiche e di utilità sociale",
            "No profit aim; civic, solidarity and social purposes",
        ),
        _asked(
            None, _third_sector("l'assenza di scopo di lucro e le finalità civiche, solidaristiche e di utilità sociale perseguite")
        ),
        None,
        (
            _any(
                r"senza (?:scopo|fini?) di lucro",
                r"assenza di (?:scopo|fini?) di lucro",
                r"non ha (?:scopo|fini?) di lucro",
                r"non lucrativ",
            ),
            _any(r"civich", r"solidaristich", r"utilità sociale"),
        ),
    ),
    Heading(
        "general_interest",
        Words("Attività di interesse generale", "Activities of general interest"),
        _asked(None, _third_sector("l'attività di interesse generale che costituisce l'oggetto sociale")),
        _any(r"attività di interesse generale"),
        (_any(r"attività di interesse generale"),),
    ),
    Heading(
        "seat",
        Words("Sede", "Seat"),
        _asked(_civil("della sede"), _third_sector("la sede legale")),
        _any(r"\bsed[ei]\b"),
        (_any(r"ha (?:la propria |la )?sede", r"con sede (?:legale )?(?:in|a|nel)\b", r"sede (?:legale|sociale) (?:è|in|nel)"),),
    ),
    Heading(
        "assets",
        Words("Patrimonio", "Assets"),
        _asked(
            _civil("del patrimonio"),
            _third_sector("il patrimonio iniziale ai fini dell'eventuale riconoscimento della personalità giuridica"),
            WARNING,
        ),
        _any(r"patrimoni", r"fondo (?:comune|di dotazione)"),
        (_any(r"il patrimonio", r"fondo comune"), _any(r"costituit[oa]", r"format[oa]", r"compost[oa]", r"comprende")),
    ),
    Heading(
        "organisation",
        Words("Ordinamento e amministrazione", "Organs and administration"),
        _asked(
            _civil("le norme sull'ordinamento e sulla amministrazione"), _third_sector("le norme sull'ordinamento, l'amministrazione")
        ),
        _any(r"\borgani\b", r"consiglio", r"comitato direttivo", r"organo (?:di amministrazione|amministrativo)"),
        (
            _any(r"consiglio direttivo", r"organo di amministrazione", r"amministratori"),
            _any(r"è (?:composto|formato|costituito)", r"compete", r"spetta"),
        ),
    ),
    Heading(
        "assembly",
        Words("Assemblea degli associati", "Assembly of the members"),
        _asked(_civil("le norme sull'ordinamento e sulla amministrazione"), _third_sector("le norme sull'ordinamento")),
        _any(r"assemblea"),
        (_any(r"l[’']assemblea"), _any(r"è convocata", r"delibera", r"è l[’']organo sovrano")),
    ),
    Heading(
        "representation",
        Words("Rappresentanza", "Representation"),
        _asked(None, _third_sector("le norme sull'ordinamento, l'amministrazione e la rappresentanza dell'ente")),
        _any(r"rappresentanza", r"legale rappresentante"),
        (_any(r"rappresentanza", r"rappresenta l[’']associazione"), _any(r"president", r"amministrator", r"legale")),
    ),
    Heading(
        "rights",
        Words("Diritti e obblighi degli associati", "Rights and duties of the members"),
        _asked(
            _civil("i diritti e gli obblighi degli associati"),
            _third_sector("i diritti e gli obblighi degli associati, ove presenti"),
        ),
        _any(r"diritti", r"obblighi", r"doveri"),
        (
            _any(r"(?:associati|soci|aderenti)"),
            _any(r"hanno diritto", r"hanno il diritto"),
            _any(r"sono tenuti", r"hanno l[’']obbligo", r"sono obbligati", r"devono", r"dover[ei]"),
        ),
    ),
    Heading(
        "admission",
        Words("Condizioni di ammissione", "Conditions of admission"),
        _asked(
            _civil("le condizioni della loro ammissione"),
            _third_sector(
                "i requisiti per l'ammissione di nuovi associati, ove presenti, e la relativa procedura, "
                "secondo criteri non discriminatori"
            ),
        ),
        _any(r"ammission", r"adesion", r"\bsoci\b", r"associati", r"aderenti"),
        (_any(r"domanda", r"richiesta", r"istanza"), _any(r"ammission", r"ammess[oi]", r"adesion", r"aderire")),
    ),
    Heading(
        "devolution",
        Words("Devoluzione del patrimonio", "Devolution of the assets"),
        {
            ETS: (
                BLOCKING,
                _third_sector("le norme sulla devoluzione del patrimonio residuo in caso di scioglimento o di estinzione"),
            ),
            **_asked_for_tax(
                "b",
                "obbligo di devolvere il patrimonio dell'ente, in caso di suo scioglimento per qualunque causa, ad altra "
                "associazione con finalità analoghe o ai fini di pubblica utilità",
            ),
        },
        _any(r"devoluzion"),
        (
            _any(r"scioglimento", r"estinzione", r"liquidazione"),
            _any(r"devolut[oi]\b", r"devolv", r"devoluzione[^.]{0,80}(?:a favore|ad? altr|ad? ent)"),
        ),
    ),
    Heading(
        "no_distribution",
        Words("Divieto di distribuire utili", "No distribution of profits"),
        {
            ETS: (
                BLOCKING,
                Citation(THIRD_SECTOR_CODE, "8(2)", "è vietata la distribuzione, anche indiretta, di utili ed avanzi di gestione"),
            ),
            **_asked_for_tax("a", "divieto di distribuire anche in modo indiretto, utili o avanzi di gestione"),
        },
        None,
        (
            _any(r"utili", r"avanzi"),
            _any(r"vietat", r"diviet", r"non (?:può|possono|è|sono|vengono)[^.]{0,60}distribu", r"non distribu"),
        ),
    ),
    Heading(
        "first_officers",
        Words("Nomina dei primi componenti degli organi", "First officers"),
        {
            ETS: (
                WARNING,
                _third_sector("la nomina dei primi componenti degli organi sociali obbligatori"),
            )
        },
        _any(r"prim[ei] (?:nomin|component|organi)", r"disposizioni transitorie", r"norme? transitori"),
        (_any(r"prim[ei] (?:nomin|component|amministrator|organi)"),),
    ),
    Heading(
        "duration",
        Words("Durata", "Duration"),
        {ETS: (WARNING, _third_sector("la durata dell'ente, se prevista"))},
        _any(r"durata"),
        (_any(r"durata (?:dell[’']associazione )?è", r"ha durata", r"tempo (?:in)?determinato"),),
    ),
    Heading(
        "uniform_membership",
        Words("Disciplina uniforme del rapporto associativo", "Uniform membership"),
        _asked_for_tax(
            "c",
            "disciplina uniforme del rapporto associativo [...] escludendo espressamente la temporaneità della partecipazione "
            "alla vita associativa",
        ),
        None,
        (_any(r"temporane", r"disciplina uniforme", r"uniformità"),),
    ),
    Heading(
        "annual_statement",
        Words("Rendiconto annuale", "Yearly statement of accounts"),
        {
            ETS: (
                BLOCKING,
                Citation(THIRD_SECTOR_CODE, "13(1)", "Gli enti del Terzo settore devono redigere il bilancio di esercizio"),
            ),
            **_asked_for_tax(
                "d",
                "obbligo di redigere e di approvare annualmente un rendiconto economico e finanziario secondo le disposizioni "
                "statutarie",
            ),
        },
        _any(r"bilanci", r"rendicont"),
        (_any(r"bilancio", r"rendiconto"), _any(r"approva", r"redig")),
    ),
    Heading(
        "free_elections",
        Words("Eleggibilità libera, voto singolo, sovranità dell’assemblea", "Free elections, single vote, sovereign assembly"),
        _asked_for_tax(
            "e",
            "eleggibilità libera degli organi amministrativi; principio del voto singolo [...]; sovranità dell'assemblea dei soci, "
            "associati o partecipanti",
        ),
        None,
        (_any(r"un (?:solo )?voto", r"voto singolo", r"singolo voto"),),
    ),
    Heading(
        "not_transferable",
        Words("Intrasmissibilità della quota", "Dues not transferable"),
        _asked_for_tax(
            "f",
            "intrasmissibilità della quota o contributo associativo ad eccezione dei trasferimenti a causa di morte e non "
            "rivalutabilità della stessa",
        ),
        None,
        (
            _any(r"quot[ae]", r"contribut[oi]", r"qualità di (?:socio|associato)"),
            _any(
                r"intrasmissibil",
                r"non (?:è|sono|può|possono)[^.]{0,40}(?:trasmissibil|trasferibil|trasmess|trasferit|cedibil)",
                r"intrasferibil",
            ),
        ),
    ),
)


def checklist(text: StatuteText, regime: str) -> tuple[Item, ...]:
    """Every heading that the regime asks for, with the first article that seems to hold it.

    An article whose heading announces it is preferred to one whose words contain it.

    >>> from .model import Paragraph
    >>> name = Article("name", "1", "Denominazione", (Paragraph("1", "È costituita l’associazione denominata «Città»."),))
    >>> items = checklist(StatuteText("Statuto", "", (name,)), "recognised")
    >>> [(item.heading.code, item.missing) for item in items][:2], items[0].article.number
    ([('name', False), ('purpose', True)], '1')
    """
    articles = list(text.articles())
    return tuple(Item(heading, *heading.asked[regime], _first(heading, articles)) for heading in HEADINGS if regime in heading.asked)


def _first(heading: Heading, articles: Iterable[Article]) -> Article | None:
    announced = None
    for article in articles:
        if not heading.found_in(article):
            continue
        if heading.headings and heading.headings.search(article.heading):
            return article
        announced = announced or article
    return announced


def missing(text: StatuteText, regime: str, severity: str | None = None) -> tuple[Item, ...]:
    """What the text lacks, of that severity or of any."""
    return tuple(item for item in checklist(text, regime) if item.missing and severity in (None, item.severity))
