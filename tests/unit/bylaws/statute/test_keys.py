"""Keys survive renumbering, moving and rewriting, and never pass to another article."""

from dataclasses import replace

from hypothesis import given, settings
from hypothesis import strategies as st

from odoo.addons.lecce_smartcity.bylaws.statute.comparison import compare
from odoo.addons.lecce_smartcity.bylaws.statute.keys import KeyMaker, rekey, slug
from odoo.addons.lecce_smartcity.bylaws.statute.model import Article, Paragraph, StatuteText
from odoo.addons.lecce_smartcity.bylaws.statute.splitting import render, split

from ...bounds import steps
from . import texts
from .test_splitting import sample


def keys(statute):
    return {article.number: article.key for article in statute.articles()}


def amended(old, *changes):
    text = render(old)
    for before, after in changes:
        assert before in text
        text = text.replace(before, after)
    return rekey(old, split(text).statute)


def test_the_same_text_keeps_all_its_keys():
    old = split(sample("comunale.txt")).statute
    renamed = old.with_articles({a.key: replace(a, key=f"x-{n}") for n, a in enumerate(old.articles())})
    assert rekey(renamed, old) == renamed
    assert rekey(old, split(render(old)).statute) == old


def test_keys_survive_a_new_article_and_the_renumbering_after_it():
    old = split(sample("ets_modello.txt")).statute
    new = amended(
        old,
        *((f"Art. {n} (", f"Art. {n + 1} (") for n in range(20, 7, -1)),
        ("Art. 9 (Competenze", "Art. 8 (Consulta dei giovani)\n1. La consulta dei giovani esprime pareri.\n\nArt. 9 (Competenze"),
    )
    assert keys(new)["8"] == "consulta-giovani"
    assert [keys(new)[str(n + 1)] for n in range(8, 21)] == [keys(old)[str(n)] for n in range(8, 21)]
    kinds = {change.key: change.kind for change in compare(old, new).articles}
    assert kinds["consulta-giovani"] == "added" and kinds["validita-assemblee"] == "renumbered" and kinds["assemblea"] == "unchanged"


def test_keys_survive_other_words_under_the_same_heading_and_other_headings_over_the_same_words():
    old = split(sample("comunale.txt")).statute
    new = amended(
        old,
        ("Art. 15 (Presidente)", "Art. 15 (Legale rappresentante)"),
        ("dura in carica tre anni e i suoi membri", "dura in carica quattro anni e i suoi componenti"),
        (
            "Le controversie fra gli associati sono decise da tre probiviri eletti dall’Assemblea.",
            "Ogni lite è rimessa agli arbitri.",
        ),
    )
    assert keys(new) == keys(old)


def test_an_article_that_takes_the_number_of_one_removed_is_another_article():
    old = texts.statute(
        texts.article(1, "Sede", "La sede è in Lecce.", key="sede"),
        texts.article(2, "Soci onorari", "Sono soci onorari i benemeriti.", key="soci-onorari"),
    )
    new = texts.statute(
        texts.article(1, "Sede", "La sede è in Lecce."),
        texts.article(2, "Sito internet", "L’Associazione pubblica gli atti sul sito."),
    )
    assert keys(rekey(old, new)) == {"1": "sede", "2": "sito-internet"}


def test_a_new_article_never_gets_the_key_of_one_that_is_gone():
    old = texts.statute(texts.article(1, "Organi", "Sono organi l’Assemblea e il Consiglio direttivo.", key="quote"))
    new = texts.statute(texts.article(1, "Quote", "La quota annuale è fissata ogni primavera da chi amministra."))
    assert keys(rekey(old, new)) == {"1": "quote-2"}


def test_articles_without_headings_are_known_by_their_words():
    old = texts.statute(
        texts.article(1, "", "La sede è in Lecce, presso il municipio.", key="seat"),
        texts.article(2, "", "Gli associati versano la quota entro marzo.", key="dues"),
    )
    new = texts.statute(
        texts.article(1, "", "Gli associati versano la quota entro il mese di marzo."),
        texts.article(2, "", "La sede è in Lecce, presso il palazzo di città."),
    )
    assert keys(rekey(old, new)) == {"1": "dues", "2": "seat"}


def test_divisions_keep_their_keys_by_heading_then_by_number():
    old = texts.statute(texts.title("I", "Soci", texts.article(1)), texts.title("II", "Organi", texts.article(2)))
    new = texts.statute(
        texts.title("I", "Principi", texts.article(1, key="p")),
        texts.title("II", "Soci", texts.article(2, key="q")),
        texts.title("III", "Organi", texts.article(3, key="r")),
    )
    assert [node.key for node in rekey(old, new).children] == ["title-i-2", "title-i", "title-ii"]


@settings(max_examples=60)
@given(texts.written_statutes(), texts.written_statutes())
def test_keys_are_unique_and_nothing_else_changes(old, new):
    found = rekey(old, new)
    assert texts.shape(found) == texts.shape(new)
    assert len({node.key for _path, node in found.walk()}) == len(list(found.walk()))


@given(st.text(max_size=200))
def test_a_slug_is_a_key_or_nothing(heading):
    key = slug(heading)
    assert key == "" or Article(key, "1", heading).key == key
    assert len(key) <= 48


def test_twice_the_keys_from_one_heading_take_twice_the_steps():
    def make(count):
        maker = KeyMaker()
        return {maker.make("Sede", "x") for _ in range(count)}

    assert len(make(5_000)) == 5_000
    assert steps(lambda: make(2_000)) < 2.2 * steps(lambda: make(1_000))


def test_large_versions_are_matched_and_twice_the_articles_take_twice_the_steps():
    def renumbered(count):
        rows = [
            Article(f"k-{n}", str(n), "", (Paragraph("", f"Testo numero {n} che dice le stesse parole {n % 7}."),))
            for n in range(count)
        ]
        later = [replace(row, key=f"z-{n}", number=str(n + 1)) for n, row in enumerate(rows)]
        return StatuteText("", "", tuple(rows)), StatuteText("", "", tuple(later))

    old, new = renumbered(1_000)
    assert [a.key for a in rekey(old, new).articles()] == [a.key for a in old.articles()]
    few, many = renumbered(150), renumbered(300)
    assert steps(lambda: rekey(*many)) < 2.2 * steps(lambda: rekey(*few))
