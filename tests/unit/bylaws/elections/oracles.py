"""Counts made again in the slowest and plainest way, to hold the real ones against."""

from fractions import Fraction
from itertools import pairwise, permutations


class Scottish:
    """STV paper by paper, after SSI 2007/42 rules 45-51. ``papers``: rankings, one a paper.

    ``run`` returns (elected by the quota, elected at the end without it), each sorted; None as soon as a tie is not settled by
    the preceding stages.
    """

    def __init__(self, papers, candidates, seats, decimals=5):
        self.candidates, self.seats = candidates, seats
        self.quota = (len(papers) // (seats + 1) + 1) * 10**decimals
        self.hold = {who: [] for who in candidates}
        self.settled = {}  # votes of those whose papers have moved on
        self.elected, self.excluded, self.waiting, self.history = [], [], [], []
        for paper in papers:
            self.give(paper, 10**decimals)

    def continuing(self):
        return [who for who in self.candidates if who not in self.elected and who not in self.excluded]

    def total(self, who):
        return self.settled.get(who, sum(value for _paper, value in self.hold[who]))

    def give(self, paper, value):
        who = next((who for who in paper if who in self.continuing()), None)
        if who is not None:
            self.hold[who].append((paper, value))

    def choose(self, among, pick):
        tied = [who for who in among if self.total(who) == pick(map(self.total, among))]
        for stage in reversed(self.history[:-1]):
            tied = [who for who in tied if stage[who] == pick(stage[one] for one in tied)]
        return tied[0] if len(tied) == 1 else None

    def elect(self):
        while len(self.elected) < self.seats:
            reached = [who for who in self.continuing() if self.total(who) >= self.quota]
            if not reached:
                break
            best = max(reached, key=lambda who: [self.total(who), *(stage[who] for stage in reversed(self.history))])
            self.elected.append(best)
            if self.total(best) > self.quota:
                self.waiting.append(best)
        self.history.append({who: self.total(who) for who in self.candidates})

    def stage(self):
        """Transfer a surplus or exclude somebody; False if that needs a lot."""
        surplus = bool(self.waiting)
        who = self.choose(self.waiting, max) if surplus else self.choose(self.continuing(), min)
        if who is None:
            return False
        votes = self.total(who)
        if surplus:
            self.waiting.remove(who)
        else:
            self.excluded.append(who)
        self.settled[who] = self.quota if surplus else 0
        for paper, value in self.hold[who]:
            self.give(paper, (votes - self.quota) * value // votes if surplus else value)
        return True

    def run(self):
        self.elect()
        while len(self.elected) < self.seats:
            if len(self.continuing()) <= self.seats - len(self.elected):
                return sorted(self.elected), sorted(self.continuing())
            if not self.stage():
                return None
            self.elect()
        return sorted(self.elected), []


def beats(rankings, candidates):
    """Schulze by trying every path: the pairs (A, B) of which A is before B. ``rankings``: (votes, tuple of tuples)."""

    def place(ranking, who):
        return next((index for index, level in enumerate(ranking) if who in level), len(ranking))

    def votes(a, b):
        return sum(count for count, ranking in rankings if place(ranking, a) < place(ranking, b))

    def strength(a, b):
        best = (0, 0)
        others = [who for who in candidates if who not in (a, b)]
        for length in range(len(others) + 1):
            for middle in permutations(others, length):
                path = (a, *middle, b)
                links = [(votes(x, y), -votes(y, x)) for x, y in pairwise(path)]
                if all(support > -against for support, against in links):
                    best = max(best, min(links))
        return best

    return {(a, b) for a in candidates for b in candidates if a != b and strength(a, b) > strength(b, a)}


def highest_averages(votes, seats, divisors):
    """Seats one after the other to the highest quotient; None if two lists ask for the last one with equal quotients."""
    won = dict.fromkeys(votes, 0)
    for _seat in range(seats):
        quotients = {who: Fraction(votes[who], divisors[won[who]]) for who in votes}
        best = max(quotients.values())
        first = [who for who in votes if quotients[who] == best]
        won[max(first, key=lambda who: votes[who])] += 1
    after = max(Fraction(votes[who], divisors[won[who]]) for who in votes)
    last = min(Fraction(votes[who], divisors[won[who] - 1]) for who in votes if won[who])
    return None if after == last else won
