"""Who votes in the assembly, with how many votes, and on what not."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from ..articles import CC_21_1, CC_21_1_DIRECTORS, CTS_24_1, CTS_24_2, CTS_24_2_CONFLICT, NOT_ETS, ONLY_ETS, law
from ..kinds import Choice, Count, Months, Several
from ..model import DEFAULT, FREE, HARD, HIGHER, LOWER, STAT, Rule, Words

TOPIC = "votes"

BEFORE_CODE = replace(CC_21_1, valid_to=date(2017, 8, 2))  # the codice del Terzo settore was not yet law

MATTERS = (
    ("persons", Words("persone", "persons")),
    ("elections", Words("elezioni", "elections")),
    ("accounts", Words("bilancio", "accounts")),
    ("liability", Words("responsabilità degli amministratori", "directors’ liability")),
    ("exclusion", Words("esclusione di associati", "exclusion of members")),
    ("statute", Words("modifiche dello statuto", "changes of the statute")),
    ("dissolution", Words("scioglimento", "dissolution")),
)

RULES = (
    Rule(
        "vote.directors_excluded",
        TOPIC,
        "several",
        HARD,
        Words("Materie su cui gli amministratori non votano", "Matters on which directors do not vote"),
        Words(
            "Su queste deliberazioni dell’assemblea gli amministratori non hanno voto, né in proprio né per delega; contano tra i "
            "presenti.",
            "On these resolutions of the assembly directors have no vote, neither their own nor by proxy; they count as present.",
        ),
        (law(Several(("accounts", "liability")), CC_21_1_DIRECTORS),),
        derogation=HIGHER,
        choices=MATTERS,
    ),
    Rule(
        "vote.secret",
        TOPIC,
        "several",
        STAT,
        Words("Materie a scrutinio segreto", "Matters decided by secret ballot"),
        Words("Su che cosa si vota a scrutinio segreto.", "What is voted on by secret ballot."),
        choices=MATTERS,
        optional=True,
    ),
    Rule(
        "vote.seniority",
        TOPIC,
        "months",
        DEFAULT,
        Words("Anzianità d’iscrizione per votare", "Time in the members’ book before voting"),
        Words(
            "Da quanto tempo si dev’essere iscritti nel libro degli associati per votare.",
            "How long one must have been in the members’ book to vote.",
        ),
        (law(Months(3), CTS_24_1),),
        also=("days",),
        optional=True,
        formula=Words("annotazione nel libro + 3 mesi ≤ giorno dell’assemblea", "entry in the book + 3 months ≤ day of the assembly"),
        examples=(
            Words("Iscritto il 31/01/2026: vota dal 30/04/2026.", "Entered on 31 January 2026: votes from 30 April 2026."),
            Words("Iscritto il 01/02/2026: vota dal 01/05/2026.", "Entered on 1 February 2026: votes from 1 May 2026."),
        ),
    ),
    Rule(
        "votes.max",
        TOPIC,
        "count",
        HARD,
        Words("Voti di un associato, al massimo", "Votes of a member, at most"),
        Words(
            "Quanti voti al massimo può avere un associato: più di uno solo un ente del Terzo settore in un ente del Terzo settore, "
            "secondo le fasce dello statuto.",
            "How many votes at most a member may have: more than one only a Third-Sector body within a Third-Sector body, by the "
            "statute’s bands.",
        ),
        (
            law(Count(5), CTS_24_2),
            law(Count(1), BEFORE_CODE, ONLY_ETS, confirmed=False),
            law(
                Count(1),
                CC_21_1,
                NOT_ETS,
                confirmed=False,
                note=Words(
                    "Principio di eguaglianza degli associati; si veda anche l’art. 148(8) TUIR.",
                    "Principle of equality of members; see also TUIR art. 148(8).",
                ),
            ),
        ),
        derogation=LOWER,
        minimum=Count(1),
    ),
    Rule(
        "votes.bands",
        TOPIC,
        "bands",
        STAT,
        Words("Voti degli enti associati per numero di associati", "Votes of member bodies by number of their members"),
        Words(
            "Quanti voti ha un associato ente del Terzo settore secondo quanti associati ha.",
            "How many votes a member that is a Third-Sector body has, by how many members it has.",
        ),
        regimes=("ets",),
        optional=True,
        examples=(Words("da 0: 1; da 100: 2; da 1.000: 5.", "from 0: 1; from 100: 2; from 1,000: 5."),),
    ),
    Rule(
        "vote.if_in_arrears",
        TOPIC,
        "choice",
        DEFAULT,
        Words("Voto di chi è in mora", "Vote of members in arrears"),
        Words(
            "Se chi non ha pagato la quota vota. La perdita del voto può venire soltanto dallo statuto; chi paga vota subito.",
            "Whether members who have not paid their dues vote. Only a statute can take the vote away; who pays votes at once.",
        ),
        (law(Choice("allowed"), CTS_24_1), law(Choice("allowed"), CC_21_1, NOT_ETS, confirmed=False)),
        choices=(
            ("allowed", Words("vota", "votes")),
            ("suspended_after_reminder", Words("non vota dopo il sollecito", "does not vote after a reminder")),
            ("denied", Words("non vota", "does not vote")),
        ),
    ),
    Rule(
        "conflict.member",
        TOPIC,
        "choice",
        DEFAULT,
        Words("Associato in conflitto di interessi", "Member with a conflict of interest"),
        Words(
            "Se l’associato in conflitto vota (e la deliberazione si può impugnare se il suo voto è determinante e dannoso) o si "
            "astiene.",
            "Whether a member with a conflict votes (and the resolution can be challenged if that vote decides and harms) or "
            "abstains.",
        ),
        (law(Choice("tested"), CTS_24_2_CONFLICT), law(Choice("tested"), CC_21_1, NOT_ETS, confirmed=False)),
        derogation=FREE,
        choices=(
            ("tested", Words("vota, con la prova di resistenza", "votes, and the result is tested without it")),
            ("abstains", Words("deve astenersi", "must abstain")),
        ),
    ),
    Rule(
        "casting_vote.assembly",
        TOPIC,
        "flag",
        STAT,
        Words("Voto del presidente prevalente in assemblea", "Casting vote in the assembly"),
        Words(
            "Se a parità di voti prevale quello di chi presiede; se lo statuto tace la proposta è respinta.",
            "Whether in a tie the chair’s vote prevails; where the statute is silent the proposal is rejected.",
        ),
        optional=True,
    ),
)
