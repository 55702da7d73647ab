"""Refusals have a name and parameters; the words are chosen by whoever shows them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True)
class Violation:
    """One broken rule: a stable ``code`` and the values its sentence needs.

    >>> str(Violation("no_legal_regime", {"day": "2026-01-01"}))
    'no_legal_regime(day=2026-01-01)'
    """

    code: str
    params: Mapping[str, object] = field(default_factory=dict)

    def __post_init__(self):
        # Our own copy: the caller may go on using (and changing) the mapping.
        object.__setattr__(self, "params", dict(self.params))

    def __hash__(self):
        return hash((self.code, tuple(sorted(self.params))))

    def __str__(self):
        values = ", ".join(f"{name}={value}" for name, value in sorted(self.params.items()))
        return f"{self.code}({values})" if values else self.code


class BylawError(ValueError):
    """Something asked for is against a rule; ``violations`` lists every rule broken.

    >>> error = BylawError([Violation("a"), Violation("b", {"day": 3})])
    >>> [violation.code for violation in error.violations]
    ['a', 'b']
    >>> str(error)
    'a; b(day=3)'
    >>> BylawError(Violation("alone")).violations
    (Violation(code='alone', params={}),)
    """

    violations: tuple[Violation, ...]

    def __init__(self, violations: Violation | Iterable[Violation]):
        self.violations = (violations,) if isinstance(violations, Violation) else tuple(violations)
        if not self.violations:
            raise TypeError("a BylawError needs at least one violation")
        super().__init__("; ".join(map(str, self.violations)))

    def __reduce__(self):
        return (type(self), (self.violations,))
