"""Minutes written from the facts of a sitting: the sentences that a reader, or a court, looks for."""

from datetime import date, datetime

import pytest

from odoo.addons.lecce_smartcity.bylaws.minutes import facts, readiness, sections

ANNA, BEA, CIRO = facts.Person("Anna Greco", "f"), facts.Person("Bea Conte", "f"), facts.Person("Ciro Leo", "m")


def at(hour, minute=0, day=19):
    return datetime(2026, 4, day, hour, minute)


def quorum(**changes):
    known = {
        "at": at(18, 5), "own": 60, "remote": 12, "by_proxy": 22, "votes": 82, "needed": 1, "total": 160, "reached": True,
        "base": "entitled", "article": "c.c. art. 21(1)",
    }  # fmt: skip
    return facts.Quorum(**known | changes)


def vote(**changes):
    known = {
        "question": "L’assemblea approva il bilancio 2025.", "method": "hands", "opened_at": at(18, 40), "quorum": quorum(),
        "favour": 50, "against": 20, "abstained": 5, "needed": 36, "total": 70, "base": "votes", "article": "c.c. art. 21(1)",
        "adopted": True, "proclaimed": True, "resolution": "3/2026",
    }  # fmt: skip
    return facts.Vote(**known | changes)


def item(**changes):
    known = {"number": "1", "title": "Bilancio 2025", "outcome": "adopted", "votes": (vote(),), "discussion": ("Si discute.",)}
    return facts.Item(**known | changes)


def sitting(**changes):
    known = {
        "association": "Lecce Smart City", "body": "assembly", "body_name": "Assemblea", "kind": "ordinary", "call": "second",
        "mode": "mixed", "opened_at": at(18, 5), "closed_at": at(20, 10), "place": "Lecce, via Rubichi 16",
        "chair": facts.Officer(ANNA, "president"), "secretary": CIRO,
        "told": facts.Told(date(2026, 3, 30), (("pec", 12), ("email", 148)), 160, 158, 140, 15, "statuto art. 12", ("Ugo Mari",)),
        "quorum": quorum(), "items": (item(),), "second_call": True, "identification": "riconoscimento in video",
        "deserted": facts.Deserted(at(18, 0, 18), at(19, 0, 18), 41, 80, 160),
        "officers_present": (facts.Officer(ANNA, "president"), facts.Officer(BEA, "member")),
        "officers_absent": (facts.Officer(CIRO, "auditor"),),
    }  # fmt: skip
    return facts.Sitting(**known | changes)


def said(lang="it", **changes):
    return sections.plain(sections.draft(sitting(**changes), lang))


def test_the_heading_says_day_hour_place_call_and_who_presides():
    text = said()
    assert "Verbale dell’assemblea ordinaria del 19 aprile 2026" in text
    assert "alle ore 18:05" in text
    assert "si è riunita, in seconda convocazione, l’assemblea ordinaria dell’associazione «Lecce Smart City»" in text
    assert "Assume la presidenza la presidente Anna Greco; a svolgere le funzioni di segretario è chiamato Ciro Leo." in text


def test_a_woman_who_writes_the_minutes_is_segretaria():
    assert "a svolgere le funzioni di segretaria è chiamata Bea Conte." in said(secretary=BEA)


def test_the_notice_is_told_with_its_proof_and_whom_it_missed():
    text = said()
    assert "inviato il 30 marzo 2026 mediante posta elettronica certificata (n. 12) e posta elettronica (n. 148)" in text
    assert "n. 158 destinatari su 160 ne hanno avuto notizia con almeno 15 giorni liberi di anticipo (statuto art. 12)" in text
    assert "in ritardo: Ugo Mari" in text


def test_the_deserted_first_call_is_told_before_the_second():
    assert "deserta alle ore 19:00: presenti n. 41 su 160, mentre ne occorrevano 80;" in said()


def test_those_present_are_counted_in_person_connected_and_by_proxy():
    assert (
        "che alle ore 18:05 sono presenti n. 82 (ottantadue) su 160 associati aventi diritto al voto, n. 60 in proprio "
        "(di cui n. 12 in collegamento) e n. 22 per delega scritta"
    ) in said()


def test_without_a_quorum_the_minutes_say_how_many_are_missing():
    text = said(quorum=quorum(needed=85, reached=False))
    assert "non è raggiunto, mancandone 3: l’assemblea non può deliberare." in text


def test_a_vote_tells_result_base_and_number_of_the_resolution():
    text = said()
    assert "favorevoli n. 50; contrari n. 20; astenuti n. 5." in text
    assert "occorrono n. 36 voti favorevoli, calcolati su n. 70 (dei voti espressi, c.c. art. 21(1))" in text
    assert "la proposta è approvata; l’assemblea delibera in conformità. La deliberazione prende il numero 3/2026." in text


def test_the_contrary_and_the_abstaining_are_named_where_the_vote_is_named():
    named = vote(method="roll_call", against_names=("Ugo Mari", "Comune di Galatina"), abstained_names=("Ada Neri",))
    text = said(items=(item(votes=(named,)),))
    assert "contrari n. 20 (Ugo Mari e Comune di Galatina)" in text
    assert "astenuti n. 5 (Ada Neri)" in text


def test_reasoned_dissent_is_recorded_in_the_words_of_who_dissents():
    dissent = facts.Dissent(BEA, "il fondo rischi è insufficiente.")
    assert "Bea Conte chiede che siano riportati i motivi del proprio voto: il fondo rischi è insufficiente." in said(
        items=(item(votes=(vote(dissents=(dissent,)),)),)
    )


def test_directors_do_not_vote_on_the_accounts_and_the_recused_count_for_the_sitting():
    conflicts = (
        facts.Conflict(ANNA, "barred", "amministratrice (c.c. art. 21(1))"),
        facts.Conflict(CIRO, "recused", "è fornitore dell’associazione"),
    )
    text = said(items=(item(votes=(vote(conflicts=conflicts),)),))
    assert "Anna Greco, priva del voto su questa materia, non partecipa alla votazione: amministratrice (c.c. art. 21(1))." in text
    assert "Ciro Leo dichiara un interesse in conflitto e si astiene dalla votazione" in text
    assert "La sua presenza vale per il numero legale." in text


def test_a_rejected_proposal_tells_what_was_missing():
    lost = vote(favour=34, against=36, adopted=False, proclaimed=False, resolution="")
    text = said(items=(item(outcome="rejected", votes=(lost,)),))
    assert "la proposta è respinta, mancando n. 2 voti favorevoli." in text
    assert "La deliberazione prende" not in text


def test_a_proclamation_that_differs_from_the_count_gives_both_and_the_reason():
    odd = vote(adopted=False, differs_reason="Due voti contestati sono ammessi.")
    text = said(items=(item(votes=(odd,)),))
    assert "proclama la proposta approvata, mentre dal computo risulta respinta. Motivo: Due voti contestati sono ammessi." in text


def test_who_comes_and_leaves_is_told_at_the_item_with_the_heads_after_it():
    steps = (
        facts.Step(at(18, 30), "in", (BEA,), 83),
        facts.Step(at(18, 42), "out", (ANNA, CIRO), 79, quorum_lost=True),
    )
    text = said(items=(item(steps=steps),))
    assert "Alle ore 18:30 entra Bea Conte; presenti n. 83." in text
    assert "Alle ore 18:42 si allontanano Anna Greco e Ciro Leo; presenti n. 79: viene meno il numero legale." in text


def test_the_elected_are_named_with_their_votes():
    election = vote(method="election", question="Consiglio direttivo", elected=(("Bea Conte", 61), ("Ciro Leo", 44)), blank=2)
    text = said(items=(item(votes=(election,)),))
    assert "risultano eletti: Bea Conte (voti 61) e Ciro Leo (voti 44). Schede bianche n. 2." in text


def test_the_head_of_the_book_is_printed_as_an_outside_anchor():
    assert "n. 17, impronta\nab12cd." in said(previous_head=(17, "ab12cd"))


@pytest.mark.parametrize(
    ("body", "start"), [("board", "Verbale del consiglio direttivo del"), ("control_body", "Verbale dell’organo di controllo del")]
)
def test_each_body_has_its_own_grammar(body, start):
    assert said(body=body).startswith(start)


def test_the_english_tells_the_same_numbers():
    text = said("en")
    assert "82 of 160 members entitled to vote are present, 60 in person (12 of them connected) and 22 by written proxy" in text
    assert "50 in favour; 20 against; 5 abstained." in text
    assert "The resolution has the number 3/2026." in text


def test_the_discussion_stands_before_the_vote():
    text = said(items=(item(discussion=("Ada Neri chiede chiarimenti.",)),))
    assert text.index("Ada Neri chiede chiarimenti.") < text.index("Terminata la discussione")


def test_sections_keep_their_keys_when_the_minutes_are_drawn_again():
    before = [section.key for section in sections.draft(sitting())]
    after = [section.key for section in sections.draft(sitting(place="Galatina"), "en")]
    assert before == after == ["heading", "agenda", "constitution", "item:1", "closing"]


def test_the_term_of_the_notice_is_told_as_its_rule_counts_it():
    told = sitting().told
    assert "con almeno 24 ore di anticipo" in said(told=told._replace(days=24, unit="hours"))
    assert "con almeno 5 giorni di anticipo" in said(told=told._replace(days=5, unit="calendar"))
    assert "ne hanno avuto notizia prima della seduta" in said(told=told._replace(days=0))
    assert "at least 1 hour before" in said("en", told=told._replace(days=1, unit="hours"))


def test_a_sitting_without_notice_at_which_all_are_present_is_told_as_plenary():
    assert "pur in mancanza di convocazione, sono presenti tutti gli associati" in said(told=None, plenary=True)
    assert "the sitting is plenary" in said("en", told=None, plenary=True, body="board")
    assert lacks(told=None, plenary=True) == []


def test_a_suspension_stands_where_it_happened_with_its_reason():
    steps = (
        facts.Step(at(18, 30), "suspended", (), 82, reason="consultazione tra i gruppi"),
        facts.Step(at(18, 45), "resumed", (), 80),
    )
    text = said(items=(item(steps=steps),))
    assert "Alle ore 18:30 la seduta è sospesa: consultazione tra i gruppi." in text
    assert "Alle ore 18:45 la seduta è ripresa con n. 80 presenti." in text


def test_an_annulled_vote_is_told_with_its_reason_beside_the_one_that_counts():
    annulled = vote(annulled="una scheda in più dei votanti", adopted=False, proclaimed=False)
    text = said(items=(item(votes=(annulled, vote())),))
    assert "La votazione è annullata: una scheda in più dei votanti." in text
    assert text.count("La deliberazione prende il numero") == 1
    assert "The vote is annulled" in said("en", items=(item(votes=(annulled,)),))


def test_what_was_put_off_says_why():
    assert "rinviata ad altra seduta: mancano i preventivi." in said(
        items=(item(outcome="deferred", votes=(), reason="mancano i preventivi"),)
    )


# --- readiness ---


def lacks(regime="", matters=frozenset(), **changes):
    return [violation.code for violation in readiness.missing(sitting(**changes), regime, matters)]


def test_complete_minutes_lack_nothing():
    assert lacks() == []


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"place": ""}, "minutes_place_missing"),
        ({"identification": ""}, "minutes_identification_missing"),
        ({"secretary": facts.Person("")}, "minutes_secretary_missing"),
        ({"told": None}, "minutes_notice_missing"),
        ({"deserted": None}, "minutes_first_call_missing"),
        ({"closed_at": None}, "minutes_not_closed"),
        ({"items": ()}, "minutes_agenda_empty"),
        ({"items": (item(outcome="open", votes=()),)}, "minutes_item_open"),
        ({"items": (item(discussion=()),)}, "minutes_discussion_missing"),
    ],
)
def test_what_is_missing_is_named(changes, code):
    assert code in lacks(**changes)


def test_a_recognised_association_changes_its_statute_before_a_notary():
    assert "minutes_notary_missing" in lacks("recognised", frozenset({"statute_change"}))
    assert "minutes_notary_missing" not in lacks("recognised", frozenset({"statute_change"}), notary="Notaio Carla Rizzo")
    assert "minutes_notary_missing" not in lacks("ets", frozenset({"statute_change"}))


def test_those_without_a_vote_for_the_same_reason_are_named_together():
    barred = tuple(facts.Conflict(person, "barred", "statuto art. 22(3)") for person in (ANNA, BEA))
    text = said(items=(item(votes=(vote(conflicts=barred),)),))
    assert "Anna Greco e Bea Conte, prive del voto su questa materia, non partecipano alla votazione: statuto art. 22(3)." in text
    text = said("en", items=(item(votes=(vote(conflicts=barred),)),))
    assert "Anna Greco and Bea Conte, having no vote on this matter, take no part" in text
