"""What counting costs: N ballots through every method, as many different papers as chance makes. No database, no Odoo."""

import json
import random
import sys
import time
from datetime import date
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2] / "addons" / "lecce_smartcity"))

from bylaws.elections import sheet as sheets
from bylaws.elections import words
from bylaws.elections.counting import count
from bylaws.elections.model import Ballot, Box, Candidate, CandidateList, Election, RankedBallot

SEATS = 9
CANDIDATES = 20
LISTS = "ABCD"


def candidates():
    """Twenty candidates on four lists."""
    return tuple(
        Candidate(number, f"Candidate {number}", list=LISTS[number % len(LISTS)], position=number)
        for number in range(1, CANDIDATES + 1)
    )


def boxes(papers: int):
    """Random papers, always the same: rankings of any length, and marks inside a list."""
    chance = random.Random(2026)
    people = candidates()
    by_list = {who: [person.id for person in people if person.list == who] for who in LISTS}
    ranked, marked = [], []
    for _paper in range(papers):
        order = chance.sample([person.id for person in people], chance.randint(1, CANDIDATES))
        ranked.append(RankedBallot(tuple(order)))
        inside = by_list[chance.choice(LISTS)]
        marked.append(Ballot(tuple(chance.sample(inside, chance.randint(1, 3)))))
    return Box(tuple(ranked)), Box(tuple(marked))


def run(papers: int) -> int:
    """Count, and print one line per figure."""
    ranked, marked = boxes(papers)
    lists = tuple(CandidateList(who, f"List {who}") for who in LISTS)
    print(f"ballots: {papers} papers")
    print(f"different_rankings: {len(set(ranked.ballots))} papers")
    for method, box in (("plurality", marked), ("dhondt", marked), ("sainte_lague", marked), ("stv", ranked), ("schulze", ranked)):
        board = Election(
            *("Board", date(2026, 5, 15), method, SEATS, candidates(), papers),
            lists=lists if method in ("dhondt", "sainte_lague") else (),
            seed="bench",
        )
        started = time.process_time()
        sheet = count(board, box)
        print(f"{method}_count: {time.process_time() - started:.3f} s")
    started = time.process_time()
    text = sheets.dumps(sheet)
    sheets.decode(json.loads(text))
    print(f"sheet_store_and_read: {time.process_time() - started:.3f} s")
    started = time.process_time()
    words.blocks(sheet, "it")
    print(f"sheet_in_words: {time.process_time() - started:.3f} s")
    return 0
