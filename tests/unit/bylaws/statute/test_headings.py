"""What the law wants to read in a statute, and whether it is there."""

from pathlib import Path

import pytest

from odoo.addons.lecce_smartcity.bylaws.regimes import REGIMES
from odoo.addons.lecce_smartcity.bylaws.starter.drafting import draft
from odoo.addons.lecce_smartcity.bylaws.statute.headings import BLOCKING, HEADINGS, checklist, missing
from odoo.addons.lecce_smartcity.bylaws.statute.splitting import split

from .texts import article, statute

SAMPLES = Path(__file__).resolve().parents[3] / "data" / "statutes"
ANSWERS = {"name": "Città di prova", "city": "Lecce", "province": "LE"}


def sample(name):
    found = split((SAMPLES / name).read_text(encoding="utf-8"))
    return getattr(found, "statute", None) or found.text


def without(text, *keys):
    return statute(*(item for item in text.articles() if item.key not in keys))


@pytest.mark.parametrize("regime", REGIMES)
def test_the_starter_statute_lacks_nothing(regime):
    assert missing(draft({**ANSWERS, "regime": regime}).text, regime) == ()


def test_a_statute_without_conditions_of_admission_is_told_so_with_the_article():
    text = statute(article(1, "Denominazione", "L’associazione è denominata «Prova».", key="name"))
    items = {item.heading.code: item for item in missing(text, "recognised")}
    assert items["admission"].blocks
    assert items["admission"].citation.label() == "c.c. art. 16(1)"
    assert items["admission"].heading.title.it == "Condizioni di ammissione"


def test_the_same_gap_only_warns_an_unrecognised_association():
    text = statute(article(1, "Denominazione", "L’associazione è denominata «Prova».", key="name"))
    assert missing(text, "unrecognised", BLOCKING) == ()
    assert "admission" in {item.heading.code for item in missing(text, "unrecognised")}


@pytest.mark.parametrize("code", ["devolution", "no_distribution", "civic_purpose", "general_interest"])
def test_a_third_sector_statute_without_what_its_code_asks_for_is_blocked(code):
    full = draft({**ANSWERS, "regime": "ets"}).text
    heading = next(heading for heading in HEADINGS if heading.code == code)
    bare = without(full, *(item.key for item in full.articles() if heading.found_in(item)))
    assert code in {item.heading.code for item in missing(bare, "ets", BLOCKING)}


def test_a_quorum_for_dissolution_is_no_rule_on_devolution():
    text = statute(
        article(1, "Validità", "Per lo scioglimento e la devoluzione del patrimonio occorrono tre quarti degli associati.")
    )
    assert "devolution" in {item.heading.code for item in missing(text, "ets")}


def test_an_article_whose_heading_announces_it_comes_before_one_that_mentions_it():
    text = statute(
        article(1, "Scopi", "L’associazione, con sede in Lecce, persegue il bene comune."), article(2, "Sede", "La sede è in Lecce.")
    )
    assert next(item.article.number for item in checklist(text, "recognised") if item.heading.code == "seat") == "2"


def test_a_municipal_statute_has_all_that_the_civil_code_asks_for():
    assert missing(sample("comunale.txt"), "recognised", BLOCKING) == ()


@pytest.mark.parametrize("heading", HEADINGS, ids=lambda heading: heading.code)
def test_every_heading_has_words_in_both_languages_and_an_article(heading):
    assert heading.title.it and heading.title.en
    assert all(citation.article and citation.text for _severity, citation in heading.asked.values())
