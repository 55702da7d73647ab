"""Proxies (deleghe): who may hold how many, and whom they make present.

D.Lgs. 117/2017 art. 24(3): a member may be represented by another member by written proxy, at most three by one holder below five
hundred members and five from there on; c.c. 2372 excludes members of the administrative and control bodies and employees.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Hashable, Iterable, Mapping
from datetime import date, datetime
from typing import NamedTuple

from ..citations import Citation
from ..errors import Violation
from ..rules.resolution import FROM_STATUTE, RuleBook, Ruling

OWN = "own"  # the member, or the representative of a legal person, is there
BY_PROXY = "proxy"


class Proxy(NamedTuple):
    """One written proxy for one convocation: both its calls.

    ``items`` are the agenda items for which it was given, None for all. ``revoked_at``: from that instant it has no effect.
    """

    principal: Hashable
    holder: Hashable
    given_at: datetime
    revoked_at: datetime | None = None
    items: frozenset | None = None

    def alive(self, at: datetime, item: Hashable | None = None) -> bool:
        """Whether it has effect at that instant, for that item."""
        return (
            self.given_at <= at
            and (self.revoked_at is None or at < self.revoked_at)
            and (self.items is None or item is None or item in self.items)
        )


class HolderRules(NamedTuple):
    """What law and statute say about holders: ``cap`` proxies each (None: no limit), who is excluded, and where it is written.

    ``excluded`` maps each excluded person to why: a code such as ``director``, ``control_body``, ``employee``.
    """

    cap: int | None
    cap_citation: Citation
    excluded: Mapping[Hashable, str] = {}
    excluded_citation: Citation | None = None


class Presence(NamedTuple):
    """How a member is present: itself (``own``) or through the proxy held by ``holder``."""

    mode: str
    holder: Hashable


def check_proxies(proxies: Iterable[Proxy], entitled: Collection[Hashable], rules: HolderRules) -> tuple[Violation, ...]:
    """Every reason against these proxies, in the order of the proxies; empty when all are good.

    ``entitled`` are the members entitled to vote on the record date. Revoked proxies are not counted.

    >>> cts = Citation("D.Lgs. 117/2017", "24(3)")
    >>> noon = datetime(2026, 4, 17, 12)
    >>> given = [Proxy(n, "Anna", noon) for n in range(4)]
    >>> found = check_proxies(given, {0, 1, 2, 3, "Anna"}, HolderRules(3, cts))
    >>> [(violation.code, violation.params["principal"]) for violation in found]
    [('proxy_cap_exceeded', 3)]
    """
    found: list[Violation] = []
    held: dict[Hashable, int] = defaultdict(int)
    principals: set[Hashable] = set()
    standing = [proxy for proxy in proxies if proxy.revoked_at is None]
    givers = {proxy.principal for proxy in standing}
    for proxy in standing:
        params = {"principal": proxy.principal, "holder": proxy.holder}
        found.extend(Violation(code, params) for code in _of_the_pair(proxy, entitled, principals, givers))
        if proxy.holder in rules.excluded:
            article = rules.excluded_citation.label() if rules.excluded_citation else ""
            reason = {"reason": rules.excluded[proxy.holder], "article": article}
            found.append(Violation("proxy_holder_excluded", params | reason))
        held[proxy.holder] += 1
        if rules.cap is not None and held[proxy.holder] > rules.cap:
            limit = {"cap": rules.cap, "article": rules.cap_citation.label()}
            found.append(Violation("proxy_cap_exceeded", params | limit))
        principals.add(proxy.principal)
    return tuple(found)


def _of_the_pair(proxy: Proxy, entitled: Collection, principals: Collection, givers: Collection) -> Iterable[str]:
    if proxy.principal == proxy.holder:
        yield "proxy_to_oneself"
    if proxy.principal not in entitled:
        yield "proxy_principal_not_entitled"
    if proxy.holder not in entitled:
        yield "proxy_holder_not_entitled"
    if proxy.principal in principals:
        yield "proxy_given_twice"
    if proxy.holder in givers and proxy.holder != proxy.principal:
        # Who has given a proxy is away; a proxy held by who is away would be passed on.
        yield "proxy_holder_has_given_one"


def presence(
    present: Collection[Hashable], proxies: Iterable[Proxy], at: datetime, item: Hashable | None = None
) -> Mapping[Hashable, Presence]:
    """How each member is present at ``at``: a proxy counts while its holder is there and its principal is not.

    ``present`` are the members there by themselves or by their representatives. Proxies do not chain.

    >>> noon = datetime(2026, 4, 17, 12)
    >>> found = presence({"Anna"}, [Proxy("Bruno", "Anna", noon), Proxy("Carla", "Bruno", noon)], datetime(2026, 4, 18, 9))
    >>> sorted(found), found["Bruno"]
    (['Anna', 'Bruno'], Presence(mode='proxy', holder='Anna'))
    """
    there = {member: Presence(OWN, member) for member in present}
    for proxy in proxies:
        if proxy.holder in present and proxy.principal not in there and proxy.alive(at, item):
            there[proxy.principal] = Presence(BY_PROXY, proxy.holder)
    return there


def holder_cap(book: RuleBook, members: int, on: date) -> Ruling | None:
    """The rule on how many proxies one member may hold in an association of so many members; None without a limit.

    A statute that sets one number, and none for large associations, means it for any size.

    >>> book = RuleBook([(date(2020, 1, 1), "ets")])
    >>> [holder_cap(book, members, date(2026, 4, 18)).value.count for members in (499, 500)]
    [3, 5]
    """
    threshold = book.find("proxy.large_from", on)
    small = book.find("proxy.max.small", on)
    if threshold is None or members < threshold.value.count:
        return small
    large = book.find("proxy.max.large", on)
    own = small is not None and small.origin == FROM_STATUTE
    return small if own and (large is None or large.origin != FROM_STATUTE) else large
