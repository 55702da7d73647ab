"""How an association elects."""

from __future__ import annotations

from ..kinds import VOTES, Count
from ..model import STAT, Rule, Words

TOPIC = "elections"

RULES = (
    Rule(
        "election.method",
        TOPIC,
        "choice",
        STAT,
        Words("Metodo di elezione", "Method of election"),
        Words("Come i voti diventano seggi.", "How votes become seats."),
        choices=(
            ("plurality", Words("maggioranza relativa con preferenze", "plurality with preferences")),
            ("limited", Words("voto limitato", "limited vote")),
            ("dhondt", Words("liste, metodo D’Hondt", "lists, D’Hondt")),
            ("sainte_lague", Words("liste, metodo Sainte-Laguë", "lists, Sainte-Laguë")),
            ("stv", Words("voto singolo trasferibile", "single transferable vote")),
            ("schulze", Words("metodo Schulze", "Schulze method")),
        ),
        optional=True,
    ),
    Rule(
        "election.preferences.max",
        TOPIC,
        "count",
        STAT,
        Words("Preferenze, al massimo", "Preferences, at most"),
        Words(
            "Quante preferenze si esprimono al massimo; mai più dei seggi.",
            "How many preferences one expresses at most; never more than the seats.",
        ),
        minimum=Count(1),
        optional=True,
    ),
    Rule(
        "election.tie",
        TOPIC,
        "several",
        STAT,
        Words("Parità nelle elezioni", "Ties in elections"),
        Words(
            "Che cosa decide tra candidati a pari voti, nell’ordine.",
            "What decides between candidates with equal votes, in this order.",
        ),
        choices=(
            ("seniority", Words("anzianità d’iscrizione", "seniority in the members’ book")),
            ("age_older", Words("il più anziano d’età", "the older")),
            ("age_younger", Words("il più giovane d’età", "the younger")),
            ("run_off", Words("ballottaggio", "run-off")),
            ("lot", Words("sorteggio", "lot")),
        ),
        optional=True,
    ),
    Rule(
        "election.threshold",
        TOPIC,
        "share",
        STAT,
        Words("Soglia di sbarramento delle liste", "Threshold for lists"),
        Words("Sotto quale parte dei voti una lista non ha seggi.", "Below which share of the votes a list gets no seat."),
        base=VOTES,
        optional=True,
    ),
    Rule(
        "election.candidacies_before",
        TOPIC,
        "days",
        STAT,
        Words("Termine per candidarsi", "Time to stand for election"),
        Words(
            "Quanti giorni prima dell’elezione si presentano le candidature.",
            "How many days before the election candidacies are presented.",
        ),
        optional=True,
    ),
)
