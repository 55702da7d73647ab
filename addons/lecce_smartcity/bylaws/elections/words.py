"""The scrutiny sheet in words, Italian and English: headings, paragraphs and tables, ready for paper or screen.

``blocks(sheet, lang)`` is the whole sheet in order; whoever draws it decides on nothing but type and space. ``lang`` is a language
code; anything but Italian is English.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from fractions import Fraction
from typing import NamedTuple

from . import sheet as s
from .model import LIST_METHODS, LOT, PLURALITY, RANKED_METHODS, SCHULZE, STV, Id
from .phrases import PHRASES
from .sheet import Decision, Round, Sheet

_MONTHS = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)


class Heading(NamedTuple):
    """A heading; level 1 is a part, 2 a step of the count."""

    text: str
    level: int = 1


class Paragraph(NamedTuple):
    """A paragraph; ``mark`` "bullet" for a decision, "warning" for what is left to decide, "note" for small print."""

    text: str
    mark: str = ""


class Table(NamedTuple):
    """A table of texts. ``align`` has one letter a column ("l", "r"); ``strong`` are rows, ``marked`` (row, column) cells to stress.

    Without ``columns`` it is a list of facts: label and value.
    """

    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    align: str
    strong: tuple[int, ...] = ()
    marked: tuple[tuple[int, int], ...] = ()


Block = Heading | Paragraph | Table


def blocks(sheet: Sheet, lang: str = "it") -> tuple[Block, ...]:
    """The sheet in words."""
    return tuple(_Writer(sheet, lang).write())


def sentences(sheet: Sheet, decisions: Iterable[Decision], lang: str = "it") -> tuple[str, ...]:
    """Decisions about the candidates of ``sheet``, a sentence each."""
    writer = _Writer(sheet, lang)
    return tuple(text for decision in decisions for text in writer.decision(decision))


def waiting(sheet: Sheet, lang: str = "it") -> str:
    """What is left to decide: a lot or a run-off, between whom. Empty if nothing is."""
    return _Writer(sheet, lang).waiting() if sheet.pending else ""


def phrase(key: str, lang: str, **params: object) -> str:
    """A phrase of the sheets, in Italian or English.

    >>> phrase("method.dhondt", "en"), phrase("method.dhondt", "it_IT")
    ("Lists, D'Hondt", 'Liste, metodo D’Hondt')
    """
    italian, english = PHRASES[key]
    return (italian if lang.startswith("it") else english).format(**params)


def number(value: Fraction | int, lang: str = "it") -> str:
    """A figure, exactly: whole, with at most five decimals if that is exact, else as a mixed fraction.

    >>> number(Fraction(1234), "it"), number(Fraction(13, 2), "it"), number(Fraction(100, 3), "en"), number(Fraction(-1, 3), "en")
    ('1.234', '6,5', '33 1/3', '−1/3')
    """
    value = Fraction(value)
    sign, value = ("−", -value) if value < 0 else ("", value)
    point, comma = (",", ".") if lang.startswith("it") else (".", ",")
    whole, part = divmod(value.numerator, value.denominator)
    text = f"{whole:,}".replace(",", comma)
    if not part:
        return sign + text
    scaled = Fraction(part, value.denominator) * 10**5
    if scaled.denominator == 1:
        return f"{sign}{text}{point}{scaled.numerator:05d}".rstrip("0")
    return f"{sign}{text} {part}/{value.denominator}" if whole else f"{sign}{part}/{value.denominator}"


def day(value: date, lang: str = "it") -> str:
    """A date in figures.

    >>> day(date(2026, 5, 15), "it"), day(date(2026, 5, 15), "en")
    ('15/05/2026', '15 May 2026')
    """
    if lang.startswith("it"):
        return f"{value:%d/%m/%Y}"
    months = [
        "January",
        "February",
        "March",
        "April",
        "May",
        "June",
        "July",
        "August",
        "September",
        "October",
        "November",
        "December",
    ]
    return f"{value.day} {months[value.month - 1]} {value.year}"


class _Writer:
    def __init__(self, sheet: Sheet, lang: str):
        self.sheet = sheet
        self.lang = lang
        self.candidates = {candidate.id: candidate for candidate in sheet.candidates}
        self.lists = {item.id: item for item in sheet.lists}

    # --- small words ---

    def say(self, key: str, **params: object) -> str:
        return phrase(key, self.lang, **params)

    def figure(self, value) -> str:
        return "" if value is None else number(value, self.lang)

    def name(self, who: Id) -> str:
        """A candidate; else a list."""
        return self.candidates[who].name if who in self.candidates else self.list_name(who)

    def list_name(self, who: Id) -> str:
        return self.lists[who].name if who in self.lists else str(who)

    def names(self, who, of_lists=False) -> str:
        named = [self.list_name(item) if of_lists else self.name(item) for item in who]
        return named[0] if len(named) == 1 else self.say("and", first=", ".join(named[:-1]), last=named[-1]) if named else "–"

    def value(self, value) -> str:
        if isinstance(value, date):
            return day(value, self.lang)
        if isinstance(value, (int, Fraction)):
            return self.figure(value)
        return str(value)

    # --- the whole ---

    def write(self) -> Iterator[Block]:
        yield Heading(self.say("rules"))
        yield Table((), tuple(self.settings()), "ll")
        yield Paragraph(self.say(f"how.{self.sheet.settings.method}"), "note")
        yield Heading(self.say("votes"))
        yield Table((), tuple(self.turnout()), "lr")
        if self.sheet.pending:
            yield Paragraph(self.waiting(), "warning")
        yield Heading(self.say("result"))
        yield from self.result()
        yield Heading(self.say("count"))
        for item in self.sheet.rounds:
            yield from self.round(item)
        yield from self.annex()

    def settings(self) -> Iterator[tuple[str, str]]:
        settings = self.sheet.settings
        yield self.say("held_on"), day(self.sheet.held_on, self.lang)
        yield self.say("method"), self.say(f"method.{settings.method}")
        yield self.say("seats"), self.figure(settings.seats)
        yield self.say("preferences"), self.preferences()
        if settings.votes_max > 1:
            yield self.say("votes_max"), self.figure(settings.votes_max)
        if settings.method in LIST_METHODS and settings.threshold:
            yield self.say("threshold"), self.say("threshold_value", share=str(settings.threshold))
        if settings.method == STV:
            params = {"valid": self.figure(self.sheet.turnout.valid), "seats": settings.seats, "droop": self.figure(settings.droop)}
            yield self.say("droop"), self.say("droop_value", **params)
            decimals = settings.decimals
            yield self.say("paper_value"), self.say("exact") if decimals is None else self.say("decimals", count=decimals)
        for quota in settings.quotas:
            yield self.say("quota"), self.quota(quota)
        yield self.say("ties"), ", ".join(self.say(f"tie.{rule}") for rule in settings.ties)
        if settings.seed:
            yield self.say("seed"), settings.seed

    def preferences(self) -> str:
        settings = self.sheet.settings
        if settings.method in RANKED_METHODS:
            return self.say("ranked", count=settings.preferences)
        if settings.method in LIST_METHODS:
            return self.say("in_list", count=settings.preferences) if settings.preferences else self.say("closed_lists")
        limited = settings.method == PLURALITY and settings.preferences < settings.seats
        return self.say("limited" if limited else "at_most", count=settings.preferences)

    def quota(self, quota) -> str:
        parts = []
        if quota.minimum:
            parts.append(self.say("at_least", count=quota.minimum))
        if quota.maximum is not None:
            parts.append(self.say("at_most", count=quota.maximum))
        text = f"{quota.label}: {', '.join(parts) or '–'}"
        return f"{text} ({self.say(f'if_short.{quota.if_short}')})" if quota.minimum else text

    def turnout(self) -> Iterator[tuple[str, str]]:
        turnout = self.sheet.turnout
        yield self.say("entitled"), self.figure(turnout.entitled)
        if turnout.voters is not None:
            yield self.say("voters"), self.figure(turnout.voters)
        for key in ("cast", "blank", "void", "valid"):
            yield self.say(key), self.figure(getattr(turnout, key))

    # --- the result ---

    def result(self) -> Iterator[Block]:
        sheet = self.sheet
        with_lists = bool(sheet.lists)
        head = (
            self.say("place"),
            self.say("elected"),
            *((self.say("list"),) if with_lists else ()),
            self._figure_head(),
            self.say("by"),
        )
        rows = tuple(
            (
                str(seat.place),
                self.name(seat.who),
                *((self.list_name(seat.list),) if with_lists else ()),
                self.figure(seat.figure),
                self.say(f"by.{seat.rule}"),
            )
            for seat in sheet.elected
        )
        if rows:
            yield Table(head, rows, "rllrl" if with_lists else "rlrl", strong=tuple(range(len(rows))))
        else:
            yield Paragraph(self.say("nobody_elected"))
        if sheet.vacant:
            yield Paragraph(self.say("vacant", count=sheet.vacant), "bullet")
        if sheet.reserves:
            yield Heading(self.say("reserves"), 2)
            yield self.reserves(with_lists)
            if len({(item.list, item.rank) for item in sheet.reserves}) < len(sheet.reserves):
                yield Paragraph(self.say("equal_ranks"), "note")

    def reserves(self, with_lists: bool) -> Table:
        head = (self.say("place"), self.say("candidate"), *((self.say("list"),) if with_lists else ()), self._figure_head())
        rows = tuple(
            (
                str(item.rank),
                self.name(item.who),
                *((self.list_name(item.list),) if with_lists else ()),
                self.figure(item.figure),
            )
            for item in self.sheet.reserves
        )
        return Table(head, rows, "rllr" if with_lists else "rlr")

    def _figure_head(self, kind: str = "") -> str:
        if self._method in LIST_METHODS and kind != s.LIST_VOTES:
            return self.say("figure.preferences" if self.sheet.settings.preferences else "figure.position")
        return self.say("figure.before" if self._method == SCHULZE else "figure.votes")

    @property
    def _method(self) -> str:
        return self.sheet.settings.method

    def waiting(self) -> str:
        pending = self.sheet.pending
        names = self.names(pending.who, pending.lists)
        return self.say("waits.lot" if pending.rule == LOT else "waits.run_off", names=names, seats=pending.seats)

    # --- rounds ---

    def round(self, item: Round) -> Iterator[Block]:
        of_lists = item.kind in (s.PREFERENCES, s.LIST_VOTES, s.QUOTIENTS)
        closed = item.kind == s.PREFERENCES and not self.sheet.settings.preferences
        title = self.say("round.list_order" if closed else f"round.{item.kind}", who=self.names(item.who, of_lists))
        yield Heading(f"{item.number}. {title}", 2)
        if item.matrix:
            yield self.matrix(item)
        elif item.lines:
            yield self.lines(item, of_lists)
        for decision in item.decisions:
            yield from (Paragraph(text, "bullet") for text in self.decision(decision))

    def lines(self, item: Round, of_lists: bool) -> Table:
        with_change = item.non_transferable is not None and item.number > 1
        name = self.list_name if item.kind == s.LIST_VOTES else self.name
        figure = self.say("rank") if self._method == SCHULZE else self._figure_head(item.kind)
        head = (
            self.say("list" if item.kind == s.LIST_VOTES else "candidate"),
            *((self.say("change"),) if with_change else ()),
            figure,
        )
        rows = [
            (
                name(line.who),
                *((self._change(line.change),) if with_change else ()),
                self.figure(line.votes),
                self.say(f"status.{line.status}") if line.status else "",
            )
            for line in item.lines
        ]
        strong = tuple(index for index, line in enumerate(item.lines) if line.status == s.ELECTED)
        if item.non_transferable is not None:
            blank = ("",) if with_change else ()
            rows.append((self.say("non_transferable"), *blank, self.figure(item.non_transferable), ""))
            if item.lost or self.sheet.settings.decimals is not None:
                rows.append((self.say("lost"), *blank, self.figure(item.lost), ""))
            total = sum((line.votes for line in item.lines), item.non_transferable + (item.lost or 0))
            rows.append((self.say("total"), *blank, self.figure(total), ""))
        return Table((*head, self.say("status")), tuple(rows), "lrrl" if with_change else "lrl", strong=strong)

    def _change(self, change) -> str:
        if not change:
            return ""
        return self.figure(change) if change < 0 else f"+{self.figure(change)}"

    def matrix(self, item: Round) -> Table:
        matrix = item.matrix
        quotients = item.kind == s.QUOTIENTS
        rows = []
        won = {line.who: line.votes for line in item.lines}
        for who, cells in zip(matrix.rows, matrix.cells, strict=True):
            head = self.list_name(who) if quotients else f"{who}. {self.name(who)}"
            tail = (self.figure(won.get(who, 0)),) if quotients else ()
            rows.append((head, *map(self.cell, cells), *tail))
        corner = self.say("list" if quotients else "row_before_column")
        columns = (corner, *(f": {column}" if quotients else str(column) for column in matrix.columns))
        columns += (self.say("seats"),) if quotients else ()
        marked = tuple((row, column + 1) for row, column in matrix.marked)
        return Table(columns, tuple(rows), "l" + "r" * (len(columns) - 1), marked=marked)

    def cell(self, cell) -> str:
        if isinstance(cell, tuple):
            return " : ".join(map(self.figure, cell))
        return "–" if cell is None else self.figure(cell)

    # --- decisions ---

    def decision(self, decision: Decision) -> Iterator[str]:
        of_lists = decision.code in ("below_threshold", "equal_quotients", "list_exhausted")
        if decision.code == "tie":
            yield from self.tie(decision)
            return
        params = {name: self.value(value) for name, value in decision.params.items() if not isinstance(value, tuple)}
        if "gone" in params:
            params["gone"] = self.name(decision.params["gone"])
        key = f"decision.{decision.code}.{decision.rule}"
        key = key if key in PHRASES else f"decision.{decision.code}"
        text = self.say(key, who=self.names(decision.who, of_lists), **params)
        if decision.code == "equal_quotients":
            text += " " + "; ".join(f"{self.list_name(who)}: {self.figure(votes)}" for who, votes in decision.params["votes"]) + "."
        yield text

    def tie(self, decision: Decision) -> Iterator[str]:
        params = decision.params
        tied = self.names(decision.who)
        if decision.rule == "preceding_stage":
            figures = "; ".join(f"{self.name(who)}: {self.figure(votes)}" for who, votes in params["figures"])
            yield self.say("tie_by_stage", who=tied, stage=params["stage"], figures=figures)
            return
        for rule, values in params["steps"]:
            shown = "; ".join(f"{self.name(who)}: {self._drawn(rule, value)}" for who, value in values)
            yield self.say(f"tie_by.{rule}", who=self.names([who for who, _value in values]), values=shown)
        if not params["steps"]:
            yield self.say("tie_open", who=tied)

    def _drawn(self, rule, value) -> str:
        """What a criterion saw; of a lot the first digits, which are what decides."""
        return f"{value[:12]}…" if rule == LOT else self.value(value + 1 if rule == "run_off" else value)

    # --- annex ---

    def annex(self) -> Iterator[Block]:
        yield Heading(self.say("candidates"))
        with_lists = bool(self.sheet.lists)
        head = (self.say("number"), self.say("candidate"), *((self.say("list"),) if with_lists else ()))
        rows = tuple(
            (str(item.id), item.name, *((self.list_name(item.list),) if with_lists else ())) for item in self.sheet.candidates
        )
        yield Table(head, rows, "rll" if with_lists else "rl")
        if self.sheet.settings.seed:
            yield Paragraph(self.say("how_lot", seed=self.sheet.settings.seed), "note")
        if self.sheet.piles:
            yield Heading(self.say("papers"))
            yield Paragraph(self.say("papers_note"), "note")
            weighted = any(pile.votes != pile.papers for pile in self.sheet.piles)
            head = (self.say("paper"), self.say("papers_count"), *((self.say("figure.votes"),) if weighted else ()))
            piles = tuple(
                (pile.text, self.figure(pile.papers), *((self.figure(pile.votes),) if weighted else ())) for pile in self.sheet.piles
            )
            yield Table(head, piles, "lrr" if weighted else "lr")


__all__ = ["Block", "Heading", "Paragraph", "Table", "blocks", "day", "number", "phrase", "sentences", "waiting"]
