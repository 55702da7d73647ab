"""The scrutiny sheet: JSON and back, words in both languages, done again it is the same."""

import json
import string
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from odoo.addons.lecce_smartcity.bylaws.elections import sheet as sheets
from odoo.addons.lecce_smartcity.bylaws.elections import words
from odoo.addons.lecce_smartcity.bylaws.elections.counting import count
from odoo.addons.lecce_smartcity.bylaws.elections.model import Box, Candidate, CandidateList, Quota, Totals
from odoo.addons.lecce_smartcity.bylaws.elections.phrases import PHRASES
from odoo.addons.lecce_smartcity.bylaws.errors import BylawError

from .papers import election, marked, people, ranked, ranked_boxes
from .test_schulze import VOTERS_45


def samples():
    """A sheet of every method, with ties, quotas and things left to decide."""
    women = (*people("AB"), *people("W", groups=frozenset({"woman"})))
    quota = (Quota("woman", "women", 1, 2),)
    lists = (CandidateList("L", "List L"), CandidateList("M", "List M"), CandidateList("N", "List N"))
    on_lists = [Candidate(f"{who}{place}", who, list=who, position=place) for who in "LMN" for place in (1, 2)]
    yield count(election("plurality", 2, women, quotas=quota), marked((3, "A"), (2, "B"), (1, "W")))
    yield count(election("plurality", 1, "AB", ties=("seniority", "run_off"), voters=9), marked((3, "A"), (3, "B")))
    yield count(election("plurality", 1, "AB", seed=""), marked((3, "A"), (3, "B")))
    yield count(election("plurality", 3, women, quotas=(Quota("x", "x", 1, None, "vacant"),)), marked((1, "A"), (1, "B"), (1, "W")))
    yield count(election("stv", 2, women, quotas=quota), ranked((6, "AB"), (5, "B"), (1, "W")))
    yield count(
        election("stv", 2, "ABCDE", decimals=None, votes_max=3), ranked((10, "A"), (3, "B", 3), (4, "C"), (1, "DB"), (9, "E"))
    )
    yield count(election("schulze", 2, "ABCDE"), VOTERS_45)
    for method in ("dhondt", "sainte_lague"):
        for settings in ({"preferences": 0, "threshold": Fraction(1, 10)}, {}):
            board = election(method, 3, on_lists, lists=lists, **settings)
            yield count(board, Box(Totals(205, (), (("L", 100), ("M", 100), ("N", 5)))))


@pytest.mark.parametrize("sheet", tuple(samples()), ids=lambda sheet: sheet.settings.method)
def test_a_sheet_survives_its_json_form(sheet):
    assert sheets.decode(json.loads(sheets.dumps(sheet))) == sheet


@pytest.mark.parametrize("sheet", tuple(samples()), ids=lambda sheet: sheet.settings.method)
@pytest.mark.parametrize("lang", ["it_IT", "en_US"])
def test_a_sheet_is_told_in_words_without_a_hole(sheet, lang):
    blocks = words.blocks(sheet, lang)
    texts = [text for block in blocks for text in _texts(block)]
    assert not [text for text in texts if "{" in text or "}" in text]
    for table in (block for block in blocks if isinstance(block, words.Table)):
        assert {len(row) for row in table.rows} == {len(table.align)}
        assert len(table.columns) in (0, len(table.align))


def _texts(block):
    if isinstance(block, words.Table):
        return [*block.columns, *(cell for row in block.rows for cell in row)]
    return [block.text]


def test_every_phrase_exists_in_both_languages_with_the_same_holes():
    for key, (italian, english) in PHRASES.items():
        holes = [{name for _text, name, _spec, _conv in string.Formatter().parse(text) if name} for text in (italian, english)]
        assert italian and english, key
        assert holes[0] == holes[1], key


def test_every_code_of_the_samples_has_its_phrase():
    for sheet in samples():
        for item in sheet.rounds:
            assert f"round.{item.kind}" in PHRASES
            assert all(f"status.{line.status}" in PHRASES for line in item.lines if line.status)
        assert all(f"by.{seat.rule}" in PHRASES for seat in sheet.elected)


@pytest.mark.parametrize("data", [{}, {"version": 2}, {"version": 1, "sheet": {"_": "Sheet"}}, {"version": 1, "sheet": 3}])
def test_what_is_not_a_sheet_is_refused_by_name(data):
    with pytest.raises(BylawError) as refused:
        sheets.decode(data)
    assert refused.value.violations[0].code == "sheet_unreadable"


@given(ranked_boxes(), st.sampled_from(["stv", "schulze"]), st.randoms(use_true_random=False))
def test_the_order_of_the_papers_never_matters(box, method, chance):
    """Anonymity: shuffled, and one paper a row instead of piles, they give the identical sheet."""
    board = election(method, 3, "ABCDEF")
    rows = [type(ballot)(ballot.ranking) for ballot in box.ballots for _paper in range(ballot.papers)]
    chance.shuffle(rows)
    assert sheets.dumps(count(board, Box(tuple(rows)))) == sheets.dumps(count(board, box))


@given(ranked_boxes(), st.sampled_from(["stv", "schulze"]), st.permutations("ABCDEF"))
def test_the_order_of_the_candidates_never_matters(box, method, order):
    there = count(election(method, 3, "ABCDEF"), box)
    here = count(election(method, 3, "".join(order)), box)
    assert [seat.who for seat in here.elected] == [seat.who for seat in there.elected]
    assert [reserve.who for reserve in here.reserves] == [reserve.who for reserve in there.reserves]


@given(ranked_boxes(), st.sampled_from(["stv", "schulze"]), st.permutations("ABCDEF"))
def test_other_names_give_the_same_result_under_those_names(box, method, order):
    """Neutrality, wherever no lot was drawn."""
    rename = dict(zip("ABCDEF", order, strict=True))
    renamed = ranked(*((ballot.papers, [rename[who] for who in ballot.ranking]) for ballot in box.ballots))
    there, here = (count(election(method, 3, "ABCDEF", seed=""), papers) for papers in (box, renamed))
    if there.complete and here.complete:
        assert {rename[seat.who] for seat in there.elected} == {seat.who for seat in here.elected}
    else:
        assert there.complete is here.complete
