import importlib.util
from pathlib import Path

import pytest

from odoo.addons.lecce_smartcity.bylaws.rules.catalogue import CATALOGUE
from odoo.addons.lecce_smartcity.bylaws.rules.pages import TOPICS, WHO_DEROGATES, name, page, pages

ROOT = Path(__file__).resolve().parents[4]
FOLDER = ROOT / "docs" / "rules"


@pytest.mark.parametrize("rule", CATALOGUE.values(), ids=CATALOGUE)
def test_every_rule_has_its_page_up_to_date_in_both_languages(rule):
    text = (FOLDER / name(rule)).read_text(encoding="utf-8")
    assert text == page(rule), "run scripts/docs"
    for said in (rule.title.it, rule.title.en, rule.explanation.it, rule.explanation.en):
        assert said in text
    assert rule.topic in TOPICS


@pytest.mark.parametrize("rule", CATALOGUE.values(), ids=CATALOGUE)
def test_a_page_says_the_source_its_dates_and_who_may_derogate(rule):
    text = page(rule)
    for law in rule.laws:
        assert law.citation.label() in text and law.citation.text in text
        assert all(str(day) in text for day in (law.valid_from, law.valid_to) if day)
        assert WHO_DEROGATES[law.derogation or rule.derogation].it in text
    assert ("da confermare" in text) == (not all(law.confirmed for law in rule.laws))


def test_the_index_lists_every_rule_once_and_no_page_is_left_over():
    wanted = pages()
    assert (FOLDER / "README.md").read_text(encoding="utf-8") == wanted["README.md"], "run scripts/docs"
    assert all(wanted["README.md"].count(f"({name(rule)})") == 1 for rule in CATALOGUE.values())
    assert {path.name for path in FOLDER.glob("*.md")} == set(wanted)


def test_the_script_writes_what_is_missing_and_removes_what_is_left_over(tmp_path):
    spec = importlib.util.spec_from_file_location("rule_pages", ROOT / "scripts" / "lib" / "rule_pages.py")
    script = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(script)
    (tmp_path / "old.md").write_text("left over")
    (tmp_path / "same.md").write_text("same")
    assert script.write({"same.md": "same", "new.md": "new"}, tmp_path) == ["new.md", "old.md"]
    assert sorted(path.name for path in tmp_path.iterdir()) == ["new.md", "same.md"]
    assert script.behind({"same.md": "other"}, tmp_path) == ["new.md", "same.md"]
