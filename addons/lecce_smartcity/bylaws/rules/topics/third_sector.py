"""Limits from which a Third-Sector body has a control body, an auditor, a social report; its assets; its assembly's powers."""

from __future__ import annotations

from datetime import date

from ...citations import Citation
from ...regimes import ETS
from ..articles import (
    BEFORE_REFORM,
    CC_20_1,
    CTS_25_1,
    CTS_25_2,
    NOT_ETS,
    REFORM,
    THIRD_SECTOR_CODE_FROM,
    law,
    third_sector,
)
from ..kinds import AMOUNT, Count, Flag, Money, Several, Share, Threshold, Value, Years
from ..model import HARD, HIGHER, NONE, WARN, YEAR_END, Law, Rule, Words

TOPIC = "third_sector"
_ETS_ONLY = {"derogation": NONE, "regimes": (ETS,), "dated_by": YEAR_END}
_TWICE = Words(
    "L’obbligo nasce se due limiti su tre sono superati per due esercizi consecutivi e cessa se non lo sono per due.",
    "The duty begins when two limits of three are exceeded for two years running and ends when they are not for two.",
)
_AT_ONCE = Words(
    "I nuovi limiti valgono subito; si guardano gli esercizi 2023 e 2024 (nota MLPS 6 del 09/08/2024).",
    "The new limits hold at once; the years 2023 and 2024 are looked at (MLPS note 6 of 9 August 2024).",
)


def _limits(article: str, old: Value, new: Value, old_text: str, new_text: str) -> tuple[Law, Law]:
    before = third_sector(article, old_text, THIRD_SECTOR_CODE_FROM, BEFORE_REFORM)
    return law(old, before), law(new, third_sector(article, new_text, REFORM), note=_AT_ONCE)


def _limit(code: str, kind: str, title: Words, what: Words, laws: tuple[Law, ...]) -> Rule:
    explanation = Words(f"{what.it} {_TWICE.it}", f"{what.en} {_TWICE.en}")
    return Rule(code, TOPIC, kind, HARD, title, explanation, laws, **_ETS_ONLY)


_CONTROL = Words("organo di controllo", "control body")
_AUDIT = Words("revisione legale", "statutory audit")


def _limits_of(prefix: str, duty: Words, article: str, assets: tuple, income: tuple, staff: tuple) -> tuple[Rule, ...]:
    """The three limits of a duty, each (old, new) in euro or in persons."""

    def euro(pair: tuple, letter: str, name: str) -> tuple[Law, Law]:
        said = [f"{amount:,}".replace(",", ".") for amount in pair]
        quotes = (f"{name}: {said[0]},00 euro", f"{name}: {said[1]} euro")
        return _limits(f"{article}({letter})", *(Threshold(amount * 100, ">") for amount in pair), *quotes)

    people = (f"dipendenti occupati in media durante l'esercizio: {count} unità" for count in staff)
    return (
        _limit(
            f"{prefix}.assets",
            "threshold",
            Words(f"Attivo patrimoniale, {duty.it}", f"Assets, {duty.en}"),
            Words("Attivo dello stato patrimoniale oltre il quale un limite è superato.", "Assets beyond which a limit is exceeded."),
            euro(assets, "a", "totale dell'attivo dello stato patrimoniale"),
        ),
        _limit(
            f"{prefix}.income",
            "threshold",
            Words(f"Entrate, {duty.it}", f"Income, {duty.en}"),
            Words("Entrate oltre le quali un limite è superato.", "Income beyond which a limit is exceeded."),
            euro(income, "b", "ricavi, rendite, proventi, entrate comunque denominate"),
        ),
        _limit(
            f"{prefix}.employees",
            "count",
            Words(f"Dipendenti, {duty.it}", f"Employees, {duty.en}"),
            Words(
                "Dipendenti occupati in media oltre i quali un limite è superato.",
                "Average number of employees beyond which a limit is exceeded.",
            ),
            _limits(f"{article}(c)", *(Count(count) for count in staff), *people),
        ),
    )


RULES = (
    *_limits_of("ets.control", _CONTROL, "30(2)", (110_000, 150_000), (220_000, 300_000), (5, 7)),
    *_limits_of("ets.audit", _AUDIT, "31(1)", (1_100_000, 1_500_000), (2_200_000, 3_000_000), (12, 20)),
    Rule(
        "ets.limits.exceeded",
        TOPIC,
        "count",
        HARD,
        Words("Quanti limiti superati", "How many limits exceeded"),
        Words(f"Quanti dei tre limiti contano. {_TWICE.it}", f"How many of the three limits count. {_TWICE.en}"),
        (law(Count(2), third_sector("30(2)", "quando siano superati per due esercizi consecutivi due dei seguenti limiti")),),
        **_ETS_ONLY,
    ),
    Rule(
        "ets.limits.years",
        TOPIC,
        "years",
        HARD,
        Words("Per quanti esercizi consecutivi", "For how many years running"),
        Words(
            "Per quanti esercizi consecutivi i limiti sono superati, o non lo sono più.",
            "For how many years running the limits are exceeded, or are no more.",
        ),
        (law(Years(2), third_sector("30(2)", "quando siano superati per due esercizi consecutivi due dei seguenti limiti")),),
        **_ETS_ONLY,
    ),
    Rule(
        "ets.social_report",
        TOPIC,
        "threshold",
        WARN,
        Words("Bilancio sociale", "Social report"),
        Words(
            "Oltre quali entrate si deposita e si pubblica il bilancio sociale.",
            "Beyond which income a social report is filed and published.",
        ),
        (law(Threshold(100_000_000, ">"), third_sector("14(1)")),),
        **_ETS_ONLY,
    ),
    Rule(
        "ets.pay_publication",
        TOPIC,
        "threshold",
        WARN,
        Words("Pubblicazione dei compensi", "Publication of pays"),
        Words(
            "Oltre quali entrate si pubblicano i compensi a organi, dirigenti e associati.",
            "Beyond which income pays to bodies, managers and members are published.",
        ),
        (law(Threshold(10_000_000, ">"), third_sector("14(2)")),),
        **_ETS_ONLY,
        examples=(Words("100.000,00 €: no; 100.000,01 €: sì.", "€100,000.00: no; €100,000.01: yes."),),
    ),
    Rule(
        "ets.assets.min",
        TOPIC,
        "money",
        HARD,
        Words("Patrimonio minimo per la personalità giuridica", "Least assets for legal personality"),
        Words(
            "Con quale patrimonio un’associazione ETS ottiene la personalità giuridica.",
            "With which assets an ETS association acquires legal personality.",
        ),
        (law(Money(1_500_000), third_sector("22(4)")),),
        derogation=HIGHER,
        regimes=(ETS,),
    ),
    Rule(
        "ets.assets.loss",
        TOPIC,
        "share",
        HARD,
        Words("Perdita che obbliga a convocare", "Loss that obliges to convene"),
        Words(
            "Se le perdite riducono il patrimonio minimo di più di questa parte, il consiglio convoca senza indugio l’assemblea.",
            "If losses take more than this part from the least assets, the board convenes the assembly without delay.",
        ),
        (law(Share(1, 3, True, AMOUNT), third_sector("22(5)"), confirmed=False),),
        derogation=NONE,
        base=AMOUNT,
        regimes=(ETS,),
        examples=(Words("Minimo 15.000 €: 9.999 € sì, 10.000 € no.", "Least €15,000: €9,999 yes, €10,000 no."),),
    ),
    Rule(
        "assembly.competences",
        TOPIC,
        "several",
        HARD,
        Words("Materie riservate all’assemblea", "Matters reserved to the assembly"),
        Words(
            "Su che cosa può deliberare soltanto l’assemblea. Lo statuto può aggiungere, non togliere; può derogare chi ha almeno "
            "500 associati.",
            "What the assembly alone may decide. A statute may add, not take away; bodies with at least 500 members may derogate.",
        ),
        (
            law(
                Several(
                    ("bodies", "auditor", "accounts", "liability", "statute", "assembly_rules", "dissolution", "transformation")
                ),
                CTS_25_1,
            ),
            law(
                Several(("accounts", "liability", "statute", "dissolution")),
                CC_20_1,
                NOT_ETS,
                confirmed=False,
                note=Words("Artt. 20-22 c.c.", "c.c. arts. 20–22."),
            ),
        ),
        derogation=HIGHER,
        choices=(
            ("bodies", Words("nomina e revoca degli organi", "appointment and removal of bodies")),
            ("auditor", Words("nomina e revoca del revisore", "appointment and removal of the auditor")),
            ("accounts", Words("bilancio", "accounts")),
            ("budget", Words("bilancio preventivo", "budget")),
            ("liability", Words("responsabilità degli organi", "liability of bodies")),
            ("exclusion", Words("esclusione di associati", "exclusion of members")),
            ("statute", Words("modifiche dello statuto", "changes of the statute")),
            ("assembly_rules", Words("regolamento dei lavori assembleari", "rules of the assembly’s work")),
            ("regulations", Words("regolamenti", "regulations")),
            ("dissolution", Words("scioglimento", "dissolution")),
            ("transformation", Words("trasformazione, fusione, scissione", "transformation, merger, split")),
            ("dues", Words("quote associative", "dues")),
        ),
    ),
    Rule(
        "assembly.competences.derogable_from",
        TOPIC,
        "count",
        HARD,
        Words("Deroga alle competenze, da quanti associati", "Derogation from competences, from how many members"),
        Words(
            "Da quanti associati lo statuto può disciplinare altrimenti le competenze dell’assemblea.",
            "From how many members a statute may arrange the assembly’s competences otherwise.",
        ),
        (law(Count(500), CTS_25_2),),
        derogation=HIGHER,
        regimes=(ETS,),
    ),
    Rule(
        "stamp.exempt",
        TOPIC,
        "flag",
        HARD,
        Words("Esenzione dal bollo", "Exemption from stamp duty"),
        Words(
            "Se atti, documenti e ogni altro cartaceo o informatico dell’ente sono esenti dall’imposta di bollo.",
            "Whether the body’s deeds, papers and electronic documents are exempt from stamp duty.",
        ),
        (law(Flag(True), third_sector("82(5)")),),
        derogation=NONE,
        optional=True,
    ),
    Rule(
        "tax.single_vote",
        TOPIC,
        "flag",
        WARN,
        Words("Voto singolo per le agevolazioni", "Single vote for tax relief"),
        Words(
            "Se le agevolazioni fiscali di chi non è ETS chiedono nello statuto il voto singolo e le altre clausole.",
            "Whether tax relief outside the Third Sector asks the statute for the single vote and the other clauses.",
        ),
        (law(Flag(True), Citation("TUIR", "148(8)", "", date(1998, 1, 1)), NOT_ETS, confirmed=False),),
        optional=True,
    ),
)
