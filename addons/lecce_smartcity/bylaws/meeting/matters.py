"""What an agenda item is about (its matter), and what follows: who may decide it, under which rules, who may not vote.

D.Lgs. 117/2017 art. 25(1) lists what only the assembly of an ETS decides; the codice civile reserves to it the accounts (20), the
statute and the dissolution (21), the action against directors (22) and exclusion (24).
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date

from ..citations import CIVIL_CODE, THIRD_SECTOR_CODE, Citation
from ..errors import Violation
from ..regimes import ETS
from ..rules.kinds import Choice
from ..rules.model import Words
from ..rules.resolution import RuleBook, Ruling

ASSEMBLY = "assembly"
BOARD = "board"
FIRST = "first"
SECOND = "second"

INFORMATION = "information"
ORDINARY = "ordinary"
ACCOUNTS = "accounts"
BUDGET = "budget"
STATUTE_CHANGE = "statute_change"
DISSOLUTION = "dissolution"
TRANSFORMATION = "transformation"
ELECTION = "election"
REVOCATION = "revocation"
ADMISSION = "admission"
ADMISSION_APPEAL = "admission_appeal"
EXCLUSION = "exclusion"
LIABILITY = "liability"
FEE_SCHEDULE = "fee_schedule"
REGULATION = "regulation"
ASSEMBLY_RULES = "assembly_rules"
PROJECT = "project"


def _cc(article: str) -> Citation:
    return Citation(CIVIL_CODE, article)


def _cts(article: str) -> Citation:
    return Citation(THIRD_SECTOR_CODE, article)


@dataclass(frozen=True, slots=True)
class Matter:
    """One kind of item.

    reserved   regime → article: there only the assembly decides
    organ      rule of the catalogue that names the deciding body, where the statute may choose it
    quorums    call → rule of the quorum; an absent second call falls back to ``ordinary`` ones by ``quorum_codes``
    majority   rule of the majority
    votes      False: nothing is decided
    persons    the vote is on a person: secret where the statute says so
    """

    code: str
    words: Words
    reserved: Mapping[str, Citation] = field(default_factory=dict)
    organ: str = ""
    quorums: Mapping[str, str] = field(default_factory=lambda: {FIRST: "quorum.ord.first", SECOND: "quorum.ord.second"})
    majority: str = "majority.ord"
    abstention: str = "abstention.ord"
    votes: bool = True
    persons: bool = False


def _everywhere(civil: Citation, third_sector: Citation) -> Mapping[str, Citation]:
    return {"unrecognised": civil, "recognised": civil, ETS: third_sector}


_STATUTE_CHANGE = {
    "quorums": {FIRST: "quorum.stat", SECOND: "quorum.stat.second"},
    "majority": "majority.stat",
    "abstention": "abstention.stat",
}
MATTERS: Mapping[str, Matter] = {
    matter.code: matter
    for matter in (
        Matter(INFORMATION, Words("Comunicazione", "Information"), votes=False),
        Matter(ORDINARY, Words("Deliberazione ordinaria", "Ordinary resolution")),
        Matter(ACCOUNTS, Words("Approvazione del bilancio", "Approval of the accounts"), _everywhere(_cc("20(1)"), _cts("25(1)(c)"))),
        Matter(BUDGET, Words("Bilancio di previsione", "Budget")),
        Matter(
            STATUTE_CHANGE,
            Words("Modifica dello statuto", "Change of the statute"),
            _everywhere(_cc("21(2)"), _cts("25(1)(f)")),
            **_STATUTE_CHANGE,
        ),
        Matter(
            DISSOLUTION,
            Words("Scioglimento e devoluzione del patrimonio", "Dissolution and devolution of the assets"),
            _everywhere(_cc("21(3)"), _cts("25(1)(h)")),
            majority="quorum.diss",
        ),
        Matter(
            TRANSFORMATION,
            Words("Trasformazione, fusione o scissione", "Transformation, merger or division"),
            {ETS: _cts("25(1)(h)")},
            **_STATUTE_CHANGE,
        ),
        Matter(ELECTION, Words("Elezione di cariche", "Election of officers"), {ETS: _cts("25(1)(a)")}, persons=True),
        Matter(REVOCATION, Words("Revoca di cariche", "Removal of officers"), {ETS: _cts("25(1)(a)")}, persons=True),
        Matter(ADMISSION, Words("Ammissione di associati", "Admission of members"), organ="admission.organ"),
        Matter(
            ADMISSION_APPEAL,
            Words("Ricorso contro il diniego di ammissione", "Appeal against a refused admission"),
            organ="admission.appeal.organ",
        ),
        Matter(EXCLUSION, Words("Esclusione di un associato", "Exclusion of a member"), organ="exclusion.organ", persons=True),
        Matter(
            LIABILITY,
            Words("Responsabilità degli amministratori", "Liability of the directors"),
            _everywhere(_cc("22"), _cts("25(1)(d)")),
        ),
        Matter(FEE_SCHEDULE, Words("Quote associative", "Membership dues"), organ="dues.set_by"),
        Matter(REGULATION, Words("Regolamento", "Regulation"), organ="regulations.organ"),
        Matter(ASSEMBLY_RULES, Words("Regolamento dell’assemblea", "Rules of the assembly"), {ETS: _cts("25(1)(g)")}),
        Matter(PROJECT, Words("Progetto", "Project")),
    )
}


def competence(matter: str, body: str, book: RuleBook, on: date) -> Violation | None:
    """Why a body of that kind may not decide that matter on that day; None if it may.

    >>> book = RuleBook([(date(2020, 1, 1), "ets")])
    >>> str(competence("accounts", "board", book, date(2026, 4, 18)))
    'not_competent(article=D.Lgs. 117/2017 art. 25(1)(c), body=board, competent=assembly, matter=accounts)'
    >>> competence("accounts", "assembly", book, date(2026, 4, 18)) is None
    True
    """
    kind = MATTERS[matter]
    params = {"matter": matter, "body": body}
    article = kind.reserved.get(book.regime(on))
    if article:
        wrong = body != ASSEMBLY
        return Violation("not_competent", params | {"competent": ASSEMBLY, "article": article.label()}) if wrong else None
    ruling = book.find(kind.organ, on) if kind.organ else None
    if ruling and isinstance(ruling.value, Choice) and ruling.value.code != body:
        # The assembly is sovereign over what a statute gives to a body that it appoints.
        if body == ASSEMBLY and ruling.origin != "law":
            return None
        return Violation("not_competent", params | {"competent": ruling.value.code, "article": ruling.citation.label()})
    return None


def quorum_code(matter: str, call: str) -> tuple[str, ...]:
    """The rules that may set the assembly's quorum in that call, the first that holds deciding.

    >>> quorum_code("statute_change", "second")
    ('quorum.stat.second', 'quorum.stat')
    >>> quorum_code("ordinary", "second")
    ('quorum.ord.second',)
    """
    quorums = MATTERS[matter].quorums
    first, wanted = quorums[FIRST], quorums[call]
    return (wanted,) if wanted in (first, "quorum.ord.second") else (wanted, first)


def constitutive(found: Iterable[tuple[str, Ruling]], needed: Callable[[Ruling], int]) -> tuple[str, Ruling] | None:
    """Which of the quorums of an agenda opens the sitting: the least that lets something be decided.

    ``found``: (matter, rule of its quorum) in the order of the agenda; ``needed``: how many must be present by a rule. Each item
    still needs its own when it is voted on. None for an empty agenda.

    >>> book = RuleBook([(date(2020, 1, 1), "ets")])
    >>> rules = [(matter, book.resolve(code, date(2026, 4, 18)))
    ...          for matter, code in (("statute_change", "quorum.stat"), ("ordinary", "quorum.ord.first"))]
    >>> constitutive(rules, lambda ruling: ruling.value.needed(40))[0]
    'ordinary'
    """
    return min(found, key=lambda pair: needed(pair[1]), default=None)
