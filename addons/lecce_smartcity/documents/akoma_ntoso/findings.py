# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
"""What a person should look at after an import: each kind once, with the lines where it occurs."""

from ...bylaws.errors import Violation
from .model import Leftover
from .words import name_of, words_of

_LINES_MAX = 8


class Findings:
    """Collects findings and words that have no place in a statute's tree."""

    def __init__(self):
        self.leftovers = []
        self._lines = {}

    def add(self, code, place, **params):
        """A finding ``code`` about the element ``place``; equal ones are joined."""
        self._lines.setdefault((code, tuple(sorted(params.items()))), []).append(place.sourceline)

    def leave(self, element):
        """Keep the words of ``element``, which have no place in the tree, with the name of their place."""
        text = words_of(element)
        if text:
            self.leftovers.append(Leftover(name_of(element), element.sourceline, text))
            self.add("akn_left_over", element, element=name_of(element))

    def violations(self):
        """The findings as violations, with ``line`` "12, 15, 20 …" and ``count``."""
        for (code, params), lines in self._lines.items():
            shown = ", ".join(map(str, lines[:_LINES_MAX])) + (" …" if len(lines) > _LINES_MAX else "")
            yield Violation(code, {"line": shown, "times": len(lines), **dict(params)})
