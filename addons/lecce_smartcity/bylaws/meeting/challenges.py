"""After a resolution: who may challenge it and until when, what a court may do, and what each measure does to its execution.

c.c. 23 is the rule for assemblies of every association; the codice del Terzo settore adds the terms for conflicts of interest.
"""

from __future__ import annotations

from collections.abc import Hashable, Mapping
from datetime import date
from typing import NamedTuple

from ..citations import Citation
from ..errors import BylawError, Violation
from ..regimes import ETS
from ..rules.articles import CTS_24_2_CONFLICT, CTS_27, civil
from ..rules.kinds import Days, Years
from ..rules.model import Words
from ..rules.resolution import RuleBook
from ..terms import admission_appeal_until, after, exclusion_appeal_until
from .matters import ADMISSION, ASSEMBLY, EXCLUSION
from .votes import ABSTAINED, AGAINST, BLANK, NOT_VOTING, VOID

CC_23_1 = civil(
    "23(1)",
    "Le deliberazioni dell'assemblea contrarie alla legge, all'atto costitutivo o allo statuto possono essere annullate su istanza "
    "degli organi dell'ente, di qualunque associato o del pubblico ministero",
)
CC_23_2 = civil(
    "23(2)",
    "L'annullamento della deliberazione non pregiudica i diritti acquistati dai terzi di buona fede in base ad atti compiuti in "
    "esecuzione della deliberazione medesima",
)
CC_23_3 = civil(
    "23(3)",
    "Il presidente del tribunale o il giudice istruttore, sentiti gli amministratori dell'associazione, può sospendere, su istanza "
    "di colui che ha proposto l'impugnazione, l'esecuzione della deliberazione impugnata, quando sussistono gravi motivi",
)
CC_23_4 = civil(
    "23(4)",
    "L'esecuzione delle deliberazioni contrarie all'ordine pubblico o al buon costume può essere sospesa anche dall'autorità "
    "governativa",
)

# Who may act.
ORGANS = "organs"
MEMBER = "member"  # whoever is one, however they voted
PROSECUTOR = "prosecutor"
ABSENT = "absent"
DISSENTING = "dissenting"
ABSTAINING = "abstaining"
DIRECTORS = "directors"
CONTROL = "control_body"
CONCERNED = "concerned"  # the member excluded, the applicant refused
WHO: Mapping[str, Words] = {
    ORGANS: Words("gli organi dell’associazione", "the association’s bodies"),
    MEMBER: Words("qualunque associato", "any member"),
    PROSECUTOR: Words("il pubblico ministero", "the public prosecutor"),
    ABSENT: Words("gli associati assenti", "members who were absent"),
    DISSENTING: Words("gli associati contrari", "members who voted against"),
    ABSTAINING: Words("gli associati astenuti", "members who abstained"),
    DIRECTORS: Words("gli amministratori", "the directors"),
    CONTROL: Words("l’organo di controllo", "the control body"),
    CONCERNED: Words("l’interessato", "the person concerned"),
}

# Grounds
ILLEGAL = "illegal"
MEMBER_CONFLICT = "member_conflict"
DIRECTOR_CONFLICT = "director_conflict"
EXCLUDED = "exclusion"
REFUSED = "refusal"
GROUNDS: Mapping[str, Words] = {
    ILLEGAL: Words("contraria alla legge, all’atto costitutivo o allo statuto", "against the law, the deed or the statute"),
    MEMBER_CONFLICT: Words("voto determinante di associati in conflitto di interessi", "deciding votes of members in conflict"),
    DIRECTOR_CONFLICT: Words(
        "voto determinante di un amministratore in conflitto di interessi", "deciding vote of a director in conflict"
    ),
    EXCLUDED: Words("esclusione dell’associato", "exclusion of the member"),
    REFUSED: Words("domanda di ammissione respinta", "application refused"),
}
_AFTER_2377 = Words(
    "Art. 2377(6) c.c., a cui rinvia il 2373, in quanto compatibile.", "c.c. art. 2377(6), to which 2373 refers, where compatible."
)
_NO_TERM = Words(
    "L’art. 23 non pone un termine: si conta la prescrizione dell’azione di annullamento. Da verificare con un legale.",
    "Article 23 sets no term: the time-bar of actions for annulment is counted. To be confirmed by a lawyer.",
)


class Remedy(NamedTuple):
    """One way to attack a resolution: on what ground, by whom, until which day (included).

    ``until`` None: the term has not begun (it runs from a notification), or ``note`` says why none is known. ``confirmed`` False:
    an adviser should confirm the term.
    """

    ground: str
    who: tuple[str, ...]
    until: date | None
    citation: Citation
    confirmed: bool = True
    note: Words | None = None

    def open_on(self, day: date) -> bool:
        """Whether somebody may still act on that day."""
        return self.until is None or day <= self.until


class Facts(NamedTuple):
    """What the terms depend on. ``notified_on``: when the person concerned was told, if they were."""

    matter: str
    body: str
    adopted_on: date
    adopted: bool = True
    members_in_conflict: bool = False
    directors_in_conflict: bool = False
    notified_on: date | None = None


def remedies(facts: Facts, book: RuleBook) -> tuple[Remedy, ...]:
    """Every way to attack a resolution under the law and statute of its day.

    c.c. 23 names no term; c.c. 2377 binds companies and reaches a Third-Sector body only where the codice del Terzo settore
    refers to 2373, members in conflict (art. 24(2)). A board's resolution: c.c. 2475-ter, through art. 27.

    >>> book = RuleBook([(date(2020, 1, 1), "ets")])
    >>> [(found.ground, str(found.until)) for found in remedies(Facts("project", "assembly", date(2026, 4, 18), True, True), book)]
    [('member_conflict', '2026-07-17'), ('illegal', '2031-04-18')]
    >>> [str(found.until) for found in remedies(Facts("project", "board", date(2026, 4, 18), directors_in_conflict=True), book)]
    ['2026-07-17']
    """
    found: list[Remedy] = []
    if facts.matter == EXCLUSION and facts.adopted:
        found.append(_exclusion(facts, book))
    if facts.matter == ADMISSION and not facts.adopted:
        found += _refusal(facts, book)
    found += _in_conflict(facts, book)
    if facts.body == ASSEMBLY:
        until = after(facts.adopted_on, Years(5))
        found.append(Remedy(ILLEGAL, (ORGANS, MEMBER, PROSECUTOR), until, CC_23_1, False, _NO_TERM))
    return tuple(found)


def _exclusion(facts: Facts, book: RuleBook) -> Remedy:
    told = facts.notified_on
    term = exclusion_appeal_until(told or facts.adopted_on, book)
    return Remedy(EXCLUDED, (CONCERNED,), term.date if told else None, term.citation)


def _refusal(facts: Facts, book: RuleBook) -> list[Remedy]:
    told = facts.notified_on
    term = admission_appeal_until(told or facts.adopted_on, book)
    return [Remedy(REFUSED, (CONCERNED,), term.date if told else None, term.citation)] if term else []


def _in_conflict(facts: Facts, book: RuleBook) -> list[Remedy]:
    if book.regime(facts.adopted_on) != ETS:
        return []
    if facts.body == ASSEMBLY and facts.members_in_conflict:
        who = (ABSENT, DISSENTING, ABSTAINING, DIRECTORS, CONTROL)
        until = after(facts.adopted_on, Days(90))
        return [Remedy(MEMBER_CONFLICT, who, until, CTS_24_2_CONFLICT, False, _AFTER_2377)]
    ruling = book.find("conflict.challenge", facts.adopted_on)
    if facts.body != ASSEMBLY and facts.directors_in_conflict and ruling:
        until = after(facts.adopted_on, ruling.value)
        return [Remedy(DIRECTOR_CONFLICT, (DIRECTORS, CONTROL), until, CTS_27)]
    return []


def standing(remedy: Remedy, choices: Mapping[Hashable, str | None]) -> frozenset:
    """Which members may use that remedy, by how each voted (None: was not there); for votes by name.

    >>> any_member = Remedy(ILLEGAL, (MEMBER,), None, CC_23_1)
    >>> sorted(standing(any_member, {"Anna": "favour", "Bruno": None}))
    ['Anna', 'Bruno']
    >>> conflict = Remedy(MEMBER_CONFLICT, (ABSENT, DISSENTING, ABSTAINING), None, CTS_24_2_CONFLICT)
    >>> sorted(standing(conflict, {"Anna": "favour", "Bruno": None, "Carla": "against", "Dario": "abstained"}))
    ['Bruno', 'Carla', 'Dario']
    """
    if MEMBER in remedy.who:
        return frozenset(choices)
    admitted: set[str | None] = set()
    if ABSENT in remedy.who:
        admitted |= {None}
    if DISSENTING in remedy.who:
        admitted |= {AGAINST}
    if ABSTAINING in remedy.who:
        admitted |= {ABSTAINED, BLANK, VOID, NOT_VOTING}
    return frozenset(who for who, choice in choices.items() if choice in admitted)


# --- measures

ADOPTED = "adopted"
CHALLENGED = "challenged"
SUSPENDED = "suspended"
ANNULLED = "annulled"
CONFIRMED = "confirmed"

CHALLENGE = "challenge"
SUSPENSION = "suspension"
LIFTING = "lifting"
ANNULMENT = "annulment"
CONFIRMATION = "confirmation"
REVERSAL = "reversal"

# (state, measure) → state. The authority may suspend what nobody has challenged (c.c. 23(4)); an annulment may fall on appeal.
TRANSITIONS: Mapping[tuple[str, str], str] = {
    (ADOPTED, CHALLENGE): CHALLENGED,
    (ADOPTED, SUSPENSION): SUSPENDED,
    (CHALLENGED, SUSPENSION): SUSPENDED,
    (CHALLENGED, ANNULMENT): ANNULLED,
    (CHALLENGED, CONFIRMATION): CONFIRMED,
    (SUSPENDED, LIFTING): CHALLENGED,
    (SUSPENDED, ANNULMENT): ANNULLED,
    (SUSPENDED, CONFIRMATION): CONFIRMED,
    (ANNULLED, REVERSAL): CONFIRMED,
    (CONFIRMED, CHALLENGE): CHALLENGED,
}
MEASURES = (CHALLENGE, SUSPENSION, LIFTING, ANNULMENT, CONFIRMATION, REVERSAL)
CITATIONS: Mapping[str, Citation] = {
    CHALLENGE: CC_23_1,
    SUSPENSION: CC_23_3,
    LIFTING: CC_23_3,
    ANNULMENT: CC_23_2,
    CONFIRMATION: CC_23_1,
    REVERSAL: CC_23_1,
}
# In these states nothing more is executed. A challenge alone stops nothing.
STOPPED = frozenset({SUSPENDED, ANNULLED})


def step(state: str, measure: str, measured_on: date, adopted_on: date, today: date) -> str:
    """The state after a measure of that day.

    >>> step("adopted", "challenge", date(2026, 6, 1), date(2026, 4, 18), date(2026, 6, 2))
    'challenged'

    Raises BylawError: ``measure_out_of_order``, ``measure_before_adoption``, ``measure_in_future``; all that are broken.
    """
    broken = []
    if (state, measure) not in TRANSITIONS:
        broken.append(Violation("measure_out_of_order", {"state": state, "measure": measure}))
    if measured_on < adopted_on:
        broken.append(Violation("measure_before_adoption", {"day": measured_on, "adopted": adopted_on}))
    if measured_on > today:
        broken.append(Violation("measure_in_future", {"day": measured_on}))
    if broken:
        raise BylawError(broken)
    return TRANSITIONS[state, measure]
