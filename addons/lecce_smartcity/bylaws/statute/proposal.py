"""What is proposed from a statute's words, and the reasons given for it."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from ..rules.kinds import Value
from ..rules.model import Words
from .clauses import Clause

HIGH = "high"  # the sentence says it in so many words
MEDIUM = "medium"  # the words say it, the place or the body is inferred
LOW = "low"  # one of several readings
CONFIDENCES = (HIGH, MEDIUM, LOW)

# A detector looks at one sentence and yields (code, value, start, end, reason, confidence): places in the sentence.
Find = tuple[str, Value, int, int, Words, str]
Detector = Callable[[Clause], Iterable[Find]]


@dataclass(frozen=True, slots=True)
class Proposal:
    """A rule's value read from a statute, for a person to confirm.

    code, value    a rule of the catalogue and what the text gives it
    article_key    with ``article_number``: where it is written
    paragraph      the number of the paragraph, its position from 1 where it has none
    index          the paragraph's position from 0
    quote          the sentence; ``start`` and ``end`` are its place in ``Article.text``
    from_, to      place of the deciding words in ``Article.text``
    reason         why the words are read so
    confidence     one of CONFIDENCES
    """

    code: str
    value: Value
    article_key: str
    article_number: str
    paragraph: str
    index: int
    quote: str
    start: int
    end: int
    from_: int
    to: int
    reason: Words
    confidence: str


READ = Words("Il testo lo dice con queste parole.", "The text says so in these words.")
HALF_PLUS_ONE = Words(
    "«Metà più uno» è letta come più della metà (> 1/2): il primo numero intero sopra la metà, cioè 6 su 10 e 6 su 11; "
    "chi intende l’arrotondamento per eccesso (7 su 11) la corregga.",
    "“Half plus one” is read as more than half (> 1/2): the first whole number above one half, that is 6 of 10 and 6 of 11; "
    "correct it if rounding up (7 of 11) is meant.",
)
AT_LEAST = Words("Senza «più di» la frazione si intende raggiunta (≥).", "Without “more than” a fraction is to be reached (≥).")
MAJORITY = Words(
    "«Maggioranza» è letta come più della metà (> 1/2), in numeri interi la metà più uno.",
    "“Majority” is read as more than half (> 1/2), half plus one in whole numbers.",
)
SIMPLE_MAJORITY = Words(
    "«Maggioranza semplice»: più voti favorevoli che contrari (> 1/2 di chi vota).",
    "“Simple majority”: more votes in favour than against (> 1/2 of those who vote).",
)
ANY_NUMBER = Words("Nessun numero minimo (≥ 0).", "No least number (≥ 0).")
MEMBERS_ENTITLED = Words(
    "«Associati» è letto come associati aventi diritto al voto, come nell’art. 21 c.c.; se si intendono tutti, cambiare la base.",
    "“Members” are read as members entitled to vote, as in c.c. art. 21; change the base if all members are meant.",
)
ALL_MEMBERS = Words("La base sono tutti gli associati (c.c. art. 21(3)).", "The base is all members (c.c. art. 21(3)).")
BOTH_SIZES = Words(
    "Un solo limite, qualunque sia il numero degli associati: vale per le associazioni piccole e grandi.",
    "One limit whatever the number of members: it holds for small and large associations.",
)
ONE_REELECTION = Words(
    "Rieleggibile per un solo mandato: due mandati consecutivi in tutto.",
    "May be re-elected for one mandate: two consecutive mandates in all.",
)
REELECTIONS = Words(
    "Può contare le rielezioni o i mandati in tutto: verificare.",
    "May count re-elections or mandates in all: check.",
)
DAY_AS_MONTHS = Words(
    "La data è espressa in mesi dalla chiusura dell’esercizio al 31 dicembre: verificare la chiusura.",
    "The date is given as months from a year that ends on 31 December: check the year’s end.",
)
TIMES_A_YEAR = Words("Le volte all’anno sono espresse come intervallo in mesi.", "Times a year are given as an interval in months.")
NEXT_DAY = Words("Il giorno successivo: almeno un giorno dopo.", "The following day: at least one day after.")
INFERRED = Words(
    "L’organo o la materia sono dedotti dalla rubrica o dalle frasi vicine: verificare.",
    "Body or matter are inferred from the heading or the sentences around: check.",
)
FIXED_NUMBER = Words("Numero fisso: è minimo e massimo.", "A fixed number: it is the least and the most.")
NO_CASTING = Words("A parità la proposta non passa: nessun voto prevale.", "In a tie the motion fails: no vote prevails.")
SENT = Words(
    "Il termine è contato dall’invio e non dall’arrivo: verificare che sia voluto.",
    "The term is counted from sending, not from arrival: check that this is meant.",
)
LISTED = Words(
    "Letto dall’elenco delle materie: verificare che non ne manchi nessuna.",
    "Read from the list of matters: check that none is missing.",
)
CONTROL = Words(
    "Il revisore è trattato come organo di controllo dell’associazione.", "The auditor is taken for the association’s control body."
)
