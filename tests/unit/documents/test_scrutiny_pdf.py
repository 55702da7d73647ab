import datetime
from fractions import Fraction

import pytest
from document_samples import ASSOCIATION, HOSTILE, MOMENT, PRESIDENT, pages, reader, squeezed
from document_samples import without_spaces as squeeze

from odoo.addons.lecce_smartcity.bylaws.elections.counting import count
from odoo.addons.lecce_smartcity.bylaws.elections.model import Ballot, Box, Candidate, CandidateList, Election, RankedBallot
from odoo.addons.lecce_smartcity.documents import grid, scrutiny_pdf
from odoo.addons.lecce_smartcity.documents.scrutiny_pdf import ScrutinyPaper

DAY = datetime.date(2026, 5, 15)
METHODS = ("plurality", "dhondt", "sainte_lague", "stv", "schulze")


def people(number, lists=()):
    day = datetime.date(2015, 1, 2)
    return tuple(
        Candidate(n, f"Candidata Numero{n}", list=lists[n % len(lists)].id if lists else None, position=n, book_date=day, born=day)
        for n in range(1, number + 1)
    )


def sheet(method, number=6, seats=2, title="Elezione del Consiglio direttivo", papers=None, **values):
    lists = (CandidateList("A", "Lista Alfa"), CandidateList("B", "Lista Beta")) if method in ("dhondt", "sainte_lague") else ()
    candidates = people(number, lists)
    first = [c.id for c in candidates if c.list in (None, "A")]
    other = [c.id for c in candidates if c.list in (None, "B")]
    if papers is None:
        kind = (lambda c, n, _list: RankedBallot(tuple(c), papers=n)) if method in ("stv", "schulze") else (
            lambda c, n, chosen: Ballot(tuple(c[:2]), list=chosen if lists else None, papers=n))  # fmt: skip
        papers = (kind(first, 7, "A"), kind(other[::-1], 4, "B"))
    box = Box(papers, blank=2, void=1)
    defaults = {"entitled": 100_000, "voters": box.cast, "lists": lists, "ties": ("seniority", "lot"), "seed": "seme-1"}
    return count(Election(title, DAY, method, seats, candidates, **(defaults | values)), box)


def printed(counted, **values):
    defaults = {"body": "Consiglio direttivo", "place": "Lecce", "signatories": (PRESIDENT,)}
    return scrutiny_pdf.render(ScrutinyPaper(ASSOCIATION, counted, MOMENT, **(defaults | values)))


@pytest.mark.parametrize("lang", ["it_IT", "en_US"])
@pytest.mark.parametrize("method", METHODS)
def test_every_method_is_printed_with_rules_votes_result_rounds_and_papers(method, lang):
    text = " ".join(pages(printed(sheet(method), lang=lang)))
    wanted = {
        "it_IT": ("Regole dell’elezione", "Voti", "Risultato", "Scrutinio", "Candidati", "Schede", "impronta dello scrutinio"),
        "en_US": ("Rules of the election", "Votes", "Result", "Count", "Candidates", "Ballot papers", "hash of the count"),
    }[lang]
    for part in wanted:
        assert part in text
    assert "seme-1" in text


def test_all_elected_and_the_others_in_order_are_on_the_sheet():
    counted = sheet("plurality", number=9, papers=tuple(Ballot((n,), papers=20 - n) for n in range(1, 10)))
    text = " ".join(pages(printed(counted)))
    result = text[text.index("Risultato") :]
    order = [result.index(f"Numero{seat.who} ") for seat in counted.elected] + [
        result.index(f"Numero{r.who} ") for r in counted.reserves
    ]
    assert order == sorted(order)


def test_fractions_are_printed_exactly():
    values = {"decimals": None, "seats": 2}
    counted = sheet(
        "stv",
        number=4,
        papers=(RankedBallot((1, 2, 3), papers=7), RankedBallot((1, 3), papers=3), RankedBallot((4,), papers=4)),
        **values,
    )
    assert any(line.votes.denominator > 1 for step in counted.rounds for line in step.lines)
    fractions = {
        line.votes for step in counted.rounds for line in step.lines if line.votes.denominator == 3 or line.votes.denominator == 7
    }
    text = " ".join(pages(printed(counted)))
    for value in fractions:
        assert f"{Fraction(value % 1)}" in text


def test_a_tie_that_nobody_has_decided_is_said_at_the_top():
    counted = sheet(
        "plurality", number=2, seats=1, papers=(Ballot((1,), papers=5), Ballot((2,), papers=5)), ties=("run_off",), seed=""
    )
    texts = pages(printed(counted))
    assert "Scrutinio non concluso" in texts[0]
    assert "ballottaggio" in texts[0]


def test_the_foot_bears_the_hash_of_the_count():
    counted = sheet("plurality")
    for text in pages(printed(counted)):
        assert scrutiny_pdf.fingerprint(counted) in text
    assert scrutiny_pdf.fingerprint(counted) != scrutiny_pdf.fingerprint(sheet("plurality", title="Altro"))


def test_forty_candidates_in_pairs_are_set_in_several_tables_without_losing_a_figure():
    papers = tuple(RankedBallot(tuple(range(start, 41)), papers=1000 + start) for start in range(1, 40))
    counted = sheet("schulze", number=40, papers=papers)
    text = squeezed(printed(counted))
    pairs = next(step for step in counted.rounds if step.kind == "pairs")
    for row in pairs.matrix.cells[:3]:
        for cell in row:
            assert cell is None or f"{int(cell):,}".replace(",", ".") in text
    assert text.count(squeeze("40. Candidata Numero40")) >= 2  # a table for each part, each with its names


def test_hundreds_of_different_papers_stand_in_columns():
    papers = tuple(RankedBallot(((n % 20) + 1, (n * 7 % 19 + n) % 20 + 1), papers=n + 1) for n in range(300) if (n * 7 % 19) % 20)
    pdf = printed(sheet("stv", number=20, seats=3, papers=papers))
    assert len(reader(pdf).pages) < 40


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_text_is_printed_as_it_is(text):
    counted = sheet("plurality", title=text)
    assert squeezed(printed(counted, body=text)).count(squeeze(text)) >= 2


def test_a_table_is_set_smaller_before_it_is_divided():
    few = grid.grid(("a", *map(str, range(10))), [("riga", *["123"] * 10)], "l" + "r" * 10)
    many = grid.grid(("a", *map(str, range(60))), [("riga", *["123.456"] * 60)], "l" + "r" * 60)
    assert len(few) == 1
    assert len(many) > 3


def test_equal_input_gives_equal_bytes():
    assert printed(sheet("stv")) == printed(sheet("stv"))
