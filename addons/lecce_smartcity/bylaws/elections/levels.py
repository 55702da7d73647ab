"""Sorting into levels of equals."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable
from typing import TypeVar

Item = TypeVar("Item")


def levels(items: Iterable[Item], key: Callable[[Item], Hashable]) -> list[list[Item]]:
    """Sorted by ``key``, equal ones together, in the order in which they came.

    >>> levels(["bb", "a", "cc", "d"], len)
    [['a', 'd'], ['bb', 'cc']]
    """
    found: dict[Hashable, list[Item]] = {}
    for item in sorted(items, key=key):
        found.setdefault(key(item), []).append(item)
    return list(found.values())
