"""Quorums and majorities of the assembly."""

from __future__ import annotations

from ..articles import CC_21_1, CC_21_1_SECOND, CC_21_2, CC_21_3, law
from ..kinds import ENTITLED, MEMBERS, PRESENT, VOTES, Choice, Share
from ..model import DEFAULT, HARD, NONE, STAT, Rule, Words

TOPIC = "voting"

_ABSTENTIONS = (
    ("ignored", Words("non contano", "are not counted")),
    ("counted", Words("contano nella base del voto", "count in the base of the vote")),
)
RULES = (
    Rule(
        "quorum.ord.first",
        TOPIC,
        "share",
        DEFAULT,
        Words("Quorum costitutivo, prima convocazione", "Quorum, first call"),
        Words(
            "Quanti associati aventi diritto al voto devono essere presenti, in proprio o per delega, perché l’assemblea in "
            "prima convocazione sia validamente costituita.",
            "How many of the members entitled to vote must be present, in person or by proxy, for an assembly in first call.",
        ),
        (law(Share(1, 2, False, ENTITLED), CC_21_1),),
        base=ENTITLED,
        bases=(MEMBERS,),
        formula=Words("presenti × 2 ≥ aventi diritto", "present × 2 ≥ entitled"),
        examples=(
            Words("20 aventi diritto: 7 in proprio e 3 per delega bastano.", "20 entitled: 7 in person and 3 by proxy are enough."),
            Words("21 aventi diritto: ne servono 11.", "21 entitled: 11 are needed."),
        ),
    ),
    Rule(
        "quorum.ord.second",
        TOPIC,
        "share",
        DEFAULT,
        Words("Quorum costitutivo, seconda convocazione", "Quorum, second call"),
        Words(
            "Quanti associati aventi diritto al voto devono essere presenti in seconda convocazione; per legge, qualunque numero.",
            "How many of the members entitled to vote must be present in second call; by law, any number.",
        ),
        (law(Share(0, 1, False, ENTITLED), CC_21_1_SECOND),),
        base=ENTITLED,
        bases=(MEMBERS,),
    ),
    Rule(
        "majority.ord",
        TOPIC,
        "share",
        DEFAULT,
        Words("Maggioranza, deliberazioni ordinarie", "Majority, ordinary resolutions"),
        Words(
            "Quanti voti favorevoli servono per approvare una deliberazione ordinaria.",
            "How many votes in favour pass an ordinary resolution.",
        ),
        (law(Share(1, 2, True, VOTES), CC_21_1),),
        base=VOTES,
        bases=(PRESENT, ENTITLED, MEMBERS),
        formula=Words("favorevoli > contrari", "in favour > against"),
    ),
    Rule(
        "abstention.ord",
        TOPIC,
        "choice",
        DEFAULT,
        Words("Astenuti, deliberazioni ordinarie", "Abstentions, ordinary resolutions"),
        Words(
            "Se gli astenuti contano nella base su cui si calcola la maggioranza. La legge dice «maggioranza di voti».",
            "Whether abstentions count in the base of the majority. The law says “majority of votes”.",
        ),
        (law(Choice("ignored"), CC_21_1),),
        choices=_ABSTENTIONS,
    ),
    Rule(
        "quorum.stat",
        TOPIC,
        "share",
        DEFAULT,
        Words("Quorum costitutivo, modifiche dello statuto", "Quorum, changes of the statute"),
        Words(
            "Quanti associati devono essere presenti per modificare atto costitutivo o statuto, in ogni convocazione se lo statuto "
            "non ne fissa uno per la seconda.",
            "How many members must be present to change deed or statute, in every call unless the statute sets one for the second.",
        ),
        (law(Share(3, 4, False, ENTITLED), CC_21_2),),
        base=ENTITLED,
        bases=(MEMBERS,),
        formula=Words("presenti × 4 ≥ aventi diritto × 3", "present × 4 ≥ entitled × 3"),
        examples=(Words("21 aventi diritto: ne servono 16.", "21 entitled: 16 are needed."),),
    ),
    Rule(
        "quorum.stat.second",
        TOPIC,
        "share",
        STAT,
        Words("Quorum per lo statuto, seconda convocazione", "Quorum for the statute, second call"),
        Words(
            "Quanti devono essere presenti in seconda convocazione per modificare lo statuto; se lo statuto tace vale il quorum "
            "della prima.",
            "How many must be present in second call to change the statute; where the statute is silent the first call’s holds.",
        ),
        base=ENTITLED,
        bases=(MEMBERS,),
        optional=True,
    ),
    Rule(
        "majority.stat",
        TOPIC,
        "share",
        DEFAULT,
        Words("Maggioranza, modifiche dello statuto", "Majority, changes of the statute"),
        Words(
            "Quanti voti favorevoli servono per modificare atto costitutivo o statuto; gli astenuti contano tra i presenti.",
            "How many votes in favour change deed or statute; abstentions count as present.",
        ),
        (law(Share(1, 2, True, PRESENT), CC_21_2),),
        base=PRESENT,
        bases=(VOTES, ENTITLED, MEMBERS),
        formula=Words("favorevoli × 2 > presenti", "in favour × 2 > present"),
        examples=(
            Words(
                "16 presenti, 8 favorevoli, 5 contrari, 3 astenuti: respinta, ne servono 9.",
                "16 present, 8 in favour, 5 against, 3 abstaining: rejected, 9 are needed.",
            ),
        ),
    ),
    Rule(
        "abstention.stat",
        TOPIC,
        "choice",
        DEFAULT,
        Words("Astenuti, modifiche dello statuto", "Abstentions, changes of the statute"),
        Words(
            "Se gli astenuti contano nella base. La legge dice «maggioranza dei presenti».",
            "Whether abstentions count in the base. The law says “majority of those present”.",
        ),
        (law(Choice("counted"), CC_21_2),),
        choices=_ABSTENTIONS,
    ),
    Rule(
        "quorum.diss",
        TOPIC,
        "share",
        HARD,
        Words("Maggioranza, scioglimento e devoluzione", "Majority, dissolution and devolution"),
        Words(
            "Quanti voti favorevoli, su tutti gli associati, servono per sciogliere l’associazione e devolverne il patrimonio, "
            "in ogni convocazione.",
            "How many votes in favour, out of all members, dissolve the association and devolve its assets, in every call.",
        ),
        (law(Share(3, 4, False, MEMBERS), CC_21_3),),
        derogation=NONE,
        base=MEMBERS,
        formula=Words("favorevoli × 4 ≥ associati × 3", "in favour × 4 ≥ members × 3"),
        examples=(
            Words(
                "40 associati: con 29 favorevoli è respinto, con 30 approvato, anche con 10 contrari.",
                "40 members: rejected with 29 in favour, passed with 30, even with 10 against.",
            ),
        ),
    ),
)
