"""The starter statute: complete, consistent, and its rules are what its text says."""

import re
from collections import Counter
from datetime import date

import pytest
from hypothesis import given, settings

from odoo.addons.lecce_smartcity.bylaws.errors import BylawError
from odoo.addons.lecce_smartcity.bylaws.regimes import REGIMES
from odoo.addons.lecce_smartcity.bylaws.rules.catalogue import CATALOGUE, law_on
from odoo.addons.lecce_smartcity.bylaws.rules.derogation import check
from odoo.addons.lecce_smartcity.bylaws.rules.kinds import Choice, Count, Days, Share, Years
from odoo.addons.lecce_smartcity.bylaws.rules.model import DEFAULT, NONE, STAT
from odoo.addons.lecce_smartcity.bylaws.rules.resolution import FROM_STATUTE, RuleBook, StatuteVersion
from odoo.addons.lecce_smartcity.bylaws.starter.checking import check_answers
from odoo.addons.lecce_smartcity.bylaws.starter.coverage import FIXED_WHERE, LEFT_TO_THE_LAW
from odoo.addons.lecce_smartcity.bylaws.starter.drafting import draft
from odoo.addons.lecce_smartcity.bylaws.starter.examples import BERGAMO, LECCE
from odoo.addons.lecce_smartcity.bylaws.starter.numerals import cardinal, in_words, of
from odoo.addons.lecce_smartcity.bylaws.starter.settings import context_of
from odoo.addons.lecce_smartcity.bylaws.starter.template import parse, starter
from odoo.addons.lecce_smartcity.bylaws.statute.model import Article, Division

from .given import MINIMAL, answers

TODAY = date(2026, 11, 22)
WAYS = [
    *({**MINIMAL, "regime": regime} for regime in REGIMES),
    LECCE,
    BERGAMO,
    {**MINIMAL, "regime": "ets", "president": "mayor", "board_size": 9, "municipality_seats": 3, "control_body": "collegial"},
    {**MINIMAL, "regime": "unrecognised", "second_call": False, "remote": False, "scientific_committee": False,
     "thematic_tables": False, "municipality_seats": 0, "max_mandates": 0, "proxies": 1, "reserved_seats": False},
]  # fmt: skip
NUMBERS = "|".join(cardinal(number) for number in (*range(2, 21), 24, 30, 40, 45, 50, 60, 75, 90, 100, 120, 180))
TYPED_NUMBER = re.compile(
    rf"\b(?:{NUMBERS}|un|una)\b (?:giorn|mes[ei]|ann[oi]\b|or[ae]\b|component|mandat|preferenz|quart|terz|decim|"
    r"quint|voti|delegh|membr|riunion)"
    r"|\bmetà\b|\d+ (?:giorni|mesi|anni|ore)"
)


def lines(statute):
    for article in statute.articles():
        for paragraph in article.paragraphs:
            yield article, paragraph, paragraph.text
            for point in paragraph.points:
                yield article, paragraph, point.text


@pytest.mark.parametrize("way", WAYS)
def test_every_article_has_a_heading_and_a_text_and_no_mark_is_left_in_it(way):
    statute = draft(way).text
    for article, _paragraph, text in lines(statute):
        assert article.heading and text
        assert not re.search(r"[{}<>|@#*\[\]%]|  | [.,;:)]|\.\.|;;|\bNone\b", text), text
        assert text[-1] in ".:;", text
    assert not re.search(r"[{}<>|@]", statute.title)


@pytest.mark.parametrize("way", WAYS)
def test_articles_paragraphs_and_points_are_numbered_in_order(way):
    statute = draft(way).text
    articles = list(statute.articles())
    assert [article.number for article in articles] == [str(number) for number in range(1, len(articles) + 1)]
    for article in articles:
        assert [paragraph.number for paragraph in article.paragraphs] == [str(n) for n in range(1, len(article.paragraphs) + 1)]
        for paragraph in article.paragraphs:
            assert "".join(point.label for point in paragraph.points) == "abcdefghilmnopqrstuvz"[: len(paragraph.points)]
            assert bool(paragraph.points) == paragraph.text.endswith(":"), paragraph.text
            if paragraph.points:
                assert [point.text[-1] for point in paragraph.points] == [";"] * (len(paragraph.points) - 1) + ["."]
    for _path, node in statute.walk():
        assert not isinstance(node, Division) or node.children, node.heading


@pytest.mark.parametrize("regime, articles, rules", [("unrecognised", 41, 101), ("recognised", 43, 105), ("ets", 45, 109)])
def test_each_regime_has_a_statute_of_its_own(regime, articles, rules):
    """The numbers of docs/guide/it/statuto.md and docs/guide/en/statute.md."""
    made = draft({**MINIMAL, "regime": regime})
    assert (len(list(made.text.articles())), len(made.rules)) == (articles, rules)


@pytest.mark.parametrize("way", WAYS)
def test_references_point_to_articles_and_paragraphs_that_stand(way):
    statute = draft(way).text
    numbers = {article.number: len(article.paragraphs) for article in statute.articles()}
    found = 0
    for article, _paragraph, text in lines(statute):
        for match in re.finditer(r"articolo (\d+)(?:, comma (\d+))?|\b[ad]el? comma (\d+)\b", text):
            if match[1] and re.match(r"(?:-ter)?,? (?:del|della|dello|secondo comma|commi)\b", text[match.end() :]):
                continue  # of a law
            number, paragraph = (match[1], match[2]) if match[1] else (article.number, match[3])
            assert number in numbers, text
            assert int(paragraph or 1) <= numbers[number], text
            found += 1
    assert found >= 8


@pytest.mark.parametrize("way", WAYS)
def test_every_rule_is_fixed_once_and_quotes_a_whole_sentence_of_its_paragraph(way):
    made = draft(way)
    assert [code for code, times in Counter(rule.code for rule in made.rules).items() if times > 1] == []
    for rule in made.rules:
        article = made.text.article(rule.article_key)
        assert rule.article_number == article.number
        paragraph = next(paragraph for paragraph in article.paragraphs if paragraph.number == rule.paragraph)
        texts = [paragraph.text, *(point.text for point in paragraph.points)]
        assert any(rule.quote in text for text in texts), rule.code
        assert rule.quote[-1] in ".:;" and rule.quote[0].isupper(), rule.quote
        assert made.rule(rule.code) is rule


@pytest.mark.parametrize("way", WAYS)
def test_the_sentence_that_fixes_a_number_says_that_number(way):
    said = 0
    for rule in draft(way).rules:
        try:
            words = {in_words(rule.value), in_words(rule.value, feminine=True)}
        except TypeError:
            continue
        if isinstance(rule.value, Share):
            words.add(of(rule.value))
            if rule.value.numerator == 0:
                words.add("qualunque sia il numero")
            words |= {"maggioranza"} if rule.value.strict else set()
        if rule.code in ("board.mandates.max", "president.mandates.max") and rule.value == Count(1):
            words |= {"immediatamente"}
        if rule.code == "control.size" and rule.value == Count(1):
            words |= {"monocratico"}
        assert any(re.search(rf"(?<!\w){re.escape(word)}(?!\w)", rule.quote) for word in words), (rule.code, words, rule.quote)
        said += 1
    assert said > 30


@pytest.mark.parametrize("way", WAYS)
def test_every_value_may_stand_beside_the_law(way):
    made = draft(way)
    for rule in made.rules:
        assert check(rule.code, rule.value, made.answers["regime"], TODAY) == (), rule.code


@pytest.mark.parametrize("way", WAYS)
def test_every_rule_that_a_statute_can_set_is_set_or_left_to_the_law_by_name(way):
    made = draft(way)
    context = context_of(made.answers)
    fixed = {rule.code for rule in made.rules}
    for code, rule in CATALOGUE.items():
        if made.answers["regime"] not in (getattr(rule, "regimes", None) or REGIMES):
            assert code not in fixed
            continue
        law = law_on(code, made.answers["regime"], TODAY)
        severity = (law.severity or rule.severity) if law else rule.severity
        derogation = (law.derogation or rule.derogation) if law else rule.derogation
        if code in LEFT_TO_THE_LAW:
            assert code not in fixed, code
        elif code in FIXED_WHERE:
            assert (code in fixed) is context.holds(FIXED_WHERE[code]), code
        elif severity in (DEFAULT, STAT) and derogation != NONE:
            assert code in fixed, code


def test_what_is_left_to_the_law_is_in_the_catalogue():
    assert set(LEFT_TO_THE_LAW) | set(FIXED_WHERE) <= set(CATALOGUE)


@pytest.mark.parametrize("way", WAYS)
def test_a_rulebook_made_of_the_draft_answers_from_the_statute(way):
    made = draft(way)
    version = StatuteVersion("1", date(2026, 1, 1), None, {rule.code: rule for rule in made.rules})
    book = RuleBook([(date(2026, 1, 1), made.answers["regime"])], [version])
    for rule in made.rules:
        ruling = book.resolve(rule.code, TODAY)
        assert (ruling.value, ruling.origin, ruling.quote) == (rule.value, FROM_STATUTE, rule.quote)


@given(answers())
@settings(max_examples=60)
def test_any_answers_without_errors_make_a_whole_statute_and_the_same_one_twice(given_answers):
    made = draft(given_answers)
    assert made == draft(dict(reversed(list(given_answers.items()))))
    assert all(article.paragraphs for article in made.text.articles())
    for rule in made.rules:
        assert check(rule.code, rule.value, made.answers["regime"], TODAY) == ()
        assert rule.quote in made.text.article(rule.article_key).text


@given(answers())
@settings(max_examples=40)
def test_the_body_of_every_article_survives_editing_as_text(given_answers):
    from odoo.addons.lecce_smartcity.bylaws.statute.model import text_to_paragraphs

    for article in draft(given_answers).text.articles():
        assert text_to_paragraphs(article.text) == article.paragraphs


def test_numbers_are_printed_from_values_and_never_typed():
    for heading in starter():
        for piece in (part for paragraph in heading.paragraphs for part in (paragraph, *paragraph.points)):
            typed = TYPED_NUMBER.search(re.sub(r"\{[^}]*\}", "", piece.text))
            assert typed is None or typed[0].startswith(("un component", "una componente")), piece.text


def test_articles_are_referred_to_by_key_and_never_by_number():
    for heading in starter():
        for piece in (part for paragraph in heading.paragraphs for part in (paragraph, *paragraph.points)):
            for match in re.finditer(r"articol[oi] \d+[^.]*", piece.text):
                assert re.search(r"codice|decreto|legge|seguenti", match[0]), piece.text


def test_keys_are_unique_in_the_text_of_all_regimes():
    assert [key for key, times in Counter(heading.key for heading in starter()).items() if times > 1] == []


def test_apostrophes_are_typographic_and_accents_are_accents():
    for heading in starter():
        for piece in (heading.heading, *(part.text for row in heading.paragraphs for part in (row, *row.points))):
            assert "'" not in piece and '"' not in piece, piece
            assert not re.search(r"\b(?:perchè|poichè|purchè|nè|sè|finchè|affinchè|E’)\b", piece), piece


def test_a_line_that_is_nothing_is_refused():
    with pytest.raises(ValueError):
        parse("ART seat Sede\n  * a point without a paragraph")
    with pytest.raises(ValueError):
        parse("a line")


def test_the_answers_change_text_and_rules_together():
    made = draft({**MINIMAL, "notice_days": 21, "board_term": 4, "year_end": (6, 30), "board_size": 11, "max_mandates": 1})
    assert made.rule("notice.ordinary").value == Days(21) and "ventuno giorni" in made.rule("notice.ordinary").quote
    assert made.rule("board.term").value == Years(4) and "quattro anni" in made.rule("board.term").quote
    assert "30 giugno" in made.rule("fiscal_year.end").quote and "30 settembre" in made.rule("dues.due_by").quote
    assert made.rule("board.size.min").value == Count(11)
    with pytest.raises(KeyError):
        made.rule("notice.extraordinary")


def test_days_of_the_year_have_the_right_article():
    made = draft({**MINIMAL, "year_end": (11, 11)})
    assert made.rule("fiscal_year.end").quote == "L’esercizio si chiude l’11 novembre di ogni anno."
    assert made.rule("dues.due_by").quote == "La quota è versata entro l’ultimo giorno di febbraio di ogni anno."
    assert "entro l’11 novembre che precede" in made.rule("budget.approve_by").quote


def test_a_mayor_who_is_president_by_right_is_so_in_text_and_rules():
    made = draft(BERGAMO)
    assert made.rule("president.chosen_by").value == Choice("by_right")
    assert made.rule("president.by_right").quote == "Presidente è di diritto il Sindaco in carica del Comune di Bergamo."
    assert [finding.code for finding in made.warnings] == ["mayor_not_elected"]


def test_two_thirds_are_reached_and_a_half_is_passed():
    half, thirds = (draft({**MINIMAL, "amendment_majority": share}).rule("majority.stat") for share in ("1/2", "2/3"))
    assert half.value == Share(1, 2, True, "present") and "della maggioranza dei presenti" in half.quote
    assert thirds.value == Share(2, 3, False, "present") and "di almeno due terzi dei presenti" in thirds.quote


def test_an_ets_says_its_acronym_once_and_other_regimes_never():
    ets = draft({**MINIMAL, "regime": "ets", "name": "Lecce Smart City ETS"})
    assert "«Lecce Smart City ETS»" in ets.text.title and "ETS ETS" not in ets.text.article("name").text
    for regime in ("unrecognised", "recognised"):
        whole = " ".join(text for _article, _paragraph, text in lines(draft({**MINIMAL, "regime": regime}).text))
        assert not re.search(r"\bETS\b|Terzo settore|RUNTS", whole)


def test_what_is_written_in_answers_is_text_and_never_a_mark():
    made = draft({**MINIMAL, "founders": ("a) Comune", "1. Università")})
    assert [point.text for point in made.text.article("name").paragraphs[-1].points] == ["a) Comune;", "1. Università."]


def test_errors_are_refused_all_together():
    wrong = {
        "regime": "ets",
        "city": "Lecce",
        "province": "lecce",
        "board_size": 9,
        "municipality_seats": 6,
        "name": "X",
        "proxies": 5,
    }
    with pytest.raises(BylawError) as refusal:
        draft(wrong)
    assert [violation.code for violation in refusal.value.violations] == [
        "province_invalid",
        "ets_majority_not_elected",
        "ets_proxies_too_many",
    ]
    assert len(check_answers(wrong)) == 3


def test_articles_of_one_key_are_the_same_article_in_every_regime():
    trees = [draft({**MINIMAL, "regime": regime}).text for regime in REGIMES]
    keys = [{article.key for article in tree.articles()} for tree in trees]
    assert len(set.intersection(*keys)) >= 38
    assert {key for key in keys[2] - keys[1]} == {"other-activities", "volunteers"}
    assert all(isinstance(tree.article("devolution"), Article) for tree in trees)
