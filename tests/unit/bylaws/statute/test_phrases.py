"""Phrases that fix numbers are proposed as values of rules; what fixes nothing is left alone."""

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from odoo.addons.lecce_smartcity.bylaws.rules.catalogue import CATALOGUE
from odoo.addons.lecce_smartcity.bylaws.rules.kinds import Several, Share
from odoo.addons.lecce_smartcity.bylaws.rules.values import plain
from odoo.addons.lecce_smartcity.bylaws.starter.drafting import draft
from odoo.addons.lecce_smartcity.bylaws.statute.model import Article, Paragraph, StatuteText
from odoo.addons.lecce_smartcity.bylaws.statute.phrases import propose
from odoo.addons.lecce_smartcity.bylaws.statute.proposal import CONFIDENCES
from odoo.addons.lecce_smartcity.bylaws.statute.splitting import split

from ...bounds import coming_to_an_end, steps

STATUTES = Path(__file__).resolve().parents[3] / "data" / "statutes"


def article(heading, *sentences):
    return StatuteText("Statuto", "", (Article("k", "9", heading, tuple(Paragraph("", row) for row in sentences)),))


def said(value):
    base = f" {value.base}" if isinstance(value, Share) else ""
    return plain(value) + base


def values(heading, *sentences):
    """{code: value as text} of every proposal."""
    return {row.code: said(row.value) for row in propose(article(heading, *sentences))}


def comparable(value):
    return Several(tuple(sorted(value.codes))) if isinstance(value, Several) else value


ASSEMBLY = "Assemblea"
BOARD = "Consiglio direttivo"

READINGS = [
    # --- quorums of the assembly
    (
        ASSEMBLY,
        "In prima convocazione è valida con la presenza della metà più uno degli associati.",
        "quorum.ord.first",
        "> 1/2 entitled",
    ),
    (
        ASSEMBLY,
        "In prima convocazione è valida con il 50% più uno dei soci aventi diritto al voto.",
        "quorum.ord.first",
        "> 1/2 entitled",
    ),
    (ASSEMBLY, "È costituita in prima convocazione quando è presente almeno la metà dei soci.", "quorum.ord.first", "≥ 1/2 entitled"),
    (ASSEMBLY, "È valida, in prima convocazione, se sono presenti più della metà dei soci.", "quorum.ord.first", "> 1/2 entitled"),
    (ASSEMBLY, "In prima convocazione occorre la presenza di 1/3 (un terzo) degli iscritti.", "quorum.ord.first", "≥ 1/3 entitled"),
    (
        ASSEMBLY,
        "In prima convocazione occorre l’intervento della maggioranza assoluta dei soci.",
        "quorum.ord.first",
        "> 1/2 entitled",
    ),
    (ASSEMBLY, "In seconda convocazione delibera qualunque sia il numero degli intervenuti.", "quorum.ord.second", "≥ 0/1 entitled"),
    (ASSEMBLY, "In seconda convocazione è valida quale che sia il numero dei soci presenti.", "quorum.ord.second", "≥ 0/1 entitled"),
    (
        ASSEMBLY,
        "In seconda convocazione occorre la presenza di almeno il 10% degli associati.",
        "quorum.ord.second",
        "≥ 1/10 entitled",
    ),
    # --- majorities of the assembly
    (ASSEMBLY, "Le deliberazioni sono prese a maggioranza di voti.", "majority.ord", "> 1/2 votes"),
    (ASSEMBLY, "L’Assemblea delibera a maggioranza dei presenti.", "majority.ord", "> 1/2 present"),
    (ASSEMBLY, "Le delibere sono approvate a maggioranza semplice dei votanti.", "majority.ord", "> 1/2 votes"),
    (
        ASSEMBLY,
        "Le deliberazioni sono valide con il voto favorevole della metà più uno dei presenti.",
        "majority.ord",
        "> 1/2 present",
    ),
    # --- statute and dissolution
    ("Modifiche dello statuto", "Occorre la presenza di almeno tre quarti degli associati.", "quorum.stat", "≥ 3/4 entitled"),
    (
        ASSEMBLY,
        "Le modifiche statutarie si approvano con il voto favorevole di due terzi dei presenti.",
        "majority.stat",
        "≥ 2/3 present",
    ),
    (
        ASSEMBLY,
        "L’assemblea straordinaria, in seconda convocazione, modifica lo statuto con la presenza di un terzo dei soci.",
        "quorum.stat.second",
        "≥ 1/3 entitled",
    ),
    (
        "Scioglimento",
        "L’Assemblea lo delibera con il voto favorevole di almeno i 3/4 degli associati.",
        "quorum.diss",
        "≥ 3/4 members",
    ),
    (
        "Norme finali",
        "Per sciogliere l’Associazione occorre il voto favorevole del 75% (settantacinque per cento) dei soci.",
        "quorum.diss",
        "≥ 3/4 members",
    ),
    # --- convening
    (ASSEMBLY, "L’avviso è spedito almeno quindici giorni prima.", "notice.ordinary", "15 days"),
    (ASSEMBLY, "È convocata con preavviso di almeno 10 (dieci) giorni.", "notice.ordinary", "10 days"),
    (ASSEMBLY, "È convocata con avviso inviato otto giorni prima; in caso di urgenza, tre giorni prima.", "notice.urgent", "3 days"),
    (ASSEMBLY, "L’avviso perviene almeno dieci giorni liberi prima dell’adunanza.", "notice.counting", "clear"),
    (ASSEMBLY, "La seconda convocazione non può avere luogo prima di 24 ore dalla prima.", "second_call.gap", "24 hours"),
    (ASSEMBLY, "La seconda convocazione si tiene il giorno successivo.", "second_call.gap", "1 days"),
    (ASSEMBLY, "La seconda convocazione non può tenersi nello stesso giorno della prima.", "second_call.same_day", "false"),
    (ASSEMBLY, "La seconda convocazione può tenersi nello stesso giorno, un’ora dopo la prima.", "second_call.same_day", "true"),
    (ASSEMBLY, "È convocata su richiesta motivata di almeno un decimo degli associati.", "request.fraction", "≥ 1/10 members"),
    (ASSEMBLY, "È convocata quando ne fa domanda un quinto dei soci.", "request.fraction", "≥ 1/5 members"),
    (ASSEMBLY, "Approva il bilancio entro 120 giorni dalla chiusura dell’esercizio.", "accounts.approve_within", "120 days"),
    (ASSEMBLY, "Approva il rendiconto entro quattro mesi dalla fine dell’esercizio sociale.", "accounts.approve_within", "4 months"),
    (ASSEMBLY, "Il bilancio consuntivo è approvato entro il 30 aprile di ogni anno.", "accounts.approve_within", "4 months"),
    ("Esercizio", "L’esercizio sociale va dal 1° gennaio al 31 dicembre.", "fiscal_year.end", "31/12"),
    ("Esercizio", "L’esercizio finanziario si chiude il 30 giugno.", "fiscal_year.end", "30/06"),
    ("Esercizio", "L’esercizio si chiude l’8 marzo.", "fiscal_year.end", "08/03"),
    ("Esercizio", "L’esercizio si chiude l’ultimo giorno di febbraio.", "fiscal_year.end", "29/02"),
    ("Esercizio", "L’esercizio coincide con l’anno solare.", "fiscal_year.end", "31/12"),
    # --- votes and proxies
    ("Diritto di voto", "Vota chi è iscritto da almeno tre mesi nel libro degli associati.", "vote.seniority", "3 months"),
    (ASSEMBLY, "Ogni socio ha un voto.", "votes.max", "1"),
    ("Deleghe", "Ciascun socio non può essere portatore di più di tre deleghe.", "proxy.max.small", "3"),
    ("Deleghe", "Ogni socio può rappresentare al massimo due altri soci per delega.", "proxy.max.large", "2"),
    ("Deleghe", "Ciascun associato può ricevere una sola delega.", "proxy.max.small", "1"),
    ("Deleghe", "Non sono ammesse deleghe.", "proxy.allowed", "false"),
    (ASSEMBLY, "L’assemblea può tenersi in videoconferenza.", "remote.allowed", "true"),
    (ASSEMBLY, "Non è ammesso il voto per corrispondenza.", "vote.postal", "false"),
    (ASSEMBLY, "Le votazioni che riguardano persone si tengono a scrutinio segreto.", "vote.secret", "persons"),
    (ASSEMBLY, "A parità di voti prevale il voto di chi presiede.", "casting_vote.assembly", "true"),
    (ASSEMBLY, "Gli astenuti non si computano fra i votanti.", "abstention.ord", "ignored"),
    (ASSEMBLY, "Nel voto sul bilancio gli amministratori non hanno voto.", "vote.directors_excluded", "accounts, liability"),
    # --- board
    (BOARD, "È composto da cinque a nove membri.", "board.size.max", "9"),
    (BOARD, "È composto da un minimo di 3 (tre) a un massimo di 7 (sette) consiglieri.", "board.size.min", "3"),
    (BOARD, "È formato da non meno di tre e non più di undici membri.", "board.size.max", "11"),
    (BOARD, "Si compone di sette membri.", "board.size.min", "7"),
    (BOARD, "Dura in carica tre anni.", "board.term", "3 years"),
    (BOARD, "I consiglieri restano in carica per un triennio.", "board.term", "3 years"),
    (BOARD, "I consiglieri non possono essere eletti per più di due mandati consecutivi.", "board.mandates.max", "2"),
    (BOARD, "I consiglieri sono rieleggibili per una sola volta.", "board.mandates.max", "2"),
    ("Presidente", "Il Presidente non può ricoprire la carica per più di tre mandati.", "president.mandates.max", "3"),
    ("Presidente", "Il Presidente è eletto dal Consiglio direttivo fra i suoi membri.", "president.chosen_by", "board"),
    ("Presidente", "Il Presidente è il Sindaco di Lecce.", "president.by_right", "mayor"),
    (BOARD, "Si riunisce almeno una volta ogni due mesi.", "board.meets_every", "2 months"),
    (BOARD, "È convocato almeno quattro volte l’anno.", "board.meets_every", "3 months"),
    (BOARD, "Si riunisce su richiesta di almeno due consiglieri.", "board.request", "2"),
    (BOARD, "Si riunisce quando lo chiede un terzo dei componenti.", "board.request", "≥ 1/3 body"),
    (BOARD, "È convocato con avviso inviato otto giorni prima.", "notice.board", "8 days"),
    (BOARD, "È convocato cinque giorni prima e, in caso di urgenza, almeno 24 ore prima.", "notice.board.urgent", "24 hours"),
    (BOARD, "È valido con la presenza della maggioranza dei consiglieri in carica.", "quorum.board", "> 1/2 body"),
    (BOARD, "Delibera a maggioranza dei presenti.", "majority.board", "> 1/2 present"),
    (BOARD, "In caso di parità prevale il voto del Presidente.", "casting_vote.board", "true"),
    (BOARD, "A parità di voti la proposta è respinta.", "casting_vote.board", "false"),
    (BOARD, "Se un consigliere viene a mancare subentra il primo dei non eletti.", "board.replacement", "first_non_elected"),
    (
        BOARD,
        "Chi viene a mancare è sostituito dai primi non eletti e in subordine per cooptazione.",
        "board.replacement",
        "first_non_elected",
    ),
    (BOARD, "Il consigliere cessato è sostituito per cooptazione.", "board.replacement", "co_optation"),
    (BOARD, "Se viene a mancare più della metà dei membri l’intero consiglio decade.", "board.lapse", "> 1/2 seats"),
    (BOARD, "Decade chi manca senza giustificazione a tre riunioni consecutive.", "board.absences", "3"),
    (BOARD, "Comportano la decadenza tre assenze ingiustificate.", "board.absences", "3"),
    ("Organo di controllo", "È composto da tre membri effettivi.", "control.size", "3"),
    ("Revisore dei conti", "Dura in carica tre esercizi.", "control.term", "3 years"),
    ("Probiviri", "Il Collegio dei probiviri è composto da tre membri.", "arbitrators.size", "3"),
    # --- members
    ("Ammissione", "Il Consiglio direttivo delibera sulla domanda entro sessanta giorni.", "admission.decide", "60 days"),
    ("Ammissione", "Contro il rigetto l’interessato può ricorrere entro trenta giorni.", "admission.appeal", "30 days"),
    ("Recesso", "Il recesso va comunicato con un preavviso di tre mesi.", "withdrawal.notice", "3 months"),
    ("Recesso", "Il recesso ha effetto allo scadere dell’anno.", "withdrawal.effect", "year_end"),
    ("Esclusione", "L’esclusione è deliberata dal Consiglio direttivo.", "exclusion.organ", "board"),
    ("Esclusione", "L’escluso può ricorrere al giudice entro sei mesi.", "exclusion.appeal", "6 months"),
    ("Soci", "La quota è intrasmissibile.", "membership.transferable", "false"),
    (
        "Libri",
        "I soci possono esaminare i libri sociali entro quindici giorni dalla richiesta.",
        "books.inspection.within",
        "15 days",
    ),
    ("Quote", "La quota annuale è versata entro il 31 marzo.", "dues.due_by", "31/03"),
    ("Quote", "La quota è versata entro il 1° febbraio di ogni anno.", "dues.due_by", "01/02"),
    ("Quote", "La quota associativa è fissata annualmente dal Consiglio direttivo.", "dues.set_by", "board"),
    # --- figures, capitals, apostrophes for accents
    ("ASSEMBLEA", "IN PRIMA CONVOCAZIONE OCCORRE LA PRESENZA DELLA META' PIU' UNO DEI SOCI.", "quorum.ord.first", "> 1/2 entitled"),
    (ASSEMBLY, "L'avviso e' spedito almeno centoventi giorni prima.", "notice.ordinary", "120 days"),
]


@pytest.mark.parametrize(("heading", "sentence", "code", "value"), READINGS)
def test_a_phrase_is_read_as_the_rule_s_value(heading, sentence, code, value):
    assert values(heading, sentence).get(code) == value


FIXES_NOTHING = [
    ("Patrimonio", "Se il patrimonio diminuisce di oltre un terzo il Consiglio convoca l’Assemblea."),
    ("Patrimonio", "Un decimo delle entrate è destinato al fondo di riserva."),
    ("Scopi", "L’Associazione promuove la presenza della maggioranza dei giovani nelle assemblee di quartiere."),
    ("Assemblea", "L’Assemblea inizia dopo tre quarti d’ora."),
    ("Assemblea", "La maggioranza qualificata è quella prevista dall’art. 9."),
    ("Assemblea", "Il verbale è approvato nella seduta successiva ed è conservato per dieci anni."),
    ("Consiglio direttivo", "Il Consiglio presenta il bilancio all’Assemblea."),
    ("Norme di rinvio", "Si applicano gli articoli 20 e 21 del codice civile e la legge 7 agosto 1990, n. 241, art. 3/4."),
    ("Comitato scientifico", "Il comitato è composto da cinque membri e dura in carica due anni."),
    ("Presidente", "Il Presidente dura in carica tre anni."),
    ("Quote", "La quota è versata entro trenta giorni dall’ammissione."),
    ("Esclusione", "L’esclusione è deliberata dall’Assemblea con la maggioranza dei due terzi dei presenti."),
    ("Consiglio direttivo", "Non è ammessa la delega fra consiglieri."),
]


@pytest.mark.parametrize(("heading", "sentence"), FIXES_NOTHING)
def test_a_number_that_belongs_to_no_rule_is_left_alone(heading, sentence):
    told = {"exclusion.organ", "membership.refund"}
    assert set(values(heading, sentence)) - told == set()


def test_figures_and_words_that_differ_are_left_to_the_person():
    assert values(ASSEMBLY, "L’avviso è spedito almeno 15 (venti) giorni prima.") == {}


def test_half_plus_one_is_strictly_more_than_half_and_says_how_it_was_read():
    found = propose(article(ASSEMBLY, "In prima convocazione occorre la presenza della metà più uno degli associati."))[0]
    assert [found.value.needed(n) for n in (1, 2, 3, 10, 11, 39, 40, 99, 100)] == [
        n // 2 + 1 for n in (1, 2, 3, 10, 11, 39, 40, 99, 100)
    ]
    assert "6 su 10 e 6 su 11" in found.reason.it and "6 of 10 and 6 of 11" in found.reason.en


def test_at_least_half_is_not_more_than_half():
    found = propose(article(ASSEMBLY, "In prima convocazione occorre almeno la metà degli associati presenti."))
    shares = [row.value for row in found if isinstance(row.value, Share)]
    assert not any(share.strict for share in shares)


def test_one_sentence_may_fix_both_calls_and_both_quorum_and_majority():
    found = values(
        ASSEMBLY,
        "Per le modifiche dello statuto occorre, in prima convocazione, la presenza di tre quarti degli associati e il voto "
        "favorevole della maggioranza dei presenti e, in seconda convocazione, la presenza della metà degli associati.",
    )
    assert found == {"quorum.stat": "≥ 3/4 entitled", "majority.stat": "> 1/2 present", "quorum.stat.second": "≥ 1/2 entitled"}


def test_one_limit_of_proxies_holds_for_small_and_large_associations_two_are_told_apart():
    assert values("Deleghe", "Ciascun associato può rappresentare sino a un massimo di due associati.") == {
        "proxy.max.small": "2",
        "proxy.max.large": "2",
    }
    two = (
        "Ciascun associato può rappresentare sino a un massimo di tre associati se gli associati sono meno di cinquecento "
        "e sino a un massimo di cinque associati negli altri casi."
    )
    assert values("Deleghe", two) == {"proxy.max.small": "3", "proxy.max.large": "5"}


def test_the_list_of_the_assembly_s_matters_is_read_as_a_whole():
    text = split(
        "Art. 8 - Competenze dell’assemblea\n1. L’assemblea:\na) elegge i componenti del consiglio;\nb) approva il bilancio;\n"
        "c) delibera sulle modifiche dello statuto;\nd) delibera lo scioglimento."
    ).statute
    found = next(row for row in propose(text) if row.code == "assembly.competences")
    assert found.value == Several(("bodies", "accounts", "statute", "dissolution")) and found.quote == "L’assemblea:"


def test_several_readings_of_one_rule_are_all_shown_the_surest_kept():
    rows = propose(article(BOARD, "Dura in carica tre anni.", "Il Consiglio dura in carica quattro anni."))
    assert [said(row.value) for row in rows if row.code == "board.term"] == ["3 years", "4 years"]
    many = [f"Il Consiglio dura in carica {n} anni." for n in range(1, 9)]
    assert len([row for row in propose(article(BOARD, *many)) if row.code == "board.term"]) == 3


def test_several_votes_of_third_sector_members_are_not_hidden_by_one_member_one_vote():
    rows = "Ogni socio ha un voto.", "Agli associati che siano ETS sono attribuiti fino a cinque voti."
    assert values(ASSEMBLY, *rows)["votes.max"] == "5"


def test_what_the_board_or_the_office_does_from_afar_is_not_said_of_the_assembly():
    board = "Le riunioni possono tenersi mediante mezzi di telecomunicazione, alle condizioni stabilite per l’Assemblea."
    assert "remote.allowed" not in values("Riunioni del Consiglio direttivo", board)
    books = "L’esame avviene in sede o con modalità telematiche."
    assert "remote.allowed" not in values("Libri", "Li custodisce l’Assemblea.", books)
    forbidden = "Non è ammesso l’intervento all’Assemblea mediante mezzi di telecomunicazione."
    assert values("Intervento", forbidden)["remote.allowed"] == "false"


@pytest.mark.parametrize("regime", ["unrecognised", "recognised", "ets"])
@pytest.mark.parametrize("remote", [True, False])
def test_whether_the_assembly_may_meet_from_afar_has_one_reading(regime, remote):
    made = draft({"name": "Associazione", "city": "Lecce", "province": "LE", "regime": regime, "remote": remote})
    assert [row.value.on for row in propose(made.text, regime) if row.code == "remote.allowed"] == [remote]


def test_rules_of_another_regime_are_not_proposed_where_the_regime_is_told():
    text = article(ASSEMBLY, "Ogni socio ha un voto.")
    assert "tax.single_vote" in {row.code for row in propose(text, "unrecognised")}
    assert "tax.single_vote" not in {row.code for row in propose(text, "ets")}


def test_sentences_without_a_heading_take_the_body_from_the_sentences_before():
    found = values(
        "",
        "L’Assemblea è organo sovrano. È convocata dal Consiglio direttivo almeno una volta all’anno, entro quattro mesi dalla "
        "chiusura dell’anno sociale, o quando un decimo dei soci ne ravvisi l’opportunità. Se manca il numero legale è convocata una "
        "successiva assemblea, valida quale che sia il numero degli intervenuti.",
    )
    assert found == {
        "assembly.per_year": "1",
        "assembly.convener": "board",
        "accounts.approve_within": "4 months",
        "request.fraction": "≥ 1/10 members",
        "quorum.ord.second": "≥ 0/1 entitled",
    }


# --- whole statutes
def recorded(name):
    """code → value of a statute made up for the tests; the file lists what a person would confirm."""
    rows = (STATUTES / name).with_suffix(".rules").read_text(encoding="utf-8").splitlines()
    return dict(row.split(" = ", 1) for row in rows if row)


@pytest.mark.parametrize("name", ["comunale.txt", "ets_modello.txt", "notarile.txt"])
def test_the_rules_of_a_real_looking_statute_are_proposed(name):
    text = split((STATUTES / name).read_text(encoding="utf-8")).statute
    found = {row.code: said(row.value) for row in propose(text) if row.confidence != "low"}
    assert found == recorded(name)


@pytest.mark.parametrize("regime", ["unrecognised", "recognised", "ets"])
def test_the_starter_statute_s_own_rules_are_read_back_from_its_words(regime):
    made = draft({"name": "Associazione Lecce Smart City", "city": "Lecce", "province": "LE", "regime": regime})
    truth = {rule.code: comparable(rule.value) for rule in made.rules}
    sure = [row for row in propose(made.text, regime) if row.confidence != "low"]
    wrong = [(row.code, row.value) for row in sure if truth.get(row.code) != comparable(row.value)]
    assert wrong == []
    assert len({row.code for row in sure}) >= 0.9 * len(truth)


@pytest.mark.parametrize("name", ["comunale.txt", "ets_modello.txt", "notarile.txt"])
def test_a_proposal_points_to_its_sentence_and_to_the_words_that_decide(name):
    text = split((STATUTES / name).read_text(encoding="utf-8")).statute
    for row in propose(text):
        body = text.article(row.article_key)
        assert body.text[row.start : row.end] == row.quote
        assert row.start <= row.from_ < row.to <= row.end
        assert row.paragraph in (body.paragraphs[row.index].number, str(row.index + 1))
        assert row.confidence in CONFIDENCES and row.reason.it and row.reason.en
        assert row.value.kind in CATALOGUE[row.code].kinds


WORDS = (
    "metà più uno degli associati due terzi maggioranza presenti in prima convocazione voto 15 giorni entro deleghe non di anni "
    "carica consiglio assemblea statuto modificare . ; e' 31 dicembre esercizio (venti) tre mandati parità prevale presidente "
    "quota 0/0 200% % recesso"
)
words = st.sampled_from(WORDS.split(" "))


@settings(max_examples=200)
@given(st.lists(words, max_size=40).map(" ".join), st.sampled_from([ASSEMBLY, BOARD, "Soci", ""]))
def test_no_text_makes_the_reader_fail(sentence, heading):
    text = article(heading, sentence or "x")
    for row in propose(text):
        assert text.article("k").text[row.start : row.end] == row.quote


@pytest.mark.parametrize(
    "phrase",
    [
        "in prima convocazione ",
        "non più di ",
        "entro il termine di ",
        "maggioranza dei ",
        "assemblea straordinaria modifica ",
        "preavviso di almeno quindici ",
        "consiglio composto da non meno di tre e ",
        "a" * 5,
    ],
)
def test_the_reading_of_a_hostile_text_comes_to_an_end(phrase):
    text = article(ASSEMBLY, *[phrase * (4_000 // len(phrase))] * 60)
    with coming_to_an_end():
        propose(text)


def test_twice_the_articles_take_twice_the_steps():
    body = (STATUTES / "comunale.txt").read_text(encoding="utf-8").split("Art. 10")[1].split("\n", 1)[1]
    rows = tuple(Paragraph("", line) for line in body.splitlines()[:40] if line.strip())
    articles = tuple(Article(f"k-{n}", str(n), "Assemblea", rows[:8]) for n in range(80))
    assert propose(StatuteText("", "", articles))  # once, so that nothing is made for the first time while steps are counted
    taken = [steps(lambda n=n: propose(StatuteText("", "", articles[:n]))) for n in (20, 40, 80)]
    assert taken[1] < 2.2 * taken[0] and taken[2] < 2.2 * taken[1]
