"""The starter statutes on paper and as Akoma Ntoso: a whole text with a rule in the margin of almost every paragraph."""

import pytest
from document_samples import ASSOCIATION, MOMENT, pages, squeezed
from document_samples import without_spaces as squeeze
from statute_samples import version

from odoo.addons.lecce_smartcity.bylaws.regimes import REGIMES
from odoo.addons.lecce_smartcity.bylaws.rules.encoding import encode
from odoo.addons.lecce_smartcity.bylaws.starter.drafting import draft
from odoo.addons.lecce_smartcity.bylaws.starter.examples import BERGAMO, LECCE
from odoo.addons.lecce_smartcity.documents import statute_notes, statute_pdf
from odoo.addons.lecce_smartcity.documents.akoma_ntoso.model import RuleValue
from odoo.addons.lecce_smartcity.documents.akoma_ntoso.reading import read
from odoo.addons.lecce_smartcity.documents.akoma_ntoso.writing import write
from odoo.addons.lecce_smartcity.documents.statute_model import StatutePaper

NAMED = {"name": "Associazione Lecce Smart City & Community", "city": "Lecce", "province": "LE"}
WAYS = [LECCE, BERGAMO, *({**NAMED, "regime": regime} for regime in REGIMES)]


def act_of(made):
    rules = tuple(RuleValue(rule.code, encode(rule.value), rule.article_key, rule.paragraph, rule.quote) for rule in made.rules)
    return version(made.text, rules=rules)


@pytest.mark.parametrize("way", WAYS)
def test_the_paper_holds_every_article_with_its_rules_in_the_margin(way):
    act = act_of(draft(way))
    whole = squeezed(statute_pdf.render(StatutePaper(ASSOCIATION, act, MOMENT, notes=statute_notes.rule_notes(act.rules))))
    for article in act.text.articles():
        assert squeeze(article.label()) in whole or squeeze(article.heading) in whole
    assert squeeze("Preavviso dell’assemblea ordinaria") in whole


@pytest.mark.parametrize("lines", [2, 6])
def test_notes_at_the_foot_of_a_page_do_not_stop_it(lines):
    act = act_of(draft({**LECCE, "founders": tuple(f"Ente fondatore {number}" for number in range(lines))}))
    assert len(pages(statute_pdf.render(StatutePaper(ASSOCIATION, act, MOMENT, notes=statute_notes.rule_notes(act.rules))))) > 10


@pytest.mark.parametrize("way", WAYS)
def test_the_export_is_strictly_valid_and_comes_back_identical(way):
    made = draft(way)
    assert read(write(act_of(made))).text == made.text
