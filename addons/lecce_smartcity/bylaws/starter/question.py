"""What a question of the questionnaire is."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from ..regimes import REGIMES
from ..rules.model import Words

Answer = str | bool | int | tuple
Answers = Mapping[str, Answer]

# How a question is answered
TEXT = "text"
LINES = "lines"  # tuple of str, one for each line
CHOICE = "choice"
SEVERAL = "several"  # tuple of codes of the choices
FLAG = "flag"
NUMBER = "number"  # int, in ``unit``
DAY = "day"  # (month, day)
MONEY = "money"  # int, in cents

# Where a wizard asks it
IDENTITY = "identity"
PURPOSE = "purpose"
MEMBERSHIP = "membership"
BODIES = "bodies"
ASSEMBLY = "assembly"
ACCOUNTS = "accounts"
PAGES = {
    IDENTITY: Words("L’associazione", "The association"),
    PURPOSE: Words("Che cosa fa", "What it does"),
    BODIES: Words("Gli organi", "Its bodies"),
    ASSEMBLY: Words("L’assemblea", "The assembly"),
    MEMBERSHIP: Words("Gli associati", "Its members"),
    ACCOUNTS: Words("Patrimonio e bilancio", "Assets and accounts"),
}

# Who is president
BY_ASSEMBLY = "assembly"
BY_BOARD = "board"
MAYOR = "mayor"
# The control body
NO_CONTROL = "none"
WHEN_REQUIRED = "when_required"
SINGLE = "single"
COLLEGIAL = "collegial"


@dataclass(frozen=True, slots=True)
class Question:
    """One question.

    code        name of the answer
    page        one of PAGES
    kind        how it is answered
    label, help words in the two languages
    default     first answer; for a regime where ``defaults`` has one, that
    choices     of a choice or several: (code, words)
    not_offered of the choices under a regime: (regime, codes)
    minimum, maximum of a number or amount, unit of a number
    regimes     where it is asked at all
    required    there must be an answer: an empty one is refused
    essential   asked first; the others may stay as they are
    """

    code: str
    page: str
    kind: str
    label: Words
    help: Words
    default: Answer
    defaults: tuple[tuple[str, Answer], ...] = ()
    choices: tuple[tuple[str, Words], ...] = ()
    not_offered: tuple[tuple[str, tuple[str, ...]], ...] = ()
    minimum: int | None = None
    maximum: int | None = None
    unit: Words | None = None
    regimes: tuple[str, ...] = REGIMES
    required: bool = False
    essential: bool = False

    def first_answer(self, regime: str) -> Answer:
        """What is proposed under a regime."""
        return dict(self.defaults).get(regime, self.default)

    def choices_for(self, regime: str) -> tuple[tuple[str, Words], ...]:
        """The choices offered under a regime.

        >>> choices = (("none", Words("Nessuno", "None")), ("one", Words("Uno", "One")))
        >>> control = Question("control", BODIES, CHOICE, Words("", ""), Words("", ""), "one", (), choices, (("ets", ("none",)),))
        >>> [code for code, _words in control.choices_for("ets")], len(control.choices_for("recognised"))
        (['one'], 2)
        """
        hidden = dict(self.not_offered).get(regime, ())
        return tuple(choice for choice in self.choices if choice[0] not in hidden)
