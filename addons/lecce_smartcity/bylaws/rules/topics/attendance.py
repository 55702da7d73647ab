"""Being there without being there: proxies, remote participation, votes by post."""

from __future__ import annotations

from datetime import date

from ...citations import Citation
from ...regimes import ETS
from ..articles import (
    CC_21_1,
    CTS_24_3,
    CTS_24_3_EXCLUDED,
    CTS_24_3_PROXY,
    CTS_24_4,
    CTS_24_4_OLD,
    CTS_24_4_POST,
    CTS_24_5,
    DISP_ATT_8_PROXY,
    NOT_ETS,
    law,
)
from ..kinds import Count, Flag, Several
from ..model import DEFAULT, HARD, HIGHER, LOWER, NONE, STAT, Rule, Words

TOPIC = "attendance"

EMERGENCY = Citation("D.L. 18/2020", "106", "", date(2020, 3, 17), date(2026, 9, 30))
NOTARIES = Citation("Consiglio notarile di Milano, massima Terzo settore 12/2022", "", "", date(2026, 10, 1))
_EXTENDED = Words(
    "Prorogato da ultimo al 30/09/2026 (D.L. 200/2025, art. 4(11)); per una seduta passata si verifichi la proroga allora vigente.",
    "Extended last to 30 September 2026 (D.L. 200/2025 art. 4(11)); for a past sitting check the extension then in force.",
)
_UNLESS_FORBIDDEN = Words(
    "Prassi notarile (massima citata come n. 12 o n. 13): riunioni a distanza salvo divieto dello statuto.",
    "Notaries’ practice (cited as no. 12 or no. 13): remote meetings unless the statute forbids them.",
)

RULES = (
    Rule(
        "proxy.allowed",
        TOPIC,
        "flag",
        DEFAULT,
        Words("Deleghe ammesse", "Proxies allowed"),
        Words(
            "Se un associato può farsi rappresentare da un altro associato con delega scritta, anche in calce all’avviso.",
            "Whether a member may be represented by another with a written proxy, also at the foot of the notice.",
        ),
        (law(Flag(True), CTS_24_3_PROXY), law(Flag(True), DISP_ATT_8_PROXY, NOT_ETS, confirmed=False)),
    ),
    Rule(
        "proxy.max.small",
        TOPIC,
        "count",
        DEFAULT,
        Words("Deleghe per associato, piccole associazioni", "Proxies per member, small associations"),
        Words(
            "Quante deleghe al massimo può avere un associato finché gli associati sono meno della soglia delle grandi "
            "associazioni (500). Lo statuto può ridurle.",
            "How many proxies at most a member may hold while members are fewer than the threshold of large associations (500). A "
            "statute may lower it.",
        ),
        (law(Count(3), CTS_24_3),),
        derogation=LOWER,
        optional=True,
        examples=(
            Words("499 associati: la quarta delega è rifiutata.", "499 members: the fourth proxy is refused."),
            Words("Lo statuto ne ammette una: la seconda è rifiutata.", "The statute admits one: the second is refused."),
        ),
    ),
    Rule(
        "proxy.max.large",
        TOPIC,
        "count",
        DEFAULT,
        Words("Deleghe per associato, grandi associazioni", "Proxies per member, large associations"),
        Words(
            "Quante deleghe al massimo può avere un associato quando gli associati raggiungono la soglia delle grandi associazioni "
            "(500). Lo statuto può ridurle.",
            "How many proxies at most a member may hold once members reach the threshold of large associations (500). A statute "
            "may lower it.",
        ),
        (law(Count(5), CTS_24_3),),
        derogation=LOWER,
        optional=True,
        examples=(
            Words("500 associati: la quinta delega è ammessa, la sesta no.", "500 members: the fifth proxy passes, the sixth not."),
        ),
    ),
    Rule(
        "proxy.large_from",
        TOPIC,
        "count",
        HARD,
        Words("Associati da cui un’associazione è grande", "Members from which an association is large"),
        Words(
            "Da quanti associati vale il numero di deleghe delle grandi associazioni.",
            "From how many members the number of proxies of large associations holds.",
        ),
        (law(Count(500), CTS_24_3),),
        derogation=NONE,
        regimes=(ETS,),
    ),
    Rule(
        "proxy.excluded_holders",
        TOPIC,
        "several",
        DEFAULT,
        Words("Chi non può ricevere deleghe", "Who may not hold proxies"),
        Words(
            "A chi non si può conferire delega. Lo statuto può escludere altri.",
            "To whom no proxy may be given. A statute may exclude others.",
        ),
        (
            law(
                Several(("non_members", "directors", "control_body", "employees")),
                CTS_24_3_EXCLUDED,
                severity=HARD,
                confirmed=False,
                note=Words(
                    "Art. 2372(4)-(5) c.c., in quanto compatibile: il testo va verificato.",
                    "c.c. art. 2372(4)–(5), where compatible: its text is to be checked.",
                ),
            ),
            law(Several(("non_members",)), DISP_ATT_8_PROXY, NOT_ETS, confirmed=False),
        ),
        derogation=HIGHER,
        choices=(
            ("non_members", Words("chi non è associato", "who is not a member")),
            ("directors", Words("amministratori", "directors")),
            ("control_body", Words("componenti dell’organo di controllo", "members of the control body")),
            ("employees", Words("dipendenti", "employees")),
            ("officers", Words("titolari di altre cariche", "holders of other offices")),
            ("suspended", Words("associati sospesi", "suspended members")),
        ),
    ),
    Rule(
        "proxy.both_calls",
        TOPIC,
        "flag",
        STAT,
        Words("La delega vale per le due convocazioni", "A proxy holds for both calls"),
        Words(
            "Se la delega data per la prima convocazione vale anche per la seconda.",
            "Whether a proxy given for the first call holds for the second too.",
        ),
        optional=True,
    ),
    Rule(
        "remote.allowed",
        TOPIC,
        "flag",
        DEFAULT,
        Words("Assemblea a distanza", "Remote participation"),
        Words(
            "Se si può intervenire all’assemblea con mezzi di telecomunicazione. Serve poter verificare l’identità di chi partecipa "
            "e vota.",
            "Whether one may take part in the assembly by telecommunication. The identity of who takes part and votes must be "
            "verifiable.",
        ),
        (
            law(Flag(False), CTS_24_4_OLD),
            law(Flag(True), CTS_24_4),
            law(Flag(True), EMERGENCY, NOT_ETS, severity=HARD, derogation=NONE, confirmed=False, note=_EXTENDED),
            law(Flag(True), NOTARIES, NOT_ETS, confirmed=False, note=_UNLESS_FORBIDDEN),
        ),
        examples=(
            Words(
                "ETS, statuto che tace: il 01/07/2024 no, il 01/09/2024 sì.",
                "ETS, silent statute: not on 1 July 2024, yes on 1 September 2024.",
            ),
        ),
    ),
    Rule(
        "vote.electronic",
        TOPIC,
        "flag",
        DEFAULT,
        Words("Voto per via elettronica", "Electronic vote"),
        Words(
            "Se chi interviene a distanza può votare per via elettronica.",
            "Whether who takes part remotely may vote electronically.",
        ),
        (
            law(Flag(False), CTS_24_4_OLD),
            law(Flag(True), CTS_24_4),
            law(Flag(True), EMERGENCY, NOT_ETS, severity=HARD, derogation=NONE, confirmed=False, note=_EXTENDED),
            law(Flag(True), NOTARIES, NOT_ETS, confirmed=False, note=_UNLESS_FORBIDDEN),
        ),
    ),
    Rule(
        "vote.postal",
        TOPIC,
        "flag",
        DEFAULT,
        Words("Voto per corrispondenza", "Postal vote"),
        Words(
            "Se si può votare per corrispondenza: soltanto quando lo statuto lo prevede.",
            "Whether one may vote by post: only where the statute provides for it.",
        ),
        (
            law(Flag(False), CTS_24_4_OLD),
            law(Flag(False), CTS_24_4_POST),
            law(Flag(False), CC_21_1, NOT_ETS, confirmed=False),
        ),
    ),
    Rule(
        "remote.identification",
        TOPIC,
        "several",
        STAT,
        Words("Come si identifica chi partecipa a distanza", "How remote participants are identified"),
        Words(
            "Con quali mezzi si verifica l’identità di chi partecipa e vota a distanza.",
            "By which means the identity of who takes part and votes remotely is verified.",
        ),
        choices=(
            ("document", Words("documento d’identità", "identity document")),
            ("spid_cie", Words("SPID o carta d’identità elettronica", "SPID or electronic identity card")),
            ("known_to_chair", Words("conoscenza del presidente", "known to the chair")),
            ("portal", Words("accesso all’area riservata", "log-in to the members’ portal")),
        ),
        optional=True,
    ),
    Rule(
        "consultation.written",
        TOPIC,
        "flag",
        STAT,
        Words("Decisioni per consultazione scritta", "Decisions by written consultation"),
        Words(
            "Se gli organi possono decidere senza riunirsi, per consultazione scritta.",
            "Whether bodies may decide without meeting, by written consultation.",
        ),
        optional=True,
    ),
    Rule(
        "assembly.separate.from",
        TOPIC,
        "count",
        HARD,
        Words("Assemblee separate, da quanti associati", "Separate assemblies, from how many members"),
        Words(
            "Da quanti associati lo statuto può prevedere assemblee separate.",
            "From how many members a statute may provide for separate assemblies.",
        ),
        (law(Count(500), CTS_24_5),),
        derogation=HIGHER,
        regimes=(ETS,),
    ),
)
