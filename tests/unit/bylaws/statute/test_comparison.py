"""Two versions of a statute, side by side."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from odoo.addons.lecce_smartcity.bylaws.statute.comparison import Version, compare, coordinated, lines, runs

from .texts import article, bodies, statute, title

OLD = statute(
    article(1, "Denominazione", "È costituita l’associazione.", key="name"),
    article(2, "Sede", "La sede è a Lecce.", key="seat"),
    article(3, "Assemblea", "È convocata almeno quindici giorni prima.", "Delibera a maggioranza.", key="assembly"),
    article(4, "Durata", "La durata è illimitata.", key="duration"),
)


def kinds(old, new):
    return {change.key: change.kind for change in compare(old, new).articles}


def test_a_text_compared_with_itself_has_no_changes():
    assert compare(OLD, OLD).changes() == ()


def test_a_changed_term_shows_the_words_that_go_and_come():
    new = OLD.with_articles(
        {"assembly": article(3, "Assemblea", "È convocata almeno dieci giorni prima.", "Delibera a maggioranza.", key="assembly")}
    )
    (change,) = compare(OLD, new).changes()
    assert change.lines[0].runs[1:3] == (("delete", "quindici"), ("insert", "dieci"))
    assert change.lines[1].kind == "unchanged"


def test_an_inserted_article_renumbers_those_after_it_and_moves_none():
    new = statute(
        *list(OLD.articles())[:2],
        article(3, "Finalità", "Nuove finalità.", key="purpose"),
        article(4, "Assemblea", "È convocata almeno quindici giorni prima.", "Delibera a maggioranza.", key="assembly"),
        article(5, "Durata", "La durata è illimitata.", key="duration"),
    )
    assert kinds(OLD, new) == {
        "name": "unchanged",
        "seat": "unchanged",
        "purpose": "added",
        "assembly": "renumbered",
        "duration": "renumbered",
    }
    assert not any(change.moved for change in compare(OLD, new).articles if change.old)


def test_an_article_that_is_gone_is_shown_where_it_stood():
    new = statute(*(item for item in OLD.articles() if item.key != "seat"))
    assert [change.key for change in compare(OLD, new).articles] == ["name", "seat", "assembly", "duration"]
    assert compare(OLD, new).articles[1].kind == "removed"


def test_an_article_in_another_place_is_moved():
    first, second, third, fourth = OLD.articles()
    moved = compare(OLD, statute(fourth, first, second, third)).changes()
    assert [(change.key, change.kind) for change in moved] == [("duration", "moved")]


def test_articles_gathered_into_titles_are_unchanged():
    assert compare(OLD, statute(title("I", "Principi", *OLD.articles()))).changes() == ()


def divided(*parts):
    """Two articles under each heading: (number, heading) pairs."""
    articles = iter(OLD.articles())
    return statute(
        *(title(number, heading, next(articles), next(articles), key=key) for key, number, heading in parts),
    )


def headings(old, new):
    return [(change.kind, change.above, "".join(run.text for run in change.runs)) for change in compare(old, new).divisions]


def test_a_title_that_stays_is_unchanged_and_one_with_another_heading_shows_the_words():
    old, new = divided(("a", "I", "Principi"), ("b", "II", "Organi")), divided(("a", "I", "Principi"), ("b", "II", "Gli organi"))
    assert headings(old, old) == [("unchanged", "name", "Titolo I – Principi"), ("unchanged", "assembly", "Titolo II – Organi")]
    changed = compare(old, new).divisions[1]
    assert changed.kind == "changed"
    assert [(run.kind, run.text) for run in changed.runs if run.kind != "equal"] == [("delete", "Organi"), ("insert", "Gli organi")]
    assert compare(old, new).changes() == ()


def test_a_title_that_comes_goes_or_has_another_number_stands_above_its_articles():
    bare, one, other = (
        OLD,
        divided(("a", "I", "Principi"), ("b", "II", "Organi")),
        divided(("a", "I", "Principi"), ("b", "III", "Organi")),
    )
    assert [row[:2] for row in headings(bare, one)] == [("added", "name"), ("added", "assembly")]
    assert [row[:2] for row in headings(one, bare)] == [("removed", "name"), ("removed", "assembly")]
    assert [row[0] for row in headings(one, other)] == ["unchanged", "renumbered"]
    assert [change.key for change in compare(bare, one).in_order()] == ["a", "name", "seat", "b", "assembly", "duration"]


def test_what_changed_is_shown_under_its_heading_and_nothing_else():
    old = divided(("a", "I", "Principi"), ("b", "II", "Organi"))
    new = old.with_articles({"duration": article(4, "Durata", "La durata è di dieci anni.", key="duration")})
    assert [change.key for change in compare(old, new).shown()] == ["b", "duration"]
    assert list(compare(old, old).shown()) == []

    def chaptered(text):
        chapters = (title(part.number, part.heading, *part.children, key=part.key, kind="chapter") for part in text.children)
        return statute(title("I", "Tutto", *chapters, key="whole"), title("II", "Altro", key="other"))

    assert [change.key for change in compare(chaptered(old), chaptered(new)).shown()] == ["whole", "b", "duration"]
    assert len(list(compare(old, old).shown(whole=True))) == 6


def test_a_title_without_articles_stands_at_the_end():
    empty = statute(*OLD.children, title("IX", "Norme finali", key="end"))
    assert headings(OLD, empty) == [("added", "", "Titolo IX – Norme finali")]
    assert [change.key for change in compare(OLD, empty).in_order()][-1] == "end"


def test_words_replaced_one_after_the_other_are_one_replacement():
    assert [run.kind for run in runs("alfa beta gamma", "uno due gamma")] == ["delete", "insert", "equal"]


def test_a_line_of_a_hundred_thousand_words_is_compared_in_time():
    long = "parola " * 100_000
    assert [run.kind for run in runs(long, long.replace("parola", "termine"))] == ["delete", "insert"]


def test_the_coordinated_text_names_the_versions_behind_each_article():
    changed = OLD.with_articles({"seat": article(2, "Sede", "La sede è a Lecce, in via Rubichi.", key="seat")})
    without = statute(*(item for item in changed.articles() if item.key != "duration"))
    versions = [
        Version("2013", date(2013, 2, 1), OLD),
        Version("2020", date(2020, 1, 1), changed, "n. 3 del 2019"),
        Version("2024", date(2024, 1, 1), without),
    ]
    found = coordinated(versions[::-1])
    assert [version.label for version in found.origins["seat"].amended_by] == ["2020"]
    assert found.origins["name"].amended_by == ()
    assert [(item.key, version.label) for item, version in found.repealed] == [("duration", "2024")]
    assert coordinated(versions, date(2019, 12, 31)).text == OLD


def test_before_the_first_version_there_is_no_coordinated_text():
    with pytest.raises(ValueError):
        coordinated([Version("2013", date(2013, 2, 1), OLD)], date(2013, 1, 31))


words = st.text(alphabet="ab ,.\n1", max_size=60)


@given(words, words)
def test_the_runs_give_both_texts_back(old, new):
    found = runs(old, new)
    assert "".join(run.text for run in found if run.kind != "insert") == old
    assert "".join(run.text for run in found if run.kind != "delete") == new


@given(st.lists(words, max_size=6), st.lists(words, max_size=6))
def test_no_line_of_either_version_is_lost(old, new):
    old, new = [line for line in old if line], [line for line in new if line]
    found = lines(old, new)
    assert [change.old for change in found if change.old] == old
    assert [change.new for change in found if change.new] == new


@given(bodies, bodies)
def test_any_two_bodies_can_be_compared(first, second):
    from dataclasses import replace

    base = article(1, "Uno", key="one")
    old, new = statute(replace(base, paragraphs=first)), statute(replace(base, paragraphs=second))
    assert (kinds(old, new)["one"] == "unchanged") == (first == second)
