"""What is wrong with the answers to the questionnaire, what deserves a second thought, and what to do about it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from ..citations import CIVIL_CODE, THIRD_SECTOR_CODE, Citation
from ..errors import BylawError, Violation
from ..regimes import ETS, RECOGNISED, REGIMES
from ..rules.kinds import TYPES, DayOfYear
from ..rules.model import Words
from ..rules.wording import words
from .latest import latest_law
from .question import CHOICE, DAY, FLAG, LINES, MAYOR, MONEY, NUMBER, SEVERAL, TEXT, Answers, Question
from .questionnaire import QUESTIONS, completed

ERROR = "error"
WARNING = "warning"
MOST_CHARACTERS = 200
MOST_LINES = 50

_CTS_4_2 = Citation(
    THIRD_SECTOR_CODE,
    "4(2)",
    "Non sono enti del Terzo settore le amministrazioni pubbliche […] nonché gli enti sottoposti a direzione e coordinamento o "
    "controllati dai suddetti enti",
)
_CTS_12_2 = Citation(THIRD_SECTOR_CODE, "12(2)")
_CC_16 = Citation(CIVIL_CODE, "16")
_TUIR_148_8 = Citation("D.P.R. 917/1986", "148(8)")
# What cannot stand in a line of a statute, or would be read as its structure.
_FORBIDDEN = re.compile(
    r"[\x00-\x1f\x7f-\x9f«»{}<>|\\\u00ad\u061c\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff\ufffe\uffff\ud800-\udfff]"
)
_ETS_NAME = re.compile(r"\bE\.?T\.?S\b|ent[ei] del terzo settore", re.IGNORECASE)
_CITY = re.compile(r"(?!Comune\b)[^\W\d_](?:[\w .’'/-]*[^\W\d_’'])?", re.IGNORECASE)
_PROVINCE = re.compile(r"[A-Z]{2}")


@dataclass(frozen=True)
class Finding:
    """Something about one answer: an error stops the draft, a warning does not."""

    code: str
    question: str
    severity: str
    params: Mapping[str, object] = field(default_factory=dict)
    citation: Citation | None = None

    def sentence(self, lang: str | None = "it") -> str:
        """What is wrong and what to do, in one or two sentences.

        >>> finding = Finding("answer_missing", "name", "error")
        >>> finding.sentence("it"), finding.sentence("en")
        ('Denominazione: manca la risposta. Indicarla.', 'Name: there is no answer. Give one.')
        """
        label = _BY_CODE[self.question].label.text(lang) if self.question in _BY_CODE else self.question
        params = {name: words(value, lang or "it") if type(value) in TYPES.values() else value for name, value in self.params.items()}
        sentence = SENTENCES[self.code].text(lang).format(label=label, **params)
        return f"{sentence} ({self.citation.label()})" if self.citation else sentence

    def violation(self) -> Violation:
        """The same as a violation, for a BylawError."""
        return Violation(self.code, {"question": self.question, **self.params})


_BY_CODE = {question.code: question for question in QUESTIONS}

SENTENCES: dict[str, Words] = {
    "answer_unknown": Words("{label}: non è una domanda. Toglierla.", "{label}: is no question. Leave it out."),
    "answer_missing": Words("{label}: manca la risposta. Indicarla.", "{label}: there is no answer. Give one."),
    "answer_invalid": Words(
        "{label}: «{value}» non è una risposta valida. Correggerla.", "{label}: “{value}” is no valid answer. Correct it."
    ),
    "answer_not_offered": Words(
        "{label}: «{value}» non è tra le scelte previste per questo regime. Sceglierne un’altra.",
        "{label}: “{value}” is not among the choices for this regime. Choose another.",
    ),
    "answer_out_of_bounds": Words(
        "{label}: {value} non è tra {minimum} e {maximum}. Indicare un numero compreso tra i due.",
        "{label}: {value} is not between {minimum} and {maximum}. Give a number between the two.",
    ),
    "answer_characters": Words(
        "{label}: sono ammessi al massimo {maximum} caratteri, senza virgolette basse, parentesi graffe o caratteri di controllo.",
        "{label}: at most {maximum} characters, without angle quotation marks, braces or control characters.",
    ),
    "province_invalid": Words(
        "{label}: servono due lettere maiuscole, come LE.", "{label}: two capital letters, like LE, are needed."
    ),
    "city_invalid": Words(
        "{label}: serve il solo nome della città, come Lecce.",
        "{label}: the city’s name alone is needed, like Lecce.",
    ),
    "name_reserved": Words(
        "{label}: l’indicazione di ente del Terzo settore spetta soltanto agli enti iscritti. Toglierla o scegliere il regime ETS.",
        "{label}: only registered bodies may call themselves a Third-Sector body. Leave it out or choose the ETS regime.",
    ),
    "too_many_designated": Words(
        "{label}: {designated} componenti su {size} non sono eletti dall’assemblea e ne resta {elected}. Designarne al massimo "
        "{most} o ampliare il consiglio.",
        "{label}: {designated} of {size} members are not elected by the assembly, which leaves {elected}. Designate {most} at most "
        "or enlarge the board.",
    ),
    "ets_majority_not_elected": Words(
        "{label}: {designated} componenti su {size} non sarebbero nominati dall’assemblea, alla quale la legge riserva la nomina "
        "della maggioranza. Designarne al massimo {most} o ampliare il consiglio ad almeno {enough}.",
        "{label}: {designated} of {size} members would not be appointed by the assembly, to which the law reserves the appointment "
        "of the majority. Designate {most} at most or enlarge the board to at least {enough}.",
    ),
    "public_majority": Words(
        "{label}: {designated} componenti su {size} verrebbero dal Comune. L’associazione può risultare in controllo pubblico e "
        "perdere le agevolazioni che presuppongono la libera eleggibilità: verificare con il consulente o designarne meno.",
        "{label}: {designated} of {size} members would come from the municipality. The association may count as publicly controlled "
        "and lose the tax relief that rests on free eligibility: ask an adviser or designate fewer.",
    ),
    "mayor_in_ets": Words(
        "{label}: il Sindaco presidente di diritto, con la rappresentanza dell’ente, può far ritenere l’ETS controllato da "
        "un’amministrazione pubblica. Verificare con il consulente o far eleggere il presidente.",
        "{label}: a mayor who is president by right and represents the body may make the ETS count as controlled by a public "
        "administration. Ask an adviser or have the president elected.",
    ),
    "mayor_not_elected": Words(
        "{label}: un presidente di diritto non è eletto dagli associati; le agevolazioni che presuppongono la libera eleggibilità "
        "degli organi possono venir meno. Verificare con il consulente.",
        "{label}: a president by right is not elected by the members; tax relief that rests on free eligibility may be lost. Ask an "
        "adviser.",
    ),
    "reserved_seats_too_few": Words(
        "{label}: per tre componenti servono almeno tre eletti dall’assemblea, e sono {elected}. Ampliare il consiglio o "
        "rinunciarvi.",
        "{label}: three groups need at least three members elected by the assembly, and there are {elected}. Enlarge the board or do "
        "without.",
    ),
    "ets_proxies_too_many": Words(
        "{label}: un associato di un ETS con meno di cinquecento associati ne rappresenta al massimo {most}. Indicare {most} o meno.",
        "{label}: a member of an ETS below five hundred members represents {most} at most. Give {most} or fewer.",
    ),
    "endowment_missing": Words(
        "{label}: un’associazione riconosciuta ha un patrimonio. Indicarne l’importo, adeguato allo scopo.",
        "{label}: a recognised association has assets. Give an amount that suits the purpose.",
    ),
    "endowment_below_minimum": Words(
        "{label}: per la personalità giuridica servono almeno {minimum}. Indicarli, oppure zero se non la si chiede.",
        "{label}: legal personality asks for at least {minimum}. Give that, or zero if it is not wanted.",
    ),
}


def check_answers(answers: Answers) -> tuple[Finding, ...]:
    """Everything to be said about some answers, errors first; what was not answered counts as its first answer.

    >>> given = {"regime": "ets", "name": "Smart City", "city": "Lecce", "province": "LE", "board_size": 9, "municipality_seats": 6}
    >>> [(finding.code, finding.citation.label()) for finding in check_answers(given)]
    [('ets_majority_not_elected', 'D.Lgs. 117/2017 art. 26(5)')]
    >>> [(finding.code, finding.severity) for finding in check_answers({**given, "regime": "recognised"})]
    [('public_majority', 'warning')]
    >>> check_answers({**given, "municipality_seats": 4})
    ()
    """
    if answers.get("regime", QUESTIONS[0].default) not in REGIMES:
        return (Finding("answer_not_offered", "regime", ERROR, {"value": answers["regime"]}),)
    full = completed(answers)
    found = [Finding("answer_unknown", code, ERROR) for code in answers if code not in _BY_CODE]
    for code, answer in full.items():
        found += _malformed(_BY_CODE[code], answer, full["regime"])
    if not found:
        found = [*_identity(full), *_board(full), *_assembly(full), *_assets(full)]
    return tuple(sorted(found, key=lambda finding: finding.severity != ERROR))


def refuse_errors(answers: Answers) -> dict:
    """The completed answers. Raises BylawError with every error among the findings."""
    errors = [finding.violation() for finding in check_answers(answers) if finding.severity == ERROR]
    if errors:
        raise BylawError(errors)
    return completed(answers)


def _malformed(question: Question, answer: object, regime: str) -> Iterator[Finding]:
    def finding(code, **params):
        return Finding(code, question.code, ERROR, params)

    if not _of_kind(question.kind, answer):
        yield finding("answer_invalid", value=answer)
    elif question.kind in (TEXT, LINES):
        lines = answer if question.kind == LINES else (answer,)
        if len(lines) > MOST_LINES or any(len(line) > MOST_CHARACTERS or _FORBIDDEN.search(line) for line in lines):
            yield finding("answer_characters", maximum=MOST_CHARACTERS)
        elif (question.required or question.kind == LINES) and not all(re.search(r"\w", line) for line in lines):
            yield finding("answer_missing")
    elif question.kind in (CHOICE, SEVERAL):
        offered = {code for code, _words in question.choices_for(regime)}
        chosen = answer if question.kind == SEVERAL else (answer,)
        yield from (finding("answer_not_offered", value=code) for code in chosen if code not in offered)
        if question.required and not chosen:
            yield finding("answer_missing")
    elif question.kind in (NUMBER, MONEY) and not question.minimum <= answer <= question.maximum:
        yield finding("answer_out_of_bounds", value=answer, minimum=question.minimum, maximum=question.maximum)


def _of_kind(kind: str, answer: object) -> bool:
    if kind == FLAG:
        return type(answer) is bool
    if kind in (NUMBER, MONEY):
        return type(answer) is int
    if kind in (LINES, SEVERAL):
        whole = type(answer) is tuple and all(type(part) is str for part in answer)
        return whole and (kind == LINES or len(set(answer)) == len(answer))
    if kind == DAY:
        return type(answer) is tuple and len(answer) == 2 and _is_day(*answer)
    return type(answer) is str


def _is_day(month: object, day: object) -> bool:
    try:
        DayOfYear(month, day)
    except BylawError:
        return False
    return True


def _identity(answers: dict) -> Iterator[Finding]:
    if answers["regime"] != ETS:
        for code in ("name", "short_name"):
            if _ETS_NAME.search(answers[code]):
                yield Finding("name_reserved", code, ERROR, citation=_CTS_12_2)
    if not _CITY.fullmatch(answers["city"].strip()):
        yield Finding("city_invalid", "city", ERROR)
    if not _PROVINCE.fullmatch(answers["province"]):
        yield Finding("province_invalid", "province", ERROR)


def seats(answers: Answers) -> tuple[int, int]:
    """How many members of the board the assembly elects, and how many come otherwise.

    >>> seats({"board_size": 7, "municipality_seats": 2, "president": "mayor"})
    (4, 3)
    """
    others = answers["municipality_seats"] + (answers["president"] == MAYOR)
    return answers["board_size"] - others, others


def _board(answers: dict) -> Iterator[Finding]:
    elected, others = seats(answers)
    size = answers["board_size"]
    mayor = answers["president"] == MAYOR
    params = {"designated": others, "size": size, "elected": max(elected, 0)}
    most_in_minority = max((size - 1) // 2 - mayor, 0)
    majority = latest_law("board.elected_share", ETS)
    if answers["regime"] == ETS and not majority.value.reached(elected, size):
        yield Finding(
            "ets_majority_not_elected", "municipality_seats", ERROR,
            {**params, "most": most_in_minority, "enough": 2 * others + 1}, majority.citation,
        )  # fmt: skip
    elif elected < 1:
        yield Finding("too_many_designated", "municipality_seats", ERROR, {**params, "most": size - 1 - mayor}, _CC_16)
    elif 2 * others > size:
        yield Finding("public_majority", "municipality_seats", WARNING, params, _TUIR_148_8)
    if mayor and answers["regime"] == ETS:
        yield Finding("mayor_in_ets", "president", WARNING, citation=_CTS_4_2)
    elif mayor:
        yield Finding("mayor_not_elected", "president", WARNING, citation=_TUIR_148_8)
    if answers["reserved_seats"] and 1 <= elected < 3:
        yield Finding("reserved_seats_too_few", "reserved_seats", ERROR, {"elected": elected})


def _assembly(answers: dict) -> Iterator[Finding]:
    most = latest_law("proxy.max.small", ETS)
    if answers["regime"] == ETS and answers["proxies"] > most.value.count:
        yield Finding("ets_proxies_too_many", "proxies", ERROR, {"most": most.value.count}, most.citation)


def _assets(answers: dict) -> Iterator[Finding]:
    endowment = answers.get("endowment")
    minimum = latest_law("ets.assets.min", ETS)
    if answers["regime"] == RECOGNISED and not endowment:
        yield Finding("endowment_missing", "endowment", ERROR, citation=_CC_16)
    elif answers["regime"] == ETS and 0 < endowment < minimum.value.cents:
        yield Finding("endowment_below_minimum", "endowment", ERROR, {"minimum": minimum.value}, minimum.citation)
