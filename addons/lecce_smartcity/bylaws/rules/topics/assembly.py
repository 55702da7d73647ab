"""Quorums and majorities of the assembly."""

from __future__ import annotations

from ..articles import CC_21_1, CC_21_1_SECOND, CC_21_2, CC_21_3, law
from ..kinds import ENTITLED, MEMBERS, PRESENT, VOTES, Share
from ..model import DEFAULT, HARD, NONE, Rule, Words

TOPIC = "assembly"

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
    ),
    Rule(
        "quorum.stat",
        TOPIC,
        "share",
        DEFAULT,
        Words("Quorum costitutivo, modifiche dello statuto", "Quorum, changes of the statute"),
        Words(
            "Quanti associati devono essere presenti per modificare atto costitutivo o statuto, in ogni convocazione.",
            "How many members must be present to change deed or statute, in every call.",
        ),
        (law(Share(3, 4, False, ENTITLED), CC_21_2),),
        base=ENTITLED,
        bases=(MEMBERS,),
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
    ),
)
